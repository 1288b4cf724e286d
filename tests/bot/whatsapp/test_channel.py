"""Sending to a Graph API that is as strict as the real one."""

import asyncio
import io
import logging

import pytest
from PIL import Image
from pywa.utils import Version

from bot.channel import Arrived, Attachment, Button, Channel, InDoubt, Kind, NotSent, Outgoing, Refused, RetryLater
from bot.whatsapp.channel import GRAPH_API_VERSION, WhatsAppChannel
from tests.bot.graph_api_stand_in import PAIR_SECONDS, Answer, GraphApiStandIn
from tests.bot.rasa_stand_in import free_port
from tests.bot.whatsapp.conftest import CITIZEN

SECRET_WORDS = "راتبي 4321 ريال"


def outgoing(
    text: str = SECRET_WORDS,
    *titles: str,
    to: str = CITIZEN,
    reference: str = "reference-1",
    attachment: Attachment | None = None,
) -> Outgoing:
    return Outgoing(reference, to, text, tuple(Button(f"id-{title}", title) for title in titles), attachment)


def picture(side: int = 20) -> Attachment:
    file = io.BytesIO()
    Image.new("RGB", (side, side), "white").save(file, "PNG")
    return Attachment("picture", "estimate.png", "image/png", file.getvalue())


async def refusal(channel: WhatsAppChannel, graph: GraphApiStandIn, answer: Answer) -> NotSent:
    graph.answers.append(answer)
    with pytest.raises(NotSent) as raised:
        await channel.send(outgoing())
    return raised.value


def test_it_is_a_channel(channel: Channel) -> None:
    assert channel.name == "whatsapp"
    assert channel.seconds_between == PAIR_SECONDS
    assert channel.window_seconds == 24 * 60 * 60
    assert channel.tells_delivery


def test_pywa_supports_the_version_of_the_graph_api() -> None:
    Version.GRAPH_API.validate_min_version(GRAPH_API_VERSION)
    assert float(GRAPH_API_VERSION) <= float(str(Version.GRAPH_API))


async def test_a_text_goes_to_the_number_under_our_reference(channel: WhatsAppChannel, graph: GraphApiStandIn) -> None:
    await channel.send(outgoing("أهلًا بك"))
    (seen,) = graph.messages
    assert (seen.to, seen.form, seen.text, seen.reference) == (CITIZEN, "text", "أهلًا بك", "reference-1")


async def test_a_person_without_a_number_is_written_to_by_user_id(
    channel: WhatsAppChannel, graph: GraphApiStandIn
) -> None:
    hidden = graph.citizen("966500000002", hidden=True)
    graph.wrote(hidden.person, graph.wamid())
    await channel.send(outgoing(to=hidden.person.user_id))
    assert [seen.to for seen in hidden.messages] == [hidden.person.user_id]


async def test_buttons_lists_and_numbers_go_out(channel: WhatsAppChannel, graph: GraphApiStandIn) -> None:
    many = [f"خيار {number}" for number in range(12)]
    for count, form, numbered in ((2, "buttons", False), (10, "list", False), (12, "text", True)):
        message = outgoing("اختر", *many[:count])
        await channel.send(message)
        assert graph.messages[-1].form == form
        assert channel.numbered(message) is numbered
    assert not channel.numbered(outgoing("بلا أزرار"))
    assert not channel.numbered(outgoing("كثير", *[f"{number} طويل" * 30 for number in range(90)]))


async def test_a_picture_is_uploaded_and_sent_by_its_id(channel: WhatsAppChannel, graph: GraphApiStandIn) -> None:
    file = picture()
    await channel.send(outgoing("تقديرك", "من جديد", attachment=file))
    (seen,) = graph.messages
    assert seen.media is not None
    assert graph.files[seen.media] == ("image/png", file.data)
    assert seen.buttons == (("id-من جديد", "من جديد"),)


async def test_a_document_is_uploaded_and_keeps_its_name(channel: WhatsAppChannel, graph: GraphApiStandIn) -> None:
    await channel.send(
        outgoing("تقديرك", attachment=Attachment("document", "تقدير.pdf", "application/pdf", b"%PDF-1.7"))
    )
    (seen,) = graph.messages
    assert (seen.form, seen.filename) == ("document", "تقدير.pdf")


@pytest.mark.parametrize("code", [4, 80007, 130429, 131048, 131064])
async def test_a_rate_limit_is_waited_for(channel: WhatsAppChannel, graph: GraphApiStandIn, code: int) -> None:
    problem = await refusal(channel, graph, Answer(429, code, retry_after=17))
    assert isinstance(problem, RetryLater)
    assert problem.seconds == 17
    problem = await refusal(channel, graph, Answer(400, code))
    assert isinstance(problem, RetryLater)
    assert problem.seconds is None


async def test_two_messages_to_one_person_within_six_seconds_make_the_second_wait(
    channel: WhatsAppChannel, graph: GraphApiStandIn
) -> None:
    graph.pair_seconds = PAIR_SECONDS
    graph.expected = {131056}
    await channel.send(outgoing())
    with pytest.raises(RetryLater) as raised:
        await channel.send(outgoing(reference="reference-2"))
    assert raised.value.seconds == 6.0
    assert len(graph.messages) == 1


@pytest.mark.parametrize(("status", "code"), [(500, 1), (503, 2), (500, 131000), (500, 131016), (500, 999999)])
async def test_a_failing_service_is_tried_again(
    channel: WhatsAppChannel, graph: GraphApiStandIn, status: int, code: int
) -> None:
    assert isinstance(await refusal(channel, graph, Answer(status, code)), RetryLater)


async def test_what_meta_calls_transient_is_tried_again(channel: WhatsAppChannel, graph: GraphApiStandIn) -> None:
    assert isinstance(await refusal(channel, graph, Answer(400, 999999, transient=True)), RetryLater)
    assert isinstance(await refusal(channel, graph, Answer(400, 999999)), Refused)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (500, RetryLater),
        (503, RetryLater),
        (429, RetryLater),
        (401, RetryLater),
        (502, InDoubt),
        (504, InDoubt),
        (400, Refused),
    ],
)
async def test_an_answer_from_before_the_graph_api_is_read_by_its_status(
    channel: WhatsAppChannel, graph: GraphApiStandIn, status: int, kind: type[NotSent]
) -> None:
    problem = await refusal(channel, graph, Answer(status, body=f"<html>{CITIZEN}</html>"))
    assert type(problem) is kind
    assert CITIZEN not in str(problem)


@pytest.mark.parametrize("code", [0, 3, 10, 190, 200, 299, 368, 131005, 131030, 131031, 131042, 131045, 133010])
async def test_what_an_operator_can_mend_waits_and_says_what_to_do(
    channel: WhatsAppChannel, graph: GraphApiStandIn, code: int
) -> None:
    problem = await refusal(channel, graph, Answer(401, code))
    assert isinstance(problem, RetryLater)
    assert str(code) in str(problem)


@pytest.mark.parametrize("code", [100, 131008, 131009, 131021, 131026, 131047, 131051, 131062, 135000])
async def test_what_cannot_go_out_is_given_up(channel: WhatsAppChannel, graph: GraphApiStandIn, code: int) -> None:
    problem = await refusal(channel, graph, Answer(400, code))
    assert isinstance(problem, Refused)
    assert str(code) in str(problem)


async def test_a_message_outside_the_24_hours_is_given_up(channel: WhatsAppChannel, graph: GraphApiStandIn) -> None:
    graph.expected = {131047}
    graph.hours_later = 24.1
    with pytest.raises(Refused, match="24 hours"):
        await channel.send(outgoing())
    assert graph.messages == []


async def test_a_withdrawn_token_and_a_wrong_phone_id_are_named(graph: GraphApiStandIn, api_port: int) -> None:
    graph.expected = {190, 100}
    for token, phone_id, name in (
        ("EAAG-old", graph.phone_id, "MURSHID_WHATSAPP_TOKEN"),
        (graph.token, "1", "MURSHID_WHATSAPP_PHONE_ID"),
    ):
        channel = WhatsAppChannel(token, phone_id, f"http://127.0.0.1:{api_port}/")
        with pytest.raises(RetryLater, match=name):
            await channel.send(outgoing())
        assert name in (await channel.check() or "")
        await channel.close()


async def test_a_right_token_and_phone_id_have_nothing_wrong(channel: WhatsAppChannel) -> None:
    assert await channel.check() is None


async def test_an_api_that_cannot_be_reached_is_tried_again() -> None:
    channel = WhatsAppChannel("token", "1", f"http://127.0.0.1:{free_port()}")
    with pytest.raises(RetryLater, match="cannot be reached"):
        await channel.send(outgoing())
    with pytest.raises(RetryLater, match="not uploaded"):
        await channel.send(outgoing(attachment=picture()))
    assert "cannot be reached" in (await channel.check() or "")
    await channel.close()


async def test_silence_after_the_message_was_taken_leaves_it_in_doubt(
    channel: WhatsAppChannel, graph: GraphApiStandIn
) -> None:
    problem = await refusal(channel, graph, Answer(taken=True, hang=3.0))
    assert isinstance(problem, InDoubt)
    assert len(graph.messages) == 1


@pytest.mark.parametrize("body", ["", "<html>", "[]", "{}", '{"messages": []}'])
async def test_an_unreadable_answer_leaves_it_in_doubt(
    channel: WhatsAppChannel, graph: GraphApiStandIn, body: str
) -> None:
    assert isinstance(await refusal(channel, graph, Answer(body=body)), InDoubt)


async def test_an_unreadable_error_leaves_it_in_doubt(channel: WhatsAppChannel, graph: GraphApiStandIn) -> None:
    assert isinstance(await refusal(channel, graph, Answer(500, body='{"error": {"message": "x"}}')), InDoubt)


@pytest.mark.parametrize(
    "answer",
    [
        Answer(503, at="media"),
        Answer(504, at="media"),
        Answer(200, body="{}", at="media"),
        Answer(200, hang=3.0, at="media"),
    ],
)
async def test_a_failed_upload_means_that_nothing_went_out(
    channel: WhatsAppChannel, graph: GraphApiStandIn, answer: Answer
) -> None:
    graph.answers.append(answer)
    with pytest.raises(RetryLater):
        await channel.send(outgoing(attachment=picture()))
    assert graph.messages == []
    await channel.send(outgoing(attachment=picture()))
    assert len(graph.messages) == 1


async def test_a_file_that_meta_does_not_take_is_given_up(channel: WhatsAppChannel, graph: GraphApiStandIn) -> None:
    graph.answers.append(Answer(400, 131053, at="media"))
    with pytest.raises(Refused, match="131053"):
        await channel.send(outgoing(attachment=picture()))


async def test_a_message_is_marked_as_read_while_it_is_answered(
    channel: WhatsAppChannel, graph: GraphApiStandIn
) -> None:
    citizen = graph.citizen(CITIZEN)
    wamid = graph.wamid()
    graph.wrote(citizen.person, wamid)
    await channel.noticed(Arrived("whatsapp", "person", CITIZEN, wamid, Kind.TEXT, "مرحبا"))
    assert graph.read == [(wamid, True)]


async def test_noticing_never_fails(channel: WhatsAppChannel, graph: GraphApiStandIn) -> None:
    graph.expected = {131009}
    await channel.noticed(Arrived("whatsapp", "person", CITIZEN, "wamid.unknown", Kind.TEXT, "مرحبا"))
    away = WhatsAppChannel("token", "1", f"http://127.0.0.1:{free_port()}")
    await away.noticed(Arrived("whatsapp", "person", CITIZEN, "wamid.x", Kind.TEXT, "مرحبا"))
    await away.close()
    assert graph.read == []


async def test_no_log_and_no_reason_holds_what_is_private(
    channel: WhatsAppChannel, graph: GraphApiStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    graph.expected = {131009}
    await channel.send(outgoing(attachment=picture()))
    for answer in (Answer(400, 131026), Answer(400, 100), Answer(401, 190), Answer(503), Answer(taken=True, hang=3.0)):
        problem = await refusal(channel, graph, answer)
        assert CITIZEN not in str(problem)
        assert problem.__cause__ is None
        assert problem.__suppress_context__
    await channel.noticed(Arrived("whatsapp", "person", CITIZEN, "wamid.unknown", Kind.TEXT, SECRET_WORDS))
    logged = caplog.text + "".join(str(record.args) for record in caplog.records)
    for private in (CITIZEN, SECRET_WORDS, "4321", graph.token):
        assert private not in logged


async def test_messages_to_many_persons_go_out_side_by_side(channel: WhatsAppChannel, graph: GraphApiStandIn) -> None:
    graph.window = "open"
    numbers = [f"96650000{number:04d}" for number in range(100, 130)]
    await asyncio.gather(*(channel.send(outgoing(to=number, reference=number)) for number in numbers))
    assert sorted(seen.to for seen in graph.messages) == numbers
    assert graph.doubled == []
