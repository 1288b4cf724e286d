"""Every denial takes a fact away or turns it round, wherever it stands; no formula does either."""

from __future__ import annotations

from typing import Any

import pytest

from arabic.lexicon import lexicon
from arabic.reading import read
from tests.arabic.expressions import table

TABLE = table("denials")
DENIALS = sorted(
    {
        *(phrase.strip() for phrase in TABLE["denials"].split("|")),
        *(
            phrase
            for concept in ("deny", "deny.nor", "deny.without", "deny.exist")
            for phrase in lexicon().samples[concept]
        ),
    }
)
_TELLING = lexicon().samples["person.dead"]  # "الله يرحمه" is a formula and tells a death
FORMULAS = sorted(set(lexicon().samples["formula"]) - set(_TELLING))
FACTS = [pytest.param(row, id=row["say"]) for row in TABLE["facts"]]


def _tells(text: str, row: dict[str, Any]) -> bool:
    told = read(text, asked=row.get("asked"))
    return all(told.facts.get(fact) == value and fact not in told.unsure for fact, value in row["tells"].items())


def _without_denial(row: dict[str, Any]) -> str:
    return " ".join(str(row["say"]).replace("{}", "").split())


@pytest.mark.parametrize("row", FACTS)
def test_the_sentence_tells_its_fact_without_a_denial(row: dict[str, Any]) -> None:
    assert _tells(_without_denial(row), row)


@pytest.mark.parametrize("row", FACTS)
def test_every_denial_takes_the_fact_away_or_turns_it_round(row: dict[str, Any]) -> None:
    sentences = [str(row["say"]), str(row.get("behind", row["say"]))]
    kept = [
        text
        for denial in DENIALS
        for said in (denial, "و" + denial)
        for sentence in sentences
        if _tells(text := sentence.replace("{}", said), row)
    ]
    assert kept == []


@pytest.mark.parametrize("row", FACTS)
def test_no_formula_denies_or_affirms(row: dict[str, Any]) -> None:
    plain = _without_denial(row)
    around = zip(FORMULAS, [*FORMULAS[1:], FORMULAS[0]], strict=True)
    lost = [text for before, behind in around if not _tells(text := f"{before} {plain} {behind}", row)]
    assert lost == []


@pytest.mark.parametrize("row", [pytest.param(row, id=row["say"]) for row in TABLE["incomes"]])
def test_every_denial_takes_an_income_away(row: dict[str, Any]) -> None:
    assert _comes_in(_without_denial(row), row["tells"])
    denied = [str(row["say"]).replace("{}", denial) for denial in DENIALS]
    assert [text for text in denied if _comes_in(text, row["tells"])] == []


@pytest.mark.parametrize("row", [pytest.param(row, id=row["say"]) for row in TABLE["persons"]])
def test_every_denial_takes_a_person_out_of_the_home(row: dict[str, Any]) -> None:
    assert _lives_here(_without_denial(row), row["tells"])
    denied = [str(row["say"]).replace("{}", denial) for denial in DENIALS if denial != "خالي من"]  # "خالي" is an uncle
    assert [text for text in denied if _lives_here(text, row["tells"])] == []


def _comes_in(text: str, kind: str) -> bool:
    return any(income.kind == kind and income.change == "is" for income in read(text).incomes)


def _lives_here(text: str, relation: str) -> bool:
    return any(
        person.relation == relation
        and person.change == "is"
        and not person.absence
        and (person.place == "here" or (person.place is None and relation in ("wife", "son", "child")))
        for person in read(text).persons
    )
