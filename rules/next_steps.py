"""What a citizen can do after an estimate, above all after "not eligible"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rules.checks import TITLES
from rules.estimation import Estimate
from rules.parameters import Parameters

PLATFORM = "منصة الدعم والحماية الاجتماعية"


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do, in Arabic, and the sources that it rests on (keys of the register)."""

    text: str
    sources: tuple[str, ...] = ()


def next_steps(estimate: Estimate) -> Iterator[NextStep]:
    """The next steps in the order in which they help."""
    figures = estimate.parameters
    if estimate.verdict == "likely_not_eligible":
        for check in estimate.failed:
            yield NextStep(f"{TITLES[check.rule]}: {check.remedy}")
        if any(check.rule == "income_below_minimum" for check in estimate.failed):
            yield from after_income(estimate)
        yield from objection(figures)
        return
    for check in estimate.unknown:
        yield NextStep(f"{TITLES[check.rule]}: {check.remedy}")
    yield NextStep(
        f"التقديم عبر {PLATFORM}: استكمال الملف الموحد، وإضافة كل من يسكن معك،"
        " وربط السكن بالعنوان الوطني، ثم تقديم الطلب.",
        ("hrsd-criteria",),
    )
    yield NextStep(
        f"الطلب أو التعديل من يوم {figures.cycle_first_day} إلى يوم {figures.cycle_last_day} من الشهر"
        f" يُدرس في الشهر نفسه، ومن يوم {figures.cycle_next_month_day} في الشهر التالي."
        f" تظهر النتيجة يوم {figures.result_day}، والصرف يوم {figures.payment_day} من الشهر الميلادي.",
        ("makkanews", "hrsd-criteria"),
    )
    yield NextStep(
        f"تبلغك الوزارة بقرارها خلال {figures.decision_working_days} يوم عمل (المادة 6)،"
        " ويبدأ الصرف من الشهر التالي لقبول الطلب (المادة 16).",
        ("law-6", "law-16"),
    )
    yield NextStep(
        "إبلاغ الوزارة بأي تغيير في الدخل أو الأسرة أو السكن خلال"
        f" {figures.report_change_working_days} يوم عمل من حدوثه (المادة 7).",
        ("law-7",),
    )


def after_income(estimate: Estimate) -> Iterator[NextStep]:
    """What may still help where the counted income is not below the minimum."""
    if estimate.sums.people.count("refusing") and not estimate.sums.people.left_out:
        yield NextStep(
            "من لم يوافق من أسرتك على الإضافة يمكن حذفه وإضافته من جديد ليوافق، فيزيد الحد الأدنى.", ("gulf365-refuse",)
        )
    applicant = estimate.household.applicant
    if estimate.parameters.old_system_exemption and applicant.from_old_system is None:
        yield NextStep(
            "المنتقل من نظام الضمان السابق يُستثنى من شرط الدخل إذا كان من كبار السن ممن لا دخل لهم،"
            " أو من ذوي الإعاقة أو الأيتام ذوي الظروف الخاصة ممن ليس لهم عائل (المرسوم الملكي م/35).",
            ("decree-m35",),
        )


def objection(figures: Parameters) -> Iterator[NextStep]:
    """How to object: the platform, then the committee, then the administrative court (Law, article 22)."""
    yield NextStep(
        "إذا كانت نتيجة المنصة عدم الأهلية ورأيت أن بياناتها غير صحيحة فالبدء بتحديث البيانات، ثم الاعتراض:"
        f" {PLATFORM}، ثم برامج الدعم الخاصة بي، ثم الضمان الاجتماعي، ثم الأهلية والاستحقاق، ثم تفاصيل الدورة،"
        " مع إرفاق ما يثبت. مهلة الاعتراض تظهر في المنصة.",
        ("slaati-objection",),
    )
    yield NextStep(
        "بعد ذلك يمكن التظلم من الرفض أمام لجنة التظلمات في الوزارة، ثم من قرارها أمام المحكمة الإدارية (المادة 22).",
        ("law-22",),
    )
    yield NextStep(
        f"إذا تغيرت حالك فالتقديم متاح من جديد، والقرار للوزارة لا لهذا التقدير. للاستفسار: {figures.contact_number}."
    )
