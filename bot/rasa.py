"""The way to Rasa: one message in, its replies out. Whatever goes wrong on that way is one error, `RasaUnavailable`."""

from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any, Self

import httpx
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from bot.statuses import Status
from bot.texts import QuickReply

NLU_FALLBACK = "nlu_fallback"
"""The intent that Rasa's FallbackClassifier gives where no intent is sure enough."""


class RasaUnavailable(Exception):
    """Rasa or the action server behind it gave no usable answer. Its text is the reason, without message text."""


class _Button(BaseModel):
    model_config = ConfigDict(extra="ignore")
    title: str
    payload: str


class _Entry(BaseModel):
    """One entry of Rasa's answer, as its REST channel writes it."""

    model_config = ConfigDict(extra="ignore")
    text: str | None = None
    buttons: list[_Button] = []
    custom: Any = None


_ENTRIES = TypeAdapter(list[_Entry])


@dataclass(frozen=True)
class Said:
    """One thing that Rasa said."""

    text: str
    quick_replies: tuple[QuickReply, ...] = ()
    household: dict[str, Any] | None = None
    """The household's JSON, where this tells an estimate of it."""


@dataclass(frozen=True)
class Turn:
    """All that Rasa said to one message, and the status that it gave the turn."""

    said: tuple[Said, ...]
    status: Status
    trace: dict[str, Any] | None = None
    """What the turn left, for programs that judge conversations (`bot.trace`)."""


@dataclass(frozen=True)
class Understood:
    """What Rasa makes of a text: its intent, how sure it is (0 to 1), and the other intents it thought of.

    `parsed` is all that it says of the text.
    """

    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...]
    parsed: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


class Rasa:
    """A client of one Rasa server on loopback. Use as an async context manager."""

    def __init__(self, url: str, timeout: float) -> None:
        # Loopback never goes through a proxy, whatever the environment says.
        self._client = httpx.AsyncClient(
            base_url=url,
            timeout=timeout,
            trust_env=False,
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=50, keepalive_expiry=4.0),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def send(self, conversation_id: str, message: str, number: int) -> Turn:
        """Rasa's replies to `message`. The same `number` in the same conversation is handled once, and answered alike.

        Raises `RasaUnavailable` also for an empty answer: that is what Rasa gives when the action server is down.
        """
        body = {"sender": conversation_id, "message": message, "id": str(number)}
        answer = await self._ask("POST", "/webhooks/service/messages", body)
        try:
            entries = _ENTRIES.validate_python(answer)
        except ValidationError:
            raise RasaUnavailable("Rasa answered in a form that is not known") from None
        turn = merge(entries)
        if not turn.said:
            raise RasaUnavailable("Rasa answered nothing; the action server may be down")
        return turn

    async def forget(self, conversation_id: str) -> None:
        """Has Rasa delete all that it keeps of a conversation. Raises `RasaUnavailable`."""
        await self._ask("DELETE", f"/webhooks/service/conversations/{conversation_id}")

    async def slots(self, conversation_id: str) -> dict[str, Any]:
        """What Rasa's memory holds of a conversation, by slot; empty slots are left out. Raises `RasaUnavailable`."""
        answer = await self._ask("GET", f"/webhooks/service/conversations/{conversation_id}")
        slots = answer.get("slots") if isinstance(answer, dict) else None
        if not isinstance(slots, dict):
            raise RasaUnavailable("Rasa's memory has a form that is not known")
        return {name: value for name, value in slots.items() if value is not None}

    async def parse(self, text: str) -> Understood:
        """What the loaded model understands, without any conversation."""
        answer = await self._ask("POST", "/model/parse", {"text": text})
        try:
            intent = answer["intent"]
            ranking = tuple((each["name"], float(each["confidence"])) for each in answer.get("intent_ranking", []))
            return Understood(intent["name"] or NLU_FALLBACK, float(intent["confidence"]), ranking, answer)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise RasaUnavailable("Rasa's parse has a form that is not known") from None

    async def _ask(self, method: str, path: str, body: dict[str, str] | None = None) -> Any:
        try:
            response = await self._client.request(method, path, json=body)
            response.raise_for_status()
            return response.json()
        except httpx.TimeoutException:
            raise RasaUnavailable("Rasa did not answer in time") from None
        except httpx.HTTPStatusError as error:
            raise RasaUnavailable(f"Rasa answered with HTTP {error.response.status_code}") from None
        except httpx.HTTPError as error:
            raise RasaUnavailable(f"Rasa cannot be reached ({type(error).__name__})") from None
        except ValueError:
            raise RasaUnavailable("Rasa answered something that is not JSON") from None


def merge(entries: list[_Entry]) -> Turn:
    """Rasa's entries as one turn: texts become replies, the last named status becomes the status of the turn.

    Buttons without a text belong to the text before them, and so does the household of an estimate.
    """
    said: list[Said] = []
    status = Status.ANSWERED
    trace: dict[str, Any] | None = None
    for entry in entries:
        buttons = tuple(QuickReply(each.title, each.payload) for each in entry.buttons)
        if entry.text and entry.text.strip():
            said.append(Said(entry.text.strip(), buttons))
        elif buttons and said:
            said[-1] = replace(said[-1], quick_replies=said[-1].quick_replies + buttons)
        custom = entry.custom if isinstance(entry.custom, dict) else {}
        household, named, left = custom.get("household"), custom.get("status"), custom.get("trace")
        if isinstance(household, dict) and said:
            said[-1] = replace(said[-1], household=household)
        if isinstance(named, str) and named in Status:
            status = Status(named)
        trace = left if isinstance(left, dict) else trace
    return Turn(tuple(said), status, trace)
