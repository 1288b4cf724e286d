"""The end of a turn: replies, estimate, outbox and the done message are stored together, or not at all."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from arabic import normalise
from bot.channel import Button, Channel, Outgoing
from bot.database import Database
from bot.inbox import DONE, WAITING, Waiting
from bot.outbox import Outbox, Recipient
from bot.statuses import Status
from bot.store import WEB, Draft, Message, add_replies, replies_to
from bot.tables import ButtonRow, ConversationRow, InboxRow, MessageRow
from bot.texts import DOCUMENT_BUTTON, PICTURE_BUTTON, QuickReply

_CHOICE = re.compile(r"([0-9]{1,2})\W*")


class Turns:
    """Ends turns, and looks back at the one before."""

    def __init__(self, database: Database, outbox: Outbox, channels: Mapping[str, Channel]) -> None:
        self._database = database
        self._outbox = outbox
        self._channels = channels

    async def finish(
        self, row: Waiting, drafts: Sequence[Draft], status: Status
    ) -> tuple[list[Message], Recipient | None]:
        """Stores the replies to a message and marks how the turn ended. Also gives whom the outbox has to send to.

        Where they are stored already, those are given: PostgreSQL may end the last transaction of a killed service when
        the next one has begun to handle the message again.
        """
        if row.channel != WEB:
            drafts = [_with_files(draft) for draft in drafts]
        async with self._database.writing() as session:
            ended = await session.scalar(
                update(InboxRow)
                .where(InboxRow.id == row.id, InboxRow.state == WAITING)
                .values(state=DONE, words="")
                .returning(InboxRow.id)
            )
            if ended is None:
                told = await replies_to(session, row.message_id)
                return told, None if row.channel == WEB else await recipient_of(session, row)
            await session.execute(update(MessageRow).where(MessageRow.id == row.message_id).values(status=status.value))
            if row.masked:  # the replies warn of it
                of_it = ConversationRow.id == row.conversation_id
                await session.execute(update(ConversationRow).where(of_it).values(warned=True))
            replies = await add_replies(session, row.conversation_id, row.message_id, drafts, status)
            if row.channel == WEB or not replies:
                return replies, None
            recipient = await recipient_of(session, row)
            await self._outbox.add(session, recipient, *merged(replies), row.at)
        return replies, recipient

    async def last_status(self, row: Waiting) -> Status | None:
        """How the turn before this message ended; None where there was none."""
        async with self._database.reading() as session:
            status = await session.scalar(
                select(MessageRow.status)
                .where(
                    MessageRow.conversation_id == row.conversation_id,
                    MessageRow.author == "citizen",
                    MessageRow.id < row.message_id,
                )
                .order_by(MessageRow.id.desc())
                .limit(1)
            )
        return Status(status) if status else None

    async def chosen_by_number(self, row: Waiting) -> QuickReply | None:
        """The button that a bare number chooses, where the last replies' buttons were shown as numbered text."""
        typed = _CHOICE.fullmatch(normalise(row.words))
        channel = self._channels.get(row.channel)
        if typed is None or channel is None:
            return None
        async with self._database.reading() as session:
            last = (
                select(MessageRow.answers_id)
                .where(MessageRow.conversation_id == row.conversation_id, MessageRow.author == "murshid")
                .order_by(MessageRow.id.desc())
                .limit(1)
                .scalar_subquery()
            )
            replies = (
                await session.scalars(select(MessageRow).where(MessageRow.answers_id == last).order_by(MessageRow.id))
            ).all()
            buttons = (
                await session.scalars(
                    select(ButtonRow)
                    .where(ButtonRow.message_id.in_([reply.id for reply in replies]))
                    .order_by(ButtonRow.message_id, ButtonRow.place)
                )
            ).all()
        shown = Outgoing(
            "",
            "",
            "\n\n".join(reply.text for reply in replies),
            tuple(Button(button.id, button.title) for button in buttons),
        )
        number = int(typed[1])
        if not 1 <= number <= len(buttons) or not channel.numbered(shown):
            return None
        return QuickReply(buttons[number - 1].title, buttons[number - 1].payload)


async def recipient_of(session: AsyncSession, row: Waiting) -> Recipient:
    """To whom the replies to a messenger's message go."""
    conversation = await session.get_one(ConversationRow, row.conversation_id)
    return Recipient(row.channel, conversation.person or "", row.conversation_id, conversation.address or "")


def merged(replies: Sequence[Message]) -> tuple[str, tuple[Button, ...], str | None]:
    """All replies of a turn as one message: its text, its buttons, and what goes with it."""
    text = "\n\n".join(reply.text for reply in replies)
    buttons = tuple(button for reply in replies for button in reply.buttons)
    return text, buttons, next((reply.attachment for reply in replies if reply.attachment), None)


def _with_files(draft: Draft) -> Draft:
    """An estimate on a messenger, where there are no links, gets buttons for its picture and its document."""
    if draft.household is None:
        return draft
    return replace(draft, quick_replies=(*draft.quick_replies, PICTURE_BUTTON, DOCUMENT_BUTTON))
