"""Persons put into a case: who lives there, who comes and goes, and who never moves in by being named."""

from __future__ import annotations

from typing import Any

import pytest

from actions import edits
from actions.case import Case
from tests.actions.telling import asks, family, gets, hear, here, one, pays


@pytest.mark.parametrize("relation", ["wife", "husband", "son", "daughter", "child"])
def test_the_applicants_own_family_lives_there_unless_something_else_is_said(relation: str) -> None:
    case = Case()
    applied = hear(case, one(relation))
    assert here(case) == {relation: 1}
    assert "members" in applied.answered


@pytest.mark.parametrize("relation", ["father", "mother", "brother", "sister", "other"])
def test_others_are_asked_about_before_they_count(relation: str) -> None:
    case = Case()
    applied = hear(case, one(relation))
    assert here(case) == {}
    assert [person.relation for person in case.unplaced] == [relation]
    assert "members" not in applied.answered


@pytest.mark.parametrize("told", [{"asked": "members"}, {"restated": True}, {"total": 2}])
def test_others_live_there_where_it_is_asked_or_all_are_named(told: dict[str, Any]) -> None:
    case = Case()
    applied = hear(case, one("mother"), **told)
    assert here(case) == {"mother": 1}
    assert "members" in applied.answered


def test_whoever_is_said_to_live_here_does() -> None:
    case = Case()
    hear(case, one("mother", place="here"))
    assert here(case) == {"mother": 1}


@pytest.mark.parametrize("asked", [None, "members"])
def test_a_passing_naming_moves_nobody_in(asked: str | None) -> None:
    case = Case()
    applied = hear(case, one("father", passing=True), one("son", passing=True), asked=asked)
    assert case.persons == []
    assert not applied.changed


@pytest.mark.parametrize("absence", ["dead", "divorced"])
@pytest.mark.parametrize("asked", [None, "members"])
def test_the_dead_and_the_divorced_are_no_members(absence: str, asked: str | None) -> None:
    case = Case()
    hear(case, one("husband", absence=absence), one("child", 3), asked=asked)
    assert here(case) == {"child": 3}
    assert case.facts["marital"] == {"dead": "widowed", "divorced": "divorced"}[absence]


@pytest.mark.parametrize("absence", ["prison", "left", "works_elsewhere", "elsewhere"])
def test_a_husband_who_is_not_there_is_kept_and_not_counted(absence: str) -> None:
    case = family(one("husband", absence=absence), one("child", 2))
    assert here(case) == {"child": 2}
    assert {"relation": "husband", "same_dwelling": False, "absent": absence} in case.as_household()["members"]


def test_a_father_in_another_city_does_not_move_in() -> None:
    case = family(one("wife"), one("father", place="elsewhere"))
    assert here(case) == {"wife": 1}


def test_a_child_away_to_study_belongs_to_the_household() -> None:
    case = family(one("daughter", 2), one("son", absence="study", place="elsewhere"))
    assert here(case) == {"daughter": 2, "son": 1}
    assert {"relation": "son", "away_for_study": True} in case.as_household()["members"]


def test_the_same_said_five_times_is_said_once() -> None:
    case = family(*[one("son", 2)] * 5, *[one("wife")] * 5)
    assert here(case) == {"son": 2, "wife": 1}


def test_a_wife_who_is_named_again_is_one() -> None:
    case = family(one("wife"), one("son"))
    hear(case, one("wife", works=False, passing=True))
    hear(case, one("wife"))
    assert here(case) == {"wife": 1, "son": 1}


def test_two_wives_in_two_homes_are_two() -> None:
    case = family(one("wife"), one("child", 5), one("wife", dwelling=2), one("child", 5, dwelling=2))
    assert here(case) == {"wife": 2, "child": 10}
    assert [member.get("dwelling", 1) for member in case.as_household()["members"]].count(2) == 6


def test_which_children_live_in_which_of_two_homes_is_asked() -> None:
    case = family(one("wife", 2), one("child", 6), homes=2)
    assert case.homes_unknown
    edits.apply_value(case, "homes", "2")
    assert not case.homes_unknown
    assert [person.dwelling for person in case.at_home].count(2) == 3


def test_which_children_live_in_which_home_may_be_said_in_words() -> None:
    case = family(one("wife", 2), one("son", 3), one("daughter", 3), homes=2)
    hear(case, one("son", 2, dwelling=2), one("daughter", 1, dwelling=2), asked="homes")
    assert here(case) == {"wife": 2, "son": 3, "daughter": 3}
    assert [person.dwelling for person in case.at_home].count(2) == 4


def test_a_total_adds_whoever_was_not_named() -> None:
    case = Case()
    hear(case, one("wife"), one("child"), total=4)
    assert here(case) == {"wife": 1, "child": 1, "other": 1}


def test_whoever_is_named_after_a_total_is_one_of_these() -> None:
    case = Case()
    hear(case, total=6)
    hear(case, one("wife"), one("child", 3))
    assert here(case) == {"wife": 1, "child": 3, "other": 1}


def test_children_without_a_number_are_counted_by_the_total() -> None:
    case = Case()
    hear(case, one("wife"), one("child", None), total=5)
    assert here(case) == {"wife": 1, "child": 3}


def test_children_without_a_number_are_asked_for_it() -> None:
    case = Case()
    applied = hear(case, one("wife"), one("child", None))
    assert case.uncounted == ["child"]
    assert "members" not in applied.answered
    hear(case, one("son", 2), asked="members")
    assert here(case) == {"wife": 1, "son": 2}
    assert case.uncounted == []


def test_a_total_smaller_than_those_known_is_asked_about() -> None:
    case = family(one("wife"), one("child", 4))
    applied = hear(case, total=4)
    assert here(case) == {"wife": 1, "child": 4}
    assert asks(applied) == ["قلت قبل إن عددكم 6، والآن 4. هل تغيّر من يسكن معك؟"]
    edits.confirm(case, 0, True)
    assert "members" not in case.answered


def test_a_total_with_the_names_restates_the_household() -> None:
    case = family(one("wife"), one("child", 3), one("brother"))
    hear(case, one("wife"), one("child", 2), total=4)
    assert here(case) == {"wife": 1, "child": 2}


def test_a_total_that_is_not_the_number_of_those_named_is_asked_about() -> None:
    applied = hear(Case(), one("wife"), one("child", 3), total=4)
    assert asks(applied) == ["من ذكرتهم معك 5، وقلت إن عددكم 4. هل عددكم 5؟"]


def test_a_restated_household_drops_whoever_is_not_named() -> None:
    case = family(one("husband"), one("child", 4), one("mother"))
    hear(case, one("husband"), one("child", 3), restated=True)
    assert here(case) == {"husband": 1, "child": 3}


def test_a_restated_household_keeps_who_is_elsewhere() -> None:
    case = family(one("husband"), one("child", 3))
    hear(case, one("husband", absence="prison"), one("other", place="here"), one("child", 2), restated=True)
    assert here(case) == {"other": 1, "child": 2}
    assert [person.absence for person in case.persons if person.relation == "husband"] == ["prison"]


def test_an_answer_to_the_question_completes_who_was_known() -> None:
    case = Case()
    hear(case, gets("salary", 2000, "wife"), one("wife", passing=True))
    hear(case, one("daughter", 3), asked="members")
    assert here(case) == {"wife": 1, "daughter": 3}


def test_an_answer_to_a_reopened_question_replaces_who_was_known() -> None:
    case = family(one("wife"), one("daughter", 3), one("mother"))
    edits.reopen(case, "members")
    hear(case, one("wife"), one("daughter", 3), asked="members")
    assert here(case) == {"wife": 1, "daughter": 3}


def test_somebody_joins() -> None:
    case = family(one("wife"), one("son", 2))
    hear(case, one("mother", change="joins"))
    hear(case, one("child", change="joins"))
    assert here(case) == {"wife": 1, "son": 2, "mother": 1, "child": 1}


def test_a_mother_who_joins_twice_is_one() -> None:
    case = family(one("mother"))
    hear(case, one("mother", change="joins"))
    assert here(case) == {"mother": 1}


def test_a_husband_who_comes_back_is_counted_again() -> None:
    case = family(one("husband", absence="prison"), one("daughter", 2))
    hear(case, one("husband", change="joins"))
    assert here(case) == {"husband": 1, "daughter": 2}


def test_a_second_wife_is_asked_about() -> None:
    case = family(one("wife"), one("son"))
    applied = hear(case, one("wife", change="joins"))
    assert asks(applied) == ["هل هي زوجة ثانية تعيش معك؟"]
    edits.confirm(case, 0, True)
    assert here(case) == {"wife": 2, "son": 1}


def test_somebody_leaves_with_the_income() -> None:
    case = family(one("wife"), one("son"), one("father"), gets("retirement_pension", 3000, "father"))
    hear(case, one("father", change="leaves"))
    assert here(case) == {"wife": 1, "son": 1}
    assert pays(case) == []


def test_the_eldest_leaves() -> None:
    case = family(one("daughter", 3, 20, 12, 8))
    hear(case, one("daughter", eldest=True, change="leaves"))
    assert sorted(person.age for person in case.at_home if person.age) == [8, 12]


def test_all_children_leave_where_no_number_is_said() -> None:
    case = family(one("wife"), one("son", 2), one("daughter"))
    hear(case, one("child", None, change="leaves"))
    assert here(case) == {"wife": 1}


def test_which_of_two_leaves_is_asked_where_one_has_an_income() -> None:
    case = family(one("daughter", 2), gets("salary", 4000, "daughter"))
    applied = hear(case, one("daughter", change="leaves"))
    assert len(applied.doubts) == 1
    assert here(case) == {"daughter": 2}
    edits.confirm(case, 0, False)
    assert here(case) == {"daughter": 1}
    assert pays(case) == [("salary", "daughter", 4000)]


def test_when_the_last_one_leaves_the_applicant_is_independent() -> None:
    case = family(one("father"))
    hear(case, one("father", change="leaves"))
    assert case.as_household()["applicant"]["kind"] == "independent"
    assert case.as_household()["members"] == []


def test_a_mother_who_lives_elsewhere_after_all_is_not_counted() -> None:
    case = family(one("wife"), one("son", 3), one("mother"))
    hear(case, one("mother", place="elsewhere"), correcting=True)
    assert here(case) == {"wife": 1, "son": 3}


def test_a_father_who_is_denied_is_not_counted() -> None:
    case = family(one("wife"), one("father"))
    hear(case, one("father", change="none"))
    assert here(case) == {"wife": 1}


def test_children_who_are_denied_after_they_were_told_are_asked_about() -> None:
    case = family(one("wife"), one("son", 2))
    applied = hear(case, one("child", change="none"))
    assert here(case) == {"wife": 1, "son": 2}
    assert len(applied.doubts) == 1


def test_whoever_lives_alone_is_independent() -> None:
    case = Case()
    applied = hear(case, alone=True)
    assert case.alone
    assert applied.answered == ("members",)
    assert case.as_household()["applicant"]["kind"] == "independent"


def test_alone_with_the_children_is_not_alone() -> None:
    case = Case()
    hear(case, one("child", 2), alone=True)
    assert here(case) == {"child": 2}


def test_alone_against_a_family_told_before_is_asked_about() -> None:
    case = family(one("wife"), one("son"))
    applied = hear(case, alone=True)
    assert here(case) == {"wife": 1, "son": 1}
    assert asks(applied) == ["قلت قبل إنكم 3 في البيت. هل تعيش الآن وحدك؟"]
    edits.confirm(case, 0, True)
    assert case.alone


@pytest.mark.parametrize(("sex", "spouse"), [("male", "wife"), ("female", "husband")])
def test_a_married_person_with_children_has_a_spouse(sex: str, spouse: str) -> None:
    case = Case()
    hear(case, one("child", 3), facts={"marital": "married", "sex": sex})
    assert here(case) == {"child": 3, spouse: 1}


def test_a_married_person_whose_husband_is_in_prison_has_no_other() -> None:
    case = Case()
    hear(case, one("husband", absence="prison"), facts={"marital": "married", "sex": "female"})
    assert here(case) == {}


def test_divorced_after_a_husband_was_named_is_asked_about() -> None:
    case = family(one("husband"), one("child"))
    applied = hear(case, facts={"marital": "divorced"})
    assert here(case) == {"husband": 1, "child": 1}
    assert len(applied.doubts) == 1


def test_who_does_not_agree_stays_and_is_marked() -> None:
    case = family(one("mother"), one("brother"))
    hear(case, one("brother", agrees=False, passing=True))
    assert [person.agrees for person in case.at_home] == [None, False]


def test_a_spouse_who_is_not_saudi_is_kept_so() -> None:
    case = family(one("husband", nationality="other"), one("child", 3))
    assert {"relation": "husband", "nationality": "other"} in case.as_household()["members"]


def test_where_somebody_lives_is_answered_by_yes_and_no() -> None:
    case = Case()
    hear(case, one("mother"), one("brother", 2))
    assert hear(case, asked="lives_with_you", answer="yes").answered == ("lives_with_you",)
    assert here(case) == {"mother": 1}
    edits.apply_value(case, "lives_with_you", "no")
    assert here(case) == {"mother": 1}
    assert case.unplaced == []


def test_no_to_who_lives_there_is_nobody_besides_those_known() -> None:
    case = Case()
    hear(case, one("child", 2))
    hear(case, asked="members", answer="no")
    assert here(case) == {"child": 2}
    nobody = Case()
    hear(nobody, asked="members", answer="no")
    assert nobody.alone


def test_a_household_of_forty_is_kept() -> None:
    case = family(one("wife", 2), one("son", 20), one("daughter", 17))
    assert len(case.at_home) == 39
    assert case.as_household()["applicant"]["kind"] == "family_head"


def test_more_persons_than_can_be_meant_are_left_out_and_the_rest_is_kept() -> None:
    case = Case()
    applied = hear(case, one("wife"), one("son", 70), gets("salary", 3000), asked="members")
    assert here(case) == {"wife": 1}
    assert pays(case) == [("salary", "applicant", 3000)]
    assert [reason.number for reason in applied.refused] == [70]
    assert "70" in applied.refused[0].text


def test_the_former_husband_of_a_divorced_woman_does_not_move_in() -> None:
    case = Case()
    hear(case, one("daughter"), one("husband"), facts={"marital": "divorced", "sex": "female"})
    assert here(case) == {"daughter": 1}
    assert case.unplaced == []


def test_one_of_two_sons_who_studies_elsewhere_stays_a_member() -> None:
    case = family(one("husband"), one("son", 2))
    hear(case, one("child", absence="study", place="elsewhere", change="none"), correcting=True)
    assert here(case) == {"husband": 1, "son": 2}
    assert [person.absence for person in case.persons if person.relation == "son"].count("study") == 1


def test_the_son_who_works_leaves_with_the_salary() -> None:
    case = family(one("wife"), one("son", 3), gets("salary", 3000, "son"))
    applied = hear(case, one("son", change="leaves", works=True))
    assert applied.doubts == ()
    assert here(case) == {"wife": 1, "son": 2}
    assert pays(case) == []
