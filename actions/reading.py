"""Reading the answer to a question of the interview: a button's value, or what a person typed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from actions import facts as facts_of
from arabic import read_amount, read_answer, read_bounds, read_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from actions.case import Case
    from arabic import Facts

COUNTS: Mapping[str, tuple[str, str]] = {  # question: part of the household and key
    "cars": ("wealth", "cars"),
    "workers": ("wealth", "domestic_workers"),
    "workers_for_disability": ("wealth", "workers_for_disability"),
    "abroad": ("applicant", "days_abroad_last_year"),
    "age": ("applicant", "age"),
}
YES_NO: Mapping[str, tuple[str, str]] = {
    "student": ("applicant", "full_time_student"),
    "address": ("housing", "matches_national_address"),
    "bank": ("wealth", "bank_above_limit"),
}
CHOICES: Mapping[str, tuple[str, str]] = {
    "nationality": ("applicant", "nationality"),
    "exception": ("applicant", "exception"),
    "old_system": ("applicant", "from_old_system"),
}


class Range(ValueError):
    """A range or an open bound where one number is needed."""


def take_text(case: Case, question: str | None, text: str) -> list[str]:
    """Put what a message says into the case; the names of the questions that it answered.

    Empty where it says nothing that could be read. Raises Range, or facts.Implausible, and then changes nothing.
    """
    found = read_facts(text)
    taken = facts_of.take(case, found, question)
    if question is None or question in taken:
        return taken
    own = take_own_answer(case, question, text, found)
    if own:
        case.answer(question)
        return [*taken, question]
    return taken


def take_value(case: Case, question: str, value: str) -> list[str]:
    """Put a button's value into the case. Raises KeyError for a question that has no buttons."""
    if value == "unknown":
        take_unknown(case, question)
    elif question == "members":
        case.household["members"] = []
        case.applicant["kind"] = "independent"
    elif question == "earned":
        facts_of.drop_income(case, earned=True)
    elif question == "income_kind":
        entry = case.open_income("kind")
        if entry is not None:
            entry["kind"] = value
    elif question == "other_income":
        if value == "none":
            facts_of.drop_income(case, earned=False)
        else:
            facts_of.put_income(case, value, None, "applicant")
            return [question]  # and asked again once its amount is known: there may be more
    elif question == "home":
        take_home(case, value)
    elif question == "empowerment":
        case.household["empowerment"] = value
    else:
        take_simple_value(case, question, value)
    case.answer(question)
    return [question]


def take_simple_value(case: Case, question: str, value: str) -> None:
    """A value that goes straight into one key of the household."""
    if question in COUNTS:
        part, key = COUNTS[question]
        case.part(part)[key] = int(value)
    elif question in YES_NO:
        part, key = YES_NO[question]
        case.part(part)[key] = value == "yes"
        if question == "bank":
            case.part(part).pop("bank_average", None)
    else:
        part, key = CHOICES[question]
        case.part(part)[key] = value


def take_home(case: Case, value: str) -> None:
    """Where the citizen lives: an institution, or a home with a proof or without."""
    if value in ("shelter", "treatment_centre", "prison"):
        case.applicant["lives_in"] = value
        case.household.pop("housing", None)
        case.answer("address")
        return
    case.applicant["lives_in"] = "home"
    case.part("housing")["proof"] = value


def take_unknown(case: Case, question: str) -> None:
    """Remember that the citizen does not know, so that it is neither asked again nor taken for a no."""
    if question in ("income_kind", "income_amount"):
        key = "kind" if question == "income_kind" else "monthly"
        entry = case.open_income(key)
        if entry is not None:
            entry["unknown"] = [*entry.get("unknown", ()), key]
    elif question == "earned" and not facts_of.has_income(case, earned=True):
        case.income.append({"kind": "salary", "monthly": None, "whose": "applicant", "unknown": ["monthly"]})
    elif question == "other_income" and not facts_of.has_income(case, earned=False):
        case.income.append({"kind": "other", "monthly": None, "whose": "applicant", "unknown": ["monthly"]})
    case.answer(question)


def take_own_answer(case: Case, question: str, text: str, found: Facts) -> bool:
    """A short answer that makes sense only to the question asked: «3500», «لا», «خمسة»."""
    reader = READERS.get(question)
    return reader is not None and reader(case, question, text, found)


def number_in(question: str, text: str) -> Decimal | None:
    """The one number of an answer. Raises Range for a range, facts.Implausible for an absurd one."""
    if read_bounds(text) is not None:
        raise Range(text)
    number = read_amount(text)
    if number is not None:
        facts_of.plausible(question, number)
    return number


def read_member_count(case: Case, question: str, text: str, found: Facts) -> bool:
    if read_answer(text) == "no":
        take_value(case, question, "alone")
        return True
    number = number_in(question, text)
    if number is None or number != int(number):
        return False
    if number == 0:
        take_value(case, question, "alone")
        return True
    case.household["members"] = [{"relation": "other"} for _ in range(int(number))]
    case.applicant["kind"] = "family_head"
    return True


def read_earned(case: Case, question: str, text: str, found: Facts) -> bool:
    number = number_in(question, text)
    if number is None and read_answer(text) == "no":
        number = Decimal(0)
    if number == 0:
        facts_of.drop_income(case, earned=True)
    elif number is not None or read_answer(text) == "yes":
        facts_of.put_income(case, "salary", number, "applicant")
    else:
        return False
    return True


def read_income_kind(case: Case, question: str, text: str, found: Facts) -> bool:
    entry = case.open_income("kind")
    kind = next((income.kind for income in found.incomes if income.kind is not None), None)
    if entry is None or kind is None:
        return False
    entry["kind"] = kind
    return True


def read_income_amount(case: Case, question: str, text: str, found: Facts) -> bool:
    entry = case.open_income("monthly")
    number = number_in(question, text)
    if entry is None or number is None:
        return False
    facts_of.set_amount(case, entry, number)
    return True


def read_other_income(case: Case, question: str, text: str, found: Facts) -> bool:
    number = number_in(question, text)
    if number is None and read_answer(text) == "no":
        return True
    if number is None:
        return False
    facts_of.put_income(case, None, number, "applicant")
    return True


def read_count(case: Case, question: str, text: str, found: Facts) -> bool:
    number = number_in(question, text)
    if number is None and read_answer(text) == "no" and question != "age":
        number = Decimal(0)
    if number is None or number != int(number):
        return False
    part, key = COUNTS[question]
    case.part(part)[key] = int(number)
    return True


def read_yes_no(case: Case, question: str, text: str, found: Facts) -> bool:
    answer = read_answer(text)
    if answer not in ("yes", "no"):
        return False
    take_simple_value(case, question, answer)
    return True


def read_bank(case: Case, question: str, text: str, found: Facts) -> bool:
    number = number_in(question, text)
    if number is None:
        return read_yes_no(case, question, text, found)
    case.part("wealth").pop("bank_above_limit", None)
    case.part("wealth")["bank_average"] = int(number)
    return True


def read_nationality(case: Case, question: str, text: str, found: Facts) -> bool:
    answer = read_answer(text)
    if answer not in ("yes", "no"):
        return False
    take_simple_value(case, question, "saudi" if answer == "yes" else "other")
    return True


def read_none_of_these(case: Case, question: str, text: str, found: Facts) -> bool:
    if read_answer(text) != "no":
        return False
    take_simple_value(case, question, "none")
    return True


READERS: Mapping[str, Callable[[Case, str, str, Facts], bool]] = {
    "members": read_member_count,
    "earned": read_earned,
    "income_kind": read_income_kind,
    "income_amount": read_income_amount,
    "other_income": read_other_income,
    "nationality": read_nationality,
    "exception": read_none_of_these,
    "age": read_count,
    "student": read_yes_no,
    "bank": read_bank,
    "cars": read_count,
    "workers": read_count,
    "workers_for_disability": read_count,
    "abroad": read_count,
    "address": read_yes_no,
    "old_system": read_none_of_these,
}
