"""Households written in one line: «wife son son» and «salary 3000, rent 500-900 wife»."""

from __future__ import annotations

from typing import Any

# Nothing but income and members decides the estimate of these households.
CONDITIONS_MET: dict[str, Any] = {
    "applicant": {
        "age": 40,
        "nationality": "saudi",
        "full_time_student": False,
        "days_abroad_last_year": 0,
        "lives_in": "home",
    },
    "wealth": {"cars": 1, "domestic_workers": 0, "bank_above_limit": False},
    "housing": {"proof": "lease", "matches_national_address": True},
}


def members(text: str) -> list[dict[str, Any]]:
    """«wife son husband/prison»: relations, each with why somebody is not there."""
    found: list[dict[str, Any]] = []
    for word in text.split():
        relation, _, absent = word.partition("/")
        found.append({"relation": relation} | ({"same_dwelling": False, "absent": absent} if absent else {}))
    return found


def incomes(text: str) -> list[dict[str, Any]]:
    """«salary 3000, rent 500-900 wife»: kind, riyals a month, and whose where it is not the applicant's."""
    found: list[dict[str, Any]] = []
    for entry in filter(None, text.split(", ")):
        kind, amount, whose = [*entry.split(), "applicant"][:3]
        low, _, high = amount.partition("-")
        amounts = {"low": int(low), "high": int(high)} if high else {"monthly": int(low)}
        found.append({"kind": kind, "whose": whose, **amounts})
    return found


def household(row: dict[str, Any]) -> dict[str, Any]:
    """The household of a row: who lives there, what comes in, and what differs from the conditions that are met."""
    who = members(row["members"])
    here = [member for member in who if "absent" not in member]
    works = any(
        entry["kind"] in ("salary", "business") and entry["whose"] == "applicant" for entry in incomes(row["income"])
    )
    applicant = {**CONDITIONS_MET["applicant"], "kind": "family_head" if here else "independent"}
    applicant |= {"days_abroad_last_year": row["days_abroad"]} if "days_abroad" in row else {}
    return {
        "applicant": applicant,
        "members": who,
        "income": incomes(row["income"]),
        "wealth": {**CONDITIONS_MET["wealth"], **row.get("wealth", {})},
        "housing": {**CONDITIONS_MET["housing"], **row.get("housing", {})},
        "empowerment": "working" if works else "seeking",
    }
