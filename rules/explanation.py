"""The explanation of an estimate in Arabic, made from the estimate's own lines.

It says what was computed and nothing else: the result in a few words, the verdict in one sentence, the sum, each
condition, what is uncertain, what to do next, and the sources.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from rules.checks import TITLES, Outcome
from rules.estimation import Estimate
from rules.income_test import points
from rules.next_steps import NextStep, next_steps
from rules.parameters import in_force
from rules.result import EXEMPT, OF_TWO, exempted, is_exempt, of_families, persons, result, some
from rules.sources import is_official, title
from rules.steps import Step
from rules.threshold import threshold_of
from rules.wording import between, listed, number, readable, riyals

OUTCOMES: Mapping[Outcome, str] = {"pass": "متحقق", "fail": "غير متحقق", "unknown": "غير معروف بعد"}
MOST_WORDS_OF_A_PIECE = 120
PRELIMINARY = "هذا تقدير أولي، والقرار للوزارة بعد التحقق من البيانات لدى الجهات الأخرى."


Part = Literal["details", "conditions", "uncertain", "to_do", "sources"]
"""Behind a button each: the sum, conditions that fail or are open, what is uncertain, what to do, the sources."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """An estimate in plain Arabic. Each tuple holds whole lines to show one under another.

    `result` is what a citizen reads first, in at most 60 words. `conditions` are those of `checks` that fail or, where
    none does, that are not known. `families` has a line for each family of a head with two homes.
    """

    result: str
    verdict: str
    lines: tuple[str, ...]
    checks: tuple[str, ...]
    conditions: tuple[str, ...]
    uncertainties: tuple[str, ...]
    next_steps: tuple[str, ...]
    sources: tuple[str, ...]
    headline: str
    preliminary: str
    families: tuple[str, ...] = ()

    def pieces(self, part: Part) -> tuple[str, ...]:
        """One part under its heading, in pieces of at most 120 words; at least one piece."""
        heading, lines, nothing = {
            "details": ("الحساب", self.lines, ""),
            "conditions": ("الشروط", self.conditions, "كل الشروط متحققة."),
            "uncertain": ("ما ليس مؤكدًا", self.uncertainties, "لا شيء غير مؤكد فيما ذُكر."),
            "to_do": ("ماذا تفعل الآن", self.next_steps, ""),
            "sources": ("المصادر", self.sources, ""),
        }[part]
        return in_pieces(heading, lines or (nothing,))

    def text(self) -> str:
        """The whole explanation under its headings; a part with nothing in it is left out."""
        parts = [self.verdict, self.preliminary]
        for heading, lines in (
            ("الحساب", self.lines),
            ("الشروط", self.checks),
            ("ما ليس مؤكدًا", self.uncertainties),
            ("الخطوات التالية", self.next_steps),
            ("المصادر", self.sources),
        ):
            if lines:
                parts.append(f"\n{heading}:\n- " + "\n- ".join(lines))
        return "\n".join(parts)


def in_pieces(heading: str, lines: Iterable[str]) -> tuple[str, ...]:
    """Whole lines under a heading, as many in a piece as it may have words."""
    pieces: list[list[str]] = []
    room = 0
    for line in lines:
        size = len(line.split()) + 1  # with its bullet
        if size > room or not pieces:
            pieces.append([f"{heading}:"])
            room = MOST_WORDS_OF_A_PIECE - len(heading.split())
        pieces[-1].append(f"• {line}")
        room -= size
    return tuple(["\n".join(piece) for piece in pieces])


def explain(estimate: Estimate) -> Explanation:
    """The Arabic explanation of an estimate."""
    each = estimate.families or (estimate,)
    following = tuple(dict.fromkeys([step for family in each for step in next_steps(family)]))
    told = dict.fromkeys([family_line(name, family) for name, family in zip(OF_TWO, estimate.families, strict=False)])
    lines = [
        text
        for family, heading in zip_longest(each, told)
        for text in (*([heading] if heading else []), *[line(step) for step in family.steps])
    ]
    shown = {"fail"} if any(family.failed for family in each) else {"unknown"}
    return Explanation(
        result=result(estimate),
        verdict=verdict(estimate),
        lines=tuple(lines),
        checks=tuple(conditions(each, set(OUTCOMES))),
        conditions=tuple(conditions(each, shown)),
        uncertainties=tuple([uncertainty.text for uncertainty in estimate.uncertainties]),
        next_steps=tuple(dict.fromkeys([step.text for step in following])),
        sources=sources(each, following),
        headline=headline(estimate),
        preliminary=PRELIMINARY,
        families=tuple(told),
    )


def conditions(each: tuple[Estimate, ...], outcomes: Container[str]) -> Iterator[str]:
    """The conditions of one or two families with these outcomes; of the second those that are not the first's too."""
    first = dict.fromkeys(each[0].checks)
    for name, family in zip(OF_TWO, each, strict=False):
        for check in family.checks:
            if check.outcome in outcomes and (family is each[0] or check not in first):
                whose = "" if family is each[0] else f" (الأسرة {name})"
                yield f"{TITLES[check.rule]}{whose}: {OUTCOMES[check.outcome]}. {check.reason}"


def family_line(name: str, family: Estimate) -> str:
    """One of two families: size, minimum, and pension at both extremes of how the head's income is shared."""
    minimum = riyals(family.minimum.low) + ("" if family.minimum.is_one else " على الأقل")
    told = f"الأسرة {name} من {persons(family)}، والحد الأدنى {minimum}."
    if any(check.rule != "income_below_minimum" for check in family.failed):
        return f"{told} لا معاش لأن أحد الشروط لم يتحقق."
    low, high = family.pension_if_conditions_hold
    none_here = f"المعاش {riyals(high)}" if high else "لا معاش"
    if not any(line.belongs == "shared" and line.high != 0 for line in family.sums.lines):
        return f"{told} {pension_in_words(family)}."
    if family.counted_income.high is None:
        return f"{told} إذا لم يُحتسب من دخل العائل شيء هنا: {none_here} على الأكثر، ولم يُعرف الدخل كله."
    all_here = f"المعاش {riyals(low)}" if low else "لا معاش"
    return f"{told} إذا احتُسب دخل العائل كله هنا: {all_here}، وإذا لم يُحتسب منه شيء هنا: {none_here}."


def pension_in_words(estimate: Estimate) -> str:
    """The pension that the formula leaves, or its range."""
    low, high = estimate.pension_if_conditions_hold
    return f"المعاش {between(low, high)}" if high else "لا معاش"


def line(step: Step) -> str:
    """One line of the sum with its amount."""
    if step.amount is None:
        return step.text if step.part == "pension" else f"{step.text}: غير معروف"
    return f"{step.text}: {riyals(step.amount)}"


def verdict(estimate: Estimate) -> str:
    """The verdict in one sentence; of two families in one for each."""
    if estimate.families:
        return " ".join(of_families(estimate))
    failed = estimate.failed
    if failed:
        first = failed[0].reason.rstrip(".")
        more = [TITLES[check.rule] for check in failed[1:]]
        return f"لا يُرجح استحقاق المعاش: {first}{f'، ومعه شروط أخرى لم تتحقق ({listed(more)})' if more else ''}."
    if estimate.verdict == "depends":
        return depends(estimate)
    if is_exempt(estimate):
        return exempted(estimate)
    if estimate.pension.is_one:
        return f"يُرجح استحقاق المعاش، والمبلغ التقديري {riyals(estimate.pension.low)} شهريًا."
    low, high = estimate.pension
    return f"يُرجح استحقاق المعاش، والمبلغ التقديري {between(low, high)} شهريًا، والأحوط الأقل."


def depends(estimate: Estimate) -> str:
    """The sentence for a verdict that something unknown could change."""
    low, high = estimate.pension_if_conditions_hold
    told = f"{riyals(high)} شهريًا" if low in (0, high) else f"{between(low, high)} شهريًا"
    titles = [TITLES[check.rule] for check in estimate.unknown]
    if is_exempt(estimate):
        return f"لا يمكن الجزم بعد، لأن هذا لم يُعرف: {some(titles)}. والحالة {EXEMPT}."
    if not high:
        return f"لا يمكن الجزم بعد، لأن شروطًا لم تُعرف ({some(titles)})، وطريقة الحساب العامة لا تبقي معاشًا."
    if titles == [TITLES["income_below_minimum"]]:
        reason = estimate.unknown[0].reason.rstrip(".")
        bound = threshold_of(estimate.household, estimate.sums) if "untold" in points(estimate.sums) else None
        told = f"لا يمكن الجزم بعد: {reason}، فإما لا معاش، وإما {told} على الأكثر."
        return f"{told} {bound.text}" if bound else told
    limit = " على الأكثر" if low == 0 else ""
    return f"لا يمكن الجزم بعد، لأن هذا لم يُعرف: {some(titles)}، وإذا تحققت الشروط كلها فالمعاش التقديري {told}{limit}."


def headline(estimate: Estimate) -> str:
    """Minimum, counted income and pension in one line."""
    minimum, income, pension = estimate.minimum, estimate.counted_income, estimate.pension
    least = riyals(minimum.low) + ("" if minimum.is_one else " على الأقل")
    counted = f"{riyals(income.low)} على الأقل" if income.high is None else between(income.low, income.high)
    left = between(pension.low, pension.high) if pension.high else "لا معاش"
    if is_exempt(estimate) and not estimate.failed:
        left = f"{left} على الطريقة العامة. الحالة {EXEMPT}"
    return f"الحد الأدنى: {least}. الدخل المحتسب: {counted}. المعاش التقديري: {left}."


def sources(each: tuple[Estimate, ...], following: tuple[NextStep, ...]) -> tuple[str, ...]:
    """The titles of the sources, each once, and since when the figures hold."""
    figures = each[0].parameters
    keys = dict.fromkeys(
        [key for family in each for check in family.checks for key in check.sources]
        + [key for name in ("head_minimum", "pension_cap") for key in in_force(name, each[0].as_of)["sources"]]
        + [key for step in following for key in step.sources]
        + [key for family in each for uncertainty in family.uncertainties for key in uncertainty.sources]
    )
    amounts = (
        f"مبلغا {number(figures.head_minimum)} و{number(figures.dependant_addition)} معمول بهما منذ"
        f" {readable(figures.valid_from)}، وآخر مراجعة لهما {readable(figures.last_checked)}"
    )
    return (*[title(key) if is_official(key) else f"{title(key)} (مصدر غير رسمي)" for key in keys], amounts)
