"""Households of every sort, as the citizens' answers make them, and their estimates."""

from __future__ import annotations

from datetime import date
from typing import Any

from rules import Estimate, Household, estimate, read_household

TODAY = date(2026, 11, 22)
Data = dict[str, Any]


def household(**given: Any) -> Data:
    """A head of a family who meets every condition, with what is given."""
    return {
        "applicant": applicant(),
        "wealth": {"cars": 1, "domestic_workers": 0, "workers_for_disability": 0, "bank_average": 0},
        "housing": {"proof": "lease", "matches_national_address": True},
        "empowerment": "working",
        **given,
    }


def applicant(**given: Any) -> Data:
    return {
        "kind": "family_head",
        "age": 40,
        "nationality": "saudi",
        "full_time_student": False,
        "days_abroad_last_year": 0,
        "lives_in": "home",
        **given,
    }


def member(relation: str | None, age: int | None = 10, **given: Any) -> Data:
    return {"relation": relation, "age": age, **given}


def income(kind: str, monthly: float | None, whose: str = "applicant") -> Data:
    return {"kind": kind, "monthly": monthly, "whose": whose}


FAMILY = [member("wife", 35, agrees=True), member("son", 14), member("son", 9), member("daughter", 4)]
MANY_KINDS = ("salary", "business", "retirement_pension", "rent", "investment", "alimony", "other", "citizen_account")
MANY_RELATIONS = ("wife", "husband", "son", "daughter", "father", "mother", "brother", "sister", "other", None)
MANY_MEMBERS = [
    member(
        MANY_RELATIONS[at % 10],
        (20, 30, None, 40, 70)[at % 5],
        agrees=at % 3 > 0,
        away_for_study=at % 4 == 0,
        **({"same_dwelling": False} if at % 7 == 0 else {}),
    )
    for at in range(50)
]
MANY_INCOMES = [
    income(MANY_KINDS[at % 8], 999_999.99 - at, ("applicant", "wife", "son", "brother")[at % 4]) for at in range(100)
]

CASES: dict[str, Data] = {
    "family of five with a salary": household(members=FAMILY, income=[income("salary", 4000)]),
    "retired, so that the pension is a range": household(
        members=FAMILY, income=[income("retirement_pension", 3000), income("citizen_account", 800)]
    ),
    "too much income": household(members=FAMILY, income=[income("salary", 9500), income("rent", 1500)]),
    "income equal to the minimum": household(members=FAMILY, income=[income("rent", 3960)]),
    "too many cars and workers": household(
        members=FAMILY,
        income=[income("salary", 3000)],
        wealth={"cars": 4, "domestic_workers": 3, "workers_for_disability": 0, "bank_average": 0},
    ),
    "independent without income": household(applicant=applicant(kind="independent"), members=[], income=[]),
    "ten members": household(
        members=[
            member("wife", 40, agrees=True),
            *[member("son", age) for age in (3, 5, 7, 9)],
            *[member("daughter", age) for age in (2, 4, 6)],
            member("mother", 70, agrees=True),
            member("brother", 22, agrees=False),
        ],
        income=[
            income("salary", 4200.55),
            income("retirement_pension", 2500, "mother"),
            income("rent", 1250.5),
            income("alimony", 600, "daughter"),
            income("citizen_account", 1800),
            income("disability_support", 800, "son"),
        ],
    ),
    "nothing known": {},
    "much unknown": {
        "applicant": {"kind": "family_head", "nationality": "saudi"},
        "members": [member("wife", 30), member("son", None, away_for_study=True)],
        "income": [{"kind": "salary"}, {"kind": "rent", "monthly": 700}],
    },
    "capped": household(
        members=[member("wife", 40), *[member("son", age) for age in range(1, 9)], *[member("daughter")] * 6],
        income=[income("rent", 1000)],
    ),
    "a range on both sides of the minimum": household(members=FAMILY, income=[income("retirement_pension", 6000)]),
    "entitled by decree without a pension left": household(
        applicant=applicant(from_old_system="disabled_without_provider"), members=FAMILY, income=[income("rent", 5000)]
    ),
    "independent with members": household(
        applicant=applicant(kind="independent"), members=FAMILY, income=[income("salary", 900)]
    ),
    "two families": household(
        members=[*FAMILY, member("wife", 30, agrees=True, dwelling=2), member("child", 6, dwelling=2)],
        income=[income("salary", 4000)],
    ),
    "a foreign husband and children, and a father elsewhere": household(
        members=[
            member("husband", 40, nationality="other", agrees=True),
            member("child", 9, nationality="other"),
            member("child", 7, nationality="other"),
            member("father", 70, absent="elsewhere"),
        ],
        income=[income("salary", 3000, "husband")],
    ),
    "a husband in prison": household(members=[member("husband", 40, absent="prison"), member("child", 5)], income=[]),
    "an income between two amounts, told by the year": household(
        members=FAMILY,
        income=[
            {"kind": "business", "low": 1000, "high": 4000, "steady": False},
            {"kind": "rent", "monthly": 1500, "said": "18,000 في السنة"},
        ],
    ),
    "the most that can be told, all of it failing": {
        "applicant": applicant(nationality="other", exception="none", days_abroad_last_year=200, lives_in="prison"),
        "members": MANY_MEMBERS,
        "income": MANY_INCOMES,
        "wealth": {
            "cars": 100,
            "domestic_workers": 99,
            "workers_for_disability": 1,
            "bank_average": 1_000_000_000,
            "liquidable_assets": 1_000_000_000,
        },
        "housing": {"proof": "none"},
        "empowerment": "refusing",
    },
    "the most that can be told, none of it decided": {
        "applicant": {"kind": "family_head", "from_old_system": "elderly_without_income"},
        "members": MANY_MEMBERS,
        "income": MANY_INCOMES,
        "wealth": {"liquidable_assets": 1_000_000_000},
    },
}


def told(case: str | Data) -> tuple[Estimate, Household]:
    """A household with its estimate."""
    read = read_household(CASES[case] if isinstance(case, str) else case)
    return estimate(read, today=TODAY), read
