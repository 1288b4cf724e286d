"""Names that mark a message about something else than the programme."""

import pytest

from nlu.other_bodies import other_bodies
from nlu.words import words


def named(text: str) -> int:
    return other_bodies(words(text))


@pytest.mark.parametrize(
    "text",
    [
        "متى ينزل حساب المواطن",
        "وحساب المواطن كم",
        "رحت للوكالة",
        "شروط حافز",
        "راتبي من التأمينات",
        "الضمان الاجتماعي في الأردن",
        "ضمان الجوال كم سنة",
        "كيف أجدد من أبشر",
    ],
)
def test_a_name_is_found_whatever_is_written_together_with_it(text: str) -> None:
    assert named(text) == 1


@pytest.mark.parametrize("text", ["", "متى ينزل الضمان", "حسابي البنكي", "المواطن السعودي", "رقم الحساب"])
def test_part_of_a_name_is_no_name(text: str) -> None:
    assert named(text) == 0


def test_each_name_counts() -> None:
    assert named("حساب المواطن وساند") == 2
