"""Citizens on Telegram and WhatsApp who talk to the running assistant; only the platforms' servers are stood in for."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bot.bot_api_stand_in import TOKEN, BotApiStandIn
from tests.bot.graph_api_stand_in import PAIR_SECONDS, GraphApiStandIn
from tests.bot.rasa_stand_in import Server
from tests.bot.telegram.citizens import Sent
from tests.bot.whatsapp.graph_rules import Seen
from tests.live.conftest import Assistant, free_port, started

SECRET = "a-secret-for-tests-0123456789"
PATIENCE_SECONDS = 20.0
"""On WhatsApp an answer may have to wait for 6 s, and turns of other people take their time too."""


@dataclass(frozen=True)
class Answer:
    """What a citizen got in one turn: one message."""

    text: str
    form: str
    buttons: Mapping[str, str]
    """Ids by titles."""
    file: bytes = b""
    file_name: str = ""


class OnTelegram:
    """A person in a chat of their own."""

    channel = "telegram"

    def __init__(self, platform: BotApiStandIn, chat: int) -> None:
        self.platform = platform
        self.chat = chat

    @property
    def messages(self) -> list[Answer]:
        """All that the bot said."""
        return [_from_telegram(each) for each in self.platform.sent_to(self.chat)]

    def say(self, words: str) -> Answer:
        """Writes a text; what is answered."""
        return self.hear(lambda: self.platform.say(words, self.chat))

    def press(self, title: str) -> Answer:
        """Presses the newest button with this title; what is answered."""
        return self.hear(lambda: self.platform.press(title, self.chat))

    def hear(self, deed: Callable[[], object]) -> Answer:
        """Does something; the one message that answers it."""
        before = len(self.messages)
        deed()
        return _one_more(lambda: self.messages, before)


class OnWhatsApp:
    """A person with a telephone."""

    channel = "whatsapp"

    def __init__(self, platform: GraphApiStandIn, number: str) -> None:
        self._platform = platform
        self.citizen = platform.citizen(number)

    @property
    def messages(self) -> list[Answer]:
        """All that came from our number."""
        return [self._answer(each) for each in self.citizen.messages]

    def say(self, words: str) -> Answer:
        """Writes a text; what is answered."""
        return self.hear(lambda: self.citizen.say(words))

    def press(self, title: str) -> Answer:
        """Presses the newest button, or chooses the newest row of a list, with this title; what is answered."""
        last = next(each for each in reversed(self.messages) if title in each.buttons)
        kind = {"buttons": "button_reply", "list": "list_reply"}[last.form]
        chosen = {"type": kind, kind: {"id": last.buttons[title], "title": title}}
        return self.hear(lambda: self.citizen.send("interactive", chosen))

    def hear(self, deed: Callable[[], object]) -> Answer:
        """Does something; the one message that answers it."""
        before = len(self.messages)
        deed()
        return _one_more(lambda: self.messages, before)

    def _answer(self, seen: Seen) -> Answer:
        file = self._platform.files[seen.media][1] if seen.media else b""
        buttons = {title: button for button, title in seen.buttons}
        return Answer(seen.text, seen.form, buttons, file, seen.filename or "")


Person = OnTelegram | OnWhatsApp


def _from_telegram(sent: Sent) -> Answer:
    return Answer(sent.text, sent.kind, sent.buttons, sent.file, sent.file_name)


def _one_more(messages: Callable[[], list[Answer]], before: int) -> Answer:
    until = time.monotonic() + PATIENCE_SECONDS
    while len(messages()) == before:
        assert time.monotonic() < until, "no answer"
        time.sleep(0.02)
    got = messages()[before:]
    assert len(got) == 1, f"{len(got)} messages in one turn"
    return got[0]


@dataclass(frozen=True)
class Messengers:
    """The running assistant with both messengers switched on."""

    assistant: Assistant
    telegram: BotApiStandIn
    whatsapp: GraphApiStandIn
    settings: Mapping[str, str]
    var: Path

    def rows(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """What the service's database gives."""
        return _rows(self.var / "murshid.db", query, values)

    def rows_of_rasa(self, query: str, *values: object) -> list[tuple[object, ...]]:
        """What the database of Rasa's memory gives."""
        return _rows(self.var / "rasa.db", query, values)

    def logs(self) -> str:
        """All that the assistant's processes wrote down."""
        files = [self.assistant.log, *(self.var / "log").iterdir()]
        return "\n".join(each.read_text(encoding="utf-8") for each in files)


def _rows(database: Path, query: str, values: tuple[object, ...]) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)) as connection:
        return connection.execute(query, values).fetchall()


@contextmanager
def on_messengers(var: Path) -> Iterator[Messengers]:
    """`murshid serve` beside stand-ins of both platforms, of which WhatsApp insists on its 6 s between messages."""
    telegram_port, whatsapp_port = free_port(), free_port()
    telegram, whatsapp = BotApiStandIn(), GraphApiStandIn()
    whatsapp.pair_seconds = PAIR_SECONDS
    settings = {
        "MURSHID_PUBLIC_URL": "https://murshid.example",
        "MURSHID_TELEGRAM_TOKEN": TOKEN,
        "MURSHID_TELEGRAM_SECRET": SECRET,
        "MURSHID_TELEGRAM_API": f"http://127.0.0.1:{telegram_port}",
        "MURSHID_WHATSAPP_TOKEN": whatsapp.token,
        "MURSHID_WHATSAPP_PHONE_ID": whatsapp.phone_id,
        "MURSHID_WHATSAPP_APP_SECRET": whatsapp.app_secret,
        "MURSHID_WHATSAPP_VERIFY_TOKEN": whatsapp.verify_token,
        "MURSHID_WHATSAPP_API": f"http://127.0.0.1:{whatsapp_port}",
    }
    with (
        Server(telegram.app, telegram_port),
        Server(whatsapp.app, whatsapp_port),
        started(var, settings) as assistant,
    ):
        telegram.hook = assistant.url
        whatsapp.postman.hook = f"{assistant.url}/channels/whatsapp"
        yield Messengers(assistant, telegram, whatsapp, settings, var)
        assert (telegram.wrong, whatsapp.wrong) == ([], [])
        whatsapp.close()
