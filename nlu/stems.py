"""What is left of a word when its endings, its vowels and its dialect are taken off."""

from __future__ import annotations

import re
from functools import lru_cache

from nlu.dialects import TWINS

_PREFIXES = ("وال", "بال", "كال", "فال", "هال", "عال", "لل", "ال", "و", "ب", "ل", "ف", "ه", "ع", "س")
_SUFFIXES = ("هما", "كما", "هم", "هن", "كم", "ها", "نا", "ات", "ين", "ون", "ان", "ه", "ي", "ك", "ت")
_SHORTEST_STEM = 3
_NEGATED = re.compile(r"[بتم]\w{3,}ش")
"""As Palestinians, Egyptians and Yemenis deny a verb: بقدرش, مقدرتش, بتشتغلش."""
_AND = ("و", "ف")
_OF_PERSONS = "يتنبا"
"""Letters that begin a verb and name its person or tense: يقدم, تقدم, نقدم, بقدم, اقدم."""
_SHORTEST_CONSONANTS = 2
_VOWELS = re.compile("[اويه]")
_WORDS_KEPT = 50_000
"""Training meets the same few thousand words a hundred times each."""


@lru_cache(_WORDS_KEPT)
def stem(word: str) -> str:
    """A normalised word without one prefix and one suffix, as long as three letters remain: "بالراتب" is "راتب"."""
    if _NEGATED.fullmatch(word):
        word = word[:-1]
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_STEM:
            word = word[len(prefix) :]
            break
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_STEM:
            return word[: -len(suffix)]
    return word


def consonants(word: str) -> str:
    """A stem's consonants, where at least two are left: "تقديم", "يقدم" and "اقدم" are all "قدم"."""
    bare = word[1:] if len(word) > _SHORTEST_STEM and word[0] in _OF_PERSONS else word
    left = _VOWELS.sub("", bare)
    return left if len(left) >= _SHORTEST_CONSONANTS else bare


@lru_cache(_WORDS_KEPT)
def core(word: str) -> str:
    """What a normalised word is compared by: its standard twin where dialects have one, else its stem's consonants.

    "وش" is a dialect word of its own; in "وكيف" and "وابي" the first letter is "and".
    """
    twin = TWINS.get(word)
    if twin is None and word.startswith(_AND):
        twin = TWINS.get(word[1:])
    return twin or consonants(stem(word))
