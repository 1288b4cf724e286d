"""The stand-in refuses what the real Bot API refuses, and remembers that it did."""

import asyncio
import io
import json
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from PIL import Image

from tests.bot.bot_api_stand_in import TOKEN, BotApiStandIn
from tests.bot.rasa_stand_in import free_port
from tests.bot.telegram.citizens import PERSON

Keyboard = list[list[dict[str, Any]]]


class Asking:
    """A program that asks the stand-in."""

    def __init__(self, stand_in: BotApiStandIn, client: httpx.AsyncClient) -> None:
        self.stand_in = stand_in
        self._client = client

    async def ask(self, name: str, /, *, token: str = TOKEN, files: Any = None, **given: Any) -> httpx.Response:
        """One call, as a form; what is no text goes as JSON."""
        form = {key: value if isinstance(value, str) else json.dumps(value) for key, value in given.items()}
        return await self._client.post(f"/bot{token}/{name}", data=form, files=files)


@pytest.fixture
async def asking() -> AsyncIterator[Asking]:
    stand_in = BotApiStandIn()
    stand_in.meet()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(stand_in.app), base_url="http://telegram") as client:
        yield Asking(stand_in, client)


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {"inline_keyboard": list(rows)}


def button(text: str = "نعم", data: str = "AAAA", **more: Any) -> dict[str, Any]:
    return {"text": text, "callback_data": data, **more}


TO: dict[str, Any] = {"chat_id": PERSON}


@pytest.mark.parametrize(
    ("method", "given", "said"),
    [
        ("sendMessage", {"text": "x"}, "chat_id is missing"),
        ("sendMessage", TO, "text is missing"),
        ("sendMessage", {"chat_id": "someone", "text": "x"}, "integer"),
        ("sendMessage", {**TO, "text": ""}, "empty"),
        ("sendMessage", {**TO, "text": " \u200f\n"}, "empty"),
        ("sendMessage", {**TO, "text": "x" * 4097}, "too long"),
        ("sendMessage", {**TO, "text": "😀" * 2049}, "too long"),
        ("sendMessage", {**TO, "text": "x", "parse_mode": "HTML"}, "unknown parameters"),
        ("sendMessage", {**TO, "text": "x", "reply_markup": "{"}, "not JSON"),
        ("sendMessage", {**TO, "text": "x", "reply_markup": {"keyboard": []}}, "inline keyboard"),
        ("sendMessage", {**TO, "text": "x", "reply_markup": keyboard()}, "array of arrays"),
        ("sendMessage", {**TO, "text": "x", "reply_markup": keyboard([])}, "array of arrays"),
        ("sendMessage", {**TO, "text": "x", "reply_markup": keyboard([button("")])}, "empty"),
        ("sendMessage", {**TO, "text": "x", "reply_markup": keyboard([button(data="")])}, "BUTTON_DATA_INVALID"),
        ("sendMessage", {**TO, "text": "x", "reply_markup": keyboard([button(data="ا" * 33)])}, "BUTTON_DATA"),
        ("sendMessage", {**TO, "text": "x", "reply_markup": keyboard([button(url="x")])}, "callback_data only"),
        ("sendMessage", {**TO, "text": "x", "reply_markup": keyboard([button()] * 9)}, "TOO_LONG"),
        ("sendMessage", {**TO, "text": "x", "reply_markup": keyboard(*[[button()]] * 101)}, "TOO_LONG"),
        ("sendMessage", {**TO, "text": "x", "reply_parameters": {"message_id": "x"}}, "integer"),
        ("sendMessage", {**TO, "text": "x", "link_preview_options": {"is_disabled": 5}}, "boolean"),
        ("sendPhoto", {**TO, "photo": "file-id"}, "no file"),
        ("sendDocument", {**TO, "document": "file-id"}, "no file"),
        ("sendChatAction", {**TO, "action": "dancing"}, "action"),
        ("answerCallbackQuery", {"callback_query_id": "1", "text": "x" * 201}, "longer than 200"),
        ("setWebhook", {"url": "http://murshid.example"}, "HTTPS"),
        ("setWebhook", {"url": "https://murshid.example:8000"}, "ports"),
        ("setWebhook", {"url": "https://127.0.0.1/channels/telegram"}, "reserved"),
        ("setWebhook", {"url": "https://localhost/channels/telegram"}, "reserved"),
        ("setWebhook", {"url": "https://murshid.example", "secret_token": "سر"}, "unallowed characters"),
        ("setWebhook", {"url": "https://murshid.example", "secret_token": "a" * 257}, "unallowed characters"),
        ("setWebhook", {"url": "https://murshid.example", "max_connections": 101}, "between 1 and 100"),
        ("setWebhook", {"url": "https://murshid.example", "allowed_updates": ["messages"]}, "unknown kind"),
        ("setMyCommands", {"commands": [{"command": "Start", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "s" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ("setMyCommands", {"commands": [{"command": "s", "description": ""}]}, "DESCRIPTION_INVALID"),
        ("setMyCommands", {"commands": [{"command": "s", "description": "x"}] * 101}, "at most 100"),
        ("setMyDescription", {"description": "x" * 513}, "longer than 512"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "longer than 120"),
        ("getUpdates", {"limit": 101}, "between 1 and 100"),
        ("getUpdates", {"timeout": 60}, "between 0 and 50"),
    ],
)
async def test_what_breaks_a_rule_is_refused_and_remembered(
    asking: Asking, method: str, given: dict[str, Any], said: str
) -> None:
    answer = await asking.ask(method, **given)
    assert answer.status_code == 400
    assert answer.json()["ok"] is False
    assert said in answer.json()["description"]
    assert len(asking.stand_in.wrong) == 1
    assert asking.stand_in.sent == []


def a_picture(width: int, height: int) -> bytes:
    data = io.BytesIO()
    Image.new("1", (width, height)).save(data, "PNG")
    return data.getvalue()


@pytest.mark.parametrize(
    ("method", "field", "data", "said"),
    [
        ("sendPhoto", "photo", b"no picture", "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", "photo", a_picture(100, 2001), "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", "photo", a_picture(5001, 5000), "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", "photo", a_picture(10, 10) + b"0" * 10_000_000, "Too Large"),
        ("sendDocument", "document", b"", "non-empty"),
    ],
)
async def test_files_have_their_rules_too(asking: Asking, method: str, field: str, data: bytes, said: str) -> None:
    answer = await asking.ask(method, files={field: ("a.bin", data)}, **TO)
    assert (answer.status_code, len(asking.stand_in.wrong)) == (400, 1)
    assert said in answer.json()["description"]


async def test_a_caption_has_at_most_1024_characters(asking: Asking) -> None:
    files = {"document": ("a.pdf", b"%PDF")}
    assert (await asking.ask("sendDocument", files=files, caption="x" * 1024, **TO)).status_code == 200
    assert (await asking.ask("sendDocument", files=files, caption="x" * 1025, **TO)).status_code == 400


async def test_methods_that_murshid_does_not_use_are_unknown(asking: Asking) -> None:
    assert (await asking.ask("deleteMessage", message_id=1, **TO)).status_code == 404
    assert asking.stand_in.wrong == ["deleteMessage: no such method, or none that Murshid uses"]


async def test_another_bots_token_is_unauthorized_and_no_token_is_not_found(asking: Asking) -> None:
    assert (await asking.ask("getMe", token="1:x")).status_code == 401
    assert (await asking.ask("getMe", token="x")).status_code == 404


async def test_a_bot_cannot_write_first(asking: Asking) -> None:
    answer = await asking.ask("sendMessage", chat_id=77, text="x")
    assert answer.json()["description"] == "Bad Request: chat not found"
    assert asking.stand_in.wrong == []


async def test_an_offset_confirms_all_updates_before_it(asking: Asking) -> None:
    first, second, third = (asking.stand_in.say(text) for text in "abc")
    got = (await asking.ask("getUpdates")).json()["result"]
    assert [each["update_id"] for each in got] == [first, second, third]
    assert len((await asking.ask("getUpdates", limit=2)).json()["result"]) == 2
    got = (await asking.ask("getUpdates", offset=third)).json()["result"]
    assert [each["update_id"] for each in got] == [third]
    assert len((await asking.ask("getUpdates")).json()["result"]) == 1


async def test_a_bot_with_a_webhook_cannot_be_polled(asking: Asking) -> None:
    await asking.ask("setWebhook", url="https://murshid.example/x")
    assert (await asking.ask("getUpdates")).status_code == 409
    await asking.ask("deleteWebhook")
    assert (await asking.ask("getUpdates")).status_code == 200


async def test_a_second_poller_ends_the_first(asking: Asking) -> None:
    first = asyncio.create_task(asking.ask("getUpdates", timeout=5))
    await asyncio.sleep(0.05)
    assert (await asking.ask("getUpdates")).status_code == 200
    assert (await first).status_code == 409


async def test_only_kinds_that_were_asked_for_are_delivered(asking: Asking) -> None:
    await asking.ask("getUpdates", allowed_updates=["message"])
    asking.stand_in.say("a")
    asking.stand_in.update({"poll": {"id": "1"}})
    assert len((await asking.ask("getUpdates")).json()["result"]) == 1


async def test_a_press_can_be_answered_once_it_happened(asking: Asking) -> None:
    await asking.ask("sendMessage", text="x", reply_markup=keyboard([button("نعم")]), **TO)
    assert (await asking.ask("answerCallbackQuery", callback_query_id="5")).status_code == 400
    asking.stand_in.press("نعم")
    (press,) = asking.stand_in.pressed
    assert (await asking.ask("answerCallbackQuery", callback_query_id=press)).status_code == 200
    assert asking.stand_in.answered == [press]


def test_it_runs_as_a_process_of_its_own_and_is_led_by_http() -> None:
    port, hook = free_port(), free_port()
    argv = [sys.executable, "-m", "tests.bot.bot_api_stand_in", str(port), "--secret", "s", "--hook"]
    process = subprocess.Popen([*argv, f"http://127.0.0.1:{hook}"])
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            until = time.monotonic() + 20
            while True:
                try:
                    state = client.get("/control/state").json()
                    break
                except httpx.HTTPError:
                    assert time.monotonic() < until
                    time.sleep(0.05)
            assert state["webhook"] == "https://murshid.example/channels/telegram"
            assert client.post("/control/say", json={"text": "مرحبا"}).json()["update_id"] > 0
            keys = {"reply_markup": json.dumps(keyboard([button("نعم")]))}
            client.post(f"/bot{TOKEN}/sendMessage", data={"chat_id": str(PERSON), "text": "أهلًا", **keys})
            assert client.post("/control/press", json={"title": "نعم"}).status_code == 200
            assert client.post("/control/press", json={"title": "لا"}).status_code == 409
            client.post("/control/trouble", json={"retry_after": 3})
            refused = client.post(f"/bot{TOKEN}/sendMessage", data={"chat_id": str(PERSON), "text": "أهلًا"})
            assert refused.json()["parameters"] == {"retry_after": 3}
            state = client.get("/control/state", params={"chat": PERSON}).json()
            assert [(each["text"], each["buttons"]) for each in state["sent"]] == [("أهلًا", {"نعم": "AAAA"})]
            assert (state["pending"], len(state["unanswered"]), state["wrong"]) == (2, 1, [])
    finally:
        process.terminate()
        process.wait(10)
