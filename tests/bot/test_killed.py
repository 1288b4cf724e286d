"""The service is killed (SIGKILL) at each stage of a message's path: every message is answered, and none twice.

On SQLite and on PostgreSQL, with a citizen on Telegram and one on WhatsApp whose messages are at the same stage.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot import texts
from tests.bot.bot_api_stand_in import Trouble
from tests.bot.both_messengers import OnTelegram, OnWhatsApp, World, from_page, running_world, wait_until
from tests.bot.graph_api_stand_in import Answer
from tests.bot.service_process import REPORT_SECONDS

QUESTION = "كم المعاش؟"
HANGS_SECONDS = 3.0
"""How long a platform keeps the service waiting, which is killed meanwhile."""


@pytest.fixture
def world(database_url: str, tmp_path: Path) -> Iterator[World]:
    """A running service among all that it needs."""
    with running_world(database_url, tmp_path) as world:
        yield world


@pytest.fixture
def sara(world: World) -> OnTelegram:
    """Somebody on Telegram."""
    return OnTelegram(world.telegram, 1001)


@pytest.fixture
def omar(world: World) -> OnWhatsApp:
    """Somebody on WhatsApp."""
    return OnWhatsApp(world.whatsapp, "966500000001")


def said_to_rasa(world: World) -> list[str]:
    """What Rasa handled, in alphabetical order."""
    return sorted(world.rasa.messages)


def test_before_a_message_is_stored(world: World, sara: OnTelegram, omar: OnWhatsApp) -> None:
    with ThreadPoolExecutor() as beside:
        with world.nothing_written():
            taken = [beside.submit(sara.say, QUESTION), beside.submit(omar.say, QUESTION)]
            time.sleep(0.5)
            assert not any(each.done() for each in taken)
            world.service.kill()
        world.restart()
    world.wait_until_all_is_sent()
    assert (sara.heard, omar.heard) == ([QUESTION], [QUESTION])
    assert said_to_rasa(world) == [QUESTION] * 2


def test_while_rasa_thinks(world: World, sara: OnTelegram, omar: OnWhatsApp) -> None:
    world.rasa.seconds = lambda message: 1.5
    sara.say(QUESTION)
    omar.say(QUESTION)
    wait_until(lambda: len(world.rasa.seen) == 2)
    world.service.kill()
    assert not world.rasa.handled
    world.restart()
    world.wait_until_all_is_sent()
    assert (sara.heard, omar.heard) == ([QUESTION], [QUESTION])
    assert said_to_rasa(world) == [QUESTION] * 2


def test_when_rasa_has_answered_and_nothing_is_stored_of_it(world: World, sara: OnTelegram, omar: OnWhatsApp) -> None:
    world.rasa.seconds = lambda message: 1.0
    sara.say(QUESTION)
    omar.say(f"هويتي 1000000008 {QUESTION}")
    wait_until(lambda: len(world.rasa.seen) == 2)
    with world.nothing_written():
        wait_until(lambda: len(world.rasa.handled) == 2)
        time.sleep(0.3)
        world.service.kill()
        assert world.count("outbox") == 0
    world.restart()
    world.wait_until_all_is_sent()
    assert sara.heard == [QUESTION]
    (answer,) = omar.messages
    assert texts.MASKED in answer.text
    assert len(world.rasa.seen) == 2


def test_when_replies_are_stored_and_not_sent(world: World, sara: OnTelegram, omar: OnWhatsApp) -> None:
    world.telegram.trouble.append(Trouble(status=503, seconds=HANGS_SECONDS))
    world.whatsapp.answers.append(Answer(503, hang=HANGS_SECONDS))
    sara.say(QUESTION)
    omar.say(QUESTION)
    wait_until(lambda: not world.telegram.trouble and not world.whatsapp.answers)
    world.service.kill()
    assert (sara.heard, omar.heard) == ([], [])
    world.restart()
    world.wait_until_all_is_sent()
    assert (sara.heard, omar.heard) == ([QUESTION], [QUESTION])
    assert said_to_rasa(world) == [QUESTION] * 2


def test_when_a_reply_was_delivered_and_nobody_knows(world: World, sara: OnTelegram, omar: OnWhatsApp) -> None:
    """WhatsApp tells after the start what it delivered. Telegram does not, so that an answer may come twice."""
    world.rasa.seconds = lambda message: 0.5
    world.telegram.trouble.append(Trouble(after=True, seconds=HANGS_SECONDS, status=502))
    world.whatsapp.answers.append(Answer(502, taken=True, hang=HANGS_SECONDS))
    sara.say(QUESTION)
    omar.say(QUESTION)
    world.lose_reports()
    wait_until(lambda: (sara.heard, omar.heard) == ([QUESTION], [QUESTION]))
    world.service.kill()
    world.restart()
    world.find_reports()
    world.wait_until_all_is_sent()
    assert omar.heard == [QUESTION]
    assert sara.heard == [QUESTION] * 2
    assert len({each.text for each in sara.messages}) == 1
    assert said_to_rasa(world) == [QUESTION] * 2


def test_again_before_the_platform_could_report_what_it_had_delivered(world: World, omar: OnWhatsApp) -> None:
    world.rasa.seconds = lambda message: 0.5
    world.whatsapp.answers.append(Answer(502, taken=True, hang=HANGS_SECONDS))
    omar.say(QUESTION)
    world.lose_reports()
    wait_until(lambda: omar.heard == [QUESTION])
    world.service.kill()
    world.restart()
    world.service.kill()
    time.sleep(REPORT_SECONDS)
    world.restart()
    world.find_reports()
    world.wait_until_all_is_sent()
    assert omar.heard == [QUESTION]


def test_what_was_answered_before_is_delivered_again_after_it(world: World, sara: OnTelegram, omar: OnWhatsApp) -> None:
    sara.say(QUESTION)
    omar.say(QUESTION)
    world.wait_until_all_is_sent()
    world.service.kill()
    world.restart()
    sara.again()
    omar.again()
    sara.say("والتابع؟")
    omar.say("والتابع؟")
    world.wait_until_all_is_sent()
    assert (sara.heard, omar.heard) == ([QUESTION, "والتابع؟"], [QUESTION, "والتابع؟"])
    assert len(world.rasa.seen) == 4


def test_before_a_page_hears_the_answer_to_its_message(world: World) -> None:
    world.rasa.seconds = lambda message: 1.0
    url = world.settings.service_url
    conversation = httpx.post(f"{url}/api/conversations", trust_env=False).json()["id"]
    with ThreadPoolExecutor() as beside:
        lost = beside.submit(from_page, world, conversation, QUESTION, "message-0001")
        wait_until(lambda: len(world.rasa.seen) == 1)
        world.service.kill()
        assert lost.result() is None
    world.restart()
    answers = [from_page(world, conversation, QUESTION, "message-0001") for _ in range(2)]
    for answer in answers:
        assert answer is not None
        assert [each["text"] for each in answer.json()["replies"]] == [f"سمعت: {QUESTION}"]
    history = httpx.get(f"{url}/api/conversations/{conversation}/messages", trust_env=False).json()["messages"]
    assert [each["text"] for each in history[-2:]] == [QUESTION, f"سمعت: {QUESTION}"]
    assert [each["author"] for each in history].count("citizen") == 1
    assert world.rasa.messages == [QUESTION]
