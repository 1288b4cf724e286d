"""What goes out to Telegram, and what each of its answers means."""

import asyncio
import io
import logging
import socket

import pytest
from PIL import Image

from bot.channel import Arrived, Attachment, Button, Channel, InDoubt, Kind, Outgoing, Refused, RetryLater
from bot.telegram.channel import TelegramChannel
from tests.bot.bot_api_stand_in import TOKEN, BotApiStandIn, Trouble
from tests.bot.rasa_stand_in import free_port
from tests.bot.telegram.citizens import PERSON

GROUP = -1001234567890
MARKUP = "<b>عريض</b> *نجمة* _خط_ [رابط](http://x) `رمز` ~شطب~ ||سر|| &amp; & \\ # + - = { } . ! > اقتباس"
BUTTONS = (Button("AAAAAAAAAAAAAAAA", "نعم"), Button("BBBBBBBBBBBBBBBB", "لا"))


def outgoing(
    text: str = "مرحبا",
    address: str = str(PERSON),
    buttons: tuple[Button, ...] = (),
    attachment: Attachment | None = None,
) -> Outgoing:
    return Outgoing("reference-1", address, text, buttons, attachment)


def picture(width: int = 720, height: int = 1200, name: str = "estimate.png") -> Attachment:
    data = io.BytesIO()
    Image.new("1", (width, height)).save(data, "PNG")
    return Attachment("picture", name, "image/png", data.getvalue())


PDF = Attachment("document", "estimate.pdf", "application/pdf", b"%PDF-1.7 ...")


def test_it_is_a_channel_that_may_send_each_second_for_ever_and_never_hears_of_deliveries(
    channel: TelegramChannel,
) -> None:
    as_channel: Channel = channel
    assert (as_channel.name, as_channel.seconds_between, as_channel.window_seconds) == ("telegram", 1.0, None)
    assert not as_channel.tells_delivery
    assert not as_channel.numbered(outgoing(buttons=BUTTONS * 50))


async def test_characters_of_markup_arrive_as_they_are(channel: TelegramChannel, bot_api: BotApiStandIn) -> None:
    bot_api.meet()
    await channel.send(outgoing(MARKUP))
    (sent,) = bot_api.sent_to()
    assert (sent.kind, sent.text, sent.rows) == ("text", MARKUP, ())
    assert "parse_mode" not in bot_api.calls[0][1]


async def test_isolated_numbers_and_lines_arrive_as_they_are(channel: TelegramChannel, bot_api: BotApiStandIn) -> None:
    bot_api.meet()
    text = "المعاش: \u20681,960\u2069 ريال\n\n- البند الأول\n- البند الثاني"
    await channel.send(outgoing(text))
    assert bot_api.sent_to()[0].text == text


async def test_links_are_sent_without_a_preview(channel: TelegramChannel, bot_api: BotApiStandIn) -> None:
    bot_api.meet()
    await channel.send(outgoing("المصدر: https://www.hrsd.gov.sa"))
    assert bot_api.calls[0][1]["link_preview_options"] == {"is_disabled": True}


async def test_buttons_carry_their_ids_and_the_first_of_two_stands_right(
    channel: TelegramChannel, bot_api: BotApiStandIn
) -> None:
    bot_api.meet()
    await channel.send(outgoing("هل تعمل؟", buttons=BUTTONS))
    (sent,) = bot_api.sent_to()
    assert sent.rows == ((("لا", "BBBBBBBBBBBBBBBB"), ("نعم", "AAAAAAAAAAAAAAAA")),)


async def test_buttons_without_a_text_get_one(channel: TelegramChannel, bot_api: BotApiStandIn) -> None:
    bot_api.meet()
    await channel.send(outgoing("  ", buttons=BUTTONS))
    assert bot_api.sent_to()[0].text == "اختر:"


async def test_an_empty_message_is_refused_without_asking(channel: TelegramChannel, bot_api: BotApiStandIn) -> None:
    with pytest.raises(Refused, match="empty"):
        await channel.send(outgoing(" \n "))
    assert bot_api.calls == []


async def test_a_text_that_is_too_long_is_one_message_cut_at_a_paragraph(
    channel: TelegramChannel, bot_api: BotApiStandIn
) -> None:
    bot_api.meet()
    paragraph = "فقرة عن الضمان 😀. " * 20
    await channel.send(outgoing("\n\n".join([paragraph.strip()] * 20)))
    (sent,) = bot_api.sent_to()
    kept, _, note = sent.text.partition("…")
    assert note.strip() == "اختصرتُ هذا الجواب لطوله. اسأل عمّا يهمك منه لأفصّله."
    assert set(kept.split("\n\n")) == {paragraph.strip()}


async def test_a_picture_is_sent_with_its_caption_and_buttons(channel: TelegramChannel, bot_api: BotApiStandIn) -> None:
    bot_api.meet()
    await channel.send(outgoing("صورة تقديرك <الأولي>", buttons=BUTTONS, attachment=picture()))
    (sent,) = bot_api.sent_to()
    assert (sent.kind, sent.text, sent.file_name) == ("photo", "صورة تقديرك <الأولي>", "estimate.png")
    assert sent.file == picture().data
    assert sent.buttons == {"نعم": "AAAAAAAAAAAAAAAA", "لا": "BBBBBBBBBBBBBBBB"}


async def test_a_document_keeps_its_name(channel: TelegramChannel, bot_api: BotApiStandIn) -> None:
    bot_api.meet()
    await channel.send(outgoing("", attachment=PDF))
    (sent,) = bot_api.sent_to()
    assert (sent.kind, sent.text, sent.file_name, sent.file) == ("document", "", "estimate.pdf", PDF.data)


async def test_a_caption_that_is_too_long_is_cut(channel: TelegramChannel, bot_api: BotApiStandIn) -> None:
    bot_api.meet()
    await channel.send(outgoing("كلمة " * 500, attachment=PDF))
    assert bot_api.sent_to()[0].text.endswith("لأفصّله.")


async def test_a_picture_that_telegram_does_not_take_as_a_photo_goes_as_a_document(
    channel: TelegramChannel, bot_api: BotApiStandIn
) -> None:
    bot_api.meet()
    bot_api.trouble.append(Trouble(400, "Bad Request: PHOTO_INVALID_DIMENSIONS", method="sendPhoto"))
    await channel.send(outgoing("صورة", attachment=picture()))
    (sent,) = bot_api.sent_to()
    assert (sent.kind, sent.file_name) == ("document", "estimate.png")


async def test_a_file_beyond_the_limit_is_refused_without_asking(
    channel: TelegramChannel, bot_api: BotApiStandIn
) -> None:
    with pytest.raises(Refused, match="50000001 bytes"):
        await channel.send(outgoing(attachment=Attachment("document", "a.pdf", "application/pdf", b"0" * 50_000_001)))
    assert bot_api.calls == []


async def test_in_a_group_it_replies_to_the_message_in_its_topic(
    channel: TelegramChannel, bot_api: BotApiStandIn
) -> None:
    update = bot_api.say("@murshid_test_bot كم الحد؟", GROUP, user=5, topic=7)
    asked = bot_api.updates[update].update["message"]["message_id"]
    await channel.send(outgoing(address=f"{GROUP}:r{asked}:t7"))
    (sent,) = bot_api.sent_to(GROUP)
    assert (sent.reply_to, sent.topic) == (asked, 7)


async def test_a_question_that_was_deleted_meanwhile_is_answered_all_the_same(
    channel: TelegramChannel, bot_api: BotApiStandIn
) -> None:
    bot_api.meet(GROUP)
    await channel.send(outgoing(address=f"{GROUP}:r999"))
    assert [each.reply_to for each in bot_api.sent_to(GROUP)] == [None]


async def test_a_group_that_became_a_supergroup_is_followed(channel: TelegramChannel, bot_api: BotApiStandIn) -> None:
    bot_api.migrated[-77] = bot_api.meet(GROUP)
    await channel.send(outgoing("مرحبا", "-77:r3", BUTTONS))
    (sent,) = bot_api.sent_to(GROUP)
    assert (sent.text, sent.reply_to) == ("مرحبا", None)


async def test_too_many_messages_wait_as_long_as_telegram_says(
    channel: TelegramChannel, bot_api: BotApiStandIn
) -> None:
    bot_api.meet()
    bot_api.trouble.append(Trouble(retry_after=17))
    with pytest.raises(RetryLater) as caught:
        await channel.send(outgoing())
    assert caught.value.seconds == 17
    assert bot_api.sent == []


@pytest.mark.parametrize("status", [500, 503, 520])
async def test_a_server_out_of_order_is_asked_later(
    channel: TelegramChannel, bot_api: BotApiStandIn, status: int
) -> None:
    bot_api.meet()
    bot_api.trouble.append(Trouble(status, raw="<html>سر</html>"))
    with pytest.raises(RetryLater, match=f"HTTP {status}") as caught:
        await channel.send(outgoing())
    assert caught.value.seconds is None


@pytest.mark.parametrize("status", [502, 504])
async def test_a_gateway_without_an_answer_leaves_a_doubt(
    channel: TelegramChannel, bot_api: BotApiStandIn, status: int
) -> None:
    bot_api.meet()
    bot_api.trouble.append(Trouble(status, raw="bad gateway", after=True))
    with pytest.raises(InDoubt):
        await channel.send(outgoing())
    assert len(bot_api.sent) == 1


async def test_no_answer_after_the_message_went_out_leaves_a_doubt(
    channel: TelegramChannel, bot_api: BotApiStandIn
) -> None:
    bot_api.meet()
    bot_api.trouble.append(Trouble(after=True, seconds=1.0))
    with pytest.raises(InDoubt, match="ReadTimeout"):
        await channel.send(outgoing())
    assert len(bot_api.sent) == 1


async def test_an_unreadable_answer_leaves_a_doubt_and_is_not_logged(
    channel: TelegramChannel, bot_api: BotApiStandIn, caplog: pytest.LogCaptureFixture
) -> None:
    bot_api.meet()
    caplog.set_level(logging.DEBUG)
    bot_api.trouble.append(Trouble(200, raw='{"text": "سر', after=True))
    bot_api.trouble[0].status = 201
    with pytest.raises(InDoubt):
        await channel.send(outgoing())
    assert "سر" not in caplog.text


async def test_where_nobody_listens_nothing_went_out() -> None:
    channel = TelegramChannel(TOKEN, f"http://127.0.0.1:{free_port()}")
    with pytest.raises(RetryLater, match="cannot be reached"):
        await channel.send(outgoing())
    await channel.close()


async def test_a_connection_that_ends_without_an_answer_leaves_a_doubt() -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.close()

    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        server = await asyncio.start_server(hang_up, sock=bound)
        channel = TelegramChannel(TOKEN, f"http://127.0.0.1:{bound.getsockname()[1]}")
        with pytest.raises(InDoubt):
            await channel.send(outgoing())
        await channel.close()
        server.close()


async def test_after_closing_nothing_goes_out(channel: TelegramChannel, bot_api: BotApiStandIn) -> None:
    await channel.close()
    with pytest.raises(RetryLater):
        await channel.send(outgoing())
    assert bot_api.calls == []


async def test_a_person_who_blocked_the_bot_is_not_tried_again(
    channel: TelegramChannel, bot_api: BotApiStandIn
) -> None:
    bot_api.blocked.add(bot_api.meet())
    with pytest.raises(Refused, match="blocked the bot"):
        await channel.send(outgoing())


async def test_an_unknown_chat_is_not_tried_again(channel: TelegramChannel, bot_api: BotApiStandIn) -> None:
    with pytest.raises(Refused, match="not known to this bot"):
        await channel.send(outgoing())
    assert bot_api.sent == []


@pytest.mark.parametrize(
    ("status", "said", "reason"),
    [
        (400, "Bad Request: not enough rights to send text messages to the chat", "may not write in this group"),
        (400, "Bad Request: TOPIC_CLOSED", "closed"),
        (400, "Bad Request: something new about 966500000000", "bad"),
        (403, "Forbidden: user is deactivated", "account is gone"),
        (403, "Forbidden: something new about 966500000000", "forbids"),
        (413, "Request Entity Too Large", "too large"),
    ],
)
async def test_a_refusal_is_told_in_our_own_words(
    channel: TelegramChannel, bot_api: BotApiStandIn, status: int, said: str, reason: str
) -> None:
    bot_api.meet()
    bot_api.trouble.append(Trouble(status, said))
    with pytest.raises(Refused, match=reason) as caught:
        await channel.send(outgoing())
    assert "966500000000" not in str(caught.value)


async def test_a_wrong_token_is_for_an_operator_to_mend_and_loses_nothing(
    api: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    channel = TelegramChannel("123:wrong-token", api)
    with pytest.raises(RetryLater, match="MURSHID_TELEGRAM_TOKEN") as caught:
        await channel.send(outgoing("سؤال خاص"))
    await channel.close()
    logged = " ".join(each.getMessage() for each in caplog.records if not each.name.startswith("uvicorn"))
    assert "wrong-token" not in logged + str(caught.value)
    assert "سؤال" not in logged


@pytest.mark.parametrize("address", ["", "someone", "12:34", "1:r2:x", "@channel", "9" * 20])
async def test_an_address_that_is_none_is_refused(
    channel: TelegramChannel, bot_api: BotApiStandIn, address: str
) -> None:
    with pytest.raises(Refused) as caught:
        await channel.send(outgoing(address=address))
    assert str(caught.value) == "the address is unreadable"
    assert bot_api.calls == []


async def test_typing_is_shown_where_a_message_came_from(channel: TelegramChannel, bot_api: BotApiStandIn) -> None:
    await channel.noticed(Arrived("telegram", "5", f"{GROUP}:r3:t9", "1:1", Kind.TEXT, "سؤال"))
    assert bot_api.actions == [(GROUP, "typing")]
    assert bot_api.calls[0][1]["message_thread_id"] == 9


@pytest.mark.parametrize("trouble", [Trouble(403), Trouble(retry_after=9), Trouble(seconds=5.0)])
async def test_what_fails_at_showing_typing_harms_nothing(
    channel: TelegramChannel, bot_api: BotApiStandIn, trouble: Trouble
) -> None:
    trouble.method = "sendChatAction"
    bot_api.trouble.append(trouble)
    await channel.noticed(Arrived("telegram", "5", str(PERSON), "1:1", Kind.TEXT, "سؤال"))
    await channel.noticed(Arrived("telegram", "5", "no address", "1:1", Kind.TEXT, "سؤال"))
    assert bot_api.actions == []


async def test_closing_does_not_wait_for_a_press_to_be_answered(
    channel: TelegramChannel, bot_api: BotApiStandIn
) -> None:
    bot_api.trouble.append(Trouble(seconds=30.0, method="answerCallbackQuery"))
    channel.notice_press("1")
    await asyncio.sleep(0.05)
    async with asyncio.timeout(2):
        await channel.close()
    assert bot_api.answered == []
