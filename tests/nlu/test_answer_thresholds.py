"""The thresholds of answers: what a told set's line says, and from which confidence on few enough are wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from nlu.answer_thresholds import LABELS, Judged, right_label, table, threshold

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("asked", "after", "label"),
    [
        ("members", {"members": []}, "alone"),
        ("members", {"members": [{"relation": "wife"}]}, "some"),
        ("earned", {"income": [{"kind": "salary"}]}, "some"),
        ("earned", {"income": [{"kind": "rent"}], "no_more": ["earned"]}, "none"),
        ("other_income", {"no_more": ["unearned"]}, "none"),
        ("nationality", {"applicant": {"nationality": "other"}}, "other"),
        ("student", {"applicant": {"full_time_student": False}}, "no"),
        ("home", {"applicant": {"lives_in": "prison"}}, "prison"),
        ("home", {"applicant": {"lives_in": "home"}, "housing": {"proof": "deed"}}, "deed"),
        ("bank", {"wealth": {"bank_average": 400_000}}, "above"),
        ("bank", {"wealth": {"bank_above_limit": False}}, "below"),
        ("cars", {"wealth": {"cars": 5}}, "more"),
        ("abroad", {"applicant": {"days_abroad_last_year": 0}}, "none"),
        ("cars", {}, "nothing"),
    ],
)
def test_a_line_says_what_its_household_holds(asked: str, after: dict[str, Any], label: str) -> None:
    assert right_label({"asked": asked, "after": after}) == label


def test_a_line_may_say_that_it_tells_nothing() -> None:
    assert right_label({"asked": "cars", "after": {}, "says": "refuses"}) == "refuses"
    assert right_label({"asked": "cars", "after": {}, "says": "asks"}) == "nothing"


def test_all_and_half_are_of_the_workers_that_are_known() -> None:
    assert Judged("workers_for_disability", "2", "all", 0.9, known_workers=2).correct
    assert Judged("workers_for_disability", "2", "half", 0.9, known_workers=4).correct
    assert not Judged("workers_for_disability", "3", "all", 0.9, known_workers=2).correct


def test_one_answer_may_be_wrong_at_the_threshold() -> None:
    judged = [Judged("cars", "1", "1", 0.8)] * 20
    judged += [Judged("cars", "1", "2", confidence) for confidence in (0.95, 0.9, 0.4)]
    assert threshold(judged, 0.5) == pytest.approx(0.91)
    assert threshold(judged[:21], 0.5) == 0.5
    assert "cars" in table(judged, 0.5)


def test_every_judged_question_has_a_threshold() -> None:
    thresholds = yaml.safe_load((ROOT / "actions" / "thresholds.yml").read_text(encoding="utf-8"))
    assert set(thresholds) == set(LABELS)
    assert all(0.5 <= value < 1 for value in thresholds.values())
