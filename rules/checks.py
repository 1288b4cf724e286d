"""A condition of entitlement applied to one household: what the conditions are called, and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Outcome = Literal["pass", "fail", "unknown"]
Rule = Literal[
    "nationality",
    "residence",
    "not_in_institution",
    "age_of_independent",
    "wealth_cars",
    "wealth_workers",
    "wealth_bank",
    "housing_proof",
    "empowerment",
    "income_below_minimum",
]
RULES: tuple[Rule, ...] = get_args(Rule)

TITLES: Mapping[Rule, str] = {
    "nationality": "الجنسية",
    "residence": "الإقامة في المملكة",
    "not_in_institution": "السكن خارج دور الإيواء والعلاج والسجون",
    "age_of_independent": "سن المستقل",
    "wealth_cars": "السيارات",
    "wealth_workers": "العمالة المنزلية",
    "wealth_bank": "الأرصدة البنكية",
    "housing_proof": "إثبات السكن",
    "empowerment": "العمل والتأهيل",
    "income_below_minimum": "حد الدخل",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One condition applied to one household.

    `reason` says in Arabic why it came out so; `remedy` what would change a fail, or answer an unknown (empty for
    a pass); `sources` are keys of the register.
    """

    rule: Rule
    outcome: Outcome
    reason: str
    sources: tuple[str, ...]
    remedy: str = ""
