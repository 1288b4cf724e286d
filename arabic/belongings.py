"""Cars and domestic workers, as a message tells them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from arabic.counted import count_of, held
from arabic.items import CARS, WORKERS, Item, items_of
from arabic.row_table import row_table
from arabic.serving import read_serving
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
        serving, sure = read_serving(text)
        facts: dict[str, Any] = {} if serving is None else {"workers_for_disability": serving}
        return Belongings(facts, frozenset() if sure else frozenset(facts))
    count, sure = count_of(text, asked, WORKERS)
    if count is None:
        return Belongings()
    facts = {"workers": count}
    serves = _nearest([item for item in items_of(text, WORKERS, asked) if not item.denied and _serves(text, item)])
    if serves and count:
        facts["workers_for_disability"] = min(count, sum(item.count for item in serves))
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
