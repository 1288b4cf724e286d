"""Which unit answers a message, alone or in its conversation: `python -m actions.understood`, for `murshid understand`.

Reads JSON lines, each the messages of one conversation as Rasa understood them (the body of `/model/parse`), and writes
for each `{"answer": the unit's id that answers the last message, or null}`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

from actions.case import Case
from actions.message import latest_message
from actions.talk import Talk
from actions.turn import turn
from knowledge.units import units


def answer(messages: Iterable[Mapping[str, Any]]) -> str | None:
    """The unit that answers the last of these messages; None where none does."""
    case, talk = Case(), Talk()
    found: tuple[str, ...] = ()
    for parsed in messages:
        tracker = cast("Any", SimpleNamespace(latest_message=parsed))
        _, found = turn(case, talk, latest_message(tracker), date.today())
    return next((name for name in found if name in units()), None)


def main() -> None:
    """Answer every line of standard input."""
    for line in sys.stdin:
        print(json.dumps({"answer": answer(json.loads(line))}), flush=True)


if __name__ == "__main__":
    main()
