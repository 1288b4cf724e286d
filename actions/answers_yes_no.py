"""A plain yes or no, which means something only to the question that was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from actions.case import Income
from actions.edit_facts import put_fact
from actions.income_changes import close
from actions.persons_known import move_in, move_out
from arabic.told import PersonTold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from actions.applied import Edit

# question: the fact, and its value for a yes and for a no. None: such an answer says too little.
MEANINGS: Mapping[str, tuple[str, Any, Any]] = {
    "nationality": ("nationality", "saudi", "other"),
    "exception": ("exception", None, "none"),
    "old_system": ("from_old_system", None, "none"),
    "student": ("student", True, False),
    "address": ("address", True, False),
    "home": ("proof", None, "none"),
    "bank": ("bank_above_limit", True, False),
    "cars": ("cars", None, 0),
    "workers": ("workers", None, 0),
    "workers_for_disability": ("workers_for_disability", None, 0),
    "abroad": ("days_abroad", None, 0),
}


def take_answer(edit: Edit) -> None:
    """The yes or no of a message to the question asked, where nothing else in it answered that question."""
    answer = edit.told.answer
    if answer is None or edit.asked is None or edit.asked in edit.answered or edit.doubts:
        return
    if edit.asked in MEANINGS:
        name, yes, no = MEANINGS[edit.asked]
        value = yes if answer == "yes" else no
        if value is not None:
            put_fact(edit, name, value)
    elif edit.asked == "members":
        nobody_else(edit, answer)
    elif edit.asked in ("earned", "other_income"):
        incomes(edit, edit.asked, answer)
    elif edit.asked == "lives_with_you":
        place(edit, here=answer == "yes")


def nobody_else(edit: Edit, answer: str) -> None:
    """No to who lives here: nobody, or nobody besides those who are known."""
    if answer == "no" and not edit.told.persons and not edit.case.uncounted:
        for person in edit.case.unplaced:
            move_out(person, PersonTold("other"))
        edit.answer("members")


def incomes(edit: Edit, question: str, answer: str) -> None:
    """No: nothing comes in of that side. Yes: something, whose kind or amount is then asked."""
    case = edit.case
    if answer == "no":
        if question == "earned":
            case.incomes = [income for income in case.incomes if not income.earned]
        close(edit, "earned" if question == "earned" else "unearned")
    elif not edit.told.incomes:
        case.incomes.append(Income(case.new_id(), "salary" if question == "earned" else None))
        edit.answer(question)


def place(edit: Edit, *, here: bool) -> None:
    """Whether those asked about live here: all who stand in the relation of the first who was not placed."""
    people = edit.case.unplaced
    for person in people:
        if person.relation == people[0].relation:
            (move_in if here else move_out)(person, PersonTold("other"))
    edit.answer("lives_with_you")
