"""Amounts of several at once: each flat, each child, each person, two together, shares of heirs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from arabic.pay_amounts import Amount
from arabic.pay_cues import Cue
from arabic.pay_owners import Whose
from arabic.pay_scene import Frame, Reach, Scene
from arabic.pay_words import each_of, pay_words

_NEAR = 5  # words between "كل وحده" and an amount
_MOST_FLATS = 20
_MOST_PERSONS = 6
_MOST_CHILDREN = 10


def of_all_flats(scene: Scene, reach: Reach) -> Amount:
    """All flats together where the rent of each is said ("ثلاث شقق كل شقه ب 12 الف"); doubtful where it is shared."""
    amount, words = reach.amount, scene.text.words
    if any(word in pay_words("shared") for word in words[amount.end : min(reach.limit, amount.end + 4)]):
        amount = replace(amount, doubtful=True)
    if not each_of(_around(scene, reach, 3), "each.flat"):
        return amount
    for span in scene.text.numbers:
        if scene.text.word(span.end) in pay_words("flats") and span.value is not None and span.value <= _MOST_FLATS:
            return _times(amount, span.value)
    return replace(amount, doubtful=True)


def of_all_children(scene: Scene, reach: Reach) -> Amount:
    """The alimony of all children where that of each is said."""
    if not each_of(_around(scene, reach, 4), "each"):
        return reach.amount
    said = [span.value for span in scene.text.numbers if span.value is not None and 2 <= span.value <= _MOST_CHILDREN]
    children = [one for one in scene.owners.mentions if one.said.relation in ("son", "daughter", "child")]
    said += [Decimal(one.said.count) for one in children if one.said.count is not None and one.said.count > 1]
    return _times(reach.amount, said[0]) if said else replace(reach.amount, doubtful=True)


def _times(amount: Amount, count: Decimal) -> Amount:
    low = None if amount.low is None else amount.low * count
    return replace(amount, low=low, high=None if amount.high is None else amount.high * count)


def _around(scene: Scene, reach: Reach, behind: int) -> list[str]:
    start, end = max(0, reach.amount.start - _NEAR), min(reach.limit, reach.amount.end + behind)
    return scene.text.words[start:end]


def persons_each(scene: Scene, reach: Reach, whose: Whose) -> int:
    """Of how many persons, where each has the amount: "بنتين بالجامعه لكل وحده مكافاه 850"."""
    amount = reach.amount
    start = max(reach.bound, amount.start - _NEAR)
    if whose.mention is None or not each_of(scene.text.words[start : min(reach.limit, amount.end + 3)], "each"):
        return 1
    before = [span.value for span in scene.text.numbers if reach.bound <= span.start < amount.start]
    said = [int(count) for count in before if count is not None and 2 <= count <= _MOST_PERSONS and count % 1 == 0]
    return said[-1] if said else min(whose.mention.said.count or 1, _MOST_PERSONS)


def named_beside(scene: Scene, frame: Frame) -> list[Whose]:
    """The others named together with an owner: "اخوي واختي موظفين كل واحد 4000"."""
    start = frame.amount.start
    mention = frame.whose.mention
    if mention is None or frame.times > 1 or not each_of(scene.text.words[max(0, start - _NEAR) : start], "each"):
        return []
    owners = scene.owners
    return [owners.of(one) for one in owners.mentions if one.end == mention.start and owners.joined(mention)]


def is_sum(scene: Scene, reach: Reach, cue: Cue, taken: bool) -> bool:
    """Whether an amount is of two persons together: "راتبي وراتب زوجتي 7000"; `taken` by the next amount it is not."""
    pay = [other for other in scene.cues if other.role == "pay" and not other.denied and other.start not in scene.used]
    if cue.start >= reach.amount.end:
        return not taken and any(other.joined and 0 <= other.start - cue.end <= 1 for other in pay)
    return cue.joined and any(reach.bound <= other.start and 0 <= cue.start - other.end <= 1 for other in pay)


def together(scene: Scene, reach: Reach) -> bool:
    """Whether an amount is of several persons at once: "انا وولدي سوا 8500"."""
    start, end = reach.bound, min(reach.limit, reach.amount.end + _NEAR)
    persons = sum(start <= one.start < end for one in scene.owners.mentions)
    persons += any(start <= mark.start < end for mark in scene.owners.selves)
    return persons > 1 and not pay_words("together").isdisjoint(scene.text.words[start:end])
