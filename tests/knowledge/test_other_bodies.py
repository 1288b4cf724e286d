"""Whom to ask about what is not ours."""

import re

import pytest

import knowledge
from arabic import normalise
from knowledge.bodies import bodies


def body(message: str) -> str | None:
    """The name of the body that a message is for."""
    answer = knowledge.other_body(normalise(message))
    if answer is None:
        return None
    plain = re.sub(r"[\u2066\u2069]", "", answer)
    return next(one.name for one in bodies() if one.answer == plain)


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("متى ينزل حساب المواطن؟", "citizen_account"),
        ("ابي اسجل بحساب المواطن", "citizen_account"),
        ("وحساااب المواطن كم يعطي", "citizen_account"),
        ("قدّمت على ساند ورفضوني", "saned"),
        ("برنت التأمينات كيف اطلعه", "social_insurance"),
        ("متى ينزل راتب التقاعد", "social_insurance"),
        ("GOSI login", "social_insurance"),
        ("شروط حافز للبنات", "job_search"),
        ("شروط سكني", "housing"),
        ("القرض العقاري المدعوم", "housing"),
        ("كيف أجدد الجواز؟", "absher"),
        ("الاعتراض على مخالفة مرورية", "absher"),
        ("ضمان الجوال كم سنة", "guarantees_of_products"),
        ("سيارتي خربت وعليها ضمان", "guarantees_of_products"),
        ("الضمان الصحي يغطي الأسنان؟", "health_insurance"),
        ("الضمان الاجتماعي الأردني", "other_countries"),
        ("الضمان في الاردن كم", "other_countries"),
        ("معاش بمصر شروطه ايه", "other_countries"),
        ("تأمينات الكويت", "other_countries"),
        ("كيف ارفع قضية طلاق", "law"),
        ("إخواني أكلوا ورثي", "law"),
        ("رقم البنك", "banks"),
        ("ابي وظيفة", "jobs"),
        ("متى ينزل دعم ريف", "rural_support"),
    ],
)
def test_a_common_mix_up_is_sent_to_its_body(message: str, name: str) -> None:
    assert body(message) == name


@pytest.mark.parametrize(
    "message",
    [
        "كيف الجو بكره",
        "ابشر بعزك",
        "البرامج المساندة وش هي",
        "زوجتي مصرية هل تنضاف في الضمان",
        "متى ينزل الضمان",
        "سجل هدف بالمباراة",
        "",
    ],
)
def test_anything_else_is_sent_nowhere(message: str) -> None:
    assert body(message) is None


def test_the_words_stand_as_letters_are_folded() -> None:
    for one in bodies():
        for phrase in (*one.phrases, *(phrase for group in one.together for phrase in group)):
            for word in re.split(r"[ |]", phrase):
                assert normalise(word.rstrip("*")) == word.rstrip("*") != "", (one.name, phrase)


def test_every_body_is_known_by_some_word_and_has_its_own_name() -> None:
    assert all(one.phrases or one.together for one in bodies())
    assert len({one.name for one in bodies()}) == len(bodies())


def test_no_figure_and_no_telephone_number_is_told_for_other_bodies() -> None:
    assert not [one.name for one in bodies() if re.search(r"\d", one.answer)]


def test_sites_are_of_the_kingdom_and_keep_their_direction() -> None:
    for one in bodies():
        for site in re.findall(r"[a-z]+(?:\.[a-z]+)+", one.answer):
            assert site.endswith(".sa"), one.name
    assert "\u2066ca.gov.sa\u2069" in (knowledge.other_body(normalise("حساب المواطن")) or "")
