"""`murshid serve`: all three processes as one. They start side by side, and end together.

The assistant is called ready only when a question was really answered, through Rasa and the action server.
"""

import asyncio
import errno
import os
import shlex
import signal
import socket
import string
import sys
import time
from contextlib import suppress
from pathlib import Path

import httpx

from bot import keys
from bot.environment import NotSetUp, check_environments, variables, without_secrets
from bot.messengers import missing
from bot.model import is_current, train
from bot.processes import Child
from bot.rasa import Rasa, RasaUnavailable
from bot.settings import ROOT, Settings
from bot.trouble import Trouble

WEB = "web"
"""The process of the Procfile that faces the world."""
READY_SENDER = "murshid-readiness"
READY_QUESTION = "/eligibility_conditions"
"""A question that only the action server can answer."""
LOOK_EVERY_SECONDS = 0.25
NO_HURRY_SECONDS = 1.0
"""A second signal this soon is the same Ctrl-C, passed on by a parent; a later one ends everything at once."""


class Stopped(Exception):
    """One of the processes ended by itself."""

    def __init__(self, child: Child) -> None:
        self.child = child


def _say(line: str) -> None:
    print(line, flush=True)


def _complain(line: str) -> None:
    print(f"murshid: {line}", file=sys.stderr, flush=True)


def check_ports(settings: Settings) -> None:
    """Raises `NotSetUp` where a port is taken, or two of the processes were given the same."""
    wanted = (
        ("MURSHID_PORT", settings.host, settings.port),
        ("MURSHID_RASA_PORT", "127.0.0.1", settings.rasa_port),
        ("MURSHID_ACTIONS_PORT", "127.0.0.1", settings.actions_port),
    )
    if len({port for _, _, port in wanted}) < len(wanted):
        raise NotSetUp("MURSHID_PORT, MURSHID_RASA_PORT and MURSHID_ACTIONS_PORT must be three different ports")
    for name, host, port in wanted:
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            with socket.socket(family, kind, protocol) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind(address)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise NotSetUp(f"port {port} is in use: stop what uses it, or set {name} to another port") from None
            raise NotSetUp(
                f"cannot listen on {host} port {port} ({error.strerror}): set MURSHID_HOST or {name}"
            ) from None


def read_procfile(path: Path, environment: dict[str, str]) -> dict[str, list[str]]:
    """The commands that a Procfile names, with `${VARIABLES}` filled in."""
    commands: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, _, command = line.partition(":")
            commands[name.strip()] = [string.Template(word).substitute(environment) for word in shlex.split(command)]
    return commands


async def serve(settings: Settings, procfile: Path = ROOT / "Procfile") -> int:
    """Runs the assistant until a signal ends it (0) or something fails (1). Says in one line what failed."""
    stop = asyncio.Event()
    children: list[Child] = []
    loop = asyncio.get_running_loop()
    first_signal: list[float] = []

    def ask_to_stop() -> None:
        if first_signal and loop.time() - first_signal[0] > NO_HURRY_SECONDS:
            for child in children:
                child.kill()
        first_signal.append(loop.time())
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup asks to live on
            loop.add_signal_handler(number, ask_to_stop)
    stopping = asyncio.create_task(stop.wait())
    running = asyncio.create_task(_run(settings, procfile, children))
    try:
        await asyncio.wait({stopping, running}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        else:
            _say("stopping ...")
        return 0
    except Trouble as error:
        _complain(str(error))
        return 1
    except Stopped as stopped:
        _show_end(stopped.child)
        return 1
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await running
        await _stop_all(children)
        stopping.cancel()


async def _run(settings: Settings, procfile: Path, children: list[Child]) -> None:
    check_environments()
    if lines := missing(settings):
        raise NotSetUp(lines[0])
    keys.load(settings.secret.get_secret_value(), settings.secret_file)  # says what is wrong with it, if anything is
    check_ports(settings)
    if not is_current(settings):
        _say("training the model (under a minute) ...")
        await train(settings)
    settings.var.mkdir(parents=True, exist_ok=True)
    environment = variables(settings)
    for name, argv in read_procfile(procfile, environment).items():
        try:
            given = environment if name == WEB else without_secrets(environment)
            children.append(await Child.start(name, argv, given, ROOT, settings.var / "log" / f"{name}.log"))
        except OSError as error:
            raise NotSetUp(f"cannot start {name} ({argv[0]}: {error.strerror}): run `make setup`") from None
    _say("starting Rasa, the action server and the service ...")
    ended = [asyncio.create_task(_end_of(child)) for child in children]
    ready = asyncio.create_task(_until_ready(settings))
    try:
        await asyncio.wait({*ended, ready}, return_when=asyncio.FIRST_COMPLETED)
        for end in ended:
            if end.done():
                raise Stopped(end.result())
        ready.result()
        _say(f"Murshid is ready: {settings.service_url}")
        first, _ = await asyncio.wait(ended, return_when=asyncio.FIRST_COMPLETED)
        raise Stopped(first.pop().result())
    finally:
        for task in (*ended, ready):
            task.cancel()


async def _end_of(child: Child) -> Child:
    await child.wait()
    return child


async def _until_ready(settings: Settings) -> None:
    """Returns when a question was answered. Raises `NotSetUp` after `start_timeout` seconds, with the last reason."""
    reason = "nothing answers yet"
    try:
        async with (
            asyncio.timeout(settings.start_timeout),
            Rasa(settings.rasa_url, settings.start_timeout) as rasa,
            httpx.AsyncClient(trust_env=False, timeout=5.0) as client,
        ):
            while True:
                try:
                    # The action server first: without it Rasa would answer nothing, and keep the failed turn.
                    (await client.get(f"{settings.actions_url}/health")).raise_for_status()
                    await rasa.send(READY_SENDER, READY_QUESTION, round(time.time() * 1000))
                    (await client.get(f"{settings.service_url}/health")).raise_for_status()
                    return
                except (RasaUnavailable, httpx.HTTPError) as error:
                    reason = str(error) or type(error).__name__
                await asyncio.sleep(LOOK_EVERY_SECONDS)
    except TimeoutError:
        log = settings.var / "log"
        raise NotSetUp(
            f"no question was answered within {settings.start_timeout:.0f} s ({reason}): see {log}"
        ) from None


async def _stop_all(children: list[Child]) -> None:
    """The service first, so that messages on their way still find Rasa; then the others side by side."""
    front = [child for child in children if child.name == WEB]
    for group in (front, [child for child in children if child not in front]):
        await asyncio.gather(*(child.stop() for child in group))


def _show_end(child: Child) -> None:
    code = child.returncode
    how = f"exit code {code}" if code is None or code >= 0 else f"signal {signal.Signals(-code).name}"
    _complain(f"{child.name} stopped ({how}), so everything is stopped. Its last lines ({child.log.path}):")
    for line in child.log.last:
        print(f"  {line[:500]}", file=sys.stderr)
    sys.stderr.flush()


def run(settings: Settings) -> int:
    """`serve` from the command line; the exit code."""
    if os.name != "posix":
        _complain("serve needs Linux or macOS")
        return 1
    return asyncio.run(serve(settings))
