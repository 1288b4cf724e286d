"""Arabic words for numbers, relations and incomes, in the forms that sentences of the rules need.

Western digits with thousands separators; whole riyals where there are no halalas. Nothing is isolated for bidi:
whoever shows the text does that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

MONTHS = (
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
)

# Forms after a number: one, two (in the genitive and accusative), 3-10, 11-99, 100 and its like.
NOUNS: Mapping[str, tuple[str, str, str, str, str]] = {
    "riyal": ("ريال واحد", "ريالين", "ريالات", "ريالًا", "ريال"),
    "day": ("يوم واحد", "يومين", "أيام", "يومًا", "يوم"),
    "year": ("سنة واحدة", "سنتين", "سنوات", "سنة", "سنة"),
    "person": ("فرد واحد", "فردين", "أفراد", "فردًا", "فرد"),
    "dependant": ("تابع واحد", "تابعين اثنين", "تابعين", "تابعًا", "تابع"),
}

RELATIONS: Mapping[str, str] = {
    "applicant": "مقدم الطلب",
    "wife": "الزوجة",
    "husband": "الزوج",
    "son": "الابن",
    "daughter": "الابنة",
    "child": "أحد الأبناء",
    "father": "الأب",
    "mother": "الأم",
    "brother": "الأخ",
    "sister": "الأخت",
    "other": "فرد آخر",
}

# Several of one relation.
SEVERAL: Mapping[str, str] = {
    "wife": "الزوجات",
    "son": "الأبناء",
    "daughter": "البنات",
    "child": "الأبناء",
    "brother": "الإخوة",
    "sister": "الأخوات",
    "other": "أفراد آخرون",
}

# The name of an income: the applicant's own, and anybody else's.
INCOMES: Mapping[str, tuple[str, str]] = {
    "salary": ("راتبك", "راتب"),
    "business": ("دخلك من التجارة أو العمل الحر", "دخل تجارة أو عمل حر"),
    "retirement_pension": ("معاشك التقاعدي", "معاش تقاعدي"),
    "rent": ("دخلك من الإيجار", "دخل إيجار"),
    "investment": ("دخلك من الاستثمار", "دخل استثمار"),
    "alimony": ("النفقة التي تصلك", "نفقة"),
    "citizen_account": ("دعم حساب المواطن", "دعم حساب المواطن"),
    "disability_support": ("دعم ذوي الإعاقة", "دعم ذوي الإعاقة"),
    "supporting_programme": ("دعم البرامج المساندة", "دعم البرامج المساندة"),
    "job_search_support": ("دعم البحث عن عمل (حافز)", "دعم البحث عن عمل (حافز)"),
    "student_stipend": ("المكافأة الجامعية", "مكافأة جامعية"),
    "rural_support": ("دعم ريف", "دعم ريف"),
    "other_government_support": ("الدعم الحكومي الآخر", "دعم حكومي آخر"),
    "other": ("دخلك الآخر", "دخل آخر"),
}
INCOME_NAMES: Mapping[tuple[str | None, str], str] = {
    **{
        (kind, whose): own if whose == "applicant" else f"{name} ({relation})"
        for kind, (own, name) in INCOMES.items()
        for whose, relation in RELATIONS.items()
    },
    **{
        (None, whose): "دخل لم يُعرف نوعه" if whose == "applicant" else f"دخل لم يُعرف نوعه ({relation})"
        for whose, relation in RELATIONS.items()
    },
}


def number(value: Decimal | int) -> str:
    """A number with thousands separators: 1,960, and 1,960.50 where there are halalas."""
    whole = int(value)
    return f"{whole:,}" if whole == value else f"{value:,.2f}"


def counted(value: int, noun: str) -> str:
    """A number with its noun in the form that Arabic asks for: فردين، 5 أفراد، 11 فردًا، 100 فرد."""
    one, two, few, many, hundred = NOUNS[noun]
    if value == 1:
        return one
    if value == 2:
        return two
    rest = value % 100
    if 3 <= rest <= 10 or value == 0:
        return f"{value:,} {few}"
    return f"{value:,} {many if rest > 10 else hundred}"


def riyals(value: Decimal | int) -> str:
    """An amount in riyals: 1,960 ريالًا، 2,000 ريال، 5 ريالات، 1,960.50 ريال."""
    whole = int(value)
    if whole != value:
        return f"{value:,.2f} ريال"
    rest = whole % 100
    if rest > 10:
        return f"{whole:,} ريالًا"
    return f"{whole:,} ريالات" if rest > 2 else f"{whole:,} ريال"


def between(low: Decimal | int, high: Decimal | int) -> str:
    """An amount, or the two ends of a range of amounts."""
    return riyals(low) if low == high else f"بين {number(low)} و{riyals(high)}"


def readable(day: date) -> str:
    """A day as people read it: 1 نوفمبر 2023."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def listed(parts: Iterable[str]) -> str:
    """Several things in a row: أ، ب، وج."""
    *most, last = parts
    return f"{'، '.join(most)}، و{last}" if most else last
