"""Cars and domestic workers, as a message tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from arabic.counted import count_of, held
from arabic.items import CARS, SERVING, WORKERS, Item, items_of
from arabic.row_table import row_table
from arabic.text import Text

_SERVES = 5  # words between a worker and the disability


@dataclass(frozen=True)
class Belongings:
    """What is told of one kind; `change` is sold or bought."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()
    change: int = 0


def read_cars(text: Text, asked: str | None) -> Belongings:
    """Cars in the name of the family."""
    if _another(text, asked):
        return Belongings(change=1)
    count, sure = count_of(text, asked, CARS)
    if count is None:
        return Belongings(change=_change(text))
    return Belongings({"cars": count}, frozenset() if sure else frozenset(["cars"]))


def read_workers(text: Text, asked: str | None) -> Belongings:
    """Domestic workers of the family, and how many of them serve a person with a disability."""
    if asked == "workers_for_disability":
        return _read_serving(text)
    count, sure = count_of(text, asked, WORKERS)
    if count is None:
        return Belongings()
    facts: dict[str, Any] = {"workers": count}
    serving = _nearest([item for item in items_of(text, WORKERS, asked) if not item.denied and _serves(text, item)])
    if serving and count:
        facts["workers_for_disability"] = min(count, sum(item.count for item in serving))
    return Belongings(facts, frozenset() if sure else frozenset(["workers"]))


def _nearest(items: list[Item]) -> list[Item]:
    """Of items that stand before one word for a disability, the last."""
    return [
        item
        for place, item in enumerate(items)
        if place + 1 == len(items) or items[place + 1].start - item.end > _SERVES
    ]


def _serves(text: Text, item: Item) -> bool:
    """ "شغاله لامي المقعده", "ممرضه لولدي المعاق"; "عشانها" where a disability was named before."""
    clause = text.clauses[text.clause_of[item.start]]
    table = row_table()
    places = [place for place in range(item.end, clause.end) if table.at("disabled", text.words, place)]
    if places and places[0] - item.end <= _SERVES:
        return any(text.word(place).startswith(("ل", "عشان", "تخدم", "حق")) for place in range(item.end, places[0] + 1))
    earlier = any(table.at("disabled", text.words, place) for place in range(item.start))
    return earlier and table.at("serves_pronoun", text.words, item.end) > 0


def _read_serving(text: Text) -> Belongings:
    """How many of the workers serve a person with a disability; "all" and "half" are of the workers that are known."""
    reply = row_table().replies["workers_for_disability"]
    said = reply.said(text.words)
    if text.has("polar.unsure", "refuse"):
        return Belongings()
    if said is not None and said[2] == 0:
        return Belongings({"workers_for_disability": 0})
    items = [item for item in items_of(text, SERVING, "workers_for_disability") if not _total_of(text, item)]
    numbered = [item for item in items if item.numbered]
    if numbered:
        return Belongings({"workers_for_disability": 0 if numbered[0].denied else numbered[0].count})
    if said is not None:
        return Belongings({"workers_for_disability": said[2]})
    serving = [item for item in items if not item.denied and _named_with(text, item)]
    if serving:
        return Belongings({"workers_for_disability": sum(item.count for item in serving)})
    disabled = [place for place in range(len(text.words)) if row_table().at("disabled", text.words, place)]
    one = row_table().at("one_of_them", text.words, 0) > 0  # "هي نفسها لاختي المعاقه"
    if disabled and one and not items and not any(text.asks(place) for place in disabled) and not text.of("deny"):
        return Belongings({"workers_for_disability": 1})
    return Belongings()


def _total_of(text: Text, item: Item) -> bool:
    """ "واحد من الثلاثه": the number behind "of" is all of them."""
    return text.word(item.start - 1) == "من" and text.word(item.start).startswith("ال")


def _named_with(text: Text, item: Item) -> bool:
    clause = text.clauses[text.clause_of[item.start]]
    return any(row_table().at("disabled", text.words, place) for place in range(clause.start, clause.end))


def _another(text: Text, asked: str | None) -> bool:
    """ "نسيت اقول عندي سيارة ثانية": one more than was said before."""
    if asked == "cars" or not text.has(*CARS.nouns):
        return False
    items = [item for item in items_of(text, CARS, asked) if not item.denied]
    return len(items) == 1 and row_table().at("another", text.words, items[0].end) > 0 and held(text, items[0], CARS)


def _change(text: Text) -> int:
    """A car sold or bought: "لو بعت السيارة" is -1."""
    for mark in text.of("car.gone", "car.sell", "car.buy"):
        near = text.near(mark, ("car",), after=3)
        if mark.denied or near is None:
            continue
        if text.asks(mark.start) and not text.clauses[text.clause_of[mark.start]].supposes:
            continue
        return 1 if mark.is_a("car.buy") else -1
    return 0
