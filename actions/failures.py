"""Conditions that fail: the facts on which each rests, whether the citizen confirmed them, and what was taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from actions.questions import lines

if TYPE_CHECKING:
    from datetime import date

    import rules
    from actions.case import Case
    from actions.talk import Talk

# The questions whose answers each condition rests on: what is shown before its failure is said, and asked again.
RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "nationality": ("nationality", "exception"),
    "residence": ("abroad",),
    "not_in_institution": ("home",),
    "age_of_independent": ("members", "age", "student"),
    "wealth_cars": ("members", "cars"),
    "wealth_workers": ("workers", "workers_for_disability"),
    "wealth_bank": ("bank",),
    "housing_proof": ("home", "address"),
    "empowerment": ("empowerment",),
    "income_below_minimum": ("earned", "other_income", "members"),
}


def unconfirmed(case: Case, talk: Talk, today: date) -> rules.Check | None:
    """The first condition that fails by facts which the citizen has not confirmed, and is not just changing."""
    failed = (check for check in case.estimate(today).checks if check.outcome == "fail")
    return next(
        (
            check
            for check in failed
            if not agreed(case, talk, check.rule) and not set(RESTS_ON[check.rule]) & set(case.reopened)
        ),
        None,
    )


def basis(rule: str, case: Case) -> dict[str, str]:
    """The facts on which a condition rests, in words, by their questions."""
    told = lines(case)
    return {name: told[name] for name in RESTS_ON[rule] if name in told}


def agree(case: Case, talk: Talk, rule: str) -> None:
    """The facts on which a condition rests are right, as the citizen says."""
    talk.confirmed[rule] = list(basis(rule, case).values())


def agreed(case: Case, talk: Talk, rule: str) -> bool:
    """Whether the citizen confirmed the facts on which a condition rests, and they still hold; more may have come."""
    return rule in talk.confirmed and set(talk.confirmed[rule]) <= set(basis(rule, case).values())


def taken_back(case: Case, talk: Talk, today: date) -> list[str]:
    """The failures that were said and do not hold any more; they count as not said from now on."""
    if not talk.announced:
        return []
    failing = {check.rule for check in case.estimate(today).checks if check.outcome == "fail"}
    gone = [rule for rule in talk.announced if rule not in failing]
    talk.announced = [rule for rule in talk.announced if rule in failing]
    return gone
