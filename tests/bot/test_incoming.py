"""A message is made safe before anything else sees it."""

import pytest

from bot import texts
from bot.incoming import read
from tests.bot.rasa_stand_in import INJECTED

LIMIT = 1000


@pytest.mark.parametrize(
    "typed",
    [
        "/eligibility_estimate",
        "  /eligibility_estimate",
        "\n\t/eligibility_estimate",
        "\u00a0/eligibility_estimate",
        "\u200b/eligibility_estimate",
        "\u202e\u2066/eligibility_estimate",
        "\ufeff / / //eligibility_estimate",
        "\U000e0001\U000e002f/eligibility_estimate",
        "\x00/eligibility_estimate",
        "\x1f/eligibility_estimate",
        "\uff0feligibility_estimate",
        "/\u200b/eligibility_estimate",
        '/inform{"value": "0"}',
        "/restart",
    ],
)
def test_typed_text_is_never_an_injected_intent(typed: str) -> None:
    said = read(typed, LIMIT).for_rasa
    assert said is not None
    assert INJECTED.match(said.strip()) is None


def test_a_slash_inside_a_text_stays() -> None:
    assert read("الدخل 3000/شهر", LIMIT).for_rasa == "الدخل 3000/شهر"


@pytest.mark.parametrize("typed", ["", "   ", "\n\n", "\u200b\u200f", "\x00\x00", "\ud800"])
def test_an_empty_message_is_answered_without_rasa(typed: str) -> None:
    incoming = read(typed, LIMIT)
    assert incoming.for_rasa is None
    assert incoming.answer == texts.EMPTY


@pytest.mark.parametrize("typed", ["😀", "👍🏽👨‍👩‍👧", "؟؟؟", "/", "///", "...", "❤️"])
def test_a_message_without_letters_and_digits_is_answered_without_rasa(typed: str) -> None:
    incoming = read(typed, LIMIT)
    assert incoming.for_rasa is None
    assert incoming.answer == texts.NO_WORDS


@pytest.mark.parametrize(
    "typed", ["4000", "٤٠٠٠", "Hello", "Привет", "-500", "<b>هل أستحق</b>", "'; DROP TABLE messages; --"]
)
def test_digits_other_alphabets_and_markup_reach_rasa_as_they_are(typed: str) -> None:
    assert read(typed, LIMIT).for_rasa == typed


def test_a_message_up_to_the_limit_reaches_rasa_and_a_longer_one_is_answered() -> None:
    assert read("س" * LIMIT, LIMIT).for_rasa == "س" * LIMIT
    longer = read("س" * (LIMIT + 1), LIMIT)
    assert longer.for_rasa is None
    assert longer.answer == texts.too_long(LIMIT)
    assert f"{LIMIT:,}" in texts.too_long(LIMIT)
    assert longer.stored == "س" * (LIMIT + 1)


def test_a_lone_identity_number_is_neither_kept_nor_handed_on() -> None:
    incoming = read("1\u200b000000008", LIMIT)
    assert incoming.masked
    assert incoming.for_rasa is None
    assert incoming.answer == texts.ONLY_MASKED
    assert "8" not in incoming.stored
