"""The amounts of money in a message: numbers that can be pay, ranges, thousands left out, what they make a month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from arabic.number_words import CURRENCY, NUMBER_WORDS, TIME_UNITS
from arabic.one_number import Span
from arabic.pay_periods import MONTH, Period, period_of
from arabic.pay_words import bare, pay_words
from arabic.text import Mark, Text
from arabic.tokens import SENTENCE_ENDS

LARGEST_AMOUNT = Decimal(9_999_999)  # more is a slip
_MOST_THOUSANDS = 30  # "راتبي اربعه" is 4,000, "راتبي ستين" is not 60,000
_MOST_ELLIPTIC = 5  # spans joined into one amount
_PAST = 7  # words between "كان" and its amount
_WRITTEN = ("اللي قلت", "اللي كتبت", "اللي ذكرت", "اللي حطيت")
_MOST_PARTS = 6
_AND_SOMETIMES = ("ومرات", "ومره", "واحيانا", "واوقات", "وساعات", "وشهور")
_PART_NEAR = 3  # words between "الاساسي" and its amount
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Amount:
    """An amount in tokens[start:end], in riyals as said; `elliptic` where thousands are left out ("اربعه", "4 ونص").

    `doubtful`: the words could mean something else. `ends` has the two amounts of "from 6,000 to 4,000" as they stand.
    """

    start: int
    end: int
    low: Decimal | None
    high: Decimal | None
    steady: bool = True
    elliptic: bool = False
    doubtful: bool = False
    denied: bool = False
    money: bool = False
    period: Period = MONTH
    ends: tuple[Decimal, Decimal] | None = None

    @property
    def in_full(self) -> Amount:
        """With the thousands that are left out."""
        if not self.elliptic:
            return self
        whole = self.low is not None and self.low == self.high and self.low % 1 == 0
        return replace(self, low=_thousands(self.low), high=_thousands(self.high), elliptic=False, doubtful=whole)

    def monthly(self, amount: Decimal | None) -> Decimal | None:
        """What an amount makes a month."""
        return None if amount is None else _plain((amount * self.period.per_month).quantize(_CENT))

    @property
    def of_month(self) -> tuple[Decimal | None, Decimal | None]:
        """Both ends a month."""
        return self.monthly(self.low), self.monthly(self.high)

    @property
    def said(self) -> str:
        """The amount with its period, where it is not by the month."""
        if not self.period.words:
            return ""
        ends = [amount for amount in (self.low, self.high) if amount is not None]
        shown = "-".join(f"{_plain(amount):,}" for amount in dict.fromkeys(ends))
        return f"{shown} {self.period.words}"


def _plain(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


def _thousands(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else _plain(amount * 1000)


def find_amounts(text: Text) -> list[Amount]:
    """The numbers of a message that can be money, from left to right."""
    spans = [span for span in text.free_numbers() if _can_be_money(text, span)]
    found: list[Amount] = []
    index = 0
    while index < len(spans):
        amount, used = _amount(text, spans, index)
        index += used
        if amount is not None:
            found.append(amount)
    found = [amount for amount in found if amount is not None]
    periods = [_with_period(text, found, place) for place in range(len(found))]
    for place in range(len(periods) - 1):
        first, second = periods[place], periods[place + 1]
        between = text.words[first.end : second.start]
        if first.period is MONTH and any(bare(word) in pay_words("the_other") for word in between):
            periods[place] = replace(first, period=second.period)  # "وحده ب 15 الف والثانيه 12 الف بالسنه"
    periods = [amount for place, amount in enumerate(periods) if not _counts_sold(text, periods, place)]
    return _summed(text, [amount for amount in periods if not _too_small(amount) and not _is_model(text, amount)])


def _counts_sold(text: Text, found: list[Amount], place: int) -> bool:
    """ "ابيع حوارين ثلاثه يجيني منهن 24 الف": how many are sold, where what they bring is told next."""
    amount = found[place]
    comes = any(mark.is_a("verb.comes") and not mark.sense.joined for mark in text.marks_at.get(amount.end, ()))
    return amount.elliptic and comes and place + 1 < len(found) and not found[place + 1].elliptic


def _summed(text: Text, found: list[Amount]) -> list[Amount]:
    """ "الاساسي 3000 وسكن 750 ونقل 300 يعني المجموع 4050": parts of one pay, and their sum in their place."""
    for first in range(len(found) - 2):
        for last in range(first + 2, min(first + _MOST_PARTS + 1, len(found))):
            parts, total = found[first:last], found[last].in_full
            if total.high != sum(part.in_full.high or 0 for part in parts):
                continue
            before = text.words[max(0, parts[0].start - _PART_NEAR) : total.start]
            named = not pay_words("part.of_pay").isdisjoint(bare(word) for word in before)
            said = not pay_words("sum").isdisjoint(bare(word) for word in text.words[parts[-1].end : total.start])
            if named and said:
                return [*found[:first], replace(total, start=parts[0].start), *found[last + 1 :]]
    return found


def _too_small(amount: Amount) -> bool:
    """Hours and counts beside "كل يوم" are no money."""
    return amount.high is not None and 0 < amount.high < 30 and not amount.money and not amount.elliptic


def _is_model(text: Text, amount: Amount) -> bool:
    """Whether a number is the year of a car."""
    if amount.low is None or amount.money or not 1950 <= amount.low <= 2035 or text.word(amount.start - 1) == "ب":
        return False
    return any(mark.is_a("car") and 0 <= amount.start - mark.end <= 2 for mark in text.marks)


def _can_be_money(text: Text, span: Span) -> bool:
    if span.counted:
        return text.words[span.start] == "ريالين"
    if span.money and span.value == 1:
        return False  # "ما حول ريال واحد"
    if span.money:
        return True
    value = span.high if span.high is not None else span.low
    if value is None or value > LARGEST_AMOUNT:
        return False
    after = text.word(span.end)
    if span.time or (after in TIME_UNITS and value < 100):
        return False
    marks = text.marks_at.get(span.end, ())
    if (
        any(mark.is_a("number.counted") and not mark.sense.owner and not mark.sense.joined for mark in marks)
        and value < 1000
    ):
        return False
    if value < 100 and any(
        mark.is_a("kin", "car", "worker") and not mark.sense.joined and not mark.sense.owner for mark in marks
    ):
        return False
    if value <= _MOST_THOUSANDS and text.words[span.start].startswith("ال"):
        clause = text.clause_of[span.start]
        if any(mark.clause == clause for mark in text.of("car", "worker")):
            return False  # "لو شطبنا الثلاث الخرده وبقت سيارتين"
    return not any(mark.end == span.start and mark.is_a("number.else") for mark in _before(text, span.start))


def _before(text: Text, place: int) -> list[Mark]:
    return [mark for back in (1, 2, 3) for mark in text.marks_at.get(place - back, ())]


def _amount(text: Text, spans: list[Span], index: int) -> tuple[Amount | None, int]:
    """The amount that begins with a span, and how many spans it takes."""
    first = spans[index]
    amount = _of_span(text, first)
    used = 1
    while index + used < len(spans) and used < _MOST_ELLIPTIC:
        span = spans[index + used]
        joined = _joined(text, amount, first, span)
        if joined is None:
            break
        amount, first = joined, span
        used += 1
    most = amount.high if amount.high is not None else amount.low
    small = most is not None and most < 100 and not amount.money and not amount.elliptic
    return (None if small and amount.high != 0 else amount), used


def _of_span(text: Text, span: Span) -> Amount:
    value = span.high if span.high is not None else span.low
    elliptic = (
        value is not None
        and 1 < value <= _MOST_THOUSANDS
        and not span.money
        and not _has_scale(text, span)
        and not _is_two(text, span)
    )
    low, high, doubtful = span.low, span.high, False
    if low is not None and low == high and _lost_hundreds(text, span, low):
        low = high = low - low % 1000 + low % 1000 * 100
        doubtful = True
    if low is None and text.word(span.start - 1) in ("يوصل", "توصل", "حتي", "لين"):
        low = None
    denied = span.denied or _is_past(text, span)
    return Amount(span.start, span.end, low, high, low == high, elliptic, doubtful, denied, span.money)


def _is_two(text: Text, span: Span) -> bool:
    """Whether a word says two, which counts things and is no pay: "رواتبنا ثنتين"."""
    return span.low == span.high == 2 and not text.words[span.start].isdigit()


def _is_past(text: Text, span: Span) -> bool:
    """Whether an amount is one that was, or is taken back: "كان راتبي 5000", "امسح الاربعه الاف"."""
    start = span.start
    while (
        start > 0
        and span.start - start < _PAST
        and not (text.words[start - 1] in (",", ".", "?", "!", ":") or start - 1 in text.inside)
    ):
        start -= 1
    words = text.words[start : span.start]
    if any(text.words[place] in pay_words("now") for place in range(start, span.start)):
        return False
    supposed = text.clauses[text.clause_of[span.start]].supposes
    was = [place for place in range(start, span.start) if text.words[place].removeprefix("و") in pay_words("was")]
    of_the_dead = {mark.end for mark in text.of("person.dead")}  # "المرحوم كان بالدفاع ويصرفون لي 2300"
    if not supposed and any(place not in of_the_dead for place in was):
        return True
    taken = any(word in pay_words("take_back") for word in words[-2:]) or words[-1:] == ["بدل"]
    behind = " ".join(text.words[span.end : span.end + 2])
    taken = taken or any(word in pay_words("wrong") for word in text.words[span.end : span.end + 3])
    return (
        bool(taken)
        or behind.startswith(_WRITTEN)
        or any(
            words[place : place + 1] == ["اللي"] and " ".join(words[place:]).startswith(_WRITTEN)
            for place in range(len(words))
        )
    )


def _has_scale(text: Text, span: Span) -> bool:
    words = [NUMBER_WORDS.get(text.words[place]) for place in range(span.start, span.end)]
    return any(word is not None and word.part in ("scale", "double", "hundred", "hundreds") for word in words)


def _lost_hundreds(text: Text, span: Span, value: Decimal) -> bool:
    """Whether words say "الف وثمان" for 1,800."""
    last = NUMBER_WORDS.get(text.words[span.end - 1])
    return value > 1000 and 0 < value % 1000 < 10 and last is not None and last.part == "unit" and last.joined


def _joined(text: Text, amount: Amount, first: Span, second: Span) -> Amount | None:
    """One amount of two: thousands and hundreds, an alternation, a rough pair, "from ... to ..."."""
    if amount.low is None or amount.high is None or second.value is None or amount.denied or second.denied:
        return None
    between = [word for word in text.words[amount.end : second.start] if word not in CURRENCY]
    low, high, value = amount.low, amount.high, second.value
    joined = text.words[second.start].startswith("و") or between == ["و"]
    if amount.elliptic and low == high and low % 1 == 0 and joined and not between[1:] and 100 <= value < 1000:
        return replace(amount, end=second.end, low=low * 1000 + value, high=low * 1000 + value, elliptic=False)
    value = value * 1000 if value <= _MOST_THOUSANDS and high >= 1000 and not _has_scale(text, second) else value
    if between and _alternating(text, amount, between):
        return _range(amount, second, value)
    rough = not between and not joined and not second.money and low == high and low < value <= 2 * low
    if rough and (value < 1000) == (low < 1000) and amount.end == second.start:
        return _range(amount, second, value)
    low = low * 1000 if amount.elliptic and value >= 1000 else low
    if text.word(first.start - 1) == "من" and between in (["الي"], ["ل"], ["لين"], ["صار"]) and value < low:
        return replace(amount, end=second.end, low=value, high=value, elliptic=False, ends=(low, value))
    return None


def _alternating(text: Text, amount: Amount, between: list[str]) -> bool:
    """Whether words as in "شهر ألف وشهر ألفين" part two amounts."""
    if len(between) == 1 and between[0] in _AND_SOMETIMES:
        return True  # "يطلع لي 1200 ومرات 2200"
    meant = [word for word in between if word not in (",", "و", "يجي", "يجيني", "توصل", "يوصل", "تجي", "اجيب", "اطلع")]
    if len(meant) != 1 or meant[0].lstrip("و") not in pay_words("times"):
        return False
    word = meant[0].lstrip("و")
    back = range(max(0, amount.start - 4), amount.start)
    return any(
        text.words[place].lstrip("و") in (word, "ا" + word) or text.words[place] in pay_words("times") for place in back
    )


def _range(amount: Amount, second: Span, value: Decimal) -> Amount:
    low, high = min(amount.low or value, value), max(amount.high or value, value)
    if amount.elliptic and high >= 1000:
        low *= 1000
    elliptic = amount.elliptic and high < 100
    return replace(amount, end=second.end, low=min(low, high), high=max(low, high), steady=False, elliptic=elliptic)


def _with_period(text: Text, found: list[Amount], place: int) -> Amount:
    amount = found[place]
    bound = sentence_start(text, amount.start)
    if place:
        bound = max(bound, found[place - 1].end)
    limit = found[place + 1].start if place + 1 < len(found) else len(text.words)
    limit = min(limit, sentence_end(text, amount.end))
    period = period_of(text, amount.start, amount.end, bound, limit, amount.high)
    elliptic = amount.elliptic and period.name not in ("day", "week")
    return replace(amount, period=period, elliptic=elliptic)


def sentence_start(text: Text, place: int) -> int:
    """Where the sentence of a place begins."""
    while place > 0 and not ends_sentence(text, place - 1):
        place -= 1
    return place


def sentence_end(text: Text, place: int) -> int:
    """Where the sentence of a place ends."""
    while place < len(text.words) and not ends_sentence(text, place):
        place += 1
    return place


def ends_sentence(text: Text, place: int) -> bool:
    """Whether a token ends a sentence."""
    return text.words[place] in SENTENCE_ENDS
