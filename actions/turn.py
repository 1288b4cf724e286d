"""The way of a message: heard, put into the case, answered, followed by what comes next, replied to.

Each step is a module of its own and is entered once.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions.answers import answers
from actions.case import Case
from actions.compose import Turn, compose
from actions.hearing import hear
from actions.message import latest_message
from actions.policy import follow
from actions.replies import utter
from actions.taking import take
from actions.talk import Talk

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

    from actions.compose import Said
    from actions.message import Message


def turn(case: Case, talk: Talk, message: Message, today: date) -> tuple[Said, tuple[str, ...]]:
    """The reply to a message, and the units of knowledge that answered it. Case and talk are brought up to date."""
    before = case.estimate(today) if talk.shown else None
    heard = hear(message, case, talk)
    taken = take(case, talk, heard)
    answered = answers(case, talk, heard, today)
    step = follow(case, talk, heard, taken, today)
    said = compose(case, talk, Turn(heard, taken, answered, step, before), today)
    return said, tuple(answer.unit for answer in answered if answer.unit)


def trace(case: Case, talk: Talk, units: tuple[str, ...]) -> dict[str, Any]:
    """What the turn left, for programs that judge conversations: never shown, and kept by nobody but Rasa's memory.

    `asked` is the question that stands open, `household` what was told, `case` the same as the rules read it.
    """
    household = case.told_household()
    return {
        "asked": talk.question,
        "household": household or None,
        "case": case.as_household() if household else None,
        "answers": list(units),
    }


class ActionTurn(Action):
    """Answers every message."""

    def name(self) -> str:
        return "action_turn"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        case, talk = Case.from_slot(tracker.get_slot("case")), Talk.from_slot(tracker.get_slot("talk"))
        said, units = turn(case, talk, latest_message(tracker), date.today())
        utter(dispatcher, said.reply, said.status, trace(case, talk, units))
        return [SlotSet("case", case.to_slot()), SlotSet("talk", talk.to_slot())]
