"""Two amounts of one income: what is left of it, what is added to it, what says it anew."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from arabic.pay_amounts import Amount
from arabic.pay_words import bare
from arabic.row_table import row_table
from arabic.text import Mark, Text
from arabic.told import IncomeChange

MOST_A_RISE = 2000  # "زاد راتبي 4500" is the new pay
_NEAR = 4  # words behind an amount
_MOVED_NEAR = 5  # words between "زاد" and an amount
_RATHER = frozenset(["وهو", "وهي", "والصح", "الصح", "والصحيح", "الصحيح", "بينما"])
_ALSO_CAME = ("نزل", "تزيد", "يزيد")  # "نزل 1200" says that it came
_TO = ("الي", "ل", "لين", "علي", "لـ", "لحد")


def says_anew(text: Text, start: int, amount: Amount) -> bool:
    """Whether an amount says the one before it anew: "يعني الف وخمسميه بالشهر", "حطها الفين"."""
    words = text.words[start : amount.start]
    if row_table().within("reported", text.words, 0, start) and not _RATHER.isdisjoint(words):
        return True  # "كتبت راتبي 3000 وهو 4000"
    return "يعني" in words or any(
        mark.is_a("income.restated") and start <= mark.start < amount.start for mark in text.marks
    )


def added(text: Text, old: Amount, new: Amount, bound: int, limit: int) -> Amount | None:
    """Both together, where the second is an allowance: "راتبي 5200 وفوقها بدل نقل 500"."""
    before, behind = _around(text, new, bound, limit)
    if not any(mark.is_a("income.allowance") for mark in [*before, *behind[:1]]):
        return None
    if old.low is None or old.high is None or new.low is None or new.high is None or new.high >= old.high:
        return None
    return replace(old, low=old.low + new.low, high=old.high + new.high, end=new.end)


def is_rest(text: Text, old: Amount, new: Amount, bound: int, limit: int) -> Literal["less", "more"] | None:
    """Whether the second amount is what is left of the first ("less"), or the first was left of it ("more")."""
    before, behind = _around(text, new, bound, limit)
    first, second = _high(old), _high(new)
    net = any(mark.is_a("income.net") for mark in before) or any(
        mark.is_a("income.net") and bare(text.words[mark.start]).startswith(("بعد", "صاف")) for mark in behind[:1]
    )
    gross = any(mark.is_a("income.gross") for mark in [*before, *behind[:2]])
    if gross and second > first:
        return "more"  # with its high end only where "يوصل" stands before
    return "less" if net and second < first else None


def _around(text: Text, amount: Amount, bound: int, limit: int) -> tuple[list[Mark], list[Mark]]:
    before = [mark for mark in text.marks if bound <= mark.start < amount.start]
    behind = [mark for mark in text.marks if amount.end <= mark.start < min(limit, amount.end + _NEAR)]
    return before, behind


def _high(amount: Amount) -> Decimal:
    return amount.high if amount.high is not None else amount.low or Decimal(0)


def _said_before(text: Text, mark: Mark) -> bool:
    """ "اللي قلت": what I said, and not what fell."""
    word = bare(text.words[mark.start])
    return word == "قلت" and text.word(mark.start - 1) in ("اللي", "الي", "انا", "ما", "")


def change_of(text: Text, amount: Amount, bound: int) -> IncomeChange:
    """Whether an amount is by how much pay rose or fell, or what it is: "زاد راتبي 500", "زاد راتبي وصار 4500"."""
    start = max(bound, amount.start - _MOVED_NEAR)
    moves = [
        mark
        for mark in text.of("income.rises", "income.falls")
        if start <= mark.start < amount.start and not mark.denied and not _said_before(text, mark)
    ]
    if not moves:
        return "is"
    between = text.words[moves[-1].end : amount.start]
    place = moves[-1].end
    said_to = bool(between) and between[-1] in _TO
    if said_to or any(place <= mark.start < amount.start for mark in text.of("income.becomes")):
        return "is"
    if any(word in (",", ".", "وراتبي", "راتبه") for word in between[1:]):
        return "is"
    of_pay = any(place <= mark.start < amount.start for mark in text.of("income.salary", "income.any"))
    if bare(text.words[moves[-1].start]) in _ALSO_CAME and not of_pay:
        return "is"
    if amount.elliptic or _high(amount) >= MOST_A_RISE or text.words[amount.start].startswith("ل"):
        return "is"
    return "more" if moves[-1].is_a("income.rises") else "less"
