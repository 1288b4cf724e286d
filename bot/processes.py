"""One process beside us: started in a group of its own, its lines kept in a log, ended with all that it started.

If we are killed outright, the kernel ends it too (on Linux): no orphan holds a port.
"""

import asyncio
import contextlib
import ctypes
import json
import os
import re
import signal
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

LAST_LINES = 15
LOG_BYTES = 10_000_000
"""A log larger than this is put aside as `.1`, and a new one begun."""
GRACE_SECONDS = 6.0
"""How long a process may take to end by itself before it is killed."""
LONGEST_LINE = 1_000_000

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

# Fields in which Rasa's log lines (JSON) carry what a citizen said: those that Rasa itself lists as to be anonymised
# (rasa.utils.log_utils), where it has no pipeline for it.
_FIELDS_WITH_WORDS = frozenset(
    {
        *("text", "response_text", "user_text", "user_message", "token_text", "message", "json_message", "response"),
        *(
            "parse_data_text",
            "parse_data_entities",
            "tracker_latest_message",
            "current_entity",
            "next_entity",
            "entity",
        ),
        *("slot_values", "prefilled_slots", "slot_candidates", "prediction_events", "rasa_event", "rasa_events"),
        *("tracker_states", "current_states", "old_states", "states", "successes"),
    }
)
_BODY = re.compile(r"body=b?['\"].*", re.DOTALL)


def without_words(line: str) -> str:
    """A log line of Rasa or the action server without what a citizen said."""
    if not line.startswith("{"):
        return _BODY.sub("body=[...]", line)
    try:
        entry = json.loads(line)
    except ValueError:
        return _BODY.sub("body=[...]", line)
    return json.dumps(_without_words(entry), ensure_ascii=False)


def _without_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: "[...]" if key in _FIELDS_WITH_WORDS else _without_words(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_without_words(each) for each in value]
    return _BODY.sub("body=[...]", value) if isinstance(value, str) else value


class Log:
    """A log file that cannot grow without end, and the last lines written to it."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        self.last: deque[str] = deque(maxlen=LAST_LINES)
        self._begin()

    def _begin(self) -> None:
        if self.path.exists():
            self.path.replace(self.path.with_suffix(".log.1"))
        self._file = self.path.open("w", encoding="utf-8")
        self._size = 0

    def write(self, line: str) -> None:
        """Adds one line, without what a citizen said."""
        line = without_words(line)
        self.last.append(line)
        self._file.write(line + "\n")
        self._file.flush()
        self._size += len(line.encode()) + 1
        if self._size > LOG_BYTES:
            self._file.close()
            self._begin()

    def close(self) -> None:
        """Closes the file."""
        self._file.close()


class Child:
    """A running process. `start` makes one."""

    def __init__(self, name: str, process: asyncio.subprocess.Process, log: Log) -> None:
        self.name = name
        self.log = log
        self._process = process
        self._ended = asyncio.create_task(self._follow())

    @classmethod
    async def start(
        cls, name: str, argv: Sequence[str], environment: Mapping[str, str], cwd: Path, log: Path
    ) -> "Child":
        """Starts `argv`. Raises `OSError` where it cannot be run."""
        us = os.getpid()

        def tie_to_us() -> None:
            if _LIBC is not None:
                _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM, 0, 0, 0)
                if os.getppid() != us:
                    os._exit(1)

        process = await asyncio.create_subprocess_exec(
            *argv,
            cwd=cwd,
            env=dict(environment),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=tie_to_us,
        )
        return cls(name, process, Log(log))

    @property
    def pid(self) -> int:
        """Its process id, which is its group's too."""
        return self._process.pid

    @property
    def returncode(self) -> int | None:
        """Its exit code once it has ended; negative for the signal that ended it."""
        return self._process.returncode

    async def wait(self) -> int:
        """Its exit code, when it has ended and all its lines are in the log."""
        return await asyncio.shield(self._ended)

    async def stop(self) -> None:
        """Asks it to end, and after `GRACE_SECONDS` ends it with all that it started."""
        if self._process.returncode is None:
            self._signal(signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), GRACE_SECONDS)
        self.kill()
        await self.wait()

    def kill(self) -> None:
        """Ends it and all that it started, at once."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, number)

    async def _follow(self) -> int:
        assert self._process.stdout is not None
        held = b""
        ended = asyncio.create_task(self._process.wait())
        reading: asyncio.Task[bytes] | None = None
        while True:
            reading = asyncio.create_task(self._process.stdout.read(65_536))
            # A grandchild that outlives it may hold the pipe open: its end counts, not the pipe's.
            await asyncio.wait({reading, ended}, return_when=asyncio.FIRST_COMPLETED)
            if not reading.done():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(asyncio.shield(reading), 0.5)
            chunk = reading.result() if reading.done() else b""
            *lines, held = (held + chunk).split(b"\n")
            if len(held) > LONGEST_LINE:
                lines, held = [*lines, held], b""
            for line in lines:
                self.log.write(line.decode("utf-8", "replace").rstrip("\r"))
            if not chunk:
                reading.cancel()
                break
        if held:
            self.log.write(held.decode("utf-8", "replace"))
        code = await ended
        self.log.close()
        return code
