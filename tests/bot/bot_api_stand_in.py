"""A stand-in for Telegram's servers: the Bot API, as strict as the real one, and the citizens who write to the bot.

Runs in a thread (`tests.bot.rasa_stand_in.Server(stand_in.app, port)`) or as a process of its own:
`python -m tests.bot.bot_api_stand_in PORT --hook http://127.0.0.1:8000 --secret S`, with what a test does to it under
`/control/` (see `tests/bot/telegram/control.py`). It goes on when the service is killed, as Telegram does.

A webhook has to be https, as on the real one; `hook` is where its host is found: a reverse proxy, so to say.
"""

import argparse
import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from tests.bot.telegram.bot_api_rules import METHODS, Rejected, Upload, read
from tests.bot.telegram.citizens import Citizens, Sent
from tests.bot.telegram.control import routes
from tests.bot.telegram.deliveries import deliver

TOKEN = "7000000001:AAStandInStandInStandInStandInStandIn0"
USERNAME = "murshid_test_bot"
SENDING = ("sendMessage", "sendPhoto", "sendDocument")
LOOK_SECONDS = 0.01


@dataclass
class Trouble:
    """What goes wrong with one call. By default with the next message that is sent, which is not delivered."""

    status: int = 200
    description: str = ""
    retry_after: int | None = None
    migrate_to: int | None = None
    raw: str | None = None
    """The whole body, where the answer is not the Bot API's."""
    after: bool = False
    """Whether the message is delivered all the same."""
    seconds: float = 0.0
    """How long nothing is answered."""
    method: str | None = None


@dataclass
class Webhook:
    """Where updates go."""

    url: str
    secret: str
    max_connections: int = 40


class BotApiStandIn(Citizens):
    """Telegram. What citizens do is in `tests.bot.telegram.citizens`."""

    def __init__(self, token: str = TOKEN, username: str = USERNAME, hook: str = "", secret: str = "") -> None:
        super().__init__(int(token.partition(":")[0]), username)
        self._token = token
        self.hook = hook
        path = urlsplit(hook).path.rstrip("/") or "/channels/telegram"
        self._set_before = Webhook(f"https://murshid.example{path}", secret) if secret else None
        self.forget()
        self.app = Starlette(
            routes=[*routes(self), Route("/bot{token}/{method}", self._call, methods=["GET", "POST"])],
            lifespan=self._lifespan,
        )

    def forget(self) -> None:
        """Begins anew, as a bot that @BotFather has just made; with the webhook that it was started with, if any."""
        super().forget()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        """Every call that was understood: its method and its parameters."""
        self.wrong: list[str] = []
        """What the real Bot API would have refused. A test ends with this empty."""
        self.trouble: deque[Trouble] = deque()
        self.blocked: set[int] = set()
        """The chats in which the bot was blocked."""
        self.migrated: dict[int, int] = {}
        """Groups that became supergroups, with their new ids."""
        self.webhook = self._set_before
        self.webhook_errors: list[str] = []
        self.commands: list[dict[str, str]] = []
        self.description = ""
        self.short_description = ""
        self.actions: list[tuple[int, str]] = []
        """The chats in which something like "typing" was shown."""
        self._poll = 0

    # The Bot API

    async def _call(self, request: Request) -> Response:
        token, name = request.path_params["token"], request.path_params["method"]
        if token != self._token:
            known = token.partition(":")[0].isdigit() and ":" in token
            return _error(401, "Unauthorized") if known else _error(404, "Not Found")
        method = METHODS.get(name)
        if method is None:
            self.wrong.append(f"{name}: no such method, or none that Murshid uses")
            return _error(404, "Not Found")
        try:
            given = read(method, await _parameters(request))
        except Rejected as error:
            self.wrong.append(f"{name}: {error}")
            return _error(400, f"Bad Request: {error}")
        self.calls.append((name, given))
        trouble = self._trouble_of(name)
        if trouble is not None and not trouble.after:
            await asyncio.sleep(trouble.seconds)
            return _troubled(trouble)
        answer = await self._answer(name, given)
        if trouble is not None:
            await asyncio.sleep(trouble.seconds)
            return _troubled(trouble) if trouble.status != 200 else answer
        return answer

    def _trouble_of(self, name: str) -> Trouble | None:
        for each in self.trouble:
            if each.method == name or (each.method is None and name in SENDING):
                self.trouble.remove(each)
                return each
        return None

    async def _answer(self, name: str, given: dict[str, Any]) -> Response:
        match name:
            case "sendMessage" | "sendPhoto" | "sendDocument":
                return self._send(name, given)
            case "sendChatAction":
                self.actions.append((given["chat_id"], given["action"]))
            case "answerCallbackQuery":
                if given["callback_query_id"] not in self.pressed:
                    return _error(
                        400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
                    )
                self.answered.append(given["callback_query_id"])
            case "getUpdates":
                return await self._get_updates(given)
            case "setWebhook" | "deleteWebhook":
                url = given.get("url", "")
                self.webhook = (
                    Webhook(url, given.get("secret_token", ""), given.get("max_connections", 40)) if url else None
                )
                self.allowed = given.get("allowed_updates", self.allowed)
                if given.get("drop_pending_updates"):
                    self.pending.clear()
            case "getWebhookInfo":
                return _result(self._webhook_info())
            case "setMyCommands":
                self.commands = given["commands"]
            case "setMyDescription":
                self.description = given.get("description", "")
            case "setMyShortDescription":
                self.short_description = given.get("short_description", "")
            case "getMyCommands":
                return _result(self.commands)
            case "getMyDescription":
                return _result({"description": self.description})
            case "getMyShortDescription":
                return _result({"short_description": self.short_description})
            case "getMe":
                return _result({**self.me, "can_join_groups": True, "can_read_all_group_messages": False})
        return _result(True)

    def _send(self, name: str, given: dict[str, Any]) -> Response:
        chat = given["chat_id"]
        if chat in self.migrated:
            parameters = {"migrate_to_chat_id": self.migrated[chat]}
            return _error(400, "Bad Request: group chat was upgraded to a supergroup chat", parameters)
        if chat in self.blocked:
            return _error(403, "Forbidden: bot was blocked by the user")
        if chat not in self.chats:
            return _error(400, "Bad Request: chat not found")
        reply_to, all_the_same = given.get("reply_parameters", (None, True))
        if reply_to is not None and reply_to not in self.messages_of(chat):
            if not all_the_same:
                return _error(400, "Bad Request: message to be replied not found")
            reply_to = None
        upload: Upload | None = given.get("photo") or given.get("document")
        sent = Sent(
            chat=chat,
            id=self.next_message_id(chat),
            kind={"sendMessage": "text", "sendPhoto": "photo", "sendDocument": "document"}[name],
            text=given.get("text", given.get("caption", "")),
            rows=tuple(tuple(row) for row in given.get("reply_markup", ())),
            file=upload.data if upload else b"",
            file_name=upload.name if upload else "",
            reply_to=reply_to,
            topic=given.get("message_thread_id"),
            at=time.monotonic(),
        )
        self.sent.append(sent)
        return _result(self.as_message(sent))

    async def _get_updates(self, given: dict[str, Any]) -> Response:
        if self.webhook is not None:
            return _error(
                409,
                "Conflict: can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first",
            )
        self.allowed = given.get("allowed_updates", self.allowed)
        offset = given.get("offset", 0)
        if offset > 0:
            self.confirm(offset)
        self._poll += 1
        mine, until = self._poll, time.monotonic() + given.get("timeout", 0)
        while True:
            if mine != self._poll:
                return _error(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            found = list(self.pending)[: given.get("limit", 100)]
            if found or time.monotonic() >= until:
                return _result([each.update for each in found])
            await asyncio.sleep(LOOK_SECONDS)

    def _webhook_info(self) -> dict[str, Any]:
        info: dict[str, Any] = {
            "url": self.webhook.url if self.webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self.pending),
        }
        if self.webhook is not None:
            info["max_connections"] = self.webhook.max_connections
        if self.allowed:
            info["allowed_updates"] = self.allowed
        if self.webhook_errors:
            info |= {"last_error_date": int(time.time()), "last_error_message": self.webhook_errors[-1]}
        return info

    @asynccontextmanager
    async def _lifespan(self, _app: Starlette) -> AsyncIterator[None]:
        delivering = asyncio.create_task(deliver(self))
        try:
            yield
        finally:
            delivering.cancel()
            with suppress(asyncio.CancelledError):
                await delivering


async def _parameters(request: Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind == "application/json":
        return {**given, **await request.json()}
    async with request.form() as form:
        for name, value in form.items():
            if isinstance(value, UploadFile):
                given[name] = Upload(value.filename or "", value.content_type or "", await value.read())
            else:
                given[name] = value
    return given


def _result(result: Any) -> Response:
    return JSONResponse({"ok": True, "result": result})


def _error(status: int, description: str, parameters: dict[str, int] | None = None) -> Response:
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    return JSONResponse(body | ({"parameters": parameters} if parameters else {}), status)


def _troubled(trouble: Trouble) -> Response:
    if trouble.raw is not None:
        return PlainTextResponse(trouble.raw, trouble.status)
    if trouble.retry_after is not None:
        wait = {"retry_after": trouble.retry_after}
        return _error(429, f"Too Many Requests: retry after {trouble.retry_after}", wait)
    if trouble.migrate_to is not None:
        return _error(400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": trouble.migrate_to})
    return _error(trouble.status, trouble.description or "Internal Server Error")


def main() -> None:
    """Runs as a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("--hook", default="", help="where the webhook's host is found, such as http://127.0.0.1:8000")
    parser.add_argument("--secret", default="", help="a webhook is set from the start, with this secret")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--username", default=USERNAME)
    chosen = parser.parse_args()
    stand_in = BotApiStandIn(chosen.token, chosen.username, chosen.hook, chosen.secret)
    uvicorn.run(stand_in.app, host="127.0.0.1", port=chosen.port, log_level="warning")


if __name__ == "__main__":
    main()
