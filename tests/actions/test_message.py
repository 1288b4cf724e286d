"""The latest message, as Rasa's tracker tells it."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.message import Clause, Message, latest_message
from actions.replies import answer_button
from tests.actions.rasa_calls import understood


def tracker(latest: dict[str, Any] | None) -> Tracker:
    return Tracker("citizen", {}, latest, [], False, None, {}, None)


def test_a_typed_message_has_a_text_and_an_intent() -> None:
    message = latest_message(tracker(understood("راتبي 3000", "inform", 0.8)))
    assert message == Message("راتبي 3000", "inform", 0.8)
    assert not message.button


def test_a_button_has_its_question_and_value() -> None:
    payload = answer_button("2", "cars", "2").payload
    message = latest_message(tracker(understood(payload, "inform")))
    assert message.button
    assert (message.intent, message.question, message.value) == ("inform", "cars", "2")


@pytest.mark.parametrize("latest", [None, {}, {"text": None, "intent": None, "entities": None, "judged": None}])
def test_no_message_is_an_empty_one(latest: dict[str, Any] | None) -> None:
    assert latest_message(tracker(latest)) == Message("", "", 0.0)


def test_each_clause_has_the_intent_that_it_has_by_itself() -> None:
    clause = {"text": "متى ينزل", "asks": True, "intent": "payment_date", "confidence": 0.9}
    message = latest_message(tracker({**understood("راتبي 3000 ومتى ينزل", "inform"), "clauses": [clause]}))
    assert message.clauses == (Clause("متى ينزل", True, "payment_date", 0.9),)


def test_what_the_trained_reader_judges_has_a_label_and_a_confidence() -> None:
    message = latest_message(tracker({**understood("لا والله", "deny"), "judged": {"cars": ["0", 0.93]}}))
    assert message.judged == {"cars": ("0", 0.93)}
