"""What a message does: the facts that it tells, and what the citizen wants with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import knowledge
from actions.denials import clarified
from actions.questions import interview, questions
from actions.readers import facts_of, stated, whole_number
from actions.statements import IF, before_supposition
from arabic import normalise
from arabic.told import Answer, Told
from knowledge import distress

if TYPE_CHECKING:
    from actions.case import Case
    from actions.message import Message
    from actions.talk import Talk

Want = Literal[
    "estimate", "stop", "goodbye", "go_on", "show", "start_over", "skip", "dont_know", "refuses", "why", "no_estimate",
    "handoff", "details", "sources", "more", "menu",
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
    "help_menu": "menu",
}
BESIDE_FACTS: frozenset[Want] = frozenset(["estimate", "handoff"])  # what a message with facts may want by its intent
BY_ACT: tuple[Want, ...] = ("stop", "go_on", "show", "start_over", "skip", "no_estimate", "dont_know", "refuses")
COURTESIES = ("greet", "thanks", "bot_challenge", "feedback_positive", "abuse")
NOT_TOPICS = ("out_of_scope",)  # asks for something that has no file in knowledge/topics
LEANING = ("inform", "correction", "what_if", "affirm", "deny", "nlu_fallback", "out_of_scope", "more")
CONFIDENT = 0.8  # from here on a topic counts beside facts that do not answer the open question
BEGINNING = 2  # words within which a supposition begins
LONGEST_QUESTION = 8  # words
NOISE = 2  # words of a message that is no question by its words
SURE = 0.5  # below this confidence an intent counts for nothing while a question stands open
NOTHING_TOLD = Told()


@dataclass(frozen=True)
class Asked:
    """A question of the citizen's: its words, and the topic that it was understood to ask about."""

    text: str
    topic: str
    more: bool = False


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
    """The likeliest topics, to offer where nothing was understood."""
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
    sure = clarified(stated(message, told, asked, case), message.text, case, talk.question)
    if "supposes" in told.acts and not supposing and (before := before_supposition(message.text)):
        fact = replace(message, text=before)  # «لا دخل غيره، واذا طلع ولدي ينفع»: what is supposed is no fact
        first, meant = facts_of(fact, case, talk)
        if not answering or (meant and questions()[meant].answered_by(first)):
            sure, asked = stated(fact, first, meant, case), meant
            told = replace(first, acts=first.acts | told.acts & {"asks"}, questions=told.questions)
    asks = questions_of(message, told, talk)
    if talk.question is None and (leaning := leans_on(message, told, talk)):
        told, asks, supposing = NOTHING_TOLD, (Asked(message.text, leaning),), False
    elif talk.question is None and asks and is_all_question(message, told):
        told = NOTHING_TOLD
    wants = wants_of(message, told, talk, answering=answering)
    if talk.offered and told.empty and (told.answer or plain_answer(message)) == "yes":
        wants |= {"estimate"}
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
        guesses=tuple(message.likeliest(set(knowledge.topics()), 2)),
        number=whole_number(message.text) if talk.question == "homes" else None,
    )


def pressed(message: Message) -> Heard:
    """What a button does."""
    if message.question is not None:
        return Heard(press=(message.question, message.value or ""))
    want = BY_INTENT.get(message.intent)
    if want is not None:
        return Heard(wants=frozenset([want]))
    if message.intent in knowledge.topics():
        return Heard(asks=(Asked("", message.intent, more=message.value == "more"),))
    return Heard(courtesy=message.intent if message.intent in COURTESIES else None)


def questions_of(message: Message, told: Told, talk: Talk) -> tuple[Asked, ...]:
    """What the citizen asks: each clause that asks with the topic of its own; else the message with its topic.

    Facts that answer the open question are never taken for a question by the intent alone.
    """
    clauses = [one for one in message.clauses if one.asks and one.confidence >= SURE and is_topic(one.intent)]
    if clauses and (len(clauses) > 1 or talk.question is not None or tells_amounts(told)):
        return tuple(Asked(one.text, one.intent) for one in clauses)
    if not is_topic(message.intent) or message.confidence < least(talk):
        return ()
    tells = not told.empty or told.answer is not None
    if message.intent == "out_of_scope" and "asks" not in told.acts and len(message.text.split()) <= NOISE:
        return ()  # a word or two that nobody understands
    elsewhere = message.intent == "out_of_scope" and knowledge.other_body(normalise(message.text)) is None
    if elsewhere and (tells or (talk.question is not None and "asks" not in told.acts)):
        return ()
    asked = questions().get(talk.question or "")
    answers = asked is not None and (told.answer is not None or asked.answered_by(told))
    beside = message.confidence >= (SURE if talk.question is None else CONFIDENT) and not answers
    if "asks" in told.acts or not tells or beside:
        return (Asked(message.text, message.intent),)
    return ()


def tells_amounts(told: Told) -> bool:
    """Whether more is told than that somebody is named."""
    counted = any((one.count or 1) > 1 or one.ages for one in told.persons)
    return bool(told.incomes or told.total or told.facts or counted)


def is_all_question(message: Message, told: Told) -> bool:
    """Whether a short message is a question without a mark of one («ابي مشهد ضمان»), so that it tells nothing."""
    parted = message.clauses or "asks" in told.acts
    return not parted and len(message.text.split()) <= LONGEST_QUESTION


def is_topic(intent: str) -> bool:
    """Whether an intent asks for something that is answered from knowledge; the estimate is wanted, not asked about."""
    return intent in NOT_TOPICS or (intent in knowledge.topics() and intent != "eligibility_estimate")


def least(talk: Talk) -> float:
    """The confidence from which an intent counts."""
    return SURE if talk.question is not None else 0.0


def leans_on(message: Message, told: Told, talk: Talk) -> str | None:
    """The topic that a short question asks about after the answer before («والزوجة؟»); None where it tells facts."""
    if talk.topic is None or tells_amounts(told) or message.intent in COURTESIES:
        return None
    if message.intent == "out_of_scope" and knowledge.other_body(normalise(message.text)):
        return None
    if message.intent not in LEANING and not is_topic(message.intent):
        return None
    return knowledge.follow_up(talk.topic, normalise(message.text))


def wants_of(message: Message, told: Told, talk: Talk, *, answering: bool) -> frozenset[Want]:
    """What the citizen wants of the conversation, by what is said or by the intent."""
    wants: set[Want] = {want for want in BY_ACT if want in told.acts}
    if answering:
        wants -= {"stop", "show", "skip", "dont_know", "refuses"}
    if any(one.asks and one.intent == "eligibility_estimate" and one.confidence >= SURE for one in message.clauses):
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
