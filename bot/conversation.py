"""Conversations on the web: opened, talked in and read under a signed token, which is the only key to them."""

import asyncio

from bot.attachments import Attachments
from bot.channel import Attachment, Kind
from bot.handling import GREETING, Handling
from bot.inbox import Inbox, UnknownConversation
from bot.keys import Keys
from bot.settings import Settings
from bot.store import Message, Store


class BadToken(Exception):
    """A conversation's token that we did not sign."""


class Conversations:
    """All conversations on the web."""

    def __init__(
        self, store: Store, inbox: Inbox, handling: Handling, attachments: Attachments, keys: Keys, settings: Settings
    ) -> None:
        self._store = store
        self._inbox = inbox
        self._handling = handling
        self._attachments = attachments
        self._keys = keys
        self._settings = settings

    async def open(self) -> tuple[str, list[Message]]:
        """Begins a conversation: its token, and what the assistant says first."""
        conversation_id, messages = await self._store.open_conversation(GREETING)
        return self._keys.sign(conversation_id), messages

    async def history(self, token: str) -> list[Message]:
        """Its messages so far, oldest first. Raises `BadToken` or `UnknownConversation`."""
        conversation_id = self.id_of(token)
        if not await self._store.is_known(conversation_id):
            raise UnknownConversation
        return await self._store.history(conversation_id, self._settings.max_history)

    async def say(self, token: str, typed: str, key: str | None = None) -> list[Message]:
        """The replies to what a citizen typed; the same `key` again is the same message.

        Raises `BadToken`, `UnknownConversation`, `TooManyWaiting` (nothing is stored then), or `NotYet`. A failure of
        Rasa is not raised but told to the citizen, at most `reply_timeout` seconds after the message came.
        """
        return await self._take(token, key, Kind.TEXT, typed)

    async def press(self, token: str, button_id: str, key: str | None = None) -> list[Message]:
        """The replies to a button. One that was not issued in this conversation is answered, but never reaches Rasa.

        Raises as `say` does.
        """
        return await self._take(token, key, Kind.BUTTON, button_id)

    async def attachment(self, token: str, name: str) -> Attachment | None:
        """A file of this conversation; None for any other name. Raises `BadToken` or `UnknownConversation`."""
        conversation_id = self.id_of(token)
        if not await self._store.is_known(conversation_id):
            raise UnknownConversation
        return await self._attachments.make(name, conversation_id)

    def id_of(self, token: str) -> str:
        """The conversation of a token. Raises `BadToken`."""
        conversation_id = self._keys.verify(token)
        if conversation_id is None:
            raise BadToken
        return conversation_id

    async def _take(self, token: str, key: str | None, kind: Kind, text: str) -> list[Message]:
        came = asyncio.get_running_loop().time()
        conversation_id = self.id_of(token)
        taken = await self._inbox.take_from_page(conversation_id, key, kind, text)
        if taken.done:
            return await self._store.replies(taken.message_id)
        return await self._handling.answer(taken, conversation_id, came)
