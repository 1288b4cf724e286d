"""Suppositions: the case as it would be, beside the case as it is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.case import Case
from actions.what_if import suppose
from arabic.reading import read
from rules import parameters
from tests.actions.households_in_short import household
from tests.actions.telling import family, gets, hear, here, one, pays, told

TODAY = parameters.changes()[-1]
TABLE = yaml.safe_load(Path(__file__).with_name("what_ifs.yml").read_text(encoding="utf-8"))


def base(name: str) -> Case:
    """One of the table's households, as a case of which all is told."""
    row = TABLE["households"][name]
    case = Case.from_household(household(row))
    if case.applicant_works:
        del case.facts["empowerment"]  # it follows from the pay
    case.facts |= {name: row[name] for name in ("sex", "marital") if name in row}
    return case


def pension(case: Case) -> Any:
    """The pension, riyals a month: one amount, or the two ends of a range."""
    amount = case.estimate(TODAY).as_json()["pension"]
    return amount["low"] if amount["low"] == amount["high"] else [amount["low"], amount["high"]]


def incomes(entries: list[dict[str, Any]]) -> list[str]:
    """Incomes in one order, to be compared."""
    return sorted(repr(sorted((key, entry[key]) for key in entry if key != "said")) for entry in entries)


@pytest.mark.parametrize("row", TABLE["suppositions"], ids=lambda row: row["text"])
def test_a_supposition_makes_the_household_and_the_pension_of_the_table(row: dict[str, Any]) -> None:
    case = base(row["household"])
    before = case.to_slot()
    supposed = suppose(case, read(row["text"], known={person.relation for person in case.persons}))
    assert case.to_slot() == before
    assert pension(case) == TABLE["households"][row["household"]]["pension"]
    if row.get("asked"):
        assert supposed is None
        return
    assert supposed is not None
    wanted = household({**TABLE["households"][row["household"]], **row})
    changed = supposed[0].as_household()
    at_home = Counter(member["relation"] for member in changed["members"] if "absent" not in member)
    assert at_home == Counter(member["relation"] for member in wanted["members"] if "absent" not in member)
    assert incomes(changed["income"]) == incomes(wanted["income"])
    if case.applicant_works and not supposed[0].applicant_works:
        wanted["empowerment"] = None  # whether somebody who lost the pay looks for work is not supposed with it
    for part in ("applicant", "wealth", "housing", "empowerment"):
        assert changed.get(part) == wanted[part]
    if wanted["empowerment"] is None:
        supposed[0].facts["empowerment"] = "seeking"  # if so, the amount is that of the table
    assert pension(supposed[0]) == row["pension"]


def test_the_table_holds_many_suppositions() -> None:
    assert len({row["text"] for row in TABLE["suppositions"]}) >= 80


def test_several_suppositions_in_one_sentence_are_taken_together() -> None:
    case = family(one("wife"), one("son", 2), gets("salary", 3000), facts={"cars": 2})
    leaves, comes = one("son", change="leaves"), one("mother", change="joins")
    supposed = suppose(case, told(leaves, comes, gets("salary", 2000, "wife"), cars_change=-1))
    assert supposed is not None
    changed, applied = supposed
    assert here(changed) == {"wife": 1, "son": 1, "mother": 1}
    assert pays(changed) == [("salary", "applicant", 3000), ("salary", "wife", 2000)]
    assert changed.facts["cars"] == 1
    assert {change.thing for change in applied.changed} == {"person", "income", "fact"}


def test_nothing_of_a_supposition_is_kept() -> None:
    case = family(one("wife"), gets("salary", 3000))
    before = case.to_slot()
    suppose(case, told(one("wife", change="leaves", absence="divorced"), gets("salary", change="ends")))
    assert case.to_slot() == before


def test_what_cannot_be_read_supposes_nothing() -> None:
    assert suppose(family(one("wife")), told()) is None


def test_what_is_already_so_supposes_nothing() -> None:
    case = family(one("wife"), gets("salary", 3000))
    assert suppose(case, told(gets("salary", 3000))) is None


def test_more_and_less_shift_an_income_that_is_known() -> None:
    case = family(one("wife"), gets("salary", 3000), gets("rent", 1500))
    more = suppose(case, told(gets("salary", 1000, change="more")))
    less = suppose(case, told(gets("rent", 500, change="less")))
    assert more is not None
    assert less is not None
    assert pays(more[0]) == [("rent", "applicant", 1500), ("salary", "applicant", 4000)]
    assert pays(less[0]) == [("rent", "applicant", 1000), ("salary", "applicant", 3000)]


def test_more_of_an_income_that_is_not_there_supposes_nothing() -> None:
    assert suppose(family(one("wife")), told(gets("salary", 1000, change="more"))) is None


@pytest.mark.parametrize(("sex", "spouse"), [("male", "wife"), ("female", "husband"), (None, "wife")])
def test_a_single_person_marries(sex: str | None, spouse: str) -> None:
    case = family(alone=True, facts={"sex": sex} if sex else {})
    supposed = suppose(case, told(facts={"marital": "married"}))
    assert supposed is not None
    assert here(supposed[0]) == {spouse: 1}


def test_a_married_man_takes_a_second_wife() -> None:
    case = family(one("wife"), one("son"))
    supposed = suppose(case, told(one("wife", change="joins")))
    assert supposed is not None
    assert here(supposed[0]) == {"wife": 2, "son": 1}


def test_whoever_leaves_takes_the_income_along() -> None:
    case = family(one("wife"), one("son", 2), gets("salary", 3000, "son"))
    supposed = suppose(case, told(one("son", change="leaves")))
    assert supposed is not None
    assert here(supposed[0]) == {"wife": 1, "son": 1}
    assert pays(supposed[0]) == []


def test_whose_job_is_lost_must_be_said_where_several_have_one() -> None:
    case = family(one("daughter", 2), gets("salary", 3000, "daughter"), gets("salary", 2000, "daughter"))
    assert suppose(case, told(gets("salary", whose="daughter", change="ends"))) is None


def test_a_doubtful_amount_is_supposed_as_it_was_heard() -> None:
    case = family(one("wife"))
    supposed = suppose(case, told(gets("salary", 3000, "wife", doubtful=True)))
    assert supposed is not None
    assert pays(supposed[0]) == [("salary", "wife", 3000)]
    assert supposed[0].doubts == []


def test_one_of_the_children_supposed_to_work_is_no_further_child() -> None:
    case = family(one("son"), one("daughter"))
    supposed = suppose(case, told(one("son"), gets("student_stipend", 800, "son")))
    assert supposed is not None
    assert here(supposed[0]) == {"son": 1, "daughter": 1}


def test_a_contradiction_is_none_in_a_supposition() -> None:
    case = family(one("wife"), facts={"proof": "none"})
    supposed = suppose(case, told(facts={"proof": "lease"}))
    assert supposed is not None
    assert supposed[0].facts["proof"] == "lease"
    assert supposed[1].doubts == ()


def test_an_absurd_amount_is_refused_with_the_number() -> None:
    supposed = suppose(family(one("wife")), told(gets("salary", 9_999_999)))
    assert supposed is not None
    assert "9,999,999" in supposed[1].refused[0].text


def test_open_doubts_are_no_part_of_a_supposition() -> None:
    case = family(one("wife"), facts={"cars": 2})
    hear(case, facts={"cars": 3})
    supposed = suppose(case, told(gets("rent", 500)))
    assert supposed is not None
    assert supposed[0].facts["cars"] == 2
    assert len(case.doubts) == 1
