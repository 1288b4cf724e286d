"""What a message denies, made plain by what is known: which income «ما عندي معاش» means, and whose «مو راتبي» is."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from actions import owners
from actions.case import CHILDREN
from actions.nationalities import shared
from actions.said_amounts import numbers
from actions.second_home import parted
from arabic import IncomeTold, normalise, read
from arabic.number_spans import find_numbers
from arabic.tokens import tokenise

if TYPE_CHECKING:
    from actions.case import Case, Income
    from arabic.told import Owner, Told

MOST_PERSONS = 20
KINDS = {
    "معاش": "retirement_pension",
    "تقاعد": "retirement_pension",
    "راتب": "salary",
    "ايجار": "rent",
    "نفق": "alimony",
}
OWN = frozenset(["راتبي", "معاشي", "تقاعدي", "دخلي", "حقي", "ليا"])
MINE = OWN | {"لي", "انا"}


def clarified(told: Told, text: str, case: Case, asked: str | None) -> Told:
    """What is told, with the kind of what is denied, and with the one whose it is instead."""
    told = shared(parted(told, text, case), text)
    told = replace(told, total=not_denied(told.total, text))
    told = as_doubted(told, text, case, asked)
    told = replace(told, incomes=tuple(meant(income, told, text, case) for income in told.incomes))
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


def not_denied(total: int | None, text: str) -> int | None:
    """How many persons a message tells: in «مب خمسه احنا اربعه» it is four."""
    said = numbers_said(text)
    if total is None or all(number != total for number, denied in said if not denied):
        left = {number for number, denied in said if not denied and 1 < number <= MOST_PERSONS}
        if total is not None and any(number == total for number, _ in said) and len(left) == 1:
            return left.pop()
    return total


def meant(income: IncomeTold, told: Told, text: str, case: Case) -> IncomeTold:
    """«الراتب مو 3000، 3500» speaks of the income that was 3,000, whosever it is."""
    if income.change != "is" or income.low is None or income.whose != "applicant" or len(told.incomes) > 1:
        return income
    if OWN & set(normalise(text).split()):
        return income
    denied = {number for number, is_denied in numbers_said(text) if is_denied}
    known = [one for one in case.incomes if one.kind == income.kind and one.low in denied and one.low == one.high]
    return replace(income, whose=case.relation(known[0])) if len(known) == 1 else income


def numbers_said(text: str) -> list[tuple[int, bool]]:
    """The whole numbers of a text, and whether each is denied («مو 5»)."""
    spans = find_numbers(tokenise(text))
    return [(int(span.low), span.denied) for span in spans if span.low is not None and span.low == span.high]


def kind_named(text: str) -> str | None:
    """The one kind of income that a text names by its word."""
    said = normalise(text)
    found = {kind for stem, kind in KINDS.items() if stem in said}
    return found.pop() if len(found) == 1 else None


def as_doubted(told: Told, text: str, case: Case, asked: str | None) -> Told:
    """«لا مو راتب، معاش 3000» to «تقصد راتب (الأب) 3,000؟» speaks of the father's income still."""
    if asked != "doubt" or not case.doubts or not case.doubts[0].about.startswith("income:"):
        return told
    doubt = case.doubts[0]
    whose = cast("Owner", doubt.about.split(":")[2])
    amounts = {end for pair in numbers(doubt.text) for end in pair}
    if whose == "applicant" or MINE & set(normalise(text).split()):
        return told
    theirs = [
        income
        for income in told.incomes
        if income.whose == "applicant"
        and (income.change == "none" or (income.low is not None and float(income.low) in amounts))
    ]
    incomes = tuple(replace(income, whose=whose) if income in theirs else income for income in told.incomes)
    return replace(told, incomes=incomes)


def handed_over(told: Told, denied: IncomeTold, text: str, case: Case) -> Told:
    """«الراتب راتبي مو راتب الزوجة»: the amount that is known is another's, and not gone."""
    paid = [
        income
        for income in owners.incomes_of(case, denied.whose)
        if income.low is not None and denied.kind in (None, income.kind)
    ]
    if len(paid) != 1 or paid[0].kind is None:
        return told
    entry = paid[0]
    other = other_kind(denied, text, entry)
    if other is not None:
        kind = replace(other, low=Decimal(str(entry.low)), high=Decimal(str(entry.high)), whose=denied.whose)
        return replace(told, incomes=(*told.incomes, kind))
    given: list[IncomeTold] = [
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
        whose,
        steady=entry.steady,
    )
    others = [income for income in told.incomes if income is not denied]
    return replace(told, incomes=(*others, moved, replace(denied, kind=entry.kind)))


def other_kind(denied: IncomeTold, text: str, entry: Income) -> IncomeTold | None:
    """«مو موظف، انا على التاكسي»: the same income, of another kind."""
    if entry.kind != "salary" or denied.kind != "salary":
        return None
    told = read(text, asked="income_kind").incomes
    return next((one for one in told if one.kind == "business" and one.low is None and one.change == "is"), None)


def other_owner(told: Told, denied: IncomeTold, text: str, case: Case, entry: Income) -> Owner | None:
    """Whose an income is that was taken for another's: the speaker's, or that of the one person named beside."""
    if denied.whose != "applicant":
        own = any(income.kind == entry.kind for income in owners.incomes_of(case, "applicant"))
        return "applicant" if not own and OWN & set(normalise(text).split()) else None
    named = {person.relation for person in told.persons if person.change == "is" and person.absence is None}
    at_home = {person.relation for person in case.at_home}
    named = {name for name in named if name in at_home or (name in CHILDREN and at_home & set(CHILDREN))}
    if len(named) != 1:
        return None
    whose = named.pop()
    has = any(income.kind == entry.kind and income.low is not None for income in owners.incomes_of(case, whose))
    return None if has else cast("Owner", whose)
