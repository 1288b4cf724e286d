"""A person with WhatsApp on a telephone, who writes to the number of the stand-in."""

import time
from typing import TYPE_CHECKING

from tests.bot.whatsapp import graph_webhooks as webhooks
from tests.bot.whatsapp.graph_rules import Seen
from tests.bot.whatsapp.graph_webhooks import Person

if TYPE_CHECKING:
    from tests.bot.graph_api_stand_in import GraphApiStandIn


class Citizen:
    """What they do is delivered at once, and again until it is taken.

    Each deed gives the status of the first delivery's answer; 0 where nobody answered.
    """

    def __init__(self, api: "GraphApiStandIn", person: Person) -> None:
        self._api = api
        self.person = person
        self._last: bytes = b""
        self.wamid = ""
        """The id of the person's last message."""

    @property
    def messages(self) -> list[Seen]:
        """What the person got."""
        names = {self.person.number, f"+{self.person.number}", self.person.user_id}
        return [each for each in self._api.messages if each.to in names]

    def wait_for(self, count: int, seconds: float = 10.0) -> list[Seen]:
        """All that the person got, once it is so many messages."""
        until = time.monotonic() + seconds
        while len(self.messages) < count:
            assert time.monotonic() < until, f"{len(self.messages)} messages, not {count}; wrong: {self._api.wrong}"
            time.sleep(0.01)
        return self.messages

    def say(self, text: str) -> int:
        """Writes a text."""
        return self.send("text", {"body": text})

    def press(self, title: str) -> int:
        """Presses a button of the last message."""
        return self._reply("buttons", "button_reply", title)

    def choose(self, title: str) -> int:
        """Chooses a row of the last message's list."""
        return self._reply("list", "list_reply", title)

    def send_picture(self) -> int:
        """Sends a photo."""
        return self.send("image", {"mime_type": "image/jpeg", "sha256": "x", "id": "1", "caption": "بطاقتي"})

    def send_voice(self) -> int:
        """Sends a voice note."""
        return self.send("audio", {"mime_type": "audio/ogg; codecs=opus", "sha256": "x", "id": "2", "voice": True})

    def send(self, kind: str, content: object) -> int:
        """Sends a message of any type."""
        return self.send_all([(kind, content)])

    def send_all(self, contents: list[tuple[str, object]]) -> int:
        """Sends several messages that come in one webhook."""
        messages = []
        for kind, content in contents:
            self.wamid = self._api.wamid()
            self._api.wrote(self.person, self.wamid)
            messages.append(webhooks.message(self.person, self.wamid, kind, content, time.time()))
        self._last = webhooks.body(self._api.phone_id, [self.person], messages=messages)
        status = self.send_again()
        if status != 200:
            self._api.postman.deliver(self._last, tries=1)
        return status

    def send_again(self) -> int:
        """Meta delivers the last webhook once more, whatever was answered to it."""
        return self._api.postman.post(self._last)

    def _reply(self, form: str, kind: str, title: str) -> int:
        last = self.messages[-1]
        assert last.form == form, f"the last message has no {form}: {last}"
        chosen = next(each for each, shown in last.buttons if shown == title)
        return self.send("interactive", {"type": kind, kind: {"id": chosen, "title": title}})
