"""The answer of a unit: its text and one short line of sources; computed where the question brings its numbers.

The same text is not sent twice in a conversation: who asks again gets it in easier words, then the rest, then a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from actions import computing
from actions.replies import Button, answer_button
from actions.wording import listed, say
from knowledge import units as known_units
from knowledge.units import source_line, source_list, text_of, units

if TYPE_CHECKING:
    from datetime import date

    from actions.case import Case
    from actions.talk import Talk
    from knowledge.unit import Unit

Part = Literal["answer", "simpler", "brief", "more", "sources"]
PARTS: tuple[Part, ...] = get_args(Part)
UNIT = "unit"  # what the buttons of a unit speak of; their values are the unit's id, perhaps with a part
MOST_FOLLOWING = 2
MOST_REMEMBERED = 60  # texts of a conversation
AGAIN: tuple[Part, ...] = ("answer", "simpler", "more")  # what is said to who asks the same again, in this order
TITLES: dict[Part, str] = {"more": "المزيد", "simpler": "بكلام أسهل", "sources": "المصادر"}


@dataclass(frozen=True)
class UnitAnswer:
    """The text of an answer, and its buttons."""

    text: str
    buttons: tuple[Button, ...]


def button(unit: Unit) -> Button:
    """The button that asks for a unit."""
    return answer_button(unit.title, UNIT, unit.id)


def named(value: str) -> tuple[str, Part] | None:
    """The unit and the part that a button's value names; None where there is no such unit (any more)."""
    name, _, part = value.partition("&")
    known: tuple[Part, ...] = PARTS
    found: Part = next((one for one in known if one == part), "answer")
    return (name, found) if name in units() else None


def answer(name: str, case: Case, talk: Talk, today: date, *, text: str = "", part: Part = "answer") -> UnitAnswer:
    """The answer of a unit to a question in these words. What was said is remembered in `talk`."""
    unit = known_units.unit(name)
    talk.unit, talk.topic = name, unit.topic
    computed = computing.computed(unit, text, case, today) if part == "answer" and text else None
    if computed is not None:
        remember(talk, f"{name}&computed")
        return UnitAnswer(f"{computed}\n{attributed(unit)}", leading_on(unit, talk, "answer"))
    part = part if part == "sources" else unsaid(unit, talk, part)
    said = say_part(unit, part, today)
    if said is None:
        return UnitAnswer(say("said_already", today), leading_on(unit, talk, part))
    remember(talk, f"{name}&{part}")
    return UnitAnswer(said, leading_on(unit, talk, part))


def remember(talk: Talk, text: str) -> None:
    """Note that a text was sent; the oldest are forgotten, for the state travels with every message."""
    talk.given = [*talk.given, text][-MOST_REMEMBERED:]


def unsaid(unit: Unit, talk: Talk, part: Part) -> Part:
    """The part asked for, or the next one that was not said yet; "brief" stands for the end of what there is."""
    wanted = AGAIN[AGAIN.index(part) :] if part in AGAIN else (part, *AGAIN)
    for one in wanted:
        if f"{unit.id}&{one}" not in talk.given and (one != "more" or unit.more or unit.uncertain):
            return one
    return "brief"


def say_part(unit: Unit, part: Part, today: date) -> str | None:
    """The text of a part, the answer with its line of sources; None for what was said already."""
    if part == "sources":
        return f"{say('sources_of')}\n{listed(source_list(unit))}"
    if part == "brief":
        return None
    text = text_of(unit, today, part)
    return f"{text}\n{attributed(unit)}" if part == "answer" else text


def in_short(name: str, today: date) -> str:
    """A unit in one line."""
    return text_of(known_units.unit(name), today, "brief")


def attributed(unit: Unit) -> str:
    """The line that names the source."""
    return f"({source_line(unit.sources)})"


def leading_on(unit: Unit, talk: Talk, part: Part) -> tuple[Button, ...]:
    """More of it, easier words, and what people ask next; sources last."""
    following = [units()[name] for name in unit.follows if f"{name}&answer" not in talk.given]
    rest: list[Part] = ["more"] if (unit.more or unit.uncertain) and part != "more" else []
    rest += ["simpler"] if part != "simpler" and f"{unit.id}&simpler" not in talk.given else []
    rest += ["sources"] if part != "sources" else []
    buttons = {one: answer_button(TITLES[one], UNIT, f"{unit.id}&{one}") for one in rest}
    sources = [buttons.pop("sources")] if "sources" in buttons else []
    return (*buttons.values(), *(button(one) for one in following[:MOST_FOLLOWING]), *sources)
