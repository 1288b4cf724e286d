"""The answers that the trained reader learns from: `data/nlu/answers/<question>.yml`.

Under each label stand answers that mean it, one a line, as people typed them:

    lease: |
      - ايجار وعقدي موثق
      - مستأجرين والعقد باسم ابوي وهو ساكن معنا

The labels are those of `actions/questions.yml`, and four for answers that tell nothing of the question: `dont_know`,
`refuses`, `asks` (only asks back), `nothing`. What stands in `any.yml` answers no question.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from arabic import normalise

FOLDER = Path("data/nlu/answers")
ANY = "any"
NO_ANSWERS = ("dont_know", "refuses", "asks", "nothing")

_BULLET = "- "
_WRITTEN_BY_ALL = 2  # words


class AnswersError(ValueError):
    """A file of answers cannot be learned from; says which file and what may stand there."""


@dataclass(frozen=True)
class Example:
    """One answer, and what it says: for each question that it tells something of, the label."""

    text: str
    labels: Mapping[str, str]


@dataclass(frozen=True)
class Examples:
    """All answers, each once; `shared` are those of any.yml, with a label of `NO_ANSWERS` for every question."""

    questions: tuple[str, ...]
    answers: tuple[Example, ...]
    shared: tuple[tuple[str, str], ...]

    def without(self, texts: Collection[str]) -> Examples:
        """The examples without some messages, spelling ignored. Short ones stay, since everybody writes them."""
        left_out = {normalise(text) for text in texts if len(text.split()) > _WRITTEN_BY_ALL}
        return Examples(
            self.questions,
            tuple(one for one in self.answers if normalise(one.text) not in left_out),
            tuple((text, label) for text, label in self.shared if normalise(text) not in left_out),
        )


def read_examples(folder: Path = FOLDER) -> Examples:
    """The answers of all files. Raises AnswersError."""
    files = {path.stem: _read(path) for path in sorted(folder.glob("*.yml"))}
    shared = files.pop(ANY, {})
    if not files:
        raise AnswersError(f"{folder}: at least one file of answers is needed, named by its question")
    labels: dict[str, tuple[str, dict[str, str]]] = {}
    for question, listed in files.items():
        for label, texts in listed.items():
            for text in texts:
                known = labels.setdefault(normalise(text), (text, {}))[1]
                if known.setdefault(question, label) != label:
                    raise AnswersError(f"{question}.yml: '{text}' stands under {known[question]} and {label}; keep one")
    return Examples(
        tuple(files),
        tuple(Example(text, told) for text, told in labels.values()),
        tuple((text, label) for label, texts in shared.items() for text in texts),
    )


def _read(path: Path) -> dict[str, list[str]]:
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # "no" and "3" stay as they are written
    if not isinstance(data, dict) or not all(isinstance(listed, str) for listed in data.values()):
        raise AnswersError(f"{path.name}: allowed are labels, each with `|` and one answer a line after '{_BULLET}'")
    return {
        label: [_text(path, line) for line in listed.splitlines() if line.strip()] for label, listed in data.items()
    }


def _text(path: Path, line: str) -> str:
    if not line.startswith(_BULLET) or not line[len(_BULLET) :].strip():
        raise AnswersError(f"{path.name}: the line '{line}' must begin with '{_BULLET}' and hold an answer")
    return line[len(_BULLET) :].strip()
