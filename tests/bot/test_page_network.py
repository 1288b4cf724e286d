"""The page when the network or the service fails: what was written is kept, sent again by itself, and never doubled."""

import json
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Route, expect

from bot import texts
from bot.app import create_app
from bot.settings import Settings
from tests.bot.browser import browser as browser
from tests.bot.browser import context as context
from tests.bot.browser import expect_replies, opened, said, send
from tests.bot.browser import page as page
from tests.bot.conftest import Service
from tests.bot.rasa_stand_in import Server

MESSAGES = "**/messages"
UNSENT = "لم تُرسل بعد"


def sent_keys(page: Page) -> list[str]:
    """Collects the keys of the messages that the page sends, from now on."""
    keys: list[str] = []

    def keep(request: Any) -> None:
        if request.method == "POST" and request.url.endswith("/messages"):
            keys.append(json.loads(request.post_data)["key"])

    page.on("request", keep)
    return keys


def lose_the_answer(route: Route) -> None:
    """The service gets the message and answers; the answer never reaches the page."""
    if route.request.method == "POST":
        route.fetch()
        route.abort()
    else:
        route.fallback()


def test_what_was_written_offline_is_sent_by_itself_and_in_order(
    context: BrowserContext, page: Page, service: Service
) -> None:
    context.set_offline(True)
    send(page, "أولى")
    expect(page.locator(".state")).to_have_text(UNSENT)
    expect(page.locator("[data-bar]")).to_contain_text("تعذّر الاتصال بالخدمة")
    expect(page.locator("[aria-live]")).to_contain_text("تعذّر الاتصال بالخدمة")
    send(page, "ثانية")
    expect(page.locator(".state")).to_have_count(2)
    expect(page.locator(".typing")).to_have_count(0)
    context.set_offline(False)
    expect_replies(page, 4)
    expect(page.locator(".state, [data-bar]:visible, .typing")).to_have_count(0)
    assert service.rasa.messages == ["أولى", "ثانية"]
    assert said(page, "citizen") == ["أولى", "ثانية"]
    assert said(page, "murshid")[2:] == ["سمعت: أولى", "سمعت: ثانية"]


def test_a_message_that_arrived_while_its_answer_was_lost_is_not_handled_twice(page: Page, service: Service) -> None:
    keys = sent_keys(page)
    page.route(MESSAGES, lose_the_answer, times=2)
    send(page, "سؤال")
    expect(page.locator(".state")).to_have_text(UNSENT)
    expect_replies(page, 3)
    assert len(keys) == 3
    assert len(set(keys)) == 1
    assert service.rasa.messages == ["سؤال"]
    assert said(page, "citizen") == ["سؤال"]
    assert said(page, "murshid")[2:] == ["سمعت: سؤال"]


def test_a_button_whose_answer_was_lost_is_not_pressed_twice(page: Page, service: Service) -> None:
    page.route(MESSAGES, lose_the_answer, times=1)
    page.get_by_role("button", name=texts.MENU[0].title).click()
    expect_replies(page, 3)
    assert service.rasa.messages == [texts.MENU[0].payload]


def test_a_message_that_never_left_is_still_there_after_a_reload_and_is_sent(page: Page, service: Service) -> None:
    page.route(MESSAGES, lambda route: route.abort() if route.request.method == "POST" else route.fallback())
    send(page, "سؤال")
    expect(page.locator(".state")).to_have_text(UNSENT)
    page.reload()
    expect(page.locator(".state")).to_have_text(UNSENT)
    assert service.rasa.messages == []
    page.unroute(MESSAGES)
    page.get_by_role("button", name="أعد المحاولة الآن").click()
    expect_replies(page, 3)
    expect(page.locator(".state")).to_have_count(0)
    assert service.rasa.messages == ["سؤال"]
    assert said(page, "citizen") == ["سؤال"]


def test_a_message_that_was_answered_without_the_page_is_not_sent_after_a_reload(page: Page, service: Service) -> None:
    page.route(MESSAGES, lose_the_answer)
    send(page, "سؤال")
    expect(page.locator(".state")).to_have_text(UNSENT)
    page.unroute(MESSAGES)
    keys = sent_keys(page)
    page.reload()
    expect_replies(page, 3)
    assert keys == []
    assert service.rasa.messages == ["سؤال"]
    assert said(page, "citizen") == ["سؤال"]


def test_a_reload_while_the_answer_is_made_shows_it_once(page: Page, service: Service) -> None:
    service.rasa.seconds = lambda _: 0.5
    with page.expect_request(lambda request: request.method == "POST"):
        send(page, "سؤال")
    page.reload()
    expect(page.locator(".message.citizen")).to_have_count(1)
    expect_replies(page, 3)
    assert service.rasa.messages == ["سؤال"]
    assert said(page, "murshid")[2:] == ["سمعت: سؤال"]


def test_words_that_were_typed_but_not_sent_are_in_the_box_after_a_reload(page: Page) -> None:
    page.locator("#box").fill("راتبي 4000 ول")
    page.reload()
    expect(page.locator(".choice")).to_have_count(len(texts.MENU))
    expect(page.locator("#box")).to_have_value("راتبي 4000 ول")
    assert said(page, "citizen") == []


def test_a_page_that_opens_before_the_service_answers_begins_by_itself(
    context: BrowserContext, service: Service
) -> None:
    page = context.new_page()
    page.route("**/api/**", lambda route: route.abort())
    page.goto(service.settings.service_url)
    expect(page.locator("[data-bar]")).to_contain_text("تعذّر الاتصال بالخدمة")
    send(page, "سؤال")
    page.unroute("**/api/**")
    expect_replies(page, 3)
    assert said(page, "citizen") == ["سؤال"]
    assert service.rasa.messages == ["سؤال"]


def test_a_service_that_stops_and_starts_again_is_waited_for(
    context: BrowserContext, settings: Settings, service: Service
) -> None:
    page = context.new_page()
    with Server(create_app(settings), settings.port):
        page.goto(settings.service_url)
        expect(page.locator(".choice")).to_have_count(len(texts.MENU))
    send(page, "سؤال")
    expect(page.locator(".state")).to_have_text(UNSENT)
    with Server(create_app(settings), settings.port):
        expect_replies(page, 3)
        assert said(page, "citizen") == ["سؤال"]
        assert service.rasa.messages == ["سؤال"]


def test_too_many_messages_are_held_as_long_as_the_service_asks(page: Page, service: Service) -> None:
    problem = {"error": "too_fast", "message": texts.TOO_FAST}
    page.route(MESSAGES, lambda route: route.fulfill(status=429, headers={"Retry-After": "2"}, json=problem), times=1)
    keys = sent_keys(page)
    send(page, "سؤال")
    expect(page.locator("[data-bar]")).to_contain_text(f"{texts.TOO_FAST} نرسلها لك بعد ثانيتين.")
    expect(page.get_by_role("button", name="أعد المحاولة الآن")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('online'))")  # a network that comes back does not shorten it
    page.wait_for_timeout(700)
    assert len(keys) == 1
    expect_replies(page, 3)
    expect(page.locator("[data-bar]")).to_be_hidden()
    assert service.rasa.messages == ["سؤال"]


def test_a_fault_of_the_service_is_tried_again_and_then_the_words_are_given_back(page: Page, service: Service) -> None:
    problem = {"error": "broken", "message": texts.BROKEN}
    keys = sent_keys(page)
    page.route(MESSAGES, lambda route: route.fulfill(status=500, json=problem), times=5)
    send(page, "سؤال")
    for _ in range(4):
        expect(page.locator("[data-bar]")).to_contain_text(texts.BROKEN)
        with page.expect_response(lambda answer: answer.status == 500):
            page.get_by_role("button", name="أعد المحاولة الآن").click()
    expect(page.locator(".state")).to_have_text("لم تُرسل")
    expect(page.locator(".notice")).to_have_text(texts.BROKEN)
    expect(page.locator("#box")).to_have_value("سؤال")
    assert len(set(keys)) == 1
    page.locator("#box").press("Enter")
    expect_replies(page, 3)
    assert service.rasa.messages == ["سؤال"]


def test_a_message_that_is_refused_is_given_back_and_the_next_ones_go_on(page: Page, service: Service) -> None:
    problem = {"error": "body_too_large", "message": texts.BODY_TOO_LARGE}
    page.route(MESSAGES, lambda route: route.fulfill(status=413, json=problem), times=1)
    send(page, "طويلة")
    expect(page.locator(".notice")).to_have_text(texts.BODY_TOO_LARGE)
    expect(page.locator("#box")).to_have_value("طويلة")
    send(page, "قصيرة")
    expect_replies(page, 3)
    assert service.rasa.messages == ["قصيرة"]


def test_after_a_deletion_the_next_message_goes_into_a_new_conversation(page: Page, service: Service) -> None:
    send(page, "احذف بياناتي")
    expect_replies(page, 3)
    assert texts.DELETED in said(page, "murshid")[2]
    send(page, "سؤال جديد")
    expect(page.locator(".notice")).to_have_text("انتهت المحادثة السابقة، وهذه محادثة جديدة.")
    expect_replies(page, 3)
    assert said(page, "citizen") == ["سؤال جديد"]
    assert said(page, "murshid")[2:] == ["سمعت: سؤال جديد"]
    expect(page.locator(".choice")).to_have_count(0)
    page.reload()
    expect_replies(page, 3)
    assert said(page, "citizen") == ["سؤال جديد"]


def test_a_new_conversation_forgets_what_was_not_sent(context: BrowserContext, page: Page, service: Service) -> None:
    context.set_offline(True)
    send(page, "قديم")
    expect(page.locator(".state")).to_have_text(UNSENT)
    page.get_by_role("button", name="محادثة جديدة").click()
    context.set_offline(False)
    expect(page.locator(".choice")).to_have_count(len(texts.MENU))
    expect(page.locator("[data-bar]")).to_be_hidden()
    assert said(page, "citizen") == []
    send(page, "جديد")
    expect_replies(page, 3)
    assert service.rasa.messages == ["جديد"]


def test_a_late_answer_of_an_old_conversation_does_not_come_into_the_new_one(page: Page, service: Service) -> None:
    service.rasa.seconds = lambda message: 0.6 if message == "قديم" else 0.0
    with page.expect_request(lambda request: request.method == "POST"):
        send(page, "قديم")
    page.get_by_role("button", name="محادثة جديدة").click()
    expect(page.locator(".choice")).to_have_count(len(texts.MENU))
    send(page, "جديد")
    expect_replies(page, 3)
    page.wait_for_timeout(800)
    assert said(page, "murshid")[2:] == ["سمعت: جديد"]
    assert said(page, "citizen") == ["جديد"]


def test_a_browser_that_forbids_storage_still_talks(context: BrowserContext, service: Service) -> None:
    context.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
    )
    page = context.new_page()
    opened(page, service)
    with pytest.raises(Error, match="SecurityError"):
        page.evaluate("sessionStorage.length")
    page.route(MESSAGES, lose_the_answer, times=1)
    send(page, "سؤال")
    expect_replies(page, 3)
    assert service.rasa.messages == ["سؤال"]


def test_what_the_tab_keeps_of_a_message_is_gone_once_it_is_answered(page: Page) -> None:
    send(page, "سؤال")
    expect_replies(page, 3)
    assert page.evaluate("Object.keys(sessionStorage)") == ["murshid.conversation"]
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []
