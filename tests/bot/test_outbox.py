"""What goes out: once, in order, again when it failed, and never silently lost; on SQLite and on PostgreSQL."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from bot import outbox as outbox_module
from bot.channel import InDoubt, Kind, Outgoing, Refused, RetryLater
from bot.database import Database
from bot.letters import letters, send_again
from bot.outbox import DEAD, SENDING, SENT, TAKEN
from bot.store import now
from bot.tables import OutboxRow
from tests.bot.parts import KEYS, Mind, Platform, Running, running


async def states(parts: Running) -> list[tuple[str, int, str | None]]:
    """State, tries and reason of every message, in order."""
    async with parts.database.reading() as session:
        rows = await session.scalars(select(OutboxRow).order_by(OutboxRow.id))
        return [(row.state, row.tries, row.reason) for row in rows]


async def until(parts: Running, *expected: str) -> None:
    """Returns when the messages are in these states."""
    async with asyncio.timeout(5):
        while [state for state, _, _ in await states(parts)] != list(expected):
            await asyncio.sleep(0.01)


async def until_tried(parts: Running, tries: int) -> None:
    """Returns when the only message waits after so many attempts."""
    async with asyncio.timeout(5):
        while [(state, tried) for state, tried, _ in await states(parts)] != [("waiting", tries)]:
            await asyncio.sleep(0.01)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pauses of milliseconds."""
    monkeypatch.setattr(outbox_module, "FIRST_PAUSE_SECONDS", 0.01)
    monkeypatch.setattr(outbox_module, "LOOK_EVERY_SECONDS", 0.05)
    monkeypatch.setattr(outbox_module, "REPORT_SECONDS", 0.5)


async def test_what_was_sent_is_not_kept_twice(database_url: str) -> None:
    async with running(database_url) as parts:
        await parts.tell("سؤال خاص", "1")
        await parts.until_said(1)
        await until(parts, SENT)
        async with parts.database.reading() as session:
            row = (await session.scalars(select(OutboxRow))).one()
    assert (row.text, row.address, row.buttons) == ("", "", "[]")


async def test_the_address_waits_encrypted(database_url: str) -> None:
    platform = Platform(trouble=[RetryLater("busy", 60)])
    async with running(database_url, platform) as parts:
        await parts.tell("سؤال", "1", "966500000000")
        await parts.until(lambda: not platform.trouble)
        await until_tried(parts, 1)
        async with parts.database.reading() as session:
            row = (await session.scalars(select(OutboxRow))).one()
    assert "966500000000" not in f"{row.address} {row.person} {row.reason}"


@pytest.mark.usefixtures("hasty")
async def test_a_failure_is_tried_again_with_growing_pauses_and_in_order(database_url: str) -> None:
    platform = Platform(trouble=[RetryLater("503"), RetryLater("503"), RetryLater("503")])
    async with running(database_url, platform) as parts:
        await parts.tell("", "1", kind=Kind.START)
        await parts.tell("سؤال", "2")
        said = await parts.until_said(2)
        await until(parts, SENT, SENT)
        assert [tries for _, tries, _ in await states(parts)] == [4, 1]
    assert said[1] == "سمعت: سؤال"
    pauses = [later - earlier for earlier, later in zip(platform.times, platform.times[1:4], strict=False)]
    assert pauses[0] >= 0.01
    assert pauses[1] >= 0.02
    assert pauses[2] >= 0.04


@pytest.mark.usefixtures("hasty")
async def test_the_time_that_the_platform_names_is_obeyed(database_url: str) -> None:
    platform = Platform(trouble=[RetryLater("429", 0.4)])
    async with running(database_url, platform) as parts:
        await parts.tell("سؤال", "1")
        await parts.until_said(1)
    assert platform.times[1] - platform.times[0] >= 0.4


@pytest.mark.usefixtures("hasty")
async def test_a_refused_message_is_a_dead_letter_that_can_be_sent_again(database_url: str) -> None:
    platform = Platform(trouble=[Refused("the chat was blocked")])
    async with running(database_url, platform) as parts:
        await parts.tell("سؤال", "1")
        await until(parts, DEAD)
        await parts.tell("آخر", "2")
        await parts.until_said(1)
        (letter,) = await letters(parts.database)
        assert (letter.channel, letter.reason, letter.tries) == ("telegram", "the chat was blocked", 1)
        assert await send_again(parts.database, [letter.id + 100]) == 0
        assert await send_again(parts.database, [letter.id]) == 1
        said = await parts.until_said(2)
        await until(parts, SENT, SENT)
    assert said[1].endswith("سمعت: سؤال")


async def test_an_unforeseen_error_is_a_dead_letter_and_others_go_on(database_url: str) -> None:
    platform = Platform(trouble=[KeyError("a bug")])
    async with running(database_url, platform) as parts:
        await parts.tell("سؤال", "1")
        await until(parts, DEAD)
        await parts.tell("سؤال", "2", "another")
        await parts.until_said(1)
        assert (await letters(parts.database))[0].reason == "not foreseen: KeyError"


@pytest.mark.usefixtures("hasty")
async def test_in_doubt_it_is_sent_again_where_the_platform_never_tells(database_url: str) -> None:
    platform = Platform(trouble=[InDoubt("no answer")], after=True)
    async with running(database_url, platform) as parts:
        await parts.tell("سؤال", "1")
        await parts.until_said(2)
        await until(parts, SENT)
    assert platform.got[0].reference == platform.got[1].reference


@pytest.mark.usefixtures("hasty")
async def test_in_doubt_the_report_is_waited_for_where_the_platform_tells(database_url: str) -> None:
    platform = Platform(trouble=[InDoubt("no answer")], after=True, tells_delivery=True)
    async with running(database_url, platform) as parts:
        await parts.tell("سؤال", "1")
        await parts.until_said(1)
        await parts.outbox.delivered("telegram", platform.got[0].reference)
        await until(parts, SENT)
        await asyncio.sleep(0.7)
    assert len(platform.got) == 1


async def test_a_report_about_a_message_in_doubt_lets_the_next_one_out(database_url: str) -> None:
    platform = Platform(trouble=[InDoubt("no answer")], after=True, tells_delivery=True)
    async with running(database_url, platform) as parts:
        await parts.tell("", "1", kind=Kind.START)
        await parts.tell("سؤال", "2")
        await parts.until_said(1)
        await parts.outbox.delivered("telegram", platform.got[0].reference)
        said = await parts.until_said(2)
    assert said[1] == "سمعت: سؤال"


@pytest.mark.usefixtures("hasty")
async def test_in_doubt_and_without_a_report_it_is_sent_again(database_url: str) -> None:
    platform = Platform(trouble=[InDoubt("no answer")], tells_delivery=True)
    async with running(database_url, platform) as parts:
        await parts.tell("سؤال", "1")
        await parts.until_said(1)
        await until(parts, TAKEN)
    assert platform.times[1] - platform.times[0] >= 0.4


async def test_a_report_of_failure_makes_a_dead_letter(database_url: str) -> None:
    platform = Platform(trouble=[InDoubt("no answer")], after=True, tells_delivery=True)
    async with running(database_url, platform) as parts:
        await parts.tell("سؤال", "1")
        await parts.until_said(1)
        await until_tried(parts, 1)
        await parts.outbox.failed("telegram", platform.got[0].reference, "131047 window closed")
        await until(parts, DEAD)


@pytest.mark.usefixtures("hasty")
async def test_what_the_platform_took_and_then_could_not_deliver_can_be_sent_again(database_url: str) -> None:
    platform = Platform(tells_delivery=True)
    async with running(database_url, platform) as parts:
        await parts.tell("سؤال", "1")
        await until(parts, TAKEN)
        await parts.outbox.failed("telegram", platform.got[0].reference, "131000 something went wrong")
        await until(parts, DEAD)
        assert await send_again(parts.database, None) == 1
        parts.outbox.wake("telegram", KEYS.person("telegram", "7"))
        said = await parts.until_said(2)
        await parts.outbox.delivered("telegram", platform.got[0].reference)
        await until(parts, SENT)
    assert said[0] == said[1]


async def test_a_report_of_failure_that_is_faster_than_the_answer_counts(database_url: str) -> None:
    class Hasty(Platform):
        async def send(self, message: Outgoing) -> None:
            await super().send(message)
            await parts.outbox.failed("telegram", message.reference, "131026 cannot get it")

    async with running(database_url, Hasty(tells_delivery=True)) as parts:
        await parts.tell("سؤال", "1")
        await until(parts, DEAD)
        await asyncio.sleep(0.1)
        assert (await letters(parts.database))[0].reason == "131026 cannot get it"


@pytest.mark.usefixtures("hasty")
async def test_a_database_that_is_away_after_an_attempt_loses_nothing(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = [True, True]

    class Unlucky(Platform):
        async def send(self, message: Outgoing) -> None:
            if away:
                monkeypatch.setattr(Database, "writing", writing)
            await super().send(message)

    @asynccontextmanager
    async def writing(database: Database) -> AsyncIterator[AsyncSession]:
        if away:
            away.pop()
            raise OSError("the disk is full")
        async with whole(database) as session:
            yield session

    whole = Database.writing
    async with running(database_url, Unlucky(trouble=[RetryLater("503")])) as parts:
        await parts.tell("سؤال", "1")
        await parts.until_said(1)
        await until(parts, SENT)
        assert [tries for _, tries, _ in await states(parts)] == [2]


@pytest.mark.usefixtures("hasty")
async def test_after_the_window_it_is_a_dead_letter_with_the_reason(database_url: str) -> None:
    platform = Platform(trouble=[RetryLater("503", 0.3)], window_seconds=0.2)
    async with running(database_url, platform) as parts:
        await parts.tell("سؤال", "1")
        await until(parts, DEAD)
        assert "too late" in (await letters(parts.database))[0].reason
    assert platform.got == []


async def test_two_messages_to_one_person_keep_their_distance_and_others_do_not_wait(database_url: str) -> None:
    platform = Platform(seconds_between=0.5)
    async with running(database_url, platform) as parts:
        await parts.tell("", "1", "slow", Kind.START)
        await parts.tell("سؤال", "2", "slow")
        await parts.tell("", "3", "other", Kind.START)
        await parts.until_said(3)
    at = dict(zip([message.address + message.text[:3] for message in platform.got], platform.times, strict=True))
    first, second = (moment for key, moment in at.items() if key.startswith("chat slow"))
    assert second - first >= 0.5
    assert at[next(key for key in at if key.startswith("chat other"))] - first < 0.4


@pytest.mark.parametrize("tells", [False, True], ids=["never tells", "tells"])
@pytest.mark.usefixtures("hasty")
async def test_what_was_on_its_way_when_the_service_was_killed_is_in_doubt(database_url: str, tells: bool) -> None:
    async with running(database_url, Platform(trouble=[RetryLater("busy", 60)])) as parts:
        await parts.tell("سؤال", "1")
        await until_tried(parts, 1)
        async with parts.database.writing() as session:
            await session.execute(update(OutboxRow).values(state=SENDING))
    async with running(database_url, Platform(tells_delivery=tells)) as parts:
        began = asyncio.get_running_loop().time()
        await parts.until_said(1)
        took = asyncio.get_running_loop().time() - began
        await until(parts, TAKEN if tells else SENT)
    assert (took >= 0.3) == tells


@pytest.mark.usefixtures("hasty")
async def test_what_a_killed_service_marked_after_the_next_had_begun_is_sent_too(database_url: str) -> None:
    async with running(database_url, Platform(trouble=[RetryLater("busy", 0.3)])) as parts:
        await parts.tell("سؤال", "1")
        await until_tried(parts, 1)
        async with parts.database.writing() as session:  # as its last transaction, which the database ended late
            await session.execute(update(OutboxRow).values(state=SENDING, tries=2))
        await parts.until_said(1)
        await until(parts, SENT)


async def test_what_waits_outlives_the_service(database_url: str) -> None:
    async with running(database_url, mind=Mind(seconds=60)) as parts:
        await parts.tell("سؤال", "1")
        await parts.until(lambda: bool(parts.mind.heard))
    async with running(database_url) as parts:
        assert (await parts.until_said(1))[0].endswith("سمعت: سؤال")


async def test_after_a_change_of_the_secret_the_letter_says_so(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(database_url, Platform(trouble=[RetryLater("busy", 60)])) as parts:
        await parts.tell("سؤال", "1")
        await until_tried(parts, 1)
        async with parts.database.writing() as session:
            await session.execute(update(OutboxRow).values(due=now() - timedelta(seconds=1)))
    monkeypatch.setattr("tests.bot.parts.KEYS", type(parts.inbox._keys)("another secret, also long enough for that"))
    async with running(database_url) as parts:
        await until(parts, DEAD)
        assert "MURSHID_SECRET" in (await letters(parts.database))[0].reason
