"""Questions through the real Rasa: of every topic in both kinds of Arabic, and strangers' conversations.

The shares are floors below what was measured (docs/understanding.md): a question understood otherwise is no error of
the code, and a model that falls below them is.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import knowledge
from knowledge.units import text_of, units
from rules import parameters
from tests.live.citizen import Citizen
from tests.live.conftest import Assistant

HERE = Path(__file__).parent
QUESTIONS: dict[str, list[str]] = yaml.safe_load((HERE / "topics.yml").read_text(encoding="utf-8"))
ASKED = [(topic, text) for topic, texts in QUESTIONS.items() for text in texts]
STRANGERS = HERE.parent / "data" / "asked" / "open.jsonl"
LEAST_OF_TOPIC, LEAST_OPENINGS, LEAST_FOLLOW_UPS = 0.85, 0.6, 0.45


@pytest.fixture(scope="module")
def answered(assistant: Assistant) -> list[tuple[str, list[str], str, str]]:
    """Each question of topics.yml: its topic, the units that answered, the status and the reply."""
    found = []
    for topic, text in ASKED:
        with Citizen(assistant.url) as citizen:
            said = citizen.say(text)
            found.append((topic, citizen.trace["answers"], citizen.status, said))
    return found


def test_a_question_is_answered_from_its_topic(answered: list[tuple[str, list[str], str, str]]) -> None:
    wrong = [one for one in answered if not any(topic_of(name) == one[0] for name in one[1])]
    assert len(wrong) <= (1 - LEAST_OF_TOPIC) * len(answered), wrong


def test_no_question_begins_an_interview(assistant: Assistant, answered: list[tuple[str, list[str], str, str]]) -> None:
    assert not [one for one in answered if one[2] == "interview"]


def test_a_unit_is_shown_as_it_is_written(answered: list[tuple[str, list[str], str, str]]) -> None:
    seen = 0
    for _, names, status, said in answered:
        if status == "answered" and names and names[0] in units() and units()[names[0]].computes is None:
            assert text_of(units()[names[0]], date.today()) in said
            seen += 1
    assert seen >= len(answered) / 2


def topic_of(name: str) -> str:
    """The topic of a unit, or the topic itself."""
    return units()[name].topic if name in units() else name


def test_every_topic_is_asked_for_in_both_kinds_of_arabic() -> None:
    assert set(QUESTIONS) == set(knowledge.topics()) - {"eligibility_estimate"}
    assert all(len(texts) == 2 for texts in QUESTIONS.values())


@pytest.mark.parametrize("name", ["head_minimum", "dependant_addition"])
def test_the_amounts_shown_are_those_in_force(assistant: Assistant, name: str) -> None:
    with Citizen(assistant.url) as citizen:
        assert parameters.figures(date.today())[name] in citizen.say("كم مبلغ الضمان للعائل وكم للتابع؟")


def strangers() -> Iterator[dict[str, Any]]:
    """Conversations of people who know neither code nor units, with the units that answer each question."""
    for line in STRANGERS.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def test_strangers_conversations_get_their_answers(assistant: Assistant) -> None:
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    conversations = list(strangers())
    assert len(conversations) >= 40
    for conversation in conversations:
        with Citizen(assistant.url) as citizen:
            for message in conversation["messages"]:
                said = citizen.say(message["text"])
                assert said
                asked[message["kind"]] += 1
                right[message["kind"]] += bool(set(message["units"]) & set(citizen.trace["answers"]))
    assert right["opening"] / asked["opening"] >= LEAST_OPENINGS, right
    assert right["follow_up"] / asked["follow_up"] >= LEAST_FOLLOW_UPS, right
