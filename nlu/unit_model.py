"""Chooses answer units: messages in, for each of the likeliest units a calibrated log-probability out.

Three small networks over letters, stems and the lexicon's concepts; with hundreds of units and some forty messages for
each they are better than a support vector machine, and learn in a fifth of its time. What was said before is not known
here: whoever knows it weighs the scores by it (actions/choosing.py).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import hstack
from scipy.special import log_softmax

from arabic.latin import in_arabic
from arabic.text import Text
from nlu.network import Network, Shape
from nlu.ngrams import Features, Floats, Parts, Reading, Vocabulary
from nlu.unit_examples import Asked

_READING = Reading()
_SEEN_BY = 2  # messages that a feature must stand in
_SHAPE = Shape(units=112, epochs=5)
_NETWORKS = 3
_SCALE = 1.0  # turns the mean of the networks' scores into log-odds; from strangers' questions
_CONCEPT_WEIGHT = 0.4  # what the lexicon's concepts count beside letters
_SEED = 20231101
_LONGEST = 600  # characters that are read
_ARRAYS = "units.npz"
_NAMES = "units.json"


@dataclass(frozen=True)
class Cut:
    """A message cut up: letters and stems, and how often each concept or pair of concepts stands in it."""

    parts: Parts
    concepts: Counter[str]


def cut(text: str) -> Cut:
    """One message; Latin letters are read as Arabic ones."""
    arabic = in_arabic(text[:_LONGEST])
    return Cut(_READING.read(arabic), Counter(concepts(Text(arabic))))


def concepts(text: Text) -> list[str]:
    """The lexicon's concepts in a message with the families above them, and every pair of them."""
    names = [mark.concept for mark in text.marks]
    found = [".".join(name.split(".")[: depth + 1]) for name in names for depth in range(name.count(".") + 1)]
    once = sorted(set(names))
    found += [f"{one}+{other}" for place, one in enumerate(once) for other in once[place + 1 :]]
    return found + (["#"] if text.numbers else [])


class UnitModel:
    """Several small networks whose scores are added. `save` and `load` keep plain arrays and JSON."""

    def __init__(
        self,
        names: tuple[str, ...],
        features: Features,
        concepts_seen: Vocabulary,
        networks: tuple[Network, ...],
    ) -> None:
        self.names = names
        self._features = features
        self._concepts = concepts_seen
        letters = len(features.letters)
        columns = letters + len(features.stems) + 1 + len(concepts_seen)
        self._networks = tuple(zip(views(letters, columns), networks, strict=True))

    @classmethod
    def train(cls, asked: Sequence[Asked], shape: Shape = _SHAPE) -> UnitModel:
        """Learn from messages, each with its unit."""
        names = tuple(sorted({one.unit for one in asked}))
        place = {name: number for number, name in enumerate(names)}
        right = np.array([place[one.unit] for one in asked], dtype=np.int64)
        cuts = [cut(one.text) for one in asked]
        features = Features.learn([one.parts for one in cuts], _READING, _SEEN_BY)
        seen = Vocabulary.learn([one.concepts for one in cuts], _SEEN_BY)
        matrix = _matrix(features, seen, cuts)

        networks = tuple(
            Network.learn(matrix[:, start:end], right, len(names), shape, _SEED + number)
            for number, (start, end) in enumerate(views(len(features.letters), matrix.shape[1]))
        )
        return cls(names, features, seen, networks)

    def ranking(self, text: str, most: int) -> list[tuple[str, float]]:
        """The likeliest units with their log-probabilities, best first."""
        one = cut(text)
        places, values = self._features.vector(one.parts)
        more_places, more_values = self._concepts.vector(one.concepts)
        shift = len(self._features.letters) + len(self._features.stems) + 1
        all_places = np.array([*places, *(place + shift for place in more_places)], dtype=np.int64)
        all_values = np.concatenate([values, more_values * _CONCEPT_WEIGHT])
        scores = np.zeros(len(self.names))
        for (start, end), network in self._networks:
            inside = (all_places >= start) & (all_places < end)
            scores += network.score(all_places[inside] - start, all_values[inside])
        likely = log_softmax(_SCALE * scores / len(self._networks))
        best = np.argsort(-likely)[:most]
        return [(self.names[place], float(likely[place])) for place in best]

    def save(self, folder: Path) -> None:
        """Write the model into an existing folder."""
        letters, stems = self._features.letters, self._features.stems
        arrays = {"letter_rarity": letters.rarity, "stem_rarity": stems.rarity, "concept_rarity": self._concepts.rarity}
        for number, (_, network) in enumerate(self._networks):
            arrays |= {
                f"inner_{number}": network.inner.astype(np.float16),
                f"outer_{number}": network.outer.astype(np.float16),
            }
        np.savez(folder / _ARRAYS, **arrays)
        names = {
            "units": self.names,
            "letters": list(letters.places),
            "stems": list(stems.places),
            "concepts": list(self._concepts.places),
            "familiar": sorted(self._features.familiar),
            "unseen_rarity": letters.unseen_rarity,
        }
        (folder / _NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> UnitModel:
        """Read what `save` wrote. Raises OSError, KeyError, TypeError or ValueError where it is not that."""
        names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))

        def vocabulary(kind: str, rarity: Floats) -> Vocabulary:
            return Vocabulary({name: place for place, name in enumerate(names[kind])}, rarity, names["unseen_rarity"])

        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            letters = vocabulary("letters", arrays["letter_rarity"])
            stems = vocabulary("stems", arrays["stem_rarity"])
            features = Features(letters, stems, frozenset(names["familiar"]), _READING.stem_weight)
            seen = vocabulary("concepts", arrays["concept_rarity"])
            networks = tuple(
                Network(arrays[f"inner_{number}"].astype(np.float32), arrays[f"outer_{number}"].astype(np.float32))
                for number in range(_NETWORKS)
            )
            return cls(tuple(names["units"]), features, seen, networks)


def views(letters: int, features: int) -> tuple[tuple[int, int], ...]:
    """The features that each network sees, as a range of columns: letters; stems and concepts; all."""
    return (0, letters), (letters, features), (0, features)


def _matrix(features: Features, seen: Vocabulary, cuts: Sequence[Cut]) -> Any:
    """A row a message: letters, stems, how much is known, concepts."""
    known = features.matrix([one.parts for one in cuts])
    return hstack([known, seen.matrix([one.concepts for one in cuts], _CONCEPT_WEIGHT)], format="csr")
