"""Small words of `lexicon/pay/words.yml` by their name, and a look at words without the "and" before them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cache

from arabic.lexicon import lexicon


@cache
def pay_words(name: str) -> frozenset[str]:
    """The words under a name, folded. Raises KeyError where there is no such name."""
    return frozenset(lexicon("pay").samples[name])


def bare(word: str) -> str:
    """A word without "and" before it; as it is where "و" is its own first letter ("وحده")."""
    return word[1:] if word.startswith("و") and len(word) > 3 and not word.startswith(("واحد", "وحد", "وظيف")) else word


def each_of(words: Sequence[str], name: str) -> bool:
    """Whether "each of them" stands among words: "كل وحده"."""
    meant = pay_words(name)
    return any(word in ("كل", "لكل") and after in meant for word, after in itertools.pairwise(words))
