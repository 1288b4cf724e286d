"""`murshid estimate`: households from a file, each with its estimate or the explanation of it."""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bot.trouble import WrongInput
from rules import HouseholdError, estimate, explain, read_household


class BadInput(WrongInput):
    """A file that cannot be read as what it should be. Its text names the place and what is allowed."""


def read_text(source: str) -> str:
    """The text of a file, or of standard input for `-`. Raises `BadInput`."""
    try:
        raw = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise BadInput(f"{source}: cannot be read ({error.strerror})") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BadInput(f"{_named(source)}: line {line}: not UTF-8 text") from None


def run(source: str, as_json: bool) -> None:
    """Prints an estimate for each household of `source`. Raises `BadInput` at the first that cannot be read."""
    for number, (where, data) in enumerate(_households(source)):
        try:
            household = read_household(data)
        except HouseholdError as error:
            raise BadInput(f"{where}: {error}") from None
        result = estimate(household, today=date.today())
        if as_json:
            print(json.dumps(result.as_json(), ensure_ascii=False), flush=True)
        else:
            print(("\n" + "-" * 40 + "\n\n" if number else "") + explain(result).text(), flush=True)


def _households(source: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Each household with the words for its place: one JSON object, or JSON Lines of them."""
    text = read_text(source)
    name = _named(source)
    if not text.strip():
        raise BadInput(f"{name}: empty; a household is a JSON object, {{...}}")
    try:
        whole = _load(text)
    except ValueError as error:
        lines = [(at, line) for at, line in enumerate(text.splitlines(), 1) if line.strip()]
        if len(lines) == 1 or not _is_object(lines[0][1]):
            raise BadInput(f"{name}: {_problem(error)}") from None
    else:
        yield name, _object(name, whole)
        return
    for at, line in lines:
        where = f"{name}: line {at}"
        try:
            data = _load(line)
        except ValueError as error:
            raise BadInput(f"{where}: {_problem(error, with_line=False)}") from None
        yield where, _object(where, data)


def _load(text: str) -> Any:
    """JSON without the doubtful parts of Python's reader: no NaN, no name twice."""
    try:
        return json.loads(text, object_pairs_hook=_once_each, parse_constant=_no_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f'"{twice}" stands twice in one object')
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not a number of JSON")


def _is_object(line: str) -> bool:
    try:
        return isinstance(_load(line), dict)
    except ValueError:
        return False


def _object(where: str, data: Any) -> dict[str, object]:
    if not isinstance(data, dict):
        raise BadInput(f"{where}: a household is a JSON object, {{...}}, or one such object a line")
    return data


def _problem(error: ValueError, with_line: bool = True) -> str:
    if isinstance(error, json.JSONDecodeError):
        place = f"line {error.lineno}, column {error.colno}" if with_line else f"column {error.colno}"
        return f"{place}: not JSON ({error.msg})"
    return str(error)


def _named(source: str) -> str:
    return "standard input" if source == "-" else source
