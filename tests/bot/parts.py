"""The path of a message without the web: real database, inbox, handling and outbox; Rasa and platform in memory."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.attachments import Attachments
from bot.channel import Arrived, Kind, Outgoing
from bot.data import Data
from bot.database import Database, open_database
from bot.handling import Handling
from bot.inbox import Inbox
from bot.keys import Keys
from bot.outbox import Outbox
from bot.rasa import RasaUnavailable, Said, Turn, Understood
from bot.settings import Settings
from bot.statuses import Status
from bot.store import Store
from bot.turns import Turns

KEYS = Keys("a secret of the tests, long enough to be taken")


@dataclass
class Platform:
    """A messenger in memory. `trouble` is raised instead of delivering, or (with `after`) after delivering."""

    name: str = "telegram"
    seconds_between: float = 0.0
    window_seconds: float | None = None
    tells_delivery: bool = False
    numbered_from: int = 99
    got: list[Outgoing] = field(default_factory=list)
    noticed_deliveries: list[str] = field(default_factory=list)
    trouble: list[Exception] = field(default_factory=list)
    after: bool = False
    times: list[float] = field(default_factory=list)

    def numbered(self, message: Outgoing) -> bool:
        return len(message.buttons) >= self.numbered_from

    async def send(self, message: Outgoing) -> None:
        self.times.append(asyncio.get_running_loop().time())
        trouble = self.trouble.pop(0) if self.trouble else None
        if trouble is None or self.after:
            self.got.append(message)
        if trouble is not None:
            raise trouble

    async def noticed(self, arrived: Arrived) -> None:
        self.noticed_deliveries.append(arrived.delivery)

    async def close(self) -> None:
        return None

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.got]


@dataclass
class Mind:
    """A Rasa in memory that handles each number once, as the real one does."""

    answer: Callable[[str], Turn] = lambda message: Turn((Said(f"سمعت: {message}"),), Status.ANSWERED)
    up: bool = True
    heard: list[tuple[str, str, int]] = field(default_factory=list)
    forgotten: list[str] = field(default_factory=list)
    seconds: float = 0.0
    answers: dict[tuple[str, int], Turn] = field(default_factory=dict)

    async def send(self, conversation_id: str, message: str, number: int) -> Turn:
        self._check()
        if (conversation_id, number) not in self.answers:
            self.heard.append((conversation_id, message, number))
            await asyncio.sleep(self.seconds)
            self.answers[conversation_id, number] = self.answer(message)
        return self.answers[conversation_id, number]

    async def parse(self, text: str) -> Understood:
        self._check()
        return Understood("greet", 1.0, ())

    async def forget(self, conversation_id: str) -> None:
        self._check()
        self.forgotten.append(conversation_id)

    async def slots(self, conversation_id: str) -> dict[str, Any]:
        self._check()
        return {"case": {"household": {"income": []}}}

    def _check(self) -> None:
        if not self.up:
            raise RasaUnavailable("Rasa cannot be reached")


@dataclass
class Running:
    """All parts of one service, running."""

    database: Database
    store: Store
    inbox: Inbox
    outbox: Outbox
    turns: Turns
    handling: Handling
    data: Data
    attachments: Attachments
    platform: Platform
    mind: Mind

    async def tell(self, text: str, delivery: str, person: str = "7", kind: Kind = Kind.TEXT) -> bool:
        """A citizen's message is delivered."""
        arrived = Arrived(self.platform.name, person, f"chat {person}", delivery, kind, text)
        return await self.inbox.take(arrived)

    async def until(self, condition: Callable[[], bool], seconds: float = 5.0) -> None:
        """Returns when the condition holds; fails after some seconds."""
        async with asyncio.timeout(seconds):
            while not condition():
                await asyncio.sleep(0.005)

    async def until_said(self, count: int) -> list[str]:
        """What the platform has got, once it is so many messages."""
        await self.until(lambda: len(self.platform.got) >= count)
        return self.platform.texts


@asynccontextmanager
async def running(
    url: str, platform: Platform | None = None, mind: Mind | None = None, **settings: Any
) -> AsyncIterator[Running]:
    """The parts at work on this database; on leaving, they stop as a service that is told to."""
    chosen = Settings(var=Path("/nonexistent"), **{"reply_timeout": 1.0, "start_timeout": 5.0, **settings})
    platform, mind = platform or Platform(), mind or Mind()
    async with open_database(url) as database:
        store = Store(database)
        inbox = Inbox(database, KEYS, chosen.max_message_length, chosen.max_waiting)
        channels = {platform.name: platform}
        outbox = Outbox(database, KEYS, channels, lambda name, number: attachments.make(name, number))
        data = Data(database, store, outbox)
        attachments = Attachments(store, data, mind)  # type: ignore[arg-type]
        turns = Turns(database, outbox, channels)
        handling = Handling(inbox, outbox, store, turns, data, mind, chosen)  # type: ignore[arg-type]
        inbox.wake = handling.wake
        await outbox.start()
        await handling.start()
        try:
            yield Running(database, store, inbox, outbox, turns, handling, data, attachments, platform, mind)
        finally:
            await handling.close()
            await outbox.close()
