"""Persons of a message, put into the case: who lives here, who comes, who goes, who is elsewhere.

A person is added only where they are said to live here: as the applicant's own family (wife, husband, children), by
a place («تسكن معي»), by a number («احنا اربعة»), or because it was asked who does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions import doubts
from actions.case import CHILDREN, SPOUSES, Person
from actions.edit_household import settle_here, split_homes
from actions.persons_known import add, describe, earns, fitting, move_in, move_out, remove, which
from actions.persons_told import GONE, ONLY_ONE, OWN, is_away, is_former, is_here, once, spread

if TYPE_CHECKING:
    from actions.applied import Edit
    from arabic.told import PersonTold


NOBODY_ELSE_MEANT = ("workers", "workers_for_disability", "cars")


def take_persons(edit: Edit) -> None:
    """Every person that the message names, in the order: who is not here, who is, who is not said to be."""
    told = once(edit.told.persons)
    here = [person for person in told if is_here(edit, person)]
    if edit.told.alone and not here:
        live_alone(edit)
    for person in told:
        if person.change == "none":
            deny(edit, person)
        elif person.absence in GONE:
            lose(edit, person)
        elif person.change == "leaves":
            leave(edit, person)
        elif is_away(person):
            be_away(edit, person)
        elif person.change == "joins" and edit.asked != "members":
            join(edit, person)
    for person in told:
        if person.count is None and person in here:
            count_later(edit, person)
        if person.nationality is not None and (person.count is None or person not in here):
            for known in fitting(edit.case, person.relation)[: person.count]:
                known.nationality = person.nationality
    settle_here(edit, [person for person in here if person.count is not None])
    for person in told:
        placed = person in here or is_away(person) or person.absence in GONE or is_former(edit, person)
        if person.change == "is" and not placed:
            mention(edit, person)
    if edit.told.homes is not None:
        split_homes(edit)


def live_alone(edit: Edit) -> None:
    """Nobody lives here. Said against what was told before, it is asked about."""
    people = edit.case.at_home
    named = [person for person in people if not person.unnamed or edit.case.knows("members")]
    if named and edit.asked in NOBODY_ELSE_MEANT:
        return  # «ما عندي احد» to how many workers there are
    if named and not (edit.sure or edit.asked == "members"):
        yes = [doubts.hear(alone=True)]
        before = len(people) + 1
        edit.doubt(doubts.doubt("alone", "members", "members", yes=yes, before=before))
        return
    remove(edit, [*people, *edit.case.unplaced])
    edit.case.uncounted.clear()


def deny(edit: Edit, told: PersonTold) -> None:
    """«ما عندي عيال», «ابوي مو معنا»: nobody such lives here."""
    if told.relation in edit.case.uncounted:
        edit.case.uncounted.remove(told.relation)
    people = [person for person in fitting(edit.case, told.relation) if person.at_home or person.lives is None]
    beside = [person for person in edit.told.persons if is_here(edit, person) and person.relation == told.relation]
    name = doubts.relation_name(told.relation)
    if beside:  # «ما عندي عيال، عندي ولدين»
        again = [doubts.hear(persons=[told])]
        edit.doubt(doubts.doubt("nobody", "members", "members", yes=again, person=name))
    elif not people:
        return
    elif is_away(told) or told.absence == "study" or told.relation not in OWN:
        for person in which(people, told)[: told.count]:
            move_out(person, told)
    elif edit.sure or edit.asked == "members":
        remove(edit, people)
    else:
        gone = [{"remove_persons": [person.id for person in people]}]
        edit.doubt(doubts.doubt("nobody", "members", "members", yes=gone, person=name))


def lose(edit: Edit, told: PersonTold) -> None:
    """Somebody is dead or divorced: not in the household, and named so does not move in."""
    people = fitting(edit.case, told.relation)
    if told.relation in SPOUSES and "marital" not in edit.told.facts and len(people) <= 1:
        edit.case.facts["marital"] = "widowed" if told.absence == "dead" else "divorced"
    one = told.relation in ONLY_ONE or (told.relation == "wife" and len(people) == 1)
    if one:
        remove(edit, people[:1])
    elif told.change == "leaves" or edit.correcting:
        leave(edit, replace(told, absence=None, place=None))


def leave(edit: Edit, told: PersonTold) -> None:
    """Persons leave: those who are said to live elsewhere from now on are kept, others are taken out."""
    people = which([p for p in fitting(edit.case, told.relation) if p.at_home or p.lives is None], told)
    number = len(people) if told.count is None else min(told.count, len(people))
    going = people[:number]
    if number < len(people) and told.eldest is None:
        earning = [person for person in people if earns(edit.case, person)]
        if edit.supposing or told.works:
            going = [*earning, *[person for person in people if person not in earning]][:number]
        elif earning and number == 1:
            ask_who_left(edit, told, earning[0], next(p for p in people if p not in earning[:1]))
            return
    edit.settled.add("members")
    if is_away(told) or told.absence == "study":
        for person in going:
            move_out(person, told)
    else:
        remove(edit, going)


def ask_who_left(edit: Edit, told: PersonTold, earning: Person, other: Person) -> None:
    """One of several leaves, and whose income goes with them is not said."""
    income = next(income for income in edit.case.incomes if income.whose == earning.id)
    edit.doubt(
        doubts.doubt(
            "who_left",
            "members",
            "members",
            yes=[{"remove_persons": [earning.id]}],
            no=[{"remove_persons": [other.id]}],
            person=doubts.relation_name(earning.relation),
            income=doubts.income_name(income.kind, "other"),
            amount=doubts.amount_of(income),
        )
    )


def be_away(edit: Edit, told: PersonTold) -> None:
    """Somebody lives elsewhere: kept, so that it is not asked again, and not counted."""
    people = fitting(edit.case, told.relation)
    if edit.case.homes == 2 and any(person.dwelling == 2 for person in people) and told.change != "leaves":
        return  # the second home is where they live
    here = which([person for person in people if person.at_home or person.lives is None], told)
    number = len(here) if told.count is None else told.count
    away = [person for person in people if person not in here]
    if here and (number >= len(here) or edit.sure or told.change == "leaves" or told.eldest is not None):
        for person in here[:number]:
            describe(person, told)
            move_out(person, told)
        number -= min(number, len(here))
    elif here and told.relation in CHILDREN and not told.passing:
        name = doubts.relation_name(told.relation)
        yes = [doubts.hear(persons=[replace(told, change="leaves")])]
        edit.doubt(doubts.doubt("one_of_them", "members", "members", yes=yes, person=name))
        return
    for person, age in zip(away, [*told.ages, *[None] * len(away)], strict=False):
        if number > 0:
            describe(person, told, age)
            move_out(person, told)
            number -= 1
    if told.relation in (*ONLY_ONE, "wife") and people:
        return
    for place in range(number):
        person = Person(edit.case.new_id(), told.relation)
        describe(person, told, told.ages[place] if place < len(told.ages) else None)
        move_out(person, told)
        edit.case.persons.append(person)


def join(edit: Edit, told: PersonTold) -> None:
    """Somebody comes: who was elsewhere is here again, others are new."""
    people = fitting(edit.case, told.relation)
    back = [person for person in people if not person.at_home and person.relation == told.relation]
    number = told.count or 1
    for person in back[:number]:
        describe(person, told)
        move_in(person, told)
    number -= len(back[:number])
    if people and told.relation in ONLY_ONE:
        return
    if told.relation == "wife" and number and len(people) > len(back) and not edit.supposing:
        yes = [doubts.hear(persons=[replace(told, change="is", count=len(people) + number, place="here")])]
        edit.doubt(doubts.doubt("second_wife", "members", "members", yes=yes))
        return
    add(edit, told, number, told.ages)


def count_later(edit: Edit, told: PersonTold) -> None:
    """A group without a number is to be asked for it, unless such persons are known."""
    if not fitting(edit.case, told.relation) and told.relation not in edit.case.uncounted:
        edit.case.uncounted.append(told.relation)


def mention(edit: Edit, told: PersonTold) -> None:
    """Somebody of whom it is not said that they live here: what is told of them is kept, and they are asked about."""
    known = fitting(edit.case, told.relation)
    people = which(known, told)
    number = told.count or 1
    if people and (len(people) == number or told.eldest is not None or told.agrees is False or told.ages):
        free = [person for person in people if person.age is None or not told.ages] or people
        for person, age in zip(free[:number], [*told.ages, *[None] * number], strict=False):
            describe(person, told, age)
    stranger = told.relation == "other" and edit.members_known
    if not told.passing and not known and told.count is not None and not stranger:
        for age in spread(told):
            person = Person(edit.case.new_id(), told.relation, lives=None)
            describe(person, told, age)
            edit.case.persons.append(person)
