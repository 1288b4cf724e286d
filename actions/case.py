"""The case of one citizen as told so far: persons and incomes, each with an identity, and single facts.

It travels as JSON in Rasa's slot `case`. Edits of it are made by `actions.edits` alone; the household's JSON, which
`rules.read_household` reads, is made from it by `actions.case_as_household`.
"""

from __future__ import annotations

import copy
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, cast

import rules
from actions import case_as_household

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date
    from decimal import Decimal

    from arabic.told import Owner

EARNED = ("salary", "business")
CHILDREN = ("son", "daughter", "child")
SPOUSES = ("wife", "husband")
SIDES = ("earned", "unearned")
QUESTION_OF_SIDE = {"earned": "earned", "unearned": "other_income"}


def riyals(amount: Decimal | float) -> float:
    """An amount as JSON holds it: whole riyals without halalas."""
    return int(amount) if amount == int(amount) else round(float(amount), 2)


@dataclass
class Person:
    """Somebody besides the applicant. `lives` None: not said, to be asked about before they count."""

    id: int
    relation: str  # wife husband son daughter child father mother brother sister other
    age: int | None = None
    lives: str | None = "here"  # here elsewhere
    absence: str | None = None  # prison left works_elsewhere elsewhere study
    agrees: bool | None = None
    nationality: str | None = None
    studies: bool | None = None
    works: bool | None = None
    dwelling: int = 1
    eldest: bool | None = None  # which of several alike: True the eldest, False the youngest
    unnamed: bool = False  # only counted, in «احنا ستة»: whoever is named later is one of these

    @property
    def at_home(self) -> bool:
        """Whether they belong to the household: they live here, or are away only to study."""
        return self.lives == "here" or self.absence == "study"


@dataclass
class Income:
    """One income, riyals a month. `low` == `high` for one amount, both None where it is not known."""

    id: int
    kind: str | None
    low: float | None = None
    high: float | None = None
    whose: str | int = "applicant"  # or a person's id
    period: str = "month"
    said: str = ""  # the amount as said, where it was converted
    steady: bool = True
    unknown: list[str] = field(default_factory=list)  # "kind", "amount": asked, and not known

    @property
    def earned(self) -> bool:
        """Whether it is pay or a business."""
        return self.kind in EARNED

    @property
    def question(self) -> str:
        """The question that it answers."""
        return "earned" if self.earned or self.kind is None else "other_income"


@dataclass
class Doubt:
    """Something that counts only when the citizen says yes: «تقصد راتبك 4,000 ريال؟»."""

    text: str
    edit: dict[str, Any]  # what a "yes" and a "no" do to the case: see actions/doubts.py
    about: str = ""  # "members", "fact:age", "income:salary:applicant": a later word on the same settles it
    question: str | None = None  # the question that it belongs to
    choices: list[list[str]] = field(default_factory=list)  # [title, value] of buttons other than yes and no


@dataclass
class Case:
    """What is known, what is doubtful, and which questions are done. How far the conversation is: see `talk.py`."""

    persons: list[Person] = field(default_factory=list)
    incomes: list[Income] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)  # by the names of Told.facts
    closed: list[str] = field(default_factory=list)  # sides of which all is told: earned, unearned
    homes: int | None = None  # dwellings of the applicant's families, where said
    uncounted: list[str] = field(default_factory=list)  # relations of a group without a number: «عيالي»
    answered: list[str] = field(default_factory=list)  # questions that need not be asked, also those of no answer
    unknown: list[str] = field(default_factory=list)  # of these: "I don't know"
    refused: list[str] = field(default_factory=list)  # of these: will not say
    reopened: list[str] = field(default_factory=list)  # asked again because the answer is to be changed
    doubts: list[Doubt] = field(default_factory=list)  # to be asked about, in this order
    last_id: int = 0

    @classmethod
    def from_slot(cls, value: object) -> Case:
        """The case in a slot's JSON; a new case where there is none, or one of an older shape."""
        if not isinstance(value, dict) or not set(value) <= {entry.name for entry in fields(cls)}:
            return cls()
        known = copy.deepcopy(value)
        try:
            known["persons"] = [Person(**entry) for entry in known.get("persons", [])]
            known["incomes"] = [Income(**entry) for entry in known.get("incomes", [])]
            known["doubts"] = [Doubt(**entry) for entry in known.get("doubts", [])]
        except TypeError:
            return cls()
        return cls(**known)

    @classmethod
    def from_household(cls, household: Mapping[str, Any]) -> Case:
        """The case of somebody who told exactly this household (JSON of the design's shape, with `no_more`)."""
        return case_as_household.case_of(household)

    def to_slot(self) -> dict[str, Any]:
        """The case as JSON for the slot."""
        return asdict(self)

    def as_household(self) -> dict[str, Any]:
        """The household as the rules read it."""
        return case_as_household.household_of(self)

    def told_household(self) -> dict[str, Any]:
        """The household as it was told, without what stands in it for the unknown, and with `no_more`."""
        return case_as_household.told_household_of(self)

    def estimate(self, today: date) -> rules.Estimate:
        """The preliminary estimate of what is known so far."""
        return rules.estimate(rules.read_household(self.as_household()), today=today)

    def answer(self, question: str) -> None:
        """Mark a question as answered, so that it is not asked again."""
        if question not in self.answered:
            self.answered.append(question)
        for names in (self.unknown, self.refused, self.reopened):
            if question in names:
                names.remove(question)

    def knows(self, question: str) -> bool:
        """Whether a question was answered with something else than "I don't know"."""
        return question in self.answered and question not in self.unknown and question not in self.refused

    def reopen(self, question: str) -> None:
        """Let a question be asked again, because its answer is to be changed: what is answered then replaces it."""
        self.answer(question)
        self.answered.remove(question)
        self.reopened.append(question)

    def remove_persons(self, ids: Iterable[int]) -> None:
        """Take persons out of the case, with the incomes that are theirs."""
        gone = set(ids)
        self.persons = [person for person in self.persons if person.id not in gone]
        self.incomes = [income for income in self.incomes if income.whose not in gone]

    def new_id(self) -> int:
        """A number that no person and no income of this case had before."""
        self.last_id += 1
        return self.last_id

    @property
    def at_home(self) -> list[Person]:
        """Who lives with the applicant."""
        return [person for person in self.persons if person.at_home]

    @property
    def unplaced(self) -> list[Person]:
        """Who was named, but not said to live here or elsewhere: the question `lives_with_you`."""
        return [person for person in self.persons if person.lives is None and not person.at_home]

    @property
    def alone(self) -> bool:
        """Whether it is known that nobody lives with the applicant."""
        return self.knows("members") and not self.at_home and not self.unplaced and not self.uncounted

    @property
    def homes_unknown(self) -> bool:
        """Whether two homes were said, but not which children live in the second: the question `homes`."""
        children = [person for person in self.at_home if person.relation in CHILDREN]
        split = any(person.dwelling != 1 for person in children)
        return self.homes == 2 and bool(children) and not split and "homes" not in self.answered

    @property
    def applicant_works(self) -> bool:
        """Whether the applicant's own pay was told."""
        return any(income.earned and income.whose == "applicant" for income in self.incomes)

    def person(self, who: str | int) -> Person | None:
        """The person with an id; None for the applicant."""
        return next((person for person in self.persons if person.id == who), None)

    def relation(self, income: Income) -> Owner:
        """Whose an income is, as a relation to the applicant."""
        person = self.person(income.whose)
        return cast("Owner", person.relation) if person else "applicant"

    def counts(self, income: Income) -> bool:
        """Whether an income is one of the household: the applicant's, or of somebody who lives here."""
        person = self.person(income.whose)
        return person is None or person.at_home

    def open_income(self, key: str) -> Income | None:
        """The first income whose `key`, "kind" or "amount", is still to be asked for."""
        return next(
            (
                income
                for income in self.incomes
                if (income.kind if key == "kind" else income.low) is None and key not in income.unknown
            ),
            None,
        )

    def open_sides(self) -> list[str]:
        """The sides, earned and unearned, of which more may come in than was told."""
        return [
            side for side in SIDES if side not in self.closed and not self.knows(QUESTION_OF_SIDE[side])
        ]  # fmt: skip
