"""The rows' own words inside longer phrases that others read: "بعت سيارتي" is money to one and a car to another."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from arabic.lexicon import Sense, lexicon
from arabic.text import Mark, Text

_OWN = ("car", "bank", "work", "study", "marital", "sponsor")
_SEEN_THROUGH = ("person.divorces", "person.refuses", "income.stops", "income.lump", "income.job", "income.workplace")
_DENYING = frozenset(["ما", "وما", "لا", "ولا", "مو", "مب", "مش"])


def with_hidden_marks(text: Text) -> Text:
    """The same text with those marks added; claims of numbers are shared with it."""
    hidden = [inner for mark in text.marks for inner in _inside(text, mark)]
    if not hidden:
        return text
    seen = copy.copy(text)
    seen.marks = sorted([*text.marks, *hidden], key=lambda mark: mark.start)
    seen.by_families, seen.marks_at = {}, {}
    for mark in seen.marks:
        seen.marks_at.setdefault(mark.start, []).append(mark)
    return seen


def _inside(text: Text, mark: Mark) -> Iterator[Mark]:
    if mark.end - mark.start < 2 or not mark.is_a(*_SEEN_THROUGH):
        return
    if any(other.is_a(*_OWN) for other in text.marks_at[mark.start]):
        return
    place = mark.start
    while place < mark.end:
        length, senses = _own_phrase(text.words, place)
        denied = mark.denied or not _DENYING.isdisjoint(text.words[mark.start : place])
        for sense in senses:
            yield Mark(place, place + length, sense, mark.clause, denied, mark.except_)
        place += max(length, 1)


def _own_phrase(words: list[str], place: int) -> tuple[int, list[Sense]]:
    best, found = 0, list[Sense]()
    for word in {words[place], words[place].removeprefix("و")}:
        for rest, senses in lexicon().phrases.get(word, ()):
            own = [sense for sense in senses if sense.concept.split(".")[0] in _OWN]
            if own and len(rest) >= best and tuple(words[place + 1 : place + 1 + len(rest)]) == rest:
                best, found = len(rest) + 1, own
    return best, found
