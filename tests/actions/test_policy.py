"""What comes next: doubts, what decides, the questions, the summing-up, the result; and what ends an interview."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from actions.message import Clause
from actions.questions import interview, questions
from arabic.told import IncomeTold, PersonTold, Told
from rules import parameters
from tests.actions.conversation import TODAY, Conversation, pension, too_much
from tests.actions.told import FAMILY, NO, NOTHING, YES, act, facts, family, income, pay, people

MOST_QUESTIONS = 9  # of a family with one salary
LIMITS = parameters.on(TODAY)


def household(**changed: Any) -> dict[str, Any]:
    """The family, with some of it changed."""
    return {**deepcopy(FAMILY), **changed}


def refusing() -> Conversation:
    """An interview in which a salary that is too much was just told."""
    return Conversation({}, interview=True).until("earned").say("x", told=pay(too_much(1)))


# Which questions


def test_a_family_with_one_salary_that_answers_what_is_asked_is_asked_at_most_nine_questions() -> None:
    talk = Conversation().wants_estimate().say("x", told=family()).say("x", told=pay(4000))
    talk.until("confirm")
    asked = [name for name in dict.fromkeys(talk.all_asked) if name in interview()]
    assert len(asked) <= MOST_QUESTIONS
    talk.press("صحيح، احسب")
    estimate = talk.case.estimate(TODAY).as_json()
    assert (estimate["verdict"], estimate["pension"]["low"]) == ("likely_eligible", pension(5, salaries=4000))


def test_whoever_says_that_this_is_all_is_not_asked_for_other_income() -> None:
    told = Told(incomes=(income("salary", 4000, all_of_it=True),), no_more=frozenset(["earned", "unearned"]))
    talk = Conversation().wants_estimate().say("x", told=family()).say("x", told=told)
    assert talk.asked == "nationality"


def test_the_address_is_asked_only_where_the_answer_about_the_home_left_it_out() -> None:
    home = household(housing={}, applicant={"kind": "family_head", "nationality": "saudi"})
    assert Conversation(home, interview=True).press_value("home", "lease").asked == "address"
    assert Conversation(home, interview=True).press_value("home", "lease&address=yes").asked != "address"


def test_a_plain_no_to_cars_and_workers_denies_both() -> None:
    talk = Conversation(household(wealth={"bank_above_limit": False}), interview=True)
    assert talk.asked == "cars"
    talk.say("لا", told=NO)
    assert talk.household["wealth"] == {"cars": 0, "domestic_workers": 0, "bank_above_limit": False}


def test_workers_are_asked_where_only_the_cars_were_said() -> None:
    talk = Conversation(household(wealth={"bank_above_limit": False}), interview=True)
    assert talk.say("وحدة", told=facts(cars=1)).asked == "workers"


def test_the_age_is_asked_of_somebody_who_lives_alone_only() -> None:
    alone = Conversation().wants_estimate().press("أعيش وحدي").until("age")
    assert "كم عمرك" in alone.said
    talk = Conversation().wants_estimate().say("x", told=family()).until("confirm", earned="لا")
    assert "age" not in talk.all_asked


def test_work_is_not_asked_of_those_who_told_their_own_pay() -> None:
    talk = Conversation().wants_estimate().say("x", told=family()).say("x", told=pay(4000)).until("confirm")
    assert "empowerment" not in talk.all_asked


def test_an_income_without_kind_is_asked_for_it() -> None:
    talk = Conversation().wants_estimate().say("x", told=family())
    talk.say("دخلي 2000", told=Told(incomes=(income(None, 2000),)))
    assert talk.asked == "income_kind"
    assert "2,000" in talk.said


# Doubts, and who lives here


def test_a_doubt_comes_before_every_question() -> None:
    talk = Conversation().wants_estimate().say("x", told=family())
    talk.say("راتبي اربعه", told=Told(incomes=(income("salary", 4000, doubtful=True),)))
    assert talk.asked == "doubt"
    assert "4,000" in talk.said
    assert talk.incomes == {("salary", "applicant"): None}
    assert talk.press("نعم").incomes == {("salary", "applicant"): 4000}


def test_an_amount_that_is_denied_counts_for_nothing_and_is_asked_for() -> None:
    talk = Conversation().wants_estimate().say("x", told=family())
    talk.say("راتبي اربعه", told=Told(incomes=(income("salary", 4000, doubtful=True),))).say("لا", told=NO)
    assert talk.incomes == {("salary", "applicant"): None}
    assert talk.asked == "income_amount"


def test_the_rest_of_a_doubtful_message_counts() -> None:
    told = Told(incomes=(income("salary", 4000, doubtful=True),), facts={"cars": 2})
    talk = Conversation().wants_estimate().say("x", told=family()).say("x", told=told)
    assert talk.household["wealth"] == {"cars": 2}


def test_somebody_named_without_a_place_is_asked_about_and_not_counted() -> None:
    talk = Conversation(FAMILY).say("امي", told=people("mother"))
    talk.wants_estimate()
    assert talk.asked == "lives_with_you"
    assert "والدتك" in talk.said
    assert talk.relations == ["daughter", "daughter", "daughter", "wife"]
    assert "mother" in talk.press("نعم، يسكن معي").relations


def test_somebody_who_lives_elsewhere_is_not_counted_and_not_asked_about_again() -> None:
    talk = Conversation(FAMILY).say("امي", told=people("mother")).wants_estimate().say("لا", told=NO)
    assert "mother" not in talk.relations
    assert talk.asked != "lives_with_you"


TWO_HOMES = Told(
    persons=(PersonTold("wife"), PersonTold("wife", dwelling=2), PersonTold("child", count=3)),
    homes=2,
)


@pytest.mark.parametrize("typed", [True, False])
def test_two_homes_are_asked_which_children_live_in_the_second(typed: bool) -> None:
    talk = Conversation().wants_estimate().say("x", told=TWO_HOMES)
    assert talk.asked == "homes"
    talk = talk.say("2", told=NOTHING) if typed else talk.press("2")
    assert talk.asked != "homes"
    homes = [person.dwelling for person in talk.case.at_home if person.relation == "child"]
    assert sorted(homes) == [1, 2, 2]


# Failures


def test_no_failure_is_said_before_its_facts_were_shown_and_confirmed() -> None:
    talk = refusing()
    assert talk.asked == "refusal"
    assert f"{too_much(1):,}" in talk.said
    assert "يمنع" not in talk.said
    talk.press("صحيح")
    assert "يمنع" in talk.said
    assert talk.asked == "go_on"


def test_the_facts_of_a_failure_stand_in_one_line() -> None:
    question = refusing().said.split("\n\n")[-1]
    assert "\n" not in question


def test_a_fact_that_was_wrong_is_corrected_before_any_failure_is_said() -> None:
    talk = refusing().say("لا غلطت 500", told=pay(500))
    assert talk.asked == "other_income"
    assert "يمنع" not in talk.said


def test_a_no_to_the_facts_asks_for_the_right_ones() -> None:
    talk = refusing().say("لا", told=NO)
    assert talk.asked == "earned"
    assert talk.say("x", told=pay(500)).asked == "other_income"


def test_a_failure_is_said_once() -> None:
    talk = refusing().press("صحيح").press("أكمل الأسئلة").until("confirm", age="40")
    assert talk.all_asked.count("refusal") == 1


def test_whoever_has_enough_after_a_failure_sees_the_result() -> None:
    talk = refusing().press("صحيح").press("يكفي، أرني النتيجة")
    assert talk.status == "estimate"
    assert talk.asked is None


def test_a_failure_that_was_said_and_does_not_hold_any_more_is_apologised_for() -> None:
    talk = refusing().press("صحيح").say("الراتب 500", told=pay(500, acts=frozenset(["corrects"])))
    assert talk.said.startswith("أعتذر")


def test_the_summing_up_confirms_the_facts_of_a_failure_too() -> None:
    talk = Conversation(household(wealth={"cars": 9, "domestic_workers": 0, "bank_above_limit": False}))
    talk.talk.interview = True
    talk.say("كمل", told=act("go_on"))
    assert talk.asked == "confirm"
    assert talk.press("صحيح، احسب").status == "estimate"


def test_whoever_wants_the_result_when_shown_the_facts_confirms_them() -> None:
    talk = refusing().say("ارني النتيجة", told=act("show"))
    assert talk.status == "estimate"


def test_whoever_moved_over_from_the_old_system_may_say_so_after_the_income_failed() -> None:
    talk = refusing().press("صحيح").press("انتقلت من النظام القديم")
    assert talk.asked == "old_system"
    talk.press("كبير سن بلا دخل")
    outcomes = {check.rule: check.outcome for check in talk.case.estimate(TODAY).checks}
    assert outcomes["income_below_minimum"] == "pass"


# Whose application it is


def test_who_lives_with_parents_is_told_that_they_are_one_family() -> None:
    talk = Conversation().wants_estimate().say("انا وامي", told=people("mother"))
    assert "أسرة واحدة" in talk.said
    assert "أسرة واحدة" not in talk.say("راتبي 500", told=pay(500)).said


def test_a_wife_and_a_mother_make_no_dependant_of_the_applicant() -> None:
    assert "مستقلًا" not in Conversation().wants_estimate().say("x", told=people("wife", "mother")).said


def test_a_young_student_who_named_his_father_belongs_to_the_familys_application() -> None:
    told = Told(
        persons=(PersonTold("father", place="here"),), facts={"age": LIMITS.student_age_limit - 5, "student": True}
    )
    talk = Conversation().wants_estimate().say("x", told=told)
    assert "طلب أسرته" in talk.said


def test_a_young_student_alone_is_shown_the_facts_before_the_failure() -> None:
    told = Told(alone=True, facts={"age": LIMITS.student_age_limit - 5, "student": True})
    talk = Conversation().wants_estimate().say("x", told=told)
    assert talk.asked == "refusal"
    assert "طالب" in talk.said


# Stopping, going on, showing


@pytest.mark.parametrize("name", sorted(interview() - {"old_system"}))
def test_stopping_ends_the_interview_at_every_question_and_shows_no_estimate(name: str) -> None:
    talk = Conversation(FAMILY)
    talk.talk.interview, talk.talk.question = True, name
    before = talk.household
    talk.say("وقف.", told=act("stop"))
    assert talk.asked is None
    assert talk.status == "answered"
    assert "المعاش التقديري" not in talk.said
    assert talk.household == before


def test_stopping_after_a_failure_shows_no_estimate() -> None:
    talk = refusing().press("صحيح").say("وقف", told=act("stop"))
    assert talk.status == "answered"
    assert talk.asked is None


def test_carry_on_goes_on_where_it_was() -> None:
    talk = Conversation(household(wealth={}), interview=True)
    asked = talk.asked
    assert talk.say("وقف", told=act("stop")).say("كمل", told=act("go_on")).asked == asked


def test_enough_shows_the_result_without_the_questions_that_are_left() -> None:
    talk = Conversation(household(wealth={}), interview=True).say("يكفي ارني النتيجة", told=act("show"))
    assert talk.status == "estimate"
    assert talk.asked is None


def test_who_saw_the_result_early_can_carry_on() -> None:
    talk = Conversation(household(wealth={}), interview=True).say("يكفي", told=act("show"))
    assert talk.say("كمل", told=act("go_on")).asked == "cars"


def test_no_estimate_please_ends_the_questions_and_offers_none() -> None:
    talk = Conversation(household(wealth={}), interview=True).say("مابي تقدير", told=act("no_estimate"))
    assert talk.asked is None
    talk.say("متى ينزل", intent="payment_date", told=NOTHING)
    assert "احسب لي تقديرًا" not in talk.buttons
    talk.say("عندي سيارتين", told=facts(cars=2))
    assert talk.asked is None


def test_starting_over_forgets_the_case() -> None:
    talk = Conversation(FAMILY, interview=True).press_button("/start_over")
    assert talk.asked == "members"
    assert talk.household == {}


# What begins an interview


def test_a_question_never_begins_an_interview_and_its_facts_are_kept() -> None:
    told = Told(persons=family().persons, acts=frozenset(["asks"]))
    clauses = (Clause("متى ينزل الضمان؟", True, "payment_date", 0.9),)
    talk = Conversation().say(
        "عندي زوجة وثلاث بنات متى ينزل الضمان؟", intent="payment_date", told=told, clauses=clauses
    )
    assert talk.asked is None
    assert talk.status == "answered"
    assert "سجّلت" not in talk.said
    assert "احسب لي تقديرًا" in talk.buttons
    assert "daughter" in talk.relations


def test_a_yes_to_the_offer_begins_it_with_what_was_told() -> None:
    told = Told(persons=family().persons, acts=frozenset(["asks"]))
    clauses = (Clause("متى ينزل", True, "payment_date", 0.9),)
    talk = Conversation().say("x", intent="payment_date", told=told, clauses=clauses)
    talk.say("ايه", intent="affirm", told=YES)
    assert talk.asked == "earned"
    assert "daughter" in talk.relations


def test_facts_alone_begin_it() -> None:
    assert Conversation().say("راتبي 4000", told=pay(4000)).asked == "members"


def test_what_was_told_before_is_not_asked_again() -> None:
    talk = Conversation().say("x", told=Told(persons=family().persons, total=5)).say("x", told=pay(4000))
    assert "members" not in talk.all_asked[1:]


# Not understood, not known, not said


@pytest.mark.parametrize("name", sorted(interview() - {"old_system", "income_kind", "income_amount"}))
def test_after_two_failures_on_a_question_it_goes_on_with_unknown(name: str) -> None:
    talk = Conversation({}, interview=True)
    talk.talk.question = name
    talk.say("قبل امس", intent="nlu_fallback", confidence=0.2, told=NOTHING)
    assert talk.status == "clarification"
    assert questions()[name].example in talk.said
    talk.say("الجو حلو", intent="nlu_fallback", confidence=0.2, told=NOTHING)
    assert talk.asked != name
    assert name in talk.case.unknown


@pytest.mark.parametrize("name", sorted(interview() - {"old_system", "income_kind", "income_amount"}))
def test_who_will_not_say_is_not_asked_again(name: str) -> None:
    talk = Conversation({}, interview=True)
    talk.talk.question = name
    talk.say("ما ابي اقول", told=act("refuses"))
    assert name in talk.case.refused
    assert talk.asked != name


def test_who_will_not_say_what_comes_in_learns_what_it_would_have_to_be() -> None:
    unpaid = household(income=[], no_more=["unearned"], empowerment="seeking")
    talk = Conversation({name: value for name, value in unpaid.items() if name != "income"}, interview=True)
    assert talk.asked == "earned"
    talk.say("ما ابي اقول", told=act("refuses")).until(None, confirm="نعم")
    assert talk.status == "estimate"
    assert f"{int(LIMITS.minimum(5) / LIMITS.earned_share):,}" in talk.said


def test_a_question_that_is_not_understood_takes_no_answer_away() -> None:
    talk = Conversation().wants_estimate()
    for _ in range(3):
        talk.say("وش السالفة ذي؟", intent="nlu_fallback", confidence=0.2, told=act("asks"))
    assert talk.asked == "members"
    assert talk.status == "clarification"
    assert "سؤالك" in talk.said


def test_i_dont_know_beside_a_number_keeps_the_number() -> None:
    talk = Conversation().wants_estimate().say("x", told=family())
    talk.say("مدري يمكن 3000", told=pay(3000, acts=frozenset(["dont_know"])))
    assert talk.incomes == {("salary", "applicant"): 3000}
    assert "earned" not in talk.case.unknown


def test_a_number_beyond_belief_is_asked_for_again_and_the_rest_is_kept() -> None:
    talk = Conversation().wants_estimate().say("x", told=family())
    talk.say("راتبي 9999999 وعندي سيارتين", told=Told(incomes=(income("salary", 9999999),), facts={"cars": 2}))
    assert "9,999,999" in talk.said
    assert talk.asked == "earned"
    assert talk.status == "clarification"
    assert talk.household["wealth"] == {"cars": 2}


# The summing-up and what follows


def test_the_summing_up_is_shown_once_and_corrected_by_free_words() -> None:
    talk = Conversation(FAMILY, interview=True)
    assert talk.asked == "confirm"
    assert "5 أفراد" in talk.said
    assert "4,000" in talk.said
    joins = Told(persons=(PersonTold("mother", change="joins"),))
    talk.say("زيد امي", intent="more", told=joins)
    assert "mother" in talk.relations
    assert talk.asked == "confirm"
    assert talk.said.index("عدّلت") < talk.said.index("هذا ما فهمته منك")
    talk.say("زيد امي", intent="more", told=joins)
    assert "هذا ما فهمته منك" not in talk.said  # the same is not shown twice in a row


def test_a_no_to_the_summing_up_asks_what_is_wrong() -> None:
    talk = Conversation(FAMILY, interview=True).say("لا", told=NO)
    assert talk.asked == "change"
    assert {"أفراد الأسرة", "السيارات"} <= set(talk.buttons)
    talk.press("السيارات")
    assert talk.asked == "cars"
    talk.say("سيارتين", told=facts(cars=2))
    assert talk.household["wealth"]["cars"] == 2


def test_a_yes_with_something_new_is_no_yes() -> None:
    told = Told(answer="yes", persons=(PersonTold("mother", place="here", change="joins"),))
    talk = Conversation(FAMILY, interview=True).say("ايه بس زيد امي", told=told)
    assert talk.asked == "confirm"
    assert talk.status == "interview"


def test_later_facts_change_the_result_in_one_line() -> None:
    talk = Conversation(FAMILY, interview=True).press("صحيح، احسب")
    assert talk.status == "estimate"
    talk.say("لا غلطت الراتب 3200", told=pay(3200, acts=frozenset(["corrects"])))
    assert talk.status == "estimate"
    assert f"{pension(5, salaries=4000):,}" in talk.said
    assert f"{pension(5, salaries=3200):,}" in talk.said
    assert "التفاصيل" in talk.buttons


def test_later_facts_that_make_it_fail_are_confirmed_first() -> None:
    talk = Conversation(FAMILY, interview=True).press("صحيح، احسب")
    talk.say("الراتب زاد", told=pay(too_much(5), acts=frozenset(["corrects"])))
    assert talk.asked == "refusal"
    assert "لا يُرجح" not in talk.said
    assert "لا يُرجح" in talk.press("صحيح").said


def test_a_question_after_the_result_is_answered_and_nothing_else() -> None:
    talk = Conversation(FAMILY, interview=True).press("صحيح، احسب")
    talk.say("متى ينزل", intent="payment_date", told=NOTHING)
    assert talk.status == "answered"
    assert talk.asked is None


def test_an_income_told_after_the_result_is_asked_for_what_it_lacks() -> None:
    talk = Conversation(FAMILY, interview=True).press("صحيح، احسب")
    talk.say("وعندي دخل", told=Told(incomes=(IncomeTold("rent"),)))
    assert talk.asked == "income_amount"
