"""Reading the answer to a question of the interview: a button's value, or what a person typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from actions import facts as facts_of
from actions.questions import most
from arabic import normalise, read_amount, read_answer, read_bounds, read_facts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from actions.case import Case

COUNTS: Mapping[str, tuple[str, str]] = {  # question: part of the household and key
    "cars": ("wealth", "cars"),
    "workers": ("wealth", "domestic_workers"),
    "workers_for_disability": ("wealth", "workers_for_disability"),
    "abroad": ("applicant", "days_abroad_last_year"),
    "age": ("applicant", "age"),
}
YES_NO: Mapping[str, tuple[str, str]] = {
    "student": ("applicant", "full_time_student"),
    "address": ("housing", "matches_national_address"),
    "bank": ("wealth", "bank_above_limit"),
}
CHOICES: Mapping[str, tuple[str, str]] = {
    "nationality": ("applicant", "nationality"),
    "exception": ("applicant", "exception"),
    "old_system": ("applicant", "from_old_system"),
}

KEYS = {**COUNTS, **YES_NO, **CHOICES}

# A short answer is read as the end of the question's own sentence: «شهرين» after «كنت خارج المملكة».
SENTENCES: Mapping[str, str] = {"abroad": "كنت خارج المملكة", "income_kind": "دخلي من", "home": "ساكن في بيت"}
# Words that answer one question only, folded.
EXEMPT = re.compile(r"\b(مريض\w*|معاق\w*|عاجز\w*|مقعد\w*|كبير\w*|مسن\w*|طالب|طالبه|ادرس|ارعي|اعتني|اقوم علي)\b")
PLACES = {
    "treatment_centre": re.compile(r"\b(ال)?(مستشفي|مصحه|مركز علاج\w*|مركز تاهيل)\b"),
    "prison": re.compile(r"\b(ال)?(سجن|مسجون\w*|موقوف)\b"),
    "shelter": re.compile(r"\b(دار|مركز) (ال)?(ايواء|رعايه|مسنين|حمايه)\b|\bملجا\b"),
}
EXCEPTIONS = {
    "widow_with_orphans_card": re.compile(r"ارمله.*ايتام.*تنقل|تنقل.*ارمله.*ايتام"),
    "orphan_card": re.compile(r"يتيم\w*.*تنقل|تنقل.*يتيم"),
    "disability_card": re.compile(r"تنقل"),
    "former_wife_of_citizen": re.compile(r"(ارمله|مطلقه|طليقه).*(سعودي|ابناء|عيال|اولاد)"),
    "wife_of_citizen": re.compile(r"(زوجه|متزوجه|زوجي).*سعودي"),
    "child_of_citizen_mother": re.compile(r"(امي|والدتي|الوالده|ام) .*سعوديه"),
}
DENIES = re.compile(r"^(غير|مو|مهو|مب|مش|موب|ليس) (ال)?(مطابق\w*|متطابق\w*|صحيح|نفس\w*|كذا)\b|^(لا )?(مختلف|يختلف)\b")
NOTHING_ELSE = re.compile(r"^(لا )?(بس|فقط|خلاص|كفايه|يكفي|غير)\b|^(لا )?(ما فيه|مافيه|مافي|ما في)( شي)? غير\b")
WITHOUT = re.compile(r"\b(بدون|بلا|من غير|ما عندي|ما عندنا|مافي|ما فيه|ما معي)\b")
LEFT_WORK = re.compile(
    r"\b(طلعت|تركت|فصلوني|انفصلت|استقلت|فقدت|وقفت)\b.*\b(شغل|الشغل|شغلي|العمل|عملي|وظيفتي|الوظيفه|الدوام)\b"
)
REFUSES = re.compile(r"\b(رافض\w*|رفض\w*|ما وافق\w*|مو موافق\w*|ما يبي ينضاف|ما تبي تنضاف)\b")
ANSWER_BEFORE = re.compile(r"^\s*(لا|لأ|ايه|ايوه|نعم|اي)\b[\s،,.]*")


class Range(ValueError):
    """A range or an open bound where one number is needed. Its text is the Arabic answer."""


def take_text(case: Case, question: str | None, text: str, *, correcting: bool = False) -> list[str]:
    """Put what a message says into the case; the names of the questions that it answered.

    Raises Range, or facts.Implausible, and then changes nothing.
    """
    if question == "other_income" and NOTHING_ELSE.search(normalise(text)) and not any(map(str.isdigit, text)):
        case.answer(question)
        return [question]
    found = read_facts(ANSWER_BEFORE.sub("", text) or text)
    alone = not found.incomes and not found.household.members
    taken = facts_of.take(case, found, question, correcting=correcting)
    if REFUSES.search(normalise(text)):
        taken += facts_of.take_refusal(case, found.household)
    if question is None or question in taken or (correcting and taken):
        return taken
    if take_own_answer(case, question, text, alone=alone and not taken):
        case.answer(question)
        return [*taken, question]
    return taken


def take_value(case: Case, question: str, value: str) -> list[str]:
    """Put a button's value into the case. Raises KeyError for a question that has no buttons."""
    if value == "unknown":
        take_unknown(case, question)
    elif question == "members":
        case.household["members"] = []
        case.part("applicant")["kind"] = "independent"
    elif question == "earned":
        facts_of.drop_income(case, earned=True)
    elif question == "income_kind":
        entry = case.open_income("kind")
        if entry is not None:
            entry["kind"] = value
    elif question == "other_income":
        if value != "none":  # which says that there is nothing besides what was told
            facts_of.put_income(case, value, None, "applicant")
            return [question]  # and asked again once its amount is known: there may be more
    elif question == "home":
        take_home(case, value)
    elif question == "empowerment":
        case.household["empowerment"] = value
    else:
        take_simple_value(case, question, value)
    case.answer(question)
    return [question]


def take_simple_value(case: Case, question: str, value: str) -> None:
    """A value that goes straight into one key of the household."""
    if question in COUNTS:
        part, key = COUNTS[question]
        case.part(part)[key] = int(value)
    elif question in YES_NO:
        part, key = YES_NO[question]
        case.part(part)[key] = value == "yes"
        if question == "bank":
            case.part(part).pop("bank_average", None)
    else:
        part, key = CHOICES[question]
        # The rules know no "none" of the old system: nothing is claimed then.
        case.part(part)[key] = None if (question, value) == ("old_system", "none") else value


def take_home(case: Case, value: str) -> None:
    """Where the citizen lives: an institution, or a home with a proof or without."""
    if value in ("shelter", "treatment_centre", "prison"):
        case.part("applicant")["lives_in"] = value
        case.household.pop("housing", None)
        case.answer("address")
        return
    if case.applicant.get("lives_in") != "home" and case.part("housing").get("matches_national_address") is None:
        case.reopen("address")
    case.part("applicant")["lives_in"] = "home"
    case.part("housing")["proof"] = value


def take_unknown(case: Case, question: str) -> None:
    """Remember that the citizen does not know, so that it is neither asked again nor taken for a no."""
    if question in ("income_kind", "income_amount"):
        key = "kind" if question == "income_kind" else "monthly"
        entry = case.open_income(key)
        if entry is not None:
            entry["unknown"] = [*entry.get("unknown", ()), key]
    elif question == "earned" and not facts_of.has_income(case, earned=True):
        case.income.append({"kind": "salary", "monthly": None, "whose": "applicant", "unknown": ["monthly"]})
    elif question == "other_income" and not facts_of.has_income(case, earned=False):
        case.income.append({"kind": "other", "monthly": None, "whose": "applicant", "unknown": ["monthly"]})
    elif question == "members":
        case.household.pop("members", None)
        case.part("applicant").pop("kind", None)
    elif question == "home":
        case.household.pop("housing", None)
        case.part("applicant").pop("lives_in", None)
    elif question == "empowerment":
        case.household.pop("empowerment", None)
    elif question in KEYS:
        part, key = KEYS[question]
        case.part(part).pop(key, None)
    case.answer(question)


@dataclass(frozen=True)
class ShortAnswer:
    """An answer that makes sense only to the question asked: «3500», «لا», «خمسة»."""

    text: str
    number: Decimal | None
    answer: Literal["yes", "no", "dont_know"] | None

    @property
    def count(self) -> int | None:
        """The number as a count; a plain no is none."""
        if self.number is None:
            return 0 if self.answer == "no" else None
        return int(self.number) if self.number == int(self.number) else None


def take_own_answer(case: Case, question: str, text: str, *, alone: bool) -> bool:
    """Read a message as the short answer to `question`; whether it was one.

    A number counts only where the message said nothing else (`alone`): «سيارتين» is no bank balance. Neither is
    «ما سافرت» a no to another question; but «لا، وعندي سيارتين» is.
    """
    number = None
    if alone and most(question) is not None:
        if read_bounds(text) is not None:
            raise Range("أحتاج رقمًا واحدًا. اكتب أقرب رقم، مثل مبلغ آخر شهر.")
        number = read_amount(text)
        if number is not None:
            facts_of.plausible(question, number)
    if most(question) is None and read_amount(text):
        return False  # «لا 4200» answers no question for yes or no
    answer = read_answer(text if alone else normalise(text).partition(" ")[0])
    reader = READERS.get(question)
    return reader is not None and reader(case, question, ShortAnswer(text, number, answer))


def read_member_count(case: Case, question: str, short: ShortAnswer) -> bool:
    if short.count is None:
        return False
    if short.count == 0 and case.members:
        return True  # nobody besides those named before
    if short.count == 0:
        take_value(case, question, "alone")
    else:
        case.household["members"] = [{"relation": "other"} for _ in range(short.count)]
        case.part("applicant")["kind"] = "family_head"
    return True


def read_earned(case: Case, question: str, short: ShortAnswer) -> bool:
    if short.number is None and (short.answer == "no" or LEFT_WORK.search(normalise(short.text))):
        facts_of.drop_income(case, earned=True)
    elif short.number is not None or short.answer == "yes":
        facts_of.put_income(case, "salary", short.number, "applicant")
    else:
        return False
    return True


def read_income_kind(case: Case, question: str, short: ShortAnswer) -> bool:
    entry = case.open_income("kind")
    incomes = read_facts(f"{SENTENCES[question]} {short.text}").incomes
    kind = next((income.kind for income in incomes if income.kind is not None), None)
    if kind is None and read_facts(short.text).empowerment == "working":
        kind = "salary"
    if entry is None or kind is None:
        return False
    entry["kind"] = kind
    return True


def read_income_amount(case: Case, question: str, short: ShortAnswer) -> bool:
    entry = case.open_income("monthly")
    if entry is None or short.number is None:
        return False
    facts_of.set_amount(case, entry, short.number)
    return True


def read_other_income(case: Case, question: str, short: ShortAnswer) -> bool:
    if short.number is not None:
        facts_of.put_income(case, None, short.number, "applicant")
        return True
    return short.answer == "no"


def read_count(case: Case, question: str, short: ShortAnswer) -> bool:
    if short.count is None or (question == "age" and short.number is None):
        return False
    part, key = COUNTS[question]
    case.part(part)[key] = short.count
    return True


def read_abroad(case: Case, question: str, short: ShortAnswer) -> bool:
    days = read_facts(f"{SENTENCES[question]} {short.text}").days_abroad
    if days is None:
        return read_count(case, question, short)
    facts_of.plausible(question, Decimal(days))
    case.part("applicant")["days_abroad_last_year"] = days
    return True


def read_home(case: Case, question: str, short: ShortAnswer) -> bool:
    folded = normalise(short.text)
    facts = read_facts(f"{SENTENCES[question]} {short.text}")
    place = next((name for name, words in PLACES.items() if words.search(folded)), facts.housing_proof)
    if place is None and short.answer != "no" and not WITHOUT.search(folded):
        return False
    take_home(case, place or "none")
    return True


def read_empowerment(case: Case, question: str, short: ShortAnswer) -> bool:
    if not EXEMPT.search(normalise(short.text)):
        return False
    case.household["empowerment"] = "exempt"
    return True


def read_exception(case: Case, question: str, short: ShortAnswer) -> bool:
    folded = normalise(short.text)
    group = next((name for name, words in EXCEPTIONS.items() if words.search(folded)), None)
    if group is None and short.answer != "no":
        return False
    take_simple_value(case, question, group or "none")
    return True


def read_yes_no(case: Case, question: str, short: ShortAnswer) -> bool:
    answer = "no" if DENIES.search(normalise(short.text)) else short.answer
    if answer not in ("yes", "no"):
        return False
    take_simple_value(case, question, answer)
    return True


def read_bank(case: Case, question: str, short: ShortAnswer) -> bool:
    if short.number is None:
        return read_yes_no(case, question, short)
    case.part("wealth").pop("bank_above_limit", None)
    case.part("wealth")["bank_average"] = int(short.number)
    return True


def read_nationality(case: Case, question: str, short: ShortAnswer) -> bool:
    if short.answer not in ("yes", "no"):
        return False
    take_simple_value(case, question, "saudi" if short.answer == "yes" else "other")
    return True


def read_none_of_these(case: Case, question: str, short: ShortAnswer) -> bool:
    if short.answer != "no":
        return False
    take_simple_value(case, question, "none")
    return True


READERS: Mapping[str, Callable[[Case, str, ShortAnswer], bool]] = {
    "members": read_member_count,
    "earned": read_earned,
    "income_kind": read_income_kind,
    "income_amount": read_income_amount,
    "other_income": read_other_income,
    "nationality": read_nationality,
    "exception": read_exception,
    "age": read_count,
    "student": read_yes_no,
    "bank": read_bank,
    "cars": read_count,
    "workers": read_count,
    "workers_for_disability": read_count,
    "abroad": read_abroad,
    "home": read_home,
    "empowerment": read_empowerment,
    "address": read_yes_no,
    "old_system": read_none_of_these,
}
