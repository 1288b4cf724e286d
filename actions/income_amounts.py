"""One income of the case and what a message says of it: its amount, and what is asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions import doubts
from actions.case import Income, riyals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from actions.applied import Edit
    from actions.case import Case
    from arabic.told import IncomeTold


def about(income: IncomeTold) -> str:
    """What a doubt of an income is about."""
    return f"income:{income.kind}:{income.whose}"


def new_income(case: Case, told: IncomeTold, owner: str | int) -> Income:
    """A new income of the case, without its amount."""
    income = Income(case.new_id(), told.kind, whose=owner, steady=told.steady, period=told.period)
    case.incomes.append(income)
    return income


def set_amount(entry: Income, told: IncomeTold) -> None:
    """What is told of an income's amount and of how it comes. Where none is told, the one known stays."""
    if told.low is None:
        return
    entry.low, entry.high = riyals(told.low), riyals(told.low if told.high is None else told.high)
    entry.period, entry.said, entry.steady = told.period, told.said, told.steady
    if "amount" in entry.unknown:
        entry.unknown.remove("amount")


def same_amount(entry: Income, told: IncomeTold) -> bool:
    """Whether an income known brings just what is told."""
    return told.low is not None and (entry.low, entry.high) == (riyals(told.low), riyals(told.high or told.low))


def same_income(case: Case, told: IncomeTold, owner: str | int | None, among: Iterable[int]) -> Income | None:
    """The income known before that is told again: of one kind and person; of several the one with the same amount."""
    same = [income for income in case.incomes if income.whose == owner and income.id in among]
    kinds = [income for income in same if income.kind == told.kind]
    equal = [income for income in (*kinds, *same) if same_amount(income, told) and income.kind in (told.kind, None)]
    return next(iter((*equal, *kinds)), None)


def take_part(whole: Income, told: IncomeTold) -> Income | None:
    """«دخلي 5000», and then «راتبي 3000»: the salary is a part of it, and of the rest the kind is still asked."""
    if told.low is None or whole.low is None or whole.high is None:
        return None
    if whole.low <= told.low:
        return whole
    least, most = whole.low - riyals(told.high or told.low), whole.high - riyals(told.low)
    whole.low, whole.high = max(0, least), most
    return None


def ask_amount(edit: Edit, told: IncomeTold, whose: str, entry: Income | None) -> None:
    """An amount that was heard below the threshold: «تقصد راتبك 4,000 ريال؟»."""
    if entry is not None and same_amount(entry, told):
        return
    step = doubts.hear(incomes=[told])
    if entry is not None and told.low is not None:
        step = {"set_income": [entry.id, riyals(told.low), riyals(told.high or told.low)]}
    question = "earned" if told.earned or told.kind is None else "other_income"
    name, amount = doubts.income_name(told.kind, whose), doubts.amount(told.low, told.high)
    edit.doubt(doubts.doubt("amount", about(told), question, yes=[step], income=name, amount=amount))


def ask_one_for_several(edit: Edit, told: IncomeTold, several: list[Income]) -> None:
    """One amount for what were several of a kind."""
    yes = [{"remove_incomes": [income.id for income in several]}, doubts.hear(incomes=[told])]
    name = doubts.income_name(told.kind, told.whose)
    amount = doubts.amount(told.low, told.high)
    edit.doubt(
        doubts.doubt("one_instead_of_several", about(told), several[0].question, yes=yes, income=name, amount=amount)
    )


def asked_of_another(edit: Edit, told: IncomeTold, beside: list[IncomeTold]) -> bool:
    """A correction of «الراتب», where only somebody else has one, is asked about: it may be theirs."""
    others = [income for income in edit.case.incomes if income.kind == told.kind]
    if not edit.correcting or edit.supposing or told.whose != "applicant" or told.low is None or len(beside) > 1:
        return False
    if len(others) != 1 or others[0].whose == "applicant":
        return False
    other = others[0]
    edit.doubt(
        doubts.doubt(
            "amount_of_another",
            about(told),
            other.question,
            yes=[{"set_income": [other.id, riyals(told.low), riyals(told.high or told.low)]}],
            no=[doubts.hear(incomes=[told])],
            income=doubts.income_name(other.kind, edit.case.relation(other)),
            amount=doubts.amount(told.low, told.high),
            before=doubts.amount_of(other),
        )
    )
    return True
