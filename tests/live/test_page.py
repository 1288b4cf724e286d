"""The page in a real Chromium, against the real assistant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from rules import parameters
from tests.live.chromium import ARGUMENTS, executable
from tests.live.conftest import Assistant

SOURCE = "(وزارة الموارد البشرية"  # the line of sources of the answer
REPLY_MILLISECONDS = 10_000
SCREENSHOTS = Path(__file__).parent.parent.parent / "var" / "screenshots"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, assistant: Assistant) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="ar-SA")
    page = context.new_page()
    page.goto(assistant.url)
    yield page
    context.close()


def transcript(page: Page) -> Locator:
    """All that was said."""
    return page.get_by_role("region", name="المحادثة")


def answer(page: Page, text: str, expected: str) -> None:
    """Type an answer and wait for the next question."""
    page.get_by_role("textbox").fill(text)
    page.get_by_role("textbox").press("Enter")
    expect(transcript(page)).to_contain_text(expected, timeout=REPLY_MILLISECONDS)


def press(page: Page, title: str, expected: str) -> None:
    """Press the newest quick reply with this title and wait for what follows."""
    page.get_by_role("button", name=title, exact=True).last.click()
    expect(transcript(page)).to_contain_text(expected, timeout=REPLY_MILLISECONDS)


def test_a_full_interview_on_a_phone_ends_in_an_explained_estimate(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    press(page, "هل أستحق الضمان؟", "من يعيش معك")
    answer(page, "زوجتي وثلاثة أولاد", "كم الرواتب")
    answer(page, "راتبي ٤٠٠٠", "شيء آخر كل شهر")
    press(page, "لا شيء آخر", "هل أنت سعودي")
    press(page, "نعم", "إثبات سكنك")
    press(page, "عقد إيجار موثق", "مطابق لعنوانك")
    press(page, "نعم", "كم سيارة")
    press(page, "سيارة بلا عمالة", "متوسط أرصدة")
    press(page, "لا", "خارج المملكة")
    press(page, "لم أسافر", "هذا ما فهمته")
    press(page, "صحيح، احسب", "يُرجح استحقاق المعاش")
    figures = parameters.on(date.today())
    pension = figures.head_minimum + 4 * figures.dependant_addition - 4000 * figures.earned_share
    log = transcript(page)
    expect(log).to_contain_text(f"{pension:,.0f}")
    press(page, "ماذا أفعل", "ماذا تفعل الآن")
    expect(log.get_by_role("img", name="صورة التقدير")).to_be_visible(timeout=REPLY_MILLISECONDS)
    with page.expect_download() as download:
        log.get_by_role("link", name="احفظ صفحة للطباعة (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"the page is {wide} px wider than the phone"
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "estimate-360.png")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.screenshot(path=SCREENSHOTS / "estimate-1280.png")


def test_the_interview_can_be_done_with_the_keyboard_alone(page: Page) -> None:
    first = page.get_by_role("button", name="هل أستحق الضمان؟")
    first.focus()
    page.keyboard.press("Enter")
    expect(transcript(page)).to_contain_text("من يعيش معك", timeout=REPLY_MILLISECONDS)
    expect(page.get_by_role("textbox")).to_be_focused()
    page.keyboard.type("انا وامي")
    page.keyboard.press("Enter")
    expect(transcript(page)).to_contain_text("كم الرواتب", timeout=REPLY_MILLISECONDS)


def test_the_conversation_is_still_there_after_a_reload(page: Page) -> None:
    answer(page, "متى ينزل الضمان؟", SOURCE)
    page.reload()
    expect(transcript(page)).to_contain_text("متى ينزل الضمان؟")
    expect(transcript(page)).to_contain_text(SOURCE)


def test_a_question_is_answered_in_the_widget_on_a_site(page: Page, assistant: Assistant) -> None:
    page.goto(f"{assistant.url}/demo/")
    page.get_by_role("button", name="اسأل مرشد الضمان").click()
    chat = page.frame_locator("murshid-widget iframe")
    expect(chat.get_by_role("button", name="كل المواضيع")).to_be_visible()  # before, nobody listens to Enter
    chat.get_by_role("textbox").fill("متى ينزل الضمان؟")
    chat.get_by_role("textbox").press("Enter")
    expect(chat.get_by_role("region", name="المحادثة")).to_contain_text(SOURCE, timeout=REPLY_MILLISECONDS)


def test_a_question_is_answered_without_javascript(browser: Browser, assistant: Assistant) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    page = context.new_page()
    page.goto(assistant.url)
    page.get_by_role("button", name="ابدأ المحادثة").click()
    page.get_by_role("textbox").fill("متى ينزل الضمان؟")
    page.get_by_role("button", name="أرسل").click()
    expect(page.get_by_role("main")).to_contain_text(SOURCE, timeout=REPLY_MILLISECONDS)
    context.close()


def test_markup_in_a_message_is_shown_as_text(page: Page) -> None:
    answer(page, "<img src=x onerror=document.title='broken'>", "<img src=x")
    assert page.title() != "broken"
    assert page.locator("img[src=x]").count() == 0
