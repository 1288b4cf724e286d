"""`murshid chat`: a conversation with the running assistant in a terminal.

Buttons are shown with a number and pressed by typing it after a `#`; a bare number is a message like any other, because
many questions are answered by one.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import httpx

from bot.estimating import read_text
from bot.settings import Settings
from bot.trouble import Trouble

_PRESS = re.compile(r"[#＃]\s*(\d{1,3})")


class NotRunning(Trouble):
    """The assistant does not answer. Its text is one line that says what to do."""


class Talk:
    """One conversation over the API."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._buttons: list[dict[str, str]] = []
        self._path = ""

    def open(self) -> list[str]:
        """Begins it. Returns the lines to show."""
        answer = self._post("/api/conversations", None)
        self._path = f"/api/conversations/{answer['id']}/messages"
        return self._shown(answer)

    def send(self, line: str) -> list[str]:
        """Sends a line, or presses the button whose number it gives. Returns the lines to show."""
        press = _PRESS.fullmatch(line.strip())
        if press is None:
            return self._shown(self._post(self._path, {"text": line}))
        number = int(press[1])
        if not 1 <= number <= len(self._buttons):
            return [f"لا يوجد زر بهذا الرقم: {number}"]
        return self._shown(self._post(self._path, {"button": self._buttons[number - 1]["id"]}))

    def title(self, line: str) -> str:
        """What the line says: the title of the button that it presses, or itself."""
        press = _PRESS.fullmatch(line.strip())
        if press and 1 <= int(press[1]) <= len(self._buttons):
            return self._buttons[int(press[1]) - 1]["title"]
        return line

    def _shown(self, answer: dict[str, Any]) -> list[str]:
        if "replies" not in answer:
            return [str(answer.get("message", ""))]
        self._buttons = [button for reply in answer["replies"] for button in reply["buttons"]]
        lines: list[str] = []
        number = 0
        for reply in answer["replies"]:
            lines += reply["text"].splitlines()
            for button in reply["buttons"]:
                number += 1
                lines.append(f"  #{number} {button['title']}")
        return lines

    def _post(self, path: str, body: dict[str, str] | None) -> dict[str, Any]:
        try:
            answer = self._client.post(path, json=body)
            data = answer.json()
        except (httpx.HTTPError, ValueError):
            data = None
        if not isinstance(data, dict):
            raise NotRunning(f"Murshid does not answer at {self._client.base_url}: start it with `make run`")
        return data


def run(script: str | None, settings: Settings) -> None:
    """Talks until the end of the input, or plays a script, one message a line, and prints the transcript."""
    with httpx.Client(base_url=settings.service_url, timeout=10.0, trust_env=False) as client:
        talk = Talk(client)
        _print("murshid", talk.open())
        for line in _typed() if script is None else _lines(script):
            if script is not None:
                _print("citizen", [talk.title(line)])
            _print("murshid", talk.send(line))


def _lines(script: str) -> Iterator[str]:
    return (line for line in read_text(script).splitlines() if line.strip())


def _typed() -> Iterator[str]:
    if sys.stdin.isatty():
        print("(#1 يختار الزر الأول، و Ctrl-D ينهي المحادثة)\n")
    while True:
        try:
            yield input("> " if sys.stdin.isatty() else "")
        except (EOFError, KeyboardInterrupt):
            print()
            return


def _print(who: str, lines: Iterable[str]) -> None:
    name = {"citizen": "أنت", "murshid": "مرشد"}[who]
    print(f"{name}:")
    for line in lines:
        print(f"  {line}" if line else "")
    print(flush=True)
