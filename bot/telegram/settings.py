"""What has to be set before Telegram is switched on."""

import re
from urllib.parse import urlsplit

from bot.telegram.limits import SECRET, WEBHOOK_PORTS

LEAST_SECRET = 16
"""Shorter secrets can be guessed, and who guesses it can write in anybody's name."""

_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{1,200}")
_SECRET = re.compile(f"[A-Za-z0-9_-]{{{LEAST_SECRET},{SECRET}}}")
_MAKE_ONE = "make one with `openssl rand -hex 32`"


class SettingsError(ValueError):
    """Telegram cannot be switched on. The text is one line that says what to set, and never what was set."""


def check_settings(token: str, secret: str, public_url: str = "") -> None:
    """Raises `SettingsError` for what is missing or wrong. With neither a token nor a secret Telegram is off."""
    if not token and not secret:
        return
    if not token:
        raise SettingsError("Telegram: set MURSHID_TELEGRAM_TOKEN, the token from @BotFather (docs/telegram.md)")
    if _TOKEN.fullmatch(token) is None:
        raise SettingsError("Telegram: MURSHID_TELEGRAM_TOKEN is no token: it looks like 123456:ABC... (@BotFather)")
    check_secret(secret)
    if public_url and not _is_reachable(public_url):
        ports = ", ".join(map(str, WEBHOOK_PORTS))
        raise SettingsError(
            f"Telegram: MURSHID_PUBLIC_URL has to be an https address that Telegram can reach, on port {ports}"
        )


def check_secret(secret: str) -> None:
    """Raises `SettingsError` where the webhook's secret is missing or is none."""
    if not secret:
        raise SettingsError(
            f"Telegram: set MURSHID_TELEGRAM_SECRET, else anyone could forge messages: {_MAKE_ONE} (docs/telegram.md)"
        )
    if _SECRET.fullmatch(secret) is None:
        raise SettingsError(
            f"Telegram: MURSHID_TELEGRAM_SECRET has to be {LEAST_SECRET}-{SECRET} of A-Z a-z 0-9 _ -: {_MAKE_ONE}"
        )


def _is_reachable(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme == "https" and bool(parts.hostname) and (parts.port or 443) in WEBHOOK_PORTS
    except ValueError:
        return False
