"""What the assistant says of itself, by name (wording.yml), and the buttons that go with it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from actions.replies import Button, answer_button, intent_button
from rules import parameters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from rules.explanation import Part

RESULT = "result"  # what the buttons of a result speak of; their values are the parts of result.py
ESTIMATE = intent_button("احسب لي تقديرًا", "eligibility_estimate")
MENU = (
    intent_button("هل أستحق الضمان؟", "eligibility_estimate"),
    intent_button("الشروط", "eligibility_conditions"),
    intent_button("المبالغ", "amounts"),
    intent_button("التسجيل", "registration_steps"),
    intent_button("أسباب الرفض", "rejection_reasons"),
    intent_button("الاعتراض", "objection_steps"),
)
ELSE = intent_button("شيء آخر", "help_menu")
ABILITIES = intent_button("ماذا تستطيع؟", "help_menu")
OLD_SYSTEM = answer_button("انتقلت من النظام القديم", "change", "old_system")
# The parts of a result behind each button, by the names of rules.Explanation.pieces.
PARTS: Mapping[str, tuple[Part, ...]] = {
    "details": ("details", "conditions"),
    "uncertain": ("uncertain",),
    "to_do": ("to_do",),
    "sources": ("sources",),
}
TITLES = {"details": "التفاصيل", "uncertain": "ما ليس مؤكدًا", "to_do": "ماذا أفعل", "sources": "المصادر"}
AFTER_RESULT: Mapping[str, Button] = {part: answer_button(title, RESULT, part) for part, title in TITLES.items()}


@cache
def sentences() -> Mapping[str, str]:
    """All sentences by name."""
    data: Mapping[str, str] = yaml.safe_load(Path(__file__).with_name("wording.yml").read_text(encoding="utf-8"))
    return data


def say(name: str, today: date | None = None, **own: str) -> str:
    """A sentence with its own words and the figures of a day. Raises KeyError for a name or word that is missing."""
    figures = parameters.figures(today) if today else {}
    return sentences()[name].format_map({**figures, **own})


def listed(lines: Iterable[str]) -> str:
    """Lines as a list to show."""
    return "\n".join(f"• {line}" for line in lines)
