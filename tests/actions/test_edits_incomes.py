"""Incomes put into a case: which is told again, which is new, whose it is, and what is asked about."""

from __future__ import annotations

from actions import edits
from actions.case import Case
from tests.actions.telling import asks, family, gets, hear, one, pays


def test_an_income_that_is_told_again_replaces_the_one_before() -> None:
    case = Case()
    hear(case, gets("salary", 3000))
    hear(case, gets("salary", 3500))
    assert pays(case) == [("salary", "applicant", 3500)]


def test_two_of_a_kind_in_one_message_are_two() -> None:
    case = Case()
    hear(case, gets("rent", 1000), gets("rent", 500))
    assert pays(case) == [("rent", "applicant", 1000), ("rent", "applicant", 500)]


def test_a_salary_told_five_times_is_one() -> None:
    case = Case()
    hear(case, *[gets("salary", 3000)] * 5)
    assert pays(case) == [("salary", "applicant", 3000)]


def test_two_equal_rents_are_asked_about() -> None:
    case = Case()
    applied = hear(case, gets("rent", 500), gets("rent", 500))
    assert pays(case) == [("rent", "applicant", 500)]
    assert len(applied.doubts) == 1
    edits.confirm(case, 0, True)
    assert pays(case) == [("rent", "applicant", 500)] * 2


def test_one_amount_for_two_rents_is_asked_about() -> None:
    case = Case()
    hear(case, gets("rent", 1000), gets("rent", 500))
    applied = hear(case, gets("rent", 1200))
    assert len(applied.doubts) == 1
    edits.confirm(case, 0, True)
    assert pays(case) == [("rent", "applicant", 1200)]


def test_the_order_in_which_two_salaries_are_told_changes_nothing() -> None:
    first, second = family(one("wife")), family(one("wife"))
    hear(first, gets("salary", 2000, "wife"))
    hear(first, gets("salary", 3000))
    hear(second, gets("salary", 3000), gets("salary", 2000, "wife"))
    assert pays(first) == pays(second) == [("salary", "applicant", 3000), ("salary", "wife", 2000)]


def test_a_wife_who_does_not_work_leaves_the_husbands_salary() -> None:
    case = family(one("wife"), gets("salary", 4000))
    hear(case, gets("salary", whose="wife", change="none"), one("wife", passing=True, works=False))
    assert pays(case) == [("salary", "applicant", 4000)]


def test_the_salaries_of_two_sons_belong_to_two_sons() -> None:
    case = family(one("son", 2), gets("salary", 1500, "son"), gets("salary", 1000, "son"))
    assert len({income.whose for income in case.incomes}) == 2


def test_a_second_amount_for_one_of_two_sons_is_asked_about() -> None:
    case = family(one("son", 2), gets("salary", 1500, "son"))
    applied = hear(case, gets("salary", 2500, "son"))
    assert asks(applied) == ["هل صار راتب (الابن) 2,500 ريال بدل 1,500؟"]
    edits.confirm(case, 0, False)
    assert pays(case) == [("salary", "son", 1500), ("salary", "son", 2500)]
    assert len({income.whose for income in case.incomes}) == 2


def test_the_job_that_one_daughter_lost_leaves_her_sisters() -> None:
    case = family(one("daughter", 2), gets("salary", 3000, "daughter"), gets("salary", 2000, "daughter"))
    applied = hear(case, gets("salary", whose="daughter", change="ends"))
    assert len(pays(case)) == 2
    assert asks(applied) == ["هل الذي توقف هو راتب (الابنة) 3,000 ريال؟"]
    edits.confirm(case, 0, False)
    assert pays(case) == [("salary", "daughter", 3000)]


def test_the_eldest_daughter_loses_her_own_job() -> None:
    big, small = one("daughter", eldest=True, passing=True), one("daughter", eldest=False, passing=True)
    case = family(one("daughter", 2))
    hear(case, big, small, gets("salary", 3000, "daughter"), gets("salary", 2000, "daughter"))
    hear(case, small, gets("salary", whose="daughter", change="ends"))
    assert pays(case) == [("salary", "daughter", 3000)]


def test_a_job_that_ends_leaves_the_pension() -> None:
    case = family(one("wife"), gets("salary", 4000), gets("retirement_pension", 2000))
    hear(case, gets("salary", change="ends"))
    assert pays(case) == [("retirement_pension", "applicant", 2000)]


def test_an_account_that_ends_is_the_one_that_is_there() -> None:
    case = family(one("husband"), gets("citizen_account", 900, "husband"))
    hear(case, gets("citizen_account", change="ends"))
    assert pays(case) == []


def test_an_income_of_zero_is_none() -> None:
    case = Case()
    hear(case, gets("salary", 3000))
    hear(case, gets("salary", 0), correcting=True)
    assert pays(case) == []


def test_an_amount_without_a_kind_is_the_one_known() -> None:
    case = Case()
    hear(case, gets("salary", 3000))
    hear(case, gets(None, 3000))
    assert pays(case) == [("salary", "applicant", 3000)]


def test_a_kind_is_told_later_for_an_amount_known() -> None:
    case = Case()
    hear(case, gets(None, 3000))
    hear(case, gets("rent", 3000))
    assert pays(case) == [("rent", "applicant", 3000)]


def test_the_parts_of_a_total_in_one_message_are_parts() -> None:
    case = family(one("father"))
    hear(case, gets(None, 5000), gets("salary", 3000), gets("retirement_pension", 2000, "father"))
    assert pays(case) == [("retirement_pension", "father", 2000), ("salary", "applicant", 3000)]


def test_the_parts_of_a_total_told_before_are_parts() -> None:
    case = Case()
    hear(case, gets(None, 5000))
    hear(case, gets("salary", 3000))
    assert pays(case) == [("salary", "applicant", 3000), (None, "applicant", 2000)]
    hear(case, gets("rent", 2000))
    assert pays(case) == [("rent", "applicant", 2000), ("salary", "applicant", 3000)]


def test_all_that_comes_in_closes_both_sides() -> None:
    case = family(one("wife"))
    hear(case, gets("retirement_pension", 2000, all_of_it=True))
    assert case.told_household()["no_more"] == ["earned", "unearned"]
    assert "income_open" not in case.as_household()


def test_incomes_that_are_restated_replace_those_before() -> None:
    case = family(one("son"), gets("retirement_pension", 2600), gets("rent", 1000))
    pension, salary = gets("retirement_pension", 2900, all_of_it=True), gets("salary", 3500, "son", all_of_it=True)
    hear(case, pension, salary)
    assert pays(case) == [("retirement_pension", "applicant", 2900), ("salary", "son", 3500)]


def test_a_total_beyond_what_is_known_leaves_a_rest_to_be_asked_for() -> None:
    case = family(one("wife"), gets("salary", 3000))
    hear(case, gets(None, 4000, all_of_it=True))
    assert pays(case) == [("salary", "applicant", 3000), (None, "applicant", 1000)]


def test_a_total_below_what_is_known_is_asked_about() -> None:
    case = family(one("wife"), gets("salary", 3000))
    applied = hear(case, gets(None, 2000, all_of_it=True))
    assert asks(applied) == ["هل كل ما يدخل عليكم 2,000 ريال في الشهر، بدل ما سجّلته قبل؟"]
    assert pays(case) == [("salary", "applicant", 3000)]


def test_a_doubtful_amount_counts_only_after_a_yes() -> None:
    case = family(one("wife"))
    applied = hear(case, gets("salary", 4000, doubtful=True), asked="earned")
    assert asks(applied) == ["تقصد راتبك 4,000 ريال في الشهر؟"]
    assert pays(case) == [("salary", "applicant", None)]
    assert "earned" in applied.answered
    edits.confirm(case, 0, True)
    assert pays(case) == [("salary", "applicant", 4000)]
    assert case.doubts == []


def test_a_no_to_a_doubtful_amount_leaves_it_to_be_asked_for() -> None:
    case = Case()
    hear(case, gets("salary", 4000, doubtful=True))
    edits.confirm(case, 0, False)
    assert case.open_income("amount") is not None


def test_an_amount_said_for_sure_settles_the_doubt() -> None:
    case = Case()
    hear(case, gets("salary", 4000, doubtful=True))
    hear(case, gets("salary", 400))
    assert case.doubts == []
    assert pays(case) == [("salary", "applicant", 400)]


def test_a_no_with_the_right_amount_settles_the_doubt() -> None:
    case = Case()
    hear(case, gets("salary", 4000, doubtful=True))
    hear(case, gets("salary", 4500), asked="doubt", answer="no")
    assert case.doubts == []
    assert pays(case) == [("salary", "applicant", 4500)]


def test_an_income_is_handed_to_somebody_else() -> None:
    case = family(one("wife"), gets("salary", 3000))
    hear(case, gets("salary", whose="wife"), correcting=True)
    assert pays(case) == [("salary", "wife", 3000)]


def test_an_income_denied_of_one_and_told_of_another_is_handed_on() -> None:
    case = family(one("son"), gets("salary", 4500))
    hear(case, gets("salary", change="none"), gets("salary", 4500, "son"))
    assert pays(case) == [("salary", "son", 4500)]


def test_the_salary_of_another_does_not_move_the_applicants() -> None:
    case = family(one("wife"), gets("salary", 3000))
    hear(case, gets("salary", 3000, "wife"))
    assert pays(case) == [("salary", "applicant", 3000), ("salary", "wife", 3000)]


def test_a_corrected_salary_where_only_the_wife_has_one_is_asked_about() -> None:
    case = family(one("wife"), gets("salary", 2000, "wife"))
    applied = hear(case, gets("salary", 3200), correcting=True)
    assert asks(applied) == ["تقصد راتب (الزوجة)، وصار 3,200 ريال بدل 2,000؟"]
    edits.confirm(case, 0, True)
    assert pays(case) == [("salary", "wife", 3200)]


def test_the_income_of_somebody_elsewhere_is_not_the_households() -> None:
    case = family(one("husband", absence="prison"), one("child", 2), gets("salary", 5000, "husband"))
    assert case.as_household()["income"] == []
    assert "income" not in case.told_household()


def test_what_somebody_elsewhere_sends_is_the_applicants() -> None:
    case = family(one("child", 2), gets("other", 500, "brother", from_outside=True))
    assert case.as_household()["income"] == [{"kind": "other", "whose": "applicant", "monthly": 500}]
    assert case.unplaced == []


def test_the_income_of_somebody_who_was_not_named_counts_when_they_live_there() -> None:
    case = family(one("wife"))
    hear(case, gets("retirement_pension", 4200, "father"), one("father", passing=True))
    assert case.as_household()["income"] == []
    edits.apply_value(case, "lives_with_you", "yes")
    assert case.as_household()["income"] == [{"kind": "retirement_pension", "whose": "father", "monthly": 4200}]


def test_a_husband_with_a_salary_lives_there_before_anybody_asked() -> None:
    case = Case()
    hear(case, gets("salary", 6200, "husband"), one("husband", passing=True), one("son", 2))
    assert [member["relation"] for member in case.as_household()["members"]] == ["son", "son", "husband"]


def test_a_range_goes_through() -> None:
    case = Case()
    hear(case, gets("business", 1000, to=4000, steady=False))
    assert case.as_household()["income"] == [
        {"kind": "business", "whose": "applicant", "low": 1000, "high": 4000, "steady": False}
    ]


def test_a_converted_income_keeps_how_it_was_said() -> None:
    case = Case()
    hear(case, gets("rent", 1500, period="year", said="18,000 في السنة"))
    assert case.as_household()["income"][0]["said"] == "18,000 في السنة"


def test_the_asked_amount_is_that_of_the_open_income() -> None:
    case = family(one("wife"), gets("retirement_pension", None, "wife"))
    applied = hear(case, gets(None, 1500), asked="income_amount")
    assert pays(case) == [("retirement_pension", "wife", 1500)]
    assert "income_amount" in applied.answered


def test_the_asked_kind_is_that_of_the_open_income() -> None:
    case = Case()
    hear(case, gets(None, 1500))
    hear(case, gets("rent"), asked="income_kind")
    assert pays(case) == [("rent", "applicant", 1500)]


def test_nobody_works_closes_one_side_and_leaves_the_pension() -> None:
    case = family(one("child", 5))
    applied = hear(case, gets("retirement_pension", 3100), no_more=("earned",), asked="earned")
    assert pays(case) == [("retirement_pension", "applicant", 3100)]
    assert case.closed == ["earned"]
    assert "earned" in applied.answered
    assert case.as_household()["income_open"] == ["unearned"]


def test_no_salary_of_ones_own_closes_nothing_where_others_live_there() -> None:
    case = family(one("father"), one("mother"))
    hear(case, gets("salary", change="none"))
    assert case.closed == []


def test_no_salary_of_ones_own_closes_the_side_of_whoever_lives_alone() -> None:
    case = family(alone=True)
    hear(case, gets("salary", change="none"))
    assert case.closed == ["earned"]


def test_no_other_income_leaves_what_was_told() -> None:
    case = family(gets("salary", 2500))
    hear(case, gets(None, change="none"), asked="other_income")
    assert pays(case) == [("salary", "applicant", 2500)]
    assert case.closed == ["unearned"]


def test_a_new_job_ends_the_search() -> None:
    case = family(one("mother"), facts={"empowerment": "seeking"})
    hear(case, gets("salary", 4200))
    assert case.as_household()["empowerment"] == "working"


def test_a_lost_job_ends_the_work() -> None:
    case = family(one("mother"), gets("salary", 4200), facts={"empowerment": "working"})
    hear(case, gets("salary", change="ends"))
    assert "empowerment" not in case.as_household()


def test_an_absurd_amount_is_left_out_and_the_rest_is_kept() -> None:
    case = Case()
    applied = hear(case, one("wife"), gets("salary", 9_999_999), gets("rent", 5), facts={"cars": 2})
    assert pays(case) == []
    assert case.facts["cars"] == 2
    assert [person.relation for person in case.at_home] == ["wife"]
    assert ["9,999,999" in applied.refused[0].text, "5" in applied.refused[1].text] == [True, True]


def test_the_pension_of_the_dead_is_the_applicants() -> None:
    case = family(one("child", 5))
    hear(case, one("husband", absence="dead"), gets("retirement_pension", 3100, "husband"))
    assert pays(case) == [("retirement_pension", "applicant", 3100)]
    assert case.unplaced == []


def test_the_pay_of_a_former_husband_is_no_income_of_the_household() -> None:
    case = family(one("child", 2), facts={"marital": "divorced", "sex": "female"})
    hear(case, gets("salary", 8000, "husband"))
    assert case.incomes == []
    assert case.unplaced == []


def test_nothing_but_one_income_asks_about_the_others_told_before() -> None:
    case = family(one("wife"), gets("retirement_pension", 3300), gets("salary", 2000, "wife"))
    applied = hear(case, gets("retirement_pension", 3300), no_more=("earned", "unearned"))
    assert asks(applied) == ["ذكرت قبل راتب (الزوجة) 2,000 ريال. هل توقف؟"]
    hear(case, gets("retirement_pension", 3300), no_more=("earned", "unearned"), correcting=True)
    assert pays(case) == [("retirement_pension", "applicant", 3300)]


def test_what_is_received_from_outside_is_the_receivers() -> None:
    case = family(one("mother"), one("brother", 2), gets("alimony", 1500, "mother", from_outside=True))
    assert pays(case) == [("alimony", "mother", 1500)]


def test_pay_that_is_handed_to_the_speaker_keeps_its_amount() -> None:
    case = family(one("wife"), gets("salary", 3900, "wife"))
    hear(case, gets("salary", handed=True), gets("salary", whose="wife", change="none"), asked="earned")
    assert pays(case) == [("salary", "applicant", 3900)]
    assert "earned" not in case.closed


def test_an_income_of_another_kind_keeps_its_amount() -> None:
    case = family(gets("salary", 4100))
    hear(case, gets("salary", change="none", handed=True), gets("retirement_pension", handed=True))
    assert pays(case) == [("retirement_pension", "applicant", 4100)]


def test_an_amount_that_is_yearly_changes_the_income_that_has_it() -> None:
    case = family(gets("rent", 8000), gets("salary", 3000))
    hear(case, gets(None, 666.67, period="year", said="8,000 في السنة", handed=True))
    assert pays(case) == [("rent", "applicant", 666.67), ("salary", "applicant", 3000)]


def test_a_yearly_amount_that_nobody_told_is_no_income() -> None:
    case = family(gets("salary", 3000))
    hear(case, gets(None, 666.67, period="year", said="8,000 في السنة", handed=True))
    assert pays(case) == [("salary", "applicant", 3000)]
