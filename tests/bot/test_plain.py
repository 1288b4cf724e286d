"""The chat as a plain form: in a browser without JavaScript, and request by request as a browser sends them."""

import re
from collections.abc import Iterator
from html import unescape

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, ViewportSize, expect

from bot import plain, texts
from bot.limits import TooFast
from bot.plain import COOKIE, ENDED, LONGEST_MESSAGE, NOTHING_WRITTEN
from tests.bot.browser import DESKTOP, PHONE, expect_replies, offered, said
from tests.bot.browser import browser as browser
from tests.bot.conftest import Service


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone's browser without JavaScript."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, service: Service) -> Page:
    """A conversation just begun, from the chat page's own address."""
    page = context.new_page()
    page.goto(service.settings.service_url)
    expect(page).to_have_url(f"{service.settings.service_url}/plain")
    expect(page.locator(".privacy")).to_contain_text("لا تكتب رقم هوية")
    page.get_by_role("button", name="ابدأ المحادثة").click()
    expect(page.get_by_role("button", name=texts.MENU[0].title)).to_be_visible()
    return page


def send(page: Page, text: str) -> None:
    """Types a message and sends it with the button."""
    page.get_by_label("سؤالك أو جوابك").fill(text)
    page.get_by_role("button", name="أرسل").click()


def test_a_whole_exchange_needs_no_javascript(page: Page, service: Service) -> None:
    service.rasa.answer = lambda *_: offered("نعم", "لا")
    send(page, "هل أستحق؟\nراتبي 4000")
    expect_replies(page, 3)
    assert service.rasa.messages == ["هل أستحق؟ راتبي 4000"]
    expect(page.locator(".message.citizen bdi")).to_have_text("4000")
    expect(page.get_by_role("button", name=texts.MENU[0].title)).to_have_count(0)  # answered, so gone
    page.get_by_role("button", name="لا").click()
    expect_replies(page, 4)
    assert service.rasa.messages[-1] == "/1"
    assert said(page, "citizen")[-1] == "لا"
    expect(page.locator(".message").last).to_be_in_viewport()


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_it_is_never_wider_than_the_screen(page: Page, service: Service, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    service.rasa.answer = lambda *_: [{"text": f"https://example.com/{'x' * 200} كلام"}]
    send(page, "س" * LONGEST_MESSAGE)
    expect_replies(page, 3)
    wide = page.locator("html").bounding_box()
    last = page.locator(".message").last.bounding_box()
    assert wide is not None
    assert last is not None
    assert wide["width"] <= size["width"]
    assert last["x"] >= 0
    assert last["x"] + last["width"] <= size["width"]


def test_a_reload_sends_nothing_again(page: Page, service: Service) -> None:
    send(page, "سؤال")
    expect_replies(page, 3)
    page.reload()
    expect_replies(page, 3)
    assert service.rasa.messages == ["سؤال"]


def test_a_later_visit_finds_the_conversation(page: Page, context: BrowserContext, service: Service) -> None:
    send(page, "سؤال")
    expect_replies(page, 3)
    again = context.new_page()
    again.goto(f"{service.settings.service_url}/plain")
    expect_replies(again, 3)
    cookie = context.cookies()[0]
    assert (cookie["name"], cookie["path"], cookie["httpOnly"], cookie["sameSite"]) == (
        COOKIE,
        "/plain",
        True,
        "Strict",
    )


def test_a_new_conversation_begins_anew(page: Page) -> None:
    send(page, "سؤال")
    expect_replies(page, 3)
    page.get_by_role("button", name="محادثة جديدة").click()
    expect_replies(page, 2)
    page.goto(page.url)
    expect_replies(page, 2)


def test_after_a_deletion_the_confirmation_is_shown_and_nothing_is_kept(
    page: Page, context: BrowserContext, service: Service
) -> None:
    send(page, "احذف بياناتي")
    assert texts.DELETED in said(page, "murshid")[-1]
    expect(page.get_by_role("button", name="ابدأ المحادثة")).to_be_visible()
    assert context.cookies() == []
    page.goto(f"{service.settings.service_url}/plain")
    expect_replies(page, 0)


def test_it_works_where_a_browser_gives_no_cookie(context: BrowserContext, service: Service) -> None:
    page = context.new_page()
    context.route("**/plain", without_cookies)
    page.goto(f"{service.settings.service_url}/plain")
    page.get_by_role("button", name="ابدأ المحادثة").click()
    send(page, "أولى")
    expect_replies(page, 3)
    send(page, "ثانية")
    expect_replies(page, 4)
    assert service.rasa.messages == ["أولى", "ثانية"]


def without_cookies(route: Route) -> None:
    """A request as it is where cookies are refused."""
    answer = route.fetch(headers={name: value for name, value in route.request.headers.items() if name != "cookie"})
    route.fulfill(response=answer, headers={k: v for k, v in answer.headers.items() if k != "set-cookie"})


class Form:
    """The plain form as a browser without JavaScript fills it in, request by request."""

    def __init__(self, service: Service) -> None:
        self.client = httpx.Client(base_url=service.settings.service_url, trust_env=False, timeout=10.0)
        self.page = self.client.post("/plain", data={"begin": "1"})

    def fields(self) -> dict[str, str]:
        """The hidden fields of the form that is shown."""
        found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', self.page.text)
        return {name: unescape(value) for name, value in found}

    def send(self, **written: str) -> httpx.Response:
        """Sends the form; the page that follows is then the one that is shown."""
        self.page = self.client.post("/plain", data={**self.fields(), **written}, follow_redirects=True)
        return self.page


@pytest.fixture
def form(service: Service) -> Iterator[Form]:
    form = Form(service)
    yield form
    form.client.close()


def test_a_message_is_followed_by_a_redirect_to_the_page(form: Form) -> None:
    answer = form.client.post("/plain", data={**form.fields(), "text": "سؤال"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/plain#last"


def test_the_same_form_sent_twice_is_one_message(form: Form, service: Service) -> None:
    twice = form.fields()
    for _ in range(2):
        assert form.client.post("/plain", data={**twice, "text": "سؤال"}).status_code == 303
    assert service.rasa.messages == ["سؤال"]


def test_an_old_form_with_other_words_is_another_message(form: Form, service: Service) -> None:
    old = form.fields()
    for text in ("أولى", "ثانية"):
        form.client.post("/plain", data={**old, "text": text})
    assert service.rasa.messages == ["أولى", "ثانية"]


def test_a_form_of_one_tab_speaks_in_its_own_conversation(form: Form, service: Service) -> None:
    first = form.fields()
    form.send(begin="1", token="")
    assert form.fields()["token"] != first["token"]
    form.client.post("/plain", data={**first, "text": "في الأولى"})
    history = service.history(first["token"])
    assert [each["text"] for each in history if each["author"] == "citizen"] == ["في الأولى"]


@pytest.mark.parametrize("written", [{"text": " \n"}, {"text": ""}, {}])
def test_an_empty_message_is_not_sent(form: Form, service: Service, written: dict[str, str]) -> None:
    answer = form.send(**written)
    assert answer.status_code == 422
    assert NOTHING_WRITTEN in answer.text
    assert service.rasa.messages == []


def test_markup_is_shown_as_text_from_either_side(form: Form, service: Service) -> None:
    markup = "<script>alert('1')</script><img src=x onerror=alert(1)>"
    service.rasa.answer = lambda *_: [{"text": markup, "buttons": [{"title": "<b>زر</b>", "payload": "/a"}]}]
    page = form.send(text=markup).text
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "<b>" not in page
    assert page.count("&lt;script&gt;") == 2


def test_what_was_typed_stays_in_the_box_when_the_service_asks_to_wait(
    form: Form, monkeypatch: pytest.MonkeyPatch, service: Service
) -> None:
    monkeypatch.setattr("bot.limits.Limits.message", too_fast)
    answer = form.send(text="سؤال <طويل>")
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "7"
    assert texts.TOO_FAST in answer.text
    assert "سؤال &lt;طويل&gt;</textarea>" in answer.text
    assert service.rasa.messages == []


def too_fast(*_: object) -> None:
    """A limit that is reached."""
    raise TooFast(7)


def test_a_failing_rasa_is_shown_with_the_call_centre(form: Form, service: Service) -> None:
    service.rasa.status = 500
    answer = form.send(text="سؤال")
    assert answer.status_code == 200
    assert f'<bdi dir="ltr">{texts.CALL_CENTRE}</bdi>' in answer.text
    assert 'data-status="error"' in answer.text


def test_a_fault_of_ours_is_said_in_arabic_and_the_words_stay_in_the_box(
    form: Form, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.conversation.Conversations.say", broken)
    answer = form.send(text="سري")
    assert answer.status_code == 500
    assert "حدث عطل عندنا" in answer.text
    assert "سري</textarea>" in answer.text
    assert "سري" not in caplog.text
    monkeypatch.undo()
    assert form.send(text="سري").status_code == 200


async def broken(*_: object) -> None:
    """What a fault of the database is like: its text holds what was written."""
    raise RuntimeError("INSERT ... 'سري'")


@pytest.mark.parametrize("token", ["gone", "a.b.c", "'\"><script>", "ا" * 50])
def test_a_token_that_is_not_ours_begins_anew_and_keeps_the_words(form: Form, service: Service, token: str) -> None:
    answer = form.send(token=token, text="سؤال")
    assert answer.status_code == 404
    assert ENDED in answer.text
    assert "<script>" not in answer.text
    assert form.client.cookies.get(COOKIE) is None
    again = form.send(begin="1")
    assert "سؤال</textarea>" in again.text
    assert service.rasa.messages == []


def test_a_cookie_that_is_not_ours_is_taken_away(service: Service) -> None:
    answer = service.client.get("/plain", headers={"Cookie": f"{COOKIE}=gone"})
    assert answer.status_code == 200
    assert ENDED in answer.text
    assert "Max-Age=0" in answer.headers["set-cookie"]


def test_a_visit_alone_keeps_nothing(service: Service) -> None:
    answer = service.client.get("/plain")
    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert 'name="token"' not in answer.text


def test_who_comes_by_a_link_of_another_site_is_shown_the_way_to_the_conversation(service: Service) -> None:
    way = "أكمل محادثة بدأتها من قبل"
    assert way in service.client.get("/plain", headers={"Sec-Fetch-Site": "cross-site"}).text
    assert way not in service.client.get("/plain", headers={"Sec-Fetch-Site": "none"}).text


def test_no_cache_keeps_the_page_and_no_other_page_may_send_its_form(form: Form) -> None:
    assert form.page.headers["cache-control"] == "no-store"
    answer = form.client.post("/plain", data={"begin": "1"}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "body", [b"\xff\xfe", b"text=%ff%fe", b"&&&=&=", b"a=1&" * 50, b'{"text": "x"}', "text=سؤال".encode()]
)
def test_what_is_no_form_is_a_beginning(service: Service, body: bytes) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = service.client.post("/plain", content=body, headers=headers)
    assert answer.status_code == 200
    assert texts.MENU[0].title in answer.text
    assert service.rasa.messages == []


def test_an_estimate_comes_with_its_picture_and_files(form: Form, service: Service) -> None:
    household = {"applicant": {"kind": "independent", "age": 40, "nationality": "saudi", "lives_in": "home"}}
    service.rasa.answer = lambda *_: [{"text": "تقديرك"}, {"custom": {"status": "estimate", "household": household}}]
    page = form.send(text="احسب").text
    picture = re.search(r'<img src="(/api/[^"]+)" alt="([^"]+)"', page)
    assert picture is not None
    assert picture[2] == texts.ATTACHMENT_TITLES["picture"]
    assert form.client.get(picture[1]).headers["content-type"] == "image/png"
    assert len(re.findall(r'<a href="/api/[^"]+" download>احفظ ', page)) == 2


def test_numbers_links_and_latin_words_stand_isolated() -> None:
    html = plain.isolated(
        "المعاش 1,320 ريال من 2023-11-01، وحصتك 50%. سجّل في https://www.hrsd.gov.sa/ar. أو Absher App."
    )
    assert re.findall(r'<bdi dir="ltr">([^<]+)</bdi>', html) == ["1,320", "2023-11-01", "50%"]
    assert re.findall(r"<bdi>([^<]+)</bdi>", html) == ["Absher App."]
    assert 'href="https://www.hrsd.gov.sa/ar" target="_blank" rel="noopener noreferrer"' in html
