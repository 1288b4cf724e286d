"""Stand-ins for Rasa and the action server: real HTTP servers that read what they are sent as the real ones would.

Like `nlu/channel.py` in the real Rasa, this one handles each id of a conversation once and answers alike ever after;
who asks again meanwhile waits for that answer.
"""

import asyncio
import re
import socket
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

Entries = list[dict[str, Any]]

# rasa.shared...YAMLStoryReader.unpack_regex_message: the text is stripped, then this is matched.
INJECTED = re.compile(r"^/(?P<intent>[^{@]+)(?P<confidence>@[0-9.]+)?(?P<entities>{.+})?(?P<rest>.*)")


def free_port() -> int:
    """A port of loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """An ASGI app on a port of its own, in a thread of its own."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        config = uvicorn.Config(
            app,
            host="127.0.0.1",
            port=port,
            log_config=None,
            ws="none",
            lifespan="auto",
            server_header=False,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> "Server":
        self._thread.start()
        until = time.monotonic() + 10
        while not self._server.started:
            assert self._thread.is_alive(), "the server did not start"
            assert time.monotonic() < until, "the server does not start"
            time.sleep(0.01)
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)


class RasaStandIn:
    """Answers as Rasa's REST channel does. `answer` says what; by default it repeats the message."""

    def __init__(self) -> None:
        self._now: list[str] = []
        self.forget()
        self.app = Starlette(
            routes=[
                Route("/webhooks/service/messages", self._messages, methods=["POST"]),
                Route("/webhooks/service/conversations/{sender}", self._conversation, methods=["GET", "DELETE"]),
                Route("/model/parse", self._parse, methods=["POST"]),
                Route("/health", _healthy),
            ]
        )

    def wait_until_done(self) -> None:
        """Returns when no message is being handled any more."""
        while self._now:
            time.sleep(0.01)

    def forget(self) -> None:
        """Begins anew: nothing seen, everything answered at once."""
        self.seen: list[tuple[str, str]] = []
        """(sender, message) in the order in which they were taken up."""
        self._alone: dict[tuple[str, str], asyncio.Lock] = {}
        self.forgotten: list[str] = []
        """The conversations that were deleted."""
        self.handled: dict[tuple[str, str], Entries] = {}
        self.wrong: list[str] = []
        """What the real Rasa would not have understood, or suffered from."""
        self.at_once = 0
        """The most messages that were handled at the same time."""
        self.answer: Callable[[str, str], Entries] = lambda sender, message: [
            {"recipient_id": sender, "text": f"سمعت: {message}"},
            {"recipient_id": sender, "custom": {"status": "answered"}},
        ]
        self.seconds: Callable[[str], float] = lambda message: 0.0
        self.status = 200
        self.raw: str | None = None

    async def _messages(self, request: Request) -> Response:
        body = await request.json()
        if not isinstance(body, dict) or set(body) != {"sender", "message", "id"}:
            self.wrong.append(f"not a message: {body}")
        sender, message, number = body["sender"], body["message"], body["id"]
        if not (isinstance(sender, str) and sender and isinstance(message, str) and message.strip()):
            self.wrong.append(f"not two texts: {body}")
        if not isinstance(number, str) or not number:
            self.wrong.append(f"no id: {body}")
        # Whoever has asked may be gone (killed), and asks again while the answer is being thought of.
        async with self._alone.setdefault((sender, number), asyncio.Lock()):
            if (sender, number) in self.handled:
                return JSONResponse(self.handled[sender, number], self.status)
            return await self._handle(sender, message, number)

    async def _handle(self, sender: str, message: str, number: str) -> Response:
        if sender in self._now:
            self.wrong.append("two messages of one conversation at the same time")
        self.seen.append((sender, message))
        self._now.append(sender)
        self.at_once = max(self.at_once, len(self._now))
        try:
            await asyncio.sleep(self.seconds(message))
        finally:
            self._now.remove(sender)
        if self.raw is not None:
            return PlainTextResponse(self.raw, self.status)
        answer = self.answer(sender, message)
        if self.status == 200:
            self.handled[sender, number] = answer
        return JSONResponse(answer, self.status)

    async def _conversation(self, request: Request) -> Response:
        sender = request.path_params["sender"]
        if request.method == "DELETE":
            self.forgotten.append(sender)
            return JSONResponse({"deleted": 3}, self.status)
        return JSONResponse({"events": 3, "slots": {"case": {"household": {"income": []}}, "topic": None}}, self.status)

    async def _parse(self, request: Request) -> Response:
        text = (await request.json())["text"].strip()
        injected = INJECTED.match(text)
        name = injected["intent"] if injected else "amounts" if "كم" in text else "nlu_fallback"
        ranking = [{"name": name, "confidence": 0.9}, {"name": "greet", "confidence": 0.1}]
        return JSONResponse(
            {"text": text, "intent": ranking[0], "intent_ranking": ranking, "entities": []}, self.status
        )

    @property
    def messages(self) -> list[str]:
        """What was said, without who said it."""
        return [message for _, message in self.seen]

    @property
    def injected(self) -> list[str]:
        """The messages that the real Rasa takes for an injected intent."""
        return [message for message in self.messages if message.strip().startswith("/")]


async def _healthy(_request: Request) -> Response:
    return JSONResponse({"status": "ok"})


ACTIONS = Starlette(routes=[Route("/health", _healthy)])
"""What is asked of the action server directly."""


def main() -> None:
    """Runs as a process of its own: `python -m tests.bot.rasa_stand_in PORT`."""
    uvicorn.run(RasaStandIn().app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")


if __name__ == "__main__":
    main()
