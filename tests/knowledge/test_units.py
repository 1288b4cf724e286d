"""The units: their schema, and that what is known stands in them and can be read with little effort."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from statistics import median
from typing import get_args

import pytest

import knowledge
from knowledge import KnowledgeError
from knowledge import units as known
from knowledge.unit import FEWEST_ASKS, Part
from knowledge.units import source_line, source_list, text_of, units
from rules import parameters

TODAY = parameters.changes()[-1]
FEWEST_UNITS, USUAL_ASKS = 400, 20
LONGEST_SENTENCE = 22  # words
ROUND = {"5,000", "10,000"}
# How the whole of the guides stands in docs/facts.md; beside the topics, a unit begins with an answer.
GOOD = """
- id: thing_one
  topic: amounts
  question: كم؟
  title: كم
  answer: "{head_minimum} ريال."
  simpler: كذا ريال.
  sources: [law-1]
  follows: []
  asks: [ا, ب, ج, د, ه, و, ز, ح, ط, ي, ك, ل]
"""


def unit_file(folder: Path, text: str, name: str = "amounts") -> Path:
    path = folder / f"{name}.yml"
    path.write_text(text, encoding="utf-8")
    return folder


def test_there_are_units_below_every_topic() -> None:
    assert len(units()) >= FEWEST_UNITS
    assert {one.topic for one in units().values()} == set(knowledge.topics())


def test_most_are_asked_in_many_ways_by_several_hands() -> None:
    assert all(len(one.asks) >= FEWEST_ASKS for one in units().values())
    assert sum(len(one.asks) >= USUAL_ASKS for one in units().values()) >= 0.98 * len(units())


def test_answers_are_short() -> None:
    lengths = [len(text_of(one, TODAY)) for one in units().values()]
    assert median(lengths) <= 300
    assert max(lengths) <= 320  # isolates around Latin words are not seen


def test_sentences_are_short_enough_for_who_reads_with_effort() -> None:
    sentences = [
        part for one in units().values() for part in re.split(r"[.؟!:\n]", text_of(one, TODAY)) if part.strip()
    ]
    words = sorted(len(part.split()) for part in sentences)
    assert median(words) <= 10
    assert words[int(0.98 * len(words))] <= LONGEST_SENTENCE


def test_no_figure_of_the_programme_is_written_by_hand() -> None:
    figures = {value for value in parameters.figures(TODAY).values() if re.fullmatch(r"[\d,]{5,}", value)}
    figures -= ROUND  # amounts of examples, too
    for one in units().values():
        for text in one.texts():
            assert not figures & set(re.findall(r"[\d,]{5,}", text)), one.id


def test_no_two_buttons_look_alike() -> None:
    titles = [one.title for one in units().values()]
    assert len(titles) - len(set(titles)) <= 5


def test_each_names_its_sources_in_a_line_and_in_full() -> None:
    for one in units().values():
        assert len(source_line(one.sources)) <= 60, one.id
        assert source_list(one)


def test_a_unit_fits_its_schema(tmp_path: Path) -> None:
    (one,) = known.read(unit_file(tmp_path, GOOD)).values()
    assert text_of(one, TODAY) == f"{parameters.figures(TODAY)['head_minimum']} ريال."
    assert text_of(one, TODAY, "brief") == text_of(one, TODAY)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("id: thing_one", "id: Thing"), "id"),
        (("topic: amounts", "topic: nothing"), "topic"),
        (("{head_minimum}", "{no_such_figure}"), "no such figure"),
        (("{head_minimum} ريال.", "كلمة " * 80), "at most 300"),
        (("[law-1]", "[no-source]"), "neither register"),
        (("follows: []", "follows: [thing_two]"), "no other unit"),
        (("asks: [ا, ", "asks: ["), "asks"),
        (("title: كم", "title: عنوان أطول من عشرين حرفًا"), "title"),
        (("  simpler: كذا ريال.\n", ""), "simpler"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path: Path, change: tuple[str, str], said: str) -> None:
    assert change[0] in GOOD
    with pytest.raises(KnowledgeError, match=said):
        known.read(unit_file(tmp_path, GOOD.replace(*change)))


def test_an_ask_stands_under_one_unit_only(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="stands under thing_one too"):
        known.read(unit_file(tmp_path, GOOD + GOOD.replace("thing_one", "thing_two")))


def test_every_reason_of_a_refusal_has_a_unit() -> None:
    from knowledge import rejections

    assert {f"reject_{one.key}" for one in rejections.register().reasons} <= set(units())


def test_today_every_text_can_be_filled_in() -> None:
    parts: tuple[Part, ...] = get_args(Part)
    for one in units().values():
        assert all("{" not in text_of(one, date.today(), part) for part in parts), one.id
