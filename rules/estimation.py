"""The preliminary estimate of one household: conditions, sum, verdict and what is uncertain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from rules.checks import Check
from rules.families import families
from rules.formula import NOTHING, Bounded, Range, Sums, sums
from rules.gates import GATES
from rules.household import Household
from rules.income_test import income_below_minimum
from rules.parameters import Parameters, on
from rules.people import Persons
from rules.steps import Step, steps
from rules.uncertainties import uncertainties
from rules.uncertainty import Uncertainty

Verdict = Literal["likely_eligible", "likely_not_eligible", "depends"]


@dataclass(frozen=True, slots=True)
class Estimate:
    """What the rules make of one household on one day. Amounts are riyals a month.

    `household` is what was estimated, with its day; `sums` the formula's own figures, whatever the conditions say.
    """

    household: Household
    as_of: date
    sums: Sums
    verdict: Verdict
    pension: Bounded
    checks: tuple[Check, ...]
    steps: tuple[Step, ...]
    uncertainties: tuple[Uncertainty, ...]
    families: tuple[Estimate, ...] = ()
    """Each of the two families of a head with two homes; empty for a household that is one family. All else here is
    the first's, but for the uncertainties, which are those of both."""

    @property
    def parameters(self) -> Parameters:
        """The figures that were used."""
        return self.sums.figures

    @property
    def size(self) -> Persons:
        """The persons that the minimum is computed for, the head among them."""
        return self.sums.people.size

    @property
    def minimum(self) -> Range:
        """The computed minimum of the pension."""
        return self.sums.minimum

    @property
    def counted_income(self) -> Range:
        """The counted income."""
        return self.sums.counted

    @property
    def pension_if_conditions_hold(self) -> Bounded:
        """What the formula leaves: the pension if every condition that is unknown or fails held."""
        return self.sums.pension

    @property
    def failed(self) -> tuple[Check, ...]:
        """The conditions that fail."""
        return tuple([check for check in self.checks if check.outcome == "fail"])

    @property
    def unknown(self) -> tuple[Check, ...]:
        """The conditions that cannot be decided."""
        return tuple([check for check in self.checks if check.outcome == "unknown"])

    def as_json(self) -> dict[str, Any]:
        """The estimate as a JSON object of the shape that the design fixes.

        Amounts are whole numbers, or floats with two decimals where there are halalas. `household_size` and
        `minimum` are null where the number of persons is not known, `counted_income.high` where nothing bounds it,
        a step's `amount` where it is not known. `families`, an estimate each, is there for a head with two homes.
        """
        families = {"families": [family.as_json() for family in self.families]} if self.families else {}
        return {
            "as_of": self.as_of.isoformat(),
            "parameters_from": self.parameters.valid_from.isoformat(),
            "household_size": self.size.low if self.size.low == self.size.high else None,
            "minimum": plain(self.minimum.low) if self.minimum.is_one else None,
            "counted_income": {"low": plain(self.counted_income.low), "high": plain(self.counted_income.high)},
            "pension": {"low": plain(self.pension.low), "high": plain(self.pension.high)},
            "verdict": self.verdict,
            "checks": [
                {
                    "rule": check.rule,
                    "outcome": check.outcome,
                    "reason": check.reason,
                    "sources": list(check.sources),
                }
                for check in self.checks
            ],
            "steps": [{"text": step.text, "amount": plain(step.amount)} for step in self.steps],
            "uncertainties": [uncertainty.text for uncertainty in self.uncertainties],
            **families,
        }


def estimate(household: Household, today: date | None = None) -> Estimate:
    """The preliminary estimate of a household for its `as_of`, else for `today`, else for the day it is called on.

    The verdict is `likely_not_eligible` where a condition fails (the income test among them), with a pension of 0;
    `likely_eligible` where all hold; `depends` where something that is not known could change it. The low end of
    the pension is the headline; where a condition is unknown it is 0, because the condition may fail:
    `pension_if_conditions_hold` has the amount otherwise. Works for a household of which nothing is known.

    For a head with two homes it speaks of the family in the first, between all of the head's income there and none of
    it; `families` has one for each. Raises NoParametersError for a day before the programme's first figures.
    """
    day = household.as_of or today or date.today()
    if household.as_of is None:
        household = replace(household, as_of=day)
    each = tuple([of_family(family, day) for family in families(household)])
    if len(each) == 1:
        return each[0]
    texts = {uncertainty.text: uncertainty for family in each for uncertainty in family.uncertainties}
    return replace(each[0], household=household, families=each, uncertainties=tuple(texts.values()))


def of_family(household: Household, day: date) -> Estimate:
    """The estimate of one family on a day."""
    figured = sums(household, on(day))
    gates = [gate(household, figured) for gate in GATES.values()]
    checks = (*gates, income_below_minimum(household, figured))
    outcomes = {check.outcome for check in checks}
    barred = any(gate.outcome == "fail" for gate in gates)
    verdict: Verdict
    if "fail" in outcomes:
        verdict, pension = "likely_not_eligible", Bounded(NOTHING, NOTHING)
    elif "unknown" in outcomes:
        verdict, pension = "depends", Bounded(NOTHING, figured.pension.high)
    else:
        verdict, pension = "likely_eligible", figured.pension
    sure = not any(gate.outcome == "unknown" for gate in gates)
    return Estimate(
        household=household,
        as_of=day,
        sums=figured,
        verdict=verdict,
        pension=pension,
        checks=checks,
        steps=tuple(steps(figured, barred=barred, sure=sure)),
        uncertainties=tuple(uncertainties(household, figured, barred=barred)),
    )


def plain(amount: Decimal | None) -> int | float | None:
    """An amount as JSON has it: whole where it is whole, else with two decimals; null where it is not known."""
    if amount is None:
        return None
    whole = int(amount)
    return whole if whole == amount else round(float(amount), 2)
