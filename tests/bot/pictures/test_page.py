"""The page to save or print: one sheet of A4 that a reader of PDFs takes without complaint."""

from __future__ import annotations

import re
import time
import zlib

import pytest
from PIL import Image, ImageChops

from bot.pictures import document
from bot.pictures.content import content
from bot.pictures.letters import Letters, Shaping
from bot.pictures.page import HEIGHT, MORE_IN_THE_CONVERSATION, WIDTH, page
from tests.bot.pictures.cases import CASES, TODAY, told
from tests.bot.pictures.test_picture import misplaced

A4_POINTS = (595.28, 841.89)
SMALLEST_POINTS = 6
LARGEST_FILE = 300_000
SECONDS = 2.0


def objects(file: bytes) -> dict[int, bytes]:
    """The objects of a PDF, found by its table of places as a reader finds them."""
    (table,) = re.findall(rb"startxref\n(\d+)\n%%EOF\n\Z", file)
    header, *lines = file[int(table) :].split(b"\ntrailer")[0].split(b"\n")[1:]
    assert header == b"0 %d" % len(lines)
    assert lines[0] == b"0000000000 65535 f "
    found = {}
    for at, line in enumerate(lines[1:], 1):
        assert re.fullmatch(rb"\d{10} 00000 n ", line)
        start = file[int(line[:10]) :]
        assert start.startswith(b"%d 0 obj\n" % at)
        found[at] = start[: start.index(b"\nendobj\n")].removeprefix(b"%d 0 obj\n" % at)
    return found


def made(case: str) -> bytes:
    return document(*told(case), TODAY)


def image(file: bytes) -> Image.Image:
    """The page's image, unpacked from the PDF: rows of a PNG under Flate, their colours in the object itself."""
    (found,) = [part for part in objects(file).values() if b"/Subtype /Image" in part]
    entries, data = found.split(b"\nstream\n", 1)
    data = data.removesuffix(b"\nendstream")
    (length,) = re.findall(rb"/Length (\d+)", entries)
    assert len(data) == int(length)
    (width,), (height,) = re.findall(rb"/Width (\d+)", entries), re.findall(rb"/Height (\d+)", entries)
    assert b"/BitsPerComponent 8" in entries
    assert b"/Predictor 15 /Colors 1 /BitsPerComponent 8 /Columns " + width in entries
    ((last, colours),) = re.findall(rb"/Indexed /DeviceRGB (\d+) <([0-9a-f]+)>", entries)
    assert len(colours) == 6 * (int(last) + 1)
    rows = unfiltered(zlib.decompress(data), int(width), int(height))
    shown = Image.frombytes("P", (int(width), int(height)), rows)
    shown.putpalette(bytes.fromhex(colours.decode()))
    return shown.convert("RGB")


def unfiltered(packed: bytes, width: int, height: int) -> bytes:
    """Rows of one byte a pixel without a filter; a palette's rows are packed with none (PNG, section 9)."""
    rows = [packed[at * (width + 1) : (at + 1) * (width + 1)] for at in range(height)]
    assert {row[0] for row in rows} == {0}
    return b"".join([row[1:] for row in rows])


@pytest.mark.parametrize("case", CASES)
def test_it_is_one_page_of_a4(case: str) -> None:
    file = made(case)
    assert file.startswith(b"%PDF-1.7\n")
    found = objects(file)
    assert b"/Type /Catalog" in found[1]
    assert found[2] == b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    assert len([part for part in found.values() if b"/Type /Page " in part]) == 1
    assert b"/MediaBox [0 0 %.2f %.2f]" % A4_POINTS in found[3]


@pytest.mark.parametrize("case", CASES)
def test_it_is_a_small_file_made_quickly(case: str) -> None:
    begun = time.process_time()
    file = made(case)
    assert time.process_time() - begun < SECONDS
    assert len(file) < LARGEST_FILE


def test_its_image_fills_the_page_and_is_what_was_painted() -> None:
    file = made("ten members")
    shown = image(file)
    assert shown.size == (WIDTH, HEIGHT)
    assert WIDTH / A4_POINTS[0] * 72 == pytest.approx(200, abs=0.2)
    assert HEIGHT / A4_POINTS[1] * 72 == pytest.approx(200, abs=0.2)
    assert b"q %.2f 0 0 %.2f 0 0 cm /Page Do Q" % A4_POINTS in objects(file)[4]
    painted = page(content(*told("ten members"), TODAY)).paint(HEIGHT)
    apart = ImageChops.difference(shown, painted).convert("L").histogram()
    assert sum(apart[32:]) < 0.001 * WIDTH * HEIGHT  # of few colours, so not quite the same


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("how", ["raqm", "reshaper"])
def test_everything_stands_within_the_margins_of_the_page(case: str, how: Shaping) -> None:
    laid_out = page(content(*told(case), TODAY), Letters(how))
    assert laid_out.y < HEIGHT
    assert misplaced(laid_out, HEIGHT) == []


@pytest.mark.parametrize("case", CASES)
def test_letters_are_large_enough_to_print(case: str) -> None:
    laid_out = page(content(*told(case), TODAY))
    assert min([text.size for text in laid_out.texts]) / 200 * 72 >= SMALLEST_POINTS


def test_an_ordinary_household_is_printed_in_letters_of_a_book() -> None:
    laid_out = page(content(*told("family of five with a salary"), TODAY))
    assert min([text.size for text in laid_out.texts]) / 200 * 72 >= 9.5


def test_the_page_says_what_is_not_certain_where_there_is_room_and_else_where_it_is_told() -> None:
    def words(case: str) -> str:
        return " ".join([text.text for text in page(content(*told(case), TODAY)).texts])

    result, _ = told("retired, so that the pension is a range")
    printed = words("retired, so that the pension is a range")
    assert all(uncertainty.text in printed for uncertainty in result.uncertainties)
    assert MORE_IN_THE_CONVERSATION not in printed
    assert MORE_IN_THE_CONVERSATION in words("the most that can be told, none of it decided")


@pytest.mark.parametrize("case", CASES)
def test_it_holds_the_same_in_words_for_screen_readers(case: str) -> None:
    file = made(case)
    (spoken,) = re.findall(rb"/S /Figure .*?/Alt <FEFF([0-9A-F]+)>", file)
    assert bytes.fromhex(spoken.decode()).decode("utf-16-be") == content(*told(case), TODAY).text()
    assert b"/Lang (ar-SA)" in objects(file)[1]
    assert b"/MCID 0" in objects(file)[4]


def test_it_prints_on_white_and_is_told_apart_without_colour() -> None:
    grey = image(made("family of five with a salary")).convert("L")
    counts = grey.histogram()
    assert sum(counts[250:]) > 0.8 * WIDTH * HEIGHT
    assert sum(counts[:100]) > 0.02 * WIDTH * HEIGHT


def test_the_same_estimate_makes_the_same_file() -> None:
    assert made("capped") == made("capped")
