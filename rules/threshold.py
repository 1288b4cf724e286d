"""What an income that is not told would have to be: the bound below which the income test is passed for sure.

Whoever does not say what he earns learns from it whether he is entitled.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from typing import Literal

from rules.decree import exempt_from_income_test
from rules.families import families
from rules.formula import NOTHING, Sums, sums, total
from rules.household import Household
from rules.income import HALALA
from rules.parameters import Parameters, on
from rules.wording import riyals

Side = Literal["earned", "unearned", "both"]


@dataclass(frozen=True, slots=True)
class Threshold:
    """The bound of a total in riyals a month, and the sentence that tells it.

    `earned`: of all pay and business income; `unearned`: of all other income that counts; in both the other incomes
    stay what they are told to be. `both`: of the counted income, where either may hold more than is told.
    """

    side: Side
    below: Decimal
    text: str


def threshold(household: Household, today: date | None = None) -> Threshold | None:
    """What a household's untold incomes would have to be; of its pay where every income is told.

    None where it cannot be said: the persons are not known, the other incomes are too much already, or the applicant is
    exempt from the income test. Of a head with two families it is that of the first, with all of his income counted
    there. Raises NoParametersError for a day before the programme's first figures.
    """
    first = families(household)[0]
    return threshold_of(first, sums(first, on(first.as_of or today or date.today())))


def threshold_of(household: Household, figured: Sums) -> Threshold | None:
    """The threshold of a household with its sums."""
    minimum, figures = figured.minimum.low, figured.figures
    if not figured.minimum.is_one or exempt_from_income_test(household, figures):
        return None
    untold = {"earned" if line.treatment == "earned" else "unearned" for line in figured.lines if line.untold}
    if any(line.income is None and line.treatment is None and line.untold for line in figured.lines):
        untold = {"earned", "unearned"}
    earned = total(line.high for line in figured.lines if line.treatment == "earned")
    other = total(line.high for line in figured.lines if line.treatment != "earned")
    you, your = ("تستحق", "ك") if household.is_independent else ("تستحقون", "كم")
    if untold == {"earned", "unearned"}:
        if figured.counted.low >= minimum:
            return None
        sum_of = f"{figures.earned_share_percent}% من رواتب{your} مع كل دخل{your} الآخر"
        return Threshold("both", minimum, f"{you} إذا كان {sum_of} أقل من {riyals(minimum)}.")
    if untold == {"unearned"} and earned is not None:
        below = minimum - earned
        text = f"{you} إذا كان مجموع دخل{your} من غير الرواتب أقل من {riyals(below)}."
        return Threshold("unearned", below, text) if below > 0 else None
    if other is None or not (below := pay_below(minimum, other, figures)):
        return None
    return Threshold("earned", below, f"{you} إذا كان مجموع رواتب{your} أقل من {riyals(below)}.")


def pay_below(minimum: Decimal, other: Decimal, figures: Parameters) -> Decimal:
    """The total of pay below which counted income stays under the minimum beside other counted income; 0 for none."""
    left = max(NOTHING, minimum - other)
    return (left / figures.earned_share).quantize(HALALA, ROUND_DOWN)
