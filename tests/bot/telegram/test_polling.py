"""Polling hands every update to the running service, and lets none go before the service has it."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from fastapi import FastAPI, Response

from bot.channel import Kind
from bot.telegram import polling
from bot.telegram.channel import TelegramChannel
from bot.telegram.polling import poll
from bot.telegram.webhook import webhook
from tests.bot.bot_api_stand_in import TOKEN, BotApiStandIn, Trouble
from tests.bot.rasa_stand_in import Server, free_port
from tests.bot.telegram.conftest import SECRET, Lists


@dataclass
class Polled:
    """A poller at work."""

    said: list[str] = field(default_factory=list)
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    code: int | None = None


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "FIRST_PAUSE_SECONDS", 0.02)
    monkeypatch.setattr(polling, "WAIT_SECONDS", 1)


@asynccontextmanager
async def polled(api: str, port: int, *, token: str = TOKEN, secret: str = SECRET) -> AsyncIterator[Polled]:
    state = Polled()
    task = asyncio.create_task(poll(token, secret, f"http://127.0.0.1:{port}", api, state.stop, state.said.append))
    try:
        yield state
    finally:
        state.stop.set()
        async with asyncio.timeout(5):
            state.code = await task


async def until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(5):
        while not condition():
            await asyncio.sleep(0.01)


def service(inbox: Lists, channel: TelegramChannel) -> FastAPI:
    app = FastAPI()
    app.include_router(webhook(lambda: inbox, lambda: channel, secret=SECRET))
    return app


async def test_updates_reach_the_service_in_order_and_are_then_done(
    api: str, bot_api: BotApiStandIn, inbox: Lists, channel: TelegramChannel
) -> None:
    bot_api.say("/start")
    bot_api.say("كم الحد المانع؟")
    port = free_port()
    with Server(service(inbox, channel), port):
        async with polled(api, port) as state:
            await until(lambda: len(inbox.taken) == 2)
            bot_api.edit("كم الحد؟")
            await until(lambda: not bot_api.pending)
    assert [each.kind for each in inbox.taken] == [Kind.START, Kind.TEXT, Kind.EDITED]
    assert inbox.taken[1].text == "كم الحد المانع؟"
    assert state.code == 0
    assert len(state.said) == 1


async def test_while_the_service_is_down_nothing_is_lost_and_it_is_said_once(
    api: str, bot_api: BotApiStandIn, inbox: Lists, channel: TelegramChannel
) -> None:
    bot_api.say("سؤال خاص")
    port = free_port()
    async with polled(api, port) as state:
        await until(lambda: any("waiting for the service" in line for line in state.said))
        await asyncio.sleep(0.2)
        assert len(bot_api.pending) == 1
        with Server(service(inbox, channel), port):
            await until(lambda: not bot_api.pending)
    assert [each.text for each in inbox.taken] == ["سؤال خاص"]
    assert [line.partition(" ")[0] for line in state.said] == ["polling", "waiting", "the"]
    assert "سؤال" not in " ".join(state.said)


async def test_an_update_that_could_not_be_stored_is_handed_over_again(
    api: str, bot_api: BotApiStandIn, inbox: Lists, channel: TelegramChannel
) -> None:
    inbox.down = True
    bot_api.say("مرحبا")
    port = free_port()
    with Server(service(inbox, channel), port):
        async with polled(api, port) as state:
            await until(lambda: any("HTTP 500" in line for line in state.said))
            inbox.down = False
            await until(lambda: inbox.taken and not bot_api.pending)
    assert state.said[-1] == "the service answers again"


async def test_polling_that_was_stopped_goes_on_where_it_was(
    api: str, bot_api: BotApiStandIn, inbox: Lists, channel: TelegramChannel
) -> None:
    port = free_port()
    with Server(service(inbox, channel), port):
        for text in ("أولًا", "ثانيًا"):
            async with polled(api, port):
                bot_api.say(text)
                await until(lambda text=text: any(each.text == text for each in inbox.taken))  # type: ignore[misc]
    assert [each.text for each in inbox.taken] == ["أولًا", "ثانيًا"]


async def test_a_webhook_is_taken_away_first_and_what_waits_is_kept(
    api: str, bot_api: BotApiStandIn, inbox: Lists, channel: TelegramChannel
) -> None:
    await channel.bot.set_webhook("https://murshid.example/channels/telegram", secret_token=SECRET)
    bot_api.say("مرحبا")
    port = free_port()
    with Server(service(inbox, channel), port):
        async with polled(api, port) as state:
            await until(lambda: inbox.taken)
    assert bot_api.webhook is None
    assert "webhook was taken away" in state.said[0]


async def test_without_a_webhook_none_is_taken_away(api: str, bot_api: BotApiStandIn) -> None:
    async with polled(api, free_port()):
        await until(lambda: any(name == "getUpdates" for name, _ in bot_api.calls))
    assert "deleteWebhook" not in [name for name, _ in bot_api.calls]


async def test_a_wrong_token_ends_it_with_one_line(api: str) -> None:
    async with polled(api, free_port(), token="1:wrong") as state:
        await until(lambda: state.said)
    assert state.code == 1
    assert state.said == ["Telegram does not know the token: set MURSHID_TELEGRAM_TOKEN anew, from @BotFather"]


async def test_another_poller_ends_it_with_one_line(api: str, bot_api: BotApiStandIn) -> None:
    async with polled(api, free_port()) as first:
        await until(lambda: any(name == "getUpdates" for name, _ in bot_api.calls))
        async with polled(api, free_port()) as second:
            await until(lambda: len(first.said) == 2)
    assert first.code == 1
    assert first.said[1].startswith("another program polls this bot (409)")
    assert second.code == 0


async def test_a_webhook_set_meanwhile_ends_it_with_one_line(
    api: str, bot_api: BotApiStandIn, channel: TelegramChannel
) -> None:
    async with polled(api, free_port()) as state:
        await until(lambda: any(name == "getUpdates" for name, _ in bot_api.calls))
        await channel.bot.set_webhook("https://murshid.example/channels/telegram", secret_token=SECRET)
        await until(lambda: len(state.said) == 2)
    assert state.code == 1
    assert "MURSHID_PUBLIC_URL" in state.said[1]


async def test_telegram_out_of_order_is_waited_for_and_said_once(
    api: str, bot_api: BotApiStandIn, inbox: Lists, channel: TelegramChannel
) -> None:
    bot_api.trouble.extend(Trouble(502, raw="bad gateway", method="getUpdates") for _ in range(3))
    bot_api.trouble.append(Trouble(retry_after=0, method="getUpdates"))
    bot_api.say("مرحبا")
    port = free_port()
    with Server(service(inbox, channel), port):
        async with polled(api, port) as state:
            await until(lambda: inbox.taken)
    assert [line.partition(":")[0] for line in state.said[1:]] == ["waiting for Telegram", "Telegram answers again"]


async def test_a_service_with_another_secret_ends_it_with_one_line(
    api: str, bot_api: BotApiStandIn, inbox: Lists, channel: TelegramChannel
) -> None:
    bot_api.say("مرحبا")
    port = free_port()
    with Server(service(inbox, channel), port):
        async with polled(api, port, secret="another-secret-0123456789") as state:
            await until(lambda: len(state.said) == 2)
    assert state.code == 1
    assert "another MURSHID_TELEGRAM_SECRET" in state.said[1]
    assert len(bot_api.pending) == 1


async def test_a_service_without_telegram_ends_it_with_one_line(api: str, bot_api: BotApiStandIn) -> None:
    bot_api.say("مرحبا")
    port = free_port()
    with Server(FastAPI(), port):
        async with polled(api, port) as state:
            await until(lambda: len(state.said) == 2)
    assert state.code == 1
    assert "MURSHID_TELEGRAM_TOKEN" in state.said[1]


async def test_an_update_that_the_service_never_takes_does_not_hold_up_the_next(
    api: str, bot_api: BotApiStandIn
) -> None:
    app, bodies = FastAPI(), []

    @app.post("/channels/telegram")
    async def receive(body: dict[str, object]) -> Response:
        bodies.append(body["update_id"])
        return Response(status_code=413 if len(bodies) == 1 else 200)

    first, second = bot_api.say("طويل" * 100), bot_api.say("قصير")
    port = free_port()
    with Server(app, port):
        async with polled(api, port) as state:
            await until(lambda: not bot_api.pending)
    assert bodies == [first, second]
    assert "left out" in state.said[1]


@pytest.mark.parametrize(("token", "secret"), [("", ""), ("", SECRET), (TOKEN, ""), (TOKEN, "short")])
async def test_half_set_it_does_not_start(api: str, token: str, secret: str) -> None:
    async with polled(api, free_port(), token=token, secret=secret) as state:
        await until(lambda: state.said)
    assert state.code == 1
    assert len(state.said) == 1


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_ends_it_in_peace(api: str, bot_api: BotApiStandIn, number: signal.Signals) -> None:
    script = (
        "import asyncio, sys\nfrom bot.telegram.polling import poll\n"
        f"sys.exit(asyncio.run(poll({TOKEN!r}, {SECRET!r}, 'http://127.0.0.1:9', {api!r})))"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        first = process.stderr.readline()
        assert first == "murshid: polling Telegram, for the service at http://127.0.0.1:9; Ctrl-C ends it\n"
        process.send_signal(number)
        rest = process.communicate(timeout=10)[1]
    finally:
        process.kill()
        process.wait()
    assert (process.returncode, rest) == (0, "")
    assert bot_api.calls[0][0] == "getWebhookInfo"
