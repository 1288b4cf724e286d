"""Corrections of an income that was told before: whose it is, what it is, or how often it comes; no new one."""

from __future__ import annotations

from dataclasses import replace

from arabic.pay_cues import Cue
from arabic.pay_scene import Scene
from arabic.pay_words import bare, pay_words
from arabic.row_table import row_table
from arabic.told import IncomeTold

_NEAR = 3  # words between "الراتب" and whose it is
_WRITTEN = 4  # words between "اللي كتبته" and what was written
_MONTHLY = ("بالشهر", "الشهر", "شهريه", "شهري", "شهريا")
_NOT = ("مو", "مب", "مهب", "مهوب", "مش", "ماهي", "ماهو", "مهي", "مهو", "لا", "هي", "هو", "في", "ما")


class Handed:
    """Reads such corrections, from a message that tells no amount of its own."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.text

    def of(self, incomes: list[IncomeTold]) -> list[IncomeTold]:
        """The incomes with what is corrected in the place of what has no amount."""
        incomes = self._of_the_late(incomes)
        if any(income.low is not None for income in incomes):
            return incomes
        handed = self._renamed() or self._mine(incomes)
        kinds = {(one.kind, one.whose) for one in handed}
        kept = [one for one in incomes if (one.kind, one.whose) not in kinds]
        if handed and handed[0].kind == "retirement_pension":
            kept = [one for one in kept if one.change != "none"]
        return [*kept, *handed]

    def _of_the_late(self, incomes: list[IncomeTold]) -> list[IncomeTold]:
        """ "مهب معاشي، تقاعد زوجي الله يرحمه": it comes in all the same, so that no pension is denied."""
        denied = [one for one in incomes if one.change == "none" and one.kind == "retirement_pension"]
        named = any(cue.kind == "retirement_pension" and not cue.denied for cue in self.scene.cues)
        late = self.text.has("person.dead") or "المرحوم" in self.text.words or "المرحومه" in self.text.words
        if not denied or not named or not late:
            return incomes
        kept = [one for one in incomes if one not in denied]
        return [replace(one, kind="retirement_pension") if one.kind is None and one.low else one for one in kept]

    def _mine(self, incomes: list[IncomeTold]) -> list[IncomeTold]:
        """ "الراتب راتبي", "الراتب لي مو لزوجتي", "هذا راتبي مب راتبها"."""
        if self.text.numbers:
            return []
        for cue in self.scene.cues:
            if cue.role != "pay" or self.scene.asks(cue.start) or cue.kind not in ("salary", None):
                continue
            if (self._pointed(cue) and cue.owner == "mine" and not cue.denied) or self._given_to_me(cue):
                return [IncomeTold("salary", handed=True)]
            others = any(income.change == "none" and income.whose != "applicant" for income in incomes)
            if cue.owner == "mine" and not cue.denied and others and self.text.has("correct"):
                return [IncomeTold("salary", handed=True)]  # "قصدي راتبي مو راتب زوجتي"
        return []

    def _pointed(self, cue: Cue) -> bool:
        before = [bare(word) for word in self.text.words[max(0, cue.start - 2) : cue.start]]
        return "الراتب" in before or "المعاش" in before or not pay_words("pointing").isdisjoint(before)

    def _given_to_me(self, cue: Cue) -> bool:
        """ "الراتب لي", "الراتب حقي انا"."""
        denials = [mark for mark in self.text.of("deny") if mark.end == cue.start and mark.start > 0]
        if cue.mark.sense.owner != "the" or denials:
            return False
        words = self.text.words[cue.end : cue.end + _NEAR]
        for word in words:
            if word in pay_words("mine"):
                return True
            if word not in pay_words("linking") and word not in ("هو", "كله", "ترى", "ترا", "يعني", "انا"):
                return False
        return False

    def _renamed(self) -> list[IncomeTold]:
        """ "اللي كتبته راتب ترى هو تقاعد", "قصدي تقاعد مو راتب"."""
        cues = [cue for cue in self.scene.cues if cue.role in ("kind", "pay") and cue.kind and not cue.was]
        pay = [cue for cue in cues if cue.kind == "salary"]
        other = [cue for cue in cues if cue.kind != "salary" and not cue.denied]
        if not pay or not other or self.text.has("suppose") or self.scene.asks(pay[0].start):
            return []
        first, second = pay[0], other[0]
        written = row_table().within("written", self.text.words, first.start - _WRITTEN, first.end + _WRITTEN)
        instead = first.denied and first.start > second.start and self.text.has("correct")
        if second.owner not in ("", "mine") or not ((written and first.start < second.start) or instead):
            return []
        return [IncomeTold("salary", change="none", handed=True), IncomeTold(second.kind, handed=True)]


def yearly_not_monthly(scene: Scene) -> list[IncomeTold]:
    """ "الثمانيه الاف سنويه مو شهريه": an amount told before, of which only the period is corrected."""
    found: list[IncomeTold] = []
    for amount in scene.amounts:
        low, high = amount.of_month
        words = scene.text.words[amount.end :]
        denied = any(
            word in _MONTHLY and scene.text.words[amount.end + place - 1] in _NOT for place, word in enumerate(words)
        )
        if amount.period.name == "year" and (denied or scene.text.has("correct")) and low is not None:
            found.append(IncomeTold(None, low, high, period="year", said=amount.said, handed=True))
    return found


def with_corrections(scene: Scene, incomes: list[IncomeTold]) -> list[IncomeTold]:
    """All incomes of a message, those told before and only corrected marked as such."""
    yearly = yearly_not_monthly(scene)
    amounts = {(one.low, one.high) for one in yearly}
    marked = [replace(one, handed=one.kind is None) if (one.low, one.high) in amounts else one for one in incomes]
    told = {(one.low, one.high) for one in marked}
    return Handed(scene).of([*marked, *(one for one in yearly if (one.low, one.high) not in told)])
