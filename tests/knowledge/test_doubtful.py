"""What sources disagree about is told as it holds, with the doubt and its reason."""

import re

import pytest

import knowledge
from knowledge.answer import UNCERTAIN
from rules import parameters

TODAY = parameters.changes()[-1]
FIGURES = parameters.figures(TODAY)


def short(name: str) -> str:
    return knowledge.render(knowledge.topic(name), TODAY).text


def whole(name: str) -> str:
    return f"{short(name)}\n\n{knowledge.render(knowledge.topic(name), TODAY, 'more').text}"


def lines_about(words: str, text: str) -> list[str]:
    found = [line for line in text.split("\n") if re.search(words, line)]
    assert found, words
    return found


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("dependant_conditions", rf"(?<!\d){FIGURES['dependant_age_unconfirmed']}(?!\d)"),
        ("dependant_conditions", rf"(?<!\d){FIGURES['dependant_age_gap_unconfirmed']}(?!\d)"),
        ("add_newborn", "التأمينات الاجتماعية"),
        ("residence_abroad", "قبل التقديم"),
        ("residence_abroad", rf"(?<!\d){FIGURES['days_abroad_pass']}(?!\d)"),
        ("eligibility_inquiry", "دفعات سابقة"),
        ("assets", "عدد العقارات"),
        ("add_dependant", "إدارة التابعين"),
        ("registration_link", "كلمة مرور"),
        ("benefit_statement", "خطوات استخراجه"),
        ("more_than_one_family", "كيف يُقسم دخل العائل"),
        ("amount_factors", "دعم إضافي لكبار السن"),
    ],
)
def test_what_no_source_settles_is_told_only_as_uncertain(topic: str, words: str) -> None:
    assert all(line.startswith(UNCERTAIN) for line in lines_about(words, whole(topic)))


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("dependant_conditions", "مواقع غير رسمية"),
        ("add_newborn", "التأمينات جهة أخرى"),
        ("residence_abroad", "فارجع قبل هذا"),
        ("assets", "عدد العقارات"),
    ],
)
def test_a_doubt_that_people_may_act_on_is_told_at_once(topic: str, words: str) -> None:
    assert words in short(topic)


def test_a_newborn_is_added_on_the_platform() -> None:
    assert short("add_newborn").startswith("أضف المولود من منصة الدعم والحماية الاجتماعية")


def test_the_link_is_the_platform_of_the_ministry() -> None:
    assert "\u2066sbis.hrsd.gov.sa\u2069" in short("registration_link").split("\n")[0]


def test_residence_is_absence_within_the_year_in_one_journey_or_several() -> None:
    text = short("residence_abroad")
    assert f"أكثر من {FIGURES['months_abroad']} أشهر في السنة التي تسبق الصرف، متصلة أو متفرقة" in text


def test_study_away_from_home_is_of_the_familys_city() -> None:
    assert "خارج مدينة الأسرة لا تؤثر في استحقاقها (المادة 12)" in short("dependant_student")


def test_prisons_bar_by_the_definition_of_the_law() -> None:
    assert "والسجون (المادة 1)" in short("shelter_or_prison")


def test_each_family_of_a_head_has_its_own_pension() -> None:
    text = short("more_than_one_family")
    assert text.startswith("إذا كان للعائل أكثر من أسرة، فكل أسرة مستقلة ولها معاش مستقل (المادة 12)")


def test_the_limits_of_wealth_are_those_of_the_parameters() -> None:
    held = parameters.on(TODAY)
    text = short("assets")
    assert f"{held.cars_independent_limit + 1} أو أكثر للمستقل، وأكثر من {held.cars_family_limit} للأسرة" in text
    assert f"أكثر من {held.workers_limit}، ولا يُعد منهم من يخدم ذا إعاقة" in text
    assert f"يزيد على {held.bank_average_limit:,} ريال خلال {held.bank_average_months} أشهر" in text


def test_a_visit_is_announced_and_ends_with_the_evening() -> None:
    held = parameters.on(TODAY)
    text = whole("application_status")
    assert f"{held.visit_notice_hours} ساعة على الأقل" in text
    assert f"بعد الساعة {held.visit_latest_hour - 12} مساءً" in text
