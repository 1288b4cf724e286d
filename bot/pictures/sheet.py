"""A sheet to put texts and shapes on from top to bottom, right to left, and then to paint.

Everything is measured and recorded first, so that the height follows from the content and tests can read what stands
where. Measures are given for a sheet of 1080 units and multiplied by the sheet's `scale`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, Literal

from PIL import Image, ImageDraw

from bot.pictures.letters import Box, Letters

LEADING: Final = 1.6
"""From one line to the next, of the size: room for the marks above and the tails below."""
BASELINE: Final = 1.08
"""From the top of a line to its baseline, of the size."""
SMOOTH: Final = 2
"""Shapes are painted so many times larger and made smaller, which smooths their edges."""

Kind = Literal["box", "outline", "hatched", "dashed", "line", "disc"]


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text: its left end on the baseline, and the box that it covers."""

    text: str
    at: tuple[int, int]
    size: int
    colour: str
    bold: bool
    box: Box


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle with round corners, full, outlined or hatched; a disc; or a line between two corners of its box."""

    kind: Kind
    box: Box
    colour: str
    round: int = 0
    thick: int = 0


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a sheet. Text on its ground has a contrast of at least 4.5, shapes of at least 3."""

    ground: str = "#f4f3ee"
    card: str = "#ffffff"
    edge: str = "#dcdcd3"
    ink: str = "#1c2624"
    soft: str = "#4d5957"
    brand: str = "#14594d"
    head: str = "#14594d"
    on_head: str = "#ffffff"
    soft_on_head: str = "#cfe5df"
    badge: str = "#fdf1e3"
    on_badge: str = "#5a3a00"
    yes: str = "#14594d"
    no: str = "#8c3a2c"
    perhaps: str = "#835400"
    minimum: str = "#71827e"
    income: str = "#b06f26"
    cap: str = "#71827e"
    pension: str = "#14594d"
    track: str = "#e9ece8"


SCREEN: Final = Theme()
PAPER: Final = Theme(
    ground="#ffffff", edge="#9aa5a2", head="#ffffff", on_head="#14594d", soft_on_head="#4d5957", badge="#ffffff"
)


class Sheet:
    """What stands on a sheet so far. `y` is where the next thing begins."""

    def __init__(self, letters: Letters, width: int, scale: float, theme: Theme, margin: int) -> None:
        self.letters = letters
        self.width = width
        self.scale = scale
        self.theme = theme
        self.margin = margin
        self.left = margin
        self.right = width - margin
        self.y = 0
        self.texts: list[Text] = []
        self.shapes: list[Shape] = []

    def px(self, units: float) -> int:
        """Pixels of this sheet."""
        return round(units * self.scale)

    def space(self, units: float) -> None:
        """Leaves some room."""
        self.y += self.px(units)

    def leading(self, size: float) -> int:
        """The height of a line of this size, in pixels."""
        return round(self.px(size) * LEADING)

    def put(
        self,
        text: str,
        size: float,
        colour: str,
        *,
        right: int | None = None,
        left: int | None = None,
        bold: bool = False,
    ) -> int:
        """Puts one line at the present height without going on, by its right or its left end; answers its width."""
        pixels = self.px(size)
        width = self.letters.width(text, pixels, bold)
        x = left if left is not None else (self.right if right is None else right) - width
        baseline = self.y + round(pixels * BASELINE)
        x1, y1, x2, y2 = self.letters.box(text, pixels, bold)
        box = (x + x1, baseline + y1, x + x2, baseline + y2)
        self.texts.append(Text(text, (x, baseline), pixels, colour, bold, box))
        return width

    def write(
        self,
        text: str,
        size: float,
        colour: str | None = None,
        *,
        right: int | None = None,
        left: int | None = None,
        bold: bool = False,
    ) -> None:
        """Puts a text between two edges, in as many lines as it needs, and goes on below it."""
        right = self.right if right is None else right
        left = self.left if left is None else left
        for line in self.letters.lines(text, self.px(size), right - left, bold):
            self.put(line, size, colour or self.theme.ink, right=right, bold=bold)
            self.y += self.leading(size)

    def fits(self, text: str, size: float, width: int, bold: bool = False) -> bool:
        """Whether a text stands on one line of this width."""
        return self.letters.width(text, self.px(size), bold) <= width

    def shape(self, kind: Kind, box: Box, colour: str, *, round: int = 0, thick: int = 0) -> None:
        """Puts a shape."""
        self.shapes.append(Shape(kind, box, colour, round, thick))

    def band(self, top: int, bottom: int, colour: str) -> Shape:
        """A band over the whole width, to insert below what stands on it."""
        return Shape("box", (0, top, self.width, bottom), colour)

    def mark(self, text: str, size: float, colour: str, at: tuple[int, int]) -> None:
        """Puts a bold sign with the left end of its baseline at a point."""
        pixels = self.px(size)
        x1, y1, x2, y2 = self.letters.box(text, pixels, True)
        self.texts.append(Text(text, at, pixels, colour, True, (at[0] + x1, at[1] + y1, at[0] + x2, at[1] + y2)))

    @contextmanager
    def card(self, padding: float = 40, above: float = 30, below: float = 26) -> Iterator[None]:
        """What is put inside stands on a card, which is as high as that."""
        place, top = len(self.shapes), self.y
        pad = self.px(padding)
        self.y += self.px(above)
        self.left, self.right = self.left + pad, self.right - pad
        yield
        self.left, self.right = self.left - pad, self.right + pad
        self.y += self.px(below)
        box = (self.left, top, self.right, self.y)
        corner, thin = self.px(24), max(1, self.px(2))
        self.shapes.insert(place, Shape("box", box, self.theme.card, corner))
        self.shapes.insert(place + 1, Shape("outline", box, self.theme.edge, corner, thin))

    def paint(self, height: int | None = None) -> Image.Image:
        """The sheet as an image; as high as what stands on it, or of a given height."""
        size = (self.width, height or self.y)
        canvas = Image.new("RGB", (size[0] * SMOOTH, size[1] * SMOOTH), self.theme.ground)
        pen = ImageDraw.Draw(canvas)
        for shape in self.shapes:
            _paint(canvas, pen, shape)
        canvas = canvas.reduce(SMOOTH)
        pen = ImageDraw.Draw(canvas)
        for text in self.texts:
            self.letters.draw(pen, text.at, text.text, text.size, text.colour, text.bold)
        return canvas


def _paint(canvas: Image.Image, pen: ImageDraw.ImageDraw, shape: Shape) -> None:
    """Paints one shape on the larger canvas."""
    left, top, right, bottom = [side * SMOOTH for side in shape.box]
    inside = (left, top, right - 1, bottom - 1)
    corner, thick = shape.round * SMOOTH, shape.thick * SMOOTH
    match shape.kind:
        case "box":
            pen.rounded_rectangle(inside, corner, shape.colour)
        case "outline":
            pen.rounded_rectangle(inside, corner, outline=shape.colour, width=thick)
        case "disc":
            pen.ellipse(inside, shape.colour)
        case "line":
            pen.line((left, top, right, bottom), shape.colour, thick)
            for x, y in ((left, top), (right, bottom)):
                pen.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), shape.colour)
        case "dashed":
            for y in range(top, bottom, thick * 5):
                pen.line((left, y, left, min(bottom, y + thick * 3)), shape.colour, thick)
        case "hatched":
            mask = Image.new("L", (right - left, bottom - top))
            lines = ImageDraw.Draw(mask)
            for x in range(top - bottom, right - left, thick * 3):
                lines.line((x, bottom - top, x + bottom - top, 0), 255, thick)
            rim = ImageDraw.Draw(mask)
            rim.rounded_rectangle((0, 0, right - left - 1, bottom - top - 1), 0, outline=255, width=thick // 2)
            canvas.paste(shape.colour, (left, top), mask)
