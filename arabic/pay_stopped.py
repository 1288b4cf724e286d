"""Incomes that have stopped: "تركت شغلي", "انقطع حافز", "لو بعت البقاله", "شيل حساب المواطن"."""

from __future__ import annotations

from collections.abc import Iterator

from arabic.pay_amounts import Amount, sentence_start
from arabic.pay_cues import Cue
from arabic.pay_owners import MINE, Whose
from arabic.pay_scene import Scene
from arabic.pay_whose import Owning
from arabic.pay_words import bare, pay_words
from arabic.text import Mark

_KINDS = {
    "income.stops.job": "salary",
    "income.stops.business": "business",
    "income.stops.stipend": "student_stipend",
}
_NEAR = 4  # words between "انقطع" and what stopped
_WILL = ("ينقطع", "تنقطع", "يوقف", "ينق")
_HE = ("ي", "استقال", "انفصل", "انطرد", "انسرح")
_FEMALE = ("wife", "mother", "daughter", "sister")


class Stopped:
    """Reads what has stopped, and of whom; `places` are the cues that say it."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.text
        self.owners = scene.owners
        self.owning = Owning(scene.text, scene.owners)
        self.used = {frame.cue.start for frame in scene.found if frame.cue is not None}
        self.places: set[int] = set()

    def read(self) -> list[tuple[str | None, Whose | None]]:
        """Kinds and owners of what has stopped."""
        return [*self._by_verbs(), *self._taken_back()]

    def _by_verbs(self) -> Iterator[tuple[str | None, Whose | None]]:
        special = {mark.start for mark in self.text.of(*_KINDS)}
        for mark in self.text.of("income.stops"):
            kind = _KINDS.get(mark.concept)
            if (mark.start in special and kind is None) or not self._is_said(mark):
                continue
            if kind is not None:
                near = [cue for cue in self.scene.cues if abs(cue.start - mark.start) <= _NEAR]
                self.places |= {cue.start for cue in near if cue.role in ("pay", "job")}
                yield kind, self._who(mark)
            elif (cue := self._what(mark)) is not None:
                self.places.add(cue.start)
                yield cue.kind, MINE if cue.kind == "alimony" else self._whose(cue)

    def _taken_back(self) -> Iterator[tuple[str | None, Whose | None]]:
        """ "شيل حساب المواطن"."""
        for cue in self.scene.cues:
            if cue.role not in ("kind", "pay") or cue.start in self.used or cue.denied:
                continue
            if any(self.text.word(place) in pay_words("take_back") for place in range(cue.start - 2, cue.start)):
                self.places.add(cue.start)
                yield cue.kind, self._whose(cue)

    def _is_said(self, mark: Mark) -> bool:
        """Whether a word like "انقطع" tells that something stopped: not of sometimes, of a question, or of Daman."""
        if mark.denied and not mark.is_a("income.stops.job"):
            return False
        if self.text.word(mark.start - 1) in pay_words("sometimes") or self.scene.asks_or_wonders(mark.start):
            return False
        supposed = self.text.clauses[mark.clause].supposes
        if not supposed and bare(self.text.words[mark.start]).startswith(_WILL):
            return False  # "حساب المواطن ينقطع اذا اخذت ضمان ولا لا"
        return not any(cue.role == "daman" and 0 <= cue.start - mark.end <= 1 for cue in self.scene.cues)

    def _what(self, mark: Mark) -> Cue | None:
        named = [cue for cue in self.scene.cues if cue.role in ("kind", "pay", "job") and cue.kind is not None]
        named = [cue for cue in named if cue.start not in self.used and not cue.denied]
        after = [cue for cue in named if 0 <= cue.start - mark.end <= _NEAR and cue.mark.clause == mark.clause]
        before = [cue for cue in named if 0 <= mark.start - cue.end <= _NEAR]
        amounts = [frame.amount.start for frame in self.scene.found]
        before = [cue for cue in before if not any(cue.end <= place < mark.start for place in amounts)]
        if after and (not before or after[0].start - mark.end <= mark.start - before[-1].end):
            return after[0]
        return before[-1] if before else None

    def _whose(self, cue: Cue) -> Whose | None:
        near = Amount(cue.end, cue.end, None, None)
        limit = min(cue.end + 4, len(self.text.words))
        return self.owning.of(near, cue, sentence_start(self.text, cue.start), limit)

    def _who(self, mark: Mark) -> Whose | None:
        """Who has lost or left work, by the verb and its object."""
        owners, words = self.owners, self.text.words[mark.start : mark.end]
        first, last = bare(words[0]), words[-1]
        if first.endswith(("وني", "ونا")) or not pay_words("stopped.mine").isdisjoint(words):
            return MINE
        if first.endswith("وه") or (len(words) > 1 and last in pay_words("stopped.his")):
            return owners.last(mark.start, "his") or owners.after(mark.end, linked=False)
        if first.endswith("وها") or (len(words) > 1 and last in pay_words("stopped.hers")):
            return owners.last(mark.start, "hers")
        following = owners.after(mark.end, linked=False)
        if following is not None:
            return following
        subject = owners.subject(mark.start, 0)
        past_of_him = first.startswith(_HE) or first[:1] not in ("ا", "ن")
        if past_of_him and not first.endswith("ت"):
            return subject if subject is not None and subject.mention is not None else owners.last(mark.start, "his")
        return subject if subject is not None and subject.owner in _FEMALE else MINE
