"""What strangers tell is recorded as they told it, or asked about: the open sets, and the talks of earlier
citizens played again.

By the rows alone, which is the floor: the trained reader joins them in `make evaluate`.
"""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.told import lines_of, play, share
from benchmarks.told_facts import compare

SETS = Path(__file__).parent / "data" / "told"


def figures(name: str) -> Counter[str]:
    counts: Counter[str] = Counter()
    for line in lines_of(SETS / f"{name}.jsonl"):
        score = play(line, {})
        counts += score.counts
        counts.update(messages=1, whole=int(not score.faults))
    return counts


def test_the_messages_that_were_developed_upon_stay_read() -> None:
    counts = figures("open")
    assert counts["messages"] >= 1_300
    assert share(counts, "right") >= 0.95
    assert share(counts, "wrong") <= 0.01


def test_the_talks_of_earlier_citizens_are_recorded_or_asked_about() -> None:
    counts = figures("talks")
    assert counts["messages"] >= 60
    assert counts["whole"] >= 145
    assert share(counts, "wrong") <= 0.05


BEFORE = {"members": [{"relation": "wife"}], "income": [{"kind": "salary", "monthly": 3000, "whose": "applicant"}]}


@pytest.mark.parametrize(
    ("expected", "got", "outcomes"),
    [
        ({"housing": {"proof": "lease"}}, {"housing": {"proof": "lease"}}, {"right": 1}),
        ({"housing": {"proof": "none"}}, {"housing": {"proof": "lease"}}, {"wrong": 1}),
        ({"wealth": {"cars": 1}}, {}, {"lost": 1}),
        ({}, {"wealth": {"cars": 1}}, {"wrong": 1}),
        ({}, {"applicant": {"lives_in": "home"}}, {"implied": 1}),
        ({"wealth": {"bank_average": 9000}}, {"wealth": {"bank_above_limit": False}}, {"right": 1}),
        ({"members": [{"relation": "child"}]}, {"members": [{"relation": "son"}]}, {"right": 1}),
        ({"members": [{"relation": "father"}]}, {"members": []}, {"lost": 1}),
        ({"members": []}, {"members": [{"relation": "father"}]}, {"wrong": 1}),
        ({"no_more": ["earned"]}, {"no_more": ["earned", "unearned"]}, {"right": 1, "wrong": 1}),
        (
            {"income": [{"kind": "rent", "monthly": 1500, "whose": "applicant"}]},
            {"income": [{"kind": "rent", "monthly": 18000, "whose": "applicant"}]},
            {"wrong": 1},
        ),
        (
            {"income": [{"kind": "salary", "monthly": 4000, "whose": "son"}]},
            {"income": [{"kind": "salary", "whose": "son"}]},
            {"asked": 1},
        ),
    ],
)
def test_a_fact_is_right_wrong_or_lost(
    expected: dict[str, object], got: dict[str, object], outcomes: dict[str, int]
) -> None:
    assert dict(+compare({}, expected, got).counts) == outcomes


def test_what_was_known_before_counts_for_nothing() -> None:
    assert not +compare(BEFORE, BEFORE, BEFORE).counts


def test_what_a_correction_leaves_standing_is_lost() -> None:
    changed = {**BEFORE, "income": [{"kind": "salary", "monthly": 3200, "whose": "applicant"}]}
    assert dict(+compare(BEFORE, changed, BEFORE).counts) == {"lost": 1}
