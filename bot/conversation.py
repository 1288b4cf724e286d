"""The path of a message: read, stored, handed to Rasa in its turn, its replies stored and given back."""

import asyncio
import logging
import re
import time
from collections.abc import Sequence

from bot import texts
from bot.incoming import Incoming, read
from bot.rasa import Rasa, RasaUnavailable
from bot.settings import Settings
from bot.statuses import Status
from bot.store import Draft, Message, Store
from bot.turns import Place, Turns

logger = logging.getLogger(__name__)

LEAST_SECONDS = 0.25
"""With less time left a message is not handed to Rasa any more: its answer could not be told, but would count."""

_OUR_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")

GREETING = (Draft(f"{texts.GREETING}\n\n{texts.PRIVACY}"), Draft(texts.OPENING, texts.MENU))
"""The first words of every conversation: the service's own, so that the page opens fast and without Rasa."""


class UnknownConversation(Exception):
    """There is no conversation with this id."""


class Conversations:
    """All conversations of one service."""

    def __init__(self, store: Store, rasa: Rasa, settings: Settings) -> None:
        self._store = store
        self._rasa = rasa
        self._settings = settings
        self._turns = Turns(settings.max_waiting)

    async def open(self, channel: str = "web") -> tuple[str, list[Message]]:
        """Begins a conversation: its id, and what the assistant says first."""
        return await self._store.open_conversation(channel, GREETING)

    async def history(self, conversation_id: str) -> list[Message]:
        """Its messages so far, oldest first. Raises `UnknownConversation`."""
        await self._check(conversation_id)
        return await self._store.history(conversation_id, self._settings.max_history)

    async def say(self, conversation_id: str, typed: str) -> list[Message]:
        """The replies to what a citizen typed.

        Raises `UnknownConversation`, or `TooManyWaiting` (nothing is stored then). A failure of Rasa is not raised
        but told to the citizen, at most `reply_timeout` seconds after the message came.
        """
        came = time.monotonic()
        incoming = read(typed, self._settings.max_message_length)
        with self._turns.place(conversation_id) as place:
            async with place.arriving:
                await self._check(conversation_id)
                message_id = await self._store.receive(conversation_id, incoming.stored)
            return await self._in_turn(conversation_id, message_id, incoming, place, came)

    async def press(self, conversation_id: str, button_id: str) -> list[Message]:
        """The replies to a button. One that was not issued in this conversation is answered, but never reaches Rasa.

        Raises as `say` does.
        """
        came = time.monotonic()
        with self._turns.place(conversation_id) as place:
            async with place.arriving:
                await self._check(conversation_id)
                button = await self._store.button(conversation_id, button_id) if _OUR_ID.fullmatch(button_id) else None
                if button:
                    incoming = Incoming(button.title, button.payload, None, masked=False)
                else:
                    incoming = Incoming("", None, texts.UNKNOWN_BUTTON, masked=False)
                message_id = await self._store.receive(conversation_id, incoming.stored)
            return await self._in_turn(conversation_id, message_id, incoming, place, came)

    async def _check(self, conversation_id: str) -> None:
        if not _OUR_ID.fullmatch(conversation_id) or not await self._store.is_known(conversation_id):
            raise UnknownConversation

    async def _in_turn(
        self, conversation_id: str, message_id: int, incoming: Incoming, place: Place, came: float
    ) -> list[Message]:
        """Answers after all earlier messages of the conversation, or says by the deadline that it cannot."""
        deadline = asyncio.get_running_loop().time() + self._settings.reply_timeout - (time.monotonic() - came)
        try:
            async with asyncio.timeout_at(deadline):
                await place.handling.acquire()
        except TimeoutError:
            logger.warning("a message waited too long for its turn")
            return await self._finish(conversation_id, message_id, [Draft(texts.NOT_ANSWERING)], Status.ERROR, came)
        try:
            drafts, status = await self._answer(conversation_id, incoming, deadline)
            if incoming.masked and await self._store.warn_once(conversation_id):
                drafts = [Draft(texts.MASKED), *drafts]
            return await self._finish(conversation_id, message_id, drafts, status, came)
        finally:
            place.handling.release()

    async def _answer(self, conversation_id: str, incoming: Incoming, deadline: float) -> tuple[list[Draft], Status]:
        if incoming.for_rasa is None:
            return [Draft(incoming.answer or texts.EMPTY, texts.MENU)], Status.CLARIFICATION
        try:
            if deadline - asyncio.get_running_loop().time() < LEAST_SECONDS:
                raise TimeoutError
            async with asyncio.timeout_at(deadline):
                turn = await self._rasa.send(conversation_id, incoming.for_rasa)
        except (RasaUnavailable, TimeoutError) as error:
            logger.warning("no answer from Rasa: %s", str(error) or "not in time")
            return [Draft(texts.NOT_ANSWERING)], Status.ERROR
        return [Draft(said.text, said.quick_replies) for said in turn.said], turn.status

    async def _finish(
        self, conversation_id: str, message_id: int, drafts: Sequence[Draft], status: Status, came: float
    ) -> list[Message]:
        replies = await self._store.reply(conversation_id, message_id, drafts, status)
        logger.info("turn status=%s ms=%d", status.value, (time.monotonic() - came) * 1000)
        return replies
