"""The messengers that are switched on: each by its token, and only with all that it needs."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Protocol

from fastapi import APIRouter

import bot.telegram.limits as telegram_limits
import bot.telegram.settings as telegram_settings
import bot.telegram.webhook as telegram_webhook
import bot.whatsapp.limits as whatsapp_limits
import bot.whatsapp.settings as whatsapp_settings
import bot.whatsapp.webhook as whatsapp_webhook
from bot.channel import Arrived, Channel
from bot.environment import NotSetUp
from bot.settings import Settings
from bot.telegram.channel import TelegramChannel
from bot.telegram.set_up import set_up_until_done
from bot.whatsapp.channel import WhatsAppChannel


class Intake(Protocol):
    """What an adapter may do: hand in what arrived, and what the platform reports about what we sent."""

    async def take(self, arrived: Arrived) -> bool:
        """Stores a message; once this returns it may be acknowledged. False: it had come before."""
        ...

    async def delivered(self, channel: str, reference: str) -> None:
        """The platform reports that it has the message of this name."""
        ...

    async def failed(self, channel: str, reference: str, reason: str) -> None:
        """The platform reports that it could not deliver the message of this name."""
        ...

    async def count_ignored(self, channel: str, what: str) -> None:
        """Something was acknowledged that is not answered; `what` names its kind."""
        ...


class _Running:
    """The intake of the service, which is there once the service runs; routes are made before."""

    def __init__(self, intake: Callable[[], Intake]) -> None:
        self._intake = intake

    async def take(self, arrived: Arrived) -> bool:
        return await self._intake().take(arrived)

    async def delivered(self, channel: str, reference: str) -> None:
        await self._intake().delivered(channel, reference)

    async def failed(self, channel: str, reference: str, reason: str) -> None:
        await self._intake().failed(channel, reference, reason)

    async def count_ignored(self, channel: str, what: str) -> None:
        await self._intake().count_ignored(channel, what)


def missing(settings: Settings) -> list[str]:
    """A line for each thing that keeps a messenger from being switched on; none where all is well, or all are off."""
    lines = whatsapp_settings.check_settings(
        settings.whatsapp_token.get_secret_value(),
        settings.whatsapp_phone_id,
        settings.whatsapp_app_secret.get_secret_value(),
        settings.whatsapp_verify_token.get_secret_value(),
    )
    try:
        telegram_settings.check_settings(
            settings.telegram_token.get_secret_value(),
            settings.telegram_secret.get_secret_value(),
            settings.public_url,
        )
    except telegram_settings.SettingsError as error:
        lines.append(str(error))
    return lines


class Messengers:
    """The messengers that these settings switch on. Raises `NotSetUp` for one that is only half set."""

    def __init__(self, settings: Settings) -> None:
        if lines := missing(settings):
            raise NotSetUp(lines[0])
        self._settings = settings
        self._telegram: TelegramChannel | None = None

    def routers(self, intake: Callable[[], Intake]) -> list[APIRouter]:
        """The webhooks. `intake` is asked for at each request."""
        settings, running = self._settings, _Running(intake)
        found: list[APIRouter] = []
        if settings.telegram_token:
            secret = settings.telegram_secret.get_secret_value()
            found.append(telegram_webhook.webhook(lambda: running, self._telegram_channel, secret=secret))
        if settings.whatsapp_token:
            found.append(
                whatsapp_webhook.webhook(
                    running,
                    running,
                    phone_id=settings.whatsapp_phone_id,
                    app_secret=settings.whatsapp_app_secret.get_secret_value(),
                    verify_token=settings.whatsapp_verify_token.get_secret_value(),
                )
            )
        return found

    @property
    def body_limits(self) -> Mapping[str, int]:
        """Bytes that a body may have, where a platform sends more at once than a citizen writes."""
        return {
            telegram_webhook.PATH: telegram_limits.WEBHOOK_BYTES,
            whatsapp_webhook.PATH: whatsapp_limits.WEBHOOK_BYTES,
        }

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Mapping[str, Channel]]:
        """The channels by name, closed at the end. Telegram is told beside it where we are, until it has taken it."""
        settings = self._settings
        channels: dict[str, Channel] = {}
        beside: list[asyncio.Task[None]] = []
        if settings.telegram_token:
            self._telegram = telegram_channel(settings)
            channels[self._telegram.name] = self._telegram
            secret = settings.telegram_secret.get_secret_value()
            beside.append(asyncio.create_task(set_up_until_done(self._telegram, settings.public_url, secret)))
        if settings.whatsapp_token:
            number = whatsapp_channel(settings)
            channels[number.name] = number
        try:
            yield channels
        finally:
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            for channel in channels.values():
                await channel.close()

    def _telegram_channel(self) -> TelegramChannel:
        if self._telegram is None:
            raise RuntimeError("the service is not running")
        return self._telegram


def telegram_channel(settings: Settings) -> TelegramChannel:
    """The bot of these settings."""
    return TelegramChannel(settings.telegram_token.get_secret_value(), settings.telegram_api)


def whatsapp_channel(settings: Settings) -> WhatsAppChannel:
    """The number of these settings."""
    token = settings.whatsapp_token.get_secret_value()
    return WhatsAppChannel(token, settings.whatsapp_phone_id, settings.whatsapp_api)
