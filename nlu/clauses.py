"""The questions inside a message that also tells something: «راتبي 6000. طيب هذا حسبتهم كلهم في بيت واحد؟»."""

from __future__ import annotations

from arabic import clean
from arabic.latin import in_arabic
from arabic.text import Text

_LONGEST = 1000  # characters that are looked through
_FEWEST_WORDS = 2  # of a question, and of what is told beside it


def asking(typed: str) -> list[str]:
    """The clauses that ask, as typed (in Arabic letters), those that follow one another together; none where all of
    the message asks, or nothing."""
    arabic = in_arabic(clean(typed[:_LONGEST]))
    text = Text(arabic)
    if not any(clause.asks for clause in text.clauses):
        return []
    typed_words = _typed_words(arabic, text)
    questions: list[list[int]] = []
    told = 0
    before = False
    for clause in text.clauses:
        words = [place for place in range(clause.start, clause.end) if text.words[place].isalnum()]
        if not clause.asks:
            told += len(words)
        elif before:
            questions[-1] += words
        else:
            questions.append(words)
        before = clause.asks
    if told < _FEWEST_WORDS:
        return []
    return [_joined(typed_words, question) for question in questions if len(question) >= _FEWEST_WORDS]


def _typed_words(typed: str, text: Text) -> list[tuple[int, str]]:
    """For each token the typed word that it is of, with the word's number; the token itself where they do not match."""
    words = [(number, word) for number, word in enumerate(typed.split()) for _ in Text(word).words]
    return words if len(words) == len(text.words) else list(enumerate(text.words))


def _joined(typed_words: list[tuple[int, str]], places: list[int]) -> str:
    return " ".join(word for _, word in dict.fromkeys(typed_words[place] for place in places))
