"""One running assistant for all live tests: Rasa, the action server and the service, as `make run` starts them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 180


@dataclass(frozen=True)
class Assistant:
    """A running assistant."""

    url: str
    process: subprocess.Popen[bytes]
    environment: dict[str, str]
    log: Path


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """`murshid serve` on free ports with an empty store of its own."""
    var = tmp_path_factory.mktemp("var")
    log = var / "serve.log"
    ports = {name: str(free_port()) for name in ("MURSHID_PORT", "MURSHID_RASA_PORT", "MURSHID_ACTIONS_PORT")}
    environment = {**os.environ, **ports, "MURSHID_VAR": str(var)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "serve"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    deadline = time.monotonic() + START_SECONDS
    while b"Murshid is ready" not in log.read_bytes():
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            pytest.fail(f"murshid serve did not start:\n{log.read_text(errors='replace')[-3000:]}")
        time.sleep(0.2)
    yield Assistant(f"http://127.0.0.1:{ports['MURSHID_PORT']}", process, environment, log)
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        pytest.fail("murshid serve did not end on Ctrl-C")
