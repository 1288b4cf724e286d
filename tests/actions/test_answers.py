"""Answers to questions: from the topics, by another body, and where nothing was understood."""

from __future__ import annotations

import pytest

import knowledge
from actions.message import Clause, Ranked
from actions.topics import about
from arabic.told import Told
from knowledge.units import source_line, source_list, text_of, units
from rules import parameters
from tests.actions.conversation import TODAY, Conversation
from tests.actions.told import FAMILY, NOTHING, facts

LIKELY = (("pay_when", -2.2), ("amounts_now", -2.3), ("contact_number", -4.0), ("nothing", -0.5))  # below what is sure
TOPICS = [name for name in knowledge.topics() if name != "eligibility_estimate"]


def not_understood(talk: Conversation, likely: Ranked = LIKELY) -> Conversation:
    """One more message that was not understood."""
    return talk.say("بخصوص", intent="nlu_fallback", confidence=0.3, units=likely, told=NOTHING)


def sure(unit: str) -> Ranked:
    """What the chooser says of a question that it knows well."""
    return ((unit, -0.05), ("amounts_now", -4.0), ("nothing", -5.0))


def first_line(unit: str) -> str:
    """How a unit's answer begins."""
    return text_of(units()[unit], TODAY).splitlines()[0]


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


def test_a_unit_is_answered_in_its_own_words_with_one_line_of_sources() -> None:
    talk = Conversation().say("متى ينزل الضمان", units=sure("pay_when"), told=NOTHING)
    assert talk.units == ("pay_when",)
    assert talk.said.splitlines()[0] == first_line("pay_when")
    assert talk.said.splitlines()[1] == f"({source_line(units()['pay_when'].sources)})"


def test_its_buttons_lead_to_more_to_easier_words_and_to_all_sources() -> None:
    talk = Conversation().say("متى ينزل الضمان", units=sure("pay_when"), told=NOTHING)
    assert {"بكلام أسهل", "المصادر"} <= set(talk.buttons)
    assert text_of(units()["pay_when"], TODAY, "simpler") in talk.press("بكلام أسهل").said
    listed = talk.press("المصادر").said
    assert all(title in listed for title in source_list(units()["pay_when"]))


def test_every_unit_is_sent_whole_and_its_buttons_lead_somewhere() -> None:
    for name, one in units().items():
        talk = Conversation().press_value("unit", name)
        assert text_of(one, TODAY).splitlines()[0] in talk.said, name
        for other in one.follows:
            assert talk.press_value("unit", other).units == (other,)


def test_a_short_question_leans_on_the_answer_before() -> None:
    near = (("add_steps", -1.0), ("assets_workers", -1.4), ("nothing", -2.0))
    alone = Conversation().say("والشغاله؟", units=near, told=NOTHING)
    after = Conversation().say("كم سياره", units=sure("assets_family_cars"), told=NOTHING)
    assert alone.units != ("assets_workers",)
    assert after.say("والشغاله؟", units=near, told=NOTHING).units == ("assets_workers",)


def test_the_same_text_is_not_sent_twice() -> None:
    talk = Conversation()
    said = [talk.say("متى ينزل", units=sure("pay_when"), told=NOTHING).said.splitlines()[0] for _ in range(4)]
    assert len(set(said)) == len(said)
    assert parameters.figures(TODAY)["contact_number"] in said[-1]


def test_who_did_not_understand_gets_it_in_easier_words_and_who_wants_it_short_in_one_line() -> None:
    talk = Conversation().say("متى ينزل", units=sure("pay_when"), told=NOTHING)
    assert text_of(units()["pay_when"], TODAY, "simpler") in talk.say("ما فهمت", intent="simpler", told=NOTHING).said
    assert talk.say("باختصار", intent="in_short", told=NOTHING).said == text_of(units()["pay_when"], TODAY, "brief")


def test_the_likeliest_questions_are_offered_and_the_second_can_be_chosen_in_words() -> None:
    talk = not_understood(Conversation())
    second = talk.talk.listed[1]
    assert units()[second].question in talk.said
    assert talk.say("الثانية", told=NOTHING).units == (second,)


def test_many_questions_at_once_get_a_line_each() -> None:
    asked = ("pay_when", "amounts_cap", "assets_one_car", "contact_number")
    clauses = tuple(Clause(name, True, "inform", 0.9, sure(name)) for name in asked)
    talk = Conversation().say("x", clauses=clauses, told=NOTHING)
    assert all(units()[name].title in talk.said for name in asked)
    assert len(talk.said.splitlines()) == len(asked)


@pytest.mark.parametrize(
    ("unit", "text", "figure"),
    [
        ("amounts_family_size", "سبعة بلا دخل كم لنا؟", "pension_cap"),
        ("amounts_family_size", "انا وزوجتي كم يطلع لنا؟", "minimum_for_2"),
        ("mycase_income_not_high", "راتبي 3500 ورفضوني وحنا ثلاثة هل الدخل السبب؟", "minimum_for_3"),
    ],
)
def test_numbers_in_a_question_are_computed_at_once(unit: str, text: str, figure: str) -> None:
    talk = Conversation().say(text, units=sure(unit))
    assert parameters.figures(TODAY)[figure] in talk.said
    assert talk.asked is None


def test_a_stated_reason_for_a_refusal_has_its_unit() -> None:
    talk = Conversation().say("رفضوني بسبب السيارات", intent="rejection_my_case", told=NOTHING)
    assert talk.units == ("reject_cars",)


def test_an_article_of_the_law_is_read_out() -> None:
    talk = Conversation().say("وش تقول المادة التاسعة", intent="law_article", told=NOTHING)
    assert "المادة" in talk.said
    assert talk.say("والعاشرة؟", intent="law_article", told=NOTHING).units == ("law_article",)


def test_two_questions_in_one_message_are_both_answered() -> None:
    clauses = (Clause("متى ينزل", True, "payment_date", 0.9), Clause("كيف اعترض", True, "objection_steps", 0.9))
    talk = Conversation().say("x", intent="payment_date", clauses=clauses, told=NOTHING)
    assert talk.units == ("payment_date", "objection_steps")
    assert talk.talk.topic == "objection_steps"


def test_the_first_time_the_two_likeliest_questions_are_offered() -> None:
    talk = not_understood(Conversation())
    assert talk.status == "fallback"
    assert talk.talk.listed == ["pay_when", "amounts_now"]
    assert units()["pay_when"].question in talk.said


def test_then_the_menu_is_offered_then_a_person() -> None:
    talk = not_understood(not_understood(Conversation()))
    assert "هل أستحق الضمان؟" in talk.buttons
    not_understood(talk)
    assert parameters.figures(TODAY)["contact_number"] in talk.said
    assert talk.status == "fallback"


def test_a_message_that_was_understood_begins_the_count_anew() -> None:
    talk = not_understood(Conversation()).say("كم المبلغ", intent="amounts", told=NOTHING)
    assert units()["pay_when"].question in not_understood(talk).said


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
