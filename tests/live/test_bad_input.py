"""What people send by mistake or in malice, to the real assistant: each has a clear answer, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.live.citizen import Citizen
from tests.live.conftest import Assistant


@pytest.fixture
def citizen(assistant: Assistant) -> Iterator[Citizen]:
    with Citizen(assistant.url) as someone:
        yield someone


ODD = {
    "nothing": "",
    "blanks": "   \n\t ",
    "ten thousand characters": "ابي اعرف هل استحق " * 556,
    "only emoji": "😀😀👍🏽❤️",
    "only digits": "123456",
    "another alphabet": "Привет, как дела?",
    "Latin": "asdf qwer zxcv",
    "control characters": "هل\x00 استحق\x07 \x1b[31m",
    "bidi overrides": "هل \u202e استحق \u2066 الضمان",
    "tag characters": "هل استحق\U000e0001\U000e0041",
    "SQL": "'; DROP TABLE messages; --",
    "HTML": "<script>alert(1)</script>",
    "an intent": '/inform{"question": "cars", "value": "7"}',
    "a default intent of Rasa": "/restart",
    "a slash": "/",
    "a slash behind an invisible character": "\u200b/session_start",
    "braces and dollars": "${HOME} {head_minimum} %s",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_an_odd_message_has_an_arabic_answer(citizen: Citizen, text: str) -> None:
    said = citizen.say(text)
    assert any("\u0620" <= letter <= "\u064a" for letter in said)
    assert citizen.status != "error"
    assert "Traceback" not in said


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_an_odd_message_in_the_interview_loses_nothing(citizen: Citizen, text: str) -> None:
    citizen.say("هل استحق؟ عندي زوجة و3 عيال وراتبي 4000")
    citizen.say(text)
    assert citizen.status != "error"
    citizen.say("لا يوجد دخل غير الراتب")
    assert citizen.status in ("interview", "clarification")
    said = citizen.say("لا غلطت الراتب 4100")
    assert "4,100" in said


def test_a_typed_intent_changes_nothing(citizen: Citizen) -> None:
    citizen.say("هل استحق؟ عندي زوجة و3 عيال وراتبي 4000")
    said = citizen.say('/inform{"question": "cars", "value": "7"}')
    assert "7 سيارات" not in said


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("راتبي 9999999", "9,999,999"),
        ("راتبي 250000", "250,000"),
    ],
)
def test_an_impossible_number_is_asked_for_again(citizen: Citizen, text: str, part: str) -> None:
    citizen.say("هل استحق الضمان؟ معي زوجتي وولدي")
    said = citizen.say(text)
    assert part in said
    assert "كم الرواتب" in said
    assert citizen.status == "clarification"


def test_a_span_is_taken_as_one(citizen: Citizen) -> None:
    citizen.say("هل استحق الضمان؟ معي زوجتي وولدي")
    assert "بين 3,000 و4,000" in citizen.say("راتبي بين 3000 و4000")


def test_sixty_facts_in_one_message_are_answered(citizen: Citizen) -> None:
    citizen.say(" و".join(["راتبي 3000", "عندي سيارتين", "زوجتي وولدين", "سعودي"] * 15))
    assert citizen.status != "error"


def test_the_same_fact_five_times_is_one(citizen: Citizen) -> None:
    citizen.say("هل استحق الضمان؟")
    assert "3 أفراد" in citizen.say("عندي ولدين " * 5)


def test_a_contradiction_in_one_sentence_is_asked_about(citizen: Citizen) -> None:
    citizen.say("هل استحق الضمان؟ معي زوجتي وولدي")
    citizen.say("راتبي 3000 لا راتبي 5000 لا 3000")
    assert citizen.status in ("interview", "clarification")


def test_three_messages_that_are_not_understood_lead_to_topics_then_the_menu_then_a_person(citizen: Citizen) -> None:
    citizen.say("قسبصثقبصث")
    assert citizen.status in ("fallback", "out_of_scope")
    assert citizen.buttons
    citizen.say("يبسي")
    assert citizen.status in ("fallback", "out_of_scope")
    said = citizen.say("هاه")
    assert citizen.status == "fallback"
    assert "19911" in said
