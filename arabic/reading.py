"""`read`: everything that one message tells, in one pass over one lexicon."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from types import MappingProxyType

from arabic.acts import read_acts
from arabic.latin import in_arabic
from arabic.pay import read_pay
from arabic.persons import read_persons
from arabic.row_table import row_table
from arabic.rows import Rows, read_rows
from arabic.supposing import suppose_pay
from arabic.text import Text
from arabic.told import Told

LONGEST_READ = 2000  # characters; what stands beyond is not read
# A supposition that follows facts in one message begins after a mark, after "طيب", or with "ولو".
_SUPPOSITION = re.compile(r"(?<=[.,،؟?!])\s*(?:طيب|طب|و)?\s*لو\s|\s(?:طيب|طب)\s+(?:يعني\s+)?و?لو\s|\sولو\s")
_FEWEST_WORDS = 2
_OR_NOT = (["ولا", "لا"], ["والا", "لا"], ["او", "لا"])
_GIFTS = frozenset(["بالعيد", "عيديه", "العيديه", "عيديات", "بالاعياد", "بالعيدين"])


def read(typed: str, asked: str | None = None, known: Collection[str] = ()) -> Told:
    """What a message tells. `asked` is the id of the question that it may answer, `known` the relations known already.

    Each number gets one meaning: persons and ages first, then counts, days and balances, then pay. What stands in
    a question is no
    fact. What is supposed («لو ...») is read as if it were so, and marked by the act "supposes". Never raises.
    """
    arabic = in_arabic(typed[:LONGEST_READ])
    if parted := _SUPPOSITION.search(arabic):
        facts, supposed = arabic[: parted.start()], arabic[parted.start() :]
        if len(facts.split()) >= _FEWEST_WORDS:
            told, also = _read(facts, asked, known), _read(supposed, None, known)
            if not told.empty and not also.empty:
                return replace(told, supposed=also, acts=told.acts | {"supposes"})
    return _read(arabic, asked, known)


def certain(text: Text, rows: Rows, asked: str | None, unknown: bool) -> Rows:
    """The facts without the one that "ما ادري مطابق ولا لا" only wonders about."""
    reply = row_table().replies.get(asked or "")
    wonders = any(text.words[place : place + 2] in _OR_NOT for place in range(len(text.words)))
    if reply is None or reply.fact not in rows.facts or not (unknown and wonders):
        return rows
    return replace(rows, facts={name: value for name, value in rows.facts.items() if name != reply.fact})


def _read(arabic: str, asked: str | None, known: Collection[str]) -> Told:
    text = Text(arabic)
    acts = read_acts(text, asked)
    people = read_persons(text, asked, known)
    rows = certain(text, read_rows(text, people, asked), asked, "dont_know" in acts.acts)
    pay = suppose_pay(text, read_pay(text, people, asked))
    incomes = pay.incomes
    if not _GIFTS.isdisjoint(text.words):  # "ابوي يعطيني ميتين بالعيد بس": is it what comes every month?
        incomes = tuple(
            replace(one, doubtful=one.low is not None) if one.kind in ("other", "alimony", None) else one
            for one in incomes
        )
    return Told(
        persons=people.told,
        total=people.total,
        alone=people.alone,
        restated=people.restated,
        homes=people.homes,
        incomes=incomes,
        no_more=pay.no_more,
        facts=MappingProxyType(dict(rows.facts)),
        unsure=rows.unsure,
        cars_change=rows.cars_change,
        answer=acts.answer,
        acts=acts.acts,
        questions=acts.questions,
        names=acts.names,
    )
