"""The words of a message as the classifier sees them, and their light stems."""

from __future__ import annotations

import re

from arabic import normalise

LONGEST_TEXT = 2_000
"""Characters of a message that are read: some 300 words; what follows adds time and no topic."""

_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d+")
_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال", "و", "ب", "ل", "ف", "ه", "ع", "س")
_SUFFIXES = ("هما", "كما", "هم", "هن", "كم", "ها", "نا", "ات", "ين", "ون", "ان", "ه", "ي", "ك", "ت")
_SHORTEST_STEM = 3


def words(text: str) -> list[str]:
    """The words of a message with their letters normalised and every number written as "0".

    A message without a single letter (a bare number, emoji, punctuation) has no words: it names no topic.
    """
    folded = _DIGITS.sub("0", normalise(text[:LONGEST_TEXT]))
    found: list[str] = _WORD.findall(folded)
    return found if any(not word.isdigit() for word in found) else []


def stem(word: str) -> str:
    """A normalised word without one prefix and one suffix, as long as three letters remain: "بالراتب" is "راتب"."""
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_STEM:
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word[: -len(suffix)]
    return word
