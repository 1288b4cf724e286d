"""The case in Rasa's slot, and the household that is made of it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from actions.case import Case
from rules import parameters, read_household
from tests.actions.telling import family, gets, hear, one

TODAY = parameters.changes()[-1]


def told_case() -> Case:
    """A case with something of everything in it."""
    case = family(one("wife"), one("son", 2, 20, 8), one("husband", absence="left"), gets("salary", 3000.5))
    hear(case, one("mother"), gets("business", 1000, "son", to=4000), facts={"cars": 1, "nationality": "saudi"})
    hear(case, gets("rent", 4000, doubtful=True), facts={"cars": 2})
    return case


def test_the_case_is_the_same_after_a_journey_through_json() -> None:
    case = told_case()
    assert Case.from_slot(json.loads(json.dumps(case.to_slot()))) == case


@pytest.mark.parametrize(
    "slot", [None, "", 3, {"household": {"members": []}, "answered": []}, {"persons": [{"who": 1}]}]
)
def test_an_empty_slot_or_one_of_an_older_shape_is_a_new_case(slot: object) -> None:
    assert Case.from_slot(slot) == Case()


def test_a_case_shares_nothing_with_its_slot() -> None:
    slot = told_case().to_slot()
    before = json.dumps(slot)
    case = Case.from_slot(slot)
    case.persons.clear()
    case.answered.clear()
    assert json.dumps(slot) == before


@pytest.mark.parametrize("case", [Case(), told_case(), family(alone=True), family(one("wife"), one("child", 3))])
def test_the_household_can_be_estimated_at_every_point(case: Case) -> None:
    read_household(case.as_household())
    assert case.estimate(TODAY).as_json()["verdict"] in ("depends", "likely_not_eligible")


def test_making_the_household_changes_nothing_in_the_case() -> None:
    case = told_case()
    before = case.to_slot()
    case.as_household()
    case.told_household()
    case.estimate(TODAY)
    assert case.to_slot() == before


def test_an_income_that_was_not_told_yet_is_not_taken_for_none() -> None:
    assert Case().as_household() == {"income": [], "income_open": ["earned", "unearned"]}
    assert Case().told_household() == {}


def test_members_of_whom_not_all_are_told_are_not_taken_for_all() -> None:
    case = Case()
    hear(case, one("wife"), one("child", None))
    assert "members" not in case.as_household()
    assert case.as_household()["applicant"] == {"kind": "family_head"}
    assert case.told_household()["members"] == [{"relation": "wife"}]


def test_whoever_was_named_without_a_place_is_no_member() -> None:
    case = family(one("wife"))
    hear(case, one("mother"))
    assert case.as_household()["members"] == [{"relation": "wife"}]


def test_whoever_tells_his_own_pay_works() -> None:
    assert family(gets("salary", 3000)).as_household()["empowerment"] == "working"


def test_the_pay_of_another_does_not_make_the_applicant_work() -> None:
    assert "empowerment" not in family(one("wife"), gets("salary", 3000, "wife")).as_household()


def test_an_applicant_with_only_an_absent_husband_stands_alone() -> None:
    case = family(one("husband", absence="prison"), alone=True)
    household = case.as_household()
    assert household["applicant"]["kind"] == "independent"
    assert household["members"] == [{"relation": "husband", "same_dwelling": False, "absent": "prison"}]


@pytest.mark.parametrize(
    "household",
    [
        {"applicant": {"kind": "independent", "age": 30}, "members": []},
        {
            "applicant": {"kind": "family_head", "nationality": "saudi", "lives_in": "home"},
            "members": [
                {"relation": "wife", "nationality": "other"},
                {"relation": "child", "age": 3, "dwelling": 2},
                {"relation": "son", "away_for_study": True},
                {"relation": "father", "same_dwelling": False, "absent": "elsewhere"},
                {"relation": "brother", "agrees": False},
            ],
            "income": [
                {"kind": "salary", "whose": "applicant", "monthly": 3000},
                {"kind": "business", "whose": "brother", "low": 1000, "high": 2000},
                {"kind": "retirement_pension", "whose": "wife"},
            ],
            "no_more": ["earned"],
            "housing": {"proof": "lease", "matches_national_address": True},
            "wealth": {"cars": 1, "domestic_workers": 0, "bank_above_limit": False},
            "empowerment": "working",
        },
    ],
)
def test_a_household_that_is_made_a_case_is_told_back_as_it_was(household: dict[str, Any]) -> None:
    assert Case.from_household(household).told_household() == household
