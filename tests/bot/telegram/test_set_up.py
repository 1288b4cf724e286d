"""What Telegram is told of the bot at the start of the service."""

import asyncio
import logging

import pytest

from bot.channel import RetryLater
from bot.telegram import set_up as module
from bot.telegram.channel import Me, TelegramChannel
from bot.telegram.limits import DESCRIPTION, SHORT_DESCRIPTION, length
from bot.telegram.set_up import problems, set_up, set_up_until_done
from bot.telegram.wording import COMMANDS
from tests.bot.bot_api_stand_in import TOKEN, BotApiStandIn, Trouble
from tests.bot.telegram.conftest import SECRET

PUBLIC = "https://murshid.example"


async def test_the_webhook_is_set_with_its_secret_and_what_waits_is_kept(
    channel: TelegramChannel, bot_api: BotApiStandIn
) -> None:
    bot_api.say("قبل البدء")
    await set_up(channel, f"{PUBLIC}/", SECRET)
    assert bot_api.webhook is not None
    assert (bot_api.webhook.url, bot_api.webhook.secret) == (f"{PUBLIC}/channels/telegram", SECRET)
    assert bot_api.allowed == ["message", "edited_message", "callback_query"]
    assert len(bot_api.pending) == 1


async def test_the_menu_of_commands_and_the_descriptions_are_arabic(
    channel: TelegramChannel, bot_api: BotApiStandIn
) -> None:
    await set_up(channel, "", SECRET)
    assert [each["command"] for each in bot_api.commands] == ["start", "help", "export", "delete"]
    assert bot_api.commands[3]["description"] == "احذف بياناتي"
    said = [each["description"] for each in bot_api.commands] + [bot_api.description, bot_api.short_description]
    assert all(any("\u0621" <= letter <= "\u064a" for letter in each) for each in said)
    assert "لست الوزارة ولا أمثّلها" in bot_api.description
    assert "غير رسمي" in bot_api.short_description
    assert length(bot_api.description) <= DESCRIPTION
    assert length(bot_api.short_description) <= SHORT_DESCRIPTION


async def test_what_is_set_already_is_not_set_again(channel: TelegramChannel, bot_api: BotApiStandIn) -> None:
    await set_up(channel, PUBLIC, SECRET)
    first = len(bot_api.calls)
    await set_up(channel, PUBLIC, SECRET)
    again = [name for name, _ in bot_api.calls[first:] if name.startswith("set")]
    assert again == ["setWebhook"]  # its secret cannot be asked for


async def test_without_a_public_address_the_webhook_is_left_to_polling(
    channel: TelegramChannel, bot_api: BotApiStandIn
) -> None:
    await set_up(channel, "", SECRET)
    assert "setWebhook" not in [name for name, _ in bot_api.calls]
    assert len(bot_api.commands) == len(COMMANDS)


async def test_the_bot_learns_its_own_name(channel: TelegramChannel, bot_api: BotApiStandIn) -> None:
    assert channel.me == Me(7000000001)
    await set_up(channel, "", SECRET)
    assert channel.me == Me(7000000001, "murshid_test_bot")
    assert bot_api.calls[0][0] == "getMe"


async def test_set_up_goes_on_until_telegram_has_taken_it_and_says_each_trouble_once(
    channel: TelegramChannel,
    bot_api: BotApiStandIn,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(module, "FIRST_PAUSE_SECONDS", 0.01)
    bot_api.trouble.extend(Trouble(503, raw="", method="setWebhook") for _ in range(3))
    bot_api.trouble.append(Trouble(retry_after=0, method="setWebhook"))
    async with asyncio.timeout(5):
        await set_up_until_done(channel, PUBLIC, SECRET)
    assert bot_api.webhook is not None
    said = [each.getMessage() for each in caplog.records if each.levelno >= logging.ERROR]
    assert said == [
        "Telegram is not set up yet: the Bot API is out of order (HTTP 503)",
        "Telegram is not set up yet: too many messages (429)",
    ]


async def test_a_public_address_that_telegram_refuses_is_said_and_not_tried_for_ever(
    channel: TelegramChannel, bot_api: BotApiStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    bot_api.trouble.append(Trouble(400, "Bad Request: bad webhook: Failed to resolve host", method="setWebhook"))
    async with asyncio.timeout(5):
        await set_up_until_done(channel, PUBLIC, SECRET)
    assert "MURSHID_PUBLIC_URL" in caplog.text
    assert SECRET not in caplog.text


async def test_a_wrong_token_is_said(api: str) -> None:
    channel = TelegramChannel("1:wrong", api)
    with pytest.raises(RetryLater, match="MURSHID_TELEGRAM_TOKEN"):
        await set_up(channel, PUBLIC, SECRET)
    assert await problems(channel, PUBLIC) == [
        "Telegram does not know the token: set MURSHID_TELEGRAM_TOKEN anew, from @BotFather"
    ]
    await channel.close()


async def test_all_is_well_once_it_is_set_up(channel: TelegramChannel, bot_api: BotApiStandIn) -> None:
    assert await problems(channel, "") == []
    await set_up(channel, PUBLIC, SECRET)
    assert await problems(channel, PUBLIC) == []
    assert bot_api.webhook_errors == []


async def test_problems_of_the_webhook_are_named(channel: TelegramChannel, bot_api: BotApiStandIn) -> None:
    assert await problems(channel, PUBLIC) == [
        "the webhook goes to nowhere, not to MURSHID_PUBLIC_URL: restart the service"
    ]
    await set_up(channel, "https://old.example", SECRET)
    assert (await problems(channel, PUBLIC))[0].startswith("the webhook goes to old.example")
    assert await problems(channel, "") == ["a webhook is set, but MURSHID_PUBLIC_URL is not: set it, or poll"]
    await set_up(channel, PUBLIC, SECRET)
    bot_api.say("مرحبا")
    bot_api.webhook_errors.append("Wrong response from the webhook: 401 Unauthorized")
    assert await problems(channel, PUBLIC) == [
        "1 updates wait at Telegram: Wrong response from the webhook: 401 Unauthorized"
    ]


async def test_telegram_out_of_reach_is_a_problem_too() -> None:
    channel = TelegramChannel(TOKEN, "http://127.0.0.1:9")
    assert await problems(channel, PUBLIC) == ["Telegram cannot be asked: the Bot API cannot be reached (ConnectError)"]
    await channel.close()
