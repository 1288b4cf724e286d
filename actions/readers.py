"""The facts of a message by two readers: the rows of `arabic.read`, and the trained reader of short answers.

Where only one of them knows the answer to the open question it is taken, the trained one's from its threshold on; where
they disagree, the fact is asked about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from actions.case_as_household import QUESTION_OF_FACT
from actions.questions import interview, questions
from actions.said_amounts import of_income, removed
from actions.statements import outside_questions
from actions.talk import SUMMED_UP
from arabic import IncomeTold, read_amount
from arabic.reading import read
from rules import parameters

if TYPE_CHECKING:
    from actions.case import Case, Doubt
    from actions.message import Message
    from actions.talk import Talk
    from arabic.told import Act, Side, Told

NEAR = (  # a yes or a no with a fact of one of these may answer another of the same group
    frozenset(["home", "address"]),
    frozenset(["cars", "workers", "workers_for_disability"]),
    frozenset(["earned", "other_income", "income_kind", "income_amount", "empowerment"]),
    frozenset(["nationality", "exception"]),
    frozenset(["student", "age"]),
)
WITHOUT_ANSWER: Mapping[str, Act] = {"dont_know": "dont_know", "refuses": "refuses"}
NO_ANSWER = ("asks", "nothing", "unsure")  # labels of the trained reader that answer nothing
NO = ("لا ", "لا،", "لا!", "لاا", "كلا")  # how a message begins that says no to a doubt, whatever else it says
LIKELY = 0.6  # from here on what the trained reader alone knows is asked about
BARE = 6  # words of a correction that names nothing, and speaks of the answer before
MANY = 4  # counts from here on have one label
SIDES: Mapping[str, Side] = {"earned": "earned", "other_income": "unearned"}
COUNTED = {
    "cars": "cars",
    "workers": "workers",
    "workers_for_disability": "workers_for_disability",
    "abroad": "days_abroad",
}


def facts_of(message: Message, case: Case, talk: Talk) -> tuple[Told, str | None]:
    """The facts of a message, and the question that they may answer.

    A correction that names nothing («لا غلطت، 3200») speaks of the answer before; what stands beside a doubt
    («لا، 4500», «وحده») of what is doubted.
    """
    known = frozenset(person.relation for person in case.persons)
    told, asked = read(message.text, asked=talk.question, known=known), talk.question
    if (gone := removed(message.text, case)) is not None:
        ended = IncomeTold(gone.kind, whose=case.relation(gone), change="ends")
        return replace(told, incomes=(ended,), no_more=frozenset(), answer=None, acts=told.acts | {"corrects"}), None
    if speaks_of_amounts(told, asked) and (found := of_income(message.text, case, only="corrects" in told.acts)):
        income, amount = found
        same = replace(amount, kind=income.kind, whose=case.relation(income))
        return replace(told, incomes=(same,), answer=None, acts=told.acts | {"corrects"}), None
    meant: str | None = None
    if asked == "bank" and of_pay(told):
        again = read(message.text, known=known)  # «الراتب مو 3000، 3500» beside the question for the balances
        if again.incomes:
            return again, None
    bare = asked not in SUMMED_UP and len(message.text.split()) <= BARE
    if "corrects" in told.acts and not told.names and talk.previous in interview() and bare:
        meant = talk.previous
    elif talk.question == "doubt" and told.empty and told.answer is None and case.doubts:
        meant = case.doubts[0].question
    if meant is not None:
        again = read(message.text, asked=meant, known=known)
        return (replace(again, answer=None), meant) if not again.empty else (told, asked)
    if asked == "doubt" and case.doubts and told.answer is None and message.text.strip().startswith(NO):
        told = replace(told, answer="no")  # «لا لا تحذف شي! التقاعد باقي»
    if asked == "doubt" and case.doubts and told.answer and not answers_doubt(told, case.doubts[0]):
        told = replace(told, answer=None)
    if asked in interview():
        told = judged(told, asked or "", message)
        corrects = "corrects" in told.acts and not told.empty  # «لا غلطت، الراتب 3200» says no to nothing asked
        if told.answer and (corrects or not may_answer(told, asked or "")):
            told = replace(told, answer=None)
    if "corrects" in told.acts and told.names and asked not in told.names:
        told, asked = read(message.text, known=known), None  # what is named is changed, and nothing is answered
    return told, asked


def of_pay(told: Told) -> bool:
    """Whether an amount that was read as a balance stands beside the name of an income."""
    return "bank_average" in told.facts and "bank" not in told.names and bool(told.names & {"earned", "other_income"})


def speaks_of_amounts(told: Told, asked: str | None) -> bool:
    """Whether a message that tells nothing corrects something: «خلها الف»."""
    corrects = "corrects" in told.acts or asked in SUMMED_UP
    return corrects and told.empty and "asks" not in told.acts


def stated(message: Message, told: Told, asked: str | None, case: Case) -> Told:
    """What of the facts stands outside the questions of a message. Without questions it is all of them."""
    if not told.questions:
        return told
    rest = outside_questions(message.text, told.questions)
    return replace(read(rest, asked=asked, known=frozenset(person.relation for person in case.persons)), answer=None)


def answers_doubt(told: Told, doubt: Doubt) -> bool:
    """Whether a yes or a no may answer a doubt: «ايوه سعودي» answers none of an income that is to be removed."""
    question = "earned" if doubt.about.startswith("income:") else doubt.question
    if (
        "asks" in told.acts
        and told.answer == "yes"
        and any("remove" in name for step in doubt.edit["yes"] for name in step)
    ):
        return False
    return question is None or told.answer == "no" or may_answer(told, question)


def may_answer(told: Told, asked: str) -> bool:
    """Whether a yes or a no may answer the question asked: «ايه مطابق» answers none but that of the address.

    Facts that answer it, or a question near it, leave the answer as it is.
    """
    near = next((names for names in NEAR if asked in names), frozenset([asked]))
    subjects = {QUESTION_OF_FACT[name] for name in told.facts if name in QUESTION_OF_FACT}
    subjects |= {"members"} if told.persons or told.total or told.alone else set()
    subjects |= {"earned"} if told.incomes or told.no_more else set()
    return not subjects or bool(subjects & near) or questions()[asked].answered_by(told)


def judged(told: Told, asked: str, message: Message) -> Told:
    """The facts with what the trained reader says about the question asked.

    Where the two readers agree the fact is sure; where only the trained one knows it, from its threshold on; where they
    disagree, or the rows stand alone against another likely reading, it is asked about.
    """
    label, confidence = message.judged.get(asked, ("", 0.0))
    if not label or "corrects" in told.acts or (told.acts & {"supposes"}):
        return told
    question, of_rows = questions()[asked], label_of_rows(told, asked)
    sure = confidence >= thresholds().get(asked, 1.1)
    if label in NO_ANSWER or label in WITHOUT_ANSWER:
        act = WITHOUT_ANSWER.get(label)
        if of_rows:
            return in_doubt(told, asked) if sure else told
        return replace(told, acts=told.acts | {act}) if sure and act is not None else told
    if of_rows == label:
        return told
    if of_rows is None:
        if label not in question.labels or not (sure or confidence >= LIKELY):
            return told
        if not sure and "no_more" in question.labels[label]:
            return told
        return replace(question.told(told, label, sure=sure), answer=None)
    if label in question.labels and sure and "no_more" not in question.labels[label]:
        return question.told(told, label, sure=False)
    return in_doubt(told, asked)


def label_of_rows(told: Told, asked: str) -> str | None:
    """What the rows say of the question asked, as one of the trained reader's labels; None where they say nothing."""
    if asked == "bank" and "bank_average" in told.facts:
        limit = parameters.on(date.today()).bank_average_limit
        return "above" if told.facts["bank_average"] > limit else "below"
    if asked == "members":
        return "alone" if told.alone else "some" if told.persons or told.total else None
    if asked in SIDES:
        return "none" if SIDES[asked] in told.no_more and not told.incomes else "some" if told.incomes else None
    fact = COUNTED.get(asked, "")
    if isinstance(told.facts.get(fact), int):
        count = told.facts[fact]
        if asked == "abroad":
            return "some" if count else "none"
        return str(count) if count < MANY else "more"
    return questions()[asked].label(told)


def in_doubt(told: Told, asked: str) -> Told:
    """The facts with those that answer the question asked to be asked about; that nothing more comes in is not told."""
    if asked in SIDES:
        return replace(told, no_more=told.no_more - {SIDES[asked]}) if not told.incomes else told
    if asked == "members":
        return replace(told, alone=False)
    names = frozenset(name for name in told.facts if QUESTION_OF_FACT.get(name) == asked)
    return replace(told, unsure=told.unsure | names)


@cache
def thresholds() -> Mapping[str, float]:
    """For each question the confidence from which the trained reader's answer counts by itself (thresholds.yml)."""
    path = Path(__file__).with_name("thresholds.yml")
    return dict(yaml.safe_load(path.read_text(encoding="utf-8"))) if path.exists() else {}


def whole_number(text: str) -> int | None:
    """The whole number in a text; None where there is none, or another."""
    amount = read_amount(text)
    return int(amount) if amount is not None and amount == int(amount) >= 0 else None
