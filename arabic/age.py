"""The applicant's age in years."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

from arabic.one_number import Span
from arabic.row_table import row_table
from arabic.text import Mark, Text
from arabic.whose import APPLICANT, whose

YOUNGEST, OLDEST = 10, 115
_GROWN = 18
_HIJRI = range(1320, 1480)
_GREGORIAN = range(1900, 2060)


def read_age(text: Text, asked: str | None, applies: str) -> tuple[dict[str, Any], bool]:
    """{"age": years} and whether it was exact; a year of birth gives an age that is asked about."""
    corrected = _corrected(text) if asked in (None, "age") else None
    if corrected is not None and applies == APPLICANT:
        text.claim(corrected)
        return {"age": int(corrected.value or 0)}, True
    span = _said(text, asked, applies)
    if span is not None:
        text.claim(span)
        years = int(span.low or 0) - _short_of(text, span)
        nears = row_table().within("nears", text.words, span.start - 2, span.start)
        return {"age": years - nears}, not nears
    born = _born(text, asked, applies)
    return ({"age": born}, False) if born is not None else ({}, True)


def _corrected(text: Text) -> Span | None:
    """ "كتبت 45 وانا 54", "قلت 58 والصح 59، شفت الهويه": the second of two ages."""
    ages = [span for span in text.numbers if _is_age(text, span, claimed_too=True) or (span.denied and span.value)]
    if len(text.numbers) != _PAIR or len(ages) != _PAIR or any((span.value or 0) < _YOUNGEST_SAID for span in ages):
        return None
    first, second = ages
    table = row_table()
    written = table.within("written", text.words, first.start - 3, first.start) or table.within(
        "reported", text.words, first.start - 3, first.start
    )
    units = any(word in _OF_OTHERS for word in text.words) or text.has(*_OTHER_THINGS)
    if not written or units or any(not text.word(span.start).isdigit() and span.money for span in ages):
        return None
    mine = any(mark.is_a("self", "age.word") and 0 <= second.start - mark.end <= 1 for mark in text.marks)
    right = table.within("right", text.words, second.start - 3, second.start)
    said = mine or text.has("age.word") or any(word in _OF_AGE for word in text.words)
    return second if said and (mine or right) else None


_PAIR = 2
_YOUNGEST_SAID = 15  # smaller numbers count persons, cars or days
_OF_OTHERS = ("يوم", "ايام", "الف", "ريال", "نفر", "اشخاص", "افراد", "شهر", "اسبوع")
_OTHER_THINGS = ("kin", "car", "worker", "abroad", "bank", "income.salary", "income.any", "income.retirement_pension")
_OF_AGE = ("الهويه", "هويتي", "سنه", "كملتها", "كملت", "مواليد", "كملته")


def _said(text: Text, asked: str | None, applies: str) -> Span | None:
    if asked == "age":
        for number in text.numbers:
            now = row_table().at("now_is", text.words, number.start - 1)
            if now and _is_age(text, number, claimed_too=True) and whose(text, number.start, applies) == APPLICANT:
                return number
    places = [
        mark
        for mark in text.of("age.word", "age.his")
        if not text.asks(mark.start) and not row_table().at("was", text.words, mark.start - 1)
    ]
    for mark in reversed(places) if text.has("correct") else places:
        span = _number_behind(text, mark)
        if not _is_age(text, span, claimed_too=True) or not _of_applicant(text, mark, applies):
            continue
        if span is not None and not _of_the_past(text, mark, span, asked):
            return span
    for span in text.numbers:
        if not _is_age(text, span, claimed_too=True) or text.asks(span.start):
            continue
        if row_table().at("years", text.words, span.end) and _beside_the_applicant(text, span, applies):
            return span
        if _beside_another(text, span) or _named_old(text, span, applies) or _heads(text, span, applies):
            return span
    return _answered(text, applies) if asked == "age" else None


def _beside_another(text: Text, span: Span) -> bool:
    """ "انا 74 وهي 69", "انا 24 واختي 20": ages of two, mine first."""
    mine = any(mark.is_a("self") and mark.end == span.start for mark in text.marks)
    others = [mark for mark in text.marks_at.get(span.end, ()) if mark.is_a("kin", "other")]
    return mine and any(_is_age(text, text.starting.get(mark.end), claimed_too=True) for mark in others)


def _named_old(text: Text, span: Span, applies: str) -> bool:
    """ "والحين شايب 74", "انا اكبرهم 22", "عندي ١٩ سنه"."""
    if applies != APPLICANT or (span.value or 0) < YOUNGEST + 4:
        return False
    table, word, earlier = row_table(), text.word(span.start - 1), text.word(span.start - 2)
    years = table.at("years", text.words, span.end) > 0
    if table.at("eldest_me", text.words, span.start - 1) and earlier.removeprefix("و") == "انا":
        return True
    if years and word in ("عندي", "عندى"):
        return table.at("not_of_age", text.words, span.end + 1) == 0
    had = any(mark.end == span.start - 1 and mark.is_a("own", "kin", "other") for mark in text.marks)
    return table.at("old_me", text.words, span.start - 1) > 0 and not had and not _her_old_man(text)


def _her_old_man(text: Text) -> bool:
    """Whether an old man is named as somebody's: "شايبي 74"."""
    return any(mark.sense.owner for mark in text.of("kin.old_man"))


def _heads(text: Text, span: Span, applies: str) -> bool:
    """ "67 سنه وماعاد اقدر": years at the head of a statement in which nobody else was named before."""
    if not row_table().at("years", text.words, span.end) or span.value is None or span.value < _GROWN:
        return False
    follows = text.word(span.end + 1)
    here = any(mark.is_a("self", "other") for mark in text.marks_at.get(span.end + 1, ()))  # "30 سنه وانا اشتغل"
    ends = follows in ("", ",", ".", "ما", "لا") or (follows.startswith("و") and not here)
    before = [mark for mark in text.of("kin") if mark.end <= span.start]
    return ends and not before and text.word(span.start - 1) in ("", ",", ".") and applies == APPLICANT


def _of_the_past(text: Text, mark: Mark, span: Span, asked: str | None) -> bool:
    """ "طلعني من المدرسه وعمري 15", "على كرسي من عمري عشر": a child's age behind an event is when it was."""
    if asked == "age" or (span.value or 0) >= _GROWN:
        return False
    return mark.sense.joined or text.word(mark.start - 1) in ("من", "وانا", "وهو", "وهي")


def _number_behind(text: Text, mark: Mark) -> Span | None:
    for place in range(mark.end, mark.end + 4):
        if place in text.starting:
            return text.starting[place]
        if place >= len(text.words) or not text.same_clause(mark.start, place):
            return None
    return None


def _of_applicant(text: Text, mark: Mark, applies: str) -> bool:
    if mark.is_a("age.his"):
        return whose(text, mark.end, applies) == APPLICANT
    if row_table().at("my_age", text.words, mark.start):
        return applies == APPLICANT
    return whose(text, mark.start, applies) == APPLICANT


def _beside_the_applicant(text: Text, span: Span, applies: str) -> bool:
    """ "انا 66 سنه", "شاب 31 سنه": directly behind the word for oneself."""
    before = [mark for mark in text.marks if mark.end == span.start]
    myself = any(mark.is_a("self") and mark.end == before[0].start for mark in text.marks) if before else False
    plain = any(mark.is_a("self", "sex", "marital") for mark in before)
    return (plain or (myself and before[0].is_a("person.eldest", "person.youngest", "age.list"))) and whose(
        text, span.start, applies
    ) == APPLICANT


def _answered(text: Text, applies: str) -> Span | None:
    """The number that answers "how old are you": the one said to hold now, else the first."""
    found = [
        span
        for span in text.numbers
        if _is_age(text, span, claimed_too=True)
        and whose(text, span.start, applies) == APPLICANT
        and not (text.asks(span.start) and text.of("ask") and min(m.start for m in text.of("ask")) < span.start)
        and not row_table().within("looks", text.words, span.start - 2, span.start)
    ]
    for span in found:
        if row_table().at("current", text.words, span.start - 1):
            return span
    return found[0] if found and not (text.has("polar.unsure") and len(found) > 1) else None


def _is_age(text: Text, span: Span | None, claimed_too: bool = False) -> bool:
    """Whether a number can be years of age; one that a person's age has claimed can be the applicant's all the same."""
    if (
        span is None
        or not (claimed_too or text.free(span))
        or span.denied
        or span.value is None
        or span.money
        or span.value % 1 not in (0, Decimal("0.5"))
    ):
        return False
    if row_table().within("not_reached", text.words, span.start - 2, span.start) or _ordinal(text, span):
        return False
    if span.counted or row_table().at("not_years", text.words, span.end):
        return False
    return YOUNGEST <= span.value <= OLDEST


def _ordinal(text: Text, span: Span) -> bool:
    """ "التاسعة عشرة": the ten of an ordinal, whose units are no number here."""
    return text.word(span.start).startswith("عشر") and text.word(span.start - 1) in row_table().values["teens"]


def _short_of(text: Text, span: Span) -> int:
    """ "ثلاثين الا سنه" is 29."""
    if text.word(span.end) == "الا" or (text.word(span.end + 1) == "الا" and text.word(span.end) == "سنه"):
        after = span.end + 1 if text.word(span.end) == "الا" else span.end + 2
        return row_table().values["years_short"].get(text.word(after), 0)
    return 0


def _born(text: Text, asked: str | None, applies: str) -> int | None:
    """The age from a year of birth, by today's date; right to a year."""
    for mark in text.of("age.born"):
        if whose(text, mark.start, applies) != APPLICANT or mark.denied:
            continue
        span = next((text.starting[place] for place in range(mark.end, mark.end + 3) if place in text.starting), None)
        if span is None or span.value is None:
            continue
        year = int(span.value)
        if year < 100 and row_table().at("gregorian", text.words, span.end):
            year += 1900 if year > 30 else 2000
        today = datetime.date.today()
        hijri = int((today.year - 622) * 33 / 32 + 0.5)
        now = today.year if year in _GREGORIAN else hijri if year in _HIJRI else None
        if now is not None and YOUNGEST <= now - year <= OLDEST:
            text.claim(span)
            return now - year
    return None
