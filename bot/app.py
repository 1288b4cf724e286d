"""The web service: the API that channels use, the health check, and the chat page."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel

from bot.api import admit, conversations_api, conversations_of, files_of, parts_of
from bot.assembly import assembled
from bot.http_rules import BodyLimit, OriginCheck, SecurityHeaders
from bot.messengers import Messengers
from bot.plain import Wiring, plain_pages
from bot.problems import answer_errors
from bot.settings import ROOT, Settings

logger = logging.getLogger(__name__)


class Readiness(BaseModel):
    """What works now. | حالة الأجزاء."""

    ready: bool
    rasa: bool
    actions: bool
    database: bool


def create_app(settings: Settings | None = None) -> FastAPI:
    """The service with these settings, by default those of the environment."""
    chosen = settings or Settings()
    logging.basicConfig(level=chosen.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    # Its lines hold paths, and a path holds a conversation's id, which is the key to it.
    logging.getLogger("uvicorn.access").setLevel(logging.WARNING)

    messengers = Messengers(chosen)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with assembled(chosen, messengers) as parts:
            app.state.parts = parts
            yield

    app = FastAPI(
        title="Murshid | مرشد الضمان",
        version="1",
        summary="Conversations with the assistant. | محادثات مع مرشد الضمان.",
        description=(
            "A channel (a web page, a messenger) opens a conversation and sends what the citizen typed or pressed.\n\n"
            "تفتح القناة محادثة، ثم ترسل ما يكتبه المستفيد أو يختاره، وتعرض عليه الأجوبة."
        ),
        lifespan=lifespan,
        docs_url=None,  # its page loads from another host, which our policy forbids
        redoc_url=None,
    )
    app.add_middleware(BodyLimit, limit=chosen.max_body_bytes, limits=messengers.body_limits)
    app.add_middleware(OriginCheck, origins=chosen.origins)
    app.add_middleware(SecurityHeaders, origins=chosen.origins)
    answer_errors(app)

    @app.get(
        "/health",
        operation_id="check_health",
        tags=["operation"],
        summary="Can a question be answered now? | هل الخدمة جاهزة؟",
        responses={503: {"model": Readiness, "description": "Not now. | ليست جاهزة."}},
    )
    async def check_health(request: Request) -> JSONResponse:
        """200 only when Rasa, the action server and the database all answer. | 200 إذا كانت كل الأجزاء تعمل."""
        rasa, actions, database = await parts_of(request).health.check()
        ready = rasa and actions and database
        body = Readiness(ready=ready, rasa=rasa, actions=actions, database=database)
        return JSONResponse(body.model_dump(), status_code=200 if ready else 503)

    app.include_router(conversations_api(chosen))
    for router in messengers.routers(lambda: app.state.parts.intake):
        app.include_router(router)
    app.include_router(plain_pages(Wiring(talk=conversations_of, admit=admit, files=files_of)))
    # Compressed: what everybody may read. Answers are not, since they mix secrets with what a sender chooses.
    app.mount("/", GZipMiddleware(StaticFiles(directory=ROOT / "web", html=True), minimum_size=500), name="page")
    return app
