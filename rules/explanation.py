"""The explanation of an estimate in Arabic, made from the estimate's own lines.

It says what was computed and nothing else: the verdict in one sentence, the sum, each condition, what is uncertain,
what to do next, and the sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules.checks import TITLES, Outcome
from rules.estimation import Estimate
from rules.next_steps import NextStep, next_steps
from rules.parameters import in_force
from rules.sources import is_official, title
from rules.steps import Step
from rules.wording import between, listed, number, readable, riyals

OUTCOMES: Mapping[Outcome, str] = {"pass": "متحقق", "fail": "غير متحقق", "unknown": "غير معروف بعد"}
MOST_NAMED = 4
PRELIMINARY = "هذا تقدير أولي، والقرار للوزارة بعد التحقق من البيانات لدى الجهات الأخرى."


@dataclass(frozen=True, slots=True)
class Explanation:
    """An estimate in plain Arabic. Each tuple holds whole lines to show one under another."""

    verdict: str
    lines: tuple[str, ...]
    checks: tuple[str, ...]
    uncertainties: tuple[str, ...]
    next_steps: tuple[str, ...]
    sources: tuple[str, ...]
    headline: str
    preliminary: str

    def short(self) -> str:
        """The verdict and the figures behind it."""
        return f"{self.verdict}\n{self.headline}\n{self.preliminary}"

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


def explain(estimate: Estimate) -> Explanation:
    """The Arabic explanation of an estimate."""
    following = tuple(next_steps(estimate))
    return Explanation(
        verdict=verdict(estimate),
        lines=tuple([line(step) for step in estimate.steps]),
        checks=tuple([f"{TITLES[check.rule]}: {OUTCOMES[check.outcome]}. {check.reason}" for check in estimate.checks]),
        uncertainties=tuple([uncertainty.text for uncertainty in estimate.uncertainties]),
        next_steps=tuple([step.text for step in following]),
        sources=sources(estimate, following),
        headline=headline(estimate),
        preliminary=PRELIMINARY,
    )


def line(step: Step) -> str:
    """One line of the sum with its amount."""
    if step.amount is None:
        return step.text if step.part == "pension" else f"{step.text}: غير معروف"
    return f"{step.text}: {riyals(step.amount)}"


def verdict(estimate: Estimate) -> str:
    """The verdict in one sentence."""
    failed = estimate.failed
    if failed:
        first = failed[0].reason.rstrip(".")
        more = [TITLES[check.rule] for check in failed[1:]]
        return f"لا يُرجح استحقاق المعاش: {first}{f'، ومعه شروط أخرى لم تتحقق ({listed(more)})' if more else ''}."
    if estimate.verdict == "depends":
        return depends(estimate)
    if not estimate.pension.high:
        return "يُرجح تحقق الشروط، لكن طريقة الحساب العامة لا تبقي معاشًا."
    if estimate.pension.is_one:
        return f"يُرجح استحقاق المعاش، والمبلغ التقديري {riyals(estimate.pension.low)} شهريًا."
    low, high = estimate.pension
    return f"يُرجح استحقاق المعاش، والمبلغ التقديري {between(low, high)} شهريًا، والأحوط الأقل."


def depends(estimate: Estimate) -> str:
    """The sentence for a verdict that something unknown could change."""
    low, high = estimate.pension_if_conditions_hold
    told = f"{riyals(high)} شهريًا" if low in (0, high) else f"{between(low, high)} شهريًا"
    titles = [TITLES[check.rule] for check in estimate.unknown]
    if not high:
        return f"لا يمكن الجزم بعد، لأن شروطًا لم تُعرف ({some(titles)})، وطريقة الحساب العامة لا تبقي معاشًا."
    if titles == [TITLES["income_below_minimum"]]:
        reason = estimate.unknown[0].reason.rstrip(".")
        return f"لا يمكن الجزم بعد: {reason}، فإما لا معاش، وإما {told} على الأكثر."
    limit = " على الأكثر" if low == 0 else ""
    return f"لا يمكن الجزم بعد، لأن هذا لم يُعرف: {some(titles)}، وإذا تحققت الشروط كلها فالمعاش التقديري {told}{limit}."


def some(titles: list[str]) -> str:
    """What is unknown; only the first of it where it is much."""
    return listed(titles) if len(titles) <= MOST_NAMED else f"{'، '.join(titles[:MOST_NAMED])}، وغيرها"


def headline(estimate: Estimate) -> str:
    """Minimum, counted income and pension in one line."""
    minimum, income, pension = estimate.minimum, estimate.counted_income, estimate.pension
    least = riyals(minimum.low) + ("" if minimum.is_one else " على الأقل")
    counted = f"{riyals(income.low)} على الأقل" if income.high is None else between(income.low, income.high)
    left = between(pension.low, pension.high) if pension.high else "لا معاش"
    return f"الحد الأدنى: {least}. الدخل المحتسب: {counted}. المعاش التقديري: {left}."


def sources(estimate: Estimate, following: tuple[NextStep, ...]) -> tuple[str, ...]:
    """The titles of the sources, each once, and since when the figures hold."""
    figures = estimate.parameters
    keys = dict.fromkeys(
        [key for check in estimate.checks for key in check.sources]
        + [key for name in ("head_minimum", "pension_cap") for key in in_force(name, estimate.as_of)["sources"]]
        + [key for step in following for key in step.sources]
        + [key for uncertainty in estimate.uncertainties for key in uncertainty.sources]
    )
    amounts = (
        f"مبلغا {number(figures.head_minimum)} و{number(figures.dependant_addition)} معمول بهما منذ"
        f" {readable(figures.valid_from)}، وآخر مراجعة لهما {readable(figures.last_checked)}"
    )
    return (*[title(key) if is_official(key) else f"{title(key)} (مصدر غير رسمي)" for key in keys], amounts)
