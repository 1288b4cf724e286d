"""Reads the tables of expressions beside this file, and turns readings into the tables' own form."""

import dataclasses
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from arabic import Facts, HouseholdWords

_HERE = Path(__file__).parent


def table(name: str) -> dict[str, Any]:
    """A table by its file's name."""
    with (_HERE / f"{name}.yml").open(encoding="utf-8") as file:
        content: dict[str, Any] = yaml.safe_load(file)
    return content


def as_number(value: Any) -> Decimal | None:
    """A table's number; amounts with decimals stand in quotes."""
    return None if value is None else Decimal(str(value))


def as_members(household: HouseholdWords) -> dict[str, Any]:
    """A household in the form of members.yml."""
    said: dict[str, Any] = {}
    for member in household.members:
        if member.age is not None:
            said.setdefault(member.relation, []).append(member.age)
        elif isinstance(said.get(member.relation), list):
            said[member.relation].extend([None] * member.count)
        else:
            said[member.relation] = said.get(member.relation, 0) + member.count
    if household.total is not None:
        said["total"] = household.total
    if household.alone:
        said["alone"] = True
    return said


def as_facts(facts: Facts) -> dict[str, Any]:
    """Facts in the form of facts.yml: only what is said."""
    said: dict[str, Any] = {}
    if members := as_members(facts.household):
        said["members"] = members
    if facts.incomes:
        said["incomes"] = [[income.kind, income.monthly, income.whose] for income in facts.incomes]
    for field in dataclasses.fields(facts)[2:]:
        value = getattr(facts, field.name)
        if value is not None:
            said[field.name] = value
    return said
