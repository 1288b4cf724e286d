"""The page in a real Chromium: what it shows, how it is used, and what it does when something fails."""

import re
from datetime import date

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from bot import texts
from bot.settings import ROOT
from rules import parameters
from tests.bot.browser import (
    DESKTOP,
    PHONE,
    WIDER,
    expect_replies,
    offered,
    said,
    send,
)
from tests.bot.browser import browser as browser
from tests.bot.browser import context as context
from tests.bot.browser import page as page
from tests.bot.conftest import Service


def test_it_greets_in_arabic_from_right_to_left(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    assert texts.PRIVACY in said(page, "murshid")[0]
    box = page.locator(".message.murshid").first.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] > PHONE["width"] - 20  # the assistant speaks from the right


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_is_wider_than_the_screen_and_the_words_stand_out(
    page: Page, size: ViewportSize, scheme: str, service: Service
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size(size)
    service.rasa.answer = lambda *_: [
        {"text": f"https://example.com/{'x' * 200} كلام", "custom": {"status": "estimate"}}
    ]
    send(page, "س" * 300)
    expect(page.locator("[data-status=estimate]")).to_be_visible()
    assert page.evaluate(WIDER) <= 0
    assert page.evaluate("(e => e.scrollWidth - e.clientWidth)(document.querySelector('[data-scroll]'))") <= 0
    for selector in (
        ".message.murshid",
        ".message.citizen",
        ".top p",
        ".note",
        ".choice",
        ".message a",
        ".placeholder",
    ):
        if selector == ".choice":
            service.rasa.answer = lambda *_: offered("نعم")
            send(page, "سؤال")
            expect(page.locator(".choice")).to_be_visible()
        contrast = page.evaluate(CONTRAST, selector)
        assert contrast is None or contrast >= 4.5, (selector, contrast)


CONTRAST = """selector => {
  const element = document.querySelector(selector);
  if (!element) return null;
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  let ground = element;
  while (ground && (channels(getComputedStyle(ground).backgroundColor)[3] ?? 1) === 0) ground = ground.parentElement;
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
    .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const colours = [getComputedStyle(element).color, getComputedStyle(ground).backgroundColor];
  const [a, b] = colours.map(colour => light(channels(colour)));
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}"""


def test_a_message_is_shown_then_a_typing_sign_then_the_reply(page: Page, service: Service) -> None:
    service.rasa.seconds = lambda _: 0.6
    send(page, "هل أستحق؟")
    expect(page.locator(".typing")).to_be_visible()
    assert said(page, "citizen") == ["هل أستحق؟"]
    expect(page.locator("#box")).to_have_value("")
    expect(page.locator(".typing")).to_have_count(0)
    assert said(page, "murshid")[-1] == "سمعت: هل أستحق؟"


def test_a_quick_reply_is_sent_as_its_button_and_focus_returns_to_the_box(page: Page, service: Service) -> None:
    page.get_by_role("button", name=texts.MENU[0].title).click()
    expect_replies(page, 3)
    assert service.rasa.messages == [texts.MENU[0].payload]
    assert said(page, "citizen") == [texts.MENU[0].title]
    expect(page.locator("#box")).to_be_focused()
    expect(page.locator(".choice")).to_have_count(0)


def test_everything_can_be_done_with_the_keyboard(page: Page, service: Service) -> None:
    service.rasa.answer = lambda *_: offered("نعم", "لا")
    page.locator("[data-scroll]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the note on privacy opens
    expect(page.locator(".privacy details p")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=texts.MENU[0].title)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".choice")).to_have_count(2)
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="لا")).to_be_focused()
    page.keyboard.press("Space")
    expect_replies(page, 4)
    assert service.rasa.messages == [texts.MENU[0].payload, "/1"]
    page.keyboard.type("سطر")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("آخر")
    page.keyboard.press("Enter")
    expect_replies(page, 5)
    assert service.rasa.messages[-1] == "سطر آخر"


def test_messages_written_fast_are_answered_in_order(page: Page, service: Service) -> None:
    service.rasa.seconds = lambda message: 0.3 if message == "أولى" else 0.0
    for text in ("أولى", "ثانية", "ثالثة"):
        send(page, text)
    expect_replies(page, 5)
    assert said(page, "murshid")[2:] == ["سمعت: أولى", "سمعت: ثانية", "سمعت: ثالثة"]


def test_markup_is_shown_as_text_from_either_side(page: Page, service: Service) -> None:
    markup = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>"
    service.rasa.answer = lambda *_: [{"text": markup, "buttons": [{"title": "<b>زر</b>", "payload": "/a"}]}]
    send(page, markup)
    expect(page.locator(".choice")).to_have_text("<b>زر</b>")
    assert said(page, "citizen") == said(page, "murshid")[2:] == [markup]
    assert page.title() == "مرشد الضمان"
    assert page.locator(".transcript img, .transcript script, .transcript b").count() == 0


def test_numbers_links_and_latin_words_stand_isolated(page: Page, service: Service) -> None:
    text = "المعاش 1,320 ريال من 2023-11-01، وحصتك 50%. سجّل في https://www.hrsd.gov.sa/ar. أو تطبيق Absher App (19911)."
    service.rasa.answer = lambda *_: [{"text": text}]
    send(page, "كم؟")
    line = page.locator(".message.murshid").nth(2)
    expect(line).to_contain_text(text)
    apart = line.locator("bdi").all_inner_texts()
    assert apart == ["1,320", "2023-11-01", "50%", "https://www.hrsd.gov.sa/ar", "Absher App", "19911"]
    link = line.get_by_role("link")
    expect(link).to_have_attribute("href", "https://www.hrsd.gov.sa/ar")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_a_script_address_never_becomes_a_link(page: Page, service: Service) -> None:
    service.rasa.answer = lambda *_: [{"text": "javascript:alert(1) data:text/html,x"}]
    send(page, "سؤال")
    expect_replies(page, 3)
    assert page.locator(".transcript a").count() == 0


def test_the_conversation_is_there_again_after_a_reload(page: Page, service: Service) -> None:
    service.rasa.answer = lambda *_: offered("نعم", "لا")
    send(page, "هويتي 1000000008")
    expect(page.locator(".choice")).to_have_count(2)
    before = said(page, "murshid")
    page.reload()
    expect(page.locator(".choice")).to_have_count(2)
    assert said(page, "murshid") == before
    assert "1000000008" not in said(page, "citizen")[0]
    page.get_by_role("button", name="نعم").click()
    expect_replies(page, 5)
    assert service.rasa.messages[-1] == "/0"


def test_a_new_conversation_begins_anew(page: Page) -> None:
    send(page, "سؤال")
    expect_replies(page, 3)
    page.get_by_role("button", name="محادثة جديدة").click()
    expect(page.locator(".choice")).to_have_count(len(texts.MENU))
    assert said(page, "citizen") == []
    page.reload()
    expect(page.locator(".choice")).to_have_count(len(texts.MENU))
    assert said(page, "citizen") == []


def test_a_conversation_that_is_gone_becomes_a_new_one(page: Page, service: Service) -> None:
    page.evaluate("sessionStorage.setItem('murshid.conversation', '\"gone\"')")
    page.reload()
    expect(page.locator(".choice")).to_have_count(len(texts.MENU))
    expect(page.locator(".notice")).to_have_text("انتهت المحادثة السابقة، وهذه محادثة جديدة.")
    send(page, "سؤال")
    expect_replies(page, 3)


def test_a_failing_rasa_is_shown_with_the_call_centre(page: Page, service: Service) -> None:
    service.rasa.status = 500
    send(page, "سؤال")
    expect(page.locator("[data-status=error]")).to_contain_text(texts.CALL_CENTRE)


def test_a_note_on_privacy_stands_before_the_first_question(page: Page) -> None:
    note = page.locator(".privacy")
    expect(note).to_contain_text("لا تكتب رقم هوية ولا اسمًا ولا آيبان")
    note.locator("summary").click()
    expect(note.locator("details p")).to_contain_text("احذف بياناتي")
    first = page.locator(".message").first.bounding_box()
    above = note.bounding_box()
    assert first is not None
    assert above is not None
    assert above["y"] + above["height"] <= first["y"]


def test_an_estimate_comes_with_its_picture_and_files_to_save(page: Page, service: Service) -> None:
    service.rasa.answer = lambda *_: [
        {"text": "تقديرك:"},
        {"custom": {"status": "estimate", "household": HOUSEHOLD}},
    ]
    send(page, "احسب")
    line = page.locator("[data-status=estimate]")
    picture = line.get_by_role("img")
    expect(picture).to_have_attribute("alt", texts.ATTACHMENT_TITLES["picture"])
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") >= PHONE["width"]
    assert page.evaluate(WIDER) <= 0
    for title, beginning in (("picture", b"\x89PNG"), ("document", b"%PDF")):
        with page.expect_download() as download:
            line.get_by_role("link", name=f"احفظ {texts.ATTACHMENT_TITLES[title]}").click()
        assert download.value.path().read_bytes().startswith(beginning)
    page.reload()
    expect(page.locator("[data-status=estimate]").get_by_role("img")).to_be_visible()


def test_an_attachment_elsewhere_is_not_loaded(page: Page) -> None:
    reply = {
        "text": "ملف",
        "buttons": [],
        "status": "answered",
        "attachments": [
            {"kind": "picture", "url": "https://example.com/x.png", "title": "صورة"},
            {"kind": "picture", "url": "//example.com/x.png", "title": "صورة"},
            {"kind": "document", "url": "javascript:alert(1)", "title": "ملف"},
        ],
    }
    page.context.route("**/messages", lambda route: route.fulfill(json={"replies": [reply]}))
    send(page, "سؤال")
    expect_replies(page, 3)
    assert page.locator(".transcript img, .transcript a").count() == 0


HOUSEHOLD = {
    "applicant": {"kind": "independent", "age": 40, "nationality": "saudi", "lives_in": "home"},
    "income": [{"kind": "salary", "monthly": int(parameters.on(date.today()).head_minimum) // 2, "whose": "applicant"}],
}


def test_new_replies_do_not_pull_a_reader_down_but_are_announced(page: Page, service: Service) -> None:
    service.rasa.answer = lambda *_: [{"text": "سطر\n" * 60}]
    send(page, "سؤال")
    expect_replies(page, 3)
    top = page.evaluate("document.querySelector('[data-scroll]').scrollTop")
    first = page.locator(".message.murshid").nth(2).bounding_box()
    header = page.locator(".top").bounding_box()
    assert first is not None
    assert header is not None
    assert first["y"] >= header["y"] + header["height"] - 1  # a long reply is shown from its beginning
    service.rasa.seconds = lambda _: 0.5
    send(page, "آخر")
    page.evaluate("document.querySelector('[data-scroll]').scrollTop = 0")
    button = page.get_by_role("button", name="رسائل جديدة")
    expect(button).to_be_visible()
    assert page.evaluate("document.querySelector('[data-scroll]').scrollTop") == 0
    button.click()
    expect(button).to_be_hidden()
    assert page.evaluate("document.querySelector('[data-scroll]').scrollTop") > top


def test_replies_are_said_once_in_a_live_region_apart_from_the_transcript(page: Page, service: Service) -> None:
    service.rasa.answer = lambda *_: offered("نعم", "لا")
    live = page.locator("[aria-live]")
    expect(live).to_have_count(1)
    send(page, "كلامي أنا")
    expect(live).to_contain_text("اختر:")
    expect(live).to_contain_text("الخيارات: نعم، لا")
    assert "كلامي" not in live.inner_text()
    assert page.locator(".transcript [aria-live]").count() == 0


def test_targets_are_large_enough_for_a_thumb(page: Page) -> None:
    for button in [*page.get_by_role("button").all(), page.locator("summary")]:
        box = button.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44


def test_it_asks_no_other_host_for_anything(context: BrowserContext, service: Service) -> None:
    asked: list[str] = []
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(service.settings.service_url)
    expect(page.locator(".choice")).to_have_count(len(texts.MENU))
    assert all(url.startswith(service.settings.service_url) for url in asked)


@pytest.mark.parametrize("name", ["style.css", "plain.css", "demo/demo.css", "widget.js"])
def test_no_style_knows_left_and_right(name: str) -> None:
    style = (ROOT / "web" / name).read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w-])(left|right)\s*:|-(left|right)\s*:|:\s*(left|right)\b", style)
