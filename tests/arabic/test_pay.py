"""What messages tell of incomes: the table pay.yml."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from arabic.reading import read
from arabic.told import IncomeTold

_TABLE = yaml.safe_load(Path(__file__).with_name("pay.yml").read_text(encoding="utf-8"))
CASES = [tuple(case) for cases in _TABLE.values() for case in cases]
_FLAGS = ("ends", "none", "more", "less")


def in_words(income: IncomeTold) -> str:
    """An income as the table writes it."""
    low, high = income.low, income.high
    if low is None and high is None:
        amount = "unsaid"
    elif low is None:
        amount = f"up-to {high}"
    elif high is None:
        amount = f"over {low}"
    else:
        amount = str(low) if low == high else f"{low}-{high}"
    words = [income.kind or "any", amount]
    words += [income.whose] if income.whose != "applicant" else []
    words += [income.change] if income.change in _FLAGS else []
    words += ["doubtful"] if income.doubtful else []
    words += ["outside"] if income.from_outside else []
    return " ".join(words)


@pytest.mark.parametrize(("asked", "text", "incomes", "no_more"), CASES)
def test_incomes_are_read_with_kind_amount_and_owner(
    asked: str | None, text: str, incomes: list[Any], no_more: str
) -> None:
    told = read(text, asked=asked)
    expected = [str(income) for income in incomes]
    found = [in_words(income) for income in told.incomes]
    assert sorted(found) == sorted(expected)
    assert {side[0] for side in told.no_more} == set(no_more)


def test_a_converted_amount_keeps_what_was_said() -> None:
    (income,) = read("عندي شقة مأجرها ب 18 الف بالسنة").incomes
    assert (income.low, income.said, income.period) == (Decimal(1500), "18,000 في السنة", "year")


def test_an_amount_that_varies_is_not_steady() -> None:
    (income,) = read("دخلي من اوبر مرات الف ومرات الفين").incomes
    assert not income.steady
