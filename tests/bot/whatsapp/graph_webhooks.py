"""The webhooks that Meta sends: how they look, how they are signed, and how they are delivered until they are taken.

https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages
"""

import hashlib
import hmac
import json
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 2.0
"""Meta delivers again "with decreasing frequency" for days; here it goes faster."""
ACCOUNT = "102290129340398"
OUR_NUMBER = "966110000000"


@dataclass(frozen=True)
class Person:
    """A person on WhatsApp. `hidden`: who has a username, so that businesses do not see the number."""

    number: str
    user_id: str
    hidden: bool = False

    @property
    def contact(self) -> dict[str, Any]:
        """How Meta introduces the person, with the name of the profile."""
        profile = {"name": f"اسم {self.number}", **({"username": f"u{self.number}"} if self.hidden else {})}
        return {"profile": profile, "user_id": self.user_id, **({} if self.hidden else {"wa_id": self.number})}


def message(person: Person, wamid: str, kind: str, content: object, at: float) -> dict[str, Any]:
    """One message of a person's."""
    sender = {} if person.hidden else {"from": person.number}
    stamp = str(int(at))
    said = {"from_user_id": person.user_id, "id": wamid, "timestamp": stamp, "type": kind, kind: content}
    return {**sender, **said}


def status(
    person: Person, wamid: str, state: str, reference: str | None, at: float, code: int | None = None
) -> dict[str, Any]:
    """What became of a message of ours."""
    found: dict[str, Any] = {
        "id": wamid,
        "status": state,
        "timestamp": str(int(at)),
        "recipient_user_id": person.user_id,
    }
    if not person.hidden:
        found["recipient_id"] = person.number
    if reference is not None:
        found["biz_opaque_callback_data"] = reference
    if code is None:
        found["pricing"] = {
            "billable": False,
            "pricing_model": "PMP",
            "category": "service",
            "type": "free_customer_service",
        }
    else:
        title = f"Message to {person.number} failed"
        found["errors"] = [{"code": code, "title": title, "message": title, "error_data": {"details": title}}]
    return found


def body(phone_id: str, persons: Sequence[Person], **value: Sequence[Mapping[str, Any]]) -> bytes:
    """A webhook's body, with `messages=` or `statuses=`."""
    whole = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": OUR_NUMBER, "phone_number_id": phone_id},
        "contacts": [person.contact for person in persons],
        **value,
    }
    payload = {
        "object": "whatsapp_business_account",
        "entry": [{"id": ACCOUNT, "changes": [{"value": whole, "field": "messages"}]}],
    }
    return json.dumps(payload).encode()  # Meta signs the body with escaped Unicode


def sign(app_secret: str, raw: bytes) -> dict[str, str]:
    """The headers of a webhook."""
    digest = hmac.new(app_secret.encode(), raw, hashlib.sha256).hexdigest()
    return {"Content-Type": "application/json", "X-Hub-Signature-256": f"sha256={digest}"}


class Postman:
    """Delivers webhooks to `hook`, each until it is answered with 200, in a thread of its own."""

    def __init__(self, hook: str, app_secret: str) -> None:
        self.hook = hook
        self._app_secret = app_secret
        self._waiting: deque[tuple[float, int, bytes]] = deque()
        self._busy = False
        self._changed = threading.Condition()
        self._closed = False
        self._client = httpx.Client(trust_env=False, timeout=10.0)
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    def post(self, raw: bytes) -> int:
        """One attempt: the status of the answer, or 0 where there is none."""
        try:
            return self._client.post(self.hook, content=raw, headers=sign(self._app_secret, raw)).status_code
        except httpx.HTTPError:
            return 0

    def deliver(self, raw: bytes, tries: int = 0) -> None:
        """Delivers in the background, again and again."""
        pause = 0.0 if tries == 0 else min(FIRST_PAUSE * 2**tries, LONGEST_PAUSE)
        with self._changed:
            self._waiting.append((time.monotonic() + pause, tries, raw))
            self._changed.notify_all()

    def undelivered(self) -> int:
        """How many webhooks still wait to be taken."""
        with self._changed:
            return len(self._waiting) + self._busy

    def close(self) -> None:
        """Ends the deliveries."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join(15)
        self._client.close()

    def _work(self) -> None:
        while (found := self._next()) is not None:
            tries, raw = found
            taken = self.post(raw) == 200
            with self._changed:
                self._busy = False
            if not taken:
                self.deliver(raw, tries + 1)

    def _next(self) -> tuple[int, bytes] | None:
        """The first webhook that is due; waits for one. None: closed."""
        with self._changed:
            while not self._closed:
                now = time.monotonic()
                due = next((each for each in self._waiting if each[0] <= now), None)
                if due is not None:
                    self._waiting.remove(due)
                    self._busy = True
                    return due[1], due[2]
                soonest = min((at for at, _, _ in self._waiting), default=now + 60.0)
                self._changed.wait(max(soonest - now, 0.0))
        return None
