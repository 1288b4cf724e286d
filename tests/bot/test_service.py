"""The service over HTTP, with a strict stand-in for Rasa behind it."""

import json
import logging
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from bot import texts
from bot.app import create_app
from bot.settings import Settings
from tests.bot.conftest import Service
from tests.bot.rasa_stand_in import RasaStandIn, Server, free_port

TOLD_WITHIN_SECONDS = 5.0
NO_JSON = (b"{", b"\xff\xfe", b"[" * 20_000)


def test_a_new_conversation_greets_with_what_it_is_and_what_not_to_send(service: Service) -> None:
    answer = service.client.post("/api/conversations").json()
    said = "\n".join(reply["text"] for reply in answer["replies"])
    assert len(answer["id"]) >= 43  # 32 random bytes
    assert texts.GREETING in said
    assert texts.PRIVACY in said
    titles = [button["title"] for reply in answer["replies"] for button in reply["buttons"]]
    assert titles == [each.title for each in texts.MENU]
    assert "payload" not in json.dumps(answer)
    assert service.rasa.seen == []


def test_a_message_is_answered_with_rasas_replies_and_status(service: Service) -> None:
    service.rasa.answer = lambda sender, _: [
        {"recipient_id": sender, "text": "كم عمرك؟", "buttons": [{"title": "لا أعرف", "payload": "/dont_know"}]},
        {"recipient_id": sender, "text": "واكتب رقمًا."},
        {"recipient_id": sender, "custom": {"status": "interview"}},
    ]
    conversation = service.open()
    replies = service.say(conversation, "هل أستحق الضمان؟")
    assert [reply["text"] for reply in replies] == ["كم عمرك؟", "واكتب رقمًا."]
    assert [reply["status"] for reply in replies] == ["interview", "interview"]
    assert [button["title"] for button in replies[0]["buttons"]] == ["لا أعرف"]
    assert service.rasa.messages == ["هل أستحق الضمان؟"]
    assert service.rasa.seen[0][0] == conversation.partition(".")[0], "Rasa is not told the key to the conversation"


def test_a_button_that_was_issued_becomes_its_intent(service: Service) -> None:
    conversation = service.open()
    button = service.history(conversation)[-1]["buttons"][0]
    service.press(conversation, button["id"])
    assert service.rasa.messages == [texts.MENU[0].payload]
    assert service.history(conversation)[2]["text"] == button["title"]


@pytest.mark.parametrize("unknown", ["", "x", "/restart", "a" * 65, "\ud800", "٣", "hV3k0Qx2ZbJ1mT9a"])
def test_a_button_that_was_never_issued_is_answered_and_never_reaches_rasa(service: Service, unknown: str) -> None:
    conversation = service.open()
    answer = service.client.post(
        f"/api/conversations/{conversation}/messages",
        content=json.dumps({"button": unknown}).encode(),
        headers={"Content-Type": "application/json"},
    )
    assert answer.status_code == 200
    (reply,) = answer.json()["replies"]
    assert reply["text"] == texts.UNKNOWN_BUTTON
    assert reply["status"] == "clarification"
    assert service.rasa.seen == []


def test_a_button_of_another_conversation_is_unknown(service: Service) -> None:
    others = service.history(service.open())[-1]["buttons"][0]["id"]
    assert service.press(service.open(), others)[0]["text"] == texts.UNKNOWN_BUTTON
    assert service.rasa.seen == []


def test_a_typed_slash_is_text(service: Service) -> None:
    conversation = service.open()
    for typed in ("/restart", " \u200b/eligibility_estimate", '/inform{"value": "0"}'):
        service.say(conversation, typed)
    assert service.rasa.messages == ["restart", "eligibility_estimate", 'inform{"value": "0"}']
    assert service.rasa.injected == []


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", texts.EMPTY),
        (" \u200f\n", texts.EMPTY),
        ("😀😀", texts.NO_WORDS),
        ("/", texts.NO_WORDS),
        ("ما شروط الضمان " * 667, texts.too_long(1000)),
        ("1000000008", texts.MASKED),
    ],
)
def test_what_rasa_cannot_use_is_answered_by_the_service(service: Service, typed: str, answer: str) -> None:
    replies = service.say(service.open(), typed)
    assert replies[0]["text"] == answer
    assert replies[-1]["status"] == "clarification"
    assert replies[-1]["buttons"]
    assert service.rasa.seen == []


def test_personal_numbers_reach_neither_rasa_nor_the_store_nor_a_log(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    conversation = service.open()
    with caplog.at_level(logging.DEBUG, logger="bot"):
        first = service.say(conversation, "هويتي 1000000008 وراتبي 4000")
        second = service.say(conversation, "ايباني SA0380000000608010167519 وراتبي 4100")
    assert first[0]["text"] == texts.MASKED
    assert texts.MASKED not in [reply["text"] for reply in second]
    assert all("4000" in message or "4100" in message for message in service.rasa.messages)
    everything = json.dumps(service.history(conversation)) + "".join(service.rasa.messages) + caplog.text
    with sqlite3.connect(service.settings.var / "murshid.db") as database:
        everything += "\n".join(database.iterdump())
    database.close()
    assert "1000000008" not in everything
    assert "0608010167519" not in everything


def test_logs_hold_no_text_of_messages(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="bot"):
        service.say(service.open(), "كلام خاص جدا")
        service.rasa.status = 500
        service.say(service.open(), "كلام خاص جدا")
    assert "status=answered" in caplog.text
    assert "status=error" in caplog.text
    assert "خاص" not in caplog.text


def test_messages_of_one_conversation_are_handled_one_at_a_time_and_in_order(service: Service) -> None:
    service.rasa.seconds = lambda message: 0.1 if message == "0" else 0.0
    conversation = service.open()
    with ThreadPoolExecutor(8) as pool:
        sent = []
        for number in range(8):
            sent.append(pool.submit(service.say, conversation, str(number)))
            time.sleep(0.01)
        replies = [each.result() for each in sent]
    assert service.rasa.messages == [str(number) for number in range(8)]
    assert [each[0]["text"] for each in replies] == [f"سمعت: {number}" for number in range(8)]
    history = [message["text"] for message in service.history(conversation)[2:]]
    assert history == [said for number in range(8) for said in (str(number), f"سمعت: {number}")]


def test_conversations_are_handled_side_by_side(service: Service) -> None:
    service.rasa.seconds = lambda _: 0.4
    conversations = [service.open() for _ in range(10)]
    began = time.monotonic()
    with ThreadPoolExecutor(10) as pool:
        list(pool.map(lambda each: service.say(each, "سؤال"), conversations))
    assert time.monotonic() - began < 10 * 0.4 / 2
    assert service.rasa.at_once > 1


def test_a_flood_in_one_conversation_is_turned_away_and_leaves_the_others_alone(
    settings: Settings, rasa: RasaStandIn
) -> None:
    settings = settings.model_copy(update={"max_waiting": 3})
    rasa.seconds = lambda message: 0.5 if message == "كثير" else 0.0
    with (
        Server(create_app(settings), settings.port),
        httpx.Client(base_url=settings.service_url, trust_env=False, timeout=10) as client,
        ThreadPoolExecutor(8) as pool,
    ):
        service = Service(settings, rasa, client)
        busy, calm = service.open(), service.open()
        flood = [pool.submit(service.post, busy, {"text": "كثير"}) for _ in range(8)]
        time.sleep(0.1)
        assert service.say(calm, "سؤال")[0]["text"] == "سمعت: سؤال"
        answers = [each.result() for each in flood]
    turned_away = [answer for answer in answers if answer.status_code == 429]
    assert len(turned_away) == 5
    assert all(answer.json()["message"] == texts.TOO_MANY_WAITING for answer in turned_away)


@pytest.mark.parametrize("failure", ["empty", "only status", "500", "not json", "another form", "too slow"])
def test_a_failing_rasa_is_told_to_the_citizen_in_time_and_the_message_is_kept(service: Service, failure: str) -> None:
    match failure:
        case "empty":
            service.rasa.answer = lambda *_: []
        case "only status":
            service.rasa.answer = lambda *_: [{"custom": {"status": "answered"}}]
        case "500":
            service.rasa.status = 500
        case "not json":
            service.rasa.raw = "<html>"
        case "another form":
            service.rasa.raw = '{"text": 1}'
        case "too slow":
            service.rasa.seconds = lambda _: 1.6
    conversation = service.open()
    began = time.monotonic()
    replies = service.say(conversation, "هل أستحق؟")
    assert time.monotonic() - began < service.settings.reply_timeout + 0.5 < TOLD_WITHIN_SECONDS
    assert [(reply["text"], reply["status"]) for reply in replies] == [(texts.NOT_ANSWERING, "error")]
    assert texts.CALL_CENTRE in texts.NOT_ANSWERING
    kept = [(message["author"], message["text"], message["status"]) for message in service.history(conversation)[2:]]
    assert kept == [("citizen", "هل أستحق؟", "error"), ("murshid", texts.NOT_ANSWERING, "error")]


def test_the_longest_wait_that_can_be_set_still_tells_the_citizen_within_five_seconds() -> None:
    assert Settings().reply_timeout <= 4.0
    with pytest.raises(ValueError, match="reply_timeout"):
        Settings(reply_timeout=TOLD_WITHIN_SECONDS)


def test_messages_that_wait_behind_a_silent_rasa_are_answered_in_time_too(service: Service) -> None:
    service.rasa.seconds = lambda _: 1.6
    conversation = service.open()

    def timed(text: str) -> tuple[str, float]:
        began = time.monotonic()
        return service.say(conversation, text)[0]["status"], time.monotonic() - began

    with ThreadPoolExecutor(3) as pool:
        waits = list(pool.map(timed, ["أولى", "ثانية", "ثالثة"]))
    assert [status for status, _ in waits] == ["error"] * 3
    assert max(seconds for _, seconds in waits) < service.settings.reply_timeout + 0.5


def test_rasa_not_there_is_told_to_the_citizen(settings: Settings) -> None:
    settings = settings.model_copy(update={"rasa_port": free_port(), "actions_port": free_port()})
    with (
        Server(create_app(settings), settings.port),
        httpx.Client(base_url=settings.service_url, trust_env=False) as client,
    ):
        service = Service(settings, RasaStandIn(), client)
        replies = service.say(service.open(), "سؤال")
        health = client.get("/health")
    assert [reply["status"] for reply in replies] == ["error"]
    assert health.status_code == 503
    assert health.json() == {"ready": False, "rasa": False, "actions": False, "database": True}


def test_after_a_failure_the_next_message_is_answered(service: Service) -> None:
    conversation = service.open()
    service.rasa.status = 500
    service.say(conversation, "سؤال")
    service.rasa.status = 200
    assert service.say(conversation, "سؤال")[0]["status"] == "answered"


def test_health_is_good_only_when_rasa_and_the_action_server_answer(service: Service, settings: Settings) -> None:
    assert service.client.get("/health").status_code == 200
    service.rasa.status = 409  # how Rasa answers while it has no model
    health = service.client.get("/health")
    assert health.status_code == 503
    assert health.json() == {"ready": False, "rasa": False, "actions": True, "database": True}
    service.rasa.status = 200
    settings = settings.model_copy(update={"actions_port": free_port()})
    with (
        Server(create_app(settings), settings.port),
        httpx.Client(base_url=settings.service_url, trust_env=False) as client,
    ):
        health = client.get("/health")
    assert health.status_code == 503
    assert health.json() == {"ready": False, "rasa": True, "actions": False, "database": True}


@pytest.mark.parametrize("forged", ["nothing", "a" * 200, "%F0%9F%98%80", "%00", "id", "signature", "other"])
def test_a_token_that_we_did_not_sign_is_401_in_arabic_and_nothing_is_stored(service: Service, forged: str) -> None:
    token, other = service.open(), service.open()
    number, _, signature = token.partition(".")
    tokens = {
        "id": number,
        "signature": f"{number}.{signature[:-1]}x",
        "other": f"{other.partition('.')[0]}.{signature}",
    }
    forged = tokens.get(forged, forged)
    said = service.client.post(f"/api/conversations/{forged}/messages", json={"text": "سؤال مزور"})
    read = service.client.get(f"/api/conversations/{forged}/messages")
    file = service.client.get(f"/api/conversations/{forged}/files/picture-1")
    assert said.status_code == read.status_code == file.status_code == 401
    assert said.json() == {"error": "bad_token", "message": texts.BAD_TOKEN}
    assert service.rasa.seen == []
    assert [message["author"] for message in service.history(token) + service.history(other)] == ["murshid"] * 4


def test_a_conversation_that_was_deleted_is_404_in_arabic(service: Service) -> None:
    token = service.open()
    assert service.say(token, "احذف بياناتي")[0]["text"] == texts.DELETED
    assert service.rasa.forgotten == [token.partition(".")[0]]
    answers = [service.post(token, {"text": "سؤال"}), service.client.get(f"/api/conversations/{token}/messages")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].json() == {"error": "unknown_conversation", "message": texts.UNKNOWN_CONVERSATION}


def test_a_message_sent_again_under_its_key_is_handled_once_and_answered_alike(service: Service) -> None:
    token = service.open()
    service.rasa.seconds = lambda _: 0.2
    with ThreadPoolExecutor(3) as pool:
        sent = [pool.submit(service.post, token, {"text": "سؤال", "key": "key-0001"}) for _ in range(3)]
        answers = [each.result().json() for each in sent]
    later = service.post(token, {"text": "سؤال", "key": "key-0001"}).json()
    assert answers == [later] * 3
    assert service.rasa.messages == ["سؤال"]
    assert [(message["author"], message["key"]) for message in service.history(token)[2:]] == [
        ("citizen", "key-0001"),
        ("murshid", None),
    ]


def test_an_estimate_comes_with_its_picture_and_its_page_for_this_conversation_only(service: Service) -> None:
    household = {"applicant": {"kind": "independent", "age": 45, "nationality": "saudi"}, "income": []}
    service.rasa.answer = lambda sender, _: [
        {"text": "تقديرك"},
        {"custom": {"household": household}},
        {"custom": {"status": "estimate"}},
    ]
    token, other = service.open(), service.open()
    (reply,) = service.say(token, "التقدير")
    picture, document = reply["attachments"]
    assert (reply["text"], reply["status"], picture["kind"], document["kind"]) == (
        "تقديرك",
        "estimate",
        "picture",
        "document",
    )
    assert service.history(token)[-1]["attachments"] == reply["attachments"]
    drawn, printed = service.client.get(picture["url"]), service.client.get(document["url"])
    assert drawn.content.startswith(b"\x89PNG")
    assert printed.content.startswith(b"%PDF")
    assert drawn.headers["cache-control"] == "no-store"
    assert service.client.get(picture["url"].replace(token, other)).status_code == 404
    for name in ("picture-999999", "picture-x", "picture-", "nothing", "picture-1e400", "copy-1"):
        status = service.client.get(f"/api/conversations/{token}/files/{name}").status_code
        assert status == (200 if name.startswith("copy") else 404), name


def test_the_copy_of_a_citizens_data_is_a_text_to_keep(service: Service) -> None:
    token = service.open()
    service.say(token, "كم المعاش؟")
    (reply,) = service.say(token, "نسخة من بياناتي")
    (file,) = reply["attachments"]
    copy = service.client.get(file["url"])
    assert copy.headers["content-type"] == "text/plain; charset=utf-8"
    assert "أنت: كم المعاش؟" in copy.content.decode("utf-8-sig")


def test_a_page_of_a_site_that_is_not_allowed_cannot_write(service: Service) -> None:
    token = service.open()
    path = f"/api/conversations/{token}/messages"
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
        for address, body in (("/api/conversations", None), (path, {"text": "سؤال"})):
            answer = service.client.post(address, json=body, headers={"Origin": origin})
            assert answer.status_code == 403, origin
            assert answer.json() == {"error": "bad_origin", "message": texts.BAD_ORIGIN}
    own = service.client.post(path, json={"text": "سؤال"}, headers={"Origin": service.settings.service_url})
    assert own.status_code == 200
    assert service.rasa.messages == ["سؤال"]


def test_only_allowed_sites_may_hold_the_page_in_a_frame_and_write(settings: Settings, rasa: RasaStandIn) -> None:
    settings = settings.model_copy(update={"allowed_origins": "https://ministry.example https://other.example:8443"})
    with (
        Server(create_app(settings), settings.port),
        httpx.Client(base_url=settings.service_url, trust_env=False) as client,
    ):
        page, script = client.get("/").headers, client.get("/widget.js").headers
        allowed = client.post("/api/conversations", headers={"Origin": "https://ministry.example"})
    assert (
        "frame-ancestors 'self' https://ministry.example https://other.example:8443" in page["content-security-policy"]
    )
    assert "x-frame-options" not in page
    assert script["cross-origin-resource-policy"] == "cross-origin"
    assert allowed.status_code == 201


def test_too_many_requests_of_one_address_or_messages_of_one_conversation_are_429(
    settings: Settings, rasa: RasaStandIn
) -> None:
    settings = settings.model_copy(update={"requests_per_minute": 8, "messages_per_minute": 3})
    with (
        Server(create_app(settings), settings.port),
        httpx.Client(base_url=settings.service_url, trust_env=False) as client,
    ):
        first, second, third = ({"X-Forwarded-For": f"198.51.100.{number}"} for number in (1, 2, 3))
        token = client.post("/api/conversations", headers=first).json()["id"]
        said = [
            client.post(f"/api/conversations/{token}/messages", json={"text": "سؤال"}, headers=first) for _ in range(4)
        ]
        opened = [client.post("/api/conversations", headers=second).status_code for _ in range(10)]
        other = client.post("/api/conversations", headers=third).status_code
        local = [client.post("/api/conversations").status_code for _ in range(20)]
    assert [answer.status_code for answer in said] == [200, 200, 200, 429]
    assert said[-1].json() == {"error": "too_fast", "message": texts.TOO_FAST}
    assert 1 <= int(said[-1].headers["retry-after"]) <= 60
    assert opened == [201] * 8 + [429] * 2
    assert other == 201
    assert local == [201] * 20
    assert rasa.messages == ["سؤال"] * 3


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"{}",
        b'{"text": null}',
        b'{"text": 5}',
        b'{"text": ["a"]}',
        b'{"text": "a", "button": "b"}',
        b'{"text": "a", "more": 1}',
        b"\xff\xfe",
        b"[" * 20_000,
    ],
)
def test_a_body_that_is_no_message_is_refused_in_arabic(service: Service, body: bytes) -> None:
    answer = service.client.post(
        f"/api/conversations/{service.open()}/messages", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == (400 if body in NO_JSON else 422)
    assert answer.json() == {"error": "not_understood", "message": texts.NOT_UNDERSTOOD}


def test_a_body_over_the_limit_is_413_stated_or_not(service: Service) -> None:
    path = f"/api/conversations/{service.open()}/messages"
    large = b" " * (service.settings.max_body_bytes + 1)
    stated = service.client.post(path, content=large)
    streamed = service.client.post(path, content=iter([large[:1000], large]))
    assert stated.status_code == streamed.status_code == 413
    assert stated.json() == {"error": "body_too_large", "message": texts.BODY_TOO_LARGE}
    assert "content-security-policy" in stated.headers


def test_ten_thousand_characters_are_within_the_limit_of_bodies(service: Service) -> None:
    replies = service.say(service.open(), "س" * 10_000)
    assert replies[0]["text"] == texts.too_long(service.settings.max_message_length)


def test_the_history_survives_a_restart_of_the_service(settings: Settings, rasa: RasaStandIn) -> None:
    with Server(create_app(settings), settings.port), httpx.Client(base_url=settings.service_url) as client:
        service = Service(settings, rasa, client)
        conversation = service.open()
        service.say(conversation, "سؤال")
        before = service.history(conversation)
    with Server(create_app(settings), settings.port), httpx.Client(base_url=settings.service_url) as client:
        service = Service(settings, rasa, client)
        assert service.history(conversation) == before
        button = before[1]["buttons"][0]["id"]
        assert service.press(conversation, button)[0]["status"] == "answered"


def test_the_page_and_every_answer_carry_strict_headers(service: Service) -> None:
    for path in ("/", "/chat.js", "/style.css", "/health", "/api/nothing", "/openapi.json"):
        headers = service.client.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"], path
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "server" not in headers
    assert service.client.get("/api/nothing").json()["message"] == texts.NOT_FOUND
    page = service.client.get("/")
    assert page.headers["content-type"].startswith("text/html")
    assert 'lang="ar" dir="rtl"' in page.text


def test_the_page_is_compressed_and_answers_are_not(service: Service) -> None:
    assert service.client.get("/chat.js").headers["content-encoding"] == "gzip"
    assert "content-encoding" not in service.client.get("/openapi.json").headers
    token = service.open()
    assert "content-encoding" not in service.client.get(f"/api/conversations/{token}/messages").headers


def test_files_beside_the_page_are_not_served(service: Service) -> None:
    for path in ("/../pyproject.toml", "/%2e%2e/pyproject.toml", "/..%2fpyproject.toml", "/.git/config"):
        assert service.client.get(path).status_code == 404


def test_an_unexpected_error_shows_no_trace(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError("a secret of the code")

    monkeypatch.setattr("bot.conversation.Conversations.open", broken)
    answer = service.client.post("/api/conversations")
    assert answer.status_code == 500
    assert answer.json() == {"error": "broken", "message": texts.BROKEN}
    assert "secret" not in answer.text
    assert "content-security-policy" in answer.headers


def test_the_api_describes_itself_in_arabic_and_english(service: Service) -> None:
    described = service.client.get("/openapi.json").json()
    routes = [route for methods in described["paths"].values() for route in methods.values()]
    assert len(routes) == 5
    for route in routes:
        english, arabic = route["summary"].split(" | ")
        assert english.isascii()
        assert any("\u0620" <= letter <= "\u064a" for letter in arabic)
    assert service.client.get("/docs").status_code == 404


def test_two_services_may_start_on_one_new_database_at_once(settings: Settings) -> None:
    program = """if True:
        import asyncio, sys
        from bot.database import open_database
        from bot.store import Store
        async def main():
            async with open_database(sys.argv[1]) as database:
                print((await Store(database).open_conversation([]))[0])
        asyncio.run(main())
    """
    argv = [sys.executable, "-c", program, settings.store_url]
    started = [subprocess.Popen(argv, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    ids = {process.communicate(timeout=30)[0].strip() for process in started}
    assert [process.returncode for process in started] == [0, 0]
    assert len(ids) == 2
