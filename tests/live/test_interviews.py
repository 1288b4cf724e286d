"""Whole interviews through the real service, Rasa and action server."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from rules import parameters
from tests.live.citizen import Citizen
from tests.live.conftest import Assistant

INTERVIEWS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("interviews.yml").read_text(encoding="utf-8")
)


def pension(persons: int, counted: int) -> str:
    """The pension of a household, as answers show it."""
    figures = parameters.on(date.today())
    minimum = figures.head_minimum + figures.dependant_addition * (persons - 1)
    return f"{min(minimum - counted, figures.pension_cap):,.0f}"


@pytest.mark.parametrize("interview", INTERVIEWS, ids=[interview["name"] for interview in INTERVIEWS])
def test_interview(assistant: Assistant, interview: dict[str, Any]) -> None:
    with Citizen(assistant.url) as citizen:
        for turn in interview["turns"]:
            said = citizen.press(turn["press"]) if "press" in turn else citizen.say(turn["say"])
            shown = "\n".join(citizen.transcript)
            for part in turn.get("shows", []):
                assert part in said, shown
            for part in turn.get("hides", []):
                assert part not in said, shown
            if "status" in turn:
                assert citizen.status == turn["status"], shown
            assert citizen.trace["asked"] == turn.get("asked", citizen.trace["asked"]), shown
            for name, value in turn.get("knows", {}).items():
                assert citizen.trace["household"][name] == value, shown
            if "pension" in turn:
                assert pension(**turn["pension"]) in said, shown


def test_there_are_ten_interviews_in_both_kinds_of_arabic() -> None:
    assert len(INTERVIEWS) >= 10
