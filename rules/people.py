"""Who belongs to the household and who counts in it (domain section C, step 0; Law, articles 1, 10 and 12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rules.household import Applicant, Household, Income, Member, NationalityException, Relation, Whose
from rules.parameters import Parameters

Place = Literal["counted", "refusing", "apart", "unclear", "unclear_refusing", "open", "open_refusing"]
"""counted: a dependant. refusing: his income is in, his head-count is out. apart: in another household, or absent.
unclear: lives apart for study at an unknown age, so that he is counted or apart.
open: not Saudi, and in no group of article 10, so that head-count and income may both be in, or his income alone, or
neither: the Law does not say."""

Belongs = Literal["yes", "no", "maybe", "open", "shared"]
"""Whether an income is the household's. open: it is that of somebody whose place is open. shared: part of it may be
the other family's."""

ALIKE: Mapping[Relation | Whose, frozenset[Relation | Whose]] = {
    "son": frozenset({"son", "child"}),
    "daughter": frozenset({"daughter", "child"}),
    "child": frozenset({"son", "daughter", "child"}),
}
"""The relations in which somebody may stand of whom one of them is said; any other is only itself."""

BY_RELATION: Mapping[NationalityException | None, frozenset[Relation | None]] = {
    None: frozenset({"wife", "mother"}),
    "widow_with_orphans_card": frozenset({"son", "daughter", "child"}),
    "child_of_citizen_mother": frozenset({"brother", "sister"}),
}
"""Who is in a group of article 10 by being related to the applicant: to a Saudi (None), or to one of a group.

A Saudi's wife is married to a Saudi; his mother is or was, and has Saudi children; for both an exception is asked for
(Ministry, zawya-wife). A widow's card with orphans is theirs too. A citizen mother's child has brothers and sisters
who are hers."""


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
    """The applicant is independent, so that members who would count do not."""

    def count(self, place: Place) -> int:
        """How many members have this place."""
        return sum(1 for _, held in self.members if held == place)


def people(household: Household, figures: Parameters) -> People:
    """Sort the members of a household, and count the persons that the minimum is computed for.

    An independent stands alone: members who are listed do not count. With the kind of applicant unknown they may.
    """
    if household.members is None:
        return People(Persons(1, 1 if household.is_independent else None), (), False)
    placed = tuple([(member, place(member, household.applicant, figures)) for member in household.members])
    if household.is_independent:
        return People(Persons(1, 1), placed, not all(member.absent for member in household.members))
    places = Counter([held for _, held in placed])
    low = 1 if household.is_independent is None else 1 + places["counted"]
    return People(Persons(low, 1 + places["counted"] + places["unclear"] + places["open"]), placed, False)


def place(member: Member, applicant: Applicant, figures: Parameters) -> Place:
    """The place of one member in the household.

    A member who lives away for study counts up to `study_age_to`; below `study_age_from` by article 12 of the Law,
    which names no age. Older ones do not count: the Regulations are quoted with that age only. No other absence is
    excepted from living in one dwelling.
    """
    if member.absent:
        return "apart"
    lives_apart = member.same_dwelling is False or (member.same_dwelling is None and member.away_for_study)
    refuses = member.agrees is False
    if lives_apart:
        if not member.away_for_study:
            return "apart"
        if member.age is None:
            return "unclear_refusing" if refuses else "unclear"
        if member.age > figures.study_age_to:
            return "apart"
    if member.nationality == "other" and exempt(member, applicant) is None:
        return "open_refusing" if refuses else "open"
    return "refusing" if refuses else "counted"


def exempt(member: Member, applicant: Applicant) -> Literal["said", "by_relation"] | None:
    """Whether article 10 exempts a member who is not Saudi: as is said of him, or by his relation. None: not known."""
    if member.exception not in (None, "none"):
        return "said"
    if member.exception == "none" or applicant.nationality is None:
        return None
    group = None if applicant.nationality == "saudi" else applicant.exception or "none"
    return "by_relation" if member.relation in BY_RELATION.get(group, frozenset()) else None


def belongs(income: Income, household: Household, among: People) -> Belongs:
    """Whether an income is the household's, by whose it is.

    Where several members stand in this relation and not all of them belong, nobody can tell whose it is: maybe.
    An income of somebody who is not among the members is taken for the household's, but for an independent's.
    """
    if income.whose != "applicant":
        if household.applicant.kind == "independent":
            return "no"
        if household.members is None or household.applicant.kind is None:
            return "maybe"
        known = {held for member, held in among.members if member.relation in alike(income.whose)}
        nameless = {held for member, held in among.members if member.relation is None}
        if known == {"apart"} and not nameless:
            return "no"
        if known and known | nameless <= {"open", "open_refusing"}:
            return "open"
        if not known | nameless <= {"counted", "refusing"}:
            return "maybe"
    return "shared" if income.shared else "yes"


def alike(whose: Relation | Whose) -> frozenset[Relation | Whose]:
    """The relations in which somebody may stand who is said to stand in this one."""
    return ALIKE.get(whose, frozenset({whose}))
