"""Whether a question can be answered now."""

import asyncio
import logging

import httpx

from bot.database import Database
from bot.rasa import Rasa, RasaUnavailable
from bot.settings import Settings
from bot.texts import PROBE

logger = logging.getLogger(__name__)

CHECK_SECONDS = 3.0


class Health:
    """Checks the three things that an answer needs: Rasa with its model, the action server, the database."""

    def __init__(self, database: Database, rasa: Rasa, settings: Settings) -> None:
        self._database = database
        self._rasa = rasa
        self._actions = httpx.AsyncClient(base_url=settings.actions_url, timeout=CHECK_SECONDS, trust_env=False)

    async def close(self) -> None:
        """Gives the connections back."""
        await self._actions.aclose()

    async def check(self) -> tuple[bool, bool, bool]:
        """Whether Rasa, the action server and the database answer, each within `CHECK_SECONDS`."""
        rasa, actions, database = await asyncio.gather(
            self._rasa_answers(), self._actions_answer(), self._store_answers()
        )
        return rasa, actions, database

    async def _rasa_answers(self) -> bool:
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                await self._rasa.parse(PROBE)
        except (RasaUnavailable, TimeoutError):
            return False
        return True

    async def _actions_answer(self) -> bool:
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                return (await self._actions.get("/health")).is_success
        except (httpx.HTTPError, TimeoutError):
            return False

    async def _store_answers(self) -> bool:
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                await self._database.ping()
        except Exception as error:
            logger.error("the database does not answer (%s)", type(error).__name__)
            return False
        return True
