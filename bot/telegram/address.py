"""Where a reply goes on Telegram, as one text that the rest of the service keeps and does not look into."""

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"(-?[0-9]{1,19})(?::r([0-9]{1,19}))?(?::t([0-9]{1,19}))?")


@dataclass(frozen=True)
class Address:
    """A chat; in a group also the message to reply to, and in a chat with topics the topic.

    >>> str(Address(-100, reply_to=7)), Address.read("-100:r7")
    ('-100:r7', Address(chat=-100, reply_to=7, topic=None))
    """

    chat: int
    reply_to: int | None = None
    topic: int | None = None

    def __str__(self) -> str:
        reply = f":r{self.reply_to}" if self.reply_to is not None else ""
        topic = f":t{self.topic}" if self.topic is not None else ""
        return f"{self.chat}{reply}{topic}"

    @classmethod
    def read(cls, text: str) -> "Address":
        """The address that was written so. Raises ValueError, without the text."""
        written = _WRITTEN.fullmatch(text)
        if written is None:
            raise ValueError("not an address on Telegram")
        chat, reply_to, topic = written.groups()
        return cls(int(chat), int(reply_to) if reply_to else None, int(topic) if topic else None)
