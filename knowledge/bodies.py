"""Which body to ask about what is not ours, for the common mix-ups (`other_bodies.yml`)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from knowledge.direction import isolate_latin
from knowledge.phrases import pattern


class OtherBody(BaseModel):
    """A body that answers what we do not, and the words by which a message is known to be for it.

    A phrase is one word or several in a row, with its letters folded as arabic.normalise folds them; "*" at a word's
    end stands for any ending, "|" between words for either. `together` is groups of such phrases: a message that
    holds one of each group is meant too.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    phrases: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    answer: Annotated[str, Field(min_length=1)]
    """What a citizen is told: which body it is, and its site where that is certain."""

    def meant_by(self, text: str) -> bool:
        """Whether a message, its letters folded, is for this body."""
        if any(pattern(phrase).search(text) for phrase in self.phrases):
            return True
        return bool(self.together) and all(
            any(pattern(phrase).search(text) for phrase in group) for group in self.together
        )


@cache
def bodies() -> tuple[OtherBody, ...]:
    """Every body in the order in which they are tried."""
    data = yaml.safe_load(Path(__file__).with_name("other_bodies.yml").read_text(encoding="utf-8"))
    return TypeAdapter(tuple[OtherBody, ...]).validate_python(data)


def other_body(text: str) -> str | None:
    """A sentence saying which body to ask about a message, or None where none is known.

    `text` has its letters folded already, as arabic.normalise folds them.
    """
    return next((isolate_latin(body.answer) for body in bodies() if body.meant_by(text)), None)
