"""Answers to questions: from the topics, by another body, and where nothing was understood."""

from __future__ import annotations

import pytest

import knowledge
from actions.message import Clause
from actions.topics import about
from arabic.told import Told
from rules import parameters
from tests.actions.conversation import TODAY, Conversation
from tests.actions.told import FAMILY, NOTHING, facts

RANKING = (("payment_date", 0.3), ("greet", 0.2), ("amounts", 0.2), ("contact", 0.15))
TOPICS = [name for name in knowledge.topics() if name != "eligibility_estimate"]


def not_understood(talk: Conversation, ranking: tuple[tuple[str, float], ...] = RANKING) -> Conversation:
    """One more message that was not understood."""
    return talk.say("بخصوص", intent="nlu_fallback", confidence=0.3, ranking=ranking, told=NOTHING)


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_is_answered_with_its_sources(name: str) -> None:
    talk = Conversation().say("سؤال", intent=name, told=NOTHING)
    assert talk.status == "answered"
    answer = knowledge.render(knowledge.topic(name), TODAY)
    assert answer.text in talk.said
    assert all(source in talk.said for source in answer.sources)
    assert talk.units == (name,)


@pytest.mark.parametrize("name", [name for name in TOPICS if knowledge.topic(name).more])
def test_the_button_for_more_shows_the_rest(name: str) -> None:
    talk = Conversation().say("سؤال", intent=name, told=NOTHING)
    rest = talk.buttons["المزيد"].payload
    talk.press("المزيد")
    assert knowledge.render(knowledge.topic(name), TODAY, "more").text in talk.said
    assert rest not in {button.payload for button in talk.buttons.values()}


def test_every_button_of_a_topic_stands_for_a_topic() -> None:
    for name in knowledge.topics():
        for button in about(name, "", TODAY).buttons:
            assert button.payload.lstrip("/").partition("{")[0] in knowledge.topics()


def test_more_goes_on_from_the_answer_before() -> None:
    talk = Conversation().say("كيف اسجل", intent="registration_steps", told=NOTHING)
    talk.say("وش بعدها", intent="more", told=NOTHING)
    assert knowledge.render(knowledge.topic("registration_steps"), TODAY, "more").text in talk.said


def test_a_short_question_leans_on_the_answer_before() -> None:
    talk = Conversation().say("كيف اضيف تابع", intent="add_dependant", told=NOTHING).say("والزوجة؟", told=NOTHING)
    assert talk.units == ("add_wife",)


def test_a_stated_reason_for_a_refusal_is_explained() -> None:
    talk = Conversation().say("رفضوني بسبب السيارات", intent="rejection_my_case", told=NOTHING)
    assert "ما تصححه" in talk.said


def test_an_article_of_the_law_is_read_out() -> None:
    talk = Conversation().say("وش تقول المادة التاسعة", intent="law_article", told=NOTHING)
    assert "المادة" in talk.said
    assert talk.say("والعاشرة؟", intent="law_article", told=NOTHING).units == ("law_article",)


def test_two_questions_in_one_message_are_both_answered() -> None:
    clauses = (Clause("متى ينزل", True, "payment_date", 0.9), Clause("كيف اعترض", True, "objection_steps", 0.9))
    talk = Conversation().say("x", intent="payment_date", clauses=clauses, told=NOTHING)
    assert talk.units == ("payment_date", "objection_steps")
    assert talk.talk.topic == "objection_steps"


def test_the_first_time_the_two_likeliest_topics_are_offered() -> None:
    talk = not_understood(Conversation())
    assert talk.status == "fallback"
    assert [button.payload for button in talk.buttons.values()] == ["/payment_date", "/amounts", "/help_menu"]


def test_one_likely_topic_is_offered_alone() -> None:
    talk = not_understood(Conversation(), (("amounts", 0.4), ("contact", 0.05)))
    assert [button.payload for button in talk.buttons.values()] == ["/amounts", "/help_menu"]


def test_then_the_menu_is_offered_then_a_person() -> None:
    talk = not_understood(not_understood(Conversation()))
    assert "هل أستحق الضمان؟" in talk.buttons
    not_understood(talk)
    assert parameters.figures(TODAY)["contact_number"] in talk.said
    assert talk.status == "fallback"


def test_a_message_that_was_understood_begins_the_count_anew() -> None:
    talk = not_understood(Conversation()).say("كم المبلغ", intent="amounts", told=NOTHING)
    assert "/payment_date" in {button.payload for button in not_understood(talk).buttons.values()}


def test_a_question_for_another_body_is_sent_there() -> None:
    talk = Conversation().say("متى ينزل حساب المواطن", intent="out_of_scope", told=NOTHING)
    assert talk.status == "out_of_scope"
    assert "حساب المواطن" in talk.said


def test_a_question_for_nobody_we_know_is_declined_with_the_menu() -> None:
    talk = Conversation().say("كيف اطبخ كبسة", intent="out_of_scope", told=NOTHING)
    assert talk.status == "out_of_scope"
    assert [button.payload for button in talk.buttons.values()] == ["/help_menu"]


def test_an_answer_that_sounds_out_of_scope_is_an_answer() -> None:
    talk = Conversation().wants_estimate().say("x", told=Told(alone=True))
    talk.say("ههههه لا وين", intent="out_of_scope", told=Told(answer="no"))
    assert talk.status == "interview"
    assert talk.asked == "other_income"


def test_a_question_beside_facts_that_answer_nothing_open_counts_when_it_is_sure() -> None:
    talk = Conversation().wants_estimate()
    talk.say("وش يسوون لو عندي سيارتين", intent="assets", confidence=0.9, told=facts(cars=2))
    assert talk.units == ("assets",)
    assert talk.household["wealth"] == {"cars": 2}


@pytest.mark.parametrize("shown", [False, True])
def test_the_offer_stands_beside_an_answer_until_a_result_was_shown(shown: bool) -> None:
    talk = Conversation(FAMILY)
    talk.talk.shown = shown
    talk.say("متى ينزل", intent="payment_date", told=NOTHING)
    assert ("احسب لي تقديرًا" in talk.buttons) is not shown


def test_nonsense_in_the_interview_is_an_answer_that_was_not_understood_whatever_its_intent() -> None:
    talk = Conversation().wants_estimate().say("قسبص ثقبصث", intent="out_of_scope", told=NOTHING)
    assert talk.status == "clarification"
