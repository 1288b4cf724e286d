"""A citizen's data: deleted and copied when they ask, deleted when it is old; on SQLite and on PostgreSQL."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from bot import texts
from bot.channel import Kind, RetryLater
from bot.rasa import RasaUnavailable, Said, Turn
from bot.statuses import Status
from bot.store import now
from bot.tables import ButtonRow, ConversationRow, DeletionRow, EstimateRow, InboxRow, MessageRow, OutboxRow, Table
from tests.bot.parts import Mind, Platform, Running, running

HOUSEHOLD = {"applicant": {"kind": "independent", "age": 45}, "income": []}
ESTIMATE = Turn((Said("تقديرك", household=HOUSEHOLD),), Status.ESTIMATE)


async def count(parts: Running, table: type[Table]) -> int:
    async with parts.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def everything(parts: Running) -> str:
    """All that the database holds, as one text."""
    async with parts.database.reading() as session:
        rows = [(await session.execute(table.select())).all() for table in Table.metadata.sorted_tables]
    return "\n".join(map(str, rows))


async def test_deleting_leaves_nothing_but_that_a_deletion_took_place(database_url: str) -> None:
    async with running(database_url, mind=Mind(answer=lambda message: ESTIMATE)) as parts:
        await parts.tell("عندي خمس بنات", "1", "966500000000")
        await parts.until_said(1)
        async with parts.database.reading() as session:
            conversation = (await session.scalars(select(ConversationRow.id))).one()
        await parts.tell("احذف بياناتي", "2", "966500000000")
        said = await parts.until_said(2)
        await parts.until(lambda: not parts.outbox._busy)
        assert said[1] == texts.DELETED
        assert parts.mind.forgotten == [conversation]
        for table in (ConversationRow, MessageRow, ButtonRow, EstimateRow):
            assert await count(parts, table) == 0, table
        left = await everything(parts)
        assert conversation not in left
        assert "بنات" not in left
        async with parts.database.reading() as session:
            deleted = (await session.scalars(select(DeletionRow))).one()
    assert (deleted.channel, deleted.reason, deleted.conversations, deleted.messages) == ("telegram", "citizen", 1, 4)


async def test_the_same_request_delivered_again_is_not_answered_again(database_url: str) -> None:
    async with running(database_url) as parts:
        await parts.tell("سؤال", "1")
        await parts.until_said(1)
        await parts.tell("احذف بياناتي", "2")
        await parts.until_said(2)
        assert not await parts.tell("احذف بياناتي", "2")
        assert not await parts.tell("سؤال", "1")
        assert await count(parts, ConversationRow) == 0


async def test_what_was_written_after_the_request_is_still_answered(database_url: str) -> None:
    async with running(database_url, mind=Mind(seconds=0.1)) as parts:
        await parts.tell("الأول", "1")
        await parts.until_said(1)
        await parts.tell("احذف بياناتي", "2")
        await parts.tell("الثاني", "3")
        said = await parts.until_said(3)
        async with parts.database.reading() as session:
            kept = (await session.scalars(select(MessageRow.text).order_by(MessageRow.id))).all()
    assert said[1:] == [texts.DELETED, "سمعت: الثاني"]
    assert kept == ["الثاني", "سمعت: الثاني"]


async def test_where_rasa_cannot_forget_nothing_is_deleted_and_the_citizen_is_told(database_url: str) -> None:
    async with running(database_url) as parts:
        await parts.tell("سؤال", "1")
        await parts.until_said(1)
        parts.mind.up = False
        await parts.tell("احذف بياناتي", "2")
        said = await parts.until_said(2)
        assert said[1] == texts.NOT_DELETED
        assert await count(parts, DeletionRow) == 0
        parts.mind.up = True
        await parts.tell("احذف بياناتي", "3")
        assert (await parts.until_said(3))[2] == texts.DELETED


async def test_what_is_still_on_its_way_is_deleted_too(database_url: str) -> None:
    platform = Platform(trouble=[RetryLater("busy", 0.3)])
    async with running(database_url, platform) as parts:
        await parts.tell("سؤال خاص", "1")
        await parts.until(lambda: not platform.trouble)
        await parts.tell("احذف بياناتي", "2")
        await parts.until_said(1)
        await asyncio.sleep(0.4)
    assert platform.texts == [texts.DELETED]


async def test_the_copy_has_messages_answers_case_and_estimates(database_url: str) -> None:
    async with running(database_url, mind=Mind(answer=lambda message: ESTIMATE)) as parts:
        await parts.tell("عمري خمس واربعين وما عندي دخل", "1")
        await parts.tell("نسخة من بياناتي", "2")
        await parts.until_said(2)
    (attachment,) = [message.attachment for message in parts.platform.got if message.attachment]
    copy = attachment.data.decode("utf-8-sig")
    assert attachment.media_type == "text/plain"
    assert "أنت: عمري خمس واربعين" in copy
    assert "مرشد الضمان: تقديرك" in copy
    assert '"age": 45' in copy
    assert '"case"' in copy


async def test_an_estimate_on_a_messenger_has_buttons_for_its_picture_and_its_page(database_url: str) -> None:
    async with running(database_url, mind=Mind(answer=lambda message: ESTIMATE)) as parts:
        await parts.tell("", "1", kind=Kind.START)
        await parts.tell("التقدير", "2")
        await parts.until_said(2)
        picture, document = parts.platform.got[1].buttons
        await parts.tell(picture.id, "3", kind=Kind.BUTTON)
        await parts.tell(document.id, "4", kind=Kind.BUTTON)
        await parts.until_said(4)
    sent = [message.attachment for message in parts.platform.got[2:]]
    assert [each and (each.kind, each.media_type) for each in sent] == [
        ("picture", "image/png"),
        ("document", "application/pdf"),
    ]
    assert sent[0] is not None
    assert sent[0].data.startswith(b"\x89PNG")
    assert sent[1] is not None
    assert sent[1].data.startswith(b"%PDF")
    assert len(parts.mind.heard) == 1


async def grow_old(parts: Running, days: int) -> None:
    """All that is there happened so many days ago."""
    async with parts.database.writing() as session:
        then = now() - timedelta(days=days)
        await session.execute(update(ConversationRow).values(active=then))
        await session.execute(update(InboxRow).values(at=then))
        await session.execute(update(OutboxRow).values(at=then))


async def test_old_conversations_are_purged_with_rasas_memory_and_young_ones_stay(database_url: str) -> None:
    async with running(database_url) as parts:
        await parts.tell("قديم", "1", "old")
        await parts.until_said(1)
        await grow_old(parts, 31)
        await parts.tell("جديد", "2", "young")
        await parts.until_said(2)
        assert await parts.data.purge(now() - timedelta(days=30), parts.mind.forget) == 1
        left = await everything(parts)
        async with parts.database.reading() as session:
            deletion = (await session.scalars(select(DeletionRow))).one()
    assert len(parts.mind.forgotten) == 1
    assert "قديم" not in left
    assert "جديد" in left
    assert (deletion.reason, deletion.messages) == ("retention", 3)


async def test_whoever_wrote_lately_keeps_what_was_said_long_ago(database_url: str) -> None:
    async with running(database_url) as parts:
        await parts.tell("قديم", "1")
        await parts.until_said(1)
        await grow_old(parts, 31)
        await parts.tell("جديد", "2")
        await parts.until_said(2)
        assert await parts.data.purge(now() - timedelta(days=30), parts.mind.forget) == 0
        assert "قديم" in await everything(parts)


async def test_a_purge_that_rasa_cannot_take_part_in_deletes_nothing(database_url: str) -> None:
    async with running(database_url) as parts:
        await parts.tell("قديم", "1")
        await parts.until_said(1)
        await grow_old(parts, 31)
        parts.mind.up = False
        with pytest.raises(RasaUnavailable):
            await parts.data.purge(now() - timedelta(days=30), parts.mind.forget)
        assert await count(parts, ConversationRow) == 1
