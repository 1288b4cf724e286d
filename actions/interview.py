"""The interview as Rasa runs it: the form's validation, and what follows its end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

from actions.answers import ActionAnswer
from actions.case import Case
from actions.estimate import estimate_reply
from actions.follow_up import follow_up
from actions.message import latest_message
from actions.replies import Reply, utter
from actions.turn import begin, step

if TYPE_CHECKING:
    from rasa_sdk import Tracker
    from rasa_sdk.executor import CollectingDispatcher

FORM = "interview_form"
LEANING = ("inform", "correction", "what_if")  # what a short question looks like by itself


class ValidateInterviewForm(Action):
    """Runs at each message while the form is active: takes the message in, and asks the next question itself.

    So a turn is one action call. Setting `requested_slot` to None ends the form.
    """

    def name(self) -> str:
        return f"validate_{FORM}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        message, today = latest_message(tracker), date.today()
        case = Case.from_slot(tracker.get_slot("case"))
        if (tracker.active_loop or {}).get("name") == FORM and case.question is not None:
            turn = step(case, message, today)
        else:
            if message.intent in LEANING and follow_up(tracker, message):
                # «والتقاعد؟» after an answer: a question still, and no fact of a case.
                answered: list[dict[str, Any]] = ActionAnswer().run(dispatcher, tracker, domain)
                case.outcome = "aside"
                return [*answered, SlotSet("case", case.to_slot()), SlotSet("requested_slot", None)]
            if case.outcome == "estimate" or message.intent == "start_over":
                case = Case()
            case.outcome = None
            turn = begin(case, message, today)
        if case.outcome is None or turn.replies:
            utter(dispatcher, turn.replies, turn.status)
        events = [SlotSet("case", case.to_slot())]
        if case.outcome is not None:
            events.append(SlotSet("requested_slot", None))
        return events


class ActionConclude(Action):
    """After the form: the estimate, or a word of parting where the citizen stopped."""

    def name(self) -> str:
        return "action_conclude"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        case = Case.from_slot(tracker.get_slot("case"))
        if case.outcome == "aside":
            return []
        if case.outcome != "estimate":
            utter(dispatcher, [Reply(response="utter_stopped")], "answered")
            return [SlotSet("case", {**case.to_slot(), "question": None})]
        utter(dispatcher, [estimate_reply(case, date.today())], "estimate")
        return [SlotSet("estimate_ready", True)]
