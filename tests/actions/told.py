"""What reading a message would give, written by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from arabic.told import IncomeTold, Owner, PersonTold, Relation, Told


def people(*relations: Relation, **more: Any) -> Told:
    """Persons by their relations."""
    return Told(persons=tuple(PersonTold(relation) for relation in relations), **more)


def family() -> Told:
    """A wife and three daughters."""
    return Told(persons=(PersonTold("wife"), PersonTold("daughter", count=3)))


def pay(amount: int, whose: Owner = "applicant", **more: Any) -> Told:
    """A salary, riyals a month."""
    return Told(incomes=(income("salary", amount, whose),), **more)


def income(kind: str | None, amount: int | None, whose: Owner = "applicant", **more: Any) -> IncomeTold:
    """An income, riyals a month."""
    exact = None if amount is None else Decimal(amount)
    return IncomeTold(kind, exact, exact, whose, **more)


def facts(**known: Any) -> Told:
    """Single facts."""
    return Told(facts=known)


def act(*acts: Any, **more: Any) -> Told:
    """What the citizen does beside telling facts."""
    return Told(acts=frozenset(acts), **more)


YES = Told(answer="yes")
NO = Told(answer="no")
NOTHING = Told()
FAMILY = {  # all that the interview asks, but the summing-up
    "applicant": {"kind": "family_head", "nationality": "saudi", "lives_in": "home", "days_abroad_last_year": 0},
    "members": [{"relation": "wife"}, {"relation": "daughter"}, {"relation": "daughter"}, {"relation": "daughter"}],
    "income": [{"kind": "salary", "monthly": 4000, "whose": "applicant"}],
    "no_more": ["earned", "unearned"],
    "wealth": {"cars": 1, "domestic_workers": 0, "bank_above_limit": False},
    "housing": {"proof": "lease", "matches_national_address": True},
}
