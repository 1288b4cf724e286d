"""Where Chromium is, and how it gets there: `python -m tests.live.chromium` installs it where it is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# Without these a headless Chromium calls home at every start.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def executable() -> str | None:
    """The system's Chromium or Chrome; None where Playwright's own is to be used."""
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
    )


def install() -> int:
    """Install Chromium: from the system's packages where we may, else Playwright's own. The exit status."""
    if executable() is not None:
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        commands = [["apt-get", "update", "-qq"], ["apt-get", "install", "-y", "-qq", "chromium", "fonts-noto-core"]]
        if all(subprocess.run(command, env=environment, check=False).returncode == 0 for command in commands):
            return 0
    status = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False).returncode
    if status:
        print(
            "Chromium could not be installed: install it with your system's packages, then run again.", file=sys.stderr
        )
    return status


if __name__ == "__main__":
    sys.exit(install())
