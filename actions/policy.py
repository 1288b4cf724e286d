"""What comes next: the next question, a failure to be confirmed, the summing-up, the result, or nothing.

Doubts come first, then what decides, then the questions in the order of questions.yml. A failure is said only when the
facts that it rests on were shown and confirmed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from actions import edits, words
from actions.failures import RESTS_ON, agree, basis, taken_back, unconfirmed
from actions.needs import with_parents
from actions.questions import interview, interview_order, questions
from actions.summing_up import summing_up
from rules import parameters

if TYPE_CHECKING:
    from datetime import date

    import rules
    from actions.case import Case
    from actions.hearing import Heard
    from actions.taking import Taken
    from actions.talk import Talk

FOLLOW_UPS = ("income_kind", "income_amount")  # asked as long as one is open, also after the result
MOST_FAILURES = 2  # messages in a row that do not answer a question; then it goes on by itself
NO_TURNING = frozenset(["handoff", "menu", "dont_know", "refuses", "skip", "more"])  # they leave a distress as it is
INCOME_TEST = "income_below_minimum"

Notice = Literal[
    "begins", "starts_over", "stopped", "stopped_outside", "goodbye", "no_estimate", "not_understood", "given_up",
    "question_not_understood",
    "not_counted", "parents", "student", "help_in_interview", "known_already",
]  # fmt: skip


@dataclass
class Step:
    """What comes next: notices by their names in wording.yml, a failure to be said, and a question or the result."""

    notices: list[Notice] = field(default_factory=list)
    failure: rules.Check | None = None
    ask: str | None = None
    again: bool = False
    """The question stood open already, so that it is asked in few words."""
    rule: str | None = None
    """The condition of which `refusal` shows the facts."""
    example: bool = False
    result: bool = False
    taken_back: list[str] = field(default_factory=list)
    """The rules of failures that were said, and that what changed has taken back."""


def follow(case: Case, talk: Talk, heard: Heard, taken: Taken, today: date) -> Step:
    """What comes next after a message that was put into the case."""
    step = Step(taken_back=taken_back(case, talk, today))
    stay_with(talk, heard, taken)
    steer(talk, heard, taken, step)
    begin(talk, heard, taken, step)
    chose(case, talk, taken, step, today)
    if step.ask is None and failed_to_answer(talk, heard, taken):
        give_up(case, talk, heard, step)
    elif not heard.nothing or taken.answered:
        talk.misunderstood = 0
    if step.ask is None and not stays_out(talk, heard, taken):
        go_on(case, talk, heard, step, today)
    if step.ask == "refusal" and (failure := unconfirmed(case, talk, today)):
        step.rule = failure.rule
    open_question(talk, step)
    return step


def stay_with(talk: Talk, heard: Heard, taken: Taken) -> None:
    """Distress stays until the person turns to something else: a question, a fact, thanks, the estimate."""
    if heard.distress:
        talk.distress = heard.distress.key
    elif heard.asks or taken.answered or heard.courtesy == "thanks" or heard.wants - NO_TURNING:
        talk.distress = None


def steer(talk: Talk, heard: Heard, taken: Taken, step: Step) -> None:
    """Words about the conversation itself: stop, go on, show, no estimate."""
    if "start_over" in heard.wants:
        step.notices.append("starts_over")
    if heard.wants & {"stop", "goodbye"}:
        told = talk.interview or talk.question is not None
        talk.interview, talk.enough, talk.question = False, False, None
        step.notices.append("goodbye" if "goodbye" in heard.wants else "stopped" if told else "stopped_outside")
    elif "no_estimate" in heard.wants:
        talk.interview, talk.declined, talk.question = False, True, None
        if not heard.asks:
            step.notices.append("no_estimate")
    elif "show" in heard.wants:
        talk.enough = talk.interview or talk.shown
        talk.interview, talk.declined = True, False
    elif heard.wants & {"estimate", "go_on"}:
        talk.interview, talk.declined = True, False
        talk.enough = talk.enough and "go_on" not in heard.wants
    if "menu" in heard.wants and talk.interview:
        step.notices.append("help_in_interview")


def begin(talk: Talk, heard: Heard, taken: Taken, step: Step) -> None:
    """Facts begin the interview where nothing is asked beside them; a question never does."""
    tells = taken.answered and taken.choice is None and not (heard.asks or heard.supposes) and begins_with(heard, talk)
    ends = heard.wants & {"stop", "goodbye", "no_estimate"}
    if tells and not (talk.interview or talk.shown or talk.declined or ends):
        talk.interview = True
    if talk.interview and talk.once("begins"):
        step.notices.append("begins")


def begins_with(heard: Heard, talk: Talk) -> bool:
    """Whether what is told is enough to begin with: nothing in it looks like a question, or it tells of several things.

    Who was asking until now goes on asking; to him the estimate is offered.
    """
    if talk.given:
        return False
    told = heard.told
    things = [told.persons or told.total or told.alone, told.incomes or told.no_more, told.facts]
    return heard.only_tells or sum(map(bool, things)) > 1


def chose(case: Case, talk: Talk, taken: Taken, step: Step, today: date) -> None:
    """What follows from the answer to a question about the case or the interview itself."""
    asked, choice = talk.question, taken.choice
    if choice is None:
        return
    if choice in interview() or choice == "old_system":
        edits.reopen(case, choice)
        step.ask = choice
    elif asked == "refusal" and choice == "yes":
        confirm(case, talk, step, today)
    elif asked == "refusal":
        failure = unconfirmed(case, talk, today)
        step.ask = "change" if failure is None else next(iter(basis(failure.rule, case)), "change")
        if step.ask in interview():
            edits.reopen(case, step.ask)
    elif asked == "go_on":
        talk.enough = choice == "no"
    elif asked == "confirm" and choice == "yes":
        talk.enough = True
    elif asked == "confirm":
        step.ask = "change"
    elif asked == "doubt" and choice == "no" and not (taken.changed or taken.removed):
        step.notices.append("not_counted")


def confirm(case: Case, talk: Talk, step: Step, today: date) -> None:
    """The facts that a failure rests on are right: it is said, with the choice to go on where questions are left."""
    failure = unconfirmed(case, talk, today)
    if failure is None:
        return
    agree(case, talk, failure.rule)
    if talk.enough or talk.shown or missing(case, today) is None:
        return
    talk.announced.append(failure.rule)
    step.failure, step.ask = failure, "go_on"


def failed_to_answer(talk: Talk, heard: Heard, taken: Taken) -> bool:
    """Whether a message leaves the open question as it was, and does nothing else."""
    if talk.question is None or taken.answered or heard.press or talk.distress:
        return False
    does = heard.wants - {"dont_know", "refuses", "skip"} or heard.asks or heard.courtesy or heard.supposes
    return not (does or heard.distress)


def give_up(case: Case, talk: Talk, heard: Heard, step: Step) -> None:
    """Ask again with an example; the second time in a row go on without an answer. A question of theirs counts not."""
    asks, summed_up = "asks" in heard.told.acts, talk.question in ("confirm", "refusal")
    if summed_up and (asks or nothing_known(heard)):
        step.notices += [] if nothing_known(heard) else ["known_already"]
        step.ask = "change"  # «وين راتب بنتي؟», «غلط»: what is wrong is asked
        return
    if asks:
        step.notices.append("question_not_understood" if nothing_known(heard) else "known_already")
        step.ask, step.again = talk.question, True
        return
    talk.misunderstood += 1
    if talk.misunderstood < MOST_FAILURES:
        step.notices.append("not_understood" if nothing_known(heard) else "known_already")
        step.ask, step.again, step.example = talk.question, True, True
        return
    talk.misunderstood = 0
    question = talk.question or ""
    if question in interview() or question in ("lives_with_you", "homes"):
        step.notices.append("given_up")
        edits.apply_unknown(case, question)
    elif question == "doubt" and case.doubts:
        step.notices.append("not_counted")
        edits.apply_unknown(case, question)
    elif question in ("confirm", "change"):
        talk.enough = True
    elif question == "refusal":
        for rule in RESTS_ON:
            agree(case, talk, rule)


def nothing_known(heard: Heard) -> bool:
    """Whether a message tells no fact, not even one that is recorded already."""
    return not (heard.told.facts or heard.told.persons or heard.told.incomes)


def stays_out(talk: Talk, heard: Heard, taken: Taken) -> bool:
    """Whether no question follows: no interview is on, and nothing that was shown has changed."""
    if heard.distress or talk.distress or heard.wants & {"stop", "goodbye", "no_estimate"}:
        return True
    if talk.interview:
        return False
    return not (talk.shown and taken.answered)


def go_on(case: Case, talk: Talk, heard: Heard, step: Step, today: date) -> None:
    """The next question, or the result where nothing is left to ask."""
    notice(case, talk, step, today)
    name = next_question(case, talk, today)
    step.ask, step.again = name, step.again or (name is not None and name == talk.question)
    if name is None:
        step.result = True
        talk.interview, talk.enough, talk.shown = False, False, True


def notice(case: Case, talk: Talk, step: Step, today: date) -> None:
    """What decides whose application it is: a young student, and who lives with his parents, belong to the family's."""
    household = case.told_household()
    relations = {member["relation"] for member in words.here(household)}
    applicant = household.get("applicant") or {}
    young = (applicant.get("age") or 0) < parameters.on(today).student_age_limit
    studies = applicant.get("full_time_student") and applicant.get("age") is not None and young
    if studies and with_parents(household):
        if talk.once("student") and talk.once("parents"):
            step.notices.append("student")
    elif relations & {"father", "mother"} and not relations & {"wife", "husband"} and talk.once("parents"):
        step.notices.append("parents")


def next_question(case: Case, talk: Talk, today: date) -> str | None:
    """The question that comes next; None where only the result is left."""
    if case.doubts:
        return "doubt"
    asking = talk.interview and not talk.enough
    if case.unplaced:
        return "members" if asking and "members" not in case.answered else "lives_with_you"
    if case.homes_unknown:
        return "homes"
    left = missing(case, today, follow_ups_only=not asking)
    if (left is not None or not asking) and unconfirmed(case, talk, today) is not None and not confirmed_all(talk):
        return "refusal"
    if left is not None and not talk.enough:
        return left
    if not asking:
        return None
    again = talk.question in ("confirm", "change") or talk.summed_up != summing_up(case)
    return "confirm" if talk.once("confirm") or again else None


def confirmed_all(talk: Talk) -> bool:
    """Whether the summing-up was confirmed just now, and with it all facts."""
    return talk.question == "confirm" and talk.enough


def missing(case: Case, today: date, *, follow_ups_only: bool = False) -> str | None:
    """The first question about the household that the case still needs."""
    figures = parameters.on(today)
    for name in FOLLOW_UPS if follow_ups_only else interview_order():
        if (name in FOLLOW_UPS or name not in case.answered) and questions()[name].needed(case, figures):
            return name
    return None


def open_question(talk: Talk, step: Step) -> None:
    """Remember what stands open now, and what was answered last."""
    if step.ask is not None and step.ask != talk.question:
        if talk.question in interview():
            talk.previous = talk.question
        talk.misunderstood = 0
        talk.question = step.ask
    elif step.result:
        talk.previous = talk.question if talk.question in interview() else talk.previous
        talk.question = None
