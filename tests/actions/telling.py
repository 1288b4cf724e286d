"""What messages tell, built by hand, and what became of a case."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from actions import edits
from actions.case import Case
from arabic.told import IncomeTold, PersonTold, Told

if TYPE_CHECKING:
    from actions.applied import Applied


def one(relation: Any, count: int | None = 1, *ages: int, **more: Any) -> PersonTold:
    """A person, or several alike."""
    return PersonTold(relation, count, ages, **more)


def gets(kind: str | None, amount: float | None = None, whose: Any = "applicant", **more: Any) -> IncomeTold:
    """An income of one amount; `to` makes it a range."""
    high = more.pop("to", amount)
    low = None if amount is None else Decimal(str(amount))
    return IncomeTold(kind, low, None if high is None else Decimal(str(high)), whose, **more)


def told(*parts: PersonTold | IncomeTold, **more: Any) -> Told:
    """A message that tells persons, incomes and facts."""
    persons = tuple(part for part in parts if isinstance(part, PersonTold))
    incomes = tuple(part for part in parts if isinstance(part, IncomeTold))
    sides = frozenset(more.pop("no_more", ()))
    return Told(persons=persons, incomes=incomes, no_more=sides, **more)


def hear(case: Case, *parts: PersonTold | IncomeTold, asked: str | None = None, **more: Any) -> Applied:
    """Put a message into a case."""
    correcting = more.pop("correcting", False)
    return edits.apply(case, told(*parts, **more), asked, correcting=correcting)


def family(*parts: PersonTold | IncomeTold, **more: Any) -> Case:
    """The case of somebody who told this when asked who lives in the house."""
    case = Case()
    hear(case, *parts, asked="members", **more)
    return case


def here(case: Case) -> dict[str, int]:
    """How many live with the applicant, by relation."""
    return dict(Counter(person.relation for person in case.at_home))


def pays(case: Case) -> list[tuple[str | None, str, Any]]:
    """Every income: kind, whose, and the amount or the range."""
    return sorted(
        (
            (income.kind, case.relation(income), income.low if income.low == income.high else (income.low, income.high))
            for income in case.incomes
        ),
        key=repr,
    )


def asks(applied: Applied) -> list[str]:
    """What is asked about."""
    return [doubt.text for doubt in applied.doubts]
