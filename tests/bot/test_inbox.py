"""What arrives: stored once, handled once and in order, on SQLite and on PostgreSQL."""

import asyncio

import pytest
from sqlalchemy import select

from bot import texts
from bot.channel import Kind
from bot.inbox import TooManyWaiting, UnknownConversation
from bot.rasa import Said, Turn
from bot.statuses import Status
from bot.store import Draft
from bot.tables import ConversationRow, IgnoredRow, InboxRow, MessageRow
from bot.texts import QuickReply
from tests.bot.parts import Mind, Platform, Running, running


async def stored(parts: Running, table: type, *columns: str) -> list[tuple[object, ...]]:
    """The rows of a table, in order of their first primary key."""
    async with parts.database.reading() as session:
        rows = (await session.scalars(select(table).order_by(next(iter(table.__table__.primary_key))))).all()
        return [tuple(getattr(row, column) for column in columns) for row in rows]


async def test_a_delivery_that_comes_again_is_acknowledged_and_not_answered_again(database_url: str) -> None:
    async with running(database_url) as parts:
        assert await parts.tell("كم المعاش؟", "update 1")
        await parts.until_said(1)
        assert not await parts.tell("كم المعاش؟", "update 1")
        assert await parts.tell("كم المعاش؟", "update 2")
        said = await parts.until_said(2)
        await asyncio.sleep(0.05)
    assert [text.splitlines()[-1] for text in said] == ["سمعت: كم المعاش؟"] * 2
    assert len(parts.platform.got) == 2


async def test_the_same_delivery_many_times_at_once_is_one_message(database_url: str) -> None:
    async with running(database_url) as parts:
        taken = await asyncio.gather(*(parts.tell("سؤال", "update 1") for _ in range(10)))
        await parts.until_said(1)
        await asyncio.sleep(0.05)
    assert sorted(taken) == [False] * 9 + [True]
    assert len(parts.platform.got) == 1


async def test_a_message_that_a_killed_service_stored_late_is_handled_when_it_is_delivered_again(
    database_url: str,
) -> None:
    async with running(database_url) as parts:
        parts.inbox.wake = lambda conversation_id: None  # of another process, which is no more
        await parts.tell("كم المعاش؟", "update 1")
        parts.inbox.wake = parts.handling.wake
        assert not await parts.tell("كم المعاش؟", "update 1")
        await parts.until_said(1)


async def test_a_turn_that_a_killed_service_ended_late_is_not_ended_again(database_url: str) -> None:
    async with running(database_url, mind=Mind(seconds=0.2)) as parts:
        await parts.tell("كم المعاش؟", "update 1")
        await parts.until(lambda: bool(parts.mind.heard))
        row = await parts.inbox.next(parts.mind.heard[0][0])
        assert row is not None
        told, _ = await parts.turns.finish(row, [Draft("جواب")], Status.ANSWERED)
        await parts.until_said(1)
        again, recipient = await parts.turns.finish(row, [Draft("جواب")], Status.ANSWERED)
        await asyncio.sleep(0.4)
        assert await stored(parts, MessageRow, "text") == [("كم المعاش؟",), ("جواب",)]
    assert [each.text for each in again] == [each.text for each in told] == ["جواب"]
    assert recipient is not None
    assert parts.platform.texts == ["جواب"]


async def test_messages_of_many_people_at_once_are_each_answered_in_their_own_order(database_url: str) -> None:
    async with running(database_url, mind=Mind(seconds=0.002)) as parts:

        async def talk(person: str) -> None:
            for number in range(5):
                assert await parts.tell(f"{person} {number}", f"{person}/{number}", person)

        await asyncio.gather(*(talk(f"p{each}") for each in range(8)))
        await parts.until_said(
            40,
        )
    for person in range(8):
        mine = [message.text.splitlines()[-1] for message in parts.platform.got if message.address == f"chat p{person}"]
        assert mine == [f"سمعت: p{person} {number}" for number in range(5)]


async def test_nothing_of_the_platforms_ids_is_kept_readable(database_url: str) -> None:
    async with running(database_url) as parts:
        await parts.tell("سؤال", "wamid-966500000000", "966500000000")
        await parts.until_said(1)
        rows = await stored(parts, InboxRow, "delivery", "words") + await stored(
            parts, ConversationRow, "person", "address", "id"
        )
    assert "966500000000" not in str(rows)


async def test_the_first_message_is_answered_with_a_word_on_who_answers_and_on_privacy(database_url: str) -> None:
    async with running(database_url) as parts:
        await parts.tell("كم المعاش؟", "1")
        await parts.until_said(1)
        await parts.tell("وكم التابع؟", "2")
        first, second = await parts.until_said(2)
    assert first.startswith(texts.INTRODUCTION)
    assert texts.PRIVACY in first
    assert second == "سمعت: وكم التابع؟"


async def test_start_greets_with_the_menu_in_one_message(database_url: str) -> None:
    async with running(database_url) as parts:
        await parts.tell("", "1", kind=Kind.START)
        (greeting,) = await parts.until_said(1)
    assert texts.GREETING in greeting
    assert texts.PRIVACY in greeting
    assert [button.title for button in parts.platform.got[0].buttons] == [each.title for each in texts.MENU]


async def test_help_is_the_menu_of_topics(database_url: str) -> None:
    async with running(database_url) as parts:
        await parts.tell("", "1", kind=Kind.HELP)
        await parts.until_said(1)
    assert [message for _, message, _ in parts.mind.heard] == ["/help_menu"]


@pytest.mark.parametrize("kind", [Kind.VOICE, Kind.PICTURE, Kind.FILE, Kind.OTHER, Kind.EDITED])
async def test_what_is_not_text_is_answered_with_what_is_possible(tmp_path, kind: Kind) -> None:
    async with running(f"sqlite:///{tmp_path / 'murshid.db'}") as parts:
        await parts.tell("", "1", kind=Kind.START)
        await parts.tell("سرّ في التعليق", "2", kind=kind)
        said = await parts.until_said(2)
        messages = await stored(parts, MessageRow, "text")
    assert said[1] == texts.NOT_TEXT[kind]
    assert parts.mind.heard == []
    assert "سرّ" not in str(messages)


async def test_all_replies_of_a_turn_are_one_message_with_all_buttons(database_url: str) -> None:
    turn = Turn(
        (Said("أولًا", (QuickReply("نعم", "/affirm"),)), Said("ثانيًا", (QuickReply("لا", "/deny"),))), Status.INTERVIEW
    )
    async with running(database_url, mind=Mind(answer=lambda message: turn)) as parts:
        await parts.tell("", "1", kind=Kind.START)
        await parts.tell("سؤال", "2")
        await parts.until_said(2)
        pressed = parts.platform.got[1].buttons[1]
        await parts.tell(pressed.id, "3", kind=Kind.BUTTON)
        await parts.until_said(3)
        rows = await stored(parts, MessageRow, "author", "text", "status")
    assert parts.platform.got[1].text == "أولًا\n\nثانيًا"
    assert [button.title for button in parts.platform.got[1].buttons] == ["نعم", "لا"]
    assert parts.mind.heard[-1][1] == "/deny"
    assert ("citizen", "لا", "interview") in rows


async def test_a_button_of_another_persons_conversation_never_reaches_rasa(database_url: str) -> None:
    async with running(database_url) as parts:
        await parts.tell("", "1", "first", Kind.START)
        await parts.until_said(1)
        await parts.tell(parts.platform.got[0].buttons[0].id, "2", "second", Kind.BUTTON)
        said = await parts.until_said(2)
    assert texts.UNKNOWN_BUTTON in said[1]
    assert parts.mind.heard == []


async def test_a_number_chooses_where_buttons_were_shown_as_numbered_text_and_only_there(database_url: str) -> None:
    choices = tuple(QuickReply(f"خيار {number}", f"/choice_{number}") for number in range(1, 13))
    answers = {"اسأل": Turn((Said("اختر", choices),), Status.ANSWERED)}
    mind = Mind(answer=lambda message: answers.get(message, Turn((Said("طيب"),), Status.ANSWERED)))
    async with running(database_url, Platform(numbered_from=11), mind) as parts:
        for number, typed in enumerate(("اسأل", "١٢", "12", "اسأل", "13", "اسأل", "2 اولاد")):
            await parts.tell(typed, str(number))
            await parts.until_said(number + 1)
    assert [message for _, message, _ in mind.heard] == ["اسأل", "/choice_12", "12", "اسأل", "13", "اسأل", "2 اولاد"]


async def test_a_flood_is_kept_and_answered_once_with_a_request_to_wait(database_url: str) -> None:
    async with running(database_url, mind=Mind(seconds=0.3), max_waiting=3, reply_timeout=4.0) as parts:
        for number in range(8):
            assert await parts.tell(f"سؤال {number}", str(number))
        await parts.until(lambda: len(parts.platform.got) >= 4)
        await asyncio.sleep(0.1)
        texts_kept = [text for author, text in await stored(parts, MessageRow, "author", "text") if author == "citizen"]
    assert texts_kept == [f"سؤال {number}" for number in range(8)]
    assert len(parts.mind.heard) == 3
    assert [message.text for message in parts.platform.got][3:] == [texts.TOO_MANY_WAITING]


async def test_a_failing_rasa_is_told_and_the_next_message_is_answered(database_url: str) -> None:
    async with running(database_url) as parts:
        await parts.tell("", "1", kind=Kind.START)
        await parts.until_said(1)
        parts.mind.up = False
        await parts.tell("سؤال", "2")
        await parts.until_said(2)
        parts.mind.up = True
        await parts.tell("سؤال", "3")
        said = await parts.until_said(3)
    assert said[1:] == [texts.NOT_ANSWERING, "سمعت: سؤال"]


async def test_messages_that_came_before_rasa_was_up_wait_for_it(database_url: str) -> None:
    mind = Mind(up=False)
    async with running(database_url, mind=mind) as parts:
        await parts.tell("سؤال", "1")
        await asyncio.sleep(0.4)
        assert parts.platform.got == []
        mind.up = True
        assert (await parts.until_said(1))[0].endswith("سمعت: سؤال")


async def test_a_page_that_sends_a_message_again_gets_the_same_replies(database_url: str) -> None:
    async with running(database_url) as parts:
        conversation, _ = await parts.store.open_conversation([])
        loop = asyncio.get_running_loop()
        first = await parts.inbox.take_from_page(conversation, "key-00001", Kind.TEXT, "سؤال")
        replies = await parts.handling.answer(first, conversation, loop.time())
        again = await parts.inbox.take_from_page(conversation, "key-00001", Kind.TEXT, "سؤال")
        other, _ = await parts.store.open_conversation([])
        elsewhere = await parts.inbox.take_from_page(other, "key-00001", Kind.TEXT, "سؤال")
        assert again.done
        assert again.id == first.id
        assert elsewhere.id != first.id
        assert [reply.text for reply in await parts.store.replies(again.message_id)] == [each.text for each in replies]
        await parts.handling.answer(elsewhere, other, loop.time())
        history = await parts.store.history(conversation, 10)
    assert [(message.author, message.key) for message in history] == [("citizen", "key-00001"), ("murshid", None)]
    assert len(parts.mind.heard) == 2


async def test_nothing_is_stored_for_an_unknown_conversation_or_a_full_one(database_url: str) -> None:
    async with running(database_url, mind=Mind(seconds=0.5), max_waiting=1) as parts:
        with pytest.raises(UnknownConversation):
            await parts.inbox.take_from_page("unknown", None, Kind.TEXT, "سؤال")
        conversation, _ = await parts.store.open_conversation([])
        await parts.inbox.take_from_page(conversation, None, Kind.TEXT, "سؤال")
        with pytest.raises(TooManyWaiting):
            await parts.inbox.take_from_page(conversation, None, Kind.TEXT, "سؤال آخر")
        assert await stored(parts, MessageRow, "text") == [("سؤال",)]


async def test_what_is_ignored_is_counted_by_day(database_url: str) -> None:
    async with running(database_url) as parts:
        for what in ("poll", "poll", "channel_post"):
            await parts.inbox.count_ignored("telegram", what)
        counted = await stored(parts, IgnoredRow, "what", "times")
    assert sorted(counted) == [("channel_post", 1), ("poll", 2)]
