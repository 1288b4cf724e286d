"""Whatever is typed or pressed, in whatever order: one reply, no error, and a case that can be estimated."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.message import Message
from actions.questions import payload, questions
from arabic import read
from tests.actions.conversation import ANSWERS, TODAY, Conversation
from tests.actions.told import FAMILY

INTENTS = (
    "inform", "correction", "affirm", "deny", "dont_know", "skip", "ask_why", "what_if", "greet", "thanks", "goodbye",
    "stop_cancel", "start_over", "help_menu", "human_handoff", "out_of_scope", "nlu_fallback", "eligibility_estimate",
    "amounts", "income_types", "estimate_details", "bot_challenge", "distress", "more",
)  # fmt: skip
WORDS = (
    "انا", "زوجتي", "زوجي", "ولدي", "ولدين", "بنات", "عيال", "خمس", "امي", "ابوي", "اخوي", "راتبي", "راتب",
    "دخلي", "تقاعد", "ايجار", "نفقة", "حساب", "المواطن", "ضمان", "3000", "2000", "الف", "الاف", "ونص", "-5",
    "9999999", "٤٠٠٠", "0", "لا", "نعم", "ايه", "ما", "عندي", "غير", "مو", "غلطت", "قصدي", "بدل", "سيارة",
    "سيارتين", "شغالة", "سافرت", "شهر", "سعودي", "اجنبي", "ارملة", "مطلقة", "متزوج", "لحالي", "صك", "عقد",
    "العنوان", "مطابق", "البنك", "20", "بين", "و", "اكثر", "من", "رافض", "ينضاف", "مريض", "طالب", "لو", "احسب",
    "وقف", "كمل", "السجن", "احنا", "بس", "؟", ".", "/", "😀",
)  # fmt: skip
NOISE = st.text(alphabet=st.characters(codec="utf-8"), max_size=60)
SPEECH = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
TEXTS = st.one_of(SPEECH, NOISE, st.sampled_from(sorted(ANSWERS.values())))
BUTTONS = st.sampled_from(
    [(name, payload(choice)) for name, question in questions().items() for choice in question.choices]
    + [(name, value) for name in (*questions(), "result", "old") for value in ("unknown", "yes", "no", "x", "details")]
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
    talk = Conversation()
    for message in messages:
        talk.take(message)
        assert talk.said.strip()
        talk.case.estimate(TODAY)


@settings(max_examples=80, deadline=None)
@given(SPEECH)
def test_any_supposition_is_computed_or_asked_about_and_leaves_the_case_alone(text: str) -> None:
    talk = Conversation(FAMILY)
    talk.talk.shown = True
    before = talk.case.to_slot()
    talk.say(f"لو {text}", intent="what_if")
    if talk.status == "estimate" and read(f"لو {text}").supposed is None:  # facts before a supposition count
        assert talk.case.to_slot() == before


@pytest.mark.parametrize(
    "text", ["", " ", "😀😀", "a" * 10_000, "<b>hi</b>", "'; DROP TABLE x;--", "‮‏", "привет", "123456"]
)
def test_bad_input_is_answered_and_loses_nothing(text: str) -> None:
    talk = Conversation(FAMILY, interview=True)
    before = talk.household
    talk.say(text, intent="nlu_fallback", confidence=0.2)
    assert talk.said
    assert talk.household == before


def test_sixty_facts_in_one_message_are_answered() -> None:
    talk = Conversation().say(" و".join(["راتبي 3000", "عندي سيارتين", "زوجتي وولدين", "سعودي"] * 15))
    assert talk.said
    talk.case.estimate(TODAY)


def test_the_same_fact_five_times_is_one() -> None:
    talk = Conversation().wants_estimate().say("عندي ولدين " * 5)
    assert talk.relations == ["son", "son"]


def test_a_household_of_forty_is_taken() -> None:
    talk = Conversation().wants_estimate().say("احنا اربعين نفر في البيت")
    assert len(talk.relations) in (39, 0)
    talk.case.estimate(TODAY)
