"""Suppositions about a case: «ولو صار راتب زوجتي 2000؟», «لو بعت السيارة», «لو طلع ولدي من البيت»."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING

from actions.facts import CHILDREN, take
from arabic import normalise, read_facts, read_members

if TYPE_CHECKING:
    from actions.case import Case

LEAVES = re.compile(r"\b[وف]?(طلع|طلعت|يطلع|تطلع|خرج|خرجت|راح|راحت|مات|ماتت|توفي|توفت|توفيت|استقل|استقلت|حذفت|شلت)\b")
MARRIES = re.compile(r"\b[وف]?(تزوج|تزوجت|يتزوج|تتزوج)\b")
COMES = re.compile(r"\b[وف]?(جا|جانا|جاني|جاء|جبت|جبنا|انولد|ولدت|زاد|زدت|زود|اضفت|ضفت|اضيف|ضميت|يسكن|سكن|سكنت)\b")
SELLS = re.compile(r"\b[وف]?(بعت|ابيع|بعنا|نبيع|تخلصت)\b.*\b\w*سيار")
BUYS = re.compile(r"\b[وف]?(شريت|اشتريت|اشتري|اشترينا|نشتري)\b.*\b\w*سيار")


def suppose(case: Case, text: str) -> Case | None:
    """The case as it would be; None where the supposition could not be read. `case` itself is not changed.

    Raises facts.Implausible for an absurd number.
    """
    supposed = copy.deepcopy(case)
    folded = normalise(text)
    named = read_members(text).members
    if SELLS.search(folded) or BUYS.search(folded):
        cars = supposed.part("wealth").get("cars") or 0
        supposed.part("wealth")["cars"] = max(0, cars - 1) if SELLS.search(folded) else cars + 1
    elif named and (LEAVES.search(folded) or MARRIES.search(folded)):
        for member in named:
            remove(supposed, member.relation, member.count)
    elif COMES.search(folded) and (named or "مولود" in folded):
        for relation, count in [(member.relation, member.count) for member in named] or [("son", 1)]:
            members = supposed.household.setdefault("members", [])
            members += [{"relation": "son" if relation == "child" else relation} for _ in range(count)]
        supposed.applicant["kind"] = "family_head"
    else:
        take(supposed, read_facts(text))
    return None if supposed.household == case.household else supposed


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
