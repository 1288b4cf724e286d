"""The Law's articles in plain words, and which one is asked for."""

import re
from datetime import date

import pytest

from arabic import normalise
from knowledge import law, sources
from knowledge.article_numbers import decrees, numbers
from knowledge.phrases import words
from rules import parameters

TODAY = parameters.changes()[-1]


def asked(message: str, *, bare: bool = False) -> list[str]:
    return [one.source for one in law.asked(normalise(message), bare=bare)]


def text(number: int, day: date = TODAY) -> str:
    return law.render(law.article(number), day).text


def test_the_law_has_26_articles_and_the_decree() -> None:
    assert list(law.articles()) == list(range(1, law.LAST + 1))
    assert law.decree().source == "decree-m35"
    assert len(law.register()) == law.LAST + 1


def test_an_article_that_the_law_does_not_have_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        law.article(27)


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("وش تقول المادة 9؟", (9,)),
        ("المادة التاسعة", (9,)),
        ("اقرا لي الماده العاشره", (10,)),
        ("ماده ٢٢", (22,)),
        ("المادة رقم 14", (14,)),
        ("المادة (17)", (17,)),
        ("المادة الأولى", (1,)),
        ("الماده الثانيه وش فيها", (2,)),
        ("المادة الثانية عشرة", (12,)),
        ("المادة الثانية والعشرين", (22,)),
        ("المادة الحادية والعشرون", (21,)),
        ("المادة الحادية عشرة", (11,)),
        ("الماده الثالثه عشر", (13,)),
        ("المادة السادسة والعشرون", (26,)),
        ("المادة العشرون", (20,)),
        ("المادة عشرين", (20,)),
        ("الماده خمسه", (5,)),
        ("المادة احدعش", (11,)),
        ("المادة اثنعش", (12,)),
        ("المادة ثلطعش", (13,)),
        ("المادة اربعطعش", (14,)),
        ("الماده خمسطعش", (15,)),
        ("المادة ستطعش", (16,)),
        ("المادة سبعتاشر", (17,)),
        ("المادة ثمنطعش", (18,)),
        ("المادة تسعتعش", (19,)),
        ("بالماده السابعه", (7,)),
        ("للمادة 17", (17,)),
        ("اماده امتاسعه", (9,)),
        ("المااااده التاسعهه", (9,)),
        ("م 17 وش تقول", (17,)),
        ("المادتين 9 و 10", (9, 10)),
        ("المادة التاسعة والعاشرة", (9, 10)),
        ("المواد 9 و10 و14", (9, 10, 14)),
        ("المواد من 9 إلى 11", (9, 10, 11)),
        ("المادة 6 والمادة 22", (6, 22)),
        ("الفقرة الثانية من المادة التاسعة", (9,)),
        ("ماده 9 فقره 3", (9,)),
        ("المادة 30", (30,)),
        ("نص المادة", ()),
        ("عندي 9 عيال", ()),
        ("مادة احد يشرحها لي", ()),
        ("م/35", ()),
    ],
)
def test_the_number_of_an_article_is_read_from_words_and_digits(message: str, named: tuple[int, ...]) -> None:
    assert numbers(normalise(message)) == named


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("م/35", (35,)),
        ("المرسوم الملكي رقم (م/35)", (35,)),
        ("المرسوم م 35", (35,)),
        ("مرسوم 35", (35,)),
        ("م/٣٢", (32,)),
        ("م/45", (45,)),
        ("م/9", ()),
        ("م 17", ()),
    ],
)
def test_the_number_of_a_decree_is_told_from_an_articles(message: str, named: tuple[int, ...]) -> None:
    assert decrees(normalise(message)) == named


def test_m_32_is_no_article() -> None:
    assert numbers(normalise("م/32")) == ()


@pytest.mark.parametrize(
    ("message", "named"),
    [("والعاشرة؟", (10,)), ("طيب و17", (17,)), ("والتاسعة والعاشرة", (9, 10)), ("طيب وبعدين", ())],
)
def test_after_an_article_a_number_alone_is_another(message: str, named: tuple[int, ...]) -> None:
    assert numbers(normalise(message)) == ()
    assert numbers(normalise(message), bare=True) == named


@pytest.mark.parametrize(
    ("message", "article"),
    [
        ("المادة حقت العقوبات", "law-20"),
        ("أي مادة فيها الغرامات والسجن؟", "law-20"),
        ("وش الماده اللي توقف المعاش", "law-17"),
        ("مادة لجنة التظلم", "law-22"),
        ("اي ماده فيها شروط الاستحقاق", "law-9"),
        ("المادة التي تستثني غير السعوديين", "law-10"),
        ("وش تعريف التابع في النظام", "law-1"),
        ("مادة الزوجتين", "law-12"),
        ("ماده الزكاه وموارد الضمان", "law-23"),
        ("المادة اللي تلزمهم بمدة الرد", "law-6"),
        ("مادة الإبلاغ عن التغيير", "law-7"),
        ("مادة تصنيف المستفيد", "law-18"),
        ("المرسوم الجديد حق كبار السن", "decree-m35"),
    ],
)
def test_an_article_is_found_by_its_subject(message: str, article: str) -> None:
    assert asked(message) == [article]


@pytest.mark.parametrize("message", ["نص النظام", "مواد النظام", "نظام الضمان الاجتماعي", "كم مادة فيه", "م/32"])
def test_where_no_article_is_named_none_is_found(message: str) -> None:
    assert asked(message) == []
    assert law.answer(normalise(message), TODAY) == ()


def test_several_articles_are_answered_one_by_one() -> None:
    answers = law.answer(normalise("المادتين 9 و 10"), TODAY)
    assert [answer.text.split("\n")[0] for answer in answers] == [
        "المادة 9: شروط الاستحقاق",
        "المادة 10: المستثنون من الجنسية",
    ]


def test_an_article_beyond_the_last_is_said_not_to_be() -> None:
    (answer,) = law.answer(normalise("وش تقول المادة 30"), TODAY)
    assert answer.text == "مواد نظام الضمان الاجتماعي من 1 إلى 26، وليس فيه المادة 30."


def test_the_regulations_are_not_read_out_in_the_laws_place() -> None:
    (answer,) = law.answer(normalise("وش تقول ماده 6 من اللائحة"), TODAY)
    assert answer.text == law.REGULATIONS
    (whole,) = law.answer(normalise("اللائحة التنفيذية"), TODAY)
    assert whole.text == law.REGULATIONS


def test_an_article_of_another_law_is_not_answered() -> None:
    assert law.answer(normalise("المادة 17 من نظام العمل"), TODAY) == ()


@pytest.mark.parametrize("day", parameters.changes())
@pytest.mark.parametrize("one", law.register(), ids=lambda one: one.source)
def test_every_article_is_readable_on_every_day(one: law.Article, day: date) -> None:
    answer = law.render(one, day)
    assert answer.text.startswith(one.heading)
    assert answer.text.endswith(law.PLAIN)
    assert len(answer.text) <= 2500
    assert not re.search(r"[{}*`]|None|[٠-٩]|\n\n\n", answer.text)
    assert answer.sources == (sources.title(one.source),)


def test_the_words_of_subjects_stand_as_letters_are_folded() -> None:
    for one in law.register():
        for expression in one.subjects:
            assert [word for word in words(expression) if normalise(word) != word] == [], expression


def test_the_figures_of_the_law_are_those_of_the_parameters() -> None:
    held = parameters.on(TODAY)
    assert f"بلغ {held.adult_age} سنة" in text(1)
    assert f"خلال {held.decision_working_days} يوم عمل" in text(6)
    assert f"خلال {held.report_change_working_days} يوم عمل" in text(7)
    assert f"أكثر من {held.update_working_days} يوم عمل" in text(17)
    assert (
        f"غرامة لا تزيد على {held.fine_not_spending:,} ريال، أو سجن لا يزيد على {held.prison_not_spending_months}"
        in text(20)
    )
    assert (
        f"غرامة لا تزيد على {held.fine_without_right:,} ريال، أو سجن لا يزيد على {held.prison_without_right_months}"
        in text(20)
    )


def test_article_9_asks_for_less_than_the_minimum_in_four_conditions() -> None:
    assert "أن يقل الدخل المحتسب" in text(9)
    assert all(f"\n{place}. " in text(9) for place in range(1, 5))
    assert "\n5. " not in text(9)


def test_article_10_asks_a_wife_of_a_citizen_for_no_children() -> None:
    first = text(10).split("\n1. ")[1].split("\n")[0]
    assert first == "المرأة غير السعودية المتزوجة من سعودي."


def test_article_12_speaks_of_the_familys_city() -> None:
    assert "خارج المدينة التي تقيم فيها" in text(12)


def test_article_17_has_eight_cases_and_article_22_leads_to_the_court() -> None:
    assert "\n8. وفاة المستفيد" in text(17)
    assert "\n9. " not in text(17)
    assert "المحكمة الإدارية" in text(22)
    assert text(22).count("\n• ") == 3


def test_the_decree_exempts_three_groups_of_those_who_moved_over() -> None:
    text = law.render(law.decree(), TODAY).text
    assert "النظام السابق ثم انتقلوا" in text
    assert text.count("\n3. ") == 1
    assert "ولا يذكر كيف يُحسب معاشهم" in text


def test_the_titles_are_short_enough_for_a_button() -> None:
    assert max(len(one.title) for one in law.register()) <= 24
