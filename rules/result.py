"""The result of an estimate in at most 60 words: verdict, amount, the one next step, and that it is preliminary."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rules.checks import TITLES
from rules.decree import exempt_from_income_test
from rules.estimation import Estimate
from rules.formula import Bounded
from rules.income_test import OPEN, points
from rules.one_step import one_step
from rules.threshold import threshold_of
from rules.uncertain_people import if_foreign_count
from rules.uncertainty import outcome
from rules.wording import between, counted, listed, riyals

MOST_WORDS = 60
MOST_NAMED = 3
PRELIMINARY_IN_SHORT = "هذا تقدير أولي، والقرار للوزارة."
OF_TWO = ("الأولى", "الثانية")
EXEMPT = "مستثناة من شرط الدخل (م/35)، ولم يُعلن كيف يُحسب المبلغ"


def result(estimate: Estimate) -> str:
    """What a citizen reads first: a line each for the verdict, the next step, and whose decision it is."""
    said = of_families(estimate) if estimate.families else of_one(estimate)
    step = one_step(next((each for each in estimate.families if not each.failed), estimate))
    return "\n".join([*said, f"الخطوة التالية: {step}", PRELIMINARY_IN_SHORT])


def of_one(estimate: Estimate) -> Iterator[str]:
    """The verdict of one family, with its amount."""
    if estimate.failed:
        more = len(estimate.failed) - 1
        besides = f" ومعه شروط أخرى لم تتحقق، عددها {more}." if more else ""
        yield f"لا يُرجح استحقاق المعاش: {estimate.failed[0].reason}{besides}"
    elif estimate.verdict == "depends":
        yield from depends(estimate)
    elif is_exempt(estimate):
        yield exempted(estimate)
    else:
        cautious = "" if estimate.pension.is_one else "، والأحوط الأقل"
        yield f"يُرجح استحقاق المعاش: {between(*estimate.pension)} شهريًا{cautious}."


def exempted(estimate: Estimate) -> str:
    """The verdict for whom Royal Decree M/35 exempts and every condition holds."""
    general = f" وعلى الطريقة العامة {between(*estimate.pension)} شهريًا." if estimate.pension.high else ""
    return f"يُرجح الاستحقاق، والحالة {EXEMPT}.{general}"


def depends(estimate: Estimate) -> Iterator[str]:
    """The verdict that something unknown could change."""
    low, high = estimate.pension_if_conditions_hold
    titles = [TITLES[check.rule] for check in estimate.unknown]
    income_open = list(points(estimate.sums)) if estimate.unknown[-1].rule == "income_below_minimum" else []
    bound = threshold_of(estimate.household, estimate.sums) if "untold" in income_open else None
    if titles == [TITLES["income_below_minimum"]]:
        if income_open[0] == "foreign" and "untold" not in income_open:
            yield from with_foreign(estimate, high)
        else:
            yield f"لا يمكن الجزم بعد: إما لا معاش، وإما {riyals(high)} شهريًا على الأكثر."
            yield bound.text if bound else f"{OPEN[income_open[0]]}."
        return
    if is_exempt(estimate):
        amount = f"فالحالة {EXEMPT}"
    elif not high:
        amount = "فطريقة الحساب العامة لا تبقي معاشًا"
    else:
        amount = f"فالمعاش {between(low or high, high)} شهريًا" + ("" if low else " على الأكثر")
    yield f"لا يمكن الجزم بعد. إذا تحققت بقية الشروط {amount}."
    yield f"بقي أن يُعرف: {some(titles)}."
    if bound:
        yield bound.text


def with_foreign(estimate: Estimate, most: Decimal) -> Iterator[str]:
    """The verdict that hangs on whether members who are not Saudi count: what it is if they do, and the most."""
    all_in = if_foreign_count(estimate.sums)
    more = f"، وأكثر ما قد يكون {riyals(most)}" if most > all_in else ""
    yield f"لا يمكن الجزم بعد: {OPEN['foreign']}."
    yield f"إذا حُسبوا كلهم: {outcome(all_in)}{more}، وقد لا يُستحق شيء."


def some(titles: list[str]) -> str:
    """What is unknown; only the first of it where it is much."""
    return listed(titles) if len(titles) <= MOST_NAMED else f"{'، '.join(titles[:MOST_NAMED])}، وغيرها"


def of_families(estimate: Estimate) -> Iterator[str]:
    """The verdict of each of the two families of a head with two homes."""
    first = estimate.families[0]
    reasons = {each.failed[0].reason for each in estimate.families if each.failed}
    if len(reasons) == 1 and all(each.failed for each in estimate.families):
        yield f"لا يُرجح استحقاق المعاش لأي من الأسرتين: {first.failed[0].reason}"
        return
    yield "لك أسرتان في مسكنين، ولكل أسرة معاشها."
    for name, family in zip(OF_TWO, estimate.families, strict=True):
        yield f"{name} من {persons(family)}: {amount_of(family)}."
    if is_exempt(estimate):
        yield f"والحالة {EXEMPT}."
    elif any(line.belongs == "shared" and line.high != 0 for each in estimate.families for line in each.sums.lines):
        yield "والأقل إذا احتُسب دخلك كله في تلك الأسرة."


def amount_of(family: Estimate) -> str:
    """The verdict of one of two families in a few words."""
    amounts: Bounded = family.pension_if_conditions_hold
    if family.failed:
        return f"لا يُرجح استحقاقها ({TITLES[family.failed[0].rule]})"
    if family.verdict == "depends":
        return f"غير محسومة، وأكثرها {riyals(amounts.high)}" if amounts.high else "غير محسومة"
    return between(*amounts) if amounts.high else "معاشها غير معلن"


def persons(estimate: Estimate) -> str:
    """The size of a household in words."""
    low, high = estimate.size
    return counted(low, "person") if low == high else f"{counted(low, 'person')} على الأقل"


def is_exempt(estimate: Estimate) -> bool:
    """Whether Royal Decree M/35 exempts the applicant from the income test."""
    return exempt_from_income_test(estimate.household, estimate.parameters)
