"""What was understood, in lines for the citizen."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from actions import summary
from actions.case import Case
from rules import household


def line(name: str, **told: Any) -> str:
    """The line of one question."""
    return summary.lines(Case(household=told, answered=[name]))[name]


@pytest.mark.parametrize(
    ("number", "noun", "words"),
    [
        (1, "son", "ابن"),
        (2, "son", "ابنان"),
        (3, "son", "3 أبناء"),
        (10, "daughter", "10 بنات"),
        (11, "son", "11 ابنًا"),
        (100, "day", "100 يومًا"),
        (103, "day", "103 أيام"),
    ],
)
def test_a_noun_agrees_with_its_number(number: int, noun: str, words: str) -> None:
    assert summary.counted(number, noun) == words


def test_the_household_is_told_with_its_number_of_persons() -> None:
    members = [{"relation": "wife"}, {"relation": "son"}, {"relation": "son"}]
    assert line("members", members=members) == "أفراد الأسرة: أنت وزوجة وابنان (4 أفراد)"


def test_whoever_lives_alone_is_told_so() -> None:
    assert "وحدك" in line("members", members=[])


def test_whoever_refuses_is_told() -> None:
    assert "لم يوافق" in line("members", members=[{"relation": "son", "agrees": False}])


def test_incomes_stand_on_their_side_with_amount_and_person() -> None:
    income = [
        {"kind": "salary", "monthly": 3000, "whose": "applicant"},
        {"kind": "salary", "monthly": 2000, "whose": "wife"},
        {"kind": "rent", "monthly": 500, "whose": "applicant"},
    ]
    assert line("earned", income=income) == "الرواتب والعمل: الراتب 3,000، الراتب (الزوجة) 2,000"
    assert line("other_income", income=income) == "الدخل الآخر: الإيجار 500"


@pytest.mark.parametrize("name", list(summary.LINES))
def test_an_answer_that_is_not_known_is_shown_as_such(name: str) -> None:
    if name in ("earned", "other_income"):
        kind = "salary" if name == "earned" else "other"
        shown = line(name, income=[{"kind": kind, "monthly": None, "whose": "applicant", "unknown": ["monthly"]}])
    else:
        shown = line(name)
    assert summary.UNKNOWN in shown


@pytest.mark.parametrize(("name", "part", "key"), [("age", "applicant", "age"), ("cars", "wealth", "cars")])
def test_a_zero_is_known(name: str, part: str, key: str) -> None:
    assert summary.UNKNOWN not in line(name, **{part: {key: 0}})


def test_what_was_not_answered_has_no_line() -> None:
    assert summary.lines(Case()) == {}


@pytest.mark.parametrize(
    ("wealth", "shown"),
    [({"bank_average": 20_000}, "20,000"), ({"bank_above_limit": True}, "فوق"), ({"bank_above_limit": False}, "دون")],
)
def test_bank_balances_are_an_average_or_a_side_of_the_limit(wealth: dict[str, Any], shown: str) -> None:
    assert shown in line("bank", wealth=wealth)


def test_every_value_of_the_rules_has_words() -> None:
    assert set(summary.INSTITUTIONS) == set(get_args(household.LivesIn)) - {"home"}
    assert set(summary.PROOFS) == set(get_args(household.HousingProof))
    assert set(summary.EMPOWERMENT) == set(get_args(household.Empowerment))
    assert set(summary.EXCEPTIONS) == set(get_args(household.NationalityException)) | {"none"}
