"""Every condition has its one step, in few words and without figures of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

from rules.checks import RULES
from rules.income_test import OPEN, Point
from rules.one_step import words


def steps() -> Iterator[str]:
    """Every step of the file."""
    for entry in words().values():
        yield from [entry] if isinstance(entry, str) else entry.values()


def test_every_condition_has_a_step_for_a_fail_and_for_an_unknown() -> None:
    assert set(RULES) <= set(words()["fail"])
    assert set(RULES) - {"income_below_minimum"} <= set(words()["unknown"])


def test_everything_that_leaves_the_income_test_open_has_a_step() -> None:
    assert set(words()["income"]) == set(OPEN) == set(get_args(Point))


def test_a_step_is_one_short_sentence_without_figures_of_its_own() -> None:
    for step in steps():
        assert len(step.split()) <= 20, step
        assert re.fullmatch(r"[^.؟]+[.؟]", step), step
        outside = re.sub(r"{\w+}", "", step).replace("المادة 10", "")
        assert not re.search(r"\d", outside), step
