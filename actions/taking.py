"""What a message does to the case: its facts are put into it, a button's answer, "I do not know", a yes to a doubt.

Nothing is said here. What changed is told by the words of the questions before and after.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from actions import doubts, edits, guard
from actions.case import Case
from actions.questions import interview, pieces, questions
from actions.said_amounts import unread
from actions.talk import SUMMED_UP, Talk

if TYPE_CHECKING:
    from actions.hearing import Heard
    from arabic.told import Told

SIDES_CLOSED = ("earned", "other_income")  # that nothing comes in is not removed but followed by what does
OWN_EDITS = ("lives_with_you", "homes")  # questions of steering.yml whose answers are facts of the household


@dataclass(frozen=True)
class Taken:
    """What became of a message.

    `changed` are the words of what it changed, `removed` those of what it took out; `choice` is the answer to the
    question of steering.yml that stood open: yes, no, or the name of a question to change.
    """

    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    corrected: bool = False
    refused: tuple[str, ...] = ()
    answered: bool = False
    choice: str | None = None
    without_answer: Literal["dont_know", "refuses"] | None = None
    old_button: bool = False
    died: bool = False


def take(case: Case, talk: Talk, heard: Heard) -> Taken:
    """Put a message into the case."""
    if "start_over" in heard.wants:
        renew(case, talk)
    before, known = pieces(case), case.to_slot()
    taken = press(case, talk, *heard.press) if heard.press else hear_facts(case, talk, heard)
    after = pieces(case)
    quiet = heard.press is not None and heard.press[0] == talk.question  # a button says itself what it records
    changed = tuple(text for name, text in after.items() if before.get(name) != text and not quiet)
    silent = (*after, *SIDES_CLOSED, *(["empowerment"] if case.applicant_works else []))  # who is paid works
    removed = tuple(text for name, text in before.items() if name not in silent and not quiet)
    return replace(
        taken,
        changed=changed,
        removed=removed,
        corrected=heard.corrects or talk.shown or talk.question in SUMMED_UP,
        answered=taken.answered or case.to_slot() != known,
    )


def renew(case: Case, talk: Talk) -> None:
    """Forget the case, and that it was spoken of."""
    for name, value in vars(Case()).items():
        setattr(case, name, value)
    topic = talk.topic
    for name, value in vars(Talk(interview=True, topic=topic)).items():
        setattr(talk, name, value)


def press(case: Case, talk: Talk, question: str, value: str) -> Taken:
    """A button, perhaps one of an earlier question."""
    if question not in questions():
        return Taken(old_button=question != "result")
    if question in interview() or question in OWN_EDITS:
        try:
            questions()[question].press(case, value)
        except (KeyError, ValueError):
            return Taken(old_button=True)
        return Taken(answered=True)
    if question != talk.question and question != "change":
        return Taken(old_button=True)
    try:
        return settle(case, question, value)
    except KeyError:
        return Taken(old_button=True)


def settle(case: Case, question: str, value: str) -> Taken:
    """The answer to a question about the case or the interview itself."""
    if question == "doubt":
        if case.doubts:
            edits.choose(case, value)
        return Taken(answered=True, choice=value)
    if question in OWN_EDITS:
        edits.apply_value(case, question, value)
        return Taken(answered=True)
    return Taken(answered=True, choice=value)


def hear_facts(case: Case, talk: Talk, heard: Heard) -> Taken:
    """What was typed: its facts, unless they are only supposed, and its answer to what stands open."""
    if heard.supposes and heard.told.empty:
        return Taken()
    asked = talk.question
    ours = figures(case, talk)
    doubt = case.doubts[0] if case.doubts and asked == "doubt" else None
    correcting = heard.corrects or asked in SUMMED_UP
    told, stated = without_ours(heard.told, ours), without_ours(heard.stated, ours)
    applied = guard.apply(case, guard.Says(told, stated, asked, heard.asked, correcting))
    taken = Taken(
        refused=tuple(dict.fromkeys(one.text for one in applied.refused)),
        died=heard.told.facts.get("marital") == "widowed" or any(one.absence == "dead" for one in heard.told.persons),
        answered=bool(applied.changed or applied.doubts or asked in applied.answered),
    )
    if not taken.answered and not taken.refused and asks_nothing(heard):
        amount = unread(heard.text, case, ours)
        if amount is not None:
            case.doubts.insert(0, doubts.meaning(case, amount))
            return replace(taken, answered=True)
    if doubt is not None and doubt not in case.doubts:  # it was answered, or a later word settled it
        return replace(taken, answered=True, choice=heard.answer if not heard.told.persons else None)
    if doubt is not None and applied.changed and heard.answer == "no":
        edits.confirm(case, case.doubts.index(doubt), False)  # «لا، 4500»
    if asked in interview() and asked in applied.answered and bare_no(heard):
        for other, value in questions()[asked].no_also.items():
            edits.apply_value(case, other, value)
    if asked is None or asked in applied.answered or asked not in questions():
        return taken
    if asked in interview():
        return without_answer(case, asked, heard, taken)
    choice = None if applied.changed or applied.doubts else chosen(heard, asked)
    return taken if choice is None else replace(settle(case, asked, choice), refused=taken.refused, died=taken.died)


def asks_nothing(heard: Heard) -> bool:
    """Whether a message neither asks, wants nor supposes anything, and is no answer: an amount in it is to be read."""
    does = heard.asks or heard.wants or heard.supposes or heard.answer or heard.distress or heard.courtesy
    return not does and "asks" not in heard.told.acts and not heard.told.incomes


def figures(case: Case, talk: Talk) -> frozenset[float]:
    """The figures of the result that was shown: a citizen who writes these speaks of the result."""
    if not talk.shown:
        return frozenset()
    estimate = case.estimate(date.today())
    amounts: list[Decimal | None] = [estimate.pension.low, estimate.pension.high]
    whole = estimate.minimum
    amounts += [whole] if isinstance(whole, Decimal) or whole is None else [whole.low, whole.high]
    return frozenset(float(amount) for amount in amounts if amount is not None)


def without_ours(told: Told, ours: frozenset[float]) -> Told:
    """The facts without the figures of our own result: «وال 710 هذي لي ولا لابوي» tells no income."""
    kept = [
        income
        for income in told.incomes
        if income.kind is not None or income.low is None or float(income.low) not in ours
    ]
    return replace(told, incomes=tuple(kept))


def bare_no(heard: Heard) -> bool:
    """Whether a message says no and names nothing, so that it denies all that was asked."""
    told = heard.told
    return told.answer == "no" and not (told.persons or told.incomes or told.names or len(told.facts) > 1)


def chosen(heard: Heard, question: str) -> str | None:
    """The answer in words to a question about the case or the interview: yes, no, or the question to change."""
    if question == "homes":
        return "0" if heard.answer == "no" and heard.number is None else str(heard.number or "") or None
    if question == "change":
        return min(heard.told.names, default=None) if not heard.answer else heard.answer
    if question == "go_on" and "show" in heard.wants:
        return "no"
    if question == "go_on" and "go_on" in heard.wants:
        return "yes"
    if question in ("confirm", "refusal") and "show" in heard.wants:
        return "yes"
    if heard.wants & {"stop", "start_over"} or heard.asks:
        return None
    if heard.wants & {"dont_know", "refuses", "skip"}:
        return "no" if question == "doubt" else None
    if heard.corrects and not heard.answer:
        return "no"
    return heard.answer


def without_answer(case: Case, question: str, heard: Heard, taken: Taken) -> Taken:
    """The citizen does not know, will not say, or leaves the question out."""
    if "refuses" in heard.wants:
        edits.apply_refused(case, question)
        return replace(taken, answered=True, without_answer="refuses")
    if heard.wants & {"dont_know", "skip"}:
        edits.apply_unknown(case, question)
        return replace(taken, answered=True, without_answer="dont_know")
    return taken
