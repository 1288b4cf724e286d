"""Which part of each income is counted (domain section C, step 2; Law, articles 1 and 14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from rules.household import Household, Income, IncomeKind, Side
from rules.parameters import Parameters
from rules.people import Belongs, People, belongs
from rules.wording import INCOME_NAMES, between, riyals

Treatment = Literal["earned", "unearned", "retirement", "excluded"]
"""earned: the earned share counts. unearned: all of it counts. excluded: nothing counts.
retirement: open question Q1, the earned share or all of it."""

# Sources: ajel-formula and khalij-imputed for the two sums and for what is left out of them, alriyadh24 for
# earned and unearned, juhaina for the Citizen Account (Q8); the default readings of Q1 and Q7 for the rest.
TREATMENTS: Mapping[IncomeKind, Treatment] = {
    "salary": "earned",
    "business": "earned",
    "retirement_pension": "retirement",
    "rent": "unearned",
    "investment": "unearned",
    "alimony": "unearned",
    "citizen_account": "excluded",
    "disability_support": "excluded",
    "supporting_programme": "excluded",
    "job_search_support": "unearned",
    "student_stipend": "excluded",
    "rural_support": "excluded",
    "other_government_support": "unearned",
    "other": "unearned",
}

HALALA = Decimal("0.01")
NOTHING = Decimal(0)
ALL = Decimal(1)


@dataclass(frozen=True, slots=True)
class IncomeLine:
    """One income in the sum: what is counted of it at the least and at the most (None where nobody can tell)."""

    income: Income | None
    """None for what is no income that was listed: assets, or incomes that are not known at all."""
    treatment: Treatment | None
    belongs: Belongs
    low: Decimal
    high: Decimal | None
    text: str

    @property
    def untold(self) -> bool:
        """Whether nothing bounds what is counted of it, because its amount is not known."""
        return self.high is None


def income_lines(household: Household, figures: Parameters, among: People) -> tuple[IncomeLine, ...]:
    """Every income of the household with what is counted of it, rounded to the halala line by line (Q11)."""
    if household.income is None:
        lines = [IncomeLine(None, None, "yes", NOTHING, None, "دخل الأسرة لم يُعرف")]
    else:
        lines = [income_line(income, household, figures, among) for income in household.income]
        lines += [IncomeLine(None, side, "yes", NOTHING, None, OPEN_SIDES[side]) for side in household.income_open]
    if household.wealth.liquidable_assets:
        lines.append(assets_line(household.wealth.liquidable_assets, household, figures))
    return tuple(lines)


OPEN_SIDES: Mapping[Side, str] = {
    "earned": "رواتب أو دخل عمل قد تكون ولم تُعرف",
    "unearned": "دخل آخر غير الرواتب قد يكون ولم يُعرف",
}


def income_line(income: Income, household: Household, figures: Parameters, among: People) -> IncomeLine:
    """What is counted of one income."""
    treatment = None if income.kind is None else TREATMENTS[income.kind]
    belonging = belongs(income, household, among)
    low_share, high_share = shares(treatment, figures)
    if belonging == "no":
        low_share = high_share = NOTHING
    elif belonging != "yes":
        low_share = NOTHING
    at_most = None if income.most is None and high_share else part(income.most or NOTHING, high_share)
    how = how_counted(treatment, belonging, figures)
    unsteady = "، وهو غير ثابت" if income.steady is False else ""
    text = f"{INCOME_NAMES[income.kind, income.whose]}: {amount_in_words(income)}{unsteady}، {how}"
    return IncomeLine(income, treatment, belonging, part(income.least, low_share), at_most, text)


def amount_in_words(income: Income) -> str:
    """How much an income is, first as it was said where that was converted: "18,000 في السنة = 1,500 ريال في الشهر"."""
    if income.most is None:
        told = f"{riyals(income.least)} على الأقل" if income.least else "لم يُعرف مبلغه"
        return f"{income.said} ({told})" if income.said else told
    told = between(income.least, income.most)
    return f"{income.said} = {told} في الشهر" if income.said else told


# The least and the most that counts of an income; None stands for the share of earned income.
SHARES: Mapping[Treatment | None, tuple[Decimal | None, Decimal | None]] = {
    "earned": (None, None),
    "unearned": (ALL, ALL),
    "retirement": (None, ALL),
    "excluded": (NOTHING, NOTHING),
    None: (NOTHING, ALL),
}


def counted_of(amount: Decimal, income: Income, figures: Parameters) -> tuple[Decimal, Decimal]:
    """What is counted of an amount of this income, at the least and at the most, where it is the household's."""
    low, high = shares(None if income.kind is None else TREATMENTS[income.kind], figures)
    return part(amount, low), part(amount, high)


def shares(treatment: Treatment | None, figures: Parameters) -> tuple[Decimal, Decimal]:
    """The least and the most that counts of an income, as parts of it."""
    low, high = SHARES[treatment]
    return figures.earned_share if low is None else low, figures.earned_share if high is None else high


def part(amount: Decimal, share: Decimal) -> Decimal:
    """A share of an amount, to the halala."""
    if share == ALL:
        return amount
    return (amount * share).quantize(HALALA, ROUND_HALF_UP)


def how_counted(treatment: Treatment | None, belonging: Belongs, figures: Parameters) -> str:
    """How an income is counted, in words."""
    if belonging == "no":
        return "لا يُحتسب لأن صاحبه ليس من أفراد هذه الأسرة"
    share = f"{figures.earned_share_percent}%"
    words = {
        "earned": f"يُحتسب {share} منه لأنه دخل مكتسب",
        "unearned": "يُحتسب كاملًا لأنه دخل غير مكتسب",
        "retirement": f"يُحتسب هنا كاملًا، ولم يُعلن هل يُحتسب كاملًا أم {share} منه",
        "excluded": "لا يُحتسب",
        None: "يُحتسب هنا كاملًا لأن نوعه لم يُعرف",
    }[treatment]
    return words if treatment == "excluded" else words + UNSURE.get(belonging, "")


UNSURE: Mapping[Belongs, str] = {
    "maybe": "، ولم يُعرف هل صاحبه من أفراد هذه الأسرة",
    "open": "، ولم يُعرف هل يُحتسب دخل غير السعودي",
    "shared": "، ولم يُعرف كم منه لهذه الأسرة",
}


def assets_line(assets: Decimal, household: Household, figures: Parameters) -> IncomeLine:
    """What liquidable assets add to the unearned income: their value spread over the months (question Q4)."""
    monthly = (assets / figures.liquidable_months).quantize(HALALA, ROUND_HALF_UP)
    text = f"أصول قابلة للتسييل قيمتها {riyals(assets)}، تُقسم على {figures.liquidable_months} شهرًا"
    if household.family:
        return IncomeLine(None, "unearned", "shared", NOTHING, monthly, text + UNSURE["shared"])
    return IncomeLine(None, "unearned", "yes", monthly, monthly, text)
