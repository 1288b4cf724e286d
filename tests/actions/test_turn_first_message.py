"""The first message: what it says already is taken, and not asked again."""

from __future__ import annotations

import pytest

from actions.replies import Button
from rules import parameters
from tests.actions.conversation import ANSWERS, TODAY, Interview, pension

WIDOW = "انا ارملة وعندي 4 عيال ودخلي 2000 هل استحق؟"


def test_a_plain_request_is_answered_with_the_first_question() -> None:
    interview = Interview()
    assert interview.case.question == "members"
    assert "رقم هوية" in interview.said
    assert interview.household == {"income": []}


def test_the_button_that_begins_an_interview_says_nothing_about_the_case() -> None:
    payload = Button("ابدأ التقدير", "/eligibility_estimate").payload
    interview = Interview(payload, "eligibility_estimate")
    assert interview.case.question == "members"
    assert interview.case.answered == []


def test_the_widow_is_asked_for_none_of_what_she_said() -> None:
    interview = Interview(WIDOW, "eligibility_estimate")
    assert len(interview.case.members) == 4
    assert [entry["monthly"] for entry in interview.case.income] == [2000]
    assert "2,000" in interview.said
    interview.say("راتب").until("confirm", empowerment="ادور وظيفة")
    assert {"members", "earned", "other_income", "income_amount"}.isdisjoint(interview.asked)


def test_the_total_income_of_unsaid_kind_is_asked_for_its_source_before_anything_else() -> None:
    interview = Interview(WIDOW, "eligibility_estimate")
    assert interview.case.question == "income_kind"
    assert interview.incomes == {(None, "applicant"): 2000}


@pytest.mark.parametrize(("answer", "kind"), [("راتب", "salary"), ("ايجار", "rent"), ("تقاعد", "retirement_pension")])
def test_the_source_of_the_total_is_taken_from_words(answer: str, kind: str) -> None:
    interview = Interview(WIDOW, "eligibility_estimate").say(answer)
    assert interview.incomes == {(kind, "applicant"): 2000}
    assert interview.case.question == "nationality"


def test_an_income_of_which_only_the_total_is_known_is_no_known_income_yet() -> None:
    estimate = Interview(WIDOW, "eligibility_estimate").case.estimate(TODAY).as_json()
    assert estimate["counted_income"]["high"] is None
    assert estimate["verdict"] == "depends"


def test_the_widow_ends_with_the_pension_that_the_figures_give() -> None:
    interview = Interview(WIDOW, "eligibility_estimate").say("راتب").until("confirm").press("صحيح، احسب")
    assert interview.case.estimate(TODAY).as_json()["pension"]["low"] == pension(5, salaries=2000)


def test_a_married_man_with_children_has_a_wife_in_the_household() -> None:
    interview = Interview("انا متزوج وعندي 3 عيال", "inform")
    assert interview.relations == ["son", "son", "son", "wife"]


def test_a_married_woman_with_children_has_a_husband_in_the_household() -> None:
    assert Interview("متزوجة وعندي طفلين", "inform").relations == ["husband", "son", "son"]


def test_a_wife_who_is_named_is_not_counted_twice() -> None:
    assert Interview("متزوج وزوجتي وولدين معي", "inform").relations == ["son", "son", "wife"]


def test_everything_that_one_message_says_is_skipped() -> None:
    interview = Interview(
        "راتبي 4000 انا وزوجتي وخمس عيال والبيت ايجار موثق ومطابق للعنوان الوطني وما عندنا شغالة ولا سافرت", "inform"
    )
    interview.until("confirm")
    assert [name for name in interview.asked if name in ANSWERS] == ["other_income", "nationality", "bank", "cars"]
    assert interview.incomes == {("salary", "applicant"): 4000}
    assert len(interview.case.members) == 6


def test_several_facts_in_short_words_are_told_apart() -> None:
    interview = Interview("متزوج واربع اطفال وراتبي 4000 وسيارتي وحدة وسعودي", "inform")
    assert interview.relations == ["son"] * 4 + ["wife"]
    assert interview.incomes == {("salary", "applicant"): 4000}
    assert interview.household["wealth"]["cars"] == 1


def test_what_was_taken_is_said_back() -> None:
    interview = Interview("انا وزوجتي وولدين وراتبي 3500", "inform")
    assert "4 أفراد" in interview.said
    assert "3,500" in interview.said


def test_every_income_that_was_taken_is_said_back() -> None:
    assert "1,000" in Interview("انا وزوجتي وراتبي 1500 وعندي ايجار شقة 1000", "inform").said


def test_every_salary_of_a_first_message_is_counted() -> None:
    interview = Interview("انا وزوجتي وولدين راتب زوجتي 2000 وراتبي 3000", "inform")
    assert interview.incomes == {("salary", "wife"): 2000, ("salary", "applicant"): 3000}


def test_children_without_a_number_are_asked_for() -> None:
    interview = Interview("انا وزوجتي وعيالي", "inform")
    assert interview.case.question == "members"


def test_sisters_and_parents_who_live_together_are_all_counted() -> None:
    interview = Interview("انا وامي وابوي واختي ساكنين مع بعض", "inform")
    assert interview.relations == ["father", "mother", "sister"]


def test_my_four_saudi_sons_are_four() -> None:
    assert Interview("أنا أرملة مصرية ولدي أربعة أبناء سعوديين", "inform").relations == ["son"] * 4


def test_children_of_two_marriages_are_not_dropped_in_silence() -> None:
    interview = Interview("متزوج ثنتين وعندي من الاولى خمسة ومن الثانية ثلاثة", "inform")
    assert len(interview.case.members) == 2 + 5 + 3 or interview.case.question == "members"


def test_an_absurd_first_message_is_refused_in_words_and_changes_nothing() -> None:
    interview = Interview("عندي 60 طفل", "inform")
    assert "60" in interview.said
    assert interview.case.members == []
    assert interview.case.question == "members"


def test_a_decisive_income_is_said_in_the_first_turn() -> None:
    held = parameters.on(TODAY)
    interview = Interview(f"عايش لحالي وراتبي {int(held.minimum(1) / held.earned_share) + 100}", "inform")
    assert interview.case.question == "go_on"
    assert interview.case.said_failures == ["income_below_minimum"]
