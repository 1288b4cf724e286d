"""The latest message, as Rasa's tracker tells it."""

from __future__ import annotations

from typing import Any

import pytest
from rasa_sdk import Tracker

from actions.message import Message, fallbacks_in_a_row, latest_message, likeliest
from actions.replies import answer_button
from tests.actions.rasa_calls import understood


def tracker(latest: dict[str, Any] | None, events: list[dict[str, Any]] | None = None) -> Tracker:
    return Tracker("citizen", {}, latest, events or [], False, None, {}, None)


def test_a_typed_message_has_a_text_and_an_intent() -> None:
    message = latest_message(tracker(understood("راتبي 3000", "inform", 0.8)))
    assert message == Message("راتبي 3000", "inform", 0.8)
    assert not message.button


def test_a_button_has_its_question_and_value() -> None:
    payload = answer_button("2", "cars", "2").payload
    message = latest_message(tracker(understood(payload, "inform")))
    assert message.button
    assert (message.intent, message.question, message.value) == ("inform", "cars", "2")


@pytest.mark.parametrize("latest", [None, {}, {"text": None, "intent": None, "entities": None}])
def test_no_message_is_an_empty_one(latest: dict[str, Any] | None) -> None:
    assert latest_message(tracker(latest)) == Message("", "", 0.0)


def test_the_likeliest_are_those_asked_for_and_no_guesses() -> None:
    ranked = understood("x", "nlu_fallback", ranking=[("a", 0.4), ("b", 0.3), ("c", 0.2), ("d", 0.05)])
    assert likeliest(tracker(ranked), {"a", "c", "d"}, 2) == ["a", "c"]
    assert likeliest(tracker(ranked), {"d"}, 2) == []


def test_fallbacks_are_counted_back_to_the_last_message_that_was_understood() -> None:
    events = [
        {"event": "user", "parse_data": understood("x", intent)}
        for intent in ("nlu_fallback", "greet", "nlu_fallback", "nlu_fallback")
    ]
    events.insert(3, {"event": "bot"})
    assert fallbacks_in_a_row(tracker(None, events)) == 2
