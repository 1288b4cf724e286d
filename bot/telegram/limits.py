"""What the Bot API allows, as Telegram documents it.

Lengths are in UTF-16 units. Telegram says "characters" and has been seen to count a pair of units as one: units are the
strictest reading.
"""

TEXT = 4096
"""Of a message: https://core.telegram.org/bots/api#sendmessage"""
CAPTION = 1024
"""Of a picture or a document: https://core.telegram.org/bots/api#sendphoto"""

CALLBACK_DATA_BYTES = 64
"""https://core.telegram.org/bots/api#inlinekeyboardbutton"""
BUTTONS = 100
BUTTONS_IN_ROW = 8
"""Of one keyboard. Not documented by Telegram: `telegram.constants.InlineKeyboardMarkupLimit`."""

PHOTO_BYTES = 10 * 1000 * 1000
PHOTO_SIDES = 10_000
"""Width and height together."""
PHOTO_RATIO = 20
"""https://core.telegram.org/bots/api#sendphoto"""
DOCUMENT_BYTES = 50 * 1000 * 1000
"""https://core.telegram.org/bots/api#senddocument"""

COMMAND = 32
COMMAND_DESCRIPTION = 256
"""https://core.telegram.org/bots/api#botcommand"""
DESCRIPTION = 512
"""https://core.telegram.org/bots/api#setmydescription"""
SHORT_DESCRIPTION = 120
"""https://core.telegram.org/bots/api#setmyshortdescription"""

SECRET = 256
"""https://core.telegram.org/bots/api#setwebhook"""
WEBHOOK_PORTS = (443, 80, 88, 8443)
"""https://core.telegram.org/bots/api#setwebhook"""
WEBHOOK_CONNECTIONS = 100
"""At most; 40 where nothing is said: https://core.telegram.org/bots/api#setwebhook"""
WEBHOOK_BYTES = 1024 * 1024
"""Telegram does not say how large an update can be. It writes each Arabic letter with six bytes, and a message holds
the one that it answers, each of at most 4,096 letters with 100 marked places and a keyboard: some 200 kB at worst."""
UPDATES = 100
"""Of one getUpdates: https://core.telegram.org/bots/api#getupdates"""

CHAT_SECONDS = 1.0
"""One message a second in one chat: https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this"""


def length(text: str) -> int:
    """The length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def part(text: str, start: int, end: int) -> str:
    """The part of a text between two places, which are counted in UTF-16 units."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * max(start, 0) : 2 * max(end, 0)].decode("utf-16-le", "ignore")
