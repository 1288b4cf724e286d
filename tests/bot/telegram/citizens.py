"""The citizens' side of Telegram: chats, what people do in them, and what the bot said there.

Everything may be called from the test's thread while the servers run in their own.
"""

import re
import threading
import time
from dataclasses import dataclass, field
from typing import Any

PERSON = 1001
"""Who writes where a test names nobody."""
NAME = "نورة"
_ENTITIES = re.compile(r"(?<!\S)(?:(?P<bot_command>/[A-Za-z0-9_]{1,32}(?:@\w+)?)(?!\S)|(?P<mention>@\w{5,32}))")


@dataclass(frozen=True)
class Sent:
    """A message of the bot's, as it stands in a chat."""

    chat: int
    id: int
    kind: str
    text: str
    rows: tuple[tuple[tuple[str, str], ...], ...]
    """The keyboard: (title, callback_data), from left to right."""
    file: bytes
    file_name: str
    reply_to: int | None
    topic: int | None
    at: float

    @property
    def buttons(self) -> dict[str, str]:
        """callback_data by title."""
        return {title: data for row in self.rows for title, data in row}


@dataclass
class Waiting:
    """An update that was not acknowledged yet."""

    number: int
    chat: int
    update: dict[str, Any]
    tries: int = 0
    due: float = field(default_factory=time.monotonic)


class Citizens:
    """People with Telegram, and their chats with one bot."""

    def __init__(self, bot_id: int, username: str) -> None:
        self.me = {"id": bot_id, "is_bot": True, "first_name": "مرشد الضمان", "username": username}
        self._lock = threading.RLock()
        Citizens.forget(self)

    def forget(self) -> None:
        """Nobody has written yet."""
        with self._lock:
            self.sent: list[Sent] = []
            """What the bot said, in order."""
            self.pending: list[Waiting] = []
            self.updates: dict[int, Waiting] = {}
            """Every update there ever was, by its update_id."""
            self.pressed: set[str] = set()
            """The ids of presses (callback queries)."""
            self.answered: list[str] = []
            """Those that the bot answered."""
            self.chats: dict[int, str] = {}
            """The chats that the bot may write in, with their type."""
            self.allowed: list[str] = []
            self._texts: dict[tuple[int, int], dict[str, Any]] = {}
            self._ids: dict[int, int] = {}
            self._last_update = 800_000_000

    # What citizens do. Each gives the update's id.

    def say(
        self, text: str, chat: int = PERSON, *, user: int | None = None, reply_to: int | None = None, topic: int = 0
    ) -> int:
        """A person writes; in a group (its id is negative) `user` says who."""
        return self.send({"text": text}, chat, user=user, reply_to=reply_to, topic=topic)

    def send(
        self,
        content: dict[str, Any],
        chat: int = PERSON,
        *,
        user: int | None = None,
        reply_to: int | None = None,
        topic: int = 0,
    ) -> int:
        """A person sends a message with these fields, such as `{"voice": {...}}`."""
        with self._lock:
            message = self._message(chat, user, content)
            if topic:
                message |= {"message_thread_id": topic, "is_topic_message": True}
            if reply_to is not None:
                answered = next((each for each in self.sent if (each.chat, each.id) == (chat, reply_to)), None)
                message["reply_to_message"] = (
                    self.as_message(answered) if answered else self._texts[chat, reply_to] | {"chat": message["chat"]}
                )
            self._texts[chat, message["message_id"]] = message
            return self.update({"message": message})

    def edit(self, text: str, chat: int = PERSON, *, message: int | None = None, user: int | None = None) -> int:
        """A person changes a text of theirs: the last one, where none is named."""
        with self._lock:
            number = message if message is not None else max(at for of, at in self._texts if of == chat)
            changed = self._message(chat, user, {"text": text}) | {"message_id": number, "edit_date": int(time.time())}
            return self.update({"edited_message": changed})

    def press(self, title: str, chat: int = PERSON, *, user: int | None = None) -> int:
        """A person presses the newest button of this title in the chat."""
        found = next((each for each in reversed(self.sent) if each.chat == chat and title in each.buttons), None)
        assert found is not None, f"no button {title!r} in this chat"
        return self.press_data(found.buttons[title], chat, message=found, user=user)

    def press_data(self, data: str, chat: int = PERSON, *, message: Sent, user: int | None = None) -> int:
        """A person presses a button of a message; programs may send any data."""
        with self._lock:
            query = f"{self._last_update + 1}00042"
            self.pressed.add(query)
            return self.update(
                {
                    "callback_query": {
                        "id": query,
                        "from": self._person(user or chat),
                        "message": self.as_message(message),
                        "chat_instance": "-42",
                        "data": data,
                    }
                }
            )

    def update(self, content: dict[str, Any]) -> int:
        """Any update, given without its id. It is not delivered where the bot did not ask for its kind."""
        with self._lock:
            self._last_update += 1
            number = self._last_update
            waiting = Waiting(number, _chat_of(content), {"update_id": number, **content})
            if not self.allowed or next(iter(content)) in self.allowed:
                self.updates[number] = waiting
                self.pending.append(waiting)
            return number

    def again(self, number: int) -> None:
        """Telegram delivers an update once more, as it does where an acknowledgement got lost."""
        with self._lock:
            was = self.updates[number]
            self.pending.append(Waiting(number, was.chat, was.update))
            self.pending.sort(key=lambda each: each.number)

    def meet(self, chat: int = PERSON) -> int:
        """A chat in which the bot may write, without anything written in it. Gives its id."""
        self.chats.setdefault(chat, "private" if chat > 0 else "supergroup")
        return chat

    # What came of it

    def sent_to(self, chat: int = PERSON) -> list[Sent]:
        """What the bot said in a chat."""
        return [each for each in list(self.sent) if each.chat == chat]

    def wait_for(self, count: int, chat: int = PERSON, seconds: float = 10.0) -> list[Sent]:
        """What the bot said in a chat, as soon as there are so many messages."""
        until = time.monotonic() + seconds
        while len(self.sent_to(chat)) < count:
            assert time.monotonic() < until, f"{len(self.sent_to(chat))} messages instead of {count}"
            time.sleep(0.01)
        return self.sent_to(chat)

    def wait_until_delivered(self, seconds: float = 10.0) -> None:
        """Returns when every update was acknowledged."""
        until = time.monotonic() + seconds
        while self.pending:
            assert time.monotonic() < until, f"{len(self.pending)} updates are not acknowledged"
            time.sleep(0.01)

    def acknowledged(self, waiting: Waiting) -> None:
        """The webhook has taken an update."""
        with self._lock:
            self.pending[:] = [each for each in self.pending if each is not waiting]

    def confirm(self, offset: int) -> None:
        """getUpdates was asked for what comes from this id on: all before it is done."""
        with self._lock:
            self.pending[:] = [each for each in self.pending if each.number >= offset]

    # Messages

    def messages_of(self, chat: int) -> set[int]:
        """The ids of all messages in a chat."""
        return {number for of, number in list(self._texts) if of == chat} | {each.id for each in self.sent_to(chat)}

    def next_message_id(self, chat: int) -> int:
        """An id that no message of the chat has."""
        with self._lock:
            self._ids[chat] = self._ids.get(chat, 100) + 1
            return self._ids[chat]

    def as_message(self, sent: Sent) -> dict[str, Any]:
        """A message of the bot's, as the Bot API shows it."""
        message: dict[str, Any] = {
            "message_id": sent.id,
            "from": self.me,
            "chat": self._chat(sent.chat, sent.chat),
            "date": int(time.time()),
        }
        if sent.kind == "text":
            message["text"] = sent.text
        elif sent.text:
            message["caption"] = sent.text
        if sent.kind == "document":
            message["document"] = {"file_id": "D", "file_unique_id": "d", "file_name": sent.file_name}
        if sent.kind == "photo":
            message["photo"] = [{"file_id": "P", "file_unique_id": "p", "width": 90, "height": 90}]
        if sent.rows:
            rows = [[{"text": title, "callback_data": data} for title, data in row] for row in sent.rows]
            message["reply_markup"] = {"inline_keyboard": rows}
        if sent.topic is not None:
            message |= {"message_thread_id": sent.topic, "is_topic_message": True}
        return message

    def _message(self, chat: int, user: int | None, content: dict[str, Any]) -> dict[str, Any]:
        person = user or abs(chat)
        self.meet(chat)
        message: dict[str, Any] = {
            "message_id": self.next_message_id(chat),
            "from": self._person(person),
            "chat": self._chat(chat, person),
            "date": int(time.time()),
            **content,
        }
        for text, entities in (("text", "entities"), ("caption", "caption_entities")):
            if entities not in content and (found := _entities_of(content.get(text, ""))):
                message[entities] = found
        return message

    def _chat(self, chat: int, person: int) -> dict[str, Any]:
        kind = self.chats.get(chat, "private")
        return {"id": chat, "type": kind, **({"first_name": NAME} if chat == person else {"title": "العائلة"})}

    def _person(self, person: int) -> dict[str, Any]:
        return {"id": person, "is_bot": False, "first_name": NAME, "language_code": "ar"}


def _entities_of(text: str) -> list[dict[str, Any]]:
    return [
        {"type": found.lastgroup, "offset": _units(text[: found.start()]), "length": _units(found.group())}
        for found in _ENTITIES.finditer(text)
    ]


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _chat_of(content: dict[str, Any]) -> int:
    """The chat of an update, by which deliveries are kept in order; 0 where it has none."""
    for part in content.values():
        if isinstance(part, dict):
            message = part.get("message", part)
            if isinstance(message, dict) and isinstance(message.get("chat"), dict):
                return int(message["chat"].get("id", 0))
    return 0
