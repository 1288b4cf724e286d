"""What a webhook's body says: messages, reports, and what is only counted."""

import time
from typing import Any

import pytest

from bot.channel import Arrived, Kind
from bot.whatsapp.updates import Ignored, Report, Update, read
from tests.bot.whatsapp.graph_webhooks import Person, message, status

PHONE_ID = "106540352242922"
PERSON = Person("966500000001", "SA.1A2B3C")
HIDDEN = Person("966500000002", "SA.9Z8Y7X", hidden=True)


def payload(*persons: Person, phone_id: str = PHONE_ID, field: str = "messages", **value: object) -> dict[str, Any]:
    whole = {"metadata": {"phone_number_id": phone_id}, "contacts": [each.contact for each in persons], **value}
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": "1", "changes": [{"value": whole, "field": field}]}],
    }


def said(kind: str, content: object, person: Person = PERSON, **more: object) -> Update:
    found = {**message(person, "wamid.AAA", kind, content, time.time()), **more}
    (update,) = read(payload(person, messages=[found]), PHONE_ID)
    return update


def test_a_text_arrives_with_its_id_and_where_to_answer() -> None:
    assert said("text", {"body": "كم المعاش؟"}) == Arrived(
        "whatsapp", PERSON.user_id, PERSON.number, "wamid.AAA", Kind.TEXT, "كم المعاش؟"
    )


def test_a_person_without_a_visible_number_is_answered_by_user_id() -> None:
    update = said("text", {"body": "مرحبا"}, HIDDEN)
    assert isinstance(update, Arrived)
    assert (update.person, update.address) == (HIDDEN.user_id, HIDDEN.user_id)


def test_a_person_stays_the_same_when_the_number_is_hidden_later() -> None:
    before = said("text", {"body": "١"}, Person("966500000001", "SA.1A"))
    after = said("text", {"body": "٢"}, Person("966500000001", "SA.1A", hidden=True))
    assert isinstance(before, Arrived)
    assert isinstance(after, Arrived)
    assert before.person == after.person


def test_a_person_without_a_user_id_is_known_by_the_number() -> None:
    old = {"from": "966500000001", "id": "wamid.A", "timestamp": "1", "type": "text", "text": {"body": "مرحبا"}}
    (update,) = read(payload(messages=[old]), PHONE_ID)
    assert isinstance(update, Arrived)
    assert (update.person, update.address) == ("966500000001", "966500000001")


def test_the_sender_is_looked_up_among_the_contacts_where_the_message_does_not_say() -> None:
    bare = {"id": "wamid.A", "type": "text", "text": {"body": "مرحبا"}}
    (update,) = read(payload(PERSON, messages=[bare]), PHONE_ID)
    assert isinstance(update, Arrived)
    assert (update.person, update.address) == (PERSON.user_id, PERSON.number)
    assert list(read(payload(PERSON, HIDDEN, messages=[bare]), PHONE_ID)) == [Ignored("unreadable text")]
    with_number = {**bare, "from": PERSON.number}
    (update,) = read(payload(HIDDEN, PERSON, messages=[with_number]), PHONE_ID)
    assert isinstance(update, Arrived)
    assert update.person == PERSON.user_id


@pytest.mark.parametrize("kind", ["button_reply", "list_reply"])
def test_a_chosen_button_or_row_arrives_by_its_id(kind: str) -> None:
    update = said("interactive", {"type": kind, kind: {"id": "hV3k0Qx2ZbJ1mT9a", "title": "نعم", "description": "x"}})
    assert isinstance(update, Arrived)
    assert (update.kind, update.text) == (Kind.BUTTON, "hV3k0Qx2ZbJ1mT9a")


def test_a_templates_quick_reply_means_what_it_says() -> None:
    update = said("button", {"payload": "YES", "text": "نعم"})
    assert isinstance(update, Arrived)
    assert (update.kind, update.text) == (Kind.TEXT, "نعم")


@pytest.mark.parametrize(
    ("kind", "content", "arrives"),
    [
        ("image", {"id": "1", "caption": "بطاقتي"}, Kind.PICTURE),
        ("audio", {"id": "1", "voice": True}, Kind.VOICE),
        ("video", {"id": "1"}, Kind.VOICE),
        ("document", {"id": "1", "filename": "هوية.pdf"}, Kind.FILE),
        ("sticker", {"id": "1"}, Kind.OTHER),
        ("location", {"latitude": 24.7, "longitude": 46.7}, Kind.OTHER),
        ("contacts", [{"name": {"formatted_name": "x"}}], Kind.OTHER),
        ("order", {"catalog_id": "1"}, Kind.OTHER),
        ("edit", {"original_message_id": "wamid.B", "message": {"type": "text", "text": {"body": "سر"}}}, Kind.EDITED),
        ("request_welcome", {}, Kind.START),
        ("unsupported", {"type": "edit"}, Kind.EDITED),
        ("unsupported", {"type": "poll_creation"}, Kind.OTHER),
        ("unsupported", None, Kind.OTHER),
    ],
)
def test_what_is_no_text_arrives_as_its_kind_and_without_content(kind: str, content: object, arrives: Kind) -> None:
    update = said(kind, content)
    assert isinstance(update, Arrived)
    assert (update.kind, update.text) == (arrives, "")


@pytest.mark.parametrize(("text", "kind"), [("/start", Kind.START), (" /help ", Kind.HELP), ("/starting", Kind.TEXT)])
def test_commands_are_read(text: str, kind: Kind) -> None:
    update = said("text", {"body": text})
    assert isinstance(update, Arrived)
    assert update.kind is kind


@pytest.mark.parametrize(
    ("kind", "content", "counted"),
    [
        ("reaction", {"message_id": "wamid.B", "emoji": "👍"}, "reaction"),
        ("revoke", {"original_message_id": "wamid.B"}, "revoke"),
        (
            "system",
            {"type": "user_changed_number", "body": "اسم changed to 966", "wa_id": "9665"},
            "system user_changed_number",
        ),
        ("unsupported", {"type": "reaction"}, "unsupported reaction"),
        ("interactive", {"type": "nfm_reply", "nfm_reply": {"body": "x"}}, "interactive nfm_reply"),
        ("something_new", {}, "something_new"),
        ("رسالة", {}, "unknown"),
    ],
)
def test_what_needs_no_answer_is_counted_by_its_name(kind: str, content: object, counted: str) -> None:
    assert said(kind, content) == Ignored(counted)


def test_a_message_in_a_group_is_only_counted() -> None:
    assert said("text", {"body": "مرحبا"}, group_id="Y2FwaV9ncm91cDox") == Ignored("group")


def test_a_message_without_an_id_is_only_counted() -> None:
    assert said("text", {"body": "مرحبا"}, id=None) == Ignored("unreadable text")


def test_all_messages_of_a_body_are_read_in_order() -> None:
    found = [message(PERSON, f"wamid.{number}", "text", {"body": str(number)}, 1.0) for number in range(5)]
    body = payload(PERSON, messages=found[:2])
    body["entry"][0]["changes"] += payload(PERSON, messages=found[2:4])["entry"][0]["changes"]
    body["entry"] += payload(PERSON, messages=found[4:])["entry"]
    updates = list(read(body, PHONE_ID))
    assert [each.text for each in updates if isinstance(each, Arrived)] == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("state", ["sent", "delivered", "read", "played"])
def test_a_status_says_that_our_message_went_out(state: str) -> None:
    report = status(PERSON, "wamid.B", state, "reference-1", 1.0)
    assert list(read(payload(PERSON, statuses=[report]), PHONE_ID)) == [Report("reference-1")]


def test_a_failure_says_why_without_saying_who() -> None:
    report = status(PERSON, "wamid.B", "failed", "reference-1", 1.0, code=131026)
    (update,) = read(payload(PERSON, statuses=[report]), PHONE_ID)
    assert isinstance(update, Report)
    assert update.reference == "reference-1"
    assert update.failure is not None
    assert "131026" in update.failure
    assert PERSON.number not in update.failure


def test_statuses_of_what_others_sent_are_counted() -> None:
    reports = [
        status(PERSON, "wamid.B", "sent", None, 1.0),
        status(PERSON, "wamid.B", "failed", None, 1.0, code=131047),
    ]
    updates = list(read(payload(PERSON, statuses=reports), PHONE_ID))
    assert updates == [Ignored("status sent"), Ignored("status failed 131047")]


def test_messages_to_another_number_and_other_fields_are_counted() -> None:
    text = message(PERSON, "wamid.A", "text", {"body": "مرحبا"}, 1.0)
    assert list(read(payload(PERSON, phone_id="1", messages=[text]), PHONE_ID)) == [Ignored("another number")]
    other = payload(field="account_update", event="DISABLED_UPDATE")
    assert list(read(other, PHONE_ID)) == [Ignored("field account_update")]
    assert list(read(payload(errors=[{"code": 131000}]), PHONE_ID)) == [Ignored("errors")]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"entry": None},
        {"entry": [1, {"changes": "x"}]},
        {"entry": [{"changes": [{"field": "messages", "value": {"metadata": []}}]}]},
        payload(messages="x"),
        payload(messages=[1, {"type": 5}, {"type": "text", "text": "x", "id": 7, "from": {}}]),
        payload(statuses=[{"status": {}, "errors": "x"}, {"status": "failed", "errors": [{}]}]),
        payload(messages=[{"type": "interactive", "interactive": {"type": "button_reply", "button_reply": {"id": 5}}}]),
    ],
)
def test_what_cannot_be_read_stores_nothing_and_fails_nothing(body: dict[str, Any]) -> None:
    assert all(isinstance(update, Ignored) for update in read(body, PHONE_ID))


def test_names_of_profiles_are_nowhere() -> None:
    assert "اسم" not in repr(said("text", {"body": "مرحبا"}))
