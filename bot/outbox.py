"""What goes out on messengers: each message is stored before it is sent, and sent until the platform has it.

One at a time and in order to each person. A message is marked as on its way before it goes, and as sent after the
platform has taken it. Between the two the service can be killed, and a connection can end without an answer: such a
message is in doubt. Where the platform reports what it delivered (WhatsApp), that report is waited for. Where it does
not (Telegram), the message is sent again, so that it may arrive twice but is never lost.
"""

import asyncio
import json
import logging
import secrets
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channel import Attachment, Button, Channel, InDoubt, Outgoing, Refused, RetryLater
from bot.database import Database
from bot.keys import Keys, WrongKey
from bot.store import now
from bot.tables import OutboxRow

logger = logging.getLogger(__name__)

WAITING = "waiting"
SENDING = "sending"
TAKEN = "taken"
"""The platform has it, and will report whether it could deliver it; until then it is kept."""
SENT = "sent"
DEAD = "dead"

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 300.0
"""Attempts are made after 1, 2, 4 ... seconds, and from then on every five minutes."""
GIVE_UP_AFTER = timedelta(hours=24)
"""Nobody waits longer for an answer; what is left then is for an operator to look at."""
REPORT_SECONDS = 30.0
"""How long the report about a message in doubt is waited for."""
LOOK_EVERY_SECONDS = 5.0
"""How soon a message is noticed that another process (`murshid outbox --resend`) asked to send again."""
LONGEST_SLEEP_SECONDS = 1.0
"""How soon a message that waits for a report is noticed to have been reported, so that the next one goes out."""
LAST_SECONDS = 3.0
"""How long a stopping service waits for what is just going out."""
SENT_SIDE_BY_SIDE = 25
"""Telegram takes about 30 messages a second from one bot (https://core.telegram.org/bots/faq#broadcasting-to-users)."""

_NOTHING_LEFT = {"text": "", "address": "", "buttons": "[]", "reason": None}
"""What a row holds of a message that went out: the conversation has its words."""

MakeAttachment = Callable[[str, str | None], Awaitable[Attachment | None]]
"""From an attachment's name and the conversation's id to the file; None where what it shows was deleted."""


@dataclass(frozen=True)
class Recipient:
    """To whom a reply goes: the person's keyed hash, and the address as it is stored (encrypted)."""

    channel: str
    person: str
    conversation_id: str | None
    address: str


class Outbox:
    """The messages on their way. `channels` are those that are switched on, by name."""

    def __init__(
        self, database: Database, keys: Keys, channels: Mapping[str, Channel], attachment: MakeAttachment
    ) -> None:
        self._database = database
        self._keys = keys
        self._channels = channels
        self._attachment = attachment
        self._busy: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._again: set[tuple[str, str]] = set()
        self._last_sent: dict[tuple[str, str], float] = {}
        self._at_once = asyncio.Semaphore(SENT_SIDE_BY_SIDE)
        self._sending: set[asyncio.Task[None]] = set()
        self._going: set[int] = set()
        """The numbers of the messages that we are sending."""
        self._looking: asyncio.Task[None] | None = None
        self._closed = False

    async def add(
        self,
        session: AsyncSession,
        recipient: Recipient,
        text: str,
        buttons: Sequence[Button],
        attachment: str | None,
        arrived: datetime,
    ) -> None:
        """Stores a message inside a transaction of the caller's, who calls `wake` after it."""
        channel = self._channels.get(recipient.channel)
        window = channel.window_seconds if channel else None
        end = GIVE_UP_AFTER if window is None else min(GIVE_UP_AFTER, timedelta(seconds=window))
        session.add(
            OutboxRow(
                reference=secrets.token_urlsafe(18),
                channel=recipient.channel,
                person=recipient.person,
                conversation_id=recipient.conversation_id,
                address=recipient.address,
                text=text,
                buttons=json.dumps([[each.id, each.title] for each in buttons], ensure_ascii=False),
                attachment=attachment,
                state=WAITING,
                tries=0,
                due=now(),
                expires=arrived + end,
                at=now(),
            )
        )

    def wake(self, channel: str, person: str) -> None:
        """Something may be due for this person."""
        key = (channel, person)
        if channel not in self._channels or self._closed:
            return
        if key in self._busy:
            self._again.add(key)
            return
        task = asyncio.create_task(self._send_all(key))
        self._busy[key] = task

    async def start(self) -> None:
        """Goes on where a stopped service left off: what was on its way is in doubt."""
        await self._doubt_what_nobody_sends()
        for name, channel in self._channels.items():
            if channel.tells_delivery:  # as long as there was no service, no report could come either
                tried = (OutboxRow.channel == name) & (OutboxRow.state == WAITING) & (OutboxRow.tries > 0)
                due = now() + timedelta(seconds=REPORT_SECONDS)
                async with self._database.writing() as session:
                    await session.execute(update(OutboxRow).where(tried, OutboxRow.due < due).values(due=due))
        self._looking = asyncio.create_task(self._look())

    async def close(self) -> None:
        """Stops sending, but ends what is just going out; what is left goes out after the next start."""
        self._closed = True
        tasks = [*self._busy.values(), *([self._looking] if self._looking else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._sending:
            await asyncio.wait(self._sending, timeout=LAST_SECONDS)

    async def delivered(self, channel: str, reference: str) -> None:
        """The platform reports that it has the message: it need not be sent again."""
        async with self._database.writing() as session:
            await session.execute(
                update(OutboxRow)
                .where(OutboxRow.channel == channel, OutboxRow.reference == reference, OutboxRow.state != DEAD)
                .values(state=SENT, **_NOTHING_LEFT)
            )

    async def failed(self, channel: str, reference: str, reason: str) -> None:
        """The platform reports that it could not deliver a message that it had taken."""
        logger.warning("%s could not deliver a message: %s", channel, reason)
        async with self._database.writing() as session:
            await session.execute(
                update(OutboxRow)
                .where(OutboxRow.channel == channel, OutboxRow.reference == reference, OutboxRow.text != "")
                .values(state=DEAD, reason=reason)
            )

    async def _look(self) -> None:
        """Finds what is due and nobody works on: after a start, and what operators send again."""
        while True:
            try:
                await self._doubt_what_nobody_sends()
                async with self._database.reading() as session:
                    rows = await session.execute(
                        select(OutboxRow.channel, OutboxRow.person).where(OutboxRow.state == WAITING).distinct()
                    )
                    for channel, person in rows.all():
                        self.wake(channel, person)
            except Exception as error:
                logger.error("the outbox cannot be read (%s)", type(error).__name__)
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def _doubt_what_nobody_sends(self) -> None:
        """What is marked as on its way, but not by us: a killed service left it.

        Not only from before our start: PostgreSQL may end a killed service's last transaction after it.
        """
        async with self._database.reading() as session:
            rows = await session.execute(
                select(OutboxRow.id, OutboxRow.channel, OutboxRow.tries).where(OutboxRow.state == SENDING)
            )
            found = rows.all()
        for number, name, tries in [
            row for row in found if row.id not in self._going and row.channel in self._channels
        ]:
            pause = REPORT_SECONDS if self._channels[name].tells_delivery else 0.0
            async with self._database.writing() as session:
                await session.execute(
                    update(OutboxRow)
                    .where(OutboxRow.id == number, OutboxRow.state == SENDING, OutboxRow.tries == tries)
                    .values(state=WAITING, due=now() + timedelta(seconds=pause), reason="the service was stopped")
                )

    async def _send_all(self, key: tuple[str, str]) -> None:
        """Sends everything that waits for a person, oldest first."""
        pause = FIRST_PAUSE_SECONDS
        try:
            while True:
                self._again.discard(key)
                try:
                    row = await self._next(key)
                    if row is None:
                        if key in self._again:
                            continue
                        return
                    if await self._waited(key, row):
                        continue  # meanwhile it may have been reported, or deleted
                    going = asyncio.create_task(self._send(key, row))
                    self._sending.add(going)
                    going.add_done_callback(self._sending.discard)
                    await asyncio.shield(going)
                    pause = FIRST_PAUSE_SECONDS
                except Exception as error:  # the database: nothing is lost, and it will be back
                    logger.error("the outbox cannot be worked on (%s)", type(error).__name__)
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
        finally:
            del self._busy[key]

    async def _next(self, key: tuple[str, str]) -> OutboxRow | None:
        async with self._database.reading() as session:
            found: OutboxRow | None = await session.scalar(
                select(OutboxRow)
                .where(OutboxRow.channel == key[0], OutboxRow.person == key[1], OutboxRow.state == WAITING)
                .order_by(OutboxRow.id)
                .limit(1)
            )
            return found

    async def _waited(self, key: tuple[str, str], row: OutboxRow) -> bool:
        """Waits a while where the message is not due yet, or the platform allows no other to this person yet."""
        loop = asyncio.get_running_loop()
        between = self._channels[key[0]].seconds_between
        last = self._last_sent.get(key)
        wait = max((row.due - now()).total_seconds(), last + between - loop.time() if last is not None else 0.0)
        if wait > 0:
            await asyncio.sleep(min(wait, LONGEST_SLEEP_SECONDS))
            return True
        if len(self._last_sent) > 10_000:
            self._last_sent = {each: at for each, at in self._last_sent.items() if loop.time() - at < 60}
        return False

    async def _send(self, key: tuple[str, str], row: OutboxRow) -> None:
        self._going.add(row.id)
        try:
            await self._try(key, row)
        finally:
            self._going.discard(row.id)

    async def _try(self, key: tuple[str, str], row: OutboxRow) -> None:
        channel = self._channels[key[0]]
        if now() >= row.expires:
            return await self._mark(row, state=DEAD, reason="too late: the time in which it could be answered is over")
        if not await self._begin(row):
            return None
        try:
            message = Outgoing(
                row.reference,
                self._keys.decrypt(row.address),
                row.text,
                tuple(Button(button, title) for button, title in json.loads(row.buttons)),
                await self._attachment(row.attachment, row.conversation_id) if row.attachment else None,
            )
            async with self._at_once:
                await channel.send(message)
        except WrongKey:
            return await self._mark(row, state=DEAD, reason="MURSHID_SECRET changed since: the address is unreadable")
        except RetryLater as error:
            pause = error.seconds if error.seconds is not None else _pause(row.tries)
            logger.warning("%s: a message waits %.0f s: %s", channel.name, pause, error)
            return await self._mark(row, state=WAITING, due=now() + timedelta(seconds=pause), reason=str(error))
        except InDoubt as error:
            pause = REPORT_SECONDS if channel.tells_delivery else _pause(row.tries)
            logger.warning("%s: a message may have gone out: %s", channel.name, error)
            return await self._mark(row, state=WAITING, due=now() + timedelta(seconds=pause), reason=str(error))
        except Refused as error:
            logger.error("%s: a message was given up: %s", channel.name, error)
            return await self._mark(row, state=DEAD, reason=str(error))
        except Exception as error:
            logger.error("%s: a message was given up (%s)", channel.name, type(error).__name__)
            return await self._mark(row, state=DEAD, reason=f"not foreseen: {type(error).__name__}")
        finally:
            self._last_sent[key] = asyncio.get_running_loop().time()
        if channel.tells_delivery:
            return await self._mark(row, state=TAKEN, reason=None)
        await self._mark(row, state=SENT, **_NOTHING_LEFT)

    async def _begin(self, row: OutboxRow) -> bool:
        """Marks it as on its way, unless a report or a deletion came first."""
        async with self._database.writing() as session:
            result = await session.execute(
                update(OutboxRow)
                .where(OutboxRow.id == row.id, OutboxRow.state == WAITING)
                .values(state=SENDING, tries=OutboxRow.tries + 1)
                .returning(OutboxRow.id)
            )
            return result.first() is not None

    async def _mark(self, row: OutboxRow, **values: Any) -> None:
        """Notes what became of it, unless the platform's report was faster; waits for a database that is away."""
        unknown = OutboxRow.state.not_in((SENT, DEAD))
        pause = FIRST_PAUSE_SECONDS
        while True:
            try:
                async with self._database.writing() as session:
                    await session.execute(update(OutboxRow).where(OutboxRow.id == row.id, unknown).values(**values))
                return
            except Exception as error:
                logger.error("what became of a message cannot be noted yet (%s)", type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


def _pause(tries: int) -> float:
    """Seconds until the next attempt after so many failed ones before this."""
    return float(min(FIRST_PAUSE_SECONDS * 2**tries, LONGEST_PAUSE_SECONDS))


async def forget_taken(session: AsyncSession, before: datetime) -> None:
    """Forgets the words of messages about which no report came for so long, inside a transaction of the caller's."""
    await session.execute(
        update(OutboxRow).where(OutboxRow.state == TAKEN, OutboxRow.at < before).values(state=SENT, **_NOTHING_LEFT)
    )


async def forget(session: AsyncSession, conversation_id: str) -> None:
    """Deletes what is on its way to a conversation whose data is deleted, inside a transaction of the caller's."""
    await session.execute(delete(OutboxRow).where(OutboxRow.conversation_id == conversation_id))
