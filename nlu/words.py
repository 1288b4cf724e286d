"""The words of a message as the classifier sees them."""

from __future__ import annotations

import re

from arabic import normalise

LONGEST_TEXT = 2_000
"""Characters of a message that are read: some 300 words; what follows adds time and no topic."""

_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")


def words(text: str) -> list[str]:
    """The words of a message with their letters normalised and every number written as "0".

    A message without a single letter (a bare number, emoji, punctuation) has no words: it names no topic.
    """
    folded = _DIGITS.sub("0", normalise(text[:LONGEST_TEXT]))
    found: list[str] = _WORD.findall(folded)
    return found if any(not word.isdigit() for word in found) else []
