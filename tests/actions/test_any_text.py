"""Whatever is typed, in whatever order: no error, and nothing known is lost on what cannot be read."""

from __future__ import annotations

import json

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from actions.case import Case
from actions.corrections import CORRECTION, named_question
from actions.facts import Implausible
from actions.message import Message
from actions.questions import questions
from actions.reading import SENTENCES
from actions.turn import begin, step
from actions.what_if import suppose
from arabic import normalise, read_amount, read_answer, read_bounds, read_facts
from tests.actions.conversation import ANSWERS, TODAY, Interview

INTENTS = (
    "inform", "correction", "affirm", "deny", "dont_know", "skip", "ask_why", "what_if", "greet", "thanks", "goodbye",
    "stop_cancel", "start_over", "help_menu", "human_handoff", "out_of_scope", "nlu_fallback", "eligibility_estimate",
    "amounts", "income_types", "estimate_details", "bot_challenge",
)  # fmt: skip
WORDS = (
    "انا", "زوجتي", "زوجي", "ولدي", "ولدين", "بنات", "عيال", "خمس", "امي", "ابوي", "اخوي", "راتبي", "راتب",
    "دخلي", "تقاعد", "ايجار", "نفقة", "حساب", "المواطن", "ضمان", "3000", "2000", "الف", "الاف", "ونص", "-5",
    "9999999", "٤٠٠٠", "0", "لا", "نعم", "ايه", "ما", "عندي", "غير", "مو", "غلطت", "قصدي", "بدل", "سيارة",
    "سيارتين", "شغالة", "سافرت", "شهر", "سعودي", "اجنبي", "ارملة", "مطلقة", "متزوج", "لحالي", "صك", "عقد",
    "العنوان", "مطابق", "البنك", "20", "بين", "و", "اكثر", "من", "رافض", "ينضاف", "مريض", "طالب", "؟", ".",
    "/", "😀",
)  # fmt: skip
NOISE = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
SPEECH = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
TEXTS = st.one_of(SPEECH, NOISE, st.sampled_from(sorted(ANSWERS.values())))
BUTTONS = st.sampled_from(
    [(name, value) for name, question in questions().items() for _, value in (*question.buttons, ("", "unknown"))]
    + [(point, value) for point in ("confirm", "go_on", "change") for value in ("yes", "no", "cars", "old")]
)


def typed(text: str, intent: str, confidence: float) -> Message:
    """What a citizen typed: the service never lets a slash in front through to Rasa."""
    return Message(text.lstrip("/"), intent, confidence)


MESSAGES = st.one_of(
    st.builds(typed, TEXTS, st.sampled_from(INTENTS), st.sampled_from((0.3, 0.9))),
    BUTTONS.map(lambda button: Message("/inform" + json.dumps(button), "inform", 1.0, *button)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(MESSAGES, min_size=1, max_size=12))
def test_any_sequence_of_messages_is_answered_and_leaves_a_case_that_can_be_estimated(messages: list[Message]) -> None:
    case = Case()
    for number, message in enumerate(messages):
        turn = begin(case, message, TODAY) if number == 0 else step(case, message, TODAY)
        assert Case.from_slot(json.loads(json.dumps(case.to_slot()))) == case
        case.estimate(TODAY)
        if case.outcome is not None:
            return
        assert turn.replies
        assert all(reply.text.strip() for reply in turn.replies)


def says_nothing(text: str, asked: str) -> bool:
    """Whether nothing of a case can be read in a text, not even in answer to what is asked: «سنه», of days abroad."""
    folded, begun = normalise(text), SENTENCES.get(asked, "")
    return (
        read_facts(f"{begun} {text}") == read_facts(begun)
        and read_facts(text) == read_facts("")
        and read_amount(text) is None
        and read_bounds(text) is None
        and read_answer(text) is None
        and not CORRECTION.search(folded)
        and named_question(folded) is None
    )


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([*sorted(ANSWERS.keys() - {"age", "student", "empowerment"}), "confirm"]), NOISE)
def test_what_cannot_be_read_loses_nothing_known(asked: str, text: str) -> None:
    text = text.lstrip("/")  # as the service does
    assume(says_nothing(text, asked))
    interview = Interview().until(asked)
    household, answered = interview.case.as_household(), list(interview.case.answered)
    interview.say(text, intent="nlu_fallback", confidence=0.3)
    assert interview.case.as_household() == household
    assert interview.case.answered == answered
    assert interview.case.question == asked


@settings(max_examples=150, deadline=None)
@given(SPEECH)
def test_an_answer_never_takes_members_out_who_are_not_spoken_of(text: str) -> None:
    assume(not read_facts(text).household.members and not read_facts(text).household.alone)
    assume(read_facts(text).household.total is None)
    interview = Interview().until("nationality", members="زوجتي وامي وبنت")
    relations = interview.relations
    interview.say(text)
    assert interview.relations == relations


@settings(max_examples=150, deadline=None)
@given(st.one_of(SPEECH, NOISE))
def test_any_supposition_is_computed_or_refused_and_leaves_the_case_alone(text: str) -> None:
    case = Interview().until("confirm").case
    before = case.to_slot()
    try:
        supposed = suppose(case, text)
    except Implausible:
        supposed = None
    if supposed is not None:
        supposed.estimate(TODAY)
    assert case.to_slot() == before
