"""Taking facts into a case: who lives there, what comes in and whose it is."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest

from actions import facts
from actions.case import Case
from actions.questions import KIND_NAMES, RELATION_NAMES
from actions.reading import take_text
from rules import household, parameters
from tests.actions.conversation import TODAY, Interview, pension, too_much


def family(*more: str) -> Interview:
    """A family of a wife and three daughters that was told, and further answers."""
    return Interview().until("earned").say(*more)


@pytest.mark.parametrize(
    ("answer", "relations"),
    [
        ("زوجتي وخمس عيال", ["son"] * 5 + ["wife"]),
        ("أنا وامي واختي", ["mother", "sister"]),
        ("انا و امي و ابوي و اختي", ["father", "mother", "sister"]),
        ("زوجتين و 9 عيال", ["son"] * 9 + ["wife", "wife"]),
        ("احنا ستة", ["other"] * 5),
        ("ستة", ["other"] * 6),
        ("ولدين وبنت", ["daughter", "son", "son"]),
    ],
)
def test_the_household_is_read_from_words(answer: str, relations: list[str]) -> None:
    interview = Interview().say(answer)
    assert interview.relations == relations
    assert interview.household["applicant"]["kind"] == "family_head"


@pytest.mark.parametrize("answer", ["عايش لحالي", "ما معي احد", "أنا فقط", "لا", "ولا احد"])
def test_whoever_lives_alone_is_independent(answer: str) -> None:
    interview = Interview().say(answer)
    assert interview.household["members"] == []
    assert interview.household["applicant"]["kind"] == "independent"


def test_a_member_whose_income_is_told_takes_no_other_member_out() -> None:
    interview = Interview().say("زوجتي وولدي وبنتي", "راتبي 3000 وولدي راتبه 2000")
    assert interview.relations == ["daughter", "son", "wife"]
    assert interview.incomes == {("salary", "applicant"): 3000, ("salary", "son"): 2000}


def test_the_income_of_one_son_leaves_his_brothers_in_the_household() -> None:
    interview = Interview().say("عندي ولدين وبنتين", "ولدي راتبه 2500")
    assert interview.relations == ["daughter", "daughter", "son", "son"]


def test_the_salaries_of_two_sons_are_both_counted() -> None:
    interview = Interview().say("زوجتي وولدين كبار", "ولدي الكبير راتبه 1500 وولدي الثاني راتبه 1000")
    assert interview.relations == ["son", "son", "wife"]
    assert sorted(entry["monthly"] for entry in interview.case.income) == [1000, 1500]


def test_two_rents_are_both_counted() -> None:
    interview = family("لا", "عندي ايجار شقة 1000 وايجار محل 500")
    assert sum(entry["monthly"] for entry in interview.case.income) == 1500


@pytest.mark.parametrize(
    "answers",
    [
        ("راتب زوجتي 2000 وراتبي 3000",),
        ("راتبي 3000 وراتب زوجتي 2000",),
        ("راتب زوجتي 2000", "راتبي 3000"),
        ("راتبي 3000", "راتب زوجتي 2000"),
    ],
)
def test_the_order_in_which_two_salaries_are_told_changes_nothing(answers: tuple[str, ...]) -> None:
    interview = family(*answers)
    assert interview.incomes == {("salary", "applicant"): 3000, ("salary", "wife"): 2000}


@pytest.mark.parametrize(
    ("text", "kind", "whose"),
    [
        ("راتب زوجتي 1500", "salary", "wife"),
        ("امي تاخذ تقاعد 1500", "retirement_pension", "mother"),
        ("ابوي متقاعد ياخذ 1500", "retirement_pension", "father"),
        ("ولدي راتبه 1500", "salary", "son"),
        ("ما عندي راتب لكن زوجتي تشتغل ب 1500", "salary", "wife"),
    ],
)
def test_the_income_of_another_person_is_theirs(text: str, kind: str, whose: str) -> None:
    interview = Interview().say("زوجتي وامي وابوي وولدي وخمس بنات", text)
    assert interview.incomes == {(kind, whose): 1500}
    assert interview.household.get("empowerment") is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("تقاعد 900", "retirement_pension"),
        ("ايجار شقة 900", "rent"),
        ("نفقة 900", "alimony"),
        ("حساب المواطن 900", "citizen_account"),
        ("حافز 900", "job_search_support"),
        ("مكافأة الجامعة 900", "student_stipend"),
        ("دعم ريف 900", "rural_support"),
        ("تأهيل شامل 900", "disability_support"),
    ],
)
def test_the_kinds_of_other_income_are_told_apart(text: str, kind: str) -> None:
    assert family("لا", text).incomes == {(kind, "applicant"): 900}


@pytest.mark.parametrize("text", ["0", "صفر", "لا", "ما عندنا دخل", "لا يوجد", "راتبي 0"])
def test_no_pay_is_no_income(text: str) -> None:
    interview = family(text)
    assert interview.case.income == []
    assert interview.case.question == "other_income"


@pytest.mark.parametrize("question", ["other_income", "home"])
def test_no_other_income_leaves_what_was_told_as_it_is(question: str) -> None:
    interview = Interview().until("earned").say("راتبي 2500").until(question).say("ما عندي دخل ثاني")
    assert [(entry["kind"], entry["monthly"]) for entry in interview.case.income] == [("salary", 2500)]
    assert "other_income" in interview.case.answered


def test_an_income_of_zero_takes_out_the_one_that_was_told() -> None:
    interview = family("راتبي 3000").say("غلطت راتبي 0", intent="correction")
    assert interview.case.income == []


def test_an_income_without_an_amount_is_asked_for_it() -> None:
    interview = family("راتبي")
    assert interview.case.question == "income_amount"
    assert interview.say("ثلاثة الاف وميتين").incomes == {("salary", "applicant"): 3200}


def test_an_amount_without_a_kind_is_asked_for_it() -> None:
    interview = family("لا", "1000")
    assert interview.case.question == "income_kind"
    assert interview.say("ايجار").incomes == {("rent", "applicant"): 1000}


def test_an_income_that_varies_is_asked_for_one_number() -> None:
    interview = family("دخلي متغير مرات الف ومرات ثلاثة الاف")
    assert interview.incomes == {(None, "applicant"): None}
    assert interview.case.question == "income_amount"
    assert interview.say("تقريبا 2000").case.question == "income_kind"


def test_the_pension_of_the_father_leaves_the_question_for_pay_open() -> None:
    interview = Interview().say("انا وامي وابوي وخمس اخوان", "ابوي متقاعد ياخذ 1500")
    assert "earned" not in interview.case.answered


def test_an_income_that_two_people_have_makes_the_pension_that_the_figures_give() -> None:
    interview = family("راتبي 2000 وراتب زوجتي 1000").until("confirm").press("صحيح، احسب")
    assert interview.case.estimate(TODAY).as_json()["pension"]["low"] == pension(5, salaries=3000)


def test_rent_is_counted_in_full() -> None:
    interview = family("لا", "ايجار 1000").until("confirm").press("صحيح، احسب")
    assert interview.case.estimate(TODAY).as_json()["pension"]["low"] == pension(5, unearned=1000)


def test_a_member_who_refuses_is_out_of_the_count_and_his_income_is_in() -> None:
    interview = Interview().say("زوجتي وولدي وبنتي", "راتبي 1000", "ولدي راتبه 2000", "ولدي رافض ينضاف")
    assert [member.get("agrees") for member in interview.case.members if member["relation"] == "son"] == [False]
    assert "لم يوافق" in interview.said
    estimate = interview.until("confirm", other_income="لا").press("صحيح، احسب").case.estimate(TODAY).as_json()
    assert estimate["household_size"] == 3
    assert estimate["pension"]["low"] == pension(3, salaries=3000)


def test_only_the_member_who_is_named_refuses() -> None:
    interview = family("بنتي رافضة تنضاف")
    assert [member.get("agrees") for member in interview.case.members].count(False) == 1


def test_children_that_are_told_again_replace_those_before() -> None:
    interview = Interview().say("زوجتي واربع عيال").say("لا عيالي خمسة", intent="correction")
    assert interview.relations == ["son"] * 5 + ["wife"]


@pytest.mark.parametrize("answer", ["زوجة سعودي", "انا زوجة سعودي"])
def test_being_the_wife_of_a_citizen_adds_nobody_to_the_household(answer: str) -> None:
    interview = Interview().until("exception", members="زوجي وولدين", earned="لا", nationality="لا").say(answer)
    assert interview.household["applicant"]["exception"] == "wife_of_citizen"
    assert interview.relations == ["husband", "son", "son"]


@pytest.mark.parametrize(
    ("answer", "value"), [("أمي سعودية", "child_of_citizen_mother"), ("معي بطاقة تنقل", "disability_card")]
)
def test_an_example_of_the_question_for_the_exception_is_understood(answer: str, value: str) -> None:
    interview = Interview().until("exception", members="ولدين", earned="لا", nationality="لا").say(answer)
    assert interview.relations == ["son", "son"]
    assert interview.household["applicant"].get("exception") == value or interview.case.question == "exception"
    assert "لم أفهم" not in interview.said


def test_two_different_facts_in_one_answer_are_both_taken() -> None:
    interview = Interview().until("nationality").say("سعودي والبيت ايجار وعندي سيارتين")
    assert interview.household["applicant"]["nationality"] == "saudi"
    assert interview.household["housing"]["proof"] == "lease"
    assert interview.household["wealth"]["cars"] == 2


@pytest.mark.parametrize("number", [Decimal(-1), Decimal(200_001)])
def test_a_number_that_nobody_means_is_refused_with_the_number_in_the_answer(number: Decimal) -> None:
    with pytest.raises(facts.Implausible, match=f"{number:,}"):
        facts.plausible("earned", number)


def test_a_refused_message_changes_nothing_even_if_the_rest_was_plausible() -> None:
    case = Case()
    with pytest.raises(facts.Implausible):
        take_text(case, "members", "زوجتي وولدين وراتبي 9999999")
    assert case == Case()


def test_an_adult_is_told_by_the_age_in_force() -> None:
    adult = parameters.on(TODAY).adult_age
    grown, minor = (Case({"members": [{"relation": "son", "age": age}]}) for age in (adult, adult - 1))
    assert facts.has_adults(grown)
    assert not facts.has_adults(minor)


def test_every_kind_and_relation_has_a_name_to_show() -> None:
    assert set(KIND_NAMES) == set(get_args(household.IncomeKind))
    assert set(RELATION_NAMES) == set(get_args(household.Relation))


def test_too_much_for_a_family_is_not_too_much_for_a_larger_one() -> None:
    interview = Interview().say("زوجتي وثلاث بنات", f"راتبي {too_much(5)}")
    assert interview.case.question == "go_on"
    interview.say("لا غلطت عندي زوجتي وخمس بنات", intent="correction")
    assert interview.case.question != "go_on"


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("other_income", "مكافاة ولدي 900"),
        ("home", "العقد باسم اخوي"),
        ("cars", "وحدة باسمي ووحدة باسم ولدي"),
        ("workers", "محد"),
        ("bank", "ما معي احد يعرف"),
    ],
)
def test_an_answer_about_something_else_leaves_the_household_alone(asked: str, text: str) -> None:
    interview = Interview().until(asked).say(text)
    assert interview.relations == ["daughter"] * 3 + ["wife"]
    assert interview.household["applicant"]["kind"] == "family_head"


def test_nobody_at_the_question_for_workers_is_no_worker() -> None:
    interview = Interview().until("workers").say("محد")
    assert interview.household["wealth"]["domestic_workers"] == 0
    assert interview.case.question == "abroad"


def test_a_yearly_rent_is_not_taken_for_a_monthly_one() -> None:
    assert family("لا", "ايجار سنوي 12000").incomes != {("rent", "applicant"): 12000}
