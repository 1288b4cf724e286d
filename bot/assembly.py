"""The parts of one running service, put together and taken down in order."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

from bot import keys as keys_of
from bot.attachments import Attachments
from bot.channel import Arrived, Channel
from bot.conversation import Conversations
from bot.data import Data
from bot.database import Database, open_database
from bot.handling import Handling
from bot.health import Health
from bot.inbox import Inbox
from bot.limits import Limits
from bot.messengers import Messengers
from bot.outbox import Outbox
from bot.rasa import Rasa, RasaUnavailable
from bot.settings import Settings
from bot.store import Store, now
from bot.turns import Turns

logger = logging.getLogger(__name__)

PURGE_EVERY_SECONDS = 3600.0


class Intake:
    """What a messenger's adapter may do: hand in what arrived, and what the platform reports about what we sent."""

    def __init__(self, inbox: Inbox, outbox: Outbox, channels: Mapping[str, Channel]) -> None:
        self._inbox = inbox
        self._outbox = outbox
        self._channels = channels
        self._noticing: set[asyncio.Task[None]] = set()

    async def take(self, arrived: Arrived) -> bool:
        """Stores a message; once this returns it may be acknowledged. False: it had come before."""
        is_new = await self._inbox.take(arrived)
        if is_new and (channel := self._channels.get(arrived.channel)) is not None:
            noticing = asyncio.create_task(channel.noticed(arrived))
            self._noticing.add(noticing)
            noticing.add_done_callback(self._noticing.discard)
        return is_new

    async def delivered(self, channel: str, reference: str) -> None:
        """The platform reports that it has the message of this name."""
        await self._outbox.delivered(channel, reference)

    async def failed(self, channel: str, reference: str, reason: str) -> None:
        """The platform reports that it could not deliver the message of this name."""
        await self._outbox.failed(channel, reference, reason)

    async def count_ignored(self, channel: str, what: str) -> None:
        """Something was acknowledged that is not answered; `what` names its kind."""
        await self._inbox.count_ignored(channel, what)


@dataclass(frozen=True)
class Parts:
    """What the web application needs."""

    database: Database
    conversations: Conversations
    intake: Intake
    limits: Limits
    health: Health


@asynccontextmanager
async def assembled(settings: Settings, messengers: Messengers) -> AsyncIterator[Parts]:
    """The parts, at work: messages that a stopped service left behind are taken up at once."""
    keys = keys_of.load(settings.secret.get_secret_value(), settings.secret_file)
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings.store_url))
        rasa = await stack.enter_async_context(Rasa(settings.rasa_url, settings.reply_timeout))
        channels = await stack.enter_async_context(messengers.opened())
        store = Store(database)
        inbox = Inbox(database, keys, settings.max_message_length, settings.max_waiting)

        outbox = Outbox(database, keys, channels, lambda name, number: attachments.make(name, number))
        data = Data(database, store, outbox)
        attachments = Attachments(store, data, rasa)
        turns = Turns(database, outbox, channels)
        handling = Handling(inbox, outbox, store, turns, data, rasa, settings)
        inbox.wake = handling.wake
        health = Health(database, rasa, settings)
        stack.push_async_callback(health.close)
        purging = asyncio.create_task(_purge_again_and_again(data, rasa, settings))
        await outbox.start()
        await handling.start()
        intake = Intake(inbox, outbox, channels)
        try:
            yield Parts(
                database,
                Conversations(store, inbox, handling, attachments, keys, settings),
                intake,
                Limits(keys, settings.requests_per_minute, settings.messages_per_minute),
                health,
            )
        finally:
            purging.cancel()
            with suppress(asyncio.CancelledError):
                await purging
            await outbox.close()  # first: what is just going out is still marked as sent
            await handling.close()


async def purge(data: Data, rasa: Rasa, settings: Settings) -> int:
    """Deletes what is older than the settings allow. Returns how many conversations. Raises `RasaUnavailable`."""
    return await data.purge(now() - timedelta(days=settings.retention_days), rasa.forget)


async def _purge_again_and_again(data: Data, rasa: Rasa, settings: Settings) -> None:
    while True:
        await asyncio.sleep(PURGE_EVERY_SECONDS)
        try:
            if purged := await purge(data, rasa, settings):
                logger.info("deleted %d conversations older than %d days", purged, settings.retention_days)
        except RasaUnavailable as error:
            logger.warning("old conversations are not deleted yet: %s", error)
        except Exception as error:
            logger.error("old conversations are not deleted yet (%s)", type(error).__name__)
