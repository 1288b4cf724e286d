"""The explanation says what was computed, in plain Arabic, and what to do next."""

from __future__ import annotations

import re
from typing import Any

import pytest

import rules
from rules import sources
from rules.checks import TITLES
from tests.rules.cases import family, scenarios

FIGURES = rules.parameters.on(rules.read_household(family()).as_of)  # type: ignore[arg-type]
ARABIC_DIGITS = re.compile("[٠-٩۰-۹]")


def explained(**changes: Any) -> rules.Explanation:
    return rules.explain(rules.estimate(rules.read_household(family(**changes))))


def in_digits(amount: Any) -> str:
    return f"{int(amount):,}"


def test_the_verdict_is_one_sentence_with_the_amount() -> None:
    verdict = explained(income=[{"kind": "salary", "monthly": 4000}]).verdict
    assert verdict == f"يُرجح استحقاق المعاش، والمبلغ التقديري {in_digits(FIGURES.minimum(5) - 2000)} ريالًا شهريًا."


def test_the_result_is_the_verdict_with_its_amount_one_step_and_that_it_is_preliminary() -> None:
    verdict, step, preliminary = explained(income=[{"kind": "salary", "monthly": 4000}]).result.splitlines()
    assert verdict == f"يُرجح استحقاق المعاش: {in_digits(FIGURES.minimum(5) - 2000)} ريالًا شهريًا."
    assert step.startswith("الخطوة التالية: التقديم عبر منصة الدعم والحماية الاجتماعية")
    assert "تقدير أولي" in preliminary


@pytest.mark.parametrize("scenario", [pytest.param(scenario, id=scenario["name"]) for scenario in scenarios()])
def test_the_result_has_at_most_60_words_and_one_step(scenario: dict[str, Any]) -> None:
    result = rules.explain(rules.estimate(rules.read_household(scenario["household"]))).result
    assert len(result.split()) <= 60
    assert result.count("الخطوة التالية: ") == 1
    assert "تقدير أولي" in result
    assert all(line.endswith((".", "؟")) for line in result.splitlines())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"wealth": {"cars": 5, "domestic_workers": 0, "bank_average": 0}}, "السيارات المسجلة"),
        ({"housing": {"proof": "none"}}, "استخراج عقد إيجار موثق"),
        ({"housing": {"proof": "lease", "matches_national_address": False}}, "تحديث العنوان الوطني"),
        ({"income": [{"kind": "salary", "monthly": 10_000}]}, "مجموع الرواتب عن 7,920"),
        ({"income": [{"kind": "rent", "monthly": 10_000}]}, "إذا قل الدخل"),
        ({"empowerment": None}, "معرفة الحال مع العمل"),
        ({"income": [{"kind": "retirement_pension", "monthly": 6000}]}, "هل يُحتسب معاش التقاعد كاملًا"),
        ({"income": [{"kind": "business", "low": 1000, "high": 9000}]}, "متوسط الدخل في 12 شهرًا"),
        ({"income": [{"kind": "salary"}]}, "إذا كان دخلك دون ذلك فالتقديم"),
        ({"income": [{"kind": None, "monthly": 5000}]}, "نوع كل دخل"),
    ],
)
def test_the_one_step_is_what_would_change_or_decide_it(changes: dict[str, Any], words: str) -> None:
    (step,) = [line for line in explained(**changes).result.splitlines() if line.startswith("الخطوة التالية: ")]
    assert words in step


def test_several_failed_conditions_are_counted_in_the_result_and_listed_behind_it() -> None:
    explanation = explained(empowerment="refusing", housing={"proof": "none"})
    assert "ومعه شروط أخرى لم تتحقق، عددها 1" in explanation.result
    assert [line.split(":")[0] for line in explanation.conditions] == [TITLES["housing_proof"], TITLES["empowerment"]]


def test_the_conditions_behind_the_button_are_those_that_are_open_where_none_fails() -> None:
    assert [line.split(":")[0] for line in explained(empowerment=None).conditions] == [TITLES["empowerment"]]
    assert explained().conditions == ()
    assert explained().pieces("conditions") == ("الشروط:\n• كل الشروط متحققة.",)


@pytest.mark.parametrize("scenario", [pytest.param(scenario, id=scenario["name"]) for scenario in scenarios()])
def test_each_part_comes_in_short_pieces_of_whole_lines(scenario: dict[str, Any]) -> None:
    explanation = rules.explain(rules.estimate(rules.read_household(scenario["household"])))
    lines: dict[rules.Part, tuple[str, ...]] = {
        "details": explanation.lines,
        "conditions": explanation.conditions,
        "uncertain": explanation.uncertainties,
        "to_do": explanation.next_steps,
        "sources": explanation.sources,
    }
    for part, wanted in lines.items():
        pieces = explanation.pieces(part)
        assert all(len(piece.split()) <= 120 for piece in pieces)
        assert all("\n• " in piece for piece in pieces)
        shown = [line.removeprefix("• ") for piece in pieces for line in piece.splitlines()[1:]]
        assert shown == list(wanted) or (not wanted and len(shown) == 1)


def test_two_families_have_each_their_sum_under_their_name() -> None:
    members = [*family()["members"], {"relation": "wife", "age": 30, "dwelling": 2}]
    explanation = explained(members=members, income=[{"kind": "salary", "monthly": 4000}])
    first, second = explanation.families
    assert explanation.lines.index(first) == 0
    assert explanation.lines.index(second) > explanation.lines.index("الحد الأدنى لأسرة من 5 أفراد: 3,960 ريالًا")
    assert explanation.lines[-1].startswith("أعلى تقدير")
    assert "في كل منهما" in "\n".join(explanation.uncertainties)
    assert len(explanation.uncertainties) == len(set(explanation.uncertainties))


def test_a_condition_of_the_second_family_alone_is_told_as_its_own() -> None:
    members = [*family()["members"], {"relation": "wife", "age": 30, "dwelling": 2}]
    explanation = explained(members=members, income=[{"kind": "salary", "monthly": 4000}])
    (line,) = [line for line in explanation.conditions if "الأسرة الثانية" in line]
    assert line.startswith(f"{TITLES['income_below_minimum']} (الأسرة الثانية): غير معروف بعد.")
    assert "تقسيم" not in explained(income=[{"kind": "salary", "monthly": 4000}]).result


def test_a_family_that_a_condition_bars_is_told_no_amount() -> None:
    members = [*family()["members"], {"relation": "wife", "age": 30, "dwelling": 2}]
    lines = explained(members=members, empowerment="refusing").families
    assert all("لا معاش لأن أحد الشروط لم يتحقق" in line for line in lines)


def test_the_whole_text_has_every_part_under_its_heading() -> None:
    text = explained(income=[{"kind": "salary", "monthly": 4000}]).text()
    for heading in ("الحساب:", "الشروط:", "ما ليس مؤكدًا:", "الخطوات التالية:", "المصادر:"):
        assert f"\n{heading}\n- " in text


def test_a_part_with_nothing_in_it_is_left_out() -> None:
    children = [{"relation": "son", "age": 4}]
    assert "ما ليس مؤكدًا" not in explained(members=children).text()


def test_the_sum_has_the_persons_own_numbers() -> None:
    lines = explained(income=[{"kind": "salary", "monthly": 3500.5, "whose": "wife"}]).lines
    assert any("راتب (الزوجة): 3,500.50 ريال" in line and line.endswith("1,750.25 ريال") for line in lines)


def test_every_condition_is_told_with_its_outcome() -> None:
    checks = explained(wealth={"cars": 4}).checks
    assert [line.split(":")[0] for line in checks] == list(TITLES.values())
    told = {line.split(":")[0]: line.split(": ")[1].split(".")[0] for line in checks}
    assert told["السيارات"] == "غير متحقق"
    assert told["الأرصدة البنكية"] == "غير معروف بعد"
    assert told["الجنسية"] == "متحقق"


def test_after_a_failed_income_test_it_says_by_how_much_and_what_would_change_it() -> None:
    minimum = FIGURES.minimum(5)
    explanation = explained(income=[{"kind": "salary", "monthly": 10_000}])
    over = in_digits(5000 - minimum)
    assert f"الزيادة {over}" in explanation.verdict
    (remedy,) = [step for step in explanation.next_steps if step.startswith("حد الدخل:")]
    assert in_digits(minimum / FIGURES.earned_share) in remedy
    more = (5000 - minimum) // FIGURES.dependant_addition + 1
    assert f"بمقدار {more}، فيصير الحد {in_digits(minimum + more * FIGURES.dependant_addition)}" in remedy


def test_what_would_change_a_failed_income_test_does_change_it() -> None:
    over = [{"kind": "salary", "monthly": 10_000}]
    more = int((5000 - FIGURES.minimum(5)) // FIGURES.dependant_addition + 1)
    members = family()["members"]
    enlarged = [*members, *[{"relation": "daughter", "age": 3}] * more]
    nearly = [{"kind": "salary", "monthly": FIGURES.minimum(5) / FIGURES.earned_share - 1}]

    def verdict(**changes: Any) -> str:
        return rules.estimate(rules.read_household(family(**changes))).verdict

    assert verdict(income=over) == "likely_not_eligible"
    assert verdict(income=over, members=enlarged[:-1]) == "likely_not_eligible"
    assert verdict(income=over, members=enlarged) == "likely_eligible"
    assert verdict(income=nearly) == "likely_eligible"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"wealth": {"cars": 5, "domestic_workers": 0, "bank_average": 0}}, "إذا صار عدد السيارات المسجلة"),
        ({"wealth": {"cars": 0, "domestic_workers": 0, "bank_average": 400_000}}, "كشوف الحسابات"),
        ({"housing": {"proof": "none"}}, "صك ملكية"),
        ({"housing": {"proof": "lease", "matches_national_address": False}}, "تحديث العنوان الوطني"),
        ({"empowerment": "refusing"}, "منصات التوظيف"),
    ],
)
def test_after_a_failed_condition_it_says_what_would_change_it(changes: dict[str, Any], words: str) -> None:
    explanation = explained(**changes)
    assert explanation.verdict.startswith("لا يُرجح استحقاق المعاش: ")
    assert words in explanation.next_steps[0]


def test_after_not_eligible_it_tells_the_ways_of_objecting_with_their_sources() -> None:
    explanation = explained(empowerment="refusing")
    steps = "\n".join(explanation.next_steps)
    assert steps.index("الاعتراض") < steps.index("لجنة التظلمات") < steps.index("المحكمة الإدارية")
    assert str(FIGURES.contact_number) in steps
    assert sources.title("law-22") in explanation.sources
    assert sources.title("slaati-objection") in explanation.sources


def test_with_an_income_too_high_the_decree_for_people_of_the_old_system_is_mentioned() -> None:
    steps = "\n".join(explained(income=[{"kind": "rent", "monthly": 9000}]).next_steps)
    assert "م/35" in steps
    before = explained(income=[{"kind": "rent", "monthly": 9000}], as_of="2026-01-01")
    assert "م/35" not in "\n".join(before.next_steps)


def test_after_likely_eligible_it_says_where_to_apply_when_it_is_studied_and_what_to_report() -> None:
    steps = "\n".join(explained().next_steps)
    assert "منصة الدعم والحماية الاجتماعية" in steps
    assert f"من يوم {FIGURES.cycle_first_day} إلى يوم {FIGURES.cycle_last_day}" in steps
    assert f"{FIGURES.report_change_working_days} يوم عمل" in steps
    assert "الاعتراض" not in steps


def test_what_is_unknown_is_named_and_the_amount_is_told_on_condition() -> None:
    explanation = explained(wealth={"cars": 0, "domestic_workers": 0})
    assert "الأرصدة البنكية" in explanation.verdict
    assert f"إذا تحققت الشروط كلها فالمعاش التقديري {in_digits(FIGURES.minimum(5))} ريالًا" in explanation.verdict
    assert explanation.next_steps[0].startswith("الأرصدة البنكية: معرفة")


def test_a_range_names_both_ends_and_the_reason() -> None:
    explanation = explained(income=[{"kind": "retirement_pension", "monthly": 3000}])
    assert "بين 960 و2,460 ريالًا" in explanation.verdict
    assert any("معاش التقاعد" in line and "960" in line and "2,460" in line for line in explanation.uncertainties)


def test_sources_that_are_not_official_are_marked() -> None:
    explanation = explained(income=[{"kind": "retirement_pension", "monthly": 3000}])
    assert f"{sources.title('calc-sa')} (مصدر غير رسمي)" in explanation.sources
    assert sources.title("law-9") in explanation.sources
    assert len(explanation.sources) == len(set(explanation.sources))


def test_the_sources_say_since_when_the_amounts_hold_and_when_they_were_checked() -> None:
    last = explained().sources[-1]
    assert in_digits(FIGURES.head_minimum) in last
    assert "1 نوفمبر 2023" in last
    assert "آخر مراجعة" in last


@pytest.mark.parametrize("scenario", [pytest.param(scenario, id=scenario["name"]) for scenario in scenarios()])
def test_the_text_has_western_digits_whole_sentences_and_nothing_left_over(scenario: dict[str, Any]) -> None:
    explanation = rules.explain(rules.estimate(rules.read_household(scenario["household"])))
    text = explanation.text()
    assert not ARABIC_DIGITS.search(text)
    assert not re.search(r"None|Decimal|[{}]|\.\.|  |،،|: :|\bTrue\b|\bFalse\b", text)
    assert explanation.verdict.endswith(".")
    assert "\n" not in explanation.verdict
    without_separators = re.findall(rf"(?<![\d,.])(?!20\d\d\b|{FIGURES.contact_number}\b|14\d\dهـ)\d{{4,}}", text)
    assert not without_separators
