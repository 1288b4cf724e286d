"""What a citizen sees when a part of the assistant does not answer, and what an operator sees when one dies."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import httpx
import pytest

from tests.live.citizen import Citizen
from tests.live.conftest import Assistant, started

PATIENCE_SECONDS = 5.0  # the citizen hears within so long
START_SECONDS = 40.0  # a start with nothing changed answers within so long


def send(pids: list[int], number: signal.Signals) -> None:
    """Send a signal to each process."""
    assert pids
    for pid in pids:
        os.kill(pid, number)


@pytest.mark.parametrize("part", ["actions.server", "rasa run"])
def test_a_silent_process_is_told_to_the_citizen_within_five_seconds(assistant: Assistant, part: str) -> None:
    with Citizen(assistant.url) as citizen:
        citizen.say("هل استحق؟")
        send(assistant.pids_of(part), signal.SIGSTOP)
        try:
            began = time.monotonic()
            said = citizen.say("انا وزوجتي")
            waited = time.monotonic() - began
        finally:
            send(assistant.pids_of(part), signal.SIGCONT)
        assert citizen.status == "error"
        assert "19911" in said
        assert waited < PATIENCE_SECONDS
        time.sleep(1)
        citizen.say("متى ينزل الضمان؟")
        assert citizen.status == "answered"


def test_a_second_start_trains_nothing_and_a_death_stops_everything(assistant: Assistant, tmp_path: Path) -> None:
    began = time.monotonic()
    with started(tmp_path) as another:
        assert time.monotonic() - began < START_SECONDS
        assert "training" not in another.log.read_text(encoding="utf-8")
        send(another.pids_of("actions.server"), signal.SIGKILL)
        assert another.process.wait(timeout=30) == 1
        assert "actions stopped" in another.log.read_text(encoding="utf-8")
        with pytest.raises(httpx.ConnectError):
            httpx.get(another.url)


def test_the_inner_processes_listen_on_loopback_only(assistant: Assistant) -> None:
    ours = assistant.pids_of("actions.server") + assistant.pids_of("rasa run")
    inodes = {os.readlink(link) for pid in ours for link in Path(f"/proc/{pid}/fd").iterdir() if link.is_symlink()}
    sockets = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    listening = [row[1] for row in sockets if row[3] == "0A" and f"socket:[{row[9]}]" in inodes]
    assert listening
    assert all(address.startswith("0100007F:") for address in listening)
