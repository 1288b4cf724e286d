"""What the real Bot API takes: its methods, their parameters, types and lengths. https://core.telegram.org/bots/api

The figures are written here again, apart from `bot.telegram.limits`, so that a slip there is found.
"""

import io
import ipaddress
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from PIL import Image
from telegram.constants import ChatAction, UpdateType

TEXT = 4096
CAPTION = 1024
CALLBACK_DATA = 64
CALLBACK_ANSWER = 200
BUTTONS = 100
BUTTONS_IN_ROW = 8
PHOTO_BYTES = 10_000_000
DOCUMENT_BYTES = 50_000_000
PHOTO_SIDES = 10_000
PHOTO_RATIO = 20
COMMANDS = 100
UPDATE_KINDS = frozenset(UpdateType)
ACTIONS = frozenset(ChatAction)

# TDLib's clean_input_string (td/telegram/misc.cpp): line and paragraph separators and embeddings go out.
_DROPPED = re.compile("[\u2028-\u202e\r\u0333\u033f\u030a]")
_INVISIBLE = re.compile(r"[\s\u200b-\u200f\ufeff\u2800]*")


class Rejected(Exception):
    """The Bot API answers 400 with this description."""


@dataclass(frozen=True)
class Upload:
    """A file that came with a request."""

    name: str
    media_type: str
    data: bytes


Check = Callable[[Any], Any]


def units(text: str) -> int:
    """UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise Rejected("a text is expected")
    return value


def _integer(value: Any) -> int:
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,19}", value):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise Rejected("an integer is expected")


def _boolean(value: Any) -> bool:
    if value in (True, "true", "True"):
        return True
    if value in (False, "false", "False"):
        return False
    raise Rejected("a boolean is expected")


def _json(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        raise Rejected("can't parse a parameter: not JSON") from None


def _between(least: int, most: int) -> Check:
    def check(value: Any) -> int:
        number = _integer(value)
        if not least <= number <= most:
            raise Rejected(f"{number} is not between {least} and {most}")
        return number

    return check


def cleaned(text: str) -> str:
    """A text as it arrives: Telegram takes some invisible signs and the blanks around it away."""
    return _DROPPED.sub("", text).strip()


def _message_text(value: Any) -> str:
    text = cleaned(_string(value))
    if _INVISIBLE.fullmatch(text):
        raise Rejected("message text is empty")
    if units(text) > TEXT:
        raise Rejected("message is too long")
    return text


def _caption(value: Any) -> str:
    text = cleaned(_string(value))
    if units(text) > CAPTION:
        raise Rejected("message caption is too long")
    return text


def _at_most(most: int) -> Check:
    def check(value: Any) -> str:
        text = _string(value)
        if units(text) > most:
            raise Rejected(f"a text is longer than {most}")
        return text

    return check


def _keyboard(value: Any) -> list[list[tuple[str, str]]]:
    markup = _json(value)
    if not isinstance(markup, dict) or set(markup) != {"inline_keyboard"}:
        raise Rejected("the reply markup is no inline keyboard")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not rows or not all(isinstance(row, list) and row for row in rows):
        raise Rejected("an inline keyboard has to be an array of arrays")
    if sum(len(row) for row in rows) > BUTTONS or max(len(row) for row in rows) > BUTTONS_IN_ROW:
        raise Rejected("REPLY_MARKUP_TOO_LONG")
    return [[_button(each) for each in row] for row in rows]


def _button(button: Any) -> tuple[str, str]:
    if not isinstance(button, dict) or set(button) != {"text", "callback_data"}:
        raise Rejected("an inline keyboard button has to have a text and callback_data only")
    text, data = _string(button["text"]), _string(button["callback_data"])
    if _INVISIBLE.fullmatch(text):
        raise Rejected("text buttons are not allowed to be empty")
    if not 1 <= len(data.encode()) <= CALLBACK_DATA:
        raise Rejected("BUTTON_DATA_INVALID")
    return text, data


def _preview(value: Any) -> dict[str, Any]:
    options = _json(value)
    if not isinstance(options, dict) or set(options) - {"is_disabled"}:
        raise Rejected("link_preview_options is not understood")
    return {"is_disabled": _boolean(options.get("is_disabled", False))}


def _reply(value: Any) -> tuple[int, bool]:
    given = _json(value)
    if not isinstance(given, dict) or set(given) - {"message_id", "allow_sending_without_reply"}:
        raise Rejected("reply_parameters is not understood")
    return _integer(given.get("message_id")), _boolean(given.get("allow_sending_without_reply", False))


def _file(most: int) -> Check:
    def check(value: Any) -> Upload:
        if not isinstance(value, Upload):
            raise Rejected("there is no file in the request")
        if not value.data or not value.name:
            raise Rejected("file must be non-empty")
        if len(value.data) > most:
            raise Rejected("Request Entity Too Large")
        return value

    return check


def _photo(value: Any) -> Upload:
    upload: Upload = _file(PHOTO_BYTES)(value)
    try:
        with Image.open(io.BytesIO(upload.data)) as picture:
            width, height = picture.size
    except OSError:
        raise Rejected("IMAGE_PROCESS_FAILED") from None
    if width + height > PHOTO_SIDES or max(width, height) > PHOTO_RATIO * min(width, height):
        raise Rejected("PHOTO_INVALID_DIMENSIONS")
    return upload


def _webhook_url(value: Any) -> str:
    url = _string(value)
    if not url:
        return url
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise Rejected("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in (443, 80, 88, 8443):
        raise Rejected("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    try:
        reserved = not ipaddress.ip_address(parts.hostname).is_global
    except ValueError:
        reserved = parts.hostname == "localhost"
    if reserved:
        raise Rejected("bad webhook: IP address is reserved")
    return url


def _secret(value: Any) -> str:
    secret = _string(value)
    if re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret) is None:
        raise Rejected("secret token contains unallowed characters")
    return secret


def _kinds(value: Any) -> list[str]:
    kinds = _json(value)
    if not isinstance(kinds, list) or not set(kinds) <= UPDATE_KINDS:
        raise Rejected("allowed_updates holds an unknown kind")
    return kinds


def _commands(value: Any) -> list[dict[str, str]]:
    commands = _json(value)
    if not isinstance(commands, list) or len(commands) > COMMANDS:
        raise Rejected("the commands have to be an array of at most 100")
    for each in commands:
        if not isinstance(each, dict) or set(each) != {"command", "description"}:
            raise Rejected("a command has to have a command and a description")
        if re.fullmatch(r"[a-z0-9_]{1,32}", _string(each["command"])) is None:
            raise Rejected("BOT_COMMAND_INVALID")
        if not 1 <= units(_string(each["description"])) <= 256:
            raise Rejected("BOT_COMMAND_DESCRIPTION_INVALID")
    return commands


def _action(value: Any) -> str:
    if value not in ACTIONS:
        raise Rejected("wrong parameter action in request")
    return str(value)


@dataclass(frozen=True)
class Method:
    """The parameters that a method has to have, and those that it may have besides."""

    required: Mapping[str, Check] = field(default_factory=dict)
    optional: Mapping[str, Check] = field(default_factory=dict)


_TO_CHAT: dict[str, Check] = {"chat_id": _integer}
_ANY_MESSAGE: dict[str, Check] = {
    "reply_markup": _keyboard,
    "reply_parameters": _reply,
    "message_thread_id": _integer,
}

METHODS: Mapping[str, Method] = {
    "getMe": Method(),
    "sendMessage": Method({**_TO_CHAT, "text": _message_text}, {**_ANY_MESSAGE, "link_preview_options": _preview}),
    "sendPhoto": Method({**_TO_CHAT, "photo": _photo}, {**_ANY_MESSAGE, "caption": _caption}),
    "sendDocument": Method({**_TO_CHAT, "document": _file(DOCUMENT_BYTES)}, {**_ANY_MESSAGE, "caption": _caption}),
    "sendChatAction": Method({**_TO_CHAT, "action": _action}, {"message_thread_id": _integer}),
    "answerCallbackQuery": Method({"callback_query_id": _string}, {"text": _at_most(CALLBACK_ANSWER)}),
    "getUpdates": Method(
        {},
        {"offset": _integer, "limit": _between(1, 100), "timeout": _between(0, 50), "allowed_updates": _kinds},
    ),
    "setWebhook": Method(
        {"url": _webhook_url},
        {
            "secret_token": _secret,
            "allowed_updates": _kinds,
            "max_connections": _between(1, 100),
            "drop_pending_updates": _boolean,
        },
    ),
    "deleteWebhook": Method({}, {"drop_pending_updates": _boolean}),
    "getWebhookInfo": Method(),
    "setMyCommands": Method({"commands": _commands}),
    "getMyCommands": Method(),
    "setMyDescription": Method({}, {"description": _at_most(512)}),
    "getMyDescription": Method(),
    "setMyShortDescription": Method({}, {"short_description": _at_most(120)}),
    "getMyShortDescription": Method(),
}
"""What Murshid uses. No parse_mode: its texts are plain."""


def read(method: Method, given: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters, checked and in their types. Raises `Rejected`."""
    checks = {**method.required, **method.optional}
    for name in method.required:
        if name not in given:
            raise Rejected(f"{name} is missing")
    unknown = set(given) - set(checks)
    if unknown:
        raise Rejected(f"unknown parameters: {sorted(unknown)}")
    return {name: checks[name](value) for name, value in given.items()}
