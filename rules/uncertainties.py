"""What is not settled and touches this household (domain sections C and E), each with what hangs on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rules.formula import Sums, pension, pension_with_capped_minimum
from rules.household import Household
from rules.income_test import exempt_from_income_test
from rules.parameters import first_day, in_force
from rules.wording import INCOMES, RELATIONS, counted, listed, number, readable, riyals

# The programmes and receipts of question Q7, of which only weak sources say whether they are counted.
WEAKLY_SOURCED = ("job_search_support", "alimony", "student_stipend", "rural_support", "other")


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """An open question that touches the case.

    `question` is its id in the domain notes ("Q1" to "Q13"), or a word for what is assumed of this household.
    `text` is the Arabic sentence; `sources` are keys of the register.
    """

    question: str
    text: str
    sources: tuple[str, ...] = ()


def uncertainties(household: Household, sums: Sums, *, barred: bool) -> Iterator[Uncertainty]:
    """The open questions that touch a household. `barred`: a condition fails, so that no amount hangs on them."""
    yield from of_income(household, sums, barred=barred)
    yield from of_amount(household, sums, barred=barred)
    yield from of_people(household, sums, barred=barred)
    yield from of_conditions(household, sums)


def outcome(amount: Decimal) -> str:
    """A pension in words; none where it is nothing."""
    return f"المعاش {riyals(amount)}" if amount else "لا معاش"


def of_income(household: Household, sums: Sums, *, barred: bool) -> Iterator[Uncertainty]:
    """How incomes are counted: Q1, Q3, Q4, Q6, Q7, Q8."""
    figures = sums.figures
    mine = [line for line in sums.lines if line.belongs != "no" and line.income and line.income.monthly != 0]
    kinds = {line.income.kind for line in mine if line.income}
    if "retirement_pension" in kinds:
        yield retirement(sums, barred=barred)
    if any(line.high != 0 for line in mine):
        yield Uncertainty(
            "Q3",
            f"يعرّف النظام الدخل بما وصل خلال السنة السابقة للطلب، فقد يؤخذ متوسط {figures.income_average_months} شهرًا"
            " لا دخل الشهر الحالي. إذا تغير الدخل خلال السنة فقد تختلف النتيجة.",
            ("law-1",),
        )
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


def retirement(sums: Sums, *, barred: bool) -> Uncertainty:
    """Q1: whether a retirement pension is counted in full or by the share of earned income."""
    share = f"{sums.figures.earned_share_percent}%"
    text = f"لم نجد نصًا رسميًا يبين هل يُحتسب معاش التقاعد كاملًا أم {share} منه."
    spread = sum(line.high - line.low for line in sums.lines
                 if line.treatment == "retirement" and line.belongs == "yes" and line.high is not None)  # fmt: skip
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


def of_people(household: Household, sums: Sums, *, barred: bool) -> Iterator[Uncertainty]:
    """Who counts: Q9, Q10, and what is assumed of the members."""
    figures, among = sums.figures, sums.people
    if among.left_out:
        size = 1 + sum(1 for _, held in among.members if held == "counted")
        yield Uncertainty(
            "independent_with_members",
            f"التقديم بصفة مستقل، فلم يُحسب من ذُكر معك. إذا كانوا تابعين في مسكنك فالتقديم بصفة عائل،"
            f" والحد الأدنى لأسرة من {counted(size, 'person')} {riyals(figures.minimum(size))}.",
            ("law-1",),
        )
        return
    members = household.members or ()
    if household.applicant.kind == "family_head" and household.members == ():
        yield Uncertainty(
            "head_without_dependants",
            "الأسرة في النظام عائل وتابع أو أكثر، ولم يُذكر تابع، فحُسب الطلب طلب مستقل.",
            ("law-1",),
        )
    assumed = [
        held
        for member, held in among.members
        if held == "counted" and (member.agrees is None and (member.age is None or member.age >= figures.adult_age))
    ]
    if assumed:
        yield Uncertainty(
            "assumed_agreement",
            "حُسب من ذُكر من البالغين على أنهم يسكنون معك ويوافقون على إضافتهم، فالبالغ يوافق بنفسه في المنصة.",
            ("gulf365-refuse",),
        )
    refusing = among.count("refusing")
    if refusing:
        text = (
            f"عدد من لم يوافق على الإضافة {refusing}: يُحتسب دخله ولا يزيد به الحد الأدنى،"
            " وهذا منقول عن نسخة غير رسمية من الأسئلة الشائعة."
        )
        if not barred and sums.counted.high is not None:
            with_them = sums.minimum.low + figures.dependant_addition * refusing
            text += f" ومع موافقته: {outcome(pension(with_them, sums.counted.high, figures))}."
        yield Uncertainty("Q10", text, ("foscam-faq", "gulf365-refuse"))
    if sum(1 for member in members if member.relation == "wife") > 1 or any(
        member.relation == "wife" and held == "apart" for member, held in among.members
    ):
        yield two_homes(sums, barred=barred)
    if any(held == "apart" and member.away_for_study for member, held in among.members):
        yield Uncertainty(
            "study_age",
            f"من يسكن بعيدًا للدراسة وعمره أكثر من {counted(figures.study_age_to, 'year')} لم يُحسب،"
            " والنظام لم يحدد لذلك سنًا.",
            ("law-12", "alkhalij365"),
        )
    if any(
        held == "counted"
        and member.relation in ("son", "brother")
        and member.age is not None
        and member.age > figures.dependant_age_unconfirmed
        for member, held in among.members
    ):
        yield Uncertainty(
            "dependant_age",
            f"تذكر بعض المواقع أن التابع الذكر لا يزيد عمره على {counted(figures.dependant_age_unconfirmed, 'year')}،"
            " ولم نجد لذلك نصًا رسميًا، فلم يُطبق هنا.",
            ("news-sa-42632",),
        )
    listed_relations = {member.relation for member in members}
    strangers = sorted(
        {
            RELATIONS[line.income.whose]
            for line in sums.lines
            if line.income and line.belongs == "yes" and line.income.whose not in (*listed_relations, "applicant")
        }
    )
    if strangers and None not in listed_relations:
        yield Uncertainty(
            "income_of_unlisted_member",
            f"ذُكر دخل لمن لم يُذكر بين أفراد الأسرة ({'، '.join(strangers)})، فاحتُسب دخله ولم يُحسب في العدد.",
        )


def two_homes(sums: Sums, *, barred: bool) -> Uncertainty:
    """Q9: how the income of a head with two separate homes is shared, with both extremes."""
    text = (
        "إذا كان للعائل أسرتان في مسكنين منفصلين فلكل أسرة معاشها، ولم يُعرف كيف يُقسم دخله بينهما."
        " احتُسب دخله هنا كله في هذه الأسرة."
    )
    own = sum(line.high for line in sums.lines
              if line.high is not None and line.income and line.income.whose == "applicant")  # fmt: skip
    high = sums.counted.high
    if own and not barred and high is not None:
        text += f" وإذا لم يُحتسب منه شيء هنا: {outcome(pension(sums.minimum.low, high - own, sums.figures))}."
    return Uncertainty("Q9", text, ("law-12", "lifeofarabs-2021"))


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
    if exempt_from_income_test(household, sums):
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
