"""Quick replies: those of the question asked, and those of earlier ones that are still on the screen."""

from __future__ import annotations

import pytest

from actions.questions import ORDER, questions
from actions.summary import LINES
from tests.actions.conversation import Interview, too_much


@pytest.mark.parametrize(
    ("question", "value", "part", "key", "expected"),
    [
        ("cars", "3", "wealth", "cars", 3),
        ("workers", "0", "wealth", "domestic_workers", 0),
        ("bank", "no", "wealth", "bank_above_limit", False),
        ("home", "deed", "housing", "proof", "deed"),
        ("abroad", "30", "applicant", "days_abroad_last_year", 30),
        ("nationality", "saudi", "applicant", "nationality", "saudi"),
    ],
)
@pytest.mark.parametrize("asked", ["other_income", "confirm"])
def test_the_button_of_another_question_changes_that_field_and_no_other(
    question: str, value: str, part: str, key: str, expected: object, asked: str
) -> None:
    interview = Interview().until(asked)
    before = interview.case.as_household()
    interview.press_earlier(question, value)
    after = interview.case.as_household()
    assert after[part][key] == expected
    before.setdefault(part, {})[key] = expected
    after.setdefault(part, {})
    assert {name: after[name] for name in ("members", part)} == {name: before[name] for name in ("members", part)}
    assert interview.case.question == asked


def test_the_button_of_an_earlier_question_says_what_it_changed() -> None:
    interview = Interview().until("abroad").press_earlier("cars", "3")
    assert "3 سيارات" in interview.said
    assert interview.case.question == "abroad"


def test_a_button_that_no_question_has_is_answered_in_words() -> None:
    interview = Interview().until("abroad").press_earlier("shoes", "3")
    assert "قديم" in interview.said
    assert interview.case.question == "abroad"


def test_alone_and_its_button_are_the_same() -> None:
    pressed, typed = Interview().press("أعيش وحدي"), Interview().say("عايش لحالي")
    assert pressed.household == typed.household
    assert pressed.case.question == typed.case.question == "earned"


def test_the_button_for_no_pay_leaves_no_earned_income() -> None:
    interview = Interview().until("earned").press("لا راتب ولا عمل")
    assert interview.case.income == []
    assert interview.case.question == "other_income"


def test_the_button_for_an_income_asks_for_its_amount_and_then_for_more() -> None:
    interview = Interview().until("other_income").press("إيجار")
    assert interview.case.question == "income_amount"
    assert "الإيجار" in interview.said
    interview.say("1000")
    assert interview.case.question == "other_income"
    interview.press("نفقة").say("ألف ونص")
    assert interview.incomes == {
        ("salary", "applicant"): 4000,
        ("rent", "applicant"): 1000,
        ("alimony", "applicant"): 1500,
    }


def test_nothing_else_keeps_the_incomes_that_were_told_before() -> None:
    interview = Interview("متقاعد معي زوجة وثلاث بنات والمعاش 1400", "inform").until("other_income", earned="لا")
    interview.press("لا شيء آخر")
    assert interview.incomes == {("retirement_pension", "applicant"): 1400}


def test_nothing_else_after_a_button_of_an_income_keeps_it() -> None:
    interview = Interview().until("other_income").press("إيجار").say("1000").press("لا شيء آخر")
    assert interview.incomes[("rent", "applicant")] == 1000


def test_a_home_that_was_an_institution_before_is_asked_for_its_address() -> None:
    interview = Interview().until("home").press("سجن").press("أكمل الأسئلة")
    interview.press_earlier("home", "lease")
    assert interview.case.question == "address"


def test_i_dont_know_takes_back_what_was_known() -> None:
    interview = Interview().until("confirm").press("أعدّل شيئًا").press("السيارات").press("لا أعرف")
    assert interview.household["wealth"].get("cars") is None
    assert interview.case.question == "confirm"


def test_the_sum_up_lists_everything_that_was_answered() -> None:
    interview = Interview().until("confirm")
    for name in set(interview.asked) & set(LINES):
        assert f"{questions()[name or ''].title}: " in interview.said
    assert "5 أفراد" in interview.said
    assert "4,000" in interview.said


CHANGES = {
    "members": ("زوجتي وولد", "3 أفراد"),
    "earned": ("راتبي 3500", "3,500"),
    "other_income": ("ايجار 500", "الإيجار 500"),
    "nationality": ("غير سعودي", "غير سعودية"),
    "home": ("بيت ملك وعندي صك", "صك ملكية"),
    "address": ("لا", "العنوان الوطني: لا"),
    "bank": ("20 الف", "20,000"),
    "cars": ("سيارتين", "سيارتان"),
    "workers": ("شغالة", "عامل واحد"),
    "abroad": ("20 يوم", "20 يومًا"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_everything_that_was_summed_up_can_be_changed(name: str) -> None:
    answer, shown = CHANGES[name]
    interview = Interview().until("confirm").press("أعدّل شيئًا").press(questions()[name].title)
    assert interview.case.question == name
    interview.say(answer)
    if interview.case.question == "go_on":
        interview.press("أكمل الأسئلة")
    if interview.case.question == "exception":
        interview.press("زوجة سعودي")
    assert interview.case.question == "confirm"
    assert shown in interview.said


def test_every_question_that_was_asked_can_be_chosen_for_a_change() -> None:
    interview = Interview().until("confirm").press("أعدّل شيئًا")
    asked = [questions()[name].title for name in ORDER if name in interview.asked]
    assert set(asked) <= set(interview.buttons)


def test_a_change_may_be_typed_instead_of_chosen() -> None:
    interview = Interview().until("confirm").press("أعدّل شيئًا").say("السيارات ثلاث")
    assert interview.household["wealth"]["cars"] == 3
    assert interview.case.question == "confirm"


@pytest.mark.parametrize(("text", "intent"), [("ايه صح", "affirm"), ("نعم", "affirm"), ("تمام", "inform")])
def test_a_yes_to_the_sum_up_makes_the_estimate(text: str, intent: str) -> None:
    interview = Interview().until("confirm").say(text, intent=intent)
    assert interview.case.outcome == "estimate"
    assert interview.case.question is None


@pytest.mark.parametrize(("text", "intent"), [("لا", "deny"), ("مو صحيح", "deny"), ("غلط", "correction")])
def test_a_no_to_the_sum_up_offers_changes(text: str, intent: str) -> None:
    assert Interview().until("confirm").say(text, intent=intent).case.question == "change"


def test_whoever_wants_no_change_after_all_can_say_so() -> None:
    interview = Interview().until("confirm").press("أعدّل شيئًا").say("لا خلاص كله صحيح", intent="affirm")
    assert interview.case.question in ("confirm", None)


def test_the_button_to_go_on_and_the_button_for_the_result_do_what_they_say() -> None:
    failed = f"راتبي {too_much(5)}"
    assert Interview().until("go_on", earned=failed).press("أكمل الأسئلة").case.question == "other_income"
    assert Interview().until("go_on", earned=failed).press("يكفي، أرني النتيجة").case.outcome == "estimate"


def test_an_old_button_to_go_on_changes_nothing_later() -> None:
    interview = Interview().until("go_on", earned=f"راتبي {too_much(5)}").press("أكمل الأسئلة").until("cars")
    before = interview.case.as_household()
    interview.press_earlier("go_on", "yes")
    assert interview.case.as_household() == before
    assert interview.case.question == "cars"
