"""axe-core finds nothing against WCAG 2.2 AA or good practice, on a phone and a desktop, light and dark."""

from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from bot import texts
from tests.bot.browser import DESKTOP, PHONE, expect_replies, offered, opened, send
from tests.bot.browser import browser as browser
from tests.bot.conftest import Service

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = {"phone": PHONE, "desktop": DESKTOP}
Scheme = Literal["light", "dark"]
SCHEMES: dict[str, Scheme] = {"light": "light", "dark": "dark"}


@pytest.fixture(params=[(size, scheme) for size in SIZES for scheme in SCHEMES], ids="-".join)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty page. Our policy forbids scripts of others, axe among them; here only it is set aside."""
    size, scheme = request.param
    context = browser.new_context(
        viewport=SIZES[size], color_scheme=SCHEMES[scheme], reduced_motion="reduce", bypass_csp=True
    )
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def findings(page: Page | Frame) -> list[str]:
    """What axe finds wrong, each with its place. Rules of the target size (WCAG 2.2) are on."""
    page.add_script_tag(content=AXE)
    options = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
    result: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    assert len(result["passes"]) > 10  # it did look
    return [f"{each['id']}: {node['target']}" for each in result["violations"] for node in each["nodes"]]


def test_the_page_at_its_start(page: Page, service: Service) -> None:
    opened(page, service)
    page.locator("summary").click()
    assert findings(page) == []


def test_the_page_in_the_middle_of_an_interview(page: Page, service: Service) -> None:
    opened(page, service)
    service.rasa.answer = lambda *_: [
        {"text": "راتبك 4,000 ريال؟\n\n• بند\n• https://www.hrsd.gov.sa"},
        *offered("نعم", "لا"),
    ]
    send(page, "هل أستحق؟ " + "س" * 240)
    expect(page.locator(".choice")).to_have_count(2)
    page.locator("#box").fill("س" * 290)
    assert findings(page) == []
    page.locator("#box").fill("س" * 310)
    assert findings(page) == []


def test_an_estimate_with_its_files(page: Page, service: Service) -> None:
    opened(page, service)
    household = {"applicant": {"kind": "independent", "age": 40, "nationality": "saudi", "lives_in": "home"}}
    service.rasa.answer = lambda *_: [{"text": "تقديرك"}, {"custom": {"status": "estimate", "household": household}}]
    send(page, "احسب")
    expect(page.locator(".picture img")).to_be_visible()
    assert findings(page) == []


def test_the_page_after_an_error_and_while_it_is_offline(page: Page, service: Service) -> None:
    opened(page, service)
    service.rasa.status = 500
    send(page, "سؤال")
    expect(page.locator("[data-status=error]")).to_be_visible()
    page.context.set_offline(True)
    send(page, "سؤال")
    expect(page.locator(".state")).to_be_visible()
    page.context.set_offline(False)
    page.route("**/api/**", lambda route: route.abort())
    assert findings(page) == []


def test_the_button_of_new_messages(page: Page, service: Service) -> None:
    opened(page, service)
    service.rasa.answer = lambda *_: [{"text": "سطر\n" * 60}]
    send(page, "سؤال")
    expect_replies(page, 3)
    service.rasa.seconds = lambda _: 0.5
    send(page, "آخر")
    page.evaluate("document.querySelector('[data-scroll]').scrollTop = 0")
    expect(page.locator(".new-messages")).to_be_visible()
    assert findings(page) == []


def test_the_demo_site_with_the_panel_closed_and_open_and_the_chat_inside_it(page: Page, service: Service) -> None:
    page.goto(f"{service.settings.service_url}/demo/")
    expect(page.locator("murshid-widget .launcher")).to_be_visible()
    assert findings(page) == []
    page.locator("murshid-widget .launcher").click()
    handle = page.locator("murshid-widget iframe").element_handle()
    frame = handle.content_frame() if handle else None
    assert frame is not None
    expect(frame.locator(".choice")).to_have_count(len(texts.MENU))
    assert findings(page) == []
    send(frame, "سؤال")
    expect_replies(frame, 3)
    assert findings(frame) == []


def test_the_plain_form_at_its_start_in_the_middle_and_after_a_mistake(page: Page, service: Service) -> None:
    page.goto(f"{service.settings.service_url}/plain")
    assert findings(page) == []
    page.get_by_role("button", name="ابدأ المحادثة").click()
    service.rasa.answer = lambda *_: offered("نعم", "لا")
    page.locator("#box").fill("هل أستحق؟")
    page.get_by_role("button", name="أرسل").click()
    expect(page.get_by_role("button", name="نعم")).to_be_visible()
    assert findings(page) == []
    page.locator("#box").fill(" ")
    page.get_by_role("button", name="أرسل").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert findings(page) == []
