"""Phrases that tell what a message is about, on text whose letters are folded as arabic.normalise folds them.

A phrase is a word, or several in a row: "*" stands for any letters at a word's beginning or end, "|" between words for
either, "~" for up to three words between. An expression is phrases that must all occur, wherever they stand: "/"
between phrases for either, " + " for one more that must occur, " - " for one that must not. "and", "by", "for" and
"the" may be written together with a word.

    عقد* + عنوان* + مختلف/يختلف/مو نفس      a lease, an address, and that they differ
    رصيد|ارصد* - دفعه/ايبان                 a balance, where no payment and no IBAN is spoken of
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

# What may stand before a word in one piece with it: and, then, by, for, like, the, and the south's "am-" for "the".
PREFIXES = r"(?:[وف]?(?:[بكله]?ال|عال|لل|ام|[بلك])?)"


# Up to three words between two, within one sentence.
GAP = r"(?:[^\w.!?]+\w+){0,3}?[^\w.!?]+"


@cache
def pattern(phrase: str) -> re.Pattern[str]:
    """A phrase as a pattern: its words in a row, each with the prefixes that are written together with it."""
    whole = ""
    for word in phrase.split():
        if word == "~":
            whole += GAP
        else:
            between = "" if not whole or whole.endswith(GAP) else r"\s+"
            whole += between + PREFIXES + "(?:" + re.escape(word).replace(r"\*", r"\w*").replace(r"\|", "|") + ")"
    return re.compile(r"(?<!\w)" + whole + r"(?!\w)")


@cache
def parts(expression: str) -> tuple[tuple[bool, tuple[str, ...]], ...]:
    """The parts of an expression: whether each must occur or must not, and its phrases."""
    sign, *rest = re.split(r" ([+-]) ", f"x + {expression}")
    assert sign == "x"
    return tuple(
        (rest[place] == "+", tuple(phrase.strip() for phrase in rest[place + 1].split("/")))
        for place in range(0, len(rest), 2)
    )


def place(expression: str, text: str) -> int | None:
    """Where the first of an expression's phrases stands in a text, its letters folded; None where it is not true."""
    starts = []
    for wanted, phrases in parts(expression):
        found = [match.start() for phrase in phrases if (match := pattern(phrase).search(text))]
        if wanted != bool(found):
            return None
        starts += found
    return min(starts)


def first_place(expressions: Iterable[str], text: str) -> int | None:
    """Where the earliest of the expressions that are true of a text stands; None where none is."""
    places = [found for expression in expressions if (found := place(expression, text)) is not None]
    return min(places, default=None)


def any_occurs(expressions: Iterable[str], text: str) -> bool:
    """Whether one of several expressions is true of a text, its letters folded."""
    return any(place(expression, text) is not None for expression in expressions)


def words(expression: str) -> list[str]:
    """The words of an expression, without its signs: for the test that they stand as letters are folded."""
    return [
        word
        for _, phrases in parts(expression)
        for phrase in phrases
        for piece in phrase.split()
        for word in piece.replace("*", "").replace("~", "").split("|")
        if word
    ]
