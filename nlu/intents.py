"""The intent model: a linear classifier over n-grams, its confidences calibrated on messages that it had not seen."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.svm import LinearSVC

from nlu.calibration import Places, fit_scale, probabilities
from nlu.ngrams import Features, Floats, Parts, Reading, Vocabulary
from nlu.words import words

_SEED = 20231101
_ARRAYS = "arrays.npz"
_NAMES = "names.json"


class TrainingMessagesError(ValueError):
    """The training messages cannot be learned from; says which intent and what to do."""


@dataclass(frozen=True)
class Settings:
    """How the model is trained.

    `regularisation` is the support vector machine's C (greater: follows the training messages more closely);
    `folds` is how many parts cross-validation makes for the calibration.
    """

    reading: Reading = field(default_factory=Reading)
    regularisation: float = 1.5
    folds: int = 5


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
        weights: npt.NDArray[np.float32],
        scale: float,
    ) -> None:
        self.reading = reading
        self.features = features
        self.names = names
        self.scale = scale
        self._weights = weights

    @classmethod
    def train(cls, messages: Messages, settings: Settings) -> IntentModel:
        """Learn from messages as `distinct` returns them; the scale comes from cross-validation."""
        parts = [settings.reading.read(text) for text in messages.texts]
        right = columns_of(messages)
        scale = fit_scale(_unseen_scores(parts, right, settings), right)
        features, weights = _fit(parts, right, settings)
        return cls(settings.reading, features, messages.names, weights.astype(np.float32), scale)

    def scores(self, text: str) -> Floats:
        """One score an intent, in the order of `names`: near 1 for its own, near -1 for others, 0 for gibberish."""
        places, weights = self.features.vector(self.reading.read(text))
        scores: Floats = weights @ self._weights[places]
        return scores

    def confidences(self, text: str) -> Floats:
        """One calibrated probability an intent, in the order of `names`; equal ones for a message without words."""
        if not words(text):
            return np.full(len(self.names), 1 / len(self.names))
        return probabilities(self.scores(text), self.scale)

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """All intents with their confidences, the likeliest first."""
        pairs = zip(self.names, self.confidences(text).tolist(), strict=True)
        return sorted(pairs, key=lambda pair: -pair[1])

    def save(self, folder: Path) -> None:
        """Write the model into an existing folder."""
        letters, stems = self.features.letters, self.features.stems
        np.savez(
            folder / _ARRAYS,
            weights=self._weights,
            letter_rarity=letters.rarity,
            stem_rarity=stems.rarity,
        )
        names = {
            "intents": self.names,
            "scale": self.scale,
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
            return cls(reading, features, intents, arrays["weights"], names["scale"])


def columns_of(messages: Messages) -> Places:
    """For each message the place of its intent in `messages.names`."""
    place = {name: number for number, name in enumerate(messages.names)}
    return np.array([place[intent] for intent in messages.intents], dtype=np.int64)


def unseen_scores(messages: Messages, settings: Settings) -> Floats:
    """Each message (a row) scored for each intent (a column) by a classifier that did not see the message."""
    parts = [settings.reading.read(text) for text in messages.texts]
    return _unseen_scores(parts, columns_of(messages), settings)


def _fit(parts: Sequence[Parts], right: Places, settings: Settings) -> tuple[Features, Floats]:
    """The features, and the weights: row a feature, column an intent."""
    features = Features.learn(parts, settings.reading)
    machine = LinearSVC(C=settings.regularisation, class_weight="balanced", fit_intercept=False, random_state=_SEED)
    machine.fit(features.matrix(parts), right)
    weights = machine.coef_.T
    if weights.shape[1] == 1:  # two intents: scikit-learn keeps the second's scores only
        weights = np.hstack([-weights, weights])
    return features, np.ascontiguousarray(weights)


def _unseen_scores(parts: Sequence[Parts], right: Places, settings: Settings) -> Floats:
    fold = _folds(right, settings.folds)
    scores = np.zeros((len(right), int(right.max()) + 1))
    for number in range(settings.folds):
        held_out = np.flatnonzero(fold == number)
        kept = np.flatnonzero(fold != number)
        if not len(held_out):
            continue
        features, weights = _fit([parts[place] for place in kept], right[kept], settings)
        scores[held_out] = features.matrix([parts[place] for place in held_out]) @ weights
    return scores


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
