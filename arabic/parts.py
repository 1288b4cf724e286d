"""Adding what is counted: a total is not added to its parts, and a correction takes the place of what it corrects."""

from __future__ import annotations

from arabic.items import MOST, Item, Kind
from arabic.row_table import row_table
from arabic.text import Text


def after_correction(text: Text, items: list[Item]) -> list[Item]:
    """ "سيارة وحدة.. لا لحظه، ثنتين", "ثلاث.. لا اربع": only what stands behind the last correction."""
    turns = [mark.end for mark in text.of("correct") if mark.start > 0]
    turns += [item.start for item in items if item.corrects]
    later = [item for item in items if turns and item.start >= max(turns)]
    return later or items


def stated_total(text: Text, items: list[Item], kind: Kind, answering: bool) -> tuple[int, bool] | None:
    """ "باقي ثنتين", "يصيرن اربع"; "صارت وحده له ووحده لي" is summed from there on."""
    table = row_table()
    for place in reversed(range(len(items))):
        item = items[place]
        corrects = text.has(*kind.gone, "correct") or table.within("reported", text.words, 0, item.start)
        total = table.at("total", text.words, item.start - 1) or (
            (answering or (item.named and corrects)) and table.at("so", text.words, item.start - 1)
        )
        if item.numbered and total and (answering or text.has(*kind.nouns)):
            following = [other for other in items[place:] if not other.denied]
            claim(text, following)
            return added(text, following) if answering else (item.count, True)
    if not answering and text.has(*kind.nouns, *kind.makes):
        for span in text.free_numbers():
            stated = table.at("total", text.words, span.start - 1) and not span.money and not span.time
            if stated and span.value is not None and span.value <= MOST:
                text.claim(span)
                return int(span.value), True
    return None


def claim(text: Text, items: list[Item]) -> None:
    """Nothing else takes the numbers in these items."""
    for item in items:
        for place in range(item.start, item.end):
            if place in text.starting:
                text.claim(text.starting[place])


def added(text: Text, items: list[Item]) -> tuple[int, bool]:
    """The whole of what is said, and whether every item has its place in it."""
    first, rest = items[0], [item for item in items[1:] if not _part(text, item)]
    if not rest:
        return first.count, True
    last = rest[-1]
    if (
        len(rest) > 1
        and last.numbered
        and not last.named
        and last.count == first.count + sum(item.count for item in rest[:-1])
    ):
        return last.count, True  # "وانيت وجيب وسياره لولدي، ثلاث"
    parts = sum(item.count for item in rest)
    if first.count >= 2 and not rest[0].joined and parts == first.count:
        return first.count, True  # "ثلاثه: عاملتين وسايق"
    if first.numbered and not first.named:
        return _bare_first(text, first, rest, parts)
    if first.count >= 2 and not rest[0].joined and not _holder_before(text, rest[0]) and parts < first.count:
        return first.count, rest[0].start == first.end or not any(item.joined for item in rest)
    more = [item for item in rest if item.named and (item.joined or not first.numbered or _holder_before(text, item))]
    return first.count + sum(item.count for item in more), len(more) == len(rest)


def _bare_first(text: Text, first: Item, rest: list[Item], parts: int) -> tuple[int, bool]:
    if text.word(first.end).startswith("ل") and all(item.joined for item in rest):
        return first.count + parts, first.count == 1  # "ثلاث لي وثنتين لعيالي"
    if first.count >= 2 and parts <= first.count:
        return first.count, True
    if first.count >= 2 and all(item.named for item in rest):
        return first.count, True
    joined = [item for item in rest if item.joined or _holder_before(text, item)]
    sure = len(joined) == len(rest) or all(item.named for item in rest)
    return first.count + sum(item.count for item in joined), sure


def _holder_before(text: Text, item: Item) -> bool:
    """ "وباسمي ثنتين": the number of another holder."""
    return any(mark.end == item.start and mark.is_a("name.mine", "own", "kin", "sponsor") for mark in text.marks)


def _part(text: Text, item: Item) -> bool:
    return row_table().at("part", text.words, item.end) > 0
