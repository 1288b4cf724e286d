"""Arabic text on a picture: measuring, breaking into lines, and drawing from right to left.

Letters are joined and lines put in order either by raqm (HarfBuzz and FriBidi, inside Pillow) or, on a machine whose
Pillow has no raqm, by arabic-reshaper and python-bidi: one of the two, never both, since the second would undo what
the first did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal, NamedTuple

from arabic_reshaper import ArabicReshaper  # type: ignore[import-untyped]
from bidi import get_display  # type: ignore[import-untyped]
from PIL import ImageDraw, ImageFont, features

Shaping = Literal["raqm", "reshaper"]
Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""

FONTS: Final = Path(__file__).parent / "fonts"
FILES: Final = {False: FONTS / "MurshidSans-Regular.ttf", True: FONTS / "MurshidSans-Bold.ttf"}

# A number or Latin words: they run from left to right, and their signs and separators stay where they are
# (Unicode Annex 9: without an isolate "2026-11-01" after an Arabic letter is shown as 01-11-2026).
LEFT_TO_RIGHT: Final = re.compile(r"[0-9A-Za-z](?:(?:[.,:/+-]| (?=[A-Za-z]))?[0-9A-Za-z])*%?")
ISOLATE: Final = "\u2066"
END_ISOLATE: Final = "\u2069"
INVISIBLE: Final = dict.fromkeys(map(ord, "\u200e\u200f\u2066\u2067\u2068\u2069"))
MARKS: Final = re.compile("[\u064b-\u0655\u0670]")
NO_BREAK: Final = "\u00a0"
# A number stays with its noun (1,960 ريالًا), and a year with its month.
KEPT_TOGETHER: Final = re.compile(r"(?<=[0-9%]) (?=(?!و?[0-9])\w)|(?<=\w) (?=[12][0-9]{3}\b(?!,))")
# python-bidi gives brackets as they are written; in a line from right to left they are seen the other way round.
MIRRORED: Final = str.maketrans("()[]{}<>«»", ")(][}{><»«")
SHORTEST: Final = 0.45
"""Of the width: a shorter last line takes words from those above it, so that none stands there alone."""
NARROWER: Final = 0.96
MARK_GAP: Final = 0.05
"""Of the size: how far a mark stays above the letter, where raqm does not place it."""


class FontsMissing(Exception):
    """A font file of the pictures cannot be read. The text says which."""


class Glyph(NamedTuple):
    """One character in the order in which it is seen, from the left, with the marks above or below it."""

    letter: str
    marks: str


def shaping() -> Shaping:
    """How Arabic letters are joined on this machine."""
    return "raqm" if features.check("raqm") else "reshaper"


def isolated(text: str) -> str:
    """Text in which numbers and Latin words keep their own direction inside an Arabic line."""
    return LEFT_TO_RIGHT.sub(lambda found: f"{ISOLATE}{found[0]}{END_ISOLATE}", text)


class Letters:
    """The fonts of one drawing. Not for several threads at once: each drawing makes its own."""

    def __init__(self, how: Shaping | None = None) -> None:
        self.how: Shaping = how or shaping()
        self._fonts: dict[tuple[int, bool], ImageFont.FreeTypeFont] = {}
        self._widths: dict[tuple[str, int, bool], int] = {}
        self._reshaper = ArabicReshaper({"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})

    def font(self, size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
        """A font of so many pixels. Raises `FontsMissing`."""
        if (size, bold) not in self._fonts:
            engine = ImageFont.Layout.RAQM if self.how == "raqm" else ImageFont.Layout.BASIC
            try:
                self._fonts[size, bold] = ImageFont.truetype(FILES[bold], size, layout_engine=engine)
            except OSError as error:
                raise FontsMissing(f"{FILES[bold]}: cannot be read ({error})") from None
        return self._fonts[size, bold]

    def box(self, text: str, size: int, bold: bool = False) -> Box:
        """What a line covers when it ends (at its left) at x = 0 and stands on y = 0; its ink only."""
        font = self.font(size, bold)
        if self.how == "raqm":
            return _whole(font.getbbox(isolated(text), direction="rtl", language="ar", anchor="ls"))
        boxes = [_moved(font.getbbox(part, anchor="ls"), x, y) for part, x, y in self._placed(text, size, bold)]
        if not boxes:
            return (0, 0, 0, 0)
        left, top, right, bottom = zip(*boxes, strict=True)
        return _whole((min(left), min(top), max(right), max(bottom)))

    def width(self, text: str, size: int, bold: bool = False) -> int:
        """How wide a line is, in pixels, with the room that its first and last letter take."""
        if (text, size, bold) not in self._widths:
            font = self.font(size, bold)
            if self.how == "raqm":
                width = font.getlength(isolated(text), direction="rtl", language="ar")
            else:
                width = font.getlength("".join([glyph.letter for glyph in self.glyphs(text)]))
            self._widths[text, size, bold] = round(width)
        return self._widths[text, size, bold]

    def lines(self, text: str, size: int, width: int, bold: bool = False) -> list[str]:
        """Text broken into lines that are at most `width` pixels wide, and about as long as one another.

        A word that is wider stands alone.
        """
        lines = self._broken(text, size, width, bold)
        narrower = width
        while len(lines) > 1 and self.width(lines[-1], size, bold) < SHORTEST * width:
            narrower = round(narrower * NARROWER)
            closer = self._broken(text, size, narrower, bold)
            if len(closer) > len(lines) or any(self.width(line, size, bold) > width for line in closer):
                break
            lines = closer
        return lines

    def _broken(self, text: str, size: int, width: int, bold: bool) -> list[str]:
        """Text in lines that are as full as they can be."""
        lines: list[str] = []
        line = ""
        for word in KEPT_TOGETHER.sub(NO_BREAK, text).split(" "):
            longer = f"{line} {word}" if line else word
            if line and self.width(longer, size, bold) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        return [broken.replace(NO_BREAK, " ") for broken in [*lines, line]]

    def draw(
        self, canvas: ImageDraw.ImageDraw, at: tuple[int, int], text: str, size: int, colour: str, bold: bool = False
    ) -> None:
        """Draws a line whose left end is at `at`, which is a point of its baseline."""
        font = self.font(size, bold)
        if self.how == "raqm":
            canvas.text(at, isolated(text), colour, font, anchor="ls", direction="rtl", language="ar")
            return
        for part, x, y in self._placed(text, size, bold):
            canvas.text((at[0] + x, at[1] + y), part, colour, font, anchor="ls")

    def glyphs(self, text: str) -> list[Glyph]:
        """The presentation forms of a line from left to right, as arabic-reshaper and python-bidi give them."""
        seen = get_display(self._reshaper.reshape(isolated(text)), base_dir="R")
        assert isinstance(seen, str)
        glyphs: list[Glyph] = []
        marks = ""
        for letter in seen.translate(INVISIBLE).translate(MIRRORED):
            if MARKS.match(letter):
                marks = letter + marks  # a line from right to left shows a mark before the letter that it belongs to
            else:
                glyphs.append(Glyph(letter, marks))
                marks = ""
        return glyphs

    def _placed(self, text: str, size: int, bold: bool) -> Iterator[tuple[str, float, float]]:
        """The parts of a line with their place: the letters in one part, then each mark in the middle of its letter."""
        font = self.font(size, bold)
        glyphs = self.glyphs(text)
        letters = "".join([glyph.letter for glyph in glyphs])
        if letters.strip():
            yield letters, 0, 0
        for place, glyph in enumerate(glyphs):
            if not glyph.marks:
                continue
            left, top, right, bottom = _ink(font, glyph.letter)
            middle = font.getlength(letters[:place]) + (left + right) / 2
            above, below = float(top), float(bottom)
            for mark in glyph.marks:
                mark_left, mark_top, mark_right, mark_bottom = _ink(font, mark)
                if mark_top >= 0:  # a kasra: below the line
                    y = max(0.0, below + size * MARK_GAP - mark_top)
                    below = y + mark_bottom
                else:
                    y = min(0.0, above - size * MARK_GAP - mark_bottom)
                    above = y + mark_top
                yield mark, middle - (mark_left + mark_right) / 2, y


def check() -> str | None:
    """What is wrong with the fonts or the joining of letters, in one line for an operator; None where all is well."""
    letters = Letters()
    try:
        for bold in FILES:
            apart = letters.width("ل", 100, bold) + letters.width("ا", 100, bold)
            if letters.width("لا", 100, bold) >= apart:
                return f"pictures: {letters.how} does not join Arabic letters with {FILES[bold].name}"
    except FontsMissing as error:
        return f"pictures: {error}; reinstall murshid, or get bot/pictures/fonts from the repository"
    return None


def _ink(font: ImageFont.FreeTypeFont, letter: str) -> Box:
    """Where a letter leaves ink when it is drawn at (0, 0) of the baseline."""
    mask, (x, y) = font.getmask2(letter, mode="L", anchor="ls")
    ink = mask.getbbox()
    return (ink[0] + x, ink[1] + y, ink[2] + x, ink[3] + y) if ink else (0, 0, 0, 0)


def _moved(box: tuple[float, float, float, float], x: float, y: float) -> tuple[float, float, float, float]:
    return (box[0] + x, box[1] + y, box[2] + x, box[3] + y)


def _whole(box: tuple[float, float, float, float]) -> Box:
    return (int(box[0] // 1), int(box[1] // 1), int(-(-box[2] // 1)), int(-(-box[3] // 1)))
