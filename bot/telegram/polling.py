"""Polling, for development: asks Telegram for updates, and hands each to the running service as a webhook would.

An update is asked for again until the service has said that it is stored, so a service that is down loses nothing.
"""

import asyncio
import contextlib
import json
import signal
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import httpx
from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.channel import NotSent, RetryLater
from bot.telegram.failures import WRONG_TOKEN, not_sent
from bot.telegram.request import BOT_API, Request, open_bot
from bot.telegram.settings import SettingsError, check_settings
from bot.telegram.updates import ALLOWED_UPDATES
from bot.telegram.webhook import PATH, SECRET_HEADER

WAIT_SECONDS = 30
"""How long Telegram holds a request open until something comes."""
SERVICE_SECONDS = 15.0
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 30.0

DONE = 0
FAILED = 1

Say = Callable[[str], None]


class CannotPoll(Exception):
    """Polling cannot go on. The text is one line that says what to mend."""


def _print(line: str) -> None:
    print(f"murshid: {line}", file=sys.stderr, flush=True)


async def poll(
    token: str,
    secret: str,
    service_url: str,
    api: str = BOT_API,
    stop: asyncio.Event | None = None,
    say: Say = _print,
) -> int:
    """Polls until `stop` is set, or until Ctrl-C where there is none. Returns the exit code: 0 stopped, 1 cannot go on.

    `service_url` is where the service listens, with the same token and secret; `say` gets a line for each event.
    """
    ending = stop if stop is not None else _until_signalled()
    try:
        check_settings(token, secret)
        if not token:
            raise SettingsError("Telegram: set MURSHID_TELEGRAM_TOKEN, the token from @BotFather (docs/telegram.md)")
    except SettingsError as error:
        say(str(error))
        return FAILED
    bot, request = open_bot(token, api)
    async with httpx.AsyncClient(base_url=service_url, timeout=SERVICE_SECONDS, trust_env=False) as service:
        polling = asyncio.create_task(_Polling(bot, request, service, secret, say).run())
        stopping = asyncio.create_task(ending.wait())
        try:
            await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (polling, stopping):
                task.cancel()
            await asyncio.gather(polling, stopping, return_exceptions=True)
            await request.shutdown()
    problem = None if polling.cancelled() else polling.exception()
    if isinstance(problem, CannotPoll):
        say(str(problem))
        return FAILED
    if problem is not None:
        raise problem
    return DONE


def _until_signalled() -> asyncio.Event:
    event = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: KeyboardInterrupt it is
            loop.add_signal_handler(number, event.set)
    return event


class _Polling:
    def __init__(self, bot: Bot, request: Request, service: httpx.AsyncClient, secret: str, say: Say) -> None:
        self._bot = bot
        self._request = request
        self._service = service
        self._secret = secret
        self._say = say
        self._offset: int | None = None

    async def run(self) -> None:
        """Polls for ever. Raises `CannotPoll`."""
        await self._insisting(self._end_webhook)
        self._say(f"polling Telegram, for the service at {self._service.base_url}; Ctrl-C ends it")
        while True:
            for update in await self._insisting(self._updates):
                await self._hand_over(update)
                self._offset = update["update_id"] + 1

    async def _end_webhook(self) -> list[dict[str, Any]]:
        """A bot with a webhook cannot be polled. What waits at Telegram stays."""
        if (await self._bot.get_webhook_info()).url:
            await self._bot.delete_webhook(drop_pending_updates=False)
            self._say("the bot's webhook was taken away; a service with MURSHID_PUBLIC_URL sets it when it starts")
        return []

    async def _updates(self) -> list[dict[str, Any]]:
        asked: dict[str, object] = {"timeout": WAIT_SECONDS, "allowed_updates": json.dumps(ALLOWED_UPDATES)}
        if self._offset is not None:
            asked["offset"] = self._offset
        # Not the library's get_updates, which reads updates into objects and stumbles over what it cannot read.
        found = await self._request.post(
            f"{self._bot.base_url}/getUpdates?{urlencode(asked)}", read_timeout=WAIT_SECONDS + 10.0
        )
        return found if isinstance(found, list) else []

    async def _insisting(self, ask: Callable[[], Any]) -> list[dict[str, Any]]:
        """What Telegram answers, asked again while it is away. Raises `CannotPoll`."""
        pause, said = FIRST_PAUSE_SECONDS, False
        while True:
            try:
                answer: list[dict[str, Any]] = await ask()
                if said:
                    self._say("Telegram answers again")
                return answer
            except InvalidToken:
                raise CannotPoll(WRONG_TOKEN) from None
            except Conflict as error:
                if "webhook" in error.message:
                    raise CannotPoll("a webhook was set meanwhile (409): is MURSHID_PUBLIC_URL set?") from None
                raise CannotPoll("another program polls this bot (409): end it, or make a bot of your own") from None
            except TelegramError as error:
                trouble: NotSent = not_sent(error)
            if not said:
                said = True
                self._say(f"waiting for Telegram: {trouble}")
            named = trouble.seconds if isinstance(trouble, RetryLater) else None
            await asyncio.sleep(named if named is not None else pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)

    async def _hand_over(self, update: dict[str, Any]) -> None:
        """Returns when the service has the update. Raises `CannotPoll` where it never will."""
        pause, said = FIRST_PAUSE_SECONDS, False
        while True:
            try:
                answer = await self._service.post(PATH, json=update, headers={SECRET_HEADER: self._secret})
                trouble = f"HTTP {answer.status_code}"
                if answer.status_code == 200:
                    if said:
                        self._say("the service answers again")
                    return
                if answer.status_code == 401:
                    raise CannotPoll("the service has another MURSHID_TELEGRAM_SECRET than this command")
                if answer.status_code in (404, 405):
                    raise CannotPoll("the service runs without Telegram: start it with MURSHID_TELEGRAM_TOKEN set")
                if answer.status_code in (400, 413):
                    self._say(f"the service does not take an update ({trouble}): it is left out")
                    return
            except httpx.HTTPError as error:
                trouble = type(error).__name__
            if not said:
                said = True
                self._say(f"waiting for the service at {self._service.base_url} ({trouble}); nothing is lost")
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
