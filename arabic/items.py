"""What can be counted in a message: number words, nouns and makes of cars or domestic workers, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, replace

from arabic.row_table import row_table
from arabic.text import Mark, Text

MOST = 30
_NO = frozenset(["لا", "لاا", "لع"])
_ENDS = frozenset([".", ",", "!", "ما", "ولله", "والله", "…"])
_DUAL_OR_MANY = frozenset(["سواقين", "سايقين", "سائقين", "دريوليه"])


@dataclass(frozen=True)
class Kind:
    """What is counted: the fact, the question, and the concepts that name it, name a make of it, and say it is gone."""

    fact: str
    nouns: tuple[str, ...]
    makes: tuple[str, ...]
    gone: tuple[str, ...]
    held: tuple[str, ...]


CARS = Kind("cars", ("car", "car.two"), ("car.make", "car.make.work"), ("car.gone",), ("name.mine",))
SERVING = Kind("workers_for_disability", ("worker", "worker.two", "worker.trade"), (), (), ())
WORKERS = Kind(
    "workers",
    ("worker", "worker.two", "worker.trade"),
    (),
    ("worker.gone",),
    ("sponsor", "worker.brought", "name.mine"),
)


@dataclass(frozen=True)
class Item:
    """Some of a kind in tokens[start:end].

    `named`: a noun or a make stands there; `numbered`: a number does; `corrects`: it takes the place of others.
    """

    start: int
    end: int
    count: int
    named: bool
    numbered: bool
    joined: bool
    denied: bool = False
    make: bool = False
    corrects: bool = False


def items_of(text: Text, kind: Kind, asked: str | None) -> list[Item]:
    items: list[Item] = []
    place = 0
    answering = asked == kind.fact
    while place < len(text.words):
        item = _item(text, place, kind, answering)
        if item is None:
            place += 1
            continue
        previous = items[-1] if items else None
        described = previous is not None and previous.named and item.make and not item.joined and not item.numbered
        described = described and previous is not None and previous.count < 2  # "سيارتين، كامري لي ويارس لبنتي"
        if previous is not None and described and _apposed(text, previous, item):
            items[-1] = replace(previous, end=item.end)
        elif previous is not None and _numbered_later(text, previous, item):
            items[-1] = replace(previous, end=item.end, numbered=True)
        else:
            items.append(_instead(text, item) if any(other.numbered for other in items) else item)
        place = item.end
    return items


def _numbered_later(text: Text, previous: Item, item: Item) -> bool:
    """ "شغاله اثيوبيه وحده": the "one" belongs to the noun before it."""
    between = text.words[previous.end : item.start]
    one = previous.count == item.count == 1 and previous.named and not previous.numbered
    one = one and text.word(item.start) in row_table().words["one"]
    return one and not item.named and not item.denied and len(between) <= 1 and not any(w in _ENDS for w in between)


def _instead(text: Text, item: Item) -> Item:
    """ "ثلاث.. لا اربع": the "no" before a second number denies the first."""
    turns = item.numbered and item.denied and text.word(item.start - 1) == "لا"
    return replace(item, denied=False, corrects=True) if turns else item


def _apposed(text: Text, previous: Item, item: Item) -> bool:
    """ "جيب تويوتا", "سيارة زوجي، النترا": a make that only describes what stands before."""
    between = text.words[previous.end : item.start]
    return not between or (not previous.make and not any(word in (".", "عندي", "عندنا") for word in between))


def _item(text: Text, place: int, kind: Kind, answering: bool) -> Item | None:
    span = text.starting.get(place)
    noun = _noun(text, place, kind, answering)
    if (span is None and noun is None) or _asks(text, place, answering) or _wanted(text, place):
        return None
    if noun is not None and row_table().within("echo", text.words, place - 3, place):
        return None  # "وتقول عندكم شغاله"
    if noun is not None:
        open_bound = row_table().at("at_least", text.words, place - 2)
        item = None if text.asks(place) or open_bound else _of_noun(text, noun, kind)
        return replace(item, denied=True) if item is not None and refused_behind(text, item.end) else item
    if span is None or not (answering or text.free(span)) or span.denied or span.money or span.time or span.counted:
        return None
    others = WORKERS.nouns if kind is CARS else CARS.nouns
    if any(mark.start == span.end and mark.is_a(*others) for mark in text.marks):
        return None  # "ثلاث سيارات" are no workers
    if span.value is None or span.value % 1 or not 0 <= span.value <= MOST:
        return None
    word = text.word(place)
    if any(mark.end == place and mark.is_a("car.model", "car.make", "age") for mark in text.marks) and word[:1] != "و":
        return None
    if word.startswith("ال") and any(mark.end == place and mark.is_a("kin") for mark in text.marks):
        return None  # "اولادي الثلاثه"
    joined = _and(text, place)
    noun = _noun(text, span.end, kind, answering)
    if noun is not None and not noun.sense.joined:
        two = noun.concept.endswith(".two")
        singular = not _plural(text, noun) and not (two and span.value == 2)
        if span.value >= 2 and singular and (two or noun.is_a(*kind.makes) or answering):
            return Item(place, span.end, int(span.value), True, True, joined, noun.denied)  # a list follows
        return Item(place, noun.end, int(span.value), True, True, joined, noun.denied, noun.is_a(*kind.makes))
    if not answering or counts_others(text, span.end):
        return None
    return Item(place, span.end, int(span.value), False, True, joined, _nor(text, place))


def refused_behind(text: Text, place: int) -> bool:
    """ "سياره لا", "عامله لا والله", "السايق لا": a "no" behind a noun, with nothing after it that it could deny."""
    no = [mark.end for mark in text.marks_at.get(place, ()) if mark.is_a("polar.no")]
    if not no or text.word(place) not in _NO:
        return False
    after = text.marks_at.get(no[0], ())
    ends = no[0] == len(text.words) or text.word(no[0]) in _ENDS
    return ends or any(mark.is_a("formula", "filler", "but") for mark in after)


def _wanted(text: Text, place: int) -> bool:
    """ "ابي استقدم شغاله", "كل واحد سيارة": wished for, or one each of an unknown number."""
    table = row_table()
    return table.within("wants", text.words, place - 2, place) or table.within("each", text.words, place - 2, place + 1)


def _asks(text: Text, place: int, answering: bool) -> bool:
    if not text.asks(place):
        return False
    clause = text.clause_of[place]
    asking = any(mark.is_a("ask") and mark.clause == clause for mark in text.marks)
    return asking or not answering


def _noun(text: Text, place: int, kind: Kind, answering: bool) -> Mark | None:
    found = [mark for mark in text.marks_at.get(place, ()) if mark.concept in (*kind.nouns, *kind.makes)]
    if found and found[0].is_a("car.make.work") and not answering:
        return None  # "سواق قلاب" has a trade, not a car
    if found and found[0].is_a("worker.trade") and not answering:
        return None  # "حارس مدرسه"
    if not found or (kind is not CARS and _a_trade(text, place, answering)):
        return None
    return found[0]


def _and(text: Text, place: int) -> bool:
    """Whether "and" is written before a number; "واحد" has it as its own letter."""
    word = text.word(place)
    one = row_table().words["one"]
    return word.startswith("و") and word not in one


def _plural(text: Text, noun: Mark) -> bool:
    word = text.word(noun.start)
    return word.endswith(("ات", "ين", "جموس", "خدم", "عمال", "مواتر")) and not noun.concept.endswith(".two")


def _of_noun(text: Text, noun: Mark, kind: Kind) -> Item | None:
    make = bool(kind.makes) and noun.is_a(*kind.makes)
    if noun.concept.endswith(".two"):
        return Item(noun.start, noun.end, 2, True, True, noun.sense.joined, noun.denied, make)
    plural = _plural(text, noun)
    span = text.starting.get(noun.end)
    plain = span is not None and text.free(span) and not span.denied and not span.time and not span.money
    if span is not None and span.value is not None and plain:
        by_word = not text.word(noun.end).isdigit()
        follows = not _and(text, noun.end)
        fits = span.value >= 2 if plural else span.value == 1 or (not by_word and not make and span.value <= 3)
        if follows and fits and span.value <= MOST and (by_word or not make):
            return Item(noun.start, span.end, int(span.value), True, True, noun.sense.joined, noun.denied, make)
    if plural and text.word(noun.start).removeprefix("و") in _DUAL_OR_MANY and noun.sense.joined and not noun.denied:
        return Item(noun.start, noun.end, 2, True, False, True)  # "خدامتين وسواقين"
    if plural and not noun.denied:
        return None
    return Item(noun.start, noun.end, 0 if plural else 1, True, False, noun.sense.joined, noun.denied, make)


def _a_trade(text: Text, place: int, answering: bool) -> bool:
    """ "كنت سواق", "انا سواق تاكسي", "زوجي سواق": the word says what somebody does, not whom the family employs."""
    before = [mark for mark in text.marks if mark.end == place]
    if any(mark.is_a("other") for mark in before) and text.word(place).startswith("ال"):
        return True  # "زوجتي هي الشغالة"
    if any(mark.is_a("worker") for mark in before):
        return False
    clause = text.clauses[text.clause_of[place]]
    if text.marks_at[place][0].is_a("worker.two") or (answering and text.word(place).startswith("و")):
        return False  # "ممرضه لابوي المشلول وسواق للعائله"
    if answering and any(clause.start <= mark.start < place and not mark.denied for mark in text.of("sponsor")):
        return False
    somebody = any(mark.is_a("self", "kin", "work", "marital", "sex") for mark in before)
    if somebody and not text.marks_at[place][0].denied:
        return True
    return row_table().at("was", text.words, place - 1) > 0 and not text.has("own", "sponsor")


def counts_others(text: Text, end: int) -> bool:
    """Whether a number counts something else: persons, riyals, children, days."""
    if text.word(end).startswith("ل"):
        return False
    counts = any(
        mark.is_a("kin", "age", "income", "abroad") and not (mark.sense.joined or mark.sense.person)
        for mark in text.marks_at.get(end, ())
    )
    return counts or row_table().at("counts_others", text.words, end) > 0


def _nor(text: Text, place: int) -> bool:
    return any(
        (mark.end == place and mark.is_a("deny")) or (mark.start <= place < mark.end and mark.is_a("nobody", "nothing"))
        for mark in text.marks
    )
