"""After the interview: the estimate as it is shown, its details and sources, changes and suppositions."""

from __future__ import annotations

from datetime import date

import pytest

import rules
from actions.case import Case
from actions.estimate import (
    ActionChangeCase,
    ActionEstimateDetails,
    ActionEstimateSources,
    ActionWhatIf,
    estimate_reply,
)
from rules.wording import number
from tests.actions.conversation import TODAY, Interview, pension, too_much
from tests.actions.rasa_calls import Rasa, understood

AFTER = (ActionEstimateDetails, ActionEstimateSources, ActionWhatIf, ActionChangeCase)


def case(**answers: str) -> Case:
    """A confirmed case: a wife and three daughters, a salary of 4,000."""
    interview = Interview().until("confirm", **answers)
    interview.press("صحيح، احسب")
    return interview.case


def with_estimate(**answers: str) -> Rasa:
    """A conversation after the estimate."""
    return Rasa({"case": case(**answers).to_slot(), "estimate_ready": True})


def test_the_estimate_says_verdict_sum_and_next_steps() -> None:
    explanation, text = rules.explain(case().estimate(TODAY)), estimate_reply(case(), TODAY).text
    assert text.startswith(explanation.verdict)
    assert number(pension(5, salaries=4000)) in text
    for line in (*explanation.lines, *explanation.uncertainties, *explanation.next_steps, explanation.preliminary):
        assert line in text


def test_what_is_not_certain_is_said_with_the_estimate() -> None:
    told = case(earned="تقاعد 2000", other_income="لا", empowerment="مريض")
    estimate = told.estimate(TODAY)
    explanation, text = rules.explain(estimate), estimate_reply(told, TODAY).text
    assert explanation.uncertainties
    assert "ما ليس مؤكدًا" in text
    assert all(line in text for line in explanation.uncertainties)
    assert estimate.as_json()["pension"]["low"] == pension(5, unearned=2000)


def test_the_household_goes_with_the_estimate_so_that_it_can_be_drawn() -> None:
    told = case(cars="ما ادري")
    drawn = rules.estimate(rules.read_household(estimate_reply(told, TODAY).household or {}), today=TODAY)
    assert drawn == told.estimate(TODAY)


def test_a_condition_that_is_not_known_is_named() -> None:
    text = estimate_reply(case(cars="ما ادري"), TODAY).text
    assert "شروط لم تُعرف" in text
    assert "السيارات" in text


def test_after_a_failure_the_failed_condition_is_named_and_what_was_not_asked_is_not() -> None:
    interview = Interview().until("go_on", earned=f"راتبي {too_much(5)}").press("يكفي، أرني النتيجة")
    text = estimate_reply(interview.case, TODAY).text
    assert "شروط لم تتحقق" in text
    assert "شروط لم تُعرف" not in text
    assert "ماذا تفعل الآن" in text


@pytest.mark.parametrize("action", AFTER)
def test_without_an_estimate_each_action_offers_the_interview(action: type) -> None:
    said = Rasa().run(action(), understood("تفاصيل", "estimate_details"))
    assert said.status == "clarification"
    assert said.payloads == ["/eligibility_estimate"]
    assert said.slots == {}


def test_the_details_hold_the_whole_explanation() -> None:
    said = with_estimate().run(ActionEstimateDetails(), understood("تفاصيل الحساب", "estimate_details"))
    assert said.status == "estimate"
    assert rules.explain(case().estimate(date.today())).text() in said.text


def test_the_sources_are_named() -> None:
    said = with_estimate().run(ActionEstimateSources(), understood("المصادر", "estimate_sources"))
    assert all(source in said.text for source in rules.explain(case().estimate(date.today())).sources)


def test_a_supposition_is_computed_beside_the_estimate_and_changes_nothing() -> None:
    rasa = with_estimate()
    before = rasa.slots["case"]
    said = rasa.run(ActionWhatIf(), understood("ولو صار راتب زوجتي 2000؟", "what_if"))
    assert said.status == "estimate"
    assert number(pension(5, salaries=4000)) in said.text
    assert number(pension(5, salaries=6000)) in said.text
    assert rasa.slots["case"] == before


def test_suppositions_do_not_add_up() -> None:
    rasa = with_estimate()
    rasa.run(ActionWhatIf(), understood("ولو صار راتب زوجتي 2000؟", "what_if"))
    said = rasa.run(ActionWhatIf(), understood("ولو جانا مولود؟", "what_if"))
    assert number(pension(6, salaries=4000)) in said.text


@pytest.mark.parametrize("action", [ActionWhatIf, ActionChangeCase])
@pytest.mark.parametrize("text", ["ولو صرت غني؟", "؟", "بين 3000 و 4000"])
def test_what_cannot_be_read_gets_an_example(action: type, text: str) -> None:
    rasa = with_estimate()
    before = rasa.slots["case"]
    said = rasa.run(action(), understood(text, "what_if"))
    assert said.status == "clarification"
    assert "راتب زوجتي" in said.text
    assert rasa.slots["case"] == before


@pytest.mark.parametrize("action", [ActionWhatIf, ActionChangeCase])
def test_an_absurd_number_is_refused(action: type) -> None:
    rasa = with_estimate()
    before = rasa.slots["case"]
    said = rasa.run(action(), understood("راتبي 9999999", "inform"))
    assert said.status == "clarification"
    assert "9,999,999" in said.text
    assert rasa.slots["case"] == before


@pytest.mark.parametrize("text", ["لا غلطت، الراتب 3200", "الراتب 3200", "راتبي 3200 مو 4000"])
def test_a_change_after_the_estimate_is_kept_and_compared(text: str) -> None:
    rasa = with_estimate()
    said = rasa.run(ActionChangeCase(), understood(text, "correction"))
    assert "عدّلت" in said.text
    assert number(pension(5, salaries=3200)) in said.text
    assert [entry["monthly"] for entry in rasa.slots["case"]["household"]["income"]] == [3200]


def test_a_change_to_living_alone_says_that_the_age_is_not_known() -> None:
    said = with_estimate(earned="راتبي 1000").run(ActionChangeCase(), understood("غلطت انا عايش لحالي", "correction"))
    assert "العمر" in said.text


def test_an_income_of_unknown_kind_after_the_estimate_is_not_left_without_a_question() -> None:
    rasa = with_estimate(earned="لا", empowerment="مريض")
    said = rasa.run(ActionChangeCase(), understood("لا غلطت دخلي 1000", "correction"))
    assert "من أين" in said.text or said.status == "clarification" or "غير معروف" in said.text


def test_an_old_button_of_the_interview_changes_the_estimate() -> None:
    rasa = with_estimate()
    payload = '/inform{"question": "cars", "value": "2"}'
    said = rasa.run(ActionChangeCase(), understood(payload, "inform"))
    assert said.status == "estimate"
    assert rasa.slots["case"]["household"]["wealth"]["cars"] == 2
