"""A topic as the text of a chat bubble: paragraphs, numbered steps and "•" points, without Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from knowledge import sources
from knowledge.direction import isolate_latin
from knowledge.example import example_figures
from knowledge.topic import Topic, Uncertain, references
from rules import parameters

Part = Literal["short", "more"]

BEFORE = "_before"  # figures that held before the present ones; the first period has none
UNCERTAIN = "غير مؤكد: "
LAW = re.compile(r"law-(\d+)")
LAW_TITLE = "نظام الضمان الاجتماعي"


@dataclass(frozen=True)
class Answer:
    """What is said of a topic: the text, the titles of its sources, and the names of the topics to offer next."""

    text: str
    sources: tuple[str, ...]
    follow_ups: tuple[str, ...]


def render(topic: Topic, day: date, part: Part = "short") -> Answer:
    """The short answer of a topic, or the rest of it, with the figures of a day.

    The short part is the answer, its steps and what must be known to be uncertain before acting; "more" is the rest.
    Raises rules.parameters.NoParametersError for a day before the programme's first figures, and KeyError for a
    reference to a figure that does not exist.
    """
    figures = dict(parameters.figures(day))
    if topic.example is not None:
        figures |= example_figures(topic.example, day)
    at_once = part == "short"
    blocks: list[Iterable[str]] = (
        [paragraphs(topic.answer), [numbered(topic.steps)]]
        if at_once
        else [paragraphs(topic.more), [bulleted(topic.notes)]]
    )
    blocks.append(doubtful(one) for one in topic.uncertain if one.at_once == at_once)
    texts = (filled(text, figures) for block in blocks for text in block)
    keys = topic.sources if at_once else topic.more_sources or topic.sources
    return Answer(
        text=isolate_latin("\n\n".join(text for text in texts if text)),
        sources=readable(keys),
        follow_ups=topic.follow_ups,
    )


def paragraphs(text: str) -> list[str]:
    """A text's paragraphs: what stands between empty lines."""
    return re.split(r"\n{2,}", text)


def numbered(steps: Iterable[str]) -> str:
    """Steps in order, a number before each."""
    return "\n".join(f"{place}. {step}" for place, step in enumerate(steps, 1))


def bulleted(notes: Iterable[str]) -> str:
    """Notes, a point before each."""
    return "\n".join(f"• {note}" for note in notes)


def doubtful(one: Uncertain) -> str:
    """What is uncertain, and why, in one paragraph."""
    return f"{UNCERTAIN}{one.what} {one.why}"


def filled(text: str, figures: Mapping[str, str]) -> str:
    """A text with its figures; a line about the figures before the present ones goes where there were none."""
    lines = [
        line
        for line in text.split("\n")
        if all(name in figures or not name.endswith(BEFORE) for name in references(line))
    ]
    return "\n".join(lines).format_map(figures)


def readable(keys: Sequence[str]) -> tuple[str, ...]:
    """The titles of sources; several articles of the Law as one: "نظام الضمان الاجتماعي، المواد 4 و6 و9"."""
    articles = sorted(int(law[1]) for key in keys if (law := LAW.fullmatch(key)))
    titles = dict.fromkeys(
        articles_of_the_law(articles) if len(articles) > 1 and LAW.fullmatch(key) else sources.title(key)
        for key in keys
    )
    return tuple(titles)


def articles_of_the_law(articles: Sequence[int]) -> str:
    """The title of the Law with the numbers of several articles."""
    return f"{LAW_TITLE}، {'المادتان' if len(articles) == 2 else 'المواد'} {' و'.join(map(str, articles))}"
