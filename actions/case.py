"""The case of one citizen as told so far: the household, and how far the interview is.

It travels as JSON in Rasa's slot `case`. The household has the shape of `rules.read_household`; whatever was
not asked yet, or was answered with "I don't know", is absent from it, and so stays unknown to the rules.
"""

from __future__ import annotations

import copy
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import rules

if TYPE_CHECKING:
    from datetime import date


@dataclass
class Case:
    """What is known, what was asked, and where the interview stands."""

    household: dict[str, Any] = field(default_factory=dict)
    answered: list[str] = field(default_factory=list)  # questions that need not be asked, also "I don't know"
    question: str | None = None  # what was asked last
    previous: str | None = None  # what was answered last: a bare "no, 3200" corrects it
    misunderstood: int = 0  # answers in a row to `question` that could not be read
    spouse: str | None = None  # "wife" or "husband" of an applicant who said to be married
    said_failures: list[str] = field(default_factory=list)  # rule ids of failures that were already said
    outcome: str | None = None  # "estimate", "stopped", or "aside" where no interview was wanted

    def __post_init__(self) -> None:
        self.household.setdefault("income", [])

    @classmethod
    def from_slot(cls, value: object) -> Case:
        """The case in a slot's JSON; a new case where there is none."""
        return cls(**copy.deepcopy(value)) if isinstance(value, dict) else cls()

    def to_slot(self) -> dict[str, Any]:
        """The case as JSON for the slot."""
        return asdict(self)

    def answer(self, question: str) -> None:
        """Mark a question as answered, so that it is not asked again."""
        if question not in self.answered:
            self.answered.append(question)

    def reopen(self, question: str) -> None:
        """Let a question be asked again, because its answer is to be changed."""
        if question in self.answered:
            self.answered.remove(question)

    @property
    def members(self) -> list[dict[str, Any]]:
        """The members besides the applicant."""
        members: list[dict[str, Any]] = self.household.get("members") or []
        return members

    @property
    def income(self) -> list[dict[str, Any]]:
        """The incomes told so far."""
        income: list[dict[str, Any]] = self.household["income"]
        return income

    @property
    def applicant(self) -> dict[str, Any]:
        """What is known of the applicant."""
        return self.known("applicant")

    def known(self, name: str) -> dict[str, Any]:
        """What is known of `applicant`, `wealth` or `housing`."""
        return self.household.get(name) or {}

    def open_income(self, key: str) -> dict[str, Any] | None:
        """The first income whose `key`, "kind" or "monthly", is still to be asked for."""
        return next(
            (entry for entry in self.income if entry[key] is None and key not in entry.get("unknown", ())),
            None,
        )

    @property
    def applicant_works(self) -> bool:
        """Whether the applicant's own pay was told."""
        return any(
            entry["kind"] in ("salary", "business") and entry["whose"] == "applicant" and entry["monthly"]
            for entry in self.income
        )

    def part(self, name: str) -> dict[str, Any]:
        """`applicant`, `wealth` or `housing`, to be filled."""
        part: dict[str, Any] = self.household.setdefault(name, {})
        return part

    def estimate(self, today: date) -> rules.Estimate:
        """The preliminary estimate of what is known so far."""
        return rules.estimate(rules.read_household(self.as_household()), today=today)

    def as_household(self) -> dict[str, Any]:
        """The household as the rules read it. An income that is still to be asked about stands in it as unknown."""
        household = {key: value for key, value in copy.deepcopy(self.household).items() if value != {}}
        income = [
            {
                "kind": entry["kind"] or "other",
                "monthly": entry["monthly"] if entry["kind"] else None,
                "whose": entry["whose"],
            }
            for entry in household.pop("income", [])
        ]
        for question, kind in (("earned", "salary"), ("other_income", "other")):
            if question not in self.answered:
                income.append({"kind": kind, "monthly": None, "whose": "applicant"})
        if self.applicant_works:
            household.setdefault("empowerment", "working")
        return {**household, "income": income}
