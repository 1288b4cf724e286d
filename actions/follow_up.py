"""Short questions that lean on the answer before: «والزوجة؟», «وكم ياخذ وقت؟»."""

from __future__ import annotations

from typing import TYPE_CHECKING

import knowledge
from arabic import normalise

if TYPE_CHECKING:
    from rasa_sdk import Tracker

    from actions.message import Message


def follow_up(tracker: Tracker, message: Message) -> str | None:
    """The topic that a short question asks about after the answer before; None where it stands by itself."""
    previous = tracker.get_slot("topic")
    if previous is None or message.button:
        return None
    return knowledge.follow_up(previous, normalise(message.text))
