"""What a citizen asks: for each question in a message the answer unit, else the topic, else the likeliest units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

import knowledge
from actions import choosing
from actions.choosing import Choice, choose
from actions.questions import questions
from actions.topics import LAW, REJECTION
from arabic import normalise
from knowledge import law
from knowledge.units import units

if TYPE_CHECKING:
    from actions.message import Message, Ranked
    from actions.talk import Talk
    from actions.unit_answers import Part
    from arabic.told import Told

OUT_OF_SCOPE = "out_of_scope"
ESTIMATE = "eligibility_estimate"
QUESTION_MARKS = ("؟", "?")
SURE = 0.5  # below this confidence an intent counts for nothing while a question stands open
CONFIDENT = 0.8  # from here on a question counts beside facts, or where a question stands open
LEANS = 0.5  # from here on a question leans on what went before
NOISE = 2  # words of a message that is no question by its words
LONGEST_QUESTION = 8  # words of a question that tells nothing
SHORT_TOPIC = 2  # words of a message that only names a topic
NO_QUESTION = frozenset([  # intents of messages that ask for no answer
    "inform", "affirm", "deny", "greet", "goodbye", "thanks", "bot_challenge", "stop_cancel",
    "feedback_positive", "abuse", "distress", "dont_know", "skip", "start_over", "correction",
    "estimate_details", "estimate_sources", "more", "simpler", "in_short", "human_handoff", "nlu_fallback",
])  # fmt: skip
OF_THE_ANSWER = frozenset(["more", "simpler", "in_short"])
ORDINALS = {"اولي": 0, "اول": 0, "ثانيه": 1, "ثاني": 1, "ثالثه": 2, "ثالث": 2, "رابعه": 3, "اخيره": -1}


@dataclass(frozen=True)
class Asked:
    """A question of the citizen's: its words, and what it was understood to ask for.

    `unit` is the answer unit and `part` the part of it; without one, `topic` is what the whole question is about, and
    where that is None too, `offered` are the likeliest units.
    """

    text: str
    topic: str | None = None
    unit: str | None = None
    part: Part = "answer"
    offered: tuple[str, ...] = ()
    more: bool = False
    confidence: float = 1.0


def questions_of(message: Message, told: Told, talk: Talk) -> tuple[Asked, ...]:
    """What the citizen asks, in the order in which it stands."""
    if (listed := of_list(message, talk)) is not None:
        return (listed,)
    if message.intent in OF_THE_ANSWER and message.confidence >= CONFIDENT and (talk.unit or talk.topic):
        return ()
    parted = [
        found
        for one in message.clauses
        if one.asks and (found := resolve(one.text, one.units, one.intent, one.confidence, talk)) is not None
    ]
    if answers_open(told, talk):  # «وسائق من وين يا حسره» asks nothing
        marked = any(mark in message.text for mark in QUESTION_MARKS)
        parted = [one for one in parted if marked or one.confidence >= CONFIDENT]
    if len(parted) > 1:
        return tuple(parted)
    choice = choose(message.text, message.units, talk.unit)
    found = resolve(message.text, message.units, message.intent, message.confidence, talk, choice)
    if parted and (found is None or (found.unit is None and parted[0].unit is not None)):
        found = parted[0]  # what is told beside the question hides it
    if found is None or not (parted or counts(message, told, talk, found, choice)):
        return ()
    return (found,)


def of_list(message: Message, talk: Talk) -> Asked | None:
    """«الثانية»: one of the questions that were offered last."""
    words = normalise(message.text).strip(" .!؟?").split()
    if not talk.listed or len(words) > NOISE:
        return None
    for word in words:
        name = word.removeprefix("ال")
        place = ORDINALS.get(name, int(name) - 1 if name.isdecimal() and name != "0" else None)
        if place is not None and place < len(talk.listed):
            return at(talk.listed[place], message.text)
    return None


def at(unit: str, text: str = "", part: Part = "answer") -> Asked:
    """The question that a unit answers."""
    return Asked(text, units()[unit].topic, unit, part)


def resolve(
    text: str, ranked: Ranked, intent: str, confidence: float, talk: Talk, choice: Choice | None = None
) -> Asked | None:
    """What a text asks for; None where nothing says that it asks. `choice` is what its units come to, where known."""
    weights = choosing.weights()
    choice = choice or choose(text, ranked, talk.unit)
    if (stated := stated_unit(text, intent, talk)) is not None:
        return stated
    if elsewhere(text, intent, confidence, choice):
        return Asked(text, OUT_OF_SCOPE, offered=choice.likeliest)
    least = weights["answered_leaning" if choosing.leaning(text) >= LEANS and talk.unit else "answered"]
    if choice.unit is not None and choice.confidence >= least:
        return replace(at(choice.unit, text), confidence=choice.confidence)
    if is_topic(intent) and confidence >= SURE and (not ranked or len(text.split()) <= SHORT_TOPIC):
        return Asked(text, intent)
    if choice.unit is not None and choice.confidence >= weights["offered"]:
        return Asked(text, offered=choice.likeliest)
    if intent == OUT_OF_SCOPE or choice.other_matter >= weights["other_matter"]:
        return Asked(text, OUT_OF_SCOPE, offered=choice.likeliest)
    return Asked(text, intent) if is_topic(intent) and confidence >= SURE else None


def elsewhere(text: str, intent: str, confidence: float, choice: Choice) -> bool:
    """Whether a question is another body's: it names one, or both readers of it take it for another matter."""
    other = choice.other_matter >= choosing.weights()["other_matter"]
    if knowledge.other_body(normalise(text)) is not None and choice.confidence < SURE:
        return other or (intent == OUT_OF_SCOPE and confidence >= SURE)
    return other and intent == OUT_OF_SCOPE


def stated_unit(text: str, intent: str, talk: Talk) -> Asked | None:
    """The unit of a refusal's reason that is stated by its words, or the articles of the Law that are named."""
    folded = normalise(text)
    if intent == LAW and law.answer(folded, date.today(), bare=talk.topic == LAW):
        return Asked(text, LAW)
    if intent == REJECTION and (reason := knowledge.rejection(folded, refused=True)):
        name = f"reject_{reason.key}"
        return at(name, text) if name in units() else Asked(text, REJECTION)
    return None


def counts(message: Message, told: Told, talk: Talk, found: Asked, choice: Choice) -> bool:
    """Whether a whole message is a question: facts that answer the open question never are by their likeness alone."""
    asks = "asks" in told.acts or message.text.rstrip().endswith(QUESTION_MARKS)
    tells = not told.empty or told.answer is not None
    if found.topic == OUT_OF_SCOPE:
        if not asks and len(message.text.split()) <= NOISE:
            return False  # a word or two that nobody understands
        if knowledge.other_body(normalise(message.text)) is None and (tells or (talk.question and not asks)):
            return False
    if asks:
        return True
    if answers_open(told, talk):
        return False
    nothing = choice.nothing >= choosing.weights()["nothing"]
    sure = max(message.confidence if is_topic(message.intent) else 0.0, 0.0 if nothing else choice.confidence)
    if talk.question is None:
        return not nothing or (not tells and message.intent not in NO_QUESTION) or sure >= CONFIDENT
    if tells:
        return is_topic(message.intent) and message.confidence >= CONFIDENT
    return sure >= SURE


def answers_open(told: Told, talk: Talk) -> bool:
    """Whether the facts answer the question that stands open."""
    asked = questions().get(talk.question or "")
    return asked is not None and (told.answer is not None or asked.answered_by(told))


def is_topic(intent: str) -> bool:
    """Whether an intent asks for something that is answered from knowledge; the estimate is wanted, not asked about."""
    return intent == OUT_OF_SCOPE or (intent in knowledge.topics() and intent != ESTIMATE)


def tells_amounts(told: Told) -> bool:
    """Whether more is told than that somebody is named."""
    counted = any((one.count or 1) > 1 or one.ages for one in told.persons)
    return bool(told.incomes or told.total or told.facts or counted)


def is_all_question(message: Message, told: Told) -> bool:
    """Whether a short message is a question without a mark of one («ابي مشهد ضمان»), so that it tells nothing."""
    parted = message.clauses or "asks" in told.acts
    return not parted and len(message.text.split()) <= LONGEST_QUESTION
