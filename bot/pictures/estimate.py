"""The picture of an estimate, in the width of a phone: everything at a glance, each part in its card."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Final

from PIL import Image

from bot.pictures.content import ASSISTANT, FOR_WHOM, PENSION, TITLE, UNOFFICIAL, WAY, Content, Part, Row, content
from bot.pictures.letters import Letters
from bot.pictures.sheet import SCREEN, Sheet
from bot.pictures.waterfall import waterfall
from rules import Estimate, Household

WIDTH: Final = 1080
MARGIN: Final = 40
COLOURS: Final = 64
"""In the file; the letters' edges need no more, and the file is half the size."""

SMALL, BODY, HEADING, LARGE, HUGE, LARGEST = 36, 38, 42, 52, 62, 94


def draw(estimate: Estimate, household: Household, today: date) -> bytes:
    """The estimate as a PNG, 1080 pixels wide and as high as it needs. Takes some tenths of a second.

    In RGB, since WhatsApp takes no palettes:
    https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
    """
    return _file(_few_colours(picture(content(estimate, household, today)).paint()).convert("RGB"))


def png(image: Image.Image) -> bytes:
    """An image as a file with a palette."""
    return _file(_few_colours(image))


def _few_colours(image: Image.Image) -> Image.Image:
    return image.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def _file(image: Image.Image) -> bytes:
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def picture(said: Content, letters: Letters | None = None) -> Sheet:
    """Where everything stands on the picture."""
    sheet = Sheet(letters or Letters(), WIDTH, 1, SCREEN, MARGIN)
    head(sheet)
    sheet.space(32)
    body(sheet, said, said.parts)
    return sheet


def head(sheet: Sheet) -> None:
    """The band at the top: whose picture it is, what it shows, and that it is not official."""
    theme = sheet.theme
    place = len(sheet.shapes)
    sheet.space(38)
    badge_width = sheet.letters.width(UNOFFICIAL, sheet.px(SMALL), True) + sheet.px(48)
    badge = (sheet.left, sheet.y - sheet.px(4), sheet.left + badge_width, sheet.y + sheet.px(60))
    sheet.shape("box", badge, theme.badge, round=sheet.px(32))
    sheet.shape("outline", badge, theme.on_badge, round=sheet.px(32), thick=max(2, sheet.px(2)))
    sheet.put(UNOFFICIAL, SMALL, theme.on_badge, left=sheet.left + sheet.px(24), bold=True)
    sheet.put(ASSISTANT, SMALL, theme.soft_on_head)
    sheet.y += sheet.px(74)
    sheet.write(TITLE, HUGE, theme.on_head, bold=True)
    sheet.space(22)
    sheet.shapes.insert(place, sheet.band(0, sheet.y, theme.head))


def body(sheet: Sheet, said: Content, parts: tuple[Part, ...]) -> None:
    """The cards below the band, and what stands below the cards."""
    with sheet.card():
        verdict(sheet, said)
    sheet.space(24)
    with sheet.card():
        heading(sheet, FOR_WHOM)
        sheet.write(said.size, HEADING, bold=True)
        for line in said.members:
            sheet.write(line, BODY, sheet.theme.soft)
    sheet.space(24)
    with sheet.card():
        heading(sheet, WAY)
        waterfall(sheet, said.bars)
        for note in said.notes:
            sheet.write(note, SMALL, sheet.theme.soft)
    sheet.space(24)
    with sheet.card():
        for place, part in enumerate(parts):
            if place:
                sheet.space(20)
            show(sheet, part)
    sheet.space(28)
    foot(sheet, said)
    sheet.space(36)


def verdict(sheet: Sheet, said: Content) -> None:
    """The verdict as a sign, in few words and in a sentence, and the pension in large figures."""
    theme = sheet.theme
    colour = {"likely_eligible": theme.yes, "likely_not_eligible": theme.no, "depends": theme.perhaps}[said.verdict]
    side = sheet.px(76)
    right = sheet.right
    sign(sheet, said, (right - side, sheet.y, right, sheet.y + side), colour)
    sheet.y += (side - sheet.leading(LARGE)) // 2
    sheet.put(said.words, LARGE, colour, right=right - side - sheet.px(22), bold=True)
    sheet.y += (side + sheet.leading(LARGE)) // 2
    sheet.space(14)
    sheet.write(f"{PENSION} شهريًا" if said.monthly else PENSION, BODY, theme.soft)
    sheet.space(8)  # for the mark on ريالًا
    size = next((size for size in (LARGEST, 78, 66) if sheet.fits(said.pension, size, right - sheet.left, True)), LARGE)
    sheet.write(said.pension, size, theme.ink, bold=True)
    sheet.shape("box", (sheet.left, sheet.y, right, sheet.y + max(1, sheet.px(2))), theme.edge)
    sheet.space(20)
    sheet.write(said.sentence, BODY)


def sign(sheet: Sheet, said: Content, box: tuple[int, int, int, int], colour: str) -> None:
    """A disc with a tick, a cross or a question mark, so that the verdict is told without its colour."""
    left, top, right, bottom = box
    sheet.shape("disc", box, colour)
    side, thick = right - left, sheet.px(8)

    def stroke(x1: float, y1: float, x2: float, y2: float) -> None:
        ends = (left + round(side * x1), top + round(side * y1), left + round(side * x2), top + round(side * y2))
        sheet.shape("line", ends, sheet.theme.card, thick=thick)

    if said.verdict == "likely_eligible":
        stroke(0.29, 0.53, 0.44, 0.68)
        stroke(0.44, 0.68, 0.72, 0.35)
    elif said.verdict == "likely_not_eligible":
        stroke(0.33, 0.33, 0.67, 0.67)
        stroke(0.67, 0.33, 0.33, 0.67)
    else:
        mark, size = "؟", 54
        x1, y1, x2, y2 = sheet.letters.box(mark, sheet.px(size), True)
        sheet.mark(mark, size, sheet.theme.card, ((left + right - x1 - x2) // 2, (top + bottom - y1 - y2) // 2))


def heading(sheet: Sheet, text: str) -> None:
    """The heading of a card or a part of it."""
    sheet.write(text, SMALL, sheet.theme.brand, bold=True)
    sheet.space(4)


def show(sheet: Sheet, part: Part) -> None:
    """A part: its heading, its rows, its sentences."""
    heading(sheet, part.heading)
    for row in part.rows:
        show_row(sheet, row)
    for line in part.lines:
        sheet.write(line, BODY)
        sheet.space(6)


def show_row(sheet: Sheet, row: Row) -> None:
    """What at the right in as many lines as it needs, how much at the left of the first of them."""
    if not row.amount:
        sheet.write(row.text, BODY)
        sheet.space(6)
        return
    width = sheet.right - sheet.left
    amount = sheet.letters.width(row.amount, sheet.px(BODY), True)
    beside = amount <= width * 0.4
    if beside:
        sheet.put(row.amount, BODY, sheet.theme.ink, left=sheet.left, bold=True)
    sheet.write(row.text, BODY, left=sheet.left + (amount + sheet.px(36) if beside else 0))
    if not beside:
        sheet.put(row.amount, BODY, sheet.theme.ink, left=sheet.left, bold=True)
        sheet.y += sheet.leading(BODY)
    sheet.space(6)


def foot(sheet: Sheet, said: Content) -> None:
    """Whose decision it is, whom to ask, and the dates."""
    first, *rest = said.footer
    sheet.write(first, BODY, sheet.theme.ink, bold=True)
    for line in rest:
        sheet.write(line, SMALL, sheet.theme.soft)
