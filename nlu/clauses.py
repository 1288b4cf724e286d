"""The questions inside a message that also tells something: «راتبي 6000. طيب هذا حسبتهم كلهم في بيت واحد؟»."""

from __future__ import annotations

from arabic.latin import in_arabic
from arabic.text import Text

_LONGEST = 1000  # characters that are looked through
_FEWEST_WORDS = 2  # of a question, and of what is told beside it


def asking(typed: str) -> list[str]:
    """The clauses that ask, in normalised words, those that follow one another together; none where all of the
    message asks, or nothing."""
    text = Text(in_arabic(typed[:_LONGEST]))
    questions: list[list[str]] = []
    told = 0
    before = False
    for clause in text.clauses:
        words = [word for word in text.words[clause.start : clause.end] if word.isalnum() or word == "?"]
        if clause.asks:
            if before:
                questions[-1] += words
            else:
                questions.append(words)
        else:
            told += len(words)
        before = clause.asks
    if told < _FEWEST_WORDS:
        return []
    return [" ".join(words) for words in questions if len(words) >= _FEWEST_WORDS]
