"""Reading an update of the Bot API: who wrote what, and whether it is for us.

Read here rather than by python-telegram-bot, which keeps whole messages with names, contacts and places in them, and
takes a text that is a number for a text. Only what is needed is looked at.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.channel import Arrived, Kind
from bot.telegram.address import Address
from bot.telegram.channel import NAME, Me
from bot.telegram.limits import CALLBACK_DATA_BYTES, part
from bot.telegram.wording import ASK, SAID_BY_COMMANDS

ALLOWED_UPDATES = ("message", "edited_message", "callback_query")
"""The kinds of updates that we ask for: https://core.telegram.org/bots/api#update"""

_KINDS = {
    "voice": Kind.VOICE,
    "audio": Kind.VOICE,
    "video_note": Kind.VOICE,
    "photo": Kind.PICTURE,
    "animation": Kind.OTHER,  # before "document": it comes with one
    "document": Kind.FILE,
    "sticker": Kind.OTHER,
    "video": Kind.OTHER,
    "contact": Kind.OTHER,
    "location": Kind.OTHER,
    "venue": Kind.OTHER,
    "poll": Kind.OTHER,
    "dice": Kind.OTHER,
    "game": Kind.OTHER,
    "story": Kind.OTHER,
    "checklist": Kind.OTHER,
    "paid_media": Kind.OTHER,
    "live_photo": Kind.OTHER,
}
"""What a message is that has no text, by the field that it has: https://core.telegram.org/bots/api#message"""

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,32}))?(?=\s|$)")
_OUR_BUTTON = re.compile(f"[A-Za-z0-9_-]{{1,{CALLBACK_DATA_BYTES}}}")
_AROUND_A_MENTION = " \t\n\u00a0\u200e\u200f,،:؛-–"
_NAME_OF_A_KIND = re.compile(r"[a-z_]{1,48}")


@dataclass(frozen=True)
class Ignored:
    """Something that is acknowledged and counted; `what` names its kind."""

    what: str


@dataclass(frozen=True)
class Update:
    """What an update is for us. `press` is the callback query's id where a button was pressed, which waits for it."""

    content: Arrived | Ignored
    press: str | None = None


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class _User(_Part):
    id: int
    is_bot: bool = False


class _Chat(_Part):
    id: int
    type: str


class _Entity(_Part):
    type: str
    offset: int
    length: int
    user: _User | None = None


class _Answered(_Part):
    sender: _User | None = Field(default=None, alias="from")


class _Message(_Part):
    message_id: int
    chat: _Chat
    sender: _User | None = Field(default=None, alias="from")
    text: str | None = None
    caption: str | None = None
    entities: tuple[_Entity, ...] = Field(default=(), strict=False)
    caption_entities: tuple[_Entity, ...] = Field(default=(), strict=False)
    reply_to_message: _Answered | None = None
    media_group_id: str | None = None
    is_automatic_forward: bool = False
    is_topic_message: bool = False
    message_thread_id: int | None = None

    @property
    def topic(self) -> int | None:
        return self.message_thread_id if self.is_topic_message else None


class _Press(_Part):
    id: str
    sender: _User = Field(alias="from")
    message: _Message | None = None
    data: str | None = None


def read(update: object, me: Me) -> Update:
    """What an update is, for the bot that is `me`. Never raises: what cannot be read is ignored, and counted so."""
    if not isinstance(update, dict) or not _is_number(update.get("update_id")):
        return Update(Ignored("not an update"))
    delivery = f"{me.id}:{update['update_id']}"
    kind = next((key for key in update if key != "update_id"), "nothing")
    try:
        if kind == "callback_query":
            return _read_press(_Press.model_validate(update[kind]), me, delivery)
        if kind in ALLOWED_UPDATES:
            fields = update[kind]
            return Update(_read_message(_Message.model_validate(fields), fields, me, delivery, kind))
    except ValidationError:
        return Update(Ignored(f"{kind}: unreadable"))
    return Update(Ignored(kind if _NAME_OF_A_KIND.fullmatch(kind) else "an unknown kind"))


def _read_press(press: _Press, me: Me, delivery: str) -> Update:
    message = press.message
    if message is None or _OUR_BUTTON.fullmatch(press.data or "") is None:
        return Update(Ignored("callback_query: none of our buttons"), press.id)
    if press.sender.is_bot:
        return Update(Ignored("callback_query: of a bot"), press.id)
    person, address = _whose(message, press.sender)
    return Update(Arrived(NAME, person, str(address), delivery, Kind.BUTTON, press.data or ""), press.id)


def _read_message(message: _Message, fields: Mapping[str, Any], me: Me, delivery: str, kind: str) -> Arrived | Ignored:
    sender = message.sender
    if sender is None or sender.is_bot or message.is_automatic_forward:
        return Ignored(f"{kind}: of a bot or a channel")
    text = message.text if message.text is not None else message.caption
    content = next((_KINDS[key] for key in _KINDS if key in fields), None)
    if message.text is None and content is None:
        return Ignored(f"{kind}: of Telegram itself")
    if message.chat.type != "private" and not _is_for(me, message, text or ""):
        return Ignored(f"{kind}: in a group, to others")
    person, address = _whose(message, sender)
    if kind == "edited_message":
        if text is None:  # a place that moves on comes as edits, every few seconds
            return Ignored(f"{kind}: without a text")
        return Arrived(NAME, person, str(address), delivery, Kind.EDITED)
    if message.text is None and content is not None:
        if message.media_group_id is not None:  # an album is one message to who sends it, and gets one answer
            delivery = f"{me.id}:album:{message.media_group_id}"
        return Arrived(NAME, person, str(address), delivery, content)
    kind_of_text, said = _read_text(_without_mentions(me, message, text or ""))
    return Arrived(NAME, person, str(address), delivery, kind_of_text, said)


def _read_text(text: str) -> tuple[Kind, str]:
    if not text:
        return Kind.HELP, ""  # nothing but our name
    command = _COMMAND.match(text)
    if command is None:
        return Kind.TEXT, text
    name, more = command[1].lower(), text[command.end() :].strip()
    if name == "start":  # what follows it came with a link, and was not typed
        return Kind.START, ""
    if name == "help":
        return Kind.HELP, ""
    if name == ASK:
        return (Kind.TEXT, more) if more else (Kind.HELP, "")
    if name in SAID_BY_COMMANDS and not more:
        return Kind.TEXT, SAID_BY_COMMANDS[name]
    return Kind.TEXT, f"/{command[1]} {more}".rstrip()


def _whose(message: _Message, sender: _User) -> tuple[str, Address]:
    """Whose conversation it is, and where its replies go. In a group everyone has a conversation of their own."""
    if message.chat.type == "private":
        return str(sender.id), Address(message.chat.id, topic=message.topic)
    return f"{message.chat.id}/{sender.id}", Address(message.chat.id, message.message_id, message.topic)


def _is_for(me: Me, message: _Message, text: str) -> bool:
    """Whether a message in a group is addressed to us: as a reply, by our name, or as a command with our name."""
    answered = message.reply_to_message.sender if message.reply_to_message is not None else None
    if answered is not None and answered.id == me.id:
        return True
    command = _COMMAND.match(text)
    if command is not None and command[2] is not None:
        return me.username is not None and command[2].lower() == me.username.lower()
    return any(_mentions(me, each, text) for each in (*message.entities, *message.caption_entities))


def _mentions(me: Me, entity: _Entity, text: str) -> bool:
    if entity.type == "text_mention":
        return entity.user is not None and entity.user.id == me.id
    if entity.type != "mention" or me.username is None:
        return False
    return part(text, entity.offset, entity.offset + entity.length).lower() == f"@{me.username}".lower()


def _without_mentions(me: Me, message: _Message, text: str) -> str:
    """The text without our name, from its last place to its first, so that places stay right."""
    ours = [each for each in message.entities if _mentions(me, each, text)]
    for each in sorted(ours, key=lambda entity: entity.offset, reverse=True):
        before, after = part(text, 0, each.offset), part(text, each.offset + each.length, len(text) * 2)
        text = f"{before.rstrip()} {after.lstrip(_AROUND_A_MENTION)}" if before.strip() else after
        text = text.strip(_AROUND_A_MENTION)
    return text.strip()


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
