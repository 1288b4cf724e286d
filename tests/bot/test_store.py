"""The store: its tables, its order, and what it promises about buttons."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.statuses import Status
from bot.store import Draft, Table, open_store
from bot.texts import QuickReply

TELEGRAMS_CALLBACK_BYTES = 64


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'new' / 'murshid.db'}"


async def test_the_migrations_make_exactly_the_tables_of_the_code(url: str) -> None:
    async with open_store(url):
        pass
    engine = create_async_engine(url)

    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Table.metadata))

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_opening_again_changes_nothing(url: str) -> None:
    async with open_store(url) as store:
        conversation, _ = await store.open_conversation("web", [Draft("أهلًا")])
    async with open_store(url) as store:
        assert await store.is_known(conversation)


async def test_sqlite_writes_ahead(url: str) -> None:
    async with open_store(url) as store:
        await store.ping()
        engine = create_async_engine(url)
        async with engine.connect() as connection:
            assert (await connection.execute(text("PRAGMA journal_mode"))).scalar() == "wal"
        await engine.dispose()


async def test_ids_of_conversations_and_buttons_are_opaque_and_all_different(url: str) -> None:
    async with open_store(url) as store:
        menu = tuple(QuickReply(f"زر {number}", f"/intent_{number}") for number in range(20))
        opened = [await store.open_conversation("web", [Draft("أهلًا", menu)]) for _ in range(3)]
    buttons = [button.id for _, replies in opened for button in replies[0].buttons]
    assert len({conversation for conversation, _ in opened}) == 3
    assert len(set(buttons)) == 60
    assert all(len(button.encode()) <= TELEGRAMS_CALLBACK_BYTES for button in buttons)
    assert not any("intent" in button for button in buttons)


async def test_a_button_means_its_payload_in_its_own_conversation_only(url: str) -> None:
    async with open_store(url) as store:
        quick_reply = QuickReply("المبالغ", "/amounts")
        first, replies = await store.open_conversation("web", [Draft("أهلًا", (quick_reply,))])
        second, _ = await store.open_conversation("web", [])
        button = replies[0].buttons[0].id
        assert await store.button(first, button) == quick_reply
        assert await store.button(second, button) is None
        assert await store.button(first, "unknown") is None


async def test_history_is_in_order_of_messages_each_followed_by_its_replies(url: str) -> None:
    async with open_store(url) as store:
        conversation, _ = await store.open_conversation("web", [Draft("أهلًا")])
        first = await store.receive(conversation, "سؤال 1")
        second = await store.receive(conversation, "سؤال 2")
        await store.reply(conversation, second, [Draft("جواب 2")], Status.ERROR)
        await store.reply(conversation, first, [Draft("جواب 1"), Draft("تتمة 1")], Status.INTERVIEW)
        await store.receive(conversation, "سؤال 3")
        history = await store.history(conversation, limit=100)
        latest = await store.history(conversation, limit=2)
    assert [(message.text, message.status) for message in history] == [
        ("أهلًا", Status.ANSWERED),
        ("سؤال 1", Status.INTERVIEW),
        ("جواب 1", Status.INTERVIEW),
        ("تتمة 1", Status.INTERVIEW),
        ("سؤال 2", Status.ERROR),
        ("جواب 2", Status.ERROR),
        ("سؤال 3", None),
    ]
    assert [message.text for message in latest] == ["جواب 2", "سؤال 3"]
    assert all(message.at.tzinfo is not None for message in history)


async def test_the_warning_is_due_once_in_a_conversation(url: str) -> None:
    async with open_store(url) as store:
        conversation, _ = await store.open_conversation("web", [])
        assert [await store.warn_once(conversation) for _ in range(3)] == [True, False, False]


async def test_an_error_of_the_database_does_not_repeat_what_was_said(url: str) -> None:
    async with open_store(url) as store:
        with pytest.raises(IntegrityError) as caught:
            await store.receive("no such conversation", "كلام خاص")
    assert "خاص" not in str(caught.value)
