"""What a message denies, made plain by what is known: which income «ما عندي معاش» means, and whose «مو راتبي» is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from actions import owners
from actions.case import CHILDREN
from arabic import IncomeTold, normalise

if TYPE_CHECKING:
    from actions.case import Case, Income
    from arabic.told import Told

KINDS = {
    "معاش": "retirement_pension",
    "تقاعد": "retirement_pension",
    "راتب": "salary",
    "ايجار": "rent",
    "نفق": "alimony",
}
MINE = frozenset(["راتبي", "معاشي", "تقاعدي", "دخلي", "لي", "انا", "حقي", "ليا"])


def clarified(told: Told, text: str, case: Case, asked: str | None) -> Told:
    """What is told, with the kind of what is denied, and with the one whose it is instead."""
    told = as_doubted(told, text, case, asked)
    incomes: list[IncomeTold] = []
    for income in told.incomes:
        named = kind_named(text) if income.change == "none" and income.kind is None else None
        known = owners.incomes_of(case, income.whose)
        if named is not None and asked != "other_income" and len(known) > 0:
            income = replace(income, kind=named)
        incomes.append(income)
    told = replace(told, incomes=tuple(incomes))
    for income in incomes:
        if income.change == "none":
            told = handed_over(told, income, text, case)
    return told


def kind_named(text: str) -> str | None:
    """The one kind of income that a text names by its word."""
    said = normalise(text)
    found = {kind for stem, kind in KINDS.items() if stem in said}
    return found.pop() if len(found) == 1 else None


def as_doubted(told: Told, text: str, case: Case, asked: str | None) -> Told:
    """«لا مو راتب، معاش 3000» to «تقصد راتب (الأب) 3,000؟» speaks of the father's income still."""
    if asked != "doubt" or not case.doubts or not case.doubts[0].about.startswith("income:"):
        return told
    whose = case.doubts[0].about.split(":")[2]
    if whose == "applicant" or MINE & set(normalise(text).split()):
        return told
    incomes = tuple(
        replace(income, whose=whose) if income.whose == "applicant" else income  # type: ignore[arg-type]
        for income in told.incomes
    )
    return replace(told, incomes=incomes)


def handed_over(told: Told, denied: IncomeTold, text: str, case: Case) -> Told:
    """«الراتب راتبي مو راتب الزوجة»: the amount that is known is another's, and not gone."""
    known = [
        income
        for income in owners.incomes_of(case, denied.whose)
        if income.low is not None and denied.kind in (None, income.kind)
    ]
    if len(known) != 1 or known[0].kind is None:
        return told
    entry = known[0]
    given = [
        income
        for income in told.incomes
        if income.change == "is" and income.whose != denied.whose and income.kind in (None, entry.kind)
    ]
    if given:
        same = [income for income in given if income.low is None or float(income.low) == entry.low]
        if not same:
            return told
        others = [income for income in told.incomes if income not in (denied, same[0])]
        return replace(
            told,
            incomes=(*others, replace(same[0], kind=entry.kind), replace(denied, kind=entry.kind)),
        )
    whose = other_owner(told, denied, text, case, entry)
    if whose is None:
        return told
    moved = IncomeTold(
        entry.kind,
        Decimal(str(entry.low)),
        Decimal(str(entry.high)),
        whose,  # type: ignore[arg-type]
        steady=entry.steady,
    )
    others = [income for income in told.incomes if income is not denied]
    return replace(told, incomes=(*others, moved, replace(denied, kind=entry.kind)))


def other_owner(told: Told, denied: IncomeTold, text: str, case: Case, entry: Income) -> str | None:
    """Whose an income is that was taken for another's: the speaker's, or that of the one person named beside."""
    if denied.whose != "applicant":
        mine = MINE - {"انا", "لي"}
        own = any(income.kind == entry.kind for income in owners.incomes_of(case, "applicant"))
        return "applicant" if not own and mine & set(normalise(text).split()) else None
    named = {person.relation for person in told.persons if person.change == "is" and person.absence is None}
    at_home = {person.relation for person in case.at_home}
    named = {name for name in named if name in at_home or (name in CHILDREN and at_home & set(CHILDREN))}
    if len(named) != 1:
        return None
    whose = named.pop()
    paid = any(income.kind == entry.kind and income.low is not None for income in owners.incomes_of(case, whose))
    return None if paid else whose
