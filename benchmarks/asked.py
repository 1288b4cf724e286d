"""`make evaluate`: how many of strangers' questions get the answer that they want, in conversation.

    python -m benchmarks.asked [--faults] FILE...

Files are JSON Lines, a conversation a line: {"id", "messages": [{"text", "kind", "units"}]}, of the kinds "opening" and
"follow_up" (tests/data/asked/README.md). `units` are the answer units that say what is wanted; "elsewhere" stands for a
question of another body, "unknown" for one that no unit answers. Each message is understood by the trained model and
goes the whole way of a turn.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from actions.case import Case
from actions.message import latest_message
from actions.talk import Talk
from actions.turn import turn
from benchmarks.told import RASA_PYTHON, ROOT

FALLBACK, THRESHOLD = "nlu_fallback", 0.15
OUTCOMES = ("right", "offered", "other", "nothing", "interview")
ELSEWHERE, UNKNOWN, AGAIN, DISTRESS = "elsewhere", "unknown", ("simpler", "in_short"), "distress"
COMPUTED = "computed"


def understood(texts: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What the trained model makes of each text, as Rasa hands it to the action."""
    asked = list(dict.fromkeys(texts))
    typed = "\n".join(json.dumps({"text": text}, ensure_ascii=False) for text in asked)
    run = subprocess.run(
        [str(RASA_PYTHON), "-m", "nlu.understand"], input=typed, capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {one["text"]: parsed(one) for one in map(json.loads, run.stdout.splitlines())}


def parsed(one: Mapping[str, Any]) -> dict[str, Any]:
    """A line of `nlu.understand` in the shape of a tracker's latest message."""
    return {
        **one,
        "intent": {"name": one["intent"], "confidence": one["confidence"]},
        "intent_ranking": one["ranking"],
    }


def outcome(
    wanted: Iterable[str], units: Iterable[str], status: str, talk: Talk, before: str | None, *, interview: bool
) -> str:
    """What became of a question; `before` is the unit answered before it."""
    right, given = set(wanted), [one for one in units if one]
    if right & set(given) or (ELSEWHERE in right and status == "out_of_scope"):
        return "right"
    if UNKNOWN in right and status in ("fallback", "clarification", "out_of_scope"):
        return "right"
    if COMPUTED in right and talk.given and talk.given[-1].endswith("&computed"):
        return "right"
    if (DISTRESS in right and talk.distress) or (right & set(AGAIN) and given and given[-1] == before):
        return "right"
    if talk.interview and not interview:
        return "interview"
    if status in ("clarification", "fallback") and right & set(talk.listed):
        return "offered"
    return "other" if status == "answered" or status == "estimate" else "nothing"


def play(
    conversation: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]
) -> Iterable[tuple[Any, str, str, list[str]]]:
    """Each message of a conversation with its outcome, the reply and the units that answered."""
    case, talk = Case(), Talk()
    for message in conversation["messages"]:
        latest, before, interview = known[message["text"]], talk.unit, talk.interview
        tracker = cast("Any", SimpleNamespace(latest_message=latest))
        said, units = turn(case, talk, latest_message(tracker), date.today())
        yield (
            message,
            outcome(message["units"], units, said.status, talk, before, interview=interview),
            said.reply.text,
            list(units),
        )


def measure(path: Path, *, faults: bool) -> None:
    """Print the figures of a file by kind of question."""
    conversations = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    known = understood(message["text"] for one in conversations for message in one["messages"])
    found: dict[str, Counter[str]] = defaultdict(Counter)
    lengths: list[int] = []
    for conversation in conversations:
        for message, became, reply, units in play(conversation, known):
            found[message["kind"]][became] += 1
            lengths.append(len(reply))
            if faults and became != "right":
                print(f"  {became}: {message['text']}\n      wanted {message['units']}, got {units}: {reply[:90]!r}")
    print(f"{path.stem}: {sum(map(sum, (one.values() for one in found.values())))} questions")
    for kind, counts in [*sorted(found.items()), ("all", sum(found.values(), Counter()))]:
        total = sum(counts.values())
        print(f"  {kind:12}{total:5}   " + "  ".join(f"{name} {counts[name] / total:6.1%}" for name in OUTCOMES))
    if lengths:
        ordered = sorted(lengths)
        print(
            f"  characters of a reply: median {statistics.median(lengths):.0f}, "
            f"nine in ten up to {ordered[int(0.9 * len(ordered))]}"
        )


def main() -> None:
    """Measure the files named."""
    parser = argparse.ArgumentParser(description="How many questions of strangers get their answer.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--faults", action="store_true")
    chosen = parser.parse_args()
    for path in chosen.files:
        measure(path, faults=chosen.faults)


if __name__ == "__main__":
    main()
