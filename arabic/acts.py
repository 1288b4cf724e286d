"""What a citizen does with a message besides telling facts: asks, corrects, supposes, says yes or no, stops, goes
on."""

from __future__ import annotations

from dataclasses import dataclass

from arabic.text import Clause, Mark, Text
from arabic.told import Act, Answer

_CONTROL: tuple[Act, ...] = ("stop", "go_on", "show", "start_over", "skip", "no_estimate")
_LONGEST_CONTROL = 7  # words of a message that does nothing but steer
_BEFORE_ANSWER = 6  # words within which a yes or a no must begin


@dataclass(frozen=True)
class Acts:
    """The acts of a message."""

    acts: frozenset[Act]
    answer: Answer | None
    questions: tuple[str, ...]
    names: frozenset[str]


# Which concepts name the subject of which question, as in «غلطت بالراتب».
_SUBJECTS: dict[str, tuple[str, ...]] = {
    "members": ("kin", "kin.persons", "kin.family"),
    "earned": ("income.salary", "income.business"),
    "other_income": (
        "income.any",
        "income.rent",
        "income.alimony",
        "income.retirement_pension",
        "income.citizen_account",
    ),
    "nationality": ("nat",),
    "age": ("age",),
    "student": ("study",),
    "home": ("home",),
    "address": ("address.word",),
    "bank": ("bank",),
    "cars": ("car",),
    "workers": ("worker",),
    "abroad": ("abroad",),
    "empowerment": ("work",),
    "old_system": ("old.word",),
}


def read_acts(text: Text, asked: str | None) -> Acts:
    """The acts of a message."""
    acts: set[Act] = set()
    questions = tuple(_words_of(text, clause) for clause in text.clauses if clause.asks)
    if questions:
        acts.add("asks")
    if any(clause.supposes for clause in text.clauses):
        acts.add("supposes")
    if text.has("correct"):
        acts.add("corrects")
    if text.has("polar.unsure"):
        acts.add("dont_know")
    if text.has("refuse"):
        acts.add("refuses")
    meant = [word for word in text.words if word not in (".", ",", "!", "?")]
    if len(meant) <= _LONGEST_CONTROL and not text.numbers:
        acts |= {act for act in _CONTROL if any(mark.is_a(act) and not mark.denied for mark in text.marks)}
    names = frozenset(name for name, families in _SUBJECTS.items() if text.has(*families))
    return Acts(frozenset(acts), _answer(text), questions, names)


def _words_of(text: Text, clause: Clause) -> str:
    return " ".join(text.words[clause.start : clause.end])


def _answer(text: Text) -> Answer | None:
    """A yes or a no that stands at the beginning; none where both do."""
    found: list[Mark] = [
        mark
        for mark in text.of("polar.yes", "polar.no")
        if _before(text, mark) <= _BEFORE_ANSWER and not text.asks(mark.start)
    ]
    if not found or text.has("polar.unsure"):
        return None
    first = found[0]
    if first.is_a("polar.yes") and any(
        mark.end == first.start and mark.is_a("deny") and not mark.is_a("polar") for mark in text.marks
    ):
        return "no"  # "غير صحيح"
    if any(mark.is_a("polar.no") != first.is_a("polar.no") for mark in found[1:] if mark.start == first.end):
        return "no" if any(mark.is_a("polar.no") for mark in found) else None
    return "no" if first.is_a("polar.no") else "yes"


def _before(text: Text, mark: Mark) -> int:
    """How many words that mean something stand before a mark."""
    passed = {place for other in text.of("formula", "filler", "self") for place in range(other.start, other.end)}
    return sum(text.words[place] not in (",", ".", "!") for place in range(mark.start) if place not in passed) * 3
