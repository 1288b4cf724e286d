"""`make evaluate`: how many of the facts that strangers' messages tell are recorded right, wrong, asked about or lost.

    python -m benchmarks.told [--faults] [--rows] FILE...

Files are JSON Lines {"kind", "asked", "before", "text", "after"} (tests/data/told/README.md). `--faults` prints
every message with a fault;
`--rows` leaves the trained reader out. The trained reader's judgements come from Rasa's environment (`python -m
nlu.judge`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from actions import edits, readers
from actions.case import Case
from actions.questions import interview
from actions.what_if import suppose
from arabic import read
from benchmarks.told_facts import Score, compare

ROOT = Path(__file__).parent.parent
RASA_PYTHON = ROOT / "nlu" / ".venv" / "bin" / "python"
OUTCOMES = ("right", "wrong", "asked", "lost")
CHANGES = ("correction", "restatement")
Line = Mapping[str, Any]


def lines_of(path: Path) -> list[dict[str, Any]]:
    """The messages of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def judged(texts: Iterable[str]) -> list[dict[str, Any]]:
    """What the trained reader makes of each text, for every question."""
    typed = "\n".join(json.dumps(text, ensure_ascii=False) for text in texts)
    run = subprocess.run(
        [str(RASA_PYTHON), "-m", "nlu.judge"], input=typed, capture_output=True, text=True, check=True, cwd=ROOT
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def play(line: Line, judgement: Mapping[str, Any]) -> Score:
    """One message, read and put into a case that knows what was told before."""
    before = line.get("before") or {}
    case, asked = Case.from_household(before), line.get("asked")
    told = read(line["text"], asked=asked, known={member["relation"] for member in before.get("members") or []})
    if asked in interview() and judgement:
        told = readers.judged(told, asked or "", SimpleNamespace(judged=judgement, text=line["text"]))  # type: ignore[arg-type]
    if line["kind"] == "what_if":
        supposed = suppose(case, told.supposed or told)
        case = supposed[0] if supposed else case
    else:
        correcting = line["kind"] in CHANGES or "corrects" in told.acts
        edits.apply(case, told, asked, correcting=correcting)
    doubts = [f"{doubt.text} {doubt.about} [{doubt.question}]" for doubt in case.doubts]
    return compare(before, line["after"], case.told_household(), [*doubts, *(f"[{name}]" for name in told.unsure)])


def share(counts: Mapping[str, int], outcome: str) -> float:
    """The share of an outcome among the facts that were said or recorded."""
    return counts.get(outcome, 0) / max(1, sum(counts.get(name, 0) for name in OUTCOMES))


def measure(path: Path, *, faults: bool = False, rows: bool = False) -> Counter[str]:
    """Print the figures of a file by kind of message and by question; the sums."""
    said = lines_of(path)
    judgements = [{} for _ in said] if rows else judged(line["text"] for line in said)
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for line, judgement in zip(said, judgements, strict=True):
        score = play(line, judgement)
        kind = f"answer to {line['asked']}" if line["kind"] == "answer" else line["kind"]
        by_kind[kind] += score.counts
        by_kind[kind].update(messages=1, whole=int(not score.faults))
        if faults and score.faults:
            print(f"  {kind}: {line['text']}\n    " + "\n    ".join(score.faults))
    print(f"{path.stem}: {len(said)} messages{', rows alone' if rows else ''}")
    total: Counter[str] = sum(by_kind.values(), Counter())
    for kind, counts in [*sorted(by_kind.items()), ("all", total)]:
        figures = "  ".join(f"{outcome} {share(counts, outcome):6.1%}" for outcome in OUTCOMES)
        print(
            f"  {kind:32}{counts['messages']:5} messages, {counts['whole'] / counts['messages']:6.1%} whole   {figures}"
        )
    return total


def main() -> None:
    """Measure the files named."""
    parser = argparse.ArgumentParser(description="How much of what strangers tell is recorded right.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--rows", action="store_true")
    chosen = parser.parse_args()
    for path in chosen.files:
        measure(path, faults=chosen.faults, rows=chosen.rows)


if __name__ == "__main__":
    main()
