"""The one next step of an estimate, in a few words (`one_step.yml`)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from rules.checks import Check
from rules.estimation import Estimate
from rules.income_test import points
from rules.parameters import figures
from rules.threshold import pay_below, threshold_of
from rules.wording import riyals


@cache
def words() -> Mapping[str, Any]:
    """one_step.yml as it stands."""
    data = yaml.safe_load(Path(__file__).with_name("one_step.yml").read_text(encoding="utf-8"))
    return MappingProxyType(data)


def one_step(estimate: Estimate) -> str:
    """What to do first: about the first condition that fails, else about the first that is not known, else to apply."""
    if estimate.failed:
        told = words()["fail"][failing(estimate.failed[0], estimate)]
    elif estimate.unknown:
        told = for_unknown(estimate.unknown[0], estimate)
    else:
        told = words()["apply"]
    bound = pay(estimate)
    return str(told).format(**figures(estimate.as_of), pay=riyals(bound))


def failing(check: Check, estimate: Estimate) -> str:
    """Which step of `fail` helps."""
    if check.rule == "housing_proof" and estimate.household.housing.proof != "none":
        return "housing_address"
    if check.rule == "income_below_minimum" and pay(estimate):
        return "income_pay"
    return check.rule


def for_unknown(check: Check, estimate: Estimate) -> str:
    """The step that would tell whether a condition holds."""
    household = estimate.household
    if check.rule == "income_below_minimum":
        open_points = list(points(estimate.sums))
        if open_points[0] == "untold" and threshold_of(household, estimate.sums):
            return str(words()["apply_below"])
        return str(words()["income"][open_points[0]])
    key: str = check.rule
    if check.rule == "residence" and household.applicant.days_abroad_last_year is not None:
        key = "residence_at_limit"
    if check.rule == "age_of_independent" and household.is_independent is None:
        key = "age_who"
    return str(words()["unknown"][key])


def pay(estimate: Estimate) -> Decimal:
    """The total of pay below which the income test would be passed; 0 where there is no pay, or no such total."""
    sums = estimate.sums
    earned = sum((line.low for line in sums.lines if line.treatment == "earned"), Decimal(0))
    if sums.best_minimum is None or not earned:
        return Decimal(0)
    return pay_below(sums.best_minimum, sums.counted.low - earned, sums.figures)
