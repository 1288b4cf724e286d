"""An open question that touches a case, and how an amount that hangs on it is told."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from rules.wording import riyals


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """An open question that touches the case.

    `question` is its id in the domain notes ("Q1" to "Q13"), or a word for what is assumed of this household.
    `text` is the Arabic sentence; `sources` are keys of the register.
    """

    question: str
    text: str
    sources: tuple[str, ...] = ()


def outcome(amount: Decimal) -> str:
    """A pension in words; none where it is nothing."""
    return f"المعاش {riyals(amount)}" if amount else "لا معاش"
