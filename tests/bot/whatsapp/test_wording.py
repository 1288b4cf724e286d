"""Text on WhatsApp: nothing is taken for markup, and what is too long is cut well."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.whatsapp.limits import length
from bot.whatsapp.wording import SHORTENED, clipped, plain, shortened

MARKUP = re.compile(r"(?<![A-Za-z0-9])([*_~])(?=\S).*?(?<=\S)\1(?![A-Za-z0-9])|`|^\s*>|^[ \t]*\*[ \t]", re.MULTILINE)
"""What WhatsApp shows as bold, italic, struck out, code, quotation or list: https://faq.whatsapp.com/539178204879377"""


@pytest.mark.parametrize(
    "text",
    ["*غامق*", "_مائل_", "~مشطوب~", "```رموز```", "`رمز`", "> اقتباس", "* بند", "(*غامق*)", "**x**", "*a* *b*"],
)
def test_markup_is_broken_and_looks_alike(text: str) -> None:
    assert MARKUP.search(text)
    assert not MARKUP.search(plain(text))
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        "الحد الأدنى 1,320 ريال",
        "HRSD_SA و MY_GOV_SA",
        "3*4*5",
        "سطر * واحد",
        "- بند\n- بند",
        "https://www.hrsd.gov.sa/a_b_/~c/*d*",
    ],
)
def test_what_is_no_markup_stays(text: str) -> None:
    assert plain(text) == text


def test_a_link_stays_whole_between_markers() -> None:
    assert plain("_انظر https://x.sa/a_b~c ثم_") == "\uff3fانظر https://x.sa/a_b~c ثم\uff3f"


@given(st.text(alphabet="*_~`> اب9a\n.", max_size=60))
def test_no_text_has_markup_left(text: str) -> None:
    assert not MARKUP.search(plain(text))
    assert plain(plain(text)) == plain(text)


@given(st.text(alphabet="اب 😀\n.", max_size=600), st.integers(120, 300))
def test_what_is_shortened_fits_and_is_a_beginning(text: str, limit: int) -> None:
    cut = shortened(text, limit)
    assert length(cut) <= limit
    assert cut == text or text.startswith(cut.removesuffix(SHORTENED).rstrip())


@given(st.text(alphabet="اب 😀", min_size=1, max_size=100), st.integers(10, 30))
def test_a_clipped_title_fits(title: str, limit: int) -> None:
    assert length(clipped(title, limit)) <= limit


def test_a_title_is_clipped_after_a_word() -> None:
    assert clipped("أسكن مع والديّ في بيت واحد", 20) == "أسكن مع والديّ في…"


def test_without_paragraphs_it_is_cut_after_a_line_or_a_sentence() -> None:
    assert shortened("سطر أول\n" + "س" * 500, 120).startswith("س" * 2) is False
    lines = "\n".join(["سطر من عشرين حرفًا مثلًا"] * 30)
    kept = shortened(lines, 200).removesuffix(SHORTENED).rstrip()
    assert set(kept.split("\n")) == {"سطر من عشرين حرفًا مثلًا"}
    sentences = "هذه جملة قصيرة هنا. " * 30
    assert shortened(sentences, 200).removesuffix(SHORTENED).rstrip().endswith("هنا.")
