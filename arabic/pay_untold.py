"""Incomes that are told without an amount: that they are there, that they are not, that they have stopped."""

from __future__ import annotations

from dataclasses import replace

from arabic.pay_amounts import Amount, sentence_start
from arabic.pay_cues import Cue, is_denied
from arabic.pay_frames import Frame
from arabic.pay_owners import MINE, Owners, Whose
from arabic.pay_whose import Owning
from arabic.text import Mark, Text
from arabic.told import IncomeTold

_STOPPED = {"income.stops.job": "salary", "income.stops.business": "business", "income.stops.stipend": "student_stipend"}
_STOP_NEAR = 4  # words between "انقطع" and what stopped
_ANOTHER = frozenset("ثاني ثانيه ثان تاني تانيه اخر اخري غيره غيرها غيرهم غيرو اضافي ثالث غير".split())
_HAD_BEFORE = 4  # words between "عندي" or "استلم" and the income
_HIS = frozenset("شغله شغلو عقده عقدو وظيفته راتبه راتبو براتبه دوامه عمله معاه مكافاته".split())
_HERS = frozenset("شغلها عقدها وظيفتها راتبها براتبها دوامها عملها معاها مكافاتها".split())
_ASKED = ("earned", "other_income", "income_kind")


class Untold:
    """Reads incomes without amounts; `frames` are those with amounts."""

    def __init__(self, text: Text, cues: list[Cue], owners: Owners, frames: list[Frame], asked: str | None) -> None:
        self.text = text
        self.cues = cues
        self.owners = owners
        self.owning = Owning(text, owners)
        self.asked = asked
        self.told = {(frame.kind, frame.whose.owner) for frame in frames}
        self.used = {frame.cue.start for frame in frames if frame.cue is not None}
        self.places = [frame.amount.start for frame in frames]
        self.found: list[IncomeTold] = []

    def read(self) -> list[IncomeTold]:
        """The incomes in the order of their words."""
        stopped = self._stopped()
        for cue in self.cues:
            if cue.start in self.used or cue.start in stopped or self._in_question(cue.start):
                continue
            if cue.denied:
                self._denied(cue)
            elif not cue.ended:
                self._there(cue, certain=self._excepted(cue))
        return self.found

    def _add(self, kind: str | None, whose: Whose | None, change: str) -> None:
        if whose is None or (whose.gone and change != "ends"):
            return
        if (kind, whose.owner) in self.told or (kind == "salary" and (None, whose.owner) in self.told):
            return
        if kind == "salary" and change == "is" and ("business", whose.owner) in self.told:
            return
        if kind is None and any(owner == whose.owner for _, owner in self.told):
            return
        self.told.add((kind, whose.owner))
        told = IncomeTold(kind, whose=whose.owner)
        self.found.append(replace(told, change=change))  # type: ignore[arg-type]

    def _in_question(self, place: int) -> bool:
        clause = self.text.clauses[self.text.clause_of[place]]
        asked = clause.asks or self.text.words[clause.end - 1 : clause.end] == ["?"]
        return asked and not clause.supposes

    def _whose(self, cue: Cue) -> Whose | None:
        near = Amount(cue.end, cue.end, None, None)
        return self.owning.of(near, cue, sentence_start(self.text, cue.start), min(cue.end + 4, len(self.text.words)))

    # stopped

    def _stopped(self) -> set[int]:
        """What has stopped; the places of its cues."""
        places: set[int] = set()
        special = {mark.start for mark in self.text.of(*_STOPPED)}
        for mark in self.text.of("income.stops"):
            if mark.start in special and mark.concept not in _STOPPED:
                continue
            if (mark.denied and not mark.is_a("income.stops.job")) or self.text.word(mark.start - 1) in ("ومره", "مره", "ومرات", "مرات", "احيانا"):
                continue
            if self._in_question(mark.start):
                continue
            kind = _STOPPED.get(mark.concept)
            if kind is not None:
                self._add(kind, self._who_stopped(mark), "ends")
                places |= {cue.start for cue in self.cues if abs(cue.start - mark.start) <= _STOP_NEAR and cue.role in ("pay", "job")}
                continue
            cue = self._what_stopped(mark)
            if cue is not None:
                places.add(cue.start)
                whose = MINE if cue.kind == "alimony" else self._whose(cue)
                self._add(cue.kind, whose, "ends")
        return places

    def _what_stopped(self, mark: Mark) -> Cue | None:
        named = [cue for cue in self.cues if cue.role in ("kind", "pay", "job") and cue.kind is not None and cue.start not in self.used and not cue.denied]
        after = [cue for cue in named if 0 <= cue.start - mark.end <= _STOP_NEAR and cue.mark.clause == mark.clause]
        before = [cue for cue in named if 0 <= mark.start - cue.end <= _STOP_NEAR and not self._amount_between(cue.end, mark.start)]
        if after and (not before or after[0].start - mark.end <= mark.start - before[-1].end):
            return after[0]
        return before[-1] if before else None

    def _amount_between(self, start: int, end: int) -> bool:
        return any(start <= place < end for place in self.places)

    def _who_stopped(self, mark: Mark) -> Whose | None:
        first = self.text.words[mark.start].removeprefix("و")
        object_ = self.text.words[mark.end - 1] if mark.end - mark.start > 1 else ""
        owners = self.owners
        if first.endswith(("وني", "ونا")) or object_.endswith(("ي", "نا")) or first.endswith("ي"):
            return MINE
        if first.endswith("وه") or object_ in _HIS:
            return owners.last(mark.start, "his") or owners.after(mark.end, linked=False)
        if first.endswith("وها") or object_ in _HERS:
            return owners.last(mark.start, "hers")
        following = owners.after(mark.end, linked=False)
        if following is not None:
            return following
        subject = owners.subject(mark.start, 0)
        if first.startswith(("ي",)) or (not first.endswith("ت") and first[:1] not in ("ا", "ن")):
            return subject if subject is not None and subject.mention is not None else owners.last(mark.start, "his")
        female = subject is not None and subject.owner in ("wife", "mother", "daughter", "sister")
        return subject if female else MINE

    # not there

    def _denied(self, cue: Cue) -> None:
        if cue.role not in ("kind", "pay", "job", "any") or cue.mark.except_:
            return
        if self._excepted(cue):
            self._there(cue, certain=True)
            return
        following = self.text.words[cue.end : cue.end + 3]
        later = [mark for mark in self.text.of("except") if mark.clause == cue.mark.clause and mark.start >= cue.end]
        if cue.several or (cue.role == "any" and later):
            return
        if any(word in _ANOTHER for word in following) or self._nobody(cue):
            return
        if cue.role == "kind" and cue.kind == "business" and not cue.first_person and not cue.mark.sense.owner:
            return
        self._add(cue.kind, self._whose(cue), "none")

    def _excepted(self, cue: Cue) -> bool:
        near = [mark for mark in self.text.of("except") if 0 <= cue.start - mark.end <= 1 and self.text.words[mark.start] != "والا"]
        return bool(near) and any(mark.is_a("deny", "verb.remains") and mark.start < cue.start for mark in self.text.marks)

    def _nobody(self, cue: Cue) -> bool:
        """Whether it is denied of anybody ("محد يشتغل"), or refused ("ما احب احد يعرف راتبي")."""
        clause = self.text.clauses[cue.mark.clause]
        return any(
            mark.is_a("nobody", "refuse", "work.refuses", "work.cannot", "work.seeks")
            and mark.clause == cue.mark.clause
            and not (mark.start > cue.end)
            for mark in self.text.marks
        ) or any(word.removeprefix("و") in ("احد", "حد", "واحد", "وحده", "ابي", "ابغي", "ابغا") for word in self.text.words[clause.start : cue.end])

    # there

    def _there(self, cue: Cue, certain: bool = False) -> None:
        if any(word in ("سله", "سلال", "بطاقه") for word in self.text.words[cue.end : cue.end + 4]):
            return
        if certain and cue.kind is not None:
            self._add(cue.kind, self._whose(cue), "is")
        elif cue.role == "kind" and cue.kind != "business":
            if self.asked in ("other_income", "income_kind") or self._had(cue):
                self._add(cue.kind, self._whose(cue), "is")
        elif self.asked == "income_kind" and cue.role in ("kind", "pay", "job"):
            self._add(cue.kind, self._whose(cue), "is")
        elif self.asked == "earned" and cue.role in ("job", "pay", "kind") and not self._seeking(cue):
            whose = self._whose(cue)
            if cue.role != "pay" or cue.owner or (whose is not None and whose.mention is not None):
                self._add(cue.kind, whose, "is")
        elif cue.role == "pay" and self._pointed(cue):
            self._add(cue.kind, self._whose(cue), "is")

    def _had(self, cue: Cue) -> bool:
        """Whether a kind is said to be had: "عندي حساب مواطن", "استلم حافز", "ابوي متقاعد"."""
        if any(0 <= place - cue.end <= 3 for place in self.places):
            return False
        if cue.kind == "retirement_pension" and self.text.words[cue.start].removeprefix("و").startswith("متقاعد"):
            return not self._nobody(cue)
        if cue.kind in ("other", "rent"):
            return False
        near = [mark for mark in self.text.marks if 0 <= cue.start - mark.end < _HAD_BEFORE and mark.clause == cue.mark.clause]
        return any(mark.is_a("own", "verb.earns", "verb.receive", "verb.comes") and not is_denied(self.text, mark) for mark in near)

    def _seeking(self, cue: Cue) -> bool:
        return any(
            mark.is_a("work.seeks", "work.refuses", "work.cannot", "work.jobless", "income.stops") and mark.clause == cue.mark.clause
            for mark in self.text.marks
        )

    def _pointed(self, cue: Cue) -> bool:
        """Whether pay is said to be of somebody: "هذا راتب ولدي مهب دخلي"."""
        before = self.text.words[max(0, cue.start - 2) : cue.start]
        named = self.owners.after(cue.end)
        return named is not None and (self.text.has("correct") or any(word in ("هذا", "هادا", "هذي", "ذا", "الراتب") for word in before))


def workplaces(text: Text, owners: Owners, told: set[str], asked: str | None) -> list[IncomeTold]:
    """ "زوجي في شركة مقاولات", in answer to what the family earns: pay of an amount that is not said."""
    if asked != "earned":
        return []
    found: list[IncomeTold] = []
    for mark in text.of("income.workplace"):
        if text.word(mark.start - 1) not in ("في", "فى") and mark.sense.preposition != "ب":
            continue
        whose = owners.subject(mark.start, 0)
        if whose is None or whose.gone or whose.dead or whose.mention is None or whose.owner in told or text.asks(mark.start):
            continue
        told.add(whose.owner)
        found.append(IncomeTold("salary", whose=whose.owner))
    return found
