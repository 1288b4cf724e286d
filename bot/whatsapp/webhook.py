"""The address that Meta calls: it proves to be ours, and takes what is signed with the app's secret."""

import hashlib
import hmac
import json
import logging
from typing import Annotated, Protocol

from fastapi import APIRouter, Query, Request
from fastapi.responses import PlainTextResponse, Response

from bot.channel import Arrived
from bot.whatsapp.channel import NAME
from bot.whatsapp.updates import Ignored, Report, read

logger = logging.getLogger(__name__)

PATH = "/channels/whatsapp"


class Inbox(Protocol):
    """Where what arrives is kept."""

    async def take(self, arrived: Arrived) -> bool:
        """Stores a message; it is stored when this returns. False: this delivery came before."""
        ...

    async def count_ignored(self, channel: str, what: str) -> None:
        """Counts something that is acknowledged and not answered."""
        ...


class Outbox(Protocol):
    """Where it is known what was sent."""

    async def delivered(self, channel: str, reference: str) -> None:
        """The platform has the message with this reference."""
        ...

    async def failed(self, channel: str, reference: str, reason: str) -> None:
        """The platform took the message with this reference, and could not deliver it."""
        ...


def signature(app_secret: str, body: bytes) -> str:
    """What `X-Hub-Signature-256` says of a body that comes from Meta.

    https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint
    """
    return "sha256=" + hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()


def webhook(inbox: Inbox, outbox: Outbox, *, phone_id: str, app_secret: str, verify_token: str) -> APIRouter:
    """The routes of the webhook. Raises ValueError where a secret is empty: everything would count as signed."""
    if not (phone_id and app_secret and verify_token):
        raise ValueError("WhatsApp's webhook needs a phone number ID, an app secret and a verify token")
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    async def verify(
        mode: Annotated[str, Query(alias="hub.mode")] = "",
        token: Annotated[str, Query(alias="hub.verify_token")] = "",
        challenge: Annotated[str, Query(alias="hub.challenge")] = "",
    ) -> PlainTextResponse:
        ours = hmac.compare_digest(token.encode(), verify_token.encode())
        if mode != "subscribe" or not ours:
            logger.warning(
                "a verification of the WhatsApp webhook was refused: is MURSHID_WHATSAPP_VERIFY_TOKEN right?"
            )
            return PlainTextResponse("forbidden", 403)
        return PlainTextResponse(challenge)

    @router.post(PATH)
    async def receive(request: Request) -> Response:
        body = await request.body()
        stated = request.headers.get("x-hub-signature-256", "")
        if not hmac.compare_digest(stated.encode(), signature(app_secret, body).encode()):
            logger.warning("a WhatsApp webhook with a wrong signature: is MURSHID_WHATSAPP_APP_SECRET right?")
            return PlainTextResponse("the signature is wrong", 401)
        try:
            payload = json.loads(body)
        except (ValueError, RecursionError):
            payload = None
        if not isinstance(payload, dict):
            return PlainTextResponse("not a JSON object", 400)
        try:
            for update in read(payload, phone_id):
                match update:
                    case Arrived():
                        await inbox.take(update)
                    case Report(reference, None):
                        await outbox.delivered(NAME, reference)
                    case Report(reference, str() as failure):
                        await outbox.failed(NAME, reference, failure)
                    case Ignored(what):
                        await inbox.count_ignored(NAME, what)
        except Exception as error:
            # Meta delivers the whole body again; what is stored already is known by its id then.
            logger.error("a WhatsApp webhook could not be stored (%s)", type(error).__name__)
            return PlainTextResponse("not stored", 500)
        return Response(status_code=200)

    return router
