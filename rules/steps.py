"""The sum, line by line: every amount that leads to the pension, in the order of the formula."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rules.formula import Sums
from rules.wording import counted, riyals

Part = Literal["minimum", "minimum_total", "income", "income_total", "difference", "cap", "pension", "other_reading"]
"""The `minimum` lines add up to `minimum_total`, the `income` lines to `income_total`; `difference` is what is left
of the first less the second; `cap` is the cap where it is below that; `pension` is the end of the sum."""

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the sum: Arabic words and riyals. `amount` is None where it is not known."""

    part: Part
    text: str
    amount: Decimal | None


def steps(sums: Sums, *, barred: bool, sure: bool) -> Iterator[Step]:
    """The lines of the sum for the headline, which is the lower end of the pension.

    `barred`: a condition other than the income test fails; `sure`: no such condition is unknown.
    """
    yield from minimum_steps(sums)
    yield from income_steps(sums)
    high = sums.counted.high
    if high is None or not (sums.minimum.is_one or only_foreign(sums)):
        yield Step("pension", "لا يكتمل الحساب حتى تُعرف بقية البيانات.", None)
        return
    minimum, cap = sums.minimum.low, sums.figures.pension_cap
    left = minimum - high
    if left > 0:
        yield Step("difference", "الباقي من الحد الأدنى بعد طرح الدخل المحتسب", left)
        if left > cap:
            yield Step("cap", "الحد الأعلى للمعاش أقل من الباقي، فيؤخذ به", cap)
    if barred:
        yield Step("pension", "لا معاش لأن أحد الشروط لم يتحقق", NOTHING)
    elif left > 0:
        text = "المعاش التقديري" if sure else "المعاش التقديري إذا تحققت بقية الشروط"
        yield Step("pension", text, min(left, cap))
    elif left == 0:
        yield Step("pension", "الدخل المحتسب يساوي الحد الأدنى، فلا يبقى معاش", NOTHING)
    else:
        yield Step("pension", f"الدخل المحتسب يزيد على الحد الأدنى {riyals(-left)}، فلا يبقى معاش", NOTHING)
    if not barred and not (sums.counted.is_one and sums.minimum.is_one):
        reading = f"إذا كان الدخل المحتسب {riyals(sums.counted.low)}"
        if not sums.minimum.is_one:
            reading = "بحسب حساب غير السعوديين ودخلهم"
        yield Step("other_reading", f"أعلى تقدير، {reading}", sums.pension.high)


def only_foreign(sums: Sums) -> bool:
    """Whether the number of persons is open only by members who are not Saudi: each is then counted, or not."""
    among = sums.people
    return among.size == (1 + among.count("counted"), 1 + among.count("counted") + among.count("open"))


def minimum_steps(sums: Sums) -> Iterator[Step]:
    """The minimum: the head's amount and each dependant's addition."""
    figures, size = sums.figures, sums.people.size
    yield Step("minimum", "الحد الأدنى لمقدم الطلب", figures.head_minimum)
    if size.low > 1:
        dependants = counted(size.low - 1, "dependant")
        addition = figures.dependant_addition
        yield Step("minimum", f"الزيادة عن {dependants}، لكل تابع {riyals(addition)}", addition * (size.low - 1))
    if size.low != size.high and only_foreign(sums):
        foreign = sums.people.count("open")
        yield Step("minimum", f"غير السعوديين ({foreign}): لم يُعرف هل تُحسب لهم زيادة، فلم تُحسب هنا", NOTHING)
        yield Step("minimum_total", "الحد الأدنى دون زيادة لهم", sums.minimum.low)
        return
    if size.low != size.high:
        yield Step("minimum", "الزيادة عن تابعين لم يُعرف عددهم", None)
        return
    persons = "لمستقل" if size.low == 1 else f"لأسرة من {counted(size.low, 'person')}"
    yield Step("minimum_total", f"الحد الأدنى {persons}", sums.minimum.low)


def income_steps(sums: Sums) -> Iterator[Step]:
    """The counted income: what is counted of each income, at the most."""
    for line in sums.lines:
        yield Step("income", line.text, line.high)
    if not sums.lines:
        yield Step("income_total", "الدخل المحتسب: لا دخل", NOTHING)
    elif sums.counted.high is not None:
        yield Step("income_total", "مجموع الدخل المحتسب", sums.counted.high)
