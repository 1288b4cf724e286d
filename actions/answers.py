"""The answers to what a citizen asks: of a topic, of the open question, of the result, or "what if"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import knowledge
from actions import result, wording
from actions.questions import pieces, questions
from actions.replies import Button, Status, intent_button
from actions.topics import CONTACT, about
from actions.what_if import suppose
from actions.wording import say
from arabic import normalise

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from actions.case import Case
    from actions.hearing import Asked, Heard
    from actions.talk import Talk

MOST_ANSWERS = 2  # to one message
PART = re.compile(rf"({'|'.join(wording.PARTS)})(&\d{{1,2}})?")
LAST_RESORT = 3  # messages in a row that were not understood, until a person is named
LOST = frozenset(["menu", "dont_know", "refuses", "skip"])  # wants of somebody to whom the menu is shown
OUT_OF_SCOPE: Literal["out_of_scope"] = "out_of_scope"


@dataclass(frozen=True)
class Answer:
    """One answer: its text, the unit of knowledge that it comes from, its buttons, and what it makes of the turn."""

    text: str
    status: Status = "answered"
    unit: str | None = None
    buttons: tuple[Button, ...] = ()


def answers(case: Case, talk: Talk, heard: Heard, today: date) -> tuple[Answer, ...]:
    """The answers to a message, in the order in which its questions stand; none where it asks nothing."""
    return (
        *of_the_estimate(case, talk, heard, today),
        *of_knowledge(case, talk, heard, today),
        *of_nothing(talk, heard, today),
    )


def of_knowledge(case: Case, talk: Talk, heard: Heard, today: date) -> Iterator[Answer]:
    """Answers from the topics; a topic that was answered leads on."""
    if "handoff" in heard.wants:
        contact = about(CONTACT, "", today)
        yield Answer(contact.text, "handoff", contact.unit)
    if "more" in heard.wants and heard.told.empty:
        yield rest(talk, today)
    topics = {one.topic: one for one in reversed(heard.asks)}
    for asked in list(reversed(topics.values()))[:MOST_ANSWERS]:
        if asked.topic == OUT_OF_SCOPE:
            yield elsewhere(asked, heard)
            continue
        found = about(asked.topic, asked.text, today, more=asked.more, before=talk.topic)
        talk.topic = asked.topic
        yield Answer(found.text, unit=found.unit, buttons=found.buttons)


def rest(talk: Talk, today: date) -> Answer:
    """«المزيد»: the rest of the answer before; the menu where there was none."""
    if talk.topic is None or talk.topic not in knowledge.topics():
        return Answer(say("help_menu"), "clarification", buttons=wording.MENU)
    found = about(talk.topic, "", today, more=True)
    return Answer(found.text, unit=found.unit, buttons=found.buttons)


def of_nothing(talk: Talk, heard: Heard, today: date) -> Iterator[Answer]:
    """To what was not understood, outside the interview: the likeliest topics, then the menu, then a person."""
    if talk.question is not None or talk.distress:
        return
    if heard.wants & LOST or (heard.nothing and heard.answer):
        yield Answer(say("help_menu"), "clarification", buttons=wording.MENU)
    elif heard.nothing:
        talk.misunderstood += 1
        if talk.misunderstood == 1 and heard.guesses:
            offered = tuple(intent_button(knowledge.topic(one).title, one) for one in heard.guesses)
            which = "did_you_mean" if len(offered) > 1 else "did_you_mean_one"
            yield Answer(say(which), "fallback", buttons=(*offered, wording.ELSE))
        elif talk.misunderstood < LAST_RESORT:
            yield Answer(say("help_menu"), "fallback", buttons=wording.MENU)
        else:
            yield Answer(f"{say('ask_a_person')}\n\n{about(CONTACT, '', today).text}", "fallback")


def elsewhere(asked: Asked, heard: Heard) -> Answer:
    """Which body to ask about what is not ours; where none is known, the topics that come near."""
    body = knowledge.other_body(normalise(asked.text))
    guesses = () if body else tuple(intent_button(knowledge.topic(one).title, one) for one in heard.guesses)
    return Answer(body or say("out_of_scope"), OUT_OF_SCOPE, OUT_OF_SCOPE, (*guesses, wording.ABILITIES))


def of_the_estimate(case: Case, talk: Talk, heard: Heard, today: date) -> Iterator[Answer]:
    """Why something is asked, the parts of the result, and what would be if."""
    if "why" in heard.wants:
        asked = questions().get(talk.question or "")
        yield Answer(asked.reason(case, today) if asked else say("why_in_general"))
    for part in parts(heard):
        if talk.shown:
            shown = result.part(part, case, today)
            yield Answer(shown.text, "estimate", buttons=shown.buttons)
        else:
            yield Answer(say("no_result"), "clarification", buttons=(wording.ESTIMATE,))
    if heard.supposes:
        yield what_if(case, talk, heard, today)


def parts(heard: Heard) -> list[str]:
    """The parts of the result that are asked for."""
    wanted: list[str] = [part for part in ("details", "sources") if part in heard.wants]
    if heard.press and heard.press[0] == wording.RESULT and PART.fullmatch(heard.press[1]):
        wanted.append(heard.press[1])
    return wanted


def what_if(case: Case, talk: Talk, heard: Heard, today: date) -> Answer:
    """The case computed again as it would be. What is supposed is said before the number, and nothing of it is kept."""
    supposed = suppose(case, heard.supposed)
    if supposed is None:
        return Answer(say("what_changes"), "clarification")
    other, applied = supposed
    before, after = pieces(case), pieces(other)
    changed = [text for name, text in after.items() if before.get(name) != text]
    changed += [f"بلا: {text}" for name, text in before.items() if name not in after]
    refused = [one.text for one in applied.refused]
    if not changed:
        return Answer("\n".join(refused) or say("what_changes"), "clarification")
    told = [say("supposed", lines="، ".join(changed)), result.became(case.estimate(today), other.estimate(today))]
    told += [say("kept")] if talk.shown else []
    buttons = tuple(wording.AFTER_RESULT.values()) if talk.shown else ()
    return Answer("\n".join([*refused, *told]), "estimate", buttons=buttons)
