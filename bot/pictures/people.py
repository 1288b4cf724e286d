"""A household in words: how many persons the minimum is computed for, who they are, and who is not counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from rules import Estimate, Household, Member
from rules.household import Absence, Relation
from rules.people import Place
from rules.result import persons
from rules.wording import counted

# One, two, three to ten, eleven and more, as they stand by themselves.
RELATIONS: Mapping[Relation | None, tuple[str, str, str, str]] = {
    "wife": ("زوجة", "زوجتان", "زوجات", "زوجة"),
    "husband": ("زوج", "زوجان", "أزواج", "زوجًا"),
    "son": ("ابن", "ابنان", "أبناء", "ابنًا"),
    "daughter": ("ابنة", "ابنتان", "بنات", "ابنة"),
    "child": ("ابن أو ابنة", "اثنان من الأبناء والبنات", "من الأبناء والبنات", "من الأبناء والبنات"),
    "father": ("أب", "أبوان", "آباء", "أبًا"),
    "mother": ("أم", "أمّان", "أمهات", "أمًا"),
    "brother": ("أخ", "أخوان", "إخوة", "أخًا"),
    "sister": ("أخت", "أختان", "أخوات", "أختًا"),
    "other": ("فرد آخر", "فردان آخران", "أفراد آخرون", "فردًا آخر"),
    None: ("فرد لم تُذكر صلته", "فردان لم تُذكر صلتهما", "أفراد لم تُذكر صلتهم", "فردًا لم تُذكر صلتهم"),
}
APPLICANT = "مقدم الطلب"
OUT = "لا يدخل في العدد"
PERHAPS = "قد لا يدخل في العدد"
NOT_COUNTED: Mapping[Place, tuple[str, str]] = {
    "refusing": (OUT, "لم يوافق على الإضافة، فيُحسب دخله ولا يُعد هو"),
    "apart": (OUT, "في مسكن آخر"),
    "unclear": (PERHAPS, "يسكن بعيدًا للدراسة، ولم يُعرف عمره"),
    "unclear_refusing": (OUT, "يسكن بعيدًا للدراسة، ولم يُعرف عمره، ولم يوافق على الإضافة"),
    "open": (PERHAPS, "غير سعودي، ولم يُعرف هل يُحسب"),
    "open_refusing": (OUT, "غير سعودي، ولم يوافق على الإضافة"),
}
ABSENT: Mapping[Absence, str] = {
    "prison": "في السجن",
    "left": "ترك البيت",
    "works_elsewhere": "يعمل بعيدًا ويسكن هناك",
    "elsewhere": "في مسكن آخر",
}
WITH_INDEPENDENT = "لا يُعد أحد مع المستقل"


def size_in_words(estimate: Estimate) -> str:
    """How many persons the minimum is computed for: "أسرة من 5 أفراد"; of two families the first."""
    low, high = estimate.size
    if estimate.families:
        return f"الأسرة الأولى من {persons(estimate)}"
    if (low, high) == (1, 1):
        return "مستقل (فرد واحد)"
    least = counted(low, "person")
    if high is None:
        return f"{least} على الأقل"
    return f"أسرة من {least}" if low == high else f"من {least} إلى {counted(high, 'person')}"


def members_in_words(estimate: Estimate, household: Household) -> list[str]:
    """Who is counted, in one line, and in further lines who is not, with the reason."""
    among = estimate.sums.people
    if household.members is None and not household.is_independent:
        return [f"{APPLICANT}، ولم يُعرف من يعيش معه."]
    if among.left_out:
        others = _kin(member for member, _ in among.members)
        return [f"{APPLICANT} وحده.", f"{OUT}: {others}. {WITH_INDEPENDENT}."]
    by_place: dict[tuple[Place, Absence | None], list[Member]] = {}
    for member, place in among.members:
        by_place.setdefault((place, member.absent), []).append(member)
    with_applicant = by_place.pop(("counted", None), [])
    lines = [f"{APPLICANT}، و{_kin(with_applicant)}." if with_applicant else f"{APPLICANT} وحده."]
    for (place, absence), members in by_place.items():
        counted_or_not, why = (OUT, ABSENT[absence]) if absence else NOT_COUNTED[place]
        lines.append(f"{counted_or_not}: {_kin(members)} ({why}).")
    return lines


def _kin(members: Iterable[Member]) -> str:
    """Members by their relation: زوجة، وابنان، و3 بنات."""
    relations = Counter([member.relation for member in members])
    order = [relation for relation in RELATIONS if relations[relation]]
    return "، و".join([_so_many(relations[relation], relation) for relation in order])


def _so_many(number: int, relation: Relation | None) -> str:
    one, two, few, many = RELATIONS[relation]
    if number <= 2:
        return one if number == 1 else two
    return f"{number} {few if 3 <= number % 100 <= 10 else many}"
