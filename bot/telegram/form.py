"""How a message is laid out on Telegram: plain text, in which no character is markup, and an inline keyboard."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.channel import Button
from bot.telegram.limits import length, part
from bot.telegram.wording import SHORTENED

BESIDE_ANOTHER = 17
"""The longest title that is still read whole in half the width of a narrow phone (360 px); longer ones are cut."""

_ENDS = ("\n\n", "\n", ". ", "؟ ", "، ", " ")
_LEAST_KEPT = 1 / 3
"""Of the room: a better end is not looked for where it would cost more."""


def shortened(text: str, limit: int) -> str:
    """The text in at most `limit` units: cut at the end of a paragraph where that leaves enough, and said to be cut."""
    text = text.strip()
    if length(text) <= limit:
        return text
    room = limit - length(SHORTENED)
    kept = part(text, 0, room)
    for end in _ENDS:
        at = kept.rfind(end)
        if at >= len(kept) * _LEAST_KEPT:
            kept = kept[: at + len(end)]
            break
    return f"{kept.rstrip()}{SHORTENED}"


def keyboard(buttons: Sequence[Button]) -> InlineKeyboardMarkup | None:
    """The buttons in rows: two short ones side by side, any other in a row of its own.

    Telegram puts a row's buttons from left to right in every language, so the first of two goes to the right.
    """
    if not buttons:
        return None
    shown = [InlineKeyboardButton(" ".join(each.title.split()) or "…", callback_data=each.id) for each in buttons]
    rows: list[list[InlineKeyboardButton]] = []
    while shown:
        two = shown[:2]
        if len(two) == 2 and all(length(each.text) <= BESIDE_ANOTHER for each in two):
            rows.append([two[1], two[0]])
            shown = shown[2:]
        else:
            rows.append([two[0]])
            shown = shown[1:]
    return InlineKeyboardMarkup(rows)
