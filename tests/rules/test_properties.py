"""What must hold of every household, found out with Hypothesis."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, get_args

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import rules
from rules.checks import RULES
from rules.explanation import MOST_WORDS_OF_A_PIECE
from rules.income import TREATMENTS
from rules.people import alike
from rules.result import MOST_WORDS
from tests.rules.cases import family
from tests.rules.households import MONTHLY, RELATIONS, household_fields_that_may_be_unknown, incomes, sound_or_any

HALALA = Decimal("0.01")
many = settings(max_examples=200, deadline=None)


def estimated(household: dict[str, Any]) -> rules.Estimate:
    return rules.estimate(rules.read_household(household))


@many
@given(sound_or_any(), st.data())
def test_more_income_never_raises_the_pension(household: dict[str, Any], data: st.DataObject) -> None:
    amounts = MONTHLY.map(lambda amount: Decimal(str(amount)))
    incomes_told = data.draw(st.lists(incomes(), min_size=1, max_size=4))
    position = data.draw(st.integers(0, len(incomes_told) - 1))
    monthly, rise = data.draw(amounts), data.draw(amounts)
    household["income"] = incomes_told
    for end in ("low", "high"):
        incomes_told[position].pop(end, None)
    incomes_told[position]["monthly"] = monthly
    more = copy.deepcopy(household)
    more["income"][position]["monthly"] = monthly + rise
    before, after = estimated(household), estimated(more)
    assert after.pension.low <= before.pension.low
    assert after.pension.high <= before.pension.high


@many
@given(sound_or_any(), MONTHLY, st.sampled_from(sorted(TREATMENTS)), st.sampled_from(("applicant", *RELATIONS)))
def test_one_more_income_never_raises_the_pension(
    household: dict[str, Any], monthly: Decimal, kind: str, whose: str
) -> None:
    household.setdefault("income", [])
    more = {**household, "income": [*household["income"], {"kind": kind, "monthly": monthly, "whose": whose}]}
    before, after = estimated(household), estimated(more)
    assert after.pension.low <= before.pension.low
    assert after.pension.high <= before.pension.high


@many
@given(sound_or_any(), st.data())
def test_one_more_agreeing_dependant_without_income_never_lowers_the_pension(
    household: dict[str, Any], data: st.DataObject
) -> None:
    household.setdefault("members", [])
    household.setdefault("applicant", {})["kind"] = "family_head"
    for member in household["members"]:
        member.pop("dwelling", None)  # a first member in the first home would make a second family
    # Whose income it is must stay clear: with a second son, "the son's salary" may be either's.
    earners = {income.get("whose") for income in household.get("income", ())}
    relation = data.draw(st.sampled_from([relation for relation in RELATIONS if not alike(relation) & earners]))
    dependant = {"relation": relation, "age": 12, "agrees": True, "same_dwelling": True}
    before, after = estimated(household), estimated({**household, "members": [*household["members"], dependant]})
    assert after.pension.low >= before.pension.low
    assert after.pension.high >= before.pension.high


@many
@given(sound_or_any())
def test_the_lines_add_up_to_the_totals_and_to_the_pension(household: dict[str, Any]) -> None:
    estimate = estimated(household)

    def amounts(part: str) -> list[Any]:
        return [step.amount for step in estimate.steps if step.part == part]

    for part, whole in (("minimum", estimate.minimum), ("income", estimate.counted_income)):
        if None in amounts(part):
            assert whole.high is None or not whole.is_one
            continue
        end = whole.low if part == "minimum" else whole.high
        assert sum(amounts(part)) == end
        assert all(total == end for total in amounts(f"{part}_total"))
    (pension,) = amounts("pension")
    if pension is None:
        return
    left = estimate.minimum.low - sum(amounts("income"))
    assert amounts("difference") == ([left] if left > 0 else [])
    if any(check.outcome == "fail" for check in estimate.checks):
        assert pension == 0
    else:
        assert pension == min([max(left, 0), *amounts("cap")])
        assert pension == estimate.pension_if_conditions_hold.low
        assert all(other == estimate.pension_if_conditions_hold.high for other in amounts("other_reading"))


@many
@given(sound_or_any(), st.data())
def test_a_new_unknown_never_narrows_a_range(household: dict[str, Any], data: st.DataObject) -> None:
    household.setdefault("empowerment", "working")
    places = household_fields_that_may_be_unknown(household)
    *path, last = data.draw(st.sampled_from(places))
    assume(last != "members" or not estimated(household).families)  # without them it is taken for one family
    less = copy.deepcopy(household)
    part: Any = less
    for step in path:
        part = part[step]
    del part[last]
    before, after = estimated(household), estimated(less)
    assert after.pension.low <= before.pension.low
    assert after.pension.high >= before.pension.high
    assert after.counted_income.low <= before.counted_income.low
    assert wider(after.counted_income.high, before.counted_income.high)
    assert after.minimum.low <= before.minimum.low
    assert wider(after.minimum.high, before.minimum.high)


def wider(after: Decimal | None, before: Decimal | None) -> bool:
    """Whether an upper end did not come down; None is no end at all."""
    return after is None or (before is not None and after >= before)


@many
@given(sound_or_any(), st.data())
def test_an_unknown_is_never_decided(household: dict[str, Any], data: st.DataObject) -> None:
    """A verdict that stands with something unknown stands whatever the unknown turns out to be."""
    household.setdefault("empowerment", "working")
    places = household_fields_that_may_be_unknown(household)
    *path, last = data.draw(st.sampled_from(places))
    assume(last != "members" or not estimated(household).families)  # without them it is taken for one family
    less = copy.deepcopy(household)
    part: Any = less
    for step in path:
        part = part[step]
    del part[last]
    without = estimated(less).verdict
    assert without in ("depends", estimated(household).verdict)


@many
@given(sound_or_any())
def test_the_json_has_the_shape_that_the_design_fixes(household: dict[str, Any]) -> None:
    estimate = estimated(household)
    found = json.loads(json.dumps(estimate.as_json(), allow_nan=False))
    for one in found.pop("families", ()):
        assert list(one) == list(found)
    assert list(found) == [
        "as_of", "parameters_from", "household_size", "minimum", "counted_income", "pension", "verdict",
        "checks", "steps", "uncertainties",
    ]  # fmt: skip
    assert found["as_of"] == household["as_of"]
    assert date.fromisoformat(found["parameters_from"]) <= date.fromisoformat(found["as_of"])
    assert found["verdict"] in ("likely_eligible", "likely_not_eligible", "depends")
    assert tuple(check["rule"] for check in found["checks"]) == RULES
    for check in found["checks"]:
        assert list(check) == ["rule", "outcome", "reason", "sources"]
        assert check["outcome"] in ("pass", "fail", "unknown")
        assert check["reason"].endswith(".")
        assert check["sources"]
    assert found["steps"]
    assert all(list(step) == ["text", "amount"] for step in found["steps"])
    assert all(isinstance(text, str) for text in found["uncertainties"])
    assert len(found["uncertainties"]) == len(set(found["uncertainties"]))


@many
@given(sound_or_any())
def test_verdict_and_pension_follow_from_the_conditions(household: dict[str, Any]) -> None:
    estimate = estimated(household)
    outcomes = {check.outcome for check in estimate.checks}
    low, high = estimate.pension
    assert 0 <= low <= high <= estimate.parameters.pension_cap
    if "fail" in outcomes:
        assert estimate.verdict == "likely_not_eligible"
        assert low == high == 0
    elif "unknown" in outcomes:
        assert estimate.verdict == "depends"
        assert low == 0
    else:
        assert estimate.verdict == "likely_eligible"
        assert low > 0 or estimate.household.applicant.from_old_system


@many
@given(
    st.integers(0, 12),
    st.lists(st.tuples(st.sampled_from(sorted(TREATMENTS)), MONTHLY), max_size=5),
    st.dates(date(2021, 11, 1), date(2027, 1, 1)),
)
def test_the_amounts_are_those_of_the_formula_as_the_notes_write_it(
    dependants: int, received: list[tuple[str, Decimal]], day: date
) -> None:
    figures = rules.parameters.on(day)
    earned = [Decimal(str(amount)) for kind, amount in received if kind in ("salary", "business")]
    retirement = [Decimal(str(amount)) for kind, amount in received if kind == "retirement_pension"]
    out = ("citizen_account", "disability_support", "supporting_programme", "student_stipend", "rural_support")
    rest = [
        Decimal(str(amount))
        for kind, amount in received
        if kind not in ("salary", "business", "retirement_pension", *out)
    ]

    def halved(amounts: list[Decimal]) -> Decimal:
        return sum((amount * figures.earned_share for amount in amounts), Decimal(0))

    half = halved(earned) + halved(retirement) + sum(rest)
    full = halved(earned) + sum(retirement) + sum(rest)
    minimum = figures.head_minimum + figures.dependant_addition * dependants
    household = family(
        as_of=day.isoformat(),
        members=[{"relation": "other", "age": 8}] * dependants,
        income=[{"kind": kind, "monthly": monthly} for kind, monthly in received],
    )
    estimate = estimated(household)
    slack = HALALA * len(received)  # each line is rounded to the halala
    assert estimate.minimum.low == estimate.minimum.high == minimum
    assert abs(estimate.counted_income.low - half) <= slack
    assert estimate.counted_income.high is not None
    assert abs(estimate.counted_income.high - full) <= slack
    for found, counted in zip(estimate.pension, (full, half), strict=True):
        wanted = max(Decimal(0), min(minimum - counted, figures.pension_cap))
        if estimate.verdict != "likely_not_eligible":
            assert abs(found - wanted) <= slack
        else:
            assert wanted <= slack


@many
@given(sound_or_any(), sound_or_any())
def test_any_household_can_be_explained_and_compared(one: dict[str, Any], other: dict[str, Any]) -> None:
    first, second = estimated(one), estimated(other)
    explanation = rules.explain(first)
    text = explanation.text()
    for part in (
        explanation.result, explanation.verdict, explanation.headline, *explanation.lines, *explanation.checks,
        *explanation.conditions, *explanation.families, *explanation.uncertainties, *explanation.next_steps,
        *explanation.sources,
    ):  # fmt: skip
        assert part
        assert "None" not in part
    for line in (*explanation.lines, *explanation.checks, *explanation.uncertainties, *explanation.next_steps):
        assert line in text
    assert len(explanation.result.split()) <= MOST_WORDS
    for part_of_it in get_args(rules.Part):
        pieces = explanation.pieces(part_of_it)
        assert pieces
        assert all(len(piece.split()) <= MOST_WORDS_OF_A_PIECE for piece in pieces)
    assert rules.compare(first, second)
    assert "None" not in rules.compare(first, second)
    assert rules.compare(first, first).startswith("لا يتغير شيء")


@given(st.decimals(0, 100_000, places=2, allow_nan=False))
def test_amounts_are_read_to_the_halala_from_floats_too(amount: Decimal) -> None:
    read = rules.read_household({"income": [{"kind": "rent", "monthly": float(amount)}]})
    assert read.income is not None
    assert read.income[0].monthly == amount.quantize(HALALA, ROUND_HALF_UP)


@many
@given(sound_or_any(), st.sampled_from([("earned", "salary"), ("unearned", "other")]))
def test_an_open_side_is_as_one_income_of_unknown_amount(household: dict[str, Any], side: tuple[str, str]) -> None:
    opened, kind = side
    household.setdefault("income", [])
    household["income_open"] = []
    one_more = {**household, "income": [*household["income"], {"kind": kind}]}
    open_side, with_one = estimated({**household, "income_open": [opened]}), estimated(one_more)
    assert open_side.verdict == with_one.verdict
    assert open_side.pension == with_one.pension
    assert open_side.minimum == with_one.minimum
    assert open_side.counted_income.high is None


@many
@given(sound_or_any(), st.data())
def test_a_range_reaches_as_far_as_its_two_ends(household: dict[str, Any], data: st.DataObject) -> None:
    """An income between two amounts gives what each of the two gives, and nothing besides."""
    low, high = sorted(data.draw(st.tuples(MONTHLY, MONTHLY)))
    told = {key: value for key, value in data.draw(incomes()).items() if key not in ("low", "high", "monthly")}
    others = household.get("income", [])

    def with_amount(**amount: Any) -> rules.Estimate:
        return estimated({**household, "income": [*others, {**told, **amount}]})

    ranged, least, most = with_amount(low=low, high=high), with_amount(monthly=low), with_amount(monthly=high)
    assert ranged.sums.pension == (most.sums.pension.low, least.sums.pension.high)
    assert ranged.counted_income == (least.counted_income.low, most.counted_income.high)
    if least.verdict == most.verdict:
        assert ranged.verdict == least.verdict


@many
@given(sound_or_any())
def test_pay_below_the_threshold_passes_the_income_test_and_pay_at_it_does_not(household: dict[str, Any]) -> None:
    household["income_open"] = []
    household["income"] = [
        income for income in household.get("income", ()) if income.get("kind") not in ("salary", "business")
    ]
    bound = rules.threshold(rules.read_household({**household, "income_open": ["earned"]}))
    if bound is None or bound.side != "earned":
        return

    def outcome(pay: Decimal) -> str:
        estimate = estimated({**household, "income": [*household["income"], {"kind": "salary", "monthly": pay}]})
        return estimate.checks[-1].outcome

    halalas = 3 * HALALA  # what is counted is rounded to the halala
    assert outcome(bound.below - halalas) == "pass"
    assert outcome(bound.below + halalas) != "pass"


@many
@given(sound_or_any())
def test_each_family_of_two_lies_between_all_of_the_heads_income_and_none_of_it(household: dict[str, Any]) -> None:
    household["members"] = [*household.get("members", ()), {"relation": "wife"}, {"relation": "wife", "dwelling": 2}]
    household["applicant"] = {**household.get("applicant", {}), "kind": "family_head"}
    whole = estimated(household)
    assert whole.pension == whole.families[0].pension
    for home, estimate in zip(rules.families(rules.read_household(household)), whole.families, strict=True):
        income = home.income or ()
        all_here = replace(home, family=None, income=tuple([replace(one, shared=False) for one in income]))
        none_here = replace(
            home,
            family=None,
            income=tuple([one for one in income if not one.shared]),
            wealth=replace(home.wealth, liquidable_assets=None),
        )
        if home.income is not None:
            assert estimate.sums.pension.low == rules.estimate(all_here).sums.pension.low
            assert estimate.sums.pension.high == rules.estimate(none_here).sums.pension.high
