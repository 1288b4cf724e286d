"""Which questions a case still needs, by what is told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from actions import words
from rules import parameters

if TYPE_CHECKING:
    from actions.case import Case
    from actions.words import Household

Needed = Callable[["Case", parameters.Parameters], bool]


def told(case: Case, part: str, key: str) -> Any:
    """A leaf of the household as told; None where it is not."""
    return (case.told_household().get(part) or {}).get(key)


def lacks_amount(case: Case) -> bool:
    """Whether an income's amount is to be asked for; not of one of which nothing is known at all."""
    entry = case.open_income("amount")
    return entry is not None and not (entry.kind is None and "kind" in entry.unknown)


def independent(case: Case, _: parameters.Parameters) -> bool:
    """Whether the applicant lives alone."""
    return bool(told(case, "applicant", "kind") == "independent")


def with_parents(household: Household) -> bool:
    """Whether a parent lives in the home, and no spouse or child of the applicant's own."""
    relations = {member["relation"] for member in words.here(household)}
    return bool(relations & {"father", "mother"}) and not relations & {"wife", "husband", "son", "daughter", "child"}


def maybe_a_student(case: Case, figures: parameters.Parameters) -> bool:
    """Whether the applicant would belong to another's application, were he a full-time student."""
    age = told(case, "applicant", "age")
    young = age is None or age < figures.student_age_limit
    if independent(case, figures):
        return young and age is not None
    return young and age is not None and with_parents(case.told_household())


def never(case: Case, _: parameters.Parameters) -> bool:
    """Of a question that is asked for another reason than the case's facts."""
    return False


def always(case: Case, _: parameters.Parameters) -> bool:
    """Of a question that every case needs."""
    return True


NEEDED: Mapping[str, Needed] = {
    "members": always,
    "earned": always,
    "income_amount": lambda case, _: lacks_amount(case),
    "income_kind": lambda case, _: case.open_income("kind") is not None,
    "other_income": always,
    "nationality": always,
    "exception": lambda case, _: told(case, "applicant", "nationality") == "other",
    "age": independent,
    "student": maybe_a_student,
    "home": lambda case, _: told(case, "applicant", "lives_in") in (None, "home"),
    "address": lambda case, _: told(case, "housing", "proof") in ("lease", "deed", "certificate"),
    "bank": always,
    "cars": always,
    "workers": always,
    "workers_for_disability": lambda case, figures: (
        (told(case, "wealth", "domestic_workers") or 0) > figures.workers_limit
    ),
    "abroad": always,
    "empowerment": lambda case, _: case.as_household().get("empowerment") is None,
}
