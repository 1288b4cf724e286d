"""The income test: counted income below the computed minimum (Law, articles 9(2) and 14; Royal Decree M/35)."""

from __future__ import annotations

from collections.abc import Mapping

from rules.checks import Check, Rule
from rules.formula import Sums
from rules.household import Household, OldSystemGroup
from rules.wording import between, riyals

OLD_SYSTEM_GROUPS: Mapping[OldSystemGroup, str] = {
    "elderly_without_income": "كبار السن ممن لا دخل لهم",
    "disabled_without_provider": "الأشخاص ذوو الإعاقة ممن ليس لهم عائل",
    "orphan_without_provider": "الأيتام ذوو الظروف الخاصة ممن ليس لهم عائل",
}


def exempt_from_income_test(household: Household, sums: Sums) -> bool:
    """Whether Royal Decree M/35 of 2026 takes the applicant out of the income test on the day of the estimate."""
    return bool(household.applicant.from_old_system and sums.figures.old_system_exemption)


def income_below_minimum(household: Household, sums: Sums) -> Check:
    """The counted income is below the computed minimum; equality fails (Law, articles 9(2) and 14).

    Those whom Royal Decree M/35 exempts pass whatever their income.
    """
    rule: Rule = "income_below_minimum"
    group = household.applicant.from_old_system
    if group and exempt_from_income_test(household, sums):
        reason = f"الفئة المذكورة من المنتقلين من النظام السابق ({OLD_SYSTEM_GROUPS[group]}) مستثناة من شرط الدخل."
        return Check(rule, "pass", reason, ("decree-m35",))
    sources = ("law-9", "law-14", "ajel-formula", "alriyadh24", "sabq-rise")
    minimum, income = sums.minimum, sums.counted
    if minimum.high is not None and income.low >= minimum.high:
        return Check(rule, "fail", income_not_below(sums), sources, what_would_change_it(household, sums))
    if income.high is not None and income.high < minimum.low:
        told = riyals(income.low) if income.is_one else f"{riyals(income.high)} على الأكثر"
        least = riyals(minimum.low) if minimum.is_one else f"{riyals(minimum.low)} على الأقل"
        return Check(rule, "pass", f"الدخل المحتسب {told}، وهو أقل من الحد الأدنى {least}.", sources)
    reason, remedy = income_unknown(sums)
    return Check(rule, "unknown", reason, sources, remedy)


def income_not_below(sums: Sums) -> str:
    """Why the income test fails, and by how much."""
    minimum, income = sums.minimum.high, sums.counted
    assert minimum is not None
    least = "" if income.is_one else " على الأقل"
    most = "" if sums.minimum.is_one else " على الأكثر"
    told = f"الدخل المحتسب {riyals(income.low)}{least}، والحد الأدنى {riyals(minimum)}{most}"
    if income.low == minimum:
        return f"{told}: هما متساويان، والشرط أن يقل الدخل عن الحد."
    return f"{told}: الزيادة {riyals(income.low - minimum)}، والشرط أن يقل الدخل عن الحد."


def what_would_change_it(household: Household, sums: Sums) -> str:
    """What would make the counted income less than the minimum: less income, or more dependants."""
    figures, minimum, income = sums.figures, sums.minimum.high, sums.counted.low
    assert minimum is not None
    parts = [f"يتحقق الشرط إذا قل الدخل المحتسب عن {riyals(minimum)}"]
    earned = sum(line.low for line in sums.lines if line.treatment == "earned")
    rest = income - earned
    if earned and rest < minimum:
        bound = (minimum - rest) / figures.earned_share
        parts.append(f"أي إذا قل مجموع الرواتب ودخل العمل عن {riyals(bound)} مع بقاء غيرها كما هو")
    if household.is_independent is False:
        more = int((income - minimum) // figures.dependant_addition) + 1
        enlarged = minimum + more * figures.dependant_addition
        parts.append(f"أو إذا زاد عدد التابعين بلا دخل بمقدار {more}، فيصير الحد {riyals(enlarged)}")
    return "، ".join(parts) + "."


def income_unknown(sums: Sums) -> tuple[str, str]:
    """Why the income test cannot be decided, and what would decide it."""
    minimum, income = sums.minimum, sums.counted
    reasons: list[str] = []
    remedies: list[str] = []
    if not minimum.is_one:
        reasons.append("لم يُعرف عدد من يُحسب في الأسرة")
        remedies.append("معرفة من يعيش في البيت وأعمارهم")
    if any(line.high is None for line in sums.lines):
        reasons.append("لم يُعرف الدخل كله")
        remedies.append("معرفة كل دخل للأسرة ومبلغه")
    spread = [line for line in sums.lines if line.high is not None and line.low != line.high]
    if any(line.belongs == "maybe" or line.treatment is None for line in spread):
        reasons.append("لم يُعرف نوع بعض الدخل أو صاحبه")
        remedies.append("معرفة نوع كل دخل وصاحبه")
    if any(line.treatment == "retirement" for line in spread):
        reasons.append("لم يُعلن هل يُحتسب معاش التقاعد كاملًا أم جزء منه")
        remedies.append(f"سؤال الوزارة عبر {sums.figures.contact_number} عن احتساب معاش التقاعد")
    if income.high is None:
        told = f"المعروف من الدخل المحتسب {riyals(income.low)}"
    else:
        told = f"الدخل المحتسب {between(income.low, income.high)}"
    limit = f"الحد الأدنى {riyals(minimum.low)}" + ("" if minimum.is_one else " على الأقل")
    return f"{told}، و{limit}؛ {' و'.join(reasons)}.", f"{'، و'.join(remedies)}."
