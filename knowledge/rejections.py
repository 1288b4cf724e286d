"""The reasons for a refusal: which one a person states, what it means, what to correct, what to attach.

The reasons are in `rejections.yml`: those that the Ministry published in 2024 as far as they could be read, the
messages of the platform, and a few more that people are told. Nothing here decides whether a refusal is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from knowledge.answer import Answer, bulleted, filled, numbered, readable
from knowledge.direction import isolate_latin
from knowledge.phrases import any_occurs, first_place, pattern
from knowledge.topic import TITLE_LENGTH
from rules import parameters
from rules.sources import Grade

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

OBJECTION = "objection_steps"
ESTIMATE = "eligibility_estimate"
MOST_CAUSES = 10
LONGEST_CAUSE = 7  # words; what comes later is the story around the reason


class Rejection(BaseModel):
    """One reason for a refusal, in Arabic, with figures as references to rules/parameters.yml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Text
    title: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=TITLE_LENGTH)]
    """What stands on a button."""
    phrases: tuple[Text, ...] = ()
    """Expressions (`knowledge.phrases`) that state the reason by themselves, such as the platform's own wording."""
    in_context: tuple[Text, ...] = ()
    """Expressions that state it where a refusal is spoken of: "because of the cars"."""
    meaning: Text
    correct: tuple[Text, ...]
    """What to correct, in order."""
    attach: Annotated[tuple[Text, ...], Field(min_length=1)]
    """The proofs to attach to an objection."""
    uncertain: Text | None = None
    """What no source settles, with the reason."""
    offers_estimate: bool = False
    """Whether an estimate shows by how much the condition failed."""
    topic: Text | None = None
    """The topic to read more in."""
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    grade: Grade
    """The grade of the source that names the reason."""
    checked: date

    def texts(self) -> Iterator[str]:
        """Every text that a citizen reads."""
        yield self.meaning
        yield from self.correct
        yield from self.attach
        if self.uncertain is not None:
            yield self.uncertain

    @property
    def follow_ups(self) -> tuple[str, ...]:
        """The topics to offer: how to object, and the estimate or where to read more."""
        second = ESTIMATE if self.offers_estimate else self.topic
        return (OBJECTION,) if second is None else (OBJECTION, second)


class Reasons(BaseModel):
    """The whole of rejections.yml."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    refusal: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Expressions by which a message speaks of a refusal."""
    causes: tuple[Text, ...]
    """Phrases after which the reason itself is named: "because of ...", "they wrote ..."."""
    objection: Text
    """How to object, said after every reason."""
    objection_sources: Annotated[tuple[str, ...], Field(min_length=1)]
    estimate: Text
    """The offer of an estimate, where the reason is income."""
    reasons: tuple[Rejection, ...]


@cache
def register() -> Reasons:
    """The reasons in the order in which they are tried, the narrower before the wider."""
    data = yaml.safe_load(Path(__file__).with_name("rejections.yml").read_text(encoding="utf-8"))
    return Reasons.model_validate(data)


@cache
def reasons() -> Mapping[str, Rejection]:
    """Every reason by its key."""
    return {one.key: one for one in register().reasons}


def rejection(text: str, *, refused: bool = False) -> Rejection | None:
    """The reason that a message states, or None where it states none that is known.

    `text` has its letters folded already, as arabic.normalise folds them. `refused`: the conversation is known to be
    about the person's own refusal, so that "the cars" is enough.
    """
    all_reasons = register().reasons
    stated = next((one for one in all_reasons if any_occurs(one.phrases, text)), None)
    if stated is not None or not (refused or any_occurs(register().refusal, text)):
        return stated
    for cause in causes(text):
        places = {
            one.key: place
            for one in all_reasons
            if (place := first_place((*one.phrases, *one.in_context), cause)) is not None
        }
        if places:
            return reasons()[min(places, key=places.__getitem__)]
    return next((one for one in all_reasons if any_occurs((*one.phrases, *one.in_context), text)), None)


def causes(text: str) -> list[str]:
    """The words of a message that follow "because" and its like, up to the next comma, the nearest first."""
    ends = sorted(
        (found.end() for phrase in register().causes for found in pattern(phrase).finditer(text)), reverse=True
    )
    clauses = (re.split(r"[,.?!]", text[end:], maxsplit=1)[0].split() for end in ends)
    return list(dict.fromkeys(" ".join(clause[:LONGEST_CAUSE]) for clause in clauses if clause))[:MOST_CAUSES]


def render(one: Rejection, day: date) -> Answer:
    """What is said to a person who was refused for this reason, with the figures of a day.

    Raises rules.parameters.NoParametersError for a day before the programme's first figures, and KeyError for a
    reference to a figure that does not exist.
    """
    figures = parameters.figures(day)
    whole = register()
    blocks = [
        one.meaning,
        f"ما تصححه:\n{numbered(one.correct)}" if one.correct else "",
        f"إن لم يكن السبب صحيحًا: {whole.objection}",
        f"أرفق مع الاعتراض:\n{bulleted(one.attach)}",
        whole.estimate if one.offers_estimate else "",
        f"غير مؤكد: {one.uncertain}" if one.uncertain else "",
    ]
    keys = tuple(dict.fromkeys((*one.sources, *whole.objection_sources)))
    return Answer(
        text=isolate_latin("\n\n".join(filled(block, figures) for block in blocks if block)),
        sources=readable(keys),
        follow_ups=one.follow_ups,
    )
