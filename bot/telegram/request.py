"""Requests to the Bot API: python-telegram-bot's own, but quiet, and with what a status says kept apart."""

import json
import logging
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from telegram import Bot
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, HTTPXRequest, RequestData

BOT_API = "https://api.telegram.org"
ANSWER_SECONDS = 20.0
CONNECT_SECONDS = 5.0
CONNECTIONS = 64

_TOLD_APART_BY_LIBRARY = (400, 401, 403, 404, 409)

# Addresses of requests hold the token; at DEBUG the library logs texts.
for _name in ("telegram", "httpx", "httpcore"):
    logging.getLogger(_name).setLevel(logging.WARNING)


class TooFast(NetworkError):
    """Too many requests (429). `seconds`: how long to wait, where Telegram says it."""

    def __init__(self, seconds: float | None) -> None:
        super().__init__("too many requests")
        self.seconds = seconds


class OddStatus(NetworkError):
    """An answer with an HTTP status that the Bot API's own errors do not have: mostly 5xx."""

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


class Request(HTTPXRequest):
    """The library's requests. A loopback address is never asked for by way of a proxy."""

    def __init__(self, api: str, answer_seconds: float) -> None:
        super().__init__(
            connection_pool_size=CONNECTIONS,
            read_timeout=answer_seconds,
            write_timeout=answer_seconds,
            connect_timeout=CONNECT_SECONDS,
            httpx_kwargs={"trust_env": not _is_loopback(api)},
        )

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and the body. Raises `TooFast`, `OddStatus`, and what the library does."""
        status, body = await super().do_request(
            url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
        )
        if status == 429:
            raise TooFast(_retry_after(body))
        if not 200 <= status < 300 and status not in _TOLD_APART_BY_LIBRARY:
            raise OddStatus(status)
        return status, body

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer. The library's own would log one that it cannot read, with all that is in it."""
        try:
            answer = json.loads(payload)
        except (ValueError, RecursionError):
            answer = None
        if not isinstance(answer, dict) or not ("result" in answer or "description" in answer):
            raise TelegramError("the answer is unreadable")
        return answer


def open_bot(token: str, api: str = BOT_API, answer_seconds: float = ANSWER_SECONDS) -> tuple[Bot, Request]:
    """A bot, and its connections, which have to be given back with `shutdown`."""
    request = Request(api, answer_seconds)
    return Bot(token, f"{api.rstrip('/')}/bot", request=request, get_updates_request=request), request


def _retry_after(body: bytes) -> float | None:
    try:
        seconds = json.loads(body)["parameters"]["retry_after"]
        return float(seconds) if seconds >= 0 else None
    except (LookupError, TypeError, ValueError, RecursionError):
        return None


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
