"""What a turn left, handed on to programs that ask for it, and to nobody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import create_engine, text

import rules
from tests.bot.conftest import Service

CASE = {
    "applicant": {"kind": "family_head", "nationality": "saudi"},
    "members": [{"relation": "wife"}],
    "income": [{"kind": "salary", "monthly": 98765.43, "whose": "applicant"}],
}
LEFT = {"asked": "cars", "household": {"members": [{"relation": "wife"}]}, "case": CASE, "answers": ["amounts"]}


def leaving(trace: Any) -> Any:
    """A Rasa whose turns leave a trace."""
    return lambda sender, message: [
        {"recipient_id": sender, "text": "جواب"},
        {"recipient_id": sender, "custom": {"status": "interview", "trace": trace}},
    ]


def traced(service: Service, conversation: str) -> dict[str, Any]:
    answer = service.client.post(f"/api/conversations/{conversation}/messages?trace=true", json={"text": "سيارتين"})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_who_asks_for_it_is_told_the_open_question_the_household_and_its_estimate(service: Service) -> None:
    service.rasa.answer = leaving(LEFT)
    body = traced(service, service.open())
    estimate = rules.estimate(rules.read_household(CASE), today=date.today()).as_json()
    assert body["replies"][0]["status"] == "interview"
    assert body["trace"] == {
        "asked": "cars",
        "household": LEFT["household"],
        "estimate": estimate,
        "answers": ["amounts"],
    }


def test_who_does_not_ask_is_told_nothing_of_it(service: Service) -> None:
    service.rasa.answer = leaving(LEFT)
    answer = service.post(service.open(), {"text": "سيارتين"})
    assert set(answer.json()) == {"replies"}


def test_it_is_stored_nowhere(service: Service) -> None:
    service.rasa.answer = leaving(LEFT)
    conversation = service.open()
    traced(service, conversation)
    assert "trace" not in str(service.history(conversation))
    engine = create_engine(service.settings.store_url.replace("+aiosqlite", "").replace("+asyncpg", ""))
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        tables = [row[0] for row in connection.execute(text("select name from sqlite_master where type = 'table'"))]
        kept = "".join(str(row) for table in tables for row in connection.execute(text(f'select * from "{table}"')))
    assert "98765.43" not in kept  # 1234 may stand in a time of day


@pytest.mark.parametrize("left", [None, {}, "text", {"household": None, "case": None}])
def test_a_turn_that_leaves_nothing_has_an_empty_trace(service: Service, left: object) -> None:
    service.rasa.answer = leaving(left)
    assert traced(service, service.open())["trace"] == {
        "asked": None,
        "household": None,
        "estimate": None,
        "answers": [],
    }


def test_what_the_service_answers_itself_has_an_empty_trace(service: Service) -> None:
    answer = service.client.post(f"/api/conversations/{service.open()}/messages?trace=true", json={"text": "  "})
    assert answer.json()["trace"]["asked"] is None
