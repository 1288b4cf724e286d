"""Which answer unit a question asks for, by its words and by what went before.

The words are judged by `nlu.units` (log-probabilities). A short question («وكم؟», «طيب وزوجتي؟») leans on the unit
answered before: units near that one are likelier. The weights are in choosing.yml, with how they were found.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from arabic import normalise
from knowledge.units import units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NOTHING, OTHER_MATTER = "nothing", "other_matter"  # names that nlu.units gives to what asks for no unit
OFFERED = 2
LEADING = ("و", "ف")
FILLERS = frozenset([
    "طيب", "طب", "زين", "تمام", "اوك", "اوكي", "حلو", "بس", "يعني", "اها", "ايه", "اي", "لا", "كمان", "برضو",
    "برضه", "بعد", "اقول",
])  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """The likeliest unit with its probability among the units, and the likeliest units (that one first)."""

    unit: str | None
    confidence: float
    likeliest: tuple[str, ...] = ()
    nothing: float = 0.0
    """How likely the words by themselves ask for nothing of ours."""
    other_matter: float = 0.0
    """How likely the words by themselves ask about another matter."""


@cache
def weights() -> Mapping[str, float]:
    """The weights and thresholds by name (choosing.yml)."""
    path = Path(__file__).with_name("choosing.yml")
    return {name: float(value) for name, value in yaml.safe_load(path.read_text(encoding="utf-8")).items()}


def choose(text: str, ranked: Sequence[tuple[str, float]], before: str | None) -> Choice:
    """The unit that a text asks for: `ranked` are units with their log-probabilities, `before` was answered last."""
    alone = {name: math.exp(likely) for name, likely in ranked if name in (NOTHING, OTHER_MATTER)}
    known = {name: likely for name, likely in ranked if name in units()}
    if not known:
        return Choice(None, 0.0, (), alone.get(NOTHING, 0.0), alone.get(OTHER_MATTER, 0.0))
    lean = leaning(text) if before in units() else 0.0
    if lean:
        floor = min(weights()["floor"], *known.values())
        for name in near(before or ""):
            known.setdefault(name, floor)
    scores = {name: likely + lean * nearness(name, before) for name, likely in known.items()}
    most = max(scores.values())
    odds = {name: math.exp(score - most) for name, score in scores.items()}
    total = sum(odds.values())
    best = sorted(odds, key=lambda name: -odds[name])
    by_itself = max(likely for name, likely in ranked if name in units()) >= weights()["by_itself"]
    return Choice(
        best[0],
        odds[best[0]] / total if by_itself else 0.0,
        tuple(best[:OFFERED]),
        alone.get(NOTHING, 0.0),
        alone.get(OTHER_MATTER, 0.0),
    )


def leaning(text: str) -> float:
    """How much a question leans on what went before, from 0 to 1: the shorter the more, and with "and" in front."""
    words = normalise(text).replace("؟", " ").replace("?", " ").split()
    bare = [word for word in words if word not in FILLERS]
    leads = bool(words) and (words[0] in FILLERS or words[0].startswith(LEADING))
    longest = weights()["longest_leading" if leads else "longest_bare"]
    return max(0.0, min(1.0, 1.0 - (len(bare) - 1) / longest))


@cache
def near(before: str) -> frozenset[str]:
    """The units near another: itself, those that follow it or that it follows, those of its topic."""
    one = units()[before]
    beside = {name for name, other in units().items() if other.topic == one.topic or before in other.follows}
    return frozenset({before, *one.follows, *beside})


def nearness(name: str, before: str | None) -> float:
    """What the nearness of a unit to the one before adds to its log-probability, where a question leans fully."""
    if before is None or before not in units():
        return 0.0
    one, other = units()[before], units()[name]
    found = weights()["same"] if name == before else 0.0
    found += weights()["same_topic"] if other.topic == one.topic else 0.0
    found += weights()["follows"] if name in one.follows else 0.0
    return found + (weights()["followed_by"] if before in other.follows else 0.0)
