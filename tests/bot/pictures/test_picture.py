"""The picture of an estimate: what it says, and that everything stands where it can be read."""

from __future__ import annotations

import re
import time
from dataclasses import fields
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from PIL import Image

from bot.pictures import draw
from bot.pictures.content import MOST_ROWS, UNOFFICIAL, UNSURE, VERDICTS, Content, content
from bot.pictures.estimate import WIDTH, picture
from bot.pictures.letters import Letters, Shaping
from bot.pictures.page import HEIGHT, page
from bot.pictures.sheet import PAPER, SCREEN, Sheet, Text, Theme
from rules import Estimate, estimate, explain, read_household
from rules.wording import number, readable
from tests.bot.pictures.cases import CASES, FAMILY, TODAY, Data, household, income, told
from tests.rules.households import households

SMALLEST = 34
"""Pixels on a picture of 1080: about 11 on a phone of 360, and readable without zooming."""
LARGEST_FILE = 800_000
SECONDS = 1.0
TEXT_CONTRAST, SHAPE_CONTRAST = 4.5, 3.0
"""WCAG 2.2, success criteria 1.4.3 and 1.4.11."""


def said(case: str | Data, today: date = TODAY) -> Content:
    return content(*told(case), today)


def sheet(case: str | Data) -> Sheet:
    return picture(said(case))


def words(drawn: Sheet) -> str:
    return " ".join([text.text for text in drawn.texts])


def numbers(found: object) -> set[Decimal]:
    """Every number anywhere in a JSON value."""
    if isinstance(found, dict):
        return {each for value in found.values() for each in numbers(value)}
    if isinstance(found, list):
        return {each for value in found for each in numbers(value)}
    if isinstance(found, int | float) and not isinstance(found, bool):
        return {Decimal(str(found))}
    return set()


HAIR = 2
"""Pixels by which the bracket of one line and the bracket above it may share a row."""


def overlap(one: Text, other: Text) -> bool:
    a, b = one.box, other.box
    return a[0] < b[2] and b[0] < a[2] and a[1] + HAIR < b[3] and b[1] + HAIR < a[3]


def misplaced(drawn: Sheet, height: int) -> list[str]:
    """Texts that leave the margins or cover one another."""
    room = drawn.margin - 4  # a letter may lean over its edge by a hair
    outside = [
        text.text
        for text in drawn.texts
        if text.box[0] < room or text.box[1] < 0 or text.box[2] > drawn.width - room or text.box[3] > height
    ]
    return outside + [
        f"{one.text} | {other.text}" for one, other in combinations(drawn.texts, 2) if overlap(one, other)
    ]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("how", ["raqm", "reshaper"])
def test_no_text_leaves_the_picture_or_covers_another(case: str, how: Shaping) -> None:
    drawn = picture(said(case), Letters(how))
    assert misplaced(drawn, drawn.y) == []
    assert drawn.width == WIDTH


@pytest.mark.parametrize("case", CASES)
def test_texts_on_cards_stay_on_them(case: str) -> None:
    drawn = sheet(case)
    cards = [shape.box for shape in drawn.shapes if shape.kind == "outline" and shape.box[0] == drawn.left]
    cards = [card for card in cards if card[2] == drawn.right]
    assert len(cards) == 4
    for text in drawn.texts:
        for left, top, right, bottom in cards:
            if top <= text.at[1] <= bottom:
                assert left < text.box[0] < text.box[2] < right
                assert top < text.box[1] < text.box[3] < bottom


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(households())
def test_any_household_at_all_is_laid_out_cleanly(data: Data) -> None:
    read = read_household(data)
    result = estimate(read, today=TODAY)
    told_of_it = content(result, read, TODAY)
    on_a_phone, on_paper = picture(told_of_it), page(told_of_it)
    assert misplaced(on_a_phone, on_a_phone.y) == []
    assert misplaced(on_paper, HEIGHT) == []


@pytest.mark.parametrize("case", CASES)
def test_letters_are_large_enough_for_a_phone(case: str) -> None:
    assert min([text.size for text in sheet(case).texts]) >= SMALLEST


@pytest.mark.parametrize("case", CASES)
def test_every_number_of_the_estimate_is_on_the_picture(case: str) -> None:
    result, _ = told(case)
    seen = words(sheet(case))
    figures = result.as_json()
    expected = numbers({key: figures[key] for key in ("household_size", "minimum", "counted_income", "pension")})
    if len(result.sums.lines) <= MOST_ROWS:
        expected |= numbers([line["amount"] for line in figures["steps"]])
    shown = set(re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", seen))
    for figure in expected - {Decimal(0), Decimal(1), Decimal(2)}:  # which Arabic says in words
        assert number(figure) in shown, figure


def test_every_income_is_named_with_what_counts_of_it() -> None:
    result, _ = told("ten members")
    parts = {part.heading: part.rows for part in said("ten members").parts}
    counting = {row.text: row.amount for row in parts["ما يُحتسب من الدخل"]}
    assert list(counting) == [line.text for line in result.sums.lines if line.high]
    assert counting["راتبك: 4,200.55 ريال، يُحتسب 50% منه لأنه دخل مكتسب"] == "2,100.28 ريال"
    assert [row.text for row in parts["ما لا يُحتسب"]] == [line.text for line in result.sums.lines if line.high == 0]
    assert all(row.amount == "" for row in parts["ما لا يُحتسب"])


def test_many_incomes_end_in_one_row_with_what_the_rest_counts() -> None:
    rents = [income("rent", 100 + at) for at in range(12)]
    (part,) = [part for part in said(household(members=FAMILY, income=rents)).parts if "من الدخل" in part.heading]
    assert len(part.rows) == MOST_ROWS
    assert part.rows[-1].text == "بقية ما ذُكر، وعددها 7"
    assert part.rows[-1].amount == "756 ريالًا"  # 105 and on to 111


@pytest.mark.parametrize("case", CASES)
def test_the_verdict_is_told_by_its_sentence_and_by_words_and_a_sign_without_colour(case: str) -> None:
    result, _ = told(case)
    drawn = sheet(case)
    seen = words(drawn)
    assert explain(result).verdict in seen
    strokes = sum(shape.kind == "line" for shape in drawn.shapes)
    signs = {"likely_eligible": (2, False), "likely_not_eligible": (2, False), "depends": (0, True)}
    assert (strokes, "؟" in [text.text for text in drawn.texts]) == signs[result.verdict]
    assert VERDICTS[result.verdict] in seen or said(case).words == "يُرجح تحقق الشروط"


def test_the_three_signs_differ_in_shape() -> None:
    def strokes(case: str) -> list[tuple[int, ...]]:
        return [shape.box for shape in sheet(case).shapes if shape.kind in ("line", "disc")]

    kinds = [strokes("family of five with a salary"), strokes("too much income"), strokes("nothing known")]
    assert all(one != other for one, other in combinations(kinds, 2))


def test_who_meets_every_condition_without_a_pension_left_is_not_called_entitled() -> None:
    shown = said("entitled by decree without a pension left")
    assert shown.verdict == "likely_eligible"
    assert (shown.words, shown.pension) == ("يُرجح تحقق الشروط", "لم يُعلن مبلغه")
    assert "مستثناة من شرط الدخل (م/35)" in shown.sentence


@pytest.mark.parametrize("case", CASES)
def test_it_says_that_it_is_not_official_whose_decision_it_is_and_its_dates(case: str) -> None:
    result, _ = told(case)
    seen = words(sheet(case))
    assert UNOFFICIAL in seen
    assert explain(result).preliminary in seen
    assert str(result.parameters.contact_number) in seen
    assert readable(TODAY) in seen
    assert readable(result.parameters.valid_from) in seen
    assert readable(result.parameters.last_checked) in seen


def test_a_picture_made_later_says_both_days() -> None:
    dates = said("ten members", today=date(2026, 12, 3)).footer[-1]
    assert "تاريخ التقدير: 22 نوفمبر 2026" in dates
    assert "رُسم في 3 ديسمبر 2026" in dates
    assert "رُسم" not in said("ten members").footer[-1]


@pytest.mark.parametrize(
    ("case", "size", "members"),
    [
        ("family of five with a salary", "أسرة من 5 أفراد", ["مقدم الطلب، وزوجة، وابنان، وابنة."]),
        ("independent without income", "مستقل (فرد واحد)", ["مقدم الطلب وحده."]),
        (
            "ten members",
            "أسرة من 10 أفراد",
            [
                "مقدم الطلب، وزوجة، و4 أبناء، و3 بنات، وأم.",
                "لا يدخل في العدد: أخ (لم يوافق على الإضافة، فيُحسب دخله ولا يُعد هو).",
            ],
        ),
        ("nothing known", "فرد واحد على الأقل", ["مقدم الطلب، ولم يُعرف من يعيش معه."]),
        (
            "much unknown",
            "من فردين إلى 3 أفراد",
            ["مقدم الطلب، وزوجة.", "قد لا يدخل في العدد: ابن (يسكن بعيدًا للدراسة، ولم يُعرف عمره)."],
        ),
        (
            "independent with members",
            "مستقل (فرد واحد)",
            ["مقدم الطلب وحده.", "لا يدخل في العدد: زوجة، وابنان، وابنة. لا يُعد أحد مع المستقل."],
        ),
        (
            "a foreign husband and children, and a father elsewhere",
            "من فرد واحد إلى 4 أفراد",
            [
                "مقدم الطلب وحده.",
                "قد لا يدخل في العدد: زوج، واثنان من الأبناء والبنات (غير سعودي، ولم يُعرف هل يُحسب).",
                "لا يدخل في العدد: أب (في مسكن آخر).",
            ],
        ),
        (
            "a husband in prison",
            "أسرة من فردين",
            ["مقدم الطلب، وابن أو ابنة.", "لا يدخل في العدد: زوج (في السجن)."],
        ),
        ("two families", "الأسرة الأولى من 5 أفراد", ["مقدم الطلب، وزوجة، وابنان، وابنة."]),
        ("capped", "أسرة من 16 فردًا", ["مقدم الطلب، وزوجة، و8 أبناء، و6 بنات."]),
    ],
)
def test_the_household_is_told_in_words(case: str, size: str, members: list[str]) -> None:
    assert (said(case).size, list(said(case).members)) == (size, members)


def test_conditions_that_are_open_are_named_and_those_that_fail_with_their_reasons() -> None:
    def lines(case: str, heading: str) -> str:
        return "\n".join([line for part in said(case).parts if part.heading == heading for line in part.lines])

    result, _ = told("much unknown")
    assert result.unknown
    assert "السيارات" in lines("much unknown", "شروط لم تُعرف بعد")
    result, _ = told("too many cars and workers")
    failing = lines("too many cars and workers", "شروط لم تتحقق")
    assert all(check.reason in failing for check in result.failed)
    assert lines("family of five with a salary", "شروط لم تُعرف بعد") == ""


@pytest.mark.parametrize("case", CASES)
def test_the_words_for_those_who_cannot_see_it_say_the_same(case: str) -> None:
    spoken = " ".join(said(case).text().split())
    seen_only = f"؟ {UNSURE}"  # the sign of the verdict, and what the hatching means
    for text in sheet(case).texts:
        assert text.text in spoken or text.text in seen_only, text.text


@pytest.mark.parametrize("case", CASES)
def test_the_file_is_a_small_png_of_a_phones_width_made_in_less_than_a_second(case: str) -> None:
    result, read = told(case)
    begun = time.process_time()
    file = draw(result, read, TODAY)
    assert time.process_time() - begun < SECONDS
    assert len(file) < LARGEST_FILE
    image = Image.open(BytesIO(file))
    assert image.format == "PNG"
    assert image.mode == "RGB"  # WhatsApp takes no palettes
    assert image.width == WIDTH
    assert image.height + image.width <= 10_000  # sendPhoto of the Bot API
    assert image.height <= 20 * image.width


def test_a_picture_holds_its_colours_and_is_the_same_each_time() -> None:
    result, read = told("ten members")
    assert draw(result, read, TODAY) == draw(result, read, TODAY)
    image = Image.open(BytesIO(draw(result, read, TODAY))).convert("RGB")
    assert image.getpixel((4, 4)) == (0x14, 0x59, 0x4D)
    assert image.getpixel((4, image.height - 4)) == (0xF4, 0xF3, 0xEE)


def brightness(colour: str) -> float:
    """Relative luminance, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted([brightness(one), brightness(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [SCREEN, PAPER], ids=["screen", "paper"])
def test_texts_and_bars_stand_out_from_their_ground(theme: Theme) -> None:
    for ground in (theme.card, theme.ground):
        for colour in (theme.ink, theme.soft):
            assert contrast(colour, ground) >= TEXT_CONTRAST
    for colour in (theme.brand, theme.yes, theme.no, theme.perhaps):
        assert contrast(colour, theme.card) >= TEXT_CONTRAST
    for colour in (theme.on_head, theme.soft_on_head):
        assert contrast(colour, theme.head) >= TEXT_CONTRAST
    assert contrast(theme.on_badge, theme.badge) >= TEXT_CONTRAST
    for colour in (theme.minimum, theme.income, theme.cap, theme.pension):
        assert contrast(colour, theme.track) >= SHAPE_CONTRAST


@pytest.mark.parametrize("case", CASES)
def test_every_colour_used_is_one_of_the_theme(case: str) -> None:
    drawn = sheet(case)
    theme = {getattr(SCREEN, field.name) for field in fields(Theme)}
    assert {text.colour for text in drawn.texts} | {shape.colour for shape in drawn.shapes} <= theme


def test_the_days_of_an_estimate_is_its_own_not_the_drawings() -> None:
    read = read_household({**CASES["family of five with a salary"], "as_of": "2025-01-15"})
    result: Estimate = estimate(read, today=TODAY)
    assert "تاريخ التقدير: 15 يناير 2025" in content(result, read, TODAY).footer[-1]


def test_two_families_stand_both_on_the_picture() -> None:
    result, _ = told("two families")
    (part,) = [part for part in said("two families").parts if "أسرتان" in part.heading]
    assert part.lines == explain(result).families
    assert len(part.lines) == 2
