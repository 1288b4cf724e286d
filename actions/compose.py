"""The one reply to a message: a human word, what was recorded or changed, the answer, the next question."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import rules
from actions import failures, policy, result, wording, words
from actions.questions import questions
from actions.replies import Reply, answer_button
from actions.summing_up import known_of, summing_up, to_change
from actions.wording import listed, say
from knowledge import distress

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from actions.answers import Answer
    from actions.case import Case
    from actions.hearing import Heard
    from actions.policy import Step
    from actions.replies import Button, Status
    from actions.taking import Taken
    from actions.talk import Talk

FEW = 2  # lines that stand in one sentence; more are listed
MOST_LEADING_ON = 5  # buttons of an answer beside the offer of an estimate
RANK: Sequence[Status] = ("handoff", "out_of_scope", "estimate", "answered", "fallback", "clarification")


@dataclass(frozen=True)
class Turn:
    """All that a turn comes to: what is done with the message, what is answered, and what comes next."""

    heard: Heard
    taken: Taken
    answers: tuple[Answer, ...]
    step: Step
    before: rules.Estimate | None
    """The estimate that was shown before the message, where one was."""


@dataclass(frozen=True)
class Said:
    """The reply, and the status of the turn."""

    reply: Reply
    status: Status


def compose(case: Case, talk: Talk, turn: Turn, today: date) -> Said:
    """The reply to a message."""
    talk.offered = False
    if talk.distress:
        return Said(beside(talk, turn, today), "handoff")
    ending = next_part(case, talk, turn, today)
    parts = [*human(talk, turn), *recorded(case, turn, today)]
    parts += [courtesy(turn, talk, today)] if turn.heard.courtesy else []
    parts += [answer.text for answer in turn.answers]
    parts += notices(case, turn, today)
    buttons = ending.buttons or leading_on(turn)
    if offers(talk, turn):
        talk.offered = True
        parts += [say("offer")] if turn.taken.changed else []
        buttons = (
            *[one for one in buttons if one.payload != wording.ESTIMATE.payload][:MOST_LEADING_ON],
            wording.ESTIMATE,
        )
    parts += [ending.text] if ending.text else []
    if not parts:
        parts = [nothing_done(case, turn)]
        buttons = buttons or (result.AFTER if talk.shown else wording.MENU)
    text = "\n\n".join(dict.fromkeys(part for part in parts if part))
    return Said(Reply(text, buttons, household=ending.household), status(turn))


def beside(talk: Talk, turn: Turn, today: date) -> Reply:
    """The word for somebody in distress, and the help that fits; nothing else."""
    kind = turn.heard.distress or known_distress(talk.distress or "")
    text = distress.render(kind, today).text
    return Reply(text if turn.heard.distress else f"{say('beside_you')}\n\n{text}")


def known_distress(key: str) -> distress.Distress:
    """A kind of distress by its key."""
    register = distress.register()
    return next((kind for kind in register.kinds if kind.key == key), register.unspecified)


def human(talk: Talk, turn: Turn) -> Iterator[str]:
    """Condolence, once; an apology for a refusal that does not hold any more."""
    if turn.taken.died and talk.once("condolence"):
        yield say("condolence")
    for rule in turn.step.taken_back:
        yield say("sorry", rule=next(title for name, title in rules.TITLES.items() if name == rule))


def recorded(case: Case, turn: Turn, today: date) -> Iterator[str]:
    """What was recorded, changed or left out; nothing where the summing-up shows it anyway."""
    taken, step = turn.taken, turn.step
    summed_up = step.ask == "confirm" and not step.again and not taken.corrected
    changed = tuple(text for text in taken.changed if words.UNKNOWN_AMOUNT not in text)  # it is asked for just now
    aside = turn.heard.asks and not (step.ask or taken.corrected)  # told beside a question: it is kept for an estimate
    if changed and not (summed_up or aside):
        yield in_lines("changed" if taken.corrected else "recorded", changed)
    if taken.removed and not summed_up:
        yield in_lines("removed", taken.removed)
    yield from taken.refused
    if taken.without_answer:
        yield say("refused" if taken.without_answer == "refuses" else "unknown")
    if taken.old_button:
        yield say("old_button")
    if turn.before and step.result and taken.answered:
        yield result.became(turn.before, case.estimate(today))


def in_lines(name: str, changed: tuple[str, ...]) -> str:
    """A few lines in one sentence, more as a list."""
    if len(changed) <= FEW:
        return say(name, lines="، ".join(changed))
    return say(name, lines=f"\n{listed(changed)}").removesuffix(".").replace(": \n", ":\n")


def courtesy(turn: Turn, talk: Talk, today: date) -> str:
    """A greeting and the like returned, in few words where a question stands open."""
    name = turn.heard.courtesy or ""
    short = f"{name}_in_interview"
    return say(short if turn.step.ask and short in wording.sentences() else name, today)


def nothing_done(case: Case, turn: Turn) -> str:
    """To a message that changed nothing and is answered by nothing: what is recorded of what it names, or the menu."""
    told = turn.heard.told
    if told.empty:
        return say("help_menu")
    known = known_of(case, told)
    return in_lines("known", known) if known else say("known_already")


def notices(case: Case, turn: Turn, today: date) -> Iterator[str]:
    """What the policy has to say before the next question."""
    for name in turn.step.notices:
        if name == "known_already":
            yield nothing_done(case, turn)
        elif not (name == "not_understood" and turn.taken.refused):
            yield say(name, today)
    if turn.step.failure is not None:
        yield say("fails", reason=turn.step.failure.reason)


def next_part(case: Case, talk: Talk, turn: Turn, today: date) -> Reply:
    """The next question with its buttons, or the result."""
    step = turn.step
    if step.ask is not None:
        return asked(case, talk, step, today)
    if not step.result:
        return Reply()
    shown = result.result(case, today)
    same = turn.before is not None and turn.before.verdict == case.estimate(today).verdict
    return replace(shown, text="") if same and turn.taken.answered else shown


def asked(case: Case, talk: Talk, step: Step, today: date) -> Reply:
    """The question that comes next, with what it is about. The summing-up is shown where it is not the one before."""
    question, shown = questions()[step.ask or ""], about(case, step)
    again = step.again
    if step.ask == "confirm":
        again, talk.summed_up = talk.summed_up == shown, shown
    reply = question.ask(case, today, shown, again=again)
    if step.ask == "doubt" and case.doubts[0].choices:
        buttons = tuple(answer_button(title, "doubt", value) for title, value in case.doubts[0].choices)
        reply = replace(reply, buttons=buttons)
    if step.example:
        reply = replace(reply, text=f"{reply.text}\n{say('example', example=question.example)}")
    if (
        step.ask == "go_on"
        and step.failure
        and step.failure.rule == policy.INCOME_TEST
        and not case.knows("old_system")
    ):
        reply = replace(reply, buttons=(*reply.buttons, wording.OLD_SYSTEM))
    if step.ask == "change":
        reply = replace(reply, buttons=to_change(case))
    return reply


def about(case: Case, step: Step) -> str:
    """What a question of steering.yml is about."""
    match step.ask:
        case "doubt":
            return case.doubts[0].text
        case "lives_with_you":
            return " و".join(dict.fromkeys(with_you(person.relation) for person in case.unplaced[:1]))
        case "refusal":
            return "، ".join(failures.basis(step.rule or "", case).values())
        case "confirm":
            return summing_up(case)
    return ""


def with_you(relation: str) -> str:
    """A relation as the citizen's own: والدك."""
    name: str = words.words()["with_you"][relation]
    return name


def offers(talk: Talk, turn: Turn) -> bool:
    """Whether the estimate is offered: beside an answer, to somebody who has none yet and did not decline it."""
    answered = any(answer.status == "answered" and answer.unit for answer in turn.answers)
    told = bool(turn.taken.changed) and not turn.answers
    return (answered or told) and not (talk.interview or talk.shown or talk.declined or turn.step.ask)


def leading_on(turn: Turn) -> tuple[Button, ...]:
    """The buttons where no question follows."""
    buttons = tuple(button for answer in turn.answers for button in answer.buttons)
    if buttons or not turn.heard.courtesy:
        return buttons
    return wording.MENU if turn.heard.courtesy == "greet" else ()


def status(turn: Turn) -> Status:
    """How the turn ended."""
    named = {answer.status for answer in turn.answers}
    best = next((one for one in RANK if one in named), None)
    if best is not None:
        return best
    unclear = {"given_up", "question_not_understood"} & set(turn.step.notices)
    if turn.taken.refused or turn.step.example or unclear:
        return "clarification"
    if turn.step.result:
        return "estimate"
    return "interview" if turn.step.ask else "answered"
