"""What changed between two estimates, in Arabic: the answer to "and if my wife's salary were 2,000?"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rules.checks import TITLES
from rules.estimation import Estimate, Verdict
from rules.explanation import OUTCOMES, verdict
from rules.formula import Bounded, Range
from rules.result import OF_TWO, persons
from rules.wording import between, readable, riyals

VERDICTS: Mapping[Verdict, str] = {
    "likely_eligible": "يُرجح الاستحقاق",
    "likely_not_eligible": "لا يُرجح الاستحقاق",
    "depends": "لا يمكن الجزم بعد",
}


def compare(before: Estimate, after: Estimate) -> str:
    """What changed from one estimate to another and by how much, the pension first; a line for each change.

    Of two families each is told by its name; where one becomes two, or two become one, the new verdict is said first.
    """
    if len(before.families) == len(after.families) > 0:
        pairs = zip(OF_TWO, before.families, after.families, strict=True)
        lines = [f"الأسرة {name}: {change}" for name, was, now in pairs for change in changes(was, now)]
    elif before.families or after.families:
        lines = [verdict(after), *changes(before, after)]
    else:
        lines = list(changes(before, after))
    if not lines:
        return f"لا يتغير شيء. {verdict(after)}"
    return "\n".join(lines)


def changes(before: Estimate, after: Estimate) -> Iterator[str]:
    """A sentence for each thing that changed."""
    old, new = shown(before), shown(after)
    held = "" if before.verdict != "depends" and after.verdict != "depends" else " إذا تحققت بقية الشروط"
    if old != new:
        yield f"المعاش التقديري{held} كان: {told(old)}، ويصير: {told(new)}{difference(old, new)}."
    elif before.verdict != after.verdict or before.sums != after.sums:
        yield f"المعاش التقديري{held} لا يتغير: {told(new)}."
    if before.verdict != after.verdict:
        yield f"النتيجة كانت: {VERDICTS[before.verdict]}، وتصير: {VERDICTS[after.verdict]}."
    if before.counted_income != after.counted_income:
        yield f"الدخل المحتسب كان: {in_words(before.counted_income)}، ويصير: {in_words(after.counted_income)}."
    if before.size != after.size:
        yield f"عدد من يُحسب كان: {persons(before)}، ويصير: {persons(after)}."
    if before.minimum != after.minimum:
        yield f"الحد الأدنى كان: {in_words(before.minimum)}، ويصير: {in_words(after.minimum)}."
    if before.parameters.valid_from != after.parameters.valid_from:
        yield (
            f"المبالغ كانت المعمول بها منذ {readable(before.parameters.valid_from)}،"
            f" وتصير المعمول بها منذ {readable(after.parameters.valid_from)}."
        )
    for was, now in zip(before.checks, after.checks, strict=True):
        if was.outcome != now.outcome:
            yield f"{TITLES[now.rule]}، كان: {OUTCOMES[was.outcome]}، ويصير: {OUTCOMES[now.outcome]}. {now.reason}"


def shown(estimate: Estimate) -> Bounded:
    """The pension that a change is told of: while conditions are unknown, the one that there is if they hold."""
    return estimate.pension_if_conditions_hold if estimate.verdict == "depends" else estimate.pension


def difference(before: Bounded, after: Bounded) -> str:
    """By how much a pension changes, where both are one amount."""
    if not (before.is_one and after.is_one):
        return ""
    more = after.low - before.low
    return f" ({'يزيد' if more > 0 else 'ينقص'} {riyals(abs(more))} شهريًا)"


def told(pension: Bounded) -> str:
    """A pension in words."""
    return between(pension.low, pension.high) if pension.high else "لا معاش"


def in_words(amounts: Range) -> str:
    """An amount or a range of amounts in words."""
    return f"{riyals(amounts.low)} على الأقل" if amounts.high is None else between(amounts.low, amounts.high)
