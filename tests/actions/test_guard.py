"""What is known is changed or taken out at once only where a message clearly says so; else it is asked, or stays."""

from __future__ import annotations

from typing import Any

import pytest

from tests.actions.conversation import TODAY, Conversation
from tests.actions.told import FAMILY

PAID = {"kind": "salary", "monthly": 3000, "whose": "husband"}
MOTHER: dict[str, Any] = {
    **FAMILY,
    "members": [{"relation": "husband"}, {"relation": "son"}, {"relation": "son"}, {"relation": "daughter"}],
    "income": [PAID, {"kind": "alimony", "monthly": 1000, "whose": "applicant"}],
    "empowerment": "exempt",
}
PARENTS: dict[str, Any] = {
    **FAMILY,
    "members": [{"relation": "father"}, {"relation": "mother"}],
    "income": [
        {"kind": "salary", "monthly": 2500, "whose": "father"},
        {"kind": "student_stipend", "monthly": 990, "whose": "applicant"},
    ],
    "empowerment": "exempt",
}
DRIVER: dict[str, Any] = {
    **FAMILY,
    "members": [],
    "income": [{"kind": "business", "low": 1500, "high": 3500, "whose": "applicant"}],
    "applicant": {**FAMILY["applicant"], "kind": "independent", "age": 36, "days_abroad_last_year": 4},
}


def at_the_summing_up(household: dict[str, Any]) -> Conversation:
    """An interview in which all is told, and shown."""
    talk = Conversation(household, interview=True)
    assert talk.asked == "confirm"
    return talk


def while_asked(household: dict[str, Any], question: str) -> Conversation:
    """An interview that stands at a question of the second half: all before it is told."""
    left = {
        "bank": {"wealth": {"cars": 1, "domestic_workers": 0}},
        "workers": {"wealth": {"cars": 1, "bank_above_limit": False}},
        "nationality": {"applicant": {"kind": "family_head", "lives_in": "home", "days_abroad_last_year": 0}},
        "other_income": {"no_more": []},
    }[question]
    case = {**household, **left}
    talk = Conversation(case)
    if question == "other_income":
        talk.case.answered.remove("other_income")
        talk.case.closed.clear()
    talk.talk.interview, talk.talk.said = True, ["begins"]
    talk.say("كمل", intent="go_on")
    assert talk.asked == question
    return talk


def the_same(talk: Conversation, household: dict[str, Any]) -> None:
    """Nobody and no income of a household is gone, and nobody has come."""
    told = Conversation(household)
    assert (talk.relations, talk.incomes) == (told.relations, told.incomes)


# Questions and complaints


@pytest.mark.parametrize(
    "text",
    [
        "لا طبعا. واذا طلع زوجي مو محسوب تابع كيف تحسبون راتبه؟",
        "لا اله الا الله وين يسكنون بناتي غير معي في بيت ابوهم",
        "وطيب اذا انا سجلت لحالي بدون ولدي ما ينفع",
        "وليه راتب زوجي ينحسب علي وهو مو ملزوم فيني؟",
        "ليش مكتوب لا رواتب وزوجي راتبه 3000 !!",
        "هل لازم زوجي يسكن معنا؟",
    ],
)
@pytest.mark.parametrize("question", ["bank", "nationality"])
def test_a_question_changes_nothing_that_is_known(text: str, question: str) -> None:
    talk = while_asked(MOTHER, question).say(text, intent="out_of_scope", confidence=0.4)
    the_same(talk, MOTHER)
    assert not talk.case.doubts


def test_an_answer_before_a_supposition_is_taken_and_the_supposition_is_not() -> None:
    text = "والله ما غير حساب المواطن سبع مية وعشرين وطيب اذا انا سجلت لحالي بدون ولدي ما ينفع"
    talk = while_asked(MOTHER, "other_income").say(text)
    assert talk.incomes["citizen_account", "applicant"] == 720
    assert talk.relations == Conversation(MOTHER).relations
    assert talk.case.closed == ["unearned"]


def test_our_own_figure_in_a_question_is_no_income() -> None:
    talk = at_the_summing_up(PARENTS).press("صحيح، احسب")
    low = int(talk.case.estimate(TODAY).pension.low)
    talk.say(f"طيب ال {low} ذي لي انا ولا لابوي ومين اللي يقدم", intent="eligibility_estimate", confidence=0.3)
    the_same(talk, PARENTS)


# Pay


def test_a_denial_hands_the_income_to_the_one_whose_it_is() -> None:
    wife = {**FAMILY, "income": [{"kind": "salary", "monthly": 3900, "whose": "wife"}]}
    talk = while_asked(wife, "bank").say(
        "لا يابن الحلال الراتب راتبي انا مو راتب الزوجه هي ما تشتغل", intent="correction"
    )
    assert talk.incomes == {("salary", "applicant"): 3900}
    assert "حذفت" not in talk.said


def test_my_pension_is_my_mothers() -> None:
    mine = {
        **FAMILY,
        "members": [{"relation": "mother"}],
        "income": [
            {"kind": "retirement_pension", "monthly": 1200, "whose": "applicant"},
            {"kind": "disability_support", "monthly": 833, "whose": "applicant"},
        ],
    }
    talk = while_asked(mine, "nationality").say("ايه سعودي، مو معاشي انا معاش امي ورثته عن ابوي")
    assert talk.incomes == {("retirement_pension", "mother"): 1200, ("disability_support", "applicant"): 833}
    assert talk.household["applicant"]["nationality"] == "saudi"


@pytest.mark.parametrize("text", ["انا ما عندي معاش", "انا ما اشتغل", "ما عندي راتب"])
def test_a_denial_ends_nothing_of_another_kind_or_person(text: str) -> None:
    the_same(at_the_summing_up(MOTHER).say(text, intent="inform"), MOTHER)


@pytest.mark.parametrize("text", ["لا", "محد يشتغل", "ما في رواتب"])
def test_no_salaries_does_not_take_out_a_pay_that_is_known(text: str) -> None:
    talk = Conversation({**MOTHER, "no_more": []})
    talk.case.answered.remove("earned")
    talk.talk.interview, talk.talk.said = True, ["begins"]
    talk.say("كمل", intent="go_on")
    assert talk.asked == "earned"
    talk.say(text, intent="deny" if text == "لا" else "inform")
    assert talk.incomes["salary", "husband"] == 3000
    assert talk.asked != "earned"


def test_whoever_is_on_his_own_keeps_the_income_as_one_of_another_kind() -> None:
    case = {**FAMILY, "income": [{"kind": "salary", "monthly": 3500, "whose": "applicant"}]}
    talk = while_asked(case, "other_income").say("حساب المواطن 1400، وانا مو موظف انا على حسابي اوبر وتاكسي")
    assert talk.incomes == {("business", "applicant"): 3500, ("citizen_account", "applicant"): 1400}


def test_an_income_that_would_be_gone_is_asked_about_and_stays_until_then() -> None:
    case = {**FAMILY, "income": [{"kind": "salary", "monthly": 3500, "whose": "applicant"}]}
    talk = while_asked(case, "nationality").say("سعودي وما عندي راتب")
    assert talk.asked == "doubt"
    assert talk.incomes == {("salary", "applicant"): 3500}
    assert "3,500" in talk.said
    assert {"نعم", "لا"} == set(talk.buttons)
    talk.press("لا")
    assert talk.incomes == {("salary", "applicant"): 3500}
    assert not talk.case.doubts


def test_a_yes_with_something_else_is_no_yes_to_taking_out_an_income() -> None:
    case = {**FAMILY, "income": [{"kind": "salary", "monthly": 3500, "whose": "applicant"}]}
    talk = while_asked(case, "bank").say("لا وما عندي راتب")
    assert talk.asked == "doubt"
    talk.say("ايوه سعودي بس ليش حذفت 3500؟")
    assert talk.incomes == {("salary", "applicant"): 3500}
    talk.press("نعم")
    assert talk.incomes == {}


def test_what_corrects_and_names_its_subject_is_changed_at_once() -> None:
    talk = at_the_summing_up(FAMILY).say("الراتب 3200 مو 4000", intent="correction")
    assert talk.incomes == {("salary", "applicant"): 3200}
    talk = at_the_summing_up(PARENTS).say("شيل ابوي", intent="correction")
    assert talk.relations == ["mother"]
    talk = at_the_summing_up(FAMILY).say("عندي بنتين مو ثلاث", intent="correction")
    assert talk.relations == ["daughter", "daughter", "wife"]


# Amounts without a subject, and the same income again


@pytest.mark.parametrize(
    "text",
    [
        "لا لحظه 3500 هذي برمضان بس مره وحده، خلها من الف ونص الى الفين ونص",
        "الدخل 1500 الى 2500",
        "خلها من الف ونص الى الفين ونص",
        "قلت الدخل من 1500 الى 2500 والسفر 4 ايام مثل ماهو",
    ],
)
def test_a_range_told_later_replaces_the_amount_and_nothing_else(text: str) -> None:
    talk = at_the_summing_up(DRIVER).say(text)
    assert [(income.kind, income.low, income.high) for income in talk.case.incomes] == [("business", 1500, 2500)]
    assert talk.household["applicant"]["days_abroad_last_year"] == 4
    assert talk.said.startswith("عدّلت")


def test_an_amount_alone_corrects_the_income_it_speaks_of() -> None:
    case = {
        **FAMILY,
        "income": [
            {"kind": "business", "low": 800, "high": 1500, "whose": "applicant"},
            {"kind": "citizen_account", "monthly": 1100, "whose": "applicant"},
        ],
        "wealth": {"cars": 1, "domestic_workers": 0, "bank_average": 2000},
    }
    talk = at_the_summing_up(case).say("ايه بس ١٥٠٠ هذي ما تجي الا برمضان خلها الف احسن عشان الذمه")
    assert talk.incomes == {("business", "applicant"): 1000, ("citizen_account", "applicant"): 1100}
    assert talk.household["wealth"]["bank_average"] == 2000


def test_the_same_income_is_never_there_twice() -> None:
    talk = Conversation({**PARENTS, "income": [], "no_more": []}, interview=False)
    talk.say("ابوي متقاعد").say("معاش ابوي 3000").say("ابوي معاشه التقاعدي 3000").say(
        "معاش ابوي 3200", intent="correction"
    )
    assert [(one.kind, one.low) for one in talk.case.incomes] == [("retirement_pension", 3200)]


def test_the_kind_that_is_pressed_joins_an_income_that_is_known() -> None:
    talk = Conversation({**PARENTS, "income": [{"kind": "retirement_pension", "monthly": 3000, "whose": "father"}]})
    talk.case.incomes.append(type(talk.case.incomes[0])(99, None, 3000, 3000, talk.case.incomes[0].whose))
    talk.press_value("income_kind", "retirement_pension")
    assert talk.incomes == {("retirement_pension", "father"): 3000}
    assert len(talk.case.incomes) == 1


# Persons


def test_the_dead_husband_does_not_come_back() -> None:
    widow = {**FAMILY, "members": [{"relation": "son"}, {"relation": "daughter"}], "income": [], "housing": {}}
    talk = Conversation(widow)
    talk.case.facts["marital"] = "widowed"
    talk.talk.interview, talk.talk.said = True, ["begins"]
    talk.say("كمل", intent="go_on")
    assert talk.asked == "home"
    talk.say("البيت كان لزوجي وصار للورثة اللي هن ولادي وانا، الصك لسا باسمو")
    assert talk.relations == ["daughter", "son"]


def test_one_of_several_of_whom_something_is_said_takes_nobody_out() -> None:
    three = {**FAMILY, "members": [{"relation": "daughter"}] * 3}
    talk = while_asked(three, "bank").say("بنتي الكبيره بس اللي تشتغل واللي تحتها ما عندها شي", intent="correction")
    assert talk.relations == ["daughter"] * 3


def test_nobody_at_the_workers_does_not_mean_that_nobody_lives_here() -> None:
    talk = while_asked(MOTHER, "workers").say("ما عندي احد، وطيب سيارة التاكسي تنحسب علي؟", intent="assets")
    the_same(talk, MOTHER)
    assert not any(doubt.about == "members" for doubt in talk.case.doubts)


def test_only_one_thing_a_message_would_undo_is_asked_about() -> None:
    talk = at_the_summing_up(MOTHER).say(
        "لا، زوجي ماله راتب، له معاش واحد بس 3000 وانت كتبته مرتين", intent="correction"
    )
    assert talk.relations == Conversation(MOTHER).relations
    assert talk.incomes["alimony", "applicant"] == 1000
    assert len(talk.case.doubts) <= 1


# The summing-up


@pytest.mark.parametrize("text", ["غلط", "فيه خطا", "مو مضبوط كذا"])
def test_a_complaint_at_the_summing_up_asks_what_is_wrong(text: str) -> None:
    talk = at_the_summing_up(FAMILY).say(text, intent="correction", confidence=0.6)
    assert talk.asked == "change"
    assert {"أفراد الأسرة", "الرواتب والعمل"} <= set(talk.buttons)


def test_where_is_the_pay_of_my_daughter_asks_what_is_wrong() -> None:
    talk = at_the_summing_up(FAMILY).say("وين راتب بنتي؟", intent="out_of_scope", confidence=0.3)
    assert talk.asked == "change"
    the_same(talk, FAMILY)


def test_a_change_at_the_summing_up_shows_it_anew_with_the_change_first() -> None:
    talk = at_the_summing_up(FAMILY).say("عندنا سيارتين", intent="inform")
    assert talk.said.index("سيارتان") < talk.said.index("هذا ما فهمته منك")
    shown = talk.said
    talk.say("وش رايك", intent="nlu_fallback", confidence=0.2)
    assert "هذا ما فهمته منك" not in talk.said
    assert talk.said != shown


def test_a_doubt_at_the_summing_up_leads_back_to_it() -> None:
    talk = at_the_summing_up(MOTHER).say("ما يدخل علينا الا راتب زوجي", intent="correction")
    assert talk.asked == "doubt"
    assert "1,000" in talk.said
    talk.press("نعم")
    assert talk.asked == "confirm"
    assert "النفقة" not in talk.said.split("هذا ما فهمته")[1]


def test_how_much_do_i_get_does_not_stop_the_interview() -> None:
    talk = at_the_summing_up(FAMILY).say("خلاص كم يطلعلي", intent="stop_cancel")
    assert talk.status == "estimate"


def test_the_summing_up_shows_the_work_of_whoever_is_paid() -> None:
    assert "تعمل" in at_the_summing_up(FAMILY).said


# Numbers that are not understood, and what is recorded already


def test_an_amount_without_a_meaning_is_asked_about() -> None:
    talk = while_asked(FAMILY, "nationality").say("2500", intent="nlu_fallback", confidence=0.2)
    assert talk.asked == "doubt"
    assert "2,500" in talk.said
    assert {"راتبك", "دخل شهري آخر", "رصيد في البنك", "ليس مهمًا"} == set(talk.buttons)
    the_same(talk, FAMILY)
    talk.press("راتبك")
    assert talk.incomes == {("salary", "applicant"): 2500}
    assert talk.asked == "nationality"


def test_an_amount_that_does_not_matter_is_dropped() -> None:
    talk = while_asked(FAMILY, "nationality").say("2500", intent="nlu_fallback", confidence=0.2).press("ليس مهمًا")
    the_same(talk, FAMILY)
    assert talk.asked == "nationality"


def test_a_question_for_what_is_recorded_is_answered_with_it() -> None:
    talk = at_the_summing_up(MOTHER).press("صحيح، احسب")
    talk.say("حسبت راتب زوجي؟ ولا ما حسبته", intent="out_of_scope", confidence=0.4)
    assert "3,000" in talk.said


# Nationality of the members, and two homes


@pytest.mark.parametrize("text", ["زوجي وعيالي مصريين", "صح بس اكتب ان زوجي وعيالي مصريين مو سعوديين هذا اهم شي"])
def test_the_nationality_of_members_is_recorded_and_shown_at_any_time(text: str) -> None:
    talk = at_the_summing_up(MOTHER).say(text)
    assert [member.get("nationality") for member in talk.household["members"]] == ["other"] * 4
    assert "غير سعودي" in talk.said
    assert talk.asked == "confirm"
    talk.press("صحيح، احسب")
    pension = talk.case.estimate(TODAY).pension
    assert pension.low < pension.high


def test_one_members_nationality() -> None:
    talk = at_the_summing_up(FAMILY).say("حرمتي مو سعودية")
    foreign = [member["relation"] for member in talk.household["members"] if member.get("nationality") == "other"]
    assert foreign == ["wife"]


@pytest.mark.parametrize(
    "text",
    [
        "عندي بالبيت زوجتي بس. والزوجه الثانيه وولد وبنتين في بيت ثاني",
        "زوجتي الاولى معي، والثانيه معها ولد وبنتين ببيتها",
    ],
)
def test_two_homes_are_two_families(text: str) -> None:
    talk = Conversation().wants_estimate().say(text)
    homes = sorted((person.relation, person.dwelling) for person in talk.case.at_home)
    assert homes == [("daughter", 2), ("daughter", 2), ("son", 2), ("wife", 1), ("wife", 2)]
    assert talk.asked != "members"


def test_the_wife_who_lives_here_stays_when_the_second_home_is_told_again() -> None:
    talk = Conversation().wants_estimate().say("زوجتي الاولى معي، والثانيه معها ولد وبنتين ببيتها")
    talk.say("زوجتي الثانيه تسكن في بيت ثاني", intent="correction")
    homes = sorted((person.relation, person.dwelling) for person in talk.case.at_home)
    assert homes == [("daughter", 2), ("daughter", 2), ("son", 2), ("wife", 1), ("wife", 2)]


def test_the_amount_denied_says_whose_income_is_meant() -> None:
    talk = while_asked(MOTHER, "bank").say("الراتب مو 3000 ، 3500")
    assert talk.incomes == {("salary", "husband"): 3500, ("alimony", "applicant"): 1000}


@pytest.mark.parametrize("text", ["ماعندنا رواتب", "ما يدخل علينا شي"])
def test_that_nothing_comes_in_is_asked_at_the_summing_up_where_something_does(text: str) -> None:
    talk = at_the_summing_up(MOTHER).say(text)
    assert talk.asked == "doubt"
    assert "3,000" in talk.said
    the_same(talk, MOTHER)


def test_nothing_but_the_pension_does_not_make_it_the_speakers() -> None:
    case = {**PARENTS, "income": [{"kind": "retirement_pension", "monthly": 3000, "whose": "father"}]}
    talk = while_asked(case, "other_income").say("لا مافي شي غير المعاش والنفقه")
    assert talk.incomes[("retirement_pension", "father")] == 3000
    assert ("retirement_pension", "applicant") not in talk.incomes


def test_a_yes_beside_another_amount_does_not_confirm_the_one_before() -> None:
    case = {**FAMILY, "income": [{"kind": "business", "monthly": 3500, "whose": "applicant"}]}
    text = "خلني احسبها صح التاكسي يطلع لي ثلاثه وثمان ميه صافي بعد البنزين مو ثلاثه ونص"
    talk = at_the_summing_up(case).say(text, intent="correction")
    assert talk.status != "estimate"
    assert "3,800" in talk.said


def test_the_same_amount_under_another_name_is_asked_about() -> None:
    case = {**PARENTS, "income": [{"kind": "retirement_pension", "monthly": 3000, "whose": "father"}]}
    talk = while_asked(case, "bank").say("راتب ابوي 3000")
    assert talk.asked == "doubt"
    assert talk.incomes == {("retirement_pension", "father"): 3000}
    talk.press("نعم")
    assert talk.incomes == {("retirement_pension", "father"): 3000, ("salary", "father"): 3000}


def test_pay_that_is_known_is_named_where_more_is_asked_for_and_stays() -> None:
    talk = Conversation({**MOTHER, "no_more": []})
    talk.case.answered.remove("earned")
    talk.talk.interview, talk.talk.said = True, ["begins"]
    talk.say("كمل", intent="go_on")
    assert "غير ما ذكرت (راتب (الزوج) 3,000)، كم الرواتب" in talk.said
    talk.press("لا راتب غير هذا")
    assert talk.asked != "earned"
    assert talk.incomes["salary", "husband"] == 3000
    talk.press_value("change", "earned").press("لا راتب ولا عمل")
    assert ("salary", "husband") not in talk.incomes


def test_an_income_is_taken_out_by_its_amount() -> None:
    talk = Conversation(
        {
            "members": [{"relation": "wife"}],
            "income": [
                {"kind": "student_stipend", "monthly": 990, "whose": "applicant"},
                {"kind": "other", "monthly": 200, "whose": "applicant"},
            ],
        },
        interview=True,
    )
    talk.say("شيل الـ200 قلت لك عيديه مو دخل")
    assert talk.incomes == {("student_stipend", "applicant"): 990}
