"""Calls of the action classes, as Rasa makes them: a tracker goes in, messages and events come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from tests.actions.conversation import parsed

if TYPE_CHECKING:
    from rasa_sdk import Action

FORM = "interview_form"


def understood(
    text: str, intent: str, confidence: float = 1.0, ranking: Sequence[tuple[str, float]] = ()
) -> dict[str, Any]:
    """A message as Rasa's pipeline understood it. The payload of a button carries its intent and entities."""
    entities: list[dict[str, Any]] = []
    if text.startswith("/"):
        intent, values = parsed(text)
        entities = [{"entity": name, "value": value} for name, value in values.items()]
    return {
        "text": text,
        "intent": {"name": intent, "confidence": confidence},
        "entities": entities,
        "intent_ranking": [{"name": name, "confidence": value} for name, value in ranking],
    }


@dataclass
class Rasa:
    """What Rasa keeps of one conversation: slots, the active form, and the messages so far."""

    slots: dict[str, Any] = field(default_factory=lambda: {"case": None, "estimate_ready": False})
    active: str | None = None
    events: list[dict[str, Any]] = field(default_factory=list)

    def run(self, action: Action, message: dict[str, Any] | None = None) -> Said:
        """Run an action after a message; the slots that it sets are kept."""
        if message is not None:
            self.events.append({"event": "user", "parse_data": message})
        loop = {"name": self.active} if self.active else {}
        tracker = Tracker("citizen", dict(self.slots), message or {}, self.events, False, None, loop, None)
        dispatcher = CollectingDispatcher()
        events = action.run(dispatcher, tracker, {})
        set_slots = {event["name"]: event["value"] for event in events}
        if action.name() == f"validate_{FORM}":
            self.active = None if "requested_slot" in set_slots else FORM
        self.slots.update(set_slots)
        return Said(dispatcher.messages, set_slots)


@dataclass
class Said:
    """What an action said, and the slots that it set."""

    messages: list[dict[str, Any]]
    slots: dict[str, Any]

    @property
    def text(self) -> str:
        """All texts."""
        return "\n".join(message["text"] for message in self.messages if message.get("text"))

    @property
    def payloads(self) -> list[str]:
        """The payloads of all buttons."""
        return [button["payload"] for message in self.messages for button in message.get("buttons") or []]

    @property
    def responses(self) -> list[str]:
        """The texts of domain.yml that were asked for."""
        return [message["response"] for message in self.messages if message.get("response")]

    @property
    def status(self) -> str:
        """The status of the turn, which is said last."""
        return str(self.messages[-1]["custom"]["status"])
