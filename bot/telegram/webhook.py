"""The address to which Telegram delivers: it takes what comes with the secret, and says so once it is stored."""

import hmac
import json
import logging
from collections.abc import Callable
from typing import Protocol

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from bot.channel import Arrived
from bot.telegram.channel import NAME, Me
from bot.telegram.settings import check_secret
from bot.telegram.updates import read

logger = logging.getLogger(__name__)

PATH = "/channels/telegram"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
"""https://core.telegram.org/bots/api#setwebhook"""


class Inbox(Protocol):
    """Where what arrives is kept."""

    async def take(self, arrived: Arrived) -> bool:
        """Stores a message; it is stored when this returns. False: this delivery came before."""
        ...

    async def count_ignored(self, channel: str, what: str) -> None:
        """Counts something that is acknowledged and not answered."""
        ...


class Bot(Protocol):
    """What is known of the bot, and what it does at once when a button was pressed."""

    @property
    def me(self) -> Me:
        """The bot itself."""
        ...

    def notice_press(self, press: str) -> None:
        """Ends the waiting sign on a pressed button, in the background."""
        ...


def webhook(inbox: Callable[[], Inbox], bot: Callable[[], Bot], *, secret: str) -> APIRouter:
    """The route of the webhook. `inbox` and `bot` are asked for at each request: they come with the running service.

    Raises `bot.telegram.settings.SettingsError` for a secret that is empty or no secret.
    """
    check_secret(secret)
    router = APIRouter(include_in_schema=False)

    @router.post(PATH)
    async def receive(request: Request) -> Response:
        stated = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(stated.encode(), secret.encode()):
            logger.warning("a Telegram update with a wrong secret: is MURSHID_TELEGRAM_SECRET what the webhook has?")
            return PlainTextResponse("the secret is wrong", 401)
        try:
            payload = json.loads(await request.body())
        except (ValueError, RecursionError):
            return PlainTextResponse("not JSON", 400)
        update = read(payload, bot().me)
        try:
            if isinstance(update.content, Arrived):
                await inbox().take(update.content)
            else:
                await inbox().count_ignored(NAME, update.content.what)
        except Exception as error:
            # Telegram delivers it again for a day.
            logger.error("a Telegram update could not be stored (%s)", type(error).__name__)
            return PlainTextResponse("not stored", 500)
        if update.press is not None:
            bot().notice_press(update.press)
        return Response(status_code=200)

    return router
