"""Rasa's memory of conversations, its tracker store: what was said in a turn, how much is kept, and deleting it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from rasa.core.tracker_store import (
    AwaitableTrackerStore,
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)
from rasa.shared.core.constants import ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered

_EVENTS_AT_ONCE = 50  # a turn has about twenty
_OF_TURNS = (UserUttered.type_name, BotUttered.type_name, ActionExecuted.type_name)


class CannotDelete(Exception):
    """The tracker store has no way to delete a conversation. Its text says what to do."""


@dataclass(frozen=True)
class Remembered:
    """How many events of a conversation are kept, and what the slots hold now; empty slots are None."""

    events: int
    slots: dict[str, Any]


class Memory:
    """A tracker store, without what Rasa wraps around it.

    Rasa's wrapper turns an error of the store into "no such conversation". Here it stays an error, or a message that
    was handled would be taken for a new one.
    """

    def __init__(self, store: TrackerStore) -> None:
        self._fallbacks: list[TrackerStore] = []
        while isinstance(store, FailSafeTrackerStore | AwaitableTrackerStore):
            fallback = getattr(store, "_fallback_tracker_store", None)
            if fallback is not None:
                self._fallbacks.append(fallback)
            store = store._tracker_store
        self._store = store

    async def said(self, sender: str, message_id: str) -> list[BotUttered] | None:
        """What the assistant said to the message with this id when it was last handled; None if it never was."""
        if isinstance(self._store, SQLTrackerStore):
            with self._store.session_scope() as session:
                found = _Table(self._store, session, sender).place(message_id)
                return None if found is None else _said_in_turn(*found)
        tracker = await self._store.retrieve_full_tracker(sender)
        events = [] if tracker is None else list(tracker.events)
        for place in range(len(events) - 1, -1, -1):
            if isinstance(events[place], UserUttered) and events[place].message_id == message_id:
                return _said_in_turn(reversed(events[:place]), iter(events[place + 1 :]))
        return None

    async def remembered(self, sender: str) -> Remembered:
        """What is kept of a conversation."""
        tracker = await self._store.retrieve(sender)
        slots = {} if tracker is None else tracker.current_slot_values()
        if isinstance(self._store, SQLTrackerStore):
            with self._store.session_scope() as session:
                return Remembered(_Table(self._store, session, sender).count(), slots)
        tracker = await self._store.retrieve_full_tracker(sender)
        return Remembered(0 if tracker is None else len(tracker.events), slots)

    def delete(self, sender: str) -> int:
        """Deletes all that is kept of a conversation. Returns how many events that were; raises `CannotDelete`."""
        return sum(_deleted(store, sender) for store in [self._store, *self._fallbacks])


class _Table:
    """The events of one conversation in an SQL tracker store."""

    def __init__(self, store: SQLTrackerStore, session: Any, sender: str) -> None:
        self._row = store.SQLEvent
        self._session = session
        self._of_sender = store.SQLEvent.sender_id == sender

    def place(self, message_id: str) -> tuple[Iterator[Event], Iterator[Event]] | None:
        """The events before a message, the newest first, and those after it; None if the message is not there.

        The database looks through the texts; only what it finds is read. In Rasa's JSON no quotation mark of a citizen
        stands bare, so nobody can write something that looks like an id.
        """
        as_stored = json.dumps({"message_id": message_id})[1:-1]
        rows = self._session.query(self._row.id, self._row.data).filter(
            self._of_sender,
            self._row.type_name == UserUttered.type_name,
            self._row.data.contains(as_stored, autoescape=True),
        )
        for number, data in rows.order_by(self._row.id.desc()):
            if json.loads(data)["message_id"] == message_id:
                return self._from(number, forwards=False), self._from(number, forwards=True)
        return None

    def count(self) -> int:
        """How many events there are, of all sessions."""
        return int(self._session.query(self._row.id).filter(self._of_sender).count())

    def _from(self, number: int, forwards: bool) -> Iterator[Event]:
        while True:
            rows = (
                self._session.query(self._row.id, self._row.data)
                .filter(self._of_sender, self._row.type_name.in_(_OF_TURNS))
                .filter(self._row.id > number if forwards else self._row.id < number)
                .order_by(self._row.id if forwards else self._row.id.desc())
                .limit(_EVENTS_AT_ONCE)
                .all()
            )
            for row in rows:
                number = row.id
                event = Event.from_parameters(json.loads(row.data))
                if event is not None:
                    yield event
            if len(rows) < _EVENTS_AT_ONCE:
                return


def _said_in_turn(before: Iterable[Event], after: Iterable[Event]) -> list[BotUttered]:
    """What the assistant said in a message's turn: after it, and before it too where the message began a session."""
    greeting: list[Event] = []
    for event in before:
        if _begins_session(event):
            break
        greeting.insert(0, event)
        if _begins_turn(event):
            greeting.clear()
            break
    else:
        greeting.clear()
    turn = [*greeting, *takewhile(lambda event: not _begins_turn(event) and not _begins_session(event), after)]
    return [event for event in turn if isinstance(event, BotUttered)]


def _begins_turn(event: Event) -> bool:
    """Whether this is a citizen's message; those that actions and reminders make bear no id."""
    return isinstance(event, UserUttered) and event.message_id is not None


def _begins_session(event: Event) -> bool:
    return isinstance(event, ActionExecuted) and event.action_name == ACTION_SESSION_START_NAME


def _deleted(store: TrackerStore, sender: str) -> int:
    if isinstance(store, InMemoryTrackerStore):
        kept = store.store.pop(sender, None)
        return 0 if kept is None else len(json.loads(kept)["events"])
    if isinstance(store, SQLTrackerStore):
        with store.session_scope() as session:
            if session.get_bind().dialect.name == "sqlite":
                session.connection().exec_driver_sql("PRAGMA secure_delete = ON")  # what is deleted is overwritten
            deleted = session.query(store.SQLEvent).filter(store.SQLEvent.sender_id == sender).delete(False)
            session.commit()
            return int(deleted)
    raise CannotDelete(
        f"a {type(store).__name__} cannot delete a conversation: set `tracker_store: type: SQL` in endpoints.yml"
    )
