"""The words of a message that say what an amount is: cues, each with what it does to the amounts beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from arabic.text import Mark, Text

Role = Literal[
    "kind",  # names a kind that a plain word for pay yields to
    "pay",  # a plain word for pay
    "job",  # an occupation, or working
    "any",  # "دخل", "نعيش على"
    "comes",  # "يجيني": to whom, not what
    "earns",  # "استلم", "اجيب": who, not what
    "gives",  # "يرسل لنا": from somebody
    "out",  # goes out, or is taken off
    "lump",  # came once, or lies somewhere
    "daman",  # what the programme pays itself
]

_KINDS = (
    "retirement_pension",
    "rent",
    "business",
    "investment",
    "alimony",
    "citizen_account",
    "disability_support",
    "supporting_programme",
    "job_search_support",
    "student_stipend",
    "rural_support",
    "other_government_support",
    "other",
)
_PLAIN: dict[str, tuple[Role, str | None]] = {
    "income.salary": ("pay", "salary"),
    "income.basic": ("pay", "salary"),
    "income.daily": ("pay", "salary"),
    "income.job": ("job", "salary"),
    "work.works": ("job", "salary"),
    "income.any": ("any", None),
    "verb.earns": ("earns", None),
    "verb.receive": ("earns", None),
    "verb.gives": ("gives", None),
    "verb.give": ("gives", None),
    "verb.comes": ("comes", None),
    "income.paid": ("out", None),
    "income.lump": ("lump", None),
    "income.daman": ("daman", None),
}
BLOCKS: tuple[Role, ...] = ("out", "lump", "daman")  # amounts beside them are no income
_ORDER: tuple[Role, ...] = ("out", "lump", "gives", "comes", "kind", "pay", "job", "earns", "any", "daman")
_ASKED = ("other_income", "income_kind", "income_amount")
_LET = ("عمار", "محل", "دكان", "ارض", "مزرع", "استراح", "ملحق", "مستودع", "بقال")
_WISHES = frozenset("ابي ابغي ابغا مابي مابغي ودي اريد بدي نفسي احاول اقدر يقدر تقدر نقدر عايز عاوز ادور لازم ان".split())
_SOMETIMES = ("ومره", "مره", "ومرات", "مرات", "احيانا", "واحيانا")
_HERE = ("في", "من", "عند", "فى")
_TAKES = ("يخصم", "تخصم", "قبل", "بعد", "خصم", "غير", "ناقص", "مسجل", "مسجله", "ادفع")


@dataclass(frozen=True)
class Cue:
    """A phrase in tokens[start:end] with its role, and its kind where it names one."""

    start: int
    end: int
    role: Role
    kind: str | None
    mark: Mark
    denied: bool = False  # the words around it deny it
    ended: bool = False  # it is said to have stopped: "حافز وقف"

    @property
    def first_person(self) -> bool:
        """Whether the speaker does it."""
        return self.mark.sense.person in ("i", "we")

    @property
    def owner(self) -> str:
        """Whose by its ending: mine, ours, his, hers, theirs, or nothing."""
        return self.mark.sense.owner if self.mark.sense.owner not in ("the", "yours") else ""

    @property
    def several(self) -> bool:
        """Whether it names the pay of several: "الرواتب"."""
        return self.mark.is_a("income.salary.many")

    @property
    def joined(self) -> bool:
        """Whether "and" stands before it."""
        return self.mark.sense.joined


def find_cues(text: Text, asked: str | None = None) -> list[Cue]:
    """The cues of a message in order, one a place."""
    found: list[Cue] = []
    stops = [mark for mark in text.of("income.stops") if not mark.denied]
    for start in sorted(text.marks_at):
        if start in text.inside:
            continue
        cues = list(_at(text, text.marks_at[start], asked))
        if not cues or _is_servant(text, text.marks_at[start], asked):
            continue
        if all(cue.role == "job" for cue in cues) and text.word(start - 1).removeprefix("و") in _WISHES:
            continue
        if all(cue.role == "job" for cue in cues) and any(mark.is_a("income.business") for mark in text.marks_at.get(cues[0].end, ())):
            continue  # "اشتغل خياطه"
        cue = min(cues, key=lambda cue: _ORDER.index(cue.role))
        ended = any(
            mark.clause == cue.mark.clause
            and (0 <= mark.start - cue.end <= 1 or 0 <= cue.start - mark.end <= 1)
            and not any(place in text.inside for place in range(cue.end, mark.start))
            for mark in stops
            if mark.start != cue.start and text.word(mark.start - 1) not in _SOMETIMES
        )
        found.append(replace(cue, denied=is_denied(text, cue.mark), ended=ended))
    return found


def is_denied(text: Text, mark: Mark) -> bool:
    """Whether a phrase is denied; not by what begins before another statement ("محد يشتغل وخالي يعطيني", "لا غلطت بالراتب")."""
    if not mark.denied:
        return False
    denials = [other for other in text.marks if other.is_a("deny", "nobody", "polar.no") and other.clause == mark.clause]
    before = [other for other in denials if other.end <= mark.start]
    if not before:
        ending = next((other.start for other in denials), len(text.words))
        return not any(mark.end <= span.start < ending for span in text.numbers)
    last = before[-1]
    opening = last.start <= 1 and text.words[last.start] in ("لا", "لأ", "لالا") and last.end == mark.start
    if opening and any(mark.end <= span.start <= mark.end + 3 and not span.denied for span in text.numbers):
        return False  # "لا، الراتب 4200 مو 4000"
    between = [other for other in text.marks if last.end <= other.start < mark.start]
    anew = any(other.sense.joined and other.is_a("kin", "self", "own", "other", "begin") for other in between)
    return not (anew or any(other.is_a("correct") for other in between))


def _is_servant(text: Text, marks: list[Mark], asked: str | None) -> bool:
    """Whether "سواق" is one whom the family keeps."""
    if not any(mark.is_a("worker") for mark in marks):
        return False
    if asked in ("workers", "workers_for_disability"):
        return True
    start = marks[0].start
    return any(other.is_a("own") and other.clause == marks[0].clause and 0 <= start - other.end <= 2 for other in text.marks)


def _at(text: Text, marks: list[Mark], asked: str | None) -> Iterator[Cue]:
    for mark in marks:
        role, kind = _meaning(text, mark, marks, asked)
        if role is not None:
            yield Cue(mark.start, mark.end, role, kind, mark)


def _meaning(text: Text, mark: Mark, beside: list[Mark], asked: str | None) -> tuple[Role | None, str | None]:
    concept = mark.concept
    if concept == "income.insurance":
        return ("kind", "retirement_pension") if _gives(text, mark) else (None, None)
    if concept == "income.maash":
        return _maash(text, mark, asked)
    if concept == "income.rent.of_it":
        return _rent_of_it(text, mark)
    if concept == "income.rent.maybe":
        return _rent(text, mark, asked)
    if concept == "income.business":
        if any(other.is_a("income.workplace", "income.property") for other in beside) and _only_a_place(text, mark):
            return None, None
        return "kind", "business"
    if concept == "income.student_stipend" and len(text.words[mark.start : mark.end]) == 1 and not _of_studies(text):
        return "kind", "other"
    if concept == "income.disability_support.maybe":
        near = mark.start - 1 in text.inside or mark.end in text.inside or text.word(mark.end) == "ب"
        return ("kind", "disability_support") if near else (None, None)
    if concept == "income.disability_support" and text.word(mark.start - 1) in ("مركز", "بمركز", "لمركز", "المركز"):
        return None, None
    for kind in _KINDS:
        if concept == "income." + kind:
            return "kind", kind
    for family, meaning in _PLAIN.items():
        if mark.is_a(family):
            return meaning
    return None, None


def _maash(text: Text, mark: Mark, asked: str | None) -> tuple[Role, str | None]:
    """ "معاش" is pay for some, a pension for others: by the question, a job or a retirement in the message."""
    if text.has("income.retirement_pension", "person.dead", "income.insurance") or asked == "other_income":
        return "pay", "retirement_pension"
    if asked == "earned" or text.has("income.job", "work.works", "income.salary"):
        return "pay", "salary"
    return "pay", None


def _gives(text: Text, mark: Mark) -> bool:
    """Whether the social insurance pays here, where else it takes its share of pay."""
    before = [text.word(mark.start - 1).removeprefix("و")]
    after = text.word(mark.end).removeprefix("و")
    taken = any(_taking(text.word(place)) for place in range(mark.start - 3, mark.start))
    return not (taken or any(word in _TAKES for word in [*before, after]) or _taking(after))


def _taking(word: str) -> bool:
    return word.removeprefix("و").startswith(("يخصم", "تخصم", "خصم", "مخصوم", "ينخصم", "ينقص", "يسحب"))


def _rent(text: Text, mark: Mark, asked: str | None) -> tuple[Role | None, str | None]:
    """A rent that is taken, or one that is paid; neither where nothing says which."""
    if mark.sense.owner == "the" or mark.sense.preposition == "ب":
        return None, None
    for place in (mark.end, mark.end + 1):
        here = text.marks_at.get(place, ())
        if any(other.is_a("income.property", "income.business") for other in here):
            words = " ".join(text.words[mark.end : place + 2])
            return ("out", None) if "السكن" in words or "بيتنا" in words else ("kind", "rent")
    received = any(other.is_a("verb.comes", "verb.earns") and 0 <= mark.start - other.end <= 3 for other in text.marks)
    return ("any", "rent") if received or asked in _ASKED else (None, None)


def _rent_of_it(text: Text, mark: Mark) -> tuple[Role | None, str | None]:
    """ "ايجارها": of a building that is had, or of the flat that one lives in."""
    clause = text.clauses[mark.clause]
    around = [other for other in text.marks if clause.start <= other.start < mark.start]
    dwelling = ("ساكن", "اسكن", "نسكن", "مستاجر", "عايش", "مستأجر")
    if any(text.words[other.start].removeprefix("و").startswith(dwelling) for other in around):
        return "out", None
    let = any(other.is_a("income.property") and text.words[other.start].removeprefix("ال").startswith(_LET) for other in around)
    return ("kind", "rent") if let or any(other.is_a("own") and not other.denied for other in around) else (None, None)


def _only_a_place(text: Text, mark: Mark) -> bool:
    """Whether a shop is only where somebody works: "كاشير في بقاله"."""
    if mark.sense.owner in ("mine", "ours"):
        return False
    return mark.sense.preposition == "ب" or text.word(mark.start - 1) in _HERE


def _of_studies(text: Text) -> bool:
    return text.has("study", "person.studies") or any(
        word.lstrip("وبل").startswith(("الجامع", "جامع", "كلي", "الكلي", "معهد", "المعهد")) for word in text.words
    )
