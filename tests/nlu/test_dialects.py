"""The table of dialect words and their standard twins."""

from collections import Counter

from arabic import normalise
from nlu.dialects import TWINS, families
from nlu.words import words


def test_a_dialect_word_belongs_to_one_family_only() -> None:
    counted = Counter((word, twin) for twin, dialect in families() for word in dialect)
    assert [pair for pair, times in counted.items() if times > 1] == []
    twins = Counter(word for word, _ in counted)
    assert [word for word, times in twins.items() if times > 1] == []


def test_no_standard_word_is_another_familys_dialect_word() -> None:
    dialect = {word for _, some in families() for word in some}
    assert {twin for twin, _ in families()} & dialect == set()


def test_every_family_has_words() -> None:
    assert all(dialect for _, dialect in families())


def test_the_words_are_spelled_as_the_classifier_reads_them() -> None:
    for word, twin in TWINS.items():
        assert words(word) == [word]
        assert normalise(twin) == twin
        assert TWINS[twin] == twin
