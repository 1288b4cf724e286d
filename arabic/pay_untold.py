"""Incomes that are told without an amount: that they are there, that they are not, that they have stopped."""

from __future__ import annotations

from arabic.pay_amounts import Amount, sentence_start
from arabic.pay_cues import Cue, is_denied
from arabic.pay_nothing import IT_HAS_NO
from arabic.pay_owners import MINE, Whose
from arabic.pay_scene import Scene
from arabic.pay_stopped import Stopped
from arabic.pay_whose import Owning
from arabic.pay_words import pay_words
from arabic.text import Mark
from arabic.told import IncomeChange, IncomeTold

_HIRED_NEAR = 4  # words between a trade and the pay for it
_HAD_BEFORE = 4  # words between "عندي" or "استلم" and the income
_ANSWERED = ("other_income", "income_kind")
_LOOKING = ("work.seeks", "work.refuses", "work.cannot")
_HAS = ("own", "verb.earns", "verb.receive", "verb.comes")
# What may stand between a denial and what it says is not there.
_PASSED = (
    "own",
    "kin",
    "self",
    "other",
    "filler",
    "formula",
    "verb.comes",
    "verb.earns",
    "verb.receive",
    "deny",
    "income",
)


class Untold:
    """Reads incomes without amounts, once those with amounts are found."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.text
        self.owners = scene.owners
        self.owning = Owning(scene.text, scene.owners)
        self.asked = scene.asked
        self.told = {(frame.kind, frame.whose.owner) for frame in scene.found}
        self.used = {frame.cue.start for frame in scene.found if frame.cue is not None}
        self.places = [frame.amount.start for frame in scene.found]
        self.found: list[IncomeTold] = []

    def read(self) -> list[IncomeTold]:
        """The incomes in the order of their words, those that stopped first."""
        stopped = Stopped(self.scene)
        for kind, whose in stopped.read():
            self._add(kind, whose, "ends")
        for cue in self.scene.cues:
            if cue.start in self.used or cue.start in stopped.places or self.scene.asks_or_wonders(cue.start):
                continue
            if cue.denied and not self._excepted(cue):
                self._denied(cue)
            elif self._excepted(cue) and cue.kind is not None and not cue.ended:
                self._add(cue.kind, self._whose(cue), "is")
            elif not cue.ended:
                self._there(cue)
        self._workplaces()
        return self.found

    def _add(self, kind: str | None, whose: Whose | None, change: IncomeChange) -> None:
        if whose is None or (whose.gone and change != "ends"):
            return
        if kind == "other" and change == "is":
            whose = MINE
        if not self._is_told(kind, whose, change):
            self.told.add((kind, whose.owner))
            self.found.append(IncomeTold(kind, whose=whose.owner, change=change))

    def _is_told(self, kind: str | None, whose: Whose, change: IncomeChange) -> bool:
        """Whether it is told already, as another income of the same person may tell it."""
        kinds = {known for known, owner in self.told if owner == whose.owner}
        if kind in kinds or (kind is None and kinds):
            return True
        if kind == "salary" and change != "ends":
            return None in kinds or (change == "is" and "business" in kinds)
        return kind == "other" and change == "is" and any(known == "other" for known, _ in self.told)

    def _whose(self, cue: Cue) -> Whose | None:
        near = Amount(cue.end, cue.end, None, None)
        limit = cue.end if cue.denied else min(cue.end + 4, len(self.text.words))
        return self.owning.of(near, cue, sentence_start(self.text, cue.start), limit)

    def _in_clause(self, cue: Cue, *families: str) -> list[Mark]:
        return [mark for mark in self.text.of(*families) if mark.clause == cue.mark.clause]

    # not there

    def _denied(self, cue: Cue) -> None:
        if cue.role not in ("kind", "pay", "job", "any") or cue.mark.except_ or cue.several:
            return
        if cue.role == "any" and any(mark.start >= cue.end for mark in self._in_clause(cue, "except")):
            return
        if any(mark.start == cue.end for mark in self._in_clause(cue, "except", "deny.not")):
            return  # "ما يشتغل الا حنا الثنين"
        if not pay_words("second").isdisjoint(self.text.words[cue.end : cue.end + 3]):
            return
        if self._of_anybody(cue) or not self._plainly(cue):
            return
        whose = self._whose(cue)
        of_nobody = whose is not None and whose.mention is None
        if cue.role == "any" and of_nobody and self.text.word(cue.start - 1) in IT_HAS_NO:
            return  # "عمري ماله دخل"
        place = cue.kind == "business" and not cue.first_person and not cue.mark.sense.owner
        if not (cue.role == "kind" and place):
            self._add(cue.kind, whose, "none")

    def _plainly(self, cue: Cue) -> bool:
        """Whether a denial says that it is not there, and not something else of it ("ما يعطيني من راتبه")."""
        text = self.text
        denials = [mark for mark in self._in_clause(cue, "deny", "nobody") if mark.end <= cue.start]
        if not denials:
            return True
        last = denials[-1]
        if last.start <= 1 and text.words[last.start] == "لا" and cue.mark.sense.owner == "the":
            return False  # "لا، الراتب يطير"
        passed: set[int] = set()
        for mark in text.of(*_PASSED):
            if mark is not cue.mark and not mark.is_a("income.salary", "income.maash"):
                passed.update(range(mark.start, mark.end))
        return all(place in passed or text.words[place] in ("اي", "لا", "ولا") for place in range(last.end, cue.start))

    def _excepted(self, cue: Cue) -> bool:
        """Whether a cue is what a denial leaves: "ما بقي الا النفقه"."""
        near = [mark for mark in self.text.of("except") if 0 <= cue.start - mark.end <= 1]
        if not any(self.text.words[mark.start] != "والا" for mark in near):
            return False
        return any(mark.start < cue.start for mark in self.text.of("deny", "verb.remains"))

    def _of_anybody(self, cue: Cue) -> bool:
        """Whether it is denied of anybody ("محد يشتغل"), or wished or refused ("ما احب احد يعرف راتبي")."""
        families = ("nobody", "refuse", *(_LOOKING if cue.role == "job" else ()))
        if any(mark.start <= cue.end for mark in self._in_clause(cue, *families)):
            return True
        words = self.text.words[self.text.clauses[cue.mark.clause].start : cue.end]
        return any(
            word in pay_words("anybody") or word.removeprefix("و") in ("احد", "حد", "ابي", "ابغي", "ابغا")
            for word in words
        )

    # there

    def _there(self, cue: Cue) -> None:
        if not pay_words("in_kind").isdisjoint(self.text.words[cue.end : cue.end + 4]):
            return
        paid = [frame for frame in self.scene.found if frame.cue is not None and frame.cue.role == "pay"]
        if cue.kind == "business" and any(
            0 < frame.cue.start - cue.end <= _HIRED_NEAR and frame.whose == self._whose(cue)
            for frame in paid
            if frame.cue is not None
        ):
            return  # "مندوب توصيل بشركه على راتب 3200"
        bare = [frame for frame in self.scene.found if frame.cue is None and frame.amount.end <= cue.start]
        if cue.kind == "business" and bare and bare[-1].whose == self._whose(cue):
            return  # "تسعه الاف بالسنه، اسوق باص المدرسه"
        if self._tells(cue):
            self._add(cue.kind, self._whose(cue), "is")

    def _tells(self, cue: Cue) -> bool:
        """Whether a word for an income tells that it is there."""
        if cue.role == "kind" and cue.kind != "business":
            return self.asked in _ANSWERED or self._had(cue)
        if self.asked == "income_kind":
            return cue.role in ("kind", "pay", "job")
        if self.asked == "earned" and cue.role in ("job", "pay", "kind"):
            if self._in_clause(cue, *_LOOKING, "work.jobless", "income.stops"):
                return False
            whose = self._whose(cue)
            return cue.role != "pay" or bool(cue.owner) or (whose is not None and whose.mention is not None)
        return cue.role == "pay" and self._pointed(cue)

    def _had(self, cue: Cue) -> bool:
        """Whether a kind is said to be had: "عندي حساب مواطن", "استلم حافز", "ابوي متقاعد"."""
        if any(0 <= place - cue.end <= 3 for place in self.places):
            return False
        if cue.kind == "retirement_pension" and cue.word.startswith("متقاعد"):
            return not self._of_anybody(cue)
        if cue.kind in ("other", "rent"):
            return False
        near = [mark for mark in self._in_clause(cue, *_HAS) if 0 <= cue.start - mark.end < _HAD_BEFORE]
        return any(not is_denied(self.text, mark) for mark in near)

    def _pointed(self, cue: Cue) -> bool:
        """Whether pay is said to be of somebody: "هذا راتب ولدي مهب دخلي"."""
        if self.owners.after(cue.end) is None:
            return False
        before = self.text.words[max(0, cue.start - 2) : cue.start]
        return self.text.has("correct") or "الراتب" in before or not pay_words("pointing").isdisjoint(before)

    def _workplaces(self) -> None:
        """ "زوجي في شركة مقاولات", in answer to what the family earns."""
        if self.asked != "earned":
            return
        for mark in self.text.of("income.workplace"):
            there = self.text.word(mark.start - 1) == "في" or mark.sense.preposition == "ب"
            whose = self.owners.subject(mark.start, 0) if there and not self.text.asks(mark.start) else None
            if whose is None or whose.mention is None or whose.dead:
                continue
            if not any(owner == whose.owner for _, owner in self.told):
                self._add("salary", whose, "is")
