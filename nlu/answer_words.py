"""How an answer is cut up for the trained reader: letters and stems, and marks that say what stands behind the words.

Numbers are written by their size, since "٣", "ثلاث" and "3" are one, and of amounts only the magnitude matters. Marks
are the lexicon's concepts with their polarity ("¬home.deed"), each beside the concept before it, and what the numbers
and the counted things come to: "شغالتين وسواق" is a total of three.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from arabic.latin import in_arabic
from arabic.text import Mark, Text
from nlu.ngrams import Parts, letter_ngrams
from nlu.stems import core

LONGEST_ANSWER = 600  # characters; what answers a question stands at the beginning
SMALL = 10  # up to here a number may count things, and keeps its value
COUNTED_ALONE = 3  # the question's labels beyond it are one: "more"
_SIZES = ((100, "#tens"), (1_000, "#hundreds"), (10_000, "#thousands"), (375_000, "#below"))
"""A number's size, by what it is less than. The last is the limit of bank balances, in the words of the question."""
_YEARS = ((1_350, 1_450), (1_950, 2_035))
_LETTERS = (1, 4)
_WORD = re.compile(r"[^\W_]+")
_THINGS = ("car", "worker")
_NO_THINGS = (
    "car.gone",
    "car.sell",
    "car.buy",
    "car.bought",
    "car.model",
    "worker.gone",
    "worker.still",
    "worker.hourly",
)
_TWO = ("car.two", "worker.two")


@dataclass(frozen=True)
class AnswerParts(Parts):
    """An answer cut up, and how often each mark stands in it."""

    marks: Counter[str] = field(default_factory=Counter)

    def patterns(self, familiar: frozenset[str]) -> Counter[str]:
        """How often each pattern of stems and each mark stands in it."""
        counted = super().patterns(familiar)
        counted.update(self.marks)
        return counted

    @property
    def words(self) -> tuple[str, ...]:
        """Its words at their core, numbers by their size."""
        return self.stems


def read_answer(typed: str) -> AnswerParts:
    """The parts of one answer."""
    text = Text(in_arabic(typed[:LONGEST_ANSWER]))
    words = list(_words(text))
    marks = Counter([*_concepts(text.marks), *_numbers(text), *_things(text)])
    stems = tuple(word if word.startswith("#") else core(word) for word in words)
    return AnswerParts(Counter(letter_ngrams(words, *_LETTERS)), stems, marks=marks)


def _words(text: Text) -> Iterator[str]:
    place = 0
    while place < len(text.words):
        span = text.starting.get(place)
        word = text.words[place]
        if span is not None and span.value is not None:
            yield _size(span.value)
            place = max(span.end, place + 1)
            continue
        if word == "?":
            yield word
        elif _WORD.fullmatch(word):
            yield "0" if word.isdigit() else word
        place += 1


def _size(value: Decimal) -> str:
    if value == value.to_integral_value() and 0 <= value <= SMALL:
        return f"#{int(value)}"
    if any(first <= value <= last for first, last in _YEARS):
        return "#year"
    return next((size for limit, size in _SIZES if value < limit), "#above")


def _concepts(marks: Iterable[Mark]) -> Iterator[str]:
    before = ""
    for mark in marks:
        name = f"{'¬' if mark.denied else ''}{mark.concept}"
        yield f"<{name}>"
        yield f"<{before}>{name}>"
        before = name


def _counts(text: Text) -> dict[int, int]:
    """The numbers that may count things, by the place where they begin."""
    return {
        span.start: int(span.value)
        for span in text.numbers
        if span.value is not None and span.value == span.value.to_integral_value() and 0 <= span.value < SMALL
    }


def count_label(count: int) -> str:
    """A count as the questions label it."""
    return str(count) if count <= COUNTED_ALONE else "more"


def _numbers(text: Text) -> Iterator[str]:
    """The small numbers in order; the first, last and greatest, their sum; whether the first is that of the others."""
    numbers = list(_counts(text).values())
    if not numbers:
        return
    yield f"numbers:{','.join(map(str, numbers[:5]))}"
    yield f"first:{count_label(numbers[0])}"
    yield f"last:{count_label(numbers[-1])}"
    yield f"greatest:{count_label(max(numbers))}"
    yield f"sum:{count_label(sum(numbers))}"
    if len(numbers) > 1 and numbers[0] == sum(numbers[1:]):
        yield "first is the sum"


def _things(text: Text) -> Iterator[str]:
    """The cars or workers that are named, and how many they come to: each one, a dual two, or the number beside it."""
    counts = _counts(text)
    things: list[str] = []
    total = 0
    place = -1
    for mark in text.marks:
        if mark.start == place or not mark.is_a(*_THINGS) or mark.is_a(*_NO_THINGS):
            continue
        place = mark.start
        things.append(f"{'¬' if mark.denied else ''}{mark.concept}")
        if not mark.denied:
            total += _beside(text, mark, counts) or (2 if mark.is_a(*_TWO) else 1)
    if not things:
        return
    yield f"things:{','.join(things[:5])}"
    yield f"things named:{count_label(len(things))}"
    yield f"total:{count_label(total)}"
    yield f"total:{count_label(total)} of {count_label(len(things))} named"
    first = text.numbers[0].value if text.numbers else None
    if first is not None:
        yield f"total:{count_label(total)} first:{_size(first)}"


def _beside(text: Text, mark: Mark, counts: dict[int, int]) -> int | None:
    """The number that stands right before or after a thing, taken away from those that are left."""
    for start in (
        *range(mark.start, mark.end + 1),
        *(place for place in counts if text.starting[place].end == mark.start),
    ):
        if start in counts:
            return counts.pop(start)
    return None
