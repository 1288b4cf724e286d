"""Numbers that nobody's case holds, such as sixty cars: they are left out, and the rest of the message is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from actions.case_as_household import QUESTION_OF_FACT
from rules.reading import MOST_MEMBERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from arabic.told import PersonTold, Told

COUNTED_FACTS = {
    "age": "age",
    "days_abroad": "days_abroad",
    "cars": "cars",
    "workers": "workers",
    "workers_for_disability": "workers",
    "bank_average": "bank_average",
}


@dataclass(frozen=True)
class Implausible:
    """A number beyond belief. `text` says so in Arabic, with the number in it."""

    question: str
    number: Decimal
    text: str


@cache
def limits() -> Mapping[str, Any]:
    """What plausible.yml says."""
    data: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("plausible.yml").read_text(encoding="utf-8"))
    return data


def implausible(name: str, question: str, number: Decimal | int) -> Implausible | None:
    """Why a number (riyals a month, persons, years, days) cannot be meant; None where it can."""
    least, most = limits()[name].get("least", 0), limits()[name]["most"]
    if name == "persons":
        most = min(most, MOST_MEMBERS)  # what the rules can read
    if 0 <= number <= most and (number == 0 or number >= least):
        return None
    reason = "negative" if number < 0 else "small" if number < least else "large"
    return Implausible(question, Decimal(number), limits()["texts"][reason].format(number=f"{number:,}"))


def plausible(told: Told) -> tuple[Told, list[Implausible]]:
    """What of a message can be meant, and the numbers that cannot."""
    refused: list[Implausible] = []

    def meant(name: str, question: str, *numbers: Decimal | int) -> bool:
        found = [reason for number in numbers if (reason := implausible(name, question, number))]
        refused.extend(found)
        return not found

    persons: list[PersonTold] = []
    for person in told.persons:
        named = sum(before.count or 0 for before in persons) + (person.count or 0)
        if implausible("persons", "members", person.count or 0) or not implausible("persons", "members", named):
            named = person.count or 0  # a number that is too large by itself, or none that is
        if meant("persons", "members", named):
            ages = tuple(age for age in person.ages if meant("age", "members", age))
            persons.append(replace(person, ages=ages))
    incomes = []
    for income in told.incomes:
        question = "earned" if income.earned or income.kind is None else "other_income"
        amounts = dict.fromkeys(amount for amount in (income.low, income.high) if amount is not None)
        if meant("income", question, *amounts):
            incomes.append(income)
    facts = {
        name: value
        for name, value in told.facts.items()
        if name not in COUNTED_FACTS or meant(COUNTED_FACTS[name], QUESTION_OF_FACT[name], value)
    }
    total = told.total
    if total is not None and not meant("persons", "members", total - 1):
        total = None
    kept = replace(told, persons=tuple(persons), incomes=tuple(incomes), facts=facts, total=total)
    return kept, refused
