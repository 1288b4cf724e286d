"""Each scenario of `scenarios/` comes out as it says."""

from __future__ import annotations

from typing import Any

import pytest

import rules
from tests.rules.cases import scenarios

EXPECTATIONS = {
    "household_size", "minimum", "counted_income", "pension", "verdict", "parameters_from", "outcomes", "sources",
    "questions", "not_questions", "exactly_questions", "says", "income_steps", "families", "threshold", "result",
}  # fmt: skip


@pytest.mark.parametrize("scenario", [pytest.param(scenario, id=scenario["name"]) for scenario in scenarios()])
def test_scenario(scenario: dict[str, Any]) -> None:
    expect = scenario["expect"]
    assert expect.keys() <= EXPECTATIONS
    household = rules.read_household(scenario["household"])
    estimate = rules.estimate(household)
    holds(estimate, expect)
    if "families" in expect:
        assert len(estimate.families) == len(expect["families"])
        for family, wanted in zip(estimate.families, expect["families"], strict=True):
            holds(family, wanted)
    if "threshold" in expect:
        bound = rules.threshold(household)
        assert (bound and [bound.side, bound.below]) == expect["threshold"]
    explanation = rules.explain(estimate)
    for words in expect.get("says", ()):
        assert words in explanation.text()
    for words in expect.get("result", ()):
        assert words in explanation.result


def holds(estimate: rules.Estimate, expect: dict[str, Any]) -> None:
    """Asserts what is expected of an estimate, or of that of one of two families."""
    found = estimate.as_json()

    for key in ("household_size", "minimum", "verdict"):
        if key in expect:
            assert found[key] == expect[key], key
    for key in ("counted_income", "pension"):
        if key in expect:
            assert [found[key]["low"], found[key]["high"]] == expect[key], key
    if "parameters_from" in expect:
        assert found["parameters_from"] == str(expect["parameters_from"])

    checks = {check["rule"]: check for check in found["checks"]}
    for rule, outcome in expect.get("outcomes", {}).items():
        assert checks[rule]["outcome"] == outcome, checks[rule]["reason"]
    for rule, sources in expect.get("sources", {}).items():
        assert checks[rule]["sources"] == sources
    if expect.get("verdict") == "likely_eligible":
        assert {check["outcome"] for check in found["checks"]} == {"pass"}

    questions = [uncertainty.question for uncertainty in estimate.uncertainties]
    assert set(expect.get("questions", ())) <= set(questions)
    assert not set(expect.get("not_questions", ())) & set(questions)
    if "exactly_questions" in expect:
        assert questions == expect["exactly_questions"]
    if "income_steps" in expect:
        assert [step.amount for step in estimate.steps if step.part == "income"] == expect["income_steps"]


def test_every_scenario_has_a_name_of_its_own() -> None:
    names = [scenario["name"] for scenario in scenarios()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "example", [f"P{number}" for number in range(1, 9)] + [f"D{number}" for number in range(1, 13)]
)
def test_the_worked_example_is_among_the_scenarios(example: str) -> None:
    assert any(scenario["name"].startswith(f"{example},") for scenario in scenarios())
