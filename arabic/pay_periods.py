"""How often an amount comes: words for a year, a week, a day beside it, and what that makes a month."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from arabic.number_words import CURRENCY
from arabic.one_number import Span
from arabic.text import Mark, Text

Told = Literal["month", "year", "week", "day"]

WORKED_DAYS = 26  # a month, where a day's pay is said and the days are not
MOST_A_DAY = 500  # riyals that a day labourer can earn; more is said of the month
_WEEKS = Decimal(52) / 12


@dataclass(frozen=True)
class Period:
    """A period: amounts a month, as the contract names it, and in words for people."""

    per_month: Decimal
    name: Told
    words: str


_PERIODS = {
    "month": Period(Decimal(1), "month", ""),
    "year": Period(Decimal(1) / 12, "year", "في السنة"),
    "half_year": Period(Decimal(1) / 6, "year", "كل ستة أشهر"),
    "quarter": Period(Decimal(1) / 3, "year", "كل ثلاثة أشهر"),
    "two_months": Period(Decimal(1) / 2, "month", "كل شهرين"),
    "fortnight": Period(_WEEKS / 2, "week", "كل أسبوعين"),
    "week": Period(_WEEKS, "week", "في الأسبوع"),
    "day": Period(Decimal(WORKED_DAYS), "day", "في اليوم"),
}
MONTH = _PERIODS["month"]
_CLOSE = 3  # words between an amount and the period that follows it
_BARE = (
    "اليوم",
    "السنه",
    "الشهر",
    "الاسبوع",
    "هالسنه",
    "يومي",
    "شهري",
)  # "today", "this year" where nothing stands beside
_PASSED = CURRENCY | frozenset(["تقريبا", "صافي", "كلها", "كله", "فقط", "بس", "حوالي", "يعني", "يمكن"])
_LINKS = ("ب", "يعني", "حوالي", "تقريبا", "حول", "يمكن", ",", "كذا", "قرابه", "بحدود", "حدود", "لي", "علي")


def period_of(text: Text, start: int, end: int, bound: int, limit: int, amount: Decimal | None = None) -> Period:
    """The period of an amount in tokens[start:end]; words from `bound` on and up to `limit` belong to it."""
    after = _after(text, end, limit)
    if after is not None:
        return _with_days(text, after, start, bound, limit)
    before = _before(text, start, bound)
    if before is None and amount is not None and amount <= MOST_A_DAY:
        paid_by_day = any(mark.is_a("income.daily") and bound <= mark.start < limit for mark in text.marks)
        before = _PERIODS["day"] if paid_by_day else None
    return _with_days(text, before, start, bound, limit) if before is not None else MONTH


def _after(text: Text, end: int, limit: int) -> Period | None:
    skipped = 0
    place = end
    while place < limit and skipped <= _CLOSE:
        found = _at(text, place)
        if found is not None:
            return None if found.denied else _PERIODS[found.concept.removeprefix("period.")]
        if text.words[place] in (",", ".", "?", "!", "و") or (
            text.marks_at.get(place)
            and any(
                mark.is_a("kin", "self", "own") or (mark.is_a("income") and mark.sense.joined)
                for mark in text.marks_at[place]
            )
        ):
            return None
        if text.words[place] not in _PASSED:
            if text.words[place].startswith("و"):
                return None
            skipped += 1
        place += 1
    return None


def _before(text: Text, start: int, bound: int) -> Period | None:
    while bound < start and any(word in (",", ":") for word in text.words[bound : start - 1]):
        bound += 1
    for mark in reversed([mark for mark in text.marks if bound <= mark.start < start and mark.is_a("period")]):
        words = text.words[mark.end : start]
        if any(m.is_a("verb") and m.sense.joined and mark.end <= m.start < start for m in text.marks):
            continue  # "يجينا كل شهرين ويرسل لنا 2500"
        adjacent = all(word in _LINKS or (word.startswith("ال") and not word[2:]) for word in words)
        if mark.denied or (mark.end - mark.start == 1 and text.words[mark.start].lstrip("و") in _BARE and not adjacent):
            continue
        return _PERIODS[mark.concept.removeprefix("period.")]
    return None


def _at(text: Text, place: int) -> Mark | None:
    return next((mark for mark in text.marks_at.get(place, ()) if mark.is_a("period")), None)


def _with_days(text: Text, period: Period, start: int, bound: int, limit: int) -> Period:
    """A day's pay with the days that are worked: "ثلاث أيام بالأسبوع", "20 يوم بالشهر"."""
    if period.name != "day":
        return period
    for span in text.numbers:
        if not (bound <= span.start < limit) or not span.time or span.value is None or span.start == start:
            continue
        if text.word(span.end) not in ("ايام", "يوم") and not _dual_days(text, span):
            continue
        place = span.end if _dual_days(text, span) else span.end + 1
        named = _at(text, place)
        if named is not None and named.concept == "period.week" and span.value <= 7:
            return Period(span.value * _WEEKS, "day", period.words)
        if named is not None and named.concept == "period.month" and span.value <= 31:
            return Period(span.value, "day", period.words)
    return period


def _dual_days(text: Text, span: Span) -> bool:
    return text.words[span.start] in ("يومين", "يومان")
