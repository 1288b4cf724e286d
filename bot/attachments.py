"""The files that go with replies: the estimate as a picture or a page to print, and the copy of a citizen's data."""

import asyncio
from collections.abc import Callable
from datetime import date

import rules
from bot import pictures
from bot.channel import Attachment
from bot.data import Data
from bot.rasa import Rasa, RasaUnavailable
from bot.store import Store

_LONGEST_NUMBER = 10  # digits: what a database's integers hold

Draw = Callable[[rules.Estimate, rules.Household, date], bytes]


class Attachments:
    """Makes files when they are sent or asked for, from what is stored; none is kept."""

    def __init__(self, store: Store, data: Data, rasa: Rasa) -> None:
        self._store = store
        self._data = data
        self._rasa = rasa

    async def make(self, name: str, conversation_id: str | None) -> Attachment | None:
        """The file called "picture:12", "document:12" (of estimate 12) or "copy"; None for what is not kept."""
        what, _, number = name.partition(":")
        if conversation_id is None:
            return None
        match what:
            case "copy":
                return await self._copy(conversation_id)
            case "picture":
                drawn = await self._drawn(conversation_id, number, pictures.draw)
                return Attachment("picture", "taqdir.png", "image/png", drawn) if drawn else None
            case "document":
                drawn = await self._drawn(conversation_id, number, pictures.document)
                return Attachment("document", "taqdir.pdf", "application/pdf", drawn) if drawn else None
        return None

    async def _drawn(self, conversation_id: str, number: str, draw: Draw) -> bytes | None:
        if not (number.isascii() and number.isdigit() and len(number) < _LONGEST_NUMBER):
            return None
        told = await self._store.estimate(conversation_id, int(number))
        if told is None:
            return None
        household = rules.read_household(told.household)
        return await asyncio.to_thread(draw, rules.estimate(household, today=told.day), household, told.day)

    async def _copy(self, conversation_id: str) -> Attachment:
        try:
            remembered = await self._rasa.slots(conversation_id)
        except RasaUnavailable:
            remembered = {}  # the estimates and the messages are here
        text = await self._data.copy(conversation_id, remembered)
        # With its mark, so that Windows reads it as UTF-8.
        return Attachment("document", "bayanati.txt", "text/plain", text.encode("utf-8-sig"))
