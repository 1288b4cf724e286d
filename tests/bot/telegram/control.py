"""What a test does to a stand-in that runs as a process of its own, over HTTP.

POST /control/{say,press,edit,send,update,again,trouble,block,forget} with the parameters as JSON; GET /control/state.
"""

import base64
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from tests.bot.telegram.citizens import Sent

if TYPE_CHECKING:
    from tests.bot.bot_api_stand_in import BotApiStandIn


def routes(stand_in: "BotApiStandIn") -> list[BaseRoute]:
    """The routes of the control interface of a stand-in."""

    def trouble(**fields: Any) -> None:
        from tests.bot.bot_api_stand_in import Trouble

        stand_in.trouble.append(Trouble(**fields))

    deeds: dict[str, Callable[..., Any]] = {
        "say": stand_in.say,
        "press": stand_in.press,
        "edit": stand_in.edit,
        "send": stand_in.send,
        "update": stand_in.update,
        "again": lambda update_id: stand_in.again(update_id),
        "trouble": trouble,
        "block": lambda chat: stand_in.blocked.add(chat),
        "forget": stand_in.forget,
    }

    async def state(request: Request) -> Response:
        chat = request.query_params.get("chat")
        shown = stand_in.sent_to(int(chat)) if chat else list(stand_in.sent)
        return JSONResponse(
            {
                "sent": [_as_json(each) for each in shown],
                "pending": len(stand_in.pending),
                "wrong": stand_in.wrong,
                "unanswered": sorted(stand_in.pressed - set(stand_in.answered)),
                "webhook": stand_in.webhook.url if stand_in.webhook else None,
                "webhook_errors": stand_in.webhook_errors,
                "commands": stand_in.commands,
                "calls": [name for name, _ in stand_in.calls],
            }
        )

    return [
        Route("/control/state", state, methods=["GET"]),
        *(Route(f"/control/{name}", _doing(deed), methods=["POST"]) for name, deed in deeds.items()),
    ]


def _doing(deed: Callable[..., Any]) -> Callable[[Request], Awaitable[Response]]:
    async def do(request: Request) -> Response:
        given = await request.json() if await request.body() else {}
        try:
            return JSONResponse({"update_id": deed(**given)})
        except (AssertionError, LookupError, TypeError) as error:
            return JSONResponse({"error": str(error)}, 409)

    return do


def _as_json(sent: Sent) -> dict[str, Any]:
    return {
        "chat": sent.chat,
        "id": sent.id,
        "kind": sent.kind,
        "text": sent.text,
        "buttons": sent.buttons,
        "rows": sent.rows,
        "file_name": sent.file_name,
        "file": base64.b64encode(sent.file).decode("ascii"),
        "reply_to": sent.reply_to,
        "topic": sent.topic,
        "at": sent.at,
    }
