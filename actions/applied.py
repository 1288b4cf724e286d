"""What a message did to a case: what changed, what is doubtful, what it answered, and what was beyond belief."""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from actions.case import QUESTION_OF_SIDE, SIDES, Case, Doubt, Income, Person
from actions.case_as_household import QUESTION_OF_FACT
from arabic.told import Told

if TYPE_CHECKING:
    from actions.plausible import Implausible


@dataclass(frozen=True)
class Change:
    """One thing of the case that is not what it was. `before` or `after` is None where it is new, or gone.

    thing     name                       before, after
    person    the relation               Person
    income    the kind, or "income"      Income
    fact      its name in Told.facts     the value
    closed    earned or unearned         whether all of it is told
    homes     "homes"                    the number of homes
    """

    thing: Literal["person", "income", "fact", "closed", "homes"]
    name: str
    before: Any
    after: Any
    question: str | None = None  # the question whose answer it changes
    whose: str = "applicant"  # of an income: the relation


@dataclass(frozen=True)
class Applied:
    """What became of a message."""

    changed: tuple[Change, ...] = ()
    doubts: tuple[Doubt, ...] = ()  # added to the case
    answered: tuple[str, ...] = ()  # questions
    refused: tuple[Implausible, ...] = ()  # left out; the rest of the message was kept

    def __bool__(self) -> bool:
        """Whether the message told anything at all."""
        return bool(self.changed or self.doubts or self.answered or self.refused)


@dataclass
class Edit:
    """One message on its way into a case."""

    case: Case
    told: Told
    asked: str | None = None
    correcting: bool = False  # it changes what was told before: no contradiction is asked about
    supposing: bool = False  # "what if": nothing of it is kept
    doubts: list[Doubt] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    refused: list[Implausible] = field(default_factory=list)
    settled: set[str] = field(default_factory=set)  # what it says for sure: earlier doubts about it are settled
    members_known: bool = False  # whether the members were all told before it

    def __post_init__(self) -> None:
        self.before = copy.deepcopy(self.case)
        self.members_known = self.case.knows("members")

    @property
    def sure(self) -> bool:
        """Whether a contradiction of what was known changes it without a question."""
        return self.correcting or self.supposing

    def answer(self, question: str) -> None:
        """The message answers a question."""
        if question not in self.answered:
            self.answered.append(question)
        self.case.answer(question)

    def doubt(self, doubt: Doubt) -> None:
        """Something is to be asked about before it counts."""
        if all(doubt.text != known.text for known in (*self.doubts, *self.case.doubts)):
            self.doubts.append(doubt)

    def finish(self) -> Applied:
        """Put the doubts into the case, and tell what became of the message."""
        self.case.doubts = [doubt for doubt in self.case.doubts if doubt.about not in self.settled]
        self.case.doubts += self.doubts
        return Applied(
            changes(self.before, self.case), tuple(self.doubts), tuple(self.answered), tuple(self.refused)
        )  # fmt: skip


def changes(before: Case, after: Case) -> tuple[Change, ...]:
    """What differs between two states of one case."""
    found: list[Change] = []
    for person, new in pairs(before.persons, after.persons):
        found.append(Change("person", (new or person or NOBODY).relation, person, new, "members"))
    for income, now in pairs(before.incomes, after.incomes):
        shown = now or income or NOTHING
        whose = (after if now else before).relation(shown)
        found.append(Change("income", shown.kind or "income", income, now, shown.question, whose))
    for name in dict.fromkeys((*before.facts, *after.facts)):
        old, value = before.facts.get(name), after.facts.get(name)
        if old != value:
            found.append(Change("fact", name, old, value, QUESTION_OF_FACT.get(name)))
    for side in SIDES:
        if (side in before.closed) != (side in after.closed):
            found.append(Change("closed", side, side in before.closed, side in after.closed, QUESTION_OF_SIDE[side]))
    if before.homes != after.homes:
        found.append(Change("homes", "homes", before.homes, after.homes, "members"))
    return tuple(found)


Known = TypeVar("Known", Person, Income)
NOBODY = Person(0, "other")
NOTHING = Income(0, None)


def pairs(before: list[Known], after: list[Known]) -> list[tuple[Known | None, Known | None]]:
    """What differs between two lists, by identity: (old, None) is gone, (None, new) has come."""
    old: dict[int, Known] = {entry.id: entry for entry in before}
    new: dict[int, Known] = {entry.id: entry for entry in after}
    return [
        (old.get(name), new.get(name))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    ]  # fmt: skip
