"""The service is killed (SIGKILL) again and again while many citizens write: all are answered, in order, none twice.

Where Telegram gives no way to know what went out, an answer may come twice, but only around a kill.
"""

import asyncio
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.bot.both_messengers import OnTelegram, OnWhatsApp, Person, World, running_world
from tests.bot.graph_api_stand_in import Answer

TELEGRAM_CITIZENS = 10
WHATSAPP_CITIZENS = 8
KILLS = 6
STOPS = 2
LEAST_MESSAGES = 4
"""Of each citizen."""
MOST_WAITING = 4
"""Who has so many messages unanswered waits before writing more."""
REPORTS_SECONDS = 10.0
"""How long the service waits for reports: here they come one after the other, and many at once after a start."""
JUST_BEFORE_SECONDS = 1.0
"""An answer on Telegram may come twice only if it went out so shortly before the service was killed."""


class Slowly:
    """A platform that answers a little after it has done what it was asked to: 5 to 50 ms."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._chance = random.Random(3)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets the request through at once, and holds the answer back."""

        async def late(message: Message) -> None:
            if message["type"] == "http.response.start":
                await asyncio.sleep(self._chance.uniform(0.005, 0.05))
            await send(message)

        await self._app(scope, receive, late if scope["type"] == "http" else send)


@pytest.fixture
def world(database_url: str, tmp_path: Path) -> Iterator[World]:
    """A running service; Rasa and the platforms take their time."""
    with running_world(database_url, tmp_path, Slowly, REPORTS_SECONDS) as world:
        chance = random.Random(2)
        world.rasa.seconds = lambda message: chance.uniform(0.01, 0.06)
        world.whatsapp.pair_seconds = 0.005
        yield world


@contextmanager
def crowd(world: World, seed: int) -> Iterator[dict[Person, list[str]]]:
    """People who write numbered messages as long as this lasts; gives what each has written. Ends when all is sent."""
    people: list[OnTelegram | OnWhatsApp] = [
        OnTelegram(world.telegram, 1001 + each) for each in range(TELEGRAM_CITIZENS)
    ]
    people += [OnWhatsApp(world.whatsapp, f"96650000{1001 + each}") for each in range(WHATSAPP_CITIZENS)]
    wrote: dict[Person, list[str]] = {person: [] for person in people}
    over = threading.Event()

    def talk(place: int, person: OnTelegram | OnWhatsApp) -> None:
        chance = random.Random(f"{seed} {place}")
        while not over.wait(chance.uniform(0.1, 0.7)) or len(wrote[person]) < LEAST_MESSAGES:
            if len(wrote[person]) - len(set(person.heard)) >= MOST_WAITING:
                continue
            words = f"سؤال {len(wrote[person]) + 1} من {place}"
            wrote[person].append(words)
            if isinstance(person, OnTelegram):
                person.write(words)  # Telegram keeps the order of a chat by itself
            else:
                person.say(words)
                if chance.random() < 0.2:
                    person.again()

    with ThreadPoolExecutor(len(people)) as executor:
        talking: list[Future[None]] = [executor.submit(talk, place, person) for place, person in enumerate(people)]
        try:
            yield wrote
        finally:
            over.set()
    for each in talking:
        each.result()
    world.wait_until_all_is_sent(60.0)


def twice(person: Person) -> list[str]:
    """The answers that a person got more than once."""
    return [words for words, times in Counter(person.heard).items() if times > 1]


def check_answers(wrote: dict[Person, list[str]]) -> None:
    """Every message is answered, in the order in which it was written."""
    for person, words in wrote.items():
        assert [each for each, _ in groupby(person.heard)] == words


def check_handled_once(world: World) -> None:
    """Rasa, whose memory would count a message twice, was told each once."""
    assert [words for words, times in Counter(world.rasa.messages).items() if times > 1] == []


def report(world: World, wrote: dict[Person, list[str]], ended: str) -> None:
    """What it was like, for who runs the test with -s."""
    messages = sum(len(words) for words in wrote.values())
    doubled = sum(len(twice(person)) for person in wrote)
    answers = len(world.telegram.sent), len(world.whatsapp.messages)
    print(f"\n{ended}; {messages} messages of {len(wrote)} people; answers {answers}; doubled {doubled}")


def test_killed_again_and_again_it_answers_every_message(world: World) -> None:
    chance = random.Random(4)
    with crowd(world, 1) as wrote:
        for kill in range(KILLS):
            if kill % 3:
                world.service.wait_until_up()
            time.sleep(chance.uniform(0.2, 1.2))  # every third time, it may be just starting
            world.service.kill()
            world.service.start()
    report(world, wrote, f"killed {KILLS} times")
    check_answers(wrote)
    check_handled_once(world)
    for person in wrote:
        if isinstance(person, OnWhatsApp):
            assert twice(person) == []
        else:
            check_doubled_by_kills(world, person)


def check_doubled_by_kills(world: World, person: Person) -> None:
    """Whatever came twice on Telegram went out first just before a kill, and came twice alike."""
    assert isinstance(person, OnTelegram)
    for words in twice(person):
        copies = [each for each, said in zip(person.messages, person.heard, strict=True) if said == words]
        assert len({(each.text, each.rows) for each in copies}) == 1
        for copy in copies[:-1]:
            assert any(0 <= kill - copy.at < JUST_BEFORE_SECONDS for kill in world.service.killed), words


def test_asked_to_stop_it_ends_what_it_is_at_and_nothing_comes_twice(world: World) -> None:
    with crowd(world, 2) as wrote:
        for _ in range(STOPS):
            time.sleep(1.0)
            world.service.stop()
            world.service.start()
    report(world, wrote, f"stopped {STOPS} times")
    check_answers(wrote)
    check_handled_once(world)
    assert [twice(person) for person in wrote] == [[]] * len(wrote)


def test_a_platform_in_trouble_and_a_service_that_is_killed(world: World) -> None:
    """On WhatsApp, which tells what it delivered, both at once double nothing."""
    chance = random.Random(5)
    world.whatsapp.answers.extend(
        chance.choice(
            [
                Answer(503),
                Answer(429, code=130429),
                Answer(502, taken=True),
                Answer(504, taken=True, hang=0.3),
                Answer(500, code=131000),
            ]
        )
        for _ in range(25)
    )
    with crowd(world, 3) as wrote:
        for _ in range(3):
            time.sleep(chance.uniform(0.6, 1.0))
            world.service.kill()
            world.service.start()
    report(world, wrote, "killed 3 times among errors of WhatsApp")
    check_answers(wrote)
    check_handled_once(world)
    assert world.whatsapp.doubled == []
    assert [twice(person) for person in wrote if isinstance(person, OnWhatsApp)] == [[]] * WHATSAPP_CITIZENS
