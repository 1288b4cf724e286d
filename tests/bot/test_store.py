"""The database and what is stored in it: the tables, the order, and what is promised about buttons."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from bot import texts
from bot.channel import Kind
from bot.database import Database, async_url, open_database
from bot.handling import GREETING
from bot.rasa import Said, Turn
from bot.statuses import Status
from bot.store import Draft, Store, now
from bot.tables import MessageRow, Table
from bot.texts import QuickReply
from tests.bot.parts import Mind, running

TELEGRAMS_CALLBACK_BYTES = 64


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path / 'new' / 'murshid.db'}"


async def test_the_migrations_make_exactly_the_tables_of_the_code(database_url: str) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), Table.metadata))

    async with open_database(database_url) as database, database.reading() as session:
        assert await (await session.connection()).run_sync(differences) == []


async def test_a_database_of_the_first_version_is_brought_up_to_date_with_what_it_holds(tmp_path: Path) -> None:
    file = tmp_path / "murshid.db"
    first = """
        CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY);
        INSERT INTO alembic_version VALUES ('0001');
        CREATE TABLE conversations (id VARCHAR(64) NOT NULL PRIMARY KEY, channel VARCHAR(16) NOT NULL,
            started DATETIME NOT NULL, warned BOOLEAN NOT NULL);
        CREATE TABLE messages (id INTEGER NOT NULL PRIMARY KEY,
            conversation_id VARCHAR(64) NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            answers_id INTEGER REFERENCES messages (id) ON DELETE CASCADE, author VARCHAR(8) NOT NULL,
            text TEXT NOT NULL, status VARCHAR(16), at DATETIME NOT NULL);
        CREATE INDEX ix_messages_in_order ON messages (conversation_id, id);
        CREATE INDEX ix_messages_answers_id ON messages (answers_id);
        CREATE TABLE buttons (id VARCHAR(32) NOT NULL PRIMARY KEY,
            conversation_id VARCHAR(64) NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
            message_id INTEGER NOT NULL REFERENCES messages (id) ON DELETE CASCADE,
            place INTEGER NOT NULL, title TEXT NOT NULL, payload TEXT NOT NULL);
        INSERT INTO conversations VALUES ('old', 'web', '2026-11-01 10:00:00.000000', 0);
        INSERT INTO messages VALUES (1, 'old', NULL, 'citizen', 'كم المعاش؟', 'answered', '2026-11-01 10:00:01.000000');
        INSERT INTO messages VALUES (2, 'old', 1, 'murshid', 'جواب', 'answered', '2026-11-01 10:00:02.000000');
    """
    connection = sqlite3.connect(file)
    connection.executescript(first)
    connection.close()
    async with running(f"sqlite:///{file}") as parts:
        history = await parts.store.history("old", 10)
        taken = await parts.inbox.take_from_page("old", None, Kind.TEXT, "وبعد؟")
        replies = await parts.handling.answer(taken, "old", asyncio.get_running_loop().time())
    assert [message.text for message in history] == ["كم المعاش؟", "جواب"]
    assert [message.text for message in replies] == ["سمعت: وبعد؟"]


async def test_opening_again_changes_nothing(database_url: str) -> None:
    async with open_database(database_url) as database:
        conversation, _ = await Store(database).open_conversation([Draft("أهلًا")])
    async with open_database(database_url) as database:
        assert await Store(database).is_known(conversation)


async def test_sqlite_writes_ahead_and_outlives_a_power_cut(url: str) -> None:
    async with open_database(url) as database, database.reading() as session:
        assert (await session.execute(text("PRAGMA journal_mode"))).scalar() == "wal"
        assert (await session.execute(text("PRAGMA synchronous"))).scalar() == 2  # FULL


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("postgresql://u:p@db.example/murshid", "postgresql+asyncpg://u:p@db.example/murshid"),
        ("postgres://u:p@db.example/murshid", "postgresql+asyncpg://u:p@db.example/murshid"),
        ("sqlite:////var/murshid.db", "sqlite+aiosqlite:////var/murshid.db"),
        ("postgresql+asyncpg://u:p@db.example/murshid", "postgresql+asyncpg://u:p@db.example/murshid"),
    ],
)
def test_an_address_is_understood_as_hosts_write_it(written: str, read: str) -> None:
    assert async_url(written).render_as_string(hide_password=False) == read


async def test_ids_of_conversations_and_buttons_are_opaque_and_all_different(url: str) -> None:
    menu = tuple(QuickReply(f"زر {number}", f"/intent_{number}") for number in range(20))
    async with open_database(url) as database:
        opened = [await Store(database).open_conversation([Draft("أهلًا", menu)]) for _ in range(3)]
    buttons = [button.id for _, replies in opened for button in replies[0].buttons]
    assert len({conversation for conversation, _ in opened}) == 3
    assert len(set(buttons)) == 60
    assert all(len(button.encode()) <= TELEGRAMS_CALLBACK_BYTES for button in buttons)
    assert not any("intent" in button for button in buttons)


async def test_history_is_in_order_of_messages_each_followed_by_its_replies(database_url: str) -> None:
    answers = {"سؤال 1": Turn((Said("جواب 1"), Said("تتمة 1")), Status.INTERVIEW)}
    mind = Mind(answer=lambda message: answers.get(message, Turn((Said("جواب 2"),), Status.ANSWERED)))
    async with running(database_url, mind=mind) as parts:
        conversation, _ = await parts.store.open_conversation(GREETING)
        for number in (1, 2):
            taken = await parts.inbox.take_from_page(conversation, None, Kind.TEXT, f"سؤال {number}")
            await parts.handling.answer(taken, conversation, asyncio.get_running_loop().time())
        mind.seconds = 0.3
        await parts.inbox.take_from_page(conversation, None, Kind.TEXT, "سؤال 3")
        history = await parts.store.history(conversation, limit=100)
        latest = await parts.store.history(conversation, limit=2)
    assert [(message.text, message.status) for message in history[2:]] == [
        ("سؤال 1", Status.INTERVIEW),
        ("جواب 1", Status.INTERVIEW),
        ("تتمة 1", Status.INTERVIEW),
        ("سؤال 2", Status.ANSWERED),
        ("جواب 2", Status.ANSWERED),
        ("سؤال 3", None),
    ]
    assert [message.text for message in latest] == ["جواب 2", "سؤال 3"]
    assert all(message.at.tzinfo is not None for message in history)


async def test_the_warning_comes_once_in_a_conversation(database_url: str) -> None:
    async with running(database_url) as parts:
        for number in range(3):
            await parts.tell("هويتي 1000000008 كم المعاش؟", f"update {number}")
        said = await parts.until_said(3)
    assert [texts.MASKED in each for each in said] == [True, False, False]


async def test_an_error_of_the_database_does_not_repeat_what_was_said(database_url: str) -> None:
    async def write(database: Database) -> None:
        async with database.writing() as session:
            session.add(MessageRow(conversation_id="none", author="citizen", text="كلام خاص", at=now()))

    async with open_database(database_url) as database:
        with pytest.raises(IntegrityError) as caught:
            await write(database)
    assert "خاص" not in str(caught.value)
