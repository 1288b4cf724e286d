"""What an error means for a message: it surely did not go out, it may have, or it never will."""

import httpx
import pytest
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, TelegramError, TimedOut

from bot.channel import InDoubt, NotSent, Refused, RetryLater
from bot.telegram.failures import not_sent
from bot.telegram.request import OddStatus, Request, TooFast


def caused(error: TelegramError, cause: Exception) -> TelegramError:
    """The error as python-telegram-bot raises it from one of httpx."""
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (caused(NetworkError("x"), httpx.ConnectError("x")), RetryLater),
        (caused(NetworkError("x"), httpx.ProxyError("x")), RetryLater),
        (caused(NetworkError("x"), httpx.UnsupportedProtocol("x")), RetryLater),
        (caused(TimedOut(), httpx.ConnectTimeout("x")), RetryLater),
        (caused(TimedOut(), httpx.PoolTimeout("x")), RetryLater),
        (caused(TimedOut(), httpx.ReadTimeout("x")), InDoubt),
        (caused(TimedOut(), httpx.WriteTimeout("x")), InDoubt),
        (caused(NetworkError("x"), httpx.ReadError("x")), InDoubt),
        (caused(NetworkError("x"), httpx.RemoteProtocolError("x")), InDoubt),
        (TelegramError("the answer is unreadable"), InDoubt),
        (TooFast(3.0), RetryLater),
        (OddStatus(500), RetryLater),
        (OddStatus(302), RetryLater),
        (OddStatus(504), InDoubt),
        (OddStatus(413), Refused),
        (InvalidToken(), RetryLater),
        (Conflict("x"), RetryLater),
        (Forbidden("Forbidden: bot was kicked from the supergroup chat"), Refused),
        (BadRequest("Bad Request: message is too long"), Refused),
    ],
)
def test_every_error_is_of_one_kind(error: TelegramError, kind: type[NotSent]) -> None:
    assert type(not_sent(error)) is kind


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"parameters": null}', b'{"parameters": {"retry_after": "x"}}', b"[" * 10**5]
)
async def test_too_many_requests_without_a_time_are_understood_too(body: bytes) -> None:
    async def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(429, content=body)

    request = Request("https://api.telegram.org", 1.0)
    await request.shutdown()
    request._client = httpx.AsyncClient(transport=httpx.MockTransport(answer))
    with pytest.raises(TooFast) as caught:
        await request.post("https://api.telegram.org/bot1:x/getMe")
    await request.shutdown()
    assert caught.value.seconds is None


@pytest.mark.parametrize(
    ("api", "by_environment"),
    [
        ("http://127.0.0.1:8081", False),
        ("http://localhost:8081", False),
        ("http://[::1]:8081", False),
        ("https://api.telegram.org", True),
    ],
)
async def test_a_proxy_of_the_environment_is_used_for_the_world_only(api: str, by_environment: bool) -> None:
    request = Request(api, 1.0)
    assert request._client.trust_env is by_environment
    await request.shutdown()
