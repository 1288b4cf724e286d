"""The tables of expressions: what people type, and what is read in it."""

from typing import Any

import pytest

from arabic import clean, normalise, read_amount, read_answer, read_bounds, read_facts, read_members
from tests.arabic.expressions import as_facts, as_members, as_number, table

AMOUNTS = [(text, value) for group in table("amounts").values() for text, value in group.items()]
ANSWERS = [
    (str(text), None if answer == "none" else answer) for answer, texts in table("answers").items() for text in texts
]


@pytest.mark.parametrize(("text", "amount"), AMOUNTS)
def test_an_amount_is_read_as_it_is_meant(text: str, amount: Any) -> None:
    assert read_amount(text) == as_number(amount)


@pytest.mark.parametrize(("text", "bounds"), table("bounds").items())
def test_a_range_or_open_bound_is_read_with_its_ends(text: str, bounds: list[int] | None) -> None:
    assert read_bounds(text) == (None if bounds is None else (as_number(bounds[0]), as_number(bounds[1])))


@pytest.mark.parametrize("text", [text for text, bounds in table("bounds").items() if bounds])
def test_a_range_or_open_bound_is_no_amount(text: str) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize(("text", "answer"), ANSWERS)
def test_an_answer_is_read_in_standard_arabic_and_in_speech(text: str, answer: str | None) -> None:
    assert read_answer(text) == answer


@pytest.mark.parametrize(("text", "members"), table("members").items())
def test_the_people_of_a_household_are_read(text: str, members: dict[str, Any]) -> None:
    assert as_members(read_members(text)) == members


@pytest.mark.parametrize(("text", "facts"), table("facts").items())
def test_a_message_gives_its_facts_and_no_others(text: str, facts: dict[str, Any]) -> None:
    assert as_facts(read_facts(text)) == facts


@pytest.mark.parametrize(
    ("text", "count"), [("زوجتي وخمس عيال", 6), ("أنا وامي واختي", 2), ("عيالي 4 ولدين وبنتين", 4)]
)
def test_persons_besides_the_speaker_are_counted_once(text: str, count: int) -> None:
    assert read_members(text).count == count


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("إأآٱ", "ا"),
        ("مؤسسة", "موسسه"),
        ("على", "علي"),
        ("شيء", "شي"),
        ("مُحَمَّد", "محمد"),
        ("ســـلام", "سلام"),
        ("١٢٣ ۴۵۶", "123 456"),
        ("كثيييير", "كثير"),
        ("HELLO", "hello"),
        ("كم؟", "كم?"),
        ("ﻻ ﷲ", "لا الله"),
        ("مرحبا\u200f\u202e بك", "مرحبا بك"),
    ],
)
def test_letters_are_folded_for_matching(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("  راتبي\t3000\r\nريال ", "راتبي 3000 ريال"),
        ("أ\u0000ب\u0007ج", "أ ب ج"),
        ("\u202e3000\u202c", "3000"),
        ("را\u200bتبي", "راتبي"),
        ("hi\U000e0041\U000e0042", "hi"),
        ("٣٠٠٠", "٣٠٠٠"),
        ("３０００", "3000"),
        ("3²", "3²"),
        ("مُعلّم 😊", "مُعلّم 😊"),
        ("\ud800", ""),
    ],
)
def test_cleaning_takes_out_what_is_not_seen_and_keeps_what_is(typed: str, safe: str) -> None:
    assert clean(typed) == safe
