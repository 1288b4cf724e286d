"""Corrections: the field that is meant changes, and no other; then the interview goes on where it was."""

from __future__ import annotations

import pytest

from actions.corrections import corrected, named_question
from tests.actions.conversation import Interview


def with_salary(question: str = "other_income", **answers: str) -> Interview:
    """A family that told a salary of 4,000, and is now asked `question`."""
    return Interview().until(question, **answers)


@pytest.mark.parametrize("asked", ["other_income", "nationality", "home", "cars", "abroad", "confirm"])
def test_a_correction_by_name_changes_its_field_whatever_is_asked(asked: str) -> None:
    interview = with_salary(asked).say("لا غلطت، الراتب 3200", intent="correction")
    assert interview.incomes == {("salary", "applicant"): 3200}
    assert interview.case.question == asked
    assert "عدّلت" in interview.said
    assert "3,200" in interview.said


@pytest.mark.parametrize("asked", ["nationality", "home", "address", "bank", "cars", "workers", "abroad", "confirm"])
@pytest.mark.parametrize("text", ["لا غلطت عيالي اربعة", "لا، عندي اربع عيال"])
def test_the_no_that_begins_a_correction_answers_no_question(asked: str, text: str) -> None:
    interview = with_salary(asked)
    before = interview.case.as_household()
    interview.say(text, intent="correction")
    after = interview.case.as_household()
    assert interview.relations.count("son") == 4
    changed = {key for key in after if after[key] != before.get(key)}
    assert changed == {"members"}
    assert interview.case.question == asked


def test_the_no_that_begins_another_fact_changes_only_that_fact() -> None:
    interview = with_salary("home").say("لا غلطت عندي سيارتين", intent="correction")
    assert interview.household["wealth"] == {"cars": 2}
    assert interview.household["applicant"]["nationality"] == "saudi"


@pytest.mark.parametrize("text", ["لا غلطت 4200", "لا، 4200", "قصدي 4200", "غلط، اربعة الاف ومئتين"])
def test_a_bare_number_corrects_the_last_answer(text: str) -> None:
    interview = with_salary().say(text, intent="correction")
    assert interview.incomes == {("salary", "applicant"): 4200}
    assert interview.case.question == "other_income"


def test_a_number_at_a_question_for_yes_or_no_is_no_no() -> None:
    interview = with_salary("nationality").say("لا 4200")
    assert "nationality" not in interview.household["applicant"]


def test_a_bare_number_corrects_a_count() -> None:
    interview = with_salary("workers").say("لا غلطت سيارتين", intent="correction")
    assert interview.household["wealth"]["cars"] == 2
    assert interview.case.question == "workers"


@pytest.mark.parametrize("text", ["قصدي خمس عيال مو اربعه", "قصدي خمس عيال وليس اربعه", "مو اربعه خمس عيال قصدي"])
@pytest.mark.parametrize("asked", ["earned", "nationality"])
def test_what_a_correction_takes_back_is_not_read(text: str, asked: str) -> None:
    interview = Interview().until(asked, members="زوجتي واربع عيال").say(text, intent="correction")
    assert interview.relations == ["son"] * 5 + ["wife"]
    assert interview.case.question == asked


def test_a_correction_that_names_a_field_without_a_value_asks_for_it() -> None:
    interview = with_salary("home").say("غلطت بالراتب", intent="correction")
    assert interview.case.question == "earned"
    interview.say("3800")
    assert interview.incomes == {("salary", "applicant"): 3800}
    assert interview.case.question == "home"


def test_a_correction_without_a_name_asks_for_the_last_answer_again() -> None:
    interview = with_salary("nationality").say("غلطت", intent="correction")
    assert interview.case.question == "other_income"


def test_a_correction_of_one_person_leaves_the_other_alone() -> None:
    interview = with_salary("nationality", earned="راتبي 3000 وراتب زوجتي 2000")
    assert interview.incomes == {("salary", "applicant"): 3000, ("salary", "wife"): 2000}
    interview.say("لا غلطت راتب زوجتي 2500", intent="correction")
    assert interview.incomes == {("salary", "applicant"): 3000, ("salary", "wife"): 2500}


def test_the_salary_of_the_only_earner_is_corrected_by_its_name_alone() -> None:
    interview = with_salary("nationality", earned="راتب زوجتي 2000")
    interview.say("غلطت، الراتب 2500", intent="correction")
    assert interview.incomes == {("salary", "wife"): 2500}


@pytest.mark.parametrize("text", ["غير الراتب ما فيه شي", "لا غير كذا ما فيه", "ما فيه شي غير الراتب"])
def test_nothing_but_is_no_correction(text: str) -> None:
    interview = with_salary().say(text)
    assert interview.incomes == {("salary", "applicant"): 4000}
    assert interview.case.question == "nationality"


def test_not_matching_is_an_answer_and_no_correction() -> None:
    interview = with_salary("address").say("غير مطابق")
    assert interview.household["housing"] == {"proof": "lease", "matches_national_address": False}


def test_not_saudi_is_an_answer_and_no_correction() -> None:
    interview = with_salary("nationality").say("غير سعودي")
    assert interview.household["applicant"]["nationality"] == "other"
    assert "سجّلت" in interview.said


def test_a_correction_at_the_sum_up_is_taken_and_summed_up_again() -> None:
    interview = with_salary("confirm").say("لا الراتب 3200", intent="correction")
    assert interview.incomes == {("salary", "applicant"): 3200}
    assert interview.case.question == "confirm"
    assert "هل هو صحيح" in interview.said


def test_whoever_changes_the_household_to_alone_is_asked_for_the_age() -> None:
    interview = with_salary("confirm", earned="راتبي 1000").say("غلطت انا عايش لحالي", intent="correction")
    assert interview.household["members"] == []
    assert interview.case.question == "age"


def test_a_wife_who_left_is_no_member_any_more() -> None:
    interview = with_salary("home").say("طلقت زوجتي الشهر الماضي", intent="correction")
    assert interview.relations == ["daughter"] * 3


@pytest.mark.parametrize(
    ("text", "left"), [("قصدي خمس عيال مو اربعه", "قصدي خمس عيال"), ("3200 بدل 4200", "3200"), ("3200", "3200")]
)
def test_what_is_taken_back_is_left_out(text: str, left: str) -> None:
    assert corrected(text).split() == left.split()


@pytest.mark.parametrize(
    ("text", "name"),
    [("غلطت بالراتب", "earned"), ("عدل السيارات", "cars"), ("غيرت العنوان", "address"), ("غلطت بكل شي", None)],
)
def test_the_field_that_a_correction_names_is_found(text: str, name: str | None) -> None:
    assert named_question(corrected(text)) == name
