"""A turn of the interview: don't know, why, digressions, stopping, what cannot be read, failures said at once."""

from __future__ import annotations

import pytest

from actions.questions import questions
from actions.turn import is_question
from rules import parameters
from tests.actions.conversation import TODAY, Interview, too_much

# Every question with the way to it.
REACHED = {
    "members": {},
    "earned": {},
    "income_kind": {"earned": "دخلي 2000"},
    "income_amount": {"earned": "ايه"},
    "other_income": {},
    "nationality": {},
    "exception": {"nationality": "لا"},
    "age": {"members": "عايش لحالي", "earned": "راتبي 1000"},
    "student": {"members": "عايش لحالي", "earned": "راتبي 1000", "age": "20"},
    "home": {},
    "address": {},
    "bank": {},
    "cars": {},
    "workers": {},
    "workers_for_disability": {"workers": "9"},
    "abroad": {},
    "empowerment": {"earned": "لا راتب"},
}
UNREADABLE = "قبل امس الجو حلو"

every_question = pytest.mark.parametrize("name", list(questions()))


def at(name: str) -> Interview:
    """An interview in which `name` was just asked."""
    if name == "old_system":
        too_high = f"راتبي {too_much(5)}"
        return Interview().until("go_on", earned=too_high).press("انتقلت من النظام القديم")
    return Interview().until(name, **REACHED[name])


@every_question
def test_i_dont_know_is_an_answer_to_every_question(name: str) -> None:
    interview = at(name)
    interview.say("لا أعرف", intent="dont_know")
    assert "لا بأس" in interview.said
    assert interview.case.question != name
    assert interview.case.misunderstood == 0


@every_question
def test_i_dont_know_is_understood_without_its_intent(name: str) -> None:
    interview = at(name).say("ما ادري والله", intent="nlu_fallback", confidence=0.3)
    assert interview.case.question != name


@every_question
def test_the_button_for_i_dont_know_works_at_every_question(name: str) -> None:
    assert at(name).press("لا أعرف").case.question != name


@every_question
def test_what_is_not_known_is_not_asked_again(name: str) -> None:
    interview = at(name).press("لا أعرف")
    for _ in range(25):
        if interview.case.question in ("confirm", "go_on"):
            break
        interview.press("لا أعرف")
        assert interview.case.question != name
    interview.case.estimate(TODAY)


@every_question
def test_what_is_not_known_never_makes_a_yes_or_a_no(name: str) -> None:
    interview = at(name)
    before = {check.rule: check.outcome for check in interview.case.estimate(TODAY).checks}
    interview.press("لا أعرف")
    after = {check.rule: check.outcome for check in interview.case.estimate(TODAY).checks}
    assert {rule for rule in after if before[rule] == "unknown" and after[rule] != "unknown"} == set()


@every_question
def test_why_do_you_ask_is_answered_and_the_question_asked_again(name: str) -> None:
    interview = at(name)
    question = interview.turn.replies[-1].text
    household = dict(interview.household)
    interview.say("لماذا تسأل؟", intent="ask_why")
    assert interview.turn.status == "answered"
    assert questions()[name].why.split("{")[0] in interview.turn.replies[0].text
    assert interview.turn.replies[-1].text == question
    assert interview.case.question == name
    assert interview.household == household


@every_question
def test_a_topic_in_the_middle_is_answered_and_the_same_question_asked_again(name: str) -> None:
    interview = at(name)
    question = interview.turn.replies[-1].text
    interview.say("وش يعني دخل غير مكتسب؟", intent="income_types")
    assert interview.turn.status == "answered"
    assert "غير المكتسب" in interview.turn.replies[0].text
    assert interview.turn.replies[-1].text == question
    assert interview.case.question == name


@every_question
def test_the_second_answer_that_is_not_understood_gets_an_example_and_a_way_past(name: str) -> None:
    interview = at(name).say(UNREADABLE, intent="nlu_fallback", confidence=0.3)
    assert interview.turn.status == "clarification"
    assert "تخطَّ السؤال" not in interview.buttons
    assert interview.case.question == name
    interview.say(UNREADABLE, intent="nlu_fallback", confidence=0.3)
    assert questions()[name].example in interview.said
    interview.press("تخطَّ السؤال")
    assert interview.case.question != name


@every_question
def test_what_cannot_be_read_changes_nothing_known(name: str) -> None:
    interview = at(name)
    household, answered = interview.case.as_household(), list(interview.case.answered)
    interview.say(UNREADABLE, intent="nlu_fallback", confidence=0.3)
    assert interview.case.as_household() == household
    assert interview.case.answered == answered


@every_question
def test_stopping_ends_the_interview_at_every_question_and_keeps_what_is_known(name: str) -> None:
    interview = at(name)
    household = dict(interview.household)
    interview.say("وقف", intent="stop_cancel")
    assert interview.case.outcome == "stopped"
    assert interview.turn.replies == []
    assert interview.household == household


def test_starting_over_forgets_the_case_and_asks_the_first_question() -> None:
    interview = Interview().until("cars").say("من جديد", intent="start_over")
    assert interview.case.question == "members"
    assert interview.case.members == []
    assert interview.case.answered == []


def test_a_person_is_named_to_whoever_wants_one_and_the_question_stays() -> None:
    interview = Interview().until("cars").say("ابي اكلم موظف", intent="human_handoff")
    assert interview.turn.status == "handoff"
    assert parameters.figures(TODAY)["contact_number"] in interview.said
    assert interview.case.question == "cars"


@pytest.mark.parametrize(
    ("text", "intent"), [("السلام عليكم", "greet"), ("شكرا لك", "thanks"), ("انت روبوت؟", "bot_challenge")]
)
def test_a_courtesy_is_returned_and_the_question_asked_again(text: str, intent: str) -> None:
    interview = Interview().until("cars").say(text, intent=intent)
    assert len(interview.turn.replies) == 2
    assert interview.turn.status == "interview"
    assert interview.case.question == "cars"


def test_a_question_for_another_body_is_sent_there_and_the_interview_goes_on() -> None:
    interview = Interview().until("cars").say("كم راتب حساب المواطن للمرأة؟", intent="out_of_scope")
    assert interview.turn.status == "out_of_scope"
    assert interview.case.question == "cars"


def test_am_i_entitled_in_the_middle_is_no_misunderstanding() -> None:
    interview = Interview().until("cars").say("طيب هل استحق؟", intent="eligibility_estimate")
    assert interview.turn.status == "interview"
    assert interview.case.question == "cars"


def test_a_supposition_in_the_middle_is_put_off_until_the_result() -> None:
    interview = Interview().until("cars").say("ولو صار راتب زوجتي 2000؟", intent="what_if")
    assert interview.case.question == "cars"
    assert ("salary", "wife") not in interview.incomes


def test_an_uncertain_topic_is_taken_for_an_answer_that_was_not_understood() -> None:
    interview = Interview().until("cars").say("وش السالفه", intent="payment_date", confidence=0.3)
    assert interview.turn.status == "clarification"


@pytest.mark.parametrize("text", ["وش يعني مكتسب", "متى ينزل", "هل احسب زوجتي", "3000؟"])
def test_a_question_is_known_by_its_words_or_its_mark(text: str) -> None:
    assert is_question(text)


@pytest.mark.parametrize("text", ["راتبي 3000", "زوجتي وولدين", ""])
def test_a_statement_is_no_question(text: str) -> None:
    assert not is_question(text)


@pytest.mark.parametrize("text", ["بين 3000 و 4000", "3-4 آلاف", "اكثر من 5000"])
def test_a_range_is_asked_to_be_one_number(text: str) -> None:
    interview = Interview().until("earned").say(text)
    assert interview.turn.status == "clarification"
    assert "رقمًا واحدًا" in interview.said
    assert interview.case.question == "earned"
    assert interview.case.income == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("members", "عندي 60 طفل"),
        ("earned", "9999999"),
        ("earned", "راتبي 9,999,999"),
        ("earned", "راتبي -3000"),
        ("earned", "-500"),
        ("other_income", "ايجار 9999999"),
        ("cars", "900"),
        ("cars", "-1"),
        ("workers", "500"),
        ("abroad", "900 يوم"),
        ("age", "300"),
    ],
)
def test_a_negative_or_absurd_number_is_refused_and_changes_nothing(name: str, text: str) -> None:
    interview = at(name)
    household, answered = interview.case.as_household(), list(interview.case.answered)
    interview.say(text)
    assert interview.turn.status == "clarification"
    assert "الرقم" in interview.turn.replies[0].text
    assert interview.case.question == name
    assert interview.case.as_household() == household
    assert interview.case.answered == answered


def test_a_decisive_failure_is_said_at_once_with_the_choice_to_go_on() -> None:
    interview = Interview().until("earned").say(f"راتبي {too_much(5)}")
    assert interview.case.question == "go_on"
    assert parameters.figures(TODAY)["minimum_for_5"] in interview.said
    assert {"أكمل الأسئلة", "يكفي، أرني النتيجة"} <= set(interview.buttons)


def test_a_decisive_failure_is_said_once() -> None:
    interview = Interview().until("go_on", earned=f"راتبي {too_much(5)}").press("أكمل الأسئلة")
    assert interview.case.question == "other_income"
    interview.until("confirm")
    assert interview.asked.count("go_on") == 1


def test_each_decisive_failure_is_said() -> None:
    interview = Interview().until("go_on", earned=f"راتبي {too_much(5)}").press("أكمل الأسئلة")
    interview.until("cars").say(str(parameters.on(TODAY).cars_family_limit + 1))
    assert interview.case.question == "go_on"
    assert "سيارات" in interview.said


@pytest.mark.parametrize("no", ["لا", "يكفي", "لا خلاص"])
def test_whoever_has_enough_after_a_failure_gets_the_result(no: str) -> None:
    interview = Interview().until("go_on", earned=f"راتبي {too_much(5)}").say(no, intent="deny")
    assert interview.case.outcome == "estimate"
    assert interview.case.estimate(TODAY).as_json()["verdict"] == "likely_not_eligible"


def test_whoever_stops_after_a_failure_gets_the_result() -> None:
    interview = Interview().until("go_on", earned=f"راتبي {too_much(5)}").say("وقف", intent="stop_cancel")
    assert interview.case.outcome == "estimate"


def test_whoever_moved_over_from_the_old_system_may_say_so_after_the_income_failed() -> None:
    interview = at("old_system").press("كبير سن بلا دخل")
    assert interview.household["applicant"]["from_old_system"] == "elderly_without_income"
    outcomes = {check.rule: check.outcome for check in interview.case.estimate(TODAY).checks}
    assert outcomes["income_below_minimum"] == "pass"


def test_an_answer_instead_of_the_choice_is_taken() -> None:
    interview = Interview().until("go_on", earned=f"راتبي {too_much(5)}").say("سيارتين وشغالة")
    assert interview.household["wealth"] == {"cars": 2, "domestic_workers": 1}
    assert interview.case.question != "go_on"


def test_a_failure_that_a_correction_takes_back_is_no_failure() -> None:
    interview = Interview().until("go_on", earned=f"راتبي {too_much(5)}").say("غلطت الراتب 2000", intent="correction")
    assert interview.case.question == "other_income"


def test_what_was_not_understood_is_forgotten_after_an_answer() -> None:
    interview = Interview().until("cars").say(UNREADABLE, intent="nlu_fallback").say("وحدة")
    assert interview.case.misunderstood == 0


@pytest.mark.parametrize("text", ["", " ", "😀😀", "a" * 10_000, "<b>hi</b>", "'; DROP TABLE x;--", "‮‏", "привет"])
def test_bad_input_is_answered_and_loses_nothing(text: str) -> None:
    interview = Interview().until("cars")
    household = interview.case.as_household()
    interview.say(text, intent="nlu_fallback", confidence=0.2)
    assert "كم سيارة" in interview.said
    assert interview.case.as_household() == household


@pytest.mark.parametrize(
    ("asked", "text", "intent"),
    [
        ("other_income", "لا خلاص", "stop_cancel"),
        ("other_income", "بس كذا", "stop_cancel"),
        ("other_income", "كفاية", "stop_cancel"),
        ("home", "بيت وقف", "stop_cancel"),
        ("earned", "خلاص طلعت من الشغل", "stop_cancel"),
    ],
)
def test_an_answer_that_sounds_like_stopping_is_an_answer(asked: str, text: str, intent: str) -> None:
    """The intents are those that the trained model gives these answers, with 0.5 and more."""
    interview = Interview().until(asked).say(text, intent=intent)
    assert interview.case.outcome is None


def test_nothing_but_the_salary_keeps_the_salary_even_where_it_is_understood_as_a_correction() -> None:
    interview = Interview().until("other_income").say("لا بس الراتب", intent="correction")
    assert interview.incomes == {("salary", "applicant"): 4000}
