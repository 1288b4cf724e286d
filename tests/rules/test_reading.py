"""A household that cannot be read names the field and what it allows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import rules
from rules.parameters import first_day
from rules.reading import DAYS_IN_YEAR, MOST_MEMBERS, MOST_MONTHLY, MOST_OWNED, MOST_THINGS, OLDEST
from tests.rules.cases import family

MALFORMED: list[tuple[dict[str, Any], str, str]] = [
    ({"as_of": "soon"}, "as_of", f'a day from "{first_day()}" on, like "2026-11-01"'),
    ({"as_of": 20261101}, "as_of", "a day from"),
    ({"as_of": "2026-13-01"}, "as_of", "a day from"),
    ({"applicant": []}, "applicant", "an object"),
    ({"applicant": {"kind": "couple"}}, "applicant.kind", "one of independent, family_head"),
    ({"applicant": {"kind": True}}, "applicant.kind", "one of independent, family_head"),
    ({"applicant": {"age": -1}}, "applicant.age", f"a whole number from 0 to {OLDEST}"),
    ({"applicant": {"age": 40.5}}, "applicant.age", f"a whole number from 0 to {OLDEST}"),
    ({"applicant": {"age": "forty"}}, "applicant.age", f"a whole number from 0 to {OLDEST}"),
    ({"applicant": {"age": True}}, "applicant.age", f"a whole number from 0 to {OLDEST}"),
    ({"applicant": {"age": float("nan")}}, "applicant.age", f"a whole number from 0 to {OLDEST}"),
    ({"applicant": {"nationality": "Saudi"}}, "applicant.nationality", "one of saudi, other"),
    ({"applicant": {"exception": "cousin"}}, "applicant.exception", "wife_of_citizen"),
    ({"applicant": {"from_old_system": "yes"}}, "applicant.from_old_system", "elderly_without_income"),
    ({"applicant": {"full_time_student": "no"}}, "applicant.full_time_student", "true or false"),
    ({"applicant": {"full_time_student": 0}}, "applicant.full_time_student", "true or false"),
    ({"applicant": {"days_abroad_last_year": 367}}, "applicant.days_abroad_last_year", f"from 0 to {DAYS_IN_YEAR}"),
    ({"applicant": {"lives_in": "tent"}}, "applicant.lives_in", "one of home, shelter, treatment_centre, prison"),
    ({"applicant": {"colour": "red"}}, "applicant.colour", "one of the fields kind, age, nationality, exception"),
    ({"members": {}}, "members", f"a list of at most {MOST_MEMBERS} objects"),
    ({"members": [{}] * 60}, "members", f"a list of at most {MOST_MEMBERS} objects"),
    ({"members": [{}, {}, {"age": 200}]}, "members[2].age", f"a whole number from 0 to {OLDEST}"),
    ({"members": [{}, 7]}, "members[1]", "an object"),
    ({"members": [{"relation": "cousin"}]}, "members[0].relation", "one of wife, husband, son"),
    ({"members": [{"agrees": "yes"}]}, "members[0].agrees", "true or false"),
    ({"members": [{"name": "x"}]}, "members[0].name", "one of the fields relation, age"),
    ({"members": [{"nationality": "Jordanian"}]}, "members[0].nationality", "one of saudi, other"),
    ({"members": [{"exception": "cousin"}]}, "members[0].exception", "child_of_citizen_mother"),
    ({"members": [{"absent": "dead"}]}, "members[0].absent", "one of prison, left, works_elsewhere, elsewhere"),
    ({"members": [{"absent": True}]}, "members[0].absent", "one of prison, left"),
    ({"members": [{"dwelling": 3}]}, "members[0].dwelling", "one of 1, 2"),
    ({"members": [{"dwelling": True}]}, "members[0].dwelling", "one of 1, 2"),
    ({"members": [{"dwelling": "2"}]}, "members[0].dwelling", "one of 1, 2"),
    ({"income": [{"low": -1}]}, "income[0].low", "a number of riyals"),
    ({"income": [{"low": 5, "high": 4}]}, "income[0].low", "no more than high"),
    ({"income": [{"monthly": 5, "high": 9}]}, "income[0].low", "absent beside monthly"),
    ({"income": [{"steady": "no"}]}, "income[0].steady", "true or false"),
    ({"income": [{"said": 18_000}]}, "income[0].said", "a text of at most"),
    ({"income": [{"said": "x" * 81}]}, "income[0].said", "a text of at most"),
    ({"income": [{"dwelling": 0}]}, "income[0].dwelling", "one of 1, 2"),
    ({"income_open": "earned"}, "income_open", "a list of some of earned, unearned"),
    ({"income_open": ["pay"]}, "income_open", "a list of some of earned, unearned"),
    ({"income_open": [{}]}, "income_open", "a list of some of earned, unearned"),
    ({"income": "none"}, "income", "a list of at most"),
    ({"income": [{"kind": "wages"}]}, "income[0].kind", "one of salary, business"),
    ({"income": [{"kind": ["salary"]}]}, "income[0].kind", "one of salary, business"),
    ({"income": [{"monthly": -5}]}, "income[0].monthly", f"a number of riyals from 0 to {MOST_MONTHLY:,}"),
    ({"income": [{"monthly": 9_999_999}]}, "income[0].monthly", f"a number of riyals from 0 to {MOST_MONTHLY:,}"),
    ({"income": [{"monthly": "3500"}]}, "income[0].monthly", "a number of riyals"),
    ({"income": [{"monthly": float("inf")}]}, "income[0].monthly", "a number of riyals"),
    ({"income": [{"monthly": Decimal("NaN")}]}, "income[0].monthly", "a number of riyals"),
    ({"income": [{"whose": "neighbour"}]}, "income[0].whose", "one of applicant, wife"),
    ({"wealth": {"cars": 1.5}}, "wealth.cars", f"a whole number from 0 to {MOST_THINGS}"),
    ({"wealth": {"domestic_workers": -1}}, "wealth.domestic_workers", f"a whole number from 0 to {MOST_THINGS}"),
    ({"wealth": {"bank_average": "lots"}}, "wealth.bank_average", f"a number of riyals from 0 to {MOST_OWNED:,}"),
    ({"wealth": {"bank_above_limit": 1}}, "wealth.bank_above_limit", "true or false"),
    ({"housing": {"proof": "tent"}}, "housing.proof", "one of lease, deed, certificate, none"),
    ({"housing": {"matches_national_address": "yes"}}, "housing.matches_national_address", "true or false"),
    ({"empowerment": "resting"}, "empowerment", "one of working, seeking, exempt, refusing"),
    ({"incomes": []}, "incomes", "one of the fields as_of, applicant, members, income"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "field", "allowed"), MALFORMED, ids=[f"{data}"[:60] for data, _, _ in MALFORMED])
def test_an_error_names_the_field_and_what_it_allows(data: dict[str, Any], field: str, allowed: str) -> None:
    with pytest.raises(rules.HouseholdError) as caught:
        rules.read_household(data)
    assert caught.value.field == field
    assert allowed in caught.value.allowed
    assert str(caught.value) == f"{field}: allowed is {caught.value.allowed}"


def test_a_day_before_the_programmes_first_figures_is_an_error_of_the_field() -> None:
    with pytest.raises(rules.HouseholdError, match=str(first_day())) as caught:
        rules.read_household({"as_of": "2021-10-31"})
    assert caught.value.field == "as_of"


@pytest.mark.parametrize("data", [[], "x", None, 3])
def test_what_is_no_object_is_no_household(data: Any) -> None:
    with pytest.raises(rules.HouseholdError) as caught:
        rules.read_household(data)
    assert (caught.value.field, caught.value.allowed) == ("household", "an object")


def test_what_is_absent_or_null_is_unknown() -> None:
    absent = rules.read_household({})
    null = rules.read_household(
        {
            "as_of": None,
            "applicant": None,
            "members": None,
            "income": None,
            "wealth": None,
            "housing": {"proof": None},
            "empowerment": None,
        }
    )
    assert absent == null == rules.Household()


def test_no_members_and_no_income_are_not_unknown() -> None:
    read = rules.read_household({"members": [], "income": []})
    assert read.members == ()
    assert read.income == ()


@pytest.mark.parametrize(
    ("applicant", "exception"), [({}, None), ({"exception": None}, "none"), ({"exception": "none"}, "none")]
)
def test_an_exception_that_is_null_says_that_there_is_none_and_an_absent_one_is_unknown(
    applicant: dict[str, Any], exception: str | None
) -> None:
    assert rules.read_household({"applicant": applicant}).applicant.exception == exception


@pytest.mark.parametrize("applicant", [{}, {"from_old_system": None}, {"from_old_system": "none"}])
def test_no_group_of_the_old_system_is_claimed_unless_it_is_named(applicant: dict[str, Any]) -> None:
    assert rules.read_household({"applicant": applicant}).applicant.from_old_system is None


def test_an_income_is_the_applicants_unless_it_is_said_whose() -> None:
    (income,) = rules.read_household({"income": [{"kind": "rent", "monthly": 10}]}).income or ()
    assert income.whose == "applicant"


def test_an_income_is_one_amount_or_lies_between_two_of_which_either_may_be_open() -> None:
    data = [{"monthly": 10}, {"low": 5, "high": 9}, {"low": 5}, {"high": 9}, {}, {"monthly": None, "low": 1, "high": 1}]
    read = rules.read_household({"income": data}).income or ()
    ends = [(10, 10), (5, 9), (5, None), (0, 9), (0, None), (1, 1)]
    assert [(income.least, income.most) for income in read] == ends


def test_what_was_said_is_shown_on_one_line_without_what_cannot_be_seen() -> None:
    (income,) = rules.read_household({"income": [{"said": " 18,000\n في \u200fالسنة "}]}).income or ()
    assert income.said == "18,000 في السنة"


def test_open_sides_are_read_once_each_and_nulls_say_nothing() -> None:
    assert rules.read_household({"income_open": ["unearned", "earned", "earned"]}).income_open == ("earned", "unearned")
    nothing = {"members": [{"nationality": None, "absent": None, "dwelling": None}], "income_open": None}
    assert rules.read_household(nothing) == rules.read_household({"members": [{}]})


@pytest.mark.parametrize(
    ("given", "amount"),
    [(3500, "3500"), (3500.5, "3500.5"), (0.1, "0.1"), (10.005, "10.01"), (Decimal("7.25"), "7.25")],
)
def test_amounts_are_read_to_the_halala(given: Any, amount: str) -> None:
    (income,) = rules.read_household({"income": [{"monthly": given}]}).income or ()
    assert income.monthly == Decimal(amount)


def test_a_day_may_be_given_as_a_date() -> None:
    assert rules.read_household({"as_of": date(2026, 11, 1)}).as_of == date(2026, 11, 1)


def test_the_day_of_a_household_goes_before_the_callers_today() -> None:
    household = rules.read_household(family(as_of="2022-05-01"))
    assert rules.estimate(household, today=date(2026, 11, 1)).as_of == date(2022, 5, 1)


def test_without_a_day_the_callers_today_decides_which_figures_hold() -> None:
    household = rules.read_household({key: value for key, value in family().items() if key != "as_of"})
    old, new = date(2023, 10, 31), date(2023, 11, 1)
    assert rules.estimate(household, today=old).minimum.low == rules.parameters.on(old).minimum(5)
    assert rules.estimate(household, today=new).minimum.low == rules.parameters.on(new).minimum(5)


def test_a_today_before_the_first_figures_is_a_clear_error() -> None:
    with pytest.raises(rules.NoParametersError, match="2021-10-31"):
        rules.estimate(rules.Household(), today=date(2021, 10, 31))
