"""Whether what is told is all: nobody else earns, nothing else comes in, nothing at all does."""

from __future__ import annotations

from collections.abc import Sequence

from arabic.pay_nothing import BOTH, EARNED, ENTERS, NONE, UNEARNED, Nothing
from arabic.pay_scene import Scene
from arabic.pay_words import bare, pay_words
from arabic.persons import People
from arabic.text import Clause, Mark
from arabic.told import IncomeTold, Side

_LEAST = 100  # riyals that can be an income
_NEAR = 7  # words between an income and "وبس"
_ONLY = ("بس", "فقط")
_ENDS = (",", ".", "!", "?")
_WHO = ("اللي", "الي")
_ANSWERED = ("earned", "other_income")
_THERE_IS_NOT = ("شي", "غير", "فيه", "في", "به", "بو")  # after "ما"


class Whole:
    """Reads which side of the income is said to be all told."""

    def __init__(self, scene: Scene, people: People, incomes: Sequence[IncomeTold]) -> None:
        self.scene = scene
        self.text = scene.text
        self.asked = scene.asked
        self.people = people
        self.incomes = [income for income in incomes if income.change == "is"]
        self.ended = any(income.change == "ends" for income in incomes)

    def read(self) -> frozenset[Side]:
        """The sides that are all told."""
        if self.text.has("refuse"):
            return NONE
        sides: frozenset[Side] = NONE
        for clause in self.text.clauses:
            like_me = not pay_words("like_me").isdisjoint(self.text.words[clause.start : clause.end])
            if not clause.asks or clause.supposes or like_me:
                sides |= self._of_clause(clause) | Nothing(self.scene, self.people, clause).read()
        return sides | self._begins_with_only() | self._of_answer()

    @property
    def _of_asked(self) -> frozenset[Side]:
        """The side that an answer speaks of."""
        return EARNED if self.asked == "earned" else UNEARNED if self.asked == "other_income" else BOTH

    # nothing else

    def _of_clause(self, clause: Clause) -> frozenset[Side]:
        marks = [mark for mark in self.text.marks if mark.clause == clause.number]
        sides: frozenset[Side] = NONE
        if self.incomes and any(mark.is_a("income.all") for mark in marks):
            sides |= BOTH
        if any(mark.is_a("income.nothing_else") for mark in marks):
            sides |= self._nothing_else(clause, marks)
        if self.incomes and self.asked in _ANSWERED and self._ends_in_only(clause):
            sides |= self._of_asked
        named = any(mark.is_a("income.any") and not mark.denied for mark in marks)
        if self.incomes and named and self._is_only(clause):
            sides |= BOTH
        return sides | self._no_other(clause, marks)

    def _nothing_else(self, clause: Clause, marks: list[Mark]) -> frozenset[Side]:
        """ "وبس", "ولا غيره": of what was asked, or of all where nothing was."""
        if self.asked == "earned":
            salaries = any(mark.is_a("income.salary") and mark.denied for mark in marks)
            enters = any(bare(word).startswith(ENTERS) for word in self.text.words[clause.start : clause.end])
            return BOTH if enters and not salaries else EARNED
        if self.asked == "other_income":
            return UNEARNED
        near = any(mark.is_a("income.nothing_else") and self._beside_income(mark) for mark in marks)
        return BOTH if near and self.incomes else NONE

    def _beside_income(self, mark: Mark) -> bool:
        """Whether an income stands shortly before words like "وبس"."""
        cues = [cue for cue in self.scene.cues if cue.role in ("kind", "pay", "job", "gives", "comes")]
        places = [cue.end for cue in cues if not cue.denied]
        places += [span.end for span in self.text.numbers if span.high is not None and span.high >= _LEAST]
        return any(0 <= mark.start - place <= _NEAR for place in places)

    def _no_other(self, clause: Clause, marks: list[Mark]) -> frozenset[Side]:
        """A denial beside "غيره" or "شي ثاني": "ولا عندنا شي ثاني", "غيرها والله ما فيه"."""
        if not self.incomes and self.asked not in _ANSWERED:
            return NONE
        text = self.text
        if (side := self._besides_this(clause, marks)) is not NONE:
            return side
        denials = [mark for mark in marks if mark.is_a("deny") and not mark.is_a("deny.not")]
        if not denials or any(mark.is_a("nobody") for mark in marks):
            return NONE
        for place in range(clause.start, clause.end):
            word, noun = bare(text.words[place]), bare(text.word(place - 1)).removeprefix("ال")
            second = word in pay_words("second") and noun in pay_words("second.of")
            if not second and word not in pay_words("besides"):
                continue
            near = any(0 <= place - mark.end <= 4 or 0 <= mark.start - place <= 2 for mark in denials)
            before = text.words[max(clause.start, place - 5) : place]
            if near and not any(word in ("احد", "حد", "غيري") for word in before):
                return EARNED if noun in ("راتب", "رواتب") else self._of_asked
        return NONE

    def _besides_this(self, clause: Clause, marks: list[Mark]) -> frozenset[Side]:
        """ "وغير كذي محد", "وغيرهم ولا شي", "سوى هذا ماكو شي"."""
        places = [(mark.start, mark.end) for mark in marks if mark.is_a("income.besides")]
        for place in range(clause.start, clause.end):
            if bare(self.text.words[place]) in pay_words("besides"):
                places.append((place, place + 1))
        for mark in marks:
            if not any(0 <= mark.start - end <= 2 or 0 <= start - mark.end <= 2 for start, end in places):
                continue
            if mark.is_a("nobody") and not any(other.is_a("verb", "person") for other in marks):
                return UNEARNED if self.asked == "other_income" else EARNED
            if mark.is_a("nothing", "deny.exist") or (
                mark.is_a("deny") and any(m.is_a("income.besides") for m in marks)
            ):
                return self._of_asked
        return NONE

    # "only"

    def _ends_in_only(self, clause: Clause) -> bool:
        """An answer that ends in "بس": "حساب المواطن 720 بس والله"."""
        places = self._places(clause, (*_ONLY, "وبس"))
        ends = self.text.inside[clause.end - 1].end if clause.end - 1 in self.text.inside else -1
        before = any(
            self.text.starting.get(place + 1) and self.text.starting[place + 1].end == ends for place in places
        )
        return before or any(self._closes(place) for place in places)

    def _is_only(self, clause: Clause) -> bool:
        """Whether "بس" or "فقط" ends a statement, or stands right before its amount."""
        return any(place + 1 in self.text.starting or self._closes(place) for place in self._places(clause, _ONLY))

    def _places(self, clause: Clause, words: tuple[str, ...]) -> list[int]:
        last = min(clause.end + 1, len(self.text.words))
        return [place for place in range(clause.start, last) if self.text.words[place] in words]

    def _closes(self, place: int) -> bool:
        """Whether an income stands before a place, and nothing but oaths and fillers behind it in the sentence."""
        text = self.text
        near = range(max(0, place - 2), place)
        amounts = [text.inside[at] for at in near if at in text.inside]
        said = any(span.high is not None and span.high >= _LEAST and not span.time for span in amounts)
        said = said or any(cue.end - 1 in near or cue.start in near for cue in self.scene.cues)
        passed = {at for mark in text.of("formula", "filler") for at in range(mark.start, mark.end)}
        after = place + 1
        while after < len(text.words) and after in passed:
            after += 1
        return said and (after >= len(text.words) or text.words[after] in _ENDS)

    def _begins_with_only(self) -> frozenset[Side]:
        """ "بس راتبي 3900", "زوجي فقط 4500": only this, where the message begins so."""
        text = self.text
        if self.asked == "earned" and self.incomes and self._only_one_works():
            return EARNED
        passed = {
            at for mark in text.of("formula", "filler", "self", "polar.yes") for at in range(mark.start, mark.end)
        }
        first = next((at for at, word in enumerate(text.words) if at not in passed or word == "بس"), 0)
        only = "بس" in (text.word(first), text.word(first - 1), text.word(0))
        if self.asked == "confirm" and text.of("polar.yes"):
            return NONE  # "صح بس المعاش 1900": but
        cues = [cue for cue in self.scene.cues if cue.start <= first + 2 and not cue.denied]
        return self._of_asked if only and any(cue.role in ("pay", "kind") for cue in cues) else NONE

    def _only_one_works(self) -> bool:
        """ "زوجي فقط 4500", "بس ولدي يشتغل", "بس هو اللي يشتغل"."""
        text = self.text
        selves = text.of("self")
        starts = {one.start for one in self.people.mentions} | {mark.start for mark in selves}
        ends = {one.end for one in self.people.mentions} | {mark.end for mark in selves}
        jobs = {cue.start for cue in self.scene.cues if cue.role in ("pay", "job") or cue.kind == "business"}
        pronouns = {mark.start for mark in text.of("other")}
        for place, word in enumerate(text.words):
            if word not in _ONLY:
                continue
            after = place + 1
            if after in pronouns and text.word(after + 1) in _WHO:
                return True
            if place in ends and (after in text.starting or after in jobs or text.word(after) in _WHO):
                return True
            if place == 0 and after in starts:
                return True
        return text.has("person.alone") and text.words[:2] == ["انا", "بس"]

    # answers

    def _of_answer(self) -> frozenset[Side]:
        """A no to the question about pay, or about other income."""
        text = self.text
        if self.asked not in _ANSWERED:
            return NONE
        if text.words[-2:] == ["ولا", "شي"] and not self.incomes:
            return self._of_asked
        if text.has("polar.unsure", "skip"):
            return NONE
        if any(clause.asks for clause in text.clauses) and text.word(0) != "لا":
            return NONE
        if text.numbers and all(span.low == span.high == 0 for span in text.numbers):
            return self._of_asked
        if self.asked == "other_income" and self.ended and not self.incomes:
            return UNEARNED  # "كان حافز وانقطع"
        leaves = any(mark.start <= 3 for mark in text.of("except", "deny.not", "income.nothing_else"))
        return self._of_asked if self._leads_with_no() and (not self.incomes or leaves) else NONE

    def _leads_with_no(self) -> bool:
        """Whether the answer begins with a no or with "there is not", passing over oaths."""
        text = self.text
        passed = {at for mark in text.of("formula", "filler", "self") for at in range(mark.start, mark.end)}
        if text.has("work.cares.nobody"):
            return False  # "ما عندي احد اخليهم عنده"
        nobody = [mark for mark in text.of("nobody") if mark.is_a("nobody") and "احد" in text.words[mark.end - 1]]
        helps = [mark for mark in nobody if mark.end - mark.start > 2 and text.word(mark.end).startswith(("ي", "ت"))]
        if helps and not any(mark.end == other.start for mark in helps for other in text.of("work.works")):
            return False  # "ما عندي احد يصرف علي"
        for place, word in enumerate(text.words):
            if word == "ابد":
                return True
            if place in passed or word in (",", ".", "!", "يا", "شيخ"):
                continue
            here = text.marks_at.get(place, ())
            if any(mark.is_a("correct") for mark in here):
                return False
            if any(mark.is_a("polar.no", "deny.exist", "nobody", "nothing") for mark in here):
                return True
            following = text.marks_at.get(place + 1, ())
            told = any(mark.is_a("own", "verb.comes", "income") and not mark.is_a("income.job") for mark in following)
            return any(mark.is_a("deny") for mark in here) and (told or text.word(place + 1) in _THERE_IS_NOT)
        return False
