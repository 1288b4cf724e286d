"""A service with Telegram and WhatsApp switched on, and what it lives among: Rasa, both platforms and their citizens.

All but the service runs in threads of the test, and goes on when the service is killed.
"""

import asyncio
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from starlette.types import ASGIApp

from bot.database import async_url
from bot.settings import Settings
from tests.bot.bot_api_stand_in import TOKEN, BotApiStandIn
from tests.bot.graph_api_stand_in import GraphApiStandIn
from tests.bot.rasa_stand_in import ACTIONS, RasaStandIn, Server, free_port
from tests.bot.service_process import REPORT_SECONDS, ServiceProcess
from tests.bot.telegram.citizens import Sent
from tests.bot.whatsapp.graph_citizen import Citizen
from tests.bot.whatsapp.graph_rules import Seen

SECRET = "a-secret-for-tests-0123456789"
WHATSAPP = "/channels/whatsapp"
_HEARD = re.compile(r"سمعت: (.*)")


class Person(Protocol):
    """A citizen on one of the messengers."""

    def say(self, words: str) -> None:
        """Writes; returns once the service has it."""

    def again(self) -> None:
        """The platform delivers the last message once more; returns once the service has taken that."""

    @property
    def heard(self) -> list[str]:
        """The answers: what Rasa was told, each as often as it came."""


class OnTelegram:
    """A person in a chat of their own."""

    def __init__(self, platform: BotApiStandIn, chat: int) -> None:
        self._platform = platform
        self.chat = chat
        self._last = 0

    def say(self, words: str) -> None:
        self._last = self._platform.say(words, self.chat)
        self.wait_until_taken()

    def write(self, words: str) -> None:
        """Writes, and does not wait."""
        self._last = self._platform.say(words, self.chat)

    def again(self) -> None:
        self._platform.again(self._last)
        self.wait_until_taken()

    def wait_until_taken(self) -> None:
        """Returns when all of this person's messages were acknowledged."""
        wait_until(lambda: not any(each.chat == self.chat for each in list(self._platform.pending)))

    @property
    def messages(self) -> list[Sent]:
        """What stands in the chat."""
        return self._platform.sent_to(self.chat)

    @property
    def heard(self) -> list[str]:
        return [heard(each.text) for each in self.messages]


class OnWhatsApp:
    """A person with a telephone. Messages are delivered until they are taken: some more than once."""

    def __init__(self, platform: GraphApiStandIn, number: str) -> None:
        self._citizen: Citizen = platform.citizen(number)

    def say(self, words: str) -> None:
        if self._citizen.say(words) != 200:
            self.again()

    def again(self) -> None:
        wait_until(lambda: self._citizen.send_again() == 200)

    @property
    def messages(self) -> list[Seen]:
        """What stands on the telephone."""
        return self._citizen.messages

    @property
    def heard(self) -> list[str]:
        return [heard(each.text) for each in self.messages]


@dataclass(frozen=True)
class World:
    """All of it."""

    service: ServiceProcess
    settings: Settings
    rasa: RasaStandIn
    telegram: BotApiStandIn
    whatsapp: GraphApiStandIn
    database_url: str

    def restart(self) -> None:
        """Starts the killed service again."""
        self.service.start()
        self.service.wait_until_up()

    def lose_reports(self) -> None:
        """WhatsApp's webhooks reach nobody, and are delivered again."""
        self.whatsapp.postman.hook = f"http://127.0.0.1:{free_port()}{WHATSAPP}"

    def find_reports(self) -> None:
        """WhatsApp's webhooks reach the service again."""
        self.whatsapp.postman.hook = f"{self.settings.service_url}{WHATSAPP}"

    def wait_until_all_is_sent(self, seconds: float = 30.0) -> None:
        """Returns when nothing waits to be taken, handled or sent: no more will be said."""
        until = time.monotonic() + seconds
        while left := self._left():
            assert time.monotonic() < until, f"left: {left}\n{self.service.log.read_text(encoding='utf-8')[-3000:]}"
            time.sleep(0.1)

    def _left(self) -> dict[str, int]:
        left = Counter({"updates": len(self.telegram.pending), "webhooks": self.whatsapp.postman.undelivered()})
        left["inbox"] = self.count("inbox", "state <> 'done'")
        left["outbox"] = self.count("outbox", "state <> 'sent'")
        return {name: number for name, number in left.items() if number}

    def count(self, table: str, condition: str = "true") -> int:
        """How many rows there are."""
        return asyncio.run(self._count(f"SELECT count(*) FROM {table} WHERE {condition}"))

    async def _count(self, query: str) -> int:
        engine = create_async_engine(async_url(self.database_url))
        async with engine.connect() as connection:
            found = (await connection.execute(text(query))).scalar_one()
        await engine.dispose()
        return int(found)

    @contextmanager
    def nothing_written(self) -> Iterator[None]:
        """As long as this lasts, the service can store no reply (and with SQLite, nothing at all)."""
        held, release = threading.Event(), threading.Event()
        holding = threading.Thread(target=lambda: asyncio.run(_hold(self.database_url, held, release)))
        holding.start()
        try:
            assert held.wait(10)
            yield
        finally:
            release.set()
            holding.join()


async def _hold(database_url: str, held: threading.Event, release: threading.Event) -> None:
    engine = create_async_engine(async_url(database_url))
    lock = "BEGIN IMMEDIATE" if engine.dialect.name == "sqlite" else "LOCK TABLE inbox, outbox IN EXCLUSIVE MODE"
    async with engine.connect() as connection:
        await connection.exec_driver_sql(lock)
        held.set()
        await asyncio.to_thread(release.wait)
    await engine.dispose()


def heard(said: str) -> str:
    """What an answer says that Rasa was told."""
    found = _HEARD.search(said)
    assert found is not None, f"no answer of Rasa's: {said}"
    return found[1]


def wait_until(condition: Callable[[], bool], seconds: float = 30.0) -> None:
    """Returns when the condition holds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "it does not come about"
        time.sleep(0.01)


@contextmanager
def running_world(
    database_url: str,
    folder: Path,
    around_platforms: Callable[[ASGIApp], ASGIApp] = lambda app: app,
    report_seconds: float = REPORT_SECONDS,
) -> Iterator[World]:
    """Everything, and a service that can answer. Ends with a check that no platform was sent what it would refuse."""
    settings = Settings(
        var=folder / "var", port=free_port(), rasa_port=free_port(), actions_port=free_port(), start_timeout=20.0
    )
    telegram_port, whatsapp_port = free_port(), free_port()
    rasa = RasaStandIn()
    telegram = BotApiStandIn(hook=settings.service_url)
    whatsapp = GraphApiStandIn(f"{settings.service_url}{WHATSAPP}")
    service = ServiceProcess(
        settings,
        {
            "MURSHID_DATABASE_URL": database_url,
            "MURSHID_PUBLIC_URL": "https://murshid.example",
            "MURSHID_TELEGRAM_TOKEN": TOKEN,
            "MURSHID_TELEGRAM_SECRET": SECRET,
            "MURSHID_TELEGRAM_API": f"http://127.0.0.1:{telegram_port}",
            "MURSHID_WHATSAPP_TOKEN": whatsapp.token,
            "MURSHID_WHATSAPP_PHONE_ID": whatsapp.phone_id,
            "MURSHID_WHATSAPP_APP_SECRET": whatsapp.app_secret,
            "MURSHID_WHATSAPP_VERIFY_TOKEN": whatsapp.verify_token,
            "MURSHID_WHATSAPP_API": f"http://127.0.0.1:{whatsapp_port}",
        },
        report_seconds,
    )
    with (
        Server(rasa.app, settings.rasa_port),
        Server(ACTIONS, settings.actions_port),
        Server(around_platforms(telegram.app), telegram_port),
        Server(around_platforms(whatsapp.app), whatsapp_port),
    ):
        world = World(service, settings, rasa, telegram, whatsapp, database_url)
        try:
            world.restart()
            wait_until(lambda: telegram.webhook is not None)
            yield world
            assert (rasa.wrong, telegram.wrong, whatsapp.wrong) == ([], [], [])
        finally:
            service.close()
            whatsapp.close()


def from_page(world: World, conversation: str, words: str, key: str) -> httpx.Response | None:
    """A page sends a message; None where the service went away meanwhile."""
    with suppress(httpx.TransportError):
        return httpx.post(
            f"{world.settings.service_url}/api/conversations/{conversation}/messages",
            json={"text": words, "key": key},
            trust_env=False,
            timeout=20.0,
        )
    return None
