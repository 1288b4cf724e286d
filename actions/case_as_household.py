"""A case as the household's JSON (design.md, "The rules module"), and a case made from such JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from actions.case import Case, Income, Person

LONGEST_SAID = 80  # characters of an amount as it was said

# Where each single fact stands in the household's JSON, and the question that it answers.
PLACES: Mapping[str, tuple[str, str]] = {
    "age": ("applicant", "age"),
    "nationality": ("applicant", "nationality"),
    "exception": ("applicant", "exception"),
    "from_old_system": ("applicant", "from_old_system"),
    "student": ("applicant", "full_time_student"),
    "days_abroad": ("applicant", "days_abroad_last_year"),
    "lives_in": ("applicant", "lives_in"),
    "proof": ("housing", "proof"),
    "address": ("housing", "matches_national_address"),
    "cars": ("wealth", "cars"),
    "workers": ("wealth", "domestic_workers"),
    "workers_for_disability": ("wealth", "workers_for_disability"),
    "bank_average": ("wealth", "bank_average"),
    "bank_above_limit": ("wealth", "bank_above_limit"),
}
QUESTION_OF_FACT: Mapping[str, str] = {
    "age": "age",
    "nationality": "nationality",
    "exception": "exception",
    "from_old_system": "old_system",
    "student": "student",
    "days_abroad": "abroad",
    "lives_in": "home",
    "proof": "home",
    "address": "address",
    "cars": "cars",
    "workers": "workers",
    "workers_for_disability": "workers_for_disability",
    "bank_average": "bank",
    "bank_above_limit": "bank",
    "empowerment": "empowerment",
}


def household_of(case: Case) -> dict[str, Any]:
    """The household as the rules read it.

    With the members not all told, none are listed: the rules would take those who are for all. Incomes of whoever does
    not live here are left out, and a side of which more may come in stands in `income_open`.
    """
    household = single_facts(case)
    if case.at_home or case.alone:
        household.setdefault("applicant", {})["kind"] = "independent" if case.alone else "family_head"
    if case.knows("members") and not case.uncounted:
        household["members"] = [member(person) for person in case.persons if person.lives is not None or person.at_home]
    household["income"] = [income(case, entry) for entry in case.incomes if case.counts(entry)]
    if case.open_sides():
        household["income_open"] = case.open_sides()
    return household


def told_household_of(case: Case) -> dict[str, Any]:
    """The household as it was told: members as far as they are known, and `no_more` for the sides that are closed."""
    household = single_facts(case)
    if case.at_home or case.alone:
        household.setdefault("applicant", {})["kind"] = "independent" if case.alone else "family_head"
    placed = [person for person in case.persons if person.lives is not None or person.at_home]
    if placed or case.alone:
        household["members"] = [member(person) for person in placed]
    told = [entry for entry in case.incomes if case.counts(entry) or case.person(entry.whose) in case.unplaced]
    if told:
        household["income"] = [income(case, entry) for entry in told]
    if case.closed:
        household["no_more"] = sorted(case.closed)
    return household


def single_facts(case: Case) -> dict[str, Any]:
    """The parts `applicant`, `wealth`, `housing` and `empowerment`. Whoever told his own pay works."""
    household: dict[str, Any] = {}
    for name, (part, key) in PLACES.items():
        if name in case.facts:
            household.setdefault(part, {})[key] = case.facts[name]
    empowerment = case.facts.get("empowerment") or ("working" if case.applicant_works else None)
    if empowerment is not None:
        household["empowerment"] = empowerment
    return household


def member(person: Person) -> dict[str, Any]:
    """One of the `members`."""
    entry: dict[str, Any] = {"relation": person.relation}
    for key in ("age", "agrees", "nationality"):
        if getattr(person, key) is not None:
            entry[key] = getattr(person, key)
    if person.dwelling != 1:
        entry["dwelling"] = person.dwelling
    if person.absence == "study":
        entry["away_for_study"] = True
    elif person.lives == "elsewhere":
        entry["same_dwelling"] = False
        entry["absent"] = person.absence or "elsewhere"
    return entry


def income(case: Case, entry: Income) -> dict[str, Any]:
    """One entry of `income`: one amount or a range; of an unknown amount neither."""
    household: dict[str, Any] = {"kind": entry.kind, "whose": case.relation(entry)}
    if entry.low is not None and entry.low == entry.high:
        household["monthly"] = entry.low
    elif entry.low is not None:
        household |= {"low": entry.low, "high": entry.high}
    if not entry.steady:
        household["steady"] = False
    if entry.said:
        household["said"] = entry.said[:LONGEST_SAID]
    if (owner := case.person(entry.whose)) and owner.dwelling != 1:
        household["dwelling"] = owner.dwelling
    return household


def case_of(household: Mapping[str, Any]) -> Case:
    """The case of somebody who told exactly this household."""
    from actions.case import Case, Income, Person

    case = Case()
    for entry in household.get("members") or ():
        absence = "study" if entry.get("away_for_study") else entry.get("absent")
        elsewhere = entry.get("same_dwelling") is False or absence is not None
        case.persons.append(
            Person(
                case.new_id(),
                entry["relation"],
                age=entry.get("age"),
                lives="elsewhere" if elsewhere else "here",
                absence=absence,
                agrees=entry.get("agrees"),
                nationality=entry.get("nationality"),
                dwelling=entry.get("dwelling", 1),
            )
        )
    for entry in household.get("income") or ():
        whose: str | int = entry.get("whose") or "applicant"
        if whose != "applicant":
            owners = [person.id for person in case.persons if person.relation == whose]
            if not owners:
                owners = [case.new_id()]
                case.persons.append(Person(owners[0], str(whose), lives=None))
            whose = min(owners, key=lambda who: sum(known.whose == who for known in case.incomes))
        amount = entry.get("monthly")
        case.incomes.append(
            Income(
                case.new_id(),
                entry.get("kind"),
                low=entry.get("low", amount),
                high=entry.get("high", amount),
                whose=whose,
                steady=entry.get("steady", True),
                said=entry.get("said", ""),
            )
        )
    for name, (part, key) in PLACES.items():
        value = (household.get(part) or {}).get(key)
        if value is not None:
            case.facts[name] = value
    if household.get("empowerment") is not None:
        case.facts["empowerment"] = household["empowerment"]
    case.closed = list(household.get("no_more") or ())
    if any(person.dwelling != 1 for person in case.persons):
        case.homes = 2
    answered = [QUESTION_OF_FACT[name] for name in case.facts if name != "lives_in"]
    answered += ["members"] if household.get("members") is not None else []
    answered += ["earned", "other_income"] if household.get("income") is not None else []
    for question in answered:
        case.answer(question)
    return case
