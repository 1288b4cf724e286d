"""How a message is laid out on WhatsApp: reply buttons, a list, or numbered text; with a file, as its caption.

The form follows from the number and the length of what is shown, so that the same message always has the same form.
"""

from dataclasses import dataclass
from typing import Any, Literal

from bot.channel import Attachment, Button, Outgoing, Refused
from bot.whatsapp import limits
from bot.whatsapp.limits import length
from bot.whatsapp.wording import clipped, plain, shortened

LIST_LABEL = "اختر من القائمة"
"""What opens a list."""
SECTION = "الخيارات"
CHOOSE = "اختر:"
"""The body of buttons that come without a text: WhatsApp wants one."""
BY_NUMBER = "للاختيار أرسل رقم الخيار."

_MEDIA = {"picture": "image", "document": "document"}
_LARGEST = {"picture": limits.IMAGE_BYTES, "document": limits.DOCUMENT_BYTES}


@dataclass(frozen=True)
class Form:
    """A message as the Graph API takes it: `{"type": type, type: content}`. `numbered`: its choices are numbers."""

    type: Literal["text", "interactive", "image", "document"]
    content: dict[str, Any]
    numbered: bool = False


def lay_out(message: Outgoing, media: str = "") -> Form:
    """The form of a message. `media` is the id under which its attachment was uploaded.

    Raises `Refused` where there is nothing to send, or where the file is larger than WhatsApp takes.
    """
    text = plain(message.text.strip())
    buttons = tuple(Button(button.id, " ".join(button.title.split())) for button in message.buttons)
    if message.attachment is not None:
        return _with_attachment(message.attachment, media, text, buttons)
    if not text and not buttons:
        raise Refused("the message is empty")
    if not buttons:
        return Form("text", _text(shortened(text, limits.TEXT_BODY)))
    if _fit_buttons(buttons) and length(text) <= limits.BUTTONS_BODY:
        return Form("interactive", _reply_buttons(text or CHOOSE, buttons))
    rows = _rows(buttons)
    if rows is not None:
        return Form("interactive", _list(shortened(text, limits.LIST_BODY) or CHOOSE, rows))
    return Form("text", _text(_numbered(text, buttons, limits.TEXT_BODY)), numbered=True)


def _with_attachment(attachment: Attachment, media: str, text: str, buttons: tuple[Button, ...]) -> Form:
    largest = _LARGEST[attachment.kind]
    if len(attachment.data) > largest:
        raise Refused(f"the {attachment.kind} has {len(attachment.data)} bytes; WhatsApp takes {largest}")
    media_type: Literal["image", "document"] = "image" if attachment.kind == "picture" else "document"
    file: dict[str, Any] = {"id": media}
    if media_type == "document":
        file["filename"] = attachment.name
    if buttons and _fit_buttons(buttons) and length(text) <= limits.BUTTONS_BODY:
        header = {"type": media_type, media_type: file}
        return Form("interactive", {"header": header, **_reply_buttons(text or CHOOSE, buttons)})
    caption = _numbered(text, buttons, limits.CAPTION) if buttons else shortened(text, limits.CAPTION)
    return Form(media_type, {**file, "caption": caption} if caption else file, numbered=bool(buttons))


def _text(body: str) -> dict[str, Any]:
    return {"body": body, "preview_url": False}


def _fit_buttons(buttons: tuple[Button, ...]) -> bool:
    return (
        len(buttons) <= limits.REPLY_BUTTONS
        and _distinct([button.title for button in buttons])
        and all(length(button.title) <= limits.BUTTON_TITLE for button in buttons)
        and all(length(button.id) <= limits.BUTTON_ID for button in buttons)
    )


def _distinct(titles: list[str]) -> bool:
    return all(titles) and len(set(titles)) == len(titles)


def _reply_buttons(body: str, buttons: tuple[Button, ...]) -> dict[str, Any]:
    replies = [{"type": "reply", "reply": {"id": button.id, "title": button.title}} for button in buttons]
    return {"type": "button", "body": {"text": body}, "action": {"buttons": replies}}


def _rows(buttons: tuple[Button, ...]) -> list[dict[str, str]] | None:
    """The rows of a list: a long title is clipped, and stands whole below. None where they do not make a list."""
    titles = [clipped(button.title, limits.ROW_TITLE) for button in buttons]
    if (
        len(buttons) > limits.LIST_ROWS
        or not _distinct(titles)
        or any(length(button.title) > limits.ROW_DESCRIPTION or length(button.id) > limits.ROW_ID for button in buttons)
    ):
        return None
    return [
        {"id": button.id, "title": title, **({} if title == button.title else {"description": button.title})}
        for button, title in zip(buttons, titles, strict=True)
    ]


def _list(body: str, rows: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "type": "list",
        "body": {"text": body},
        "action": {"button": LIST_LABEL, "sections": [{"title": SECTION, "rows": rows}]},
    }


def _numbered(text: str, buttons: tuple[Button, ...], limit: int) -> str:
    """The text, its choices with their numbers, and how to choose. What does not fit is cut from the text."""
    lines = [f"{number}. {plain(button.title)}" for number, button in enumerate(buttons, start=1)]
    choices = "\n".join(lines) + f"\n\n{BY_NUMBER}"
    if length(choices) > limit:
        raise Refused(f"{len(buttons)} choices do not fit into one message")
    room = limit - length(choices) - 2
    said = shortened(text, room) if room > limit // 4 else ""
    return f"{said}\n\n{choices}" if said else choices
