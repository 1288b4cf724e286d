"""How a message is laid out: each form is also read by the stand-in's rules, which are the real API's."""

import pytest

from bot.channel import Attachment, Button, Outgoing, Refused
from bot.whatsapp.form import BY_NUMBER, CHOOSE, LIST_LABEL, Form, lay_out
from bot.whatsapp.limits import length
from bot.whatsapp.wording import SHORTENED
from tests.bot.whatsapp.graph_rules import Seen, read_message

MEDIA = {"77": "image/png", "88": "application/pdf"}
PICTURE = Attachment("picture", "estimate.png", "image/png", b"\x89PNG")
DOCUMENT = Attachment("document", "تقدير.pdf", "application/pdf", b"%PDF-")


def outgoing(text: str, *titles: str, attachment: Attachment | None = None) -> Outgoing:
    buttons = tuple(Button(f"button-{number:08d}", title) for number, title in enumerate(titles))
    return Outgoing("reference", "966500000001", text, buttons, attachment)


def shown(message: Outgoing, media: str = "") -> tuple[Form, Seen]:
    form = lay_out(message, media)
    body = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": message.address,
        "type": form.type,
        form.type: form.content,
        "biz_opaque_callback_data": message.reference,
    }
    return form, read_message(body, MEDIA)


def titles(count: int) -> tuple[str, ...]:
    return tuple(f"خيار {number}" for number in range(count))


def test_a_text_alone_is_a_text_without_link_preview() -> None:
    form, seen = shown(outgoing("انظر https://www.hrsd.gov.sa"))
    assert (seen.form, seen.text) == ("text", "انظر https://www.hrsd.gov.sa")
    assert form.content["preview_url"] is False
    assert not form.numbered


@pytest.mark.parametrize("count", [1, 2, 3])
def test_up_to_three_short_titles_are_reply_buttons(count: int) -> None:
    form, seen = shown(outgoing("هل تعمل؟", *titles(count)))
    assert seen.form == "buttons"
    assert seen.buttons == tuple((f"button-{number:08d}", f"خيار {number}") for number in range(count))
    assert not form.numbered


@pytest.mark.parametrize("count", [4, 10])
def test_up_to_ten_titles_are_a_list(count: int) -> None:
    form, seen = shown(outgoing("اختر موضوعًا", *titles(count)))
    assert seen.form == "list"
    assert [title for _, title in seen.buttons] == list(titles(count))
    assert form.content["action"]["button"] == LIST_LABEL
    assert not form.numbered


def test_more_than_ten_titles_are_numbered_text_that_says_how_to_answer() -> None:
    form, seen = shown(outgoing("اختر موضوعًا", *titles(11)))
    assert form.numbered
    assert seen.form == "text"
    assert seen.text.startswith("اختر موضوعًا\n\n1. خيار 0\n2. خيار 1\n")
    assert seen.text.endswith(f"11. خيار 10\n\n{BY_NUMBER}")


def test_a_title_of_21_characters_makes_a_list_of_three() -> None:
    assert shown(outgoing("اختر", "ن" * 20, "نعم"))[1].form == "buttons"
    assert shown(outgoing("اختر", "ن" * 21, "نعم"))[1].form == "list"


def test_a_title_longer_than_a_row_is_clipped_after_a_word_and_stands_whole_below() -> None:
    title = "أسكن مع والديّ في بيت واحد منذ سنوات"
    form, seen = shown(outgoing("اختر", title, "لا"))
    (row, other) = form.content["action"]["sections"][0]["rows"]
    assert title.startswith(row["title"].removesuffix("…"))
    assert length(row["title"]) <= 24
    assert row["description"] == title
    assert "description" not in other
    assert seen.form == "list"


@pytest.mark.parametrize(("characters", "described"), [(24, False), (25, True), (72, True)])
def test_a_title_of_more_than_24_characters_is_described(characters: int, described: bool) -> None:
    form, seen = shown(outgoing("اختر", "ن" * characters, "لا"))
    assert seen.form == "list"
    assert ("description" in form.content["action"]["sections"][0]["rows"][0]) is described


def test_a_title_too_long_even_for_a_description_makes_numbered_text() -> None:
    title = " ".join(["طويل"] * 20)
    form, seen = shown(outgoing("اختر", title, "لا"))
    assert form.numbered
    assert f"1. {title}\n2. لا" in seen.text


@pytest.mark.parametrize(
    "same", [("نعم", "نعم"), ("كلام طويل مشترك البداية جدًا أول", "كلام طويل مشترك البداية جدًا ثان")]
)
def test_titles_that_would_look_the_same_are_numbered(same: tuple[str, str]) -> None:
    assert shown(outgoing("اختر", *same))[0].numbered


def test_a_body_too_long_for_buttons_makes_a_list() -> None:
    assert shown(outgoing("ا" * 1024, "نعم", "لا"))[1].form == "buttons"
    form, seen = shown(outgoing("ا" * 1025, "نعم", "لا"))
    assert seen.form == "list"
    assert seen.text == "ا" * 1025
    assert not form.numbered


def test_a_text_that_is_too_long_is_cut_after_a_paragraph_and_says_so() -> None:
    paragraph = "كلمة " * 200
    _, seen = shown(outgoing("\n\n".join([paragraph.strip()] * 6)))
    assert length(seen.text) <= 4096
    assert seen.text == "\n\n".join([paragraph.strip()] * 4 + [SHORTENED])


def test_a_long_text_with_buttons_keeps_its_buttons() -> None:
    _, seen = shown(outgoing("كلمة " * 2000, "نعم", "لا"))
    assert seen.form == "list"
    assert seen.text.endswith(SHORTENED)
    _, seen = shown(outgoing("كلمة " * 2000, *titles(12)))
    assert SHORTENED in seen.text
    assert seen.text.endswith(BY_NUMBER)


def test_emoji_count_as_two_characters() -> None:
    assert shown(outgoing("اختر", "😀" * 10, "لا"))[1].form == "buttons"
    assert shown(outgoing("اختر", "😀" * 11, "لا"))[1].form == "list"
    assert length(shown(outgoing("😀" * 5000))[1].text) <= 4096


def test_buttons_without_a_text_ask_to_choose() -> None:
    assert shown(outgoing("", "نعم", "لا"))[1].text == CHOOSE
    assert shown(outgoing("", *titles(5)))[1].text == CHOOSE


def test_an_empty_message_is_refused() -> None:
    with pytest.raises(Refused, match="empty"):
        lay_out(outgoing("  \n "))


def test_a_picture_has_the_text_as_its_caption() -> None:
    form, seen = shown(outgoing("تقديرك", attachment=PICTURE), "77")
    assert (seen.form, seen.text, seen.media) == ("image", "تقديرك", "77")
    assert not form.numbered
    assert shown(outgoing("", attachment=PICTURE), "77")[1].text == ""


def test_a_document_keeps_its_name() -> None:
    _, seen = shown(outgoing("تقديرك", attachment=DOCUMENT), "88")
    assert (seen.form, seen.text, seen.media, seen.filename) == ("document", "تقديرك", "88", "تقدير.pdf")


def test_a_file_with_few_buttons_stands_above_them() -> None:
    _, seen = shown(outgoing("تقديرك", "ملف للطباعة", "من جديد", attachment=PICTURE), "77")
    assert (seen.form, seen.text, seen.media) == ("buttons", "تقديرك", "77")
    _, seen = shown(outgoing("تقديرك", "من جديد", attachment=DOCUMENT), "88")
    assert (seen.form, seen.media, seen.filename) == ("buttons", "88", "تقدير.pdf")


def test_a_picture_with_many_buttons_has_them_numbered_in_its_caption() -> None:
    form, seen = shown(outgoing("كلمة " * 500, *titles(5), attachment=PICTURE), "77")
    assert form.numbered
    assert seen.form == "image"
    assert SHORTENED in seen.text
    assert seen.text.endswith(f"5. خيار 4\n\n{BY_NUMBER}")


def test_a_long_caption_is_shortened() -> None:
    _, seen = shown(outgoing("كلمة " * 500, attachment=PICTURE), "77")
    assert length(seen.text) <= 1024
    assert seen.text.endswith(SHORTENED)


def test_a_picture_over_five_megabytes_is_refused() -> None:
    big = Attachment("picture", "estimate.png", "image/png", bytes(5 * 1024 * 1024 + 1))
    with pytest.raises(Refused, match="5242880"):
        lay_out(outgoing("تقديرك", attachment=big))


def test_markup_in_a_text_and_in_numbered_titles_is_shown_as_it_is() -> None:
    _, seen = shown(outgoing("*مهم* جدًا", *[f"_خيار {number}_" for number in range(11)]))
    assert "*" not in seen.text
    assert "_" not in seen.text
