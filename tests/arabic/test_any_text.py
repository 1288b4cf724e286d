"""Properties that hold for any text and any number."""

import time
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arabic import clean, normalise, read, read_amount, read_bounds

READERS: list[Callable[[str], object]] = [
    clean,
    normalise,
    read_amount,
    read_bounds,
    read,
]
SPOKEN = (
    "راتبي دخلي زوجتي عيالي وخمس ولدين بنات عمري عمره 3 3000 ٣٬٥٠٠ الف الفين ثلاث وعشرين مية ونص الا بين "
    "و الى - / ، . ؟ ما عندي سيارتين شغالة صك عقد ايجار متقاعد حساب المواطن اعمارهم احنا ابي مو مطلقة سعودي "
    "برا شهرين رصيدي 0551234567 ريال ل ك متزوج ب"
)
WORDS = SPOKEN.split()
MESSAGES = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
TEXTS = st.one_of(st.text(), st.text(alphabet=st.characters()), MESSAGES)

UNITS = ["", "واحد", "اثنين", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
TENS = ["", "عشرة", "عشرين", "ثلاثين", "أربعين", "خمسين", "ستين", "سبعين", "ثمانين", "تسعين"]
TEENS = ["عشرة", "أحد عشر", "اثنا عشر", *(f"{unit} عشر" for unit in UNITS[3:])]
HUNDREDS = ["", "مية", "ميتين", "ثلاثمية", "أربعمية", "خمسمية", "ستمية", "سبعمية", "ثمانمية", "تسعمية"]


def in_words(number: int) -> str:
    """A number below a million in words, as it is said."""
    thousands, rest = divmod(number, 1000)
    parts = []
    if thousands == 1:
        parts.append("ألف")
    elif thousands == 2:
        parts.append("ألفين")
    elif thousands:
        parts.append(f"{_below_a_thousand(thousands)} {'آلاف' if thousands <= 10 else 'ألف'}")
    if rest or not parts:
        parts.append(_below_a_thousand(rest))
    return " و".join(parts)


def _below_a_thousand(number: int) -> str:
    if number == 0:
        return "صفر"
    parts = [HUNDREDS[number // 100]]
    rest = number % 100
    if 10 <= rest < 20:
        parts.append(TEENS[rest - 10])
    else:
        parts += [UNITS[rest % 10], TENS[rest // 10]]
    return " و".join(part for part in parts if part)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@given(text=TEXTS)
@settings(max_examples=150, deadline=None)
def test_no_text_makes_a_reader_raise(reader: Callable[[str], object], text: str) -> None:
    reader(text)
    reader((text or "x") * 20)


@given(text=TEXTS)
@settings(max_examples=400, deadline=None)
def test_cleaning_or_normalising_twice_is_the_same_as_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert normalise(normalise(text)) == normalise(text)
    assert normalise(clean(text)) == normalise(text)


@given(number=st.integers(0, 99_999_999))
def test_a_number_in_digits_of_either_kind_reads_as_itself(number: int) -> None:
    eastern = str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert read_amount(str(number)) == number
    assert read_amount(eastern) == number
    assert read_amount(f"{number:,}") == number
    assert read_amount(f"راتبي {eastern} ريال") == number


@given(number=st.integers(0, 9_999_999), cents=st.integers(0, 99))
def test_decimals_are_kept(number: int, cents: int) -> None:
    assert read_amount(f"{number:,}.{cents:02}") == Decimal(f"{number}.{cents:02}")


@given(number=st.integers(0, 999_999))
@settings(max_examples=500)
def test_a_number_in_words_reads_as_itself(number: int) -> None:
    assert read_amount(in_words(number)) == number
    assert read_amount(f"حوالي {in_words(number)} ريال") == number


@given(low=st.integers(100, 9_999), more=st.integers(1, 9_999))
def test_a_range_reads_as_its_ends(low: int, more: int) -> None:
    assert read_bounds(f"بين {low} و{low + more}") == (Decimal(low), Decimal(low + more))
    assert read_amount(f"من {low} الى {low + more}") is None


@given(number=st.integers(10**9, 3 * 10**9 - 1))
def test_an_identity_number_is_never_an_amount(number: int) -> None:
    assert read_amount(f"رقم هويتي {number}") is None
    assert all(income.low is None for income in read(f"راتبي {number}").incomes)


def test_a_flood_of_marks_is_cleaned_in_linear_time() -> None:
    text = "س" + "\u0300\u0316" * 50_000  # two classes in turn: the worst case of Unicode's reordering
    start = time.process_time()
    assert len(clean(text)) == 4
    assert time.process_time() - start < SECONDS


LONG = [
    "ما عندي ",
    "الف الا ",
    "و ",
    "1 ",
    "1-",
    "!?",
    "ولدين ",
    "راتبي 3000 ",
    "ا",
    "هل ",
    "ا\u064b\u0651",
    "5 عيال و",
]
LONG += ["5 عيال و", "بين 3 و4 ", "ابوي متقاعد ", "عيالي ولدين وبنتين ", "ثلاث الاف ", "1,", "سافرت ", "عقد "]
SECONDS = 0.5  # far above what a linear reader takes (0.1), far below what a quadratic one does


@pytest.mark.parametrize("repeated", LONG)
def test_ten_thousand_characters_are_read_in_linear_time(repeated: str) -> None:
    text = (repeated * 10_000)[:10_000]
    for reader in READERS:
        times = []
        for _ in range(3):
            start = time.process_time()
            reader(text)
            times.append(time.process_time() - start)
        assert min(times) < SECONDS, reader.__name__
