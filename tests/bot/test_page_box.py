"""The box where a citizen writes, in a real Chromium: its counter and limit, its keys, and dictation."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from bot import texts
from tests.bot.browser import LIMIT, expect_replies, opened, said, send
from tests.bot.browser import browser as browser
from tests.bot.browser import context as context
from tests.bot.browser import page as page
from tests.bot.conftest import Service

EAR = """window.SpeechRecognition = class extends EventTarget {
  constructor() { super(); window.ears = [...(window.ears ?? []), this]; }
  start() { this.state = "listening"; }
  stop() { this.state = "stopped"; this.dispatchEvent(new Event("end")); }
  abort() { this.state = "aborted"; this.fail("aborted"); }
  hear(...parts) {
    const results = parts.map(transcript => [{ transcript }]);
    this.dispatchEvent(Object.assign(new Event("result"), { results }));
  }
  fail(error) {
    this.dispatchEvent(Object.assign(new Event("error"), { error }));
    this.dispatchEvent(new Event("end"));
  }
};"""
"""A browser's speech recognition (Web Speech API) that hears what the test says."""


@pytest.fixture
def hearing(context: BrowserContext, service: Service) -> Page:
    """The page in a browser that recognises speech."""
    context.add_init_script(EAR)
    page = context.new_page()
    opened(page, service)
    return page


def test_what_is_dictated_goes_into_the_box_to_be_checked_and_is_not_sent(hearing: Page, service: Service) -> None:
    button, box = hearing.get_by_role("button", name="اكتب بصوتك"), hearing.locator("#box")
    box.fill("أنا")
    expect(button).to_have_attribute("aria-pressed", "false")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(hearing.locator("[data-bar]")).to_contain_text("قد يرسله إلى الشركة التي صنعته")
    assert hearing.evaluate("[ears[0].lang, ears[0].state]") == ["ar-SA", "listening"]
    hearing.evaluate("ears[0].hear('وزوجتي')")
    hearing.evaluate("ears[0].hear('وزوجتي', 'وثلاثة أولاد')")
    expect(box).to_have_value("أنا وزوجتي وثلاثة أولاد")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(box).to_be_focused()
    expect(hearing.locator("[data-bar]")).to_have_text("راجع النص، ثم أرسله.", use_inner_text=True)
    assert service.rasa.messages == []
    box.press("Enter")
    expect_replies(hearing, 3)
    assert service.rasa.messages == ["أنا وزوجتي وثلاثة أولاد"]
    expect(hearing.locator("[data-bar]")).to_be_hidden()


def test_dictation_ends_when_the_message_is_sent(hearing: Page) -> None:
    hearing.get_by_role("button", name="اكتب بصوتك").click()
    hearing.evaluate("ears[0].hear('سؤالي')")
    hearing.locator("#box").press("Enter")
    hearing.evaluate("ears[0].hear('سؤالي عن الضمان')")
    expect(hearing.locator("#box")).to_have_value("")
    expect(hearing.get_by_role("button", name="اكتب بصوتك")).to_have_attribute("aria-pressed", "false")
    assert hearing.evaluate("ears[0].state") == "aborted"


@pytest.mark.parametrize(
    ("error", "told"),
    [("not-allowed", "تعذّر تحويل الصوت"), ("no-speech", "لم أسمع كلامًا"), ("network", "تعذّر تحويل الصوت")],
)
def test_a_dictation_that_fails_says_so_and_leaves_the_box_as_it_was(hearing: Page, error: str, told: str) -> None:
    hearing.locator("#box").fill("نص")
    hearing.get_by_role("button", name="اكتب بصوتك").click()
    hearing.evaluate(f"ears[0].fail('{error}')")
    expect(hearing.locator("[data-bar]")).to_contain_text(told)
    expect(hearing.locator("#box")).to_have_value("نص")
    expect(hearing.get_by_role("button", name="اكتب بصوتك")).to_have_attribute("aria-pressed", "false")


def test_a_browser_without_speech_recognition_shows_no_button_for_it(context: BrowserContext, service: Service) -> None:
    context.add_init_script("delete window.SpeechRecognition; delete window.webkitSpeechRecognition;")
    page = context.new_page()
    opened(page, service)
    expect(page.locator("[data-speak]")).to_be_hidden()


def test_a_counter_shows_near_the_limit_and_a_longer_message_is_held_back(page: Page) -> None:
    counter, box, live = page.locator("#counter"), page.locator("#box"), page.locator("[aria-live]")
    box.fill("س" * (LIMIT // 2))
    expect(counter).to_be_hidden()
    box.fill("س" * (LIMIT - 7))
    expect(counter).to_have_text("الحروف الباقية: 7")
    expect(live).to_contain_text("الحروف الباقية: 7")
    box.press_sequentially("سس")
    expect(counter).to_have_text("الحروف الباقية: 5")
    expect(live).not_to_contain_text("الحروف الباقية: 6")  # it is not read out at every letter
    box.fill("س" * (LIMIT + 12))
    expect(counter).to_have_text("اختصر رسالتك لتُرسل. الحروف الزائدة: 12")
    expect(live).to_contain_text("الحروف الزائدة: 12")
    expect(box).to_have_attribute("aria-invalid", "true")
    page.keyboard.press("Enter")
    expect(box).to_have_value("س" * (LIMIT + 12))
    assert said(page, "citizen") == []
    send(page, "س" * LIMIT)
    expect(counter).to_be_hidden()
    expect_replies(page, 3)


def test_the_limit_of_a_service_that_takes_less_holds(page: Page, service: Service) -> None:
    def shorter(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, json={**answer.json(), "max_message_length": 100})

    page.context.route("**/messages", shorter)
    page.reload()
    expect(page.locator(".choice")).to_have_count(len(texts.MENU))
    page.locator("#box").fill("س" * 101)
    expect(page.locator("#counter")).to_have_text("اختصر رسالتك لتُرسل. الحروف الزائدة: 1")


def test_the_transcript_is_paged_from_the_box(page: Page, service: Service) -> None:
    service.rasa.answer = lambda *_: [{"text": "سطر\n" * 80}]
    send(page, "سؤال")
    expect_replies(page, 3)
    scroll, box = page.locator("[data-scroll]"), page.locator("#box")

    def top() -> float:
        place: float = scroll.evaluate("element => element.scrollTop")
        return place

    box.press("End")
    end = top()
    assert end == scroll.evaluate("element => element.scrollHeight - element.clientHeight")
    box.press("PageUp")
    above = top()
    assert 0 < above < end
    box.press("Home")
    assert top() == 0
    box.press("PageDown")
    assert 0 < top() < end
    box.fill("نص")
    box.press("Home")
    assert top() > 0  # with words in the box these keys move within them
    box.press("Control+Home")
    assert top() == 0
    expect(box).to_be_focused()


@pytest.mark.parametrize("key", ["End", "PageDown"])
def test_the_focused_transcript_scrolls_by_its_keys(page: Page, service: Service, key: str) -> None:
    service.rasa.answer = lambda *_: [{"text": "سطر\n" * 80}]
    send(page, "سؤال")
    expect_replies(page, 3)
    scroll = page.locator("[data-scroll]")
    scroll.focus()
    page.keyboard.press("Home")
    expect(scroll).to_have_js_property("scrollTop", 0)
    page.keyboard.press(key)
    expect(scroll).not_to_have_js_property("scrollTop", 0)
    expect(scroll).to_be_focused()


def test_the_box_of_a_touch_screen_gets_focus_without_its_keyboard(browser: Browser, service: Service) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(service.settings.service_url)
    page.locator(".choice").first.tap()
    expect(page.locator("#box")).to_be_focused()
    expect(page.locator("#box")).to_have_attribute("inputmode", "none")
    page.locator("#box").tap()
    assert page.locator("#box").get_attribute("inputmode") is None
    expect_replies(page, 3)
    context.close()
