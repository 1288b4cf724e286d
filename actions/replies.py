"""What the assistant says in one turn, before Rasa carries it to the citizen."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
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
    """The one message to the citizen. `household` is the household's JSON where it tells an estimate, to be drawn."""

    text: str = ""
    buttons: tuple[Button, ...] = ()
    household: dict[str, Any] | None = None


def answer_button(title: str, question: str, value: str) -> Button:
    """A button that answers `question` with `value`, also when it is pressed later than asked."""
    return Button(title, "/inform" + json.dumps({"question": question, "value": value}, ensure_ascii=False))


def intent_button(title: str, intent: str) -> Button:
    """A button that stands for an intent, such as a topic."""
    return Button(title, f"/{intent}")


def utter(dispatcher: CollectingDispatcher, reply: Reply, status: Status, trace: dict[str, Any]) -> None:
    """Hand the reply to Rasa, with the turn's status and its trace for the service."""
    dispatcher.utter_message(
        text=reply.text, buttons=[{"title": button.title, "payload": button.payload} for button in reply.buttons]
    )
    custom = {"status": status, "trace": trace}
    dispatcher.utter_message(
        json_message=custom if reply.household is None else {**custom, "household": reply.household}
    )
