"""What a topic's file holds (`topics/<intent>.yml`)."""

from __future__ import annotations

import string
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

from rules.sources import Grade

# WhatsApp's reply buttons hold 20 characters, and a message three of them: "more" and two topics.
TITLE_LENGTH = 20
FOLLOW_UPS = 2

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Uncertain(BaseModel):
    """Something that no source settles, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    what: Text
    why: Text
    at_once: bool = False
    """Whether it belongs to the short answer, because the citizen may act on it."""


class Topic(BaseModel):
    """What is known of one thing that citizens ask about, in Arabic.

    `answer` stands alone as the answer, with the `steps` after it; `more` and `notes` are the rest. The texts hold
    figures as references ({head_minimum}), which `render` fills in for a day.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Text
    """The intent that asks for the topic; the file's name."""
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TITLE_LENGTH)]
    """What stands on a button that leads here."""
    answer: Text
    steps: tuple[Text, ...] = ()
    """What to do, in order."""
    notes: tuple[Text, ...] = ()
    uncertain: tuple[Uncertain, ...] = ()
    more: Text
    example: dict[str, object] | None = None
    """A household, in the shape of the rules, whose estimate gives the figures that begin with "example_"."""
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    """Keys of the sources that the answer and the steps rest on, the strongest first."""
    more_sources: tuple[str, ...] = ()
    """Keys of the further sources that the rest and the uncertainties rest on."""
    grade: Grade
    """How well the answer itself is attested: the grade of the source that it mainly rests on."""
    checked: date
    """The day on which the whole was last compared with its sources."""
    follow_ups: Annotated[tuple[str, ...], Field(min_length=1, max_length=FOLLOW_UPS)]
    """The topics that people ask about next."""

    @field_validator("sources", "more_sources", "follow_ups")
    @classmethod
    def _without_repetition(cls, keys: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(keys)) < len(keys):
            raise ValueError("names something twice")
        return keys

    def texts(self) -> Iterator[str]:
        """Every text of the topic that may hold figures."""
        yield self.answer
        yield from self.steps
        yield from self.notes
        for uncertain in self.uncertain:
            yield uncertain.what
            yield uncertain.why
        yield self.more

    def figures(self) -> frozenset[str]:
        """The names of the figures that the texts refer to."""
        return frozenset(name for text in self.texts() for name in references(text))


def references(text: str) -> list[str]:
    """The names of the figures that a text refers to, in order. Raises ValueError for a brace without its twin."""
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
