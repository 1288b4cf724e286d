"""The stand-in refuses what Meta documents as refused, and runs as a process that another one steers."""

import copy
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from bot.channel import Kind
from bot.whatsapp.channel import WhatsAppChannel
from bot.whatsapp.webhook import PATH, webhook
from tests.bot.graph_api_stand_in import GraphApiStandIn
from tests.bot.rasa_stand_in import Server, free_port
from tests.bot.whatsapp.conftest import CITIZEN, Kept
from tests.bot.whatsapp.test_channel import outgoing, picture

TEXT = {"type": "text", "text": {"body": "مرحبا", "preview_url": False}}
BUTTONS = {
    "type": "interactive",
    "interactive": {
        "type": "button",
        "body": {"text": "اختر"},
        "action": {"buttons": [{"type": "reply", "reply": {"id": "1", "title": "نعم"}}]},
    },
}
LIST = {
    "type": "interactive",
    "interactive": {
        "type": "list",
        "body": {"text": "اختر"},
        "action": {"button": "القائمة", "sections": [{"title": "أ", "rows": [{"id": "1", "title": "نعم"}]}]},
    },
}
ROW = {"id": "1", "title": "نعم"}
REPLY = {"type": "reply", "reply": {"id": "1", "title": "نعم"}}


def changed(base: dict[str, Any], path: str, value: object) -> dict[str, Any]:
    """The message with something else at a path; None takes it away."""
    message = copy.deepcopy({"messaging_product": "whatsapp", "recipient_type": "individual", "to": CITIZEN, **base})
    place: Any = message
    *parents, last = path.split(".")
    for step in parents:
        place = place[int(step) if step.isdigit() else step]
    if value is None:
        del place[last]
    else:
        place[int(last) if last.isdigit() else last] = value
    return message


def rows(count: int) -> list[dict[str, str]]:
    return [{"id": str(number), "title": "خيار"} for number in range(count)]


@pytest.mark.parametrize(
    ("base", "path", "value", "code"),
    [
        (TEXT, "messaging_product", None, 131008),
        (TEXT, "messaging_product", "sms", 131009),
        (TEXT, "recipient_type", None, 131008),
        (TEXT, "to", None, 131008),
        (TEXT, "to", "", 131009),
        (TEXT, "to", "SA.123", 131009),
        (TEXT, "recipient", "966500000001", 131009),
        (TEXT, "type", "hologram", 131009),
        (TEXT, "type", "image", 131008),
        (TEXT, "text.body", "", 131009),
        (TEXT, "text.body", "ا" * 4097, 131009),
        (TEXT, "text.preview_url", "false", 100),
        (TEXT, "text.colour", "red", 100),
        (TEXT, "biz_opaque_callback_data", "x" * 513, 131009),
        (TEXT, "image", {"id": "1"}, 100),
        (BUTTONS, "interactive.body", None, 131008),
        (BUTTONS, "interactive.body.text", "ا" * 1025, 131009),
        (BUTTONS, "interactive.action.buttons", [], 131009),
        (
            BUTTONS,
            "interactive.action.buttons",
            [{"type": "reply", "reply": {"id": str(n), "title": str(n)}} for n in range(4)],
            131009,
        ),
        (BUTTONS, "interactive.action.buttons.0.reply.title", "ن" * 21, 131009),
        (BUTTONS, "interactive.action.buttons.0.reply.id", "x" * 257, 131009),
        (BUTTONS, "interactive.action.buttons", [REPLY, REPLY], 131009),
        (BUTTONS, "interactive.footer", {"text": "x" * 61}, 131009),
        (BUTTONS, "interactive.header", {"type": "text", "text": "x" * 61}, 131009),
        (BUTTONS, "interactive.header", {"type": "image", "image": {"id": "404"}}, 131053),
        (LIST, "interactive.body.text", "ا" * 4097, 131009),
        (LIST, "interactive.header", {"type": "image", "image": {"id": "1"}}, 131009),
        (LIST, "interactive.action.button", "ن" * 21, 131009),
        (LIST, "interactive.action.sections", [], 131009),
        (LIST, "interactive.action.sections", [{"title": "أ", "rows": rows(11)}], 131009),
        (LIST, "interactive.action.sections", [{"rows": rows(1)}, {"rows": [ROW]}], 131009),
        (LIST, "interactive.action.sections.0.title", "ن" * 25, 131009),
        (LIST, "interactive.action.sections.0.rows", [ROW, ROW], 131009),
        (LIST, "interactive.action.sections.0.rows.0.title", "ن" * 25, 131009),
        (LIST, "interactive.action.sections.0.rows.0.description", "ن" * 73, 131009),
        (LIST, "interactive.action.sections.0.rows.0.id", "x" * 201, 131009),
        ({"type": "image", "image": {"id": "404"}}, "to", CITIZEN, 131053),
        ({"status": "read", "message_id": "wamid.unknown"}, "status", "read", 100),
    ],
)
def test_it_refuses_and_notes_what_the_real_one_refuses(
    graph: GraphApiStandIn, api_port: int, base: dict[str, Any], path: str, value: object, code: int
) -> None:
    answer = httpx.post(
        f"http://127.0.0.1:{api_port}/v26.0/{graph.phone_id}/messages",
        json=changed(base, path, value),
        headers={"Authorization": f"Bearer {graph.token}"},
        trust_env=False,
    )
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)
    assert len(graph.wrong) == 1
    graph.wrong.clear()


@pytest.mark.parametrize(
    ("form", "name", "media_type", "data"),
    [
        ({"type": "image/png", "messaging_product": "whatsapp"}, "a.png", "image/png", b"no picture"),
        ({"type": "image/png", "messaging_product": "whatsapp"}, "a.png", "image/png", b""),
        (
            {"type": "image/png", "messaging_product": "whatsapp"},
            "a.png",
            "image/png",
            picture().data + bytes(5 * 2**20),
        ),
        ({"type": "image/png", "messaging_product": "whatsapp"}, "a.png", "image/jpeg", picture().data),
        ({"type": "image/gif", "messaging_product": "whatsapp"}, "a.gif", "image/gif", b"GIF89a"),
        ({"type": "image/png"}, "a.png", "image/png", picture().data),
        ({"messaging_product": "whatsapp"}, "a.png", "image/png", picture().data),
    ],
)
def test_it_refuses_files_that_the_real_one_refuses(
    graph: GraphApiStandIn, api_port: int, form: dict[str, str], name: str, media_type: str, data: bytes
) -> None:
    answer = httpx.post(
        f"http://127.0.0.1:{api_port}/v26.0/{graph.phone_id}/media",
        data=form,
        files={"file": (name, data, media_type)},
        headers={"Authorization": f"Bearer {graph.token}"},
        trust_env=False,
    )
    assert answer.status_code == 400
    assert len(graph.wrong) == 1
    graph.wrong.clear()


class Remote:
    """The stand-in in a process of its own, steered by HTTP."""

    def __init__(self, port: int) -> None:
        self._client = httpx.Client(base_url=f"http://127.0.0.1:{port}/control/", trust_env=False, timeout=10.0)

    def ask(self, verb: str, **asked: object) -> dict[str, Any]:
        answer = self._client.post(verb, json=asked)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    def wait(self) -> None:
        until = time.monotonic() + 20
        while True:
            try:
                self.ask("seen")
                return
            except httpx.ConnectError:
                assert time.monotonic() < until, "the stand-in does not start"
                time.sleep(0.05)

    def close(self) -> None:
        self._client.close()


@pytest.fixture
def ports() -> tuple[int, int]:
    return free_port(), free_port()


@pytest.fixture
def remote(ports: tuple[int, int]) -> Iterator[Remote]:
    port, hook_port = ports
    hook = f"http://127.0.0.1:{hook_port}{PATH}"
    command = [sys.executable, "-m", "tests.bot.graph_api_stand_in", str(port)]
    command += ["--hook", hook, "--secret", "app-secret", "--phone-id", "106", "--token", "EAAG-remote"]
    process = subprocess.Popen(command)
    remote = Remote(port)
    remote.wait()
    yield remote
    remote.close()
    process.terminate()
    process.wait(15)


async def test_as_a_process_it_plays_citizens_who_reach_a_service_that_was_away(
    remote: Remote, ports: tuple[int, int]
) -> None:
    port, hook_port = ports
    assert remote.ask("say", number=CITIZEN, text="مرحبا")["status"] == 0
    kept = Kept()
    app = FastAPI()
    app.include_router(webhook(kept, kept, phone_id="106", app_secret="app-secret", verify_token="word"))
    channel = WhatsAppChannel("EAAG-remote", "106", f"http://127.0.0.1:{port}")
    with Server(app, hook_port):
        until = time.monotonic() + 10
        while not kept.taken:
            assert time.monotonic() < until
            time.sleep(0.01)
        assert kept.taken[0].text == "مرحبا"
        await channel.send(outgoing("هل تعمل؟", "نعم", "لا"))
        assert remote.ask("press", number=CITIZEN, title="نعم")["status"] == 200
        assert remote.ask("send_again", number=CITIZEN)["status"] == 200
        assert (kept.taken[-1].kind, kept.taken[-1].text) == (Kind.BUTTON, "id-نعم")
        assert len(kept.taken) == 2
        remote.ask("behave", answers=[{"status": 503, "code": 2}], pair_seconds=0.0)
        with pytest.raises(Exception, match="overloaded"):
            await channel.send(outgoing("ثانية", reference="second"))
        while remote.ask("seen")["undelivered"]:
            assert time.monotonic() < until + 10
        seen = remote.ask("seen", number=CITIZEN)
    await channel.close()
    assert [each["text"] for each in seen["messages"]] == ["هل تعمل؟"]
    assert (seen["wrong"], seen["doubled"]) == ([], [])
    assert kept.delivered_ == ["reference-1"] * 3
    assert "error" in remote.ask("dance")
    assert remote.ask("forget") == {}
    assert remote.ask("seen")["messages"] == []
