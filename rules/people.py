"""Who belongs to the household and who counts in it (domain section C, step 0; Law, articles 1 and 12)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rules.household import Household, Member, Whose
from rules.parameters import Parameters

Place = Literal["counted", "refusing", "apart", "unclear", "unclear_refusing"]
"""counted: a dependant. refusing: his income is in, his head-count is out. apart: in another household.
unclear: lives apart for study at an unknown age, so that he is counted or apart."""

Belongs = Literal["yes", "no", "maybe"]


class Persons(NamedTuple):
    """A number of persons, the head among them: the least, and the most (None where there is no bound)."""

    low: int
    high: int | None


@dataclass(frozen=True, slots=True)
class People:
    """The members of a household, each with the place that the rules give him."""

    size: Persons
    members: tuple[tuple[Member, Place], ...]
    left_out: bool
    """The applicant is independent, so that the members who are listed do not count."""

    def count(self, place: Place) -> int:
        """How many members have this place."""
        return sum(1 for _, held in self.members if held == place)


def people(household: Household, figures: Parameters) -> People:
    """Sort the members of a household, and count the persons that the minimum is computed for.

    An independent stands alone: members who are listed do not count. With the kind of applicant unknown they may.
    """
    if household.members is None:
        return People(Persons(1, 1 if household.is_independent else None), (), False)
    placed = tuple([(member, place(member, figures)) for member in household.members])
    if household.is_independent:
        return People(Persons(1, 1), placed, bool(placed))
    places = Counter([held for _, held in placed])
    low = 1 if household.is_independent is None else 1 + places["counted"]
    return People(Persons(low, 1 + places["counted"] + places["unclear"]), placed, False)


def place(member: Member, figures: Parameters) -> Place:
    """The place of one member in the household.

    A member who lives away for study counts up to `study_age_to`; below `study_age_from` by article 12 of the Law,
    which names no age. Older ones do not count: the Regulations are quoted with that age only.
    """
    lives_apart = member.same_dwelling is False or (member.same_dwelling is None and member.away_for_study)
    refuses = member.agrees is False
    if lives_apart:
        if not member.away_for_study:
            return "apart"
        if member.age is None:
            return "unclear_refusing" if refuses else "unclear"
        if member.age > figures.study_age_to:
            return "apart"
    return "refusing" if refuses else "counted"


def belongs(whose: Whose, household: Household, among: People) -> Belongs:
    """Whether an income of this person is the household's.

    Where several members stand in this relation and not all of them belong, nobody can tell whose it is: maybe.
    An income of somebody who is not among the members is taken for the household's, but for an independent's.
    """
    if whose == "applicant":
        return "yes"
    if household.applicant.kind == "independent":
        return "no"
    if household.members is None or household.applicant.kind is None:
        return "maybe"
    known = {held for member, held in among.members if member.relation == whose}
    nameless = {held for member, held in among.members if member.relation is None}
    if known | nameless <= {"counted", "refusing"}:
        return "yes"
    return "no" if known == {"apart"} and not nameless else "maybe"
