"""What was understood of a case, in Arabic lines, so that the citizen can check and change it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from actions.facts import EARNED, has_income
from actions.questions import income_words, questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from actions.case import Case

UNKNOWN = "غير معروف"
# one, two, three to ten, eleven and more
COUNTED: Mapping[str, tuple[str, str, str, str]] = {
    "wife": ("زوجة", "زوجتان", "زوجات", "زوجة"),
    "husband": ("زوج", "زوجان", "أزواج", "زوجًا"),
    "son": ("ابن", "ابنان", "أبناء", "ابنًا"),
    "daughter": ("ابنة", "ابنتان", "بنات", "ابنة"),
    "father": ("أب", "أبوان", "آباء", "أبًا"),
    "mother": ("أم", "أمّان", "أمهات", "أمًا"),
    "brother": ("أخ", "أخوان", "إخوة", "أخًا"),
    "sister": ("أخت", "أختان", "أخوات", "أختًا"),
    "other": ("فرد", "فردان", "أفراد", "فردًا"),
    "person": ("فرد واحد", "فردان", "أفراد", "فردًا"),
    "car": ("سيارة واحدة", "سيارتان", "سيارات", "سيارة"),
    "worker": ("عامل واحد", "عاملان", "عمال", "عاملًا"),
    "day": ("يوم واحد", "يومان", "أيام", "يومًا"),
    "year": ("سنة واحدة", "سنتان", "سنوات", "سنة"),
}
EXCEPTIONS = {
    "wife_of_citizen": "زوجة سعودي",
    "former_wife_of_citizen": "أرملة أو مطلقة لها أبناء سعوديون",
    "child_of_citizen_mother": "أم سعودية أرملة أو مطلقة",
    "disability_card": "بطاقة تنقل (إعاقة)",
    "orphan_card": "بطاقة تنقل (يتيم)",
    "widow_with_orphans_card": "بطاقة تنقل (أرملة معها أيتام)",
    "none": "لست من الفئات المستثناة",
}
PROOFS = {"lease": "عقد إيجار", "deed": "صك ملكية", "certificate": "شهادة من جهة حكومية", "none": "بلا إثبات"}
INSTITUTIONS = {"shelter": "دار إيواء", "treatment_centre": "مركز علاج", "prison": "سجن"}
EMPOWERMENT = {
    "working": "تعمل",
    "seeking": "تبحث عن عمل أو تتدرب",
    "exempt": "معفى من البحث عن عمل",
    "refusing": "لا تعمل ولا تبحث",
}


def counted(number: int, noun: str) -> str:
    """A number with its noun in the right form: ابنان, 4 أبناء, 11 ابنًا."""
    one, two, few, many = COUNTED[noun]
    if number == 1:
        return one
    if number == 2:
        return two
    return f"{number} {few if 3 <= number % 100 <= 10 else many}"


def lines(case: Case) -> dict[str, str]:
    """For each question of which something is known, a line "title: what was understood"."""
    hidden = {"earned"} if case.open_income("kind") and not has_income(case, earned=True) else set()
    known = set(case.answered) - hidden
    known |= {"members"} if case.members else set()
    known |= {"other_income"} if has_income(case, earned=False) else set()
    return {name: f"{questions()[name].title}: {line(case)}" for name, line in LINES.items() if name in known}


def listed(lines: Iterable[str]) -> str:
    """Lines as a list to show."""
    return "\n".join(f"• {line}" for line in lines)


def members_line(case: Case) -> str:
    """The household in words, with its number of persons."""
    if "members" not in case.household:
        return UNKNOWN
    counts = Counter(member["relation"] for member in case.members)
    if not counts:
        return "تعيش وحدك"
    named = " و".join(["أنت", *(counted(counts[relation], relation) for relation in COUNTED if counts[relation])])
    refusing = sum(1 for member in case.members if member.get("agrees") is False)
    text = f"{named} ({counted(len(case.members) + 1, 'person')})"
    return f"{text}، منهم {counted(refusing, 'person')} لم يوافق على الإضافة" if refusing else text


def income_line(case: Case, *, earned: bool) -> str:
    """The incomes of one side, earned or not, each with its amount."""
    entries = [entry for entry in case.income if (entry["kind"] in EARNED) == earned]
    return "، ".join(income_words(entry) for entry in entries) or "لا يوجد"


def home_line(case: Case) -> str:
    """Where the citizen lives, and the proof of it."""
    lives_in = case.applicant.get("lives_in")
    return INSTITUTIONS.get(lives_in or "") or PROOFS.get(case.known("housing").get("proof") or "", UNKNOWN)


def number_line(value: Any, noun: str, zero: str) -> str:
    """A number of things, or the word for none."""
    if value is None:
        return UNKNOWN
    return counted(int(value), noun) if value else zero


def bank_line(case: Case) -> str:
    """The bank balances: an average, or on which side of the limit it is."""
    wealth = case.known("wealth")
    if wealth.get("bank_average") is not None:
        return f"متوسطها {wealth['bank_average']:,} ريال"
    above = wealth.get("bank_above_limit")
    return UNKNOWN if above is None else ("فوق الحد" if above else "دون الحد")


def yes_no(value: bool | None) -> str:
    """A yes, a no, or not known."""
    return UNKNOWN if value is None else ("نعم" if value else "لا")


LINES: Mapping[str, Callable[[Case], str]] = {
    "members": members_line,
    "earned": lambda case: income_line(case, earned=True),
    "other_income": lambda case: income_line(case, earned=False),
    "nationality": lambda case: {"saudi": "سعودية", "other": "غير سعودية"}.get(
        case.applicant.get("nationality") or "", UNKNOWN
    ),
    "exception": lambda case: EXCEPTIONS.get(case.applicant.get("exception") or "", UNKNOWN),
    "age": lambda case: number_line(case.applicant.get("age"), "year", "أقل من سنة"),
    "student": lambda case: yes_no(case.applicant.get("full_time_student")),
    "home": home_line,
    "address": lambda case: yes_no(case.known("housing").get("matches_national_address")),
    "bank": bank_line,
    "cars": lambda case: number_line(case.known("wealth").get("cars"), "car", "لا سيارة"),
    "workers": lambda case: number_line(case.known("wealth").get("domestic_workers"), "worker", "لا أحد"),
    "workers_for_disability": lambda case: number_line(
        case.known("wealth").get("workers_for_disability"), "worker", "لا أحد"
    ),
    "abroad": lambda case: number_line(case.applicant.get("days_abroad_last_year"), "day", "لم تسافر"),
    "empowerment": lambda case: EMPOWERMENT.get(case.household.get("empowerment") or "", UNKNOWN),
}
