"""Suppositions: the case as it would be, beside the case as it is."""

from __future__ import annotations

import pytest

from actions.case import Case
from actions.facts import Implausible
from actions.what_if import suppose
from tests.actions.conversation import TODAY, Interview, pension


def known(cars: int = 2) -> Case:
    """A family of a wife, two sons and a daughter with a salary of 3,000 and two cars, all asked."""
    interview = Interview().until("confirm", members="زوجتي وولدين وبنت", earned="راتبي 3000", cars=str(cars))
    return interview.case


def supposed(text: str, case: Case | None = None) -> Case:
    """The case as the supposition makes it."""
    changed = suppose(case or known(), text)
    assert changed is not None, text
    return changed


def relations(case: Case) -> list[str]:
    return sorted(member["relation"] for member in case.members)


def amount(case: Case) -> int:
    return int(case.estimate(TODAY).as_json()["pension"]["low"])


@pytest.mark.parametrize("text", ["ولو صار راتب زوجتي 2000؟", "لو زوجتي توظفت براتب 2000"])
def test_a_salary_of_the_wife_is_supposed_beside_the_applicants_own(text: str) -> None:
    changed = supposed(text)
    assert {entry["whose"]: entry["monthly"] for entry in changed.income} == {"applicant": 3000, "wife": 2000}
    assert relations(changed) == relations(known())
    assert amount(changed) == pension(5, salaries=5000)


@pytest.mark.parametrize(("text", "salary"), [("ولو صار راتبي 5000", 5000), ("لو زاد راتبي الف", 4000)])
def test_another_salary_of_the_applicant_is_supposed(text: str, salary: int) -> None:
    assert [entry["monthly"] for entry in supposed(text).income] == [salary]
    assert amount(supposed(text)) == pension(5, salaries=salary)


@pytest.mark.parametrize("text", ["لو ما عندي راتب", "لو تركت الشغل", "لو صرت عاطل بدون راتب"])
def test_the_loss_of_the_salary_is_supposed(text: str) -> None:
    assert supposed(text).income == []


def test_an_income_that_is_not_there_yet_is_supposed() -> None:
    assert amount(supposed("لو كان عندي ايجار 1000")) == pension(5, salaries=3000, unearned=1000)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ولو طلع ولدي من البيت", ["daughter", "son", "wife"]),
        ("لو تزوجت بنتي", ["son", "son", "wife"]),
        ("لو طلقت زوجتي", ["daughter", "son", "son"]),
        ("لو انفصلت عن زوجتي", ["daughter", "son", "son"]),
        ("لو توفت زوجتي", ["daughter", "son", "son"]),
    ],
)
def test_a_member_leaves(text: str, left: list[str]) -> None:
    assert relations(supposed(text)) == left
    assert amount(supposed(text)) == pension(1 + len(left), salaries=3000)


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("لو جانا مولود", "son"),
        ("لو جا عندي ولد", "son"),
        ("لو امي تسكن معي", "mother"),
        ("لو جبت امي تسكن عندنا", "mother"),
        ("لو تزوجت ثانية", "wife"),
    ],
)
def test_a_member_comes(text: str, new: str) -> None:
    changed = supposed(text)
    assert relations(changed) == sorted([*relations(known()), new])
    assert amount(changed) == pension(6, salaries=3000)


def test_whoever_lives_alone_becomes_a_family_head_when_somebody_comes() -> None:
    alone = Interview().until("confirm", members="عايش لحالي", earned="راتبي 1000").case
    changed = supposed("لو سكنت امي معي", alone)
    assert changed.applicant["kind"] == "family_head"
    assert amount(changed) == pension(2, salaries=1000)


def test_the_last_member_takes_his_income_with_him() -> None:
    case = Interview().until("confirm", members="زوجتي وولد", earned="راتبي 1000 وراتب ولدي 2000").case
    changed = supposed("لو طلع ولدي من البيت", case)
    assert [entry["whose"] for entry in changed.income] == ["applicant"]
    assert relations(changed) == ["wife"]


@pytest.mark.parametrize(
    ("text", "cars"),
    [
        ("لو بعت السيارة", 1),
        ("لو بعت سيارتي", 1),
        ("لو اشتريت سيارة ثانية", 3),
        ("لو اشتريت سيارتين", 4),
        ("لو بعت سياراتي كلها", 0),
        ("لو عندي اربع سيارات", 4),
    ],
)
def test_cars_are_sold_and_bought(text: str, cars: int) -> None:
    assert supposed(text).household["wealth"]["cars"] == cars


def test_nobody_sells_a_car_that_is_not_there() -> None:
    assert suppose(known(cars=0), "لو بعت السيارة") is None


@pytest.mark.parametrize("text", ["", "؟؟", "لو صرت غني", "ولو مات واحد", "لو تغير كل شي", "😀"])
def test_what_cannot_be_read_supposes_nothing(text: str) -> None:
    assert suppose(known(), text) is None


def test_what_is_already_so_supposes_nothing() -> None:
    assert suppose(known(), "لو كان راتبي 3000") is None


@pytest.mark.parametrize("text", ["لو راتبي 9999999", "لو صار عندي 60 طفل"])
def test_an_absurd_supposition_is_refused(text: str) -> None:
    with pytest.raises(Implausible):
        suppose(known(), text)


@pytest.mark.parametrize("text", ["ولو صار راتبي 5000", "لو طلقت زوجتي", "لو بعت السيارة", "لو جانا مولود", "؟؟"])
def test_the_case_itself_stays_as_it_was(text: str) -> None:
    case = known()
    before = case.to_slot()
    suppose(case, text)
    assert case.to_slot() == before
