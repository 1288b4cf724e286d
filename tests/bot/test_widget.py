"""The widget: one script tag on a site of another origin opens the chat in a panel, where the site is allowed to."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Locator, Page, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from bot import texts
from bot.app import create_app
from bot.settings import ROOT, Settings
from tests.bot.browser import DESKTOP, PHONE, WIDER, complaints_of, expect_replies, said, send
from tests.bot.browser import browser as browser
from tests.bot.conftest import Service
from tests.bot.rasa_stand_in import RasaStandIn, Server, free_port

MOST_GZIPPED_BYTES = 20_000
"""All that a site loads with the widget, opened (design.md)."""
DEMO = ROOT / "web" / "demo"
OPEN = "اسأل مرشد الضمان"
CLOSE = "أغلق المحادثة"


@dataclass(frozen=True)
class Site:
    """Another site, on a port of its own, with the widget of the service on its pages."""

    url: str
    service: str
    policies: dict[str, str]
    """Headers that the site sends with its page."""


@pytest.fixture(scope="module")
def ports() -> tuple[int, int]:
    """The ports of the service and of the site."""
    return free_port(), free_port()


@pytest.fixture
def site(
    settings: Settings, rasa: RasaStandIn, ports: tuple[int, int], request: pytest.FixtureRequest
) -> Iterator[Site]:
    """The demo page on an origin that the service allows, or not (`indirect`: the origins that are allowed)."""
    service, port = ports
    mine = f"http://127.0.0.1:{port}"
    allowed = getattr(request, "param", mine)
    chosen = settings.model_copy(update={"port": service, "allowed_origins": allowed})
    policies: dict[str, str] = {}

    def demo(asked: Request) -> Response:
        page = (DEMO / "index.html").read_text(encoding="utf-8")
        tag = f'src="{chosen.service_url}/widget.js" {asked.query_params.get("tag", "")}'
        return HTMLResponse(page.replace('src="/widget.js"', tag), headers=policies)

    def style(_: Request) -> Response:
        return FileResponse(DEMO / "demo.css", media_type="text/css")

    app = Starlette(routes=[Route("/", demo), Route("/demo.css", style)])
    with Server(create_app(chosen), service), Server(app, port):
        yield Site(mine, chosen.service_url, policies)


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A browser on a phone and on a desktop."""
    context = browser.new_context(viewport=request.param, locale="ar-SA")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: Site) -> Iterator[Page]:
    """The site's page. What a browser complains about fails the test."""
    page = context.new_page()
    complaints = complaints_of(page)
    page.goto(site.url)
    yield page
    assert complaints == []


def launcher(page: Page) -> Locator:
    """The button that opens the panel and closes it again."""
    return page.locator("murshid-widget .launcher")


def chat(page: Page) -> Frame:
    """The chat inside the open panel."""
    handle = page.locator("murshid-widget iframe").element_handle()
    assert handle is not None
    frame = handle.content_frame()
    assert frame is not None
    frame.wait_for_url("**/?embedded")
    return frame


def opened(page: Page) -> Frame:
    """Opens the panel and waits for the chat's first words."""
    launcher(page).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    frame = chat(page)
    expect(frame.locator(".choice")).to_have_count(len(texts.MENU))
    return frame


def test_one_tag_puts_a_button_on_the_site_and_loads_nothing_more_before_it_is_pressed(
    context: BrowserContext, site: Site
) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url)
    expect(launcher(page)).to_have_text(OPEN)
    expect(launcher(page)).to_have_attribute("aria-expanded", "false")
    assert [url for url in asked if not url.startswith(site.url)] == [f"{site.service}/widget.js"]


def test_a_conversation_is_held_inside_the_panel(page: Page, rasa: RasaStandIn) -> None:
    frame = opened(page)
    send(frame, "سؤال")
    expect_replies(frame, 3)
    assert rasa.messages == ["سؤال"]
    assert page.evaluate(WIDER) <= 0
    assert frame.evaluate(WIDER) <= 0


def test_everything_can_be_done_with_the_keyboard_and_focus_comes_back(page: Page, rasa: RasaStandIn) -> None:
    button = launcher(page)
    button.focus()
    page.keyboard.press("Enter")
    frame = chat(page)
    expect(frame.locator("#box")).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.type("سؤال")
    page.keyboard.press("Enter")
    expect_replies(frame, 3)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    expect_replies(frame, 3)  # the conversation is still there
    expect(frame.locator("#box")).to_be_focused()
    frame.get_by_role("button", name=CLOSE).click()
    expect(button).to_be_focused()
    assert rasa.messages == ["سؤال"]


def test_the_panel_fills_a_phone_and_leaves_a_desktop_usable(page: Page) -> None:
    opened(page)
    size = page.viewport_size
    page.wait_for_timeout(300)  # it rises
    panel = page.get_by_role("dialog").bounding_box()
    assert size is not None
    assert panel is not None
    if size == PHONE:
        assert panel == {"x": 0, "y": 0, **PHONE}
        for _ in range(15):
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.closest('header, main, footer')") is None  # nothing behind it
    else:
        assert panel["width"] < DESKTOP["width"] / 2
        page.get_by_role("link", name="الأخبار").click()
        expect(page).to_have_url(re.compile("#news$"))
        expect(launcher(page)).to_have_text(CLOSE)
        launcher(page).click()
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_turned_phone_keeps_the_panel_open(page: Page) -> None:
    frame = opened(page)
    send(frame, "سؤال")
    expect_replies(frame, 3)
    for size in (DESKTOP, PHONE):
        page.set_viewport_size(size)
        expect(page.get_by_role("dialog")).to_be_visible()
        expect_replies(frame, 3)
    expect(launcher(page)).to_have_attribute("aria-expanded", "true")


def test_the_site_s_own_styles_do_not_reach_the_button_or_the_panel(page: Page) -> None:
    page.add_style_tag(
        content="* { color: red !important; font-size: 50px !important; display: inline; } "
        "button { transform: rotate(45deg) !important; } iframe, dialog { display: none !important; }"
    )
    button = launcher(page)
    style = button.evaluate(
        "e => (({color, fontSize, transform}) => [color, fontSize, transform])(getComputedStyle(e))"
    )
    assert style == ["rgb(255, 255, 255)", "16px", "none"]
    opened(page)
    expect(page.locator("murshid-widget iframe")).to_be_visible()


@pytest.mark.parametrize(("direction", "position", "side"), [
    ("rtl", "", "left"), ("ltr", "", "right"), ("rtl", 'data-position="start"', "right"),
    ("ltr", 'data-position="start"', "left"),
])  # fmt: skip
def test_the_button_stands_in_the_corner_where_a_line_ends_or_where_it_begins(
    context: BrowserContext, site: Site, direction: str, position: str, side: str
) -> None:
    page = context.new_page()
    page.goto(f"{site.url}/?tag={position}")
    page.evaluate(f"document.documentElement.dir = '{direction}'")
    box = launcher(page).bounding_box()
    width = page.evaluate("document.documentElement.clientWidth")
    assert box is not None
    assert box["height"] >= 44
    gap = box["x"] if side == "left" else width - box["x"] - box["width"]
    assert gap == pytest.approx(16, abs=1)


def test_data_open_opens_the_panel_on_wide_screens_only_and_takes_no_focus(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    page.goto(f"{site.url}/?tag=data-open")
    if page.viewport_size == PHONE:
        expect(launcher(page)).to_have_attribute("aria-expanded", "false")
    else:
        expect(page.get_by_role("dialog")).to_be_visible()
        chat(page)
        assert page.evaluate("document.activeElement.localName") == "body"


def test_the_tag_twice_is_one_widget(page: Page, site: Site) -> None:
    page.add_script_tag(url=f"{site.service}/widget.js")
    expect(page.locator("murshid-widget")).to_have_count(1)


def test_a_strict_policy_of_the_site_needs_only_the_service_s_address(context: BrowserContext, site: Site) -> None:
    site.policies["Content-Security-Policy"] = (
        f"default-src 'none'; script-src {site.service}; frame-src {site.service}; style-src 'self'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    page = context.new_page()
    complaints = complaints_of(page)
    page.goto(site.url)
    send(opened(page), "سؤال")
    expect_replies(chat(page), 3)
    assert complaints == []


@pytest.mark.parametrize("site", ["", "https://example.sa"], indirect=True, ids=["none allowed", "another allowed"])
def test_a_site_that_is_not_allowed_gets_no_chat(context: BrowserContext, site: Site, rasa: RasaStandIn) -> None:
    page = context.new_page()
    refused = complaints_of(page)
    page.goto(site.url)
    launcher(page).click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.wait_for_timeout(500)
    assert any("frame-ancestors" in complaint for complaint in refused)
    assert not any(frame.url.startswith(site.service) for frame in page.frames)


def test_a_message_from_elsewhere_does_not_close_the_panel(page: Page) -> None:
    opened(page)
    page.evaluate("postMessage('murshid:close', '*')")
    page.wait_for_timeout(200)
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_demo_page_of_the_service_itself_works_and_says_what_it_is(
    context: BrowserContext, service: Service
) -> None:
    page = context.new_page()
    complaints = complaints_of(page)
    page.goto(f"{service.settings.service_url}/demo/")
    expect(page.get_by_role("complementary")).to_contain_text("هذه ليست صفحة الوزارة")
    send(opened(page), "سؤال")
    expect_replies(chat(page), 3)
    assert said(chat(page), "murshid")[2:] == ["سمعت: سؤال"]
    assert complaints == []


def test_all_that_a_site_loads_is_small_and_comes_from_the_service(context: BrowserContext, site: Site) -> None:
    page = context.new_page()
    loaded: dict[str, bytes] = {}
    page.on("response", lambda answer: loaded.update({answer.url: answer.body()}))
    page.goto(site.url)
    frame = opened(page)
    send(frame, "سؤال")
    expect_replies(frame, 3)
    ours = {url: body for url, body in loaded.items() if not url.startswith(site.url)}
    assert all(url.startswith(site.service) for url in ours)
    files = {url: len(gzip.compress(body)) for url, body in ours.items() if "/api/" not in url}
    assert len(files) >= 10
    assert sum(files.values()) <= MOST_GZIPPED_BYTES, files


def test_every_file_that_the_page_may_ever_load_is_counted() -> None:
    files = [path for path in (ROOT / "web").iterdir() if path.is_file() and path.name != "plain.css"]
    assert sum(len(gzip.compress(path.read_bytes())) for path in files) <= MOST_GZIPPED_BYTES
