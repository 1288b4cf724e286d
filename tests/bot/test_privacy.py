"""What is masked, and what is not."""

import pytest

from bot.privacy import Kind, luhn, mask


def with_check_digit(nine: str) -> str:
    """Nine digits with the tenth that makes a valid identity number."""
    return next(nine + last for last in "0123456789" if luhn(nine + last))


IDENTITY = with_check_digit("109876543")
IQAMA = with_check_digit("234567890")
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (IDENTITY, Kind.IDENTITY),
        (f"هويتي {IDENTITY} وأسكن في الرياض", Kind.IDENTITY),
        (f"هويتي{IDENTITY}.", Kind.IDENTITY),
        (f"رقم الاقامة: {IQAMA}، وراتبي قليل", Kind.IDENTITY),
        (f"رقمي {IDENTITY.translate(ARABIC_INDIC)}", Kind.IDENTITY),
        (f"رقمي {IDENTITY.translate(PERSIAN)}", Kind.IDENTITY),
        ("رقم الهوية 1098765430", Kind.IDENTITY),  # a slip in a digit: its name says what it is
        (f"{IDENTITY[:4]}-{IDENTITY[4:7]}-{IDENTITY[7:]}", Kind.IDENTITY),
        (" ".join(IDENTITY), Kind.IDENTITY),
        (f"الهوية {IDENTITY[:5]} {IDENTITY[5:]}", Kind.IDENTITY),
        ("SA0380000000608010167519", Kind.IBAN),
        ("sa03 8000 0000 6080 1016 7519", Kind.IBAN),
        ("ايباني SA03-8000-0000-6080-1016-7519 شكرا", Kind.IBAN),
        ("SA٠٣٨٠٠٠٠٠٠٠٦٠٨٠١٠١٦٧٥١٩", Kind.IBAN),
        ("الآيبانSA4420000001234567891234", Kind.IBAN),
        ("SA44ABCD000001234567891234"[:4] + "20AB01234567CD891234", Kind.IBAN),
        ("0380000000608010167519", Kind.IBAN),
        ("جوالي 0512345678", Kind.MOBILE),
        ("٠٥١٢٣٤٥٦٧٨", Kind.MOBILE),
        ("05 1234 5678", Kind.MOBILE),
        ("+966 51 234 5678", Kind.MOBILE),
        ("00966512345678", Kind.MOBILE),
        ("966512345678", Kind.MOBILE),
        ("رقم الجوال 512345678", Kind.MOBILE),
        ("بطاقتي 4111 1111 1111 1111", Kind.CARD),
        ("4111111111111111", Kind.CARD),
    ],
)
def test_a_number_that_points_to_a_person_is_masked(text: str, kind: Kind) -> None:
    masked = mask(text)
    assert masked.kinds == {kind}
    assert kind.value in masked.text
    assert not any(char.isdecimal() for char in masked.text)


@pytest.mark.parametrize(
    "text",
    [
        "راتبي 4000",
        "راتبي 4,000.50 ريال",
        "دخلي 9999999",
        "راتبي 1000000000",  # ten digits, but no identity number: the check digit is wrong
        "رصيدي 2000000000",
        f"عندي {IDENTITY} ريال",
        f"عندي {IDENTITY}.50",
        "عندي 1,098,765,432",
        "راتبي ٤٠٠٠ وراتب زوجتي ٣٥٠٠",
        "دخلنا 2000 1500 3000 شهريا",
        "512345678 ريال في البنك",
        "اتصلت على 19911 ثلاث مرات",
        "تاريخ 2023-11-01 و 1445/05/20",
        "عمري 40 وعيالي 10 و8 و5",
        "salary 5000 SAR 3000",
        "1234567890123",
    ],
)
def test_an_amount_or_a_date_is_never_masked(text: str) -> None:
    assert mask(text).text == text
    assert mask(text).kinds == frozenset()


def test_what_stands_around_a_masked_number_stays() -> None:
    masked = mask(f"أنا {IDENTITY} وجوالي 0512345678 وراتبي 4000")
    assert masked.text == f"أنا {Kind.IDENTITY.value} وجوالي {Kind.MOBILE.value} وراتبي 4000"
    assert masked.kinds == {Kind.IDENTITY, Kind.MOBILE}


def test_a_very_long_run_of_digits_is_read_quickly() -> None:
    assert mask("1" * 100_000).kinds == frozenset()
    assert mask("05 " * 40_000).text
