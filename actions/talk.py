"""How far a conversation is: what stands open, what was said already. What is known of the household is in `case.py`.

It travels as JSON in Rasa's slot `talk`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

SUMMED_UP = ("refusal", "confirm", "change")  # questions before which what is known was shown: another word corrects it


@dataclass
class Talk:
    """Where the conversation stands."""

    question: str | None = None  # what stands open
    previous: str | None = None  # what was answered last: a bare "no, 3200" corrects it
    misunderstood: int = 0  # messages in a row that could not be read
    interview: bool = False  # an estimate is wanted, so the next question follows
    enough: bool = False  # the result is wanted without the questions that are left
    shown: bool = False  # a result was shown; what changes it is told
    declined: bool = False  # no estimate is wanted, so none is offered
    offered: bool = False  # the last reply offered an estimate: a yes accepts it
    confirmed: dict[str, list[str]] = field(default_factory=dict)  # by rule, the facts of a failure that are right
    announced: list[str] = field(default_factory=list)  # rules of failures that were said
    said: list[str] = field(default_factory=list)  # what is said once in a conversation, by its name in wording.yml
    distress: str | None = None  # the kind that was shown, until the person turns to something else
    topic: str | None = None  # the topic answered last
    unit: str | None = None  # the unit answered last: «وزوجتي؟», «المزيد» and «ما فهمت» go on from it
    given: list[str] = field(default_factory=list)  # "unit&part" of the texts that were sent
    listed: list[str] = field(default_factory=list)  # units offered last, in order: «الثانية»
    summed_up: str = ""  # the summing-up that was shown last: the same is not shown twice in a row

    @classmethod
    def from_slot(cls, value: object) -> Talk:
        """The state in a slot's JSON; a new one where there is none."""
        known = {one.name for one in fields(cls)}
        return cls(**{name: one for name, one in value.items() if name in known}) if isinstance(value, dict) else cls()

    def to_slot(self) -> dict[str, Any]:
        """The state as JSON for the slot."""
        return asdict(self)

    def once(self, name: str) -> bool:
        """Whether something that is said once was not said yet; it counts as said from now on."""
        if name in self.said:
            return False
        self.said.append(name)
        return True
