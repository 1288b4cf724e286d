"""The tables of expressions: what people type, and what is read in it."""

from typing import Any

import pytest

from arabic import clean, normalise, read_amount, read_bounds
from tests.arabic.expressions import as_number, table

AMOUNTS = [(text, value) for group in table("amounts").values() for text, value in group.items()]


@pytest.mark.parametrize(("text", "amount"), AMOUNTS)
def test_an_amount_is_read_as_it_is_meant(text: str, amount: Any) -> None:
    assert read_amount(text) == as_number(amount)


@pytest.mark.parametrize(("text", "bounds"), table("bounds").items())
def test_a_range_or_open_bound_is_read_with_its_ends(text: str, bounds: list[int] | None) -> None:
    assert read_bounds(text) == (None if bounds is None else (as_number(bounds[0]), as_number(bounds[1])))


@pytest.mark.parametrize("text", [text for text, bounds in table("bounds").items() if bounds])
def test_a_range_or_open_bound_is_no_amount(text: str) -> None:
    assert read_amount(text) is None


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("إأآٱ", "ا"),
        ("مؤسسة", "موسسه"),
        ("على", "علي"),
        ("شيء", "شي"),
        ("مُحَمَّد", "محمد"),
        ("ســـلام", "سلام"),
        ("١٢٣ ۴۵۶", "123 456"),
        ("كثيييير", "كثير"),
        ("HELLO", "hello"),
        ("كم؟", "كم?"),
        ("ﻻ ﷲ", "لا الله"),
        ("مرحبا\u200f\u202e بك", "مرحبا بك"),
    ],
)
def test_letters_are_folded_for_matching(typed: str, normal: str) -> None:
    assert normalise(typed) == normal


@pytest.mark.parametrize(
    ("typed", "safe"),
    [
        ("  راتبي\t3000\r\nريال ", "راتبي 3000 ريال"),
        ("أ\u0000ب\u0007ج", "أ ب ج"),
        ("\u202e3000\u202c", "3000"),
        ("را\u200bتبي", "راتبي"),
        ("hi\U000e0041\U000e0042", "hi"),
        ("٣٠٠٠", "٣٠٠٠"),
        ("３０００", "3000"),
        ("3²", "3²"),
        ("مُعلّم 😊", "مُعلّم 😊"),
        ("\ud800", ""),
        ("م\ud83dرحبا\udc00", "مرحبا"),
        ("\U000e0068\U000e0069\U000e007fمرحبا\U000e0001", "مرحبا"),
        ("".join(f"{letter}{chr(0xE0020 + place)}" for place, letter in enumerate("راتبي")), "راتبي"),
        ("\u202aراتبي\u202b \u202d3000\u202c\u202c", "راتبي 3000"),
        ("\u2066راتبي\u2067 \u20683000\u2069\u2069", "راتبي 3000"),
        ("\u200fراتبي\u200e\u061c 3000", "راتبي 3000"),
        ("ر" + "\u200b\u200c\u200d\u2060\ufeff" * 500 + "اتبي", "راتبي"),
        ("3" + "\u200d\u200b" * 500 + "000", "3000"),
        ("می\u200cخواهم", "میخواهم"),
        ("أ" + "\ufe0f" * 500 + "ب" + "\U000e0100\U000e01ef" * 500, "أب"),
        ("\u3164\u2800\u115f\u1160\uffa0\u17b4\u034f\u2065\ufff0", ""),
        ("\x00\x01\x1b[31mنص\x7f\x9f", "[31mنص"),
        ("أ\u0085ب\u2028ج\u2029د\u00a0ه\u3000و", "أ ب ج د ه و"),
        ("\ue000\U000f0000\ufdd0\uffff", ""),
        ("Z" + "\u0351\u036b\u0346\u036a\u0302" * 100 + "a", "Z\u0351\u036b\u0346a"),
        ("ر" + "\u064e" * 300 + "اتب", "ر\u064e\u064e\u064eاتب"),
        ("x" + "\u20dd" * 99, "x\u20dd\u20dd\u20dd"),
        ("ٱلْحَمْدُ لِلَّٰهِ رَبِّ", "ٱلْحَمْدُ لِلَّٰهِ رَبِّ"),
        ("مُتَقَاعِدٌ وَلَدَيَّ طِفْلًا", "مُتَقَاعِدٌ وَلَدَيَّ طِفْلًا"),
        ("عائلة 👨\u200d👩\u200d👧", "عائلة 👨👩👧"),
        ("👍🏽 🇸🇦 ❤️ 1️⃣ 😭😭", "👍🏽 🇸🇦 ❤ 1⃣ 😭😭"),
        ("🏴\U000e0067\U000e0062\U000e007f", "🏴"),
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_cleaning_takes_out_what_is_not_seen_and_keeps_what_is(typed: str, safe: str) -> None:
    assert clean(typed) == safe


@pytest.mark.parametrize(
    "marks",
    [
        "\u0300\u0489\u1ab0\u1dc4\u20d0\u20dd\ufe20",
        "\u064b\u064e\u0651\u0670\u06d6\u08d3",
        "\u0e49",
        "\u0591\u05bf",
        "\u0941",
    ],
    ids=ascii,
)
def test_no_letter_carries_more_than_three_marks_of_any_script(marks: str) -> None:
    cleaned = clean(f"س{marks * 100}لام{marks * 50} 3000")
    plain = "".join(character for character in cleaned if character not in marks)
    assert plain == "سلام 3000"
    assert len(cleaned) <= len("سلام 3000") + 6
    assert normalise(cleaned) == "سلام 3000"
