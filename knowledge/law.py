"""The Law article by article in plain words (`law.yml`), and which article a person asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, model_validator

from knowledge.answer import Answer, filled, paragraphs, readable
from knowledge.article_numbers import THE, decrees, numbers
from knowledge.direction import isolate_latin
from knowledge.phrases import PREFIXES, first_place
from rules import parameters

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]

LAST = 26
DECREE_NUMBER = 35
TOPIC = "law_article"
PLAIN = "هذا تبسيط لمعناها، والنص الرسمي في جريدة أم القرى وبوابة الأنظمة في هيئة الخبراء."
NO_SUCH_ARTICLE = f"مواد نظام الضمان الاجتماعي من 1 إلى {LAST}، وليس فيه المادة {{number}}."
REGULATIONS = (
    "لم نطلع على نص اللائحة التنفيذية كاملًا، فلا أقرأ موادها. أستطيع أن أقول لك ما في مواد النظام نفسه، "
    "وهو يحيل إلى اللائحة في التفاصيل."
)
REGULATIONS_WORD = re.compile(rf"(?<!\w){PREFIXES}لايح\w*")
OTHER_LAW = re.compile(
    rf"(?:نظام|قانون)\s+{THE}(?:عمل|عامل|احوال|مرور|جنسيه|اقامه|تقاعد|تامينات|خدمه|مدني|اثبات|مرافعات|تنفيذ|جزا|معاملات|شركات|ايجار)"
)


class Article(BaseModel):
    """An article of the Law, or the royal decree, in plain words with figures as references."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: Annotated[int, Field(ge=1, le=LAST)] | None = None
    decree: Literal["م/35"] | None = None
    title: Text
    text: Text
    subjects: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Article:
        if (self.number is None) == (self.decree is None):
            raise ValueError("is either an article or a decree")
        return self

    @property
    def source(self) -> str:
        """The key of the source that it is."""
        return "decree-m35" if self.number is None else f"law-{self.number}"

    @property
    def heading(self) -> str:
        """Its number and what it is about: "المادة 9: شروط الاستحقاق"."""
        return self.title if self.number is None else f"المادة {self.number}: {self.title}"


@cache
def register() -> tuple[Article, ...]:
    """Every article in order, and the decree."""
    data = yaml.safe_load(Path(__file__).with_name("law.yml").read_text(encoding="utf-8"))
    return TypeAdapter(tuple[Article, ...]).validate_python(data)


@cache
def articles() -> Mapping[int, Article]:
    """Every article by its number."""
    return MappingProxyType({one.number: one for one in register() if one.number is not None})


def article(number: int) -> Article:
    """The article with this number. Raises KeyError where the Law has none."""
    return articles()[number]


def decree() -> Article:
    """Royal Decree M/35, which exempts some from the test of income."""
    return next(one for one in register() if one.decree is not None)


def asked(text: str, *, bare: bool = False) -> tuple[Article, ...]:
    """The articles that a message asks for: by number, or else the one by subject; empty where none is known.

    `text` has its letters folded already, as arabic.normalise folds them.
    """
    named = numbers(text, bare=bare)
    found = [articles()[number] for number in named if number in articles()]
    if DECREE_NUMBER in decrees(text):
        found.append(decree())
    if found or named or decrees(text):
        return tuple(found)
    places = {one.source: place for one in register() if (place := first_place(one.subjects, text)) is not None}
    return tuple(one for one in register() if places and one.source == min(places, key=places.__getitem__))


def render(one: Article, day: date) -> Answer:
    """An article in plain words, with the figures of a day.

    Raises rules.parameters.NoParametersError for a day before the programme's first figures.
    """
    figures = parameters.figures(day)
    text = "\n\n".join(filled(block, figures) for block in paragraphs(f"{one.heading}\n\n{one.text}\n\n{PLAIN}"))
    return Answer(text=isolate_latin(text), sources=readable((one.source,)), follow_ups=(TOPIC,))


def answer(text: str, day: date, *, bare: bool = False) -> tuple[Answer, ...]:
    """What to say to a message that asks for articles, one answer each; empty where the topic itself is the answer.

    The Regulations are not read out, nor articles of other laws; a number that the Law does not have is said not to be.
    """
    if OTHER_LAW.search(text):
        return ()
    if REGULATIONS_WORD.search(text) and (numbers(text) or "نظام" not in text):
        return (Answer(text=REGULATIONS, sources=(), follow_ups=(TOPIC,)),)
    found = asked(text, bare=bare)
    if found:
        return tuple(render(one, day) for one in found)
    return tuple(
        Answer(text=NO_SUCH_ARTICLE.format(number=number), sources=readable((f"law-{LAST}",)), follow_ups=(TOPIC,))
        for number in numbers(text, bare=bare)
    )
