"""The page in a real Chromium: what it shows, how it is used, and what it does when something fails."""

import gzip
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from bot import texts
from bot.settings import ROOT
from tests.bot.conftest import Service
from tests.bot.rasa_stand_in import Entries
from tests.live.chromium import ARGUMENTS, executable

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
MOST_GZIPPED_BYTES = 20_000  # design.md: the widget that this page grows into


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="ar-SA")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, service: Service) -> Iterator[Page]:
    """The page with a conversation just opened. What a browser complains about fails the test."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)
    page.goto(service.settings.service_url)
    expect(page.locator(".choice")).to_have_count(len(texts.MENU))
    yield page
    assert complaints == []


def send(page: Page, text: str) -> None:
    """Types a message and sends it."""
    page.locator("#box").fill(text)
    page.keyboard.press("Enter")


def said(page: Page, author: str) -> list[str]:
    """What one side said so far, without the name that only a screen reader hears."""
    lines = page.locator(f".message.{author}:not(.typing)").all_inner_texts()
    return [re.sub(r"^(أنت|مرشد):\s*", "", line).strip() for line in lines]


def offered(*titles: str) -> Entries:
    """A reply of Rasa with buttons."""
    return [
        {"text": "اختر:", "buttons": [{"title": title, "payload": f"/{place}"} for place, title in enumerate(titles)]}
    ]


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
    context: BrowserContext, page: Page, size: dict[str, int], scheme: str, service: Service
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": size["width"], "height": size["height"]})
    service.rasa.answer = lambda *_: [
        {"text": f"https://example.com/{'x' * 200} كلام", "custom": {"status": "estimate"}}
    ]
    send(page, "س" * 300)
    expect(page.locator("[data-status=estimate]")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
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
    expect(page.locator(".message.murshid:not(.typing)")).to_have_count(3)
    assert service.rasa.messages == [texts.MENU[0].payload]
    assert said(page, "citizen") == [texts.MENU[0].title]
    expect(page.locator("#box")).to_be_focused()
    expect(page.locator(".choice")).to_have_count(0)


def test_everything_can_be_done_with_the_keyboard(page: Page, service: Service) -> None:
    service.rasa.answer = lambda *_: offered("نعم", "لا")
    page.locator("[data-scroll]").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=texts.MENU[0].title)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".choice")).to_have_count(2)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    expect(page.locator(".message.murshid:not(.typing)")).to_have_count(4)
    assert service.rasa.messages == [texts.MENU[0].payload, "/1"]
    page.keyboard.type("سطر")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("آخر")
    page.keyboard.press("Enter")
    expect(page.locator(".message.murshid:not(.typing)")).to_have_count(5)
    assert service.rasa.messages[-1] == "سطر آخر"


def test_messages_written_fast_are_answered_in_order(page: Page, service: Service) -> None:
    service.rasa.seconds = lambda message: 0.3 if message == "أولى" else 0.0
    for text in ("أولى", "ثانية", "ثالثة"):
        send(page, text)
    expect(page.locator(".message.murshid:not(.typing)")).to_have_count(5)
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
    expect(page.locator(".message.murshid:not(.typing)")).to_have_count(3)
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
    expect(page.locator(".message.murshid:not(.typing)")).to_have_count(5)
    assert service.rasa.messages[-1] == "/0"


def test_a_new_conversation_begins_anew(page: Page) -> None:
    send(page, "سؤال")
    expect(page.locator(".message.murshid:not(.typing)")).to_have_count(3)
    page.get_by_role("button", name="محادثة جديدة").click()
    expect(page.locator(".choice")).to_have_count(len(texts.MENU))
    assert said(page, "citizen") == []
    page.reload()
    expect(page.locator(".choice")).to_have_count(len(texts.MENU))
    assert said(page, "citizen") == []


def test_a_conversation_that_is_gone_becomes_a_new_one(page: Page, service: Service) -> None:
    page.evaluate("sessionStorage.setItem('murshid.conversation', 'gone')")
    page.reload()
    expect(page.locator(".choice")).to_have_count(len(texts.MENU))
    send(page, "سؤال")
    expect(page.locator(".message.murshid:not(.typing)")).to_have_count(3)


def test_a_lost_connection_is_said_in_arabic_and_the_message_can_be_sent_again(
    context: BrowserContext, page: Page, service: Service
) -> None:
    context.set_offline(True)
    send(page, "سؤال")
    expect(page.locator(".trouble")).to_contain_text("تعذّر الاتصال")
    context.set_offline(False)
    page.get_by_role("button", name="أعد المحاولة").click()
    expect(page.locator(".message.murshid:not(.typing)")).to_have_count(3)
    assert page.locator(".trouble").count() == 0
    assert said(page, "citizen") == ["سؤال"]
    assert service.rasa.messages == ["سؤال"]


def test_a_failing_rasa_is_shown_with_the_call_centre(page: Page, service: Service) -> None:
    service.rasa.status = 500
    send(page, "سؤال")
    expect(page.locator("[data-status=error]")).to_contain_text(texts.CALL_CENTRE)


def test_a_counter_shows_near_the_limit_and_a_longer_message_is_held_back(page: Page, service: Service) -> None:
    limit = service.settings.max_message_length
    counter = page.locator("#counter")
    page.locator("#box").fill("س" * (limit // 2))
    expect(counter).to_be_hidden()
    page.locator("#box").fill("س" * (limit - 7))
    expect(counter).to_have_text("بقي 7 حرف")
    page.locator("#box").fill("س" * (limit + 12))
    expect(counter).to_contain_text("12")
    expect(page.locator("#box")).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Enter")
    expect(page.locator("#box")).to_have_value("س" * (limit + 12))
    assert said(page, "citizen") == []
    send(page, "س" * limit)
    expect(counter).to_be_hidden()
    expect(page.locator(".message.citizen")).to_have_count(1)


def test_new_replies_do_not_pull_a_reader_down_but_are_announced(page: Page, service: Service) -> None:
    service.rasa.answer = lambda *_: [{"text": "سطر\n" * 60}]
    send(page, "سؤال")
    expect(page.locator(".message.murshid:not(.typing)")).to_have_count(3)
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


def test_the_box_of_a_touch_screen_gets_focus_without_its_keyboard(browser: Browser, service: Service) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(service.settings.service_url)
    page.locator(".choice").first.tap()
    expect(page.locator("#box")).to_be_focused()
    expect(page.locator("#box")).to_have_attribute("inputmode", "none")
    page.locator("#box").tap()
    assert page.locator("#box").get_attribute("inputmode") is None
    expect(page.locator(".message.murshid:not(.typing)")).to_have_count(3)
    context.close()


def test_targets_are_large_enough_for_a_thumb(page: Page) -> None:
    for button in page.get_by_role("button").all():
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


def test_its_files_are_small_and_its_style_knows_no_left_and_right() -> None:
    files = [path for path in (ROOT / "web").iterdir() if path.is_file()]
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) < MOST_GZIPPED_BYTES
    style = (ROOT / "web" / "style.css").read_text()
    assert not re.search(r"(?<![\w-])(left|right)\s*:|-(left|right)\s*:|:\s*(left|right)\b", style)
