"""Why Telegram did not take a message, and whether it may later. Reasons are our own words: Telegram's may hold ids."""

import httpx
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, TelegramError

from bot.channel import InDoubt, NotSent, Refused, RetryLater
from bot.telegram.request import OddStatus, TooFast

WRONG_TOKEN = "Telegram does not know the token: set MURSHID_TELEGRAM_TOKEN anew, from @BotFather"

_NEVER_WENT_OUT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    RuntimeError,  # the connections were given back already: the service is being stopped
)
_UNANSWERED = (502, 504)
"""A gateway had no answer from what is behind it, which may have taken the message."""
_TOO_LARGE = 413

_FORBIDDEN = {
    "bot was blocked by the user": "the person blocked the bot",
    "user is deactivated": "the person's account is gone",
    "bot was kicked": "the bot was removed from the group",
    "bot is not a member": "the bot is not in the group",
    "bot can't initiate conversation": "the person has not written to this bot yet",
}
_BAD_REQUEST = {
    "chat not found": "the chat is not known to this bot: was the token changed to another bot's?",
    "not enough rights": "the bot may not write in this group",
    "have no rights": "the bot may not write in this group",
    "chat_write_forbidden": "the bot may not write in this group",
    "topic_closed": "the topic of the group is closed",
    "message thread not found": "the topic of the group is gone",
    "message text is empty": "the message is empty",
    "message is too long": "the text is too long",
    "caption is too long": "the caption is too long",
    "button_data_invalid": "a button's id is too long",
    "photo_invalid_dimensions": "the picture is too large",
}


def not_sent(error: TelegramError) -> NotSent:
    """What an error of the library means for the message."""
    match error:
        case TooFast():
            return RetryLater("too many messages (429)", error.seconds)
        case OddStatus() if error.status in _UNANSWERED:
            return InDoubt(f"the Bot API did not answer (HTTP {error.status})")
        case OddStatus() if error.status == _TOO_LARGE:
            return Refused("the file is too large (HTTP 413)")
        case OddStatus():
            return RetryLater(f"the Bot API is out of order (HTTP {error.status})")
        case InvalidToken():
            return RetryLater(WRONG_TOKEN)
        case Conflict():
            return RetryLater("the Bot API reports a conflict (409)")
        case Forbidden():
            return Refused(_known(_FORBIDDEN, error, "Telegram forbids it (403)"))
        case BadRequest():
            return Refused(_known(_BAD_REQUEST, error, "Telegram calls the request bad (400)"))
    cause = error.__cause__
    name = type(cause or error).__name__
    if isinstance(cause, _NEVER_WENT_OUT):
        return RetryLater(f"the Bot API cannot be reached ({name})")
    return InDoubt(f"the Bot API did not answer ({name})")


def _known(reasons: dict[str, str], error: TelegramError, otherwise: str) -> str:
    said = error.message.lower()
    return next((reason for part, reason in reasons.items() if part in said), otherwise)
