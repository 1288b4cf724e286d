"""The conditions other than the income test, one function each (domain section C, step 1; Law, articles 1, 9, 10, 17).

A function answers pass, fail or unknown with a reason in Arabic that holds the person's own numbers, and where the
condition does not hold (yet) with a remedy: what would change it. What is unknown never passes and never fails.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from rules.checks import Check, Rule
from rules.formula import Sums
from rules.household import Household, HousingProof, LivesIn, NationalityException
from rules.wording import counted, riyals

EXCEPTIONS: Mapping[NationalityException, str] = {
    "wife_of_citizen": "زوجة سعودي",
    "former_wife_of_citizen": "أرملة سعودي أو مطلقته ولها أبناء سعوديون",
    "child_of_citizen_mother": "ابن أو ابنة لأرملة أو مطلقة سعودية من زوج غير سعودي",
    "disability_card": "من ذوي الإعاقة وله بطاقة تنقل",
    "orphan_card": "يتيم له بطاقة تنقل",
    "widow_with_orphans_card": "أرملة ذات أيتام ولها بطاقة تنقل",
}


def nationality(household: Household, sums: Sums) -> Check:
    """Saudi (Law, article 9(1)), or one of the groups that article 10 exempts."""
    applicant = household.applicant
    rule: Rule = "nationality"
    if applicant.nationality == "saudi":
        return Check(rule, "pass", "الجنسية سعودية.", ("law-9",))
    group = EXCEPTIONS.get(applicant.exception) if applicant.exception else None
    if group:
        reason = f"الفئة المذكورة ({group}) مستثناة من شرط الجنسية."
        return Check(rule, "pass", reason, ("law-10", "innfrad"))
    sources = ("law-9", "law-10")
    if applicant.nationality is None:
        return Check(rule, "unknown", "لم تُعرف الجنسية.", sources, "تحديد الجنسية: سعودية أو غيرها.")
    groups = "، أو ".join(EXCEPTIONS.values())
    if applicant.exception is None:
        reason = "الجنسية غير سعودية، ولم يُعرف هل تنطبق فئة من الفئات المستثناة."
        return Check(rule, "unknown", reason, sources, f"معرفة هل تنطبق فئة مستثناة: {groups}.")
    remedy = (
        f"إذا انطبقت فئة مستثناة ({groups}) فيمكن طلب الإضافة إلى قائمة الاستثناء من المنصة"
        f" أو عبر {sums.figures.contact_number}، ثم إرفاق ما يثبت ذلك."
    )
    reason = "الجنسية غير سعودية، ولا تنطبق فئة من الفئات المستثناة في المادة 10."
    return Check(rule, "fail", reason, (*sources, "zawya-wife"), remedy)


def residence(household: Household, sums: Sums) -> Check:
    """Permanently resident: not too many days abroad, continuous or separate, in the year before the payment.

    Law, article 9(1), as the Regulations define it (second-hand). Between the two day limits nothing is certain
    (question Q12: "three months" or "90 days").
    """
    figures = sums.figures
    days = household.applicant.days_abroad_last_year
    rule: Rule = "residence"
    sources = ("law-9", "arabkhabar-abroad", "okaz-abroad")
    limit = f"{figures.months_abroad} أشهر في السنة"
    if days is None:
        reason = "لم تُعرف مدة الغياب عن المملكة في السنة الماضية."
        return Check(rule, "unknown", reason, sources, "معرفة عدد أيام الغياب عن المملكة في السنة الماضية.")
    spent = (
        f"الغياب عن المملكة {counted(days, 'day')} في السنة الماضية" if days else "لا غياب عن المملكة في السنة الماضية"
    )
    if days < figures.days_abroad_pass:
        return Check(rule, "pass", f"{spent}، والحد {limit}.", sources)
    remedy = (
        "ينقص الغياب المحسوب كلما مر عام على أيام السفر القديمة،"
        f" فيتحقق الشرط حين يقل مجموعه في سنة عن {counted(figures.days_abroad_pass, 'day')}."
    )
    if days > figures.days_abroad_fail:
        over = counted(days - figures.days_abroad_fail, "day")
        return Check(rule, "fail", f"{spent}، وهو أكثر من {limit} بمقدار {over}.", sources, remedy)
    reason = (
        f"{spent}، وهو عند الحد: يُذكر الحد مرة {limit} ومرة {counted(figures.days_abroad_pass, 'day')}، فلا يمكن الجزم."
    )
    return Check(rule, "unknown", reason, sources, remedy)


INSTITUTIONS: Mapping[LivesIn, str] = {
    "shelter": "دار إيواء",
    "treatment_centre": "مركز علاج",
    "prison": "سجن",
}


def not_in_institution(household: Household, sums: Sums) -> Check:
    """Not living permanently in a shelter, a treatment centre or a prison (Law, articles 1 and 17)."""
    lives_in = household.applicant.lives_in
    rule: Rule = "not_in_institution"
    sources = ("law-1", "law-17")
    if lives_in is None:
        reason = "لم يُعرف مكان السكن: في بيت أم في دار إيواء أو علاج."
        return Check(rule, "unknown", reason, sources, "معرفة مكان السكن: بيت، أو دار إيواء، أو مركز علاج، أو سجن.")
    if lives_in == "home":
        return Check(rule, "pass", "السكن في بيت، لا في دار إيواء أو علاج أو سجن.", sources)
    reason = f"السكن في {INSTITUTIONS[lives_in]}، ولا يُصرف المعاش مع الإقامة الدائمة فيه."
    return Check(rule, "fail", reason, sources, "يمكن التقديم بعد انتهاء الإقامة الدائمة هناك والسكن في بيت.")


def age_of_independent(household: Household, sums: Sums) -> Check:
    """An independent is an adult (Law, article 1); a full-time student under the limit belongs with the family."""
    figures = sums.figures
    applicant = household.applicant
    age = applicant.age
    rule: Rule = "age_of_independent"
    sources = ("law-1", "slaati-independent")
    adult, limit = counted(figures.adult_age, "year"), counted(figures.student_age_limit, "year")
    alone = household.is_independent
    if alone is False:
        return Check(rule, "pass", "التقديم بصفة عائل لأسرة، فلا ينطبق شرط سن المستقل.", sources)
    if age is not None:
        years = counted(age, "year")
        if age >= figures.student_age_limit:
            return Check(rule, "pass", f"العمر {years}، والمستقل من بلغ {adult}.", sources)
        if age >= figures.adult_age and applicant.full_time_student is False:
            return Check(rule, "pass", f"العمر {years} بلا دراسة بتفرغ، والمستقل من بلغ {adult}.", sources)
        if alone and age < figures.adult_age:
            missing = counted(figures.adult_age - age, "year")
            reason = f"العمر {years}، والمستقل من بلغ {adult}، فالباقي {missing}."
            return Check(rule, "fail", reason, sources, f"التسجيل تابعًا مع الأسرة، أو التقديم بعد بلوغ {adult}.")
        if alone and applicant.full_time_student:
            reason = f"العمر {years} مع دراسة بتفرغ، والطالب الذي لم يبلغ {limit} يُسجل مع أسرته."
            remedy = f"التسجيل تابعًا مع الأسرة، أو التقديم مستقلًا بعد بلوغ {limit} أو انتهاء الدراسة."
            return Check(rule, "fail", reason, sources, remedy)
    if alone is None:
        reason = "لم يُعرف هل التقديم بصفة مستقل أم عائل لأسرة."
        return Check(rule, "unknown", reason, sources, "معرفة من يعيش في البيت، فمن يعيش وحده يقدم مستقلًا.")
    if age is None:
        return Check(rule, "unknown", f"لم يُعرف العمر، والمستقل من بلغ {adult}.", sources, "معرفة العمر.")
    reason = f"العمر {counted(age, 'year')}، ولم يُعرف هل هناك دراسة بتفرغ."
    remedy = f"معرفة ذلك، فالطالب المتفرغ الذي لم يبلغ {limit} يُسجل مع أسرته."
    return Check(rule, "unknown", reason, sources, remedy)


def wealth_cars(household: Household, sums: Sums) -> Check:
    """No more cars than the limit for an independent or for a family (Law, article 9(3); published in 2024)."""
    figures = sums.figures
    cars = household.wealth.cars
    rule: Rule = "wealth_cars"
    sources = ("law-9", "umalhamam-cars")
    if cars is None:
        return Check(rule, "unknown", "لم يُعرف عدد السيارات.", sources, "معرفة عدد السيارات المسجلة.")
    alone = household.is_independent
    limits = {figures.cars_independent_limit} if alone is not False else set()
    limits |= {figures.cars_family_limit} if not alone else set()
    least, most = min(limits), max(limits)
    who = {True: "للمستقل", False: "للأسرة", None: "في الحالين"}[alone]
    if cars <= least:
        return Check(rule, "pass", f"عدد السيارات {cars}، والحد {who} {least}.", sources)
    if cars <= most:
        reason = (
            f"عدد السيارات {cars}، والحد للمستقل {figures.cars_independent_limit} وللأسرة {figures.cars_family_limit}،"
            " ولم يُعرف أيهما ينطبق."
        )
        return Check(rule, "unknown", reason, sources, "معرفة هل التقديم بصفة مستقل أم عائل.")
    reason = f"عدد السيارات {cars}، والحد {who} {most}، فالزيادة {cars - most}."
    remedy = f"يتحقق الشرط إذا صار عدد السيارات المسجلة {most} أو أقل."
    return Check(rule, "fail", reason, sources, remedy)


def wealth_workers(household: Household, sums: Sums) -> Check:
    """No more domestic workers than the limit, those for a person with disability not counted (Law, article 9(3))."""
    limit = sums.figures.workers_limit
    workers = household.wealth.domestic_workers
    for_disability = household.wealth.workers_for_disability
    rule: Rule = "wealth_workers"
    sources = ("law-9", "umalhamam-cars")
    if workers is None:
        return Check(rule, "unknown", "لم يُعرف عدد العمالة المنزلية.", sources, "معرفة عدد العمالة المنزلية.")
    if workers <= limit:
        return Check(rule, "pass", f"عدد العمالة المنزلية {workers}، والحد {limit}.", sources)
    if for_disability is None:
        reason = f"عدد العمالة المنزلية {workers}، والحد {limit}، ولم يُعرف كم منهم لخدمة ذوي الإعاقة."
        remedy = "معرفة عدد من يخدم منهم فردًا من ذوي الإعاقة، فهؤلاء لا يُحسبون."
        return Check(rule, "unknown", reason, sources, remedy)
    left = max(0, workers - for_disability)
    said = f"عدد العمالة المنزلية {workers}، منهم لخدمة ذوي الإعاقة {for_disability}، والحد {limit} من غيرهم"
    if left <= limit:
        return Check(rule, "pass", f"{said}.", sources)
    remedy = f"يتحقق الشرط إذا صار عددهم {limit} أو أقل من غير من يخدم ذوي الإعاقة."
    return Check(rule, "fail", f"{said}، فالزيادة {left - limit}.", sources, remedy)


def wealth_bank(household: Household, sums: Sums) -> Check:
    """The family's average bank balance is not above the limit (Law, article 9(3); published in May 2024)."""
    figures = sums.figures
    average = household.wealth.bank_average
    limit = figures.bank_average_limit
    rule: Rule = "wealth_bank"
    sources = ("law-9", "almowaten-bank")
    above = household.wealth.bank_above_limit if average is None else average > limit
    months = f"آخر {figures.bank_average_months} أشهر"
    if above is None:
        reason = f"لم يُعرف متوسط أرصدة الأسرة البنكية في {months}."
        remedy = f"معرفة هل يزيد متوسط أرصدة الأسرة كلها في {months} على {riyals(limit)}."
        return Check(rule, "unknown", reason, sources, remedy)
    if not above:
        said = f"لا يزيد على {riyals(limit)}" if average is None else f"{riyals(average)}، والحد {riyals(limit)}"
        return Check(rule, "pass", f"متوسط أرصدة الأسرة البنكية {said}.", sources)
    said = "" if average is None else f" {riyals(average)}، وهو"
    over = "" if average is None else f" بمقدار {riyals(average - limit)}"
    return Check(
        rule,
        "fail",
        f"متوسط أرصدة الأسرة البنكية{said} أكثر من الحد {riyals(limit)}{over}.",
        sources,
        f"يتحقق الشرط إذا لم يزد المتوسط في {months} على {riyals(limit)}."
        " ومن يرى أن المتوسط غير صحيح يمكنه الاعتراض وإرفاق كشوف الحسابات.",
    )


PROOFS: Mapping[HousingProof, str] = {
    "lease": "عقد إيجار موثق",
    "deed": "صك ملكية",
    "certificate": "شهادة من جهة حكومية",
}


def housing_proof(household: Household, sums: Sums) -> Check:
    """One of the three proofs of the dwelling, agreeing with the national address (Ministry's page and reasons)."""
    proof = household.housing.proof
    matches = household.housing.matches_national_address
    rule: Rule = "housing_proof"
    sources = ("hrsd-criteria", "arrajol", "almowaten-17")
    accepted = "، أو ".join(PROOFS.values())
    if proof == "none":
        remedy = f"استخراج إثبات للسكن مطابق للعنوان الوطني: {accepted}."
        return Check(rule, "fail", "لا يوجد إثبات للسكن.", sources, remedy)
    if matches is False:
        reason = "عنوان السكن في الإثبات غير مطابق للعنوان الوطني."
        return Check(rule, "fail", reason, sources, "تحديث العنوان الوطني أو إثبات السكن حتى يتطابقا.")
    if proof is None:
        return Check(rule, "unknown", "لم يُعرف إثبات السكن.", sources, f"معرفة إثبات السكن: {accepted}.")
    if matches is None:
        reason = f"إثبات السكن {PROOFS[proof]}، ولم تُعرف مطابقته للعنوان الوطني."
        return Check(rule, "unknown", reason, sources, "التأكد من مطابقة إثبات السكن للعنوان الوطني.")
    return Check(rule, "pass", f"إثبات السكن {PROOFS[proof]} مطابق للعنوان الوطني.", sources)


def empowerment(household: Household, sums: Sums) -> Check:
    """Working, seeking or in training, or exempt from it (Law, articles 9(4) and 17)."""
    status = household.empowerment
    figures = sums.figures
    rule: Rule = "empowerment"
    sources = ("law-9", "law-17", "sabq-exempt")
    if status is None:
        remedy = "معرفة الحال: عمل، أو بحث عن عمل أو تدريب، أو إعفاء من ذلك."
        return Check(rule, "unknown", "لم يُعرف الحال مع العمل أو التدريب.", sources, remedy)
    if status == "refusing":
        remedy = (
            "التسجيل في منصات التوظيف والبحث عن عمل أو التدريب. ويُعفى غير القابل للتأهيل،"
            f" والطالب المتفرغ من {figures.study_age_from} إلى {counted(figures.study_age_to, 'year')}،"
            " ومن يرعى فردًا محتاجًا للرعاية."
        )
        return Check(rule, "fail", "لا عمل ولا بحث عن عمل أو تدريب، مع القدرة عليه.", sources, remedy)
    reason = {"working": "عمل", "seeking": "بحث عن عمل أو تدريب", "exempt": "إعفاء من البحث عن عمل"}
    return Check(rule, "pass", f"الوضع المذكور: {reason[status]}.", sources)


GATES: Mapping[Rule, Callable[[Household, Sums], Check]] = {
    "nationality": nationality,
    "residence": residence,
    "not_in_institution": not_in_institution,
    "age_of_independent": age_of_independent,
    "wealth_cars": wealth_cars,
    "wealth_workers": wealth_workers,
    "wealth_bank": wealth_bank,
    "housing_proof": housing_proof,
    "empowerment": empowerment,
}
