"""The tables. The migrations in `bot/migrations` make and change them; a test holds the two together."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Date, DateTime, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A moment with its time zone. SQLite keeps none, so what it gives back is UTC, as it was written."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Written in UTC."""
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read in UTC."""
        return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value


class Table(DeclarativeBase):
    """The base of all tables."""


class ConversationRow(Table):
    """One citizen's conversation on one channel."""

    __tablename__ = "conversations"
    __table_args__ = (
        Index("ix_conversations_person", "channel", "person", unique=True),
        Index("ix_conversations_active", "active"),
    )
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Unguessable; Rasa's sender id. On the web, its signed form is the only key to it."""
    channel: Mapped[str] = mapped_column(String(16))
    person: Mapped[str | None] = mapped_column(String(64))
    """A keyed hash of the platform's user; null on the web, where nobody says who they are."""
    address: Mapped[str | None] = mapped_column(Text)
    """What a reply needs, encrypted; null on the web."""
    started: Mapped[datetime] = mapped_column(Moment)
    active: Mapped[datetime] = mapped_column(Moment)
    """When the citizen last wrote: retention counts from here."""
    warned: Mapped[bool]
    """Whether the citizen was already told not to send identity numbers and the like."""


class MessageRow(Table):
    """A citizen's message or one of the replies to it. Text is stored with personal numbers already masked."""

    __tablename__ = "messages"
    __table_args__ = (Index("ix_messages_in_order", "conversation_id", "id"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"))
    answers_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    """For a reply: the message that it answers. The greeting of a page answers none."""
    author: Mapped[str] = mapped_column(String(8))
    text: Mapped[str] = mapped_column(Text)
    status: Mapped[str | None] = mapped_column(String(16))
    """How the turn ended; null for a message that is not answered yet."""
    key: Mapped[str | None] = mapped_column(String(64))
    """The page's own name for a message, by which it knows after a reload what arrived."""
    attachment: Mapped[str | None] = mapped_column(String(32))
    """What goes with a reply, such as "picture:12" for estimate 12; made when it is sent (`bot.attachments`)."""
    at: Mapped[datetime] = mapped_column(Moment)


class ButtonRow(Table):
    """A button that we issued. Only these become intents; the citizen's side sees the id and the title."""

    __tablename__ = "buttons"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    place: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    payload: Mapped[str] = mapped_column(Text)


class EstimateRow(Table):
    """The household of an estimate, as the citizen told it, so that its picture can be drawn again."""

    __tablename__ = "estimates"
    __table_args__ = ({"sqlite_autoincrement": True},)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id", ondelete="CASCADE"), index=True)
    """The reply that tells the estimate."""
    household: Mapped[str] = mapped_column(Text)
    """The household's JSON."""
    day: Mapped[date] = mapped_column(Date)
    """The day for which it was estimated."""


class InboxRow(Table):
    """What arrived and what is to be done with it. When it is done only the fact of the delivery is left."""

    __tablename__ = "inbox"
    __table_args__ = (
        UniqueConstraint("channel", "delivery", name="uq_inbox_delivery"),
        Index("ix_inbox_state", "state", "conversation_id"),
        {"sqlite_autoincrement": True},  # a number is never given twice
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    """Rasa is told this number with the message, and handles each number once."""
    channel: Mapped[str] = mapped_column(String(16))
    delivery: Mapped[str] = mapped_column(String(64))
    """A keyed hash of the platform's id of the delivery: WhatsApp's ids hold the telephone number."""
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id", ondelete="SET NULL"), index=True)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id", ondelete="SET NULL"), index=True)
    task: Mapped[str] = mapped_column(String(16))
    words: Mapped[str] = mapped_column(Text)
    masked: Mapped[bool]
    first: Mapped[bool]
    """Whether it is the first message of its conversation."""
    state: Mapped[str] = mapped_column(String(8))
    at: Mapped[datetime] = mapped_column(Moment)


class OutboxRow(Table):
    """One message on its way to a citizen of a messenger: all the replies of a turn."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_state", "state", "due"),
        Index("ix_outbox_person", "channel", "person", "id"),
        {"sqlite_autoincrement": True},
    )
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    reference: Mapped[str] = mapped_column(String(32), unique=True)
    """The name that the platform is given for the message."""
    channel: Mapped[str] = mapped_column(String(16))
    person: Mapped[str] = mapped_column(String(64))
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversations.id", ondelete="SET NULL"), index=True)
    address: Mapped[str] = mapped_column(Text)
    """Encrypted; empty once the message was sent."""
    text: Mapped[str] = mapped_column(Text)
    """Empty once the message was sent: the conversation has it."""
    buttons: Mapped[str] = mapped_column(Text)
    """JSON: a list of [id, title]."""
    attachment: Mapped[str | None] = mapped_column(String(32))
    state: Mapped[str] = mapped_column(String(8))
    tries: Mapped[int]
    due: Mapped[datetime] = mapped_column(Moment)
    expires: Mapped[datetime] = mapped_column(Moment)
    """After this the platform would not take it, or nobody wants to read it any more."""
    reason: Mapped[str | None] = mapped_column(Text)
    """Why the last attempt failed, for operators."""
    at: Mapped[datetime] = mapped_column(Moment)


class DeletionRow(Table):
    """That data was deleted, without the data."""

    __tablename__ = "deletions"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    at: Mapped[datetime] = mapped_column(Moment)
    channel: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(16))
    """"citizen": asked for; "retention": too old."""
    conversations: Mapped[int]
    messages: Mapped[int]


class IgnoredRow(Table):
    """How often a channel delivered something that is acknowledged and not answered."""

    __tablename__ = "ignored"
    channel: Mapped[str] = mapped_column(String(16), primary_key=True)
    what: Mapped[str] = mapped_column(String(64), primary_key=True)
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    times: Mapped[int]
