"""The bars of a picture: as long as the amounts that they stand for, and a range where the amount is one."""

from __future__ import annotations

from typing import Any

import pytest

from bot.pictures.sheet import SCREEN, Sheet
from rules.wording import number
from tests.bot.pictures.cases import FAMILY, household, income, told
from tests.bot.pictures.test_picture import said, sheet


def pieces(drawn: Sheet) -> dict[str, Any]:
    """Of each bar's sure and unsure parts: from where to where, as a share of the longest."""
    track = next(shape.box for shape in drawn.shapes if shape.colour == SCREEN.track)
    colours = {SCREEN.income: "income", SCREEN.pension: "pension"}
    found = {}
    for shape in drawn.shapes:
        if shape.colour in colours and shape.box[3] - shape.box[1] == track[3] - track[1] and shape.box != track:
            start, end = [(track[2] - side) / (track[2] - track[0]) for side in (shape.box[2], shape.box[0])]
            found[f"{colours[shape.colour]} {'unsure' if shape.kind == 'hatched' else 'sure'}"] = (start, end)
    return found


def test_the_bars_lead_from_the_minimum_by_the_income_to_the_pension() -> None:
    bars = pieces(sheet("family of five with a salary"))  # 3,960 less 2,000
    assert bars == {
        "income sure": (pytest.approx(1960 / 3960, abs=0.002), pytest.approx(1)),
        "pension sure": (pytest.approx(0), pytest.approx(1960 / 3960, abs=0.002)),
    }


def test_a_range_is_drawn_as_a_range() -> None:
    bars = pieces(sheet("retired, so that the pension is a range"))  # 3,960 less 1,500 to 3,000
    assert bars == {
        "income sure": (pytest.approx(2460 / 3960, abs=0.002), pytest.approx(1)),
        "income unsure": (pytest.approx(960 / 3960, abs=0.002), pytest.approx(2460 / 3960, abs=0.002)),
        "pension sure": (pytest.approx(0), pytest.approx(960 / 3960, abs=0.002)),
        "pension unsure": (pytest.approx(960 / 3960, abs=0.002), pytest.approx(2460 / 3960, abs=0.002)),
    }


def test_an_income_above_the_minimum_is_the_longest_bar_and_nothing_is_left() -> None:
    assert pieces(sheet("too much income")) == {"income sure": (pytest.approx(0), pytest.approx(1))}


def test_an_income_without_known_end_runs_to_the_edge() -> None:
    assert pieces(sheet("nothing known"))["income unsure"] == (pytest.approx(0), pytest.approx(1))


def test_a_little_income_beside_much_is_still_seen() -> None:
    bars = pieces(sheet(household(members=FAMILY, income=[income("rent", 1)])))
    start, end = bars["income sure"]
    assert 0 < end - start < 0.01


def test_a_capped_pension_shows_the_cap_and_what_is_left_without_it() -> None:
    result, _ = told("capped")
    shown = said("capped")
    assert [bar.sort for bar in shown.bars] == ["minimum", "income", "cap", "pension"]
    left = next(step.amount for step in result.steps if step.part == "difference")
    assert left is not None
    assert any(number(left) in note for note in shown.notes)
