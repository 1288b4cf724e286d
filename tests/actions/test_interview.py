"""The interview as Rasa calls it: the form's validation, and what follows its end."""

from __future__ import annotations

from datetime import date

from actions.case import Case
from actions.interview import ActionConclude, ValidateInterviewForm
from rules.wording import number
from tests.actions.conversation import ANSWERS, Interview, pension, too_much
from tests.actions.rasa_calls import FORM, Rasa, Said, understood


def say(rasa: Rasa, text: str, intent: str = "inform") -> Said:
    """One message into the form."""
    return rasa.run(ValidateInterviewForm(), understood(text, intent))


def begun(text: str = "هل استحق؟", intent: str = "eligibility_estimate") -> Rasa:
    """A conversation in which the interview has begun."""
    rasa = Rasa()
    say(rasa, text, intent)
    return rasa


def test_the_first_call_asks_the_first_question_and_keeps_the_form_open() -> None:
    rasa = Rasa()
    said = say(rasa, "هل استحق؟", "eligibility_estimate")
    assert said.status == "interview"
    assert rasa.active == FORM
    assert rasa.slots["case"]["question"] == "members"


def test_each_call_takes_an_answer_and_asks_the_next_question() -> None:
    rasa = begun()
    assert "5 أفراد" in say(rasa, ANSWERS["members"]).text
    assert rasa.slots["case"]["question"] == "earned"


def test_the_buttons_of_a_question_come_back_as_its_answer() -> None:
    rasa = begun()
    payload = next(payload for payload in say(rasa, "زوجتي").payloads if '"none"' in payload)
    say(rasa, payload)
    assert "earned" in rasa.slots["case"]["answered"]


def finished() -> Rasa:
    """A conversation whose interview was confirmed."""
    rasa = begun()
    while (question := rasa.slots["case"]["question"]) != "confirm":
        say(rasa, ANSWERS[question])
    say(rasa, '/inform{"question": "confirm", "value": "yes"}')
    return rasa


def test_the_confirmed_interview_ends_the_form_without_a_word() -> None:
    rasa = finished()
    assert rasa.active is None
    assert rasa.slots["requested_slot"] is None
    assert rasa.slots["case"]["outcome"] == "estimate"


def test_after_the_form_the_estimate_is_said_and_remembered() -> None:
    rasa = finished()
    said = rasa.run(ActionConclude())
    assert said.status == "estimate"
    assert rasa.slots["estimate_ready"] is True
    assert number(pension(5, salaries=4000)) in said.text
    assert {"/estimate_details", "/estimate_sources", "/start_over"} <= set(said.payloads)


def test_whoever_stops_is_let_go_and_what_is_known_stays() -> None:
    rasa = begun("انا وزوجتي وولدين", "inform")
    say(rasa, "وقف", "stop_cancel")
    said = rasa.run(ActionConclude())
    assert said.responses == ["utter_stopped"]
    assert rasa.slots["estimate_ready"] is False
    assert len(rasa.slots["case"]["household"]["members"]) == 3


def test_whoever_comes_back_after_stopping_goes_on_where_it_was() -> None:
    rasa = begun("انا وزوجتي وولدين", "inform")
    say(rasa, "وقف", "stop_cancel")
    rasa.run(ActionConclude())
    say(rasa, "هل استحق؟", "eligibility_estimate")
    assert rasa.slots["case"]["question"] == "earned"
    assert rasa.slots["case"]["outcome"] is None


def test_whoever_stops_at_the_sum_up_and_comes_back_is_summed_up() -> None:
    rasa = begun()
    while (question := rasa.slots["case"]["question"]) != "confirm":
        say(rasa, ANSWERS[question])
    say(rasa, "وقف", "stop_cancel")
    rasa.run(ActionConclude())
    assert "هل هو صحيح" in say(rasa, "هل استحق؟", "eligibility_estimate").text


def test_a_new_interview_after_an_estimate_begins_with_an_empty_case() -> None:
    rasa = finished()
    rasa.run(ActionConclude())
    say(rasa, "هل استحق؟", "eligibility_estimate")
    assert rasa.slots["case"]["household"] == {"income": []}


def test_starting_over_outside_the_form_begins_with_an_empty_case() -> None:
    rasa = begun("انا وزوجتي وولدين", "inform")
    say(rasa, "وقف", "stop_cancel")
    rasa.run(ActionConclude())
    say(rasa, "/start_over", "start_over")
    assert rasa.slots["case"]["household"] == {"income": []}


def test_enough_after_a_decisive_failure_ends_with_the_estimate() -> None:
    rasa = begun("عايش لحالي", "inform")
    say(rasa, f"راتبي {too_much(1)}")
    say(rasa, '/inform{"question": "go_on", "value": "no"}')
    said = rasa.run(ActionConclude())
    assert said.status == "estimate"
    assert "شروط لم تتحقق" in said.text


def test_the_case_in_the_slot_is_the_case_of_the_interview() -> None:
    rasa = begun("انا وزوجتي وولدين", "inform")
    assert Case.from_slot(rasa.slots["case"]) == Interview("انا وزوجتي وولدين", "inform").case
    Case.from_slot(rasa.slots["case"]).estimate(date.today())
