"""Rasa's own command line, without its noise: `python -m nlu.launch train ...`, `python -m nlu.launch run ...`.

Telemetry is off, no GPU is looked for, and warnings that concern Rasa's libraries (nothing that a reader could
change) are not printed. Everything else is `rasa`.
"""

from __future__ import annotations

import os
import sys
import warnings

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "",
}
"""Settings of the environment that hold whenever Rasa's code runs."""


def quieten() -> None:
    """Set the environment and the warning filters; to be called before the first import of Rasa's code."""
    os.environ.update(QUIET)
    import sanic.app  # noqa: F401  # it resets the filters when it is imported, so it comes first

    warnings.filterwarnings("ignore", category=DeprecationWarning)
    warnings.filterwarnings("ignore", message=".*Slot auto-fill has been removed")  # said at every load, of any domain


def main() -> None:
    """Run `rasa` with this process's arguments."""
    sys.argv[0] = "rasa"
    quieten()
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
