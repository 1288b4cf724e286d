"""The trained reader of answers: messages in, for each question what they say of it as its answer, with a confidence.

Every question has a linear classifier of its own over features that all share. It learns from the answers to its
question, from those that answer none, and, at a small weight, from the answers to other questions, which say nothing
of it. What only uses words that answers to most questions have ("لا", "ثلاثة والله") is left out there: it would be
an answer to this question too. Confidences are calibrated on answers that the classifier had not seen.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.svm import LinearSVC

from nlu.answer_examples import NO_ANSWERS, Examples
from nlu.answer_words import AnswerParts, read_answer
from nlu.calibration import Places, fit_scale, probabilities
from nlu.ngrams import Features, Floats, Reading, Vocabulary

NOTHING = "nothing"

_READING = Reading(stem_weight=1.2)
_SEEN_BY = 2  # training answers that a feature must stand in
_REGULARISATION = 1.0
_SHARED_WEIGHT = 0.3  # of answers to no question
_ELSEWHERE_WEIGHT = 0.001  # of answers to other questions, which are some thirty times as many
_COMMON = 0.4  # the share of questions whose answers have a word, from which on it is common to all
_LONGEST_COMMON = 4  # words of an answer that may consist of common ones
_FOLDS = 4
_TOLERANCE = 0.01
_SEED = 20231101
_UNSEEN = -3.0  # the score of a label that a fold has no answer of
_THREADS = 2
_ARRAYS = "answers.npz"
_NAMES = "answers.json"

Weights = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Judge:
    """What one question's classifier learned: a column of `weights` and an offset for each label, and the scale."""

    labels: tuple[str, ...]
    weights: Weights
    offsets: Floats
    scale: float


class AnswerModel:
    """The classifiers of all questions over one vocabulary. `save` and `load` keep plain arrays and JSON."""

    def __init__(self, features: Features, judges: Mapping[str, Judge]) -> None:
        self.features = features
        self.judges = judges
        self._weights = np.hstack([judge.weights for judge in judges.values()])
        self._offsets = np.concatenate([judge.offsets for judge in judges.values()])

    @classmethod
    def train(cls, examples: Examples) -> AnswerModel:
        """Learn every question of the examples."""
        texts = [*(one.text for one in examples.answers), *(text for text, _ in examples.shared)]
        parts = [read_answer(text) for text in texts]
        features = Features.learn(parts, _READING, _SEEN_BY)
        matrix = features.matrix(parts)
        common = _common(examples, parts)

        def learn(question: str) -> Judge:
            rows, labels, weights = _of_question(question, examples, common)
            return _learn(matrix[rows], labels, weights)

        with ThreadPoolExecutor(_THREADS) as threads:  # the machine learns outside Python's lock
            judges = dict(zip(examples.questions, threads.map(learn, examples.questions), strict=True))
        return cls(features, judges)

    def judge(self, text: str) -> dict[str, tuple[str, float]]:
        """For each question what a message says as its answer (the likeliest label), and the confidence in it."""
        if not text.strip():
            return {}
        places, values = self.features.vector(read_answer(text))
        scores = values @ self._weights[places] + self._offsets
        found: dict[str, tuple[str, float]] = {}
        start = 0
        for question, judge in self.judges.items():
            end = start + len(judge.labels)
            likely = probabilities(scores[start:end], judge.scale)
            best = int(likely.argmax())
            found[question] = (judge.labels[best], float(likely[best]))
            start = end
        return found

    def save(self, folder: Path) -> None:
        """Write the model into an existing folder."""
        letters, stems = self.features.letters, self.features.stems
        np.savez(
            folder / _ARRAYS,
            weights=self._weights,
            offsets=self._offsets,
            letter_rarity=letters.rarity,
            stem_rarity=stems.rarity,
        )
        names = {
            "judges": {name: [judge.labels, judge.scale] for name, judge in self.judges.items()},
            "letters": list(letters.places),
            "stems": list(stems.places),
            "familiar": sorted(self.features.familiar),
            "unseen_rarity": letters.unseen_rarity,
        }
        (folder / _NAMES).write_text(json.dumps(names, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> AnswerModel:
        """Read what `save` wrote. Raises OSError, KeyError, TypeError or ValueError where it is not that."""
        names = json.loads((folder / _NAMES).read_text(encoding="utf-8"))
        with np.load(folder / _ARRAYS, allow_pickle=False) as arrays:
            unseen = names["unseen_rarity"]
            letters = Vocabulary(_places(names["letters"]), arrays["letter_rarity"], unseen)
            stems = Vocabulary(_places(names["stems"]), arrays["stem_rarity"], unseen)
            weights, offsets = arrays["weights"], arrays["offsets"]
        judges: dict[str, Judge] = {}
        start = 0
        for question, (labels, scale) in names["judges"].items():
            end = start + len(labels)
            judges[question] = Judge(tuple(labels), weights[:, start:end], offsets[start:end], scale)
            start = end
        return cls(Features(letters, stems, frozenset(names["familiar"]), _READING.stem_weight), judges)


def _places(features: Sequence[str]) -> dict[str, int]:
    return {feature: place for place, feature in enumerate(features)}


def _common(examples: Examples, parts: Sequence[AnswerParts]) -> list[bool]:
    """For each answer whether it is short and all its words are common to the answers of most questions."""
    questions_with: defaultdict[str, set[str]] = defaultdict(set)
    for example, cut in zip(examples.answers, parts, strict=False):
        for word in set(cut.words):
            questions_with[word].update(example.labels)
    least = _COMMON * len(examples.questions)
    common = {word for word, questions in questions_with.items() if len(questions) >= least}
    return [
        len(cut.words) <= _LONGEST_COMMON and all(word in common or word.startswith("#") for word in cut.words)
        for cut in parts
    ]


def _of_question(question: str, examples: Examples, common: Sequence[bool]) -> tuple[list[int], list[str], list[float]]:
    """What one question learns from: rows of the matrix, the label of each, and its weight."""
    rows: list[int] = []
    labels: list[str] = []
    weights: list[float] = []

    def add(row: int, label: str, weight: float) -> None:
        rows.append(row)
        labels.append(NOTHING if label == "asks" else label)
        weights.append(weight)

    for row, example in enumerate(examples.answers):
        label = example.labels.get(question)
        if label is not None:
            add(row, label, 1.0)
            continue
        others = set(example.labels.values())
        if others <= set(NO_ANSWERS):  # who does not know, refuses or asks back there would do so here
            add(row, sorted(others)[0], _SHARED_WEIGHT)
        elif not common[row]:
            add(row, NOTHING, _ELSEWHERE_WEIGHT)
    for number, (_, label) in enumerate(examples.shared):
        add(len(examples.answers) + number, label, _SHARED_WEIGHT)
    return rows, labels, weights


def _learn(matrix: Any, labels: Sequence[str], weights: Sequence[float]) -> Judge:
    names = tuple(sorted(set(labels)))
    right: Places = np.array([names.index(label) for label in labels], dtype=np.int64)
    weight = np.array(weights)
    fold = np.random.default_rng(_SEED).permutation(len(right)) % _FOLDS
    scores: list[Floats] = []
    judged: list[Places] = []
    for number in range(_FOLDS):
        inside = np.flatnonzero(fold != number)
        outside = np.flatnonzero((fold == number) & (weight > _ELSEWHERE_WEIGHT))
        machine_weights, offsets = _fit(matrix[inside], right[inside], weight[inside], len(names))
        scores.append(matrix[outside] @ machine_weights + offsets)
        judged.append(right[outside])
    scale = fit_scale(np.concatenate(scores), np.concatenate(judged))
    machine_weights, offsets = _fit(matrix, right, weight, len(names))
    return Judge(names, machine_weights, offsets, scale)


def _fit(matrix: Any, right: Places, weight: Floats, labels: int) -> tuple[Weights, Floats]:
    """A column of weights and an offset for each label, also for those without a row."""
    machine = LinearSVC(C=_REGULARISATION, tol=_TOLERANCE, random_state=_SEED).fit(matrix, right, weight)
    columns = machine.coef_.T
    found = machine.intercept_
    if len(machine.classes_) == 2:  # scikit-learn keeps the second's scores only
        columns, found = np.hstack([-columns, columns]), np.array([-found[0], found[0]])
    weights = np.zeros((matrix.shape[1], labels), dtype=np.float32)
    offsets = np.full(labels, _UNSEEN)
    weights[:, machine.classes_] = columns
    offsets[machine.classes_] = found
    return weights, offsets
