"""The trained model: whether it is the one that today's data, pipeline and code make, and making it anew."""

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.environment import RASA_PYTHON, NotSetUp, check_environments, model_path, variables
from bot.processes import Child
from bot.settings import ROOT, Settings
from bot.trouble import Trouble

MADE_FROM = (
    "data/**/*.yml",
    "domain.yml",
    "config.yml",
    "nlu/*.py",
    "nlu/uv.lock",
    "arabic/**/*.py",
    "arabic/**/*.yml",
    "knowledge/units/*.yml",
)
"""What a model depends on: a change in any of these files trains anew. Answers and rules are read when needed."""


class TrainingFailed(Trouble):
    """The model could not be trained. Its text is one line that says where to look."""


def fingerprint(root: Path = ROOT) -> str:
    """A digest of the names and the content of all files that a model is made from."""
    digest = hashlib.sha256()
    for path in sorted({path for pattern in MADE_FROM for path in root.glob(pattern) if path.is_file()}):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def fingerprint_path(settings: Settings) -> Path:
    """Where the fingerprint of the trained model stands, beside the model."""
    return settings.models / "murshid.fingerprint"


def is_current(settings: Settings) -> bool:
    """Whether there is a model, and nothing that it was made from has changed since."""
    written = fingerprint_path(settings)
    return model_path(settings).exists() and written.exists() and written.read_text().strip() == fingerprint()


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    settings.var.mkdir(parents=True, exist_ok=True)
    with (settings.var / "train.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise TrainingFailed("another training is running in this folder: wait until it is done") from None
        yield


async def run(settings: Settings, *, force: bool) -> str:
    """Trains where something changed, or in any case; the line that says so. Raises as `train` does."""
    if is_current(settings) and not force:
        return f"nothing changed since the last training: {model_path(settings)}"
    return f"trained: {await train(settings)}"


async def train(settings: Settings) -> Path:
    """Trains a model and puts it, with its fingerprint, in the place of the one before.

    A failed or interrupted training leaves the old model as it was. Raises `NotSetUp` or `TrainingFailed`.
    """
    check_environments()
    for needed in ("config.yml", "domain.yml", "data"):
        if not (ROOT / needed).exists():
            raise NotSetUp(f"{needed} is missing: this is not a whole clone of the project")
    with _alone(settings):
        made_from = fingerprint()
        new = settings.models / ".new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True)
        try:
            await _run_training(settings, new)
            trained = new / "murshid.tar.gz"
            if not trained.exists():
                raise TrainingFailed(f"training made no model: see {_shown(settings.var / 'log' / 'train.log')}")
            # The old fingerprint goes first: a stop in between trains anew, and never trusts the wrong model.
            fingerprint_path(settings).unlink(missing_ok=True)
            os.replace(trained, model_path(settings))
            fingerprint_path(settings).write_text(made_from + "\n")
        finally:
            shutil.rmtree(new, ignore_errors=True)
    return model_path(settings)


async def _run_training(settings: Settings, out: Path) -> None:
    # Rasa's cache knows our components' classes, but not the code that they use: without --force the model may be old.
    argv = [str(RASA_PYTHON), "-m", "nlu.launch", "train", "--force", "--data", "data", "--config", "config.yml"]
    argv += ["--domain", "domain.yml", "--out", str(out), "--fixed-model-name", "murshid"]
    log = settings.var / "log" / "train.log"
    child = await Child.start("train", argv, variables(settings), ROOT, log)
    try:
        code = await child.wait()
    finally:
        if child.returncode is None:
            await child.stop()
    if code:
        said = [line.strip() for line in child.log.last if line.strip()]
        reason = f": {said[-1][:300]}" if said else ""
        raise TrainingFailed(f"training failed (see {_shown(log)}){reason}")


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
