"""The answers to what a citizen asks: of a topic, of the open question, of the result, or "what if"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import knowledge
from actions import result, unit_answers, wording
from actions.asking import at
from actions.questions import pieces, questions
from actions.replies import Button, Status
from actions.topics import CONTACT, about
from actions.unit_answers import in_short
from actions.what_if import suppose
from actions.wording import listed, say
from arabic import normalise
from knowledge.units import units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from actions.asking import Asked
    from actions.case import Case
    from actions.hearing import Heard
    from actions.talk import Talk
    from actions.unit_answers import Part

MOST_ANSWERS = 2  # to one message; more are answered in a line each
MOST_LINES = 6
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
    if talk.question is not None and not (heard.asks or heard.wants or heard.courtesy):
        talk.unit = None  # whoever answers ours has left what he asked before
    return (
        *of_the_estimate(case, talk, heard, today),
        *of_knowledge(case, talk, heard, today),
        *of_nothing(talk, heard, today),
    )


def of_knowledge(case: Case, talk: Talk, heard: Heard, today: date) -> Iterator[Answer]:
    """Answers from the units, and from the topics to a general question; what was answered leads on."""
    if "handoff" in heard.wants:
        contact = about(CONTACT, "", today)
        yield Answer(contact.text, "handoff", contact.unit)
    if (again := said_again(talk, heard)) is not None and heard.told.empty and not heard.asks:
        yield of_unit(at(again[0], part=again[1]), case, talk, today) if again[0] in units() else rest(talk, today)
    elif "in_short" in heard.wants and talk.unit in units() and not heard.asks:
        yield Answer(in_short(talk.unit or "", today), unit=talk.unit)
    asked = {(one.unit, one.topic, one.offered): one for one in reversed(heard.asks)}
    if len([one for one in asked.values() if one.unit]) > MOST_ANSWERS:
        yield in_lines([one.unit for one in reversed(asked.values()) if one.unit][:MOST_LINES], talk, today)
        return
    known = [one for one in reversed(asked.values()) if one.unit or one.topic]
    for one in (known or list(reversed(asked.values()))[:1])[:MOST_ANSWERS]:  # one choice is enough to read
        if one.unit is not None:
            yield of_unit(one, case, talk, today)
        elif one.topic == OUT_OF_SCOPE:
            yield elsewhere(one)
        elif one.topic is not None:
            found = about(one.topic, one.text, today, more=one.more, before=talk.topic)
            talk.topic, talk.unit = one.topic, None
            yield Answer(found.text, unit=found.unit, buttons=found.buttons)
        else:
            yield which(one.offered, talk)


def said_again(talk: Talk, heard: Heard) -> tuple[str, Part] | None:
    """What «المزيد», «ما فهمت» or «ليش؟» asks for of the answer before: its unit (or topic), and the part."""
    before = talk.unit or talk.topic
    if before is None:
        return ("", "more") if "more" in heard.wants else None
    if "simpler" in heard.wants:
        return before, "simpler"
    return (before, "more") if "more" in heard.wants or ("why" in heard.wants and not talk.question) else None


def in_lines(asked: Sequence[str], talk: Talk, today: date) -> Answer:
    """Many questions at once: a line each, and buttons that lead on."""
    talk.unit = asked[-1]
    lines = [f"{units()[one].title}: {in_short(one, today)}" for one in asked]
    return Answer(listed(lines), unit=asked[-1], buttons=tuple(unit_answers.button(units()[one]) for one in asked))


def of_unit(asked: Asked, case: Case, talk: Talk, today: date) -> Answer:
    """The answer of a unit, or a part of it."""
    found = unit_answers.answer(asked.unit or "", case, talk, today, text=asked.text, part=asked.part)
    return Answer(found.text, unit=asked.unit, buttons=found.buttons)


def which(offered: Sequence[str], talk: Talk) -> Answer:
    """The likeliest questions in full words, with a button for each."""
    talk.listed = list(offered)
    talk.unit, talk.topic = offered[0], units()[offered[0]].topic  # what follows is near one of them
    name = "which_question" if len(offered) > 1 else "which_question_one"
    lines = "\n".join(f"{place}. {units()[one].question}" for place, one in enumerate(offered, 1))
    buttons = tuple(unit_answers.button(units()[one]) for one in offered)
    return Answer(say(name, lines=lines), "clarification", buttons=(*buttons, wording.ELSE))


def rest(talk: Talk, today: date) -> Answer:
    """«المزيد»: the rest of the topic before; the menu where there was none."""
    if talk.topic is None or talk.topic not in knowledge.topics():
        return Answer(say("help_menu"), "clarification", buttons=wording.MENU)
    found = about(talk.topic, "", today, more=True)
    return Answer(found.text, unit=found.unit, buttons=found.buttons)


def of_nothing(talk: Talk, heard: Heard, today: date) -> Iterator[Answer]:
    """To what was not understood, outside the interview: the likeliest questions, then the menu, then a person."""
    if talk.question is not None or talk.distress:
        return
    if heard.wants & LOST or (heard.nothing and heard.answer):
        yield Answer(say("help_menu"), "clarification", buttons=wording.MENU)
    elif heard.nothing:
        talk.misunderstood += 1
        if talk.misunderstood == 1 and heard.guesses:
            yield replace(which(heard.guesses, talk), status="fallback")
        elif talk.misunderstood < LAST_RESORT:
            yield Answer(say("help_menu"), "fallback", buttons=wording.MENU)
        else:
            yield Answer(f"{say('ask_a_person')}\n\n{about(CONTACT, '', today).text}", "fallback")


def elsewhere(asked: Asked) -> Answer:
    """Which body to ask about what is not ours; where none is known, the questions that come near."""
    body = knowledge.other_body(normalise(asked.text))
    near = () if body else tuple(unit_answers.button(units()[one]) for one in asked.offered)
    return Answer(body or say("out_of_scope"), OUT_OF_SCOPE, OUT_OF_SCOPE, (*near, wording.ABILITIES))


def of_the_estimate(case: Case, talk: Talk, heard: Heard, today: date) -> Iterator[Answer]:
    """Why something is asked, the parts of the result, and what would be if."""
    if "why" in heard.wants and (talk.question or not (talk.unit or talk.topic)):
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
