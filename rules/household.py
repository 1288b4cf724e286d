"""The household for which an estimate is made, as frozen data. `None` means unknown wherever it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal["independent", "family_head"]
Nationality = Literal["saudi", "other"]
NationalityException = Literal[
    "wife_of_citizen",
    "former_wife_of_citizen",
    "child_of_citizen_mother",
    "disability_card",
    "orphan_card",
    "widow_with_orphans_card",
    "none",
]
OldSystemGroup = Literal["elderly_without_income", "disabled_without_provider", "orphan_without_provider"]
LivesIn = Literal["home", "shelter", "treatment_centre", "prison"]
Relation = Literal["wife", "husband", "son", "daughter", "child", "father", "mother", "brother", "sister", "other"]
"""child: a son or a daughter, which of them is not said."""
Whose = Literal[
    "applicant", "wife", "husband", "son", "daughter", "child", "father", "mother", "brother", "sister", "other"
]
Absence = Literal["prison", "left", "works_elsewhere", "elsewhere"]
Dwelling = Literal[1, 2]
Side = Literal["earned", "unearned"]
IncomeKind = Literal[
    "salary",
    "business",
    "retirement_pension",
    "rent",
    "investment",
    "alimony",
    "citizen_account",
    "disability_support",
    "supporting_programme",
    "job_search_support",
    "student_stipend",
    "rural_support",
    "other_government_support",
    "other",
]
HousingProof = Literal["lease", "deed", "certificate", "none"]
Empowerment = Literal["working", "seeking", "exempt", "refusing"]


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applies: the independent, or the head of the family.

    `exception` is one of article 10's groups, "none" where the applicant is in none of them, None where unknown.
    `from_old_system` is one of Royal Decree M/35's groups; None where none is claimed.
    `days_abroad_last_year`: days outside the Kingdom, continuous or separate, in the year before the payment.
    """

    kind: Kind | None = None
    age: int | None = None
    nationality: Nationality | None = None
    exception: NationalityException | None = None
    from_old_system: OldSystemGroup | None = None
    full_time_student: bool | None = None
    days_abroad_last_year: int | None = None
    lives_in: LivesIn | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A person besides the applicant.

    Where it is not said, the member agrees to be added (`agrees`), shares the dwelling (`same_dwelling`) and does
    not live away for study (`away_for_study`): that is what listing a member means. One who is said to live away
    for study does not share the dwelling unless that is said too.

    `nationality`: where it is not said, nothing is asked of it. `exception`: the group of article 10 that one who is
    not Saudi is in; where it is not said, his relation may still put him into one (`people.exempt`).
    `absent`: why somebody is not in the dwelling; whatever `same_dwelling` says, he does not share it.
    `dwelling`: 2 in the second home of a head with two families (see `families`).
    """

    relation: Relation | None = None
    age: int | None = None
    agrees: bool | None = None
    same_dwelling: bool | None = None
    away_for_study: bool | None = None
    nationality: Nationality | None = None
    exception: NationalityException | None = None
    absent: Absence | None = None
    dwelling: Dwelling = 1


@dataclass(frozen=True, slots=True)
class Income:
    """Something received every month: its kind, riyals a month, and by whom.

    `monthly` where it is one amount; `low` and `high` where it lies between two (either may be open); none where it
    is not known. `steady` is False where it is not the same every month. `said` is the amount as the citizen said it,
    where it was converted ("18,000 في السنة"). `dwelling` tells the earners of two families apart.
    `shared` is set by `families`: how much of it is this family's, between none and all, is not known.
    """

    kind: IncomeKind | None = None
    monthly: Decimal | None = None
    whose: Whose = "applicant"
    low: Decimal | None = None
    high: Decimal | None = None
    steady: bool | None = None
    said: str = ""
    dwelling: Dwelling | None = None
    shared: bool = False

    @property
    def least(self) -> Decimal:
        """Riyals a month at the least; 0 where nothing is known."""
        return next((amount for amount in (self.monthly, self.low) if amount is not None), Decimal(0))

    @property
    def most(self) -> Decimal | None:
        """Riyals a month at the most; None where nothing bounds it."""
        return self.high if self.monthly is None else self.monthly


@dataclass(frozen=True, slots=True)
class Wealth:
    """What the household owns and employs; amounts in riyals.

    `workers_for_disability` are those of the `domestic_workers` who serve a person with disability.
    `bank_average` is the mean of all balances over the months that count; who knows only on which side of the
    limit it is gives `bank_above_limit`. `liquidable_assets` is added only where it is given (question Q4).
    """

    cars: int | None = None
    domestic_workers: int | None = None
    workers_for_disability: int | None = None
    bank_average: Decimal | None = None
    bank_above_limit: bool | None = None
    liquidable_assets: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Housing:
    """The proof of the dwelling, and whether it agrees with the national address."""

    proof: HousingProof | None = None
    matches_national_address: bool | None = None


@dataclass(frozen=True, slots=True)
class Household:
    """All that an estimate is made of. `members` and `income` are empty where it is said that there are none.

    `income_open`: the sides of which there may be more incomes than were told.
    `family` is set by `families`: which of the two families of a head with two homes this is.
    """

    as_of: date | None = None
    applicant: Applicant = Applicant()
    members: tuple[Member, ...] | None = None
    income: tuple[Income, ...] | None = None
    wealth: Wealth = Wealth()
    housing: Housing = Housing()
    empowerment: Empowerment | None = None
    income_open: tuple[Side, ...] = ()
    family: Dwelling | None = None

    @property
    def is_independent(self) -> bool | None:
        """Whether the applicant stands alone; None where unknown.

        A head without any dependant is an independent: by article 1 of the Law a family has at least one, and
        who is absent is none. So with the members unknown nobody can tell, even of one who calls himself a head.
        """
        alone = self.members is not None and all(member.absent for member in self.members)
        if self.applicant.kind == "independent" or alone:
            return True
        return None if self.applicant.kind is None or self.members is None else False
