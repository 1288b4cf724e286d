"""Reads the tables of expressions beside this file."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

_HERE = Path(__file__).parent


def table(name: str) -> dict[str, Any]:
    """A table by its file's name."""
    with (_HERE / f"{name}.yml").open(encoding="utf-8") as file:
        content: dict[str, Any] = yaml.safe_load(file)
    return content


def as_number(value: Any) -> Decimal | None:
    """A table's number; amounts with decimals stand in quotes."""
    return None if value is None else Decimal(str(value))
