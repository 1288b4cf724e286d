"""Everything that was understood, in a few lines; and what is recorded of the things that a message names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions import words
from actions.case_as_household import QUESTION_OF_FACT
from actions.owners import incomes_of
from actions.questions import interview, interview_order, lines, pieces, questions
from actions.replies import answer_button
from actions.wording import listed

if TYPE_CHECKING:
    from actions.case import Case
    from actions.replies import Button
    from arabic.told import Told

# A line each group: people; what comes in; home and wealth; the rest.
GROUPS = (
    ("members",),
    ("earned", "other_income"),
    ("home", "address", "cars", "workers", "workers_for_disability", "bank"),
    ("nationality", "exception", "age", "student", "abroad", "empowerment", "old_system"),
)


def summing_up(case: Case) -> str:
    """Everything that was understood, in a few lines, and what is not known."""
    told = lines(case)
    work = words.empowerment(case.told_household())
    if work is not None:
        told["empowerment"] = work  # also where it follows from the pay
    groups = ["، ".join(told[name] for name in group if name in told) for group in GROUPS]
    unknown = [
        questions()[name].title for name in (*case.unknown, *case.refused) if name in interview() and name not in told
    ]
    if case.as_household().get("empowerment") is None and not unknown_already(case):
        unknown.append(questions()["empowerment"].title)
    groups += [f"غير معروف: {'، '.join(dict.fromkeys(unknown))}"] if unknown else []
    return listed(group for group in groups if group)


def unknown_already(case: Case) -> bool:
    """Whether it is shown already that the work is not known."""
    return "empowerment" in (*case.unknown, *case.refused)


def to_change(case: Case) -> tuple[Button, ...]:
    """A button for each question that was answered, those of the lines shown first."""
    told = lines(case)
    named = [name for name in interview_order() if name in told]
    named += [name for name in interview_order() if name in case.answered and name not in told]
    return tuple(answer_button(questions()[name].title, "change", name) for name in named)


def known_of(case: Case, told: Told) -> tuple[str, ...]:
    """What is recorded of the things that a message names: its incomes, its persons, its facts."""
    parts, known = pieces(case), lines(case)
    found: list[str] = []
    owners = {income.whose for income in told.incomes} | {one.relation for one in told.persons if one.passing}
    for whose in owners:
        found += [parts[f"income:{income.id}"] for income in incomes_of(case, whose)]
    subjects = [QUESTION_OF_FACT[name] for name in told.facts if name in QUESTION_OF_FACT]
    subjects += ["members"] if told.persons or told.total or told.alone else []
    subjects += ["earned"] if told.no_more or (told.incomes and not found) else []
    if "asks" in told.acts and not found:
        subjects += [name for name in ("earned", "other_income") if name in told.names]
    found += [known[name] for name in dict.fromkeys(subjects) if name in known]
    return tuple(dict.fromkeys(found))
