"""How much one conversation and one address may ask for in a minute. Counted in memory: a restart forgets it.

Requests from this machine itself are not limited: those of operators, and of a proxy that does not say for whom.
"""

import ipaddress
import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.keys import Keys


class TooFast(Exception):
    """More than may be asked for. `seconds` says when it may be tried again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"again in {seconds} s")
        self.seconds = seconds


class Limits:
    """Counts requests by address (a keyed hash of it) and messages by conversation."""

    def __init__(self, keys: Keys, requests_per_minute: int, messages_per_minute: int) -> None:
        self._keys = keys
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._requests = RateLimitItemPerMinute(requests_per_minute)
        self._messages = RateLimitItemPerMinute(messages_per_minute)

    def request(self, address: str | None) -> None:
        """One request that writes from this address. Raises `TooFast`."""
        if address is not None and not _is_this_machine(address):
            self._hit(self._requests, "address", self._keys.address(address))

    def message(self, address: str | None, conversation: str) -> None:
        """One message in this conversation, and one request. Raises `TooFast`."""
        self.request(address)
        if address is None or not _is_this_machine(address):
            self._hit(self._messages, "conversation", conversation)

    def _hit(self, item: RateLimitItemPerMinute, *names: str) -> None:
        if not self._limiter.hit(item, *names):
            window = self._limiter.get_window_stats(item, *names)
            raise TooFast(max(1, math.ceil(window.reset_time - time.time())))


def _is_this_machine(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
