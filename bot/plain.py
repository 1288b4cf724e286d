"""The chat as a plain form, for browsers without JavaScript: each message is a request, each answer a page.

Every form carries the conversation's token, so it works in a frame too, where a browser gives no cookie. The cookie
only lets a reload and a later visit find the conversation; it never stands for the token when something is said.
"""

import hashlib
import logging
import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import parse_qs

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from bot import texts
from bot.conversation import BadToken
from bot.handling import NotYet
from bot.inbox import TooManyWaiting, UnknownConversation
from bot.limits import TooFast
from bot.settings import ROOT
from bot.store import Message

logger = logging.getLogger(__name__)

PATH = "/plain"
COOKIE = "murshid_plain"
LONGEST_MESSAGE = 300
"""Characters that the box takes, as on the page with JavaScript."""
MOST_FIELDS = 10

ENDED = "انتهت المحادثة السابقة. ابدأ محادثة جديدة."
NOTHING_WRITTEN = "اكتب سؤالك أولًا، ثم أرسله."
_FIELDS = ("token", "key", "text", "button", "begin", "look", "draft")

# The same pieces as in web/text.js: links, numbers with their separators, and runs of Latin words.
_APART = re.compile(
    r"(?P<link>https?://[^\s<>\"'،؛]+[^\s<>\"'،؛.,:!?)\]؟])"
    r"|(?P<number>[+-]?[0-9][0-9.,:/\-–]*[0-9]%?|[0-9]%?)"
    r"|(?P<latin>[A-Za-z<][A-Za-z0-9_@.'&/<>=\"-]*(?: [A-Za-z<][A-Za-z0-9_@.'&/<>=\"-]*)*)"
)
_BULLET = re.compile(r"^[•-] ")

_pages = Environment(
    loader=FileSystemLoader(ROOT / "bot" / "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


class Talk(Protocol):
    """What a conversation can do: `bot.conversation.Conversations`, with its exceptions."""

    async def open(self) -> tuple[str, list[Message]]:
        """A new conversation's token and its first words."""
        ...

    async def history(self, token: str) -> list[Message]:
        """Its messages, oldest first. Raises `BadToken` or `UnknownConversation`."""
        ...

    async def say(self, token: str, typed: str, key: str | None = None) -> list[Message]:
        """The replies to a text. Raises also `TooManyWaiting` or `NotYet`."""
        ...

    async def press(self, token: str, button_id: str, key: str | None = None) -> list[Message]:
        """The replies to a button. Raises as `say`."""
        ...


class File(Protocol):
    """A file that goes with a reply."""

    @property
    def kind(self) -> str:
        """picture or document."""
        ...

    @property
    def url(self) -> str:
        """Its address on this service."""
        ...

    @property
    def title(self) -> str:
        """What the citizen reads."""
        ...


@dataclass(frozen=True)
class Wiring:
    """What the pages need of the service. `admit` raises `TooFast`, or `BadToken`, before anything is done."""

    talk: Callable[[Request], Talk]
    admit: Callable[[Request, str | None], None]
    files: Callable[[str, Message], Sequence[File]]


@dataclass(frozen=True)
class _Page:
    """What one page shows. Without a token it offers to begin a conversation."""

    token: str = ""
    messages: Sequence[Message] = ()
    problem: str = ""
    status: int = 200
    draft: str = ""
    may_look_again: bool = False
    came_from_elsewhere: bool = False
    headers: dict[str, str] = field(default_factory=dict)


def plain_pages(wiring: Wiring) -> APIRouter:
    """The two routes of the plain form."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    async def look(request: Request) -> Response:
        token = request.cookies.get(COOKIE, "")
        if not token:
            # A link on another site brings no cookie; from here it will.
            return _shown(_Page(came_from_elsewhere=request.headers.get("sec-fetch-site") == "cross-site"), wiring)
        try:
            return _shown(_Page(token, await wiring.talk(request).history(token)), wiring)
        except (BadToken, UnknownConversation):
            return _without_cookie(_shown(_Page(problem=ENDED), wiring))

    @router.post(PATH)
    async def say(request: Request) -> Response:
        sent = _fields(await request.body())
        try:
            if "begin" in sent or not sent.get("token"):
                return await _begun(request, sent.get("draft") or sent.get("text", ""), wiring)
            return await _said(request, sent, wiring)
        except TooFast as error:
            page = _Page(problem=texts.TOO_FAST, status=429, headers={"Retry-After": str(error.seconds)})
            return await _shown_again(request, sent, page, wiring)
        except TooManyWaiting:
            page = _Page(problem=texts.TOO_MANY_WAITING, status=429, may_look_again=True)
            return await _shown_again(request, sent, page, wiring)
        except NotYet:
            page = _Page(problem=texts.NOT_ANSWERING, status=503, may_look_again=True, headers={"Retry-After": "2"})
            return await _shown_again(request, {**sent, "text": ""}, page, wiring)
        except (BadToken, UnknownConversation):
            page = _Page(problem=ENDED, status=404, draft=sent.get("text", ""))
            return _without_cookie(_shown(page, wiring))
        except Exception as error:
            logger.error(
                "a message of the plain form failed (%s)", type(error).__name__
            )  # no more: it may hold the text
            return _shown(_Page(sent.get("token", ""), (), texts.BROKEN, 500, sent.get("text", ""), True), wiring)

    return router


async def _begun(request: Request, draft: str, wiring: Wiring) -> Response:
    """A new conversation, shown at once: only the next request will tell whether the browser took the cookie."""
    wiring.admit(request, None)
    token, messages = await wiring.talk(request).open()
    return _with_cookie(request, token, _shown(_Page(token, messages, draft=draft), wiring))


async def _said(request: Request, sent: dict[str, str], wiring: Wiring) -> Response:
    token, text, button = sent["token"], sent.get("text", ""), sent.get("button", "")
    talk = wiring.talk(request)
    replies: list[Message] = []
    if button or text.strip():
        wiring.admit(request, token)
        key = _key(sent.get("key", ""), button, text)
        replies = await (talk.press(token, button, key) if button else talk.say(token, text, key))
    elif "look" not in sent:
        return await _shown_again(request, sent, _Page(problem=NOTHING_WRITTEN, status=422), wiring)
    try:
        messages = await talk.history(token)
    except UnknownConversation:
        if not replies:
            raise
        # The citizen had everything deleted: only these last words are left to show.
        return _without_cookie(_shown(_Page(messages=replies), wiring))
    if COOKIE in request.cookies:
        # A reload after this asks for the page, and does not send the message again.
        return _with_cookie(request, token, RedirectResponse(f"{PATH}#last", status_code=303))
    return _with_cookie(request, token, _shown(_Page(token, messages), wiring))


async def _shown_again(request: Request, sent: dict[str, str], page: _Page, wiring: Wiring) -> Response:
    """The conversation with a sentence about what went wrong, and what was typed still in the box."""
    token = sent.get("token", "")
    messages: Sequence[Message] = ()
    try:
        if token:
            messages = await wiring.talk(request).history(token)
    except (BadToken, UnknownConversation):
        token = ""
    shown = _Page(
        token, messages, page.problem, page.status, sent.get("text", ""), page.may_look_again, headers=page.headers
    )
    return _shown(shown, wiring)


def _shown(page: _Page, wiring: Wiring) -> Response:
    last_of_citizen = max((at for at, each in enumerate(page.messages) if each.author == "citizen"), default=-1)
    lines: list[dict[str, Any]] = [
        {
            "author": each.author,
            "status": each.status.value if each.status and each.author != "citizen" else "",
            "paragraphs": paragraphs(each.text),
            "buttons": each.buttons if page.token and at > last_of_citizen else (),
            "files": wiring.files(page.token, each) if page.token and each.author != "citizen" else (),
        }
        for at, each in enumerate(page.messages)
        if each.text
    ]
    # The newest question and all that was said to it begin here.
    last = next((at for at in reversed(range(len(lines))) if lines[at]["author"] == "citizen"), 0)
    html = _pages.get_template("plain.html").render(
        page=page,
        lines=lines,
        last=last,
        key=secrets.token_urlsafe(16),
        path=PATH,
        longest=LONGEST_MESSAGE,
        isolated=isolated,
    )
    return HTMLResponse(html, page.status, {"Cache-Control": "no-store", **page.headers})


def _with_cookie(request: Request, token: str, response: Response) -> Response:
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, token, path=PATH, httponly=True, samesite="strict", secure=secure)
    return response


def _without_cookie(response: Response) -> Response:
    response.delete_cookie(COOKIE, path=PATH, httponly=True, samesite="strict")
    return response


def _fields(body: bytes) -> dict[str, str]:
    """The fields of a form (application/x-www-form-urlencoded). What is not one of ours, or not a form, is left out."""
    try:
        found = parse_qs(body.decode("ascii", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        return {}
    # A browser sends each line end of a text as CR LF.
    return {name: found[name][0].replace("\r\n", "\n") for name in _FIELDS if name in found}


def _key(of_the_page: str, button: str, text: str) -> str:
    """The message's own name: the same form with the same content is the same message, changed content is another."""
    said = f"button {button}" if button else f"text {text}"
    return hashlib.sha256(f"{of_the_page} {said}".encode()).hexdigest()[:32] if of_the_page else secrets.token_hex(16)


def paragraphs(text: str) -> list[Markup]:
    """The paragraphs of a message as HTML; lines that begin with a bullet stand by themselves.

    >>> paragraphs("المعاش:\\n• 1,320 ريال")
    [Markup('المعاش:<span class="bullet">• <bdi dir="ltr">1,320</bdi> ريال</span>')]
    """
    made: list[Markup] = []
    for paragraph in re.split(r"\n{2,}", text):
        html, after_line = Markup(), False
        for line in paragraph.split("\n"):
            if _BULLET.match(line):
                html += Markup('<span class="bullet">{}</span>').format(isolated(line))
                after_line = False
            else:
                html += Markup("\n" if after_line else "") + isolated(line)
                after_line = True
        made.append(html)
    return made


def isolated(text: str) -> Markup:
    """`text` as HTML: links as links; numbers, dates and Latin words isolated so that they keep their order.

    >>> isolated("من 2023-11-01 <b>")
    Markup('من <bdi dir="ltr">2023-11-01</bdi> <bdi>&lt;b&gt;</bdi>')
    """
    html, at = Markup(), 0
    for found in _APART.finditer(text):
        html += escape(text[at : found.start()])
        if found["link"]:
            html += Markup(
                '<bdi dir="ltr"><a href="{0}" target="_blank" rel="noopener noreferrer">{0}</a></bdi>'
            ).format(found[0])
        elif found["number"]:
            html += Markup('<bdi dir="ltr">{}</bdi>').format(found[0])
        else:
            html += Markup("<bdi>{}</bdi>").format(found[0])
        at = found.end()
    return html + escape(text[at:])
