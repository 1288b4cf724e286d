"""Sending on Telegram, by python-telegram-bot and the Bot API."""

import asyncio
import logging
from dataclasses import dataclass

from telegram import Bot, LinkPreviewOptions, ReplyParameters
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.channel import Arrived, Attachment, Outgoing, Refused
from bot.telegram import limits
from bot.telegram.address import Address
from bot.telegram.failures import not_sent
from bot.telegram.form import keyboard, shortened
from bot.telegram.request import ANSWER_SECONDS, BOT_API, open_bot
from bot.telegram.wording import CHOOSE

logger = logging.getLogger(__name__)

NAME = "telegram"
NOTICE_SECONDS = 5.0

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_NO_PHOTO = ("photo", "image_process_failed")
"""What Telegram says of pictures that it takes as documents only, being too long or too wide."""


@dataclass(frozen=True)
class Me:
    """The bot itself. `username` is None until Telegram has told it."""

    id: int
    username: str | None = None


class TelegramChannel:
    """One bot. `api` is the address of the Bot API, or of a local Bot API server."""

    name = NAME
    seconds_between = limits.CHAT_SECONDS
    window_seconds: float | None = None
    tells_delivery = False
    """The Bot API has no names of ours for messages, and no way to ask what went out."""

    def __init__(self, token: str, api: str = BOT_API, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        self.bot: Bot
        self.bot, self._request = open_bot(token, api, answer_seconds)
        self.me = Me(int(token.partition(":")[0]))
        self._notices: set[asyncio.Task[None]] = set()

    def numbered(self, message: Outgoing) -> bool:
        """False: any number of buttons fits under a message."""
        return False

    async def send(self, message: Outgoing) -> None:
        """Sends a message. Raises `RetryLater`, `InDoubt` or `Refused`."""
        try:
            address = Address.read(message.address)
        except ValueError:
            raise Refused("the address is unreadable") from None
        try:
            try:
                await self._send(message, address)
            except ChatMigrated as moved:  # the group became a supergroup: another id, and other ids of its messages
                await self._send(message, Address(moved.new_chat_id))
        except TelegramError as error:
            raise not_sent(error) from None

    async def _send(self, message: Outgoing, address: Address) -> None:
        if message.attachment is not None:
            return await self._send_file(message, message.attachment, address)
        text = shortened(message.text, limits.TEXT) or (CHOOSE if message.buttons else "")
        if not text:
            raise Refused("the message is empty")
        await self.bot.send_message(
            chat_id=address.chat,
            text=text,
            reply_markup=keyboard(message.buttons),
            link_preview_options=_NO_PREVIEW,
            reply_parameters=_reply(address),
            message_thread_id=address.topic,
        )

    async def _send_file(self, message: Outgoing, file: Attachment, address: Address) -> None:
        if len(file.data) > limits.DOCUMENT_BYTES:
            raise Refused(f"the file has {len(file.data)} bytes; Telegram takes {limits.DOCUMENT_BYTES}")
        caption = shortened(message.text, limits.CAPTION) or None
        if file.kind == "picture" and len(file.data) <= limits.PHOTO_BYTES:
            try:
                await self.bot.send_photo(
                    chat_id=address.chat,
                    photo=file.data,
                    filename=file.name,
                    caption=caption,
                    reply_markup=keyboard(message.buttons),
                    reply_parameters=_reply(address),
                    message_thread_id=address.topic,
                )
                return
            except BadRequest as error:
                if not any(each in error.message.lower() for each in _NO_PHOTO):
                    raise
        await self.bot.send_document(
            chat_id=address.chat,
            document=file.data,
            filename=file.name,
            caption=caption,
            reply_markup=keyboard(message.buttons),
            reply_parameters=_reply(address),
            message_thread_id=address.topic,
        )

    async def noticed(self, arrived: Arrived) -> None:
        """Shows "typing" in the chat, for up to 5 s. Never raises."""
        try:
            address = Address.read(arrived.address)
            async with asyncio.timeout(NOTICE_SECONDS):
                await self.bot.send_chat_action(address.chat, ChatAction.TYPING, message_thread_id=address.topic)
        except Exception as error:
            logger.info("typing could not be shown (%s)", type(error).__name__)

    def notice_press(self, press: str) -> None:
        """Ends, in the background, the waiting sign on a pressed button. `press` is the callback query's id."""
        task = asyncio.create_task(self._end_waiting(press))
        self._notices.add(task)
        task.add_done_callback(self._notices.discard)

    async def _end_waiting(self, press: str) -> None:
        try:
            async with asyncio.timeout(NOTICE_SECONDS):
                await self.bot.answer_callback_query(press)
        except Exception as error:  # it is too old, or Telegram is away: the sign ends by itself
            logger.info("a pressed button could not be answered (%s)", type(error).__name__)

    async def close(self) -> None:
        """Gives the connections back."""
        for task in self._notices:
            task.cancel()
        await asyncio.gather(*self._notices, return_exceptions=True)
        await self._request.shutdown()


def _reply(address: Address) -> ReplyParameters | None:
    if address.reply_to is None:
        return None
    return ReplyParameters(address.reply_to, allow_sending_without_reply=True)
