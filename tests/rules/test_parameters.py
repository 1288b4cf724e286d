"""The figures and their sources: schema, dates, and that nothing else holds a figure."""

from __future__ import annotations

import io
import tokenize
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import rules
from rules import parameters, sources
from rules.parameters import FIGURES, changes, definitions, first_day

RULES = Path(rules.__file__).parent
UNITS = {
    "riyals", "riyals_per_month", "share", "days", "working_days", "months", "years", "day_of_month", "persons", "cars",
    "workers", "times", "hours", "hour_of_day", "phone", "flag",
}  # fmt: skip
NOW = date(2026, 11, 22)
STRENGTH = ("L", "O", "OQ", "N", "B", "F", "C")


def test_the_file_and_the_dataclass_name_the_same_figures() -> None:
    assert set(definitions()) == set(FIGURES)


@pytest.mark.parametrize("name", sorted(definitions()))
def test_a_figure_has_title_unit_and_dated_values_with_sources(name: str) -> None:
    figure = definitions()[name]
    assert set(figure) == {"title", "unit", "values"}
    assert any("؀" <= letter <= "ۿ" for letter in figure["title"])
    assert figure["unit"] in UNITS
    days = [value["from"] for value in figure["values"]]
    assert days == sorted(set(days))
    assert days[0] == first_day()
    for value in figure["values"]:
        assert {"from", "value", "grade", "sources"} <= set(value) <= {"from", "value", "grade", "sources", "note"}
        assert Decimal(str(value["value"])) >= 0
        grades = [sources.source(key).grade for key in value["sources"]]
        assert value["grade"] == min(grades, key=STRENGTH.index), "the grade is that of the strongest source"


@pytest.mark.parametrize("key", sorted(sources.register()))
def test_a_source_has_an_arabic_title_a_grade_and_the_day_it_was_checked(key: str) -> None:
    source = sources.source(key)
    assert sources.title(key) == source.title
    assert any("؀" <= letter <= "ۿ" for letter in source.title)
    assert source.publisher
    assert source.grade in sources.GRADES
    assert source.url is None or source.url.startswith("https://")
    assert date(2026, 1, 1) <= source.checked <= date.today()


def test_every_source_of_the_register_is_used() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in RULES.glob("*.py"))
    cited = {key for figure in definitions().values() for value in figure["values"] for key in value["sources"]}
    unused = [key for key in sources.register() if key not in cited and f'"{key}"' not in text]
    assert unused == []


def test_an_unknown_source_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        sources.title("no-such-source")


@pytest.mark.parametrize("change", changes()[1:])
def test_a_value_holds_from_its_day_and_the_one_before_until_then(change: date) -> None:
    before, after = parameters.on(change - timedelta(days=1)), parameters.on(change)
    changed = {name for name in FIGURES if getattr(before, name) != getattr(after, name)}
    starting = {
        name for name, figure in definitions().items() if any(value["from"] == change for value in figure["values"])
    }
    assert changed <= starting
    for name in starting:
        (value,) = [value["value"] for value in definitions()[name]["values"] if value["from"] == change]
        assert getattr(after, name) == Decimal(str(value))


def test_a_day_before_the_first_figures_is_a_clear_error() -> None:
    day = first_day() - timedelta(days=1)
    with pytest.raises(rules.NoParametersError, match=f"no figures for {day}: the first hold from {first_day()}"):
        parameters.on(day)
    with pytest.raises(rules.NoParametersError):
        parameters.figures(day)


def test_a_decree_that_changes_no_amount_does_not_move_the_day_of_the_amounts() -> None:
    assert parameters.on(NOW).old_system_exemption
    assert parameters.on(NOW).valid_from == parameters.on(date(2024, 1, 1)).valid_from


def test_amounts_are_decimals_and_counts_are_whole_numbers() -> None:
    figures = parameters.on(NOW)
    for name in FIGURES:
        unit = definitions()[name]["unit"]
        wanted = Decimal if unit in ("riyals", "riyals_per_month", "share") else int
        assert type(getattr(figures, name)) is wanted, name


def test_every_figure_is_there_as_text_for_answers() -> None:
    held, texts = parameters.on(NOW), parameters.figures(NOW)
    assert set(FIGURES) <= set(texts)
    assert all(isinstance(text, str) and text for text in texts.values())
    assert Decimal(texts["bank_average_limit"].replace(",", "")) == held.bank_average_limit
    assert "," in texts["bank_average_limit"]
    assert Decimal(texts["earned_share_percent"]) == held.earned_share * 100
    for persons in range(1, 11):
        assert Decimal(texts[f"minimum_for_{persons}"].replace(",", "")) == held.minimum(persons)
    smallest = int(texts["cap_from_persons"])
    assert held.minimum(smallest) > held.pension_cap >= held.minimum(smallest - 1)
    assert int(texts["cars_independent_bar"]) == held.cars_independent_limit + 1
    assert texts["contact_number"] == str(held.contact_number)
    assert texts["valid_from"].endswith(str(held.valid_from.year))
    assert texts["head_minimum_before"] != texts["head_minimum"]


def test_the_first_figures_have_none_before_them() -> None:
    assert "head_minimum_before" not in parameters.figures(first_day())


def amounts_of_the_programme() -> set[Decimal]:
    """The values of all figures that are no everyday numbers."""
    values: list[Any] = [value["value"] for figure in definitions().values() for value in figure["values"]]
    return {Decimal(str(value)) for value in values if Decimal(str(value)) > 100}


@pytest.mark.parametrize("file", sorted(RULES.glob("*.py")), ids=lambda file: file.name)
def test_no_figure_of_the_programme_stands_in_code(file: Path) -> None:
    tokens = tokenize.generate_tokens(io.StringIO(file.read_text(encoding="utf-8")).readline)
    numbers = {Decimal(token.string.replace("_", "")) for token in tokens if token.type == tokenize.NUMBER}
    assert not numbers & amounts_of_the_programme()
