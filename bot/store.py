"""Conversations, their messages and replies in order, the buttons that were issued, and the estimates."""

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Literal

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.channel import Button
from bot.database import Database
from bot.statuses import Status
from bot.tables import ButtonRow, ConversationRow, EstimateRow, MessageRow
from bot.texts import QuickReply

CONVERSATION_ID_BYTES = 32
BUTTON_ID_BYTES = 12
"""16 characters: fits Telegram's 64 bytes of callback data with room to spare, and cannot be guessed."""

WEB = "web"
OF_THE_ESTIMATE = ":"
"""How the payload of a button ends that is about the estimate which its reply tells; the estimate's number follows."""

Author = Literal["citizen", "murshid"]


@dataclass(frozen=True)
class Draft:
    """A reply before it is stored: what is said, the buttons as the assistant means them, and what goes with it.

    `household` is the household's JSON where the reply tells an estimate of it; `attachment` is what
    `bot.attachments` makes when the reply is sent; `trace` is handed on to who asks for it, and not stored.
    """

    text: str
    quick_replies: tuple[QuickReply, ...] = ()
    household: dict[str, Any] | None = None
    attachment: str | None = None
    trace: dict[str, Any] | None = None


@dataclass(frozen=True)
class Message:
    """A stored message or reply. `estimate` is the number of the estimate that the reply tells.

    `trace` is there only while the message is being answered.
    """

    author: Author
    text: str
    status: Status | None
    buttons: tuple[Button, ...]
    at: datetime
    key: str | None = None
    estimate: int | None = None
    attachment: str | None = None
    trace: dict[str, Any] | None = None


@dataclass(frozen=True)
class Estimated:
    """The household of an estimate (its JSON) and the day for which it was estimated."""

    household: dict[str, Any]
    day: date


@dataclass
class _Around:
    """What hangs on stored messages, by the number of the message."""

    buttons: dict[int, list[Button]] = field(default_factory=dict)
    estimates: dict[int, int] = field(default_factory=dict)


class Store:
    """Reading and writing of conversations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open_conversation(self, greeting: Sequence[Draft]) -> tuple[str, list[Message]]:
        """Begins a conversation on the web with the assistant's first words. Returns its id and those words."""
        conversation_id = new_conversation_id()
        async with self._database.writing() as session:
            session.add(
                ConversationRow(id=conversation_id, channel=WEB, started=now(), active=now(), warned=False),
            )
            await session.flush()
            return conversation_id, await add_replies(session, conversation_id, None, greeting, Status.ANSWERED)

    async def is_known(self, conversation_id: str) -> bool:
        """Whether there is such a conversation."""
        async with self._database.reading() as session:
            return await session.get(ConversationRow, conversation_id) is not None

    async def is_warned(self, conversation_id: str) -> bool:
        """Whether the citizen was already told not to send personal numbers; `bot.turns` notes it with the reply."""
        async with self._database.reading() as session:
            found = await session.scalar(select(ConversationRow.warned).where(ConversationRow.id == conversation_id))
            return bool(found)

    async def history(self, conversation_id: str, limit: int) -> list[Message]:
        """The last `limit` messages, oldest first, each citizen's message followed by its replies."""
        turn = func.coalesce(MessageRow.answers_id, MessageRow.id)
        async with self._database.reading() as session:
            rows = (
                await session.scalars(
                    select(MessageRow)
                    .where(MessageRow.conversation_id == conversation_id)
                    .order_by(turn.desc(), MessageRow.id.desc())
                    .limit(limit)
                )
            ).all()
            return await _messages(session, rows[::-1])

    async def replies(self, message_id: int) -> list[Message]:
        """The replies to a citizen's message, in order; none while it is not answered."""
        async with self._database.reading() as session:
            return await replies_to(session, message_id)

    async def estimate(self, conversation_id: str, number: int) -> Estimated | None:
        """An estimate of this conversation; None for any other number."""
        async with self._database.reading() as session:
            row = await session.get(EstimateRow, number)
        if row is None or row.conversation_id != conversation_id:
            return None
        return Estimated(json.loads(row.household), row.day)

    async def estimates(self, conversation_id: str) -> list[Estimated]:
        """All estimates of this conversation, oldest first."""
        async with self._database.reading() as session:
            rows = await session.scalars(
                select(EstimateRow).where(EstimateRow.conversation_id == conversation_id).order_by(EstimateRow.id)
            )
            return [Estimated(json.loads(row.household), row.day) for row in rows]


async def add_replies(
    session: AsyncSession, conversation_id: str, message_id: int | None, drafts: Iterable[Draft], status: Status
) -> list[Message]:
    """Stores the replies to a message and issues their buttons, inside a transaction of the caller's."""
    stored: list[Message] = []
    for draft in drafts:
        row = MessageRow(
            conversation_id=conversation_id,
            answers_id=message_id,
            author="murshid",
            text=draft.text,
            status=status.value,
            attachment=draft.attachment,
            at=now(),
        )
        session.add(row)
        await session.flush()
        estimate: int | None = None
        if draft.household is not None:
            told = EstimateRow(
                conversation_id=conversation_id,
                message_id=row.id,
                household=json.dumps(draft.household, ensure_ascii=False),
                day=now().date(),
            )
            session.add(told)
            await session.flush()
            estimate = told.id
        buttons = [
            ButtonRow(
                id=secrets.token_urlsafe(BUTTON_ID_BYTES),
                conversation_id=conversation_id,
                message_id=row.id,
                place=place,
                title=title,
                payload=f"{payload}{estimate}" if payload.endswith(OF_THE_ESTIMATE) else payload,
            )
            for place, (title, payload) in enumerate(draft.quick_replies)
        ]
        session.add_all(buttons)
        around = _Around({row.id: [Button(each.id, each.title) for each in buttons]}, {})
        if estimate is not None:
            around.estimates[row.id] = estimate
        stored.append(_message(row, around))
    return stored


async def replies_to(session: AsyncSession, message_id: int) -> list[Message]:
    """The replies to a citizen's message, in order."""
    rows = await session.scalars(select(MessageRow).where(MessageRow.answers_id == message_id).order_by(MessageRow.id))
    return await _messages(session, rows.all())


async def _messages(session: AsyncSession, rows: Sequence[MessageRow]) -> list[Message]:
    numbers = [row.id for row in rows if row.author == "murshid"]
    around = _Around()
    if numbers:
        buttons = select(ButtonRow).where(ButtonRow.message_id.in_(numbers)).order_by(ButtonRow.place)
        for button in await session.scalars(buttons):
            around.buttons.setdefault(button.message_id, []).append(Button(button.id, button.title))
        told = select(EstimateRow.message_id, EstimateRow.id).where(EstimateRow.message_id.in_(numbers))
        around.estimates = dict((await session.execute(told)).all())
    return [_message(row, around) for row in rows]


def _message(row: MessageRow, around: _Around) -> Message:
    return Message(
        author="citizen" if row.author == "citizen" else "murshid",
        text=row.text,
        status=Status(row.status) if row.status else None,
        buttons=tuple(around.buttons.get(row.id, ())),
        at=row.at,
        key=row.key,
        estimate=around.estimates.get(row.id),
        attachment=row.attachment,
    )


def new_conversation_id() -> str:
    """An id that cannot be guessed."""
    return secrets.token_urlsafe(CONVERSATION_ID_BYTES)


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
