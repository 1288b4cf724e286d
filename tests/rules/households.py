"""Hypothesis strategies for households as JSON objects: everything may be absent, null or known."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

from hypothesis import strategies as st

from rules import household as h

ABSENT = object()
RELATIONS = get_args(h.Relation)
MONTHLY = st.one_of(
    st.integers(0, 9_000), st.decimals(0, 9_000, places=2, allow_nan=False), st.sampled_from([1320, 2640, 3960])
)


def without_absent(fields: dict[str, Any]) -> dict[str, Any]:
    """An object without the fields that are absent."""
    return {key: value for key, value in fields.items() if value is not ABSENT}


def objects(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Objects in which each field may be absent."""
    return st.fixed_dictionaries({key: st.just(ABSENT) | value for key, value in fields.items()}).map(without_absent)


def often(usual: Any, other: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Mostly the usual value, so that not every household fails one of ten conditions."""
    return st.sampled_from([usual] * 6).flatmap(st.just) | other


def applicants() -> st.SearchStrategy[dict[str, Any]]:
    """The applicant."""
    return objects(
        kind=st.sampled_from(get_args(h.Kind)),
        age=often(40, st.integers(0, 120)),
        nationality=often("saudi", st.sampled_from(get_args(h.Nationality))),
        exception=st.sampled_from((None, *get_args(h.NationalityException))),
        from_old_system=often(None, st.sampled_from(get_args(h.OldSystemGroup))),
        full_time_student=st.booleans(),
        days_abroad_last_year=often(0, st.integers(0, 366)),
        lives_in=often("home", st.sampled_from(get_args(h.LivesIn))),
    )


def members() -> st.SearchStrategy[dict[str, Any]]:
    """One member."""
    return objects(
        relation=st.sampled_from(RELATIONS),
        age=st.integers(0, 100),
        agrees=st.booleans(),
        same_dwelling=often(True, st.booleans()),
        away_for_study=st.booleans(),
        nationality=often("saudi", st.sampled_from(get_args(h.Nationality))),
        exception=often(None, st.sampled_from(get_args(h.NationalityException))),
        absent=often(None, st.sampled_from(get_args(h.Absence))),
        dwelling=often(1, st.sampled_from(get_args(h.Dwelling))),
    )


def incomes() -> st.SearchStrategy[dict[str, Any]]:
    """One income: of one amount, or between two."""
    told = objects(
        kind=st.sampled_from(get_args(h.IncomeKind)),
        whose=st.sampled_from(get_args(h.Whose)),
        steady=st.booleans(),
        said=st.just("18,000 في السنة"),
        dwelling=often(1, st.sampled_from(get_args(h.Dwelling))),
    )
    ends = st.tuples(MONTHLY, MONTHLY).map(lambda amounts: dict(zip(("low", "high"), sorted(amounts), strict=True)))
    half_open = ends.flatmap(lambda both: st.sampled_from(list(both)).map(lambda end: {end: both[end]}))
    amounts = objects(monthly=MONTHLY) | ends | half_open
    return st.tuples(told, amounts).map(lambda parts: parts[0] | parts[1])


def wealths() -> st.SearchStrategy[dict[str, Any]]:
    """What a household owns; its balances by their average or by their side of the limit."""
    things = objects(
        cars=often(1, st.integers(0, 5)),
        domestic_workers=often(0, st.integers(0, 5)),
        workers_for_disability=st.integers(0, 5),
        liquidable_assets=often(0, st.integers(0, 60_000)),
    )
    balances = objects(bank_average=often(0, st.integers(0, 800_000))) | objects(bank_above_limit=st.booleans())
    return st.tuples(things, balances).map(lambda parts: parts[0] | parts[1])


def households() -> st.SearchStrategy[dict[str, Any]]:
    """Any household at all that can be read, on a day that is fixed by it."""
    optional = objects(
        applicant=applicants(),
        members=st.lists(members(), max_size=9),
        income=st.lists(incomes(), max_size=4),
        wealth=wealths(),
        housing=objects(
            proof=often("lease", st.sampled_from(get_args(h.HousingProof))),
            matches_national_address=often(True, st.booleans()),
        ),
        empowerment=often("working", st.sampled_from(get_args(h.Empowerment))),
        income_open=often([], st.lists(st.sampled_from(get_args(h.Side)))),
    )
    days = st.dates(date(2021, 11, 1), date(2027, 12, 31)).map(date.isoformat)
    return st.tuples(optional, days).map(lambda parts: {**parts[0], "as_of": parts[1]})


GOOD_APPLICANT = {
    "age": 40, "nationality": "saudi", "full_time_student": False, "days_abroad_last_year": 0, "lives_in": "home",
}  # fmt: skip


def sound(household: dict[str, Any]) -> dict[str, Any]:
    """The household with every condition but the income test holding, so that an amount is left to look at."""
    applicant = {**household.get("applicant", {}), **GOOD_APPLICANT}
    return {
        **household,
        "applicant": applicant,
        "wealth": {"cars": 0, "domestic_workers": 0, "bank_average": 0},
        "housing": {"proof": "deed", "matches_national_address": True},
        "empowerment": "seeking",
    }


def sound_or_any() -> st.SearchStrategy[dict[str, Any]]:
    """Households of which every other one holds all conditions but the income test."""
    return households().map(sound) | households()


def household_fields_that_may_be_unknown(household: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The places in a household whose removal makes something unknown.

    Left out are those of which absence says something (see `read_household`): what a listed member agrees to, where he
    lives and of what nationality he is, whose an income is and how it was told, assets that are added only where given,
    and the decree's groups.
    """
    meant = {
        "from_old_system", "agrees", "same_dwelling", "away_for_study", "absent", "dwelling", "whose", "steady", "said",
        "liquidable_assets",
    }  # fmt: skip
    of_members = {"nationality", "exception"}
    places: list[tuple[Any, ...]] = [
        (part,) for part in ("members", "income", "housing", "empowerment") if part in household
    ]
    for part in ("applicant", "wealth", "housing"):
        places += [(part, field) for field in household.get(part, {}) if field not in meant]
    for part in ("members", "income"):
        for position, entry in enumerate(household.get(part, ())):
            left_out = meant | of_members if part == "members" else meant
            places += [(part, position, field) for field in entry if field not in left_out]
    return places
