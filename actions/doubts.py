"""What is asked about before it counts, and what a yes or a no to it does.

An edit of a doubt is JSON: {"yes": steps, "no": steps}, each step one of

    {"hear": {"persons": [...], "incomes": [...], "facts": {...}, "alone": true}}   heard again, for sure
    {"remove_persons": [id]}   {"remove_incomes": [id]}   {"set_income": [id, low, high]}
    {"set_person": [id, lives, absence]}   {"set_owner": [income's id, "applicant" or a person's id]}
    {"add_income": [kind, "applicant" or a person's id, low, high]}   {"reopen": question}
"""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from actions import words as known_words
from actions.case import Case, Doubt, Income, riyals
from actions.case_as_household import PLACES, QUESTION_OF_FACT
from arabic.told import IncomeTold, PersonTold, Told
from rules.wording import INCOME_NAMES, RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Step = dict[str, Any]
MOST_INCOMES = 4  # that are offered where an amount is not clear


@cache
def words() -> Mapping[str, Any]:
    """The sentences of doubts.yml."""
    data: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("doubts.yml").read_text(encoding="utf-8"))
    return data


def doubt(
    sentence: str,
    about: str,
    question: str | None,
    *,
    yes: Iterable[Step] = (),
    no: Iterable[Step] = (),
    **named: object,
) -> Doubt:
    """A doubt in the words of one sentence of doubts.yml."""
    text: str = words()[sentence].format(**named)
    return Doubt(text, {"yes": list(yes), "no": list(no)}, about, question)


def meaning(case: Case, number: float) -> Doubt:
    """An amount of which it is not clear what it is: one of the incomes known, another, the balance, or nothing."""
    value = riyals(number)
    choices, edit = [], {}
    for income in [one for one in case.incomes if case.counts(one)][:MOST_INCOMES]:
        name = f"income{income.id}"
        choices.append([income_name(income.kind, case.relation(income)), name])
        edit[name] = [{"set_income": [income.id, value, value]}]
    another: list[Step] = [{"add_income": [None, "applicant", value, value]}]
    edit |= {"yes": another, "bank": [hear(bank_average=value)], "no": []}
    choices += [["دخل شهري آخر", "yes"], ["رصيد في البنك", "bank"], ["ليس مهمًا", "no"]]
    text: str = words()["meaning"].format(amount=amount(value))
    return Doubt(text, edit, "number", None, choices)


def fewer(told: Iterable[PersonTold], before: int, after: int) -> Doubt:
    """Fewer persons of a kind are told than were known, and nothing says that it is a correction."""
    yes = [hear(persons=told)]
    return doubt("fewer", "members", "members", yes=yes, before=before, after=after)


def fact_in_words(name: str, value: Any) -> str:
    """A fact of Told.facts as its question says it: «الجنسية سعودية»."""
    from actions.questions import questions  # which knows how each question's answer is put into a case

    part, key = PLACES.get(name, (name, ""))
    household = {part: {key: value} if key else value}
    if (name, value) == ("lives_in", "home"):  # never shown by itself, where a proof stands beside it
        return str(known_words.words()["in_a_home"])
    return questions()[QUESTION_OF_FACT[name]].words(household) or str(value)


def income_name(kind: str | None, whose: str) -> str:
    """An income and whose it is, in Arabic."""
    return INCOME_NAMES.get((kind, whose)) or INCOME_NAMES[kind, "other"]


def relation_name(relation: str) -> str:
    """A relation in Arabic."""
    return RELATIONS.get(relation) or RELATIONS["other"]


def amount(low: float | Decimal | None, high: float | Decimal | None = None) -> str:
    """An amount in digits, or a span; "غير معروف" where it is not known."""
    if low is None:
        return "غير معروف"
    return f"{low:,}" if high is None or high == low else f"{low:,}-{high:,}"


def amount_of(income: Income) -> str:
    """What an income brings, in digits."""
    return amount(income.low, income.high)


def income_in_words(case: Case, income: Income) -> str:
    """An income with its amount."""
    return f"{income_name(income.kind, case.relation(income))} {amount_of(income)}"


def hear(
    *, persons: Iterable[PersonTold] = (), incomes: Iterable[IncomeTold] = (), alone: bool = False, **facts: Any
) -> Step:
    """A step that hears a part of a message again, for sure."""
    heard: Step = {
        "persons": [{**asdict(person), "ages": list(person.ages)} for person in persons],
        "incomes": [
            {name: str(value) if isinstance(value, Decimal) else value for name, value in asdict(income).items()}
            for income in incomes
        ],
        "facts": facts,
        "alone": alone,
    }
    return {"hear": {name: value for name, value in heard.items() if value}}


def heard(step: Mapping[str, Any]) -> Told:
    """What a `hear` step says."""
    return Told(
        persons=tuple(PersonTold(**{**entry, "ages": tuple(entry["ages"])}) for entry in step.get("persons", ())),
        incomes=tuple(
            IncomeTold(**{**entry, **{name: decimal(entry[name]) for name in ("low", "high")}, "doubtful": False})
            for entry in step.get("incomes", ())
        ),
        facts=dict(step.get("facts", {})),
        alone=step.get("alone", False),
    )


def decimal(text: str | None) -> Decimal | None:
    """An amount out of JSON."""
    return None if text is None else Decimal(text)


def take_step(case: Case, step: Mapping[str, Any]) -> None:
    """Do one step, other than `hear`, to the case."""
    if "remove_persons" in step:
        case.remove_persons(step["remove_persons"])
    if "remove_incomes" in step:
        case.incomes = [income for income in case.incomes if income.id not in step["remove_incomes"]]
    if "set_income" in step:
        name, low, high = step["set_income"]
        for income in case.incomes:
            if income.id == name:
                income.low, income.high = low, high
    if "set_person" in step:
        who, lives, absence = step["set_person"]
        person = case.person(who)
        if person is not None:
            person.lives, person.absence = lives, absence
    if "set_owner" in step:
        name, whose = step["set_owner"]
        for income in case.incomes:
            if income.id == name:
                income.whose = whose
    if "add_income" in step:
        kind, whose, low, high = step["add_income"]
        case.incomes.append(Income(case.new_id(), kind, low, high, whose))
    if "reopen" in step:
        case.reopen(step["reopen"])
