"""A button's value put into the case. Whatever no button has is refused before anything changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from actions.answers_yes_no import place
from actions.case import CHILDREN, Income
from actions.case_as_household import QUESTION_OF_FACT
from actions.edit_facts import put_fact
from actions.income_changes import close
from actions.plausible import COUNTED_FACTS, implausible
from rules import household as h

if TYPE_CHECKING:
    from collections.abc import Mapping

    from actions.applied import Edit
    from actions.case import Case

SIDE_OF_QUESTION = {"earned": "earned", "other_income": "unearned"}
INSTITUTIONS = ("shelter", "treatment_centre", "prison")
INCOME_KINDS: tuple[str, ...] = get_args(h.IncomeKind)
YES_NO = {"yes": True, "no": False}
# question: the fact that it asks for, and the values that it may have; None for a number.
FACTS: Mapping[str, tuple[str, Mapping[str, str | bool] | None]] = {
    "nationality": ("nationality", {value: value for value in get_args(h.Nationality)}),
    "exception": ("exception", {value: value for value in get_args(h.NationalityException)}),
    "old_system": ("from_old_system", {value: value for value in (*get_args(h.OldSystemGroup), "none")}),
    "student": ("student", YES_NO),
    "address": ("address", YES_NO),
    "bank": ("bank_above_limit", YES_NO),
    "cars": ("cars", None),
    "workers": ("workers", None),
    "workers_for_disability": ("workers_for_disability", None),
    "abroad": ("days_abroad", None),
    "age": ("age", None),
    "empowerment": ("empowerment", {value: value for value in get_args(h.Empowerment)}),
}


def press(edit: Edit, question: str, value: str) -> None:
    """Put a value into the case. Raises KeyError for a question without buttons, ValueError for a value none has."""
    if question in SIDE_OF_QUESTION:
        press_side(edit, question, value)
    elif question == "income_kind":
        income = edit.case.open_income("kind")
        if income is not None:
            income.kind = one_of(INCOME_KINDS, value)
            edit.answer("earned" if income.earned else question)
            join_twins(edit.case, income)
    elif question == "home":
        proofs: tuple[str, ...] = get_args(h.HousingProof)
        put_fact(edit, "lives_in" if value in INSTITUTIONS else "proof", one_of((*INSTITUTIONS, *proofs), value))
    elif question == "lives_with_you":
        place(edit, here=YES_NO[value])
    elif question == "homes":
        split_children(edit, int(value))
    else:
        name, values = FACTS[question]
        put_fact(edit, name, counted(name, value) if values is None else values[value])
    edit.answer(question)
    if question == "other_income" and value != "none":
        edit.case.answered.remove(question)  # asked again once its amount is known: there may be more


def join_twins(case: Case, income: Income) -> None:
    """An income whose kind is said now may be one that is known."""
    for other in list(case.incomes):
        same = (other.kind, other.whose) == (income.kind, income.whose) and other is not income
        if same and (other.low is None or (other.low, other.high) == (income.low, income.high)):
            case.incomes.remove(other)


def one_of(allowed: tuple[str, ...], value: str) -> str:
    """A value that is allowed. Raises ValueError for any other."""
    if value not in allowed:
        raise ValueError(value)
    return value


def counted(name: str, value: str) -> int:
    """A number of things, days or years. Raises ValueError for one that cannot be meant."""
    if implausible(COUNTED_FACTS[name], QUESTION_OF_FACT[name], number := int(value)):
        raise ValueError(value)
    return number


def press_side(edit: Edit, question: str, value: str) -> None:
    """Nothing (more) of this side, or a kind whose amount is then asked."""
    case = edit.case
    if one_of(("none", *INCOME_KINDS), value) != "none":
        case.incomes.append(Income(case.new_id(), value))
        return
    if question == "earned":
        again = "earned" in case.reopened  # it is to be changed
        case.incomes = [
            income for income in case.incomes if not income.earned or (income.low is not None and not again)
        ]
    close(edit, SIDE_OF_QUESTION[question])


def split_children(edit: Edit, number: int) -> None:
    """So many of the children, from the last, live in the second home."""
    children = [person for person in edit.case.at_home if person.relation in CHILDREN]
    if not 0 <= number <= len(children):
        raise ValueError(number)
    for place_in_line, person in enumerate(reversed(children)):
        person.dwelling = 2 if place_in_line < number else 1
