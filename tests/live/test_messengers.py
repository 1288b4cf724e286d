"""Telegram and WhatsApp with the real service, Rasa and action server: one message answers one message."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import httpx
import pytest

from bot import texts
from tests.bot.bot_api_stand_in import USERNAME
from tests.live.conftest import ROOT
from tests.live.messengers import Answer, Messengers, OnTelegram, OnWhatsApp, Person, on_messengers
from tests.live.test_interviews import pension

GROUP = -1009876543210
IDENTITY = "1000000008"


@dataclass(frozen=True)
class Turn:
    """Something that is said, or a button that is pressed; and parts of what is shown then."""

    said: str
    shows: tuple[str, ...] = ()
    press: bool = False


ON_TELEGRAM = [
    Turn("هل استحق الضمان؟", (texts.INTRODUCTION, "من يعيش معك")),
    Turn("انا وحرمتي واربع عيال", ("6 أفراد", "كم الرواتب")),
    Turn("راتبي 4200", ("4,200", "شيء آخر كل شهر")),
    Turn("وش يعني دخل غير مكتسب؟", ("إيجار", "شيء آخر كل شهر")),
    Turn("لا غلطت، الراتب 3200", ("عدّلت", "3,200", "شيء آخر كل شهر")),
    Turn("لا", ("هل أنت سعودي",)),
    Turn("قصدي خمس عيال مو اربعه", ("عدّلت", "7 أفراد", "هل أنت سعودي")),
    Turn("نعم", ("إثبات سكنك",), press=True),
    Turn("صك ومطابق", ("كم سيارة",), press=True),
    Turn("سيارة بلا عمالة", ("أرصدة",), press=True),
    Turn("لا", ("خارج المملكة",), press=True),
    Turn("لم أسافر", ("هذا ما فهمته", "3,200", "7 أفراد"), press=True),
    Turn("صحيح، احسب", (pension(persons=7, counted=1600),), press=True),
]
ON_WHATSAPP = [
    Turn("متزوج وعندي 3 عيال وراتبي 4000 وزوجتي ما تشتغل، ينفع اسجل؟", (texts.INTRODUCTION, "5 أفراد", "4,000")),
    Turn("لا شي غيره", ("هل أنت سعودي",)),
    Turn("متى ينزل الضمان؟", ("هل أنت سعودي",)),
    Turn("نعم", ("إثبات سكنك",), press=True),
    Turn("صك ومطابق", ("كم سيارة",), press=True),
    Turn("لا غلطت الراتب 3600", ("عدّلت", "3,600", "كم سيارة")),
    Turn("سيارة بلا عمالة", ("أرصدة",), press=True),
    Turn("لا", ("خارج المملكة",), press=True),
    Turn("لم أسافر", ("هذا ما فهمته", "3,600", "5 أفراد"), press=True),
    Turn("صحيح، احسب", (pension(persons=5, counted=1800),), press=True),
]


def interview(messengers: Messengers, person: Person, turns: list[Turn]) -> None:
    """A whole interview, the estimate as a picture and as a page, a copy of it all, and its deletion."""
    answers: list[Answer] = []
    for turn in turns:
        answers.append(person.press(turn.said) if turn.press else person.say(turn.said))
        for part in turn.shows:
            assert part in answers[-1].text, f"{part!r} is not in the answer to {turn.said!r}:\n{answers[-1].text}"
    picture = person.press(texts.PICTURE_BUTTON.title)
    assert picture.file.startswith(b"\x89PNG\r\n\x1a\n")
    assert picture.text == texts.PICTURE
    document = person.press(texts.DOCUMENT_BUTTON.title)
    assert document.file.startswith(b"%PDF-")
    assert document.file_name.endswith(".pdf")
    copy = person.say("نسخة من بياناتي")
    written = copy.file.decode("utf-8-sig")
    for turn in turns:
        assert turn.said in written
    assert answers[-1].text in written

    where = "SELECT conversation_id FROM messages WHERE text = ?"
    ((conversation,),) = messengers.rows(where, turns[0].said)
    assert messengers.rows_of_rasa("SELECT 1 FROM events WHERE sender_id = ?", conversation)
    deleted = person.say("احذف بياناتي")
    assert deleted.text == texts.DELETED
    assert messengers.rows_of_rasa("SELECT 1 FROM events WHERE sender_id = ?", conversation) == []
    for table in ("messages", "buttons", "estimates", "inbox", "outbox"):
        assert messengers.rows(f"SELECT 1 FROM {table} WHERE conversation_id = ?", conversation) == []
    assert messengers.rows("SELECT 1 FROM conversations WHERE id = ?", conversation) == []
    assert len(person.messages) == len(turns) + 4


@pytest.fixture(scope="module")
def messengers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Messengers]:
    """One assistant for all tests here."""
    with on_messengers(tmp_path_factory.mktemp("var")) as messengers:
        yield messengers


@pytest.fixture(scope="module", autouse=True)
def interview_on_whatsapp(messengers: Messengers) -> Iterator[Future[None]]:
    """It takes minutes, since WhatsApp wants 6 s between messages: so it goes on beside the other tests."""
    person = OnWhatsApp(messengers.whatsapp, "966500000001")
    with ThreadPoolExecutor(1) as beside:
        yield beside.submit(interview, messengers, person, ON_WHATSAPP)


def somebody(messengers: Messengers, channel: str, number: int) -> Person:
    """Somebody who has not written yet."""
    if channel == "telegram":
        return OnTelegram(messengers.telegram, 2000 + number)
    return OnWhatsApp(messengers.whatsapp, f"96650000{2000 + number}")


def test_an_interview_on_telegram(messengers: Messengers) -> None:
    interview(messengers, OnTelegram(messengers.telegram, 1001), ON_TELEGRAM)


@pytest.mark.parametrize("channel", ["telegram", "whatsapp"])
def test_start_greets_with_a_menu_that_works(messengers: Messengers, channel: str) -> None:
    person = somebody(messengers, channel, 1)
    greeting = person.say("/start")
    assert texts.GREETING in greeting.text
    assert texts.PRIVACY in greeting.text
    assert set(greeting.buttons) == {each.title for each in texts.MENU}
    assert "حد" in person.press("المبالغ").text


@pytest.mark.parametrize("channel", ["telegram", "whatsapp"])
def test_help_shows_what_can_be_asked(messengers: Messengers, channel: str) -> None:
    helped = somebody(messengers, channel, 2).say("/help")
    assert "هل أستحق الضمان؟" in helped.text or "هل أستحق الضمان؟" in helped.buttons


def test_a_voice_note_is_answered_with_what_is_possible(messengers: Messengers) -> None:
    on_telegram, on_whatsapp = OnTelegram(messengers.telegram, 2003), OnWhatsApp(messengers.whatsapp, "966500002003")
    voice = {"voice": {"file_id": "V", "file_unique_id": "v", "duration": 3}}
    heard = on_telegram.hear(lambda: messengers.telegram.send(voice, on_telegram.chat))
    assert texts.NOT_TEXT["voice"] in heard.text
    assert texts.NOT_TEXT["voice"] in on_whatsapp.hear(on_whatsapp.citizen.send_voice).text


@pytest.mark.parametrize("channel", ["telegram", "whatsapp"])
def test_an_identity_number_is_kept_nowhere_and_warned_of(messengers: Messengers, channel: str) -> None:
    person = somebody(messengers, channel, 4)
    assert texts.MASKED in person.say(f"رقم هويتي {IDENTITY} متى ينزل الضمان؟").text
    assert not messengers.rows("SELECT 1 FROM messages WHERE text LIKE ?", f"%{IDENTITY}%")
    assert not messengers.rows_of_rasa("SELECT 1 FROM events WHERE data LIKE ?", f"%{IDENTITY}%")
    assert IDENTITY not in messengers.logs()


def test_an_edited_message_is_not_answered_as_a_new_one(messengers: Messengers) -> None:
    on_telegram, on_whatsapp = OnTelegram(messengers.telegram, 2005), OnWhatsApp(messengers.whatsapp, "966500002005")
    on_telegram.say("متى ينزل الضمان؟")
    edited = on_telegram.hear(lambda: messengers.telegram.edit("كم المعاش؟", on_telegram.chat))
    assert texts.NOT_TEXT["edited"] in edited.text
    changed = on_whatsapp.hear(lambda: on_whatsapp.citizen.send("unsupported", {"type": "edit"}))
    assert texts.NOT_TEXT["edited"] in changed.text


def test_what_is_delivered_again_is_answered_once(messengers: Messengers) -> None:
    on_telegram, on_whatsapp = OnTelegram(messengers.telegram, 2006), OnWhatsApp(messengers.whatsapp, "966500002006")
    updates: list[int] = []
    on_telegram.hear(lambda: updates.append(messengers.telegram.say("متى ينزل الضمان؟", on_telegram.chat)))
    on_whatsapp.say("متى ينزل الضمان؟")
    for _ in range(3):
        messengers.telegram.again(updates[0])
        assert on_whatsapp.citizen.send_again() == 200
    messengers.telegram.wait_until_delivered()
    on_telegram.say("كم الحد المانع؟")
    on_whatsapp.say("كم الحد المانع؟")
    assert (len(on_telegram.messages), len(on_whatsapp.messages)) == (2, 2)


def test_in_a_group_only_what_is_addressed_is_answered(messengers: Messengers) -> None:
    telegram = messengers.telegram
    telegram.say("متى نطلع البر؟", GROUP, user=31)
    telegram.say(f"@{USERNAME} متى ينزل الضمان؟", GROUP, user=32)
    (answer,) = telegram.wait_for(1, GROUP)
    assert answer.reply_to is not None
    telegram.say("مشكور", GROUP, user=32)
    telegram.say("وكم الحد المانع؟", GROUP, user=31, reply_to=answer.id)
    assert len(telegram.wait_for(2, GROUP)) == 2
    telegram.wait_until_delivered()
    assert len(telegram.sent_to(GROUP)) == 2


def test_polling_brings_what_a_webhook_would(messengers: Messengers) -> None:
    telegram, webhook = messengers.telegram, messengers.telegram.webhook
    port = messengers.assistant.url.rpartition(":")[2]
    environment = {**os.environ, **messengers.settings, "MURSHID_PORT": port, "MURSHID_VAR": str(messengers.var)}
    polling = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "telegram", "--poll"],
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        until = time.monotonic() + 30
        while telegram.webhook is not None:
            assert polling.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        person = OnTelegram(telegram, 2008)
        assert "كم الرواتب" in person.say("هل استحق؟ انا وزوجتي").text
        assert "شيء آخر كل شهر" in person.say("ثلاث الاف").text
        polling.send_signal(signal.SIGINT)
        _, said = polling.communicate(timeout=20)
        assert polling.returncode == 0
        assert "polling Telegram" in said
        assert "ثلاث" not in said
    finally:
        polling.kill()
        polling.communicate()
        telegram.webhook = webhook


def test_rasa_handles_a_message_once_and_answers_alike_ever_after(messengers: Messengers) -> None:
    sender = "a-sender-of-this-test"
    with httpx.Client(base_url=f"{messengers.assistant.rasa_url}/webhooks/service", timeout=20.0) as rasa:
        first = {"sender": sender, "message": "هل استحق؟ انا وزوجتي", "id": "1"}
        answers = [rasa.post("/messages", json=first).raise_for_status().json() for _ in range(2)]
        kept = rasa.get(f"/conversations/{sender}").json()["events"]
        second = {"sender": sender, "message": "راتبي 3000", "id": "2"}
        rasa.post("/messages", json=second).raise_for_status()
        late = rasa.post("/messages", json=first).raise_for_status().json()
        more = rasa.get(f"/conversations/{sender}").json()["events"]
        rasa.post("/messages", json=second).raise_for_status()
        assert rasa.get(f"/conversations/{sender}").json()["events"] == more > kept
        assert rasa.delete(f"/conversations/{sender}").json()["deleted"] == more
    assert answers[0] == answers[1] == late


def test_an_interview_on_whatsapp(messengers: Messengers, interview_on_whatsapp: Future[None]) -> None:
    interview_on_whatsapp.result(timeout=300)
    forms = {each.form for each in messengers.whatsapp.messages}
    assert {"buttons", "list", "text", "image", "document"} <= forms
