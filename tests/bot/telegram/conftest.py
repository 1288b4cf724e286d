"""Telegram, and what the rest of the service is to the adapter."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import pytest

from bot.channel import Arrived
from bot.telegram.channel import TelegramChannel
from tests.bot.bot_api_stand_in import TOKEN, BotApiStandIn
from tests.bot.rasa_stand_in import Server, free_port

SECRET = "a-secret-for-tests-0123456789"


@dataclass
class Lists:
    """An inbox that keeps what it gets in lists."""

    taken: list[Arrived] = field(default_factory=list)
    ignored: list[tuple[str, str]] = field(default_factory=list)
    down: bool = False

    async def take(self, arrived: Arrived) -> bool:
        """Keeps it, unless its delivery came before."""
        if self.down:
            raise OSError("the disk is full")
        if any(each.delivery == arrived.delivery for each in self.taken):
            return False
        self.taken.append(arrived)
        return True

    async def count_ignored(self, channel: str, what: str) -> None:
        """Keeps its kind."""
        self.ignored.append((channel, what))


@dataclass(frozen=True)
class Running:
    """The stand-in and where it is."""

    stand_in: BotApiStandIn
    url: str


@pytest.fixture(scope="session")
def running() -> Iterator[Running]:
    """One stand-in for all tests."""
    stand_in, port = BotApiStandIn(), free_port()
    with Server(stand_in.app, port):
        yield Running(stand_in, f"http://127.0.0.1:{port}")


@pytest.fixture
def bot_api(running: Running) -> Iterator[BotApiStandIn]:
    """Telegram, of which nothing may be asked that the real one would refuse."""
    running.stand_in.forget()
    running.stand_in.hook = ""
    yield running.stand_in
    assert running.stand_in.wrong == []
    running.stand_in.forget()


@pytest.fixture
def api(running: Running, bot_api: BotApiStandIn) -> str:
    """The address of the Bot API."""
    assert bot_api is running.stand_in
    return running.url


@pytest.fixture
async def channel(api: str) -> AsyncIterator[TelegramChannel]:
    """The channel under test."""
    channel = TelegramChannel(TOKEN, api, answer_seconds=0.5)
    yield channel
    await channel.close()


@pytest.fixture
def inbox() -> Lists:
    """An empty inbox."""
    return Lists()
