"""The families of a head with two homes: each is a family of its own, with a pension of its own (Law, article 12(1)).

The head belongs to both (article 11). How his income is shared between them is not known (question Q9), so that each
family has all of it at the most and none of it at the least.
"""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from rules.household import Dwelling, Household, Income, Member, Whose
from rules.people import alike

HOMES: tuple[Dwelling, ...] = get_args(Dwelling)


def families(household: Household) -> tuple[Household, ...]:
    """The household itself, or the two of a head whose dependants live in two homes, the first home's first.

    An income of somebody who lives in one of them is that family's. What is the head's, or that of somebody of whom
    it is not known in which he lives, is `shared`. Wealth and proof of housing are taken for each as they are told.
    """
    if household.family or not household.members or household.applicant.kind == "independent":
        return (household,)
    members = tuple([at_home(member) for member in household.members])
    if len({member.dwelling for member in members if not member.absent}) < len(HOMES):
        return (replace(household, members=members),)
    return tuple([of_home(home, household, members) for home in HOMES])


def of_home(home: Dwelling, household: Household, members: tuple[Member, ...]) -> Household:
    """The family that lives in one of the two homes."""
    earned = [(income, homes_of(income, members)) for income in household.income or ()]
    return replace(
        household,
        family=home,
        members=tuple([member for member in members if member.dwelling == home]),
        income=None
        if household.income is None
        else tuple([replace(income, shared=len(homes) > 1) for income, homes in earned if home in homes]),
    )


def at_home(member: Member) -> Member:
    """A member as one of the family whose home he lives in: who lives in the second is not apart from it."""
    return replace(member, same_dwelling=None) if member.dwelling > 1 and member.same_dwelling is False else member


def homes_of(income: Income, members: tuple[Member, ...]) -> set[Dwelling]:
    """The homes in which the earner of an income may live; both for the head, and for somebody who is not listed."""
    if income.whose == "applicant":
        return set(HOMES)
    if income.dwelling:
        return {income.dwelling}
    return homes_with(income.whose, members) or set(HOMES)


def homes_with(whose: Whose, members: tuple[Member, ...]) -> set[Dwelling]:
    """The homes in which somebody of this relation lives."""
    return {member.dwelling for member in members if member.relation is None or member.relation in alike(whose)}
