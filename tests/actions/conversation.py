"""A citizen in the interview, without Rasa: the intent of a typed message is given, as Rasa would understand it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from actions.case import Case
from actions.message import Message
from actions.turn import Turn, begin, step
from rules import parameters

if TYPE_CHECKING:
    from actions.replies import Button

TODAY = parameters.changes()[-1]
ANSWERS = {  # an answer in words to each question; a family with one salary, or a person alone
    "members": "زوجتي وثلاث بنات",
    "earned": "راتبي 4000",
    "other_income": "لا",
    "nationality": "سعودي",
    "age": "30",
    "student": "لا",
    "home": "بيت ايجار وعقده موثق",
    "address": "نعم",
    "bank": "لا",
    "cars": "وحدة",
    "workers": "لا",
    "abroad": "ما سافرت",
    "empowerment": "ادور وظيفة",
}


def parsed(payload: str) -> tuple[str, dict[str, str]]:
    """The intent and the entities of a button, as Rasa reads them."""
    match = re.fullmatch(r"/(\w+)({.*})?", payload)
    assert match, payload
    return match[1], json.loads(match[2] or "{}")


class Interview:
    """One interview. `asked` counts the questions that were asked; `said` is what the last turn showed."""

    def __init__(self, text: str = "هل استحق الضمان؟", intent: str = "eligibility_estimate") -> None:
        self.case = Case()
        self.turn: Turn = begin(self.case, Message(text, intent), TODAY)
        self.asked = [self.case.question]

    def say(self, *texts: str, intent: str = "inform", confidence: float = 1.0) -> Interview:
        """Type messages, one a turn."""
        for text in texts:
            self._take(Message(text, intent, confidence))
        return self

    def press(self, title: str) -> Interview:
        """Press a quick reply of the last turn."""
        intent, entities = parsed(self.buttons[title].payload)
        self._take(Message(self.buttons[title].payload, intent, 1.0, entities.get("question"), entities.get("value")))
        return self

    def press_earlier(self, question: str, value: str) -> Interview:
        """Press a quick reply of any question, also of one that is not asked now."""
        payload = "/inform" + json.dumps({"question": question, "value": value})
        self._take(Message(payload, "inform", 1.0, question, value))
        return self

    def until(self, question: str | None, **answers: str) -> Interview:
        """Answer what is asked, from ANSWERS or otherwise, until `question` is asked. Stops after 20 answers."""
        for _ in range(20):
            if self.case.question == question:
                return self
            name = self.case.question or ""
            self.say({**ANSWERS, **answers}[name])
        raise AssertionError(f"{question} was not asked, but {self.asked}")

    def _take(self, message: Message) -> None:
        self.turn = step(self.case, message, TODAY)
        self.asked.append(self.case.question)

    @property
    def said(self) -> str:
        """All that the last turn showed."""
        return "\n".join(reply.text for reply in self.turn.replies)

    @property
    def buttons(self) -> dict[str, Button]:
        """The quick replies of the last turn by title."""
        return {button.title: button for reply in self.turn.replies for button in reply.buttons}

    @property
    def household(self) -> dict[str, Any]:
        """What is known."""
        return self.case.household

    @property
    def relations(self) -> list[str]:
        """Who lives with the applicant, sorted."""
        return sorted(member["relation"] for member in self.case.members)

    @property
    def incomes(self) -> dict[tuple[str | None, str], Any]:
        """Riyals a month by kind and person."""
        return {(entry["kind"], entry["whose"]): entry["monthly"] for entry in self.case.income}


def too_much(persons: int) -> int:
    """A salary, riyals a month, with which so many persons are not entitled."""
    held = parameters.on(TODAY)
    return int(held.minimum(persons) / held.earned_share) + 100


def pension(persons: int, *, salaries: int = 0, unearned: int = 0) -> int:
    """The pension of a household, riyals a month, as the figures in force make it."""
    held = parameters.on(TODAY)
    due = held.minimum(persons) - held.earned_share * salaries - unearned
    return max(0, int(min(due, held.pension_cap)))
