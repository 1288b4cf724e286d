"""The words of a message."""

import pytest

from nlu.words import LONGEST_TEXT, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أهلاً", "اهلا"),
        ("إعتراض", "اعتراض"),
        ("مدرسة", "مدرسه"),
        ("على", "علي"),
        ("الضمــــان", "الضمان"),
        ("مَعاش", "معاش"),
        ("كثيييير", "كثير"),
        ("عندي ٤ عيال", "عندي 4 عيال"),
        ("مرحبا!!", "مرحبا"),
    ],
)
def test_spellings_of_a_word_read_the_same(one: str, other: str) -> None:
    assert words(one) == words(other) != []


def test_any_number_reads_as_the_same_word() -> None:
    assert words("راتبي 3000") == words("راتبي ٤٥٠٠") == ["راتبي", "0"]


@pytest.mark.parametrize("text", ["", "   ", "3000", "٣٠٠٠ - 12", "😀😀", "؟!", "\u202e\u200b"])
def test_a_message_without_letters_has_no_words(text: str) -> None:
    assert words(text) == []


def test_only_the_beginning_of_a_very_long_message_is_read() -> None:
    assert len(" ".join(words("ضمان " * LONGEST_TEXT))) <= LONGEST_TEXT
