"""What a question asks for is computed at once with the numbers that it brings, by the rules module."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from actions.case import Case
from actions.computing import brings_numbers, computed, persons_in
from knowledge.units import units
from rules import parameters
from rules.wording import riyals
from tests.actions.conversation import TODAY

if TYPE_CHECKING:
    from knowledge.unit import Computes

FIGURES = parameters.on(TODAY)
UNIT = units()["amounts_family_size"]


def answer(way: Computes, text: str, case: Case | None = None) -> str | None:
    return computed(UNIT.model_copy(update={"computes": way}), text, case or Case(), TODAY)


@pytest.mark.parametrize(
    ("text", "persons"),
    [
        ("كم حد الدخل لسته اشخاص", 6),
        ("شخصين كم الحد", 2),
        ("اسره من 5 كم حدهم المانع", 5),
        ("عائله 8 افراد كم لهم؟", 8),
        ("كم يعطون ارمله معها 4 اطفال", 5),
        ("سبعة كم حدنا", 7),
    ],
)
def test_the_limit_for_so_many_persons(text: str, persons: int) -> None:
    said = answer("minimum", text)
    assert said is not None
    assert riyals(FIGURES.minimum(persons)) in said


@pytest.mark.parametrize(
    ("text", "persons", "counted"),
    [
        ("راتبي 4000 وعندي 3 عيال وزوجه كم يطلع لي", 5, 2000),
        ("راتبه 9 الاف وحنا سته به هو", 6, 4500),
        ("انا وزوجتي وراتبي 2000 كم لنا", 2, 1000),
    ],
)
def test_the_pension_with_an_income(text: str, persons: int, counted: int) -> None:
    said = answer("pension", text)
    assert said is not None
    assert riyals(min(FIGURES.minimum(persons) - counted, FIGURES.pension_cap)) in said


def test_a_pension_gives_both_figures() -> None:
    said = answer("pension", "تقاعدي 3200 وانا وزوجتي كم يصرف لنا")
    assert said is not None
    assert f"بين 0 و{riyals(FIGURES.minimum(2) - 1600)}" in said


def test_without_an_income_it_is_what_it_is_at_the_most() -> None:
    assert "على الأكثر" in (answer("pension", "انا وزوجتي كم يطلع لنا") or "")
    assert "بلا دخل" in (answer("pension", "سبعة بلا دخل كم لنا؟") or "")


def test_how_much_of_an_income_counts_and_by_how_much_the_pension_falls() -> None:
    assert riyals(2500) in (answer("counted", "راتب ولدي 5000 كم ينحسب منه؟") or "")
    assert riyals(500) in (answer("less", "لو زاد راتبي الف كم ينقص") or "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("راتبي 3500 ورفضوني وحنا ثلاثه هل الدخل السبب؟", "ليس الدخل هو السبب"),
        ("راتبي 8000 ورفضوني وحنا ثلاثه هل الدخل السبب؟", "نعم"),
    ],
)
def test_whether_the_income_is_the_reason_of_a_refusal(text: str, said: str) -> None:
    assert said in (answer("refused_by_income", text) or "")


def test_what_was_told_before_stands_beside_the_question() -> None:
    case = Case.from_household(
        {"members": [{"relation": "wife"}], "income": [{"kind": "salary", "monthly": 2000, "whose": "applicant"}]}
    )
    assert riyals(FIGURES.minimum(2) - 1000) in (answer("pension", "طيب كم يطلع لنا", case) or "")


@pytest.mark.parametrize("text", ["كم الضمان", "متى ينزل", "", "راتبي 99999999999 كم لنا وحنا خمسه"])
def test_without_enough_numbers_the_written_answer_stands(text: str) -> None:
    assert answer("refused_by_income", text) is None


def test_a_unit_that_computes_nothing_is_left_alone() -> None:
    assert computed(UNIT.model_copy(update={"computes": None}), "حنا خمسه", Case(), TODAY) is None


def test_which_messages_bring_numbers() -> None:
    assert brings_numbers("حنا خمسه كم لنا")
    assert brings_numbers("راتب ولدي 3000")
    assert not brings_numbers("متى ينزل الضمان")
    assert persons_in("عمري 45 ورصيدي الف وعندي ملف في الضمان من زمان والله") is None


def test_the_case_stays_as_it_was() -> None:
    case = Case()
    answer("pension", "راتبي 4000 وعندي 3 عيال", case)
    assert replace(case) == Case()
