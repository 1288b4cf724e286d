"""What a question asks for, computed at once with the numbers that it brings: no interview is begun for it.

The numbers come from the question; what is missing there comes from what was told before. Each answer names what it
was computed with, so that a number that was heard wrongly is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import rules
from actions.wording import say
from arabic import normalise, read
from arabic.text import Text
from rules import parameters
from rules.formula import sums
from rules.wording import between, counted, riyals

if TYPE_CHECKING:
    from datetime import date

    from actions.case import Case
    from arabic.told import IncomeTold, Told
    from knowledge.unit import Unit
    from rules.formula import Range, Sums

SUPPOSED = "لو "  # what stands in a question is read as if it were so
PERSONS = ("شخص", "اشخاص", "فرد", "افراد", "نفر", "انفار", "انفس", "نفوس", "روس")
TWO_PERSONS = ("شخصين", "فردين", "نفرين", "اثنين", "ثنين", "ثنتين")
CHILDREN = ("اطفال", "طفل", "عيال", "اولاد", "بنات", "ابنا", "ايتام", "بزران", "ورعان", "جهال", "بزر")
FEW_WORDS = 7  # of a message in which a number alone may count persons: «سبعة بلا دخل كم لنا»
FEWEST, MOST = 2, 40  # persons of a household that a bare number may mean
DEFAULT_KIND = "salary"
CURRENT = ("is", "more")
EARNED = ("salary", "business")


@dataclass(frozen=True)
class Numbers:
    """What there is to compute with: persons in all, and incomes; None where nothing was said of them.

    `own`: the question itself names the persons.
    """

    size: int | None
    incomes: tuple[IncomeTold, ...] | tuple[Mapping[str, Any], ...] | None
    household: Mapping[str, Any]
    own: bool = False


def computed(unit: Unit, text: str, case: Case, today: date) -> str | None:
    """The answer with the numbers of the question; None where the unit computes nothing, or they do not suffice."""
    if unit.computes is None:
        return None
    told = read(SUPPOSED + text)
    try:
        return WAYS[unit.computes](numbers(told, text, case), told, today)
    except rules.HouseholdError:  # an amount that no family has
        return None


def brings_numbers(text: str) -> bool:
    """Whether a message names persons or an amount of income to compute with."""
    told = read(SUPPOSED + text)
    return members_of(told, text) is not None or any(one.low is not None for one in told.incomes)


def numbers(told: Told, text: str, case: Case) -> Numbers:
    """What the question brings, or what was told before."""
    known = case.told_household()
    members = members_of(told, text)
    told_all = told.total is not None or told.alone or persons_in(text) is not None
    if known.get("members") and not told_all:
        members = None  # who is named beside others that are known already is one of them
    own = members is not None
    members = members if own else known.get("members")
    size = None if members is None else 1 + len(members)
    incomes = tuple(one for one in told.incomes if one.low is not None and one.change in CURRENT)
    if incomes:
        return Numbers(size, incomes, shaped(members, [entry(one) for one in incomes]), own)
    before = [one for one in known.get("income") or [] if amounts_known(one)]
    if any(one.change == "none" for one in told.incomes):
        return Numbers(size, (), shaped(members, []), own)
    if before:
        return Numbers(size, tuple(before), shaped(members, before), own)
    nothing_comes_in = len(told.no_more) > 1 or len(known.get("no_more") or ()) > 1
    return Numbers(size, () if nothing_comes_in else None, shaped(members, []), own)


def amounts_known(income: Mapping[str, Any]) -> bool:
    """Whether an income of the case has an amount."""
    return income.get("monthly") is not None or income.get("low") is not None


def shaped(members: list[dict[str, Any]] | None, incomes: list[dict[str, Any]]) -> Mapping[str, Any]:
    """The household's JSON, of a head or of somebody alone; whoever earns is one of them."""
    earners = {one["whose"] for one in incomes} - {"applicant", *(one["relation"] for one in members or [])}
    others = [one for one in members or [] if one["relation"] == "other"]
    members = [one for one in members or [] if one["relation"] != "other"] + others[
        : max(0, len(others) - len(earners))
    ]
    members += [{"relation": name} for name in sorted(earners)]
    kind = "family_head" if members else "independent"
    return {"applicant": {"kind": kind}, "members": members, "income": incomes}


def members_of(told: Told, text: str) -> list[dict[str, Any]] | None:
    """The persons besides the applicant that a question names; None where it names none."""
    if told.total:
        return [{"relation": "other"}] * (told.total - 1)
    if told.alone:
        return []
    size = persons_in(text)
    here = [one for one in told.persons if not one.passing and one.absence is None and one.change in ("is", "joins")]
    if here and (size is None or any(one.relation != "other" for one in here)):
        return [{"relation": one.relation} for one in here for _ in range(one.count or 1)]
    return None if size is None else [{"relation": "other"}] * (size - 1)


def persons_in(text: str) -> int | None:
    """A number of persons: «لستة أشخاص», «شخصين», «سبعة بلا دخل»."""
    found = Text(normalise(text))
    for word in found.words:
        if word.removeprefix("ل").removeprefix("ال") in TWO_PERSONS:
            return FEWEST
    whole = [span for span in found.numbers if span.value is not None and span.value % 1 == 0 and not span.money]
    for span in whole:
        if found.word(span.end) in PERSONS or found.word(span.start - 1) in PERSONS:
            return int(span.value or 0)
        if found.word(span.end) in CHILDREN:
            return 1 + int(span.value or 0)
    likely = [int(span.value or 0) for span in whole if FEWEST <= (span.value or 0) <= MOST]
    bare = len(likely) == 1 and len(found.numbers) == 1 and len(found.words) <= FEW_WORDS
    return likely[0] if bare else None


def entry(income: IncomeTold) -> dict[str, Any]:
    """An income in the household's JSON."""
    low, high = float(income.low or 0), float(income.high or income.low or 0)
    amounts = {"monthly": low} if low == high else {"low": low, "high": high}
    return {"kind": income.kind or DEFAULT_KIND, "whose": income.whose, **amounts}


def worked_out(found: Numbers, today: date) -> Sums:
    """What the formula makes of the numbers, before any condition is looked at."""
    return sums(rules.read_household(found.household), parameters.on(today))


def minimum(found: Numbers, told: Told, today: date) -> str | None:
    """The limit for so many persons."""
    if found.size is None:
        return None
    limit = riyals(worked_out(found, today).minimum.low)
    return say("computed_minimum", today, persons=persons(found.size), minimum=limit)


def pension(found: Numbers, told: Told, today: date) -> str | None:
    """The pension for so many persons with such an income; without one, what it is at the most."""
    if found.size is None:
        return None
    figured = worked_out(found, today)
    low, high = figured.pension
    named = {"persons": persons(found.size), "minimum": riyals(figured.minimum.low), "counted": span(figured.counted)}
    if found.incomes is None:
        return say("computed_most", today, persons=named["persons"], pension=riyals(high))
    if high <= 0:
        return say("computed_none", today, **named)
    if not found.incomes:
        return say("computed_full", today, persons=named["persons"], pension=riyals(high))
    return say("computed_pension", today, pension=riyals(low) if low == high else between(low, high), **named)


def counted_part(found: Numbers, told: Told, today: date) -> str | None:
    """How much of an income counts; with the persons known, what is left of the pension."""
    if not found.incomes:
        return None
    if found.size is not None and found.own:
        return pension(found, told, today)
    said = " و".join(riyals(one.low or Decimal(0)) for one in told.incomes if one.low is not None)
    if not said:
        return None
    return say("computed_counted", today, income=said, counted=span(worked_out(found, today).counted))


def less(found: Numbers, told: Told, today: date) -> str | None:
    """By how much the pension falls where so much more is earned."""
    more = next((one for one in told.incomes if one.low is not None), None)
    if more is None or more.low is None:
        return None
    figures = parameters.on(today)
    earned = more.kind in (None, *EARNED)
    part = more.low * figures.earned_share if earned else more.low
    return say("computed_less" if earned else "computed_less_unearned", today, more=riyals(more.low), part=riyals(part))


def refused_by_income(found: Numbers, told: Told, today: date) -> str | None:
    """Whether the income that was told reaches the limit for so many persons."""
    if found.size is None or not found.incomes:
        return None
    figured = worked_out(found, today)
    least, (low, high) = figured.minimum.low, figured.counted
    name = (
        "computed_below"
        if high is not None and high < least
        else "computed_reaches"
        if low >= least
        else "computed_open"
    )
    return say(name, today, persons=persons(found.size), minimum=riyals(least), counted=span(figured.counted))


def span(amounts: Range) -> str:
    """An amount, or a range of amounts, in words."""
    return (
        riyals(amounts.low)
        if amounts.high in (None, amounts.low)
        else between(amounts.low, amounts.high or amounts.low)
    )


def persons(size: int) -> str:
    """«شخص واحد», «أسرة من 5 أفراد»."""
    return say("one_person") if size == 1 else say("family_of", persons=counted(size, "person"))


WAYS: Mapping[str, Callable[[Numbers, Told, date], str | None]] = {
    "minimum": minimum,
    "pension": pension,
    "counted": counted_part,
    "less": less,
    "refused_by_income": refused_by_income,
}
