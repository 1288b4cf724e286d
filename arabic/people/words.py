"""The words that speak of persons, each family by itself, also where a longer phrase of another family covers them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from arabic.lexicon import Sense, lexicon
from arabic.text import Text

_FAMILIES = ("kin", "head", "ordinal", "count", "person")


_Entry = tuple[tuple[str, ...], Sense]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase in tokens[start:end], with what it means."""

    start: int
    end: int
    senses: tuple[Sense, ...]
    denied: bool = False

    @property
    def sense(self) -> Sense:
        """What it means first: with an owner where it can have one."""
        return self.senses[0]

    @property
    def concept(self) -> str:
        """The name of what it means."""
        return self.sense.concept


class PersonWords:
    """All hits of a message by family: "kin", "head", "person.dead" and so on."""

    def __init__(self, text: Text) -> None:
        self.by_family: dict[str, list[Hit]] = {}
        self.at: dict[tuple[str, int], Hit] = {}
        self.inside: dict[int, Hit] = {}  # kin inside a longer phrase: "عيالي" of "ام عيالي"
        ends: dict[str, int] = {}
        denials = _Denials(text)
        for index, word in enumerate(text.words):
            best: dict[str, tuple[int, list[Sense]]] = {}
            for length, sense in _beginning(text.words, index, word):
                family = _family(sense.concept)
                longest, senses = best.get(family, (0, []))
                if index < ends.get(family, 0):
                    if family == "kin" and length == 1:
                        self.inside[index] = Hit(index, index + 1, (sense,))
                    continue
                if length < longest:
                    continue
                best[family] = (length, [*senses, sense] if length == longest else [sense])
            for family, (length, senses) in best.items():
                ends[family] = index + length
                ordered = tuple(sorted(senses, key=_likely))
                hit = Hit(index, index + length, ordered, denials.reach(index, index + length))
                self.by_family.setdefault(family, []).append(hit)
                self.at[family, index] = hit

    def of(self, *families: str) -> list[Hit]:
        """The hits of some families, in order."""
        found = [hit for family in families for hit in self.by_family.get(family, ())]
        return sorted(found, key=lambda hit: hit.start) if len(families) > 1 else found

    def between(self, start: int, end: int, *families: str) -> list[Hit]:
        """The hits of some families that begin in tokens[start:end]."""
        return [hit for hit in self.of(*families) if start <= hit.start < end]

    def ending(self, index: int, *families: str) -> Hit | None:
        """The hit of some families that ends just before a place."""
        return next((hit for hit in self.of(*families) if hit.end == index), None)

    def covers(self, index: int, *families: str) -> bool:
        """Whether a hit of some families covers a place."""
        return any(hit.start <= index < hit.end for hit in self.of(*families))


def _likely(sense: Sense) -> int:
    """A word that is both is rather mine than a noun, and a noun rather than his: "زوجه", "بزوره"."""
    return 0 if sense.owner in ("mine", "ours", "the") else 1 if not sense.owner else 2


def _family(concept: str) -> str:
    first, _, rest = concept.partition(".")
    return f"person.{rest.partition('.')[0]}" if first == "person" else first


class _Denials:
    """Where the denials of a text reach: by the marks on a place, else by a denial that stands just before it."""

    def __init__(self, text: Text) -> None:
        self.covered: dict[int, bool] = {}
        self.before: set[int] = set()
        self.own: set[int] = set()  # where a denial begins that may be a phrase's own: "ما يجينا"
        for mark in text.marks:
            if mark.is_a("deny", "nobody"):
                self.before.add(mark.end)
                self.own.add(mark.start)
            else:
                for place in range(mark.start, mark.end):
                    self.covered[place] = self.covered.get(place, False) or mark.denied

    def reach(self, start: int, end: int) -> bool:
        if start in self.own and end - start > 1:
            return False
        covering = [self.covered[place] for place in range(start, end) if place in self.covered]
        return any(covering) if covering else start in self.before


def _beginning(words: list[str], index: int, word: str) -> Iterator[tuple[int, Sense]]:
    table, joined = _tables()
    for rest, sense in table.get(word, ()):
        if not rest or tuple(words[index + 1 : index + 1 + len(rest)]) == rest:
            yield 1 + len(rest), sense
    if word[0] in "وف" and len(word) > 2:
        for rest, sense in joined.get(word[1:], ()):
            if not rest or tuple(words[index + 1 : index + 1 + len(rest)]) == rest:
                yield 1 + len(rest), sense


@cache
def listed(name: str) -> frozenset[str]:
    """A list of `lexicon/persons/lists.yml`, folded."""
    return frozenset(lexicon("persons").samples[f"list.{name}"])


@cache
def _tables() -> tuple[dict[str, list[_Entry]], dict[str, list[_Entry]]]:
    table: dict[str, list[_Entry]] = {}
    joined: dict[str, list[_Entry]] = {}
    for part in (lexicon(), lexicon("persons")):
        for first, entries in part.phrases.items():
            for rest, senses in entries:
                for sense in senses:
                    if sense.concept.partition(".")[0] in _FAMILIES:
                        table.setdefault(first, []).append((rest, sense))
                        with_and = Sense(sense.concept, sense.owner, sense.person, True, sense.preposition)
                        joined.setdefault(first, []).append((rest, with_and))
    return table, joined
