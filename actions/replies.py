"""What the assistant says in one turn, before Rasa carries it to the citizen."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rasa_sdk.executor import CollectingDispatcher

Status = Literal[
    "answered", "clarification", "interview", "estimate", "fallback", "out_of_scope", "handoff", "error"
]  # fmt: skip


@dataclass(frozen=True)
class Button:
    """A quick reply: what the citizen reads, and the intent that it stands for."""

    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One message to the citizen. `response` names one of domain.yml's texts, to be said instead of `text`.

    `household` is the household's JSON where the reply tells an estimate of it, so that the service can draw it.
    """

    text: str = ""
    buttons: tuple[Button, ...] = ()
    response: str | None = None
    household: dict[str, Any] | None = None


def answer_button(title: str, question: str, value: str) -> Button:
    """A button that answers `question` with `value`, also when it is pressed later than asked."""
    return Button(title, "/inform" + json.dumps({"question": question, "value": value}, ensure_ascii=False))


def intent_button(title: str, intent: str) -> Button:
    """A button that stands for an intent, such as a topic."""
    return Button(title, f"/{intent}")


def utter(dispatcher: CollectingDispatcher, replies: Iterable[Reply], status: Status) -> None:
    """Hand the replies of a turn to Rasa, and name the turn's status for the service."""
    for reply in replies:
        if reply.response is not None:
            dispatcher.utter_message(response=reply.response)
        else:
            dispatcher.utter_message(
                text=reply.text,
                buttons=[{"title": button.title, "payload": button.payload} for button in reply.buttons],
            )
        if reply.household is not None:
            dispatcher.utter_message(json_message={"household": reply.household})
    dispatcher.utter_message(json_message={"status": status})
