"""Amounts without a subject: «خلها الف» corrects the income of which the message speaks, and others are asked about."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from actions.case import riyals
from actions.plausible import implausible
from arabic import normalise, read
from arabic.number_spans import find_numbers
from arabic.tokens import tokenise

if TYPE_CHECKING:
    from actions.case import Case, Income
    from arabic.told import IncomeTold

REMOVE = frozenset([  # words that take something out of what is known
    "شيل", "شيلي", "شيلها", "شيله", "شيلوا", "شل", "احذف", "احذفي", "احذفها", "احذفه", "احذفوا", "امسح", "امسحي",
    "الغ",
])  # fmt: skip
LEAST = 100  # riyals: what is less is a number of something else


def numbers(text: str) -> list[tuple[float, float]]:
    """The amounts that a text says, each with both ends; no ages, durations and counts of things."""
    found = []
    for span in find_numbers(tokenise(text)):
        if span.time or span.counted or span.low is None or span.high is None:
            continue
        if span.high >= LEAST:
            found.append((riyals(span.low), riyals(span.high)))
    return found


def only_amount(text: str) -> IncomeTold | None:
    """The one amount of a text, read as an income's."""
    told = [income for income in read(text, asked="income_amount").incomes if income.change == "is"]
    return told[0] if len(told) == 1 and told[0].low is not None and told[0].kind is None else None


def of_income(text: str, case: Case, *, only: bool) -> tuple[Income, IncomeTold] | None:
    """The income that an amount without a subject corrects, with the amount.

    It is the one whose amount known stands in the text too («3500 هذي برمضان، خلها 2500»); else, with `only`, the one
    there is.
    """
    told = only_amount(text)
    if told is None or told.low is None:
        return None
    new = (riyals(told.low), riyals(told.high or told.low))
    known = [income for income in case.incomes if income.low is not None and case.counts(income)]
    ends = {end for pair in numbers(text) if pair != new for end in pair}
    named = [income for income in known if {income.low, income.high} & ends and (income.low, income.high) != new]
    if len(named) != 1 and only and len(known) == 1:
        named = known
    return (named[0], told) if len(named) == 1 else None


def removed(text: str, case: Case) -> Income | None:
    """The income that «شيل الـ200» takes out: the only one with the amount that is named."""
    if REMOVE.isdisjoint(normalise(text).replace("،", " ").split()):
        return None
    said = {end for pair in numbers(text) for end in pair}
    meant = [one for one in case.incomes if one.low is not None and one.low == one.high and one.low in said]
    return meant[0] if len(meant) == 1 else None


def unread(text: str, case: Case, ours: frozenset[float]) -> float | None:
    """An amount of a text that is not known yet, and not one of our own figures; the first such."""
    known = {end for income in case.incomes for end in (income.low, income.high) if end is not None}
    known |= {float(value) for value in case.facts.values() if isinstance(value, int | float)}
    new = [low for low, high in numbers(text) if low == high and low not in known | ours]
    return next((amount for amount in new if implausible("income", "earned", Decimal(amount)) is None), None)
