"""Taking the facts of a message into a case: what is new is added, what is said again is replaced."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from actions.questions import most
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


def take(case: Case, facts: Facts, question: str | None = None) -> list[str]:
    """Put all facts into the case; the names of the questions that they answer, in no order.

    `question` is what was asked. Raises Implausible, and changes nothing, where a number is beyond what is meant.
    """
    check_plausible(facts)
    if facts.marital is not None:
        case.spouse = SPOUSES.get(facts.gender or "") if facts.marital == "married" else None
    taken = take_members(case, facts.household)
    owners = {income.whose for income in facts.incomes}
    if question != "members" and facts.household.total is None and not facts.household.alone:
        # «راتب زوجتي 2000» names a member, and does not say who else lives there.
        taken = [] if {member.relation for member in facts.household.members} <= owners else taken
    taken += take_income(case, facts.incomes, question)
    taken += take_applicant(case, facts)
    taken += take_wealth_and_home(case, facts)
    for question in taken:
        case.answer(question)
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
    limit = most(question)
    if limit is not None and number > limit:
        raise Implausible(f"الرقم {number:,} أكبر من المعقول هنا. اكتب الرقم الصحيح من فضلك.")


def take_members(case: Case, words: HouseholdWords) -> list[str]:
    """Members besides the applicant. Children that are named again replace the children known before."""
    if words.alone:
        case.household["members"] = []
        case.applicant["kind"] = "independent"
        return ["members"]
    named = [
        {"relation": "son" if member.relation == "child" else member.relation, **age}
        for member in words.members
        for age in [{"age": member.age} if member.age is not None else {}]
        for _ in range(member.count)  # none where the words say "my people" without a number
    ]
    if named and case.spouse and case.spouse not in {member["relation"] for member in [*case.members, *named]}:
        named.append({"relation": case.spouse})  # «متزوج وعندي 3 عيال»
    if words.total is not None and words.total - 1 > len(named):
        named += [{"relation": "other"} for _ in range(words.total - 1 - len(named))]
    if not named:
        return []
    replaced = {member["relation"] for member in named}
    if replaced & set(CHILDREN):
        replaced |= set(CHILDREN)
    if words.total is not None:
        replaced |= {member["relation"] for member in case.members}
    kept = [member for member in case.members if member["relation"] not in replaced]
    case.household["members"] = kept + named
    case.applicant["kind"] = "family_head"
    return ["members"]


def take_refusal(case: Case, words: HouseholdWords) -> list[str]:
    """One of the members that a message names refuses to be added: his income counts, his head does not."""
    named = {"son" if member.relation == "child" else member.relation for member in words.members}
    for member in case.members:
        if member["relation"] in named and member.get("agrees") is not False:
            member["agrees"] = False
            return ["members"]
    return []


def take_income(case: Case, incomes: tuple[IncomeWords, ...], question: str | None) -> list[str]:
    """Incomes of the household. One of the same kind and person replaces the one known before.

    Whoever is asked for one side, earned or other, and tells of both, has answered both. Whoever tells of a
    pension or a rent unasked is still asked what else comes in.
    """
    taken: list[str] = []
    for words in incomes:
        if words.kind is None and words.monthly == 0:
            case.income[:] = [entry for entry in case.income if entry["whose"] != words.whose]
            taken += ["earned"] if has_adults(case) and question != "other_income" else ["earned", "other_income"]
        elif words.kind is None:
            # "دخلي 2000" is all that comes in, unless another adult of the household may have an income.
            taken += ["earned"] if has_adults(case) else ["earned", "other_income"]
            put_income(case, None, words.monthly, words.whose)
        else:
            if words.kind in EARNED or question == "earned":
                taken.append("earned")
            if question == "other_income":
                taken += ["earned", "other_income"]
            put_income(case, words.kind, words.monthly, words.whose)
    return taken


def put_income(case: Case, kind: str | None, monthly: Decimal | None, whose: str) -> None:
    """Add or replace one income. Zero takes it out, since there is none."""
    whose = "son" if whose == "child" else whose
    same = [entry for entry in case.income if entry["kind"] == kind and entry["whose"] == whose]
    of_kind = [entry for entry in case.income if entry["kind"] == kind and kind is not None]
    if not same and whose == "applicant" and len(of_kind) == 1 and of_kind[0]["monthly"] is not None:
        same = of_kind  # "الراتب 3200", where the only salary is the wife's
    entry = same[0] if same else {"kind": kind, "monthly": None, "whose": whose}
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
            case.applicant[key] = value
            taken.append(question)
    if facts.exception is not None:
        case.applicant["nationality"] = "other"
        taken.append("nationality")
    if facts.lives_in is not None:
        case.applicant["lives_in"] = facts.lives_in
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
        case.applicant.setdefault("lives_in", "home")
        taken.append("home")
    if facts.matches_national_address is not None:
        case.part("housing")["matches_national_address"] = facts.matches_national_address
        taken.append("address")
    return taken
