"""The bars from the minimum down to the pension. The axis is at the right, as everything in Arabic begins there."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from bot.pictures.content import Bar
from bot.pictures.sheet import Kind, Sheet

HEIGHT = 44
SIZE = 38
BETWEEN = 14
LEAST = 4
ROOM_TO_GO_ON = Decimal("1.15")
"""The scale is longer by so much where a bar has no end, so that it is seen to go on."""


def waterfall(sheet: Sheet, bars: Sequence[Bar]) -> None:
    """Puts the bars, above each its name at the right and its amount at the left.

    A dashed mark stands where the bar before ended, so that one is seen to lead to the next.
    """
    length = sheet.right - sheet.left
    most = max([*[max(bar.start, bar.end) for bar in bars], Decimal(1)])
    if any(bar.open for bar in bars):
        most *= ROOM_TO_GO_ON

    def x(riyals: Decimal) -> int:
        return sheet.right - round(length * float(riyals / most))

    def piece(start: Decimal, end: Decimal) -> tuple[int, int]:
        """The ends of a part; what is not nothing is seen, however little it is beside the rest."""
        least = sheet.px(LEAST) if start != end else 0
        if abs(x(start) - x(end)) >= least:
            return x(start), x(end)
        left = max(sheet.left, min(x(start), x(end), sheet.right - least))
        return left, left + least

    colours = {
        "minimum": sheet.theme.minimum,
        "income": sheet.theme.income,
        "cap": sheet.theme.cap,
        "pension": sheet.theme.pension,
    }
    marks: list[int] = []
    for bar in bars:
        colour = colours[bar.sort]
        _name_and_amount(sheet, bar)
        top, bottom = sheet.y, sheet.y + sheet.px(HEIGHT)
        sheet.shape("box", (sheet.left, top, sheet.right, bottom), sheet.theme.track)
        _piece(sheet, "box", piece(bar.start, bar.sure), (top, bottom), colour)
        unsure = (x(bar.sure), sheet.left) if bar.open else piece(bar.sure, bar.end)
        _piece(sheet, "hatched", unsure, (top, bottom), colour)
        for mark in [mark for mark in marks if sheet.left < mark < sheet.right]:
            over = sheet.px(5)
            sheet.shape("dashed", (mark, top - over, mark, bottom + over), sheet.theme.ink, thick=max(2, sheet.px(2)))
        if bar.sort != "pension" and not bar.open:
            marks = [x(bar.end)] if bar.start else [*marks, x(bar.end)]
        sheet.y = bottom
        sheet.space(BETWEEN)


def _piece(sheet: Sheet, kind: Kind, ends: tuple[int, int], rows: tuple[int, int], colour: str) -> None:
    """A part of a bar, where it has any length."""
    if ends[0] != ends[1]:
        left, right = sorted(ends)
        sheet.shape(kind, (left, rows[0], right, rows[1]), colour, thick=max(2, sheet.px(4)))


def _name_and_amount(sheet: Sheet, bar: Bar) -> None:
    """What the bar is, and how much; one under the other where they do not stand side by side."""
    width = sheet.right - sheet.left
    name = sheet.letters.width(bar.label, sheet.px(SIZE))
    bold = True
    if sheet.fits(bar.amount, SIZE, width - name - sheet.px(30), bold):
        sheet.put(bar.label, SIZE, sheet.theme.ink)
        sheet.put(bar.amount, SIZE, sheet.theme.ink, left=sheet.left, bold=bold)
        sheet.y += sheet.leading(SIZE)
        return
    sheet.write(bar.label, SIZE)
    sheet.write(bar.amount, SIZE, bold=bold)
