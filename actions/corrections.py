"""Corrections of what was told before: «لا غلطت، الراتب 3200», «قصدي خمس عيال مو اربعه», «غلطت بالسيارات»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from actions import reading
from actions.questions import questions
from actions.what_if import change_members
from arabic import normalise, read_amount

if TYPE_CHECKING:
    from actions.case import Case

CORRECTION = re.compile(r"\b(غلط\w*|اخطات|قصدي|اقصد|عدل\w*|اعدل|صحح\w*|صلح|اغير|غيرت|تصحيح|تعديل)\b")
INSTEAD_OF = re.compile(r"\b(مو|مهو|مب|مش|موب|وليس|ليس|بدل|بدال)\s+\S+(\s+(الف|الاف|ريال|عيال|اولاد|اطفال))?")


def correct(case: Case, text: str) -> list[str]:
    """Take in a correction; the questions whose answers it changed. A bare number corrects the last answer."""
    if change_members(case, normalise(text)):
        return ["members"]
    meant = meaning(text)
    taken = reading.take_text(case, None, meant, correcting=True)
    if not taken and says_number(meant):
        question = named_question(meant) or case.previous
        taken = reading.take_text(case, question, meant, correcting=True)
    return taken


def meaning(text: str) -> str:
    """What a correction says, without its own words: «لا غلطت، الراتب 3200» means «الراتب 3200»."""
    return CORRECTION.sub(" ", corrected(reading.ANSWER_BEFORE.sub("", text))).strip()


def corrected(text: str) -> str:
    """A correction, folded, without what it takes back: «قصدي خمس عيال مو اربعه» is «قصدي خمس عيال»."""
    return INSTEAD_OF.sub(" ", normalise(text))


def named_question(text: str) -> str | None:
    """The question whose subject a correction names («غلطت بالراتب»), in a folded text."""
    words = set(text.split()) | {word[1:] for word in text.split() if word[:1] in "بل"}
    for name, question in questions().items():
        if any(normalise(word) in words or f"ال{normalise(word)}" in words for word in question.names):
            return name
    return None


def says_number(text: str) -> bool:
    """Whether a number stands in a message, in digits or in words."""
    return any(map(str.isdigit, text)) or read_amount(text) is not None
