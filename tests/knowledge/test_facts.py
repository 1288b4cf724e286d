"""docs/facts.md: every fact of the three guides is answered by a topic in these words, or left out for a reason."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

import knowledge

TABLE = Path(__file__).parents[2] / "docs" / "facts.md"
# How many facts each guide has.
GUIDES = {"S0": 14, "S1": 22, "S2": 23}
NOT_REPEATED = "Not repeated: "


class Row(NamedTuple):
    """A line of the table."""

    fact: str
    topics: tuple[str, ...]
    words: tuple[str, ...]
    text: str


def rows() -> list[Row]:
    """The lines of the table, in order."""
    found = []
    for line in TABLE.read_text(encoding="utf-8").split("\n"):
        if re.match(r"\| S\d", line):
            fact, topics, text = (cell.strip() for cell in line.strip("|").split("|"))
            found.append(Row(fact, tuple(re.findall(r"`(\w+)`", topics)), tuple(re.findall(r"“([^”]+)”", text)), text))
    return found


def said(name: str) -> str:
    """Everything that a topic says, its figures as references."""
    return "\n".join(knowledge.topic(name).texts())


def test_every_fact_stands_once_and_in_order() -> None:
    facts = [f"{guide}-{number:02}" for guide, count in GUIDES.items() for number in range(1, count + 1)]
    assert [row.fact for row in rows()] == facts


@pytest.mark.parametrize("row", rows(), ids=lambda row: row.fact)
def test_a_fact_names_topics_that_exist_or_says_why_it_is_not_repeated(row: Row) -> None:
    assert set(row.topics) <= set(knowledge.topics())
    if not row.topics:
        assert row.text.startswith(NOT_REPEATED)
        assert len(row.text) > len(NOT_REPEATED) + 20, "a reason"


@pytest.mark.parametrize("row", [row for row in rows() if row.topics], ids=lambda row: row.fact)
def test_the_topics_really_say_the_words_of_a_fact(row: Row) -> None:
    spoken = [name for name in row.topics if any(words in said(name) for words in row.words)]
    assert spoken == list(row.topics), "each topic says some of the words"
    assert not [words for words in row.words if not any(words in said(name) for name in row.topics)]
