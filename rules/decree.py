"""Royal Decree M/35 of 2026: three groups who moved over from the old system are exempt from the income test."""

from __future__ import annotations

from collections.abc import Mapping

from rules.household import Household, OldSystemGroup
from rules.parameters import Parameters

OLD_SYSTEM_GROUPS: Mapping[OldSystemGroup, str] = {
    "elderly_without_income": "كبار السن ممن لا دخل لهم",
    "disabled_without_provider": "الأشخاص ذوو الإعاقة ممن ليس لهم عائل",
    "orphan_without_provider": "الأيتام ذوو الظروف الخاصة ممن ليس لهم عائل",
}


def exempt_from_income_test(household: Household, figures: Parameters) -> bool:
    """Whether the decree takes the applicant out of the income test on the day of the figures."""
    return bool(household.applicant.from_old_system and figures.old_system_exemption)
