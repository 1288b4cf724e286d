"""Telegram is not switched on by halves: one line says what to set."""

import pytest

from bot.telegram.address import Address
from bot.telegram.settings import SettingsError, check_settings

TOKEN = "7000000001:AA-secret_part_of_the_token_0123456"
SECRET = "0123456789abcdef0123456789abcdef"


def complaint(token: str, secret: str, url: str = "") -> str:
    """What is complained of; empty where nothing is."""
    try:
        check_settings(token, secret, url)
    except SettingsError as error:
        return str(error)
    return ""


def test_nothing_set_means_off() -> None:
    assert complaint("", "") == ""


@pytest.mark.parametrize("url", ["", "https://murshid.example", "https://murshid.example:8443/bot", "https://x.sa:443"])
def test_token_and_secret_are_enough(url: str) -> None:
    assert complaint(TOKEN, SECRET, url) == ""


@pytest.mark.parametrize(
    ("token", "secret", "url", "named"),
    [
        (TOKEN, "", "", "set MURSHID_TELEGRAM_SECRET"),
        (TOKEN, "0123456789abcde", "", "MURSHID_TELEGRAM_SECRET has to be 16-256"),
        (TOKEN, "a secret with spaces in it", "", "MURSHID_TELEGRAM_SECRET has to be"),
        (TOKEN, "a" * 257, "", "MURSHID_TELEGRAM_SECRET has to be"),
        (TOKEN, SECRET + "\n", "", "MURSHID_TELEGRAM_SECRET has to be"),
        ("", SECRET, "", "set MURSHID_TELEGRAM_TOKEN"),
        ("no-token", SECRET, "", "MURSHID_TELEGRAM_TOKEN is no token"),
        ("bot" + TOKEN, SECRET, "", "MURSHID_TELEGRAM_TOKEN is no token"),
        (TOKEN + "/x", SECRET, "", "MURSHID_TELEGRAM_TOKEN is no token"),
        (TOKEN, SECRET, "http://murshid.example", "MURSHID_PUBLIC_URL"),
        (TOKEN, SECRET, "https://murshid.example:8000", "443, 80, 88, 8443"),
        (TOKEN, SECRET, "https://murshid.example:port", "MURSHID_PUBLIC_URL"),
    ],
)
def test_what_is_missing_or_wrong_is_said_in_one_line_without_what_was_set(
    token: str, secret: str, url: str, named: str
) -> None:
    line = complaint(token, secret, url)
    assert named in line
    assert "\n" not in line
    assert all(given not in line for given in (token, secret) if len(given) > 10)


def test_a_missing_secret_is_said_with_how_to_make_one() -> None:
    assert "openssl rand -hex 32" in complaint(TOKEN, "")


@pytest.mark.parametrize(
    "address", [Address(5), Address(-1001234567890, 7), Address(-5, 7, 9), Address(5, None, 9), Address(2**52)]
)
def test_an_address_is_read_as_it_was_written(address: Address) -> None:
    assert Address.read(str(address)) == address
