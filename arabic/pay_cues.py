"""The words of a message that say what an amount is: cues, each with what it does to the amounts beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from arabic.pay_words import bare, pay_words
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
    "home",  # living somewhere, for a rent
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
BLOCKS: tuple[Role, ...] = ("out", "lump", "daman", "home")  # amounts beside them are no income
_ORDER: tuple[Role, ...] = ("out", "lump", "gives", "comes", "kind", "pay", "job", "earns", "any", "daman", "home")
_OWNERS = ("mine", "ours", "his", "hers", "theirs")
_ENDINGS = {"ي": "mine", "نا": "ours", "ه": "his", "و": "his", "ها": "hers", "هم": "theirs", "هن": "theirs"}
_OWNED = {stem + ending: owner for stem in ("راتب", "معاش", "تقاعد", "اجر") for ending, owner in _ENDINGS.items()}
_ASKED = ("other_income", "income_kind", "income_amount")
_DWELLS = ("ساكن", "اسكن", "نسكن", "يسكن", "تسكن", "مستاجر", "عايش")
_LET = ("عمار", "محل", "دكان", "ارض", "مزرع", "استراح", "ملحق", "مستودع", "بقال")


@dataclass(frozen=True)
class Cue:
    """A phrase in tokens[start:end] with its role, and its kind where it names one."""

    start: int
    end: int
    role: Role
    kind: str | None
    mark: Mark
    denied: bool = False  # the words around it deny it
    was: bool = False  # it is of the past: "كان راتبي"
    word: str = ""  # its first, "and" left out
    ended: bool = False  # it is said to have stopped: "حافز وقف"

    @property
    def first_person(self) -> bool:
        """Whether the speaker does it."""
        return self.mark.sense.person in ("i", "we")

    @property
    def owner(self) -> str:
        """Whose by its ending: mine, ours, his, hers, theirs, or nothing."""
        said = self.mark.sense.owner
        return said if said in _OWNERS else _OWNED.get(self.word.removeprefix("ب"), "")

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
    stops = [mark for mark in stops if text.word(mark.start - 1) not in pay_words("sometimes")]
    for start in sorted(text.marks_at):
        cues = list(_at(text, text.marks_at[start], asked)) if start not in text.inside else []
        cues = [cue for cue in cues if cue.mark.sense.owner != "yours"]  # "اذا راتبك فوق الخمسه"
        if not cues or (all(cue.role == "job" for cue in cues) and _is_no_job(text, cues[0], asked)):
            continue
        cue = min(cues, key=lambda cue: _ORDER.index(cue.role))
        was = bare(text.word(start - 1)) in pay_words("was") and not text.clauses[cue.mark.clause].supposes
        word = text.words[start]
        found.append(
            replace(
                cue,
                denied=is_denied(text, cue.mark),
                was=was,
                ended=was or any(_is_stopped_by(text, cue, mark) for mark in stops),
                word=word.removeprefix("و") if cue.joined else word,
            )
        )
    return found


def _is_no_job(text: Text, cue: Cue, asked: str | None) -> bool:
    """Whether a word for work tells no job: a wish, a servant of the family, or "اشتغل خياطه", which the trade
    tells."""
    if bare(text.word(cue.start - 1)) in pay_words("wish"):
        return True
    if any(mark.is_a("income.business") for mark in text.marks_at.get(cue.end, ())):
        return True
    return _is_servant(text, text.marks_at[cue.start], asked)


def _is_stopped_by(text: Text, cue: Cue, mark: Mark) -> bool:
    """Whether a word like "انقطع" stands right beside a cue, with no amount between."""
    if mark.start == cue.start or mark.clause != cue.mark.clause:
        return False
    beside = 0 <= mark.start - cue.end <= 1 or 0 <= cue.start - mark.end <= 1
    return beside and not any(place in text.inside for place in range(cue.end, mark.start))


def is_denied(text: Text, mark: Mark) -> bool:
    """Whether a phrase is denied; not where another statement begins between: "محد يشتغل وخالي يعطيني"."""
    if not mark.denied:
        return False
    denials = [other for other in text.of("deny", "nobody", "polar.no") if other.clause == mark.clause]
    before = [other for other in denials if other.end <= mark.start]
    if not before:
        ending = next((other.start for other in denials), len(text.words))
        return not any(mark.end <= span.start < ending for span in text.numbers)
    last = before[-1]
    opening = last.start <= 1 and text.words[last.start] in ("لا", "لالا")
    opening = opening and not any(other.is_a("own", "verb") for other in text.marks_at.get(last.end, ()))
    if opening and any(mark.end <= span.start <= mark.end + 3 and not span.denied for span in text.numbers):
        return False  # "لا، الراتب 4200 مو 4000"
    between = [other for other in text.marks if last.end <= other.start < mark.start]
    if mark.sense.person and any(other.is_a("own") for other in between) and not last.is_a("nobody"):
        return False  # "ما عندي وظيفه ثابته اشتغل يوم ويوم"
    anew = any(other.sense.joined and other.is_a("kin", "self", "own", "other", "begin") for other in between)
    return not (anew or any(other.is_a("correct") for other in between))


def _is_servant(text: Text, marks: list[Mark], asked: str | None) -> bool:
    """Whether "سواق" is one whom the family keeps."""
    if not any(mark.is_a("worker") for mark in marks):
        return False
    if asked in ("workers", "workers_for_disability"):
        return True
    start = marks[0].start
    return any(other.clause == marks[0].clause and 0 <= start - other.end <= 2 for other in text.of("own"))


def _at(text: Text, marks: list[Mark], asked: str | None) -> Iterator[Cue]:
    for mark in marks:
        role, kind = _meaning(text, mark, asked)
        if role is not None:
            yield Cue(mark.start, mark.end, role, kind, mark)


def _meaning(text: Text, mark: Mark, asked: str | None) -> tuple[Role | None, str | None]:
    concept = mark.concept
    if concept in _BY_CONTEXT:
        return _BY_CONTEXT[concept](text, mark, asked)
    if concept.startswith("verb.comes") and _is_brought(text, mark):
        return "gives", None
    if concept == "home.live" and bare(text.words[mark.start]).startswith(_DWELLS):
        return "home", None
    if concept == "income.any" and mark.sense.preposition and mark.sense.owner not in ("mine", "ours"):
        return None, None  # "كل يوم برزقه"
    if concept == "income.paid" and text.words[mark.start].startswith("بال") and _works_there(text, mark):
        return None, None  # "اخوي بالكهرباء 7200"
    kind = concept.removeprefix("income.")
    if kind in _KINDS:
        return "kind", kind
    return _plain(concept)


def _works_there(text: Text, mark: Mark) -> bool:
    """Whether a body that also sends bills stands right behind a person, who then works there."""
    workplace = any(other.is_a("income.workplace") for other in text.marks_at[mark.start])
    return workplace and any(other.end == mark.start and other.is_a("kin", "self", "other") for other in text.marks)


@cache
def _plain(concept: str) -> tuple[Role | None, str | None]:
    below = (meaning for family, meaning in _PLAIN.items() if f"{concept}.".startswith(f"{family}."))
    return next(below, (None, None))


def _business(text: Text, mark: Mark, _: str | None) -> tuple[Role | None, str | None]:
    if text.word(mark.start - 1) in ("ابن", "ولد", "بنت", "يابن", "ياولد"):
        return None, None  # "يا ابن الحلال"
    place = not mark.sense.person and _only_a_place(text, mark) and _works(text, mark)
    return (None, None) if place else ("kind", "business")


def _stipend(text: Text, mark: Mark, _: str | None) -> tuple[Role | None, str | None]:
    return "kind", "other" if bare(text.word(mark.end)).removeprefix("ال") in pay_words(
        "no_studies"
    ) else "student_stipend"


def _disability(text: Text, mark: Mark, _: str | None) -> tuple[Role | None, str | None]:
    if mark.concept.endswith(".maybe"):  # "يجيه 1100 اعاقه"
        near = mark.start - 1 in text.inside or mark.end in text.inside or text.word(mark.end) == "ب"
        return ("kind", "disability_support") if near else (None, None)
    centre = text.word(mark.start - 1).endswith("مركز")
    return (None, None) if centre else ("kind", "disability_support")


def _insurance(text: Text, mark: Mark, _: str | None) -> tuple[Role | None, str | None]:
    if mark.sense.preposition == "ب" and text.word(mark.start - 1) in ("اللي", "الي", "هذا", "وهذا"):
        return None, None  # "المجموع 4050 هذا اللي بالتامينات": what is registered there
    return ("kind", "retirement_pension") if _gives(text, mark) else (None, None)


def _is_brought(text: Text, mark: Mark) -> bool:
    """Whether a person stands right before "يجيب لي" or "يعطيها", who then gives."""
    word = bare(text.words[mark.start])
    brings = mark.concept == "verb.comes.mine" and word[1:].startswith("جيب")
    return (brings or "عط" in word) and any(other.end == mark.start for other in text.of("kin"))


def _maash(text: Text, mark: Mark, asked: str | None) -> tuple[Role | None, str | None]:
    """ "معاش" is pay for some, a pension for others: by the question, a job or a retirement in the message."""
    if text.has("income.retirement_pension", "person.dead", "income.insurance") or asked == "other_income":
        return "pay", "retirement_pension"
    if asked == "earned" or text.has("income.job", "work.works", "income.salary"):
        return "pay", "salary"
    return "pay", None


def _gives(text: Text, mark: Mark) -> bool:
    """Whether the social insurance pays here, where else it takes its share of pay."""
    before = [bare(text.word(mark.start - 1))]
    after = bare(text.word(mark.end))
    taken = any(_taking(text.word(place)) for place in range(mark.start - 3, mark.start))
    return not (taken or any(word in pay_words("taking") for word in [*before, after]) or _taking(after))


def _taking(word: str) -> bool:
    return bare(word).startswith(("يخصم", "تخصم", "خصم", "مخصوم", "ينخصم", "ينقص", "يسحب"))


def _rent(text: Text, mark: Mark, asked: str | None) -> tuple[Role | None, str | None]:
    """A rent that is taken, or one that is paid; neither where nothing says which."""
    if mark.sense.owner == "the" and any(
        other.is_a("verb.earns", "verb.receive", "verb.comes") and 0 < other.start - mark.end <= 3
        for other in text.marks
    ):
        return "kind", "rent"  # "الايجار اللي كنا ناخذه من الدكان"
    if mark.sense.owner == "the" or mark.sense.preposition == "ب":
        return None, None
    if mark.end - mark.start > 1:  # "ايجار الشقه"
        return ("any", "rent") if asked in _ASKED else ("out", None)
    for place in (mark.end, mark.end + 1):
        here = text.marks_at.get(place, ())
        if any(other.is_a("income.property", "income.business") for other in here):
            words = " ".join(text.words[mark.end : place + 2])
            return ("out", None) if "السكن" in words or "بيتنا" in words else ("kind", "rent")
    received = any(other.is_a("verb.comes", "verb.earns") and 0 <= mark.start - other.end <= 3 for other in text.marks)
    return ("any", "rent") if received or asked in _ASKED else (None, None)


def _rent_of_it(text: Text, mark: Mark, _: str | None) -> tuple[Role | None, str | None]:
    """ "ايجارها": of a building that is had, or of the flat that one lives in."""
    clause = text.clauses[mark.clause]
    around = [other for other in text.marks if clause.start <= other.start < mark.start]
    dwelling = ("ساكن", "اسكن", "نسكن", "مستاجر", "عايش", "مستأجر")
    if any(bare(text.words[other.start]).startswith(dwelling) for other in around):
        return "out", None
    if any(other.is_a("verb.earns", "verb.comes") and other.end == mark.start for other in text.marks):
        return "kind", "rent"
    let = any(
        other.is_a("income.property") and text.words[other.start].removeprefix("ال").startswith(_LET)
        for other in around
    )
    return ("kind", "rent") if let or any(other.is_a("own") and not other.denied for other in around) else (None, None)


def _works(text: Text, mark: Mark) -> bool:
    """Whether somebody works there, or it is a place of work by name."""
    places = any(other.is_a("income.workplace", "income.property") for other in text.marks_at.get(mark.start, ()))
    jobs = any(other.is_a("income.job", "work.works") and 0 <= mark.start - other.end <= 5 for other in text.marks)
    return places or (jobs and text.word(mark.start - 1) not in ("من",))


def _only_a_place(text: Text, mark: Mark) -> bool:
    """Whether a shop is only where somebody works: "كاشير في بقاله"."""
    if mark.sense.owner in ("mine", "ours"):
        return False
    if mark.sense.preposition == "ب" or text.word(mark.start - 1) in pay_words("inside"):
        return True
    places = [other for other in text.marks if other.is_a("income.workplace") and 0 <= mark.start - other.end <= 1]
    return any(place.sense.preposition == "ب" or text.word(place.start - 1) in pay_words("inside") for place in places)


_BY_CONTEXT: dict[str, Callable[[Text, Mark, str | None], tuple[Role | None, str | None]]] = {
    "income.business": _business,
    "income.disability_support": _disability,
    "income.disability_support.maybe": _disability,
    "income.insurance": _insurance,
    "income.maash": _maash,
    "income.rent.maybe": _rent,
    "income.rent.of_it": _rent_of_it,
    "income.student_stipend": _stipend,
}
