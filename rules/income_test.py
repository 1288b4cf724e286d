"""The income test: counted income below the computed minimum (Law, articles 9(2) and 14; Royal Decree M/35)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal

from rules.checks import Check, Rule
from rules.decree import OLD_SYSTEM_GROUPS, exempt_from_income_test
from rules.formula import Sums
from rules.household import Household
from rules.parameters import Parameters
from rules.threshold import pay_below, threshold_of
from rules.wording import between, riyals


def income_below_minimum(household: Household, sums: Sums) -> Check:
    """The counted income is below the computed minimum; equality fails (Law, articles 9(2) and 14).

    Those whom Royal Decree M/35 exempts pass whatever their income.
    """
    rule: Rule = "income_below_minimum"
    group = household.applicant.from_old_system
    if group and exempt_from_income_test(household, sums.figures):
        reason = f"الفئة المذكورة من المنتقلين من النظام السابق ({OLD_SYSTEM_GROUPS[group]}) مستثناة من شرط الدخل."
        return Check(rule, "pass", reason, ("decree-m35",))
    sources = ("law-9", "law-14", "ajel-formula", "alriyadh24", "sabq-rise")
    minimum, income = sums.minimum, sums.counted
    if sums.best_minimum is not None and income.low >= sums.best_minimum:
        return Check(rule, "fail", income_not_below(sums), sources, what_would_change_it(household, sums))
    if income.high is not None and income.high < minimum.low:
        told = riyals(income.low) if income.is_one else f"{riyals(income.high)} على الأكثر"
        least = riyals(minimum.low) if minimum.is_one else f"{riyals(minimum.low)} على الأقل"
        return Check(rule, "pass", f"الدخل المحتسب {told}، وهو أقل من الحد الأدنى {least}.", sources)
    reason, remedy = income_unknown(household, sums)
    return Check(rule, "unknown", reason, sources, remedy)


def income_not_below(sums: Sums) -> str:
    """Why the income test fails, and by how much."""
    minimum, income = sums.best_minimum, sums.counted
    assert minimum is not None
    least = "" if income.is_one else " على الأقل"
    most = "" if sums.minimum.is_one else " على الأكثر"
    told = f"الدخل المحتسب {riyals(income.low)}{least}، والحد الأدنى {riyals(minimum)}{most}"
    if income.low == minimum:
        return f"{told}: هما متساويان، والشرط أن يقل الدخل عن الحد."
    return f"{told}: الزيادة {riyals(income.low - minimum)}، والشرط أن يقل الدخل عن الحد."


def what_would_change_it(household: Household, sums: Sums) -> str:
    """What would make the counted income less than the minimum: less income, or more dependants."""
    figures, minimum, income = sums.figures, sums.best_minimum, sums.counted.low
    assert minimum is not None
    parts = [f"يتحقق الشرط إذا قل الدخل المحتسب عن {riyals(minimum)}"]
    earned = sum((line.low for line in sums.lines if line.treatment == "earned"), Decimal(0))
    if earned and (bound := pay_below(minimum, income - earned, figures)):
        parts.append(f"أي إذا قل مجموع الرواتب ودخل العمل عن {riyals(bound)} مع بقاء غيرها كما هو")
    if household.is_independent is False:
        more = int((income - minimum) // figures.dependant_addition) + 1
        enlarged = minimum + more * figures.dependant_addition
        parts.append(f"أو إذا زاد عدد التابعين بلا دخل بمقدار {more}، فيصير الحد {riyals(enlarged)}")
    return "، ".join(parts) + "."


def income_unknown(household: Household, sums: Sums) -> tuple[str, str]:
    """Why the income test cannot be decided, and what would decide it."""
    minimum, income = sums.minimum, sums.counted
    open_points = list(points(sums))
    if income.high is None:
        told = f"المعروف من الدخل المحتسب {riyals(income.low)}"
    else:
        told = f"الدخل المحتسب {between(income.low, income.high)}"
    limit = f"الحد الأدنى {riyals(minimum.low)}" + ("" if minimum.is_one else " على الأقل")
    reason = f"{told}، و{limit}؛ {' و'.join(OPEN[point] for point in open_points)}."
    remedy = f"{'، و'.join(remedies(open_points, sums.figures))}."
    bound = threshold_of(household, sums) if "untold" in open_points else None
    return reason, f"{remedy} {bound.text}" if bound else remedy


Point = Literal["persons", "foreign", "untold", "sharing", "whose", "retirement", "range"]
"""Something that leaves the income test open: who counts, non-Saudis, amounts that are not told, the division of
a head's income between two families, kind or owner of an income, question Q1, an amount told as a range."""

OPEN: Mapping[Point, str] = {
    "persons": "لم يُعرف عدد من يُحسب في الأسرة",
    "foreign": "لم يُعرف هل يُحسب غير السعوديين في الأسرة",
    "untold": "لم يُعرف الدخل كله",
    "sharing": "لم يُعرف كيف يُقسم دخل العائل بين أسرتيه",
    "whose": "لم يُعرف نوع بعض الدخل أو صاحبه",
    "retirement": "لم يُعلن هل يُحتسب معاش التقاعد كاملًا أم جزء منه",
    "range": "ذُكر الدخل بين حدين",
}


def points(sums: Sums) -> Iterator[Point]:
    """What leaves the income test open."""
    among = sums.people
    places = {held for _, held in among.members}
    spread = [line for line in sums.lines if line.high is not None and line.low != line.high]
    if not sums.minimum.is_one:
        kind_unknown = among.size.low < 1 + among.count("counted")
        if among.size.high is None or "unclear" in places or kind_unknown:
            yield "persons"
    if (not sums.minimum.is_one and "open" in places) or any(line.belongs == "open" for line in spread):
        yield "foreign"
    if any(line.untold for line in sums.lines):
        yield "untold"
    if any(line.belongs == "shared" for line in spread):
        yield "sharing"
    if any(line.belongs == "maybe" or line.treatment is None for line in spread):
        yield "whose"
    if any(line.treatment == "retirement" for line in spread):
        yield "retirement"
    if any(line.income and line.income.least != line.income.most for line in spread):
        yield "range"


def remedies(open_points: Iterable[Point], figures: Parameters) -> Iterator[str]:
    """What would decide each point."""
    ask = f"سؤال الوزارة عبر {figures.contact_number} عن"
    words: Mapping[Point, str] = {
        "persons": "معرفة من يعيش في البيت وأعمارهم",
        "foreign": f"{ask} حساب غير السعوديين في الأسرة",
        "untold": "معرفة كل دخل للأسرة ومبلغه",
        "sharing": f"{ask} تقسيم دخل العائل بين أسرتيه",
        "whose": "معرفة نوع كل دخل وصاحبه",
        "retirement": f"{ask} احتساب معاش التقاعد",
        "range": f"معرفة متوسط الدخل في {figures.income_average_months} شهرًا",
    }
    for point in open_points:
        yield words[point]
