"""What the chooser of answer units learns from: the `asks` and `after` of `knowledge/units/<topic>.yml`.

Beside the units stand two names for what asks nothing of them: `NOTHING` (facts, answers, courtesies) and
`OTHER_MATTER` (questions about something else), which learn from the messages of other intents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from nlu.words import words

FOLDER = Path("knowledge/units")
NOTHING, OTHER_MATTER = "nothing", "other_matter"

_OUT_OF_SCOPE = "out_of_scope"
# Intents whose messages ask for no unit. Those of topics do, but of which one nobody has written down.
_ASK_NOTHING = frozenset([
    "inform", "affirm", "deny", "greet", "goodbye", "thanks", "bot_challenge", "stop_cancel",
    "feedback_positive", "abuse", "distress", "dont_know", "skip", "start_over", "correction", "what_if",
    "estimate_details", "estimate_sources", "more", "simpler", "in_short", "human_handoff",
])  # fmt: skip


class UnitsError(ValueError):
    """A file of units cannot be learned from; says which file."""


@dataclass(frozen=True)
class Asked:
    """A message, and the unit that it asks for (or NOTHING, OTHER_MATTER). `leaning`: short, after something near."""

    text: str
    unit: str
    leaning: bool = False


def read_asked(folder: Path = FOLDER) -> list[Asked]:
    """The messages of all units. Raises UnitsError where a file is not a list of units."""
    found: list[Asked] = []
    for path in sorted(folder.glob("*.yml")):
        try:
            data = yaml.safe_load(path.read_text(encoding="utf-8"))
            for unit in data:
                found += [Asked(str(text), unit["id"]) for text in unit["asks"]]
                found += [Asked(str(text), unit["id"], leaning=True) for text in unit.get("after") or ()]
        except (yaml.YAMLError, KeyError, TypeError) as error:
            raise UnitsError(f"{path}: no list of units with id and asks: {error}") from error
    return found


def ask_nothing(texts: Sequence[str], intents: Sequence[str], answers: Iterable[str], most: int) -> list[Asked]:
    """The messages that ask for no unit: those of other intents and the answers to questions, each at most so many."""
    other = [text for text, intent in zip(texts, intents, strict=True) if intent == _OUT_OF_SCOPE]
    nothing = [text for text, intent in zip(texts, intents, strict=True) if intent in _ASK_NOTHING]
    return [
        *(Asked(text, OTHER_MATTER) for text in spread(other, most)),
        *(Asked(text, NOTHING) for text in spread(nothing, most)),
        *(Asked(text, NOTHING) for text in spread(list(answers), most)),
    ]


def spread(texts: Sequence[str], most: int) -> list[str]:
    """At most so many of the texts, evenly taken; those without a word are left out."""
    kept = [text for text in dict.fromkeys(texts) if words(text)]
    step = max(1, -(-len(kept) // most))
    return kept[::step]
