"""Nothing starts half set."""

import pytest

from bot.whatsapp.settings import check_settings

GOOD = {"token": "EAAG", "phone_id": "106540352242922", "app_secret": "0f1e", "verify_token": "word"}


def test_all_set_or_nothing_set_needs_no_word() -> None:
    assert check_settings(**GOOD) == []
    assert check_settings("", "", "", "") == []


@pytest.mark.parametrize("missing", GOOD)
def test_each_missing_setting_is_one_line_that_names_it(missing: str) -> None:
    (line,) = check_settings(**{**GOOD, missing: ""})
    assert f"set MURSHID_WHATSAPP_{missing.upper()}," in line
    assert "\n" not in line


def test_a_token_alone_names_the_other_three() -> None:
    assert len(check_settings("EAAG", "", "", "")) == 3


def test_a_phone_number_is_no_phone_number_id() -> None:
    (line,) = check_settings(**{**GOOD, "phone_id": "+966500000001"})
    assert "MURSHID_WHATSAPP_PHONE_ID" in line
    assert "966500000001" not in line
