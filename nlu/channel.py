"""Rasa's only way in: the service's messages, each handled once, and what a citizen may ask about Rasa's memory.

The service hands a message over again whenever it does not know whether Rasa handled it: it was killed, or Rasa was, or
the answer came too late. Rasa saves a conversation once, at the end of a turn (`MessageProcessor.handle_message`). So a
message whose id is in its memory was handled whole, and its answer stands there too; any other was not handled at all.
"""

from __future__ import annotations

import asyncio
import logging
import re
import traceback
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakValueDictionary

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.core.tracker_store import TrackerStore
from sanic import Blueprint
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as as_json

from nlu.memory import CannotDelete, Memory

logger = logging.getLogger(__name__)

LONGEST_ID = 128
"""Characters of a message's id."""

_SENDER = re.compile(r"[A-Za-z0-9_-]{1,64}")

OnNewMessage = Callable[[UserMessage], Awaitable[Any]]
Work = Callable[[Memory], Awaitable[HTTPResponse]]


class BadRequest(Exception):
    """The request is not one of the service's. Its text says why."""


class ServiceInput(InputChannel):  # type: ignore[misc]  # Rasa carries no types
    """The channel that `credentials.yml` names, under `/webhooks/service`. What it refuses, it answers `{"reason"}`."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._tasks: set[asyncio.Task[HTTPResponse]] = set()

    @classmethod
    def name(cls) -> str:
        """What stands in the routes, and in Rasa's memory as the channel of a message."""
        return "service"

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        """The routes."""
        routes = Blueprint("service")

        @routes.post("/messages")
        async def message(request: Request) -> HTTPResponse:
            """`{"sender", "message", "id"}`: the assistant's answer, as Rasa's REST channel would write it."""
            try:
                sender, words, message_id = _read(request)
            except BadRequest as error:
                return _refused(400, str(error))
            return await self._in_order(request, sender, lambda memory: handle(memory, sender, words, message_id))

        async def handle(memory: Memory, sender: str, words: str, message_id: str) -> HTTPResponse:
            answer = CollectingOutputChannel()
            for event in await memory.said(sender, message_id) or ():
                await answer.send_response(sender, event.message())
            if not answer.messages:
                # It is new; or nothing was said, since the action server was down: then it counts as not handled.
                await on_new_message(
                    UserMessage(words, answer, sender, input_channel=self.name(), message_id=message_id)
                )
            return as_json(answer.messages)

        @routes.get("/conversations/<sender>")
        async def remembered(request: Request, sender: str) -> HTTPResponse:
            """How many events of a conversation are kept, and the values of all slots."""
            return await self._in_order(request, sender, lambda memory: copy(memory, sender))

        async def copy(memory: Memory, sender: str) -> HTTPResponse:
            kept = await memory.remembered(sender)
            return as_json({"events": kept.events, "slots": kept.slots})

        @routes.delete("/conversations/<sender>")
        async def forget(request: Request, sender: str) -> HTTPResponse:
            """Deletes all that is kept of a conversation, and says how many events that were."""
            return await self._in_order(request, sender, lambda memory: delete(memory, sender))

        async def delete(memory: Memory, sender: str) -> HTTPResponse:
            return as_json({"deleted": memory.delete(sender)})

        return routes

    async def _in_order(self, request: Request, sender: str, work: Work) -> HTTPResponse:
        """Does the work when all before it in this conversation is done. A caller that goes away stops nothing."""
        if _SENDER.fullmatch(sender) is None:
            return _refused(400, "the sender must be 1 to 64 letters, digits, '_' or '-'")
        agent = getattr(request.app.ctx, "agent", None)
        if agent is None or not agent.is_ready():
            return _refused(503, "no model is loaded")
        task = asyncio.create_task(self._alone(sender, agent.tracker_store, work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return await asyncio.shield(task)

    async def _alone(self, sender: str, store: TrackerStore, work: Work) -> HTTPResponse:
        lock = self._locks.get(sender)
        if lock is None:
            lock = self._locks[sender] = asyncio.Lock()
        async with lock:  # Rasa has a lock too, but whoever waits for that one looks only once a second
            try:
                return await work(Memory(store))
            except CannotDelete as error:
                return _refused(501, str(error))
            except Exception as error:
                where = "".join(traceback.format_tb(error.__traceback__))  # its text might hold what a citizen wrote
                logger.error("a request of the service failed with %s at\n%s", type(error).__name__, where)
                return _refused(500, f"Rasa failed with {type(error).__name__}; its log says where")


def _read(request: Request) -> tuple[str, str, str]:
    """The sender, the message and its id. Raises `BadRequest`."""
    try:
        body = request.json
    except InvalidUsage:
        raise BadRequest("the body is not JSON") from None
    if not isinstance(body, dict):
        raise BadRequest("the body must be an object with 'sender', 'message' and 'id'")
    for key in ("sender", "message", "id"):
        if not isinstance(body.get(key), str) or not body[key].strip():
            raise BadRequest(f"'{key}' must be a string that is not blank")
    if len(body["id"]) > LONGEST_ID:
        raise BadRequest(f"'id' must have at most {LONGEST_ID} characters")
    return body["sender"], body["message"], body["id"]


def _refused(status: int, reason: str) -> HTTPResponse:
    return as_json({"reason": reason}, status=status)
