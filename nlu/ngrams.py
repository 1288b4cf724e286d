"""From a message to weighted features: n-grams of letters within words, and patterns of what the words are at core.

TF-IDF with two changes, both for messages about something else than the topics. Features that training never saw
count towards a message's length: a message of known features has a vector of length 1, gibberish has length 0, so
that the classifier's scores, and with them its confidence, shrink as less of the message is known. And rare stems
also count as the placeholder `<?>`, so that "object to <?>" is learned from the training messages' own rare words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, hstack

from nlu.other_bodies import OTHER_BODY, other_bodies
from nlu.stems import core
from nlu.words import words

Floats = npt.NDArray[np.float64]

RARE = "<?>"

_FARTHEST_PAIR = 3


def letter_ngrams(found: Iterable[str], shortest: int, longest: int) -> Iterator[str]:
    """N-grams of letters that stay within a word, its two edges included as spaces (an edge alone says nothing)."""
    for word in found:
        edged = f" {word} "
        if shortest == 1:
            yield from word
        for size in range(max(shortest, 2), longest + 1):
            if size >= len(edged):
                yield edged
                break
            for start in range(len(edged) - size + 1):
                yield edged[start : start + size]


def stem_patterns(stems: Sequence[str], familiar: frozenset[str]) -> Iterator[str]:
    """Stems alone, neighbours ("a b"), pairs with one or two stems between ("a~b"), the first ("^a") and the last
    ("a$"); and stems that are not familiar as `<?>`, alone and beside their neighbours.
    """
    if not stems:
        return
    yield from stems
    yield f"^{stems[0]}"
    yield f"{stems[-1]}$"
    masked = [each if each in familiar else RARE for each in stems]
    for place, each in enumerate(stems):
        if masked[place] == RARE:
            yield RARE
        if place + 1 < len(stems):
            yield f"{each} {stems[place + 1]}"
            if RARE in (masked[place], masked[place + 1]):
                yield f"{masked[place]} {masked[place + 1]}"
        for other in stems[place + 2 : place + _FARTHEST_PAIR + 1]:
            yield f"{each}~{other}"


@dataclass(frozen=True)
class Reading:
    """How messages are cut up and weighed.

    `letters` is the shortest and longest n-gram of letters, `stem_weight` what stems count beside letters, and a stem
    is familiar when at least `familiar_from` training messages have it.
    """

    letters: tuple[int, int] = (1, 4)
    stem_weight: float = 0.7
    familiar_from: int = 3

    def read(self, text: str) -> Parts:
        """The parts of one message."""
        found = words(text)
        return Parts(
            Counter(letter_ngrams(found, *self.letters)),
            tuple(core(word) for word in found),
            other_bodies(found),
        )


@dataclass(frozen=True)
class Parts:
    """A message cut up: how often each n-gram of letters stands in it, its words' cores in order (`nlu.stems.core`),
    and how many names of other bodies stand in it.
    """

    letters: Counter[str]
    stems: tuple[str, ...]
    others: int = 0

    def patterns(self, familiar: frozenset[str]) -> Counter[str]:
        """How often each pattern of stems stands in it, names of other bodies counted as one more stem."""
        counted = Counter(stem_patterns(self.stems, familiar))
        if self.others:
            counted[OTHER_BODY] = self.others
        return counted


class Vocabulary:
    """The features of one kind that training saw, each with its inverse document frequency."""

    def __init__(self, places: Mapping[str, int], rarity: Floats, unseen_rarity: float) -> None:
        self.places = places
        self.rarity = rarity
        self.unseen_rarity = unseen_rarity

    def __len__(self) -> int:
        return len(self.places)

    @classmethod
    def learn(cls, counts: Sequence[Counter[str]], seen_by: int = 1) -> Vocabulary:
        """Every feature of at least `seen_by` messages; rarity is `ln((1 + messages) / (1 + messages with it)) + 1`."""
        messages_with: Counter[str] = Counter()
        for counted in counts:
            messages_with.update(counted.keys())
        messages_with = Counter({feature: seen for feature, seen in messages_with.items() if seen >= seen_by})
        total = len(counts)
        seen = np.fromiter(messages_with.values(), dtype=np.float64, count=len(messages_with))
        rarity: Floats = np.log((1.0 + total) / (1.0 + seen)) + 1.0
        return cls(
            {feature: place for place, feature in enumerate(messages_with)}, rarity, float(np.log(1 + total)) + 1
        )

    def vector(self, counted: Counter[str]) -> tuple[list[int], Floats]:
        """The places of a message's known features and their weights; the whole message, known or not, has length 1."""
        places: list[int] = []
        known: list[int] = []
        unknown: list[int] = []
        for feature, times in counted.items():
            place = self.places.get(feature)
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
    """Both vocabularies side by side, letters first, then stems; the last column is how much of the letters is known.

    That column stands in for an intercept: with nothing known every score is 0, so no intent is favoured.
    """

    def __init__(self, letters: Vocabulary, stems: Vocabulary, familiar: frozenset[str], stem_weight: float) -> None:
        self.letters = letters
        self.stems = stems
        self.familiar = familiar
        self._stem_weight = stem_weight

    @classmethod
    def learn(cls, messages: Sequence[Parts], reading: Reading, seen_by: int = 1) -> Features:
        """The vocabularies of the training messages: what stands in at least `seen_by` of them."""
        messages_with = Counter(each for parts in messages for each in set(parts.stems))
        familiar = frozenset(each for each, seen in messages_with.items() if seen >= reading.familiar_from)
        return cls(
            Vocabulary.learn([parts.letters for parts in messages], seen_by),
            Vocabulary.learn([parts.patterns(familiar) for parts in messages], seen_by),
            familiar,
            reading.stem_weight,
        )

    def matrix(self, messages: Sequence[Parts]) -> Any:
        """One sparse row a message."""
        patterns = [parts.patterns(self.familiar) for parts in messages]
        letters = self.letters.matrix([parts.letters for parts in messages], 1.0)
        known = csr_matrix(np.sqrt(letters.multiply(letters).sum(axis=1)))
        return hstack([letters, self.stems.matrix(patterns, self._stem_weight), known], format="csr")

    def vector(self, parts: Parts) -> tuple[list[int], Floats]:
        """One message: its places in a row of `matrix`, and their weights."""
        places, weights = self.letters.vector(parts.letters)
        stem_places, stem_weights = self.stems.vector(parts.patterns(self.familiar))
        shift = len(self.letters)
        known = np.sqrt(weights @ weights)
        return (
            [*places, *(place + shift for place in stem_places), shift + len(self.stems)],
            np.concatenate([weights, stem_weights * self._stem_weight, [known]]),
        )
