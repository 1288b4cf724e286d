"""Incomes that are not there, end, rise or fall, and sides of which all is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions import doubts, owners
from actions.case import EARNED, riyals
from actions.income_amounts import about, same_amount

if TYPE_CHECKING:
    from actions.applied import Edit
    from arabic.told import IncomeTold


def deny(edit: Edit, told: IncomeTold) -> None:
    """«ما عندي راتب», «زوجتي ما تشتغل»: that income of that person is not there."""
    case = edit.case
    own = told.whose == "applicant"
    beside = edit.asked == "other_income" and told.kind is None
    if not beside:
        gone = [income for income in owners.incomes_of(case, told.whose) if told.kind in (income.kind, None)]
        case.incomes = [income for income in case.incomes if income not in gone]
        edit.settled.add(about(told))
    earned = told.kind is None or told.earned
    unearned = told.kind in (None, "other")
    if own and earned and (edit.asked == "earned" or case.alone or "earned" in case.closed):
        close_unless_known(edit, "earned")
    if own and unearned and (edit.asked == "other_income" or (case.alone and told.kind is None)):
        close_unless_known(edit, "unearned")


def end(edit: Edit, told: IncomeTold) -> None:
    """«تركت شغلي», «وقف الايجار»: the income that was there is gone, of that person and of that kind only."""
    case = edit.case
    theirs = owners.incomes_of(case, told.whose)
    same = [income for income in theirs if told.kind in (income.kind, None)]
    if told.kind is None and any(income.earned for income in same):
        same = [income for income in same if income.earned]
    if not same and told.kind not in (None, *EARNED):
        every = [income for income in case.incomes if income.kind == told.kind]
        same = every if len(every) == 1 else []
    if told.low is not None and any(same_amount(income, told) for income in same):
        same = [income for income in same if same_amount(income, told)]
    if not same and told.whose == "applicant":
        deny(edit, told)
    chosen = owners.chosen(edit, told, same)
    if len({income.whose for income in same}) > 1 and chosen is None:
        if edit.supposing:
            return  # whose is not said: it is asked again what is supposed
        first = same[0]
        yes = [{"remove_incomes": [first.id]}]
        no = [{"remove_incomes": [same[1].id]}] if len(same) == 2 else []
        name, amount = doubts.income_name(first.kind, case.relation(first)), doubts.amount_of(first)
        edit.doubt(doubts.doubt("ended", about(told), first.question, yes=yes, no=no, income=name, amount=amount))
        return
    whose = chosen if chosen is not None else same[0].whose if same else None
    case.incomes = [income for income in case.incomes if income not in same or income.whose != whose]
    edit.settled.add(about(told))


def shift(edit: Edit, told: IncomeTold) -> None:
    """«زاد راتبي الف», «نقص ايجاري 200»: an income known, higher or lower by so much."""
    case = edit.case
    theirs = [income for income in owners.incomes_of(case, told.whose) if income.low is not None]
    same = [income for income in theirs if income.kind == told.kind]
    if told.kind is None:
        same = [income for income in theirs if income.earned] or theirs
    if not same and told.kind is not None:
        same = [income for income in case.incomes if income.kind == told.kind and income.low is not None]
    if len(same) != 1 or told.low is None:
        return
    by = riyals(told.low) if told.change == "more" else -riyals(told.low)
    entry = same[0]
    entry.low, entry.high = max(0, (entry.low or 0) + by), max(0, (entry.high or 0) + by)
    entry.said = ""
    if entry.high == 0:
        case.incomes.remove(entry)


def close(edit: Edit, side: str) -> None:
    """Of one side, earned or unearned, all is told."""
    if side not in edit.case.closed:
        edit.case.closed.append(side)
    edit.answer("earned" if side == "earned" else "other_income")


def close_unless_known(edit: Edit, side: str) -> None:
    """Close a side of which the message itself tells nothing."""
    if not any(income.change == "is" and income.earned == (side == "earned") for income in edit.told.incomes):
        close(edit, side)


def follow_work(edit: Edit) -> None:
    """Whoever is paid now no longer looks for work, and whoever lost the pay no longer works."""
    facts, told = edit.case.facts, edit.told.facts.get("empowerment")
    paid = any(income.whose == "applicant" and income.earned and income.change == "is" for income in edit.told.incomes)
    if paid and told is None and facts.get("empowerment") in ("seeking", "refusing"):
        facts["empowerment"] = "working"
    lost = edit.before.applicant_works and not edit.case.applicant_works
    if not lost or told not in (None, "working"):
        return
    if facts.get("empowerment") == "working":
        del facts["empowerment"]
        if "empowerment" in edit.case.answered:
            edit.case.answered.remove("empowerment")
