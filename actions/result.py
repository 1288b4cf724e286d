"""The result of an estimate, and its parts behind buttons: the sum, what is uncertain, what to do, the sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules
from actions.replies import Button, Reply, answer_button, intent_button
from actions.wording import AFTER_RESULT, PARTS, RESULT

if TYPE_CHECKING:
    from datetime import date

    from actions.case import Case

AFTER = (*AFTER_RESULT.values(), intent_button("من جديد", "start_over"))
WITHHELD = ("earned", "other_income", "income_amount")  # questions of which a refused answer has a threshold
NEXT_PIECE = "التتمة"


def result(case: Case, today: date) -> Reply:
    """The verdict, the amount, the one next step, and that it is preliminary; with the household, to be drawn.

    To whoever would not say what comes in, what it would have to be.
    """
    estimate = case.estimate(today)
    text = rules.explain(estimate).result
    if set(WITHHELD) & set(case.refused) and not estimate.failed:
        bound = rules.threshold(rules.read_household(case.as_household()), today)
        if bound is not None and bound.text not in text:
            text = f"{text}\n\n{bound.text}"
    return Reply(text, AFTER, household=case.as_household())


def part(name: str, case: Case, today: date) -> Reply:
    """One part of the explanation, "details", or a further piece of it, "details&2"; with the buttons of the others.

    Raises KeyError for a name that is no part.
    """
    wanted, _, number = name.partition("&")
    explanation = rules.explain(case.estimate(today))
    pieces = [piece for one in PARTS[wanted] for piece in explanation.pieces(one)]
    place = min(int(number or 1), len(pieces))
    rest = (answer_button(NEXT_PIECE, RESULT, f"{wanted}&{place + 1}"),) if place < len(pieces) else ()
    return Reply(pieces[place - 1], (*rest, *others(wanted)))


def others(wanted: str) -> tuple[Button, ...]:
    """The buttons of the parts that are not shown."""
    return tuple(button for name, button in AFTER_RESULT.items() if name != wanted)


def became(before: rules.Estimate, after: rules.Estimate) -> str:
    """In one line, what the estimate was and what it becomes; which condition fails now, where one does."""
    told = rules.compare(before, after).splitlines()[: 1 if before.verdict == after.verdict else 2]
    failed = {check.rule for check in before.failed}
    return " ".join([*told, *(check.reason for check in after.failed if check.rule not in failed)])
