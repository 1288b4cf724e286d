"""Reading everything that a message says about a person's case."""

from dataclasses import dataclass
from decimal import Decimal

from arabic.incomes import IncomeWords, read_incomes
from arabic.members import HouseholdWords, household
from arabic.mentions import mentions
from arabic.message import Message
from arabic.possessions import (
    read_bank_average,
    read_cars,
    read_days_abroad,
    read_domestic_workers,
    read_housing_proof,
    read_lives_in,
    read_national_address,
)
from arabic.situation import (
    read_age,
    read_empowerment,
    read_exception,
    read_gender,
    read_marital,
    read_nationality,
    read_student,
)


@dataclass(frozen=True)
class Facts:
    """What a message says about the applicant and the household; None (or empty) is what it does not say."""

    household: HouseholdWords
    incomes: tuple[IncomeWords, ...] = ()
    age: int | None = None  # years
    marital: str | None = None  # single married divorced widowed
    gender: str | None = None  # male female
    nationality: str | None = None  # saudi other
    exception: str | None = None  # the nationality exceptions of a household's applicant
    cars: int | None = None
    domestic_workers: int | None = None
    bank_average: Decimal | None = None  # riyals
    days_abroad: int | None = None
    housing_proof: str | None = None  # lease deed certificate none
    matches_national_address: bool | None = None
    lives_in: str | None = None  # home shelter treatment_centre prison
    empowerment: str | None = None  # working seeking exempt refusing
    full_time_student: bool | None = None


def read_facts(text: str) -> Facts:
    """The facts of a message, each number with one meaning only. Never raises; what is only asked about is no fact.

    What is about another person goes to that person ("زوجتي راتبها 2000") or is left out ("أمي أرملة"). Denials are
    facts ("ما عندي سيارة" is no cars). A month abroad counts 30 days. A what-if is read as if it were so.
    """
    message = Message(text)
    age = read_age(message)
    days_abroad = read_days_abroad(message)
    people = mentions(message)
    nationality = read_nationality(message)
    cars = read_cars(message)
    domestic_workers = read_domestic_workers(message)
    bank_average = read_bank_average(message)
    return Facts(
        household=household(message, people),
        incomes=read_incomes(message, people),
        age=age,
        marital=read_marital(message, people),
        gender=read_gender(message, people),
        nationality=nationality,
        exception=read_exception(message, nationality),
        cars=cars,
        domestic_workers=domestic_workers,
        bank_average=bank_average,
        days_abroad=days_abroad,
        housing_proof=read_housing_proof(message),
        matches_national_address=read_national_address(message),
        lives_in=read_lives_in(message),
        empowerment=read_empowerment(message),
        full_time_student=read_student(message),
    )
