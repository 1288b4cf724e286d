"""Questions beside what a message tells: each by itself, as it was typed."""

from __future__ import annotations

import pytest

from nlu.clauses import asking


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("عندنا سيارة وحدة. طيب متى ينزل الضمان؟", ["متى ينزل الضمان؟"]),
        ("ايه مطابق لعنواني، كم مهلة الاعتراض؟", ["كم مهلة الاعتراض؟"]),
        ("ماعندي سيارة أبدًا. كيف أقدّم على الضمان؟", ["كيف أقدّم على الضمان؟"]),
    ],
)
def test_a_question_beside_a_fact_is_given_as_typed(text: str, questions: list[str]) -> None:
    assert asking(text) == questions


@pytest.mark.parametrize(
    "text", ["متى ينزل الضمان؟", "عندي سيارتين وشغالة", "نعم", "", "؟", "كيف؟ ليش؟", "لا ادري والله"]
)
def test_a_message_that_only_asks_or_only_tells_has_none(text: str) -> None:
    assert asking(text) == []


def test_questions_that_follow_one_another_stay_together() -> None:
    (question,) = asking("راتبي 4000 وزوجتي معي، كم يطلع لي؟ ومتى ينزل المبلغ؟")
    assert question.startswith("كم يطلع لي")
    assert question.endswith("ينزل المبلغ؟")
