"""The persons of a case: whom a relation means, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions.case import CHILDREN, Person
from actions.persons_told import AWAY
from actions.plausible import implausible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actions.applied import Edit
    from actions.case import Case
    from arabic.told import PersonTold


def fitting(case: Case, relation: str) -> list[Person]:
    """The persons whom a relation may mean, those who stand in just this one first."""
    alike = CHILDREN if relation == "child" else (relation, "child") if relation in CHILDREN else (relation,)
    known = [person for person in case.persons if person.relation in alike and not person.unnamed]
    return sorted(known, key=lambda person: (person.relation != relation, not person.at_home))


def which(people: list[Person], told: PersonTold) -> list[Person]:
    """Of several, first the one whom «الكبير» or «الصغير» means: so named before, else by age."""
    if told.eldest is None:
        return people
    sign = -1 if told.eldest else 1
    unknown = 1000
    return sorted(
        people,
        key=lambda person: (
            person.eldest is not told.eldest,
            sign * person.age if person.age is not None else unknown,
        ),
    )


def describe(person: Person, told: PersonTold, age: int | None = None) -> None:
    """Put what is told of a person into the one known."""
    if age is not None:
        person.age = age
    for name in ("agrees", "nationality", "studies", "works", "eldest"):
        if getattr(told, name) is not None:
            setattr(person, name, getattr(told, name))
    if told.dwelling != 1:
        person.dwelling = told.dwelling
    if person.relation == "child" and told.relation in CHILDREN:
        person.relation = told.relation


def move_in(person: Person, told: PersonTold) -> None:
    """Make a person known one who lives here, or who is away only to study."""
    person.absence = "study" if told.absence == "study" else None
    person.lives = "elsewhere" if told.absence == "study" else "here"


def move_out(person: Person, told: PersonTold) -> None:
    """Make a person known one who lives elsewhere."""
    person.lives = "elsewhere"
    person.absence = told.absence if told.absence in (*AWAY, "study") else "elsewhere"


def add(edit: Edit, told: PersonTold, number: int = 1, ages: tuple[int, ...] = (), *, unnamed: bool = False) -> None:
    """New persons who live here."""
    for place in range(number):
        if reason := implausible("persons", "members", len(edit.case.persons) + 1):
            edit.refused.append(reason)
            return
        person = Person(edit.case.new_id(), told.relation, unnamed=unnamed)
        describe(person, told, ages[place] if place < len(ages) else None)
        move_in(person, told)
        edit.case.persons.append(person)


def name_one(edit: Edit, told: PersonTold, age: int | None) -> None:
    """A person who was only counted before now has a name; a new one where nobody was."""
    unnamed = next((person for person in edit.case.persons if person.unnamed), None)
    if unnamed is None or told.relation == "other":
        add(edit, told, 1, () if age is None else (age,))
        return
    unnamed.unnamed = False
    unnamed.relation = told.relation
    describe(unnamed, told, age)
    move_in(unnamed, told)


def remove(edit: Edit, people: Iterable[Person]) -> None:
    """Take persons out of the case, with their incomes."""
    edit.case.remove_persons(person.id for person in people)


def earns(case: Case, person: Person) -> bool:
    """Whether an income of this person is known."""
    return any(income.whose == person.id for income in case.incomes)
