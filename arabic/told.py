"""What one message tells: persons, incomes, single facts, and what the citizen does with it.

This is the whole of what `arabic.read` gives; nothing else reads a message's text for facts. Amounts are riyals a
month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

Relation = Literal["wife", "husband", "son", "daughter", "child", "father", "mother", "brother", "sister", "other"]
Owner = Literal[
    "applicant", "wife", "husband", "son", "daughter", "child", "father", "mother", "brother", "sister", "other"
]
Place = Literal["here", "elsewhere"]
Absence = Literal["prison", "left", "works_elsewhere", "elsewhere", "study", "dead", "divorced"]
PersonChange = Literal["is", "joins", "leaves", "none"]
IncomeChange = Literal["is", "ends", "none", "more", "less"]
Side = Literal["earned", "unearned"]
Answer = Literal["yes", "no"]
Act = Literal[
    "asks",  # a question stands in it: `questions` has its words
    "corrects",  # «لا غلطت», «قصدي», «مو خمسة اربعة»
    "supposes",  # «لو», «اذا»: everything told is supposed, nothing is a fact
    "dont_know",
    "refuses",  # will not say
    "stop",  # «وقف», «خلاص ما ابي»
    "go_on",  # «كمل»
    "show",  # «يكفي، ارني النتيجة»
    "start_over",
    "skip",
    "no_estimate",  # «مابي تقدير بس جاوبني»
]


@dataclass(frozen=True)
class PersonTold:
    """One person or several alike, as a message names them.

    `count` is None where a group has no number («عيالي»). `place` is None where nothing says where they live.
    `change`: is (told), joins («زيد امي», «ولدت»), leaves («شيل ابوي», «طلعت بنتي»), none (denied: «ما عندي عيال»,
    «ابوي مو معنا»).
    `passing`: named only beside something else («راتب ولدي 2000», «بيت ابوي»), which does not say who lives in the
    household.
    """

    relation: Relation
    count: int | None = 1
    ages: tuple[int, ...] = ()
    place: Place | None = None
    absence: Absence | None = None
    change: PersonChange = "is"
    agrees: bool | None = None
    nationality: Literal["saudi", "other"] | None = None
    studies: bool | None = None
    works: bool | None = None
    dwelling: int = 1  # 2: in a second home of the same applicant
    passing: bool = False
    eldest: bool | None = None  # True «الكبير», False «الصغير»: which one of several


@dataclass(frozen=True)
class IncomeTold:
    """One income, riyals a month; `low` == `high` for one amount, both None where no amount is said.

    `kind` is None where only "دخل" is said. `change`: is; ends («تركت شغلي»: the income there was is gone); none
    (denied: «ما عندي راتب»);
    more, less (`low` is by how much: «لو زاد راتبي الف»). `said` is the amount as said, where it was converted
    («18,000 في السنة»).
    `doubtful`: heard below the threshold, to be asked about («راتبي اربعه» is offered as 4,000).
    """

    kind: str | None
    low: Decimal | None = None
    high: Decimal | None = None
    whose: Owner = "applicant"
    change: IncomeChange = "is"
    steady: bool = True
    period: Literal["month", "year", "week", "day"] = "month"
    said: str = ""
    doubtful: bool = False
    all_of_it: bool = False  # «كل اللي يدخل علينا 4000»: nothing comes in besides
    handed: bool = False  # told before, and only corrected: «الراتب راتبي انا», «الثمانية الاف بالسنه مو بالشهر»
    from_outside: bool = False  # sent by somebody who does not live there

    @property
    def earned(self) -> bool:
        """Whether it is pay or a business."""
        return self.kind in ("salary", "business")


@dataclass(frozen=True)
class Told:
    """Everything that a message tells. Empty where it tells nothing.

    `facts`: age, nationality, exception, from_old_system, student, days_abroad, lives_in, proof, address, cars,
    workers,
    workers_for_disability, bank_average, bank_above_limit, empowerment, marital (single married divorced widowed),
    sex (male female);
    the values are those of the household's JSON. `unsure` names the facts that were heard below the threshold: ask
    before they count.
    """

    persons: tuple[PersonTold, ...] = ()
    total: int | None = None  # persons of the household, the speaker among them
    alone: bool = False
    restated: bool = False  # the persons named are all: «احنا اربعة بس», «انا وهي وولدين بس»
    homes: int | None = None  # dwellings of one applicant's families: «كل وحدة في بيت» is 2
    incomes: tuple[IncomeTold, ...] = ()
    no_more: frozenset[Side] = frozenset()  # «ما يدخل علينا غيره» unearned, «محد يشتغل» earned
    facts: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    unsure: frozenset[str] = frozenset()
    cars_change: int = 0  # sold or bought: «لو بعت السيارة» is -1
    answer: Answer | None = None  # a yes or a no to what was asked
    acts: frozenset[Act] = frozenset()
    questions: tuple[str, ...] = ()  # the clauses that ask, as typed
    names: frozenset[str] = frozenset()  # question ids whose subject is named («غلطت بالراتب»)
    supposed: Told | None = None  # what is supposed after facts: «محد يشتغل. طيب لو توظفت بنتي بثلاثة الاف؟»

    @property
    def empty(self) -> bool:
        """Whether no fact is told."""
        return not (
            self.persons
            or self.total
            or self.alone
            or self.homes
            or self.incomes
            or self.no_more
            or self.facts
            or self.cars_change
        )
