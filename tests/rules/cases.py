"""The scenario files: households with what the rules must make of them, a whole sentence each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

SCENARIOS = Path(__file__).with_name("scenarios")


def files() -> Iterator[dict[str, Any]]:
    """What each scenario file holds."""
    for file in sorted(SCENARIOS.glob("*.yml")):
        yield yaml.safe_load(file.read_text(encoding="utf-8"))


def scenarios() -> list[dict[str, Any]]:
    """Every scenario, the rows of tables among them: name, household, expect."""
    return [scenario for file in files() for scenario in (*file["scenarios"], *rows(file))]


def rows(file: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A scenario for each size in each table of a file, a household without income."""
    for table in file.get("tables", ()):
        for size, pension in table["pensions"].items():
            base = file["bases"]["independent" if size == 1 else "family"]
            children = [{"relation": "daughter", "age": 9}] * (size - 1)
            expect = {"household_size": size, "pension": [pension, pension], "verdict": "likely_eligible"}
            if "minimums" in table:
                expect["minimum"] = table["minimums"][size]
            yield {
                "name": f"{table['name']} ({size})",
                "household": {**base, "as_of": table["as_of"], "members": children},
                "expect": expect,
            }


def family(**changes: Any) -> dict[str, Any]:
    """A family of five without income for which every condition holds, with parts of it changed."""
    return {**next(files())["bases"]["family"], **changes}
