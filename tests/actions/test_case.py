"""The case in Rasa's slot."""

from __future__ import annotations

import json

import pytest

from actions.case import Case
from rules import read_household
from tests.actions.conversation import TODAY, Interview


@pytest.mark.parametrize("asked", ["members", "earned", "other_income", "home", "cars", "confirm"])
def test_the_case_is_the_same_after_a_journey_through_json(asked: str) -> None:
    case = Interview().until(asked, earned="راتبي 3000.50 وراتب زوجتي 2000").case
    assert Case.from_slot(json.loads(json.dumps(case.to_slot()))) == case


@pytest.mark.parametrize("slot", [None, "", 3])
def test_an_empty_slot_is_a_new_case(slot: object) -> None:
    assert Case.from_slot(slot) == Case()


def test_a_case_shares_nothing_with_its_slot() -> None:
    slot = Interview().until("cars").case.to_slot()
    before = json.dumps(slot)
    case = Case.from_slot(slot)
    case.members.clear()
    case.answered.clear()
    assert json.dumps(slot) == before


@pytest.mark.parametrize("asked", ["members", "earned", "other_income", "home", "cars", "confirm"])
def test_the_household_can_be_estimated_at_every_point(asked: str) -> None:
    case = Interview().until(asked).case
    read_household(case.as_household())
    assert case.estimate(TODAY).as_json()["verdict"] == ("likely_eligible" if asked == "confirm" else "depends")


def test_an_income_that_was_not_asked_yet_is_not_taken_for_none() -> None:
    income = Case().as_household()["income"]
    assert [entry["monthly"] for entry in income] == [None, None]


def test_whoever_tells_his_own_pay_works() -> None:
    assert Interview().until("home").case.as_household()["empowerment"] == "working"


def test_the_pay_of_another_does_not_make_the_applicant_work() -> None:
    assert "empowerment" not in Interview().until("home", earned="راتب زوجتي 3000").case.as_household()


def test_making_the_household_changes_nothing_in_the_case() -> None:
    case = Interview().until("confirm").case
    before = case.to_slot()
    case.as_household()
    case.estimate(TODAY)
    assert case.to_slot() == before
