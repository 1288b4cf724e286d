"""The formula: minimum, counted income and what is left as the pension (domain section C, step 3; Law, article 14)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from rules.household import Household
from rules.income import IncomeLine, counted_of, income_lines
from rules.parameters import Parameters
from rules.people import People, people

NOTHING = Decimal(0)


class Range(NamedTuple):
    """The two ends between which an amount lies. `high` is None where nothing bounds it."""

    low: Decimal
    high: Decimal | None

    @property
    def is_one(self) -> bool:
        """Whether the amount is known exactly."""
        return self.low == self.high


class Bounded(NamedTuple):
    """The two ends between which a pension lies; the cap always bounds it."""

    low: Decimal
    high: Decimal

    @property
    def is_one(self) -> bool:
        """Whether the amount is known exactly."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Sums:
    """What the formula makes of a household before any condition is looked at."""

    figures: Parameters
    people: People
    lines: tuple[IncomeLine, ...]
    minimum: Range
    counted: Range
    best_minimum: Decimal | None
    """The minimum that goes with the least counted income; None where nothing bounds it. It is less than the highest
    minimum where somebody's addition comes only together with his income."""
    pension: Bounded
    """What the formula leaves: the pension if every condition holds."""


def sums(household: Household, figures: Parameters) -> Sums:
    """Work out minimum, counted income and pension, each as a range over what is not known.

    The least pension goes with the smallest household and the largest counted income, and the other way round.
    """
    among = people(household, figures)
    lines = income_lines(household, figures, among)
    least, most = among.size
    minimum = Range(figures.minimum(least), None if most is None else figures.minimum(most))
    counted = Range(sum((line.low for line in lines), NOTHING), total(line.high for line in lines))
    best = None if minimum.high is None else minimum.high - together(lines, among, figures)
    low = NOTHING if counted.high is None else pension(minimum.low, counted.high, figures)
    high = figures.pension_cap if best is None else pension(best, counted.low, figures)
    return Sums(figures, among, lines, minimum, counted, best, Bounded(low, high))


def together(lines: Iterable[IncomeLine], among: People, figures: Parameters) -> Decimal:
    """What the highest minimum less the least counted income is too much by, because of non-Saudis who may not count.

    No reading counts somebody's head without his income. Where several stand in one relation, its incomes may all be
    those of one of them, so that no more than one addition is lost; what may be another family's binds nobody.
    """
    lost = NOTHING
    for relation in {member.relation for member, held in among.members if held == "open"}:
        theirs = [line.income for line in lines
                  if line.belongs == "open" and line.income and line.income.whose == relation
                  and not line.income.shared]  # fmt: skip
        counted = sum((counted_of(income.least, income, figures)[0] for income in theirs), NOTHING)
        lost += min(counted, figures.dependant_addition)
    return lost


def pension(minimum: Decimal, counted: Decimal, figures: Parameters) -> Decimal:
    """The minimum less the counted income, capped (question Q2: the cap acts on the pension), at least 0 (Q14)."""
    return max(NOTHING, min(minimum - counted, figures.pension_cap))


def pension_with_capped_minimum(minimum: Decimal, counted: Decimal, figures: Parameters) -> Decimal:
    """The other reading of question Q2: the cap acts on the minimum, before the income is taken off."""
    return max(NOTHING, min(minimum, figures.pension_cap) - counted)


def total(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum of amounts; None where one of them is not known."""
    result = NOTHING
    for amount in amounts:
        if amount is None:
            return None
        result += amount
    return result
