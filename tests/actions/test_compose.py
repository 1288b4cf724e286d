"""The one reply: a human word first, then what was recorded, the answer, the next question; short."""

from __future__ import annotations

from decimal import Decimal

import pytest

from arabic import normalise
from arabic.told import IncomeTold, PersonTold, Told
from knowledge import distress
from tests.actions.conversation import TODAY, Conversation
from tests.actions.told import FAMILY, NOTHING, YES, act, facts, family, income, pay, people

HUNGER = "ما عندنا اكل والعيال جوعانين"
DESPAIR = "ابغى اموت"


def blocks(talk: Conversation) -> list[str]:
    """The parts of the last reply, which stand between empty lines."""
    return talk.said.split("\n\n")


# The order of a reply


def test_a_reply_says_what_was_recorded_then_the_answer_then_the_question() -> None:
    told = Told(incomes=pay(4000).incomes, acts=frozenset(["asks"]))
    talk = Conversation().wants_estimate().say("x", told=family())
    talk.say("راتبي 4000 ومتى ينزل؟", intent="payment_date", told=told)
    first, last = blocks(talk)[0], blocks(talk)[-1]
    assert first.startswith("سجّلت")
    assert "4,000" in first
    assert "شيء آخر" in last
    assert talk.status == "answered"
    assert talk.units == ("payment_date",)


def test_an_open_question_stands_again_in_few_words() -> None:
    talk = Conversation().wants_estimate().say("x", told=family())
    question = blocks(talk)[-1]
    talk.say("متى ينزل", intent="payment_date", told=NOTHING)
    assert len(blocks(talk)[-1]) < len(question)
    assert talk.asked == "earned"


def test_a_few_things_are_recorded_in_one_sentence_and_more_in_a_list() -> None:
    few = Conversation(FAMILY).say("x", told=facts(cars=2))
    assert "•" not in few.said
    many = Conversation({}).say("x", told=facts(cars=2, workers=0, nationality="saudi"))
    assert many.said.count("•") == 3


def test_a_button_of_the_open_question_is_not_said_back() -> None:
    assert not Conversation().wants_estimate().press("أعيش وحدي").said.startswith("سجّلت")


def test_a_button_of_an_earlier_question_says_what_it_changed() -> None:
    talk = Conversation(FAMILY).wants_estimate().press_value("cars", "3")
    assert "3 سيارات" in talk.said


@pytest.mark.parametrize(("question", "value"), [("shoes", "3"), ("cars", "many"), ("go_on", "yes"), ("doubt", "yes")])
def test_a_button_that_nothing_is_asked_by_is_answered_in_words(question: str, value: str) -> None:
    talk = Conversation().wants_estimate()
    before = talk.household
    talk.press_value(question, value)
    assert "قديم" in talk.said
    assert talk.asked == "members"
    assert talk.household == before


def test_a_yearly_amount_is_shown_as_it_was_said_and_in_a_month() -> None:
    rent = Told(incomes=(income("rent", 1500, said="18,000 في السنة", period="year"),))
    assert "18,000 في السنة = 1,500 في الشهر" in Conversation(FAMILY).say("x", told=rent).said


def test_a_span_is_shown_as_one() -> None:
    told = Told(incomes=(IncomeTold("business", Decimal(1000), Decimal(4000)),))
    assert "بين 1,000 و4,000" in Conversation(FAMILY).say("x", told=told).said


# Human words


@pytest.mark.parametrize(
    "told",
    [facts(marital="widowed"), Told(persons=(PersonTold("husband", absence="dead"),))],
    ids=["widowed", "a husband who died"],
)
def test_condolence_comes_first_and_once(told: Told) -> None:
    talk = Conversation().say("زوجي توفى", told=told)
    assert talk.said.startswith("أحسن الله عزاءكم")
    assert "عزاءكم" not in talk.say("زوجي توفى", told=told).said


def test_the_begin_of_the_interview_is_explained_once() -> None:
    talk = Conversation().wants_estimate()
    assert "وقف" in talk.said
    assert "أسئلة قصيرة" not in talk.say("x", told=family()).said


# Distress


@pytest.mark.parametrize("asked", [False, True], ids=["outside", "in the interview"])
@pytest.mark.parametrize("text", [HUNGER, DESPAIR])
def test_distress_is_answered_alike_in_and_out_of_the_interview(text: str, asked: bool) -> None:
    talk = Conversation()
    if asked:
        talk.wants_estimate()
    talk.say(text, intent="nlu_fallback", confidence=0.2)
    assert talk.status == "handoff"
    kind = distress.shown(normalise(text))
    assert kind
    assert talk.said == distress.render(kind, TODAY).text
    assert not talk.buttons


@pytest.mark.parametrize("text", ["هاه", "طيب", "تعبت"])
def test_distress_stays_until_the_person_turns_to_something_else(text: str) -> None:
    talk = Conversation().say(DESPAIR, intent="nlu_fallback", told=NOTHING)
    talk.say(text, intent="nlu_fallback", confidence=0.2, told=NOTHING)
    assert talk.status == "handoff"
    assert talk.said.startswith("لست وحدك")
    assert "هل أستحق الضمان؟" not in talk.buttons


@pytest.mark.parametrize(
    ("intent", "told"),
    [("payment_date", NOTHING), ("thanks", NOTHING), ("inform", pay(3000)), ("eligibility_estimate", NOTHING)],
)
def test_a_question_a_fact_thanks_or_the_estimate_ends_it(intent: str, told: Told) -> None:
    talk = Conversation().say(DESPAIR, intent="nlu_fallback", told=NOTHING).say("x", intent=intent, told=told)
    assert talk.status != "handoff"


def test_an_answer_to_our_own_question_is_no_distress() -> None:
    talk = Conversation().wants_estimate().say("أعيش وحدي", intent="distress", told=Told(alone=True))
    assert talk.asked == "earned"
    talk.say("ابيع اكل من البيت", intent="distress", told=Told(incomes=(income("business", 800),)))
    assert talk.incomes


def test_facts_beside_distress_are_kept() -> None:
    talk = Conversation().wants_estimate().say("x", told=family()).say(f"راتبي 1000 و{DESPAIR}", told=pay(1000))
    assert talk.status == "handoff"
    assert talk.incomes == {("salary", "applicant"): 1000}


# Courtesies and the menu


def test_a_greeting_shows_the_menu() -> None:
    talk = Conversation().say("السلام عليكم", intent="greet", told=NOTHING)
    assert "هل أستحق الضمان؟" in talk.buttons
    assert talk.status == "answered"


@pytest.mark.parametrize("intent", ["greet", "thanks", "bot_challenge"])
def test_a_courtesy_in_the_interview_is_returned_and_the_question_stands_again(intent: str) -> None:
    talk = Conversation().wants_estimate().say("x", intent=intent, told=NOTHING)
    assert len(blocks(talk)) == 2
    assert talk.asked == "members"


@pytest.mark.parametrize("intent", ["affirm", "deny", "dont_know", "skip", "help_menu"])
def test_what_answers_nothing_gets_the_menu(intent: str) -> None:
    talk = Conversation().say("x", intent=intent, told=YES if intent == "affirm" else NOTHING)
    assert talk.status == "clarification"
    assert "هل أستحق الضمان؟" in talk.buttons


def test_a_person_is_named_to_whoever_wants_one_and_the_question_stays() -> None:
    talk = Conversation().wants_estimate().say("ابي موظف", intent="human_handoff", told=NOTHING)
    assert talk.status == "handoff"
    assert talk.asked == "members"


def test_why_in_the_interview_gives_the_questions_reason() -> None:
    talk = Conversation().wants_estimate().press("لماذا تسأل؟")
    assert "الحد الأدنى للمعاش" in talk.said
    assert talk.status == "answered"
    assert talk.asked == "members"


def test_stopping_outside_the_interview_says_so_in_a_word() -> None:
    assert "توقفت" not in Conversation().say("وقف", told=act("stop")).said


# What if


def test_a_supposition_is_said_back_before_its_number_and_kept_nowhere() -> None:
    talk = Conversation(FAMILY, interview=True).press("صحيح، احسب")
    before = talk.case.to_slot()
    talk.say("ولو توظفت زوجتي بالفين", intent="what_if", told=pay(2000, "wife", acts=frozenset(["supposes"])))
    assert talk.said.index("2,000") < talk.said.index("المعاش")
    assert "محفوظ" in talk.said
    assert talk.status == "estimate"
    assert talk.case.to_slot() == before


def test_a_supposition_in_the_interview_is_answered_and_the_question_stands_again() -> None:
    talk = Conversation(FAMILY, interview=True)
    talk.say("ولو توظفت زوجتي بالفين", intent="what_if", told=pay(2000, "wife", acts=frozenset(["supposes"])))
    assert "لو صار هذا" in talk.said
    assert talk.asked == "confirm"
    assert ("salary", "wife") not in talk.incomes


def test_a_supposition_that_cannot_be_read_is_asked() -> None:
    talk = Conversation(FAMILY, interview=True).say("ولو صرت غني", intent="what_if", told=act("supposes"))
    assert "ما الذي يتغير" in talk.said
    assert talk.status == "clarification"


def test_suppositions_do_not_add_up() -> None:
    talk = Conversation(FAMILY, interview=True)
    supposing = frozenset(["supposes"])
    talk.say("لو توظفت زوجتي", intent="what_if", told=pay(2000, "wife", acts=supposing))
    born = Told(persons=(PersonTold("child", change="joins"),), acts=supposing)
    talk.say("لو جانا مولود", intent="what_if", told=born)
    assert "راتب (الزوجة)" not in talk.said


def test_somebody_named_in_passing_changes_nobody() -> None:
    talk = Conversation(FAMILY)
    talk.say("بيت ابوي", told=Told(persons=(PersonTold("father", passing=True),)))
    assert "father" not in talk.relations
    assert people("father").persons
