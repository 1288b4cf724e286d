"""Sentences that say that nothing comes in, that only one thing does, or that nobody works."""

from __future__ import annotations

from arabic.pay_scene import Scene
from arabic.pay_words import bare, pay_words
from arabic.persons import People
from arabic.row_table import row_table
from arabic.text import Clause, Mark
from arabic.told import Side

BOTH: frozenset[Side] = frozenset({"earned", "unearned"})
EARNED: frozenset[Side] = frozenset({"earned"})
UNEARNED: frozenset[Side] = frozenset({"unearned"})
NONE: frozenset[Side] = frozenset()

ENTERS = ("يدخل", "دخل", "يجي", "تدخل", "ينزل", "ندخل")
_SAYING = ("deny", "nobody", "nothing", "except", "work.jobless")
_WORDS = frozenset(["صفر", "الوحيد", "الوحيده"])
_COMES = ("verb.comes.mine", "verb.receive", "verb.comes.theirs", "verb.comes.hers", "income.any", "own")
_HELD = ("own", "verb.comes", "verb.remains", "income.any", "verb.receive", "deny.exist")
_OTHER_THINGS = ("kin", "car", "work", "home.live", "home.rent")
IT_HAS_NO = ("ماله", "مالها", "مالهم", "مالو", "مالوش")  # "عمري ماله دخل": has nothing to do with it
_MOST_OFTEN_ME = ("انا", "وانا")  # "ما عندهم الا الله ثم انا" speaks of persons
_OF_PAY = ("earned", "other_income", "income_amount")
_LEAST = 100  # riyals that can be an income
_NEAR = 4  # words between a denial and what it leaves
_FAR = 6  # words between "nobody" and "works"
_PAST = 5  # words between "كان" and what came in


class Nothing:
    """What one clause says is not there."""

    def __init__(self, scene: Scene, people: People, clause: Clause) -> None:
        self.scene = scene
        self.text = scene.text
        self.alone = people.alone
        self.others = any(
            one.place != "elsewhere" and one.absence is None and one.relation not in ("child", "son", "daughter")
            for one in people.told
        )
        self.words = self.text.words[clause.start : clause.end]
        self.bare = [bare(word) for word in self.words]
        self.marks = [mark for mark in self.text.marks if mark.clause == clause.number]

    def read(self) -> frozenset[Side]:
        """The sides of which there is nothing more."""
        if not any(mark.denied or mark.is_a(*_SAYING) for mark in self.marks) and _WORDS.isdisjoint(self.bare):
            return NONE
        return self._nothing_at_all() | self._only_this() | self._nobody_works()

    def _of(self, *families: str) -> list[Mark]:
        return [mark for mark in self.marks if mark.is_a(*families)]

    def _word(self, mark: Mark) -> str:
        return bare(self.text.words[mark.start])

    # nothing at all

    def _nothing_at_all(self) -> frozenset[Side]:
        """ "ولا يدخل علينا ريال", "ما عندنا اي دخل", "دخلنا صفر"."""
        if self.scene.asked == "old_system" or self._of("old"):
            return NONE  # of the past
        comes = [mark for mark in self._of(*_COMES) if not self._is_past(mark)]
        nothing = self._of("nothing")
        no_income = any("دخل" in self.text.words[mark.start : mark.end] for mark in nothing)
        old = {mark.end for mark in self._of("old.elderly_without_income")}
        named = [mark for mark in comes if mark.is_a("income.any") and not {mark.start - 1, mark.start - 2} & old]
        if not (no_income or named or any(word.startswith(ENTERS) for word in self.bare)):
            return NONE
        given = [mark for mark in self._of("verb.gives", "verb.give", "income.alimony") if not mark.denied]
        if given and not any(w.startswith("يدخل") for w in self.bare):
            return NONE
        enters = [mark for mark in comes if mark.is_a("verb") and self._word(mark).lstrip("م").startswith(ENTERS)]
        denied = no_income or any(mark.denied for mark in (*named, *enters)) or bool(enters and nothing)
        nothing_said = bool(nothing) or not pay_words("nothing.word").isdisjoint(self.words)
        if denied and not nothing_said and not any(mark.denied for mark in named):
            nothing_said = any(self._word(mark) == "يدخل" for mark in enters)
            if not nothing_said:
                return NONE
        if self._of("except") or any(mark.except_ for mark in self.marks) or self._something():
            return NONE
        if denied and self._of_pay_alone(named, enters):
            return EARNED
        return self._all_nothing(denied, nothing_said, no_income, named, enters)

    def _all_nothing(
        self, denied: bool, nothing_said: bool, no_income: bool, named: list[Mark], enters: list[Mark]
    ) -> frozenset[Side]:
        ours = any(word.removeprefix("ما") in pay_words("of_us") for word in self.bare)
        ours = ours or any(mark.sense.owner == "ours" for mark in named)
        if (
            denied
            and nothing_said
            and not ours
            and (named or no_income)
            and not enters
            and self.others
            and not self.alone
        ):
            return NONE  # the speaker has none; the others of the household may
        exists = [mark.end for mark in self._of("deny.exist") if self._word(mark) not in IT_HAS_NO]
        there_is_not = any(mark.denied and mark.start in exists for mark in named)
        zero = bool(named) and "صفر" in self.words
        if zero or (denied and (nothing_said or ours or self.alone or there_is_not)):
            return UNEARNED if self.scene.asked == "other_income" else BOTH
        return NONE

    def _is_past(self, mark: Mark) -> bool:
        before = self.text.words[max(0, mark.start - _PAST) : mark.start]
        return any(bare(word) in pay_words("was") for word in before)

    def _something(self) -> bool:
        """Whether an income stands in these words all the same."""
        number = self.marks[0].clause if self.marks else -1
        kinds = [cue for cue in self.scene.cues if cue.role == "kind" and cue.mark.clause == number]
        return any(not cue.denied and not cue.ended for cue in kinds)

    def _of_pay_alone(self, named: list[Mark], enters: list[Mark]) -> bool:
        """Whether only pay is denied: "ما يدخل علينا اي راتب", "لا يوجد دخل من العمل"."""
        if any(mark.denied for mark in named):
            return not enters and not pay_words("work").isdisjoint(self.words)
        if any(mark.denied and self.text.word(mark.start - 1) == "من" for mark in self._of("income.salary.many")):
            return True
        besides = ("شي", "غيره", "غيرو", "ريال", "تقاعد", "غيرها")
        return any(mark.denied for mark in self._of("income.salary")) and not any(w in besides for w in self.bare)

    # only this

    def _only_this(self) -> frozenset[Side]:
        """ "ما لنا الا تقاعد المرحوم", "ما يدخل علينا غير 800", "مالنا الا الله"."""
        for mark in self.marks:
            leaves = mark.is_a("except") or (mark.is_a("deny.not") and self.text.words[mark.start] == "غير")
            if leaves and (side := self._left_by(mark)):
                return side
        return NONE

    def _left_by(self, mark: Mark) -> frozenset[Side]:
        text, asked = self.text, self.scene.asked
        before = [other for other in self.marks if 0 <= mark.start - other.end <= _NEAR]
        denials = [other for other in before if other.is_a("deny") or bare(text.words[other.start]).startswith("ما")]
        if not denials or not any(other.is_a(*_HELD) for other in before):
            return NONE
        last = max(other.start for other in denials)
        between = [other for other in before if other.start > last]
        if any(other.is_a("verb.gives", "verb.give", "nobody") for other in before):
            return NONE
        if any(other.is_a(*_OTHER_THINGS) for other in between):
            return NONE
        if any(word in ("احد", "حد") for word in text.words[last : mark.start]):
            return NONE
        after = [other for other in self.marks if 0 <= other.start - mark.end <= _NEAR]
        if after and after[0].start == mark.end and after[0].is_a("self", "kin"):
            return NONE
        spans = [text.inside[at] for at in range(mark.end, min(mark.end + 3, len(text.words))) if at in text.inside]
        numbers = any(asked in _OF_PAY or span.money or (span.high or 0) >= _LEAST for span in spans)
        if asked == "bank" and not any(self._word(other).startswith(ENTERS) for other in before):
            return NONE
        income = numbers or any(other.is_a("income", "verb.comes", "verb.gives") for other in after)
        enters = any(self._word(other).startswith(ENTERS) for other in before)
        if income and asked == "earned" and not enters and any(other.is_a("income.salary") for other in after):
            return EARNED
        god = not pay_words("god").isdisjoint(text.words[mark.end : mark.end + 2])
        theirs = any(other.is_a("own.theirs", "own.his", "own.hers") for other in before)
        god = god and not theirs and not any(word in _MOST_OFTEN_ME for word in text.words[mark.end : mark.end + 4])
        if income or (god and asked in ("earned", "other_income")):
            return UNEARNED if asked == "other_income" else BOTH
        return BOTH if god else NONE

    # nobody works

    def _nobody_works(self) -> frozenset[Side]:
        """ "محد يشتغل", "ما عندنا رواتب", "كلنا عاطلين"."""
        work = self._of("work.works", "income.job", "income.salary")
        purpose = row_table()
        work = [mark for mark in work if not purpose.at("purpose", self.text.words, mark.start - 1)]
        sole = not pay_words("sole").isdisjoint(self.bare)
        if sole and any(mark.is_a("work.works", "income.job") and not mark.denied for mark in work):
            return EARNED
        nobody = self._of("nobody")
        if not nobody and not pay_words("anybody").isdisjoint(self.words):
            nobody = self._of("deny")
        leaves = [mark for mark in self._of("except", "deny.not") if self._word(mark) in ("الا", "غير", "سوى")]
        alone = [
            mark for mark in work if mark.denied and mark.sense.person in ("he", "they") and mark.is_a("work.works")
        ]
        if alone and any(mark.end == other.start for other in leaves for mark in alone):
            return EARNED  # "ما يشتغل الا حنا الثنين"
        if nobody and any(0 <= mark.start - nobody[0].end <= _FAR or mark is nobody[0] for mark in work):
            return EARNED
        jobless = self._of("work.jobless") and not pay_words("all_of_us").isdisjoint(self.bare)
        return self._no_salaries(work) or (EARNED if jobless else NONE)

    def _no_salaries(self, work: list[Mark]) -> frozenset[Side]:
        denied = [mark for mark in work if mark.denied and mark.is_a("income.salary")]
        ours = [mark for mark in denied if self.text.words[mark.start].endswith("واتب") or self._is_ours(mark)]
        others = [mark for mark in self._of("income") if mark.denied]
        others = [mark for mark in others if not mark.is_a("income.salary", "income.job", "income.any")]
        if denied and others:
            nothing = self._of("nothing") or any(word in ("شي", "ريال") for word in self.words)
            return BOTH if nothing else EARNED if ours else NONE
        if ours and self.scene.asked is None and any(mark.start > ours[0].start for mark in self._of("nothing")):
            return BOTH
        another = any(self.text.word(mark.end) in pay_words("second") for mark in denied)
        return EARNED if another or (ours and not any(mark.except_ for mark in self.marks)) else NONE

    def _is_ours(self, mark: Mark) -> bool:
        around = self.text.words[max(0, mark.start - _NEAR) : mark.end + 2]
        return any(bare(word) in pay_words("of_us") for word in around)
