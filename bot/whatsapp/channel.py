"""Sending on WhatsApp, by pywa and Meta's Cloud API."""

import asyncio
import logging

import httpx
from pywa_async.client import WhatsApp
from pywa_async.errors import WhatsAppError

from bot.channel import Arrived, Attachment, InDoubt, Outgoing, Refused, RetryLater
from bot.whatsapp import limits
from bot.whatsapp.failures import not_sent
from bot.whatsapp.form import lay_out

logger = logging.getLogger(__name__)

NAME = "whatsapp"
GRAPH_API = "https://graph.facebook.com"
GRAPH_API_VERSION = "26.0"
"""The newest that pywa 4.5 is built for (`pywa.utils.Version.GRAPH_API`). Meta keeps a version for two years."""
ANSWER_SECONDS = 20.0
CONNECT_SECONDS = 5.0
NOTICE_SECONDS = 5.0

_NOT_REACHED = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
"""The request never went out."""

# At DEBUG pywa logs whole requests: numbers and texts.
for _name in ("pywa", "pywa_async"):
    logging.getLogger(_name).setLevel(logging.ERROR)


class WhatsAppChannel:
    """One WhatsApp number. `token` may send from the number with this `phone_id`."""

    name = NAME
    seconds_between = limits.PAIR_SECONDS
    window_seconds: float | None = limits.WINDOW_SECONDS
    tells_delivery = True
    """`biz_opaque_callback_data` comes back in every status (`bot.whatsapp.updates.Report`)."""

    def __init__(
        self, token: str, phone_id: str, api: str = GRAPH_API, *, answer_seconds: float = ANSWER_SECONDS
    ) -> None:
        self._phone_id = phone_id
        self._http = httpx.AsyncClient(timeout=httpx.Timeout(answer_seconds, connect=CONNECT_SECONDS))
        self._whatsapp = WhatsApp(phone_id, token, session=self._http, api_version=GRAPH_API_VERSION)
        self._http.base_url = httpx.URL(f"{api.rstrip('/')}/v{GRAPH_API_VERSION}")  # pywa knows Meta's only

    def numbered(self, message: Outgoing) -> bool:
        """Whether the buttons of such a message are shown as numbered text, so that a number chooses one."""
        try:
            return bool(message.buttons) and lay_out(message).numbered
        except Refused:
            return False  # it is not shown at all

    async def send(self, message: Outgoing) -> None:
        """Sends a message. Raises `RetryLater`, `InDoubt` or `Refused`."""
        form = lay_out(message)
        if message.attachment is not None:
            form = lay_out(message, await self._upload(message.attachment))
        by_number = message.address.isdigit()
        try:
            # Not pywa's send_message: it takes a user id with letters for a group's, and Meta's ids may have letters.
            answer = await self._whatsapp.api.send_message(
                sender=self._phone_id,
                to=message.address if by_number else None,
                recipient=None if by_number else message.address,
                recipient_type="individual",
                typ=form.type,
                msg=form.content,
                biz_opaque_callback_data=message.reference,
            )
            accepted = bool(answer["messages"][0]["id"])
        except WhatsAppError as error:
            raise not_sent(error) from None
        except _NOT_REACHED as error:
            raise RetryLater(f"the Graph API cannot be reached ({type(error).__name__})") from None
        except httpx.HTTPError as error:
            raise InDoubt(f"the Graph API did not answer ({type(error).__name__})") from None
        except (LookupError, TypeError, ValueError):
            accepted = False
        if not accepted:
            raise InDoubt("the Graph API's answer is unreadable")

    async def _upload(self, attachment: Attachment) -> str:
        """Uploads a file and gives its id. Whatever goes wrong, the message has not gone out."""
        try:
            answer = await self._whatsapp.api.upload_media(
                phone_id=self._phone_id,
                media=attachment.data,
                mime_type=attachment.media_type,
                filename=attachment.name,
            )
            return str(answer["id"])
        except WhatsAppError as error:
            problem = not_sent(error)
            if isinstance(problem, InDoubt):
                raise RetryLater(f"the file was not uploaded: {problem}") from None
            raise problem from None
        except httpx.HTTPError as error:
            raise RetryLater(f"the file was not uploaded ({type(error).__name__})") from None
        except (LookupError, TypeError, ValueError):
            raise RetryLater("the file was not uploaded: the Graph API's answer is unreadable") from None

    async def noticed(self, arrived: Arrived) -> None:
        """Marks the message as read and shows that an answer is being written (for up to 25 s). Never raises."""
        try:
            async with asyncio.timeout(NOTICE_SECONDS):
                await self._whatsapp.indicate_typing(arrived.delivery)
        except Exception as error:
            logger.info("a message could not be marked as read (%s)", type(error).__name__)

    async def check(self) -> str | None:
        """What is wrong with the token, the phone number ID or the way to Meta, for operators; None: nothing."""
        try:
            await self._whatsapp.api.get_business_phone_number(self._phone_id, fields=("id",))
        except WhatsAppError as error:
            return str(not_sent(error))
        except httpx.HTTPError as error:
            return f"the Graph API cannot be reached ({type(error).__name__})"
        except (LookupError, TypeError, ValueError):
            return "the Graph API's answer is unreadable: is MURSHID_WHATSAPP_API right?"
        return None

    async def close(self) -> None:
        """Gives the connections back."""
        await self._http.aclose()
