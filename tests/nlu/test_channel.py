"""The service's way to Rasa: real Rasa servers, with an interview in a real action server behind them."""

from __future__ import annotations

import asyncio
import gc
import json
import logging
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from small_assistant import MESSAGES, ROOT, Project, write_project

from nlu.channel import ServiceInput
from nlu.memory import Memory

pytestmark = [
    # Rasa 3.6.21 and its pinned libraries; none of it is ours to change:
    pytest.mark.filterwarnings("ignore:.*Slot auto-fill has been removed:UserWarning"),  # said of any domain with slots
    pytest.mark.filterwarnings("ignore:distutils Version classes are deprecated:DeprecationWarning"),  # sanic_cors
    pytest.mark.filterwarnings(r"ignore:Calling URL\(\) directly is deprecated"),  # the SQL tracker store
]

DOMAIN = """\
version: "3.1"
session_config: {session_expiration_time: 60, carry_over_slots_to_new_session: true}
intents: [greet, objection_steps, payment_date, out_of_scope]
slots:
  step: {type: float, influence_conversation: false, mappings: [{type: custom}]}
  name: {type: text, influence_conversation: false, mappings: [{type: custom}]}
actions: [action_interview]
responses:
  utter_welcome: [{text: "أهلًا"}]
"""

RULES = """\
version: "3.1"
rules:
- rule: a greeting is answered, and then the interview goes on
  steps: [{intent: greet}, {action: utter_welcome}, {action: action_interview}]
- rule: an objection
  steps: [{intent: objection_steps}, {action: action_interview}]
- rule: a payment
  steps: [{intent: payment_date}, {action: action_interview}]
- rule: anything else
  steps: [{intent: out_of_scope}, {action: action_interview}]
"""


@dataclass
class Interview:
    """An action server: each message is the answer to the question before it."""

    down: bool = False
    """Whether it answers with an error."""
    calls: list[str] = field(default_factory=list)
    """Whose message each call was for."""
    started: asyncio.Event = field(default_factory=asyncio.Event)
    go: asyncio.Event = field(default_factory=asyncio.Event)
    """Calls are answered only while this is set."""

    async def answer(self, request: web.Request) -> web.Response:
        """Asks the next question, with buttons, and names the turn's status, as `actions/` does."""
        call = await request.json()
        self.calls.append(call["sender_id"])
        self.started.set()
        await self.go.wait()
        if self.down:
            return web.json_response({"error": "down"}, status=500)
        step = (call["tracker"]["slots"]["step"] or 0) + 1
        return web.json_response(
            {
                "events": [{"event": "slot", "name": "step", "value": step}],
                "responses": [
                    {"text": f"سؤال {step:g}", "buttons": [{"title": "نعم", "payload": f'/inform{{"q": {step:g}}}'}]},
                    {"text": "فقرة أولى\n\nفقرة ثانية"},
                    {"custom": {"status": "interview", "household": {"members": [], "age": 40.5}}},
                ],
            }
        )


@dataclass
class Server:
    """A running Rasa, called as the service calls it."""

    url: str
    app: Any
    channel: ServiceInput
    interview: Interview
    session: aiohttp.ClientSession

    async def call(self, method: str, path: str, body: Any = None, data: bytes | None = None) -> tuple[int, Any]:
        """The status and the JSON of one answer."""
        url = f"{self.url}/webhooks/service{path}"
        async with self.session.request(method, url, json=body, data=data) as answer:
            return answer.status, await answer.json()

    async def send(self, message: str, message_id: str, sender: str = "citizen") -> Any:
        """The answer to a message."""
        status, answer = await self.call("POST", "/messages", {"sender": sender, "message": message, "id": message_id})
        assert status == 200, answer
        return answer

    def expire_sessions_at_once(self) -> None:
        """From now on every message begins a new session."""
        from rasa.shared.core.domain import SessionConfig

        self.app.ctx.agent.processor.domain.session_config = SessionConfig(1e-9, carry_over_slots=True)

    async def step(self, sender: str = "citizen") -> float | None:
        """How many messages the interview has counted."""
        status, kept = await self.call("GET", f"/conversations/{sender}")
        assert status == 200
        step: float | None = kept["slots"].get("step")
        return step


@dataclass(frozen=True)
class Rasa:
    """What is needed to start a Rasa: its model, and where it keeps its memory (None: nowhere but in the process)."""

    model: Path
    database: Path | None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Server]:
        """A Rasa server built as `rasa run` builds it, from the project's own credentials.yml."""
        from rasa.core.agent import load_agent
        from rasa.core.run import configure_app, create_http_input_channels
        from rasa.core.utils import AvailableEndpoints
        from rasa.utils.endpoints import EndpointConfig
        from sanic import Sanic

        interview = Interview()
        interview.go.set()
        actions = web.Application()
        actions.router.add_post("/webhook", interview.answer)
        runner = web.AppRunner(actions)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        action_url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"

        store = {"dialect": "sqlite", "db": str(self.database)} if self.database else {}
        endpoints = AvailableEndpoints(
            action=EndpointConfig(action_url),
            tracker_store=EndpointConfig(type="SQL", **store) if self.database else None,
        )
        Sanic.test_mode = True  # one process, many servers
        channels = create_http_input_channels(None, str(ROOT / "credentials.yml"))
        app = configure_app(channels, enable_api=True, endpoints=endpoints, use_uvloop=False)
        app.ctx.agent = await load_agent(str(self.model), endpoints=endpoints)
        server = await app.create_server("127.0.0.1", 0, return_asyncio_server=True)
        await server.startup()
        await server.start_serving()
        port = server.server.sockets[0].getsockname()[1]
        try:
            async with aiohttp.ClientSession() as session:
                yield Server(f"http://127.0.0.1:{port}", app, channels[0], interview, session)
        finally:
            interview.go.set()
            server.close()
            await server.wait_closed()
            for connection in list(server.connections):
                connection.abort()
            await runner.cleanup()


@pytest.fixture(scope="session")
def interviewing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A trained model of an assistant that asks one question after another."""
    from rasa.api import train

    written: Project = write_project(tmp_path_factory.mktemp("interview"))
    (written.folder / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    (written.folder / "rules.yml").write_text(RULES, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RASA_CACHE_DIRECTORY", str(written.folder / "cache"))
        domain, config, files = written.files
        result = train(domain, config, files, output=str(written.models), fixed_model_name="interview")
        assert result.code == 0
        yield Path(result.model)


@pytest.fixture(params=["in memory", "SQL"])
def rasa(request: pytest.FixtureRequest, interviewing: Path, tmp_path: Path) -> Rasa:
    """A Rasa with each of the two tracker stores."""
    return Rasa(interviewing, tmp_path / "rasa.db" if request.param == "SQL" else None)


@pytest.fixture
def lasting(interviewing: Path, tmp_path: Path) -> Rasa:
    """A Rasa whose memory outlives it."""
    return Rasa(interviewing, tmp_path / "rasa.db")


def played(rasa: Rasa, scene: Callable[[Server], Awaitable[None]]) -> None:
    """Plays a scene with a running Rasa."""

    async def play() -> None:
        async with rasa.running() as server:
            await scene(server)

    asyncio.run(play())


ANSWER = MESSAGES["payment_date"][0]
GREETING = MESSAGES["greet"][0]


def question(number: int, sender: str = "citizen") -> list[dict[str, Any]]:
    """The interview's answer to the message of this number."""
    return [
        {
            "recipient_id": sender,
            "text": f"سؤال {number}",
            "buttons": [{"title": "نعم", "payload": f'/inform{{"q": {number}}}'}],
        },
        {"recipient_id": sender, "text": "فقرة أولى"},
        {"recipient_id": sender, "text": "فقرة ثانية"},
        {"recipient_id": sender, "custom": {"status": "interview", "household": {"members": [], "age": 40.5}}},
    ]


def test_a_message_is_answered_as_the_rest_channel_would(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        assert await server.send(GREETING, "1") == [{"recipient_id": "citizen", "text": "أهلًا"}, *question(1)]

    played(rasa, scene)


def test_a_message_handed_over_again_is_handled_once_and_answered_alike(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        first = await server.send(GREETING, "1")
        second = await server.send(ANSWER, "2")
        assert await server.send(ANSWER, "2") == second == question(2)
        assert await server.send(GREETING, "1") == first
        assert await server.step() == 2
        assert len(server.interview.calls) == 2
        assert await server.send(ANSWER, "3") == question(3)

    played(rasa, scene)


def test_the_same_words_with_another_id_are_another_message(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        assert await server.send(ANSWER, "1") == question(1)
        assert await server.send(ANSWER, "11") == question(2)
        assert await server.send(ANSWER, "1%") == question(3)
        assert await server.send(ANSWER, "_") == question(4)
        assert await server.send(ANSWER, "1", sender="neighbour") == question(1, "neighbour")

    played(rasa, scene)


def test_what_a_citizen_writes_is_never_taken_for_an_id(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        assert await server.send('متى "message_id": "2" ينزل الضمان', "1") == question(1)
        assert await server.send('{"message_id": "2"}', "x") == question(2)
        assert await server.send(ANSWER, "2") == question(3)

    played(rasa, scene)


def test_the_same_id_while_it_is_still_handled_waits_and_gets_the_same_answer(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        server.interview.go.clear()
        calls = [asyncio.create_task(server.send(ANSWER, "1")) for _ in range(5)]
        await server.interview.started.wait()
        await asyncio.sleep(0.1)
        assert not any(call.done() for call in calls)
        server.interview.go.set()
        assert await asyncio.gather(*calls) == [question(1)] * 5
        assert len(server.interview.calls) == 1

    played(rasa, scene)


def test_messages_of_one_conversation_are_handled_in_their_order_without_waiting_for_a_clock(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        await server.send(ANSWER, "0")
        server.interview.go.clear()
        calls = []
        for number in range(1, 7):
            calls.append(asyncio.create_task(server.send(ANSWER, str(number))))
            while len(server.channel._tasks) < number:
                await asyncio.sleep(0.001)
        while len(server.interview.calls) < 2:
            await asyncio.sleep(0.001)
        # Rasa's own lock, at which waiters look once a second, has nobody waiting.
        assert len(server.app.ctx.agent.lock_store.get_lock("citizen").tickets) == 1
        server.interview.go.set()
        assert await asyncio.gather(*calls) == [question(number + 1) for number in range(1, 7)]

    played(rasa, scene)


def test_conversations_do_not_wait_for_each_other(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        server.interview.go.clear()
        slow = asyncio.create_task(server.send(ANSWER, "1", sender="slow"))
        await server.interview.started.wait()
        other = asyncio.create_task(server.send(ANSWER, "1", sender="other"))
        while server.interview.calls != ["slow", "other"]:
            await asyncio.sleep(0.01)
        server.interview.go.set()
        assert await slow == question(1, "slow")
        assert await other == question(1, "other")

    played(rasa, scene)


def test_a_caller_that_goes_away_stops_nothing_and_gets_its_answer_later(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        server.interview.go.clear()
        call = asyncio.create_task(server.send(ANSWER, "1"))
        await server.interview.started.wait()
        call.cancel()
        await asyncio.gather(call, return_exceptions=True)
        await asyncio.sleep(0.1)  # Rasa sees the end of the connection
        server.interview.go.set()
        assert await server.send(ANSWER, "1") == question(1)
        assert len(server.interview.calls) == 1

    played(rasa, scene)


def test_nothing_is_kept_of_a_conversation_when_nobody_waits(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        await asyncio.gather(*(server.send(ANSWER, "1", sender=f"c{number}") for number in range(5)))
        gc.collect()
        assert len(server.channel._locks) == 0
        assert server.channel._tasks == set()

    played(rasa, scene)


def test_a_message_that_nothing_was_said_to_is_handled_again(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        await server.send(ANSWER, "1")
        server.interview.down = True
        assert await server.send(ANSWER, "2") == []
        server.interview.down = False
        assert await server.send(ANSWER, "2") == question(2)
        assert await server.send(ANSWER, "2") == question(2)
        assert await server.step() == 2

    played(rasa, scene)


def test_a_rasa_that_starts_again_knows_what_it_handled(lasting: Rasa) -> None:
    async def scene() -> None:
        async with lasting.running() as server:
            first = await server.send(GREETING, "1")
        async with lasting.running() as server:
            assert await server.send(GREETING, "1") == first
            assert server.interview.calls == []
            assert await server.send(ANSWER, "2") == question(2)

    asyncio.run(scene())


def test_a_turn_that_rasa_did_not_finish_is_handled_again(rasa: Rasa, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(server: Server) -> None:
        await server.send(ANSWER, "1")
        processor = server.app.ctx.agent.processor

        async def killed(_tracker: object) -> None:
            raise RuntimeError("killed before it was saved")

        with monkeypatch.context() as patch:
            patch.setattr(processor, "save_tracker", killed)
            body = {"sender": "citizen", "message": ANSWER, "id": "2"}
            status, answer = await server.call("POST", "/messages", body)
            assert status == 500
            assert answer == {"reason": "Rasa failed with RuntimeError; its log says where"}
        assert await server.send(ANSWER, "2") == question(2)

    played(rasa, scene)


def test_a_new_session_between_two_messages_belongs_to_neither_answer(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        await server.send(GREETING, "1")
        server.expire_sessions_at_once()
        for _ in range(2):
            assert await server.send(ANSWER, "2") == question(2)
            assert await server.send(ANSWER, "3") == question(3)
        assert len(server.interview.calls) == 3

    played(rasa, scene)


def test_a_message_of_an_earlier_session_is_known_too(lasting: Rasa) -> None:
    async def scene(server: Server) -> None:
        first = await server.send(GREETING, "1")
        server.expire_sessions_at_once()
        for number in range(2, 5):
            await server.send(ANSWER, str(number))
        assert await server.send(GREETING, "1") == first
        assert len(server.interview.calls) == 4

    played(lasting, scene)


def test_words_at_the_start_of_a_session_belong_to_the_message_that_began_it(
    rasa: Rasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rasa.core.actions.action import ActionSessionStart
    from rasa.shared.core.events import BotUttered

    begin = ActionSessionStart.run

    async def welcoming(self: Any, *parts: Any) -> list[Any]:
        return [*await begin(self, *parts), BotUttered("مرحبا من جديد")]

    async def scene(server: Server) -> None:
        monkeypatch.setattr(ActionSessionStart, "run", welcoming)
        server.expire_sessions_at_once()
        welcome = {"recipient_id": "citizen", "text": "مرحبا من جديد"}
        for _ in range(2):
            assert await server.send(ANSWER, "1") == [welcome, *question(1)]
            assert await server.send(ANSWER, "2") == [welcome, *question(2)]
        assert len(server.interview.calls) == 2

    played(rasa, scene)


def test_a_long_conversation_is_looked_through_quickly(lasting: Rasa) -> None:
    async def scene(server: Server) -> None:
        for number in range(4):
            await server.send(ANSWER, str(number))
        assert lasting.database is not None
        with sqlite3.connect(lasting.database) as database:  # a very long past, in the same session
            (past,) = database.execute("SELECT max(data) FROM events WHERE type_name = 'user'").fetchone()
            row = (
                "citizen",
                "user",
                json.loads(past)["timestamp"],
                past.replace('"message_id": "', '"message_id": "p'),
            )
            database.executemany(
                "INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, ?, ?, ?)", [row] * 5000
            )
        database.close()
        memory = Memory(server.app.ctx.agent.tracker_store)
        read = 0
        loads = json.loads

        def counting(text: str) -> Any:
            nonlocal read
            read += 1
            return loads(text)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("nlu.memory.json.loads", counting)
            assert await memory.said("citizen", "new") is None
            assert read == 0
            said = await memory.said("citizen", "2")
        assert said is not None
        assert [event.text for event in said] == ["سؤال 3", "فقرة أولى\n\nفقرة ثانية", None]
        assert read < 150

    played(lasting, scene)


def test_deleting_removes_every_event_of_that_conversation_only(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        for number in range(3):
            await server.send(ANSWER, str(number))
            await server.send(ANSWER, str(number), sender="neighbour")
        kept = (await server.call("GET", "/conversations/citizen"))[1]["events"]
        assert kept > 12
        assert await server.call("DELETE", "/conversations/citizen") == (200, {"deleted": kept})
        assert await server.call("DELETE", "/conversations/citizen") == (200, {"deleted": 0})
        assert await server.call("GET", "/conversations/citizen") == (200, {"events": 0, "slots": {}})
        assert await server.step("neighbour") == 3
        assert await server.send(ANSWER, "1") == question(1)

    played(rasa, scene)


def test_deleting_reaches_sessions_before_the_last_one(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        server.expire_sessions_at_once()
        for number in range(3):
            await server.send(ANSWER, str(number))
        kept = (await server.call("GET", "/conversations/citizen"))[1]
        assert kept["slots"]["step"] == 3
        assert await server.call("DELETE", "/conversations/citizen") == (200, {"deleted": kept["events"]})
        assert await server.step() is None

    played(rasa, scene)


def test_what_is_deleted_is_not_left_in_the_file(lasting: Rasa) -> None:
    async def scene(server: Server) -> None:
        secret = "zq-unmistakable-words"
        await server.send(f"{ANSWER} {secret}", "1")
        assert lasting.database is not None
        assert secret.encode() in lasting.database.read_bytes()
        await server.call("DELETE", "/conversations/citizen")
        assert secret.encode() not in lasting.database.read_bytes()

    played(lasting, scene)


def test_deleting_waits_for_the_message_that_is_handled(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        server.interview.go.clear()
        call = asyncio.create_task(server.send(ANSWER, "1"))
        await server.interview.started.wait()
        delete = asyncio.create_task(server.call("DELETE", "/conversations/citizen"))
        await asyncio.sleep(0.1)
        assert not delete.done()
        server.interview.go.set()
        assert await call == question(1)
        assert (await delete)[1]["deleted"] > 0
        assert await server.step() is None

    played(rasa, scene)


def test_what_rasa_kept_aside_while_its_store_failed_is_deleted_too(
    lasting: Rasa, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scene(server: Server) -> None:
        store = server.app.ctx.agent.tracker_store

        async def broken(_tracker: object) -> None:
            raise OSError("no space left on the device")

        with monkeypatch.context() as patch:
            patch.setattr(store._tracker_store, "save", broken)
            await server.send(ANSWER, "1")
        assert "citizen" in store.fallback_tracker_store.store
        assert (await server.call("DELETE", "/conversations/citizen"))[1]["deleted"] > 0
        assert store.fallback_tracker_store.store == {}

    played(lasting, scene)


def test_a_store_that_cannot_be_read_is_an_error_and_no_new_conversation(lasting: Rasa) -> None:
    async def scene(server: Server) -> None:
        await server.send(ANSWER, "1")
        assert lasting.database is not None
        lasting.database.write_bytes(b"no database at all" * 1000)
        body = {"sender": "citizen", "message": ANSWER, "id": "2"}
        assert (await server.call("POST", "/messages", body))[0] == 500
        assert (await server.call("GET", "/conversations/citizen"))[0] == 500
        assert (await server.call("DELETE", "/conversations/citizen"))[0] == 500
        assert len(server.interview.calls) == 1

    played(lasting, scene)


def test_a_store_without_a_way_to_delete_says_so(rasa: Rasa) -> None:
    from rasa.core.tracker_store import TrackerStore

    class Elsewhere(TrackerStore):  # type: ignore[misc]  # Rasa carries no types
        pass

    async def scene(server: Server) -> None:
        agent = server.app.ctx.agent
        agent.tracker_store = Elsewhere(agent.domain)
        assert await server.call("DELETE", "/conversations/citizen") == (
            501,
            {"reason": "a Elsewhere cannot delete a conversation: set `tracker_store: type: SQL` in endpoints.yml"},
        )

    played(rasa, scene)


BAD_BODIES = [
    (b"", "the body must be an object with 'sender', 'message' and 'id'"),
    (b"{", "the body is not JSON"),
    (b"\xff\xfe", "the body is not JSON"),
    (b"[]", "the body must be an object with 'sender', 'message' and 'id'"),
    (b'{"sender": "a", "message": "b"}', "'id' must be a string that is not blank"),
    (b'{"sender": "a", "message": "b", "id": 1}', "'id' must be a string that is not blank"),
    (b'{"sender": "a", "message": " \\n", "id": "1"}', "'message' must be a string that is not blank"),
    (b'{"sender": "a", "message": null, "id": "1"}', "'message' must be a string that is not blank"),
    (b'{"sender": ["a"], "message": "b", "id": "1"}', "'sender' must be a string that is not blank"),
    (b'{"sender": "a b", "message": "b", "id": "1"}', "the sender must be 1 to 64 letters, digits, '_' or '-'"),
    (b'{"sender": "' + b"a" * 65 + b'", "message": "b", "id": "1"}', "the sender must be 1 to 64"),
    (b'{"sender": "a", "message": "b", "id": "' + b"1" * 129 + b'"}', "'id' must have at most 128 characters"),
]


def test_what_is_not_a_message_is_refused_with_the_reason(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        for body, reason in BAD_BODIES:
            status, answer = await server.call("POST", "/messages", data=body)
            assert status == 400, body
            assert answer["reason"].startswith(reason)
        assert (await server.call("DELETE", "/conversations/a.b"))[0] == 400
        assert server.interview.calls == []

    played(rasa, scene)


def test_without_a_model_nothing_is_taken(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        server.app.ctx.agent.processor = None
        body = {"sender": "citizen", "message": ANSWER, "id": "1"}
        assert await server.call("POST", "/messages", body) == (503, {"reason": "no model is loaded"})

    played(rasa, scene)


def test_rasas_own_channel_is_not_there(rasa: Rasa) -> None:
    async def scene(server: Server) -> None:
        async with server.session.post(f"{server.url}/webhooks/rest/webhook", json={}) as answer:
            assert answer.status == 404

    played(rasa, scene)


def test_no_log_line_holds_what_a_citizen_wrote(
    rasa: Rasa, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def scene(server: Server) -> None:
        async def failing(message: Any) -> None:
            raise ValueError(f"cannot handle {message.text}")

        monkeypatch.setattr(server.app.ctx.agent.processor, "handle_message", failing)
        body = {"sender": "citizen", "message": "سر كبير", "id": "1"}
        status, answer = await server.call("POST", "/messages", body)
        assert status == 500
        assert "سر" not in str(answer)

    with caplog.at_level(logging.INFO):
        played(rasa, scene)
    assert "a request of the service failed with ValueError" in caplog.text
    assert "in failing" in caplog.text
    assert "سر" not in caplog.text


def test_the_channel_loads_nothing_that_rasa_does_not_load_anyway() -> None:
    script = (
        "from nlu.launch import quieten; quieten()\n"
        "import sys, rasa.core.run\n"
        "before = set(sys.modules)\n"
        "import nlu.channel\n"
        "print(*sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["nlu.channel", "nlu.memory"]
