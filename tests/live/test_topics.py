"""Every topic through the real Rasa, in standard Arabic and in speech; follow-ups that lean on the answer before."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import knowledge
from arabic import normalise
from knowledge import law, rejections
from knowledge.rejections import rejection
from rules import parameters
from tests.live.citizen import Citizen
from tests.live.conftest import Assistant

HERE = Path(__file__).parent
QUESTIONS: dict[str, list[str]] = yaml.safe_load((HERE / "topics.yml").read_text(encoding="utf-8"))
CONVERSATIONS: list[dict[str, Any]] = yaml.safe_load((HERE / "conversations.yml").read_text(encoding="utf-8"))
ASKED = [(topic, text) for topic, texts in QUESTIONS.items() for text in texts]
OUT_OF_SCOPE = "out_of_scope"


def answer(topic: str, text: str, *, more: bool = False) -> str:
    """What a topic says today to a question about it."""
    today = date.today()
    if topic == "rejection_my_case" and (reason := rejection(normalise(text), refused=True)):
        return rejections.render(reason, today).text
    if topic == "law_article" and (articles := law.answer(normalise(text), today, bare=True)):
        return articles[0].text
    return knowledge.render(knowledge.topic(topic), today, "more" if more else "short").text


@pytest.mark.parametrize(("topic", "text"), ASKED)
def test_a_question_is_answered_with_the_facts_of_its_topic(assistant: Assistant, topic: str, text: str) -> None:
    with Citizen(assistant.url) as citizen:
        said = citizen.say(text)
        assert answer(topic, text) in said, said
        assert citizen.status == "answered"


def test_every_topic_is_asked_for_in_both_kinds_of_arabic() -> None:
    assert set(QUESTIONS) == set(knowledge.topics()) - {"eligibility_estimate"}
    assert all(len(texts) == 2 for texts in QUESTIONS.values())


@pytest.mark.parametrize("name", ["head_minimum", "dependant_addition", "pension_cap"])
def test_the_amounts_shown_are_those_in_force(assistant: Assistant, name: str) -> None:
    with Citizen(assistant.url) as citizen:
        assert parameters.figures(date.today())[name] in citizen.say("كم مبلغ الضمان وكم الحد الأعلى؟")


@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=[one["name"] for one in CONVERSATIONS])
def test_a_follow_up_is_understood_from_the_answer_before(assistant: Assistant, conversation: dict[str, Any]) -> None:
    with Citizen(assistant.url) as citizen:
        for turn in conversation["turns"]:
            said, topic = citizen.say(turn["say"]), turn["topic"]
            shown = "\n".join(citizen.transcript)
            if topic in knowledge.topics():
                assert answer(topic, turn["say"]) in said, shown
            elif topic == "more":
                assert answer(turn["of"], turn["say"], more=True) in said, shown
            elif topic == OUT_OF_SCOPE:
                assert citizen.status == "out_of_scope", shown
            else:
                assert citizen.status in ("answered", "handoff"), shown
