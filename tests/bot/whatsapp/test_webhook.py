"""The address that Meta calls, over real HTTP, with citizens who write to it."""

import json
import logging
from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI

from bot.channel import Kind
from bot.whatsapp.channel import WhatsAppChannel
from bot.whatsapp.webhook import PATH, signature, webhook
from tests.bot.graph_api_stand_in import GraphApiStandIn
from tests.bot.rasa_stand_in import Server, free_port
from tests.bot.whatsapp.conftest import CITIZEN, Kept
from tests.bot.whatsapp.graph_citizen import Citizen
from tests.bot.whatsapp.graph_webhooks import sign
from tests.bot.whatsapp.test_channel import outgoing


@pytest.fixture(scope="module")
def service(listening_graph: tuple[GraphApiStandIn, int]) -> Iterator[Kept]:
    """A service with the webhook, to which the stand-in delivers; what it keeps."""
    api, _ = listening_graph
    store = Kept()
    app = FastAPI()
    app.include_router(
        webhook(store, store, phone_id=api.phone_id, app_secret=api.app_secret, verify_token=api.verify_token)
    )
    port = free_port()
    api.postman.hook = f"http://127.0.0.1:{port}{PATH}"
    with Server(app, port):
        yield store
    api.postman.hook = ""


@pytest.fixture
def kept(service: Kept, graph: GraphApiStandIn) -> Iterator[Kept]:
    """What the service keeps in this test."""
    service.forget()
    yield service
    graph.wait_until_delivered()


@pytest.fixture
def citizen(kept: Kept, graph: GraphApiStandIn) -> Citizen:
    """Someone who writes."""
    return graph.citizen(CITIZEN)


def post(graph: GraphApiStandIn, body: bytes, headers: dict[str, str]) -> httpx.Response:
    return httpx.post(graph.postman.hook, content=body, headers=headers, trust_env=False)


def test_meta_verifies_the_address_with_our_word(graph: GraphApiStandIn, kept: Kept) -> None:
    assert graph.verify_hook()


@pytest.mark.parametrize(
    "asked",
    [
        {"hub.mode": "subscribe", "hub.verify_token": "wrong", "hub.challenge": "1"},
        {"hub.mode": "unsubscribe", "hub.verify_token": "a-word-of-ours", "hub.challenge": "1"},
        {"hub.mode": "subscribe", "hub.challenge": "1"},
        {"hub.mode": "subscribe", "hub.verify_token": "كلمة", "hub.challenge": "1"},
        {},
    ],
)
def test_nobody_else_verifies_it(graph: GraphApiStandIn, kept: Kept, asked: dict[str, str]) -> None:
    answer = httpx.get(graph.postman.hook, params=asked, trust_env=False)
    assert answer.status_code == 403
    assert answer.headers["content-type"].startswith("text/plain")


def test_a_message_is_stored_before_it_is_acknowledged(citizen: Citizen, kept: Kept) -> None:
    assert citizen.say("كم المعاش؟") == 200
    (arrived,) = kept.taken
    assert (arrived.kind, arrived.text, arrived.address) == (Kind.TEXT, "كم المعاش؟", CITIZEN)
    assert arrived.delivery == citizen.wamid


def test_the_same_delivery_again_is_acknowledged_and_stored_once(citizen: Citizen, kept: Kept) -> None:
    citizen.say("مرحبا")
    assert citizen.send_again() == 200
    assert citizen.send_again() == 200
    assert len(kept.taken) == 1


def test_many_messages_in_one_body_are_all_stored_in_order(citizen: Citizen, kept: Kept) -> None:
    citizen.send_all(
        [("text", {"body": "واحد"}), ("reaction", {"emoji": "👍"}), ("text", {"body": "اثنان"}), ("image", {"id": "1"})]
    )
    assert [(each.kind, each.text) for each in kept.taken] == [
        (Kind.TEXT, "واحد"),
        (Kind.TEXT, "اثنان"),
        (Kind.PICTURE, ""),
    ]
    assert kept.ignored == ["reaction"]


def test_a_body_that_could_not_be_stored_comes_again_until_it_is(
    citizen: Citizen, kept: Kept, graph: GraphApiStandIn
) -> None:
    kept.broken_for = 3
    assert citizen.say("مرحبا") == 500
    graph.wait_until_delivered()
    assert [each.text for each in kept.taken] == ["مرحبا"]


def test_half_a_body_that_was_stored_is_not_stored_twice(citizen: Citizen, kept: Kept, graph: GraphApiStandIn) -> None:
    citizen.say("قبل")
    kept.broken_for = 1
    citizen.send_all([("text", {"body": "واحد"}), ("text", {"body": "اثنان"})])
    graph.wait_until_delivered()
    assert [each.text for each in kept.taken] == ["قبل", "واحد", "اثنان"]


async def test_what_was_pressed_and_chosen_comes_back_by_its_id(
    citizen: Citizen, kept: Kept, channel: WhatsAppChannel
) -> None:
    await channel.send(outgoing("هل تعمل؟", "نعم", "لا"))
    assert citizen.press("لا") == 200
    await channel.send(outgoing("اختر", *[f"خيار {number}" for number in range(6)]))
    assert citizen.choose("خيار 4") == 200
    assert [(each.kind, each.text) for each in kept.taken] == [(Kind.BUTTON, "id-لا"), (Kind.BUTTON, "id-خيار 4")]


async def test_statuses_report_what_went_out_and_what_did_not(
    citizen: Citizen, kept: Kept, channel: WhatsAppChannel, graph: GraphApiStandIn
) -> None:
    await channel.send(outgoing(reference="first"))
    graph.fails_later = {CITIZEN: 131026}
    await channel.send(outgoing(reference="second"))
    graph.wait_until_delivered()
    assert kept.delivered_ == ["first"] * 3
    ((reference, reason),) = kept.failed_
    assert reference == "second"
    assert "131026" in reason
    assert CITIZEN not in reason


async def test_a_message_that_meta_takes_too_late_is_reported_as_failed(
    citizen: Citizen, kept: Kept, channel: WhatsAppChannel, graph: GraphApiStandIn
) -> None:
    graph.window, graph.hours_later = "fail", 25.0
    await channel.send(outgoing(reference="late"))
    graph.wait_until_delivered()
    assert [reference for reference, reason in kept.failed_ if "131047" in reason] == ["late"]


@pytest.mark.parametrize("stated", [None, "", "sha256=", "sha256=" + "0" * 64, "0" * 64, "sha1=abc", "sha256=توقيع"])
def test_a_forged_signature_is_refused_and_nothing_is_stored(
    graph: GraphApiStandIn, kept: Kept, stated: str | None
) -> None:
    body = json.dumps({"entry": []}).encode()
    headers = [] if stated is None else [(b"X-Hub-Signature-256", stated.encode())]
    answer = httpx.post(graph.postman.hook, content=body, headers=headers, trust_env=False)
    assert answer.status_code == 401
    assert (kept.taken, kept.ignored) == ([], [])


def test_the_signature_is_of_the_body_as_it_came_byte_by_byte(graph: GraphApiStandIn, kept: Kept) -> None:
    body = b'{"entry":  [] }'
    headers = sign(graph.app_secret, body)
    assert post(graph, body, headers).status_code == 200
    assert post(graph, body.replace(b"  ", b" "), headers).status_code == 401
    assert post(graph, body, sign("another secret", body)).status_code == 401


def test_the_signature_is_the_one_that_meta_documents() -> None:
    # printf '{}' | openssl dgst -sha256 -hmac secret
    assert signature("secret", b"{}") == "sha256=77325902caca812dc259733aacd046b73817372c777b8d95b402647474516e13"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_json_object_is_a_bad_request(graph: GraphApiStandIn, kept: Kept, body: bytes) -> None:
    assert post(graph, body, sign(graph.app_secret, body)).status_code == 400


def test_unknown_kinds_are_acknowledged_and_counted(graph: GraphApiStandIn, citizen: Citizen, kept: Kept) -> None:
    assert citizen.send("hologram", {"body": "x"}) == 200
    body = json.dumps({"entry": [{"changes": [{"field": "security", "value": {}}]}]}).encode()
    assert post(graph, body, sign(graph.app_secret, body)).status_code == 200
    assert (kept.taken, kept.ignored) == ([], ["hologram", "field security"])


def test_it_does_not_start_without_secrets() -> None:
    for missing in ("phone_id", "app_secret", "verify_token"):
        given = {"phone_id": "1", "app_secret": "s", "verify_token": "v", missing: ""}
        with pytest.raises(ValueError, match="app secret"):
            webhook(Kept(), Kept(), **given)


def test_no_log_holds_what_is_private(
    citizen: Citizen, kept: Kept, graph: GraphApiStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    kept.broken_for = 1
    citizen.say("راتبي 4321 ريال")
    graph.wait_until_delivered()
    post(graph, b"{}", {})
    httpx.get(graph.postman.hook, params={"hub.verify_token": "guess-77"}, trust_env=False)
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert len(ours) == 3
    for private in (CITIZEN, "4321", "guess-77", graph.app_secret, graph.verify_token):
        assert private not in "".join(ours)
