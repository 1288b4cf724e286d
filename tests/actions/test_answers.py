"""Answers outside the interview, and what is said when nothing was understood."""

from __future__ import annotations

from datetime import date

import pytest

import knowledge
from actions.answers import ActionAnswer, ActionFallback, ActionHandoff, ActionOutOfScope
from actions.topics import topic_reply
from rules import parameters
from tests.actions.rasa_calls import Rasa, Said, understood

RANKING = (("payment_date", 0.3), ("greet", 0.2), ("amounts", 0.2), ("contact", 0.15))
TOPICS = [name for name in knowledge.topics() if name != "eligibility_estimate"]


def not_understood(rasa: Rasa, ranking: tuple[tuple[str, float], ...] = RANKING) -> Said:
    """One more message that was not understood."""
    return rasa.run(ActionFallback(), understood("بخصوص", "nlu_fallback", 0.3, ranking))


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_is_answered_with_its_sources(name: str) -> None:
    said = Rasa().run(ActionAnswer(), understood("سؤال", name))
    assert said.status == "answered"
    answer = knowledge.render(knowledge.topic(name), date.today())
    assert answer.text in said.text
    assert all(source in said.text for source in answer.sources)


@pytest.mark.parametrize("name", [name for name in TOPICS if knowledge.topic(name).more])
def test_the_button_for_more_shows_the_rest(name: str) -> None:
    first = Rasa().run(ActionAnswer(), understood("سؤال", name))
    rest = Rasa().run(ActionAnswer(), understood(first.payloads[0], name))
    assert knowledge.render(knowledge.topic(name), date.today(), "more").text in rest.text
    assert first.payloads[0] not in rest.payloads


def test_every_button_of_a_topic_stands_for_a_topic() -> None:
    for topic in knowledge.topics().values():
        for button in topic_reply(topic, date.today()).buttons:
            assert button.payload.lstrip("/").partition("{")[0] in knowledge.topics()


def test_the_first_time_the_two_likeliest_topics_are_offered() -> None:
    said = not_understood(Rasa())
    assert said.status == "fallback"
    assert said.payloads == ["/payment_date", "/amounts", "/help_menu"]


def test_one_likely_topic_is_offered_alone() -> None:
    assert not_understood(Rasa(), (("amounts", 0.4), ("contact", 0.05))).payloads == ["/amounts", "/help_menu"]


def test_mere_guesses_are_not_offered() -> None:
    said = not_understood(Rasa(), (("amounts", 0.04), ("contact", 0.03)))
    assert said.responses == ["utter_help_menu"]


def test_the_second_time_the_menu_is_shown_and_the_third_a_person_is_named() -> None:
    rasa = Rasa()
    not_understood(rasa)
    assert not_understood(rasa).responses == ["utter_help_menu"]
    third = not_understood(rasa)
    assert parameters.figures(date.today())["contact_number"] in third.text
    assert third.status == "fallback"


def test_a_message_that_was_understood_begins_the_count_anew() -> None:
    rasa = Rasa()
    not_understood(rasa)
    rasa.run(ActionAnswer(), understood("كم المبلغ", "amounts"))
    assert not_understood(rasa).payloads == ["/payment_date", "/amounts", "/help_menu"]


def test_a_person_is_named_to_whoever_asks_for_one() -> None:
    said = Rasa().run(ActionHandoff(), understood("ابي موظف", "human_handoff"))
    assert said.status == "handoff"
    assert parameters.figures(date.today())["contact_number"] in said.text


def test_a_question_for_another_body_is_sent_there() -> None:
    said = Rasa().run(ActionOutOfScope(), understood("متى ينزل حساب المواطن", "out_of_scope"))
    assert said.status == "out_of_scope"
    assert "حساب المواطن" in said.text


def test_a_question_for_nobody_we_know_is_declined_with_the_menu() -> None:
    said = Rasa().run(ActionOutOfScope(), understood("كيف اطبخ كبسة", "out_of_scope"))
    assert said.status == "out_of_scope"
    assert said.payloads == ["/help_menu"]
