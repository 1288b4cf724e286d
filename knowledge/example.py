"""A worked example in an answer: a household whose estimate gives the figures, so that they follow the parameters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rules import estimate, read_household
from rules.wording import number

NAMES = ("example_income", "example_minimum", "example_counted", "example_pension")


def example_figures(household: Mapping[str, object], day: date) -> dict[str, str]:
    """What the rules make of a household on a day, in riyals a month, as text for answers.

    `example_income` is what the household receives, before any of it is counted. Raises HouseholdError where the
    household does not fit, ValueError where it does not lead to one pension.
    """
    known = read_household(household)
    result = estimate(known, today=day)
    if result.verdict != "likely_eligible" or not result.pension.is_one:
        raise ValueError(f"an example must lead to one pension: {result.verdict}, {result.pension}")
    amounts = (
        sum(income.monthly or 0 for income in known.income or ()),
        result.minimum.low,
        result.counted_income.low,
        result.pension.low,
    )
    return {name: number(amount) for name, amount in zip(NAMES, amounts, strict=True)}
