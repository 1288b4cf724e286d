"""Suppositions about a case: «ولو صار راتب زوجتي 2000؟», «لو بعت السيارة», «لو طلع ولدي من البيت»."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from actions.facts import CHILDREN, EARNED, take
from arabic import normalise, read_facts, read_members

if TYPE_CHECKING:
    from actions.case import Case
    from arabic import IncomeWords

IF = re.compile(r"^\s*(طيب )?(و|ف)?(لو|اذا|ماذا لو|وش لو)\s+(كان |صار |كانت |صارت )?")
LEAVES = re.compile(
    r"\b[وف]?(طلع\w*|يطلع|تطلع|خرج\w*|راح|راحت|مات|ماتت|توفي|توفت|توفيت|استقل|استقلت|حذفت|شلت|طلقت|طلق|انفصلت|خلعت)\b"
)
MARRIES = re.compile(r"\b[وف]?(تزوج|تزوجت|يتزوج|تتزوج)\b")
COMES = re.compile(r"\b[وف]?(جا|جانا|جاني|جاء|جبت|جبنا|انولد|ولدت|زاد|زدت|زود|اضفت|ضفت|اضيف|ضميت|يسكن|تسكن|سكن|سكنت)\b")
SELLS = re.compile(r"\b[وف]?(بعت|ابيع|بعنا|نبيع|تخلصت)\b(?P<what>.*\b\w*سيار.*)")
BUYS = re.compile(r"\b[وف]?(شريت|اشتريت|اشتري|اشترينا|نشتري)\b(?P<what>.*\b\w*سيار.*)")
RISES = re.compile(r"\b[وف]?(زاد|ارتفع|زادوا|زادوني|زودوني|زودوا)\b(?!.*\b(الي|لين|ل)\b)")
LOSES_WORK = re.compile(
    r"\b(تركت|فقدت|فصلوني|استقلت|طلعت|وقفت)\b.*\b(شغل|الشغل|شغلي|العمل|عملي|وظيفتي|الوظيفه|الدوام)\b"
)


def suppose(case: Case, text: str) -> Case | None:
    """The case as it would be; None where the supposition could not be read. `case` itself is not changed.

    Raises facts.Implausible for an absurd number.
    """
    supposed = copy.deepcopy(case)
    folded = normalise(text)
    said = IF.sub("", folded)
    facts = read_facts(said)
    if LOSES_WORK.search(folded):
        supposed.income[:] = [
            entry for entry in supposed.income if entry["kind"] not in EARNED or entry["whose"] != "applicant"
        ]
    elif RISES.search(folded) and facts.incomes:
        take(supposed, replace(facts, incomes=tuple(raised(case, income) for income in facts.incomes)))
    elif not (change_cars(supposed, folded) or change_members(supposed, folded)):
        take(supposed, facts, correcting=True)
    return None if same(supposed.household, case.household) else supposed


def same(first: dict[str, Any], second: dict[str, Any]) -> bool:
    """Whether two households are the same, in whatever order their members are listed."""

    def sorted_members(household: dict[str, Any]) -> dict[str, Any]:
        members = sorted(household.get("members") or [], key=repr)
        return {**{key: value for key, value in household.items() if value not in ({}, [])}, "members": members}

    return sorted_members(first) == sorted_members(second)


def change_cars(case: Case, folded: str) -> bool:
    """A car is sold or bought; whether the text says so."""
    sold, bought = SELLS.search(folded), BUYS.search(folded)
    match = sold or bought
    if match is None:
        return False
    cars = case.known("wealth").get("cars") or 0
    count = read_facts(f"عندي {match['what']}").cars or 1
    if sold and re.search(r"\b(كل|كلها|جميع)\b", folded):
        count = cars
    case.part("wealth")["cars"] = max(0, cars - count) if sold else cars + count
    return True


def raised(case: Case, income: IncomeWords) -> IncomeWords:
    """An income that rises by an amount, as the amount that it then has."""
    now = next(
        (
            entry["monthly"]
            for entry in case.income
            if (entry["kind"], entry["whose"]) == (income.kind, income.whose) and entry["monthly"] is not None
        ),
        0,
    )
    return replace(income, monthly=income.monthly and income.monthly + Decimal(str(now)))


def change_members(case: Case, folded: str) -> bool:
    """Somebody leaves the household or comes into it; whether the (folded) text says so."""
    leaves = LEAVES.search(folded)
    named = read_members(LEAVES.sub(" ", folded)).members if leaves else read_members(folded).members
    if named and (leaves or (MARRIES.search(folded))):
        for member in named:
            remove(case, member.relation, member.count)
    elif COMES.search(folded) and (named or "مولود" in folded):
        for relation, count in [(member.relation, member.count) for member in named] or [("son", 1)]:
            members = case.household.setdefault("members", [])
            members += [{"relation": "son" if relation == "child" else relation} for _ in range(count)]
        case.part("applicant")["kind"] = "family_head"
    elif MARRIES.search(folded) and not named and spouse(case):
        case.household.setdefault("members", []).append({"relation": spouse(case)})
        case.part("applicant")["kind"] = "family_head"
    else:
        return False
    return True


def spouse(case: Case) -> str | None:
    """Whom the applicant would marry, where his or her sex was told."""
    return "wife" if any(member["relation"] == "wife" for member in case.members) else case.spouse


def remove(case: Case, relation: str, count: int) -> None:
    """Take members of a relation out of the household, with the incomes that were theirs."""
    relations = CHILDREN if relation == "child" else (relation,)
    for _ in range(count):
        leaving = next((member for member in case.members if member["relation"] in relations), None)
        if leaving is None:
            return
        case.members.remove(leaving)
    if not any(member["relation"] in relations for member in case.members):
        case.income[:] = [entry for entry in case.income if entry["whose"] not in relations]
