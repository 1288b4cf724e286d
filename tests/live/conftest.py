"""One running assistant for all live tests: Rasa, the action server and the service, as `make run` starts them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
START_SECONDS = 180


@dataclass(frozen=True)
class Assistant:
    """A running assistant."""

    url: str
    rasa_url: str
    process: subprocess.Popen[bytes]
    log: Path

    def pids_of(self, part: str) -> list[int]:
        """The process among the assistant's own whose command line holds `part`, and all that it started."""
        listing = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
        rows = [line.split(maxsplit=2) for line in listing.splitlines()]
        found = [int(pid) for pid, parent, args in rows if int(parent) == self.process.pid and part in args]
        for pid in found:
            found += [int(child) for child, parent, _ in rows if int(parent) == pid]
        return found


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def started(var: Path, more: Mapping[str, str] | None = None) -> Iterator[Assistant]:
    """`murshid serve` on free ports with an empty store of its own and these settings beside, ready to answer."""
    log = var / "serve.log"
    ports = {name: str(free_port()) for name in ("MURSHID_PORT", "MURSHID_RASA_PORT", "MURSHID_ACTIONS_PORT")}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "serve"],
            cwd=ROOT,
            env={**os.environ, **ports, "MURSHID_VAR": str(var), **(more or {})},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while b"Murshid is ready" not in log.read_bytes():
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"murshid serve did not start:\n{log.read_text(errors='replace')[-3000:]}")
            time.sleep(0.1)
        service, rasa = ports["MURSHID_PORT"], ports["MURSHID_RASA_PORT"]
        yield Assistant(f"http://127.0.0.1:{service}", f"http://127.0.0.1:{rasa}", process, log)
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """One assistant for all tests that leave it as it is."""
    with started(tmp_path_factory.mktemp("var")) as running:
        yield running
