"""A process beside us: its log, its end, and the end of what it started."""

import asyncio
import json
import os
import signal
import sys
import time
from pathlib import Path

import pytest

from bot import processes
from bot.processes import LAST_LINES, Child, Log, without_words


def alive(pid: int) -> bool:
    """Whether there is such a process, and it is not just waiting to be buried."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text() if sys.platform == "linux" else True


async def start(program: str, folder: Path) -> Child:
    return await Child.start("child", [sys.executable, "-c", program], os.environ, folder, folder / "log" / "child.log")


async def test_what_it_prints_is_in_its_log_and_its_exit_code_is_known(tmp_path: Path) -> None:
    child = await start(
        "import sys; print('واحد'); print('two', file=sys.stderr); sys.stdout.write('end'); exit(3)", tmp_path
    )
    assert await child.wait() == 3
    assert set(child.log.path.read_text(encoding="utf-8").splitlines()) == {"واحد", "two", "end"}
    assert "واحد" in child.log.last


async def test_one_that_will_not_end_is_killed_with_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "GRACE_SECONDS", 0.3)
    program = """if True:
        import os, signal, subprocess, sys, time
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
        inner = subprocess.Popen([sys.executable, "-c", f"{deaf}; print('up', flush=True); time.sleep(60)"])
        print(inner.pid, flush=True)
        time.sleep(60)
    """
    child = await start(program, tmp_path)
    while len(child.log.last) < 2:
        await asyncio.sleep(0.02)
    inner = int(next(line for line in child.log.last if line != "up"))
    await child.stop()
    assert child.returncode == -signal.SIGKILL
    until = time.monotonic() + 5
    while alive(inner) and time.monotonic() < until:
        await asyncio.sleep(0.02)
    assert not alive(inner)


async def test_a_log_of_the_last_run_is_kept_beside_the_new_one(tmp_path: Path) -> None:
    for words in ("first", "second"):
        await (await start(f"print('{words}')", tmp_path)).wait()
    assert (tmp_path / "log" / "child.log").read_text() == "second\n"
    assert (tmp_path / "log" / "child.log.1").read_text() == "first\n"


def test_a_log_does_not_grow_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "LOG_BYTES", 1000)
    log = Log(tmp_path / "child.log")
    for number in range(1000):
        log.write(f"line {number}")
    log.close()
    assert len(list(tmp_path.iterdir())) == 2
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) < 2100
    assert list(log.last) == [f"line {number}" for number in range(1000 - LAST_LINES, 1000)]


def test_a_log_line_of_rasa_loses_what_the_citizen_said_and_keeps_the_rest() -> None:
    line = json.dumps(
        {
            "event": "rest.message.received.failure",
            "text": "كلام خاص",
            "level": "error",
            "exception": [{"exc_value": '500, Internal, body=\'{"text": "كلام خاص"}\''}],
        }
    )
    kept = without_words(line)
    assert "خاص" not in kept
    assert json.loads(kept)["event"] == "rest.message.received.failure"
    assert "500, Internal" in kept
    plain = 'aiohttp: 500, message, body=b\'{"text": "كلام خاص"}\''
    assert "خاص" not in without_words(plain)
    assert without_words("Starting ...") == "Starting ..."
