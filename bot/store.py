"""What the service keeps: conversations, their messages and replies in order, and the buttons that it issued.

SQLite (in WAL mode) by default; any other database that SQLAlchemy's async engines know by its address. The tables are
made and changed by the migrations in `bot/migrations`, which run when the store opens.
"""

import asyncio
import secrets
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, DateTime, ForeignKey, Index, String, Text, event, func, select, text, update
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bot.statuses import Status
from bot.texts import QuickReply

MIGRATIONS = Path(__file__).parent / "migrations"
CONVERSATION_ID_BYTES = 32
BUTTON_ID_BYTES = 12
"""16 characters: fits Telegram's 64 bytes of callback data with room to spare, and cannot be guessed."""

Author = Literal["citizen", "murshid"]


class Table(DeclarativeBase):
    """The base of all tables."""


class ConversationRow(Table):
    """One citizen's conversation. Its id is the only key to it."""

    __tablename__ = "conversations"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    channel: Mapped[str] = mapped_column(String(16))
    started: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    warned: Mapped[bool]
    """Whether the citizen was already told not to send identity numbers and the like."""


class MessageRow(Table):
    """A citizen's message or one of the replies to it. Text is stored with personal numbers already masked."""

    __tablename__ = "messages"
    __table_args__ = (Index("ix_messages_in_order", "conversation_id", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    """For a reply: the message that it answers. The greeting answers none."""
    author: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    status: Mapped[str | None] = mapped_column(String(16))
    """How the turn ended; null for a message that is not answered yet."""
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ButtonRow(Table):
    """A button that we issued. Only these become intents; the citizen's side sees the id and the title."""

    __tablename__ = "buttons"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    place: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    payload: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True)
class Draft:
    """A reply before it is stored: what is said, and the buttons as the assistant means them."""

    text: str
    quick_replies: tuple[QuickReply, ...] = ()


@dataclass(frozen=True)
class Button:
    """A button as a channel shows it."""

    id: str
    title: str


@dataclass(frozen=True)
class Message:
    """A stored message or reply."""

    author: Author
    text: str
    status: Status | None
    buttons: tuple[Button, ...]
    at: datetime


class Store:
    """All reading and writing of what the service keeps. Open it with `open_store`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._sessions = async_sessionmaker(engine, expire_on_commit=False)
        # SQLite has one writer: waiting here is in order and free, waiting inside SQLite is polling.
        self._writers = asyncio.Semaphore(1 if engine.dialect.name == "sqlite" else 1000)

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncSession]:
        async with self._writers, self._sessions() as session, session.begin():
            yield session

    async def ping(self) -> None:
        """Raises whatever the database raises when it cannot be read."""
        async with self._sessions() as session:
            await session.execute(text("SELECT 1"))

    async def open_conversation(self, channel: str, greeting: Sequence[Draft]) -> tuple[str, list[Message]]:
        """Begins a conversation with the assistant's first words. Returns its unguessable id and those words."""
        conversation_id = secrets.token_urlsafe(CONVERSATION_ID_BYTES)
        async with self._writing() as session:
            session.add(ConversationRow(id=conversation_id, channel=channel, started=_now(), warned=False))
            await session.flush()
            return conversation_id, await self._add_replies(session, conversation_id, None, greeting, Status.ANSWERED)

    async def is_known(self, conversation_id: str) -> bool:
        """Whether there is such a conversation."""
        async with self._sessions() as session:
            return await session.get(ConversationRow, conversation_id) is not None

    async def button(self, conversation_id: str, button_id: str) -> QuickReply | None:
        """The meaning of a button issued in this conversation; None for any other."""
        async with self._sessions() as session:
            row = await session.get(ButtonRow, button_id)
        if row is None or row.conversation_id != conversation_id:
            return None
        return QuickReply(row.title, row.payload)

    async def receive(self, conversation_id: str, said: str) -> int:
        """Stores a citizen's message before anything else is done with it. Returns its number."""
        async with self._writing() as session:
            row = MessageRow(
                conversation_id=conversation_id, answers_id=None, author="citizen", text=said, status=None, at=_now()
            )
            session.add(row)
            await session.flush()
            return row.id

    async def warn_once(self, conversation_id: str) -> bool:
        """Whether the citizen must now be told not to send personal numbers: true only the first time."""
        async with self._writing() as session:
            result = await session.execute(
                update(ConversationRow)
                .where(ConversationRow.id == conversation_id, ConversationRow.warned.is_(False))
                .values(warned=True)
                .returning(ConversationRow.id)
            )
            return result.first() is not None

    async def reply(
        self, conversation_id: str, message_id: int, drafts: Sequence[Draft], status: Status
    ) -> list[Message]:
        """Stores the replies to a message, issues their buttons, and marks how the turn ended, all or nothing."""
        async with self._writing() as session:
            await session.execute(update(MessageRow).where(MessageRow.id == message_id).values(status=status.value))
            return await self._add_replies(session, conversation_id, message_id, drafts, status)

    async def history(self, conversation_id: str, limit: int) -> list[Message]:
        """The last `limit` messages, oldest first, each citizen's message followed by its replies."""
        turn = func.coalesce(MessageRow.answers_id, MessageRow.id)
        async with self._sessions() as session:
            rows = (
                await session.scalars(
                    select(MessageRow)
                    .where(MessageRow.conversation_id == conversation_id)
                    .order_by(turn.desc(), MessageRow.id.desc())
                    .limit(limit)
                )
            ).all()
            buttons = (
                await session.scalars(
                    select(ButtonRow)
                    .where(ButtonRow.message_id.in_([row.id for row in rows]))
                    .order_by(ButtonRow.message_id, ButtonRow.place)
                )
            ).all()
        return [_message(row, [each for each in buttons if each.message_id == row.id]) for row in reversed(rows)]

    async def _add_replies(
        self,
        session: AsyncSession,
        conversation_id: str,
        message_id: int | None,
        drafts: Sequence[Draft],
        status: Status,
    ) -> list[Message]:
        stored: list[Message] = []
        for draft in drafts:
            row = MessageRow(
                conversation_id=conversation_id,
                answers_id=message_id,
                author="murshid",
                text=draft.text,
                status=status.value,
                at=_now(),
            )
            session.add(row)
            await session.flush()
            buttons = [
                ButtonRow(
                    id=secrets.token_urlsafe(BUTTON_ID_BYTES),
                    conversation_id=conversation_id,
                    message_id=row.id,
                    place=place,
                    title=title,
                    payload=payload,
                )
                for place, (title, payload) in enumerate(draft.quick_replies)
            ]
            session.add_all(buttons)
            stored.append(_message(row, buttons))
        return stored


def _message(row: MessageRow, buttons: Sequence[ButtonRow]) -> Message:
    return Message(
        author="citizen" if row.author == "citizen" else "murshid",
        text=row.text,
        status=Status(row.status) if row.status else None,
        buttons=tuple(Button(each.id, each.title) for each in buttons),
        at=row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC),
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _migrate(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _prepare_sqlite(engine: AsyncEngine) -> None:
    """WAL, foreign keys, and real transactions."""

    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begun(connection: Connection) -> None:
        # A transaction that reads before it writes has to ask for the lock at once: SQLite would not let it wait later.
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@asynccontextmanager
async def open_store(url: str) -> AsyncIterator[Store]:
    """The store at this address, its tables brought up to date; closed at the end."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    # Parameters are words of citizens: they must not get into an error's text, and so into a log.
    engine = create_async_engine(parsed, hide_parameters=True)
    if parsed.get_backend_name() == "sqlite":
        _prepare_sqlite(engine)
    try:
        async with engine.connect() as connection:
            await connection.execution_options(immediate=True)
            async with connection.begin():
                await connection.run_sync(_migrate)
        yield Store(engine)
    finally:
        await engine.dispose()
