"""What a citizen typed, made ready: cleaned, masked, and never an order to Rasa."""

import re
from dataclasses import dataclass

from arabic import clean
from bot import texts
from bot.privacy import Kind, mask

KEPT_TIMES = 10
"""How many times the limit of a too long message is kept."""

_SLASHES_FIRST = re.compile(r"^[\s/]+")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True)
class Incoming:
    """A message ready to be handled."""

    stored: str
    """The text to keep: clean, with personal numbers masked."""
    for_rasa: str | None
    """The text to hand to Rasa; None where the service answers by itself."""
    answer: str | None
    """The service's own answer; None where Rasa answers."""
    masked: bool
    """Whether it held a number that points to a person."""


def read(typed: str, limit: int) -> Incoming:
    """Makes a typed message ready; `limit` is the number of characters that it may have.

    Rasa strips white space and then takes a leading "/" for an injected intent
    (`YAMLStoryReader.unpack_regex_message`), so leading slashes are taken away after everything invisible is gone.
    """
    # What is far over the limit is not worked through: it is answered by a request to shorten it, and kept in part.
    text = clean(_SURROGATES.sub("", typed[: KEPT_TIMES * limit]))
    safe = mask(text)
    said = _SLASHES_FIRST.sub("", safe.text).strip()
    answer: str | None = None
    if not text.strip():
        answer = texts.EMPTY
    elif len(text) > limit:
        answer = texts.too_long(limit)
    elif not _has_words(said):
        answer = texts.NO_WORDS
    elif safe.kinds and not _has_words(_without_masks(said)):
        answer = texts.ONLY_MASKED
    return Incoming(safe.text, None if answer else said, answer, bool(safe.kinds))


def _has_words(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _without_masks(text: str) -> str:
    for kind in Kind:
        text = text.replace(kind.value, " ")
    return text
