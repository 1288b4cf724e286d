"""Tokens: words, numbers in digits, and marks of a normalised text."""

import re
from dataclasses import dataclass
from decimal import Decimal

from arabic.letters import normalise

_TOKEN = re.compile(r"([0-9]+(?:[.,][0-9]+)*)|([^\W\d_]+)|(\S)")
_LINE_END = re.compile(r"[\r\n\u2028\u2029]+")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:([.,])[0-9]{3})(?:\1[0-9]{3})*(?:[.,][0-9]{1,2})?\Z")
_LONGEST_NUMBER = 15  # digits; anything longer is an account or a slip, not an amount
_IDENTIFIER = re.compile(r"[12][0-9]{9}\Z|0?5[0-9]{8}\Z|(?:00)?966[0-9]{8,9}\Z|0[0-9]+\Z|[0-9]{16,}\Z")

SENTENCE_ENDS = frozenset(".?!;\n")


@dataclass(frozen=True)
class Token:
    """One token. `value` is set for digits that can be an amount: not for identity or phone numbers, or dates."""

    text: str
    kind: str  # "word", "digits" or "mark"
    glued: bool  # nothing stands between it and the token before
    value: Decimal | None = None
    separator: str = ""  # "." or "," where one was read as parting thousands


def tokenise(text: str) -> list[Token]:
    """The tokens of a text as typed; a line end becomes a full stop, since it ends a sentence."""
    normal = normalise(_LINE_END.sub(" . ", text))
    tokens: list[Token] = []
    end = 0
    for match in _TOKEN.finditer(normal):
        glued = match.start() == end and end > 0
        end = match.end()
        if match.group(1):
            tokens.extend(_digits(match.group(1), glued))
        else:
            tokens.append(Token(match.group(), "word" if match.group(2) else "mark", glued))
    _take_out_dates_and_phones(tokens)
    return tokens


def _digits(raw: str, glued: bool) -> list[Token]:
    separators = [character for character in raw if character in ".,"]
    if not separators:
        return [Token(raw, "digits", glued, _whole(raw))]
    if len(raw) > _LONGEST_NUMBER + len(separators):
        return [Token(raw, "digits", glued)]
    if _THOUSANDS.match(raw):
        first = separators[0]
        rest = raw.replace(first, "")
        return [Token(raw, "digits", glued, Decimal(rest.replace(",", ".")), first)]
    if len(separators) == 1:
        return [Token(raw, "digits", glued, Decimal(raw.replace(",", ".")))]
    tokens: list[Token] = []  # "3,5,8" is a list
    for index, part in enumerate(re.split("[.,]", raw)):
        if index:
            tokens.append(Token(separators[index - 1], "mark", True))
        tokens.append(Token(part, "digits", glued or index > 0, _whole(part)))
    return tokens


def _whole(raw: str) -> Decimal | None:
    if not raw.strip("0") and len(raw) <= _LONGEST_NUMBER:
        return Decimal(0)
    return None if _IDENTIFIER.match(raw) else Decimal(raw)


def _take_out_dates_and_phones(tokens: list[Token]) -> None:
    index = 0
    while index < len(tokens):
        if tokens[index].kind != "digits":
            index += 1
            continue
        end = index + 1
        parts = 1
        while end + 1 < len(tokens) and tokens[end].text in "/-\\" and tokens[end + 1].kind == "digits":
            if not (tokens[end].glued and tokens[end + 1].glued):
                break
            end += 2
            parts += 1
        first = tokens[index]
        slashed = parts == 2 and tokens[index + 1].text in "/\\"
        more = end < len(tokens) and tokens[end].kind == "digits"  # 966 alone is an amount like any other
        phone = (first.text == "966" and more) or (first.value is None and first.text.startswith("0"))
        if phone:
            while end < len(tokens) and tokens[end].kind == "digits":
                end += 1
        if parts > 2 or slashed or phone:
            for place in range(index, end):
                if tokens[place].kind == "digits":
                    old = tokens[place]
                    tokens[place] = Token(old.text, "digits", old.glued)
        index = end


def with_prefixes(word: str, prefixes: tuple[str, ...]) -> tuple[str, ...]:
    """The word with each of the prefixes, itself first."""
    return (word, *(prefix + word for prefix in prefixes))
