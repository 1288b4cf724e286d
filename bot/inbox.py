"""What arrives: each message is stored once, with its platform's id, before it is acknowledged, and then waits."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import texts
from bot.channel import Arrived, Kind
from bot.database import Database
from bot.incoming import read
from bot.keys import Keys
from bot.store import WEB, new_conversation_id, now
from bot.tables import ButtonRow, ConversationRow, IgnoredRow, InboxRow, MessageRow
from bot.wishes import wish

_OUR_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
WAITING = "waiting"
DONE = "done"


class Task(StrEnum):
    """What is to be done with a message. Its words are Rasa's message, our own answer, or an estimate's number."""

    RASA = "rasa"
    SAY = "say"
    GREET = "greet"
    DELETE = "delete"
    EXPORT = "export"
    PICTURE = "picture"
    DOCUMENT = "document"
    TOO_MANY = "too_many"
    """One more than may wait: it is kept, and answered by a request to wait for the first of them only."""


@dataclass(frozen=True)
class ToDo:
    """A message as read: the text to keep (masked), what to do, and with which words."""

    kept: str
    task: Task
    words: str
    masked: bool = False


@dataclass(frozen=True)
class Waiting:
    """A message that is not done yet. `first`: the first of its conversation."""

    id: int
    channel: str
    conversation_id: str
    message_id: int
    task: Task
    words: str
    masked: bool
    first: bool
    at: datetime


@dataclass(frozen=True)
class Taken:
    """Where a page's message stands: its numbers, whether it had come before, and whether it was done by then."""

    id: int
    message_id: int
    again: bool = False
    done: bool = False


class TooManyWaiting(Exception):
    """So many messages of this conversation wait already that another is not taken."""


class UnknownConversation(Exception):
    """There is no conversation with this id."""


class Inbox:
    """The messages of all channels. `wake` is called with the conversation's id when one has something to do."""

    def __init__(self, database: Database, keys: Keys, max_length: int, max_waiting: int) -> None:
        self._database = database
        self._keys = keys
        self._max_length = max_length
        self._max_waiting = max_waiting
        self.wake: Callable[[str], None] = lambda conversation_id: None

    async def take(self, arrived: Arrived) -> bool:
        """Stores a message of a messenger in one transaction; False where this delivery came before."""
        delivery = self._keys.delivery(arrived.channel, arrived.delivery)
        async with self._database.writing() as session:
            known = await session.scalar(
                select(InboxRow).where(InboxRow.channel == arrived.channel, InboxRow.delivery == delivery)
            )
            if known is not None:
                if known.state == WAITING and known.conversation_id is not None:
                    self.wake(known.conversation_id)  # PostgreSQL may have stored it after its service was killed
                return False
            conversation_id, first = await self._conversation_of(session, arrived)
            todo = await self._read(session, conversation_id, arrived)
            if await _waiting(session, conversation_id) >= self._max_waiting:
                todo = ToDo(todo.kept, Task.TOO_MANY, texts.TOO_MANY_WAITING, todo.masked)
            taken = await self._store(session, arrived.channel, delivery, conversation_id, todo, first=first)
        if taken is not None:
            self.wake(conversation_id)
        return taken is not None

    async def take_from_page(self, conversation_id: str, key: str | None, kind: Kind, text: str) -> Taken:
        """Stores a message of the web. The same `key` in the same conversation is the same message.

        Raises `UnknownConversation`, or `TooManyWaiting`; nothing is stored then.
        """
        delivery = self._keys.delivery(WEB, f"{conversation_id} {key or secrets.token_urlsafe(16)}")
        async with self._database.writing() as session:
            touched = await session.execute(
                update(ConversationRow).where(ConversationRow.id == conversation_id).values(active=now())
            )
            if not touched.rowcount:  # type: ignore[attr-defined]
                raise UnknownConversation
            known = await session.scalar(select(InboxRow).where(InboxRow.channel == WEB, InboxRow.delivery == delivery))
            if known is not None and known.message_id is not None:
                return Taken(known.id, known.message_id, again=True, done=known.state == DONE)
            if await _waiting(session, conversation_id) >= self._max_waiting:
                raise TooManyWaiting
            arrived = Arrived(WEB, "", "", "", kind, text)
            todo = await self._read(session, conversation_id, arrived)
            taken = await self._store(session, WEB, delivery, conversation_id, todo, first=False, key=key)
        if taken is None:
            raise UnknownConversation  # the conversation was deleted under this very key
        return taken

    async def next(self, conversation_id: str) -> Waiting | None:
        """The oldest message of the conversation that is not done."""
        async with self._database.reading() as session:
            row = await session.scalar(
                select(InboxRow)
                .where(InboxRow.state == WAITING, InboxRow.conversation_id == conversation_id)
                .order_by(InboxRow.id)
                .limit(1)
            )
        if row is None or row.message_id is None:
            return None
        return Waiting(
            row.id,
            row.channel,
            conversation_id,
            row.message_id,
            Task(row.task),
            row.words,
            row.masked,
            row.first,
            row.at,
        )

    async def is_done(self, number: int) -> bool:
        """Whether a message was handled, or deleted."""
        async with self._database.reading() as session:
            return await session.scalar(select(InboxRow.state).where(InboxRow.id == number)) != WAITING

    async def conversations_waiting(self) -> list[str]:
        """The conversations with messages that are not done: those that a stopped service left behind."""
        async with self._database.reading() as session:
            ids = await session.scalars(select(InboxRow.conversation_id).where(InboxRow.state == WAITING).distinct())
            return [each for each in ids if each is not None]

    async def count_ignored(self, channel: str, what: str) -> None:
        """Counts something that was acknowledged and is not answered; `what` names its kind."""
        insert = self._database.insert(IgnoredRow).values(channel=channel, what=what[:64], day=date.today(), times=1)
        async with self._database.writing() as session:
            await session.execute(
                insert.on_conflict_do_update(
                    index_elements=["channel", "what", "day"], set_={"times": IgnoredRow.times + 1}
                )
            )

    async def _conversation_of(self, session: AsyncSession, arrived: Arrived) -> tuple[str, bool]:
        """The id of this person's conversation, and whether it is new; nobody deletes it meanwhile."""
        person = self._keys.person(arrived.channel, arrived.person)
        address = self._keys.encrypt(arrived.address)
        while True:  # again where the conversation is deleted between the two
            if (conversation_id := await self._new_conversation(session, arrived.channel, person, address)) is not None:
                return conversation_id, True
            found = await session.scalar(
                update(ConversationRow)
                .where(ConversationRow.channel == arrived.channel, ConversationRow.person == person)
                .values(address=address, active=now())
                .returning(ConversationRow.id)
            )
            if found is not None:
                return str(found), False

    async def _new_conversation(self, session: AsyncSession, channel: str, person: str, address: str) -> str | None:
        inserted = await session.scalar(
            self._database.insert(ConversationRow)
            .values(
                id=new_conversation_id(),
                channel=channel,
                person=person,
                address=address,
                started=now(),
                active=now(),
                warned=False,
            )
            .on_conflict_do_nothing(index_elements=["channel", "person"])
            .returning(ConversationRow.id)
        )
        return None if inserted is None else str(inserted)

    async def _read(self, session: AsyncSession, conversation_id: str, arrived: Arrived) -> ToDo:
        match arrived.kind:
            case Kind.TEXT:
                return self._read_text(arrived.text)
            case Kind.BUTTON:
                row = await session.get(ButtonRow, arrived.text) if _OUR_ID.fullmatch(arrived.text) else None
                if row is None or row.conversation_id != conversation_id:
                    return ToDo("", Task.SAY, texts.UNKNOWN_BUTTON)
                return pressed(row.title, row.payload)
            case Kind.START:
                return ToDo("/start", Task.GREET, "")
            case Kind.HELP:
                return ToDo("/help", Task.RASA, "/help_menu")
            case _:
                return ToDo(f"[{arrived.kind}]", Task.SAY, texts.NOT_TEXT[arrived.kind])

    def _read_text(self, text: str) -> ToDo:
        incoming = read(text, self._max_length)
        wanted = wish(incoming.stored)
        if wanted is not None:
            return ToDo(incoming.stored, Task.DELETE if wanted == "delete" else Task.EXPORT, "")
        if incoming.for_rasa is None:
            return ToDo(incoming.stored, Task.SAY, incoming.answer or texts.EMPTY, incoming.masked)
        return ToDo(incoming.stored, Task.RASA, incoming.for_rasa, incoming.masked)

    async def _store(
        self,
        session: AsyncSession,
        channel: str,
        delivery: str,
        conversation_id: str,
        todo: ToDo,
        *,
        first: bool,
        key: str | None = None,
    ) -> Taken | None:
        """The message and its delivery; None where the delivery is known, and then nothing is stored."""
        inserted = await session.scalar(
            self._database.insert(InboxRow)
            .values(
                channel=channel,
                delivery=delivery,
                conversation_id=conversation_id,
                task=todo.task,
                words=todo.words,
                masked=todo.masked,
                first=first,
                state=WAITING,
                at=now(),
            )
            .on_conflict_do_nothing(index_elements=["channel", "delivery"])
            .returning(InboxRow.id)
        )
        if inserted is None:
            return None
        message = MessageRow(conversation_id=conversation_id, author="citizen", text=todo.kept, key=key, at=now())
        session.add(message)
        await session.flush()
        await session.execute(update(InboxRow).where(InboxRow.id == inserted).values(message_id=message.id))
        return Taken(inserted, message.id)


def pressed(title: str, payload: str) -> ToDo:
    """A button that was issued: most are Rasa's, those of the service's own begin with "!"."""
    if not payload.startswith("!"):
        return ToDo(title, Task.RASA, payload)
    name, _, number = payload[1:].partition(":")
    return ToDo(title, Task(name), number)


async def _waiting(session: AsyncSession, conversation_id: str) -> int:
    counted = await session.scalar(
        select(func.count())
        .select_from(InboxRow)
        .where(InboxRow.state == WAITING, InboxRow.conversation_id == conversation_id)
    )
    return counted or 0
