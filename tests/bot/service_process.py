"""The service as a process of its own, as `Procfile` starts it, for tests that kill it and start it again.

Each is forked from a process that has loaded the service's modules, since loading them takes seconds; and its pauses are
shorter. Rasa, the action server and the platforms' stand-ins run in threads of the test, and outlive it.
"""

import multiprocessing
import os
import signal
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import asyncpg
import httpx
import uvicorn.main

import bot.whatsapp.failures
from bot import outbox
from bot.serve import WEB, read_procfile
from bot.settings import ROOT, Settings
from bot.telegram.channel import TelegramChannel
from bot.whatsapp.channel import WhatsAppChannel
from tests.bot.bot_api_stand_in import TOKEN, BotApiStandIn
from tests.bot.graph_api_stand_in import GraphApiStandIn
from tests.bot.rasa_stand_in import ACTIONS, RasaStandIn, Server, free_port
from tests.bot.whatsapp.graph_citizen import Citizen

REPORT_SECONDS = 4.0
"""How long the service, in a test, waits for the report about a message in doubt."""
START_SECONDS = 30.0
SECRET = "a-secret-for-tests-0123456789"

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["bot.app", "tests.bot.service_process"])


def _serve(environment: dict[str, str], arguments: Sequence[str], log: str) -> None:
    """What the process does."""
    os.environ.clear()
    os.environ.update(environment)
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    os.dup2(file, 1)
    os.dup2(file, 2)
    outbox.REPORT_SECONDS = REPORT_SECONDS
    outbox.LOOK_EVERY_SECONDS = 0.2
    outbox.FIRST_PAUSE_SECONDS = 0.1
    TelegramChannel.seconds_between = WhatsAppChannel.seconds_between = 0.02
    bot.whatsapp.failures.PAIR_SECONDS = 0.1
    uvicorn.main.main(args=list(arguments), standalone_mode=False)


class ServiceProcess:
    """A service with these settings. `log` gets what all its processes print."""

    def __init__(self, environment: dict[str, str], log: Path) -> None:
        self._environment = environment
        self.url = f"http://127.0.0.1:{environment['MURSHID_PORT']}"
        self.log = log
        self._process: multiprocessing.context.ForkServerProcess | None = None
        self.ends: list[float] = []
        """When it was killed (the monotonic clock)."""

    def start(self) -> None:
        """Starts it, and does not wait until it listens."""
        assert self._process is None
        given = {name: value for name, value in os.environ.items() if not name.startswith("MURSHID_")}
        settings = Settings()
        given |= {"MURSHID_HOST": settings.host, "MURSHID_FORWARDED_ALLOW_IPS": settings.forwarded_allow_ips}
        given |= self._environment
        _python, _m, module, *arguments = read_procfile(ROOT / "Procfile", _Rest(given))[WEB]
        assert module == "uvicorn"
        self._process = _FORKS.Process(target=_serve, args=(given, arguments, str(self.log)))
        self._process.start()

    def wait_until_up(self) -> None:
        """Returns when a question can be answered."""
        until = time.monotonic() + START_SECONDS
        while True:
            with suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/health", trust_env=False).status_code == 200:
                    return
            assert self._process is not None
            assert self._process.is_alive(), self.log.read_text(encoding="utf-8")[-3000:]
            assert time.monotonic() < until, "the service does not start"
            time.sleep(0.02)

    def kill(self) -> None:
        """Ends it as a crash would: at once, wherever it is."""
        assert self._process is not None
        self._process.kill()
        self.ends.append(time.monotonic())
        self._buried(-signal.SIGKILL)

    def stop(self) -> None:
        """Asks it to end, and waits until it has."""
        assert self._process is not None
        self._process.terminate()
        self._buried(0, -signal.SIGTERM)  # uvicorn raises the signal again when all is closed

    def close(self) -> None:
        """Ends it if it runs."""
        if self._process is not None:
            self.kill()

    def _buried(self, *codes: int) -> None:
        assert self._process is not None
        self._process.join(20)
        assert self._process.exitcode in codes, f"exit code {self._process.exitcode}, not {codes}"
        self._process.close()
        self._process = None
