"""How an answer is cut up: numbers by their size, concepts with their denials, and what counted things come to."""

from __future__ import annotations

import pytest

from nlu.answer_words import read_answer


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ثلاث", ("#3",)),
        ("٣", ("#3",)),
        ("3", ("#3",)),
        ("موديل 2012", ("مدل", "#year")),
        ("اربعين الف", ("#below",)),
        ("نص مليون", ("#above",)),
    ],
)
def test_numbers_are_written_by_their_size(text: str, words: tuple[str, ...]) -> None:
    assert read_answer(text).words[-1] == words[-1]


def test_a_concept_bears_its_denial() -> None:
    assert any(mark.startswith("<home.deed") for mark in read_answer("معي صك").marks)
    assert any(mark.startswith("<¬home.deed") for mark in read_answer("ما معي صك").marks)


@pytest.mark.parametrize(
    ("text", "total"),
    [("شغالة وسواق", "2"), ("شغالتين وسواق", "3"), ("ثلاث سيارات وونيت", "more"), ("سيارة", "1"), ("سيارتين", "2")],
)
def test_things_that_are_named_come_to_a_total(text: str, total: str) -> None:
    assert read_answer(text).marks[f"total:{total}"]


def test_a_number_that_the_others_add_up_to_is_marked() -> None:
    assert read_answer("ثلاث، ثنتين لامي ووحدة للبيت").marks["first is the sum"]
    assert not read_answer("ثلاث، وحدة خربانة").marks["first is the sum"]


def test_arabic_in_latin_letters_is_cut_up_as_arabic() -> None:
    assert read_answer("ma 3ndi syara").words == read_answer("ما عندي سياره").words


@pytest.mark.parametrize("text", ["", "؟؟؟", "😀", "1" * 5000, "لا " * 2000])
def test_no_text_is_too_strange(text: str) -> None:
    read_answer(text)
