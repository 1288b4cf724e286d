"""Short answers to a question: numbers, yes and no, places, work."""

from __future__ import annotations

from typing import Any

import pytest

from actions.case import Case
from actions.questions import questions
from actions.reading import READERS, Range, take_text, take_value
from tests.actions.conversation import Interview


def answered(question: str, text: str) -> dict[str, Any]:
    """The household after one short answer to a question."""
    case = Case(question=question)
    take_text(case, question, text)
    return case.household


@pytest.mark.parametrize(("text", "number"), [("2", 2), ("ثنتين", 2), ("٣", 3), ("وحدة", 1), ("لا", 0), ("ما عندي", 0)])
@pytest.mark.parametrize(("question", "key"), [("cars", "cars"), ("workers", "domestic_workers")])
def test_a_count_is_read(question: str, key: str, text: str, number: int) -> None:
    assert answered(question, text)["wealth"][key] == number


@pytest.mark.parametrize(
    ("text", "days"),
    [("شهر", 30), ("شهرين", 60), ("20 يوم", 20), ("20", 20), ("ما سافرت", 0), ("لا", 0), ("اسبوعين", 14)],
)
def test_days_abroad_are_read(text: str, days: int) -> None:
    assert answered("abroad", text)["applicant"]["days_abroad_last_year"] == days


@pytest.mark.parametrize(
    ("text", "proof"),
    [
        ("ايجار", "lease"),
        ("صك", "deed"),
        ("ملك", "deed"),
        ("شهادة من البلدية", "certificate"),
        ("ما عندي اثبات", "none"),
    ],
)
def test_the_proof_of_the_home_is_read(text: str, proof: str) -> None:
    household = answered("home", text)
    assert household["housing"]["proof"] == proof
    assert household["applicant"]["lives_in"] == "home"


@pytest.mark.parametrize(
    ("text", "place"), [("دار ايواء", "shelter"), ("مستشفى", "treatment_centre"), ("السجن", "prison")]
)
def test_an_institution_is_read(text: str, place: str) -> None:
    assert answered("home", text)["applicant"]["lives_in"] == place


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("اشتغل", "working"),
        ("ادور وظيفة", "seeking"),
        ("ما اقدر اشتغل", "exempt"),
        ("مريض", "exempt"),
        ("كبير في السن", "exempt"),
        ("أرعى أبنائي", "exempt"),
        ("ارعى امي المريضة", "exempt"),
        ("طالب", "exempt"),
    ],
)
def test_how_somebody_stands_to_work_is_read(text: str, value: str) -> None:
    assert answered("empowerment", text)["empowerment"] == value


def test_a_housewife_is_not_asked_about_work_in_circles() -> None:
    interview = Interview().until("empowerment", earned="لا راتب").say("ربة بيت")
    assert interview.case.question != "empowerment" or "لم أفهم" in interview.said


@pytest.mark.parametrize(("text", "value"), [("ايه", True), ("لا والله", False), ("نعم", True), ("غير مطابق", False)])
def test_the_address_matches_or_not(text: str, value: bool) -> None:
    assert answered("address", text)["housing"]["matches_national_address"] is value


@pytest.mark.parametrize(("text", "value"), [("لا", False), ("ايه", True)])
def test_the_bank_question_takes_a_yes_or_a_no(text: str, value: bool) -> None:
    assert answered("bank", text)["wealth"] == {"bank_above_limit": value}


@pytest.mark.parametrize(("text", "value"), [("20 الف", 20_000), ("5000", 5000), ("فيها عشرين الف", 20_000)])
def test_the_bank_question_takes_an_amount(text: str, value: int) -> None:
    assert answered("bank", text)["wealth"] == {"bank_average": value}


def test_a_number_is_no_answer_to_a_question_that_asks_for_none() -> None:
    assert answered("nationality", "26") == {"income": []}


def test_a_part_of_a_car_is_no_answer() -> None:
    assert "cars" not in answered("cars", "2.5").get("wealth", {})


def test_a_no_to_the_age_is_no_age() -> None:
    assert "age" not in answered("age", "لا").get("applicant", {})


def test_what_answers_another_question_is_not_also_a_no_to_this_one() -> None:
    household = answered("workers", "ما سافرت")
    assert household["applicant"] == {"days_abroad_last_year": 0}
    assert "domestic_workers" not in household.get("wealth", {})


def test_a_no_with_another_fact_is_both() -> None:
    household = answered("bank", "لا وعندي سيارتين")
    assert household["wealth"] == {"bank_above_limit": False, "cars": 2}


@pytest.mark.parametrize("question", ["earned", "income_amount", "cars", "bank", "age"])
def test_a_range_is_no_number(question: str) -> None:
    case = Case(question=question)
    case.income.append({"kind": "rent", "monthly": None, "whose": "applicant"})
    before = case.to_slot()
    with pytest.raises(Range):
        take_text(case, question, "بين 20 و 30")
    assert case.to_slot() == before


def test_a_range_that_is_named_is_no_number_either() -> None:
    interview = Interview().until("earned").say("راتبي بين 3000 و 4000")
    assert interview.case.question in ("earned", "income_amount")
    assert interview.case.income == [] or interview.incomes == {("salary", "applicant"): None}


def test_the_text_of_no_question_is_read_for_facts_only() -> None:
    case = Case()
    assert take_text(case, None, "لا") == []
    assert case == Case()


def test_a_value_for_no_question_is_an_error() -> None:
    with pytest.raises(KeyError):
        take_value(Case(), "shoes", "3")


def test_every_question_can_be_answered_in_words() -> None:
    assert set(READERS) == set(questions())


@pytest.mark.parametrize("text", ["ربة منزل", "عاطل", "طالبة", "متقاعد", "ادور", "اربي عيالي"])
def test_an_answer_about_work_leads_on_or_to_an_example_at_the_second_time(text: str) -> None:
    interview = Interview().until("empowerment", earned="لا راتب").say(text, text)
    assert interview.case.question != "empowerment" or "تخطَّ السؤال" in interview.buttons


def test_a_rent_without_a_contract_proves_no_home() -> None:
    assert answered("home", "ساكن بالايجار بدون عقد")["housing"]["proof"] == "none"


def test_a_month_and_a_half_abroad_is_more_than_a_month() -> None:
    assert answered("abroad", "شهر ونص")["applicant"]["days_abroad_last_year"] == 45


def test_three_and_a_half_is_no_salary_of_three_riyals() -> None:
    interview = Interview().until("earned").say("ثلاثة ونص")
    assert interview.incomes != {("salary", "applicant"): 3.5}
