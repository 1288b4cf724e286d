"""Edits of a case: facts, contradictions, doubts, buttons, answers of no content, and what changed."""

from __future__ import annotations

from typing import Any

import pytest

from actions import edits
from actions.case import Case
from tests.actions.telling import asks, family, gets, hear, here, one, pays


@pytest.mark.parametrize(
    ("fact", "value", "part", "key", "question"),
    [
        ("age", 40, "applicant", "age", "age"),
        ("nationality", "saudi", "applicant", "nationality", "nationality"),
        ("student", False, "applicant", "full_time_student", "student"),
        ("days_abroad", 0, "applicant", "days_abroad_last_year", "abroad"),
        ("from_old_system", "none", "applicant", "from_old_system", "old_system"),
        ("proof", "lease", "housing", "proof", "home"),
        ("address", False, "housing", "matches_national_address", "address"),
        ("cars", 0, "wealth", "cars", "cars"),
        ("workers", 1, "wealth", "domestic_workers", "workers"),
        ("workers_for_disability", 1, "wealth", "workers_for_disability", "workers_for_disability"),
        ("bank_average", 3000, "wealth", "bank_average", "bank"),
        ("bank_above_limit", True, "wealth", "bank_above_limit", "bank"),
    ],
)
def test_a_fact_stands_in_the_household_and_answers_its_question(
    fact: str, value: Any, part: str, key: str, question: str
) -> None:
    case = Case()
    applied = hear(case, facts={fact: value})
    assert case.as_household()[part][key] == value
    assert question in applied.answered
    assert question in case.answered


def test_every_fact_of_a_message_is_kept() -> None:
    case = Case()
    hear(
        case,
        one("wife"),
        one("child", 4),
        gets("salary", 3000),
        gets("citizen_account", 900),
        facts={"nationality": "saudi", "age": 40, "proof": "lease", "address": True, "cars": 1, "workers": 0},
    )
    household = case.told_household()
    assert household["applicant"] == {"kind": "family_head", "nationality": "saudi", "age": 40, "lives_in": "home"}
    assert len(household["members"]) == 5
    assert [income["monthly"] for income in household["income"]] == [3000, 900]
    assert household["wealth"] == {"cars": 1, "domestic_workers": 0}


def test_a_fact_that_contradicts_what_was_told_is_asked_about() -> None:
    case = Case()
    hear(case, facts={"nationality": "saudi"})
    applied = hear(case, facts={"nationality": "other", "cars": 1})
    assert asks(applied) == ["قلت قبل: الجنسية سعودية، والآن: الجنسية غير سعودية. هل الصحيح الآن: الجنسية غير سعودية؟"]
    assert case.facts == {"nationality": "saudi", "cars": 1}
    edits.confirm(case, 0, True)
    assert case.facts["nationality"] == "other"


@pytest.mark.parametrize("said", [{"correcting": True}, {"asked": "cars"}])
def test_a_correction_and_an_answer_replace_what_was_told(said: dict[str, Any]) -> None:
    case = Case()
    hear(case, facts={"cars": 2})
    applied = hear(case, facts={"cars": 1}, **said)
    assert applied.doubts == ()
    assert case.facts["cars"] == 1


def test_a_fact_heard_below_the_threshold_is_asked_about() -> None:
    case = Case()
    applied = hear(case, facts={"proof": "deed"}, unsure=frozenset({"proof"}))
    assert case.facts == {}
    assert asks(applied) == ["تقصد: صك ملكية؟"]
    hear(case, asked="doubt", answer="yes")
    assert case.facts["proof"] == "deed"
    assert case.doubts == []


def test_a_doubt_is_dropped_when_the_matter_is_said_for_sure() -> None:
    case = Case()
    hear(case, facts={"proof": "deed"}, unsure=frozenset({"proof"}))
    hear(case, facts={"proof": "lease"})
    assert case.doubts == []


def test_a_no_to_a_doubt_changes_nothing() -> None:
    case = Case()
    hear(case, facts={"cars": 2})
    hear(case, facts={"cars": 3})
    edits.confirm(case, 0, False)
    assert case.facts["cars"] == 2
    assert case.doubts == []


def test_the_average_of_the_balances_takes_the_place_of_the_side_of_the_limit() -> None:
    case = Case()
    hear(case, facts={"bank_above_limit": False})
    hear(case, facts={"bank_average": 80_000}, correcting=True)
    assert case.as_household()["wealth"] == {"bank_average": 80_000}


def test_whoever_lives_in_an_institution_has_no_home_to_prove() -> None:
    case = Case()
    applied = hear(case, facts={"lives_in": "shelter"})
    assert set(applied.answered) == {"home", "address"}


def test_a_saudi_who_is_the_wife_of_a_saudi_is_in_no_group_of_exceptions() -> None:
    case = Case()
    hear(case, facts={"nationality": "saudi", "exception": "wife_of_citizen"})
    assert case.facts == {"nationality": "saudi"}


def test_a_number_beyond_belief_is_left_out_and_the_rest_is_kept() -> None:
    case = Case()
    applied = hear(case, facts={"cars": 99, "age": 150, "workers": -1, "student": True})
    assert case.facts == {"student": True}
    assert [(reason.question, int(reason.number)) for reason in applied.refused] == [
        ("cars", 99),
        ("age", 150),
        ("workers", -1),
    ]


@pytest.mark.parametrize(
    ("question", "answer", "fact", "value"),
    [
        ("nationality", "yes", "nationality", "saudi"),
        ("nationality", "no", "nationality", "other"),
        ("exception", "no", "exception", "none"),
        ("student", "yes", "student", True),
        ("address", "no", "address", False),
        ("bank", "no", "bank_above_limit", False),
        ("cars", "no", "cars", 0),
        ("workers", "no", "workers", 0),
        ("abroad", "no", "days_abroad", 0),
        ("old_system", "no", "from_old_system", "none"),
        ("home", "no", "proof", "none"),
    ],
)
def test_a_plain_yes_or_no_answers_the_question_asked(question: str, answer: str, fact: str, value: Any) -> None:
    case = Case()
    applied = hear(case, asked=question, answer=answer)
    assert case.facts[fact] == value
    assert question in applied.answered


@pytest.mark.parametrize("question", ["cars", "workers", "abroad", "exception", "home", "members"])
def test_a_plain_yes_to_a_question_for_more_answers_nothing(question: str) -> None:
    case = Case()
    applied = hear(case, asked=question, answer="yes")
    assert case == Case()
    assert not applied


def test_a_no_beside_a_fact_of_the_same_question_says_what_the_fact_says() -> None:
    case = Case()
    hear(case, asked="cars", answer="no", facts={"cars": 2})
    assert case.facts["cars"] == 2


def test_no_and_yes_to_the_questions_for_income() -> None:
    case = Case()
    hear(case, asked="earned", answer="no")
    hear(case, asked="other_income", answer="yes")
    assert case.closed == ["earned"]
    assert pays(case) == [(None, "applicant", None)]
    assert case.open_income("kind") is not None


def test_what_is_not_known_is_neither_asked_again_nor_taken_for_a_no() -> None:
    case = Case()
    for question in ("members", "earned", "other_income", "cars", "home"):
        edits.apply_unknown(case, question)
    assert case.as_household() == {"income": [], "income_open": ["earned", "unearned"]}
    assert "cars" in case.answered
    assert not case.knows("cars")


def test_what_somebody_will_not_say_is_unknown() -> None:
    case = Case()
    hear(case, facts={"cars": 2})
    edits.apply_refused(case, "cars")
    assert case.refused == ["cars"]
    assert "wealth" not in case.as_household()


def test_an_answer_takes_back_that_it_is_not_known() -> None:
    case = Case()
    edits.apply_unknown(case, "cars")
    hear(case, facts={"cars": 1})
    assert case.knows("cars")


def test_an_amount_that_is_not_known_is_asked_once() -> None:
    case = Case()
    hear(case, gets("salary"))
    edits.apply_unknown(case, "income_amount")
    assert case.open_income("amount") is None
    assert case.as_household()["income"] == [{"kind": "salary", "whose": "applicant"}]


def test_a_reopened_question_is_asked_again() -> None:
    case = family(one("wife"), facts={"cars": 2})
    edits.reopen(case, "cars")
    assert "cars" not in case.answered
    hear(case, facts={"cars": 1}, asked="cars")
    assert case.facts["cars"] == 1


@pytest.mark.parametrize(
    ("question", "value", "household"),
    [
        ("members", "alone", {"applicant": {"kind": "independent"}, "members": []}),
        ("nationality", "other", {"applicant": {"nationality": "other"}}),
        ("exception", "orphan_card", {"applicant": {"exception": "orphan_card", "nationality": "other"}}),
        ("student", "yes", {"applicant": {"full_time_student": True}}),
        ("home", "deed", {"applicant": {"lives_in": "home"}, "housing": {"proof": "deed"}}),
        ("home", "prison", {"applicant": {"lives_in": "prison"}}),
        ("address", "no", {"housing": {"matches_national_address": False}}),
        ("bank", "yes", {"wealth": {"bank_above_limit": True}}),
        ("cars", "3", {"wealth": {"cars": 3}}),
        ("abroad", "30", {"applicant": {"days_abroad_last_year": 30}}),
        ("empowerment", "exempt", {"empowerment": "exempt"}),
        ("old_system", "none", {"applicant": {"from_old_system": "none"}}),
        ("earned", "none", {"no_more": ["earned"]}),
        ("other_income", "none", {"no_more": ["unearned"]}),
    ],
)
def test_a_button_puts_its_value_into_the_household(question: str, value: str, household: dict[str, Any]) -> None:
    case = Case()
    applied = edits.apply_value(case, question, value)
    assert case.told_household() == household
    assert question in applied.answered


def test_a_button_for_a_kind_of_income_is_asked_for_its_amount() -> None:
    case = Case()
    edits.apply_value(case, "other_income", "rent")
    assert pays(case) == [("rent", "applicant", None)]
    assert "other_income" not in case.answered
    assert case.open_income("amount") is not None


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("members", "seven"),
        ("cars", "many"),
        ("cars", "-1"),
        ("cars", "999"),
        ("earned", "yes"),
        ("other_income", "gold"),
        ("student", "maybe"),
        ("home", "tent"),
        ("nationality", "yes"),
        ("homes", "3"),
        ("nothing", "yes"),
    ],
)
def test_a_value_that_no_button_has_is_refused_and_changes_nothing(question: str, value: str) -> None:
    case = Case()
    with pytest.raises((KeyError, ValueError)):
        edits.apply_value(case, question, value)
    assert case == Case()


def test_what_changed_is_told_with_what_it_was() -> None:
    case = family(one("wife"), gets("salary", 3000))
    applied = hear(case, one("son", change="joins"), gets("salary", 3500), facts={"cars": 1}, no_more=("unearned",))
    changed = {change.thing: change for change in applied.changed}
    assert set(changed) == {"person", "income", "fact", "closed"}
    assert (changed["person"].name, changed["person"].before) == ("son", None)
    assert (changed["income"].before.low, changed["income"].after.low) == (3000, 3500)
    assert (changed["fact"].before, changed["fact"].after, changed["fact"].question) == (None, 1, "cars")
    assert (changed["closed"].name, changed["closed"].question) == ("unearned", "other_income")


def test_a_message_that_tells_nothing_changes_nothing() -> None:
    case = family(one("wife"), gets("salary", 3000))
    before = case.to_slot()
    assert not hear(case, asked="cars")
    assert case.to_slot() == before


def test_sixty_facts_in_one_message_are_kept() -> None:
    case = Case()
    kinds = ["rent", "investment", "alimony", "citizen_account", "rural_support"]
    incomes = [gets(kind, 100 + number) for number, kind in enumerate(kinds * 10)]
    hear(case, one("wife"), one("son", 4, 2, 4, 6, 8), *incomes, facts={"cars": 1, "age": 40, "proof": "deed"})
    assert len(case.incomes) == 50
    assert here(case) == {"wife": 1, "son": 4}


@pytest.mark.parametrize(("said", "number"), [("all", 4), ("half", 2)])
def test_all_and_half_of_the_workers_are_numbers(said: str, number: int) -> None:
    case = Case()
    hear(case, facts={"workers": 4})
    hear(case, facts={"workers_for_disability": said}, asked="workers_for_disability")
    assert case.facts["workers_for_disability"] == number


def test_half_of_a_number_of_workers_that_is_not_known_is_left_out() -> None:
    case = Case()
    assert not hear(case, facts={"workers_for_disability": "half"}, asked="workers_for_disability")
