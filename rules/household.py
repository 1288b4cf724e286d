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
Relation = Literal["wife", "husband", "son", "daughter", "father", "mother", "brother", "sister", "other"]
Whose = Literal["applicant", "wife", "husband", "son", "daughter", "father", "mother", "brother", "sister", "other"]
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
    """

    relation: Relation | None = None
    age: int | None = None
    agrees: bool | None = None
    same_dwelling: bool | None = None
    away_for_study: bool | None = None


@dataclass(frozen=True, slots=True)
class Income:
    """Something received every month: its kind, riyals a month, and by whom."""

    kind: IncomeKind | None = None
    monthly: Decimal | None = None
    whose: Whose = "applicant"


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
    """All that an estimate is made of. `members` and `income` are empty where it is said that there are none."""

    as_of: date | None = None
    applicant: Applicant = Applicant()
    members: tuple[Member, ...] | None = None
    income: tuple[Income, ...] | None = None
    wealth: Wealth = Wealth()
    housing: Housing = Housing()
    empowerment: Empowerment | None = None

    @property
    def is_independent(self) -> bool | None:
        """Whether the applicant stands alone; None where unknown.

        A head without any dependant is an independent: by article 1 of the Law a family has at least one.
        So with the members unknown nobody can tell, even of one who calls himself a head.
        """
        if self.applicant.kind == "independent" or self.members == ():
            return True
        return None if self.applicant.kind is None or self.members is None else False
