"""What citizens read of the topics, on every day on which some figure changed."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

import pytest

import knowledge
from knowledge import Topic
from rules import NoParametersError, estimate, parameters, read_household

TODAY = parameters.changes()[-1]
RISE = parameters.on(TODAY).valid_from
PARTS: tuple[Literal["short", "more"], ...] = ("short", "more")
SHORT = 700  # a chat bubble that is read at once
LONG = 2500  # well below the 4,096 characters of one message on Telegram and WhatsApp
OFFICIAL = {"@HRSD_Care", "@Hrsd_Tamkeen", "sbis.hrsd.gov.sa", "hrsd.gov.sa"}
# The false "preventing limit" table, the old system's ladder, Citizen Account's amounts, other programmes' deadline.
NEVER = re.compile(
    r"(?<![\d,])(?:2,?001|2,?570|3,?140|3,?710|4,?280|4,?840|5,?420|6,?000|1,?285|1,?570|1,?855|862|1,?000"
    r"|720|360|216|90)(?![\d,])"
)


def every_text() -> Iterator[tuple[str, date, str, str]]:
    for topic in knowledge.topics().values():
        for day in parameters.changes():
            for part in PARTS:
                yield topic.name, day, part, knowledge.render(topic, day, part).text


def short(name: str, day: date = TODAY) -> str:
    return knowledge.render(knowledge.topic(name), day).text


def more(name: str, day: date = TODAY) -> str:
    return knowledge.render(knowledge.topic(name), day, "more").text


def whole(name: str, day: date = TODAY) -> str:
    return f"{short(name, day)}\n\n{more(name, day)}"


def income_under_the_cap(text: str, cap: str) -> list[str]:
    """The clauses of a text that speak of income and of the cap at once."""
    return [
        clause
        for clause in re.split(r"[.؛؟\n]|،", text)
        if re.search(rf"(?<![\d,]){cap}(?![\d,])", clause) and re.search(r"دخل|راتب|رواتب", clause)
    ]


def test_the_short_part_is_short_and_the_rest_fits_one_message() -> None:
    for name, day, part, text in every_text():
        assert 0 < len(text) <= (SHORT if part == "short" else LONG), (name, day, part, len(text))


def test_every_figure_is_filled_in() -> None:
    for name, day, part, text in every_text():
        assert not re.search(r"[{}]|None", text), (name, day, part)


def test_no_markdown_is_shown() -> None:
    for name, day, part, text in every_text():
        assert not re.search(r"\*|`|__|\]\(|^\s*[-#>] ", text, re.MULTILINE), (name, day, part)
        assert "\n\n\n" not in text, (name, day, part)
        assert text == text.strip(), (name, day, part)


def test_digits_are_western() -> None:
    for name, day, part, text in every_text():
        assert not re.search(r"[٠-٩۰-۹]", text), (name, day, part)


def test_amounts_of_other_programmes_and_false_tables_are_never_told() -> None:
    for name, day, part, text in every_text():
        if name == "residence_abroad":  # the Ministry counts this absence in days too
            text = re.sub(r"الغياب عن المملكة بين \d+ و\d+ يومًا", "", text)
        assert not NEVER.search(text), (name, day, part, NEVER.search(text))


def test_income_is_never_said_to_have_to_be_under_the_cap() -> None:
    for name, day, part, text in every_text():
        assert not income_under_the_cap(text, parameters.figures(day)["pension_cap"]), (name, day, part)
    assert income_under_the_cap("يجب ألا يتجاوز دخل الأسرة 5,000 ريال.", "5,000")


def test_citizen_account_is_named_without_any_figure() -> None:
    for name, day, part, text in every_text():
        assert not [
            line
            for line in text.split("\n")
            if "حساب المواطن" in line and re.search(r"\d", line) and not re.search(r"^\d+\. [^\d]*$", line)
        ], (name, day, part)


def test_only_official_contacts_are_given() -> None:
    for name, day, part, text in every_text():
        latin = set(re.findall(r"@?[A-Za-z][\w.:/@-]*", re.sub(r"[\u2066\u2069]", " ", text), re.ASCII))
        assert {word.rstrip(".") for word in latin} <= OFFICIAL, (name, day, part, latin)
        telephones = set(re.findall(r"(?<![\d,])\d{5,}(?![\d,])", text))
        assert telephones <= {parameters.figures(day)["contact_number"]}, (name, day, part, telephones)


def test_latin_words_keep_their_direction_in_arabic_text() -> None:
    assert "\u2066@HRSD_Care\u2069" in short("contact")
    assert "\u2066sbis.hrsd.gov.sa\u2069." in short("registration_steps")


def test_the_answer_comes_first_then_numbered_steps() -> None:
    topic = knowledge.topic("objection_steps")
    text = short("objection_steps")
    assert text.startswith("اعترض من المنصة")
    assert all(f"\n{place}. " in text for place in range(1, len(topic.steps) + 1))


def test_the_rest_does_not_repeat_the_answer() -> None:
    for topic in knowledge.topics().values():
        first = knowledge.render(topic, TODAY).text.split("\n")[0]
        assert first not in knowledge.render(topic, TODAY, "more").text, topic.name


def test_notes_are_points() -> None:
    for topic in knowledge.topics().values():
        assert more(topic.name).count("\n• ") >= len(topic.notes) - 1


def test_everything_uncertain_is_said_with_its_reason_in_one_of_the_parts() -> None:
    figures = parameters.figures(TODAY)
    for topic in knowledge.topics().values():
        for one in topic.uncertain:
            line = f"غير مؤكد: {one.what} {one.why}".format_map(figures)
            place, other = (short, more) if one.at_once else (more, short)
            assert line in place(topic.name), (topic.name, one.what)
            assert line not in other(topic.name)


def test_sources_are_readable_titles() -> None:
    for topic in knowledge.topics().values():
        for part in PARTS:
            titles = knowledge.render(topic, TODAY, part).sources
            assert titles
            assert len(set(titles)) == len(titles)
            assert all(re.search(r"[ء-ي]", title) for title in titles)


def test_several_articles_of_the_law_are_one_source() -> None:
    titles = knowledge.render(knowledge.topic("eligibility_estimate"), TODAY, "more").sources
    assert titles[0] == "نظام الضمان الاجتماعي، المواد 4 و6 و9 و14"
    assert (
        "نظام الضمان الاجتماعي، المادتان 9 و10" in knowledge.render(knowledge.topic("non_saudi_cases"), TODAY).sources
    )


def test_follow_ups_are_offered_by_name() -> None:
    topic = knowledge.topic("amounts")
    assert knowledge.render(topic, TODAY).follow_ups == topic.follow_ups


@pytest.mark.parametrize("day", parameters.changes())
def test_amounts_are_those_of_the_day(day: date) -> None:
    held = parameters.on(day)
    text = short("amounts", day)
    assert f"{held.head_minimum:,} ريال للعائل" in text
    assert f"{held.dependant_addition:,} ريال عن كل تابع" in text
    assert f"{held.pension_cap:,} ريال" in text
    assert f"خمسة: {held.minimum(5):,}" in more("amounts", day)


def test_the_figures_before_the_rise_are_told_after_it_only() -> None:
    before = parameters.on(RISE - timedelta(days=1))
    sentence = f"قبلها كان الحد الأدنى {before.head_minimum:,} ريال"
    assert sentence in more("amounts", RISE)
    assert "قبلها كان" not in more("amounts", RISE - timedelta(days=1))


@pytest.mark.parametrize("day", parameters.changes())
def test_the_worked_example_is_what_the_rules_estimate(day: date) -> None:
    topic = knowledge.topic("calculation_method")
    assert topic.example is not None
    result = estimate(read_household(topic.example), today=day)
    text = more("calculation_method", day)
    assert f"الحد الأدنى المحتسب: {result.minimum.low:,.0f} ريال" in text
    assert f"المحتسب من الراتب: {result.counted_income.low:,.0f} ريال" in text
    assert f"المعاش: {result.pension.low:,.0f} ريال" in text
    assert result.pension.low > Decimal(0)


def test_an_example_that_leads_to_no_pension_is_refused() -> None:
    topic = knowledge.topic("calculation_method")
    assert topic.example is not None
    rich = topic.model_copy(update={"example": {**topic.example, "wealth": {"cars": 50}}})
    with pytest.raises(ValueError, match="one pension"):
        knowledge.render(rich, TODAY, "more")


def test_a_reference_to_no_figure_is_an_error_not_a_gap() -> None:
    topic = Topic.model_validate({**knowledge.topic("contact").model_dump(), "answer": "اتصل بـ {telephone}."})
    with pytest.raises(KeyError, match="telephone"):
        knowledge.render(topic, TODAY)


def test_a_day_before_the_programme_has_no_answer_with_figures() -> None:
    with pytest.raises(NoParametersError):
        short("amounts", date(2019, 1, 1))


def test_earned_and_unearned_income_are_explained_at_the_top() -> None:
    first, second, *_ = short("income_types").split("\n\n")
    assert first.startswith("الدخل المكتسب: ")
    assert second.startswith("الدخل غير المكتسب: ")
    assert parameters.figures(TODAY)["earned_share_percent"] + "%" in first
    assert "كله" in second


def test_income_types_name_what_is_not_counted() -> None:
    assert re.search(r"لا يُحتسب: .*حساب المواطن.*ذوي الإعاقة.*البرامج المساندة", short("income_types"))


def test_a_retirement_pension_is_uncertain_in_both_directions() -> None:
    assert re.search(r"غير مؤكد: معاش التقاعد.*على الوجهين", short("income_types"))


def test_equal_income_is_not_enough() -> None:
    assert "التساوي لا يكفي" in short("eligibility_conditions")
    assert "فإن بلغ الدخل المحتسب الحد الأدنى أو زاد عليه، فلا معاش" in short("calculation_method")


def test_residence_is_absence_in_the_year_and_no_wait_before_applying() -> None:
    text = more("eligibility_conditions")
    assert f"أكثر من {parameters.figures(TODAY)['months_abroad']} أشهر، متصلة أو متفرقة" in text
    assert "ليس معناها أن تقيم مدة معينة قبل التقديم" in text


def test_the_objection_goes_from_the_platform_to_the_committee_to_the_court() -> None:
    text = short("objection_steps")
    assert text.index("المنصة") < text.index("لجنة في الوزارة") < text.index("المحكمة الإدارية (المادة 22)")


def test_the_objection_window_is_uncertain_from_the_start() -> None:
    assert "غير مؤكد: مهلة الاعتراض" in short("objection_steps")
    days = parameters.figures(TODAY)["objection_days_unconfirmed"]
    for line in whole("objection_steps").split("\n"):
        if re.search(rf"(?<!\d){days}(?!\d)", line):
            assert line.startswith("غير مؤكد: ")


def test_payment_answers_follow_the_cycle() -> None:
    held = parameters.on(TODAY)
    text = short("payment_date")
    assert f"يوم {held.payment_day} من كل شهر ميلادي" in text
    assert f"نتيجة الأهلية يوم {held.result_day}" in text
    assert f"إلى يوم {held.cycle_last_day}" in text


def test_contact_begins_with_the_unified_number() -> None:
    assert short("contact").startswith(f"اتصل بالرقم الموحد {parameters.on(TODAY).contact_number}.")


def test_the_estimate_is_said_to_be_no_decision() -> None:
    assert "التقدير ليس قرارًا" in short("eligibility_estimate")


def test_the_four_groups_of_article_10_are_named() -> None:
    text = short("non_saudi_cases")
    assert all(
        group in text
        for group in ("المتزوجة من سعودي", "الأرملة أو المطلقة غير السعودية", "أبناء الأرملة", "بطاقات التنقل")
    )
