"""The action as Rasa calls it: one reply to each message, and what the service is told beside it."""

from __future__ import annotations

import json

import pytest

import rules
from tests.actions.conversation import PRESSED, TODAY
from tests.actions.rasa_calls import Rasa, Said, understood


def press(rasa: Rasa, question: str, value: str) -> Said:
    return rasa.run(understood("/inform" + json.dumps({"question": question, "value": value}), "inform"))


def interviewed() -> tuple[Rasa, Said]:
    """A conversation to its result, by buttons alone."""
    rasa = Rasa()
    said = rasa.run(understood("/eligibility_estimate", "eligibility_estimate"))
    while (asked := said.custom["trace"]["asked"]) is not None:
        typed = asked == "age"
        said = rasa.run(understood("40", "inform")) if typed else press(rasa, asked, PRESSED.get(asked, "yes"))
    return rasa, said


@pytest.mark.parametrize("text", ["هل استحق؟", "راتبي 3000", "", "😀", "asdf"])
def test_every_message_has_one_reply(text: str) -> None:
    said = Rasa().run(understood(text, "nlu_fallback", 0.2))
    assert len([message for message in said.messages if message.get("text")]) == 1


def test_the_slots_hold_json_and_nothing_else() -> None:
    rasa, _ = interviewed()
    assert json.loads(json.dumps(rasa.slots)) == rasa.slots


def test_a_case_of_an_older_shape_begins_anew() -> None:
    rasa = Rasa({"case": {"household": {"income": []}, "answered": ["members"], "spouse": None}, "talk": None})
    said = rasa.run(understood("/eligibility_estimate", "eligibility_estimate"))
    assert said.custom["trace"]["asked"] == "members"


def test_the_trace_names_the_open_question_and_what_was_told() -> None:
    rasa = Rasa()
    rasa.run(understood("/eligibility_estimate", "eligibility_estimate"))
    trace = press(rasa, "members", "alone").custom["trace"]
    assert trace["asked"] == "earned"
    assert trace["household"] == {"applicant": {"kind": "independent"}, "members": []}
    assert trace["answers"] == []


def test_the_trace_of_a_case_of_which_nothing_is_told_is_empty() -> None:
    trace = Rasa().run(understood("متى ينزل", "payment_date")).custom["trace"]
    assert trace == {"asked": None, "household": None, "case": None, "answers": ["payment_date"]}


def test_the_result_brings_the_household_to_be_drawn() -> None:
    _, said = interviewed()
    assert said.custom["status"] == "estimate"
    household = rules.read_household(said.custom["household"])
    assert rules.estimate(household, today=TODAY).size == (1, 1)
