"""What a channel is to the rest of the service: how its messages come in, and how ours go out.

A channel (Telegram, WhatsApp) turns what its platform delivers into `Arrived`, hands it to the inbox, and sends what
the outbox gives it. It keeps nothing: what has to outlive the process is in the store.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, Protocol


class Kind(StrEnum):
    """What a citizen sent. Everything but texts and buttons is answered by the service itself."""

    TEXT = "text"
    BUTTON = "button"
    START = "start"
    HELP = "help"
    EDITED = "edited"
    VOICE = "voice"
    PICTURE = "picture"
    FILE = "file"
    OTHER = "other"


@dataclass(frozen=True)
class Arrived:
    """One message as a platform delivered it.

    `person` says whose conversation it is and is only ever kept as a keyed hash; `address` is what a reply needs (a
    chat, a telephone number) and is kept encrypted. `delivery` is the platform's id of this delivery: the same again is
    the same message. `text` is what was typed (of a TEXT), or the id of one of our buttons (of a BUTTON).
    """

    channel: str
    person: str
    address: str
    delivery: str
    kind: Kind
    text: str = ""


@dataclass(frozen=True)
class Button:
    """A button as a channel shows it: an opaque id of at most 16 characters, and what the citizen reads."""

    id: str
    title: str


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a message: the estimate as a picture (PNG) or as a document (PDF)."""

    kind: Literal["picture", "document"]
    name: str
    media_type: str
    data: bytes


@dataclass(frozen=True)
class Outgoing:
    """One message to one citizen: all that is said in a turn. With an attachment, the text is its caption.

    `reference` is our own name for this message, the same at every attempt to send it.
    """

    reference: str
    address: str
    text: str
    buttons: tuple[Button, ...] = ()
    attachment: Attachment | None = None


class NotSent(Exception):
    """A message did not go out. The text of every kind is a reason for operators, without what a citizen wrote."""


class RetryLater(NotSent):
    """It surely did not go out, and may go out later: after `seconds`, where the platform named a time."""

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds


class InDoubt(NotSent):
    """It may have gone out: the connection ended after the request and before the answer."""


class Refused(NotSent):
    """The platform will not take it, now or later: the chat was blocked, the request is wrong."""


class Channel(Protocol):
    """One platform. `name` is what `Arrived.channel` and the store say."""

    name: str
    seconds_between: float
    """The least time between two messages to one citizen that the platform allows."""
    window_seconds: float | None
    """How long after a citizen's last message the platform still takes a reply; None: for ever."""
    tells_delivery: bool
    """Whether the platform reports later what went out, by our `reference`: then a message in doubt waits for that."""

    def numbered(self, message: Outgoing) -> bool:
        """Whether the buttons of such a message are shown as numbered text, so that a number chooses one."""
        ...

    async def send(self, message: Outgoing) -> None:
        """Sends a message. Raises `RetryLater`, `InDoubt` or `Refused`."""
        ...

    async def noticed(self, arrived: Arrived) -> None:
        """Tells the citizen, where the platform can, that the message was read and is being answered. Never raises."""
        ...

    async def close(self) -> None:
        """Gives the connections back."""
        ...
