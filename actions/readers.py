"""The facts of a message by two readers: the rows of `arabic.read`, and the trained reader of short answers.

Where only one of them knows the answer to the open question it is taken, the trained one's from its threshold on; where
they disagree, the fact is asked about.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from actions.case_as_household import QUESTION_OF_FACT
from actions.questions import interview, questions
from arabic import read_amount
from arabic.reading import read

if TYPE_CHECKING:
    from actions.case import Case
    from actions.message import Message
    from actions.talk import Talk
    from arabic.told import Act, Told

NEAR = (  # a yes or a no with a fact of one of these may answer another of the same group
    frozenset(["home", "address"]),
    frozenset(["cars", "workers", "workers_for_disability"]),
    frozenset(["earned", "other_income", "income_kind", "income_amount", "empowerment"]),
    frozenset(["nationality", "exception"]),
    frozenset(["student", "age"]),
)
WITHOUT_ANSWER: Mapping[str, Act] = {"dont_know": "dont_know", "refuses": "refuses"}
NO_ANSWER = ("asks", "nothing", "unsure")  # labels of the trained reader that answer nothing


def facts_of(message: Message, case: Case, talk: Talk) -> tuple[Told, str | None]:
    """The facts of a message, and the question that they may answer.

    A correction that names nothing («لا غلطت، 3200») speaks of the answer before; a number beside a doubt («لا، 4500»)
    of what is doubted.
    """
    known = frozenset(person.relation for person in case.persons)
    told, asked = read(message.text, asked=talk.question, known=known), talk.question
    meant: str | None = None
    if "corrects" in told.acts and not told.names and talk.previous in interview():
        meant = talk.previous
    elif talk.question == "doubt" and told.empty and case.doubts and any(map(str.isdigit, message.text)):
        meant = case.doubts[0].question
    if meant is not None:
        again = read(message.text, asked=meant, known=known)
        return (replace(again, answer=None), meant) if not again.empty else (told, asked)
    if asked in interview():
        told = judged(told, asked or "", message)
        corrects = "corrects" in told.acts and not told.empty  # «لا غلطت، الراتب 3200» says no to nothing asked
        if told.answer and (corrects or not may_answer(told, asked or "")):
            told = replace(told, answer=None)
    if "corrects" in told.acts and told.names and asked not in told.names:
        asked = None  # what is named is changed, and nothing is answered
    return told, asked


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
    """The facts with what the trained reader says about the question asked."""
    label, confidence = message.judged.get(asked, ("nothing", 0.0))
    if label in NO_ANSWER or confidence < thresholds().get(asked, 1.1):
        return told
    question, of_rows = questions()[asked], questions()[asked].label(told)
    act = WITHOUT_ANSWER.get(label)
    if act is not None:
        return told if of_rows else replace(told, acts=told.acts | {act})
    if of_rows == label or label not in question.labels:
        return told
    return question.told(told, label, sure=of_rows is None)


@cache
def thresholds() -> Mapping[str, float]:
    """For each question the confidence from which the trained reader's answer counts by itself (thresholds.yml)."""
    path = Path(__file__).with_name("thresholds.yml")
    return dict(yaml.safe_load(path.read_text(encoding="utf-8"))) if path.exists() else {}


def whole_number(text: str) -> int | None:
    """The whole number in a text; None where there is none, or another."""
    amount = read_amount(text)
    return int(amount) if amount is not None and amount == int(amount) >= 0 else None
