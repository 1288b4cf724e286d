"""From which confidence on an answer counts by itself: `python -m nlu.answer_thresholds FILE...`.

The files are told sets that may be looked at (tests/data/told). Each hand in turn ("hand" of a line; a file without it
is one) is left out of training, and its answers are judged. For each question the table says how many were judged
right, and how many wrongly for a fact; the lowest threshold, of at least `--floor`, at which at most 1 % of the answers
(or one) are wrong; and the share of the facts that is kept at it. The thresholds in use stand in
`actions/thresholds.yml`; who lowers one there says why.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlu.answer_examples import NO_ANSWERS, read_examples
from nlu.answer_model import NOTHING, AnswerModel
from nlu.answer_words import count_label

FLOOR = 0.75
WRONG_AT_MOST = 0.01
BANK_LIMIT = 375_000  # in the words of the question that the messages answer
EARNED = ("salary", "business")
ANSWERS = ("answer", "arabizi")

Household = Mapping[str, Any]


@dataclass(frozen=True)
class Judged:
    """One answer: what it says, what a reader that had not learned from its writer says, and how sure that is."""

    question: str
    right: str
    label: str
    confidence: float
    known_workers: int = 0

    @property
    def correct(self) -> bool:
        """Whether it was judged right; "all" and "half" are of the workers that are known."""
        share = {"all": self.known_workers, "half": self.known_workers // 2}.get(self.label)
        return self.label == self.right or (share is not None and count_label(share) == self.right)

    @property
    def fact(self) -> bool:
        """Whether it was judged to tell something."""
        return self.label not in NO_ANSWERS


def _yes_no(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"


def _of(part: str, key: str) -> Callable[[Household], Any]:
    return lambda household: (household.get(part) or {}).get(key)


def _count(part: str, key: str) -> Callable[[Household], str | None]:
    def label(household: Household) -> str | None:
        value = _of(part, key)(household)
        return None if value is None else count_label(value)

    return label


def _members(household: Household) -> str | None:
    members = household.get("members")
    return None if members is None else "some" if members else "alone"


def _incomes(side: str, kinds: Callable[[str], bool]) -> Callable[[Household], str | None]:
    def label(household: Household) -> str | None:
        if any(kinds(income["kind"]) for income in household.get("income") or ()):
            return "some"
        return "none" if side in (household.get("no_more") or ()) else None

    return label


def _home(household: Household) -> str | None:
    proof: str | None = _of("housing", "proof")(household)
    return proof or _of("applicant", "lives_in")(household)


def _bank(household: Household) -> str | None:
    above, average = _of("wealth", "bank_above_limit")(household), _of("wealth", "bank_average")(household)
    above = average > BANK_LIMIT if above is None and average is not None else above
    return None if above is None else "above" if above else "below"


def _abroad(household: Household) -> str | None:
    days = _of("applicant", "days_abroad_last_year")(household)
    return None if days is None else "some" if days else "none"


LABELS: Mapping[str, Callable[[Household], Any]] = {
    "members": _members,
    "earned": _incomes("earned", lambda kind: kind in EARNED),
    "other_income": _incomes("unearned", lambda kind: True),
    "nationality": _of("applicant", "nationality"),
    "exception": _of("applicant", "exception"),
    "student": lambda household: _yes_no(_of("applicant", "full_time_student")(household)),
    "home": _home,
    "address": lambda household: _yes_no(_of("housing", "matches_national_address")(household)),
    "bank": _bank,
    "cars": _count("wealth", "cars"),
    "workers": _count("wealth", "domestic_workers"),
    "workers_for_disability": _count("wealth", "workers_for_disability"),
    "abroad": _abroad,
    "empowerment": lambda household: household.get("empowerment"),
    "old_system": _of("applicant", "from_old_system"),
}
"""For each question the label of what a household tells of it (the form of tests/data/told)."""


def right_label(line: Mapping[str, Any]) -> str:
    """What a line of a told set says of the question asked."""
    says = line.get("says")
    if says:
        return NOTHING if says == "asks" else str(says)
    return LABELS[line["asked"]](line["after"]) or NOTHING


def answers(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The answers of a told set to the questions judged, each with the hand that wrote it."""
    for text in path.read_text(encoding="utf-8").splitlines():
        line = json.loads(text) if text.strip() else {}
        if line.get("kind") in ANSWERS and line.get("asked") in LABELS:
            yield line.get("hand") or path.stem, line


def judge(paths: Sequence[Path]) -> list[Judged]:
    """Every answer of the files, by a reader that learned from nothing of its hand."""
    hands: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for path in paths:
        for hand, line in answers(path):
            hands[hand].append(line)
    examples = read_examples()
    judged: list[Judged] = []
    for lines in hands.values():
        model = AnswerModel.train(examples.without([line["text"] for line in lines]))
        for line in lines:
            label, confidence = model.judge(line["text"])[line["asked"]]
            workers = _of("wealth", "domestic_workers")(line["before"]) or 0
            judged.append(Judged(line["asked"], right_label(line), label, confidence, workers))
    return judged


def threshold(judged: Sequence[Judged], floor: float) -> float:
    """The lowest confidence of at least `floor` from which on few enough of a question's answers are judged wrongly."""
    wrong = sorted((one.confidence for one in judged if one.fact and not one.correct), reverse=True)
    allowed = max(1, int(WRONG_AT_MOST * len(judged)))
    return max(floor, wrong[allowed] + 0.01) if len(wrong) > allowed else floor


def table(judged: Sequence[Judged], floor: float) -> str:
    """The figures of every question, and of all."""
    lines = [f"{'question':24}answers  right  wrong facts  threshold  kept  wrong at it"]
    kept: list[Judged] = []
    for question in LABELS:
        mine = [one for one in judged if one.question == question]
        if not mine:
            continue
        least = threshold(mine, floor)
        above = [one for one in mine if one.fact and one.confidence >= least]
        kept += above
        lines.append(_row(question, mine, above, f"{least:.2f}"))
    lines.append(_row("all", judged, kept, ""))
    return "\n".join(lines)


def _row(name: str, judged: Sequence[Judged], kept: Sequence[Judged], least: str) -> str:
    right = sum(one.correct for one in judged) / len(judged)
    wrong = sum(one.fact and not one.correct for one in judged)
    told = max(1, sum(one.right not in NO_ANSWERS for one in judged))
    wrongly = sum(not one.correct for one in kept)
    return f"{name:24}{len(judged):7} {right:6.1%} {wrong:12} {least:>10} {len(kept) / told:5.0%} {wrongly:12}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m nlu.answer_thresholds", description="Thresholds of answers.")
    parser.add_argument("files", nargs="+", type=Path, help="told sets that may be looked at")
    parser.add_argument("--floor", type=float, default=FLOOR, help="no threshold is lower")
    chosen = parser.parse_args(arguments)
    sys.stdout.write(table(judge(chosen.files), chosen.floor) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
