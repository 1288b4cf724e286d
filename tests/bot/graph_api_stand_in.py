"""A stand-in for Meta's Graph API and for citizens on WhatsApp: a real HTTP server, as strict as the real one.

What it is sent is read by `tests.bot.whatsapp.graph_rules`; every request that the real API would refuse is refused,
and noted in `wrong`. What citizens do goes out as signed webhooks, and so does what became of our messages.

It runs inside a test (`Server(stand_in.app, port)`), or as a process of its own, steered by HTTP (see `control`):

    python -m tests.bot.graph_api_stand_in PORT --hook http://127.0.0.1:8000/channels/whatsapp --secret S --phone-id N
"""

import argparse
import asyncio
import base64
import itertools
import re
import secrets
import time
from collections import deque
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.bot.whatsapp import graph_webhooks as webhooks
from tests.bot.whatsapp.graph_citizen import Citizen
from tests.bot.whatsapp.graph_rules import Seen, Wrong, check_upload, read_message, read_notice
from tests.bot.whatsapp.graph_webhooks import Person, Postman

VERSION = re.compile(r"v(1[7-9]|2[0-9])\.0")
PAIR_SECONDS = 6.0
WINDOW_SECONDS = 24 * 60 * 60.0
STATUSES = ("sent", "delivered", "read")


@dataclass(frozen=True)
class Answer:
    """How a request is answered instead of well. `taken`: the message goes out all the same. `hang`: seconds before.

    Without a `code` the answer is no error of the Graph API's, but of something before it.
    """

    status: int = 200
    code: int | None = None
    retry_after: int | None = None
    taken: bool = False
    hang: float = 0.0
    transient: bool = False
    body: str | None = None
    at: Literal["messages", "media"] = "messages"


class GraphApiStandIn:
    """One business number, `phone_id`, of an app with `app_secret`, written to with `token`."""

    def __init__(
        self,
        hook: str = "",
        *,
        token: str = "EAAG-stand-in",
        phone_id: str = "106540352242922",
        app_secret: str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
        verify_token: str = "a-word-of-ours",
    ) -> None:
        self.token, self.phone_id, self.app_secret, self.verify_token = token, phone_id, app_secret, verify_token
        self.postman = Postman(hook, app_secret)
        self._numbers = itertools.count(1)
        self.forget()
        self.app = Starlette(
            routes=[
                Route("/control/{verb}", self._control, methods=["POST"]),
                Route("/{version}/{phone_id}", self._number, methods=["GET"]),
                Route("/{version}/{phone_id}/messages", self._messages, methods=["POST"]),
                Route("/{version}/{phone_id}/media", self._media, methods=["POST"]),
            ]
        )

    def forget(self) -> None:
        """Begins anew: nothing seen, everything answered well and at once."""
        self.messages: list[Seen] = []
        """What went out, in order."""
        self.files: dict[str, tuple[str, bytes]] = {}
        """The uploaded files: id to type and bytes."""
        self.read: list[tuple[str, bool]] = []
        """Messages marked as read, and whether with a typing indicator."""
        self.wrong: list[str] = []
        """Requests that the real API would have refused."""
        self.expected: set[int] = set()
        """Codes of refusals that a test brings about; they are not noted in `wrong`."""
        self.answers: deque[Answer] = deque()
        """How the next requests are answered."""
        self.pair_seconds = 0.0
        """The least time between two messages to one person; `PAIR_SECONDS` switches the limit on."""
        self.window: Literal["refuse", "fail", "open"] = "refuse"
        """A message to who has not written for 24 h is refused, or taken and reported as failed; or allowed."""
        self.statuses: tuple[str, ...] = STATUSES
        """What is reported about each message."""
        self.fails_later: dict[str, int] = {}
        """Persons whose messages are taken, and then reported as failed with this code."""
        self.hours_later = 0.0
        self._persons: dict[str, Person] = {}
        self._wrote: dict[str, float] = {}
        self._last_to: dict[str, float] = {}
        self._received: list[str] = []

    def close(self) -> None:
        """Ends the deliveries of webhooks."""
        self.postman.close()

    @property
    def doubled(self) -> list[str]:
        """The references under which more than one message went out."""
        references = [each.reference for each in self.messages if each.reference is not None]
        return sorted({each for each in references if references.count(each) > 1})

    def citizen(self, number: str, *, hidden: bool = False) -> Citizen:
        """A person with this number."""
        person = Person(number, f"SA.{number[::-1]}X", hidden)
        self._persons[person.number] = self._persons[person.user_id] = person
        return Citizen(self, person)

    def verify_hook(self) -> bool:
        """What "Verify and save" does in Meta's settings."""
        challenge = str(secrets.randbelow(10**9))
        asked = {"hub.mode": "subscribe", "hub.verify_token": self.verify_token, "hub.challenge": challenge}
        answer = httpx.get(self.postman.hook, params=asked, trust_env=False)
        return answer.status_code == 200 and answer.text == challenge

    def wait_until_delivered(self, seconds: float = 10.0) -> None:
        """Returns when every webhook was taken."""
        until = time.monotonic() + seconds
        while self.postman.undelivered():
            assert time.monotonic() < until, "webhooks are not taken"
            time.sleep(0.01)

    def wamid(self) -> str:
        """A new message id."""
        return "wamid." + base64.b64encode(f"stand-in {next(self._numbers)} {secrets.token_hex(4)}".encode()).decode()

    def wrote(self, person: Person, wamid: str) -> None:
        """A person wrote: the window is open, and the message can be marked as read."""
        self._received.append(wamid)
        self._wrote[person.user_id] = self._now()

    def _now(self) -> float:
        return time.time() + self.hours_later * 3600

    async def _messages(self, request: Request) -> Response:
        try:
            body = await self._authorized_json(request)
            if isinstance(body, dict) and "status" in body:
                self.read.append(read_notice(body, self._received))
                return JSONResponse({"success": True})
            seen = read_message(body, {each: media_type for each, (media_type, _) in self.files.items()})
            answer = self._planned("messages")
            if answer is not None and not answer.taken:
                await asyncio.sleep(answer.hang)
                return self._answered(answer, seen.to)
            taken = self._take(seen)
        except Wrong as error:
            return self._refuse(error)
        if answer is not None:
            await asyncio.sleep(answer.hang)
            return self._answered(answer, seen.to)
        named = {"user_id": seen.to} if "." in seen.to else {"wa_id": seen.to}
        contacts = [{"input": seen.to, **named}]
        return JSONResponse({"messaging_product": "whatsapp", "contacts": contacts, "messages": [{"id": taken.wamid}]})

    def _take(self, seen: Seen) -> Seen:
        person = self._persons.get(seen.to.removeprefix("+")) or Person(seen.to, f"SA.{seen.to[::-1]}X")
        now = self._now()
        late = now - self._wrote.get(person.user_id, 0.0) > WINDOW_SECONDS
        if late and self.window == "refuse":
            raise Wrong(131047, f"more than 24 hours since {seen.to} replied")
        if self.pair_seconds and now - self._last_to.get(person.user_id, 0.0) < self.pair_seconds:
            raise Wrong(131056, f"too many messages to {seen.to}")
        self._last_to[person.user_id] = now
        taken = replace(seen, wamid=self.wamid(), at=now)
        code = 131047 if late and self.window == "fail" else self.fails_later.get(seen.to)
        if code is None:
            self.messages.append(taken)
        for state in ("failed",) if code is not None else self.statuses:
            report = webhooks.status(person, taken.wamid, state, seen.reference, now, code)
            if self.postman.hook:
                self.postman.deliver(webhooks.body(self.phone_id, [person], statuses=[report]))
        return taken

    async def _media(self, request: Request) -> Response:
        try:
            self._authorize(request)
            answer = self._planned("media")
            if answer is not None:
                await asyncio.sleep(answer.hang)
                return self._answered(answer, "")
            async with request.form() as form:
                file = form.get("file")
                if not isinstance(file, UploadFile):
                    raise Wrong(100, "the form has no file")
                data = await file.read()
                check_upload(dict(form), file.filename, file.content_type, data)
                media = str(10**14 + next(self._numbers))
                self.files[media] = (str(form["type"]), data)
        except Wrong as error:
            return self._refuse(error)
        return JSONResponse({"id": media})

    async def _number(self, request: Request) -> Response:
        try:
            self._authorize(request)
            if set(request.query_params) - {"fields"}:
                raise Wrong(100, f"unexpected {sorted(request.query_params)}")
        except Wrong as error:
            return self._refuse(error)
        return JSONResponse({"id": self.phone_id})

    async def _authorized_json(self, request: Request) -> object:
        self._authorize(request)
        if request.headers.get("content-type", "").split(";")[0] != "application/json":
            raise Wrong(100, "the body is not JSON")
        body: object = await request.json()
        return body

    def _authorize(self, request: Request) -> None:
        if not VERSION.fullmatch(request.path_params["version"]):
            raise Wrong(2500, f"unknown version {request.path_params['version']}")
        if request.headers.get("authorization") != f"Bearer {self.token}":
            raise Wrong(190, "Invalid OAuth access token - Cannot parse access token")
        if request.path_params["phone_id"] != self.phone_id:
            raise Wrong(100, f"Object with ID '{request.path_params['phone_id']}' does not exist")

    def _planned(self, at: str) -> Answer | None:
        if self.answers and self.answers[0].at == at:
            return self.answers.popleft()
        return None

    def _refuse(self, error: Wrong) -> Response:
        if error.code not in self.expected:
            self.wrong.append(str(error))
        return self._answered(Answer(401 if error.code == 190 else 400, error.code), error.details)

    def _answered(self, answer: Answer, details: str) -> Response:
        headers = {"Retry-After": str(answer.retry_after)} if answer.retry_after is not None else {}
        if answer.code is None:
            return PlainTextResponse(answer.body or "", answer.status, headers)
        error: dict[str, Any] = {
            "message": f"(#{answer.code}) {details}",
            "type": "OAuthException",
            "code": answer.code,
            "error_data": {"messaging_product": "whatsapp", "details": f"Details about {details}"},
            "fbtrace_id": "Az8or2yhqkZfEZ-_4Qn_Bam",
        }
        if answer.transient:
            error["is_transient"] = True
        if "does not exist" in details:
            error["error_subcode"] = 33
        return JSONResponse({"error": error}, answer.status, headers)

    async def _control(self, request: Request) -> Response:
        """Steers the stand-in from another process: `POST /control/VERB` with a JSON object. See `control`."""
        asked = await request.json()
        return JSONResponse(await run_in_threadpool(control, self, request.path_params["verb"], asked))


DEEDS = ("say", "press", "choose", "send", "send_picture", "send_voice", "send_again")


def control(api: GraphApiStandIn, verb: str, asked: dict[str, Any]) -> dict[str, Any]:
    """What another process may ask: `behave` (sets attributes; `answers` as objects), `seen`, `forget`, or a citizen's
    deed, with the person's `number`: `POST /control/say {"number": "9665...", "text": "..."}` gives `status`, `wamid`.
    """
    if verb == "behave":
        api.answers.extend(Answer(**each) for each in asked.pop("answers", []))
        for name, value in asked.items():
            if name not in ("pair_seconds", "window", "statuses", "fails_later", "hours_later"):
                return {"error": f"no such behaviour: {name}"}
            setattr(api, name, value)
        return {}
    if verb == "seen":
        got = api.citizen(asked["number"]).messages if "number" in asked else api.messages
        waiting = api.postman.undelivered()
        messages = [asdict(each) for each in got]
        return {"messages": messages, "wrong": api.wrong, "doubled": api.doubled, "undelivered": waiting}
    if verb == "forget":
        api.forget()
        CITIZENS.clear()
        return {}
    if verb not in DEEDS:
        return {"error": f"no such verb: {verb}"}
    number = asked.pop("number")
    citizen = CITIZENS.setdefault(number, api.citizen(number))
    return {"status": getattr(citizen, verb)(**asked), "wamid": citizen.wamid}


CITIZENS: dict[str, Citizen] = {}
"""Those whom another process has spoken of: what they sent last can be delivered again."""


def main() -> None:
    """Runs as a process of its own."""
    parser = argparse.ArgumentParser(description="A stand-in for Meta's Graph API.")
    parser.add_argument("port", type=int)
    parser.add_argument("--hook", required=True, help="the webhook's address")
    parser.add_argument("--secret", required=True, help="the app secret that webhooks are signed with")
    parser.add_argument("--phone-id", required=True)
    parser.add_argument("--token", default="EAAG-stand-in")
    parser.add_argument("--verify-token", default="a-word-of-ours")
    parser.add_argument("--pair-seconds", type=float, default=0.0, help=f"{PAIR_SECONDS} is the real limit")
    given = parser.parse_args()
    api = GraphApiStandIn(
        given.hook,
        token=given.token,
        phone_id=given.phone_id,
        app_secret=given.secret,
        verify_token=given.verify_token,
    )
    api.pair_seconds = given.pair_seconds
    uvicorn.run(api.app, host="127.0.0.1", port=given.port, log_level="warning", ws="none")
    api.close()


if __name__ == "__main__":
    main()
