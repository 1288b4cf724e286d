"""Citizens on Telegram and the adapter, from a typed word to the reply in the chat, by webhook."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI

from bot.channel import Button, Kind, Outgoing
from bot.telegram.channel import TelegramChannel
from bot.telegram.set_up import set_up
from bot.telegram.webhook import webhook
from tests.bot.bot_api_stand_in import TOKEN, BotApiStandIn
from tests.bot.rasa_stand_in import Server, free_port
from tests.bot.telegram.conftest import SECRET, Lists

GROUP = -1009876543210


class Echo(Lists):
    """A service that answers each message at once, in its own words."""

    def __init__(self, api: str) -> None:
        super().__init__()
        self.channel = TelegramChannel(TOKEN, api)

    async def take(self, arrived: object) -> bool:
        """Stores and answers."""
        is_new = await super().take(arrived)  # type: ignore[arg-type]
        if is_new:
            last = self.taken[-1]
            await self.channel.noticed(last)
            said = f"{last.kind}: {last.text}"
            await self.channel.send(Outgoing("r", last.address, said, (Button("YES-0123456789AB", "نعم"),)))
        return is_new


@pytest.fixture
def echo(api: str, bot_api: BotApiStandIn) -> Iterator[Echo]:
    """The service, listening where the stand-in's hook leads."""
    echo, port = Echo(api), free_port()
    app = FastAPI(on_shutdown=[echo.channel.close])
    app.include_router(webhook(lambda: echo, lambda: echo.channel, secret=SECRET))
    bot_api.hook = f"http://127.0.0.1:{port}"
    with Server(app, port):
        yield echo


@pytest.fixture
async def telegram(echo: Echo, bot_api: BotApiStandIn, api: str) -> BotApiStandIn:
    """Telegram with its webhook set."""
    channel = TelegramChannel(TOKEN, api)
    await set_up(channel, "https://murshid.example", SECRET)
    echo.channel.me = channel.me
    await channel.close()
    return bot_api


async def test_a_question_is_answered_in_its_chat_and_a_button_comes_back(telegram: BotApiStandIn, echo: Echo) -> None:
    telegram.say("كم الحد المانع؟")
    assert telegram.wait_for(1)[0].text == "text: كم الحد المانع؟"
    telegram.press("نعم")
    assert telegram.wait_for(2)[1].text == "button: YES-0123456789AB"
    telegram.wait_until_delivered()
    assert [kind for _, kind in telegram.actions] == ["typing", "typing"]
    assert [each.kind for each in echo.taken] == [Kind.TEXT, Kind.BUTTON]


async def test_what_telegram_delivers_twice_is_answered_once(telegram: BotApiStandIn, echo: Echo) -> None:
    update = telegram.say("مرحبا")
    telegram.wait_until_delivered()
    telegram.again(update)
    telegram.wait_until_delivered()
    assert len(telegram.wait_for(1)) == len(echo.taken) == 1


async def test_a_service_that_was_down_gets_the_message_when_it_is_back(telegram: BotApiStandIn, echo: Echo) -> None:
    echo.down = True
    telegram.say("مرحبا", 5)
    telegram.say("مرحبا", 6)
    telegram.say("ثم هذا", 5)
    while len(telegram.webhook_errors) < 2:
        assert telegram.sent == []
    echo.down = False
    telegram.wait_until_delivered()
    assert [each.text for each in telegram.wait_for(2, 5)] == ["text: مرحبا", "text: ثم هذا"]
    assert len(telegram.wait_for(1, 6)) == 1


async def test_in_a_group_two_people_are_answered_each_by_a_reply(telegram: BotApiStandIn, echo: Echo) -> None:
    telegram.say("السلام عليكم جميعًا", GROUP, user=5)
    telegram.say("@murshid_test_bot كم الحد؟", GROUP, user=5)
    telegram.say("/help@murshid_test_bot", GROUP, user=6)
    first, second = telegram.wait_for(2, GROUP)
    assert (first.reply_to, second.reply_to) == (102, 103)
    telegram.say("وماذا بعد؟", GROUP, user=6, reply_to=first.id)
    assert telegram.wait_for(3, GROUP)[2].text == "text: وماذا بعد؟"
    telegram.wait_until_delivered()
    assert [each.person for each in echo.taken] == [f"{GROUP}/5", f"{GROUP}/6", f"{GROUP}/6"]
    assert echo.ignored == [("telegram", "message: in a group, to others")]


async def test_an_edit_and_a_voice_note_come_as_what_they_are(telegram: BotApiStandIn, echo: Echo) -> None:
    telegram.say("كم")
    telegram.edit("كم الحد؟")
    telegram.send({"voice": {"file_id": "V", "file_unique_id": "v", "duration": 2}})
    assert [each.text for each in telegram.wait_for(3)] == ["text: كم", "edited:", "voice:"]
    assert [each.kind for each in echo.taken] == [Kind.TEXT, Kind.EDITED, Kind.VOICE]
