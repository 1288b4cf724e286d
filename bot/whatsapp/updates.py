"""Reading a webhook of the Cloud API: what citizens sent, and what became of what we sent.

Read here rather than by pywa, which reads one message of a body, takes names with it, and needs fields that Meta leaves
out. Only what is needed is looked at: profile names, contexts, prices and files are not.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.channel import Arrived, Kind
from bot.whatsapp.channel import NAME
from bot.whatsapp.failures import reason

_KINDS = {
    "image": Kind.PICTURE,
    "audio": Kind.VOICE,
    "video": Kind.VOICE,
    "document": Kind.FILE,
    "sticker": Kind.OTHER,
    "location": Kind.OTHER,
    "contacts": Kind.OTHER,
    "order": Kind.OTHER,
    "edit": Kind.EDITED,
    "request_welcome": Kind.START,
}
"""Types that say all by themselves. https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages"""
_COMMANDS = {"/start": Kind.START, "/help": Kind.HELP}
_NO_MESSAGE = ("reaction", "pin", "poll_update", "keep_in_chat")
"""Unsupported kinds (https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/unsupported)
that are no message to be answered."""
_TAKEN = ("sent", "delivered", "read", "played")
"""Statuses that say that WhatsApp has the message."""
_NAME = re.compile(r"[a-z_]{1,32}")


@dataclass(frozen=True)
class Report:
    """What became of a message of ours, by its reference; `failure` says why it was not delivered."""

    reference: str
    failure: str | None = None


@dataclass(frozen=True)
class Ignored:
    """Something that is acknowledged and counted."""

    what: str


Update = Arrived | Report | Ignored


def read(payload: Mapping[str, Any], phone_id: str) -> Iterator[Update]:
    """The updates of a webhook's body, in its order, for our number."""
    for entry in _objects(payload.get("entry")):
        for change in _objects(entry.get("changes")):
            value = _object(change.get("value"))
            if change.get("field") != "messages":
                yield Ignored(f"field {_name(change.get('field'))}")
            elif _object(value.get("metadata")).get("phone_number_id") != phone_id:
                yield Ignored("another number")
            else:
                yield from _read_value(value)


def _read_value(value: Mapping[str, Any]) -> Iterator[Update]:
    messages, statuses = _objects(value.get("messages")), _objects(value.get("statuses"))
    contacts = _objects(value.get("contacts"))
    for message in messages:
        yield _read_message(message, contacts)
    for status in statuses:
        yield _read_status(status)
    if not messages and not statuses:
        yield Ignored("errors" if value.get("errors") else "nothing")


def _read_message(message: Mapping[str, Any], contacts: list[Mapping[str, Any]]) -> Update:
    kind = _name(message.get("type"))
    if message.get("group_id"):
        return Ignored("group")
    read_kind = _kind_and_text(kind, message)
    if isinstance(read_kind, Ignored):
        return read_kind
    number, user = _sender(message, contacts)
    wamid = _string(message.get("id"))
    if not wamid or not (number or user):
        return Ignored(f"unreadable {kind}")
    # The user id is in every message and outlives a hidden number; Meta asks that numbers be written to where known.
    return Arrived(NAME, user or number, number or user, wamid, *read_kind)


def _kind_and_text(kind: str, message: Mapping[str, Any]) -> tuple[Kind, str] | Ignored:
    content = _object(message.get(kind))
    if kind in _KINDS:
        return _KINDS[kind], ""
    if kind == "text":
        text = _string(content.get("body"))
        return _COMMANDS.get(text.strip(), Kind.TEXT), text
    if kind == "button":  # a quick reply of a template: it means what it says
        return Kind.TEXT, _string(content.get("text")) or _string(content.get("payload"))
    if kind == "interactive":
        reply_type = _name(content.get("type"))
        chosen = _string(_object(content.get(reply_type)).get("id"))
        if reply_type in ("button_reply", "list_reply") and chosen:
            return Kind.BUTTON, chosen
        return Ignored(f"interactive {reply_type}")
    if kind == "unsupported":
        unsupported = _name(content.get("type"))
        if unsupported in _NO_MESSAGE:
            return Ignored(f"unsupported {unsupported}")
        return Kind.EDITED if unsupported == "edit" else Kind.OTHER, ""
    if kind == "system":
        return Ignored(f"system {_name(content.get('type'))}")
    return Ignored(kind)  # a reaction, a revoked message, what is not known yet


def _sender(message: Mapping[str, Any], contacts: list[Mapping[str, Any]]) -> tuple[str, str]:
    """The sender's number and user id, each empty where Meta does not give it.

    https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids
    """
    number, user = _string(message.get("from")), _string(message.get("from_user_id"))
    for contact in contacts:
        its_number, its_user = _string(contact.get("wa_id")), _string(contact.get("user_id"))
        alone = len(contacts) == 1 and not (number or user)
        if alone or (number and number == its_number) or (user and user == its_user):
            return number or its_number, user or its_user
    return number, user


def _read_status(status: Mapping[str, Any]) -> Update:
    state = _name(status.get("status"))
    reference = _string(status.get("biz_opaque_callback_data"))
    if state == "failed":
        errors = _objects(status.get("errors"))
        code = errors[0].get("code") if errors else None
        failure = reason(code) if isinstance(code, int) else "WhatsApp gives no reason"
        return Report(reference, failure) if reference else Ignored(f"status failed {code}")
    if state in _TAKEN and reference:
        return Report(reference)
    return Ignored(f"status {state}")


def _name(value: object) -> str:
    """A name of Meta's, as it may be counted: never anything that a citizen wrote."""
    return value if isinstance(value, str) and _NAME.fullmatch(value) else "unknown"


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _object(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _objects(value: object) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
