"""How many of a kind a family has.

It is code and not rows because parts of a stated total must not be added to it ("ثنتين، وحده لي ووحده لولدي" is two),
what is gone is not counted, and what is in a stranger's name is not the family's.
"""

from __future__ import annotations

from arabic.items import MOST, WORKERS, Item, Kind, items_of
from arabic.row_table import row_table
from arabic.text import Text

_GONE = 6  # words between a thing and its being gone
_OUTSIDERS = ("kin.brother", "kin.sister", "kin.other", "kin.family")


def count_of(text: Text, asked: str | None, kind: Kind) -> tuple[int | None, bool]:
    answering = asked == kind.fact
    maybe = [] if answering and row_table().replies[kind.fact].said(text.words) else text.of("polar.unsure")
    if answering and any(not row_table().at("maybe", text.words, mark.start) for mark in maybe):
        return None, True
    if not answering and not text.has(*kind.nouns, *kind.makes):
        return None, True
    named = items_of(text, kind, asked)
    items = [item for item in named if _ours(text, item, kind)]
    everything = items
    if not answering:
        items = [item for item in items if item.named and ((item.denied and not item.make) or held(text, item, kind))]
    if answering and maybe and len({item.count for item in items}) > 1:
        return None, True
    there = [item for item in items if not item.denied and not _is_gone(text, item, kind)]
    there = _after_correction(text, there)
    total = _stated_total(text, there if answering else everything, kind, answering)
    if total is not None:
        return total, True
    if there:
        _claim(text, there)
        count, sure = _sum(text, there)
        return count, sure and not _some_gone(text, kind)
    if items or (answering and _none_at_all(text, kind)):
        return 0, True
    return (0, False) if answering and named else (None, True)


def _after_correction(text: Text, items: list[Item]) -> list[Item]:
    """ "سيارة وحدة.. لا لحظه، ثنتين": what stands behind a correction takes the place of what stands before."""
    turns = [mark.end for mark in text.of("correct") if mark.start > 0]
    later = [item for item in items if turns and item.start >= turns[-1]]
    return later or items


def held(text: Text, item: Item, kind: Kind) -> bool:
    """Whether somebody of the family is said to have it."""
    clause = text.clause_of[item.start]
    named = [mark for mark in text.of(*kind.nouns) if item.start <= mark.start < item.end]
    return any(mark.sense.owner in ("mine", "ours") for mark in named) or any(
        mark.is_a("own", *kind.held) and not mark.denied and mark.clause == clause for mark in text.marks
    )


def _ours(text: Text, item: Item, kind: Kind) -> bool:
    """Not what is in a stranger's name ("باسم اخوي", "على كفالة عمي"), unless he lives here."""
    clause = text.clauses[text.clause_of[item.start]]
    nearby = {clause.number}
    if any(mark.start == clause.end and mark.is_a("but") for mark in text.marks):
        nearby.add(clause.number + 1)  # "فيه سواق بس على كفالة عمي"
    for mark in text.of(*_OUTSIDERS):
        if mark.clause not in nearby:
            continue
        named = row_table().at("holder", text.words, mark.start - 1) > 0
        holds = named or mark.start == item.end or text.word(mark.start - 1) == text.word(item.end - 1)
        here = any(
            other.start >= mark.end and not other.denied and other.clause == mark.clause
            for other in text.of("person.here", "person.lives")
        )
        if holds and not here:
            return False
    table = row_table()
    names = [place for place in range(clause.start, clause.end) if table.at("name", text.words, place)]
    if any(table.at("friends", text.words, place + 1) for place in names):
        return False
    mine = [mark for mark in text.of(*kind.held) if mark.clause == clause.number and mark.is_a("sponsor", "name.mine")]
    hourly = kind is WORKERS and any(mark.clause == clause.number for mark in text.of("worker.hourly"))
    return not hourly and not (mine and all(mark.denied for mark in mine) and not item.denied)


def _is_gone(text: Text, item: Item, kind: Kind) -> bool:
    if not kind.gone or text.has("worker.still"):
        return False
    if any(not mark.denied and 0 <= item.start - mark.end <= 1 for mark in text.of(*kind.gone)):
        return True  # "بعت سيارتي"
    supposed = text.clauses[text.clause_of[item.start]].supposes  # "اذا كان عندي سيارتين" tells no past
    if item.named and not supposed and row_table().within("was", text.words, item.start - 3, item.start):
        return True  # "كنت املك سيارة"
    gone = [mark for mark in text.of(*kind.gone) if not mark.denied and mark.start >= item.end]
    first = gone[0] if gone else None
    if first is None or item.numbered or first.start - item.end > _GONE:
        return False
    return not any(text.word(place) in (".", "?") for place in range(item.end, first.start))


def _some_gone(text: Text, kind: Kind) -> bool:
    """ "عندي ثلاث بعت وحدة": a number of them is gone."""
    return any(not mark.denied and mark.end in text.starting for mark in text.of(*kind.gone)) if kind.gone else False


def _stated_total(text: Text, items: list[Item], kind: Kind, answering: bool) -> int | None:
    """ "باقي ثنتين", "صارت وحده", "يصيرن اربع"."""
    table = row_table()
    for item in reversed(items):
        total = table.at("total", text.words, item.start - 1) or (
            answering and table.at("so", text.words, item.start - 1)
        )
        if item.numbered and total and (answering or text.has(*kind.nouns)):
            _claim(text, [item])
            return item.count
    if not answering and text.has(*kind.nouns, *kind.makes):
        for span in text.free_numbers():
            stated = table.at("total", text.words, span.start - 1) and not span.money and not span.time
            if stated and span.value is not None and span.value <= MOST:
                text.claim(span)
                return int(span.value)
    return None


def _claim(text: Text, items: list[Item]) -> None:
    for item in items:
        for place in range(item.start, item.end):
            if place in text.starting:
                text.claim(text.starting[place])


def _sum(text: Text, items: list[Item]) -> tuple[int, bool]:
    """The whole of what is said: a total is not added to its parts."""
    first, rest = items[0], [item for item in items[1:] if not _part(text, item)]
    if not rest:
        return first.count, True
    added = sum(item.count for item in rest)
    if first.numbered and not first.named:
        if text.word(first.end).startswith("ل") and all(item.joined for item in rest):
            return first.count + added, first.count == 1  # "ثلاث لي وثنتين لعيالي"
        if first.count >= 2 and added <= first.count:
            return first.count, True
        if first.count >= 2 and all(item.named for item in rest):
            return first.count, True
        joined = [item for item in rest if item.joined or _holder_before(text, item)]
        sure = bool(joined) or all(item.named for item in rest)
        return first.count + sum(item.count for item in joined), sure
    if first.count >= 2 and rest[0].start == first.end and not rest[0].joined and added <= first.count:
        return first.count, True
    more = [item for item in rest if item.named and (item.joined or not first.numbered or _holder_before(text, item))]
    return first.count + sum(item.count for item in more), True


def _holder_before(text: Text, item: Item) -> bool:
    """ "وباسمي ثنتين": the number of another holder."""
    return any(mark.end == item.start and mark.is_a("name.mine", "own", "kin") for mark in text.marks)


def _part(text: Text, item: Item) -> bool:
    return row_table().at("part", text.words, item.end) > 0


def _none_at_all(text: Text, kind: Kind) -> bool:
    """ "ما عندنا", "محد", "ماش" without a noun; "كانت عندي وبعتها"."""
    denied = any(
        (mark.is_a("own", *kind.held) and mark.denied)
        or mark.is_a("nothing")
        or (mark.is_a("nobody") and kind is WORKERS)
        for mark in text.marks
        if not text.asks(mark.start)
    )
    gone = any(mark.is_a(*kind.gone) and not mark.denied for mark in text.marks) if kind.gone else False
    exists = [mark for mark in text.of("deny.exist") if mark.start >= len(text.words) - 3 or len(text.words) <= 4]
    return (denied or gone or bool(exists)) and not text.has("worker.still")
