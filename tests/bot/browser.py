"""A real Chromium at the service, and the words that the tests of its pages share."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, ViewportSize, expect, sync_playwright

from bot import texts
from tests.bot.conftest import Service
from tests.bot.rasa_stand_in import Entries
from tests.live.chromium import ARGUMENTS, executable

PHONE = ViewportSize(width=360, height=740)
DESKTOP = ViewportSize(width=1280, height=800)
LIMIT = 300
"""Characters that the box takes."""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""How many pixels a page is wider than its window."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for all tests of a module."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone's browser that has never been here."""
    context = browser.new_context(viewport=PHONE, locale="ar-SA")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, service: Service) -> Iterator[Page]:
    """The page with a conversation just opened. What a browser complains about fails the test."""
    page = context.new_page()
    complaints = complaints_of(page)
    opened(page, service)
    yield page
    assert complaints == []


def complaints_of(page: Page) -> list[str]:
    """Errors of scripts and breaches of the Content-Security-Policy, as they come."""
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if "Content Security Policy" in line.text else None)
    return complaints


def opened(page: Page, service: Service) -> None:
    """Goes to the chat page and waits for its first words."""
    page.goto(service.settings.service_url)
    expect(page.locator(".choice")).to_have_count(len(texts.MENU))


def send(page: Page | Frame, text: str) -> None:
    """Types a message and sends it."""
    page.locator("#box").fill(text)
    page.locator("#box").press("Enter")


def said(page: Page | Frame, author: str) -> list[str]:
    """What one side said so far, without the name that only a screen reader hears."""
    lines = page.locator(f".message.{author}:not(.typing)").all_inner_texts()
    return [re.sub(r"^(أنت|مرشد):\s*", "", line).strip() for line in lines]


def expect_replies(page: Page | Frame, number: int) -> None:
    """Waits until so many replies are shown; the greeting counts for two."""
    expect(page.locator(".message.murshid:not(.typing)")).to_have_count(number)


def offered(*titles: str) -> Entries:
    """A reply of Rasa with buttons."""
    return [
        {"text": "اختر:", "buttons": [{"title": title, "payload": f"/{place}"} for place, title in enumerate(titles)]}
    ]
