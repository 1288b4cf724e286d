"""The interviews of tests/live without Rasa: the intents are given, all else is real."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.actions.conversation import Conversation, pension

FILE = Path(__file__).parent.parent / "live" / "interviews.yml"
INTERVIEWS: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("interview", INTERVIEWS, ids=[interview["name"] for interview in INTERVIEWS])
def test_interview(interview: dict[str, Any]) -> None:
    talk = Conversation()
    for turn in interview["turns"]:
        if "press" in turn:
            talk.press(turn["press"])
        else:
            talk.say(turn["say"], intent=turn.get("as", "inform"))
        shown = f"> {turn}\n{talk.said}"
        for part in turn.get("shows", []):
            assert part in talk.said, shown
        for part in turn.get("hides", []):
            assert part not in talk.said, shown
        assert talk.status == turn.get("status", talk.status), shown
        assert talk.asked == turn.get("asked", talk.asked), shown
        for name, value in turn.get("knows", {}).items():
            assert talk.household[name] == value, shown
        if "pension" in turn:
            counted = turn["pension"]["counted"]
            assert f"{pension(turn['pension']['persons'], unearned=counted):,}" in talk.said, shown
