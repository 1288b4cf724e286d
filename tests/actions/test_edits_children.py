"""Children named again: specified, counted anew, corrected, and what is told of some of them."""

from __future__ import annotations

from actions import edits
from actions.case import Case
from tests.actions.telling import asks, family, gets, hear, here, one


def test_the_sum_of_the_children_is_not_added_to_them() -> None:
    assert here(family(one("child", 9), one("son", 5), one("daughter", 4))) == {"son": 5, "daughter": 4}


def test_children_are_specified_later() -> None:
    case = family(one("wife"), one("child", 5))
    hear(case, one("daughter", 3), one("son", 2))
    assert here(case) == {"wife": 1, "daughter": 3, "son": 2}


def test_some_of_the_children_are_specified_later() -> None:
    case = family(one("child", 5))
    hear(case, one("daughter", 3))
    assert here(case) == {"daughter": 3, "child": 2}


def test_children_who_are_named_again_are_not_added() -> None:
    case = family(one("son", 2), one("daughter", 1))
    hear(case, one("child", 3))
    hear(case, one("son", 2), one("daughter", 1), asked="members")
    assert here(case) == {"son": 2, "daughter": 1}


def test_more_children_than_before_complete_them() -> None:
    case = family(one("son", 2), one("daughter", 1))
    hear(case, one("child", 5))
    assert here(case) == {"son": 2, "daughter": 1, "child": 2}


def test_fewer_children_than_before_are_asked_about() -> None:
    case = family(one("wife"), one("son", 3))
    applied = hear(case, one("son", 2))
    assert here(case) == {"wife": 1, "son": 3}
    assert asks(applied) == ["قلت قبل 3، والآن 2. هل الصحيح 2؟"]
    edits.confirm(case, 0, True)
    assert here(case) == {"wife": 1, "son": 2}


def test_children_of_the_other_sex_are_added() -> None:
    case = family(one("son", 2))
    hear(case, one("daughter", 2))
    assert here(case) == {"son": 2, "daughter": 2}


def test_a_corrected_number_of_children_replaces_the_number() -> None:
    case = family(one("wife"), one("child", 4))
    hear(case, one("child", 5), correcting=True)
    assert here(case) == {"wife": 1, "child": 5}
    hear(case, one("child", 3), correcting=True)
    assert here(case) == {"wife": 1, "child": 3}


def test_a_corrected_number_of_daughters_leaves_the_sons() -> None:
    case = family(one("daughter", 3), one("son", 2))
    hear(case, one("daughter", 2), correcting=True)
    assert here(case) == {"daughter": 2, "son": 2}


def test_corrected_children_replace_all_of_them() -> None:
    case = family(one("daughter", 3), one("son", 3))
    hear(case, one("daughter", 3), one("son", 2), correcting=True)
    assert here(case) == {"daughter": 3, "son": 2}


def test_sons_corrected_to_daughters_are_daughters() -> None:
    case = family(one("son", 3))
    hear(case, one("daughter", 3), correcting=True)
    assert here(case) == {"daughter": 3}


def test_the_little_one_who_was_forgotten_is_one_more() -> None:
    case = family(one("wife"), one("child", 4))
    hear(case, one("child", change="joins"))
    assert here(case) == {"wife": 1, "child": 5}


def test_one_child_of_whom_something_is_told_takes_out_no_other() -> None:
    case = family(one("wife"), one("child", 3))
    hear(case, one("son", 1, 12))
    assert here(case) == {"wife": 1, "son": 1, "child": 2}
    assert [person.age for person in case.at_home if person.relation == "son"] == [12]


def test_one_child_corrected_takes_out_no_other() -> None:
    case = family(one("daughter", 3))
    hear(case, one("daughter", 1, 18, eldest=True), correcting=True)
    assert here(case) == {"daughter": 3}


def test_ages_of_the_eldest_and_the_youngest_are_kept() -> None:
    case = family(one("daughter", 3), one("son", 2), one("child", 1, 17, eldest=True), one("child", 1, 6, eldest=False))
    assert here(case) == {"daughter": 3, "son": 2}
    assert sorted(person.age for person in case.at_home if person.age) == [6, 17]


def test_ages_said_later_belong_to_those_known() -> None:
    case = family(one("child", 3))
    hear(case, one("daughter", 1, 10), one("son", 1, 8), one("child", 1, 2), correcting=True)
    assert here(case) == {"daughter": 1, "son": 1, "child": 1}
    assert sorted(person.age for person in case.at_home if person.age) == [2, 8, 10]


def test_a_child_with_an_income_stays_the_same_child() -> None:
    case = family(one("son", 2), gets("salary", 3000, "son"))
    hear(case, one("son", 2), one("daughter", 1), asked="members")
    assert [income["whose"] for income in case.as_household()["income"]] == ["son"]


def test_a_son_of_whom_only_an_income_is_told_is_asked_about() -> None:
    case = Case()
    hear(case, one("son", passing=True), gets("salary", 3000, "son"))
    assert here(case) == {}
    assert [person.relation for person in case.unplaced] == ["son"]
    assert case.as_household()["income"] == []
    hear(case, one("son", 2), one("daughter"), asked="members")
    assert here(case) == {"son": 2, "daughter": 1}
    assert case.as_household()["income"] == [{"kind": "salary", "whose": "son", "monthly": 3000}]


def test_a_married_daughter_may_be_one_of_those_told() -> None:
    case = family(one("wife"), one("daughter", 3))
    applied = hear(case, one("daughter", place="elsewhere"))
    assert here(case) == {"wife": 1, "daughter": 3}
    assert len(applied.doubts) == 1
    edits.confirm(case, 0, True)
    assert here(case) == {"wife": 1, "daughter": 2}
