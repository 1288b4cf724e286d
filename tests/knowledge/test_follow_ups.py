"""Short questions after an answer: which topic they lead to, and which stand by themselves."""

from __future__ import annotations

import pytest

import knowledge
from arabic import normalise
from knowledge.follow_ups import table


@pytest.mark.parametrize(
    ("previous", "text", "topic"),
    [
        ("amounts", "والزوجة؟", "amounts"),
        ("add_dependant", "والزوجة؟", "add_wife"),
        ("add_wife", "طيب والمولود؟", "add_newborn"),
        ("income_types", "وبالنسبة للتقاعد؟", "income_types"),
        ("assets", "والسيارات؟", "assets"),
        ("rejection_reasons", "طيب وكيف اعترض", "objection_steps"),
        ("law_article", "والعاشرة؟", "law_article"),
    ],
)
def test_a_short_question_leans_on_the_answer_before(previous: str, text: str, topic: str) -> None:
    assert knowledge.follow_up(previous, normalise(text)) == topic


@pytest.mark.parametrize(
    ("previous", "text"),
    [
        ("amounts", "متى ينزل الضمان؟"),
        ("amounts", "انا متزوج وعندي خمس عيال وزوجتي ما تشتغل وراتبي اربعة الاف"),
        ("contact", "والزوجة؟"),
        ("add_wife", ""),
    ],
)
def test_a_message_that_stands_by_itself_leans_on_nothing(previous: str, text: str) -> None:
    assert knowledge.follow_up(previous, normalise(text)) is None


def test_every_topic_of_the_table_exists() -> None:
    named = set(table()) | {answer for row in table().values() for answer in row}
    assert named <= set(knowledge.topics())


def test_every_word_of_the_table_is_folded_as_messages_are() -> None:
    words = [word for row in table().values() for leading in row.values() for word in leading]
    assert words == [normalise(word) for word in words]
