"""The questions of the interview: their words, their order, and which of them still needs asking."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from actions.replies import Reply, answer_button, intent_button
from rules import parameters
from rules.wording import RELATIONS

if TYPE_CHECKING:
    from datetime import date

    from actions.case import Case

KIND_NAMES: Mapping[str, str] = {
    "salary": "الراتب",
    "business": "دخل العمل الحر أو التجارة",
    "retirement_pension": "المعاش التقاعدي",
    "rent": "الإيجار",
    "investment": "عائد الاستثمار",
    "alimony": "النفقة",
    "citizen_account": "دعم حساب المواطن",
    "disability_support": "دعم ذوي الإعاقة",
    "supporting_programme": "دعم البرامج المساندة",
    "job_search_support": "دعم البحث عن عمل",
    "student_stipend": "المكافأة الجامعية",
    "rural_support": "دعم ريف",
    "other_government_support": "الدعم الحكومي",
    "other": "الدخل الآخر",
}

RELATION_NAMES: Mapping[str, str] = {name: words for name, words in RELATIONS.items() if name != "applicant"}


@dataclass(frozen=True)
class Question:
    """One question of the interview, as it stands in questions.yml."""

    name: str
    title: str
    text: str
    example: str
    why: str
    names: tuple[str, ...]
    buttons: tuple[tuple[str, str], ...]  # title and value
    least: Decimal | None = None
    most: Decimal | None = None


@cache
def questions() -> Mapping[str, Question]:
    """All questions by name."""
    data = yaml.safe_load(Path(__file__).with_name("questions.yml").read_text(encoding="utf-8"))
    return {
        name: Question(
            name=name,
            title=entry["title"],
            text=entry["text"],
            example=entry["example"],
            why=entry["why"],
            names=tuple(entry["names"]),
            buttons=tuple((button["title"], button["value"]) for button in entry["buttons"]),
            least=Decimal(entry["least"]) if "least" in entry else None,
            most=Decimal(entry["most"]) if "most" in entry else None,
        )
        for name, entry in data.items()
    }


def most(question: str) -> Decimal | None:
    """The largest number that `question` takes for meant; None where it asks for no number."""
    return questions()[question].most


# The order in which the questions are asked, and the condition under which a case needs each.
ORDER: Mapping[str, Callable[[Case, parameters.Parameters], bool]] = {
    "members": lambda case, _: True,
    "earned": lambda case, _: True,
    "income_amount": lambda case, _: case.open_income("monthly") is not None,
    "income_kind": lambda case, _: case.open_income("kind") is not None,
    "other_income": lambda case, _: True,
    "nationality": lambda case, _: True,
    "exception": lambda case, _: case.applicant.get("nationality") == "other",
    "age": lambda case, _: case.applicant.get("kind") == "independent",
    "student": lambda case, figures: (
        case.applicant.get("kind") == "independent"
        and case.applicant.get("age", figures.student_age_limit) < figures.student_age_limit
    ),
    "home": lambda case, _: True,
    "address": lambda case, _: case.known("housing").get("proof") in ("lease", "deed", "certificate"),
    "bank": lambda case, _: True,
    "cars": lambda case, _: True,
    "workers": lambda case, _: True,
    "workers_for_disability": lambda case, figures: (
        (case.known("wealth").get("domestic_workers") or 0) > figures.workers_limit
    ),
    "abroad": lambda case, _: True,
    "empowerment": lambda case, _: not case.applicant_works,
}
# An income's kind and amount are asked as long as one is open, however often that is.
REPEATED = ("income_kind", "income_amount")


def next_question(case: Case, today: date) -> str | None:
    """The first question that the case still needs; None when all is asked."""
    figures = parameters.on(today)
    return next(
        (
            name
            for name, needed in ORDER.items()
            if (name in REPEATED or name not in case.answered) and needed(case, figures)
        ),
        None,
    )


def ask(case: Case, name: str, today: date) -> Reply:
    """The question in words, with its quick replies."""
    question = questions()[name]
    text = in_words(question.text, case, today)
    known = [income_words(entry) for entry in case.income if entry["monthly"] is not None]
    if name == "other_income" and known:
        text = f"غير ما ذكرت ({'، '.join(known)})، {text}"
    if name == "members" and case.members:
        text = f"غير من ذكرت، {text}"
    buttons = [answer_button(title, name, value) for title, value in question.buttons]
    buttons += [intent_button("لا أعرف", "dont_know"), intent_button("لماذا تسأل؟", "ask_why")]
    return Reply(text, tuple(buttons))


def why(case: Case, name: str, today: date) -> str:
    """Why the question is asked."""
    return in_words(questions()[name].why, case, today)


def in_words(text: str, case: Case, today: date) -> str:
    """A text of questions.yml with its figures and the income that it asks about filled in."""
    entry = case.open_income("monthly") or case.open_income("kind") or {}
    own = {
        "amount": f" {entry['monthly']:,} ريال" if entry.get("monthly") is not None else "",
        "kind": income_name(entry) if entry else "",
    }
    return text.format_map({**parameters.figures(today), **own})


def income_name(entry: Mapping[str, Any]) -> str:
    """What an income is, and whose where it is not the applicant's own."""
    name = KIND_NAMES.get(entry["kind"] or "", "الدخل")
    return name if entry["whose"] == "applicant" else f"{name} ({RELATION_NAMES[entry['whose']]})"


def income_words(entry: Mapping[str, Any]) -> str:
    """An income with its amount."""
    amount = "غير معروف" if entry["monthly"] is None else f"{entry['monthly']:,}"
    return f"{income_name(entry)} {amount}"
