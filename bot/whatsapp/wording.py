"""A text as WhatsApp shows it letter for letter, and cut to length where it must be."""

import re
from functools import partial

from bot.whatsapp.limits import head, length

SHORTENED = "(اختصرتُ هذا الجواب لطوله. اسأل عمّا يهمك منه لأفصّله.)"

_LINK = re.compile(r"https?://\S+")
_LOOK_ALIKE = {"*": "\u2217", "_": "\uff3f", "~": "\u223c", "`": "\u02cb"}
"""WhatsApp has no way to escape its markup (https://faq.whatsapp.com/539178204879377), and an invisible sign between
a marker and its word need not end the markup: it is no blank. So a marker becomes a character that looks like it."""
_MARKERS = {each: re.compile(rf"(?<![A-Za-z0-9]){re.escape(each)}|{re.escape(each)}(?![A-Za-z0-9])") for each in "*_~"}
"""Where they may mark something: not inside a word (HRSD_SA) or a number (3*4)."""
_BACKTICK = re.compile("`")
_QUOTE = re.compile(r"^(\s*)>", re.MULTILINE)
_BULLET = re.compile(r"^(\s*)\*(?=\s)")
_ENDS = ("\n\n", "\n", ". ", "؟ ", "، ", " ")
_LEAST_KEPT = 1 / 3
"""Of the room: a better end is not looked for where it would cost more."""


def plain(text: str) -> str:
    """The text with nothing in it that WhatsApp takes for markup. Links stay as they are, and its length too."""
    text = _QUOTE.sub("\\1\u203a", text)
    return "\n".join(_plain_line(line) for line in text.split("\n"))


def _plain_line(line: str) -> str:
    line = _BULLET.sub("\\1\u2217", line)
    # A marker alone in its line marks nothing. A backtick does: three of them may end lines below.
    found = {marker: place for marker, place in _MARKERS.items() if len(place.findall(line)) > 1}
    if "`" in line:
        found["`"] = _BACKTICK
    for marker, place in found.items():
        links = [link.span() for link in _LINK.finditer(line)]
        line = place.sub(partial(_unless_linked, links, _LOOK_ALIKE[marker]), line)
    return line


def _unless_linked(links: list[tuple[int, int]], look_alike: str, marker: re.Match[str]) -> str:
    return marker.group() if any(start <= marker.start() < end for start, end in links) else look_alike


def shortened(text: str, limit: int) -> str:
    """The text in at most `limit` units: cut at the end of a paragraph where that leaves enough, and said to be cut."""
    if length(text) <= limit:
        return text
    room = limit - length(SHORTENED) - 2
    kept = head(text, room)
    for end in _ENDS:
        at = kept.rfind(end)
        if at >= room * _LEAST_KEPT:
            kept = kept[: at + len(end)]
            break
    return f"{kept.rstrip()}\n\n{SHORTENED}"


def clipped(title: str, limit: int) -> str:
    """A title in at most `limit` units: cut after a word, with an ellipsis."""
    if length(title) <= limit:
        return title
    kept = head(title, limit - 1)
    at = kept.rfind(" ")
    return (kept[:at] if at >= limit // 2 else kept).rstrip() + "…"
