"""How many estimates with their whole explanation one core makes in a second.

    uv run python benchmarks/estimates.py [seconds]

The households are those of `tests/rules/scenarios`, in turn. Prints two rates: `estimate` with `explain(...).text()`,
which is what the goal of 5,000 a second is about, and the same with reading the household from its JSON object.
Time is the processor's own, so that other work on the machine does not count. Exits with 1 where the goal is missed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

import rules

GOAL = 5_000
SCENARIOS = Path(__file__).parent.parent / "tests" / "rules" / "scenarios"
TODAY = date(2026, 11, 1)
# A hundred estimates take far longer than the clock's own reading.
BATCH = 100


def households() -> list[dict[str, Any]]:
    """The JSON households of every scenario."""
    read = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(SCENARIOS.glob("*.yml"))]
    return [scenario["household"] for file in read for scenario in file["scenarios"]]


def rate(work: Callable[[Any], object], items: Sequence[Any], seconds: float) -> float:
    """How often a second `work` is done, over at least so many seconds of processor time."""
    done = 0
    start = time.process_time()
    while (spent := time.process_time() - start) < seconds:
        for _ in range(BATCH):
            work(items[done % len(items)])
            done += 1
    return done / spent


def explained(household: rules.Household) -> str:
    """An estimate with its explanation."""
    return rules.explain(rules.estimate(household, today=TODAY)).text()


def main() -> int:
    """Measure and print; 0 where the goal is reached."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 3.0
    data = households()
    read = [rules.read_household(household) for household in data]
    explained(read[0])
    reached = rate(explained, read, seconds)
    with_reading = rate(lambda household: explained(rules.read_household(household)), data, seconds)
    print(f"{len(data)} households")
    print(f"estimate and explanation:           {reached:8,.0f} a second (goal {GOAL:,})")
    print(f"the same with reading of the JSON:  {with_reading:8,.0f} a second")
    return 0 if reached >= GOAL else 1


if __name__ == "__main__":
    raise SystemExit(main())
