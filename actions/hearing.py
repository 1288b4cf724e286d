"""What a message does: the facts that it tells, and what the citizen wants with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import knowledge
from actions import computing, unit_answers
from actions.asking import (
    CONFIDENT,
    ESTIMATE,
    QUESTION_MARKS,
    SURE,
    Asked,
    at,
    is_all_question,
    is_topic,
    questions_of,
    tells_amounts,
)
from actions.choosing import choose
from actions.denials import clarified
from actions.questions import interview, questions
from actions.readers import facts_of, stated, whole_number
from actions.statements import IF, before_supposition
from actions.unit_answers import UNIT
from arabic import normalise
from arabic.told import Answer, Told
from knowledge import distress
from knowledge.units import units

if TYPE_CHECKING:
    from actions.case import Case
    from actions.message import Message
    from actions.talk import Talk

Want = Literal[
    "estimate", "stop", "goodbye", "go_on", "show", "start_over", "skip", "dont_know", "refuses", "why", "no_estimate",
    "handoff", "details", "sources", "more", "simpler", "in_short", "menu",
]  # fmt: skip
BY_INTENT: Mapping[str, Want] = {
    "eligibility_estimate": "estimate",
    "stop_cancel": "stop",
    "goodbye": "goodbye",
    "start_over": "start_over",
    "skip": "skip",
    "dont_know": "dont_know",
    "ask_why": "why",
    "human_handoff": "handoff",
    "estimate_details": "details",
    "estimate_sources": "sources",
    "more": "more",
    "simpler": "simpler",
    "in_short": "in_short",
    "help_menu": "menu",
}
BESIDE_FACTS: frozenset[Want] = frozenset(["estimate", "handoff"])  # what a message with facts may want by its intent
BY_ACT: tuple[Want, ...] = ("stop", "go_on", "show", "start_over", "skip", "no_estimate", "dont_know", "refuses")
COURTESIES = ("greet", "thanks", "bot_challenge", "feedback_positive", "abuse")
HOW_MUCH = frozenset(["كم", "وكم", "بكم", "شكثر", "قديش"])
WORK_OUT = frozenset(["احسب", "احسبوا", "احسبها", "احسبلي", "احسبولي", "تقدير"])  # who says so wants the estimate
FAMILY_SIZE = "amounts_family_size"  # the unit that tells the pension by the number of persons
BEGINNING = 2  # words within which a supposition begins
NOTHING_TOLD = Told()


@dataclass(frozen=True)
class Heard:
    """What a message does. `asked` is the question that its facts may answer, `press` a button's question and value."""

    told: Told = NOTHING_TOLD
    text: str = ""
    stated: Told = NOTHING_TOLD
    """The facts that stand outside its questions: these alone change what is known."""
    asked: str | None = None
    answer: Answer | None = None
    wants: frozenset[Want] = frozenset()
    asks: tuple[Asked, ...] = ()
    courtesy: str | None = None
    distress: distress.Distress | None = None
    supposes: bool = False
    supposed: Told = NOTHING_TOLD
    """What is only supposed; `told` are the facts beside it."""
    corrects: bool = False
    press: tuple[str, str] | None = None
    guesses: tuple[str, ...] = ()
    """The likeliest units, to offer where nothing was understood."""
    only_tells: bool = True
    """Whether nothing in the words looks like a question to the chooser of units."""
    number: int | None = None
    """A whole number, where one alone answers the question asked: how many children live in the second home."""

    @property
    def nothing(self) -> bool:
        """Whether nothing at all was understood, except perhaps a yes or a no."""
        does = self.wants or self.asks or self.courtesy or self.distress or self.supposes or self.corrects or self.press
        return self.told.empty and not does and self.number is None


def hear(message: Message, case: Case, talk: Talk) -> Heard:
    """What a message does at this point of the conversation."""
    if message.button:
        return pressed(message)
    told, asked = facts_of(message, case, talk)
    answering = asked in interview() and questions()[asked or ""].answered_by(told)
    supposing = supposes(message, told, case, answering=answering)
    if not supposing:
        told = clarified(told, message.text, case, talk.question)
    sure = told
    if supposing or told.questions:
        sure = clarified(stated(message, told, asked, case), message.text, case, talk.question)
    if "supposes" in told.acts and not supposing and (before := before_supposition(message.text)):
        fact = replace(message, text=before)  # «لا دخل غيره، واذا طلع ولدي ينفع»: what is supposed is no fact
        first, meant = facts_of(fact, case, talk)
        if not answering or (meant and questions()[meant].answered_by(first)):
            sure, asked = stated(fact, first, meant, case), meant
            told = replace(first, acts=first.acts | told.acts & {"asks"}, questions=told.questions)
    asks = questions_of(message, told, talk)
    if supposing and told.supposed is None:
        supposing = not asks or not (told.empty or not (talk.shown or talk.interview))
        asks = () if supposing else asks
        if not supposing:  # «طيب ولو ولدي توظف؟» asks, and what it supposes is no fact
            told = sure = replace(NOTHING_TOLD, acts=told.acts, questions=told.questions)
    elif supposing:  # what is supposed beside facts is computed with the case
        asks = tuple(one for one in asks if one.unit and not units()[one.unit].computes)
    wants = wants_of(message, told, talk, answering=answering)
    if talk.question is None and (computed := to_compute(message, told, talk, asks, wants)):
        asks = (at(computed, message.text),)
    if talk.question is None and asks and not tells_beside(message, told, asks, wants):
        told = sure = NOTHING_TOLD
    if "estimate" in wants and asks and not am_i_entitled(message, told, asks):
        wants -= {"estimate"}  # no other question begins an estimate
    elif "estimate" in wants:  # «احسب طيب، والثانية يمنية تنحسب ولا لا؟» asks beside it
        asks = tuple(one for one in asks if one.unit and one.topic != ESTIMATE and message.clauses)
    if talk.offered and told.empty and (told.answer or plain_answer(message)) == "yes":
        wants |= {"estimate"}
    guess = choose(message.text, message.units, talk.unit)
    supposed = told.supposed or (told if supposing else NOTHING_TOLD)
    told = NOTHING_TOLD if supposing and told.supposed is None else told
    return Heard(
        told=told,
        text=message.text,
        stated=sure if not told.empty else NOTHING_TOLD,
        asked=asked,
        supposed=supposed,
        answer=told.answer or (plain_answer(message) if told.empty and not asks else None),
        wants=wants,
        asks=asks,
        courtesy=message.intent if courteous(message, told, talk) and not (asks or wants) else None,
        distress=distress_in(message, told),
        supposes=supposing,
        corrects="corrects" in told.acts or (message.intent == "correction" and message.confidence >= SURE),
        guesses=guess.likeliest,
        only_tells=not message.units or guess.nothing >= SURE,
        number=whole_number(message.text) if talk.question == "homes" else None,
    )


def am_i_entitled(message: Message, told: Told, asks: tuple[Asked, ...]) -> bool:
    """Whether the question is whether one is entitled oneself, or to work it out, which only an estimate answers."""
    meant = [one for one in asks if one.unit is not None]
    if WORK_OUT & set(normalise(message.text).split()):
        return True
    if message.intent != ESTIMATE or message.confidence < (SURE if tells_amounts(told) else CONFIDENT):
        return False
    sure = CONFIDENT if tells_amounts(told) else 0.0  # who tells of himself asks about himself
    return all(one.topic == ESTIMATE or one.confidence < sure for one in meant)


def to_compute(message: Message, told: Told, talk: Talk, asks: tuple[Asked, ...], wants: frozenset[Want]) -> str | None:
    """The unit that computes what is asked with numbers: "how much" of a family, or what was computed before, anew."""
    sure = CONFIDENT if "estimate" in wants else 0.0  # «حنا ستة وراتبي 4000 كم يطلع لنا» wants its number
    if told.answer or any(one.unit and one.confidence >= sure for one in asks):
        return None
    words = set(normalise(message.text).split())
    whole = told.total is not None or any(one.low is not None for one in told.incomes)
    again = whole and bool(talk.given) and talk.given[-1] == f"{talk.unit}&computed"
    unit = None
    if HOW_MUCH & words and not WORK_OUT & words and (asks or wants & {"estimate"}):
        unit = FAMILY_SIZE
    elif again and not asks and not wants - {"estimate"}:
        unit = talk.unit
    return unit if unit is not None and computing.brings_numbers(message.text) else None


def tells_beside(message: Message, told: Told, asks: tuple[Asked, ...], wants: frozenset[Want]) -> bool:
    """Whether facts stand beside a question, or are what it computes with; a question by itself tells nothing."""
    computes = any(one.unit in units() and units()[one.unit or ""].computes for one in asks)
    if is_all_question(message, told) and not computes:
        return False
    tale = "asks" not in told.acts and not message.text.rstrip().endswith(QUESTION_MARKS)
    return bool(message.clauses) or computes or tale or "estimate" in wants


def pressed(message: Message) -> Heard:
    """What a button does."""
    if message.question == UNIT:
        named = unit_answers.named(message.value or "")
        return Heard(asks=(at(named[0], part=named[1]),)) if named else Heard(press=(UNIT, message.value or ""))
    if message.question is not None:
        return Heard(press=(message.question, message.value or ""))
    want = BY_INTENT.get(message.intent)
    if want is not None:
        return Heard(wants=frozenset([want]))
    if message.intent in knowledge.topics():
        return Heard(asks=(Asked("", message.intent, more=message.value == "more"),))
    return Heard(courtesy=message.intent if message.intent in COURTESIES else None)


def least(talk: Talk) -> float:
    """The confidence from which an intent counts."""
    return SURE if talk.question is not None else 0.0


def wants_of(message: Message, told: Told, talk: Talk, *, answering: bool) -> frozenset[Want]:
    """What the citizen wants of the conversation, by what is said or by the intent."""
    wants: set[Want] = {want for want in BY_ACT if want in told.acts}
    if answering:
        wants -= {"stop", "show", "skip", "dont_know", "refuses"}
    if any(one.asks and one.intent == "eligibility_estimate" and one.confidence >= SURE for one in message.clauses):
        wants.add("estimate")
    if WORK_OUT & set(normalise(message.text).split()) and not told.acts & {"supposes"}:
        wants.add("estimate")
    want = BY_INTENT.get(message.intent)
    alone = told.empty and told.answer is None and not told.acts - {"asks"}
    if want == "stop" and "asks" in told.acts:
        want = "show" if talk.question is not None else None  # «خلاص كم يطلع لي»
    enough = SURE if talk.shown else least(talk)
    if want is not None and message.confidence >= enough and (alone or want in BESIDE_FACTS):
        wants.add(want)
    return frozenset(wants)


def supposes(message: Message, told: Told, case: Case, *, answering: bool) -> bool:
    """Whether what is told is only supposed.

    Who knows nothing of a case yet and asks for an estimate tells one; and an answer that does not begin with "if" is
    one («40 ريال، لو تبغون ارسل لكم صوره»).
    """
    if told.supposed is not None:
        return True
    begins = not IF.isdisjoint(normalise(message.text).split()[:BEGINNING])
    if answering and not begins and message.intent != "what_if":
        return False
    if not (case.persons or case.incomes) and message.intent == "eligibility_estimate":
        return False
    if "supposes" in told.acts:
        return not (told.empty and is_topic(message.intent))
    return message.intent == "what_if" and message.confidence >= SURE


def plain_answer(message: Message) -> Answer | None:
    """A yes or a no by the intent."""
    answers: Mapping[str, Answer] = {"affirm": "yes", "deny": "no"}
    return answers.get(message.intent) if message.confidence >= SURE else None


def courteous(message: Message, told: Told, talk: Talk) -> bool:
    """Whether a message is a greeting, thanks and the like, and nothing else."""
    return message.intent in COURTESIES and message.confidence >= least(talk) and told.empty


def distress_in(message: Message, told: Told) -> distress.Distress | None:
    """The distress that a message shows by its words; by its intent only where it tells and answers nothing."""
    tells = not told.empty or told.answer is not None
    understood = message.intent == "distress" and message.confidence >= SURE and not tells
    return distress.shown(normalise(message.text), understood=understood)
