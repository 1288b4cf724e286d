"""Arabic in Latin letters («ana mutala8a w 3ndi 3 3yal»), read by a table (`lexicon/latin.yml`) against our own
vocabulary.

A digit inside a word is a letter; a bare number stays a number. Words of other languages stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

import yaml

from arabic.letters import normalise
from arabic.lexicon import FOLDER, lexicon
from arabic.number_words import NUMBER_WORDS

_WORD = re.compile(r"[A-Za-z0-9'’`]+|[^\sA-Za-z0-9'’`]+|\s+")
_LATIN = re.compile(r"[A-Za-z]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_THOUSANDS = re.compile(r"[0-9.]+k\Z")  # "4k" is a number, no word
_MOSTLY = 0.5  # of the words, from which on the message is taken for Arabic in Latin letters
_DEAREST = 1.3  # what a reading may cost; beyond it the word is spelled out letter by letter
_SKIPPED = {"ا": 0.3, "و": 0.4, "ي": 0.4}  # Arabic letters that a writer of Latin letters leaves out


@dataclass
class _Node:
    """A place in the tree of known words."""

    below: dict[str, _Node] = field(default_factory=dict)
    word: bool = False


def in_arabic(typed: str) -> str:
    """The message in Arabic letters; as it is where it is not mostly Arabic in Latin letters."""
    pieces = _WORD.findall(typed)
    words = [piece for piece in pieces if _LATIN.search(piece) or _ARABIC.search(piece)]
    latin = [piece for piece in words if _LATIN.search(piece) and not _THOUSANDS.match(piece.lower())]
    if not latin or len(latin) < _MOSTLY * len(words):
        return typed
    return "".join(_joined(pieces))


def _joined(pieces: list[str]) -> Iterator[str]:
    """The pieces in Arabic; articles and "w" go with the word after them."""
    table = _table()
    before = ""
    for place, piece in enumerate(pieces):
        folded = piece.lower().replace("’", "'").replace("`", "'")
        following = next((p for p in pieces[place + 1 :] if not p.isspace()), "")
        if before and piece.isspace():
            continue
        if folded in ("el", "al", "il") and following.isdigit():
            continue  # "banaty el 4"
        if (
            _LATIN.search(folded)
            and _LATIN.search(following)
            and (folded in table.articles or folded in ("w", "wa", "o"))
        ):
            before += table.articles.get(folded, "و")
            continue
        word = _word(folded) if _LATIN.search(folded) and not _THOUSANDS.match(folded) else piece
        yield before + (word.removeprefix("ال") if before.endswith("ال") else word)
        before = ""
    yield before


@dataclass(frozen=True)
class _Table:
    consonants: Mapping[str, str]
    vowels: Mapping[str, str]
    articles: Mapping[str, str]
    exact: Mapping[str, str]
    known: _Node


@cache
def _table() -> _Table:
    data = yaml.safe_load((FOLDER / "latin.yml").read_text(encoding="utf-8"))
    known = _Node()
    words = {word for phrase in data["words"].split("|") for word in normalise(phrase).split()}
    words |= set(NUMBER_WORDS)
    for first, entries in lexicon().phrases.items():
        words.add(first)
        words.update(word for rest, _ in entries for word in rest)
    for word in words:
        if _LATIN.search(word):
            continue
        node = known
        for letter in word:
            node = node.below.setdefault(letter, _Node())
        node.word = True
    exact = {str(latin): arabic for latin, arabic in data["exact"].items()}
    return _Table(data["consonants"], data["vowels"], data["articles"], exact, known)


@lru_cache(maxsize=8192)
def _word(latin: str) -> str:
    """One word in Arabic letters."""
    table = _table()
    if latin in table.exact:
        return table.exact[latin]
    if lexicon().knows(latin) and latin.isalpha():
        return latin
    best = _search(latin)
    for prefix in ("w", "el", "al", "b", "l"):
        if latin.startswith(prefix) and len(latin) > len(prefix) + 2:
            cost, word = _search(latin[len(prefix) :])
            arabic = {"w": "و", "el": "ال", "al": "ال", "b": "ب", "l": "ل"}[prefix]
            best = min(best, (cost + 0.25, arabic + word))
    return best[1] if best[0] <= _DEAREST else _spelled(latin)


def _units(latin: str) -> list[tuple[str, bool]]:
    """The letters of a word, two written for one taken together, each with whether it is a vowel; doubled
    consonants once."""
    table = _table()
    units: list[tuple[str, bool]] = []
    place = 0
    while place < len(latin):
        for length in (2, 1):
            piece = latin[place : place + length]
            if len(piece) == length and (piece in table.consonants or piece in table.vowels):
                break
        vowel = piece in table.vowels
        if (piece in table.consonants or vowel) and (vowel or not units or units[-1][0] != piece):
            units.append((piece, vowel))
        place += len(piece)
    return units


def _search(latin: str) -> tuple[float, str]:
    """The known word that costs least, and its cost; (infinity, "") where none comes near."""
    table = _table()
    units = _units(latin)
    best = (float("inf"), "")
    frontier: list[tuple[_Node, int, float, str]] = [(table.known, 0, 0.0, "")]
    seen: dict[tuple[int, str], float] = {}
    while frontier:
        node, place, cost, word = frontier.pop()
        if cost > min(best[0], _DEAREST) or seen.get((place, word), float("inf")) <= cost:
            continue
        seen[(place, word)] = cost
        if place == len(units):
            if node.word and (cost, word) < best:
                best = (cost, word)
        else:
            piece, vowel = units[place]
            last = place == len(units) - 1
            for letters, step in _vowel(piece, place == 0, last) if vowel else _consonant(piece):
                below: _Node | None = node
                for letter in letters:
                    below = below.below.get(letter) if below is not None else None
                if below is not None:
                    frontier.append((below, place + 1, cost + step, word + letters))
        for letter, step in _SKIPPED.items():
            if letter in node.below:
                frontier.append((node.below[letter], place, cost + step, word + letter))
        if place == len(units) and "ه" in node.below:
            frontier.append((node.below["ه"], place, cost + 0.5, word + "ه"))
    return best


@lru_cache(maxsize=256)
def _consonant(piece: str) -> tuple[tuple[str, float], ...]:
    """The letters that a consonant can stand for, each with its cost."""
    return tuple((letter, 0.15 * rank) for rank, letter in enumerate(_table().consonants[piece]))


@lru_cache(maxsize=256)
def _vowel(piece: str, first: bool, last: bool) -> tuple[tuple[str, float], ...]:
    """The letters that a vowel can stand for at the beginning, inside or at the end of a word; short ones are
    often not written."""
    long = _table().vowels[piece]
    found: dict[str, float] = {}
    if first:
        found = {"ا": 0.0, "ا" + long[0]: 0.1 if len(piece) > 1 else 0.2, "ع": 0.7}
    for rank, letter in enumerate([long] if len(piece) > 1 else long):
        found.setdefault(
            letter, (0.3 if first else 0.0 if len(piece) > 1 or (last and piece in "iu") else 0.15) + 0.15 * rank
        )
    if last and piece in ("a", "e", "o", "u"):
        found["ه"] = {"a": 0.0, "e": 0.1, "o": 0.05, "u": 0.2}[piece]
        found["ا"] = min(found.get("ا", 1.0), 0.1)
    if not first:
        found[""] = (0.14 if len(piece) == 1 else 0.6) + (0.4 if last else 0.0)
    return tuple(found.items())


def _spelled(latin: str) -> str:
    """A word that is not known, letter by letter."""
    table = _table()
    if not any(letter in "0123456789" for letter in latin) and len(latin) > 3 and not set("shaeiou") & set(latin):
        return latin
    return "".join(
        (table.vowels[piece][0] if len(piece) > 1 else "") if vowel else table.consonants[piece][0]
        for piece, vowel in _units(latin)
    )
