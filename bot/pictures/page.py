"""The estimate as one A4 page, to save or to print: the picture's cards on white, with what is uncertain below them.

The page is a sharp image without loss, in a PDF (ISO 32000-1) that holds the same in words for screen readers.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Final, NamedTuple

from PIL import Image

from bot.pictures.content import TITLE, Content, content
from bot.pictures.estimate import body, head, png
from bot.pictures.letters import Letters
from bot.pictures.sheet import PAPER, Sheet
from rules import Estimate, Household

DOTS_PER_INCH: Final = 200
POINTS: Final = (595.28, 841.89)
"""A4 in points of 1/72 inch: 210 by 297 mm."""
WIDTH: Final = 1654
HEIGHT: Final = 2339
MARGIN: Final = 110
SCALES: Final = (0.86, 0.8, 0.74, 0.68, 0.62, 0.56, 0.5, 0.45)
"""Of the sizes on a phone, the largest that fits: 38 units are 11.8 points with the first, 6.2 with the last."""
SMALLEST_WITH_DETAILS: Final = 0.56
MORE_IN_THE_CONVERSATION: Final = "ما ليس مؤكدًا في هذا التقدير مذكور في المحادثة."


def document(estimate: Estimate, household: Household, today: date) -> bytes:
    """The estimate as a PDF of one page of A4. Takes some tenths of a second."""
    said = content(estimate, household, today)
    return pdf(page(said).paint(HEIGHT), said.text())


def page(said: Content, letters: Letters | None = None) -> Sheet:
    """Where everything stands on the page: as large as it fits, without the details where they would make it tiny."""
    letters = letters or Letters()
    tries = [(said, scale) for scale in SCALES if scale >= SMALLEST_WITH_DETAILS]
    without = replace(said, details=(), footer=(*said.footer, MORE_IN_THE_CONVERSATION)) if said.details else said
    tries += [(without, scale) for scale in SCALES]
    for shown, scale in tries:
        sheet = Sheet(letters, WIDTH, scale, PAPER, MARGIN)
        sheet.y = MARGIN // 2
        head(sheet)
        body(sheet, shown, shown.parts + shown.details)
        if sheet.y <= HEIGHT - MARGIN // 2:
            break
    return sheet


class Chunks(NamedTuple):
    """What a PNG of few colours is made of: bits a pixel, its colours, and its compressed rows."""

    bits: int
    colours: bytes
    rows: bytes


def chunks(file: bytes) -> Chunks:
    """The parts of a PNG that a PDF takes as they are (PNG specification, section 11; ISO 32000-1, 7.4.4.4)."""
    found: dict[bytes, bytes] = {}
    place = 8
    while place < len(file):
        (length,) = struct.unpack_from(">I", file, place)
        kind = file[place + 4 : place + 8]
        found[kind] = found.get(kind, b"") + file[place + 8 : place + 8 + length]
        place += length + 12
    return Chunks(found[b"IHDR"][8], found[b"PLTE"], found[b"IDAT"])


def pdf(image: Image.Image, words: str) -> bytes:
    """A PDF of one page that an image fills, and `words` for those who have it read aloud."""
    file = BytesIO()
    file.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, part in enumerate(_objects(image, words), 1):
        places.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, part))
    table = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1))
    for at in places:
        file.write(b"%010d 00000 n \n" % at)
    file.write(b"trailer\n<< /Size %d /Root 1 0 R /Info 9 0 R >>\n" % (len(places) + 1))
    file.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return file.getvalue()


def _objects(image: Image.Image, words: str) -> Iterator[bytes]:
    """The objects of the file in the order of their numbers."""
    sides = b"%.2f %.2f" % POINTS
    yield (
        b"<< /Type /Catalog /Pages 2 0 R /Lang (ar-SA) /MarkInfo << /Marked true >> /StructTreeRoot 6 0 R"
        b" /ViewerPreferences << /DisplayDocTitle true /Direction /R2L >> >>"
    )
    yield b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    yield (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s] /Contents 4 0 R /StructParents 0"
        b" /Resources << /XObject << /Page 5 0 R >> >> >>" % sides
    )
    yield _stream(b"", b"/Figure << /MCID 0 >> BDC q %.2f 0 0 %.2f 0 0 cm /Page Do Q EMC" % POINTS)
    bits, colours, rows = chunks(png(image))
    yield _stream(
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent %d"
        b" /ColorSpace [/Indexed /DeviceRGB %d <%s>] /Filter /FlateDecode"
        b" /DecodeParms << /Predictor 15 /Colors 1 /BitsPerComponent %d /Columns %d >>"
        % (*image.size, bits, len(colours) // 3 - 1, colours.hex().encode(), bits, image.width),
        rows,
    )
    yield b"<< /Type /StructTreeRoot /K 7 0 R /ParentTree 8 0 R >>"
    yield (
        b"<< /Type /StructElem /S /Figure /P 6 0 R /Pg 3 0 R /K 0 /Lang (ar-SA) /Alt %s"
        b" /A << /O /Layout /Placement /Block /BBox [0 0 %s] >> >>" % (_string(words), sides)
    )
    yield b"<< /Nums [0 [7 0 R]] >>"
    yield b"<< /Title %s /Producer (Murshid) >>" % _string(TITLE)


def _stream(entries: bytes, data: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def _string(text: str) -> bytes:
    """A text string in UTF-16 (ISO 32000-1, 7.9.2.2)."""
    return b"<FEFF%s>" % text.encode("utf-16-be").hex().upper().encode()
