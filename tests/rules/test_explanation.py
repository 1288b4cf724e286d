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


def test_the_short_form_is_the_verdict_and_the_figures() -> None:
    explanation = explained(income=[{"kind": "salary", "monthly": 4000}])
    assert explanation.short().startswith(explanation.verdict)
    for figure in (in_digits(FIGURES.minimum(5)), "2,000"):
        assert figure in explanation.short()
    assert "تقدير أولي" in explanation.short()
    assert len(explanation.short().splitlines()) == 3


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
