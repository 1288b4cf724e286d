"""A citizen in conversation, without Rasa: the intent of a typed message is given, as Rasa would understand it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from actions import turn
from actions.case import Case
from actions.message import Clause, Message, Ranked
from actions.talk import Talk
from rules import parameters

if TYPE_CHECKING:
    from actions.compose import Said
    from actions.replies import Button
    from arabic.told import Told

TODAY = parameters.changes()[-1]
WANTED = "هل استحق الضمان؟"
ANSWERS = {  # an answer in words to each question: a family with one salary, or a person alone
    "members": "زوجتي وثلاث بنات",
    "earned": "راتبي 4000",
    "other_income": "لا",
    "nationality": "سعودي",
    "age": "30",
    "student": "لا",
    "home": "بيت ايجار وعقده موثق والعنوان مطابق",
    "address": "نعم",
    "bank": "لا",
    "cars": "سيارة وحدة وما عندنا شغالة",
    "workers": "لا",
    "abroad": "ما سافرت",
    "empowerment": "ادور وظيفة",
}
PRESSED = {  # the value of a button for each question: the same family
    "members": "alone",
    "earned": "none",
    "other_income": "none",
    "nationality": "saudi",
    "exception": "wife_of_citizen",
    "student": "no",
    "home": "lease&address=yes",
    "address": "yes",
    "bank": "no",
    "cars": "1&workers=0",
    "workers": "0",
    "workers_for_disability": "0",
    "abroad": "0",
    "empowerment": "seeking",
    "income_kind": "salary",
    "old_system": "none",
    "lives_with_you": "yes",
    "homes": "1",
}


def parsed(payload: str) -> tuple[str, dict[str, str]]:
    """The intent and the entities of a button, as Rasa reads them."""
    match = re.fullmatch(r"/(\w+)({.*})?", payload)
    assert match, payload
    return match[1], json.loads(match[2] or "{}")


class Conversation:
    """One conversation. `asked` is the question that stands open; `said` is the last reply."""

    def __init__(self, household: Mapping[str, Any] | None = None, *, interview: bool = False) -> None:
        """A new conversation, in which a household was told already, perhaps in an interview that is on."""
        self.case = Case.from_household(household) if household else Case()
        self.talk = Talk(interview=interview, said=["begins"] if interview else [])
        self.last: Said | None = None
        self.units: tuple[str, ...] = ()
        self.all_asked: list[str | None] = []
        if interview:
            self.say("كمل", intent="go_on")

    def wants_estimate(self) -> Conversation:
        """Ask for an estimate."""
        return self.press_button("/eligibility_estimate")

    def say(
        self,
        *texts: str,
        intent: str = "inform",
        confidence: float = 1.0,
        told: Told | None = None,
        clauses: tuple[Clause, ...] = (),
        judged: Mapping[str, tuple[str, float]] | None = None,
        units: Ranked = (),
    ) -> Conversation:
        """Type messages, one a turn. `told` stands in for what `arabic.read` makes of the text."""
        for text in texts:
            message = Message(text, intent, confidence, clauses=clauses, judged=judged or {}, units=units)
            if told is None:
                self.take(message)
            else:
                with patch("actions.readers.read", lambda *_, **__: told):
                    self.take(message)
        return self

    def press(self, title: str) -> Conversation:
        """Press a quick reply of the last turn."""
        return self.press_button(self.buttons[title].payload)

    def press_value(self, question: str, value: str) -> Conversation:
        """Press a quick reply of any question, also of one that is not asked now."""
        return self.press_button("/inform" + json.dumps({"question": question, "value": value}))

    def press_button(self, payload: str) -> Conversation:
        """Press a button by its payload."""
        intent, entities = parsed(payload)
        self.take(Message(payload, intent, 1.0, entities.get("question"), entities.get("value")))
        return self

    def until(self, question: str | None, **answers: str) -> Conversation:
        """Press the buttons of PRESSED, or type other answers, until `question` is asked. Stops after 25 turns."""
        for _ in range(25):
            if self.asked == question:
                return self
            name = self.asked or ""
            if name in answers:
                self.say(answers[name])
            elif name in PRESSED:
                self.press_value(name, PRESSED[name])
            else:
                self.say(ANSWERS.get(name, "نعم"))
        raise AssertionError(f"{question} was not asked, but {self.all_asked}")

    def take(self, message: Message) -> None:
        """Take one message."""
        self.case = Case.from_slot(json.loads(json.dumps(self.case.to_slot())))
        self.talk = Talk.from_slot(json.loads(json.dumps(self.talk.to_slot())))
        self.last, self.units = turn.turn(self.case, self.talk, message, TODAY)
        self.all_asked.append(self.talk.question)

    @property
    def asked(self) -> str | None:
        """The question that stands open."""
        return self.talk.question

    @property
    def said(self) -> str:
        """The last reply."""
        assert self.last
        return self.last.reply.text

    @property
    def status(self) -> str:
        """How the last turn ended."""
        assert self.last
        return self.last.status

    @property
    def buttons(self) -> dict[str, Button]:
        """The quick replies of the last turn by title."""
        assert self.last
        return {button.title: button for button in self.last.reply.buttons}

    @property
    def household(self) -> dict[str, Any]:
        """What was told."""
        return self.case.told_household()

    @property
    def relations(self) -> list[str]:
        """Who lives with the applicant, sorted."""
        return sorted(person.relation for person in self.case.at_home)

    @property
    def incomes(self) -> dict[tuple[str | None, str], Any]:
        """Riyals a month by kind and person."""
        return {(income.kind, self.case.relation(income)): income.low for income in self.case.incomes}


def too_much(persons: int) -> int:
    """A salary, riyals a month, with which so many persons are not entitled."""
    held = parameters.on(TODAY)
    return int(held.minimum(persons) / held.earned_share) + 100


def pension(persons: int, *, salaries: int = 0, unearned: int = 0) -> int:
    """The pension of a household, riyals a month, as the figures in force make it."""
    held = parameters.on(TODAY)
    due = held.minimum(persons) - held.earned_share * salaries - unearned
    return max(0, int(min(due, held.pension_cap)))
