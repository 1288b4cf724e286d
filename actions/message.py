"""The citizen's latest message, as Rasa's tracker tells it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rasa_sdk import Tracker

FALLBACK_INTENT = "nlu_fallback"
GUESS = 0.1  # a message of which nothing is known gives every intent about 0.03


@dataclass(frozen=True)
class Message:
    """What arrived: a text with the intent that Rasa understood, or a button's intent, question and value."""

    text: str
    intent: str
    confidence: float = 1.0
    question: str | None = None
    value: str | None = None

    @property
    def button(self) -> bool:
        """Whether a button was pressed: citizens' texts never reach Rasa with a slash in front."""
        return self.text.startswith("/")


def latest_message(tracker: Tracker) -> Message:
    """The message with its intent; a fallback keeps the name "nlu_fallback"."""
    latest: dict[str, Any] = tracker.latest_message or {}
    intent: dict[str, Any] = latest.get("intent") or {}
    entities = {entity["entity"]: entity["value"] for entity in latest.get("entities") or []}
    return Message(
        text=latest.get("text") or "",
        intent=intent.get("name") or "",
        confidence=float(intent.get("confidence") or 0.0),
        question=entities.get("question"),
        value=entities.get("value"),
    )


def likeliest(tracker: Tracker, among: set[str], count: int) -> list[str]:
    """The likeliest intents of the latest message among those named, best first; none that is a mere guess."""
    ranking = (tracker.latest_message or {}).get("intent_ranking") or []
    likely = [entry["name"] for entry in ranking if entry["name"] in among and entry["confidence"] > GUESS]
    return likely[:count]


def fallbacks_in_a_row(tracker: Tracker) -> int:
    """How many of the latest messages in a row, with this one, were not understood or belonged elsewhere."""
    count = 0
    for event in reversed(tracker.events):
        if event["event"] != "user":
            continue
        if (event["parse_data"].get("intent") or {}).get("name") not in (FALLBACK_INTENT, "out_of_scope"):
            break
        count += 1
    return count
