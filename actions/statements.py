"""What of a message is stated, and not asked or supposed: only this changes what is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from arabic import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

IF = frozenset(["لو", "ولو", "فلو", "اذا", "واذا"])
WORD = re.compile(r"\w+")


def words_of(text: str) -> list[re.Match[str]]:
    """The words of a text with their places."""
    return list(WORD.finditer(text))


def outside_questions(text: str, questions: Iterable[str]) -> str:
    """A text without the clauses of it that ask; unchanged where these cannot be found in it, as in Latin letters."""
    left = normalise(text)
    for question in questions:
        wanted = [match[0] for match in words_of(question)]
        said = words_of(left)
        for start in range(len(said) - len(wanted) + 1) if wanted else ():
            if [match[0] for match in said[start : start + len(wanted)]] == wanted:
                first, last = said[start], said[start + len(wanted) - 1]
                left = f"{left[: first.start()]}. {left[last.end() :]}"
                break
    return left


def before_supposition(text: str) -> str | None:
    """What stands before «لو» and «اذا»; None where nothing does, or none of these is there."""
    said = normalise(text)
    place = next((match.start() for match in words_of(said) if match[0] in IF), 0)
    before = said[:place].strip(" .،,؛")
    return before if words_of(before) else None
