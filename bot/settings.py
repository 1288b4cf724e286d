"""What can be set from the environment, each with a default that works on one machine with nothing installed.

Every setting is described in `docs/settings.md`; a test keeps the two together.
"""

import re
from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds the whole project."""

_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?", re.IGNORECASE)

WORST_REPLY_SECONDS = 4.5
"""The citizen hears something within 5 s; half a second is kept for the store and the way back."""


class Settings(BaseSettings):
    """The settings of one running assistant, read from `MURSHID_...` variables."""

    model_config = SettingsConfigDict(env_prefix="MURSHID_", env_ignore_empty=True, extra="ignore")

    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=1, le=65535)
    rasa_port: int = Field(default=5005, ge=1, le=65535)
    actions_port: int = Field(default=5055, ge=1, le=65535)
    var: Path = ROOT / "var"
    models: Path = ROOT / "models"
    database_url: str = Field(default="", validation_alias=AliasChoices("MURSHID_DATABASE_URL", "DATABASE_URL"))
    reply_timeout: float = Field(default=4.0, gt=0, le=WORST_REPLY_SECONDS)
    start_timeout: float = Field(default=120.0, gt=0)
    max_message_length: int = Field(default=1000, ge=100, le=10_000)
    max_body_bytes: int = Field(default=131_072, ge=1024)
    max_waiting: int = Field(default=20, ge=1)
    max_history: int = Field(default=500, ge=1)
    allowed_origins: str = ""
    forwarded_allow_ips: str = "127.0.0.1"
    messages_per_minute: int = Field(default=30, ge=1)
    requests_per_minute: int = Field(default=120, ge=1)
    secret: SecretStr = SecretStr("")
    public_url: str = Field(default="", pattern=r"^(https://[^/\s]+(/[^\s]*)?)?$")
    retention_days: int = Field(default=30, ge=1, le=3650)
    telegram_token: SecretStr = SecretStr("")
    telegram_secret: SecretStr = SecretStr("")
    telegram_api: str = "https://api.telegram.org"
    whatsapp_token: SecretStr = SecretStr("")
    whatsapp_phone_id: str = Field(default="", pattern=r"^[0-9]*$")
    whatsapp_app_secret: SecretStr = SecretStr("")
    whatsapp_verify_token: SecretStr = SecretStr("")
    whatsapp_api: str = "https://graph.facebook.com"
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")

    @field_validator("var", "models")
    @classmethod
    def _from_the_root(cls, path: Path) -> Path:
        return path if path.is_absolute() else ROOT / path

    @field_validator("allowed_origins")
    @classmethod
    def _origins(cls, origins: str) -> str:
        for each in origins.split():
            if not _ORIGIN.fullmatch(each):
                raise ValueError(f"{each!r} is no origin: write https://example.sa, several with spaces between")
        return origins

    @property
    def origins(self) -> tuple[str, ...]:
        """The sites besides our own whose pages may hold the chat."""
        return tuple(self.allowed_origins.split())

    @property
    def secret_file(self) -> Path:
        """Where the secret is kept that no setting gives."""
        return self.var / "secret.key"

    @property
    def store_url(self) -> str:
        """The database's address for SQLAlchemy's async engine."""
        return self.database_url or f"sqlite+aiosqlite:///{self.var / 'murshid.db'}"

    @property
    def tracker_db(self) -> Path:
        """Where Rasa keeps its own memory of conversations (SQLite)."""
        return self.var / "rasa.db"

    @property
    def rasa_url(self) -> str:
        """Rasa, on loopback only."""
        return f"http://127.0.0.1:{self.rasa_port}"

    @property
    def actions_url(self) -> str:
        """The action server, on loopback only."""
        return f"http://127.0.0.1:{self.actions_port}"

    @property
    def service_url(self) -> str:
        """The address of the page for someone on this machine."""
        host = "127.0.0.1" if self.host in ("0.0.0.0", "::", "") else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"
