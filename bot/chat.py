"""`murshid chat`: a conversation with the running assistant in a terminal.

Buttons are shown with a number and pressed by typing it, or their title, after a `#`; a bare number is a message like
any other, because many questions are answered by one.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import httpx

from bot.estimating import read_text
from bot.settings import Settings
from bot.trouble import Trouble

_PRESS = re.compile(r"[#＃]\s*(\S.*)")
_NUMBER = re.compile(r"\d{1,3}")


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
        """Sends a line, or presses the button that it names. Returns the lines to show."""
        press = _PRESS.fullmatch(line.strip())
        button = self._pressed(line)
        if button is None and press is not None and _NUMBER.fullmatch(press[1]):
            return [f"لا يوجد زر بهذا الرقم: {int(press[1])}"]
        return self._shown(self._post(self._path, {"text": line} if button is None else {"button": button["id"]}))

    def turn(self, line: str) -> dict[str, Any]:
        """Sends a line, or presses the button that it names. Returns the turn, as design.md's "Command line" has it."""
        button, said = self._pressed(line), self.title(line)
        answer = self._post(f"{self._path}?trace=true", {"text": line} if button is None else {"button": button["id"]})
        self._shown(answer)
        replies = [
            {
                "text": reply["text"],
                "buttons": [each["title"] for each in reply["buttons"]],
                "status": reply["status"],
            }
            for reply in answer.get("replies", [{"text": answer.get("message", ""), "buttons": [], "status": "error"}])
        ]
        trace = answer.get("trace") or {}
        left = {name: trace.get(name) for name in ("asked", "household", "estimate")}
        return {"citizen": said, "replies": replies, **left, "answers": trace.get("answers", [])}

    def title(self, line: str) -> str:
        """What the line says: the title of the button that it presses, or itself."""
        button = self._pressed(line)
        return line if button is None else button["title"]

    def _pressed(self, line: str) -> dict[str, str] | None:
        """The button that a line names by its number or its title."""
        press = _PRESS.fullmatch(line.strip())
        if press is None:
            return None
        if _NUMBER.fullmatch(press[1]) and 1 <= int(press[1]) <= len(self._buttons):
            return self._buttons[int(press[1]) - 1]
        return next((button for button in self._buttons if button["title"] == press[1]), None)

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


def run(script: str | None, settings: Settings, *, as_json: bool = False) -> None:
    """Talks until the end of the input, or plays a script, one message a line, and prints the transcript.

    `as_json` prints a line of JSON for each turn instead, without the greeting.
    """
    with httpx.Client(base_url=settings.service_url, timeout=10.0, trust_env=False) as client:
        talk = Talk(client)
        if as_json:
            talk.open()
            for line in _typed() if script is None else _lines(script):
                print(json.dumps(talk.turn(line), ensure_ascii=False), flush=True)
            return
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
            if sys.stdin.isatty():
                print()
            return


def _print(who: str, lines: Iterable[str]) -> None:
    name = {"citizen": "أنت", "murshid": "مرشد"}[who]
    print(f"{name}:")
    for line in lines:
        print(f"  {line}" if line else "")
    print(flush=True)
