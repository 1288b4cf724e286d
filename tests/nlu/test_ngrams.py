"""From a message to weighted features."""

from collections import Counter

import numpy as np
import pytest

from nlu.ngrams import RARE, Features, Reading, Vocabulary, letter_ngrams, stem_patterns
from nlu.other_bodies import OTHER_BODY

TEXTS = ("متى ينزل الضمان", "متى موعد الصرف", "كيف اعترض على الرفض", "متى يصرف المعاش")


@pytest.fixture
def features() -> Features:
    reading = Reading()
    return Features.learn([reading.read(text) for text in TEXTS], reading)


def length(features: Features, text: str) -> float:
    """Of the letters' part of a message's vector."""
    places, weights = features.vector(Reading().read(text))
    return float(np.linalg.norm([w for p, w in zip(places, weights, strict=True) if p < len(features.letters)]))


def test_letters_are_taken_within_words_with_the_edges_marked() -> None:
    assert list(letter_ngrams(["كم", "هو"], 2, 3)) == [" ك", "كم", "م ", " كم", "كم ", " ه", "هو", "و ", " هو", "هو "]


def test_a_word_shorter_than_the_ngram_is_taken_whole_once() -> None:
    assert list(letter_ngrams(["كم"], 4, 5)) == [" كم "]


def test_patterns_name_neighbours_edges_and_pairs_apart() -> None:
    patterns = list(stem_patterns(("متى", "ينزل", "ضمان"), frozenset({"متى", "ينزل", "ضمان"})))
    assert sorted(patterns) == sorted(["متى", "ينزل", "ضمان", "^متى", "ضمان$", "متى ينزل", "ينزل ضمان", "متى~ضمان"])


def test_a_rare_stem_also_counts_as_some_rare_word() -> None:
    patterns = list(stem_patterns(("اعترض", "فاتوره"), frozenset({"اعترض"})))
    assert RARE in patterns
    assert f"اعترض {RARE}" in patterns
    assert "اعترض فاتوره" in patterns


def test_no_words_give_no_patterns() -> None:
    assert list(stem_patterns((), frozenset())) == []


def test_a_message_seen_in_training_has_length_one(features: Features) -> None:
    assert length(features, TEXTS[0]) == pytest.approx(1)


def test_a_message_is_shorter_the_less_of_it_is_known(features: Features) -> None:
    assert 1 > length(features, "متى ينزل الضمان يا جماعة") > length(features, "зачем 3 qwxz متى") > 0
    assert length(features, "зачем") == 0


def test_one_message_has_the_same_vector_alone_and_in_a_matrix(features: Features) -> None:
    parts = Reading().read("متى ينزل المعاش وكيف")
    row = features.matrix([parts]).toarray()[0]
    places, weights = features.vector(parts)
    alone = np.zeros(len(row))
    alone[places] = weights
    assert alone == pytest.approx(row)


def test_the_last_column_says_how_much_of_the_letters_is_known(features: Features) -> None:
    matrix = features.matrix([Reading().read(TEXTS[0]), Reading().read("зачем")]).toarray()
    assert matrix[:, -1] == pytest.approx([1, 0])


def test_the_same_question_in_speech_and_in_standard_arabic_has_the_same_stems() -> None:
    assert Reading().read("وين اقدم").stems == Reading().read("أين أقدم؟").stems


def test_names_of_other_bodies_are_one_pattern_more() -> None:
    assert Reading().read("متى ينزل حساب المواطن").patterns(frozenset())[OTHER_BODY] == 1
    assert OTHER_BODY not in Reading().read("متى ينزل الضمان").patterns(frozenset())


def test_a_vocabulary_may_leave_out_what_few_messages_have() -> None:
    vocabulary = Vocabulary.learn([Counter("ab"), Counter("a"), Counter("ac")], seen_by=2)
    assert set(vocabulary.places) == {"a"}
    assert vocabulary.vector(Counter("b"))[0] == []
