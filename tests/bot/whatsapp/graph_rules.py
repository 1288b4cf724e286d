"""What the Graph API takes as a message or a file, and what it answers to the rest.

The limits are written out here once more, so that a wrong one in the service is noticed. Sources: the pages on text,
image, document, interactive reply buttons and interactive list messages, on media and on typing indicators under
https://developers.facebook.com/documentation/business-messaging/whatsapp/
"""

import re
import struct
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

WAMID = re.compile(r"wamid\.[A-Za-z0-9+/]+=*")
PHONE = re.compile(r"\+?[1-9][0-9]{6,14}")
USER_ID = re.compile(r"[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}")
CONTENTS = ("text", "interactive", "image", "document")
"""The types of message that the service has a use for."""
IMAGE_TYPES = ("image/jpeg", "image/png")
DOCUMENT_TYPES = ("application/pdf", "text/plain")
LARGEST_IMAGE = 5 * 1024 * 1024
LARGEST_DOCUMENT = 100 * 1024 * 1024
_STARTS = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff", "application/pdf": b"%PDF-"}


class Wrong(Exception):
    """A request that the real API would refuse: with this code, and these details."""

    def __init__(self, code: int, details: str) -> None:
        super().__init__(f"{code}: {details}")
        self.code = code
        self.details = details


@dataclass(frozen=True)
class Seen:
    """A message as the citizen sees it on the telephone. `buttons` are (id, title), of buttons or of a list's rows."""

    to: str
    reference: str | None
    form: str
    text: str
    buttons: tuple[tuple[str, str], ...] = ()
    media: str | None = None
    filename: str | None = None
    wamid: str = ""
    at: float = 0.0


def read_message(body: object, media: Mapping[str, str]) -> Seen:
    """A message of `POST /PHONE_ID/messages`. `media` are the uploaded files: id to type. Raises `Wrong`."""
    message = _fields(
        body,
        "the message",
        required=("messaging_product", "recipient_type", "type"),
        optional=("to", "recipient", "biz_opaque_callback_data", *CONTENTS),
    )
    _one_of(message["messaging_product"], ("whatsapp",), "messaging_product")
    _one_of(message["recipient_type"], ("individual",), "recipient_type")
    to = _recipient(message)
    reference = message.get("biz_opaque_callback_data")
    if reference is not None:
        _text(reference, "biz_opaque_callback_data", 512)
    kind = _one_of(message["type"], CONTENTS, "type")
    contents = [each for each in CONTENTS if each in message]
    if contents != [kind]:
        raise Wrong(131008 if kind not in message else 100, f"type is {kind}, the content is {contents}")
    content = message[kind]
    if kind == "text":
        text = _fields(content, "text", required=("body",), optional=("preview_url",))
        if not isinstance(text.get("preview_url", False), bool):
            raise Wrong(100, "preview_url is not a boolean")
        return Seen(to, reference, kind, _text(text["body"], "text.body", 4096))
    if kind in ("image", "document"):
        file = _file(content, kind, media, caption=True)
        caption = file.get("caption", "")
        return Seen(to, reference, kind, caption, media=file["id"], filename=file.get("filename"))
    return _interactive(content, to, reference, media)


def _recipient(message: Mapping[str, Any]) -> str:
    """`to` is for numbers, `recipient` for user ids: .../business-scoped-user-ids"""
    to, recipient = message.get("to"), message.get("recipient")
    if to is None and recipient is None:
        raise Wrong(131008, "Required parameter is missing: to")
    if to is not None and not (isinstance(to, str) and PHONE.fullmatch(to)):
        raise Wrong(131009, f"to is not a phone number: {to}")
    if recipient is not None and not (isinstance(recipient, str) and USER_ID.fullmatch(recipient)):
        raise Wrong(131009, f"recipient is not a user id: {recipient}")
    return str(to if to is not None else recipient)


def _interactive(content: object, to: str, reference: str | None, media: Mapping[str, str]) -> Seen:
    interactive = _fields(content, "interactive", required=("type", "body", "action"), optional=("header", "footer"))
    kind = _one_of(interactive["type"], ("button", "list"), "interactive.type")
    body = _fields(interactive["body"], "interactive.body", required=("text",))
    text = _text(body["text"], "interactive.body.text", 1024 if kind == "button" else 4096)
    if "footer" in interactive:
        footer = _fields(interactive["footer"], "interactive.footer", required=("text",))
        _text(footer["text"], "interactive.footer.text", 60)
    header = _header(interactive.get("header"), kind, media)
    buttons = _buttons(interactive["action"]) if kind == "button" else _rows(interactive["action"])
    form = "buttons" if kind == "button" else "list"
    return Seen(to, reference, form, text, buttons, media=header.get("id"), filename=header.get("filename"))


def _header(header: object, kind: str, media: Mapping[str, str]) -> Mapping[str, Any]:
    if header is None:
        return {}
    types = ("text", "image", "document") if kind == "button" else ("text",)
    found = _fields(header, "header", required=("type",), optional=("text", "image", "document"))
    header_type = _one_of(found["type"], types, "header.type")
    if set(found) != {"type", header_type}:
        raise Wrong(131009, f"a header of type {header_type} has {sorted(found)}")
    if header_type == "text":
        _text(found["text"], "header.text", 60)
        return {}
    return _file(found[header_type], header_type, media, caption=False)


def _buttons(action: object) -> tuple[tuple[str, str], ...]:
    buttons = _fields(action, "action", required=("buttons",))["buttons"]
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= 3:
        raise Wrong(131009, "there have to be 1 to 3 buttons")
    found: list[tuple[str, str]] = []
    for button in buttons:
        parts = _fields(button, "button", required=("type", "reply"))
        _one_of(parts["type"], ("reply",), "button.type")
        reply = _fields(parts["reply"], "reply", required=("id", "title"))
        found.append((_text(reply["id"], "reply.id", 256), _text(reply["title"], "reply.title", 20)))
    _unique([each for each, _ in found], "button ids")
    _unique([title for _, title in found], "button titles")
    return tuple(found)


def _rows(action: object) -> tuple[tuple[str, str], ...]:
    parts = _fields(action, "action", required=("button", "sections"))
    _text(parts["button"], "action.button", 20)
    sections = parts["sections"]
    if not isinstance(sections, list) or not 1 <= len(sections) <= 10:
        raise Wrong(131009, "there have to be 1 to 10 sections")
    found: list[tuple[str, str]] = []
    for each in sections:
        section = _fields(each, "section", required=("rows",), optional=("title",))
        if "title" in section or len(sections) > 1:
            _text(section.get("title"), "section.title", 24)
        if not isinstance(section["rows"], list) or not section["rows"]:
            raise Wrong(131009, "a section without rows")
        for row in section["rows"]:
            fields = _fields(row, "row", required=("id", "title"), optional=("description",))
            if "description" in fields:
                _text(fields["description"], "row.description", 72)
            found.append((_text(fields["id"], "row.id", 200), _text(fields["title"], "row.title", 24)))
    if len(found) > 10:
        raise Wrong(131009, "Total row count exceed max allowed count: 10")
    _unique([each for each, _ in found], "row ids")
    return tuple(found)


def _file(content: object, kind: str, media: Mapping[str, str], *, caption: bool) -> Mapping[str, Any]:
    optional = (*(("caption",) if caption else ()), *(("filename",) if kind == "document" else ()))
    file = _fields(content, kind, required=("id",), optional=optional)
    types = IMAGE_TYPES if kind == "image" else DOCUMENT_TYPES
    if media.get(file["id"]) not in types:
        raise Wrong(131053, f"{kind}: there is no such file of a type in {types}")
    if "caption" in file:
        _text(file["caption"], f"{kind}.caption", 1024)
    if "filename" in file:
        _text(file["filename"], "document.filename", 240)
    return file


def read_notice(body: object, wamids: Collection[str]) -> tuple[str, bool]:
    """A read receipt: the message's id, and whether the typing indicator goes with it. Raises `Wrong`."""
    notice = _fields(
        body,
        "the notice",
        required=("messaging_product", "status", "message_id"),
        optional=("typing_indicator",),
    )
    _one_of(notice["messaging_product"], ("whatsapp",), "messaging_product")
    _one_of(notice["status"], ("read",), "status")
    if notice["message_id"] not in wamids:
        raise Wrong(131009, "message_id is no message that was received")
    if "typing_indicator" in notice:
        indicator = _fields(notice["typing_indicator"], "typing_indicator", required=("type",))
        _one_of(indicator["type"], ("text",), "typing_indicator.type")
    return notice["message_id"], "typing_indicator" in notice


def check_upload(fields: Mapping[str, Any], name: str | None, content_type: str | None, data: bytes) -> None:
    """A file of `POST /PHONE_ID/media`: the form's fields, and the file's own name, type and bytes. Raises `Wrong`."""
    if set(fields) != {"file", "type", "messaging_product"}:
        raise Wrong(100, f"the form has {sorted(fields)}")
    _one_of(fields["messaging_product"], ("whatsapp",), "messaging_product")
    media_type = _one_of(fields["type"], IMAGE_TYPES + DOCUMENT_TYPES, "type")
    if content_type != media_type:
        raise Wrong(100, f"the file says {content_type}, the form {media_type}")
    if not name:
        raise Wrong(100, "the file has no name")
    largest = LARGEST_IMAGE if media_type in IMAGE_TYPES else LARGEST_DOCUMENT
    if not 1 <= len(data) <= largest:
        raise Wrong(131053, f"the file has {len(data)} bytes; {largest} are allowed")
    if not data.startswith(_STARTS.get(media_type, b"")):
        raise Wrong(131053, f"the file is no {media_type}")
    if media_type == "image/png":
        depth, colours = struct.unpack(">BB", data[24:26]) if len(data) > 26 else (0, 0)
        if depth != 8 or colours not in (2, 6):
            raise Wrong(131053, "images must be 8-bit, RGB or RGBA")


def _fields(
    value: object, where: str, *, required: Collection[str], optional: Collection[str] = ()
) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise Wrong(100, f"{where} is not an object")
    for name in required:
        if name not in value:
            raise Wrong(131008, f"Required parameter is missing: {where}.{name}")
    unknown = set(value) - set(required) - set(optional)
    if unknown:
        raise Wrong(100, f"{where}: unexpected {sorted(unknown)}")
    return value


def _one_of(value: object, allowed: Collection[str], where: str) -> str:
    if not isinstance(value, str) or value not in allowed:
        raise Wrong(131009, f"{where} is {value}; allowed are {sorted(allowed)}")
    return value


def _text(value: object, where: str, limit: int) -> str:
    if not isinstance(value, str) or not value.strip():
        raise Wrong(131009, f"{where} is empty, or no text")
    length = len(value.encode("utf-16-le")) // 2
    if length > limit:
        raise Wrong(131009, f"{where} has {length} characters; {limit} are allowed")
    return value


def _unique(values: list[str], where: str) -> None:
    if len(set(values)) != len(values):
        raise Wrong(131009, f"{where} are not unique")
