"""The intent model: messages in, calibrated confidences out. They are calibrated on messages that it had not seen."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from nlu.calibration import Places, fit_scale, probabilities
from nlu.ensemble import Ensemble
from nlu.network import Shape
from nlu.ngrams import Features, Floats, Parts, Reading, Vocabulary
from nlu.words import words

OUT_OF_SCOPE = "out_of_scope"

_SEED = 20231101
_ARRAYS = "arrays.npz"
_NAMES = "names.json"


class TrainingMessagesError(ValueError):
    """The training messages cannot be learned from; says which intent and what to do."""


@dataclass(frozen=True)
class Settings:
    """How the model is trained.

    `regularisation` is the support vector machine's C (greater: follows the training messages more closely);
    `network_weight` is what the networks' scores count beside the machine's (0: there are none), `network` the shape of
    each. `folds` is how many parts cross-validation makes, and calibration leaves out part after part until it has
    judged `calibrated_on` messages. `out_of_scope_odds` multiplies the odds of `out_of_scope` (1: as learned), for
    which a few hundred messages stand where citizens ask about everything else.
    """

    reading: Reading = field(default_factory=Reading)
    regularisation: float = 3.0
    network_weight: float = 0.2
    network: Shape = field(default_factory=Shape)
    folds: int = 5
    calibrated_on: int = 3000
    out_of_scope_odds: float = 1.0


@dataclass(frozen=True)
class Messages:
    """Training messages, each once: texts, and the intent of each."""

    texts: tuple[str, ...]
    intents: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The intents, each once, in alphabetical order."""
        return tuple(sorted(set(self.intents)))


def distinct(texts: Sequence[str], intents: Sequence[str]) -> Messages:
    """The messages without repetitions, where two that differ only in spelling are the same.

    Messages without a letter are left out: they name no topic. Raises TrainingMessagesError where fewer than two
    intents are left, or an intent with a single message.
    """
    kept: dict[tuple[str, str], str] = {}
    for text, intent in zip(texts, intents, strict=True):
        if found := words(text):
            kept.setdefault((" ".join(found), intent), text)
    sizes = Counter(intent for _, intent in kept)
    lonely = sorted(intent for intent in set(intents) if sizes[intent] < 2)
    if lonely:
        raise TrainingMessagesError(
            f"at least two different messages are needed for each intent; add to: {', '.join(lonely)}"
        )
    if len(sizes) < 2:
        raise TrainingMessagesError("at least two intents with messages are needed; is data/nlu given?")
    return Messages(tuple(kept.values()), tuple(intent for _, intent in kept))


def conflicts(texts: Sequence[str], intents: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Messages that stand under several intents when spelling is ignored: the words, and the intents."""
    under: defaultdict[str, set[str]] = defaultdict(set)
    for text, intent in zip(texts, intents, strict=True):
        if found := words(text):
            under[" ".join(found)].add(intent)
    return {text: tuple(sorted(names)) for text, names in under.items() if len(names) > 1}


class IntentModel:
    """A trained model. `train` makes one, `save` and `load` keep it as plain arrays and JSON (nothing is executed)."""

    def __init__(
        self,
        reading: Reading,
        features: Features,
        names: tuple[str, ...],
        ensemble: Ensemble,
        scale: float,
        out_of_scope_odds: float = 1.0,
    ) -> None:
        self.reading = reading
        self.features = features
        self.names = names
        self.scale = scale
        self.out_of_scope_odds = out_of_scope_odds
        self._ensemble = ensemble

    @classmethod
    def train(cls, messages: Messages, settings: Settings) -> IntentModel:
        """Learn from messages as `distinct` returns them; the scale comes from messages left out in turns."""
        parts = [settings.reading.read(text) for text in messages.texts]
        right = columns_of(messages)
        judged, scores = _unseen_scores(parts, right, settings, settings.calibrated_on)
        scale = fit_scale(scores, right[judged])
        features, ensemble = _fit(parts, right, settings)
        return cls(settings.reading, features, messages.names, ensemble, scale, settings.out_of_scope_odds)

    def scores(self, text: str) -> Floats:
        """One score an intent, in the order of `names`: higher for likelier ones, 0 for all of gibberish."""
        places, weights = self.features.vector(self.reading.read(text))
        return self._ensemble.score(np.array(places, dtype=np.int64), weights)

    def confidences(self, text: str) -> Floats:
        """One calibrated probability an intent, in the order of `names`; equal ones for a message without words."""
        if not words(text):
            return np.full(len(self.names), 1 / len(self.names))
        return with_odds(probabilities(self.scores(text), self.scale), self.names, self.out_of_scope_odds)

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """All intents with their confidences, the likeliest first."""
        pairs = zip(self.names, self.confidences(text).tolist(), strict=True)
        return sorted(pairs, key=lambda pair: -pair[1])

    def save(self, folder: Path) -> None:
        """Write the model into an existing folder."""
        letters, stems = self.features.letters, self.features.stems
        np.savez(
            folder / _ARRAYS,
            letter_rarity=letters.rarity,
            stem_rarity=stems.rarity,
            **self._ensemble.arrays(),
        )
        names = {
            "intents": self.names,
            "scale": self.scale,
            "out_of_scope_odds": self.out_of_scope_odds,
            "network_weight": self._ensemble.network_weight,
            "reading": asdict(self.reading),
            "unseen_rarity": letters.unseen_rarity,
            "letters": list(letters.places),
            "stems": list(stems.places),
            "familiar": sorted(self.features.familiar),
        }
        (folder / _NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read what `save` wrote. Raises OSError, KeyError, TypeError or ValueError where it is not that."""
        names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        reading = Reading(**{**names["reading"], "letters": tuple(names["reading"]["letters"])})
        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            letters = Vocabulary(_places(names["letters"]), arrays["letter_rarity"], names["unseen_rarity"])
            stems = Vocabulary(_places(names["stems"]), arrays["stem_rarity"], names["unseen_rarity"])
            features = Features(letters, stems, frozenset(names["familiar"]), reading.stem_weight)
            intents = tuple(names["intents"])
            ensemble = Ensemble.read(arrays, len(letters), names["network_weight"])
            return cls(reading, features, intents, ensemble, names["scale"], names["out_of_scope_odds"])


def columns_of(messages: Messages) -> Places:
    """For each message the place of its intent in `messages.names`."""
    place = {name: number for number, name in enumerate(messages.names)}
    return np.array([place[intent] for intent in messages.intents], dtype=np.int64)


def unseen_scores(messages: Messages, settings: Settings) -> Floats:
    """Each message (a row) scored for each intent (a column) by a model that did not see the message."""
    parts = [settings.reading.read(text) for text in messages.texts]
    judged, scores = _unseen_scores(parts, columns_of(messages), settings, len(parts))
    in_order: Floats = scores[np.argsort(judged)]
    return in_order


def with_odds(likely: Floats, names: Sequence[str], odds: float) -> Floats:
    """Probabilities (their last axis is in the order of `names`) with the odds of `out_of_scope` multiplied."""
    if odds == 1 or OUT_OF_SCOPE not in names:
        return likely
    weighed = likely.copy()
    weighed[..., list(names).index(OUT_OF_SCOPE)] *= odds
    result: Floats = weighed / weighed.sum(axis=-1, keepdims=True)
    return result


def _fit(parts: Sequence[Parts], right: Places, settings: Settings) -> tuple[Features, Ensemble]:
    """The features, and what scores them."""
    features = Features.learn(parts, settings.reading)
    return features, Ensemble.learn(
        features.matrix(parts),
        len(features.letters),
        right,
        settings.regularisation,
        settings.network_weight,
        settings.network,
    )


def _unseen_scores(parts: Sequence[Parts], right: Places, settings: Settings, at_least: int) -> tuple[Places, Floats]:
    """The places of the messages judged, and their scores by a model that did not see them.

    Each fold is left out in turn, until at least so many messages were judged.
    """
    fold = _folds(right, settings.folds)
    judged: list[Places] = []
    scores: list[Floats] = []
    for number in range(settings.folds):
        held_out = np.flatnonzero(fold == number)
        kept = np.flatnonzero(fold != number)
        if not len(held_out):
            continue
        features, ensemble = _fit([parts[place] for place in kept], right[kept], settings)
        judged.append(held_out)
        scores.append(ensemble.scores(features.matrix([parts[place] for place in held_out])))
        if sum(len(places) for places in judged) >= at_least:
            break
    return np.concatenate(judged), np.concatenate(scores)


def _folds(right: Places, folds: int) -> Places:
    """A fold for each message, every intent spread evenly; an intent is never wholly in one fold."""
    fold = np.zeros(len(right), dtype=np.int64)
    generator = np.random.default_rng(_SEED)
    for column in np.unique(right):
        places = np.flatnonzero(right == column)
        fold[generator.permutation(places)] = (np.arange(len(places)) + column) % folds
    return fold


def _places(features: Sequence[str]) -> dict[str, int]:
    return {feature: place for place, feature in enumerate(features)}
