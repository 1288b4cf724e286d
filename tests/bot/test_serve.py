"""`murshid serve`: everything starts, is called ready when it is, and ends together. Rasa is a stand-in here."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bot.model import fingerprint
from bot.settings import ROOT
from tests.bot.rasa_stand_in import free_port

START_SECONDS = 60
END_SECONDS = 15
STAND_IN = f"{sys.executable} -m tests.bot.rasa_stand_in"
WEB = next(line for line in (ROOT / "Procfile").read_text().splitlines() if line.startswith("web:"))

PROGRAM = """if True:
    import asyncio, sys
    from pathlib import Path
    from bot.serve import serve
    from bot.settings import Settings
    sys.exit(asyncio.run(serve(Settings(), Path(sys.argv[1]))))
"""


class Supervisor:
    """A supervisor in a process of its own, with a Procfile and settings of the test's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ports = {name: free_port() for name in ("MURSHID_PORT", "MURSHID_RASA_PORT", "MURSHID_ACTIONS_PORT")}
        self.environment = {
            **os.environ,
            **{name: str(port) for name, port in self.ports.items()},
            "MURSHID_VAR": str(folder / "var"),
            "MURSHID_MODELS": str(folder / "models"),
            "MURSHID_START_TIMEOUT": "30",
        }
        (folder / "models").mkdir()
        (folder / "models" / "murshid.tar.gz").write_bytes(b"")
        (folder / "models" / "murshid.fingerprint").write_text(fingerprint())
        self.commands = {
            "actions": f"{STAND_IN} ${{MURSHID_ACTIONS_PORT}}",
            "rasa": f"{STAND_IN} ${{MURSHID_RASA_PORT}}",
            "web": WEB.removeprefix("web:").strip(),
        }
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def printed(self) -> str:
        """All that it printed so far."""
        return (self.folder / "printed").read_text(encoding="utf-8", errors="replace")

    @property
    def running(self) -> subprocess.Popen[bytes]:
        """Its process."""
        assert self.process is not None
        return self.process

    def start(self, program: str = PROGRAM) -> None:
        """Starts it."""
        procfile = self.folder / "Procfile"
        procfile.write_text("# three\n" + "".join(f"{name}: {line}\n" for name, line in self.commands.items()))
        with (self.folder / "printed").open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-c", program, str(procfile)],
                cwd=ROOT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_for(self, words: str) -> None:
        """Waits until it prints this."""
        until = time.monotonic() + START_SECONDS
        while words not in self.printed:
            assert self.running.poll() is None, self.printed
            assert time.monotonic() < until, self.printed
            time.sleep(0.05)

    def end(self) -> int:
        """Waits for its end. Returns its exit code."""
        return self.running.wait(END_SECONDS + START_SECONDS)

    def listening(self) -> list[str]:
        """The ports that somebody listens on."""
        found = []
        for name, port in self.ports.items():
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    found.append(name)
        return found

    def wait_until_silent(self) -> None:
        """Waits until nobody listens on its ports any more."""
        until = time.monotonic() + END_SECONDS
        while self.listening():
            assert time.monotonic() < until, self.listening()
            time.sleep(0.05)


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    made = Supervisor(tmp_path)
    yield made
    if made.process is not None and made.process.poll() is None:
        made.process.terminate()
        made.process.wait(END_SECONDS)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_is_ready_when_a_question_is_answered_and_a_signal_ends_all(
    supervisor: Supervisor, number: signal.Signals
) -> None:
    supervisor.start()
    supervisor.wait_for("Murshid is ready")
    url = f"http://127.0.0.1:{supervisor.ports['MURSHID_PORT']}"
    assert f"Murshid is ready: {url}" in supervisor.printed
    assert httpx.get(f"{url}/health").status_code == 200
    assert "مرشد الضمان" in httpx.get(url).text
    assert "training" not in supervisor.printed
    supervisor.running.send_signal(number)
    assert supervisor.end() == 0
    assert supervisor.listening() == []
    assert "Traceback" not in supervisor.printed


def test_killed_outright_it_leaves_nobody_behind(supervisor: Supervisor) -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux ends the children of a killed parent")
    supervisor.start()
    supervisor.wait_for("Murshid is ready")
    supervisor.running.kill()
    supervisor.end()
    supervisor.wait_until_silent()


def test_when_one_dies_all_stop_and_its_last_lines_are_shown(supervisor: Supervisor) -> None:
    supervisor.commands["rasa"] = (
        f"{sys.executable} -c \"import time; print('about to break', flush=True); time.sleep(1); exit(7)\""
    )
    supervisor.start()
    assert supervisor.end() == 1
    assert "rasa stopped (exit code 7)" in supervisor.printed
    assert "about to break" in supervisor.printed
    assert "ready" not in supervisor.printed
    assert supervisor.listening() == []


def test_one_that_is_killed_later_stops_the_rest_too(supervisor: Supervisor) -> None:
    supervisor.commands["actions"] = f"{sys.executable} {supervisor.folder}/actions.py ${{MURSHID_ACTIONS_PORT}}"
    (supervisor.folder / "actions.py").write_text(
        "import os, pathlib\n"
        "pathlib.Path(__file__).with_name('pid').write_text(str(os.getpid()))\n"
        "from tests.bot.rasa_stand_in import main\n"
        "main()\n"
    )
    supervisor.start()
    supervisor.wait_for("Murshid is ready")
    os.kill(int((supervisor.folder / "pid").read_text()), signal.SIGKILL)
    assert supervisor.end() == 1
    assert "actions stopped (signal SIGKILL)" in supervisor.printed
    assert supervisor.listening() == []


def test_a_port_in_use_is_one_line_that_names_the_setting(supervisor: Supervisor) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", supervisor.ports["MURSHID_RASA_PORT"]))
        taken.listen()
        supervisor.start()
        assert supervisor.end() == 1
    (line,) = supervisor.printed.splitlines()
    assert f"port {supervisor.ports['MURSHID_RASA_PORT']} is in use" in line
    assert "MURSHID_RASA_PORT" in line


def test_two_processes_on_one_port_are_refused_in_one_line(supervisor: Supervisor) -> None:
    supervisor.environment["MURSHID_RASA_PORT"] = supervisor.environment["MURSHID_PORT"]
    supervisor.start()
    assert supervisor.end() == 1
    (line,) = supervisor.printed.splitlines()
    assert "three different ports" in line


def test_a_missing_interpreter_is_one_line_that_says_what_to_do(supervisor: Supervisor) -> None:
    supervisor.commands["rasa"] = "nowhere/bin/python -m rasa"
    supervisor.start()
    assert supervisor.end() == 1
    (line,) = supervisor.printed.splitlines()
    assert "cannot start rasa" in line
    assert "make setup" in line
    assert supervisor.listening() == []


def test_a_missing_environment_is_one_line_that_says_what_to_do(supervisor: Supervisor) -> None:
    gone = "import bot.environment, pathlib; bot.environment.RASA_PYTHON = bot.environment.ROOT / 'nowhere' / 'python'"
    supervisor.start(f"{gone}\n{PROGRAM}")
    assert supervisor.end() == 1
    (line,) = supervisor.printed.splitlines()
    assert "make setup" in line


def test_a_failed_training_is_one_line_that_says_where_to_look_and_keeps_the_old_model(supervisor: Supervisor) -> None:
    (supervisor.folder / "models" / "murshid.fingerprint").write_text("of other data")
    (supervisor.folder / "models" / "murshid.tar.gz").write_bytes(b"the old model")
    broken = supervisor.folder / "python"
    broken.write_text("#!/bin/sh\necho 'YamlException: line 3 is wrong'\nexit 1\n")
    broken.chmod(0o755)
    supervisor.start(f"import bot.model, pathlib; bot.model.RASA_PYTHON = pathlib.Path({str(broken)!r})\n{PROGRAM}")
    assert supervisor.end() == 1
    first, line = supervisor.printed.splitlines()
    assert first.startswith("training")
    assert "training failed" in line
    assert "train.log" in line
    assert "YamlException: line 3 is wrong" in line
    assert (supervisor.folder / "models" / "murshid.tar.gz").read_bytes() == b"the old model"
    assert supervisor.listening() == []


def test_changed_data_is_trained_before_anything_starts(supervisor: Supervisor) -> None:
    (supervisor.folder / "models" / "murshid.fingerprint").write_text("of other data")
    trainer = supervisor.folder / "python"
    trainer.write_text(
        "#!/bin/sh\nwhile [ $# -gt 1 ]; do [ $1 = --out ] && out=$2; shift; done\necho new > $out/murshid.tar.gz\n"
    )
    trainer.chmod(0o755)
    supervisor.start(f"import bot.model, pathlib; bot.model.RASA_PYTHON = pathlib.Path({str(trainer)!r})\n{PROGRAM}")
    supervisor.wait_for("Murshid is ready")
    assert (supervisor.folder / "models" / "murshid.tar.gz").read_text() == "new\n"
    assert (supervisor.folder / "models" / "murshid.fingerprint").read_text().strip() == fingerprint()
    assert sorted(path.name for path in (supervisor.folder / "models").iterdir()) == [
        "murshid.fingerprint",
        "murshid.tar.gz",
    ]


def test_a_signal_during_the_training_ends_it_and_keeps_the_old_model(supervisor: Supervisor) -> None:
    (supervisor.folder / "models" / "murshid.fingerprint").write_text("of other data")
    (supervisor.folder / "models" / "murshid.tar.gz").write_bytes(b"the old model")
    slow = supervisor.folder / "python"
    slow.write_text(f"#!/bin/sh\necho $$ > {supervisor.folder}/pid\nexec sleep 60\n")
    slow.chmod(0o755)
    supervisor.start(f"import bot.model, pathlib; bot.model.RASA_PYTHON = pathlib.Path({str(slow)!r})\n{PROGRAM}")
    until = time.monotonic() + START_SECONDS
    while not (supervisor.folder / "pid").exists() and time.monotonic() < until:
        time.sleep(0.05)
    supervisor.running.send_signal(signal.SIGINT)
    assert supervisor.end() == 0
    assert "Traceback" not in supervisor.printed
    assert (supervisor.folder / "models" / "murshid.tar.gz").read_bytes() == b"the old model"
    with pytest.raises(ProcessLookupError):
        os.kill(int((supervisor.folder / "pid").read_text()), 0)


def test_a_rasa_that_never_answers_is_given_up_with_the_reason(supervisor: Supervisor) -> None:
    supervisor.environment["MURSHID_START_TIMEOUT"] = "1.5"
    supervisor.commands["rasa"] = f'{sys.executable} -c "import time; time.sleep(60)"'
    supervisor.start()
    assert supervisor.end() == 1
    assert "no question was answered within 2 s" in supervisor.printed
    assert supervisor.listening() == []


def test_the_procfile_names_the_three_and_keeps_the_inner_two_on_loopback() -> None:
    lines = [line for line in (ROOT / "Procfile").read_text().splitlines() if not line.startswith("#")]
    commands = {line.partition(":")[0]: line for line in lines}
    assert list(commands) == ["actions", "rasa", "web"]
    assert "--interface 127.0.0.1" in commands["rasa"]
    assert "--host ${MURSHID_HOST}" in commands["web"]


def test_the_fingerprint_of_the_model_follows_content_and_names_only(tmp_path: Path) -> None:
    (tmp_path / "data" / "nlu").mkdir(parents=True)
    (tmp_path / "nlu").mkdir()
    (tmp_path / "data" / "nlu" / "greet.yml").write_text("a")
    (tmp_path / "nlu" / "words.py").write_text("b")
    before = fingerprint(tmp_path)
    os.utime(tmp_path / "nlu" / "words.py", (0, 0))
    (tmp_path / "README.md").write_text("anything")
    assert fingerprint(tmp_path) == before
    (tmp_path / "nlu" / "words.py").write_text("c")
    changed = fingerprint(tmp_path)
    assert changed != before
    (tmp_path / "data" / "nlu" / "greet.yml").rename(tmp_path / "data" / "nlu" / "hello.yml")
    assert fingerprint(tmp_path) not in (before, changed)
