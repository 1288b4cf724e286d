"""The guard of what is known: a message changes or removes it at once only where it clearly says so.

An edit is tried first. What it would take away or turn round, and what the message does not clearly say, is put back as
it was; the one of these that changes the result most is asked about, the others are dropped.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from actions import doubts, edits, words
from actions.applied import Applied, changes
from actions.case import CHILDREN, SIDES, SPOUSES
from actions.case_as_household import QUESTION_OF_FACT
from actions.persons_told import GONE, is_away
from actions.talk import SUMMED_UP

if TYPE_CHECKING:
    from collections.abc import Iterable

    import rules
    from actions.case import Case, Doubt, Income, Person
    from actions.doubts import Step
    from arabic.told import IncomeTold, PersonTold, Told

OF_PERSONS = ("members", "homes", "lives_with_you")
OF_PAY = ("earned", "other_income", "income_kind", "income_amount")
SAID_FOR_SURE = ("prison", "left", "works_elsewhere", "study")  # absences that a plain statement tells
DERIVED = ("marital", "sex", "lives_in", "exception", "workers_for_disability", "bank_average", "bank_above_limit")


@dataclass(frozen=True)
class Says:
    """What a message says for sure, and what stood open when it came."""

    told: Told
    stated: Told
    open: str | None
    asked: str | None
    sure: bool
    """It corrects, or answers a question for what is to be corrected."""

    def about_persons(self, group: tuple[str, ...]) -> list[PersonTold]:
        """What it states of persons of a group."""
        return [person for person in self.stated.persons if person.relation in group]

    def about_income(self, case: Case, income: Income) -> list[IncomeTold]:
        """What it states of incomes of the one who has this income."""
        relation = case.relation(income)
        alike = CHILDREN if relation in CHILDREN else (relation,)
        return [told for told in self.stated.incomes if told.whose in alike]


def apply(case: Case, says: Says) -> Applied:
    """Put a message into a case, but for what it would undo without clearly saying so."""
    before = copy.deepcopy(case)
    applied = edits.apply(case, says.told, says.asked, correcting=says.sure)
    if not (before.persons or before.incomes or before.facts):
        return applied
    asked: list[Doubt] = []
    for guarded in (persons, incomes, again, facts, sides):
        asked += guarded(before, case, says)
    new = [doubt for doubt in asked if all(doubt.text != known.text for known in case.doubts)]
    undoing = [*(doubt for doubt in applied.doubts if undoes(doubt)), *new]
    chosen = max(undoing, key=lambda doubt: weight(case, doubt)) if len(undoing) > 1 else None
    case.doubts += new
    if chosen is not None:
        case.doubts = [doubt for doubt in case.doubts if doubt is chosen or doubt not in undoing]
    left = [doubt for doubt in (*applied.doubts, *new) if doubt in case.doubts]
    return Applied(changes(before, case), tuple(left), applied.answered, applied.refused)


def undoes(doubt: Doubt) -> bool:
    """Whether a yes to a doubt takes something out."""
    return any(name.startswith("remove") for step in doubt.edit["yes"] for name in step)


def weight(case: Case, doubt: Doubt) -> float:
    """By how much a yes to a doubt changes the result."""
    other = copy.deepcopy(case)
    other.doubts = [doubt]
    edits.confirm(other, 0, True)
    old, new = case.estimate(date.today()), other.estimate(date.today())
    turned = 100_000.0 if old.verdict != new.verdict else 0.0
    moved = [abs(one - two) for one, two in zip(ends(old), ends(new), strict=True)]
    return turned + sum(moved)


def ends(estimate: rules.Estimate) -> tuple[float, float]:
    """The lowest and the highest pension of an estimate."""
    low, high = estimate.pension.low, estimate.pension.high
    return float(low or 0), float(high or 0)


# Persons


def groups(before: Case) -> list[tuple[str, ...]]:
    """The relations that are known, children as one group."""
    return list(
        dict.fromkeys(CHILDREN if person.relation in CHILDREN else (person.relation,) for person in before.persons)
    )


def persons(before: Case, after: Case, says: Says) -> list[Doubt]:
    """Who would be gone, elsewhere, or here again without being said to be."""
    asked: list[Doubt] = []
    for group in groups(before):
        known = [person for person in before.persons if person.relation in group and not person.unnamed]
        now = {person.id: person for person in after.persons}
        gone = [person for person in known if person.id not in now]
        moved = [person for person in known if person.at_home and person.id in now and not now[person.id].at_home]
        back = [
            person
            for person in known
            if person.lives == "elsewhere" and person.id in now and now[person.id].at_home and not person.at_home
        ]
        if (gone or moved) and not may_remove(before, says, group, gone, moved):
            asked += ask_removed(before, after, says, group, gone, moved)
        if back and not may_return(says, group):
            asked += ask_back(after, back)
        wed(before, after, says, group)
    former(before, after, says)
    return asked


def may_remove(before: Case, says: Says, group: tuple[str, ...], gone: list[Person], moved: list[Person]) -> bool:
    """Whether a message clearly says that persons of a group are not in the household."""
    stated, named = says.stated, says.about_persons(group)
    if says.open in OF_PERSONS or "members" in before.reopened:
        return bool(stated.persons or stated.alone or stated.total or stated.answer or says.told.answer)
    if any(person.change == "leaves" or person.absence in GONE for person in named):
        return True
    if any(person.change == "none" for person in named):
        return says.sure or says.open is None or group[0] not in (*SPOUSES, *CHILDREN)
    if moved and not gone:
        return any(is_away(person) and (says.sure or person.absence in SAID_FOR_SURE) for person in named)
    if "marital" in stated.facts and group[0] in SPOUSES:
        return True
    if stated.total is not None and (stated.restated or says.sure):
        return True
    if says.sure and stated.restated and not (stated.incomes or stated.no_more or stated.alone):
        return True
    if stated.alone:
        left = [person for person in stated.persons if person.change == "is" and not is_away(person)]
        return says.sure and not (left or stated.incomes)
    listed = [person for person in named if person.change == "is" and person.eldest is None and not person.passing]
    return says.sure and (any((person.count or 1) > 1 for person in named) or len(listed) > 1)


def ask_removed(
    before: Case, after: Case, says: Says, group: tuple[str, ...], gone: list[Person], moved: list[Person]
) -> list[Doubt]:
    """Put persons back, with what is theirs; the doubt whether they are out."""
    restore(before, after, gone)
    yes: list[Step] = [{"remove_persons": [person.id for person in gone]}] if gone else []
    for person in moved:
        now = after.person(person.id)
        if now is not None:
            yes.append({"set_person": [person.id, now.lives, now.absence]})
            now.lives, now.absence = person.lives, person.absence
    for known in before.persons:  # «عيال» again, of whom it was known who are sons
        now = after.person(known.id)
        if now is not None and now.relation == "child" and known.relation in group:
            now.relation = known.relation
    named = says.about_persons(group)
    if not (named or says.stated.alone or says.stated.restated or says.stated.total or says.stated.facts):
        return []  # only asked, or supposed
    counted = [person for person in named if person.change == "is"]
    if gone and counted and len(counted) == len(named) and all(person.count == 1 for person in counted):
        return []  # one of several of whom something is said
    name = "remove_people" if gone else "moved_people"
    return [doubts.doubt(name, "members", "members", yes=yes, people=people(after, gone or moved))]


def restore(before: Case, after: Case, gone: Iterable[Person]) -> None:
    """Put persons back where they stood, with their incomes."""
    for person in gone:
        place = before.persons.index(person)
        after.persons.insert(place, copy.deepcopy(person))
        for income in before.incomes:
            if income.whose == person.id and all(income.id != known.id for known in after.incomes):
                after.incomes.append(copy.deepcopy(income))


def people(case: Case, persons: Iterable[Person]) -> str:
    """Persons in words, with the incomes that would go with them."""
    by_relation: dict[str, list[Person]] = {}
    for person in persons:
        by_relation.setdefault(person.relation, []).append(person)
    named = [
        words.words()["with_you"][relation] if len(of_it) == 1 else words.counted(len(of_it), relation)
        for relation, of_it in by_relation.items()
    ]
    ids = {person.id for of_it in by_relation.values() for person in of_it}
    paid = [
        doubts.income_in_words(case, income)
        for income in case.incomes
        if income.whose in ids and income.low is not None
    ]
    return " و".join(named) + (f" (ومعه {'، '.join(paid)})" if paid else "")


def may_return(says: Says, group: tuple[str, ...]) -> bool:
    """Whether a message clearly says that somebody who lives elsewhere is here."""
    named = says.about_persons(group)
    return says.open in OF_PERSONS or any(person.place == "here" or person.change == "joins" for person in named)


def ask_back(after: Case, back: list[Person]) -> list[Doubt]:
    """Leave persons where they are; the doubt whether they live here."""
    yes: list[Step] = []
    for person in back:
        now = after.person(person.id)
        if now is not None:
            now.lives, now.absence = person.lives, person.absence
            yes.append({"set_person": [person.id, "here", None]})
    return [doubts.doubt("people_back", "members", "members", yes=yes, people=people(after, back))]


def wed(before: Case, after: Case, says: Says, group: tuple[str, ...]) -> None:
    """A state of marriage told in a question is not told."""
    if "marital" in before.facts and "marital" not in says.stated.facts and not says.about_persons(group):
        after.facts["marital"] = before.facts["marital"]


def former(before: Case, after: Case, says: Says) -> None:
    """The husband of a widow or a divorced woman, named again, does not live here."""
    single = before.facts.get("marital") in ("widowed", "divorced")
    if not single or any(person.change == "joins" or person.place == "here" for person in says.about_persons(SPOUSES)):
        return
    if "marital" in says.stated.facts:
        return
    known = {person.id for person in before.persons}
    new = [person.id for person in after.persons if person.relation == "husband" and person.id not in known]
    after.remove_persons(new)


# Incomes


def incomes(before: Case, after: Case, says: Says) -> list[Doubt]:
    """Incomes that would be gone, or of another amount, without being said to be."""
    asked: list[Doubt] = []
    gone: list[Income] = []
    yes: list[Step] = []
    whole = bool(says.stated.no_more) or any(told.all_of_it for told in says.stated.incomes)
    owners = {person.id for person in after.persons}
    for place, known in enumerate(before.incomes):
        if known.whose != "applicant" and known.whose not in owners:
            continue  # it went with its earner
        now = next((income for income in after.incomes if income.id == known.id), None)
        if now is None:
            if may_end(before, says, known) or known.low is None:
                continue
            after.incomes.insert(min(place, len(after.incomes)), copy.deepcopy(known))
            if whole or says.about_income(before, known):
                gone.append(known)
        elif known.low is not None and (known.low, known.high) != (now.low, now.high):
            if may_change(before, says, known):
                continue
            yes = [{"set_income": [known.id, now.low, now.high]}]
            amount, name = doubts.amount_of(now), doubts.income_name(known.kind, before.relation(known))
            now.low, now.high, now.said, now.period = known.low, known.high, known.said, known.period
            if replace(says, stated=says.told).about_income(before, known):
                asked.append(
                    doubts.doubt(
                        "amount_now",
                        about(before, known),
                        known.question,
                        yes=yes,
                        income=name,
                        amount=amount,
                        before=doubts.amount_of(known),
                    )
                )
    gone += denied_whole(after, says) if not gone else []
    if gone:
        yes = [{"remove_incomes": [income.id for income in gone]}]
        text = "، ".join(doubts.income_in_words(before, income) for income in gone)
        named = about(before, gone[0])
        asked.append(doubts.doubt("remove_income", named, gone[0].question, yes=yes, income=text))
    return asked


def again(before: Case, after: Case, says: Says) -> list[Doubt]:
    """The same amount of the same person under another name may be the same income."""
    asked: list[Doubt] = []
    known = {income.id for income in before.incomes}
    for income in [
        one for one in after.incomes if one.id not in known and one.low is not None and one.kind is not None
    ]:
        same = [
            one
            for one in before.incomes
            if (one.whose, one.low, one.high) == (income.whose, income.low, income.high) and one.kind is not None
        ]
        if not same or any(one.id == same[0].id and one.kind != same[0].kind for one in after.incomes):
            continue
        after.incomes.remove(income)
        yes: list[Step] = [{"add_income": [income.kind, income.whose, income.low, income.high]}]
        asked.append(
            doubts.doubt(
                "same_again",
                about(before, income),
                None,
                yes=yes,
                income=doubts.income_in_words(after, income),
                known=doubts.income_in_words(before, same[0]),
            )
        )
    return asked


def denied_whole(case: Case, says: Says) -> list[Income]:
    """«ما عندنا رواتب» to the summing-up: the pay that stands in it."""
    denied = says.stated.no_more
    if says.open not in SUMMED_UP or says.stated.incomes or says.stated.persons:
        return []
    return [
        income
        for income in case.incomes
        if ("earned" if income.earned else "unearned") in denied and income.low is not None
    ]


def about(case: Case, income: Income) -> str:
    """What a doubt of an income is about."""
    return f"income:{income.kind}:{case.relation(income)}"


def may_end(before: Case, says: Says, known: Income) -> bool:
    """Whether a message clearly says that an income is not there."""
    if known.question in before.reopened and says.open == known.question:
        return True
    if known.kind is None:
        return True  # of which it was asked where it comes from
    for told in says.about_income(before, known):
        if told.change == "is" and told.low is not None and float(told.low) == known.low and told.kind != known.kind:
            return True  # the same, of another kind
        if told.change == "ends" and (told.kind == known.kind or (told.kind is None and known.earned)):
            return True
        if told.change == "none" and told.kind == known.kind and (says.sure or says.open in OF_PAY[2:]):
            return True
        if told.change == "none" and told.kind == known.kind and says.open == known.question:
            return True
        if told.change in ("more", "less") and told.kind in (None, known.kind):
            return True
    return False


def may_change(before: Case, says: Says, known: Income) -> bool:
    """Whether a message clearly tells another amount of an income."""
    if known.kind is None:
        return True
    return any(
        told.kind in (None, known.kind) and told.change in ("is", "more", "less")
        for told in says.about_income(before, known)
    )


# Facts, and the sides of which nothing comes in


def facts(before: Case, after: Case, says: Says) -> list[Doubt]:
    """Facts that would be others without being said to be."""
    asked: list[Doubt] = []
    for name, value in before.facts.items():
        new = after.facts.get(name)
        if new == value or (new is None and name in DERIVED) or name not in QUESTION_OF_FACT:
            continue
        question = QUESTION_OF_FACT[name]
        if name not in says.told.facts:
            continue  # it follows from another: cars sold, pay told
        if name == "lives_in" or may_turn(says, name, question):
            continue
        after.facts[name] = value
        if name in says.stated.facts and says.asked == says.open:
            told: dict[str, Any] = {name: new}
            yes = [doubts.hear(**told)]
            asked.append(
                doubts.doubt(
                    "other_than_before",
                    f"fact:{name}",
                    question,
                    yes=yes,
                    before=doubts.fact_in_words(name, value),
                    value=doubts.fact_in_words(name, new),
                )
            )
    return asked


def may_turn(says: Says, name: str, question: str) -> bool:
    """Whether a message clearly tells another value of a fact."""
    if name not in says.stated.facts:
        return False
    return question in (says.open, says.asked) or question in says.stated.names or question in says.told.names


def sides(before: Case, after: Case, says: Says) -> list[Doubt]:
    """That nothing comes in of a side, where only a question says so."""
    for side in SIDES:
        question = "earned" if side == "earned" else "other_income"
        if side not in after.closed or side in before.closed or says.open in (question, *OF_PERSONS):
            continue
        if side in says.stated.no_more or says.stated.incomes or says.stated.facts or says.told.answer:
            continue
        after.closed.remove(side)
        if question in after.answered and question not in before.answered:
            after.answered.remove(question)
    return []
