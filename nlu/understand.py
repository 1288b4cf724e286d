"""What the trained model makes of messages: `python -m nlu.understand --model models`.

Reads JSON lines `{"text": ...}` from standard input and writes one JSON line for each, as soon as it is read:
`{"text", "intent", "confidence", "ranking": [{"name", "confidence"}, ...], "units", "clauses", "judged"}`. `intent` is
what Rasa acts on, so
`nlu_fallback` below the threshold; `ranking` holds the intents themselves, the likeliest first. A leading slash is
text here, as it is for citizens. Everything else that has to be said goes to standard error.

Exit code 1: no usable model. Exit code 2: a line that is not such an object.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import io
import json
import logging
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from nlu.launch import quieten

NO_MODEL = 1
BAD_LINE = 2


class BadLine(ValueError):
    """A line of input that is not an object with a text; says which line."""


class NoModel(Exception):
    """There is no model that can be used; says where it was looked for."""


def read_texts(lines: Iterable[str]) -> Iterator[str]:
    """The text of each line; empty lines are passed over. Raises BadLine."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            message = json.loads(line)
        except ValueError as error:
            raise BadLine(f"line {number} is not JSON: {error}") from error
        if not isinstance(message, dict) or not isinstance(message.get("text"), str):
            raise BadLine(f'line {number} is not an object with a "text"')
        yield message["text"]


class Understanding:
    """A trained model, ready to read messages."""

    def __init__(self, model: Path) -> None:
        """Load a model file, or the newest of a folder. Raises NoModel."""
        quieten()
        import structlog
        from rasa.core.agent import Agent
        from rasa.exceptions import ModelNotFound
        from rasa.shared.exceptions import RasaException

        structlog.configure(
            wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
            logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        )
        try:
            agent = Agent.load(model)
        except (ModelNotFound, RasaException, OSError) as error:
            raise NoModel(f"no usable model at {model} ({error}); train one first") from error
        self._processor: Any = agent.processor
        self._loop = asyncio.new_event_loop()

    def read(self, text: str) -> dict[str, Any]:
        """One message: `text`, `intent`, `confidence`, `ranking`, and what the other components found."""
        from rasa.core.channels.channel import UserMessage

        parsed = self._loop.run_until_complete(self._processor.parse_message(UserMessage(text.lstrip("/ \t\r\n"))))
        intent = parsed["intent"]
        return {
            "text": text,
            "intent": intent["name"],
            "confidence": round(float(intent["confidence"]), 4),
            "ranking": [
                {"name": entry["name"], "confidence": round(float(entry["confidence"]), 4)}
                for entry in parsed.get("intent_ranking", [])
                if entry["name"] != "nlu_fallback"
            ],
            **{name: parsed.get(name) for name in ("units", "clauses", "judged")},
        }

    def close(self) -> None:
        """Let go of the event loop."""
        self._loop.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer every line of standard input; the exit code is described above."""
    parser = argparse.ArgumentParser(prog="python -m nlu.understand", description="What the model makes of messages.")
    parser.add_argument("--model", type=Path, default=Path("models"), help="a model file, or a folder of them")
    chosen = parser.parse_args(arguments)
    out = sys.stdout
    with contextlib.redirect_stdout(sys.stderr):  # whatever a library prints must not mix with the answers
        return _answer(chosen.model, io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="replace"), out)


def _answer(model: Path, source: IO[str], out: IO[str]) -> int:
    try:
        understanding = Understanding(model)
    except NoModel as error:
        sys.stderr.write(f"{error}\n")
        return NO_MODEL
    try:
        for text in read_texts(source):
            out.write(json.dumps(understanding.read(text), ensure_ascii=False) + "\n")
            out.flush()
    except BadLine as error:
        sys.stderr.write(f"{error}\n")
        return BAD_LINE
    finally:
        understanding.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
