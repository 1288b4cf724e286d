"""What the picture of an estimate says: sentences and amounts from `rules`, and the bars that they are drawn as."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from bot.pictures.people import members_in_words, size_in_words
from rules import TITLES, Estimate, Household, explain
from rules.estimation import Verdict
from rules.income import IncomeLine
from rules.result import is_exempt
from rules.steps import Step
from rules.wording import between, readable, riyals

TITLE = "تقدير معاش الضمان الاجتماعي"
ASSISTANT = "مرشد الضمان"
UNOFFICIAL = "تقدير أولي غير رسمي"
FOR_WHOM = "لمن حُسب"
WAY = "من الحد الأدنى إلى المعاش"
VERDICTS: Mapping[Verdict, str] = {
    "likely_eligible": "يُرجح الاستحقاق",
    "likely_not_eligible": "لا يُرجح الاستحقاق",
    "depends": "لا يمكن الجزم بعد",
}
CONDITIONS_HOLD = "يُرجح تحقق الشروط"
"""Instead of the words for `likely_eligible` where the sum leaves no pension."""
PENSION = "المعاش التقديري"
NO_PENSION = "لا معاش"
NOT_STATED = "لم يُعلن مبلغه"
"""The pension of whom Royal Decree M/35 exempts from the income test, where the general way leaves nothing."""
UNKNOWN = "غير معروف"
LOWEST = "أقل تقدير"
UNSURE = "الجزء المخطط غير مؤكد: بين أقل تقدير وأعلى تقدير."
MOST_ROWS = 6
"""Of one kind of income; further ones stand together in one row, so that a picture does not grow without end."""
MOST_REASONS = 4
"""Of conditions that fail; the verdict names the others."""

Sort = Literal["minimum", "income", "cap", "pension"]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the sum: what, and how much of it (empty where nothing is counted)."""

    text: str
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the waterfall, in riyals from the axis.

    Sure from `start` to `sure`, unsure from there to `end`; `sure` lies between the two or is one of them.
    With `open` nothing bounds the unsure part, and it runs on to the edge.
    """

    sort: Sort
    label: str
    amount: str
    start: Decimal
    sure: Decimal
    end: Decimal
    open: bool = False

    @property
    def unsure(self) -> bool:
        """Whether a part of it is not sure."""
        return self.open or self.sure != self.end


@dataclass(frozen=True, slots=True)
class Part:
    """A card below the chart: a heading, rows of the sum, and sentences."""

    heading: str
    rows: tuple[Row, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """All that a picture says, in its order. `details` stand only where there is room: on the page to print."""

    verdict: Verdict
    words: str
    sentence: str
    pension: str
    monthly: bool
    size: str
    members: tuple[str, ...]
    bars: tuple[Bar, ...]
    notes: tuple[str, ...]
    parts: tuple[Part, ...]
    details: tuple[Part, ...]
    footer: tuple[str, ...]

    def text(self) -> str:
        """The same in words alone, for those who cannot see the picture."""
        pension = f"{PENSION} شهريًا" if self.monthly else PENSION
        lines = [ASSISTANT, TITLE, UNOFFICIAL, f"{self.words}.", f"{pension}: {self.pension}", self.sentence]
        lines += [f"{FOR_WHOM}: {self.size}.", *self.members]
        lines += [f"{WAY}:", *[f"{bar.label}: {bar.amount}" for bar in self.bars]]
        lines += [note for note in self.notes if note != UNSURE]
        for part in (*self.parts, *self.details):
            lines += [
                f"{part.heading}:",
                *[f"{row.text}: {row.amount}" if row.amount else row.text for row in part.rows],
            ]
            lines += part.lines
        return "\n".join([*lines, *self.footer])


def content(estimate: Estimate, household: Household, today: date) -> Content:
    """What is said of an estimate. `today` is the day on which the picture is made."""
    explanation = explain(estimate)
    drawn = bars(estimate)
    unsure = [UNSURE] if any(bar.unsure for bar in drawn) else []
    return Content(
        verdict=estimate.verdict,
        words=VERDICTS[estimate.verdict] if holds_pension(estimate) else CONDITIONS_HOLD,
        sentence=explanation.verdict,
        pension=pension_in_words(estimate),
        monthly=bool(estimate.pension.high),
        size=size_in_words(estimate),
        members=tuple(members_in_words(estimate, household)),
        bars=drawn,
        notes=(*notes(estimate), *unsure),
        parts=tuple(parts(estimate)),
        details=tuple(details(estimate)),
        footer=(
            explanation.preliminary,
            f"للاستفسار: مركز الاتصال {estimate.parameters.contact_number}.",
            dates(estimate, today),
        ),
    )


def holds_pension(estimate: Estimate) -> bool:
    """Whether the verdict can be told as being entitled or not: not where all holds and yet nothing is left."""
    return estimate.verdict != "likely_eligible" or bool(estimate.pension.high)


def pension_in_words(estimate: Estimate) -> str:
    """The pension or its range; none where it is nothing."""
    low, high = estimate.pension
    if not high and is_exempt(estimate) and not estimate.failed:
        return NOT_STATED
    return between(low, high) if high else NO_PENSION


def bars(estimate: Estimate) -> tuple[Bar, ...]:
    """From the minimum down to the pension. The income hangs from the end of the minimum where it is surely below."""
    nothing = Decimal(0)
    minimum, income, pension = estimate.minimum, estimate.counted_income, estimate.pension
    least = riyals(minimum.low) if minimum.is_one else f"{riyals(minimum.low)} على الأقل"
    if minimum.high is not None and not minimum.is_one:
        least = between(minimum.low, minimum.high)
    most = minimum.low if minimum.high is None else minimum.high
    first = Bar("minimum", "الحد الأدنى", least, nothing, minimum.low, most, minimum.high is None)
    told = f"{riyals(income.low)} على الأقل" if income.high is None else between(income.low, income.high)
    hangs = minimum.is_one and income.high is not None and income.high <= minimum.low
    if hangs and income.high is not None:
        top = minimum.low
        second = Bar("income", "يُطرح الدخل المحتسب", told, top, top - income.low, top - income.high)
    else:
        most = income.low if income.high is None else income.high
        second = Bar("income", "الدخل المحتسب", told, nothing, income.low, most, income.high is None)
    drawn = [first, second]
    cap = estimate.parameters.pension_cap
    if estimate.pension_if_conditions_hold.high == cap and (minimum.high is None or minimum.high - income.low > cap):
        drawn.append(Bar("cap", "الحد الأعلى للمعاش", riyals(cap), nothing, cap, cap))
    drawn.append(Bar("pension", PENSION, pension_in_words(estimate), nothing, pension.low, pension.high))
    return tuple(drawn)


def notes(estimate: Estimate) -> list[str]:
    """The lines of the sum that the bars do not show: what is left if that is not the pension, and what else may be."""
    capped = any(step.part == "cap" for step in estimate.steps)
    kept = []
    for step in estimate.steps:
        if (
            (step.part == "difference" and (capped or not estimate.pension.high))
            or (step.part == "pension" and (not step.amount or step.amount != estimate.pension.low))
            or step.part == "other_reading"
        ):
            lowest = step.part == "pension" and not step.amount and estimate.pension.high and step.amount is not None
            kept.append(f"{LOWEST}: {_note(step)}" if lowest else _note(step))
    return kept


def _note(step: Step) -> str:
    """A line of the sum as a sentence."""
    return f"{step.text}: {riyals(step.amount)}." if step.amount else f"{step.text.rstrip('.')}."


def parts(estimate: Estimate) -> Iterable[Part]:
    """The minimum line by line, what counts of each income, what does not, and the conditions that are open."""
    minimum = [Row(step.text, _amount(step.amount)) for step in estimate.steps if step.part == "minimum"]
    if estimate.families:
        yield Part("لك أسرتان في مسكنين", lines=explain(estimate).families)
    yield Part("كيف حُسب الحد الأدنى", tuple(minimum))
    counting = [line for line in estimate.sums.lines if line.high is None or line.high > 0]
    if counting:
        yield Part("ما يُحتسب من الدخل", tuple(rows(counting)))
    else:
        nothing = "لا دخل للأسرة." if not estimate.sums.lines else "لا يُحتسب شيء من الدخل المذكور."
        yield Part("ما يُحتسب من الدخل", lines=(nothing,))
    left_out = [line for line in estimate.sums.lines if line.high == 0]
    if left_out:
        yield Part("ما لا يُحتسب", tuple(rows(left_out)))
    yield from conditions(estimate)


def conditions(estimate: Estimate) -> Iterable[Part]:
    """The conditions that fail or, where none does, that are not known yet."""
    if len(estimate.failed) > 1:  # of a single one the verdict has said all
        reasons = [f"{TITLES[check.rule]}: {check.reason}" for check in estimate.failed[:MOST_REASONS]]
        yield Part("شروط لم تتحقق", lines=tuple(reasons))
    elif not estimate.failed and estimate.unknown:
        yield Part("شروط لم تُعرف بعد", lines=("، ".join([TITLES[check.rule] for check in estimate.unknown]) + ".",))


def details(estimate: Estimate) -> Iterable[Part]:
    """What is uncertain: for the page to print."""
    if estimate.uncertainties:
        yield Part("ما ليس مؤكدًا", lines=tuple([uncertainty.text for uncertainty in estimate.uncertainties]))


def rows(lines: list[IncomeLine]) -> list[Row]:
    """The incomes with what is counted of each; the last of many in one row."""
    shown = lines if len(lines) <= MOST_ROWS else lines[: MOST_ROWS - 1]
    told = [Row(line.text, _counted(line.low, line.high)) for line in shown]
    more = lines[len(shown) :]
    if more:
        low = sum([line.low for line in more], Decimal(0))
        highs = [line.high for line in more if line.high is not None]
        high = sum(highs, Decimal(0)) if len(highs) == len(more) else None
        told.append(Row(f"بقية ما ذُكر، وعددها {len(more)}", _counted(low, high)))
    return told


def _counted(low: Decimal, high: Decimal | None) -> str:
    """What is counted of an income; empty where it is nothing."""
    if high is None:
        return f"{riyals(low)} على الأقل" if low else UNKNOWN
    return between(low, high) if high else ""


def _amount(amount: Decimal | None) -> str:
    return UNKNOWN if amount is None else riyals(amount)


def dates(estimate: Estimate, today: date) -> str:
    """Of which day the estimate is, and since when its figures hold."""
    figures = estimate.parameters
    made = "" if today == estimate.as_of else f" رُسم في {readable(today)}."
    return (
        f"تاريخ التقدير: {readable(estimate.as_of)}.{made} مبالغ البرنامج معمول بها منذ {readable(figures.valid_from)}،"
        f" وآخر مراجعة لها {readable(figures.last_checked)}."
    )
