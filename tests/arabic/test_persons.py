"""Who a message names, how many, how old, where they live and what becomes of them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from arabic.persons import People, read_persons
from arabic.text import Text
from arabic.told import PersonTold

TABLE: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("persons.yml").read_text(encoding="utf-8"))
SETTINGS = ("asked", "known")


def _rows() -> Iterator[Any]:
    for group, rows in TABLE.items():
        for text, expected in rows.items():
            if text not in SETTINGS:
                yield pytest.param(text, rows.get("asked"), rows.get("known", ()), expected, id=f"{group}: {text}")


def _words(person: PersonTold) -> str:
    """A person as the table writes them."""
    words: list[str] = [person.relation]
    if person.count != 1:
        words.append("some" if person.count is None else str(person.count))
    if person.ages:
        words.append("ages " + " ".join(map(str, person.ages)))
    words += [person.place] if person.place else []
    words += [person.absence] if person.absence and person.absence != person.place else []
    words += [person.change] if person.change != "is" else []
    words += ["refuses"] if person.agrees is False else []
    words += ["foreign" if person.nationality == "other" else person.nationality] if person.nationality else []
    words += ["second home"] if person.dwelling == 2 else []
    words += ["eldest" if person.eldest else "youngest"] if person.eldest is not None else []
    words += ["passing"] if person.passing else []
    return " ".join(words)


def _said(people: People) -> list[str]:
    said = [_words(person) for person in people.told]
    said += [f"total {people.total}"] if people.total else []
    said += ["alone"] if people.alone else []
    said += ["restated"] if people.restated and not people.alone else []
    said += [f"homes {people.homes}"] if people.homes else []
    return sorted(said)


@pytest.mark.parametrize(("text", "asked", "known", "expected"), list(_rows()))
def test_the_persons_of_a_message_are_read(text: str, asked: str | None, known: list[str], expected: list[str]) -> None:
    assert _said(read_persons(Text(text), asked, known)) == sorted(expected)


def test_the_owner_of_a_salary_can_be_found_by_place() -> None:
    people = read_persons(Text("زوجتي معلمة وراتبها 5000 وهي ساكنة معنا"), None)
    assert [(mention.start, mention.said.relation) for mention in people.mentions] == [(0, "wife"), (4, "wife")]


def test_the_eldest_is_one_of_the_children_for_who_asks_whose_a_salary_is() -> None:
    people = read_persons(Text("زوجي وولدين وبنت والكبير يشتغل بالفين"), "members")
    assert [mention.said.relation for mention in people.mentions][-1] == "son"
    assert len(people.told) == 3


def test_the_dead_are_marked_as_such() -> None:
    people = read_persons(Text("راتب ابوي الله يرحمه 2000"), None)
    assert [(mention.said.relation, mention.dead) for mention in people.mentions] == [("father", True)]


def test_counts_and_ages_are_claimed_so_that_they_are_no_pay() -> None:
    text = Text("عندي 4 عيال اكبرهم 12 سنة وراتبي 3000")
    read_persons(text, None)
    assert [span.value for span in text.free_numbers()] == [3000]


@pytest.mark.parametrize("text", ["", "?", "12", "،،،", "مع", "و", "ام", "انا و", "لا", "عندي", "الثانية", "هي", "😂"])
def test_a_message_without_persons_tells_none(text: str) -> None:
    assert read_persons(Text(text), None).told == ()


def test_a_flood_of_persons_does_not_stop_the_reading() -> None:
    assert read_persons(Text("ولدي وبنتي وزوجتي ثم " * 300), "members").told
