"""Numbers with their nouns, as Arabic asks for them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rules.wording import between, counted, listed, number, riyals


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "0 ريال"),
        ("1", "1 ريال"),
        ("5", "5 ريالات"),
        ("10", "10 ريالات"),
        ("11", "11 ريالًا"),
        ("100", "100 ريال"),
        ("1103", "1,103 ريالات"),
        ("1960", "1,960 ريالًا"),
        ("2000", "2,000 ريال"),
        ("1960.5", "1,960.50 ريال"),
        ("1960.00", "1,960 ريالًا"),
        ("1000000", "1,000,000 ريال"),
    ],
)
def test_riyals_follow_the_number(amount: str, words: str) -> None:
    assert riyals(Decimal(amount)) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [(0, "0 أيام"), (1, "يوم واحد"), (2, "يومين"), (3, "3 أيام"), (11, "11 يومًا"), (95, "95 يومًا"), (102, "102 يوم")],
)
def test_a_noun_takes_the_form_of_its_number(value: int, words: str) -> None:
    assert counted(value, "day") == words


def test_a_range_with_equal_ends_is_one_amount() -> None:
    assert between(160, Decimal("160.00")) == "160 ريالًا"
    assert between(160, 2160) == "بين 160 و2,160 ريالًا"


def test_numbers_have_separators_and_halalas_only_where_there_are_some() -> None:
    assert number(375000) == "375,000"
    assert number(Decimal("0.50")) == "0.50"


def test_things_in_a_row_are_joined() -> None:
    assert listed(["أ"]) == "أ"
    assert listed(["أ", "ب", "ج"]) == "أ، ب، وج"
