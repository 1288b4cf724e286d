"""What is masked, and what is not."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabic import read, read_amount
from bot.privacy import RULES, Kind, luhn, mask, mod97


def with_check_digit(nine: str) -> str:
    """Nine digits with the tenth that makes a valid identity number."""
    return next(nine + last for last in "0123456789" if luhn(nine + last))


IDENTITY = with_check_digit("109876543")
IQAMA = with_check_digit("234567890")
ROUND = with_check_digit("180000000")
IBAN = "SA0380000000608010167519"
SCRIPTS = {
    "arabic": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
    "persian": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
    "wide": str.maketrans("0123456789", "０１２３４５６７８９"),
}
ARABIC = SCRIPTS["arabic"]

IDENTITIES = [
    IDENTITY,
    IQAMA,
    f"هويتي {IDENTITY} وأسكن في الرياض",
    f"هويتي{IDENTITY}",
    "هويتي1000000008",
    f"{IDENTITY}هويتي",
    f"هويتي{IDENTITY}.",
    f"({IDENTITY})",
    f"رقم الاقامة: {IQAMA}، وراتبي قليل",
    f"رقم إقامتي={IQAMA}",
    f"رقمي {IDENTITY}",
    f"رقم الهوية الوطنية هو {IDENTITY}",
    f"السجل المدني/{IDENTITY}",
    f"my id {IDENTITY}",
    f"ID:{IDENTITY}",
    f"Iqama no {IQAMA}",
    f"هُوِيَّتِي {IDENTITY}",
    f"هويتـــي {IDENTITY}",
    "رقم الهوية 1098765430",  # a slip in a digit: its name says what it is
    "هويتي 109876543",  # a digit too few
    "هويتي: 10987654311",  # a digit too many
    "1098765430 هويتي",
    f"هوية زوجتي {IQAMA}",
    f"{IDENTITY[:4]}-{IDENTITY[4:7]}-{IDENTITY[7:]}",
    " ".join(IDENTITY),
    "-".join(IDENTITY),
    "  ".join(IDENTITY),
    f"الهوية {IDENTITY[:5]} {IDENTITY[5:]}",
    f"رقم الهوية {IDENTITY[0]} {IDENTITY[1:4]} {IDENTITY[4:7]} {IDENTITY[7:]}",
    f"رقمي {IDENTITY[:4]} {IDENTITY[4:7]} {IDENTITY[7:]}",
    f"هويتي {IDENTITY[:4]}.{IDENTITY[4:7]}.{IDENTITY[7:]}",
    "\u200f".join(IDENTITY),
    f"هويتي \u202a{IDENTITY[:5]}\u202c\u200b{IDENTITY[5:]}",
    f"هويتي {IDENTITY[:5]}\u00ad{IDENTITY[5:]}",
    f"{IDENTITY},",
    f"1.{IDENTITY}",
    f"سجلت برقم {IDENTITY} ورفضوني",
    f"دخلت على المنصة برقم {IDENTITY} وما فتح",
    f"انا ام لاربعة اطفال وزوجي متوفي {IDENTITY} وساكنين بالايجار",
    f"راتبي قليل ورقم هويتي {IDENTITY}",
    f"معاشي موقوف والهوية {IDENTITY}",
    f"هويتي {ROUND}",
]
IBANS = [
    IBAN,
    "sa03 8000 0000 6080 1016 7519",
    "ايباني SA03-8000-0000-6080-1016-7519 شكرا",
    f"الآيبان{IBAN}",
    "الآيبانSA4420000001234567891234",
    "S A 03 8000 0000 6080 1016 7519",
    " ".join(IBAN),
    "SA\u200e0380000000\u200f608010167519",
    "SA. 0380000000608010167519",
    "SA0380000000608010167518",  # wrong check digits
    "SA038000000060801016751",  # a digit too few
    "SA03800000006080101675199",  # a digit too many
    "SA4420AB01234567CD891234",  # letters are allowed, and the check digits are wrong
    "0380000000608010167519",
    "03 8000 0000 6080 1016 7519",
    "ايباني 80000000608010167519",
    "رقم الحساب 608010167519",
    "AE070331234567890123456",
    "AE07 0331 2345 6789 0123 456",
    "GB29 NWBK 6016 1331 9268 19",
]
MOBILES = [
    "0512345678",
    "جوالي 0512345678",
    "جوالي0512345678",
    "05 1234 5678",
    "050 123 4567",
    "050-123-4567",
    "050.123.4567",
    "(050) 123 4567",
    "0 5 1 2 3 4 5 6 7 8",
    "05\u200e12345678",
    "051234567",  # a digit too few
    "05123456789",  # a digit too many
    "+966512345678",
    "+966 51 234 5678",
    "+966 (0)51 234 5678",
    "(+966) 512345678",
    "00966512345678",
    "00966 051 234 5678",
    "966512345678",
    "966-51-2345678",
    "رقم الجوال 512345678",
    "كلموني على 512345678",
    "هاتف البيت 0112345678",
    "واتساب +20 10 1234 5678",
    "+962791234567",
    "00201012345678",
]
CARDS = [
    "4111111111111111",
    "بطاقتي 4111 1111 1111 1111",
    "4111 1111 1111 1111",
    "4111-1111-1111-1111",
    "مدى 5200828282828210",
    "رقم البطاقة 4111111111111112",  # a slip in a digit: its name says what it is
    "378282246310005",
    "3782 822463 10005",
]
PERSONAL = [
    (text, kind)
    for kind, texts in {
        Kind.IDENTITY: IDENTITIES,
        Kind.IBAN: IBANS,
        Kind.MOBILE: MOBILES,
        Kind.CARD: CARDS,
    }.items()
    for text in texts
]

OTHER = [
    "راتبي 4000",
    "راتبي4000",
    "راتبي 4,000.50 ريال",
    "دخلي 9999999",
    "راتبي 1000000000",
    "رصيدي 2000000000",
    "عندي 1500000000",
    "500000000 ريال",
    "عندي 512345678 ريال",
    "512345678 ريال في البنك",
    f"راتبي {IDENTITY}",  # a right check digit by chance: its name says what it is
    f"رصيدي في البنك {IDENTITY}",
    f"دخلي الشهري حوالي {IDENTITY}",
    f"عندي {IDENTITY} ريال",
    f"عندي {IDENTITY}ريال",
    f"عندي {IDENTITY} SAR",
    f"عندي {IDENTITY}.50",
    f"عندي {IDENTITY}٫5",
    f"عندي {ROUND}",
    "عندي 1,098,765,432",
    "عندي 1 098 765 432",
    "هويتي ضايعة وراتبي 1500000000",
    "معي هوية وعندي 1500000000",
    "جوالي خربان وراتبي 512345678",
    "راتبي ٤٠٠٠ وراتب زوجتي ٣٥٠٠",
    "راتبي ۴۰۰۰ ومعاشي ۲۵۰۰",
    "دخلنا 2000 1500 3000 شهريا",
    "راتبي 2000 وإيجاري 1500 وعندي 30 الف",
    "رواتبنا 4000 3500 4200 5100",
    "دخلنا 1200 350 275",
    "عندي هوية مقيم ودخلنا 2000 1500 30",
    "2000 1500 3000 2500 1000 20",
    "4000 3500 4200 5100 شهريا",
    "اتصلت على 19911 ثلاث مرات",
    "911 و 999 و 112",
    "920033360",
    "اتصلت على 920033360",
    "8001245000",
    "0112345678",
    "تاريخ 2023-11-01 و 1445/05/20",
    "من 1440-01-01 الى 1445-12-30",
    "20/05/1445 - 21/06/1446",
    "بطاقة الهوية تنتهي 1447/05/20",
    "سنة 2020 2021 2022",
    "عمري 40 وعيالي 10 و8 و5",
    "اعمار عيالي 12 10 8 6 4 2 1",
    "عيالي اعمارهم 05 08 10 12 15",
    "اعمارهم 0 5 8 11 13 15",
    "عمره 0 5 10 12 14 15",
    f"رقم الطلب {IDENTITY}",
    f"رقم طلبي هو {IDENTITY}",
    f"رقم المعاملة: {IDENTITY}",
    f"قضية رقم {IDENTITY}",
    f"رقم البلاغ {IDENTITY}",
    "رقم الاعتراض 4411223344556677",
    "الطلب 12345678",
    "salary 5000 SAR 3000",
    "visa 5000",
    "1234567890123",
    "123456789012345678",
    "المادة 4 الفقرة 2 من قرار 1444",
    "سيارة موديل 2015 و2018",
    "10 20 30 40 50",
    "نسبة 33.333333333",
    "3.1415926535",
    "👍🏽 1️⃣ 2️⃣ 3️⃣",
    "",
    "مرحبا",
    "[رقم هوية محجوب] 1500000000",
]


@pytest.mark.parametrize(("text", "kind"), PERSONAL)
def test_a_number_that_points_to_a_person_is_masked(text: str, kind: Kind) -> None:
    masked = mask(text)
    assert masked.kinds == {kind}
    assert kind.value in masked.text
    assert sum(char.isdecimal() for char in masked.text) <= 1  # the "1." of a list


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize(("text", "kind"), PERSONAL)
def test_the_digits_of_every_script_are_digits(text: str, kind: Kind, script: str) -> None:
    masked = mask(text.translate(SCRIPTS[script]))
    assert masked.text == mask(text).text.translate(SCRIPTS[script])
    assert masked.kinds == {kind}


@pytest.mark.parametrize("text", OTHER)
def test_an_amount_or_a_date_is_never_masked(text: str) -> None:
    for typed in (text, *(text.translate(script) for script in SCRIPTS.values())):
        assert mask(typed).text == typed
        assert mask(typed).kinds == frozenset()


@pytest.mark.parametrize(("text", "kind"), PERSONAL)
@pytest.mark.parametrize(
    "story",
    [
        "راتبي 4000 ريال، {}، وإيجاري 1500",
        "عندي 5 عيال\n{}\nوراتب زوجتي 3500",
        "انا ارملة وعمري 45 ({}) ومعاشي 2400.50",
    ],
)
def test_what_stands_around_a_masked_number_stays(story: str, text: str, kind: Kind) -> None:
    before, after = story.split("{}")
    masked = mask(story.format(text))
    assert masked.kinds == {kind}
    assert masked.text == f"{before}{mask(text).text}{after}"


@pytest.mark.parametrize("between", [" ", "، ", ",", "\n", " و ", " - ", "/", " و", ". "])
def test_two_numbers_in_a_row_are_both_masked(between: str) -> None:
    masked = mask(f"{IDENTITY}{between}{IQAMA}")
    assert masked.text == f"{Kind.IDENTITY.value}{between}{Kind.IDENTITY.value}"
    masked = mask(f"0512345678{between}{IDENTITY}{between}{IBAN}")
    assert masked.text == between.join([Kind.MOBILE.value, Kind.IDENTITY.value, Kind.IBAN.value])


def test_a_long_story_keeps_everything_else() -> None:
    story = (
        "السلام عليكم، أنا {} وهويتي {} من مواليد 1390، متزوج وعندي 6 عيال أعمارهم 3 و5 و8 و11 و14 و17، "
        "راتبي 3,200 ريال وزوجتي تستلم 1500 من حساب المواطن، وإيجار بيتنا 18000 في السنة، وجوالي {} "
        "وآيباني {} ورقم الطلب 4471002211، رفضوني يوم 2024-03-15 واتصلت على 19911 مرتين."
    )
    kinds = (Kind.IDENTITY, Kind.MOBILE, Kind.IBAN)
    masked = mask(story.format("محمد", IDENTITY.translate(ARABIC), "+966 50 123 4567", "SA03 8000 0000 6080 1016 7519"))
    assert masked.text == story.format("محمد", *(kind.value for kind in kinds))
    assert masked.kinds == set(kinds)


@pytest.mark.parametrize("text", ["راتبي 4000", "راتبي ٤٥٠٠ ريال", "معاشي 2400.50", "راتبي 12 الف", "دخلي 3,500"])
def test_the_interview_reads_the_same_amount_beside_a_masked_number(text: str) -> None:
    amount = read_amount(text)
    assert amount is not None
    for more in (f"هويتي {IDENTITY} و{text}", f"{text} وجوالي 0512345678", f"{text} {IDENTITY}", f"{IBAN} {text}"):
        masked = mask(more).text
        assert [each.low for each in read(masked).incomes] == [amount], masked


@given(amount=st.integers(0, 99_999_999), word=st.sampled_from(["راتبي", "دخلي", "معاش زوجي", "عندي", "الايجار", ""]))
@settings(deadline=None)
def test_no_amount_that_a_citizen_may_have_is_masked(amount: int, word: str) -> None:
    for text in (f"{word} {amount}", f"{word} {amount:,} ريال", f"{word} {amount}".translate(ARABIC)):
        assert mask(text).text == text


@given(amount=st.integers(10**8, 10**10), word=st.sampled_from(["راتبي", "رصيدي هو", "مبلغ", "الدخل الشهري"]))
@settings(deadline=None)
def test_no_amount_as_long_as_an_identity_number_is_masked(amount: int, word: str) -> None:
    for text in (f"{word} {amount}", f"{amount} ريال", f"عندي {amount} ر.س", f"{word}: {amount}".translate(ARABIC)):
        assert mask(text).text == text


@given(nine=st.from_regex("[12][0-9]{8}", fullmatch=True))
@settings(deadline=None)
def test_every_named_identity_number_is_masked(nine: str) -> None:
    for number in {with_check_digit(nine), nine + "0", nine + "5"}:
        for text in (f"هويتي {number}", f"رقم الهوية: {number}", f"اقامتي {number} وراتبي"):
            assert mask(text).kinds == {Kind.IDENTITY}


@given(eight=st.from_regex("[0-9]{8}", fullmatch=True), between=st.sampled_from(["", " ", "-", "\u200e"]))
@settings(deadline=None)
def test_every_mobile_number_is_masked(eight: str, between: str) -> None:
    for number in (f"05{eight}", f"+9665{eight}", f"05{between}{eight[:4]}{between}{eight[4:]}"):
        masked = mask(f"راتبي 4000 وجوالي {number} شكرا")
        assert masked.text == f"راتبي 4000 وجوالي {Kind.MOBILE.value} شكرا"


@given(bank=st.from_regex("[0-9]{20}", fullmatch=True))
@settings(deadline=None)
def test_every_iban_is_masked_with_and_without_right_check_digits(bank: str) -> None:
    right = next(f"SA{check:02}{bank}" for check in range(2, 99) if mod97(f"SA{check:02}{bank}"))
    for iban in (
        right,
        f"SA00{bank}",
        f"{right[:4]} {right[4:8]} {right[8:12]} {right[12:16]} {right[16:20]} {right[20:]}",
    ):
        assert mask(f"ايباني {iban} شكرا").text == f"ايباني {Kind.IBAN.value} شكرا"


_TYPED = st.text(alphabet="0123456789٠١٢٣٤٥٦٧٨٩ -.,/+()SAsa\u200fهويتيراجول\n", max_size=60)


@given(text=st.one_of(_TYPED, st.text(alphabet=st.characters())))
@settings(deadline=None)
def test_a_text_changes_only_where_something_is_masked(text: str) -> None:
    masked = mask(text)
    assert (masked.text == text) == (not masked.kinds)
    assert masked.kinds == {kind for kind in Kind if kind.value in masked.text}


def test_no_pattern_repeats_without_a_bound() -> None:
    """Each match has a greatest length, so the steps grow with the text and no faster."""
    unbounded = re.compile(r"(?<!\\)[*+]|\{\d*,\}")
    assert [
        pattern.pattern for _, pattern, _ in RULES if unbounded.search(re.sub(r"\[[^\]]*\]", "", pattern.pattern))
    ] == []


@pytest.mark.parametrize(
    "repeated",
    ["1", "1 ", "1-", "05 ", "0 5 ", "5", "sa1", "S A 1 ", "SA12 ", "ab12", "+9", "4000 ", "راتبي ", f"{IDENTITY} "],
)
def test_ten_thousand_characters_take_ten_times_as_long_as_a_thousand(repeated: str) -> None:
    def seconds(length: int) -> float:
        text = ("هويتي " + repeated * length)[:length]
        times = []
        for _ in range(5):
            start = time.process_time()
            mask(text)
            times.append(time.process_time() - start)
        return min(times)

    assert seconds(10_000) < 0.005 + 25 * seconds(1_000)
