"""The programme's figures on a given day (`parameters.yml`)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import yaml

from rules.wording import number, readable

# What an estimate's `parameters_from` is the date of: the figures that a pension is computed with.
AMOUNTS = ("head_minimum", "dependant_addition", "pension_cap", "earned_share")
SIZES_IN_FIGURES = range(1, 11)


class NoParametersError(ValueError):
    """A day for which the programme has no figures: before its first payment."""

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(f"there are no figures for {day}: the first hold from {first_day()}")


@dataclass(frozen=True)
class Parameters:
    """Every figure as it holds on one day. Amounts are riyals, a month where the programme pays by the month."""

    valid_from: date
    """The first day on which the figures that a pension is computed with held as they are here."""
    last_checked: date
    """The day on which the sources of those figures were last compared with them."""

    head_minimum: Decimal
    dependant_addition: Decimal
    pension_cap: Decimal
    earned_share: Decimal
    """The part of earned income that is counted, between 0 and 1."""
    income_average_months: int
    liquidable_months: int
    old_system_exemption: int
    """1 where Royal Decree M/35 is in force, else 0."""

    adult_age: int
    student_age_limit: int
    """A full-time student younger than this is registered with the family."""
    study_age_from: int
    study_age_to: int
    dependant_age_unconfirmed: int
    """Not applied: sites name it as the highest age of a male dependant, without an official text."""
    dependant_age_gap_unconfirmed: int
    """Not applied: sites name it as the least number of years between a dependant and the head."""
    days_abroad_pass: int
    """Fewer days abroad than this pass."""
    days_abroad_fail: int
    """More days abroad than this fail."""
    months_abroad: int
    cars_independent_limit: int
    """The most cars that do not bar; so with all limits of wealth."""
    cars_family_limit: int
    workers_limit: int
    bank_average_limit: Decimal
    bank_average_months: int
    wealth_limits_published: int
    """1 from the day on which the limits of wealth are known to have been published, else 0."""
    empowerment_opportunities: int

    decision_working_days: int
    report_change_working_days: int
    update_working_days: int
    cycle_first_day: int
    cycle_last_day: int
    cycle_next_month_day: int
    result_day: int
    payment_day: int
    complaint_first_day: int
    complaint_days: int
    """About so many days from `complaint_first_day`."""
    objection_days_unconfirmed: int
    objection_reply_days_unconfirmed: int
    fine_not_spending: Decimal
    prison_not_spending_months: int
    fine_without_right: Decimal
    prison_without_right_months: int
    visit_notice_hours: int
    visit_latest_hour: int
    """The hour of the day, from 0 to 23, after which no visit begins."""
    contact_number: int

    def minimum(self, persons: int) -> Decimal:
        """The computed minimum of a household of so many counted persons, the head among them (Law, article 14)."""
        return self.head_minimum + self.dependant_addition * (persons - 1)

    @cached_property
    def earned_share_percent(self) -> str:
        """The part of earned income that is counted, in percent: "50"."""
        return number((self.earned_share * 100).normalize())


FIGURES = tuple(field.name for field in fields(Parameters) if field.name not in ("valid_from", "last_checked"))
WHOLE = frozenset(field.name for field in fields(Parameters) if field.type == "int")


@cache
def definitions() -> Mapping[str, Mapping[str, Any]]:
    """parameters.yml as it stands: title, unit and dated values of each figure."""
    data = yaml.safe_load(Path(__file__).with_name("parameters.yml").read_text(encoding="utf-8"))
    return MappingProxyType(data)


@cache
def first_day() -> date:
    """The first day for which every figure has a value."""
    return max(cast(date, entry["values"][0]["from"]) for entry in definitions().values())


@cache
def changes() -> tuple[date, ...]:
    """The days on which some figure changed, oldest first, from the first for which all are known."""
    days = {value["from"] for entry in definitions().values() for value in entry["values"]}
    return tuple(sorted(day for day in days if day >= first_day()))


def in_force(name: str, day: date) -> Mapping[str, Any]:
    """The dated value of one figure on a day: its `from`, `value`, `grade` and `sources`."""
    held = [value for value in definitions()[name]["values"] if value["from"] <= day]
    if not held:
        raise NoParametersError(day)
    return cast("Mapping[str, Any]", held[-1])


def on(day: date) -> Parameters:
    """The figures that hold on a day. Raises NoParametersError for a day before the first figures."""
    period = bisect_right(changes(), day)
    if not period:
        raise NoParametersError(day)
    return period_from(changes()[period - 1])


@cache
def period_from(day: date) -> Parameters:
    """The figures of the period that begins on a day, which is one of `changes()`."""
    from rules.sources import source

    values = {name: in_force(name, day) for name in FIGURES}
    return Parameters(
        valid_from=max(values[name]["from"] for name in AMOUNTS),
        last_checked=min(source(key).checked for name in AMOUNTS for key in values[name]["sources"]),
        **{name: in_unit(name, value["value"]) for name, value in values.items()},
    )


def in_unit(name: str, value: object) -> Any:
    """A value of parameters.yml as its field of `Parameters` holds it: a count or riyals."""
    return int(str(value)) if name in WHOLE else Decimal(str(value))


@lru_cache(maxsize=64)
def figures(day: date) -> Mapping[str, str]:
    """Every figure as text for answers ("1,320"), by name.

    The fields of `Parameters`, and made from them: `earned_share_percent`, `minimum_for_1` to `minimum_for_10`,
    `cap_from_persons` (the smallest household whose minimum is above the cap), `cars_independent_bar`,
    `cars_family_bar` and `workers_bar` (one more than the limit: so many bar), `visit_latest_hour_evening` (on a clock
    of twelve hours), `valid_from` and `last_checked` (readable dates), and
    `head_minimum_before`, `dependant_addition_before`, `valid_until_before` where there was
    a value before. Raises NoParametersError for a day before the first figures.
    """
    held = on(day)
    texts = {name: number(getattr(held, name)) for name in FIGURES}
    texts["contact_number"] = str(held.contact_number)
    texts["earned_share_percent"] = held.earned_share_percent
    texts["visit_latest_hour_evening"] = str(held.visit_latest_hour - 12)
    texts |= {f"minimum_for_{persons}": number(held.minimum(persons)) for persons in SIZES_IN_FIGURES}
    texts["cap_from_persons"] = str(1 + int((held.pension_cap - held.head_minimum) // held.dependant_addition) + 1)
    texts["cars_independent_bar"] = str(held.cars_independent_limit + 1)
    texts["cars_family_bar"] = str(held.cars_family_limit + 1)
    texts["workers_bar"] = str(held.workers_limit + 1)
    texts["valid_from"] = readable(held.valid_from)
    texts["last_checked"] = readable(held.last_checked)
    if held.valid_from > first_day():
        last = date.fromordinal(held.valid_from.toordinal() - 1)
        before = on(last)
        texts["head_minimum_before"] = number(before.head_minimum)
        texts["dependant_addition_before"] = number(before.dependant_addition)
        texts["valid_until_before"] = readable(last)
    return MappingProxyType(texts)
