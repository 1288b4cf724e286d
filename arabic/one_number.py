"""Reading one number from the tokens where it begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from arabic.lexicon import lexicon
from arabic.number_words import CURRENCY, NUMBER_WORDS, TIME_UNITS, NumberWord
from arabic.tokens import Token

_THOUSAND = Decimal(1000)
_GLUED_THOUSANDS = frozenset(["ك", "k", "كي", "kk"])
_ONE_OF_ELEVEN = frozenset(["احد", "احدي", "واحد", "واحدي"])
_LARGEST = Decimal(10) ** 15


_COUNTED = ("kin.", "car", "worker")


@cache
def counted_nouns() -> frozenset[str]:
    """Nouns that people count: a number before one of them is no part of an amount before it ("راتبي ألفين وخمس
    عيال")."""
    found = {
        first
        for first, entries in lexicon().phrases.items()
        for rest, senses in entries
        if not rest
        for sense in senses
        if sense.concept.startswith(_COUNTED) and sense.owner != "the" and not sense.preposition
    }
    return frozenset(found | TIME_UNITS)


@dataclass(frozen=True)
class Span:
    """A number that stands in tokens[start:end].

    Exact numbers have low == high; a range has two ends; an open bound has None on its open side.
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    plain_small: bool = False  # said without a scale: "3" of "3-4 آلاف"
    counted: bool = False  # a dual noun: "سيارتين"
    money: bool = False  # a currency stands beside it
    time: bool = False  # a unit of time follows
    denied: bool = False  # "مو 3000", "كان 3000"

    @property
    def value(self) -> Decimal | None:
        """The number itself; None for a range or an open bound."""
        return self.low if self.low is not None and self.low == self.high else None


class _Sum:
    """Adds the parts of one number in the order they are said."""

    def __init__(self) -> None:
        self.total = Decimal(0)
        self.group: Decimal | None = None
        self.digits = False
        self.scale = Decimal(0)  # the last scale, 0 before any
        self.floor = Decimal(0)  # the smallest part of the group

    @property
    def value(self) -> Decimal:
        return self.total + (self.group or Decimal(0))

    @property
    def empty(self) -> bool:
        return self.group is None and not self.scale

    def take(self, word: NumberWord, joined: bool) -> bool:
        """Add a word's part; False where it belongs to another number."""
        if not self.empty and not joined and word.part not in ("scale", "hundred", "hundreds", "ten"):
            return False
        return bool(getattr(self, f"_take_{word.part}")(word.value, joined))

    def _start_group(self, value: Decimal, joined: bool) -> bool:
        if self.group is None:
            if self.scale and self.scale <= value:
                return False
            self.group = self.floor = value
            return True
        return False

    def _take_zero(self, value: Decimal, joined: bool) -> bool:
        return self.empty and self._start_group(value, joined)

    def _take_unit(self, value: Decimal, joined: bool) -> bool:
        if self._start_group(value, joined):
            return True
        return self._extend(value, self.floor >= 100 and not self.digits)  # "3800 وواحد مريض" are two numbers

    def _take_ten(self, value: Decimal, joined: bool) -> bool:
        if self.group is not None and not joined:
            return self._extend(value, not self.digits and 0 < self.floor < 10)
        if self.group is None and self.scale and not joined:
            return False
        return self._take_unit(value, joined)

    _take_teen = _take_unit

    def _take_tens(self, value: Decimal, joined: bool) -> bool:
        if self._start_group(value, joined):
            return True
        return self._extend(value, not self.digits and (0 < self.floor < 10 or self.floor >= 100))

    def _extend(self, value: Decimal, fits: bool) -> bool:
        if self.group is None or not fits:
            return False
        self.group += value
        self.floor = value
        return True

    def _take_hundred(self, value: Decimal, joined: bool) -> bool:
        if self.group is None:
            return self._start_group(value, joined)
        if joined or not 0 < self.group < 10:
            return False
        self.group *= value
        self.floor = value
        self.digits = False
        return True

    def _take_hundreds(self, value: Decimal, joined: bool) -> bool:
        if self._start_group(value, joined):
            return True
        return self._extend(value, joined and self.digits and self.group is not None and self.group % 1000 == 0)

    def _take_scale(self, value: Decimal, joined: bool) -> bool:
        if self.scale and value >= self.scale:
            return False
        if self.group is not None and joined:
            return False
        if self.group is None and self.scale and not joined:
            return False
        self.total += (Decimal(1) if self.group is None else self.group) * value
        self.group = None
        self.scale = value
        return True

    def _take_double(self, value: Decimal, joined: bool) -> bool:
        if self.group is not None or (self.scale and (value >= self.scale or not joined)):
            return False
        self.total += value
        self.scale = _THOUSAND if value < 1_000_000 else Decimal(1_000_000)
        return True

    def _take_fraction(self, value: Decimal, joined: bool) -> bool:
        if self.empty:
            self.group = self.floor = value
            return True
        if self.group is None:
            self.total += value * self.scale
            self.scale = Decimal(1)
        elif self.floor in (100, 1000) and not self.scale:
            self.group += value * self.floor
            self.floor = Decimal(1)
        elif not self.scale and self.group < 1000 and self.group % 1 == 0:
            self.group += value
            self.floor = Decimal(0)
        else:
            return False
        return True


def number_word(tokens: Sequence[Token], index: int) -> NumberWord | None:
    """What a token says as a number word; "أحد" is one only before "عشر", where "واحد" may be "وأحد"."""
    text = tokens[index].text
    if text in _ONE_OF_ELEVEN:
        following = NUMBER_WORDS.get(tokens[index + 1].text) if index + 1 < len(tokens) else None
        if following is not None and following.part == "ten" and not following.joined:
            return NumberWord("unit", Decimal(1), joined=text.startswith("و"))
    return NUMBER_WORDS.get(text)


def read_number(tokens: Sequence[Token], start: int, subtracting: bool = True) -> Span | None:
    """The number that begins at a token, as one exact span; "إلا" takes off once."""
    found = _Sum()
    index = start
    end = start
    first_digits = Decimal(0)  # the number where it begins with digits
    checkpoint: tuple[int, Decimal] | None = None  # where the number would end before its last group
    while index < len(tokens):
        index += _currency_inside(tokens, index, found)
        place, joined = (index + 1, True) if _is_and(tokens, index) and not found.empty else (index, False)
        if place >= len(tokens):
            break
        token = tokens[place]
        if token.kind == "digits":
            if not _take_digits(found, tokens, place, joined):
                break
        else:
            word = number_word(tokens, place)
            if token.text in _GLUED_THOUSANDS and found.digits and found.group is not None:
                word = NumberWord("scale", _THOUSAND) if token.glued or token.text == "k" else None
            if word is None or word.part == "counted":
                break
            joined = joined or word.joined
            if word.part == "fraction" and found.empty and not _fraction_of_scale(tokens, place):
                break
            if word.preposition == "ل" and not found.empty:
                break
            too_large = word.part in ("scale", "double") and word.value >= found.scale
            if too_large and joined and found.group is not None and found.group >= 100:
                break  # "بين الف وخمسميه والفين"
            if too_large and checkpoint is not None and found.group is not None:
                return _exact(start, checkpoint[0], checkpoint[1], found)
            if not found.take(word, joined):
                break
        end = index = place + 1
        if found.scale and found.group is None:
            checkpoint = (end, found.value)
        counts = end < len(tokens) and tokens[end].text in counted_nouns()
        if counts and checkpoint is not None and found.group is not None:
            return _exact(start, checkpoint[0], checkpoint[1], found)
        if counts and found.digits and not found.scale and end - start > 1 and first_digits >= 100:
            return _exact(start, start + 1, first_digits, found)  # "1200 وسبع عيال"
        if end - start == 1:
            first_digits = found.value if found.digits else Decimal(0)
    if end == start:
        return None
    value, end = _subtract(tokens, end, found) if subtracting else (found.value, end)
    return _exact(start, end, value, found)


def _currency_inside(tokens: Sequence[Token], index: int, found: _Sum) -> int:
    """1 where the currency stands inside the number: "ألف ريال و500"."""
    if tokens[index].text not in CURRENCY or not found.scale or index + 1 >= len(tokens):
        return 0
    if tokens[index + 1].text == "و":
        digits = index + 2 < len(tokens) and tokens[index + 2].kind == "digits"
        return 1 if digits and _number_ends(tokens, index + 3) else 0
    word = NUMBER_WORDS.get(tokens[index + 1].text)
    return 1 if word is not None and word.joined and _number_ends(tokens, index + 2) else 0


def _exact(start: int, end: int, value: Decimal, found: _Sum) -> Span | None:
    if value > _LARGEST:
        return None
    return Span(start, end, value, value, plain_small=not found.scale and value < 1000)


def _is_and(tokens: Sequence[Token], index: int) -> bool:
    return tokens[index].text == "و"


def _fraction_of_scale(tokens: Sequence[Token], index: int) -> bool:
    following = NUMBER_WORDS.get(tokens[index + 1].text) if index + 1 < len(tokens) else None
    return following is not None and following.part in ("scale", "hundred") and not following.joined


def _take_digits(found: _Sum, tokens: Sequence[Token], place: int, joined: bool) -> bool:
    token = tokens[place]
    value = token.value
    if value is None:
        return False
    if found.empty:
        following = tokens[place + 1].text if place + 1 < len(tokens) else ""
        word = NUMBER_WORDS.get(following)
        if token.separator == "." and word is not None and word.part == "scale":
            value = Decimal(token.text) if token.text.count(".") == 1 and "," not in token.text else value
        found.group = found.floor = value
        if value >= 1000 and value % 1000 == 0:
            found.floor = _THOUSAND
        found.digits = True
        return True
    if found.group is None and found.scale > value > 0 and (joined or _number_ends(tokens, place + 1)):
        found.group = found.floor = value
        return True
    whole_thousands = found.digits and not found.scale and found.floor == 1000
    if whole_thousands and joined and 0 < value < 1000 and _number_ends(tokens, place + 1):
        found.group = (found.group or Decimal(0)) + value
        found.floor = Decimal(0)
        return True
    spaced = found.digits and not found.scale and not joined and len(token.text) == 3 and token.text.isdigit()
    before = found.group or Decimal(0)
    thousands = 0 < before < 1000 and before % 1 == 0 and len(tokens[place - 1].text) <= 3
    if spaced and thousands and _number_ends(tokens, place + 1):  # "12 500"
        found.group = before * 1000 + value
        found.floor = Decimal(0)
        return True
    return False


def _number_ends(tokens: Sequence[Token], index: int) -> bool:
    """Whether nothing follows, or only a mark or a currency with nothing but a mark after it."""
    if index < len(tokens) and tokens[index].text in CURRENCY:
        index += 1
    return index >= len(tokens) or tokens[index].kind == "mark"


def _subtract(tokens: Sequence[Token], end: int, found: _Sum) -> tuple[Decimal, int]:
    """Takes off what "إلا" says: "ثلاث آلاف إلا مية", "ثلاث آلاف إلا ربع"."""
    if not (found.scale and end + 1 < len(tokens) and tokens[end].text == "الا"):
        return found.value, end
    fraction = NUMBER_WORDS.get(tokens[end + 1].text)
    if fraction is not None and fraction.part == "fraction":
        return found.value - fraction.value * found.scale, end + 2
    less = read_number(tokens, end + 1, subtracting=False)
    if less is None or less.value is None or less.value >= found.scale:
        return found.value, end
    return found.value - less.value, less.end
