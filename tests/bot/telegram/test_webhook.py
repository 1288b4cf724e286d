"""The webhook: only what comes with the secret, acknowledged only once it is stored."""

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from bot.channel import Kind
from bot.telegram.channel import TelegramChannel
from bot.telegram.settings import SettingsError
from bot.telegram.webhook import webhook
from tests.bot.bot_api_stand_in import BotApiStandIn, Trouble
from tests.bot.telegram.citizens import PERSON
from tests.bot.telegram.conftest import SECRET, Lists

PATH = "/channels/telegram"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


@pytest.fixture
async def telegram(inbox: Lists, channel: TelegramChannel) -> AsyncIterator[httpx.AsyncClient]:
    """Telegram's requests to the webhook."""
    app = FastAPI()
    app.include_router(webhook(lambda: inbox, lambda: channel, secret=SECRET))
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://murshid") as client:
        yield client


def an_update(bot_api: BotApiStandIn, text: str = "كم الحد؟") -> dict[str, object]:
    return bot_api.updates[bot_api.say(text)].update


async def test_a_message_is_stored_and_then_acknowledged(
    telegram: httpx.AsyncClient, inbox: Lists, bot_api: BotApiStandIn
) -> None:
    answer = await telegram.post(PATH, json=an_update(bot_api), headers=HEADERS)
    assert (answer.status_code, answer.content) == (200, b"")
    assert [(each.kind, each.text, each.person) for each in inbox.taken] == [(Kind.TEXT, "كم الحد؟", str(PERSON))]


async def test_a_repeated_delivery_is_acknowledged_and_stored_once(
    telegram: httpx.AsyncClient, inbox: Lists, bot_api: BotApiStandIn
) -> None:
    update = an_update(bot_api)
    answers = [await telegram.post(PATH, json=update, headers=HEADERS) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 200]
    assert len(inbox.taken) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Telegram-Bot-Api-Secret-Token": ""},
        {"X-Telegram-Bot-Api-Secret-Token": SECRET[:-1]},
        {"X-Telegram-Bot-Api-Secret-Token": SECRET + "0"},
        {"X-Telegram-Bot-Api-Secret-Token": SECRET.upper()},
        {"Authorization": SECRET},
    ],
)
@pytest.mark.parametrize("body", [b'{"update_id": 1, "channel_post": {}}', b"{", b""])
async def test_without_the_secret_nothing_is_stored(
    telegram: httpx.AsyncClient, inbox: Lists, headers: dict[str, str], body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    answer = await telegram.post(PATH, content=body, headers=headers)
    assert answer.status_code == 401
    assert (inbox.taken, inbox.ignored) == ([], [])
    assert SECRET not in answer.text + caplog.text


async def test_a_secret_with_foreign_letters_is_a_wrong_secret(telegram: httpx.AsyncClient) -> None:
    header = [(b"X-Telegram-Bot-Api-Secret-Token", "سر".encode())]
    assert (await telegram.post(PATH, content=b"{}", headers=header)).status_code == 401


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b'{"update_id": 1,}', b"[" * 100_000])
async def test_malformed_json_is_a_bad_request(telegram: httpx.AsyncClient, inbox: Lists, body: bytes) -> None:
    answer = await telegram.post(PATH, content=body, headers=HEADERS)
    assert answer.status_code == 400
    assert (inbox.taken, inbox.ignored) == ([], [])


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ([], "not an update"),
        ("x", "not an update"),
        ({"message": {}}, "not an update"),
        ({"update_id": 1, "message": {}}, "message: unreadable"),
        ({"update_id": 1, "poll": {"id": "1"}}, "poll"),
        ({"update_id": 1, "chat_boost_of_the_future": {}}, "chat_boost_of_the_future"),
    ],
)
async def test_what_is_not_for_us_is_acknowledged_and_counted(
    telegram: httpx.AsyncClient, inbox: Lists, body: object, what: str
) -> None:
    assert (await telegram.post(PATH, json=body, headers=HEADERS)).status_code == 200
    assert (inbox.taken, inbox.ignored) == ([], [("telegram", what)])


async def test_what_could_not_be_stored_is_not_acknowledged(
    telegram: httpx.AsyncClient, inbox: Lists, bot_api: BotApiStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    update, inbox.down = an_update(bot_api, "سؤال خاص"), True
    answer = await telegram.post(PATH, json=update, headers=HEADERS)
    assert answer.status_code == 500
    assert "سؤال" not in caplog.text + answer.text
    inbox.down = False
    assert (await telegram.post(PATH, json=update, headers=HEADERS)).status_code == 200
    assert len(inbox.taken) == 1


async def test_a_press_ends_its_waiting_sign_without_delaying_the_acknowledgement(
    telegram: httpx.AsyncClient, inbox: Lists, channel: TelegramChannel, bot_api: BotApiStandIn
) -> None:
    bot_api.meet()
    await channel.bot.send_message(PERSON, "نص")
    press = bot_api.press_data("AAAAAAAAAAAAAAAA", message=bot_api.sent[-1])
    bot_api.trouble.append(Trouble(after=True, seconds=0.4, method="answerCallbackQuery"))
    began = time.monotonic()
    answer = await telegram.post(PATH, json=bot_api.updates[press].update, headers=HEADERS)
    assert answer.status_code == 200
    assert time.monotonic() - began < 0.3
    assert [(each.kind, each.text) for each in inbox.taken] == [(Kind.BUTTON, "AAAAAAAAAAAAAAAA")]
    async with asyncio.timeout(3):
        while set(bot_api.answered) != bot_api.pressed:
            await asyncio.sleep(0.01)


async def test_a_press_that_could_not_be_stored_goes_on_waiting(
    telegram: httpx.AsyncClient, inbox: Lists, bot_api: BotApiStandIn, channel: TelegramChannel
) -> None:
    bot_api.meet()
    await channel.bot.send_message(PERSON, "نص")
    press, inbox.down = bot_api.press_data("A", message=bot_api.sent[-1]), True
    answer = await telegram.post(PATH, json=bot_api.updates[press].update, headers=HEADERS)
    assert answer.status_code == 500
    assert all(name != "answerCallbackQuery" for name, _ in bot_api.calls)


@pytest.mark.parametrize("secret", ["", "short", "with space with space", "سر" * 20, "a" * 257])
def test_there_is_no_webhook_without_a_secret(secret: str, inbox: Lists, channel: TelegramChannel) -> None:
    with pytest.raises(SettingsError) as caught:
        webhook(lambda: inbox, lambda: channel, secret=secret)
    assert "MURSHID_TELEGRAM_SECRET" in str(caught.value)


async def test_other_methods_are_not_allowed(telegram: httpx.AsyncClient) -> None:
    assert (await telegram.get(PATH, headers=HEADERS)).status_code == 405


def test_the_stand_in_makes_json_like_telegrams(bot_api: BotApiStandIn) -> None:
    update = json.loads(json.dumps(an_update(bot_api, "/start كلمة")))
    assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
