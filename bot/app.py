"""The web service: the API that channels use, the health check, and the chat page."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from fastapi import Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.gzip import GZipMiddleware
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.exceptions import HTTPException

from bot import texts
from bot.assembly import Parts, assembled
from bot.conversation import BadToken, Conversations
from bot.handling import NotYet
from bot.http_rules import SECURITY_HEADERS, BodyLimit, OriginCheck, SecurityHeaders
from bot.inbox import TooManyWaiting, UnknownConversation
from bot.limits import TooFast
from bot.messengers import Messengers
from bot.plain import Wiring, plain_pages
from bot.settings import ROOT, Settings
from bot.statuses import Status
from bot.store import Message

logger = logging.getLogger(__name__)


class Button(BaseModel):
    """A quick reply. Send its id back to press it. | جواب سريع: أعد معرّفه لاختياره."""

    id: str = Field(description="Opaque and valid in its own conversation only. | معرّف لا معنى له خارج محادثته.")
    title: str = Field(description="What the citizen reads. | ما يقرؤه المستفيد.")


class File(BaseModel):
    """A file that goes with a reply. | ملف مع الجواب."""

    kind: Literal["picture", "document"]
    url: str = Field(description="On this service; valid as long as the conversation. | صالح ما بقيت المحادثة.")
    title: str = Field(description="What the citizen reads. | ما يقرؤه المستفيد.")


class Reply(BaseModel):
    """One thing that the assistant says. | جواب واحد من المساعد."""

    text: str = Field(description="Plain text, never HTML. | نص عادي، وليس HTML.")
    buttons: list[Button]
    attachments: list[File]
    status: Status = Field(description="How the turn ended. | كيف انتهى الدور.")


class Opened(BaseModel):
    """A new conversation. | محادثة جديدة."""

    id: str = Field(
        description="A signed token, the only key to it: keep it secret. | مفتاح المحادثة الوحيد: احفظه سرًا."
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
    attachments: list[File]
    key: str | None = Field(description="The name that the page gave the message. | اسم الرسالة عند الصفحة.")
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
    key: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9_-]{8,64}$",
        description="Your own name for this message: the same again is the same message. | اسم لا يتكرر لكل رسالة.",
    )

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


def _parts(request: Request) -> Parts:
    found: Parts = request.app.state.parts
    return found


def _conversations(request: Request) -> Conversations:
    return _parts(request).conversations


def _address(request: Request) -> str | None:
    return request.client.host if request.client else None


def _admit(request: Request, token: str | None) -> None:
    """Counts a request, and a message where there is a token. Raises `TooFast` or `BadToken`."""
    parts = _parts(request)
    if token is None:
        parts.limits.request(_address(request))
    else:
        parts.limits.message(_address(request), parts.conversations.id_of(token))


_FILE_TYPES = ("image/png", "application/pdf", "text/plain")
ConversationsDep = Annotated[Conversations, Depends(_conversations)]
_PROBLEMS: dict[int | str, dict[str, Any]] = {
    401: {"model": Problem, "description": "The token is not ours. | مفتاح غير صحيح."},
    403: {"model": Problem, "description": "A site that is not allowed. | موقع غير مسموح."},
    404: {"model": Problem, "description": "No such conversation. | المحادثة غير موجودة."},
    413: {"model": Problem, "description": "The body is too large. | الطلب أكبر من الحد."},
    422: {"model": Problem, "description": "Not a message. | ليس رسالة مفهومة."},
    429: {"model": Problem, "description": "Too many messages, or too fast. | رسائل كثيرة أو متتابعة بسرعة."},
    503: {"model": Problem, "description": "Stored, not answered yet: send it again. | محفوظة ولم يُجب عنها بعد."},
}


def _replies(token: str, messages: list[Message]) -> list[Reply]:
    return [
        Reply(
            text=each.text,
            buttons=_buttons(each),
            attachments=_files(token, each),
            status=each.status or Status.ANSWERED,
        )
        for each in messages
    ]


def _buttons(message: Message) -> list[Button]:
    return [Button(id=each.id, title=each.title) for each in message.buttons]


def _files(token: str, message: Message) -> list[File]:
    names = [message.attachment] if message.attachment else []
    if message.estimate is not None:
        names += [f"picture:{message.estimate}", f"document:{message.estimate}"]
    return [
        File(
            kind="picture" if name.startswith("picture") else "document",
            url=f"/api/conversations/{token}/files/{name.replace(':', '-')}",
            title=texts.ATTACHMENT_TITLES[name.partition(":")[0]],
        )
        for name in names
    ]


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
    _answer_errors(app)

    @app.post(
        "/api/conversations",
        status_code=201,
        operation_id="open_conversation",
        tags=["conversations"],
        summary="Open a conversation | ابدأ محادثة",
    )
    async def open_conversation(request: Request, conversations: ConversationsDep) -> Opened:
        """Gives the conversation's token and the assistant's first words. | يعيد مفتاح المحادثة وكلام المساعد الأول."""
        _admit(request, None)
        token, messages = await conversations.open()
        return Opened(id=token, replies=_replies(token, messages), max_message_length=chosen.max_message_length)

    @app.post(
        "/api/conversations/{token}/messages",
        operation_id="send_message",
        tags=["conversations"],
        summary="Send a message or press a button | أرسل رسالة أو اختر زرًا",
        responses=_PROBLEMS,
    )
    async def send_message(request: Request, token: str, said: Said, conversations: ConversationsDep) -> Replies:
        """Answers within 5 seconds, messages of one conversation in order. | يجيب خلال 5 ثوانٍ وبالترتيب."""
        _admit(request, token)
        if said.button is not None:
            messages = await conversations.press(token, said.button, said.key)
        else:
            messages = await conversations.say(token, said.text or "", said.key)
        return Replies(replies=_replies(token, messages))

    @app.get(
        "/api/conversations/{token}/messages",
        operation_id="read_history",
        tags=["conversations"],
        summary="Read the conversation so far | اقرأ المحادثة",
        responses={401: _PROBLEMS[401], 404: _PROBLEMS[404]},
    )
    async def read_history(token: str, conversations: ConversationsDep) -> History:
        """All messages in order, each followed by its replies. | الرسائل بالترتيب، وبعد كل رسالة أجوبتها."""
        messages = [
            Stored(
                author=each.author,
                text=each.text,
                buttons=_buttons(each),
                attachments=_files(token, each),
                key=each.key,
                status=each.status,
                at=each.at,
            )
            for each in await conversations.history(token)
        ]
        return History(id=token, messages=messages, max_message_length=chosen.max_message_length)

    @app.get(
        "/api/conversations/{token}/files/{name}",
        operation_id="read_file",
        tags=["conversations"],
        summary="A file of a reply | ملف مع جواب",
        response_class=Response,
        responses={200: {"content": {each: {} for each in _FILE_TYPES}}, 401: _PROBLEMS[401], 404: _PROBLEMS[404]},
    )
    async def read_file(request: Request, token: str, name: str, conversations: ConversationsDep) -> Response:
        """An estimate as PNG or PDF, or the copy of a citizen's data. | تقدير كصورة أو صفحة، أو نسخة البيانات."""
        _admit(request, None)
        file = await conversations.attachment(token, name.replace("-", ":", 1))
        if file is None:
            raise HTTPException(404)
        disposition = f'inline; filename="{file.name}"'
        media_type = f"{file.media_type}; charset=utf-8" if file.media_type.startswith("text/") else file.media_type
        return Response(file.data, media_type=media_type, headers={"Content-Disposition": disposition})

    @app.get(
        "/health",
        operation_id="check_health",
        tags=["operation"],
        summary="Can a question be answered now? | هل الخدمة جاهزة؟",
        responses={503: {"model": Readiness, "description": "Not now. | ليست جاهزة."}},
    )
    async def check_health(request: Request) -> JSONResponse:
        """200 only when Rasa, the action server and the database all answer. | 200 إذا كانت كل الأجزاء تعمل."""
        rasa, actions, database = await _parts(request).health.check()
        ready = rasa and actions and database
        body = Readiness(ready=ready, rasa=rasa, actions=actions, database=database)
        return JSONResponse(body.model_dump(), status_code=200 if ready else 503)

    for router in messengers.routers(lambda: app.state.parts.intake):
        app.include_router(router)
    app.include_router(plain_pages(Wiring(talk=_conversations, admit=_admit, files=_files)))
    # Compressed: what everybody may read. Answers are not, since they mix secrets with what a sender chooses.
    app.mount("/", GZipMiddleware(StaticFiles(directory=ROOT / "web", html=True), minimum_size=500), name="page")
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

    @app.exception_handler(BadToken)
    async def bad_token(_request: Request, _error: Exception) -> JSONResponse:
        return _problem(401, "bad_token", texts.BAD_TOKEN)

    @app.exception_handler(TooFast)
    async def too_fast(_request: Request, error: Exception) -> JSONResponse:
        answer = _problem(429, "too_fast", texts.TOO_FAST)
        answer.headers["Retry-After"] = str(error.seconds if isinstance(error, TooFast) else 60)
        return answer

    @app.exception_handler(NotYet)
    async def not_yet(_request: Request, _error: Exception) -> JSONResponse:
        answer = _problem(503, "not_yet", texts.NOT_ANSWERING)
        answer.headers["Retry-After"] = "2"
        return answer

    @app.exception_handler(RequestValidationError)
    async def not_understood(_request: Request, error: Exception) -> JSONResponse:
        broken_json = isinstance(error, RequestValidationError) and any(
            each["type"] == "json_invalid" for each in error.errors()
        )
        return _problem(400 if broken_json else 422, "not_understood", texts.NOT_UNDERSTOOD)

    @app.exception_handler(HTTPException)
    async def refused(_request: Request, error: Exception) -> JSONResponse:
        status = error.status_code if isinstance(error, HTTPException) else 500
        if status == 404:
            return _problem(404, "not_found", texts.NOT_FOUND)
        if status == 400:  # JSON that Python's reader gives up on, such as endless brackets
            return _problem(400, "not_understood", texts.NOT_UNDERSTOOD)
        if status == 405:
            return _problem(405, "wrong_method", texts.WRONG_METHOD)
        return _problem(status, "refused", texts.NOT_UNDERSTOOD)

    @app.exception_handler(Exception)
    async def broken(_request: Request, _error: Exception) -> JSONResponse:
        answer = _problem(500, "broken", texts.BROKEN)
        # This answer is made outside of all middleware, and the server ends the connection after it.
        answer.headers.update({**SECURITY_HEADERS, "Connection": "close"})
        return answer
