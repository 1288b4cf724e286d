"""What all parts of the reading of incomes look at: the text, its cues, persons, amounts, and what is found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from arabic.pay_amounts import Amount
from arabic.pay_cues import Cue
from arabic.pay_owners import Owners, Whose
from arabic.persons import Mention
from arabic.text import Mark, Text
from arabic.told import IncomeChange

_FOR = ("ب", "بـ", "علي")


@dataclass(frozen=True)
class Frame:
    """An amount with its meaning."""

    amount: Amount
    kind: str | None
    whose: Whose
    cue: Cue | None = None
    from_outside: bool = False
    change: IncomeChange = "is"
    times: int = 1  # of several persons, each with this amount


@dataclass(frozen=True)
class Reach:
    """An amount and the words that belong to it: from `bound` on and up to `limit`."""

    amount: Amount
    bound: int
    limit: int


class Scene:
    """A message as the reading of incomes sees it."""

    def __init__(self, text: Text, cues: list[Cue], owners: Owners, amounts: list[Amount], asked: str | None) -> None:
        self.text = text
        self.cues = cues
        self.at = {cue.start: cue for cue in cues}
        self.owners = owners
        self.amounts = amounts
        self.asked = asked
        self.used: set[int] = set()  # cues that an amount has taken, by their place
        self.found: list[Frame] = []
        self.old: Frame | None = None  # the amount before, where it was an income

    def person_between(self, start: int, end: int) -> bool:
        """Whether a person is named in tokens[start:end], the speaker among them."""
        named: Sequence[Mention | Mark] = [*self.owners.mentions, *self.owners.selves]
        return any(start <= one.start < end for one in named)

    def comma_between(self, start: int, end: int) -> bool:
        """Whether a comma parts two places."""
        return any(word in (",", ":") for word in self.text.words[start:end])

    def is_place(self, cue: Cue) -> bool:
        """Whether a cue names a shop or another building."""
        return any(mark.is_a("income.property") for mark in self.text.marks_at.get(cue.start, ()))

    def priced(self, amount: Amount) -> bool:
        """Whether "ب" stands before an amount."""
        first = self.text.words[amount.start]
        return self.text.word(amount.start - 1) in _FOR or (first.startswith("ب") and not first.isdigit())

    def marks_in(self, start: int, end: int, *families: str) -> list[Mark]:
        """The marks of some families that begin in tokens[start:end]."""
        return [mark for mark in self.text.of(*families) if start <= mark.start < end]

    def asks(self, place: int) -> bool:
        """Whether a place stands in a question that supposes nothing."""
        clause = self.text.clauses[self.text.clause_of[place]]
        return clause.asks and not clause.supposes

    def asks_or_wonders(self, place: int) -> bool:
        """Whether a place stands in a question, also one that only its mark shows."""
        clause = self.text.clauses[self.text.clause_of[place]]
        marked = self.text.words[clause.end - 1 : clause.end] == ["?"]
        return (clause.asks or marked) and not clause.supposes
