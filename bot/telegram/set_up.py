"""Telling Telegram what the bot is: its webhook, its menu of commands, and what it says of itself, in Arabic."""

import asyncio
import logging
from urllib.parse import urlsplit

from telegram import BotCommand
from telegram.error import InvalidToken, TelegramError

from bot.channel import NotSent, Refused, RetryLater
from bot.telegram.channel import Me, TelegramChannel
from bot.telegram.failures import WRONG_TOKEN, not_sent
from bot.telegram.updates import ALLOWED_UPDATES
from bot.telegram.webhook import PATH
from bot.telegram.wording import COMMANDS, DESCRIPTION, SHORT_DESCRIPTION

logger = logging.getLogger(__name__)

CONNECTIONS = 40
"""How many updates Telegram may deliver at the same time: its own default."""
FIRST_PAUSE_SECONDS = 2.0
LONGEST_PAUSE_SECONDS = 300.0


async def set_up(channel: TelegramChannel, public_url: str, secret: str) -> None:
    """Sets what differs. Without a public address the webhook is left alone: then updates are polled.

    Raises `RetryLater`, `InDoubt` or `Refused`; all can be done again.
    """
    bot = channel.bot
    try:
        user = await bot.get_me()
        channel.me = Me(user.id, user.username)
        if public_url:
            await bot.set_webhook(
                url=webhook_address(public_url),
                secret_token=secret,
                allowed_updates=ALLOWED_UPDATES,
                max_connections=CONNECTIONS,
                drop_pending_updates=False,
            )
        commands = tuple(BotCommand(name, said) for name, said in COMMANDS.items())
        if await bot.get_my_commands() != commands:
            await bot.set_my_commands(commands)
        if (await bot.get_my_description()).description != DESCRIPTION:
            await bot.set_my_description(DESCRIPTION)
        if (await bot.get_my_short_description()).short_description != SHORT_DESCRIPTION:
            await bot.set_my_short_description(SHORT_DESCRIPTION)
    except TelegramError as error:
        raise not_sent(error) from None


async def set_up_until_done(channel: TelegramChannel, public_url: str, secret: str) -> None:
    """Sets up, again and again until Telegram has taken it. To be run beside the service; says each trouble once."""
    pause, said = FIRST_PAUSE_SECONDS, ""
    while True:
        try:
            await set_up(channel, public_url, secret)
            logger.info("Telegram: %s", "updates come by webhook" if public_url else "updates come by polling")
            return
        except Refused as error:
            logger.error("Telegram could not be set up: %s: is MURSHID_PUBLIC_URL right?", error)
            return
        except NotSent as error:
            if str(error) != said:
                said = str(error)
                logger.error("Telegram is not set up yet: %s", said)
            seconds = error.seconds if isinstance(error, RetryLater) else None
        await asyncio.sleep(seconds if seconds is not None else pause)
        pause = min(2 * pause, LONGEST_PAUSE_SECONDS)


async def problems(channel: TelegramChannel, public_url: str) -> list[str]:
    """A line for each thing that keeps messages from coming in, for an operator; none where all is well."""
    try:
        await channel.bot.get_me()
        info = await channel.bot.get_webhook_info()
    except InvalidToken:
        return [WRONG_TOKEN]
    except TelegramError as error:
        return [f"Telegram cannot be asked: {not_sent(error)}"]
    if not public_url:
        return ["a webhook is set, but MURSHID_PUBLIC_URL is not: set it, or poll"] if info.url else []
    found = []
    if info.url != webhook_address(public_url):
        host = urlsplit(info.url).hostname
        found.append(f"the webhook goes to {host or 'nowhere'}, not to MURSHID_PUBLIC_URL: restart the service")
    if info.last_error_message and info.pending_update_count:
        found.append(f"{info.pending_update_count} updates wait at Telegram: {info.last_error_message}")
    return found


def webhook_address(public_url: str) -> str:
    """Where Telegram delivers to, for a service with this public address."""
    return public_url.rstrip("/") + PATH
