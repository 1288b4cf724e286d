"""What the family has in the bank on average, in riyals, and whether it is above the limit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from arabic.one_number import Span
from arabic.row_table import row_table
from arabic.text import Text

# The limit as people name it, in thousands or whole; the figure itself stands in rules/parameters.yml.
_LIMIT = frozenset([Decimal(375), Decimal(375_000)])
_NEAR = 4  # words between the bank and its amount


def read_savings(text: Text, asked: str | None, applies: str) -> tuple[dict[str, Any], bool]:
    """{"bank_average": riyals} or {"bank_above_limit": yes or no}, and whether it is sure."""
    if asked in ("earned", "other_income"):
        return {}, True
    if asked == "bank" and (unreached := next((s for s in text.numbers if _denied(text, s)), None)) is not None:
        text.claim(unreached)  # "ما عندي حتى الف"
        return {"bank_above_limit": False}, True
    if asked in (None, "bank") and _above_the_limit(text):
        return {"bank_above_limit": True}, True
    found: list[tuple[Span, Decimal]] = []
    for span in text.free_numbers():
        again = bool(found) and text.has("correct")
        if not text.free(span) or not _is_balance(text, span, asked, again) or (found and span.value == 0):
            continue
        named = span.low if span.low is not None else span.high
        if named in _LIMIT:
            above = span.high is None and span.low is not None
            if above and not text.asks(span.start):
                text.claim(span)
                return {"bank_above_limit": True}, True
            continue
        if span.low is None:  # "ما توصل عشرين الف"
            text.claim(span)
            return {"bank_above_limit": False}, True
        if _at_most(text, span):
            text.claim(span)
            return {"bank_above_limit": False}, True
        if span.high is None:
            if span.low >= min(value for value in _LIMIT if value > 1000):
                return {"bank_above_limit": True}, True
            continue
        found.append((span, _middle(text, span)))
    if not found:
        return {}, True
    span, average = found[-1] if text.has("correct") else found[0]
    sure = True
    if asked == "bank" and len(found) > 1 and not text.has("correct"):
        sure = all(text.word(later.start).startswith("و") for later, _ in found[1:])
        if sure:  # "خمسه الاف بحساب امي والفين بحسابي"
            average = sum((amount for _, amount in found), Decimal(0))
    for counted, _ in found if asked == "bank" else [(span, average)]:
        text.claim(counted)
    return {"bank_average": int(average) if average % 1 == 0 else average}, sure


def _denied(text: Text, span: Span) -> bool:
    """ "ما عندي بالبنك 50 الف", but not "ما عندي الا 50 الف"."""
    before = [
        mark
        for mark in text.marks
        if mark.end <= span.start <= mark.end + 5
        and text.same_clause(mark.start, span.start)
        and not text.asks(mark.start)
    ]
    excepted = any(mark.is_a("except", "deny.not") for mark in before)
    return not excepted and any(mark.is_a("own", "bank") and mark.denied for mark in before)


def _middle(text: Text, span: Span) -> Decimal:
    """The middle of a range, "عشر الاف او اتناعش" too."""
    low, high = span.low or Decimal(0), span.high or Decimal(0)
    after = text.starting.get(span.end + 1) or text.starting.get(span.end + 2)
    between = text.words[span.end : after.start] if after is not None else []
    if after is not None and after.value is not None and row_table().within("or", between, 0, len(between)):
        second = after.value * 1000 if after.value < 1000 <= high else after.value
        text.claim(after)
        return (low + max(high, second)) / 2
    return (low + high) / 2


def _at_most(text: Text, span: Span) -> bool:
    """ "ما تجي عشرين الف": the amount is not reached."""
    reply = row_table().replies["bank"]
    before = text.words[max(0, span.start - 3) : span.start]
    said = reply.said(before)
    return said is not None and said[2] is False and len(before) - said[1] <= 1


def _above_the_limit(text: Text) -> bool:
    """ "الرصيد فوق الحد": what is asked, without an amount."""
    table = row_table()
    for place in range(len(text.words)):
        named = table.at("bank", text.words, place)
        after = place + named
        above = named and any(mark.is_a("bank.above") and not mark.denied for mark in text.marks_at.get(after, ()))
        if above and text.word(after + 1) in ("الحد", "المسموح", "حدكم") and not text.asks(place):
            return True
    return False


def _is_balance(text: Text, span: Span, asked: str | None, again: bool = False) -> bool:
    if span.denied or span.counted or (span.time and not span.money):
        return False
    if span.value == 1 and row_table().at("one", text.words, span.start):
        return False  # "حساب واحد"
    if row_table().within("was", text.words, span.start - 3, span.start):
        return False  # "كان فيه 500 الف وراحت"
    if text.word(span.start - 1) in ("يوم", "سنه", "عام", "من") and (span.low or span.high or 0) < 2100:
        return False
    clause = text.clauses[text.clause_of[span.start]]
    if clause.asks and any(m.is_a("ask") and m.clause == clause.number and m.start < span.start for m in text.marks):
        return False
    around = [
        m for m in text.marks if m.clause == clause.number and m.start >= span.start - 6 and m.end <= span.end + 6
    ]
    table = row_table()
    if table.within("debt", text.words, max(clause.start, span.start - 4), min(clause.end, span.end + 3)):
        return False
    if _denied(text, span):
        return False
    if any(mark.is_a(*_PAY) and 0 <= span.start - mark.end <= 2 for mark in around):
        return False
    if asked == "bank":
        return not any(
            mark.is_a("age", "kin.persons", "car.model") and abs(mark.start - span.start) <= 2 for mark in around
        )
    bank = any(
        table.at("bank", text.words, place) and not text.asks(place) and text.same_clause(place, span.start)
        for place in range(max(0, span.start - _NEAR - 1), min(len(text.words), span.end + _NEAR))
    )
    return (bank or again) and _large(span) and not any(mark.is_a(*_PAY) for mark in around)


_PAY = (
    "income.salary",
    "income.maash",
    "income.retirement_pension",
    "income.citizen_account",
    "income.disability_support",
    "income.student_stipend",
    "income.alimony",
    "verb.comes",
    "verb.pay",
)
_SMALLEST = 300  # riyals; a smaller number beside a bank is no balance, unless it was asked for


def _large(span: Span) -> bool:
    return max(span.low or 0, span.high or 0) >= _SMALLEST
