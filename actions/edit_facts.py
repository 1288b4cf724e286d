"""Single facts of a message, put into the case: what contradicts what was told before is asked about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from actions import doubts
from actions.case_as_household import QUESTION_OF_FACT

if TYPE_CHECKING:
    from actions.applied import Edit
    from actions.case import Case
    from arabic.told import Told

# A fact takes the place of another: one knows the average of the balances, or on which side of the limit it is.
INSTEAD_OF = {"bank_average": "bank_above_limit", "bank_above_limit": "bank_average"}
INSTITUTIONS = ("shelter", "treatment_centre", "prison")
FAMILY = ("marital", "sex")


def take_facts(edit: Edit) -> None:
    """Every single fact that the message tells, and cars that are sold or bought."""
    for name, value in edit.told.facts.items():
        if value is None or (name == "exception" and without_exception(edit)):
            continue
        if name in edit.told.unsure and not edit.supposing:
            ask_fact(edit, name, value)
        elif contradicts(edit, name, value):
            ask_which(edit, name, value)
        else:
            put_fact(edit, name, value)
    if edit.told.cars_change:
        change_cars(edit)


def in_numbers(case: Case, told: Told) -> Told:
    """The facts with «كلهم» and «نصهم» of the domestic workers as numbers; left out where these are not known."""
    said = told.facts.get("workers_for_disability")
    if not isinstance(said, str):
        return told
    workers = told.facts.get("workers", case.facts.get("workers"))
    facts = {name: value for name, value in told.facts.items() if name != "workers_for_disability"}
    parts = {"all": 1, "half": 2}
    if workers is not None and said in parts and workers % parts[said] == 0:
        facts["workers_for_disability"] = workers // parts[said]
    return replace(told, facts=facts)


def put_fact(edit: Edit, name: str, value: Any) -> None:
    """Set one fact, with what follows from it."""
    facts = edit.case.facts
    facts[name] = value
    if name in INSTEAD_OF:
        facts.pop(INSTEAD_OF[name], None)
    if name == "exception" and value != "none" and edit.asked in ("exception", "nationality"):
        facts["nationality"] = "other"
        edit.answer("nationality")
    if name == "nationality" and value == "saudi":
        facts.pop("exception", None)
    if name == "lives_in" and value in INSTITUTIONS:
        facts.pop("proof", None)
        facts.pop("address", None)
        edit.answer("address")
    if name == "proof":
        facts["lives_in"] = "home"
    if name == "workers" and value == 0:
        facts.pop("workers_for_disability", None)
    if name not in FAMILY and not (name == "lives_in" and value == "home"):
        edit.answer(QUESTION_OF_FACT[name])
    edit.settled.add(f"fact:{name}")


def contradicts(edit: Edit, name: str, value: Any) -> bool:
    """Whether a fact is not what was told before, and nothing says that it is a correction of it."""
    known = edit.case.facts.get(name)
    if name in INSTEAD_OF and known is None:
        known, value = above_limit(edit.case.facts), above_limit({name: value})
    if known is None or value is None or known == value or edit.sure or name in FAMILY:
        return False
    return edit.asked is None or edit.asked != QUESTION_OF_FACT.get(name)


def above_limit(facts: dict[str, Any]) -> bool | None:
    """On which side of the limit the balances are, where that is said; an average is compared by the rules alone."""
    return facts.get("bank_above_limit")


def without_exception(edit: Edit) -> bool:
    """Whether a group of article 10 means nothing: a Saudi may be the wife of a Saudi."""
    nationality = edit.told.facts.get("nationality", edit.case.facts.get("nationality"))
    return nationality == "saudi" and edit.asked != "exception"


def ask_fact(edit: Edit, name: str, value: Any) -> None:
    """A fact that was heard below the threshold."""
    if name in FAMILY:
        return
    if edit.case.facts.get(name) == value:
        edit.answer(QUESTION_OF_FACT[name])
        return
    yes = [doubts.hear(**{name: value})]
    edit.doubt(
        doubts.doubt(
            "unsure",
            f"fact:{name}",
            QUESTION_OF_FACT.get(name),
            yes=yes,
            value=doubts.fact_in_words(name, value),
        )
    )


def ask_which(edit: Edit, name: str, value: Any) -> None:
    """A fact that is not what was told before."""
    yes = [doubts.hear(**{name: value})]
    edit.doubt(
        doubts.doubt(
            "other_than_before",
            f"fact:{name}",
            QUESTION_OF_FACT.get(name),
            yes=yes,
            before=doubts.fact_in_words(name, edit.case.facts.get(name)),
            value=doubts.fact_in_words(name, value),
        )
    )


def change_cars(edit: Edit) -> None:
    """Cars sold or bought, where it is known how many there were."""
    known = edit.case.facts.get("cars")
    if known is not None and "cars" not in edit.told.facts:
        put_fact(edit, "cars", max(0, known + edit.told.cars_change))


def forget(case: Case, question: str) -> None:
    """Take out the facts that answer a question."""
    for name, answered in QUESTION_OF_FACT.items():
        if answered == question:
            case.facts.pop(name, None)
