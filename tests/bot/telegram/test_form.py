"""How a message looks on a phone."""

import pytest

from bot import texts
from bot.channel import Button
from bot.telegram.form import keyboard, shortened
from bot.telegram.limits import length


def rows(*titles: str) -> list[list[str]]:
    shown = keyboard([Button(str(number), title) for number, title in enumerate(titles)])
    assert shown is not None
    return [[each.text for each in row] for row in shown.inline_keyboard]


def test_without_buttons_there_is_no_keyboard() -> None:
    assert keyboard([]) is None


def test_the_menu_stands_in_three_rows_to_be_read_from_right_to_left() -> None:
    assert rows(*(each.title for each in texts.MENU)) == [
        ["شروط الاستحقاق", "هل أستحق الضمان؟"],
        ["طريقة التسجيل", "المبالغ"],
        ["كل المواضيع", "أسباب الرفض"],
    ]


def test_a_long_title_has_a_row_of_its_own_and_the_order_stays() -> None:
    long = "أعيش في مسكن مستقل مع أسرتي كلها"
    assert rows("نعم", long, "لا", "لا أعرف") == [["نعم"], [long], ["لا أعرف", "لا"]]


def test_the_last_of_an_odd_number_has_a_row_of_its_own() -> None:
    assert rows("واحد", "اثنان", "ثلاثة") == [["اثنان", "واحد"], ["ثلاثة"]]


def test_a_title_is_one_line_and_never_empty() -> None:
    assert rows("سطر\nوسطر", " ") == [["…", "سطر وسطر"]]


def test_ids_stay_with_their_titles() -> None:
    shown = keyboard([Button("first", "أ"), Button("second", "ب")])
    assert shown is not None
    assert {each.text: each.callback_data for row in shown.inline_keyboard for each in row} == {
        "أ": "first",
        "ب": "second",
    }


@pytest.mark.parametrize("limit", [200, 1024, 4096])
@pytest.mark.parametrize(
    "text", ["كلمة " * 3000, "بلافراغ" * 1000, "😀" * 5000, "فقرة\n\n" * 2000, "سطر\n" * 3000, "\u0651" * 9000]
)
def test_a_shortened_text_fits_and_says_so(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert length(short) <= limit
    assert short.endswith("لأفصّله.")
    assert length(short) > limit / 3
    short.encode()


def test_a_text_that_fits_stays() -> None:
    assert shortened("😀" * 2048, 4096) == "😀" * 2048


def test_a_cut_leaves_whole_sentences_where_there_are_no_paragraphs() -> None:
    kept = shortened("جملة كاملة من كلمات. " * 300, 1024).partition("…")[0]
    assert kept.endswith("كلمات.")
