"""The result as it is shown, its parts behind buttons, and what becomes of it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

import rules
from actions.case import Case
from actions.result import became, part, result
from actions.wording import AFTER_RESULT, PARTS
from rules.explanation import MOST_WORDS_OF_A_PIECE
from tests.actions.conversation import TODAY, Conversation, pension
from tests.actions.told import FAMILY, NOTHING

MOST_WORDS = 60  # of a result
WITHOUT_PAY = {name: value for name, value in FAMILY.items() if name != "income"}
HOUSEHOLDS: dict[str, dict[str, Any]] = {
    "entitled": FAMILY,
    "too much": {**FAMILY, "income": [{"kind": "salary", "monthly": 20000, "whose": "applicant"}]},
    "a range": {**FAMILY, "income": [{"kind": "retirement_pension", "monthly": 2000, "whose": "applicant"}]},
    "nothing known": {},
    "too many cars": {**FAMILY, "wealth": {"cars": 9}},
    "from the old system": {
        **FAMILY,
        "applicant": {**FAMILY["applicant"], "from_old_system": "elderly_without_income"},
    },
}
every_household = pytest.mark.parametrize("name", HOUSEHOLDS)


def case(name: str) -> Case:
    return Case.from_household(deepcopy(HOUSEHOLDS[name]))


@every_household
def test_a_result_has_at_most_sixty_words_and_says_that_it_is_preliminary(name: str) -> None:
    text = result(case(name), TODAY).text
    assert len(text.split()) <= MOST_WORDS
    assert "أولي" in text


@every_household
def test_the_household_goes_with_the_result_so_that_it_can_be_drawn(name: str) -> None:
    drawn = rules.read_household(result(case(name), TODAY).household or {})
    assert rules.estimate(drawn, today=TODAY) == case(name).estimate(TODAY)


@every_household
@pytest.mark.parametrize("wanted", PARTS)
def test_each_part_is_short_and_leads_to_the_others(name: str, wanted: str) -> None:
    reply = part(wanted, case(name), TODAY)
    assert reply.text
    assert len(reply.text.split()) <= MOST_WORDS_OF_A_PIECE
    titles = {button.title for button in reply.buttons}
    assert {button.title for other, button in AFTER_RESULT.items() if other != wanted} <= titles


def test_the_pieces_of_a_part_follow_one_another() -> None:
    talk = Conversation(FAMILY, interview=True).press("صحيح، احسب").press("التفاصيل")
    first = talk.said
    talk.press("التتمة")
    assert talk.said != first
    assert talk.status == "estimate"


@pytest.mark.parametrize("intent", ["estimate_details", "estimate_sources"])
def test_the_parts_can_be_asked_for_in_words(intent: str) -> None:
    talk = Conversation(FAMILY, interview=True).press("صحيح، احسب").say("التفاصيل", intent=intent, told=NOTHING)
    assert talk.status == "estimate"


@pytest.mark.parametrize("intent", ["estimate_details", "estimate_sources"])
def test_without_a_result_its_parts_lead_to_the_interview(intent: str) -> None:
    talk = Conversation().say("التفاصيل", intent=intent, told=NOTHING)
    assert talk.status == "clarification"
    assert [button.payload for button in talk.buttons.values()] == ["/eligibility_estimate"]


def test_who_would_not_say_the_pay_learns_the_threshold() -> None:
    told = Case.from_household(deepcopy({**WITHOUT_PAY, "no_more": ["unearned"], "empowerment": "seeking"}))
    told.refused.append("earned")
    assert "أقل من" in result(told, TODAY).text


def test_what_becomes_of_the_pension_is_said_in_one_line() -> None:
    before = case("entitled").estimate(TODAY)
    other = {**FAMILY, "income": [{"kind": "salary", "monthly": 3200, "whose": "applicant"}]}
    after = Case.from_household(deepcopy(other)).estimate(TODAY)
    line = became(before, after)
    assert "\n" not in line
    assert f"{pension(5, salaries=4000):,}" in line
    assert f"{pension(5, salaries=3200):,}" in line


def test_a_condition_that_fails_now_is_named() -> None:
    assert "سيارات" in became(case("entitled").estimate(TODAY), case("too many cars").estimate(TODAY))
