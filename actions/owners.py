"""Whose an income of a message is: the applicant's, or one person's among those known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions import doubts
from actions.case import SPOUSES, Case, Income, Person, riyals
from actions.persons_known import fitting, which

if TYPE_CHECKING:
    from actions.applied import Edit
    from arabic.told import IncomeTold, PersonTold


def owner(edit: Edit, told: IncomeTold, claimed: set[int]) -> str | int | None:
    """Whose the income is: "applicant", or a person's id. None where it is asked about.

    Somebody who is not known yet is kept, and is asked about; a husband or wife of whom nobody asked yet lives here.
    """
    people = fitting(edit.case, told.whose)
    if told.whose == "applicant" or (not people and (told.from_outside or is_dead(edit, told.whose))):
        return "applicant"
    if not people and told.whose in SPOUSES and marital(edit) == "divorced":
        return None  # no income of this household
    if not people:
        return newcomer(edit, told).id
    taken = {income.whose for income in edit.case.incomes if income.id in claimed}
    told_of = [person for person in people if person.id not in taken] or people
    named = subject(edit, told)
    if named is not None and named.eldest is not None:
        return tell(which(told_of, named)[0], named).id
    if len(people) == 1:
        return specify(people[0], told).id
    paid = {
        income.whose: income
        for income in edit.before.incomes
        if income.kind == told.kind and any(income.id == known.id for known in edit.case.incomes)
    }
    unpaid = [person for person in told_of if person.id in paid and paid[person.id].low is None]
    if unpaid and told.low is not None:
        return specify(unpaid[0], told).id  # whose amount was not known yet
    earning = [person for person in told_of if person.id in paid]
    equal = [person for person in earning if told.low is None or (paid[person.id].low == told.low)]
    if equal:
        return specify(equal[0], told).id
    free = [person for person in told_of if person not in earning]
    several = sum(other.kind == told.kind and other.whose == told.whose for other in edit.told.incomes) > 1
    if not earning or several:
        return specify((free or told_of)[0], told).id
    if edit.sure and len(earning) == 1:
        return earning[0].id
    ask_whose(edit, told, paid[earning[0].id], free)
    return None


def marital(edit: Edit) -> str | None:
    """Whether the applicant is married, divorced and so on, as far as it is told."""
    status: str | None = edit.told.facts.get("marital") or edit.case.facts.get("marital")
    return status


def is_dead(edit: Edit, relation: str) -> bool:
    """Whether the one in a relation has died: what still comes of his pension, the applicant draws."""
    named = any(person.relation == relation and person.absence == "dead" for person in edit.told.persons)
    return named or (relation in SPOUSES and marital(edit) == "widowed")


def subject(edit: Edit, told: IncomeTold) -> PersonTold | None:
    """The person named beside an income: «ولدي الكبير راتبه 1500 وولدي الصغير 1000»."""
    incomes = [income for income in edit.told.incomes if income.whose == told.whose]
    people = [person for person in edit.told.persons if person.relation == told.whose and person.count == 1]
    if len(incomes) == len(people) and told in incomes:
        return people[incomes.index(told)]
    return None


def tell(person: Person, named: PersonTold) -> Person:
    """Keep by which word one of several was named."""
    person.eldest = named.eldest
    return person


def specify(person: Person, told: IncomeTold) -> Person:
    """One of «عيال» who has an income is named a son or a daughter."""
    if person.relation == "child" and told.whose in ("son", "daughter"):
        person.relation = told.whose
    return person


def incomes_of(case: Case, whose: str) -> list[Income]:
    """The incomes known of the applicant, or of the persons whom a relation may mean."""
    if whose == "applicant":
        return [income for income in case.incomes if income.whose == "applicant"]
    ids = {person.id for person in fitting(case, whose)}
    return [income for income in case.incomes if income.whose in ids]


def newcomer(edit: Edit, told: IncomeTold) -> Person:
    """Somebody of whom only an income is told."""
    here = told.whose in SPOUSES and not edit.members_known
    person = Person(edit.case.new_id(), told.whose, lives="here" if here or edit.supposing else None)
    edit.case.persons.append(person)
    return person


def chosen(edit: Edit, told: IncomeTold, incomes: list[Income]) -> int | None:
    """Whose of several incomes of one relation the message means, where it says «الكبير» or «الصغير»."""
    named = subject(edit, told)
    if named is None or named.eldest is None:
        return None
    theirs = {income.whose for income in incomes}
    people = [person for person in fitting(edit.case, told.whose) if person.id in theirs]
    told_apart = any(person.eldest is not None or person.age is not None for person in people)
    return which(people, named)[0].id if told_apart else None


def ask_whose(edit: Edit, told: IncomeTold, paid: Income, free: list[Person]) -> None:
    """A second amount for one of several: the same one's, or another's?"""
    name = doubts.income_name(told.kind, told.whose)
    low, high = told.low, told.high or told.low
    if low is None or high is None:
        return
    amounts = [riyals(low), riyals(high)]
    other = [{"add_income": [told.kind, free[0].id, *amounts]}] if free else []
    edit.doubt(
        doubts.doubt(
            "amount_now",
            f"income:{told.kind}:{told.whose}",
            paid.question,
            yes=[{"set_income": [paid.id, *amounts]}],
            no=other,
            income=name,
            amount=doubts.amount(told.low, told.high),
            before=doubts.amount_of(paid),
        )
    )
