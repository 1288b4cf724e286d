"""Arabic lines set by hand: each letter in the form that its place asks for, one after the other from the right.

They owe nothing to raqm, to arabic-reshaper or to python-bidi, and so can be held against what those make of a text.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFont

from bot.pictures.letters import FILES, Letters

SIZE = 60
LAM_ALEF = {"LAM-ALEF": "LAM WITH ALEF", "LAM-ALEF-HAMZA": "LAM WITH ALEF WITH HAMZA ABOVE"}
HAMZA = {"ALEF-HAMZA": "ALEF WITH HAMZA ABOVE", "TEH-MARBUTA": "TEH MARBUTA", "ALEF-MAKSURA": "ALEF MAKSURA"}


@dataclass(frozen=True)
class Line:
    """A text, and its signs in the order in which they are read: forms by name, other signs as they look."""

    text: str
    signs: tuple[str, ...]

    def seen(self) -> str:
        """What is seen, from the left."""
        return "".join([sign(name) for name in reversed(self.signs)])


def sign(name: str) -> str:
    """ "BEH INITIAL" as a letter; anything without a form as it is."""
    letter, _, form = name.partition(" ")
    if form not in ("ISOLATED", "INITIAL", "MEDIAL", "FINAL"):
        return name
    if letter in LAM_ALEF:
        return unicodedata.lookup(f"ARABIC LIGATURE {LAM_ALEF[letter]} {form} FORM")
    return unicodedata.lookup(f"ARABIC LETTER {HAMZA.get(letter, letter)} {form} FORM")


def signs(text: str) -> tuple[str, ...]:
    """The signs of a line written as "ALEF ISOLATED, LAM INITIAL, _, 1,320": `_` is a space."""
    return tuple([" " if name == "_" else name for name in text.split(", ")])


LINES = (
    Line(
        "الحد الأدنى",
        signs(
            "ALEF ISOLATED, LAM INITIAL, HAH MEDIAL, DAL FINAL, _, ALEF ISOLATED, LAM-ALEF-HAMZA ISOLATED,"
            " DAL ISOLATED, NOON INITIAL, ALEF-MAKSURA FINAL"
        ),
    ),
    Line(
        "معاشك: 1,320 شهر",
        signs(
            "MEEM INITIAL, AIN MEDIAL, ALEF FINAL, SHEEN INITIAL, KAF FINAL, :, _, 1,320, _, SHEEN INITIAL,"
            " HEH MEDIAL, REH FINAL"
        ),
    ),
    Line(
        "بين 0 و1,960.50",
        signs("BEH INITIAL, YEH MEDIAL, NOON FINAL, _, 0, _, WAW ISOLATED, 1,960.50"),
    ),
    Line(
        "منذ 2026-11-01 في",
        signs("MEEM INITIAL, NOON MEDIAL, THAL FINAL, _, 2026-11-01, _, FEH INITIAL, YEH FINAL"),
    ),
    Line(
        "يحتسب 50% منه (م/35)",
        # a bracket that opens is at the right, and looks like one that closes from left to right
        signs(
            "YEH INITIAL, HAH MEDIAL, TEH MEDIAL, SEEN MEDIAL, BEH FINAL, _, 50%, _, MEEM INITIAL, NOON MEDIAL,"
            " HEH FINAL, _, ), MEEM ISOLATED, /, 35, ("
        ),
    ),
    Line(
        "لا معاش، عبر Telegram",
        signs(
            "LAM-ALEF ISOLATED, _, MEEM INITIAL, AIN MEDIAL, ALEF FINAL, SHEEN ISOLATED, ،, _, AIN INITIAL,"
            " BEH MEDIAL, REH FINAL, _, Telegram"
        ),
    ),
)


def drawn(letters: Letters, text: str, bold: bool = False) -> Image.Image:
    """A text as the pictures draw it, cut to its ink."""
    return cut(placed(letters, text, bold))


def placed(letters: Letters, text: str, bold: bool = False) -> Image.Image:
    """A text as the pictures draw it, its right end and its baseline always at the same place."""
    canvas = Image.new("L", (1600, 240))
    at = (1500 - letters.width(text, SIZE, bold), 140)
    letters.draw(ImageDraw.Draw(canvas), at, text, SIZE, "#ffffff", bold)
    return canvas


def by_hand(seen: str, bold: bool = False) -> Image.Image:
    """Signs as they are seen from the left, each drawn as it is."""
    canvas = Image.new("L", (1600, 240))
    font = ImageFont.truetype(FILES[bold], SIZE, layout_engine=ImageFont.Layout.BASIC)
    ImageDraw.Draw(canvas).text((100, 140), seen, "#ffffff", font, anchor="ls")
    return cut(canvas)


def cut(image: Image.Image) -> Image.Image:
    """An image without the empty room around its ink."""
    ink = image.getbbox()
    assert ink is not None, "nothing was drawn"
    return image.crop(ink)


def difference(one: Image.Image, other: Image.Image) -> float:
    """How much of the ink of two lines lies apart: 0 for the same, 1 and more for different ones."""
    size = (max(one.width, other.width), max(one.height, other.height))
    first, second = Image.new("L", size), Image.new("L", size)
    first.paste(one)
    second.paste(other)
    apart = ink(ImageChops.difference(first, second))
    return apart / min(ink(first), ink(second))


def ink(image: Image.Image) -> float:
    """How much ink an image holds, in full pixels."""
    return sum(value * count for value, count in enumerate(image.histogram())) / 255


def runs(image: Image.Image) -> list[Image.Image]:
    """The pieces of a line between its empty columns, from the left: joined letters, single letters, digits."""
    columns = [image.crop((x, 0, x + 1, image.height)).getbbox() is not None for x in range(image.width)]
    found: list[Image.Image] = []
    start: int | None = None
    for x, full in enumerate([*columns, False]):
        if full and start is None:
            start = x
        elif not full and start is not None:
            found.append(cut(image.crop((start, 0, x, image.height))))
            start = None
    return found
