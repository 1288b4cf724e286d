"""A citizen's data: the copy that they may have, its deletion when they ask or when it is old, and the log of that."""

import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot.database import Database
from bot.inbox import DONE, WAITING, Waiting
from bot.outbox import GIVE_UP_AFTER, Outbox, Recipient, forget, forget_taken
from bot.statuses import Status
from bot.store import WEB, Draft, Message, Store, now
from bot.tables import ButtonRow, ConversationRow, DeletionRow, EstimateRow, InboxRow, MessageRow, OutboxRow
from bot.turns import merged, recipient_of

CITIZEN = "citizen"
RETENTION = "retention"
PURGED_AT_ONCE = 200

_AUTHORS = {"citizen": "أنت", "murshid": "مرشد الضمان"}


class Data:
    """Copies and deletes what is kept of a conversation in this database; Rasa's memory is asked for separately."""

    def __init__(self, database: Database, store: Store, outbox: Outbox) -> None:
        self._database = database
        self._store = store
        self._outbox = outbox

    async def copy(self, conversation_id: str, rasa_knows: object) -> str:
        """All that is kept of a conversation, as a text to read. `rasa_knows` is what Rasa's memory holds."""
        messages = await self._store.history(conversation_id, limit=1_000_000)
        estimates = await self._store.estimates(conversation_id)
        lines = ["نسخة من بياناتك في مرشد الضمان", f"التاريخ: {now():%Y-%m-%d %H:%M} UTC", "", "الرسائل والأجوبة:", ""]
        for message in messages:
            lines.append(f"[{message.at:%Y-%m-%d %H:%M}] {_AUTHORS[message.author]}: {message.text}")
        lines += ["", "ما قلته عن حالتك في آخر محادثة:", json.dumps(rasa_knows, ensure_ascii=False, indent=1)]
        lines += ["", "تقديراتك:"]
        lines += [f"{each.day}: {json.dumps(each.household, ensure_ascii=False)}" for each in estimates] or ["لا يوجد"]
        return "\n".join(lines) + "\n"

    async def delete(self, row: Waiting, drafts: Sequence[Draft]) -> tuple[list[Message], Recipient | None]:
        """Deletes a conversation up to the message that asks for it, and stores the confirmation to be sent.

        What the citizen wrote after that message, and is not answered yet, stays.
        """
        async with self._database.writing() as session:
            recipient = await recipient_of(session, row) if row.channel != WEB else None
            messages = await self._delete_rows(session, row)
            session.add(DeletionRow(at=now(), channel=row.channel, reason=CITIZEN, conversations=1, messages=messages))
            replies = [
                Message("murshid", draft.text, Status.ANSWERED, (), now(), attachment=draft.attachment)
                for draft in drafts
            ]
            if recipient is not None:
                after = Recipient(recipient.channel, recipient.person, None, recipient.address)
                await self._outbox.add(session, after, *merged(replies), row.at)
        return replies, recipient

    async def _delete_rows(self, session: AsyncSession, row: Waiting) -> int:
        # Nobody adds a message to it from here on: `Inbox.take` changes this row first.
        await session.get(ConversationRow, row.conversation_id, with_for_update=True)
        await forget(session, row.conversation_id)
        await session.execute(
            update(InboxRow)
            .where(InboxRow.conversation_id == row.conversation_id, InboxRow.id <= row.id)
            .values(state=DONE, words="", conversation_id=None, message_id=None)
        )
        later = await session.scalar(
            select(func.count())
            .select_from(InboxRow)
            .where(InboxRow.conversation_id == row.conversation_id, InboxRow.state == WAITING)
        )
        of_it = MessageRow.conversation_id == row.conversation_id
        if later:
            of_it = of_it & ~MessageRow.id.in_(
                select(InboxRow.message_id).where(InboxRow.conversation_id == row.conversation_id)
            )
        counted = await session.scalar(select(func.count()).select_from(MessageRow).where(of_it)) or 0
        await _delete_messages(session, of_it)
        if not later:
            await session.execute(delete(ConversationRow).where(ConversationRow.id == row.conversation_id))
        return counted

    async def purge(self, before: datetime, forgotten_by_rasa: Callable[[str], Awaitable[None]]) -> int:
        """Deletes conversations whose citizens last wrote before this moment. Returns how many.

        Rasa forgets each first; where it cannot, its error is raised and the rest stays for the next time. Deliveries
        and messages that were sent or given up before this moment are forgotten too.
        """
        purged = 0
        while True:
            async with self._database.reading() as session:
                rows = await session.execute(
                    select(ConversationRow.id, ConversationRow.channel)
                    .where(ConversationRow.active < before)
                    .order_by(ConversationRow.active)
                    .limit(PURGED_AT_ONCE)
                )
                old = rows.all()
            of_these = 0
            for conversation_id, channel in old:
                await forgotten_by_rasa(conversation_id)
                of_these += await self._purge_one(conversation_id, channel, before)
            purged += of_these
            if len(old) < PURGED_AT_ONCE or not of_these:
                break
        async with self._database.writing() as session:
            await session.execute(
                delete(InboxRow).where(InboxRow.at < before, InboxRow.state == DONE, InboxRow.conversation_id.is_(None))
            )
            await session.execute(delete(OutboxRow).where(OutboxRow.at < before))
            await forget_taken(session, now() - GIVE_UP_AFTER)
        return purged

    async def _purge_one(self, conversation_id: str, channel: str, before: datetime) -> int:
        waits = (
            select(InboxRow.id).where(InboxRow.conversation_id == conversation_id, InboxRow.state == WAITING).exists()
        )
        of_it = MessageRow.conversation_id == conversation_id
        async with self._database.writing() as session:
            messages = await session.scalar(select(func.count()).select_from(MessageRow).where(of_it)) or 0
            await forget(session, conversation_id)
            gone = await session.execute(
                delete(ConversationRow)
                .where(ConversationRow.id == conversation_id, ConversationRow.active < before, ~waits)
                .returning(ConversationRow.id)
            )
            if gone.first() is None:  # the citizen has just written again
                await session.rollback()
                return 0
            session.add(DeletionRow(at=now(), channel=channel, reason=RETENTION, conversations=1, messages=messages))
        return 1


async def _delete_messages(session: AsyncSession, which: ColumnElement[bool]) -> None:
    numbers = select(MessageRow.id).where(which)
    await session.execute(delete(ButtonRow).where(ButtonRow.message_id.in_(numbers)))
    await session.execute(delete(EstimateRow).where(EstimateRow.message_id.in_(numbers)))
    await session.execute(delete(MessageRow).where(which, MessageRow.answers_id.is_not(None)))
    await session.execute(delete(MessageRow).where(which))
