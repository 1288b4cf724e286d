"""Reading a household from JSON, with errors that name the field and what it allows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite
from typing import Any, get_args

from rules import household as h
from rules.parameters import first_day

# Beyond these a number is a slip of the keyboard; they are no figures of the programme.
MOST_MEMBERS = 50
MOST_INCOMES = 100
OLDEST = 120
MOST_THINGS = 100
DAYS_IN_YEAR = 366
MOST_MONTHLY = 1_000_000
MOST_OWNED = 1_000_000_000
LONGEST_SAID = 80

HALALA = Decimal("0.01")


class HouseholdError(ValueError):
    """A household that cannot be read: `field` is the place ("members[2].age"), `allowed` what may stand there."""

    def __init__(self, field: str, allowed: str) -> None:
        self.field = field
        self.allowed = allowed
        super().__init__(f"{field}: allowed is {allowed}")


def read_household(data: Mapping[str, object]) -> h.Household:
    """The household in a JSON object of the shape that the design fixes.

    What is absent or null is unknown, with these exceptions:

    - `applicant.exception`: null (or "none") says that the applicant is in none of the groups; absent is unknown.
    - `applicant.from_old_system`: absent, null or "none" is: none of the groups is claimed.
    - a member's `agrees`, `same_dwelling` and `away_for_study`: see `Member`.
    - an income's `whose`: the applicant's. Its amount is `monthly`, or between `low` and `high`.
    - a member's `nationality` and `absent`, an income's `steady`, `said` and `dwelling`: nothing is made of them.
      A member's `dwelling` is 1.
    - `income_open`: no more incomes than those listed.
    - `wealth.liquidable_assets`: nothing is added.

    Amounts are read to the halala. Raises HouseholdError for anything that does not fit, an unknown key too.
    """
    top = Fields(data, "household", "")
    read = h.Household(
        as_of=top.day("as_of"),
        applicant=applicant(top.part("applicant")),
        members=None
        if (members := top.entries("members", MOST_MEMBERS)) is None
        else tuple(member(entry) for entry in members),
        income=None
        if (incomes := top.entries("income", MOST_INCOMES)) is None
        else tuple(income(entry) for entry in incomes),
        wealth=wealth(top.part("wealth")),
        housing=housing(top.part("housing")),
        empowerment=top.choice("empowerment", EMPOWERMENT),
        income_open=top.choices("income_open", SIDE),
    )
    top.check_keys()
    return read


KIND = get_args(h.Kind)
NATIONALITY = get_args(h.Nationality)
EXCEPTION = get_args(h.NationalityException)
OLD_SYSTEM = (*get_args(h.OldSystemGroup), "none")
LIVES_IN = get_args(h.LivesIn)
RELATION = get_args(h.Relation)
ABSENCE = get_args(h.Absence)
DWELLING = get_args(h.Dwelling)
SIDE = get_args(h.Side)
WHOSE = get_args(h.Whose)
INCOME_KIND = get_args(h.IncomeKind)
PROOF = get_args(h.HousingProof)
EMPOWERMENT = get_args(h.Empowerment)


def applicant(fields: Fields) -> h.Applicant:
    """The `applicant` of a household."""
    read = h.Applicant(
        kind=fields.choice("kind", KIND),
        age=fields.whole("age", OLDEST),
        nationality=fields.choice("nationality", NATIONALITY),
        exception=fields.choice("exception", EXCEPTION) or ("none" if "exception" in fields.data else None),
        from_old_system=None if (group := fields.choice("from_old_system", OLD_SYSTEM)) == "none" else group,
        full_time_student=fields.yes_no("full_time_student"),
        days_abroad_last_year=fields.whole("days_abroad_last_year", DAYS_IN_YEAR),
        lives_in=fields.choice("lives_in", LIVES_IN),
    )
    fields.check_keys()
    return read


def member(fields: Fields) -> h.Member:
    """One of the `members`."""
    read = h.Member(
        relation=fields.choice("relation", RELATION),
        age=fields.whole("age", OLDEST),
        agrees=fields.yes_no("agrees"),
        same_dwelling=fields.yes_no("same_dwelling"),
        away_for_study=fields.yes_no("away_for_study"),
        nationality=fields.choice("nationality", NATIONALITY),
        exception=fields.choice("exception", EXCEPTION),
        absent=fields.choice("absent", ABSENCE),
        dwelling=fields.dwelling("dwelling") or 1,
    )
    fields.check_keys()
    return read


def income(fields: Fields) -> h.Income:
    """One entry of `income`."""
    read = h.Income(
        kind=fields.choice("kind", INCOME_KIND),
        monthly=fields.amount("monthly", MOST_MONTHLY),
        whose=fields.choice("whose", WHOSE) or "applicant",
        low=fields.amount("low", MOST_MONTHLY),
        high=fields.amount("high", MOST_MONTHLY),
        steady=fields.yes_no("steady"),
        said=fields.words("said", LONGEST_SAID),
        dwelling=fields.dwelling("dwelling"),
    )
    fields.check_keys()
    if read.monthly is not None and not (read.low is None and read.high is None):
        raise HouseholdError(f"{fields.prefix}low", "absent beside monthly: an amount is monthly, or low and high")
    if read.low is not None and read.high is not None and read.low > read.high:
        raise HouseholdError(f"{fields.prefix}low", "no more than high")
    return read


def wealth(fields: Fields) -> h.Wealth:
    """The `wealth` of a household."""
    read = h.Wealth(
        cars=fields.whole("cars", MOST_THINGS),
        domestic_workers=fields.whole("domestic_workers", MOST_THINGS),
        workers_for_disability=fields.whole("workers_for_disability", MOST_THINGS),
        bank_average=fields.amount("bank_average", MOST_OWNED),
        bank_above_limit=fields.yes_no("bank_above_limit"),
        liquidable_assets=fields.amount("liquidable_assets", MOST_OWNED),
    )
    fields.check_keys()
    return read


def housing(fields: Fields) -> h.Housing:
    """The `housing` of a household."""
    read = h.Housing(
        proof=fields.choice("proof", PROOF),
        matches_national_address=fields.yes_no("matches_national_address"),
    )
    fields.check_keys()
    return read


def is_number(value: object) -> bool:
    """Whether a JSON value is a finite number; true and false are none."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool) and isfinite(value)


class Fields:
    """The fields of one JSON object, read one by one, each with its place for errors."""

    __slots__ = ("data", "known", "place", "prefix")

    def __init__(self, data: object, place: str, prefix: str) -> None:
        if not isinstance(data, Mapping):
            raise HouseholdError(place, "an object")
        self.data: Mapping[str, Any] = data
        self.place = place
        self.prefix = prefix
        self.known: list[str] = []

    def get(self, key: str) -> Any:
        """The value under a key, which is known from then on; None where it is absent or null."""
        self.known.append(key)
        return self.data.get(key)

    def check_keys(self) -> None:
        """Raise HouseholdError where the object has a key that was not asked for."""
        if len(self.data) > sum(key in self.data for key in self.known):
            unknown = next(key for key in self.data if key not in self.known)
            raise HouseholdError(f"{self.prefix}{unknown}", f"one of the fields {', '.join(self.known)}")

    def part(self, key: str) -> Fields:
        """An object under a key; an empty one where it is absent or null."""
        value = self.get(key)
        return Fields({} if value is None else value, f"{self.prefix}{key}", f"{self.prefix}{key}.")

    def entries(self, key: str, most: int) -> list[Fields] | None:
        """The objects of a list under a key."""
        value = self.get(key)
        if value is None:
            return None
        if not isinstance(value, list | tuple) or len(value) > most:
            raise HouseholdError(f"{self.prefix}{key}", f"a list of at most {most} objects")
        return [
            Fields(entry, f"{self.prefix}{key}[{place}]", f"{self.prefix}{key}[{place}].")
            for place, entry in enumerate(value)
        ]

    def choice(self, key: str, allowed: tuple[Any, ...]) -> Any:
        """One of the words that are allowed."""
        value = self.get(key)
        if value is not None and (not isinstance(value, str) or value not in allowed):
            raise HouseholdError(f"{self.prefix}{key}", f"one of {', '.join(allowed)}")
        return value

    def choices(self, key: str, allowed: tuple[Any, ...]) -> tuple[Any, ...]:
        """Some of the words that are allowed, each once, in the order of `allowed`."""
        value = self.get(key)
        if value is None:
            return ()
        if not isinstance(value, list | tuple) or any(word not in allowed for word in value):
            raise HouseholdError(f"{self.prefix}{key}", f"a list of some of {', '.join(allowed)}")
        return tuple([word for word in allowed if word in value])

    def words(self, key: str, most: int) -> str:
        """A line of text as it is shown: without what cannot be seen; empty where it is absent or null."""
        value = self.get(key)
        if value is None:
            return ""
        if not isinstance(value, str) or len(value) > most:
            raise HouseholdError(f"{self.prefix}{key}", f"a text of at most {most} characters")
        return "".join([letter for letter in " ".join(value.split()) if letter.isprintable()])

    def dwelling(self, key: str) -> Any:
        """Which of a head's homes."""
        value = self.get(key)
        if value is not None and (not is_number(value) or value not in DWELLING):
            raise HouseholdError(f"{self.prefix}{key}", f"one of {', '.join(map(str, DWELLING))}")
        return value

    def yes_no(self, key: str) -> bool | None:
        """true or false."""
        value = self.get(key)
        if value is not None and not isinstance(value, bool):
            raise HouseholdError(f"{self.prefix}{key}", "true or false")
        return value

    def whole(self, key: str, most: int) -> int | None:
        """A whole number from 0 to `most`."""
        value = self.get(key)
        if value is None:
            return None
        if not is_number(value) or not 0 <= value <= most or value != int(value):
            raise HouseholdError(f"{self.prefix}{key}", f"a whole number from 0 to {most}")
        return int(value)

    def amount(self, key: str, most: int) -> Decimal | None:
        """Riyals from 0 to `most`, rounded to the halala."""
        value = self.get(key)
        if value is None:
            return None
        if not is_number(value) or not 0 <= value <= most:
            raise HouseholdError(f"{self.prefix}{key}", f"a number of riyals from 0 to {most:,}")
        if isinstance(value, int):
            return Decimal(value)
        return Decimal(str(value)).quantize(HALALA, ROUND_HALF_UP)

    def day(self, key: str) -> date | None:
        """A day, as "2026-11-01", from the first for which the programme has figures."""
        value = self.get(key)
        if value is None:
            return None
        try:
            day = value if type(value) is date else date.fromisoformat(value)
        except (TypeError, ValueError):
            day = None
        if day is None or day < first_day():
            raise HouseholdError(f"{self.prefix}{key}", f'a day from "{first_day()}" on, like "2026-11-01"')
        return day
