"""The service as a process of its own, as `Procfile` starts it, for tests that kill it and start it again.

Each is forked from a process that has loaded the service's modules already, since loading takes seconds; and it makes
shorter pauses.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from multiprocessing.context import ForkServerProcess

import httpx
import uvicorn.main

from bot import outbox
from bot.environment import variables
from bot.serve import WEB, read_procfile
from bot.settings import ROOT, Settings
from bot.telegram.channel import TelegramChannel
from bot.whatsapp.channel import WhatsAppChannel

REPORT_SECONDS = 4.0
"""How long the service waits here for the report about a message in doubt, unless a test says otherwise."""
START_SECONDS = 30.0
STOP_SECONDS = 20.0

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["bot.app", "tests.bot.service_process"])


def _serve(environment: Mapping[str, str], arguments: Sequence[str], log: str, report_seconds: float) -> None:
    """What the process does."""
    os.environ.clear()
    os.environ.update(environment)
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(file, 1)
    os.dup2(file, 2)
    outbox.REPORT_SECONDS = report_seconds
    outbox.LOOK_EVERY_SECONDS = 0.2
    outbox.FIRST_PAUSE_SECONDS = 0.1
    TelegramChannel.seconds_between = WhatsAppChannel.seconds_between = 0.02
    uvicorn.main.main(args=list(arguments), standalone_mode=False)


class ServiceProcess:
    """A service with these settings, and these variables beside them."""

    def __init__(self, settings: Settings, more: Mapping[str, str], report_seconds: float = REPORT_SECONDS) -> None:
        self._settings = settings
        self._more = more
        self._report_seconds = report_seconds
        self._process: ForkServerProcess | None = None
        self.log = settings.var / "service.log"
        """All that its processes print."""
        self.killed: list[float] = []
        """When it was killed, by the monotonic clock."""

    def start(self) -> None:
        """Starts it, and does not wait until it listens."""
        assert self._process is None
        self._settings.var.mkdir(parents=True, exist_ok=True)
        environment = {**variables(self._settings), **self._more}
        _python, _m, module, *arguments = read_procfile(ROOT / "Procfile", environment)[WEB]
        assert module == "uvicorn"
        given = (environment, arguments, str(self.log), self._report_seconds)
        self._process = _FORKS.Process(target=_serve, args=given)
        self._process.start()

    def wait_until_up(self) -> None:
        """Returns when a question can be answered."""
        until = time.monotonic() + START_SECONDS
        while True:
            with suppress(httpx.TransportError):
                if httpx.get(f"{self._settings.service_url}/health", trust_env=False).status_code == 200:
                    return
            assert self._process is not None
            assert self._process.is_alive(), self.log.read_text(encoding="utf-8")[-3000:]
            assert time.monotonic() < until, "the service does not start"
            time.sleep(0.02)

    def kill(self) -> None:
        """Ends it as a crash would: at once, wherever it is."""
        assert self._process is not None
        self.killed.append(time.monotonic())
        self._process.kill()
        self._bury(-signal.SIGKILL)

    def stop(self) -> None:
        """Asks it to end, and returns when it has."""
        assert self._process is not None
        self._process.terminate()
        self._bury(0, -signal.SIGTERM)  # uvicorn passes the signal on when everything is closed

    def close(self) -> None:
        """Ends it if it runs."""
        if self._process is not None:
            self._process.kill()
            self._bury(-signal.SIGKILL, 0)

    def _bury(self, *codes: int) -> None:
        process, self._process = self._process, None
        assert process is not None
        process.join(STOP_SECONDS)
        code = process.exitcode
        if code is None:
            process.kill()
            process.join()
        process.close()
        assert code in codes, f"it ended with {code}:\n{self.log.read_text(encoding='utf-8')[-3000:]}"
