"""The messengers that are switched on: each by its token, and only with all that it needs."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import APIRouter

from bot.channel import Channel
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.assembly import Intake


class Messengers:
    """Filled in when the adapters are there."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def routers(self, intake: "Callable[[], Intake]") -> list[APIRouter]:
        """The webhooks."""
        return []

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[Mapping[str, Channel]]:
        """The channels by name, closed at the end."""
        yield {}

    async def announce(self) -> None:
        """Tells the platforms where we are."""
