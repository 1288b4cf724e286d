"""What a unit holds (`units/<topic>.yml`): one question that people ask, with its own short answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge.topic import TITLE_LENGTH, Text

Computes = Literal["minimum", "pension", "counted", "less", "refused_by_income"]
Part = Literal["answer", "simpler", "brief", "more"]

QUESTION_LENGTH = 60
ANSWER_LENGTH, SIMPLER_LENGTH, MORE_LENGTH, UNCERTAIN_LENGTH = 300, 200, 500, 200
FEWEST_ASKS, MOST_FOLLOWS = 12, 3


class Unit(BaseModel):
    """One question with its answer, in Arabic. The texts hold figures as references ({head_minimum}).

    The lengths hold for the texts with their figures filled in (knowledge/units.py checks them).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]+$")]
    topic: Text
    """The topic that it belongs to: the name of a file in topics/."""
    question: Annotated[Text, StringConstraints(max_length=QUESTION_LENGTH)]
    """The question in full words, shown where the citizen chooses between two."""
    title: Annotated[Text, StringConstraints(max_length=TITLE_LENGTH)]
    """What stands on a button that leads here."""
    asks: Annotated[tuple[Text, ...], Field(min_length=FEWEST_ASKS)]
    """Ways in which people ask it."""
    after: tuple[Text, ...] = ()
    """Short questions that mean it after something near was answered: «وزوجتي؟»."""
    answer: Text
    simpler: Text
    """The same in easier words, or an example."""
    more: Text | None = None
    uncertain: Text | None = None
    """What is not known about it."""
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    """Keys of the sources that it rests on, the strongest first."""
    follows: Annotated[tuple[str, ...], Field(max_length=MOST_FOLLOWS)] = ()
    """Units that people ask next."""
    computes: Computes | None = None
    """What is computed at once where the question brings its numbers (actions/computing.py)."""

    def texts(self) -> Iterator[str]:
        """Every text that may hold figures."""
        yield self.answer
        yield self.simpler
        if self.more:
            yield self.more
        if self.uncertain:
            yield self.uncertain
