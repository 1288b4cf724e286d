"""The citizen's latest message, as Rasa's tracker tells it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rasa_sdk import Tracker

Ranked = tuple[tuple[str, float], ...]  # answer units with their log-probabilities, best first
FALLBACK_INTENT = "nlu_fallback"


@dataclass(frozen=True)
class Clause:
    """One clause of a message that has several, with the intent that it has by itself."""

    text: str
    asks: bool
    intent: str
    confidence: float
    units: Ranked = ()


@dataclass(frozen=True)
class Message:
    """What arrived: a text as Rasa understood it, or a button's intent, question and value.

    `judged` is what the trained reader of short answers makes of the text: for each question a label and its
    confidence; `units` are the answer units that it may ask for.
    """

    text: str
    intent: str
    confidence: float = 1.0
    question: str | None = None
    value: str | None = None
    clauses: tuple[Clause, ...] = ()
    judged: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    units: Ranked = ()

    @property
    def button(self) -> bool:
        """Whether a button was pressed: citizens' texts never reach Rasa with a slash in front."""
        return self.text.startswith("/")


def latest_message(tracker: Tracker) -> Message:
    """The message with all that was understood of it; a fallback keeps the name "nlu_fallback"."""
    latest: dict[str, Any] = tracker.latest_message or {}
    intent: dict[str, Any] = latest.get("intent") or {}
    entities = {entity["entity"]: entity["value"] for entity in latest.get("entities") or []}
    return Message(
        text=latest.get("text") or "",
        intent=intent.get("name") or "",
        confidence=float(intent.get("confidence") or 0.0),
        question=entities.get("question"),
        value=entities.get("value"),
        clauses=tuple(
            Clause(one["text"], bool(one["asks"]), one["intent"], float(one["confidence"]), ranked(one))
            for one in latest.get("clauses") or ()
        ),
        judged={name: (label, float(confidence)) for name, (label, confidence) in (latest.get("judged") or {}).items()},
        units=ranked(latest),
    )


def ranked(parsed: Mapping[str, Any]) -> Ranked:
    """The answer units that Rasa found for a message or a clause."""
    return tuple((name, float(likely)) for name, likely in parsed.get("units") or ())
