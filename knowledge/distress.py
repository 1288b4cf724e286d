"""What to say to somebody in distress, before anything else and without a question: the one or two numbers that fit.

The kinds, the words by which they are known and the numbers are in `distress.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from knowledge.answer import Answer
from knowledge.direction import isolate_latin
from knowledge.phrases import any_occurs
from rules import parameters

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

CONTACT = "contact"
NAMED_WORDS = re.compile(r"<(\w+)>")


class Number(BaseModel):
    """A number to call, and whose it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: Annotated[str, Field(pattern=r"^\d{3,10}$")]
    name: Text


class Distress(BaseModel):
    """One kind of distress: how it is known, and what is said."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Text
    phrases: tuple[Text, ...] = ()
    """Expressions (`knowledge.phrases`) that show it by themselves."""
    in_context: tuple[Text, ...] = ()
    """Expressions that show it in a message that is understood as distress already."""
    answer: Text


class Kinds(BaseModel):
    """The whole of distress.yml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    numbers: Mapping[str, Number]
    words: Mapping[str, Text]
    figures_of_speech: tuple[Text, ...]
    """Expressions that show that a message only sounds like distress."""
    kinds: tuple[Distress, ...]
    general: Text

    @model_validator(mode="before")
    @classmethod
    def _with_words(cls, data: dict[str, object]) -> dict[str, object]:
        """Puts the lists of words in the places of their names."""
        words = data["words"]
        assert isinstance(words, dict)

        def spelt(value: object) -> object:
            if isinstance(value, str):
                return NAMED_WORDS.sub(lambda name: words[name[1]], value)
            if isinstance(value, list):
                return [spelt(one) for one in value]
            if isinstance(value, dict):
                return {key: spelt(one) for key, one in value.items()}
            return value

        return {key: spelt(value) for key, value in data.items()}

    @cached_property
    def unspecified(self) -> Distress:
        """Distress of no kind that is known."""
        return Distress(key="general", answer=self.general)


@cache
def register() -> Kinds:
    """The kinds in the order in which they are tried. Raises ValueError (pydantic) where the file does not fit."""
    data = yaml.safe_load(Path(__file__).with_name("distress.yml").read_text(encoding="utf-8"))
    return Kinds.model_validate(data)


def shown(text: str, *, understood: bool = False) -> Distress | None:
    """The distress that a message shows, or None where it shows none.

    `text` has its letters folded already, as arabic.normalise folds them. `understood`: the message is already known to
    be one of distress, so that only its kind is sought, and there always is one.
    """
    known = register()
    if not any_occurs(known.figures_of_speech, text):
        by_itself = next((kind for kind in known.kinds if any_occurs(kind.phrases, text)), None)
        if by_itself is not None:
            return by_itself
    if not understood:
        return None
    return next((kind for kind in known.kinds if any_occurs(kind.in_context, text)), known.unspecified)


def render(kind: Distress, day: date) -> Answer:
    """What is said, with the numbers first. No sources are named: it is no moment to read them."""
    numbers = {name: number.number for name, number in register().numbers.items()}
    text = kind.answer.format_map({**parameters.figures(day), **numbers})
    return Answer(text=isolate_latin(text.strip()), sources=(), follow_ups=(CONTACT,))
