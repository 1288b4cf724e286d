"""Numbers that point to one person are masked before anything is stored, logged or handed to Rasa.

Masked: national identity and residence (iqama) numbers, IBANs, Saudi mobile numbers and payment cards. An amount must
never be taken for one of them: a person's salary would be lost. So a ten-digit number is masked only where the words
before it say that it is an identity number, or its check digit is right and no currency follows it.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was masked, with the words that stand in its place."""

    IBAN = "[آيبان محجوب]"
    MOBILE = "[رقم جوال محجوب]"
    CARD = "[رقم بطاقة محجوب]"
    IDENTITY = "[رقم هوية محجوب]"


@dataclass(frozen=True)
class Masked:
    """A message without the numbers that point to a person, and what kinds of them it held."""

    text: str
    kinds: frozenset[Kind]


Test = Callable[[str, re.Match[str]], bool]
"""Looks at the text with ASCII digits and at a number found in it: is it what it looks like?"""

_GAP = r"[ \-\u00a0\u2010-\u2015]{0,2}"
_BEFORE = r"(?<![0-9])(?<![0-9][.,\u066b\u066c])"  # not inside a longer number
_AFTER = r"(?![0-9])(?![.,\u066b\u066c][0-9])"

# Saudi IBAN: "SA", two check digits, 20 characters, which in Saudi Arabia are nearly always digits.
_IBAN = re.compile(rf"(?<![a-z0-9])s{_GAP}a(?:{_GAP}[0-9]){{22}}(?![0-9])", re.IGNORECASE)
_IBAN_WITH_LETTERS = re.compile(r"(?<![a-z0-9])sa[0-9]{4}[a-z0-9]{18}(?![a-z0-9])", re.IGNORECASE)
_IBAN_WITHOUT_COUNTRY = re.compile(rf"{_BEFORE}[0-9]{{22}}(?![0-9])")
_MOBILE = re.compile(
    rf"(?<![0-9])(?:(?:\+|00){_GAP}966{_GAP}0?5|966{_GAP}0?5|05)(?:{_GAP}[0-9]){{8}}(?![0-9])",
)
_MOBILE_WITHOUT_ZERO = re.compile(rf"{_BEFORE}5[0-9]{{8}}{_AFTER}")
_CARD = re.compile(rf"{_BEFORE}(?:[0-9]{{16}}|[0-9]{{4}}(?:[ \-][0-9]{{4}}){{3}}){_AFTER}")
_IDENTITY = re.compile(rf"{_BEFORE}[12][0-9]{{9}}{_AFTER}")
_IDENTITY_IN_PARTS = re.compile(rf"{_BEFORE}[12](?:{_GAP}[0-9]){{9}}{_AFTER}")

_CURRENCY_FOLLOWS = re.compile(r"[ \u00a0]*(?:ر\.?\s?س|ريال|ريالا|ريالات|sar\b|riyal|﷼|\u20c1)", re.IGNORECASE)
_IDENTITY_WORDS = re.compile(
    r"هوي|هوّي|[إاأ]قام|سجل مدني|السجل المدني|بطاقة [اأ]حوال|\bid\b|iqama|identity", re.IGNORECASE
)
_PHONE_WORDS = re.compile(r"جوال|هاتف|تلفون|تليفون|موبايل|واتس|رقمي|phone|mobile|whats", re.IGNORECASE)
_WORDS_REACH = 30
"""How many characters before a number its name may stand."""


def _digits_read(text: str) -> str:
    """The same text, character for character, with every decimal digit of any script as ASCII."""
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def luhn(digits: str) -> bool:
    """Whether the last digit is the right check digit; Saudi identity and iqama numbers and payment cards carry one."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _named(pattern: re.Pattern[str], text: str, start: int) -> bool:
    return pattern.search(text, max(0, start - _WORDS_REACH), start) is not None


def _is_identity(text: str, found: re.Match[str]) -> bool:
    digits = re.sub(r"[^0-9]", "", found[0])
    named = _named(_IDENTITY_WORDS, text, found.start())
    if len(found[0]) == len(digits):
        return named or (luhn(digits) and _CURRENCY_FOLLOWS.match(text, found.end()) is None)
    # In parts it may also be several amounts in a row ("2000 1500 30"): its name or an unmistakable shape is needed.
    parts = re.split(r"[^0-9]+", found[0])
    spelled_out = all(len(part) == 1 for part in parts)
    return (luhn(digits) and (named or spelled_out or " " not in found[0])) or (named and len(parts) > 2)


def _always(_text: str, _found: re.Match[str]) -> bool:
    return True


def _is_card(_text: str, found: re.Match[str]) -> bool:
    return luhn(re.sub(r"[^0-9]", "", found[0]))


def _is_named_mobile(text: str, found: re.Match[str]) -> bool:
    return _named(_PHONE_WORDS, text, found.start())


def mask(text: str) -> Masked:
    """`text` without numbers that point to a person. Digits of every script count as digits.

    >>> mask("هويتي ١٠٠٠٠٠٠٠٠٨ وراتبي 4000").text
    'هويتي [رقم هوية محجوب] وراتبي 4000'
    """
    kinds: set[Kind] = set()

    def cut(kind: Kind, pattern: re.Pattern[str], shown: str, is_one: Test = _always) -> str:
        read = _digits_read(shown)
        pieces: list[str] = []
        at = 0
        for found in pattern.finditer(read):
            if not is_one(read, found):
                continue
            kinds.add(kind)
            pieces += [shown[at : found.start()], kind.value]
            at = found.end()
        return "".join([*pieces, shown[at:]])

    text = cut(Kind.IBAN, _IBAN, text)
    text = cut(Kind.IBAN, _IBAN_WITH_LETTERS, text)
    text = cut(Kind.IBAN, _IBAN_WITHOUT_COUNTRY, text)
    text = cut(Kind.MOBILE, _MOBILE, text)
    text = cut(Kind.MOBILE, _MOBILE_WITHOUT_ZERO, text, _is_named_mobile)
    text = cut(Kind.CARD, _CARD, text, _is_card)
    text = cut(Kind.IDENTITY, _IDENTITY, text, _is_identity)
    text = cut(Kind.IDENTITY, _IDENTITY_IN_PARTS, text, _is_identity)
    return Masked(text, frozenset(kinds))
