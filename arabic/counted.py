"""How many of a kind a family has.

It is code and not rows because parts of a stated total must not be added to it ("ثنتين، وحده لي ووحده لولدي" is two),
what is gone is not counted, and what is in a stranger's name is not the family's.
"""

from __future__ import annotations

from arabic.items import CARS, MOST, WORKERS, Item, Kind, counts_others, items_of
from arabic.parts import added, after_correction, claim, stated_total
from arabic.row_table import row_table
from arabic.text import Mark, Text

_GONE = 6  # words between a thing and its being gone
_WITH_NUMBERS = ("car.model", "car.make", "age", "kin", "number.else")  # their numbers count nothing here
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
    if answering and not items and _ironic(text, kind):
        return 0, True
    if answering and kind is WORKERS and row_table().within("serves_others", text.words, 0, len(text.words)):
        return 0, True
    if not answering and (gone := _the_only_one_gone(text, named, kind)) is not None:
        return gone, True
    there = [item for item in items if not item.denied and not _is_gone(text, item, kind, answering)]
    if answering and any(item.denied for item in items):
        there = [item for item in there if not (item.make and _definite(text, item))]  # "ولا سياره، المترو والباص"
    there = after_correction(text, there)
    if answering and _disowned(text, kind, there):
        return 0, True
    none_named = any(item.denied and item.named for item in items) and not any(item.named for item in there)
    if answering and kind is WORKERS and none_named:
        return 0, True  # "قلت ثلاث وما عندنا عماله"
    total = stated_total(text, there if answering else everything, kind, answering)
    if total is not None:
        return total[0], total[1] and not _left_over(text, items, total[0], answering)
    if there:
        claim(text, there)
        count, sure = added(text, there)
        sure = sure and not _some_gone(text, kind) and not _left_over(text, items, count, answering)
        none_said = answering and any(item.denied for item in items)  # "ولا سياره، المترو والباص"
        return count, sure and not (none_said and row_table().replies[kind.fact].said(text.words))
    if answering and (rest := _rest_of_past(text, items, kind)) is not None:
        return rest
    if answering and kind is CARS and text.has("car.still"):
        return 1, False  # "ما عندي الا حقتي اللي بعتها ولسا باسمي"
    if items or (answering and _none_at_all(text, kind)):
        return 0, True
    return (0, False) if answering and named else (None, True)


def _ironic(text: Text, kind: Kind) -> bool:
    """ "شنو خدامه وسايق! احنا بالقوه ناكل", "شغاله؟ احنا ...": the question said back, and none asked after it."""
    named = text.of(*kind.nouns)
    if not named or named[0].start > 2 or text.has("polar.unsure", "refuse"):
        return False
    said = {place for mark in named for place in range(mark.start, mark.end)}
    ends = [place for place in range(named[0].end, len(text.words)) if text.word(place) in ("?", "!")]
    if not ends or any(place not in said for place in range(named[0].start, ends[0])):
        return False
    rest = range(ends[0] + 1, len(text.words))
    words = [place for place in rest if text.word(place).isalpha()]
    has = any(mark.is_a("polar.yes", "own") and not mark.denied and mark.start in rest for mark in text.marks)
    asks = (
        has
        or any(mark.is_a("ask") and mark.start in rest for mark in text.marks)
        or "?" in [text.word(at) for at in rest]
    )
    return len(words) > 1 and not asks and not any(span.start in rest for span in text.numbers)


def _the_only_one_gone(text: Text, named: list[Item], kind: Kind) -> int | None:
    """ "الشغاله سفرناها خروج نهائي": the one there was, told outside the question about workers."""
    if row_table().within("comes_back", text.words, 0, len(text.words)):
        return None  # "الشغاله سافرت اجازه وترجع"
    the = [mark for mark in text.of(*kind.nouns) if mark.sense.owner in ("the", "mine", "ours")]
    if kind is not WORKERS or len(named) != 1 or len(the) != 1 or named[0].numbered or _plural_of(text, the[0]):
        return None
    gone = [mark for mark in text.of(*kind.gone) if not mark.denied and not text.asks(mark.start)]
    near = [mark for mark in gone if 0 <= mark.start - the[0].end <= _GONE or 0 <= the[0].start - mark.end <= 1]
    supposed = text.clauses[the[0].clause].supposes
    return 0 if near and not supposed and not text.has("worker.still") else None


def _definite(text: Text, item: Item) -> bool:
    return text.word(item.start).removeprefix("و").startswith("ال")


def _plural_of(text: Text, mark: Mark) -> bool:
    return text.word(mark.start).endswith(("ات", "ين"))


def _left_over(text: Text, items: list[Item], count: int, answering: bool) -> bool:
    """Whether an answer has a small number or an exception that the count does not account for."""
    if not answering:
        return False
    used = {place for item in items for place in range(item.start, item.end)}
    for span in text.free_numbers():
        small = span.value is not None and span.value % 1 == 0 and span.value <= MOST and span.value != count
        known = span.money or span.time or span.denied or counts_others(text, span.end)
        said_of = any(mark.end == span.start and mark.is_a(*_WITH_NUMBERS) for mark in text.marks)
        if small and not known and not said_of and span.start not in used and not text.asks(span.start):
            return True
    later = [mark for mark in text.of("except") if any(item.end <= mark.start for item in items)]
    return any(not mark.denied and any(item.start >= mark.end for item in items) for mark in later)


def _rest_of_past(text: Text, items: list[Item], kind: Kind) -> tuple[int, bool] | None:
    """ "كان عندي ثلاث وبعت وحده": what is left, to be asked about."""
    past = [item for item in items if item.numbered and _was(text, item)]
    gone = [item for item in items if item.numbered and _behind_gone(text, item, kind)]
    if past and gone and past[0].count > gone[0].count:
        return past[0].count - gone[0].count, False
    return None


def _disowned(text: Text, kind: Kind, there: list[Item]) -> bool:
    """ "يسوق سيارة خويه، اما باسمنا فلا يوجد": a denial behind everything that is named."""
    mine = [mark for mark in text.of(*kind.held) if mark.is_a("name.mine", "sponsor")]
    last = there[-1].end if there else 0
    others = any(not mark.denied for mark in text.of("name.of", "own.his", "own.hers", "own.theirs"))
    return bool(mine) and not others and all(mark.denied and mark.start >= last for mark in mine)


def held(text: Text, item: Item, kind: Kind) -> bool:
    """Whether somebody of the family is said to have it."""
    clause = text.clause_of[item.start]
    named = [mark for mark in text.of(*kind.nouns) if item.start <= mark.start < item.end]
    if any(mark.sense.preposition == "ب" and mark.sense.owner in ("mine", "ours") for mark in named):
        return False  # "اشتغل اوبر بسيارتي"
    if kind is CARS and item.numbered and any(mark.sense.owner == "the" and mark.start == item.start for mark in named):
        return True  # "والسياره وحده"
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


def _is_gone(text: Text, item: Item, kind: Kind, answering: bool) -> bool:
    if not kind.gone or text.has("worker.still", "car.still"):
        return False
    if _behind_gone(text, item, kind):
        return True  # "بعت سيارتي"
    supposed = text.clauses[text.clause_of[item.start]].supposes  # "اذا كان عندي سيارتين" tells no past
    if (item.named or answering) and not supposed and _was(text, item):
        return True  # "كنت املك سيارة"
    gone = [mark for mark in text.of(*kind.gone) if not mark.denied and mark.start >= item.end]
    first = gone[0] if gone else None
    if first is None or item.numbered or first.start - item.end > _GONE:
        return False
    return not any(text.word(place) in (".", "?") for place in range(item.end, first.start))


def _behind_gone(text: Text, item: Item, kind: Kind) -> bool:
    return any(not mark.denied and 0 <= item.start - mark.end <= 1 for mark in text.of(*kind.gone))


def _was(text: Text, item: Item) -> bool:
    return row_table().within("was", text.words, item.start - 3, item.start)


def _some_gone(text: Text, kind: Kind) -> bool:
    """ "عندي ثلاث بعت وحدة": a number of them is gone."""
    return any(not mark.denied and mark.end in text.starting for mark in text.of(*kind.gone)) if kind.gone else False


def _none_at_all(text: Text, kind: Kind) -> bool:
    """ "ما عندنا", "محد", "ماش" without a noun; "كانت عندي وبعتها"."""
    denied = any(
        (mark.is_a("own", *kind.held) and mark.denied)
        or mark.is_a("nothing")
        or (mark.is_a("nobody") and kind is WORKERS)
        or (mark.is_a("person.alone") and kind is WORKERS and text.word(mark.start) == "ما")  # "ما عندي احد يشتغل لي"
        for mark in text.marks
        if not text.asks(mark.start)
    )
    gone = any(mark.is_a(*kind.gone) and not mark.denied for mark in text.marks) if kind.gone else False
    exists = [
        mark
        for mark in text.of("deny.exist")
        if mark.start >= len(text.words) - 3 or len(text.words) <= 4 or _says_only_no(text, mark)
    ]
    at_last = len(text.words) > 2 and text.words[-1] in ("لا", "فلا") and text.words[-2] not in ("ولا", "او", "لا")
    return (denied or gone or bool(exists) or at_last) and not text.has("worker.still")


def _says_only_no(text: Text, mark: Mark) -> bool:
    """ "ما في، انا اسوي كل شي": a denial of everything, before which nothing is named."""
    alone = all(other.is_a("formula", "filler", "deny") for other in text.marks if other.end <= mark.start)
    after = text.marks_at.get(mark.end, ())
    return alone and (text.word(mark.end) in (",", ".") or any(other.is_a("self") for other in after))
