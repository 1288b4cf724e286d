"""The web API: conversations are opened, talked in and read under their tokens."""

from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field, model_validator
from starlette.exceptions import HTTPException

from bot import texts
from bot.assembly import Parts
from bot.conversation import Conversations
from bot.problems import Problem
from bot.settings import Settings
from bot.statuses import Status
from bot.store import Message
from bot.trace import Trace, traced


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
    trace: Trace | None = Field(default=None, description="Only where it was asked for. | عند الطلب فقط.")


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


def parts_of(request: Request) -> Parts:
    """The parts of the running service."""
    found: Parts = request.app.state.parts
    return found


def conversations_of(request: Request) -> Conversations:
    """The conversations of the running service."""
    return parts_of(request).conversations


def _address(request: Request) -> str | None:
    return request.client.host if request.client else None


def admit(request: Request, token: str | None) -> None:
    """Counts a request, and a message where there is a token. Raises `TooFast` or `BadToken`."""
    parts = parts_of(request)
    if token is None:
        parts.limits.request(_address(request))
    else:
        parts.limits.message(_address(request), parts.conversations.id_of(token))


_FILE_TYPES = ("image/png", "application/pdf", "text/plain")
ConversationsDep = Annotated[Conversations, Depends(conversations_of)]
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
            attachments=files_of(token, each),
            status=each.status or Status.ANSWERED,
        )
        for each in messages
    ]


def _buttons(message: Message) -> list[Button]:
    return [Button(id=each.id, title=each.title) for each in message.buttons]


def files_of(token: str, message: Message) -> list[File]:
    """The files that go with a reply, as a page links to them."""
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


def conversations_api(settings: Settings) -> APIRouter:
    """The routes of conversations."""
    router = APIRouter()

    @router.post(
        "/api/conversations",
        status_code=201,
        operation_id="open_conversation",
        tags=["conversations"],
        summary="Open a conversation | ابدأ محادثة",
    )
    async def open_conversation(request: Request, conversations: ConversationsDep) -> Opened:
        """Gives the conversation's token and the assistant's first words. | يعيد مفتاح المحادثة وكلام المساعد الأول."""
        admit(request, None)
        token, messages = await conversations.open()
        return Opened(id=token, replies=_replies(token, messages), max_message_length=settings.max_message_length)

    @router.post(
        "/api/conversations/{token}/messages",
        operation_id="send_message",
        tags=["conversations"],
        summary="Send a message or press a button | أرسل رسالة أو اختر زرًا",
        responses=_PROBLEMS,
        response_model_exclude_unset=True,
    )
    async def send_message(
        request: Request,
        token: str,
        said: Said,
        conversations: ConversationsDep,
        trace: Annotated[
            bool, Query(description="Also tell what was understood so far. | مع ما فُهم حتى الآن.")
        ] = False,
    ) -> Replies:
        """Answers within 5 seconds, messages of one conversation in order. | يجيب خلال 5 ثوانٍ وبالترتيب."""
        admit(request, token)
        if said.button is not None:
            messages = await conversations.press(token, said.button, said.key)
        else:
            messages = await conversations.say(token, said.text or "", said.key)
        if trace:
            return Replies(replies=_replies(token, messages), trace=traced(messages, date.today()))
        return Replies(replies=_replies(token, messages))

    @router.get(
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
                attachments=files_of(token, each),
                key=each.key,
                status=each.status,
                at=each.at,
            )
            for each in await conversations.history(token)
        ]
        return History(id=token, messages=messages, max_message_length=settings.max_message_length)

    @router.get(
        "/api/conversations/{token}/files/{name}",
        operation_id="read_file",
        tags=["conversations"],
        summary="A file of a reply | ملف مع جواب",
        response_class=Response,
        responses={200: {"content": {each: {} for each in _FILE_TYPES}}, 401: _PROBLEMS[401], 404: _PROBLEMS[404]},
    )
    async def read_file(request: Request, token: str, name: str, conversations: ConversationsDep) -> Response:
        """An estimate as PNG or PDF, or the copy of a citizen's data. | تقدير كصورة أو صفحة، أو نسخة البيانات."""
        admit(request, None)
        file = await conversations.attachment(token, name.replace("-", ":", 1))
        if file is None:
            raise HTTPException(404)
        disposition = f'inline; filename="{file.name}"'
        media_type = f"{file.media_type}; charset=utf-8" if file.media_type.startswith("text/") else file.media_type
        return Response(file.data, media_type=media_type, headers={"Content-Disposition": disposition})

    return router
