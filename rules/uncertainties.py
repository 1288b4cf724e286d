"""What is not settled and touches this household (domain sections C and E), each with what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator

from rules.decree import exempt_from_income_test
from rules.formula import NOTHING, Sums, pension, pension_with_capped_minimum
from rules.household import Household
from rules.income import counted_of
from rules.parameters import first_day, in_force
from rules.uncertain_people import of_people
from rules.uncertainty import Uncertainty, outcome
from rules.wording import INCOMES, counted, listed, number, readable, riyals

# The programmes and receipts of question Q7, of which only weak sources say whether they are counted.
WEAKLY_SOURCED = ("job_search_support", "alimony", "student_stipend", "rural_support", "other")


def uncertainties(household: Household, sums: Sums, *, barred: bool) -> Iterator[Uncertainty]:
    """The open questions that touch a household. `barred`: a condition fails, so that no amount hangs on them."""
    yield from of_income(household, sums, barred=barred)
    yield from of_amount(household, sums, barred=barred)
    yield from of_people(household, sums, barred=barred)
    yield from of_conditions(household, sums)


def of_income(household: Household, sums: Sums, *, barred: bool) -> Iterator[Uncertainty]:
    """How incomes are counted: Q1, Q3, Q4, Q6, Q7, Q8."""
    mine = [line for line in sums.lines if line.belongs != "no" and line.income and line.income.most != 0]
    kinds = {line.income.kind for line in mine if line.income}
    if "retirement_pension" in kinds:
        yield retirement(sums, barred=barred)
    if any(line.high != 0 for line in mine):
        yield average(sums, barred=barred)
    if "salary" in kinds:
        yield Uncertainty(
            "Q6",
            "لم يُعلن هل يُحتسب الراتب كاملًا أم بعد الخصم، ولا أي البدلات تدخل فيه. حُسب هنا الراتب قبل خصم الأقساط.",
            ("btalah-7600",),
        )
    weak = [name for name in WEAKLY_SOURCED if name in kinds]
    if weak:
        out = [INCOMES[name][1] for name in weak if name in ("student_stipend", "rural_support")]
        into = [INCOMES[name][1] for name in weak if name not in ("student_stipend", "rural_support")]
        told = [
            f"{listed(into)}: أُدخل هنا في الدخل المحتسب" if into else "",
            f"{listed(out)}: لم يُحتسب هنا" if out else "",
        ]
        yield Uncertainty(
            "Q7",
            f"مصادر احتساب هذه المبالغ ضعيفة، وقد تُعامل بخلاف ذلك. {'. '.join(filter(None, told))}.",
            ("btalah-2021", "btalah-7600", "calc-sa"),
        )
    if "citizen_account" in kinds:
        yield Uncertainty(
            "Q8",
            "دعم حساب المواطن لا يُحتسب كما نُقل عن الوزارة، لكنه يُكتب في الملف الموحد ضمن مصادر الدعم.",
            ("juhaina",),
        )
    if household.wealth.liquidable_assets:
        yield Uncertainty(
            "Q4",
            "لم يُعرف بالتحديد أي الأصول تُعد قابلة للتسييل. حُسبت هنا القيمة المذكورة كاملة،"
            " ويُستثنى المسكن الرئيس وسيارة واحدة.",
            ("leaders-mena", "umalhamam-cars"),
        )


def average(sums: Sums, *, barred: bool) -> Uncertainty:
    """Q3: whether the month or the year counts, with both ends of what was told as a range."""
    text = (
        f"يعرّف النظام الدخل بما وصل خلال السنة السابقة للطلب، فقد يؤخذ متوسط {sums.figures.income_average_months} شهرًا"
        " لا دخل الشهر الحالي."
    )
    told = [(line.income, line.high) for line in sums.lines if line.income and line.high and line.belongs == "yes"]
    ranges = [(income, most) for income, most in told if income.least != income.most]
    spread = sum((most - counted_of(income.least, income, sums.figures)[1] for income, most in ranges), NOTHING)
    high = sums.counted.high
    if ranges and not barred and high is not None:
        at_most, at_least = (pension(sums.minimum.low, counted, sums.figures) for counted in (high, high - spread))
        text += f" وقد ذُكر دخل بين حدين: عند أعلاه {outcome(at_most)}، وعند أدناه {outcome(at_least)}."
    elif ranges or any(income.steady is False for income, _ in told):
        text += " والدخل المذكور غير ثابت، فيُذكر متوسطه في السنة."
    else:
        text += " إذا تغير الدخل خلال السنة فقد تختلف النتيجة."
    return Uncertainty("Q3", text, ("law-1",))


def retirement(sums: Sums, *, barred: bool) -> Uncertainty:
    """Q1: whether a retirement pension is counted in full or by the share of earned income."""
    share = f"{sums.figures.earned_share_percent}%"
    text = f"لم نجد نصًا رسميًا يبين هل يُحتسب معاش التقاعد كاملًا أم {share} منه."
    told = [(line.income, line.high) for line in sums.lines if line.income and line.high and line.belongs == "yes"]
    retired = [(income, most) for income, most in told if income.kind == "retirement_pension" and income.most]
    spread = sum(
        (most - counted_of(income.most or NOTHING, income, sums.figures)[0] for income, most in retired), NOTHING
    )
    high = sums.counted.high
    if not barred and high is not None and spread:
        full = pension(sums.minimum.low, high, sums.figures)
        half = pension(sums.minimum.low, high - spread, sums.figures)
        text += f" إذا احتُسب كاملًا: {outcome(full)}، وإذا احتُسب {share} منه: {outcome(half)}."
    return Uncertainty("Q1", text, ("calc-sa", "btalah-7600"))


def of_amount(household: Household, sums: Sums, *, barred: bool) -> Iterator[Uncertainty]:
    """Where the cap acts and what is rounded: Q2, Q11, Q13."""
    figures, minimum, income = sums.figures, sums.minimum.low, sums.counted
    high = income.high if income.high is not None and pension(minimum, income.high, figures) else income.low
    ours, other = pension(minimum, high, figures), pension_with_capped_minimum(minimum, high, figures)
    if not barred and ours != other:
        yield Uncertainty(
            "Q2",
            f"الحد الأعلى {riyals(figures.pension_cap)} طُبق هنا على المعاش بعد طرح الدخل،"
            " كما يُفهم من كلام المتحدث باسم الوزارة."
            f" وإذا كان يُطبق على الحد الأدنى قبل الطرح: {outcome(other)}.",
            ("sabq-rise", "calc-cap"),
        )
    if not barred and sums.pension.high != int(sums.pension.high):
        yield Uncertainty("Q11", "لم تُعلن طريقة تقريب الهللات.")
    capped = not barred and sums.pension.high == figures.pension_cap
    if capped and in_force("pension_cap", figures.valid_from)["grade"] == "B":
        yield Uncertainty(
            "Q13",
            f"وجود حد أعلى {riyals(figures.pension_cap)} في هذه المدة لم يرد إلا في جدول غير رسمي.",
            ("gulf365-table",),
        )


def of_conditions(household: Household, sums: Sums) -> Iterator[Uncertainty]:
    """What is open in the conditions and their dates: Q5, Q12, nationality, the decree, the first months."""
    figures, applicant, wealth = sums.figures, household.applicant, household.wealth
    if wealth.bank_average and wealth.bank_average <= figures.bank_average_limit:
        yield Uncertainty(
            "Q5",
            f"لم يُعلن هل تُحتسب الأرصدة التي لا تزيد على {riyals(figures.bank_average_limit)} في الدخل. لم تُحتسب هنا.",
            ("almowaten-bank",),
        )
    days = applicant.days_abroad_last_year
    if days is not None and figures.days_abroad_pass <= days <= figures.days_abroad_fail:
        yield Uncertainty(
            "Q12",
            f"حد الغياب مذكور مرة بأنه {figures.months_abroad} أشهر"
            f" ومرة بأنه {counted(figures.days_abroad_pass, 'day')}،"
            f" والغياب المذكور {counted(days, 'day')}.",
            ("arabkhabar-abroad", "okaz-abroad"),
        )
    if applicant.nationality == "other" and applicant.exception not in (None, "none"):
        yield Uncertainty(
            "exception_controls",
            "تضع اللائحة ضوابط للفئات المستثناة لم نطلع على نصها،"
            " ومما نُقل منها الإقامة الدائمة وسريان الإقامة أو البطاقة.",
            ("law-10", "innfrad"),
        )
    if exempt_from_income_test(household, sums.figures):
        yield decree(household, sums)
    elif applicant.from_old_system:
        yield Uncertainty(
            "decree_date",
            "استثناء المنتقلين من النظام السابق صدر بعد تاريخ هذا التقدير، فلم يُطبق هنا.",
            ("decree-m35",),
        )
    wealth_told = (wealth.cars, wealth.domestic_workers, wealth.bank_average, wealth.bank_above_limit)
    if not figures.wealth_limits_published and any(wealth_told):
        yield Uncertainty(
            "wealth_limits_date",
            "حدود السيارات والعمالة والأرصدة أُعلنت بعد هذا التاريخ، ولم يُعرف هل كانت سارية فيه.",
            ("umalhamam-cars", "almowaten-bank"),
        )
    if household.as_of and household.as_of.year == first_day().year:
        yield Uncertainty(
            "first_day",
            f"اليوم الذي بدأ فيه العمل بمبلغ {number(figures.head_minimum)} في {figures.valid_from.year} ليس مؤكدًا،"
            f" وأُخذ هنا {readable(figures.valid_from)}.",
            ("ajel-formula", "slaati-formula"),
        )


def decree(household: Household, sums: Sums) -> Uncertainty:
    """How the pension of those whom Royal Decree M/35 exempts is computed is not stated."""
    text = "لم يبين المرسوم م/35 كيف يُحسب معاش من استُثني من شرط الدخل، والمبلغ هنا على الطريقة العامة."
    own = any(
        line.income and line.income.whose == "applicant" and (line.high is None or line.high > 0) for line in sums.lines
    )
    if household.applicant.from_old_system == "elderly_without_income" and own:
        text += " والاستثناء لكبار السن ممن لا دخل لهم، وقد ذُكر دخل."
    return Uncertainty("M35", text, ("decree-m35",))
