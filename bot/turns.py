"""Whose turn it is: messages of one conversation are handled one at a time and in order, conversations side by side.

Waiting costs nothing (no polling; Rasa's own lock looks once a second), and a conversation without messages on their
way takes no memory.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class TooManyWaiting(Exception):
    """So many messages of this conversation wait already that another is not taken."""


class Place:
    """One conversation's queue. asyncio's locks let waiters in in the order in which they came."""

    def __init__(self) -> None:
        self.arriving = asyncio.Lock()
        """Held while a message is stored, so that messages are stored in the order in which they came."""
        self.handling = asyncio.Lock()
        """Held while a message is answered."""
        self.messages = 0


class Turns:
    """The queues of all conversations that have a message on its way."""

    def __init__(self, max_waiting: int) -> None:
        self._max_waiting = max_waiting
        self._places: dict[str, Place] = {}

    def __len__(self) -> int:
        return len(self._places)

    @contextmanager
    def place(self, conversation_id: str) -> Iterator[Place]:
        """A place in the queue of this conversation. Raises `TooManyWaiting` where the queue is full."""
        place = self._places.setdefault(conversation_id, Place())
        if place.messages >= self._max_waiting:
            raise TooManyWaiting
        place.messages += 1
        try:
            yield place
        finally:
            place.messages -= 1
            if not place.messages:
                del self._places[conversation_id]
