"""Single facts as rows over the lexicon (`lexicon/rows.yml`): a concept, the fact it tells, what a denial makes of it.

What is counted or summed stands beside: belongings, days abroad, age, savings, the dwelling and the exception.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from arabic.acts import read_acts
from arabic.age import read_age
from arabic.belongings import read_cars, read_workers
from arabic.days_abroad import read_days_abroad
from arabic.dwelling import read_dwelling
from arabic.exception import read_exception, read_old_system
from arabic.hidden_marks import with_hidden_marks
from arabic.persons import People
from arabic.row_table import NOTHING, Reply, Row, row_table
from arabic.savings import read_savings
from arabic.text import Mark, Text
from arabic.whose import APPLICANT, applicant, nationality_of, stands_alone, whose

_NEAR = 4  # words
_TOO_OLD_TO_WORK = 65  # years


@dataclass(frozen=True)
class Rows:
    """The single facts of a message."""

    facts: Mapping[str, Any] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()
    cars_change: int = 0


@dataclass(frozen=True)
class Heard:
    """One value of a fact, and how much it weighs."""

    value: Any
    weight: int
    place: int


def read_rows(text: Text, people: People, asked: str | None) -> Rows:
    """The single facts of a message; the numbers in them are claimed."""
    text = with_hidden_marks(text)
    applies = applicant(text)
    facts: dict[str, Any] = {}
    unsure: set[str] = set()
    for fact, values in _table_facts(text, asked, applies).items():
        facts[fact], sure = _believed(values)
        if not sure:
            unsure.add(fact)
    reply = row_table().replies.get(asked or "")
    said = _set_phrase(text, reply)
    last = _last_word(text) if reply is not None and asked in _YES_OR_NO else None
    if reply is not None and last is not None:
        said = reply.yes if last == "yes" else reply.no
    if reply is not None and said is not NOTHING and (asked in _PHRASE_FIRST or last == "no"):
        facts[reply.fact] = said
        unsure.discard(reply.fact)
    for read in (read_age, read_days_abroad, read_savings):
        value, sure = read(text, asked, applies)
        facts.update(value)
        unsure |= set() if sure else set(value)
    if asked != "abroad":  # "بين مشهد والعراق" is a town there, and no certificate
        facts.update(read_dwelling(text, asked, applies))
    cars = read_cars(text, asked)
    workers = read_workers(text, asked)
    for belongings in (cars, workers):
        facts.update(belongings.facts)
        unsure |= belongings.unsure
    if reply is not None and reply.fact not in facts and not (asked == "bank" and "bank_average" in facts):
        value = said if said is not NOTHING else _bare_answer(text, asked, reply)
        if value is not NOTHING:
            facts[reply.fact] = value
    if "bank_average" in facts:
        facts.pop("bank_above_limit", None)
    if asked == "student" and reply is not None and text.words in (["كنت"], ["كنت", "."]):
        facts[reply.fact] = reply.no
    if (
        asked == "empowerment"
        and "empowerment" not in facts
        and facts.get("age", 0) >= _TOO_OLD_TO_WORK
        and text.has("work", "ask")
    ):
        facts["empowerment"] = "exempt"
    facts.update(read_exception(text, asked, facts.get("nationality"), applies, facts.pop("exception", None)))
    facts.update(read_old_system(text, asked, applies, facts.pop("from_old_system", None)))
    return Rows(facts, frozenset(unsure & set(facts)), 0 if "cars" in facts else cars.change)


_PHRASE_FIRST = ("student", "address", "empowerment", "nationality")  # a set phrase is plainer than the words in it


_YES_OR_NO = ("student", "address", "abroad", "old_system")  # questions whose answer can end in the yes or the no


def _last_word(text: Text) -> str | None:
    """ "طالب جامعه لا", "مطابق ماهو", "المهم نعم": a yes or a no that ends the message and no question."""
    place = len(text.words) - 1
    while place > 0 and text.word(place) in (".", "!"):
        place -= 1
    if place <= 0 or text.asks(place) or text.has("polar.unsure", "refuse") or text.word(place - 1) in ("ولا", "والا"):
        return None
    word = text.word(place)
    plain = row_table()
    if plain.at("last_no", text.words, place):
        return None if text.of("polar.yes") else "no"
    denied = [mark for mark in text.of("polar.no", "deny") if not text.asks(mark.start) and mark.start < place]
    return "yes" if plain.at("last_yes", text.words, place) and not denied and word else None


def _set_phrase(text: Text, reply: Reply | None) -> Any:
    """What a set phrase says to the question; nothing where the citizen does not know or will not say."""
    said = reply.said(text.words) if reply is not None else None
    if said is None or text.has("refuse"):
        return NOTHING
    start, end, value = said
    if reply is not None and reply.fact == "workers_for_disability" and value and text.asks(start):
        return NOTHING  # "ما ينفع تحسبونهم كلهم؟"
    table = row_table()
    if table.within("was", text.words, start - 2, start) and table.within("current", text.words, end, len(text.words)):
        return NOTHING  # "كان اقل، الحين يتعدى"
    if any(mark.start < start <= mark.end for mark in text.of("deny")):
        return NOTHING  # "ما هو نفسه"
    unsure = [mark for mark in text.of("polar.unsure") if not (start <= mark.start < end)]
    return NOTHING if unsure else value


def _bare_answer(text: Text, asked: str | None, reply: Reply) -> Any:
    answer = None if text.has("refuse") else read_acts(text, asked).answer or _not_me(text)
    theirs = any(not mark.denied and not text.asks(mark.start) for mark in text.of("own.his", "own.hers", "own.theirs"))
    if answer == "no" and theirs and asked in ("cars", "workers"):
        return NOTHING  # "لا زوجي بس عنده"
    if answer == "no" and asked == "nationality" and any(not mark.denied for mark in text.of("nat.saudi.many")):
        return reply.yes  # "لا مو ثلاثه، اثنين وكلهم سعوديين"
    return {"yes": reply.yes, "no": reply.no, None: NOTHING}[answer]


def _table_facts(text: Text, asked: str | None, applies: str) -> dict[str, list[Heard]]:
    table = row_table().by_concept
    heard: dict[str, list[Heard]] = {}
    for mark in text.marks:
        for row in table.get(mark.concept, ()):
            if (row.asked and asked not in row.asked) or asked in row.unasked:
                continue
            value = _value(text, mark, row, asked, applies)
            if value is not NOTHING:
                heard.setdefault(row.fact, []).append(
                    Heard(value, row.weight + (mark.denied and row.attribute), mark.start)
                )
    return heard


def _value(text: Text, mark: Mark, row: Row, asked: str | None, applies: str) -> Any:
    if text.asks(mark.start) and not rhetorical(text, mark.start, mark.end):
        return NOTHING
    if row.owner and mark.sense.owner != row.owner:
        return NOTHING
    if mark.is_a("work", "study", "address.update") and _somebody_else_acts(text, mark):
        return NOTHING
    if mark.is_a("work.works") and row_table().at("purpose", text.words, mark.start - 1):
        return NOTHING  # "احد اخليهم عنده عشان اداوم"
    if row.attribute and row.whose == APPLICANT and not mark.sense.person and not stands_alone(text, mark):
        return NOTHING
    if applies != APPLICANT and (mark.sense.person in ("i", "we") or mark.sense.owner in ("mine", "ours")):
        return NOTHING
    if row.whose == APPLICANT and not _first_person(text, mark):
        holder = nationality_of(text, mark, applies) if mark.is_a("nat") else whose(text, mark.start, applies)
        if holder != APPLICANT:
            return NOTHING
    if row.needs and not any(other.is_a(*row.needs) and not other.denied and other is not mark for other in text.marks):
        return NOTHING
    if row.without and any(other.is_a(*row.without) and not other.denied for other in text.marks):
        return NOTHING
    if row.near:
        near = text.near(mark, row.near, before=_NEAR, after=_NEAR)
        if near is None or (near.denied and not mark.denied and near.is_a("own")):
            return NOTHING
    if mark.is_a("work.can") and asked != "empowerment" and not _of_work(text, mark):
        return NOTHING
    if mark.is_a("work.trade") and _employed(text, mark):
        return NOTHING
    if mark.is_a("nat") and (_origin(text, mark) or _excuse(text, mark)):
        return NOTHING
    if _was(text, mark):
        return row.was if not mark.denied else NOTHING
    answers = (row.attribute or row.stated) and asked is not None and answered_before(text, mark)
    denied = mark.denied and not answers
    if rhetorical(text, mark.start, mark.end):
        denied = True
    return row.denied if denied else row.value


def _first_person(text: Text, mark: Mark) -> bool:
    """A verb of the writer, whoever was named before it; "اشتغل" is also "he worked"."""
    return mark.sense.person == "i" and text.word(mark.start).removeprefix("و") != "اشتغل"


def _was(text: Text, mark: Mark) -> bool:
    """ "كنت موظف", "كان عندي شغل": what was is no longer."""
    table = row_table()
    if text.clauses[mark.clause].supposes:  # "اذا كنت موظف"
        return False
    if table.at("was", text.words, mark.start - 1):
        return True
    if mark.is_a("work.trade", "work.employed") and any(
        table.at("formerly", text.words, mark.end + at) for at in (0, 1)
    ):
        return True  # "سواق تريله سابقا"
    between = text.marks_at.get(mark.start - 1, ())
    return table.at("was", text.words, mark.start - 2) > 0 and all(other.is_a("filler", "own") for other in between)


def _of_work(text: Text, mark: Mark) -> bool:
    """Whether it is work that cannot be done: "ما اقدر اشتغل", and not "ما اقدر اشوف حساباتهم"."""
    after = text.word(mark.end)
    return mark.end - mark.start > 1 or not after.startswith("ا") or text.near(mark, ("work",), after=3) is not None


def _employed(text: Text, mark: Mark) -> bool:
    """ "عندنا شغالة وسواق": whom the family employs, and no trade of the writer."""
    if not any(other.is_a("worker") for other in text.marks_at[mark.start]):
        return False
    return any(
        other.clause == mark.clause and not other.denied for other in text.of("own", "worker.brought", "sponsor")
    )


def _origin(text: Text, mark: Mark) -> bool:
    """ "اصلي يمني", "يمني الاصل", "سعودية الام": where the family came from."""
    table = row_table()
    before = any(table.at("origin", text.words, place) for place in (mark.start - 1, mark.start - 2))
    of_whom = any(kin.is_a("kin") for kin in text.marks_at.get(mark.end, ())) and text.word(mark.end).startswith("ال")
    return before or of_whom or table.at("origin_behind", text.words, mark.end) > 0


def _excuse(text: Text, mark: Mark) -> bool:
    """ "سوري لخبطتك": "sorry", which is also "a Syrian"."""
    if text.word(mark.end) in ("من", "الجنسيه", "الاصل", "مقيم", "مولود"):
        return False  # "سوري من درعا"
    return mark.start == 0 and len(text.words) > 1 and any(other.is_a("correct") for other in text.marks_at[mark.start])


def _somebody_else_acts(text: Text, mark: Mark) -> bool:
    """ "يشتغل", "توظفت بنتي": a verb of another person, or one whose subject stands behind it."""
    if mark.sense.person in ("he", "she", "they", "you") or (mark.sense.person == "we" and mark.is_a("work")):
        return True
    after = text.marks_at.get(mark.end, ())
    first_person = text.word(mark.start).removeprefix("و").startswith(("ا", "ن"))
    acts = mark.is_a("work.works", "work.new", "work.seeks", "study") and not first_person
    return acts and any(other.is_a("kin") and other.sense.owner for other in after)


def answered_before(text: Text, mark: Mark) -> bool:
    """Whether the only denial before an adjective is the "no" that answers: "لا مطابق" says that it matches."""
    clause = text.clauses[text.clause_of[mark.start]]
    denials = [other for other in text.of("deny", "nobody") if clause.start <= other.start < mark.start]
    later = any(other.is_a("deny.nor") and other.start > mark.start for other in text.marks)
    verb = any(other.sense.person in ("i", "we") for other in text.marks_at[mark.start])
    if verb and any(other.end == mark.start for other in denials) and text.word(mark.start)[:1] in "ان":
        return False  # "لا ادرس"
    if later or len({other.start for other in denials}) != 1 or text.word(denials[0].start) != "لا":
        return False
    return not [m for m in text.marks if m.end <= denials[0].start and not m.is_a("formula", "filler")]


def rhetorical(text: Text, start: int, end: int) -> bool:
    """Whether a question word beside a thing only says that there is none: "وين سيارة", "شغالات؟ وش شغالات"."""
    clause = text.clauses[text.clause_of[start]]
    if text.word(clause.end - 1) == "?":
        return False
    before = [mark for mark in text.of("ask") if mark.end == start]
    return any(row_table().at("where", text.words, mark.start) for mark in before)


def _believed(values: list[Heard]) -> tuple[Any, bool]:
    heaviest = max(value.weight for value in values)
    first = [value for value in values if value.weight == heaviest]
    last = max(first, key=lambda value: value.place)
    return last.value, all(value.value == last.value for value in first)


def _not_me(text: Text) -> Any:
    """A "no" said of oneself: "مهب انا", "انا لا"."""
    for mark in text.of("self", "person.alone"):
        if text.word(mark.end - 1) != "انا":
            continue
        behind = [other for other in text.marks if other.start >= mark.end and other.clause == mark.clause]
        if (mark.denied and not behind) or (behind and all(other.is_a("polar.no", "deny") for other in behind)):
            return "no"
    return None
