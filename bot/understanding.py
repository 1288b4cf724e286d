"""`murshid understand`: what the assistant makes of a message, and how well it does on a file of labelled messages."""

import asyncio
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.environment import RASA_PYTHON, check_environments, model_path, variables
from bot.estimating import BadInput, read_text
from bot.incoming import read
from bot.model import is_current, train
from bot.rasa import NLU_FALLBACK, Rasa, RasaUnavailable, Understood
from bot.settings import ROOT, Settings
from bot.trouble import Trouble

OUT_OF_SCOPE = "out_of_scope"
NOT_FOR_RASA = Understood(OUT_OF_SCOPE, 0.0, ())
"""What comes of a message that the service turns away by itself: empty, without words, or too long."""


class CannotUnderstand(Trouble):
    """No model could be asked. Its text is one line that says why."""


@dataclass(frozen=True)
class Labelled:
    """A message, and the intent that it should be understood as, where that is given."""

    text: str
    intent: str | None
    before: tuple[str, ...] = ()
    """What the citizen said before it in the same conversation."""


@dataclass(frozen=True)
class Figures:
    """How one intent was understood."""

    intent: str
    messages: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def predicted(understood: Understood) -> str:
    """What the assistant acts on: `out_of_scope` where it would refuse or fall back."""
    return OUT_OF_SCOPE if understood.intent == NLU_FALLBACK else understood.intent


def read_labelled(source: str) -> list[Labelled]:
    """The messages of a JSON Lines file. Raises `BadInput`, which names the line."""
    messages: list[Labelled] = []
    for at, line in enumerate(read_text(source).split("\n"), 1):
        if not line.strip():
            continue
        try:
            data = json.loads(line)
        except ValueError:
            data = None
        where = f"{source}: line {at}"
        if not isinstance(data, dict):
            raise BadInput(f'{where}: not a JSON object; a line is {{"text": "...", "intent": "..."}}')
        text, intent = data.get("text"), data.get("intent")
        if not isinstance(text, str):
            raise BadInput(f'{where}: "text" must be a string')
        if intent is not None and not isinstance(intent, str):
            raise BadInput(f'{where}: "intent" must be a string')
        before = data.get("before", [])
        if not isinstance(before, list) or not all(isinstance(one, str) for one in before):
            raise BadInput(f'{where}: "before" must be a list of strings')
        messages.append(Labelled(text, intent, tuple(before)))
    if not messages:
        raise BadInput(f"{source}: no messages in it")
    return messages


def understand(texts: Sequence[str], settings: Settings) -> list[Understood]:
    """What the assistant understands of each text, made ready just as a citizen's message is.

    Asks the running Rasa if there is one, else loads the model by itself. Raises `CannotUnderstand`, `NotSetUp` or
    `TrainingFailed`.
    """
    ready = [read(text, settings.max_message_length).for_rasa for text in texts]
    asked = [text for text in ready if text is not None]
    found = iter(_ask(asked, settings) if asked else [])
    return [NOT_FOR_RASA if text is None else next(found) for text in ready]


def _ask(texts: list[str], settings: Settings) -> list[Understood]:
    running = asyncio.run(_ask_running(texts, settings))
    if running is not None:
        if not is_current(settings):
            print("murshid: the running Rasa was trained on other data than is here now", file=sys.stderr)
        return running
    check_environments()
    if not is_current(settings):
        if model_path(settings).exists():
            print("murshid: training data or pipeline changed, training anew ...", file=sys.stderr)
        else:
            print("murshid: no model yet, training ...", file=sys.stderr)
        asyncio.run(train(settings))
    return _ask_model(texts, settings)


async def _ask_running(texts: list[str], settings: Settings) -> list[Understood] | None:
    """None where no Rasa answers at the first text."""
    found: list[Understood] = []
    async with Rasa(settings.rasa_url, timeout=10.0) as rasa:
        for text in texts:
            try:
                found.append(await rasa.parse(text))
            except RasaUnavailable as error:
                if not found:
                    return None
                raise CannotUnderstand(f"the running Rasa stopped answering: {error}") from None
    return found


def _ask_model(texts: list[str], settings: Settings) -> list[Understood]:
    lines = "".join(json.dumps({"text": text}) + "\n" for text in texts)
    done = subprocess.run(
        [str(RASA_PYTHON), "-m", "nlu.understand", "--model", str(settings.models)],
        input=lines.encode(),
        capture_output=True,
        cwd=ROOT,
        env=variables(settings),
        check=False,
    )
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no reason given"]
        raise CannotUnderstand(f"the model could not be asked: {last[0]}")
    answers: list[Understood] = []
    for line in done.stdout.decode("utf-8").splitlines():
        try:
            data = json.loads(line)
            ranking = tuple(_ranked(each) for each in data.get("ranking", []))
            intent, confidence = data["intent"] or NLU_FALLBACK, float(data["confidence"])
            read = {"intent": {"name": intent, "confidence": confidence}, "intent_ranking": data.get("ranking", [])}
            answers.append(Understood(intent, confidence, ranking, {**data, **read}))
        except (ValueError, KeyError, TypeError, AttributeError):
            continue  # a line that some library printed
    if len(answers) != len(texts):
        raise CannotUnderstand(f"the model answered {len(answers)} of {len(texts)} messages")
    return answers


def _ranked(entry: object) -> tuple[str, float]:
    if isinstance(entry, dict):
        return str(entry.get("name", entry.get("intent"))), float(entry["confidence"])
    if isinstance(entry, list) and len(entry) == 2:
        return str(entry[0]), float(entry[1])
    raise ValueError(entry)


def measure(pairs: Sequence[tuple[str, str]]) -> tuple[float, list[Figures]]:
    """Accuracy, and the figures of every intent by name, from pairs of (intent, predicted)."""
    right = Counter(intent for intent, guess in pairs if intent == guess)
    labelled = Counter(intent for intent, _ in pairs)
    guessed = Counter(guess for _, guess in pairs)
    figures = [
        Figures(
            intent,
            labelled[intent],
            right[intent] / guessed[intent] if guessed[intent] else 0.0,
            right[intent] / labelled[intent] if labelled[intent] else 0.0,
        )
        for intent in sorted(labelled.keys() | guessed.keys())
    ]
    return sum(right.values()) / len(pairs), figures


def run_text(text: str, as_json: bool, settings: Settings) -> None:
    """Prints what is understood of one text."""
    (understood,) = understand([text], settings)
    if as_json:
        (answer,) = answered([[understood]])
        print(_line(Labelled(text, None), understood, answer))
        return
    print(f"{predicted(understood)}  {understood.confidence:.3f}")
    if understood.intent == NLU_FALLBACK:
        print("(not sure enough: falls back)")
    for name, confidence in understood.ranking[:5]:
        print(f"  {confidence:.3f}  {name}")


def run_file(source: str, as_json: bool, settings: Settings) -> None:
    """Prints a line for each message (`--json`), or accuracy, the figures of each intent, and every miss."""
    messages = read_labelled(source)
    if not as_json:
        for at, message in enumerate(messages, 1):
            if message.intent is None:
                raise BadInput(f'{source}: message {at} has no "intent"; without one there is only --json')
    if as_json:
        _print_lines(messages, settings)
        return
    understood = understand([message.text for message in messages], settings)
    pairs = [(message.intent or "", predicted(each)) for message, each in zip(messages, understood, strict=True)]
    accuracy, figures = measure(pairs)
    right = sum(intent == guess for intent, guess in pairs)
    print(f"accuracy {accuracy:.4f} ({right} of {len(pairs)})\n")
    width = max(len(each.intent) for each in figures)
    print(f"{'intent':<{width}}  messages  precision  recall     f1")
    for row in figures:
        print(f"{row.intent:<{width}}  {row.messages:>8}  {row.precision:>9.3f}  {row.recall:>6.3f}  {row.f1:>5.3f}")
    misses = [(m, each) for m, each in zip(messages, understood, strict=True) if m.intent != predicted(each)]
    if misses:
        print("\nmisses (intent -> predicted, confidence, text):")
    for message, each in misses:
        print(f"  {message.intent} -> {predicted(each)}  {each.confidence:.3f}  {message.text}")


def _print_lines(messages: Sequence[Labelled], settings: Settings) -> None:
    """A line for each message, with the unit that answers it after what was said before."""
    texts = [text for message in messages for text in (*message.before, message.text)]
    found = iter(understand(texts, settings))
    conversations = [[next(found) for _ in (*message.before, message.text)] for message in messages]
    for message, conversation, answer in zip(messages, conversations, answered(conversations), strict=True):
        print(_line(message, conversation[-1], answer))


def answered(conversations: Sequence[Sequence[Understood]]) -> list[str | None]:
    """For each conversation the id of the unit that answers its last message; None where none does.

    Raises `CannotUnderstand`.
    """
    lines = "".join(json.dumps([each.parsed or _unread(each) for each in one]) + "\n" for one in conversations)
    done = subprocess.run(
        [sys.executable, "-m", "actions.understood"], input=lines.encode(), capture_output=True, cwd=ROOT, check=False
    )
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no reason given"]
        raise CannotUnderstand(f"the answers could not be chosen: {last[0]}")
    return [json.loads(line)["answer"] for line in done.stdout.decode().splitlines()]


def _unread(understood: Understood) -> dict[str, object]:
    """A message of which only the intent is known."""
    return {"text": "", "intent": {"name": understood.intent, "confidence": understood.confidence}}


def _line(message: Labelled, understood: Understood, answer: str | None) -> str:
    row = {
        "text": message.text,
        "intent": message.intent,
        "predicted": predicted(understood),
        "confidence": round(understood.confidence, 6),
        "answer": answer,
    }
    return json.dumps(row, ensure_ascii=False)
