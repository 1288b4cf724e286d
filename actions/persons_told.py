"""What a message says of persons, whoever is known: the same said twice, who lives here, who is elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.case import CHILDREN, SPOUSES
from arabic.told import PersonTold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actions.applied import Edit

ONLY_ONE = ("husband", "father", "mother")
OWN = (*SPOUSES, *CHILDREN)
GONE = ("dead", "divorced")
OF_PERSONS = (  # questions beside which whoever is named may be told as living here
    "members",
    "lives_with_you",
    "homes",
    "doubt",
    "earned",
    "other_income",
    "income_kind",
    "income_amount",
    "home",
    "refusal",
    "confirm",
    "change",
)
OF_MARRIAGE = ("nationality", "exception")  # questions in whose answers a spouse named is the one who lives here
AWAY = ("prison", "left", "works_elsewhere", "elsewhere")


def once(persons: Iterable[PersonTold]) -> list[PersonTold]:
    """The same said several times is said once. Others («فرد») may be as many as they are named."""
    kept: list[PersonTold] = []
    for person in persons:
        same = next((known for known in kept if one_and_the_same(known, person)), None)
        if same is None:
            kept.append(person)
        else:
            kept[kept.index(same)] = both(same, person)
    return kept


def one_and_the_same(first: PersonTold, second: PersonTold) -> bool:
    """Whether two persons told are the same ones."""
    if replace(first, place=None) == replace(second, place=None):
        return first.relation != "other"
    alike = ("relation", "change", "dwelling", "passing", "eldest")
    single = first.count == second.count == 1 and first.relation in (*ONLY_ONE, "wife")
    return single and all(getattr(first, name) == getattr(second, name) for name in alike)


def both(first: PersonTold, second: PersonTold) -> PersonTold:
    """One person of whom two places of a message tell."""
    names = ("place", "absence", "agrees", "nationality", "studies", "works")
    said = {name: getattr(second, name) for name in names if getattr(second, name) is not None}
    return replace(first, **said, ages=first.ages or second.ages)


def is_here(edit: Edit, person: PersonTold) -> bool:
    """Whether a person told lives here, as far as the message says."""
    asked = edit.asked == "members"
    if person.change != "is" and not (person.change == "joins" and asked):
        return False
    if person.passing or is_former(edit, person) or person.absence not in (None, "study") or is_away(person):
        return False
    return person.place == "here" or (person.relation in OWN and not aside(edit, person)) or asked or all_named(edit)


def aside(edit: Edit, person: PersonTold) -> bool:
    """Whether one person is named only beside the answer to a question about something else: «أدخره لزواج ولدي»."""
    if person.relation in SPOUSES and edit.asked in OF_MARRIAGE:
        return False
    return edit.asked not in (None, *OF_PERSONS) and person.count == 1 and not person.ages


def is_former(edit: Edit, person: PersonTold) -> bool:
    """Whether a husband named is the one of before: «انا مطلقة، وابوهم ما يسال»."""
    return person.relation == "husband" and edit.told.facts.get("marital") in ("single", "divorced", "widowed")


def all_named(edit: Edit) -> bool:
    """Whether the persons named beside are all: «احنا اربعة», «انا وهي وولدين بس»."""
    return edit.told.restated or edit.told.total is not None


def is_away(person: PersonTold) -> bool:
    """Whether a person told lives elsewhere, and not for study."""
    return person.absence in AWAY or (person.place == "elsewhere" and person.absence != "study")


def spread(told: PersonTold) -> list[int | None]:
    """One entry for each of several alike: the age, where it is told."""
    number = told.count or 1
    return [*told.ages[:number], *[None] * (number - len(told.ages))]


def like(relation: str) -> PersonTold:
    """One person of a relation, told of without more."""
    return PersonTold(relation)  # type: ignore[arg-type]
