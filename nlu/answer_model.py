"""The models of the trained reader: for each closed question of the interview, what a short answer says of it.

A linear model a question over letters, stems and the lexicon's concepts with their polarity ("¬home.deed"); its
scores are made
probabilities by a scale that is fitted on answers which the model had not seen.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from scipy.sparse import hstack
from sklearn.svm import LinearSVC

from arabic.latin import in_arabic
from arabic.text import Text
from nlu.calibration import fit_scale, probabilities
from nlu.ngrams import Features, Floats, Parts, Reading, Vocabulary, letter_ngrams
from nlu.stems import core

FOLDER = Path(__file__).parent.parent / "data" / "nlu" / "answers"
ANY = "any"
NO_ANSWERS = ("dont_know", "refuses", "asks", "nothing")
_READING = Reading(stem_weight=1.0)
_MARK_WEIGHT = 1.0
_REGULARISATION = 1.0
_FOLDS = 4
_SEED = 20231101
_LONGEST = 600  # characters; an answer stands at the beginning
_NUMBERS = 7  # up to here a number is a count and keeps its value


@dataclass(frozen=True)
class Answers:
    """The training answers of one question: texts and the label of each."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]


def training_answers(folder: Path = FOLDER) -> dict[str, Answers]:
    """The answers of every question with those of any.yml. Raises ValueError where a file is no mapping of lists."""
    files = {path.stem: _read(path) for path in sorted(folder.glob("*.yml"))}
    shared = files.pop(ANY, {})
    found = {}
    for question, listed in files.items():
        pairs = dict.fromkeys(
            (text, label) for labels in (shared, listed) for label, texts in labels.items() for text in texts
        )
        found[question] = Answers(tuple(text for text, _ in pairs), tuple(label for _, label in pairs))
    return found


def _read(path: Path) -> Mapping[str, Sequence[str]]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict) or not all(isinstance(texts, list) for texts in data.values()):
        raise ValueError(f"{path.name}: allowed is a mapping of labels to lists of answers")
    return {str(label): [str(text) for text in texts] for label, texts in data.items()}


@dataclass(frozen=True)
class Read:
    """An answer cut up: letters, stems, and concepts with their polarity."""

    parts: Parts
    marks: Counter[str]


def read(typed: str) -> Read:
    """One answer. Numbers are written by their value where they may count something, else as "#"."""
    text = Text(in_arabic(typed[:_LONGEST]))
    words: list[str] = []
    place = 0
    while place < len(text.words):
        span = text.starting.get(place)
        if span is not None:
            value = span.value
            words.append(f"#{int(value)}" if value is not None and 0 <= value < _NUMBERS and value % 1 == 0 else "#")
            place = max(span.end, place + 1)
            continue
        if text.words[place].isalnum() or text.words[place] == "?":
            words.append(text.words[place])
        place += 1
    marks: Counter[str] = Counter()
    last = ""
    for mark in text.marks:
        name = f"{'¬' if mark.denied else ''}{mark.concept}"
        marks[name] += 1
        marks[f"{last}>{name}"] += 1
        last = name
    counts = [word for word in words if word.startswith("#")]
    marks[f"numbers:{','.join(counts[:4])}"] += 1
    if any(clause.asks for clause in text.clauses):
        marks["asks"] += 1
    stems = tuple(word if word.startswith("#") else core(word) for word in words)
    return Read(Parts(Counter(letter_ngrams(words, 1, 4)), stems), marks)


class AnswerModel:
    """What the answers to one question say."""

    def __init__(
        self, labels: tuple[str, ...], features: Features, marks: Vocabulary, weights: Any, scale: float
    ) -> None:
        self.labels = labels
        self._features = features
        self._marks = marks
        self._weights = weights
        self._scale = scale

    @classmethod
    def learn(cls, answers: Sequence[Read], labels: Sequence[str]) -> AnswerModel:
        """Learn from answers and their labels; the scale is fitted on folds that were left out."""
        names = tuple(sorted(set(labels)))
        right = np.array([names.index(label) for label in labels])
        fold = np.random.default_rng(_SEED).permutation(len(right)) % _FOLDS
        judged, scores = [], []
        for number in range(_FOLDS):
            inside, outside = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
            part = cls._fit([answers[place] for place in inside], right[inside], names)
            judged.append(right[outside])
            scores.append(np.stack([part.scores(answers[place]) for place in outside]))
        whole = cls._fit(answers, right, names)
        whole._scale = fit_scale(np.concatenate(scores), np.concatenate(judged))
        return whole

    @classmethod
    def _fit(cls, answers: Sequence[Read], right: Any, names: tuple[str, ...]) -> AnswerModel:
        features = Features.learn([answer.parts for answer in answers], _READING)
        marks = Vocabulary.learn([answer.marks for answer in answers])
        matrix = hstack(
            [
                features.matrix([answer.parts for answer in answers]),
                marks.matrix([answer.marks for answer in answers], _MARK_WEIGHT),
            ],
            format="csr",
        )
        machine = LinearSVC(C=_REGULARISATION, class_weight="balanced", random_state=_SEED).fit(matrix, right)
        weights = np.zeros((matrix.shape[1], len(names)))
        offsets = np.full(len(names), -10.0)
        if len(machine.classes_) == 2:
            weights[:, machine.classes_[0]], weights[:, machine.classes_[1]] = -machine.coef_[0], machine.coef_[0]
            offsets[machine.classes_[0]], offsets[machine.classes_[1]] = -machine.intercept_[0], machine.intercept_[0]
        else:
            weights[:, machine.classes_] = machine.coef_.T
            offsets[machine.classes_] = machine.intercept_
        return cls(names, features, marks, (weights, offsets), 1.0)

    def scores(self, answer: Read) -> Floats:
        """A score for each label."""
        weights, offsets = self._weights
        places, values = self._features.vector(answer.parts)
        mark_places, mark_values = self._marks.vector(answer.marks)
        shift = len(self._features.letters) + len(self._features.stems) + 1
        found: Floats = (
            values @ weights[places]
            + (mark_values * _MARK_WEIGHT) @ weights[[place + shift for place in mark_places]]
            + offsets
        )
        return found

    def judge(self, answer: Read) -> tuple[str, float]:
        """The likeliest label, and its probability."""
        chances = probabilities(self.scores(answer)[None, :], self._scale)[0]
        best = int(np.argmax(chances))
        return self.labels[best], float(chances[best])


class AnswerModels:
    """The models of all questions."""

    def __init__(self, models: Mapping[str, AnswerModel]) -> None:
        self.models = models

    @classmethod
    def learn(cls, answers: Mapping[str, Answers]) -> AnswerModels:
        """Learn every question; an answer that stands under several is cut up once."""
        cut = {text: read(text) for answer in answers.values() for text in answer.texts}
        return cls(
            {name: AnswerModel.learn([cut[text] for text in one.texts], one.labels) for name, one in answers.items()}
        )

    def judge(self, typed: str) -> dict[str, list[Any]]:
        """For each question the likeliest label of a message as its answer, and its probability."""
        answer = read(typed)
        return {name: list(model.judge(answer)) for name, model in self.models.items()}

    def save(self, folder: Path) -> None:
        """Keep the models in a folder."""
        (folder / "answers.pickle").write_bytes(pickle.dumps(self.models))

    @classmethod
    def load(cls, folder: Path) -> AnswerModels:
        """The models that `save` kept. Raises OSError or pickle.UnpicklingError."""
        return cls(pickle.loads((folder / "answers.pickle").read_bytes()))
