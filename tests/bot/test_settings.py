"""Settings come from the environment, and every one is described."""

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.settings import ROOT, WORST_REPLY_SECONDS, Settings

DESCRIBED = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def rows() -> dict[str, str]:
    """The table of docs/settings.md: each name with its default as written there."""
    return dict(re.findall(r"^\| `MURSHID_(\w+)` \| `?([^|`]*)`? \|", DESCRIBED, re.MULTILINE))


def test_every_setting_is_described_and_nothing_else() -> None:
    assert set(rows()) == {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_the_described_default_is_the_real_one(name: str) -> None:
    default = Settings.model_fields[name].default
    if isinstance(default, SecretStr):
        default = default.get_secret_value()
    shown = str(default.relative_to(ROOT)) if isinstance(default, Path) else str(default)
    assert rows()[name.upper()].strip() == (shown or "empty")


def test_a_variable_of_the_environment_sets_each(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MURSHID_PORT", "8123")
    monkeypatch.setenv("MURSHID_VAR", str(tmp_path))
    settings = Settings()
    assert settings.port == 8123
    assert settings.service_url == "http://127.0.0.1:8123"
    assert settings.store_url == f"sqlite+aiosqlite:///{tmp_path / 'murshid.db'}"


def test_the_database_may_be_named_as_hosts_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite+aiosqlite:///elsewhere.db")
    assert Settings().store_url == "sqlite+aiosqlite:///elsewhere.db"


def test_secrets_are_not_shown_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [name for name in Settings.model_fields if re.search("token|secret", name)]
    assert len(names) == 6
    for name in names:
        monkeypatch.setenv(f"MURSHID_{name.upper()}", "do-not-show-this")
    assert "do-not-show-this" not in repr(Settings())


def test_origins_are_read_as_written_and_others_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MURSHID_ALLOWED_ORIGINS", "https://a.example  http://b.example:8080")
    assert Settings().origins == ("https://a.example", "http://b.example:8080")
    for wrong in ("a.example", "https://a.example/path", "*", "https://a.example; script-src *"):
        monkeypatch.setenv("MURSHID_ALLOWED_ORIGINS", wrong)
        with pytest.raises(ValueError, match="is no origin"):
            Settings()


def test_an_empty_variable_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MURSHID_PORT", "")
    assert Settings().port == 8000


def test_a_relative_folder_is_inside_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MURSHID_VAR", "elsewhere")
    assert Settings().var == ROOT / "elsewhere"


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::", "http://127.0.0.1:8000"),
        ("::1", "http://[::1]:8000"),
        ("10.1.2.3", "http://10.1.2.3:8000"),
    ],
)
def test_the_printed_address_can_be_opened_on_this_machine(host: str, url: str) -> None:
    assert Settings(host=host).service_url == url


def test_the_described_limit_of_the_reply_is_the_real_one() -> None:
    assert f"at most {WORST_REPLY_SECONDS}" in DESCRIBED
