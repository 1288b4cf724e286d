"""Calls of the action, as Rasa makes them: a tracker goes in, messages and events come out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.turn import ActionTurn
from tests.actions.conversation import parsed


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
    """What Rasa keeps of one conversation: its slots."""

    slots: dict[str, Any] = field(default_factory=lambda: {"case": None, "talk": None})

    def run(self, message: dict[str, Any]) -> Said:
        """Run the action after a message; the slots that it sets are kept."""
        tracker = Tracker("citizen", dict(self.slots), message, [], False, None, {}, None)
        dispatcher = CollectingDispatcher()
        events = ActionTurn().run(dispatcher, tracker, {})
        self.slots.update({event["name"]: event["value"] for event in events})
        return Said(dispatcher.messages)


@dataclass
class Said:
    """What the action said."""

    messages: list[dict[str, Any]]

    @property
    def text(self) -> str:
        """All texts."""
        return "\n".join(message["text"] for message in self.messages if message.get("text"))

    @property
    def custom(self) -> dict[str, Any]:
        """What is meant for the service: the status of the turn, its trace, and the household of an estimate."""
        custom: dict[str, Any] = self.messages[-1]["custom"]
        return custom
