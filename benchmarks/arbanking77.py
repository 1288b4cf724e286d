"""Our intent classifier beside Rasa's own on ArBanking77 (77 banking intents in Arabic), trained and tested alike.

    make bench-nlu ARBANKING77=../shared/arbanking77
    nlu/.venv/bin/python -m benchmarks.arbanking77 FOLDER [--epochs N] [--messages-per-intent N] [--candidates NAME ...]

FOLDER holds MSA_PAL_train.csv, MSA_test.csv and PAL_test.csv (Jarrar et al. 2023, github.com/SinaLab/ArBanking77).
Each candidate is a Rasa pipeline, trained and asked through Rasa in a process of its own:

    stock     the pipeline of `rasa init`; DIET's 100 epochs are cut to `--epochs`, the time of all is extrapolated
    logistic  Rasa's LogisticRegressionClassifier over the same featurizers
    ours      nlu.classifier.LinearIntentClassifier with its defaults

Printed: macro-F1 on the tests in Modern Standard and in Palestinian Arabic, seconds of training, milliseconds a message
(all of Rasa's parsing included), peak memory. Exit code 1: a candidate failed. Exit code 2: the data is not there.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FAILED = 1
NO_DATA = 2
TRAIN = "MSA_PAL_train.csv"
TESTS = {"msa": "MSA_test.csv", "pal": "PAL_test.csv"}
ARABERT = {"msa": 0.92, "pal": 0.90}
"""Macro-F1 that Jarrar et al. (ArabicNLP 2023) publish for AraBERT fine-tuned on the same training messages."""
STOCK_EPOCHS = 100
EPOCHS = 3
"""DIET takes some 95 s an epoch over all messages on two cores: more would not end within ten minutes."""

_FEATURIZERS: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]


class NoData(Exception):
    """The data set is not where it should be, or not what it should be."""


@dataclass(frozen=True)
class Labelled:
    """Messages and the label of each."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Outcome:
    """What one candidate did. `all_epochs_seconds` is None where nothing was cut."""

    msa: float
    pal: float
    train_seconds: float
    all_epochs_seconds: float | None
    milliseconds: float
    peak_megabytes: float


def pipeline(candidate: str, epochs: int) -> list[dict[str, Any]]:
    """The Rasa pipeline of a candidate. `rasa init` has components behind DIET too; they name no intents."""
    if candidate == "stock":
        return [*_FEATURIZERS, {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True}]
    if candidate == "logistic":
        return [*_FEATURIZERS, {"name": "LogisticRegressionClassifier"}]
    return [{"name": "nlu.classifier.LinearIntentClassifier"}]


CANDIDATES = ("stock", "logistic", "ours")


def read_labelled(path: Path) -> Labelled:
    """The messages of a file with the columns `label` and `text`, each on one line. Raises NoData."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        return Labelled(
            tuple(" ".join(row["text"].split()) for row in rows), tuple(row["label"].strip() for row in rows)
        )
    except (OSError, KeyError, AttributeError) as error:
        raise NoData(f"{path} cannot be read as ArBanking77 ({error!r})") from error


def reduced(messages: Labelled, per_label: int | None) -> Labelled:
    """The first so many messages of every label; all where no number is given."""
    if per_label is None:
        return messages
    seen: Counter[str] = Counter()
    kept: list[int] = []
    for place, label in enumerate(messages.labels):
        seen[label] += 1
        if seen[label] <= per_label:
            kept.append(place)
    return Labelled(tuple(messages.texts[p] for p in kept), tuple(messages.labels[p] for p in kept))


def write_training(messages: Labelled, names: dict[str, str], path: Path) -> None:
    """Rasa's training file; brackets, which would mark entities there, are written as spaces."""
    plain = str.maketrans("[](){}", "      ")
    lines = ['version: "3.1"', "nlu:"]
    for label, name in names.items():
        lines += [f"- intent: {name}", "  examples: |"]
        lines += [
            f"    - {text.translate(plain).strip()}"
            for text, other in zip(messages.texts, messages.labels, strict=True)
            if other == label
        ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure(candidate: str, folder: Path, epochs: int, per_label: int | None) -> Outcome:
    """Train a candidate and test it, in this process."""
    from nlu.launch import quieten

    quieten()
    kept = tempfile.TemporaryDirectory()  # what Rasa remembers of another run would make this one too fast
    os.environ["RASA_CACHE_DIRECTORY"] = kept.name
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu
    from sklearn.metrics import f1_score

    training = reduced(read_labelled(folder / TRAIN), per_label)
    tests = {test: read_labelled(folder / file) for test, file in TESTS.items()}
    names = {label: f"intent_{number}" for number, label in enumerate(dict.fromkeys(training.labels))}
    fitting = _time_fitting() if candidate == "stock" else None
    with tempfile.TemporaryDirectory() as made:
        room = Path(made)
        write_training(training, names, room / "nlu.yml")
        config = {"recipe": "default.v1", "language": "ar", "pipeline": pipeline(candidate, epochs)}
        (room / "config.yml").write_text(json.dumps(config), encoding="utf-8")
        begun = time.perf_counter()
        model = train_nlu(str(room / "config.yml"), str(room / "nlu.yml"), output=str(room / "models"))
        train_seconds = time.perf_counter() - begun
        processor: Any = Agent.load(model).processor

    loop = asyncio.new_event_loop()

    def predicted(texts: Sequence[str]) -> list[str | None]:
        from rasa.core.channels.channel import UserMessage

        async def all_of_them() -> list[str | None]:
            return [(await processor.parse_message(UserMessage(text.lstrip("/ "))))["intent"]["name"] for text in texts]

        return loop.run_until_complete(all_of_them())

    predicted(tests["msa"].texts[:5])  # the first messages pay for what is loaded late
    begun = time.perf_counter()
    answers = {test: predicted(messages.texts) for test, messages in tests.items()}
    asked = sum(len(messages.texts) for messages in tests.values())
    milliseconds = 1000 * (time.perf_counter() - begun) / asked
    loop.close()
    kept.cleanup()
    scores = {
        test: float(
            f1_score(
                [names.get(label, "unknown") for label in tests[test].labels],
                [name or "none" for name in answers[test]],
                labels=list(names.values()),
                average="macro",
                zero_division=0,
            )
        )
        for test in tests
    }
    cut = fitting is not None and epochs < STOCK_EPOCHS
    return Outcome(
        msa=scores["msa"],
        pal=scores["pal"],
        train_seconds=train_seconds,
        all_epochs_seconds=train_seconds + fitting[0] / epochs * (STOCK_EPOCHS - epochs) if fitting and cut else None,
        milliseconds=milliseconds,
        peak_megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,  # Linux counts in kilobytes
    )


def _time_fitting() -> list[float]:
    """A list whose one number will be the seconds spent in DIET's epochs, apart from making features."""
    from rasa.utils.tensorflow.models import RasaModel

    seconds = [0.0]
    fit = RasaModel.fit

    def timed(*arguments: Any, **named: Any) -> Any:
        begun = time.perf_counter()
        try:
            return fit(*arguments, **named)
        finally:
            seconds[0] += time.perf_counter() - begun

    RasaModel.fit = timed
    return seconds


def in_its_own_process(candidate: str, folder: Path, epochs: int, per_label: int | None) -> Outcome | str:
    """The outcome of a candidate, or the last thing it said before it failed."""
    command = [sys.executable, "-m", "benchmarks.arbanking77", str(folder), "--measure", candidate]
    command += ["--epochs", str(epochs)]
    if per_label is not None:
        command += ["--messages-per-intent", str(per_label)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=Path(__file__).resolve().parent.parent
    )
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    return Outcome(**json.loads(done.stdout.splitlines()[-1]))


def row(candidate: str, outcome: Outcome) -> str:
    """A line of the table."""
    whole = f"{outcome.all_epochs_seconds:.0f}" if outcome.all_epochs_seconds is not None else "-"
    return (
        f"{candidate:<20} {outcome.msa:6.3f} {outcome.pal:6.3f} {outcome.train_seconds:9.1f} {whole:>12}"
        f" {outcome.milliseconds:11.2f} {outcome.peak_megabytes:8.0f}"
    )


HEAD = f"{'':<20} {'F1 MSA':>6} {'F1 PAL':>6} {'train s':>9} {'all epochs s':>12} {'ms/message':>11} {'peak MB':>8}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; exit codes are described above."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.arbanking77", description="Against the field.")
    parser.add_argument("folder", type=Path, help="where ArBanking77's files are")
    parser.add_argument("--epochs", type=int, default=EPOCHS, help=f"of DIET, instead of the stock {STOCK_EPOCHS}")
    parser.add_argument("--messages-per-intent", type=int, help="train on the first so many only: a quick check")
    parser.add_argument("--candidates", nargs="+", choices=CANDIDATES, default=CANDIDATES)
    parser.add_argument("--measure", choices=CANDIDATES, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    if chosen.epochs < 1 or (chosen.messages_per_intent is not None and chosen.messages_per_intent < 2):
        parser.error("at least one epoch and two messages an intent are needed")
    folder = chosen.folder.resolve()
    if chosen.measure:
        outcome = measure(chosen.measure, folder, chosen.epochs, chosen.messages_per_intent)
        sys.stdout.write("\n" + json.dumps(asdict(outcome)) + "\n")
        return 0
    try:
        training = reduced(read_labelled(folder / TRAIN), chosen.messages_per_intent)
        tests = {test: len(read_labelled(folder / file).texts) for test, file in TESTS.items()}
    except NoData as error:
        sys.stderr.write(f"{error}\n")
        return NO_DATA
    out = sys.stdout
    out.write(f"{len(training.texts)} training messages, {len(set(training.labels))} intents; ")
    out.write(f"tests of {tests['msa']} (MSA) and {tests['pal']} (PAL) messages\n\n{HEAD}\n")
    failed = False
    for candidate in chosen.candidates:
        found = in_its_own_process(candidate, folder, chosen.epochs, chosen.messages_per_intent)
        name = f"{candidate}, {chosen.epochs} epochs" if candidate == "stock" else candidate
        failed |= isinstance(found, str)
        out.write((f"{name:<20} failed: {found}" if isinstance(found, str) else row(name, found)) + "\n")
        out.flush()
    out.write(f"{'AraBERT (published)':<20} {ARABERT['msa']:6.3f} {ARABERT['pal']:6.3f}\n")
    if "stock" in chosen.candidates and chosen.epochs < STOCK_EPOCHS:
        out.write(
            f"\nDIET was cut to {chosen.epochs} of {STOCK_EPOCHS} epochs, so its F1 is not its best; the seconds "
        )
        out.write("of all epochs are extrapolated from the seconds an epoch.\n")
    return FAILED if failed else 0


if __name__ == "__main__":
    sys.exit(main())
