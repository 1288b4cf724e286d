"""docs/facts.md, second table: what is told where the guides contradict each other, in the words of a topic."""

import re
from pathlib import Path

import pytest

import knowledge

TABLE = Path(__file__).parents[2] / "docs" / "facts.md"
MATTERS = 13


def rows() -> list[tuple[str, str]]:
    """Each matter with the cell that names the topic and its words."""
    text = TABLE.read_text(encoding="utf-8").split("## Where the guides contradict each other")[1]
    lines = [line.strip("| ").split(" | ") for line in text.split("\n") if line.startswith("| ")]
    return [(cells[0], cells[-1]) for cells in lines if cells[0] != "matter"]


def test_every_matter_of_the_contradictions_stands_once() -> None:
    matters = [matter for matter, _ in rows()]
    assert len(set(matters)) == len(matters) == MATTERS


@pytest.mark.parametrize(("matter", "cell"), rows())
def test_a_topic_says_what_holds(matter: str, cell: str) -> None:
    (name,) = re.findall(r"`(\w+)`", cell)
    said = "\n".join(knowledge.topic(name).texts())
    quoted = re.findall(r"“([^”]+)”", cell)
    assert quoted, matter
    assert [words for words in quoted if words not in said] == []
