"""The incomes that a message tells: kind, amount or range a month, whose, and whether it is all."""

from __future__ import annotations

from dataclasses import dataclass, replace

from arabic.pay_amounts import find_amounts
from arabic.pay_cues import find_cues
from arabic.pay_frames import Frames
from arabic.pay_handed import with_corrections
from arabic.pay_owners import Owners
from arabic.pay_scene import Frame, Scene
from arabic.pay_untold import Untold
from arabic.pay_whole import Whole
from arabic.persons import People
from arabic.text import Text
from arabic.told import IncomeTold, Owner, Side


@dataclass(frozen=True)
class Pay:
    """What a message says of incomes."""

    incomes: tuple[IncomeTold, ...] = ()
    no_more: frozenset[Side] = frozenset()


def read_pay(text: Text, people: People, asked: str | None) -> Pay:
    """The incomes of a message; numbers with another meaning must be claimed before."""
    owners = Owners(text, people)
    cues = find_cues(text, asked)
    scene = Scene(text, cues, owners, find_amounts(text), asked)
    frames = Frames(scene).read()
    incomes = [_told(frame) for frame in frames for _ in range(frame.times)]
    incomes = _retired(incomes, Untold(scene).read())
    if any(not mark.denied and not text.asks(mark.start) for mark in text.of("income.all")):
        incomes = [replace(income, all_of_it=True) if income.change == "is" else income for income in incomes]
    incomes = with_corrections(scene, incomes)
    incomes = _for_parent(incomes, owners)
    handed = any(income.handed for income in incomes)
    no_more: frozenset[Side] = frozenset() if handed else Whole(scene, people, incomes).read()
    return Pay(tuple(income for income in incomes if not _said_by(income, no_more)), no_more)


def _for_parent(incomes: list[IncomeTold], owners: Owners) -> list[IncomeTold]:
    """The incomes of a message written for a parent, who applies: "اكتب عن ابوي"."""
    parent = owners.written_for()
    if parent is None:
        return incomes
    own = owners.speaker or "child"
    seen: dict[Owner, Owner] = {parent: "applicant", "applicant": own}
    return [replace(income, whose=seen.get(income.whose, income.whose)) for income in incomes]


def _retired(incomes: list[IncomeTold], untold: list[IncomeTold]) -> list[IncomeTold]:
    """All incomes; pay of somebody who is said to be retired is his pension: "راتبه 4000 وهو متقاعد"."""
    kept: list[IncomeTold] = []
    for income in untold:
        pay = [one for one in incomes if one.kind == "salary" and one.whose == income.whose and one.change == "is"]
        if income.kind == "retirement_pension" and income.change == "is" and len(pay) == 1:
            incomes[incomes.index(pay[0])] = replace(pay[0], kind="retirement_pension")
        else:
            kept.append(income)
    return [*incomes, *kept]


def _said_by(income: IncomeTold, no_more: frozenset[Side]) -> bool:
    """Whether that an income is not there is said already by that there are no more."""
    if income.change != "none" or income.whose != "applicant":
        return False
    if income.kind is not None and income.kind != "salary" and len(no_more) == 2:
        return False
    return ("earned" if income.earned else "unearned") in no_more if income.kind else len(no_more) == 2


def _told(frame: Frame) -> IncomeTold:
    """An amount with its meaning as an income."""
    low, high = frame.amount.of_month
    return IncomeTold(
        kind=frame.kind,
        low=low,
        high=high,
        whose=frame.whose.owner,
        change=frame.change,
        steady=frame.amount.steady,
        period=frame.amount.period.name,
        said=frame.amount.said,
        doubtful=frame.amount.doubtful,
        from_outside=frame.from_outside,
    )
