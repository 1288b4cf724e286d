"""What the processes beside the service are given: their environment variables, and the interpreter of Rasa."""

import os
import re
from pathlib import Path

from bot.settings import ROOT, Settings
from bot.trouble import Trouble

RASA_PYTHON = ROOT / "nlu" / ".venv" / "bin" / "python"
"""Rasa's own environment (docs/decisions: two environments)."""


_SECRET = re.compile(r"^MURSHID_.*(TOKEN|SECRET)|^(MURSHID_)?DATABASE_URL$")


class NotSetUp(Trouble):
    """Something that has to be there before a start is not. Its text is one line that says what to do."""


def model_path(settings: Settings) -> Path:
    """The trained model that Rasa loads."""
    return settings.models / "murshid.tar.gz"


def check_environments() -> None:
    """Raises `NotSetUp` where an interpreter is missing."""
    if not RASA_PYTHON.exists():
        raise NotSetUp(f"Rasa's environment is missing ({RASA_PYTHON.relative_to(ROOT)}): run `make setup`")


def without_secrets(environment: dict[str, str]) -> dict[str, str]:
    """The environment for Rasa and the action server, which have no use for what opens other doors."""
    return {name: value for name, value in environment.items() if not _SECRET.search(name)}


def variables(settings: Settings) -> dict[str, str]:
    """The environment for Rasa, the action server and the web service: ours, with the settings written out."""
    kept = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONHOME")}
    return kept | {
        "MURSHID_HOST": settings.host,
        "MURSHID_PORT": str(settings.port),
        "MURSHID_RASA_PORT": str(settings.rasa_port),
        "MURSHID_ACTIONS_PORT": str(settings.actions_port),
        "MURSHID_FORWARDED_ALLOW_IPS": settings.forwarded_allow_ips,
        "MURSHID_VAR": str(settings.var),
        "MURSHID_MODELS": str(settings.models),
        "MURSHID_MODEL": str(model_path(settings)),
        "MURSHID_TRACKER_DB": str(settings.tracker_db),
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "PYTHONIOENCODING": "utf-8",
        # The action server listens where this says (rasa_sdk.endpoint.run); without it, on every address.
        "SANIC_HOST": "127.0.0.1",
        "RASA_TELEMETRY_ENABLED": "false",
        "LOG_LEVEL": "WARNING",
        "LOG_LEVEL_LIBRARIES": "ERROR",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "CUDA_VISIBLE_DEVICES": "-1",
        # Rasa 3.6 is the last of its line: the deprecations of its libraries will not be mended, only shown.
        "PYTHONWARNINGS": "ignore",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }
