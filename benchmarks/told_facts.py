"""What a message should tell beside what was recorded: facts right, wrong, asked about, or lost.

A fact is a leaf of the household's JSON, a person who lives there, an income (kind, amount, whose), or that
nothing more of one side of the
incomes comes in. Right: recorded as it was said. Wrong: recorded otherwise, or not said at all. Asked: not
recorded, but asked about. What
follows from a fact (a home from its proof, work from one's own pay) is neither right nor wrong where it was not said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Household = Mapping[str, Any]
PARTS = ("applicant", "wealth", "housing")
SIDES = ("earned", "unearned")
IMPLIED = {"lives_in": "home", "empowerment": "working", "exception": "none"}
CHILDREN = ("child", "son", "daughter")
BANK_LIMIT_ASKED = 375_000  # of the question as the writers of the messages read it
NEAR = 0.02  # of an amount; weeks and days are converted by one factor or another


@dataclass
class Score:
    """How the facts of a message fared, and what went wrong in words."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, outcome: str, what: str = "", times: int = 1) -> None:
        """Count a fact."""
        self.counts[outcome] += times
        if what and times:
            self.faults.append(f"{outcome}: {what}")


def compare(before: Household, expected: Household, got: Household, asked: Iterable[str] = ()) -> Score:
    """The score of one message: the household known before, as it should be after, as it is; `asked` are the
    questions asked about it."""
    score = Score()
    doubts = " ".join(asked).replace(",", "")
    leaves(score, before, expected, got, doubts)
    persons(score, before, expected, got)
    incomes(score, before, expected, got, doubts)
    sides(score, before, expected, got)
    return score


def flat(household: Household) -> dict[str, Any]:
    """The leaves of a household by name; the kind of application follows from the persons."""
    found = {
        name: value
        for part in PARTS
        for name, value in (household.get(part) or {}).items()
        if name != "kind" and value is not None
    }
    if household.get("empowerment"):
        found["empowerment"] = household["empowerment"]
    return found


def leaves(score: Score, before: Household, expected: Household, got: Household, doubts: str) -> None:
    """Single facts."""
    known, right, heard = flat(before), flat(expected), flat(got)
    for name in sorted({*right, *heard}):
        want, have = right.get(name), heard.get(name)
        if want == have:
            if known.get(name) != want:
                score.add("right")
        elif name.startswith("bank_") and same_side(right, heard):
            if want is not None:
                score.add("right")
        elif have is None or known.get(name) == have:
            score.add("asked" if f"[{name}]" in doubts else "lost", f"{name}={want}")
        elif want is None and IMPLIED.get(name) == have:
            score.add("implied")
        else:
            score.add("wrong", f"{name}={have}, said was {want}")


def same_side(right: Mapping[str, Any], heard: Mapping[str, Any]) -> bool:
    """Whether both say the same of the bank: an average, or only on which side of the limit it is."""

    def above(facts: Mapping[str, Any]) -> bool | None:
        average = facts.get("bank_average")
        return facts.get("bank_above_limit") if average is None else average > BANK_LIMIT_ASKED

    differs = "bank_average" in right and "bank_average" in heard and right["bank_average"] != heard["bank_average"]
    return above(right) is not None and above(right) == above(heard) and not differs


def at_home(household: Household) -> Counter[str]:
    """The persons who live there, those away for study among them, by relation."""
    return Counter(
        member["relation"]
        for member in household.get("members") or []
        if member.get("away_for_study") or (not member.get("absent") and member.get("same_dwelling") is not False)
    )


def persons(score: Score, before: Household, expected: Household, got: Household) -> None:
    """Who lives there, one fact a person; a child may be a son or a daughter."""
    known, want, have = at_home(before), at_home(expected), at_home(got)
    alone, said_alone = got.get("members") == [], expected.get("members") == []
    if not want and not have:
        if said_alone and before.get("members") != []:
            score.add("right" if alone else "lost", "" if alone else "lives alone")
        elif alone and not said_alone:
            score.add("wrong", "lives alone")
        return
    if want == have == known:
        return
    kept = sum((want & known).values()) if want != known else sum(want.values())
    lost, extra = want - have, have - want
    for relation, others in [("child", ("son", "daughter")), ("son", ("child",)), ("daughter", ("child",))]:
        for other in others:
            same = min(lost[relation], extra[other])
            lost[relation] -= same
            extra[other] -= same
    missing, added = sum((+lost).values()), sum((+extra).values())
    right = sum(want.values()) - missing - kept
    score.add("right", times=max(0, right) or int(not missing and not added))
    score.add("lost", f"persons {dict(+lost)}", missing)
    score.add("wrong", f"persons {dict(+extra)}", added)


def whose(entry: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two incomes are the same person's."""
    return entry["whose"] == other["whose"] or {entry["whose"], other["whose"]} <= set(CHILDREN)


def amount(entry: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two incomes are of the same amount, or range, or both of an unknown one."""
    for name in ("monthly", "low", "high"):
        one, two = entry.get(name), other.get(name)
        if (one is None) != (two is None) or (one is not None and abs(one - two) > NEAR * abs(one) + 1):
            return False
    return True


def incomes(score: Score, before: Household, expected: Household, got: Household, doubts: str) -> None:
    """What comes in, one fact an income."""
    known = list(before.get("income") or [])
    left = list(got.get("income") or [])
    wanted = []
    for entry in expected.get("income") or []:
        same = next(
            (one for one in left if one["kind"] == entry["kind"] and whose(entry, one) and amount(entry, one)), None
        )
        if same is None:
            wanted.append(entry)
            continue
        left.remove(same)
        if not any(one["kind"] == entry["kind"] and whose(entry, one) and amount(entry, one) for one in known):
            score.add("right")
    for entry in wanted:
        near = next((one for one in left if one["kind"] == entry["kind"] and whose(entry, one)), None)
        near = near or next(
            (one for one in left if one.get("monthly") and one.get("monthly") == entry.get("monthly")), None
        )
        if near is None:
            heard = entry.get("monthly") and f"{int(entry['monthly'])}" in doubts
            score.add("asked" if heard else "lost", f"income {entry}")
            continue
        left.remove(near)
        open_amount = (
            near["kind"] == entry["kind"]
            and whose(entry, near)
            and all(near.get(n) is None for n in ("monthly", "low", "high"))
        )
        open_kind = near["kind"] in (None, "other") and whose(entry, near) and amount(entry, near)
        if open_amount or open_kind or any(near == one for one in known):
            score.add("asked" if open_amount or open_kind else "lost", f"income {entry}")
        else:
            score.add("wrong", f"income {near}, said was {entry}")
    for entry in left:
        score.add("lost" if entry in known else "wrong", f"income {entry}, said was none")


def sides(score: Score, before: Household, expected: Household, got: Household) -> None:
    """That nobody else earns, or that nothing else comes in."""
    known, want, have = (set(one.get("no_more") or []) for one in (before, expected, got))
    if expected.get("income") == []:
        return  # nothing comes in: both ways of saying so count
    for side in SIDES:
        if side in want and side not in known:
            score.add("right" if side in have else "lost", "" if side in have else f"no more {side}")
        elif side in have and side not in want:
            score.add("wrong", f"no more {side}")
