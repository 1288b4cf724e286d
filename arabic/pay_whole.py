"""Whether what is told is all: nobody else earns, nothing else comes in, nothing at all does."""

from __future__ import annotations

from collections.abc import Sequence

from arabic.pay_cues import Cue
from arabic.persons import People
from arabic.text import Clause, Mark, Text
from arabic.told import IncomeTold, Side

_BOTH: frozenset[Side] = frozenset({"earned", "unearned"})
_NONE: frozenset[Side] = frozenset()
_ENTERS = ("يدخل", "دخل", "يجي", "تدخل", "ينزل", "ندخل")
_OF_US = ("عندنا", "لنا", "علينا", "معنا", "فينا", "منا", "عندهم", "عليهم", "منهم", "لهم")
_NEAR = 7  # words between an income and "وبس"
_WAS = frozenset("كان كانت كنت كنا".split())
_BESIDES = frozenset("غيره غيرها غيرهن غيرهم غيرو غيرهما".split())
_SECOND = frozenset("ثاني ثانيه تاني تانيه اخر اخري غيره زياده".split())
_LIKE_ME = frozenset("زيي مثلي زينا مثلنا زي حالتي".split())


class Whole:
    """Reads which side of the income is said to be all told."""

    def __init__(self, text: Text, cues: list[Cue], people: People, incomes: Sequence[IncomeTold], asked: str | None) -> None:
        self.text = text
        self.cues = cues
        self.alone = people.alone
        self.others = [one for one in people.told if one.place != "elsewhere" and one.absence is None and one.relation not in ("child", "son", "daughter")]
        self.people = people
        self.incomes = [income for income in incomes if income.change == "is"]
        self.asked = asked

    def read(self) -> frozenset[Side]:
        """The sides that are all told."""
        sides: frozenset[Side] = _NONE
        if any(mark.is_a("refuse") for mark in self.text.marks):
            return sides
        for clause in self.text.clauses:
            like_me = not _LIKE_ME.isdisjoint(self.text.words[clause.start : clause.end])
            if clause.asks and not clause.supposes and not like_me:
                continue
            marks = [mark for mark in self.text.marks if mark.clause == clause.number]
            sides |= self._of_clause(clause, marks)
        return sides | self._only_said() | self._of_answer()

    def _only_said(self) -> frozenset[Side]:
        """ "بس راتبي 3900", "انا بس راتبي": only this, where the message begins so."""
        text = self.text
        passed = {place for mark in text.of("formula", "filler", "self", "polar.yes") for place in range(mark.start, mark.end)}
        begun = [place for place in range(len(text.words)) if place not in passed or text.words[place] == "بس"]
        first = begun[0] if begun else 0
        if self.asked == "earned" and self.incomes and self._only_one_works():
            return frozenset({"earned"})
        only = text.word(first) == "بس" or (text.word(first - 1) == "بس") or text.word(0) == "بس"
        if not only or not any(cue.start <= first + 2 and cue.role in ("pay", "kind") and not cue.denied for cue in self.cues):
            return _NONE
        if self.asked == "other_income":
            return frozenset({"unearned"})
        return frozenset({"earned"}) if self.asked == "earned" else _BOTH

    def _of_clause(self, clause: Clause, marks: list[Mark]) -> frozenset[Side]:
        words = self.text.words[clause.start : clause.end]
        sides: frozenset[Side] = _NONE
        if any(mark.is_a("income.all") for mark in marks) and self.incomes:
            sides |= _BOTH
        if any(mark.is_a("income.nothing_else") for mark in marks):
            sides |= self._nothing_else(words, marks)
        sides |= self._no_other(clause, marks)
        if self.incomes and any(mark.is_a("income.any") and not mark.denied for mark in marks) and self._only(clause):
            sides |= _BOTH
        sides |= self._nothing_at_all(words, marks)
        sides |= self._only_this(words, marks)
        return sides | self._nobody_works(words, marks)

    def _only_one_works(self) -> bool:
        """ "زوجي فقط 4500", "بس ولدي يشتغل", "انا بس راتبي"."""
        text = self.text
        starts = {one.start for one in self.people.mentions} | {mark.start for mark in text.of("self")}
        ends = {one.end for one in self.people.mentions} | {mark.end for mark in text.of("self")}
        for place, word in enumerate(text.words):
            if word not in ("بس", "فقط"):
                continue
            pays = place + 1 in text.starting or any(cue.start == place + 1 and cue.role in ("pay", "job") for cue in self.cues)
            if (place in ends and pays) or (place == 0 and 1 in starts) or (place in ends and text.word(place + 1) in ("اللي", "الي")):
                return True
        return text.has("person.alone") and text.word(0) == "انا" and text.word(1) == "بس"

    def _nothing_else(self, words: list[str], marks: list[Mark]) -> frozenset[Side]:
        """ "وبس", "ولا غيره": of what was asked, or of all where nothing was."""
        near = [mark for mark in marks if mark.is_a("income.nothing_else") and self._beside_income(mark)]
        if not near and self.asked not in ("earned", "other_income"):
            return _NONE
        salaries = any(mark.is_a("income.salary") and mark.denied for mark in marks)
        enters = any(word.removeprefix("و").startswith(_ENTERS) for word in words)
        if self.asked == "earned":
            return _BOTH if enters and not salaries else frozenset({"earned"})
        if self.asked == "other_income":
            return frozenset({"unearned"})
        return _BOTH if self.incomes else _NONE

    def _no_other(self, clause: Clause, marks: list[Mark]) -> frozenset[Side]:
        """A denial beside "غيره" or "شي ثاني": "ولا عندنا شي ثاني", "ما يجينا من احد غيرها"."""
        text = self.text
        denials = [mark for mark in marks if mark.is_a("deny") and not mark.is_a("deny.not")]
        for place in range(clause.start, clause.end):
            word = text.words[place].removeprefix("و")
            noun = text.word(place - 1).removeprefix("و").removeprefix("ال")
            other = word in _BESIDES or (word in _SECOND and noun in ("شي", "دخل", "مصدر", "حاجه", "راتب", "رواتب", "شيء"))
            near = [mark for mark in denials if 0 <= place - mark.end <= 4 or 0 <= mark.start - place <= 2]
            if not other or not near or not (self.incomes or self.asked in ("earned", "other_income")):
                continue
            if any(mark.is_a("nobody") for mark in marks) or any(w in ("احد", "حد", "غيري") for w in text.words[max(clause.start, place - 5) : place]):
                continue
            if self.asked in ("earned", "other_income"):
                pay = noun in ("راتب", "رواتب") or self.asked == "earned"
                return frozenset({"earned"}) if pay else frozenset({"unearned"})
            return frozenset({"earned"}) if noun in ("راتب", "رواتب") else _BOTH
        return _NONE

    def _only(self, clause: Clause) -> bool:
        """Whether "بس" or "فقط" ends a statement, or stands right before its amount."""
        text = self.text
        for place in range(clause.start, min(clause.end + 1, len(text.words))):
            if text.words[place] not in ("بس", "فقط"):
                continue
            following = text.word(place + 1)
            if not following or following in (",", ".", "!", "?") or place + 1 in text.starting:
                return True
        return False

    def _beside_income(self, mark: Mark) -> bool:
        """Whether an income stands shortly before words like "وبس"."""
        places = [cue.end for cue in self.cues if cue.role in ("kind", "pay", "job", "gives", "comes") and not cue.denied]
        places += [span.end for span in self.text.numbers if span.high is not None and span.high >= 100]
        return any(0 <= mark.start - place <= _NEAR for place in places)

    def _nothing_at_all(self, words: list[str], marks: list[Mark]) -> frozenset[Side]:
        """ "ولا يدخل علينا ريال", "ما عندنا اي دخل", "دخلنا صفر"."""
        comes = [mark for mark in marks if mark.is_a("verb.comes.mine", "verb.receive", "verb.comes.theirs", "verb.comes.hers", "income.any", "own")]
        if self.asked == "old_system" or any(mark.is_a("old") for mark in marks):
            return _NONE  # of the past
        comes = [mark for mark in comes if not any(word.removeprefix("و") in _WAS for word in self.text.words[max(0, mark.start - 5) : mark.start])]
        given = any(mark.is_a("verb.gives", "verb.give", "income.alimony") for mark in marks)
        nothing_said = [mark for mark in marks if mark.is_a("nothing")]
        no_income = any("دخل" in self.text.words[mark.start : mark.end] for mark in nothing_said)
        income = no_income or any(mark.is_a("income.any") for mark in comes) or any(word.removeprefix("و").startswith(_ENTERS) for word in words)
        if not income or given and not any(word.removeprefix("و").startswith("يدخل") for word in words):
            return _NONE
        enters = [mark for mark in comes if mark.is_a("verb") and self.text.words[mark.start].removeprefix("و").lstrip("م").startswith(_ENTERS)]
        denied = (
            no_income
            or any(mark.denied for mark in comes if mark.is_a("income.any"))
            or any(mark.denied for mark in enters)
            or bool(enters and nothing_said)
        )
        nothing = bool(nothing_said) or any(word in ("ريال", "قرش", "شي", "هلله", "صفر", "اي", "جهه", "ابد", "ابدا", "نهائي", "نهائيا") for word in words)
        if denied and not nothing and not any(mark.is_a("income.any") and mark.denied for mark in comes):
            nothing = any(self.text.words[mark.start].removeprefix("و") == "يدخل" for mark in enters)
            if not nothing:
                return _NONE
        if any(mark.is_a("except") or mark.except_ for mark in marks) or self._something(marks):
            return _NONE
        pay_only = any(mark.is_a("income.salary") and mark.denied for mark in marks) and not any(
            word.removeprefix("و") in ("شي", "غيره", "غيرو", "ريال", "تقاعد", "غيرها") for word in words
        )
        if denied and pay_only and not any(mark.is_a("income.any") and mark.denied for mark in comes):
            return frozenset({"earned"})
        zero = any(mark.is_a("income.any") for mark in marks) and "صفر" in words
        ours = any(word.removeprefix("و").removeprefix("ما") in _OF_US for word in words) or any(
            mark.is_a("income.any") and mark.sense.owner in ("ours",) for mark in marks
        )
        there_is_not = any(
            mark.is_a("income.any") and mark.denied and any(other.is_a("deny.exist", "deny.without") and other.end == mark.start for other in marks)
            for mark in comes
        )
        mine = denied and nothing and not ours and any(mark.is_a("income.any") or no_income for mark in comes) and not enters
        if mine and self.others and not self.alone:
            return _NONE  # the speaker has none; the others of the household may
        if zero or (denied and (nothing or ours or self.alone or there_is_not)):
            return frozenset({"unearned"}) if self.asked == "other_income" else _BOTH
        return _NONE

    def _something(self, marks: list[Mark]) -> bool:
        """Whether an income stands in these words all the same."""
        if not marks:
            return False
        clause = marks[0].clause
        return any(cue.mark.clause == clause and cue.role in ("kind",) and not cue.denied and not cue.ended for cue in self.cues)

    def _only_this(self, words: list[str], marks: list[Mark]) -> frozenset[Side]:
        """ "ما لنا الا تقاعد المرحوم", "ما يدخل علينا غير 800", "مالنا الا الله"."""
        for index, mark in enumerate(marks):
            if not (mark.is_a("except") or (mark.is_a("deny.not") and self.text.words[mark.start] == "غير")):
                continue
            before = [other for other in marks[:index] if mark.start - other.end <= 4]
            denial = any(other.is_a("deny") or self.text.words[other.start].startswith("ما") for other in before)
            held = [other for other in before if other.is_a("own", "verb.comes", "verb.remains", "income.any", "verb.receive", "deny.exist")]
            gives = any(other.is_a("verb.gives", "verb.give", "nobody") for other in before)
            last_denial = max((other.start for other in before if other.is_a("deny")), default=0)
            between = [other for other in before if other.start > last_denial]
            if not denial or not held or gives or any(other.is_a("kin", "car", "work", "home.live", "home.rent") for other in between):
                continue
            if any(word in ("احد", "حد") for word in self.text.words[last_denial : mark.start]):
                continue
            following = self.text.words[mark.end : mark.end + 3]
            after = [other for other in marks if other.start >= mark.end and other.start - mark.end <= 4]
            if after and after[0].is_a("self", "kin") and after[0].start == mark.end:
                continue
            income = any(other.is_a("income", "verb.comes", "verb.gives") for other in after) or any(
                place in self.text.inside for place in range(mark.end, min(mark.end + 3, len(self.text.words)))
            )
            god = any(word in ("الله", "ربي", "ربنا", "رحمه") for word in following[:2])
            if income or (god and (self.asked in ("earned", "other_income") or any(self.text.words[o.start] in ("يدخل",) for o in before))):
                return frozenset({"unearned"}) if self.asked == "other_income" else _BOTH
            if god:
                return _BOTH
        return _NONE

    def _nobody_works(self, words: list[str], marks: list[Mark]) -> frozenset[Side]:
        """ "محد يشتغل", "ما عندنا رواتب", "كلنا عاطلين"."""
        earned: frozenset[Side] = frozenset({"earned"})
        work = [mark for mark in marks if mark.is_a("work.works", "income.job", "income.salary")]
        nobody = [mark for mark in marks if mark.is_a("nobody")] or [
            mark for mark in marks if mark.is_a("deny") and any(word in ("احد", "حد", "واحد", "وحده") for word in words)
        ]
        if nobody and any(mark.start >= nobody[0].start and mark.start - nobody[0].end <= 6 for mark in work):
            return earned
        salaries = [
            mark for mark in work if mark.denied and mark.is_a("income.salary") and (self.text.words[mark.start].endswith("واتب") or _ours(words))
        ]
        another = [mark for mark in work if mark.denied and mark.is_a("income.salary") and self.text.word(mark.end) in ("ثالث", "ثاني", "غيره", "رابع")]
        others = [mark for mark in marks if mark.denied and mark.is_a("income") and not mark.is_a("income.salary", "income.job", "income.any")]
        if any(mark.is_a("income.salary") and mark.denied for mark in work) and others:
            nothing = any(mark.is_a("nothing") for mark in marks) or any(word in ("شي", "ريال") for word in words)
            return _BOTH if nothing else earned if salaries else _NONE
        if another or (salaries and not any(mark.except_ for mark in marks)):
            return earned
        jobless = any(mark.is_a("work.jobless") for mark in marks) and any(word.removeprefix("و") in ("كلنا", "كلهم", "كلنا") for word in words)
        return earned if jobless else _NONE

    # answers

    def _of_answer(self) -> frozenset[Side]:
        """A no to the question about pay, or about other income."""
        if self.asked not in ("earned", "other_income"):
            return _NONE
        side: frozenset[Side] = frozenset({"earned"}) if self.asked == "earned" else frozenset({"unearned"})
        text = self.text
        if text.has("polar.unsure", "refuse", "skip"):
            return _NONE
        words = [word for word in text.words if word not in (",", ".", "!")]
        if any(clause.asks for clause in text.clauses) and not words[:1] == ["لا"]:
            return _NONE
        if not words:
            return _NONE
        if text.numbers and all(span.low == span.high == 0 for span in text.numbers):
            return side
        if text.words[-2:] == ["ولا", "شي"] and not self.incomes:
            return side
        leading = self._leads_with_no()
        if leading and (not self.incomes or self._leaves_only_these()):
            return side
        return _NONE

    def _leads_with_no(self) -> bool:
        """Whether the answer begins with a no or with "there is not", passing over oaths."""
        passed = {place for mark in self.text.of("formula", "filler", "self") for place in range(mark.start, mark.end)}
        for place, word in enumerate(self.text.words):
            if place in passed or word in (",", ".", "!", "يا", "شيخ", "ابد"):
                if word == "ابد":
                    return True
                continue
            here = self.text.marks_at.get(place, ())
            if any(mark.is_a("correct") for mark in here):
                return False
            if any(mark.is_a("polar.no", "deny.exist", "nobody", "nothing") for mark in here):
                return True
            following = self.text.marks_at.get(place + 1, ())
            told = any(mark.is_a("own", "verb.comes", "income") and not mark.is_a("income.job") for mark in following)
            there = self.text.word(place + 1) in ("شي", "غير", "فيه", "في", "به", "بو")
            return any(mark.is_a("deny") for mark in here) and (told or there)
        return False

    def _leaves_only_these(self) -> bool:
        """ "لا غير حساب المواطن يجيني 900"."""
        return any(
            mark.is_a("except", "deny.not", "income.nothing_else") and mark.start <= 3 for mark in self.text.marks
        )


def _ours(words: list[str]) -> bool:
    return any(word.removeprefix("و") in _OF_US for word in words)
