"""About whom a message says a thing: the applicant, a person of the family, or something else."""

from __future__ import annotations

from arabic.row_table import row_table
from arabic.text import Mark, Text

APPLICANT = "applicant"
THING = "thing"
_TRANSPARENT = ("filler", "formula", "deny", "except", "polar", "person.dead", "other")


def applicant(text: Text) -> str:
    """Who applies: the one that is written for ("اكتب عن ابوي", "اقدم لامي"), else the writer."""
    for mark in text.of("applying"):
        for kin in text.of("kin"):
            between = text.words[mark.end : kin.start]
            if kin.start >= mark.end and (not between or between in (["عن"], ["على"])):
                word = text.word(kin.start)
                if (
                    text.word(mark.end - 1) in ("عن", "ل")
                    or between
                    or word.startswith("ل")
                    or kin.sense.preposition == "ل"
                ):
                    return relation(kin)
    return APPLICANT


def relation(mark: Mark) -> str:
    """The relation of a word for a person: "kin.mother.one" is mother."""
    return mark.concept.split(".")[1]


def whose(text: Text, index: int, applies: str = APPLICANT) -> str:
    """Whose a thing said at a place is: the nearest person before it in its clause, `applicant` where there is none."""
    clause = text.clauses[text.clause_of[index]]
    for mark in reversed([m for m in text.marks if clause.start <= m.start and m.end <= index]):
        if mark.is_a("self") or (mark.is_a("own", "age.word") and not mark.is_a("own.his", "own.hers", "own.theirs")):
            return _seen(APPLICANT, applies)
        if mark.is_a("own.hers") and (went := _ending_at(text, mark.start)) is not None and went.is_a("abroad.went"):
            continue  # "الكويت رحت لها"
        if mark.is_a("own.his", "own.hers", "own.theirs", "age.his", "age.list"):
            return _named_before(text, mark, applies)
        if mark.sense.person in ("i", "we") and mark.sense.person:
            return _seen(APPLICANT, applies)
        if mark.is_a("other") and not any(other.is_a("polar.yes") for other in text.marks_at[mark.start]):
            return _named_before(text, mark, applies)
        if mark.is_a("person.divorced") and text.word(mark.start).lstrip("و").startswith(("طليق", "مطلقها")):
            return "former"
        if mark.is_a("kin") and not mark.is_a("kin.persons", "kin.family"):
            if _the_writer(text, mark):
                return _seen(APPLICANT, applies)
            if row_table().at("beside", text.words, mark.start - 1) and mark.end < index:
                continue  # "ساكن مع امي" says nothing about her
            return _seen(relation(mark), applies)
    return APPLICANT


def _seen(who: str, applies: str) -> str:
    """A person seen from the applicant: who is written for is the applicant, the writer then somebody else."""
    if applies == APPLICANT:
        return who
    return APPLICANT if who == applies else "other"


def _named_before(text: Text, pronoun: Mark, applies: str) -> str:
    for mark in reversed(text.marks):
        if mark.end <= pronoun.start and mark.is_a("kin") and not mark.is_a("kin.persons", "kin.family"):
            return _seen(relation(mark), applies)
    return _seen("other", applies)


def _the_writer(text: Text, mark: Mark) -> bool:
    """ "انا بنت عمري 29", "بنت من ابها": a bare word for a person at the beginning is the writer."""
    if mark.sense.owner or not any(other.is_a("sex") for other in text.marks_at.get(mark.start, ())):
        return False
    before = [m for m in text.marks if m.end <= mark.start and not m.is_a("formula", "filler", "polar", "deny")]
    return not before or (before[-1].is_a("self") and before[-1].end == mark.start)


def nationality_of(text: Text, mark: Mark, applies: str = APPLICANT) -> str:
    """Whose nationality a word says: "زوجة سعودي" and "متزوجه من سعودي" name the husband's, "جواز بريطاني" nobody's."""
    before = _before(text, mark)
    place = mark.start
    if before is not None and text.word(place - 1) == "من":
        before = _ending_at(text, place - 1)
    feminine = text.word(mark.start).endswith("ه")
    if before is not None and before.is_a("person.married.female") and not feminine:
        return _seen("husband", applies)  # "على ذمة سعودي"
    if row_table().at("some_man", text.words, place - 1):  # "متزوجني رجال سعودي"
        before = _ending_at(text, place - 1)
    if (
        before is not None
        and before.is_a("marital", "kin.wife")
        and (before.is_a("marital.takes") or not before.sense.owner)
    ):
        own = text.word(before.start).lstrip("و").endswith("ه")
        if before.is_a("kin.wife") and before.sense.owner:
            return _seen("wife", applies)
        if whose(text, before.start, applies) in ("mother", "sister", "daughter"):
            return "other"  # "امي متزوجه سعودي"
        if before.is_a("marital.takes") or own != feminine:
            return _seen("husband" if not feminine else "wife", applies)
        return whose(text, before.start, applies)
    holder = whose(text, mark.start, applies)
    if holder == APPLICANT and (known := _spoken_of(text, mark)) is not None:
        return nationality_of(text, known, applies)
    return holder


def _spoken_of(text: Text, mark: Mark) -> Mark | None:
    """ "حرمتي مب سعوديه نسيت اقول، عمانيه": a nationality right behind a denied one is of the same person."""
    before = [other for other in text.of("nat") if other.end <= mark.start and other.clause == mark.clause - 1]
    clause = text.clauses[mark.clause]
    own = [other for other in text.of("self", "own", "kin") if clause.start <= other.start < mark.start]
    return before[-1] if before and before[-1].denied and not own else None


def stands_alone(text: Text, mark: Mark) -> bool:
    """Whether nothing that it could belong to stands directly before an adjective: "انا سعودي", not "جواز سعودي"."""
    index = mark.start - 1
    clause = text.clauses[text.clause_of[mark.start]]
    while index >= clause.start:
        known = _ending_at(text, index + 1)
        if text.word(index) in (",", ".", "!", ":", '"', "-", "("):
            return True
        if known is None:
            return row_table().at("was", text.words, index) > 0 or row_table().at("plainly", text.words, index) > 0
        if known.is_a(*_TRANSPARENT):
            index = known.start - 1
            continue
        return known.is_a(
            "self", "kin", "marital", "sex", "age", "nat", "work", "study", "person", "but", "old", "correct", "suppose"
        )
    return True


def _before(text: Text, mark: Mark) -> Mark | None:
    index = mark.start
    while (found := _ending_at(text, index)) is not None and found.is_a("filler", "formula", "deny", "person.dead"):
        index = found.start
    if found is None and text.word(index - 1) == "من":
        return _ending_at(text, index - 1)
    return found


def _ending_at(text: Text, end: int) -> Mark | None:
    """The mark that ends at a place, one of its own kind before others."""
    ending = [mark for mark in text.marks if mark.end == end]
    ending.sort(key=lambda mark: not mark.is_a("marital", "kin", "self"))
    return ending[0] if ending else None
