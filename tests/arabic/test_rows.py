"""The rows: what single facts a message tells, by the table `rows.yml`."""

from __future__ import annotations

from typing import Any

import pytest

from arabic.reading import read
from tests.arabic.expressions import table

CASES = [
    pytest.param(None if question == "unasked" else question, str(text), facts, id=f"{question}: {text}")
    for question, texts in table("rows").items()
    for text, facts in texts.items()
]


@pytest.mark.parametrize(("asked", "text", "expected"), CASES)
def test_a_message_tells_these_facts_and_no_others(asked: str | None, text: str, expected: dict[str, Any]) -> None:
    told = read(text, asked=asked)
    heard = {f"{fact}?" if fact in told.unsure else fact: value for fact, value in told.facts.items()}
    unchecked = {"marital", "sex"} - set(expected)
    assert {fact: value for fact, value in heard.items() if fact not in unchecked} == expected
