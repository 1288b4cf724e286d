"""A running service, with stand-ins for what is beside it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.app import create_app
from bot.settings import Settings
from tests.bot.databases import database_url as database_url
from tests.bot.databases import postgresql as postgresql
from tests.bot.rasa_stand_in import ACTIONS, RasaStandIn, Server, free_port


class Service:
    """The service as a channel sees it."""

    def __init__(self, settings: Settings, rasa: RasaStandIn, client: httpx.Client) -> None:
        self.settings = settings
        self.rasa = rasa
        self.client = client

    def open(self) -> str:
        """A new conversation's id."""
        answer = self.client.post("/api/conversations")
        assert answer.status_code == 201
        conversation_id: str = answer.json()["id"]
        return conversation_id

    def post(self, conversation_id: str, said: object) -> httpx.Response:
        """Sends a body to a conversation."""
        return self.client.post(f"/api/conversations/{conversation_id}/messages", json=said)

    def say(self, conversation_id: str, text: str) -> list[dict[str, Any]]:
        """The replies to a text."""
        answer = self.post(conversation_id, {"text": text})
        assert answer.status_code == 200, answer.text
        replies: list[dict[str, Any]] = answer.json()["replies"]
        return replies

    def press(self, conversation_id: str, button: str) -> list[dict[str, Any]]:
        """The replies to a button."""
        answer = self.post(conversation_id, {"button": button})
        assert answer.status_code == 200, answer.text
        replies: list[dict[str, Any]] = answer.json()["replies"]
        return replies

    def history(self, conversation_id: str) -> list[dict[str, Any]]:
        """All messages so far."""
        answer = self.client.get(f"/api/conversations/{conversation_id}/messages")
        assert answer.status_code == 200, answer.text
        messages: list[dict[str, Any]] = answer.json()["messages"]
        return messages


@pytest.fixture(autouse=True)
def _only_default_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"MURSHID_{name.upper()}", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)


@pytest.fixture(scope="session")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RasaStandIn, Settings]]:
    """A Rasa that answers and an action server that is up, with settings that know them."""
    folder = tmp_path_factory.mktemp("murshid")
    settings = Settings(
        var=folder / "var",
        models=folder / "models",
        port=free_port(),
        rasa_port=free_port(),
        actions_port=free_port(),
        reply_timeout=1.0,
    )
    stand_in = RasaStandIn()
    with Server(stand_in.app, settings.rasa_port), Server(ACTIONS, settings.actions_port):
        yield stand_in, settings


@pytest.fixture(scope="session")
def listening(beside: tuple[RasaStandIn, Settings]) -> Iterator[httpx.Client]:
    """One service for all tests that need none of their own."""
    _, settings = beside
    with (
        Server(create_app(settings), settings.port),
        httpx.Client(base_url=settings.service_url, trust_env=False, timeout=10.0) as client,
    ):
        yield client


@pytest.fixture
def rasa(beside: tuple[RasaStandIn, Settings]) -> Iterator[RasaStandIn]:
    """The Rasa of this test, which must not be sent what the real one would suffer from."""
    stand_in, _ = beside
    stand_in.forget()
    yield stand_in
    stand_in.wait_until_done()
    assert stand_in.wrong == []


@pytest.fixture
def service(beside: tuple[RasaStandIn, Settings], rasa: RasaStandIn, listening: httpx.Client) -> Service:
    """The running service."""
    return Service(beside[1], rasa, listening)


@pytest.fixture
def settings(beside: tuple[RasaStandIn, Settings], tmp_path: Path) -> Settings:
    """Settings for a service of the test's own: another port, an empty store, the same Rasa."""
    return beside[1].model_copy(update={"port": free_port(), "var": tmp_path / "var", "models": tmp_path / "models"})
