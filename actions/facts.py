"""Taking the facts of a message into a case: what is new is added, what is said again is replaced."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from actions.questions import questions
from rules import parameters

if TYPE_CHECKING:
    from actions.case import Case
    from arabic import Facts, HouseholdWords, IncomeWords

CHILDREN = ("son", "daughter")
ADULTS = ("wife", "husband", "father", "mother", "brother", "sister")
EARNED = ("salary", "business")
SPOUSES = {"male": "wife", "female": "husband"}  # of a married applicant


class Implausible(ValueError):
    """A number that nobody's case holds, such as sixty children. Its text is the Arabic answer."""


def take(case: Case, facts: Facts, question: str | None = None, *, correcting: bool = False) -> list[str]:
    """Put all facts into the case; the names of the questions that they answer, in no order.

    `question` is what was asked; `correcting` says that the message changes what was told before. Raises Implausible,
    and changes nothing, where a number is beyond what is meant.
    """
    check_plausible(facts)
    if facts.marital is not None:
        case.spouse = SPOUSES.get(facts.gender or "") if facts.marital == "married" else None
    owners = {income.whose for income in facts.incomes}
    taken = take_members(case, facts.household, owners, asked=question == "members", correcting=correcting)
    taken += take_income(case, facts.incomes, question, correcting=correcting)
    taken += take_applicant(case, facts)
    taken += take_wealth_and_home(case, facts)
    for name in taken:
        case.answer(name)
    return taken


def check_plausible(facts: Facts) -> None:
    """Refuse negative and absurd numbers, with the number in the answer."""
    numbers = [("members", Decimal(max(facts.household.count, facts.household.total or 0)))]
    numbers += [("earned", income.monthly) for income in facts.incomes if income.monthly is not None]
    numbers += [
        (question, Decimal(value))
        for question, value in (
            ("age", facts.age),
            ("cars", facts.cars),
            ("workers", facts.domestic_workers),
            ("abroad", facts.days_abroad),
            ("bank", facts.bank_average),
        )
        if value is not None
    ]
    for question, number in numbers:
        plausible(question, number)


def plausible(question: str, number: Decimal) -> None:
    """Raise Implausible where `number` (riyals a month, persons, years, days) cannot be meant."""
    if number < 0:
        raise Implausible(f"لا يمكن أن يكون الرقم سالبًا ({number:,}). اكتب الرقم من صفر فأكثر.")
    least, most = questions()[question].least, questions()[question].most
    if least is not None and 0 < number < least:
        raise Implausible(f"الرقم {number:,} أصغر من المعقول هنا. اكتبه كاملًا، مثل 3500.")
    if most is not None and number > most:
        raise Implausible(f"الرقم {number:,} أكبر من المعقول هنا. اكتب الرقم الصحيح من فضلك.")


def take_members(case: Case, words: HouseholdWords, owners: set[str], *, asked: bool, correcting: bool) -> list[str]:
    """Members besides the applicant. Children that are named again replace the children known before.

    Once told, the household changes only by an answer to its question or by a correction that names more people
    than those whose income (`owners`) it tells; otherwise a parent, spouse or sibling with an income is added, and
    nobody is taken out: «ولدي راتبه 2000» says nothing of his sisters.
    """
    told = "members" in case.answered
    named = people(case, words)
    of_incomes_only = {member["relation"] for member in named} <= {"son" if who == "child" else who for who in owners}
    if told and not asked and (not correcting or (of_incomes_only and not words.alone and words.total is None)):
        known = {member["relation"] for member in case.members}
        newcomers = [m for m in named if m["relation"] in owners - known - set(CHILDREN)]
        if newcomers:
            case.household["members"] = case.members + newcomers
        return []
    if words.alone:
        case.household["members"] = []
        case.part("applicant")["kind"] = "independent"
        return ["members"]
    if not named:
        return []
    replaced = {member["relation"] for member in named}
    if replaced & set(CHILDREN):
        replaced |= set(CHILDREN)
    if words.total is not None:
        replaced |= {member["relation"] for member in case.members}
    case.household["members"] = [m for m in case.members if m["relation"] not in replaced] + named
    case.part("applicant")["kind"] = "family_head"
    unclear = any(member.count == 0 for member in words.members) or only_wives(named)
    whole = asked or words.total is not None or not of_incomes_only
    return ["members"] if whole and not (unclear and words.total is None) else []


def people(case: Case, words: HouseholdWords) -> list[dict[str, Any]]:
    """The members that words name, one entry each; none for «عيالي» without a number."""
    named: list[dict[str, Any]] = [
        {"relation": "son" if member.relation == "child" else member.relation, **age}
        for member in words.members
        for age in [{"age": member.age} if member.age is not None else {}]
        for _ in range(member.count)
    ]
    if named and case.spouse and case.spouse not in {member["relation"] for member in [*case.members, *named]}:
        named.append({"relation": case.spouse})  # «متزوج وعندي 3 عيال»
    if words.total is not None and words.total - 1 > len(named):
        named += [{"relation": "other"} for _ in range(words.total - 1 - len(named))]
    return named


def only_wives(named: list[dict[str, Any]]) -> bool:
    """Several wives and nobody else: the children of «متزوج ثنتين» are still to be asked for."""
    return len(named) > 1 and {member["relation"] for member in named} == {"wife"}


def take_refusal(case: Case, words: HouseholdWords) -> list[str]:
    """One of the members that a message names refuses to be added: his income counts, his head does not."""
    named = {"son" if member.relation == "child" else member.relation for member in words.members}
    for member in case.members:
        if member["relation"] in named and member.get("agrees") is not False:
            member["agrees"] = False
            return ["members"]
    return []


def take_income(case: Case, incomes: tuple[IncomeWords, ...], question: str | None, *, correcting: bool) -> list[str]:
    """Incomes of the household. One of the same kind and person replaces the one told in an earlier message.

    Whoever is asked for one side, earned or other, and tells of both, has answered both. Whoever tells of a
    pension or a rent unasked is still asked what else comes in.
    """
    taken: list[str] = []
    before = list(case.income)
    for words in incomes:
        if words.kind == "other" and words.monthly == 0:
            taken.append("other_income")  # «ما عندي دخل ثاني»: nothing besides what was told
        elif words.kind is None and words.monthly == 0:
            case.income[:] = [entry for entry in case.income if entry["whose"] != words.whose]
            taken += ["earned"] if has_adults(case) and question != "other_income" else ["earned", "other_income"]
        elif words.kind is None:
            # "دخلي 2000" is all that comes in, unless another adult of the household may have an income.
            taken += ["earned"] if has_adults(case) else ["earned", "other_income"]
            put_income(case, None, words.monthly, words.whose, before)
        else:
            if words.kind in EARNED or (question == "earned" and words.whose == "applicant"):
                taken.append("earned")
            if question == "other_income":
                taken += ["earned", "other_income"]
            whose = only_earner(case, words.kind) if correcting and words.whose == "applicant" else None
            put_income(case, words.kind, words.monthly, whose or words.whose, before)
    return taken


def only_earner(case: Case, kind: str) -> str | None:
    """Whose the only income of a kind is: in a correction, «الراتب» without a name is that one."""
    whose = {entry["whose"] for entry in case.income if entry["kind"] == kind}
    return whose.pop() if len(whose) == 1 else None


def put_income(
    case: Case, kind: str | None, monthly: Decimal | None, whose: str, before: list[dict[str, Any]] | None = None
) -> None:
    """Add one income, or replace it among those known `before` this message. Zero takes it out, since there is none.

    Two of a kind in one message are two: «ايجار شقة 1000 وايجار محل 500».
    """
    whose = "son" if whose == "child" else whose
    known = case.income if before is None else before
    same = [entry for entry in known if entry["kind"] == kind and entry["whose"] == whose and entry in case.income]
    entry = same[0] if same else {"kind": kind, "monthly": None, "whose": whose}
    for other in same[1:]:
        case.income.remove(other)
    if before is not None and same:
        before[:] = [known_entry for known_entry in before if known_entry not in same]
    if not same:
        case.income.append(entry)
    if monthly is not None:
        set_amount(case, entry, monthly)


def set_amount(case: Case, entry: dict[str, Any], monthly: Decimal) -> None:
    """Set an income's riyals a month; an income of zero is none."""
    if monthly == 0:
        case.income.remove(entry)
        return
    entry["monthly"] = int(monthly) if monthly == int(monthly) else float(monthly)
    entry.pop("unknown", None)


def has_income(case: Case, *, earned: bool) -> bool:
    """Whether an income of one side, earned or other, is known."""
    return any((entry["kind"] in EARNED) == earned for entry in case.income)


def drop_income(case: Case, *, earned: bool) -> None:
    """Take out the incomes of one side, earned or other."""
    case.income[:] = [entry for entry in case.income if (entry["kind"] in EARNED) != earned]


def has_adults(case: Case) -> bool:
    """Whether another member may have an income of his own."""
    adult_age = parameters.on(date.today()).adult_age
    return any(member["relation"] in ADULTS or (member.get("age") or 0) >= adult_age for member in case.members)


def take_applicant(case: Case, facts: Facts) -> list[str]:
    """The applicant's own facts, and what follows from them."""
    taken: list[str] = []
    for question, key, value in (
        ("age", "age", facts.age),
        ("nationality", "nationality", facts.nationality),
        ("exception", "exception", facts.exception),
        ("abroad", "days_abroad_last_year", facts.days_abroad),
        ("student", "full_time_student", facts.full_time_student),
    ):
        if value is not None:
            case.part("applicant")[key] = value
            taken.append(question)
    if facts.exception is not None:
        case.part("applicant")["nationality"] = "other"
        taken.append("nationality")
    if facts.lives_in is not None:
        case.part("applicant")["lives_in"] = facts.lives_in
        taken += [] if facts.lives_in == "home" else ["home"]
    if facts.empowerment is not None:
        case.household["empowerment"] = facts.empowerment
        taken.append("empowerment")
    return taken


def take_wealth_and_home(case: Case, facts: Facts) -> list[str]:
    """Cars, domestic workers, bank balances, and the proof of the home."""
    taken: list[str] = []
    for question, key, value in (
        ("cars", "cars", facts.cars),
        ("workers", "domestic_workers", facts.domestic_workers),
        ("bank", "bank_average", facts.bank_average),
    ):
        if value is not None:
            case.part("wealth")[key] = int(value)
            taken.append(question)
    if facts.housing_proof is not None:
        case.part("housing")["proof"] = facts.housing_proof
        case.part("applicant").setdefault("lives_in", "home")
        taken.append("home")
    if facts.matches_national_address is not None:
        case.part("housing")["matches_national_address"] = facts.matches_national_address
        taken.append("address")
    return taken
