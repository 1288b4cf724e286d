"""The rows of `lexicon/rows.yml`: which concept tells which fact, what answers a question alone, words by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from arabic.letters import normalise
from arabic.lexicon import FOLDER

NOTHING = object()  # a denial that takes the fact away


@dataclass(frozen=True)
class Row:
    """A concept tells a fact; `lexicon/rows.yml` explains each field."""

    fact: str
    concepts: tuple[str, ...]
    value: Any = NOTHING
    denied: Any = NOTHING
    was: Any = NOTHING
    whose: str = "applicant"
    asked: tuple[str, ...] = ()
    unasked: tuple[str, ...] = ()
    attribute: bool = False
    stated: bool = False
    needs: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    owner: str = ""
    weight: int = 1


@dataclass(frozen=True)
class Reply:
    """What a bare yes, a bare no and set phrases say to one question."""

    fact: str
    yes: Any
    no: Any
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], Any, int]]]  # by first word, "and" before it passed over

    def said(self, words: Sequence[str]) -> tuple[int, int, Any] | None:
        """Where one of the phrases stands among words, and what it says; the value listed first where several do."""
        found = [
            (rank, start, start + len(phrase), value)
            for start, word in enumerate(words)
            for phrase, value, rank in self.phrases.get(word.removeprefix("و"), ())
            if tuple(words[start + 1 : start + len(phrase)]) == phrase[1:]
        ]
        return min(found, key=lambda one: one[:2])[1:] if found else None


@dataclass(frozen=True)
class RowTable:
    """All of `rows.yml`, folded."""

    by_concept: Mapping[str, Sequence[Row]]
    replies: Mapping[str, Reply]
    words: Mapping[str, Mapping[str, Sequence[tuple[str, ...]]]]  # by name and first word
    values: Mapping[str, Mapping[str, int]]

    def within(self, name: str, words: Sequence[str], start: int, end: int) -> bool:
        """Whether words of a named list begin anywhere in words[start:end]."""
        return any(self.at(name, words, place) for place in range(max(0, start), min(end, len(words))))

    def at(self, name: str, words: Sequence[str], index: int) -> int:
        """How many words of a named list stand at a place, "and" before them passed over; 0 where none does."""
        if not 0 <= index < len(words):
            return 0
        listed = self.words[name]
        phrases = listed.get(words[index]) or listed.get(words[index].removeprefix("و"))
        if not phrases:
            return 0
        found = [len(phrase) for phrase in phrases if tuple(words[index + 1 : index + len(phrase)]) == phrase[1:]]
        return max(found, default=0)


@cache
def row_table() -> RowTable:
    """The table, read when first used."""
    data = yaml.safe_load((FOLDER / "rows.yml").read_text(encoding="utf-8"))
    by_concept: dict[str, list[Row]] = {}
    for entry in data["rows"]:
        fields: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in entry.items()}
        row = Row(**fields)
        for concept in row.concepts:
            by_concept.setdefault(concept, []).append(row)
    replies = {
        question: Reply(
            reply["fact"],
            reply.get("yes", NOTHING),
            reply.get("no", NOTHING),
            _by_first(reply.get("phrases", {})),
        )
        for question, reply in data["answers"].items()
    }
    words = {name: _listed(listed) for name, listed in data["words"].items()}
    values = {
        name: {normalise(word): int(value) for word, value in listed.items()} for name, listed in data["values"].items()
    }
    return RowTable(by_concept, replies, words, values)


def _listed(listed: str) -> Mapping[str, Sequence[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases_of(listed):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def _by_first(phrases: Mapping[Any, str]) -> Mapping[str, Sequence[tuple[tuple[str, ...], Any, int]]]:
    found: dict[str, list[tuple[tuple[str, ...], Any, int]]] = {}
    for rank, (value, listed) in enumerate(phrases.items()):
        for phrase in phrases_of(str(listed)):
            found.setdefault(phrase[0].removeprefix("و"), []).append((phrase, value, rank))
    return found


def phrases_of(listed: str) -> list[tuple[str, ...]]:
    """Phrases parted by "|", folded, each as its words."""
    return [tuple(normalise(phrase).split()) for phrase in listed.split("|") if phrase.strip()]
