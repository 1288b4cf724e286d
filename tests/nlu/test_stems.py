"""What is left of a word when its endings, its vowels and its dialect are taken off."""

import pytest

from nlu.stems import consonants, core, stem


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("بالراتب", "راتب"),
        ("وراتبه", "راتب"),
        ("راتبها", "راتب"),
        ("والمعاش", "معاش"),
        ("معاشات", "معاش"),
        ("هالشهر", "شهر"),
    ],
)
def test_a_stem_is_the_word_without_a_prefix_and_a_suffix(word: str, expected: str) -> None:
    assert stem(word) == expected


@pytest.mark.parametrize("word", ["كم", "بنت", "هل", "اب", "ابي"])
def test_a_short_word_is_its_own_stem(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize("word", ["يقدم", "تقدم", "نقدم", "اقدم", "تقديم"])
def test_a_verb_has_the_same_consonants_in_every_person(word: str) -> None:
    assert consonants(word) == "قدم"


@pytest.mark.parametrize("word", ["اب", "اخ", "دين", "", "0"])
def test_a_word_never_loses_all_its_letters(word: str) -> None:
    assert bool(consonants(word)) == bool(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("وش", "ماذا"),
        ("وابغي", "واريد"),
        ("وليش", "لماذا"),
        ("بعرفش", "بعرف"),
        ("ابغي", "اريد"),
        ("عايز", "ودي"),
        ("ليش", "لماذا"),
        ("وين", "اين"),
        ("عيالي", "اطفالي"),
        ("معاشي", "والمعاش"),
        ("يعترض", "اعترض"),
    ],
)
def test_words_that_mean_the_same_are_the_same_at_core(one: str, other: str) -> None:
    assert core(one) == core(other)


@pytest.mark.parametrize(("one", "other"), [("معاش", "راتب"), ("ابي", "ابوي"), ("اريد", "رد"), ("زوجه", "زوج")])
def test_words_that_mean_something_else_are_not(one: str, other: str) -> None:
    assert core(one) != core(other)
