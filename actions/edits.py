"""Edits of a case: everything that changes it goes through here.

Every clause of a message takes effect. What contradicts what was told before, or was heard below the threshold, is
asked about before it counts; a number beyond belief is left out, and the rest is kept.
"""

from __future__ import annotations

from actions import doubts
from actions.answers_yes_no import take_answer
from actions.applied import Applied, Change, Edit
from actions.button_values import SIDE_OF_QUESTION, press
from actions.case import Case, Doubt
from actions.edit_facts import forget, in_numbers, take_facts
from actions.edit_household import answer_members, marry, reach_total
from actions.edit_incomes import answer_incomes, take_incomes
from actions.edit_persons import take_persons
from actions.persons_known import move_out
from actions.plausible import Implausible, plausible
from arabic.told import PersonTold, Told

__all__ = [
    "Applied",
    "Change",
    "Implausible",
    "apply",
    "apply_refused",
    "apply_unknown",
    "apply_value",
    "choose",
    "confirm",
    "reopen",
]

OPEN_KEY = {"income_kind": "kind", "income_amount": "amount"}


def apply(case: Case, told: Told, asked: str | None, *, correcting: bool, supposing: bool = False) -> Applied:
    """Put what a message tells into the case.

    `asked` is the question that was open. `correcting`: it changes what was told before, so no contradiction is asked.
    `supposing`: "what if"; see `actions.what_if`, which calls it on a copy.
    """
    told, refused = plausible(in_numbers(case, told))
    edit = Edit(case, told, asked, correcting=correcting, supposing=supposing, refused=refused)
    settle_doubt(edit)
    take_facts(edit)
    take_persons(edit)
    marry(edit)
    answer_members(edit)
    take_incomes(edit)
    reach_total(edit)
    answer_incomes(edit)
    take_answer(edit)
    return edit.finish()


def settle_doubt(edit: Edit) -> None:
    """A yes or a no to the doubt that was asked about."""
    if edit.asked == "doubt" and edit.told.answer is not None and edit.case.doubts:
        take_doubt(edit, edit.case.doubts.pop(0), edit.told.answer)
        edit.answer("doubt")


def take_doubt(edit: Edit, doubt: Doubt, value: str) -> None:
    """Do what an answer to a doubt does: yes, no, or the value of one of its own buttons."""
    for step in doubt.edit[value]:
        if "hear" in step:
            heard = apply(edit.case, doubts.heard(step["hear"]), None, correcting=True)
            edit.doubts += [new for new in heard.doubts if new not in edit.doubts]
            edit.case.doubts = [known for known in edit.case.doubts if known not in heard.doubts]
        else:
            doubts.take_step(edit.case, step)
    if value != "no" and doubt.question is not None and doubt.question not in edit.case.reopened:
        edit.answer(doubt.question)


def confirm(case: Case, doubt_index: int, yes: bool) -> Applied:
    """A yes or a no to one of the case's doubts, which is then settled. Raises IndexError where there is none such."""
    edit = Edit(case, Told())
    take_doubt(edit, case.doubts.pop(doubt_index), "yes" if yes else "no")
    return edit.finish()


def choose(case: Case, value: str) -> Applied:
    """The value of a button of the first doubt. Raises KeyError for one that it does not have."""
    if value not in case.doubts[0].edit:
        raise KeyError(value)
    edit = Edit(case, Told())
    take_doubt(edit, case.doubts.pop(0), value)
    return edit.finish()


def apply_unknown(case: Case, question: str) -> Applied:
    """The citizen does not know: neither asked again nor taken for a no. What was told before of it is forgotten."""
    return leave_open(case, question, case.unknown)


def apply_refused(case: Case, question: str) -> Applied:
    """The citizen will not say: unknown from then on."""
    return leave_open(case, question, case.refused)


def leave_open(case: Case, question: str, kept_in: list[str]) -> Applied:
    """A question is done without an answer."""
    edit = Edit(case, Told())
    if question == "doubt":
        del case.doubts[:1]
        edit.answer(question)
        return edit.finish()
    if question in OPEN_KEY:
        key = OPEN_KEY[question]
        income = case.open_income(key)
        if income is not None:
            income.unknown.append(key)
        edit.answer(question)
        return edit.finish()
    if question == "lives_with_you":
        for person in case.unplaced[:1]:
            move_out(person, PersonTold("other"))
    if question == "home":
        case.facts.pop("lives_in", None)
    forget(case, question)
    if question in SIDE_OF_QUESTION and SIDE_OF_QUESTION[question] in case.closed:
        case.closed.remove(SIDE_OF_QUESTION[question])
    edit.answer(question)
    kept_in.append(question)
    return edit.finish()


def apply_value(case: Case, question: str, value: str) -> Applied:
    """A button's value (actions/questions.yml). Raises KeyError or ValueError for one that a question does not have."""
    if value == "unknown":
        return apply_unknown(case, question)
    edit = Edit(case, Told(), question)
    if question == "doubt":
        return choose(case, value)
    if question == "members":
        if value != "alone":
            raise ValueError(value)
        return apply(case, Told(alone=True), "members", correcting=True)
    press(edit, question, value)
    return edit.finish()


def reopen(case: Case, question: str) -> None:
    """Let a question be asked again, because its answer is to be changed."""
    case.reopen(question)
