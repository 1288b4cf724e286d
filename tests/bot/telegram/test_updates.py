"""What an update is for us: from whom, of which kind, and whether it is for us at all."""

from typing import Any

import pytest

from bot.channel import Arrived, Kind
from bot.telegram.channel import Me
from bot.telegram.updates import Ignored, Update, read
from tests.bot.telegram.citizens import PERSON, Citizens

ME = Me(7000000001, "murshid_test_bot")
GROUP = -1001234567890
VOICE = {"file_id": "V", "file_unique_id": "v", "duration": 3}


@pytest.fixture
def people() -> Citizens:
    return Citizens(ME.id, "murshid_test_bot")


def as_read(people: Citizens, number: int, me: Me = ME) -> Update:
    return read(people.updates[number].update, me)


def arrived(people: Citizens, number: int, me: Me = ME) -> Arrived:
    content = as_read(people, number, me).content
    assert isinstance(content, Arrived), content
    return content


def ignored(people: Citizens, number: int, me: Me = ME) -> str:
    content = as_read(people, number, me).content
    assert isinstance(content, Ignored), content
    return content.what


def test_a_text_comes_with_its_person_its_chat_and_its_delivery(people: Citizens) -> None:
    number = people.say("كم الحد المانع؟")
    assert arrived(people, number) == Arrived(
        "telegram", str(PERSON), str(PERSON), f"{ME.id}:{number}", Kind.TEXT, "كم الحد المانع؟"
    )


def test_two_bots_in_one_store_do_not_take_each_others_deliveries_for_repeated(people: Citizens) -> None:
    number = people.say("مرحبا")
    assert arrived(people, number, Me(8)).delivery != arrived(people, number, Me(9)).delivery


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("/start", Kind.START, ""),
        ("/start ref_2026", Kind.START, ""),
        ("/start@murshid_test_bot", Kind.START, ""),
        ("/START", Kind.START, ""),
        ("/help", Kind.HELP, ""),
        ("/help@Murshid_Test_Bot من فضلك", Kind.HELP, ""),
        ("/delete", Kind.TEXT, "احذف بياناتي"),
        ("/delete@murshid_test_bot", Kind.TEXT, "احذف بياناتي"),
        ("/delete ابني من التابعين", Kind.TEXT, "/delete ابني من التابعين"),
        ("/export", Kind.TEXT, "نسخة من بياناتي"),
        ("/ask@murshid_test_bot كم الحد المانع؟", Kind.TEXT, "كم الحد المانع؟"),
        ("/ask", Kind.HELP, ""),
        ("/eligibility_estimate", Kind.TEXT, "/eligibility_estimate"),
        ("/unknown@murshid_test_bot كلام", Kind.TEXT, "/unknown كلام"),
        ("/starting", Kind.TEXT, "/starting"),
        ("ما معنى /start", Kind.TEXT, "ما معنى /start"),
        ("@murshid_test_bot", Kind.HELP, ""),
    ],
)
def test_commands_are_understood_in_all_their_forms(people: Citizens, typed: str, kind: Kind, text: str) -> None:
    got = arrived(people, people.say(typed))
    assert (got.kind, got.text) == (kind, text)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ({"voice": VOICE}, Kind.VOICE),
        ({"audio": VOICE}, Kind.VOICE),
        ({"video_note": VOICE}, Kind.VOICE),
        ({"photo": [{"file_id": "P"}], "caption": "هذه هويتي"}, Kind.PICTURE),
        ({"document": {"file_id": "D"}, "caption": "عقد"}, Kind.FILE),
        ({"animation": {"file_id": "A"}, "document": {"file_id": "A"}}, Kind.OTHER),
        ({"video": {"file_id": "A"}}, Kind.OTHER),
        ({"sticker": {"file_id": "S", "emoji": "👍"}}, Kind.OTHER),
        ({"location": {"latitude": 24.7, "longitude": 46.7}}, Kind.OTHER),
        ({"venue": {"title": "البيت"}, "location": {"latitude": 24.7, "longitude": 46.7}}, Kind.OTHER),
        ({"contact": {"phone_number": "966500000000", "first_name": "سارة"}}, Kind.OTHER),
        ({"poll": {"id": "1"}}, Kind.OTHER),
        ({"dice": {"emoji": "🎲", "value": 3}}, Kind.OTHER),
    ],
)
def test_what_is_no_text_is_told_apart_and_nothing_of_it_is_kept(
    people: Citizens, content: dict[str, Any], kind: Kind
) -> None:
    got = arrived(people, people.send(content))
    assert (got.kind, got.text) == (kind, "")


def test_an_album_counts_as_one_message(people: Citizens) -> None:
    album = {"photo": [{"file_id": "P"}], "media_group_id": "13579"}
    assert arrived(people, people.send(album)).delivery == arrived(people, people.send(album)).delivery


def test_an_edit_is_told_apart_and_its_text_is_not_a_new_message(people: Citizens) -> None:
    people.say("كم")
    got = arrived(people, people.edit("كم الحد؟"))
    assert (got.kind, got.text, got.person) == (Kind.EDITED, "", str(PERSON))


def test_a_place_that_moves_on_is_not_answered_at_every_step(people: Citizens) -> None:
    message = people.updates[people.send({"location": {"latitude": 1.0, "longitude": 2.0}})].update["message"]
    assert ignored(people, people.update({"edited_message": message})) == "edited_message: without a text"


def test_what_telegram_itself_says_in_a_chat_is_ignored(people: Citizens) -> None:
    assert ignored(people, people.send({"pinned_message": {"message_id": 1}})) == "message: of Telegram itself"
    assert ignored(people, people.send({"migrate_to_chat_id": GROUP}, -77)) == "message: of Telegram itself"


def test_bots_and_channels_are_not_answered(people: Citizens) -> None:
    update = people.updates[people.say("مرحبا @murshid_test_bot", GROUP, user=5)].update
    update["message"]["from"]["is_bot"] = True
    assert read(update, ME).content == Ignored("message: of a bot or a channel")
    update["message"]["from"] = {"id": 777000, "is_bot": False}
    update["message"]["is_automatic_forward"] = True
    assert read(update, ME).content == Ignored("message: of a bot or a channel")
    del update["message"]["from"]
    assert read(update, ME).content == Ignored("message: of a bot or a channel")


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("@murshid_test_bot كم الحد المانع؟", "كم الحد المانع؟"),
        ("@Murshid_Test_Bot، كم الحد المانع؟", "كم الحد المانع؟"),
        ("كم الحد المانع؟ @murshid_test_bot", "كم الحد المانع؟"),
        ("/ask@murshid_test_bot كم الحد المانع؟", "كم الحد المانع؟"),
        ("😀 يا @murshid_test_bot كم الحد؟", "😀 يا كم الحد؟"),
        ("@murshid_test_bot @murshid_test_bot كم؟", "كم؟"),
        ("@murshid_test_bot اسأل @another_person", "اسأل @another_person"),
    ],
)
def test_in_a_group_our_name_addresses_us_and_is_no_part_of_the_question(
    people: Citizens, typed: str, text: str
) -> None:
    got = arrived(people, people.say(typed, GROUP, user=5))
    assert (got.kind, got.text) == (Kind.TEXT, text)


def test_in_a_group_a_reply_to_us_is_for_us(people: Citizens) -> None:
    update = people.updates[people.say("نعم", GROUP, user=5)].update
    update["message"]["reply_to_message"] = {"message_id": 90, "from": people.me, "chat": update["message"]["chat"]}
    assert isinstance(read(update, ME).content, Arrived)
    update["message"]["reply_to_message"]["from"] = {"id": 6, "is_bot": False}
    assert read(update, ME).content == Ignored("message: in a group, to others")


def test_in_a_group_a_person_without_a_user_name_can_be_mentioned_by_entity(people: Citizens) -> None:
    entity = {"type": "text_mention", "offset": 0, "length": 5, "user": people.me}
    got = arrived(people, people.send({"text": "مرشد: كم الحد؟", "entities": [entity]}, GROUP, user=5))
    assert got.text == "كم الحد؟"


@pytest.mark.parametrize(
    "typed", ["كم الحد؟", "/help", "/help@another_bot", "@another_bot كم؟", "murshid_test_bot", "a@murshid_test_bot.sa"]
)
def test_in_a_group_what_is_said_to_others_is_ignored(people: Citizens, typed: str) -> None:
    assert ignored(people, people.say(typed, GROUP, user=5)) == "message: in a group, to others"


def test_before_our_name_is_known_groups_can_still_reply(people: Citizens) -> None:
    nameless = Me(ME.id)
    assert ignored(people, people.say("@murshid_test_bot كم؟", GROUP, user=5), nameless)
    update = people.updates[people.say("نعم", GROUP, user=5)].update
    update["message"]["reply_to_message"] = {"from": people.me}
    assert isinstance(read(update, nameless).content, Arrived)


def test_in_a_group_a_picture_is_for_us_where_its_caption_says_so(people: Citizens) -> None:
    photo = {"photo": [{"file_id": "P"}]}
    assert ignored(people, people.send(photo, GROUP, user=5))
    assert arrived(people, people.send({**photo, "caption": "@murshid_test_bot اقرأ"}, GROUP, user=5)).text == ""


def test_in_a_group_everyone_has_a_conversation_of_their_own_and_gets_replies_there(people: Citizens) -> None:
    noura, sara = (arrived(people, people.say("/start@murshid_test_bot", GROUP, user=user)) for user in (5, 6))
    alone = arrived(people, people.say("/start", 5))
    assert len({noura.person, sara.person, alone.person}) == 3
    assert noura.address == f"{GROUP}:r101"
    assert sara.address == f"{GROUP}:r102"


def test_in_a_topic_the_reply_goes_to_the_topic(people: Citizens) -> None:
    assert arrived(people, people.say("/help@murshid_test_bot", GROUP, user=5, topic=44)).address == f"{GROUP}:r101:t44"


def a_press(**changes: Any) -> dict[str, Any]:
    press = {
        "id": "4242",
        "from": {"id": 5, "is_bot": False, "first_name": "نورة"},
        "message": {"message_id": 9, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "اختر"},
        "data": "AAAAAAAAAAAAAAAA",
        "chat_instance": "-1",
    }
    return {"update_id": 3, "callback_query": {key: value for key, value in (press | changes).items() if value}}


def test_a_pressed_button_comes_as_its_id_and_names_what_waits_for_an_answer() -> None:
    update = read(a_press(), ME)
    assert update.press == "4242"
    assert update.content == Arrived("telegram", "5", "5", f"{ME.id}:3", Kind.BUTTON, "AAAAAAAAAAAAAAAA")


def test_a_button_of_a_message_that_is_too_old_to_be_read_still_works() -> None:
    old = {"message_id": 9, "date": 0, "chat": {"id": GROUP, "type": "supergroup"}}
    content = read(a_press(message=old), ME).content
    assert isinstance(content, Arrived)
    assert (content.person, content.address) == (f"{GROUP}/5", f"{GROUP}:r9")


@pytest.mark.parametrize(
    "changes",
    [
        {"data": None},
        {"message": None},
        {"data": "ا" * 33},
        {"data": "A" * 65},
        {"data": "\ud800\0"},
        {"from": {"id": 5, "is_bot": True}},
    ],
)
def test_a_press_that_is_none_of_our_buttons_is_ignored_but_ends_its_waiting(changes: dict[str, Any]) -> None:
    update = read(a_press(**changes), ME)
    assert isinstance(update.content, Ignored)
    assert update.press == "4242"


@pytest.mark.parametrize("kind", ["channel_post", "my_chat_member", "inline_query", "poll", "business_message", "new"])
def test_other_kinds_are_ignored_by_their_name(kind: str) -> None:
    assert read({"update_id": 1, kind: {"id": "x"}}, ME) == Update(Ignored(kind))


@pytest.mark.parametrize(
    "update",
    [
        None,
        [],
        "text",
        7,
        {},
        {"update_id": "1", "message": {}},
        {"update_id": True},
        {"update_id": None, "message": {"text": "x"}},
    ],
)
def test_what_is_no_update_is_ignored(update: object) -> None:
    assert read(update, ME).content == Ignored("not an update")


MESSAGE = {"message_id": 1, "from": {"id": 5}, "chat": {"id": 5, "type": "private"}, "text": "x"}


@pytest.mark.parametrize(
    "fields",
    [
        None,
        [],
        "text",
        {},
        {**MESSAGE, "text": 5},
        {**MESSAGE, "chat": {"id": "5", "type": "private"}},
        {**MESSAGE, "from": {"id": 5.5}},
        {**MESSAGE, "entities": [{"type": "mention"}]},
        {**MESSAGE, "media_group_id": 5, "photo": []},
    ],
)
@pytest.mark.parametrize("kind", ["message", "edited_message", "callback_query"])
def test_an_unreadable_update_is_ignored(kind: str, fields: object) -> None:
    assert read({"update_id": 1, kind: fields}, ME).content == Ignored(f"{kind}: unreadable")


def test_the_name_of_an_unknown_kind_is_not_taken_from_strangers() -> None:
    assert read({"update_id": 1, "x" * 500: {}}, ME).content == Ignored("an unknown kind")
    assert read({"update_id": 1, "<b>نص</b>": {}}, ME).content == Ignored("an unknown kind")
    assert read({"update_id": 1}, ME).content == Ignored("nothing")


@pytest.mark.parametrize(("offset", "size"), [(-5, 3), (0, 10**9), (900, 5), (10**30, 10**30), (3, -9)])
def test_places_of_entities_outside_the_text_harm_nothing(people: Citizens, offset: int, size: int) -> None:
    entity = {"type": "text_mention", "offset": offset, "length": size, "user": people.me}
    got = arrived(people, people.send({"text": "كم الحد؟", "entities": [entity]}, GROUP, user=5))
    assert got.kind in (Kind.TEXT, Kind.HELP)
