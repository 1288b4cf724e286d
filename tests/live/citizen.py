"""A citizen who talks to the running assistant over its public interface."""

from __future__ import annotations

from typing import Any

import httpx


class Citizen:
    """One conversation. `said` is all that was shown in the last turn; `buttons` are its quick replies by title.

    `trace` is what the turn left, as bot/trace.py tells it.
    """

    def __init__(self, url: str) -> None:
        self._http = httpx.Client(base_url=url, timeout=15)
        opened = self._http.post("/api/conversations").raise_for_status().json()
        self._path = f"/api/conversations/{opened['id']}/messages"
        self.said = ""
        self.status = ""
        self.trace: dict[str, Any] = {}
        self.buttons: dict[str, str] = {}
        self.transcript: list[str] = []
        self._hear(opened["replies"])

    def say(self, text: str) -> str:
        """Type a message; what is shown then."""
        self.transcript.append(f"> {text}")
        return self._send({"text": text})

    def press(self, title: str) -> str:
        """Press a quick reply of the last turn, by its title."""
        assert title in self.buttons, f"no button {title!r} among {list(self.buttons)} after:\n{self.said}"
        self.transcript.append(f"> [{title}]")
        return self._send({"button": self.buttons[title]})

    def __enter__(self) -> Citizen:
        return self

    def __exit__(self, *exception: object) -> None:
        self._http.close()

    def _send(self, body: dict[str, Any]) -> str:
        answer = self._http.post(f"{self._path}?trace=true", json=body).raise_for_status().json()
        self.trace = answer["trace"]
        self._hear(answer["replies"])
        return self.said

    def _hear(self, replies: list[dict[str, Any]]) -> None:
        assert replies
        self.said = "\n".join(reply["text"] for reply in replies)
        self.status = replies[-1]["status"]
        self.buttons = {button["title"]: button["id"] for reply in replies for button in reply["buttons"]}
        self.transcript.append(self.said)
