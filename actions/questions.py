"""The questions: for each, how it is asked, answered by a button, told back, and whether a case still needs it.

Their words stand in questions.yml (about the household, in the order in which they are asked) and steering.yml (about
the interview itself).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import yaml

from actions import edits, words
from actions.case_as_household import QUESTION_OF_FACT
from actions.case_as_household import income as income_as_told
from actions.needs import NEEDED, Needed, never
from actions.replies import Reply, answer_button, intent_button
from arabic.told import Told
from rules import parameters

if TYPE_CHECKING:
    from datetime import date

    from actions.case import Case
    from actions.words import Household

NOBODY, NOBODY_ELSE = "nobody", "لا أحد غيرهم"  # of the members: nobody besides those who are known
MOST_BUTTONS = 10  # rows of a list on WhatsApp
NO_OTHER_PAY = "لا راتب غير هذا"
UNKNOWN = "unknown"  # the value of a button for "I do not know", of earlier conversations
Words = Callable[["Household"], "str | None"]


@dataclass(frozen=True)
class Choice:
    """A quick reply: what is read on it, its value, and the answers that it gives to other questions beside."""

    title: str
    value: str
    also: Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """One question, everything that is known of it."""

    name: str
    title: str
    text: str
    again: str
    example: str
    why: str
    choices: tuple[Choice, ...]
    labels: Mapping[str, Mapping[str, Any]]
    """The facts that a short answer stands for, by the answer's label."""
    answers: Mapping[str, str]
    """The labels of a bare yes or no."""
    no_also: Mapping[str, str]
    """What a bare no answers of other questions: it denies all that was asked."""
    needed: Needed
    """Whether a case that has not answered it needs it."""
    words: Words
    """What a household tells of it; None where nothing."""

    def ask(self, case: Case, today: date, about: str = "", *, again: bool = False) -> Reply:
        """The question with its quick replies; `again`: in few words, since it stands open already."""
        text = self.filled(self.again if again else self.text, case, today, about)
        if self.name == "other_income" and not again:
            text = besides(case) + text
        pay = paid_already(case) if self.name == "earned" else ""
        if pay:
            text = f"غير ما ذكرت{'' if again else f' ({pay})'}، {text}"
        titles = {"none": NO_OTHER_PAY} if pay else {}
        buttons = [
            answer_button(titles.get(choice.value, choice.title), self.name, payload(choice)) for choice in self.choices
        ]
        if self.name == "members" and case.persons:
            text = f"{named(case)}{text}" if not again else text
            buttons = [answer_button(NOBODY_ELSE, self.name, NOBODY)] if case.at_home else buttons
        if self.name in interview():
            buttons.append(intent_button("لا أعرف", "dont_know"))
            if len(buttons) < MOST_BUTTONS:
                buttons.append(intent_button("لماذا تسأل؟", "ask_why"))
        return Reply(text, tuple(buttons))

    def reason(self, case: Case, today: date) -> str:
        """Why it is asked."""
        return self.filled(self.why, case, today)

    def filled(self, text: str, case: Case, today: date, about: str = "") -> str:
        """A text with its figures, and with the income that it asks about."""
        entry = case.open_income("amount" if self.name == "income_amount" else "kind")
        known = income_as_told(case, entry) if entry else {}
        own = {
            "about": about,
            "income": words.income_name(known) if known else "الدخل",
            "amount": f" {words.amount(known)}" if entry and entry.low is not None else "",
        }
        return text.format_map({**parameters.figures(today), **own})

    def press(self, case: Case, value: str) -> None:
        """Put a button's value into the case, with what it answers beside. Raises KeyError for an unknown value."""
        if value == UNKNOWN:
            edits.apply_unknown(case, self.name)
            return
        if value == NOBODY:
            edits.apply(case, Told(answer="no"), self.name, correcting=False)
            return
        first, *others = value.split("&")
        edits.apply_value(case, self.name, first)
        for name, _, answer in (other.partition("=") for other in others):
            edits.apply_value(case, name, answer)

    def answered_by(self, told: Told) -> bool:
        """Whether a message tells something of what is asked, however much."""
        if self.name == "members":
            return bool(told.persons or told.total or told.alone)
        if self.name in ("earned", "other_income", "income_kind", "income_amount"):
            return bool(told.incomes or told.no_more)
        return any(QUESTION_OF_FACT.get(name) == self.name for name in told.facts) or self.label(told) is not None

    def label(self, told: Told) -> str | None:
        """The label of what a message tells of this question; None where it tells nothing that has one."""
        for label, facts in self.labels.items():
            known = {name: told.facts[name] for name in facts if name in told.facts}
            side = facts.get("no_more")
            if (side and side in told.no_more) or (
                known and next(iter(facts)) in known and known.items() <= facts.items()
            ):
                return label
        return self.answers.get(told.answer) if told.answer and told.empty else None

    def told(self, told: Told, label: str, *, sure: bool = True) -> Told:
        """What a message tells, with the facts of a label added; where not `sure`, as facts to be asked about."""
        facts = dict(self.labels.get(label, {}))
        side = facts.pop("no_more", None)
        return replace(
            told,
            facts=MappingProxyType({**told.facts, **facts}),
            no_more=told.no_more | ({side} if side else frozenset()),
            unsure=told.unsure if sure else told.unsure | frozenset(facts),
        )


def payload(choice: Choice) -> str:
    """A button's value: the answer, and after each "&" one to another question."""
    return "&".join([choice.value, *(f"{name}={value}" for name, value in choice.also.items())])


@cache
def questions() -> Mapping[str, Question]:
    """All questions by name, those about the household in the order in which they are asked."""
    return {**_read("questions.yml"), **_read("steering.yml")}


@cache
def interview() -> frozenset[str]:
    """The names of the questions about the household."""
    return frozenset(_read("questions.yml"))


def interview_order() -> list[str]:
    """The questions about the household in the order in which they are asked."""
    return [name for name in questions() if name in interview()]


@cache
def _read(file: str) -> Mapping[str, Question]:
    data = yaml.safe_load(Path(__file__).with_name(file).read_text(encoding="utf-8"))
    return {
        name: Question(
            name=name,
            title=entry["title"],
            text=entry["text"],
            again=entry["again"],
            example=entry["example"],
            why=entry["why"],
            choices=tuple(
                Choice(button["title"], button["value"], button.get("also", {})) for button in entry["buttons"]
            ),
            labels=entry.get("labels", {}),
            no_also=entry.get("no_also", {}),
            answers={answer: entry[answer] for answer in ("yes", "no") if answer in entry},
            needed=NEEDED.get(name, never),
            words=WORDS.get(name, nothing),
        )
        for name, entry in data.items()
    }


def named(case: Case) -> str:
    """Who was named so far, before it is asked who lives here."""
    present = words.members(case.told_household()) if case.at_home else None
    unplaced = dict.fromkeys(words.words()["with_you"][person.relation] for person in case.unplaced)
    told = [text for text in (present, " و".join(unplaced)) if text]
    return f"ذكرت: {'، و'.join(told)}. " if told else ""


def paid_already(case: Case) -> str:
    """The pay that is known, where more of it is asked for; nothing where it is asked again to be changed."""
    if "earned" in case.reopened:
        return ""
    paid = [one for one in case.incomes if one.earned and one.low is not None and case.counts(one)]
    return "، ".join(words.income(income_as_told(case, one)) for one in paid)


def besides(case: Case) -> str:
    """The words that keep incomes which are known from being told again."""
    known = [words.income(entry) for entry in case.told_household().get("income", [])]
    return f"غير ما ذكرت ({'، '.join(known)})، " if known else ""


WORDS: Mapping[str, Words] = {
    "members": words.members,
    "earned": partial(words.incomes, earned=True),
    "other_income": partial(words.incomes, earned=False),
    "nationality": lambda household: words.named("applicant", "nationality", household, "nationality"),
    "exception": lambda household: words.named("applicant", "exception", household, "exception"),
    "age": words.age,
    "student": lambda household: words.yes_no("applicant", "full_time_student", household, "student"),
    "home": words.home,
    "address": lambda household: words.yes_no("housing", "matches_national_address", household, "address"),
    "bank": words.bank,
    "cars": lambda household: words.number_of("wealth", "cars", household, "car", "لا سيارة"),
    "workers": lambda household: words.number_of("wealth", "domestic_workers", household, "worker", "لا عمالة منزلية"),
    "workers_for_disability": lambda household: words.number_of(
        "wealth", "workers_for_disability", household, "worker", "لا عمالة لذوي الإعاقة"
    ),
    "abroad": words.abroad,
    "empowerment": words.empowerment,
    "old_system": lambda household: words.named("applicant", "from_old_system", household, "old_system"),
}


def nothing(household: Household) -> str | None:
    """Of a question that leaves no fact of the household."""
    return None


def pieces(case: Case) -> dict[str, str]:
    """The same as `lines`, with each income by itself: what a message changed is told in these."""
    told = lines(case)
    household = case.told_household()
    closed = {"earned": words.incomes({**household, "income": []}, earned=True)}
    closed["other_income"] = words.incomes({**household, "income": []}, earned=False)
    if closed["earned"] and any(entry.earned and case.counts(entry) for entry in case.incomes):
        closed["earned"] = None  # who is paid is told; that nobody else is goes without saying
    for name in ("earned", "other_income"):
        told.pop(name, None)
        if closed[name]:
            told[name] = closed[name] or ""
    return told | {f"income:{entry.id}": words.income(income_as_told(case, entry)) for entry in case.incomes}


def lines(case: Case) -> dict[str, str]:
    """What is told of each question, in words; that somebody with pay works goes without saying."""
    household = case.told_household()
    if "empowerment" not in case.facts or case.applicant_works:
        household.pop("empowerment", None)
    found = {name: questions()[name].words(household) for name in questions()}
    return {name: text for name, text in found.items() if text}
