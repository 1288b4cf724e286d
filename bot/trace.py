"""What a turn left, for programs that judge conversations: handed on where it is asked for, never stored or shown."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

import rules
from bot.store import Message


class Trace(BaseModel):
    """What the assistant understood so far. | ما فهمه المساعد حتى الآن."""

    asked: str | None = Field(description="The question that stands open. | السؤال المطروح.")
    household: dict[str, Any] | None = Field(description="What was told. | ما قيل عن الأسرة.")
    estimate: dict[str, Any] | None = Field(description="The estimate of it. | تقديره.")
    answers: list[str] = Field(description="The units of knowledge that answered. | وحدات المعرفة التي أجابت.")


def traced(replies: Sequence[Message], today: date) -> Trace:
    """The trace of a turn by its replies; empty where the assistant's understanding had no part in it."""
    left = next((reply.trace for reply in replies if reply.trace), {})
    case = left.get("case")
    estimate = rules.estimate(rules.read_household(case), today=today).as_json() if case else None
    return Trace(
        asked=left.get("asked"), household=left.get("household"), estimate=estimate, answers=left.get("answers") or []
    )
