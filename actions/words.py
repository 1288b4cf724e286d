"""A case in Arabic words, piece by piece: who lives together, what comes in, and each single fact.

Everything is said from the household as told (`Case.told_household`), so that nothing is said which was not told.
A function gives None where nothing is known of its piece.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from rules.wording import INCOME_NAMES, RELATIONS, number

if TYPE_CHECKING:
    from collections.abc import Mapping

Household = dict[str, Any]
EARNED = ("salary", "business")
UNKNOWN_AMOUNT = "مبلغه غير معروف"
ALONE = "تعيش وحدك"


@cache
def words() -> Mapping[str, Any]:
    """The whole of words.yml."""
    data: Mapping[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yml").read_text(encoding="utf-8"))
    return data


def counted(count: int, noun: str) -> str:
    """A number with its noun in the right form: ابنان, 4 أبناء, 11 ابنًا."""
    one, two, few, many = words()["nouns"][noun]
    if count == 1:
        return str(one)
    if count == 2:
        return str(two)
    return f"{count} {few if 3 <= count % 100 <= 10 else many}"


def riyals(amount: Any) -> str:
    """An amount of riyals with thousands separators, halalas only where there are some."""
    exact = Decimal(str(amount))
    return number(int(exact) if exact == int(exact) else exact.quantize(Decimal("0.01")))


def here(household: Household) -> list[dict[str, Any]]:
    """The members that live with the applicant."""
    return [
        member
        for member in household.get("members") or []
        if not member.get("absent") and member.get("same_dwelling") is not False
    ]


def members(household: Household) -> str | None:
    """Who lives together, with the number of persons; then who is known and does not live there."""
    if household.get("members") is None:
        return None
    present = here(household)
    by_relation = Counter(member["relation"] for member in present)
    nouns = [relation for relation in words()["nouns"] if by_relation[relation]]
    text = ALONE
    if present:
        named = " و".join(["أنت", *(counted(by_relation[relation], relation) for relation in nouns)])
        text = f"{named} ({counted(len(present) + 1, 'person')})"
    return "، ".join([text, *notes(household)])


def notes(household: Household) -> list[str]:
    """What is told of single members beyond their number."""
    told = []
    for member in household.get("members") or []:
        relation, name = member["relation"], RELATIONS.get(member["relation"], "")
        gender = 1 if relation in words()["women"] else 0
        if member.get("absent") in words()["absences"] and relation != "other":
            told.append(f"{name} {words()['absences'][member['absent']][gender]}")
        elif member.get("away_for_study"):
            told.append(f"{name} {words()['away_for_study'][gender]}")
    refusing = sum(member.get("agrees") is False for member in here(household))
    foreign = sum(member.get("nationality") == "other" for member in here(household))
    second = sum(member.get("dwelling") == 2 for member in here(household))
    told += [f"منهم {counted(refusing, 'person')} لم يوافق على الإضافة"] if refusing else []
    told += [f"منهم {counted(foreign, 'person')} غير سعودي"] if foreign else []
    told += [f"منهم {counted(second, 'person')} في البيت الثاني"] if second else []
    return told


def income(entry: Mapping[str, Any]) -> str:
    """One income with its amount, and how it was said where the amount was converted."""
    return f"{income_name(entry)} {amount(entry)}"


def income_name(entry: Mapping[str, Any]) -> str:
    """What an income is, and whose where it is not the applicant's own."""
    return INCOME_NAMES.get((entry.get("kind"), entry.get("whose") or "applicant"), "دخل")


def amount(entry: Mapping[str, Any]) -> str:
    """An income's riyals a month: «1,500», «بين 1,000 و4,000», «18,000 في السنة = 1,500 في الشهر»."""
    low, high = entry.get("low", entry.get("monthly")), entry.get("high", entry.get("monthly"))
    if low is None and high is None:
        return UNKNOWN_AMOUNT
    if low is None or high is None:
        return f"{riyals(high)} على الأكثر" if low is None else f"{riyals(low)} على الأقل"
    text = riyals(low) if low == high else f"بين {riyals(low)} و{riyals(high)}"
    return f"{entry['said']} = {text} في الشهر" if entry.get("said") else text


def incomes(household: Household, *, earned: bool) -> str | None:
    """The incomes of one side, earned or not; that there is none where all is told and nothing comes in."""
    entries = [entry for entry in household.get("income") or [] if (entry.get("kind") in EARNED) == earned]
    if entries:
        return "، ".join(income(entry) for entry in entries)
    if ("earned" if earned else "unearned") in household.get("no_more", ()):
        return "لا رواتب ولا عمل" if earned else "لا دخل آخر"
    return None


def named(part: str, key: str, household: Household, table: str) -> str | None:
    """A fact whose values have words of their own."""
    value = (household.get(part) or {}).get(key)
    return words()[table].get(value) if value is not None else None


def yes_no(part: str, key: str, household: Household, table: str) -> str | None:
    """A fact that is true or false."""
    value = (household.get(part) or {}).get(key)
    return None if value is None else str(words()[table]["yes" if value else "no"])


def number_of(part: str, key: str, household: Household, noun: str, zero: str) -> str | None:
    """A number of things or days, or the words for none."""
    value = (household.get(part) or {}).get(key)
    if value is None:
        return None
    return counted(int(value), noun) if value else zero


def home(household: Household) -> str | None:
    """Where the applicant lives, or the proof of it."""
    return named("applicant", "lives_in", household, "lives_in") or named("housing", "proof", household, "proof")


def bank(household: Household) -> str | None:
    """The balances: an average, or on which side of the limit it is."""
    wealth = household.get("wealth") or {}
    if wealth.get("bank_average") is not None:
        return f"متوسط الأرصدة {riyals(wealth['bank_average'])}"
    above = wealth.get("bank_above_limit")
    return None if above is None else str(words()["bank"]["above" if above else "below"])


def empowerment(household: Household) -> str | None:
    """Whether the applicant works, looks for work, or cannot."""
    value = household.get("empowerment")
    return None if value is None else str(words()["empowerment"][value])


def abroad(household: Household) -> str | None:
    """The days abroad in the last year."""
    days = number_of("applicant", "days_abroad_last_year", household, "day", "")
    return None if days is None else (f"{days} خارج المملكة" if days else "لم تسافر")


def age(household: Household) -> str | None:
    """The applicant's age."""
    years = number_of("applicant", "age", household, "year", "أقل من سنة")
    return None if years is None else f"عمرك {years}"
