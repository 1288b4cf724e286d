"""Arabic letters on a picture: joined, from right to left, and the same in both ways of joining them."""

from __future__ import annotations

from pathlib import Path

import pytest
from arabic_reshaper import reshape  # type: ignore[import-untyped]
from bidi import get_display  # type: ignore[import-untyped]
from PIL import Image, ImageChops, ImageFont, features

from bot.pictures import check, letters, shaping
from bot.pictures.content import content
from bot.pictures.letters import FILES, FONTS, MARKS, Letters, Shaping
from tests.bot.pictures.by_hand import LINES, Line, by_hand, cut, difference, drawn, ink, placed, runs
from tests.bot.pictures.cases import CASES, TODAY, told

BOTH: tuple[Shaping, ...] = ("raqm", "reshaper")
SAME = 0.25
"""Of the ink of a piece: half a pixel of kerning moves the edges by less than this."""
REPOSITORY_LIMIT = 600_000


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two lines consist of the same pieces in the same order."""
    first, second = runs(one), runs(other)
    return len(first) == len(second) and all(difference(a, b) < SAME for a, b in zip(first, second, strict=True))


def sentences() -> list[str]:
    """Everything that the pictures of all cases say."""
    said = [content(*told(case), TODAY).text() for case in CASES]
    return sorted({line for text in said for line in text.splitlines()})


def test_this_machine_has_raqm_so_that_both_ways_are_tested() -> None:
    assert features.check("raqm")
    assert shaping() == "raqm"


def test_without_raqm_the_letters_are_joined_by_arabic_reshaper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "check", lambda feature: False)
    assert shaping() == "reshaper"
    assert Letters().how == "reshaper"
    assert alike(drawn(Letters(), LINES[0].text), by_hand(LINES[0].seen()))


@pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
@pytest.mark.parametrize("line", LINES, ids=[line.text for line in LINES])
@pytest.mark.parametrize("how", BOTH)
def test_a_line_looks_as_one_set_by_hand(how: Shaping, line: Line, bold: bool) -> None:
    assert alike(drawn(Letters(how), line.text, bold), by_hand(line.seen(), bold))


@pytest.mark.parametrize("line", LINES, ids=[line.text for line in LINES])
def test_the_fallback_puts_the_forms_in_the_order_set_by_hand(line: Line) -> None:
    assert "".join([glyph.letter for glyph in Letters("reshaper").glyphs(line.text)]) == line.seen()


@pytest.mark.parametrize("line", LINES, ids=[line.text for line in LINES])
def test_lines_unjoined_or_reversed_or_joined_twice_would_be_noticed(line: Line) -> None:
    right = by_hand(line.seen())
    joined = reshape(line.text)
    wrong = {
        "neither joined nor in order": by_hand(line.text),
        "in order, not joined": by_hand(get_display(line.text, base_dir="R")),
        "joined, not in order": by_hand(joined),
        "reversed": by_hand(line.seen()[::-1]),
        "put in order by both": drawn(Letters("raqm"), get_display(joined, base_dir="R")),
        "put in order twice by the fallback": drawn(Letters("reshaper"), get_display(joined, base_dir="R")),
    }
    assert [mistake for mistake, picture in wrong.items() if alike(picture, right)] == []


@pytest.mark.parametrize("how", BOTH)
def test_numbers_and_dates_keep_their_order_after_arabic_letters(how: Shaping) -> None:
    for number in ("2026-11-01", "1,960.50", "50%", "19911"):
        line = drawn(Letters(how), f"منذ {number}")
        alone = runs(by_hand(number))
        assert all(difference(a, b) < SAME for a, b in zip(runs(line), alone, strict=False)), number


@pytest.mark.parametrize("how", BOTH)
@pytest.mark.parametrize("text", ["ريالًا", "يُحتسب", "يعرّف", "كاملًا", "أمّان", "تابعٍ"])
def test_marks_are_drawn_where_their_letters_are(how: Shaping, text: str) -> None:
    letters = Letters(how)
    bare = drawn(letters, MARKS.sub("", text))
    assert ink(drawn(letters, text)) > ink(bare) * 1.02
    assert letters.width(text, 60) == letters.width(MARKS.sub("", text), 60)


@pytest.mark.parametrize("text", ["ريالًا", "يُحتسب", "يعرّف", "كاملًا", "أمّان", "تابعٍ"])
def test_the_fallback_places_marks_about_where_the_font_does(text: str) -> None:
    def marks(how: Shaping) -> tuple[int, int, int, int]:
        """Where the marks are: what is there with them and not without."""
        bare = placed(Letters(how), MARKS.sub("", text))
        found = (
            ImageChops.subtract(placed(Letters(how), text), bare).point(lambda ink: 255 if ink > 128 else 0).getbbox()
        )
        assert found is not None
        return found

    assert marks("reshaper") == pytest.approx(marks("raqm"), abs=8)  # of letters of 60


def test_both_ways_need_about_the_same_room_for_every_sentence() -> None:
    with_raqm, without = Letters("raqm"), Letters("reshaper")
    for text in sentences():
        assert with_raqm.width(text, 38) == pytest.approx(without.width(text, 38), rel=0.03, abs=3), text


@pytest.mark.parametrize("how", BOTH)
def test_a_box_covers_all_the_ink_of_its_line(how: Shaping) -> None:
    letters = Letters(how)
    for text in ("المعاش 1,960 ريالًا", "أمّان إبًا شُيٍّ", "غير معروف (م/35)"):
        left, top, right, bottom = letters.box(text, 60)
        drawing = drawn(letters, text)
        assert drawing.width <= right - left
        assert drawing.height <= bottom - top


@pytest.mark.parametrize("how", BOTH)
@pytest.mark.parametrize("width", [420, 600, 900])
def test_a_text_is_broken_into_lines_that_fit_without_losing_a_word(how: Shaping, width: int) -> None:
    letters = Letters(how)
    for text in sentences():
        lines = letters.lines(text, 38, width)
        assert " ".join(lines) == text
        for line in lines:
            assert letters.width(line, 38) <= width, line


def test_a_number_is_not_parted_from_its_noun() -> None:
    letters = Letters()
    text = "المعاش التقديري 1,960 ريالًا شهريًا منذ 1 نوفمبر 2023 ويُحتسب 50% منه"
    for width in range(250, 900, 10):
        for line in letters.lines(text, 38, width):
            assert not line.endswith(("1,960", " 1", "50%", "نوفمبر")), (width, line)


def test_no_last_line_holds_a_single_short_word_where_it_can_be_helped() -> None:
    lines = Letters().lines("راتبك: 4,000 ريال، يُحتسب 50% منه لأنه دخل مكتسب", 38, 720)
    assert len(lines) == 2
    assert len(lines[1].split()) > 1


@pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
def test_the_fonts_have_every_character_that_is_said(bold: bool) -> None:
    font = ImageFont.truetype(FILES[bold], 60, layout_engine=ImageFont.Layout.BASIC)
    missing = font.getmask("\uffff")
    fallback = Letters("reshaper")
    needed = {letter for text in sentences() for letter in text}
    needed |= {glyph.letter for text in sentences() for glyph in fallback.glyphs(text)}
    assert len(needed) > 80
    lacking = {letter for letter in needed if bytes(font.getmask(letter)) == bytes(missing)}
    assert lacking == set()


def test_the_fonts_are_small_and_come_with_their_licence() -> None:
    files = list(FONTS.iterdir())
    assert sum(file.stat().st_size for file in files) < REPOSITORY_LIMIT
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_all_is_well_here() -> None:
    assert check() is None


def test_the_check_names_a_font_that_is_missing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(letters, "FILES", {False: FILES[False], True: tmp_path / "Gone.ttf"})
    said = check()
    assert said is not None
    assert "Gone.ttf" in said
    assert "\n" not in said


def test_the_check_notices_letters_that_are_not_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "shaping", lambda: "reshaper")
    assert check() is None
    monkeypatch.setattr("bot.pictures.letters.ArabicReshaper.reshape", lambda self, text: text)
    said = check()
    assert said is not None
    assert "reshaper does not join Arabic letters" in said


def test_an_empty_picture_has_no_ink_to_compare() -> None:
    with pytest.raises(AssertionError, match="nothing was drawn"):
        cut(Image.new("L", (4, 4)))
