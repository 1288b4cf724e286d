"""From a message to weighted n-grams: characters within words, and light stems alone and in pairs.

TF-IDF with one change: n-grams that training never saw count towards a message's length. A vector of a message that
consists of known n-grams has length 1, that of gibberish has length 0, so that the classifier's scores, and with them
its confidence, shrink as less of the message is known.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from arabic import normalise
from scipy.sparse import csr_matrix, hstack

Floats = npt.NDArray[np.float64]

LONGEST_TEXT = 2_000
"""Characters of a message that are read: some 300 words; what follows adds time and no topic."""

_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف", "ه", "ع", "س")
_SUFFIXES = ("هما", "كما", "هم", "هن", "كم", "ها", "نا", "ات", "ين", "ون", "ان", "ه", "ي", "ك", "ت")
_SHORTEST_STEM = 3


def words(text: str) -> list[str]:
    """The words of a message with their letters normalised and every number written as "0".

    A message without a single letter (a bare number, emoji, punctuation) has no words: it names no topic.
    """
    folded = _DIGITS.sub("0", normalise(text[:LONGEST_TEXT]))
    found: list[str] = _WORD.findall(folded)
    return found if any(not word.isdigit() for word in found) else []


def stem(word: str) -> str:
    """A normalised word without one prefix and one suffix, as long as three letters remain: "بالراتب" is "راتب"."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_STEM:
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word[: -len(suffix)]
    return word


def character_ngrams(found: Sequence[str], shortest: int, longest: int) -> Iterable[str]:
    """N-grams of letters that stay within a word, its two edges included as spaces."""
    for word in found:
        edged = f" {word} "
        for size in range(shortest, longest + 1):
            if size >= len(edged):
                yield edged
                break
            for start in range(len(edged) - size + 1):
                yield edged[start : start + size]


def stem_ngrams(found: Sequence[str], shortest: int, longest: int) -> Iterable[str]:
    """Runs of neighbouring stems, joined by a space."""
    stems = [stem(word) for word in found]
    for size in range(shortest, longest + 1):
        for start in range(len(stems) - size + 1):
            yield " ".join(stems[start : start + size])


@dataclass(frozen=True)
class Reading:
    """How a message is cut up: sizes of n-grams as (shortest, longest), and what stems weigh beside characters."""

    characters: tuple[int, int] = (1, 5)
    stems: tuple[int, int] = (1, 2)
    stem_weight: float = 0.7

    def count(self, text: str) -> tuple[Counter[str], Counter[str]]:
        """How often each n-gram stands in the message: of characters, and of stems."""
        found = words(text)
        return Counter(character_ngrams(found, *self.characters)), Counter(stem_ngrams(found, *self.stems))


Counts = tuple[Counter[str], Counter[str]]


class Vocabulary:
    """The n-grams of one kind that training saw, each with its inverse document frequency."""

    def __init__(self, places: Mapping[str, int], rarity: Floats, unseen_rarity: float) -> None:
        self.places = places
        self.rarity = rarity
        self.unseen_rarity = unseen_rarity

    def __len__(self) -> int:
        return len(self.places)

    @classmethod
    def learn(cls, counts: Sequence[Counter[str]]) -> Vocabulary:
        """Every n-gram of the messages; rarity is `ln((1 + messages) / (1 + messages with it)) + 1`."""
        messages_with: Counter[str] = Counter()
        for counted in counts:
            messages_with.update(counted.keys())
        total = len(counts)
        seen = np.fromiter(messages_with.values(), dtype=np.float64, count=len(messages_with))
        rarity = np.log((1 + total) / (1 + seen)) + 1
        return cls({ngram: place for place, ngram in enumerate(messages_with)}, rarity, float(np.log(1 + total)) + 1)

    def vector(self, counted: Counter[str]) -> tuple[list[int], Floats]:
        """The places of a message's known n-grams and their weights; the whole message, known or not, has length 1."""
        places: list[int] = []
        known: list[int] = []
        unknown: list[int] = []
        for ngram, times in counted.items():
            place = self.places.get(ngram)
            if place is None:
                unknown.append(times)
            else:
                places.append(place)
                known.append(times)
        weights: Floats = (1 + np.log(np.asarray(known, dtype=np.float64))) * self.rarity[places]
        strange: Floats = (1 + np.log(np.asarray(unknown, dtype=np.float64))) * self.unseen_rarity
        length = float(np.sqrt(weights @ weights + strange @ strange))
        return places, weights / length if length else weights

    def matrix(self, counts: Sequence[Counter[str]], weight: float) -> Any:
        """The vectors of many messages, times `weight`, as the rows of a sparse matrix."""
        vectors = [self.vector(counted) for counted in counts]
        ends = np.cumsum([0, *(len(places) for places, _ in vectors)])
        places = np.concatenate([np.asarray(places, dtype=np.int64) for places, _ in vectors])
        weights = np.concatenate([weights for _, weights in vectors]) * weight
        return csr_matrix((weights, places, ends), shape=(len(counts), len(self)))


class Features:
    """Both vocabularies side by side: characters first, then stems."""

    def __init__(self, characters: Vocabulary, stems: Vocabulary, stem_weight: float) -> None:
        self.characters = characters
        self.stems = stems
        self.stem_weight = stem_weight

    @classmethod
    def learn(cls, counts: Sequence[Counts], stem_weight: float) -> Features:
        """The vocabularies of the training messages."""
        characters = Vocabulary.learn([counted for counted, _ in counts])
        stems = Vocabulary.learn([counted for _, counted in counts])
        return cls(characters, stems, stem_weight)

    def matrix(self, counts: Sequence[Counts]) -> Any:
        """One sparse row a message."""
        characters = self.characters.matrix([counted for counted, _ in counts], 1.0)
        stems = self.stems.matrix([counted for _, counted in counts], self.stem_weight)
        return hstack([characters, stems], format="csr")

    def vector(self, counts: Counts) -> tuple[list[int], Floats]:
        """One message: places in the rows of `matrix` and their weights."""
        places, weights = self.characters.vector(counts[0])
        stem_places, stem_weights = self.stems.vector(counts[1])
        shift = len(self.characters)
        return (
            places + [place + shift for place in stem_places],
            np.concatenate([weights, stem_weights * self.stem_weight]),
        )
