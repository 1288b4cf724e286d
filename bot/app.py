"""The web service: the API that channels use, the health check, and the chat page."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.exceptions import HTTPException

from bot import store, texts
from bot.conversation import Conversations, UnknownConversation
from bot.health import Health
from bot.http_rules import SECURITY_HEADERS, BodyLimit, SecurityHeaders
from bot.rasa import Rasa
from bot.settings import ROOT, Settings
from bot.statuses import Status
from bot.turns import TooManyWaiting

logger = logging.getLogger(__name__)


class Button(BaseModel):
    """A quick reply. Send its id back to press it. | جواب سريع: أعد معرّفه لاختياره."""

    id: str = Field(description="Opaque and valid in its own conversation only. | معرّف لا معنى له خارج محادثته.")
    title: str = Field(description="What the citizen reads. | ما يقرؤه المستفيد.")


class Reply(BaseModel):
    """One thing that the assistant says. | جواب واحد من المساعد."""

    text: str = Field(description="Plain text, never HTML. | نص عادي، وليس HTML.")
    buttons: list[Button]
    status: Status = Field(description="How the turn ended. | كيف انتهى الدور.")


class Opened(BaseModel):
    """A new conversation. | محادثة جديدة."""

    id: str = Field(
        description="Unguessable, and the only key to it: keep it secret. | مفتاح المحادثة الوحيد: احفظه سرًا."
    )
    replies: list[Reply]
    max_message_length: int = Field(description="Characters that one message may have. | أقصى عدد لحروف الرسالة.")


class Replies(BaseModel):
    """The assistant's replies to one message, in order. | أجوبة الرسالة بالترتيب."""

    replies: list[Reply]


class Stored(BaseModel):
    """A message of the conversation so far. | رسالة محفوظة من المحادثة."""

    author: Literal["citizen", "murshid"]
    text: str = Field(description="Personal numbers are masked. | الأرقام الشخصية محجوبة.")
    buttons: list[Button]
    status: Status | None = Field(description="Null while it is not answered. | فارغ ما لم يُجب عنه بعد.")
    at: datetime


class History(BaseModel):
    """The conversation so far, oldest first. | المحادثة من أولها."""

    id: str
    messages: list[Stored]
    max_message_length: int


class Said(BaseModel):
    """What the citizen typed, or the button that was pressed: one of the two. | نص مكتوب أو زر واحد."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": "هل أستحق الضمان؟"}, {"button": "hV3k0Qx2ZbJ1mT9a"}]}
    )
    text: str | None = Field(default=None, description="Free text; a leading / has no meaning. | نص حر.")
    button: str | None = Field(default=None, description="The id of a button of this conversation. | معرّف زر معروض.")

    @model_validator(mode="after")
    def _one_of_the_two(self) -> Self:
        if (self.text is None) == (self.button is None):
            raise ValueError("exactly one of text and button is needed")
        return self


class Problem(BaseModel):
    """Why a request was not answered. | سبب تعذّر الطلب."""

    error: str = Field(description="A name for programs. | اسم للبرامج.")
    message: str = Field(description="A sentence for the citizen. | جملة للمستفيد.")


class Readiness(BaseModel):
    """What works now. | حالة الأجزاء."""

    ready: bool
    rasa: bool
    actions: bool
    database: bool


def _conversations(request: Request) -> Conversations:
    found: Conversations = request.app.state.conversations
    return found


ConversationsDep = Annotated[Conversations, Depends(_conversations)]
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    404: {"model": Problem, "description": "No such conversation. | المحادثة غير موجودة."},
    413: {"model": Problem, "description": "The body is too large. | الطلب أكبر من الحد."},
    422: {"model": Problem, "description": "Not a message. | ليس رسالة مفهومة."},
    429: {"model": Problem, "description": "Too many messages wait already. | رسائل كثيرة بانتظار الجواب."},
}


def _replies(messages: list[store.Message]) -> list[Reply]:
    return [Reply(text=each.text, buttons=_buttons(each), status=each.status or Status.ANSWERED) for each in messages]


def _buttons(message: store.Message) -> list[Button]:
    return [Button(id=each.id, title=each.title) for each in message.buttons]


def create_app(settings: Settings | None = None) -> FastAPI:
    """The service with these settings, by default those of the environment."""
    chosen = settings or Settings()
    logging.basicConfig(level=chosen.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    # Its lines hold paths, and a path holds a conversation's id, which is the key to it.
    logging.getLogger("uvicorn.access").setLevel(logging.WARNING)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with store.open_store(chosen.store_url) as opened, Rasa(chosen.rasa_url, chosen.reply_timeout) as rasa:
            app.state.conversations = Conversations(opened, rasa, chosen)
            app.state.health = Health(opened, rasa, chosen)
            yield
            await app.state.health.close()

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
    app.add_middleware(BodyLimit, limit=chosen.max_body_bytes)
    app.add_middleware(SecurityHeaders)
    _answer_errors(app)

    @app.post(
        "/api/conversations",
        status_code=201,
        operation_id="open_conversation",
        tags=["conversations"],
        summary="Open a conversation | ابدأ محادثة",
    )
    async def open_conversation(conversations: ConversationsDep) -> Opened:
        """Gives the conversation's id and the assistant's first words. | يعيد معرّف المحادثة وكلام المساعد الأول."""
        conversation_id, messages = await conversations.open()
        return Opened(id=conversation_id, replies=_replies(messages), max_message_length=chosen.max_message_length)

    @app.post(
        "/api/conversations/{conversation_id}/messages",
        operation_id="send_message",
        tags=["conversations"],
        summary="Send a message or press a button | أرسل رسالة أو اختر زرًا",
        responses=_PROBLEMS,
    )
    async def send_message(conversation_id: str, said: Said, conversations: ConversationsDep) -> Replies:
        """Answers within 5 seconds, messages of one conversation in order. | يجيب خلال 5 ثوانٍ وبالترتيب."""
        if said.button is not None:
            return Replies(replies=_replies(await conversations.press(conversation_id, said.button)))
        return Replies(replies=_replies(await conversations.say(conversation_id, said.text or "")))

    @app.get(
        "/api/conversations/{conversation_id}/messages",
        operation_id="read_history",
        tags=["conversations"],
        summary="Read the conversation so far | اقرأ المحادثة",
        responses={404: _PROBLEMS[404]},
    )
    async def read_history(conversation_id: str, conversations: ConversationsDep) -> History:
        """All messages in order, each followed by its replies. | الرسائل بالترتيب، وبعد كل رسالة أجوبتها."""
        messages = [
            Stored(author=each.author, text=each.text, buttons=_buttons(each), status=each.status, at=each.at)
            for each in await conversations.history(conversation_id)
        ]
        return History(id=conversation_id, messages=messages, max_message_length=chosen.max_message_length)

    @app.get(
        "/health",
        operation_id="check_health",
        tags=["operation"],
        summary="Can a question be answered now? | هل الخدمة جاهزة؟",
        responses={503: {"model": Readiness, "description": "Not now. | ليست جاهزة."}},
    )
    async def check_health(request: Request) -> JSONResponse:
        """200 only when Rasa, the action server and the database all answer. | 200 إذا كانت كل الأجزاء تعمل."""
        health: Health = request.app.state.health
        rasa, actions, database = await health.check()
        ready = rasa and actions and database
        body = Readiness(ready=ready, rasa=rasa, actions=actions, database=database)
        return JSONResponse(body.model_dump(), status_code=200 if ready else 503)

    app.mount("/", StaticFiles(directory=ROOT / "web", html=True), name="page")
    return app


def _problem(status: int, error: str, message: str) -> JSONResponse:
    return JSONResponse(Problem(error=error, message=message).model_dump(), status_code=status)


def _answer_errors(app: FastAPI) -> None:
    """Every error is a sentence in Arabic with a name for programs, and never a trace of our code."""

    @app.exception_handler(UnknownConversation)
    async def unknown_conversation(_request: Request, _error: Exception) -> JSONResponse:
        return _problem(404, "unknown_conversation", texts.UNKNOWN_CONVERSATION)

    @app.exception_handler(TooManyWaiting)
    async def too_many_waiting(_request: Request, _error: Exception) -> JSONResponse:
        return _problem(429, "too_many_waiting", texts.TOO_MANY_WAITING)

    @app.exception_handler(RequestValidationError)
    async def not_understood(_request: Request, _error: Exception) -> JSONResponse:
        return _problem(422, "not_understood", texts.NOT_UNDERSTOOD)

    @app.exception_handler(HTTPException)
    async def refused(_request: Request, error: Exception) -> JSONResponse:
        status = error.status_code if isinstance(error, HTTPException) else 500
        if status == 404:
            return _problem(404, "not_found", texts.NOT_FOUND)
        if status == 400:  # JSON that Python's reader gives up on, such as endless brackets
            return _problem(422, "not_understood", texts.NOT_UNDERSTOOD)
        if status == 405:
            return _problem(405, "wrong_method", texts.WRONG_METHOD)
        return _problem(status, "refused", texts.NOT_UNDERSTOOD)

    @app.exception_handler(Exception)
    async def broken(_request: Request, _error: Exception) -> JSONResponse:
        answer = _problem(500, "broken", texts.BROKEN)
        # This answer is made outside of all middleware, and the server ends the connection after it.
        answer.headers.update({**SECURITY_HEADERS, "Connection": "close"})
        return answer
