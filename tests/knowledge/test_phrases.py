"""Phrases and expressions on folded text."""

import pytest

from knowledge.phrases import any_occurs, first_place, pattern, place, words


@pytest.mark.parametrize(
    ("expression", "text", "true"),
    [
        ("عقد", "وين العقد", True),
        ("عقد", "والعقد انتهي", True),
        ("عقد", "معقد مره", False),
        ("عقد*", "عقدي منتهي", True),
        ("*نتحر*", "بينتحر", True),
        ("عنوان|سكن قديم", "السكن القديم", True),
        ("عنوان|سكن قديم", "السكن هذا قديم", False),
        ("عنوان ~ قديم", "العنوان في المنصه مره قديم", True),
        ("عنوان ~ قديم", "العنوان اللي في المنصه حقتي مره قديم", False),
        ("عنوان ~ قديم", "هذا العنوان. بيتي قديم", False),
        ("عقد + عنوان", "العنوان غير العقد", True),
        ("عقد + عنوان", "العقد بس", False),
        ("رصيد - دفعه/ايبان", "رصيدي رصيد عالي", True),
        ("رصيد - دفعه/ايبان", "رصيد الدفعه", False),
        ("زوجي يضربني/ابوي يضربني", "ابوي يضربني", True),
        ("عقد", "امعقد", True),
    ],
)
def test_an_expression_is_true_of_a_text_that_says_it(expression: str, text: str, true: bool) -> None:
    assert any_occurs((expression,), text) is true


def test_the_place_of_an_expression_is_that_of_its_first_phrase() -> None:
    assert place("عقد + عنوان", "قالوا العنوان غير العقد") == 6
    assert place("عقد + عنوان", "قالوا العنوان") is None
    assert first_place(("عقد", "عنوان"), "العنوان والعقد") == 0
    assert first_place((), "العنوان") is None


def test_the_words_of_an_expression_are_those_between_its_signs() -> None:
    assert words("عقد*|ايجار ~ نشط + منتهي/ملغي - عمل") == ["عقد", "ايجار", "نشط", "منتهي", "ملغي", "عمل"]


def test_a_pattern_is_made_once() -> None:
    assert pattern("عقد* نشط") is pattern("عقد* نشط")
