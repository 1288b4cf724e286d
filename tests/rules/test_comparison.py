"""A comparison says what changed and by how much."""

from __future__ import annotations

from typing import Any

import rules
from tests.rules.cases import family


def estimate(**changes: Any) -> rules.Estimate:
    return rules.estimate(rules.read_household(family(**changes)))


def salary(monthly: int, whose: str = "applicant") -> dict[str, Any]:
    return {"kind": "salary", "monthly": monthly, "whose": whose}


def test_more_income_lowers_the_pension_by_its_counted_part() -> None:
    before = estimate(income=[salary(2000)])
    told = rules.compare(before, estimate(income=[salary(2000), salary(1000, "wife")]))
    assert "المعاش التقديري كان: 2,960 ريالًا، ويصير: 2,460 ريالًا (ينقص 500 ريال شهريًا)." in told
    assert "الدخل المحتسب كان: 1,000 ريال، ويصير: 1,500 ريال." in told
    assert "النتيجة" not in told
    assert "الحد الأدنى" not in told


def test_one_more_dependant_raises_minimum_and_pension() -> None:
    before = estimate()
    after = estimate(members=[*family()["members"], {"relation": "daughter", "age": 1}])
    told = rules.compare(before, after)
    assert "(يزيد 660 ريالًا شهريًا)" in told
    assert "عدد من يُحسب كان: 5 أفراد، ويصير: 6 أفراد." in told
    assert "الحد الأدنى كان: 3,960 ريالًا، ويصير: 4,620 ريالًا." in told


def test_a_condition_that_now_fails_is_told_with_its_reason() -> None:
    told = rules.compare(estimate(), estimate(empowerment="refusing"))
    assert "ويصير: لا معاش" in told
    assert "النتيجة كانت: يُرجح الاستحقاق، وتصير: لا يُرجح الاستحقاق." in told
    assert "العمل والتأهيل، كان: متحقق، ويصير: غير متحقق." in told


def test_while_conditions_are_unknown_the_amounts_are_told_on_condition() -> None:
    unknown: dict[str, Any] = {"wealth": None}
    told = rules.compare(estimate(**unknown), estimate(**unknown, income=[salary(2000)]))
    assert "المعاش التقديري إذا تحققت بقية الشروط كان: 3,960 ريالًا، ويصير: 2,960 ريالًا (ينقص 1,000 ريال شهريًا)." in told


def test_a_change_that_does_not_touch_the_pension_says_so_first() -> None:
    ten = [{"relation": "son", "age": 5}] * 9
    told = rules.compare(estimate(members=ten), estimate(members=ten[:-1]))
    assert told.startswith("المعاش التقديري لا يتغير: 5,000 ريال.")


def test_the_same_household_changes_nothing() -> None:
    told = rules.compare(estimate(), estimate())
    assert told == f"لا يتغير شيء. {rules.explain(estimate()).verdict}"


def test_another_day_tells_that_other_amounts_hold() -> None:
    told = rules.compare(estimate(as_of="2023-10-31"), estimate(as_of="2023-11-01"))
    assert "المبالغ كانت المعمول بها منذ 1 نوفمبر 2021، وتصير المعمول بها منذ 1 نوفمبر 2023." in told


def test_of_two_families_each_change_is_told_by_its_name() -> None:
    members = [*family()["members"], {"relation": "wife", "age": 30, "dwelling": 2}]
    before = estimate(members=members, income=[salary(2000, "daughter")])
    told = rules.compare(before, estimate(members=members, income=[salary(1000, "daughter")]))
    assert told.startswith("الأسرة الأولى: المعاش التقديري كان: 2,960 ريالًا، ويصير: 3,460 ريالًا (يزيد 500 ريال شهريًا).")
    assert "الأسرة الثانية" not in told


def test_where_one_family_becomes_two_the_new_verdict_is_told_first() -> None:
    two = estimate(members=[*family()["members"], {"relation": "wife", "age": 30, "dwelling": 2}])
    assert rules.compare(estimate(), two).startswith(rules.explain(two).verdict)
    assert rules.compare(two, estimate()).startswith(rules.explain(estimate()).verdict)
    assert rules.compare(two, two).startswith("لا يتغير شيء. لك أسرتان")
