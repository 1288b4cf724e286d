"""The questions: their texts, their order, and how many of them a simple household is asked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import actions
from actions.case import Case
from actions.questions import ORDER, ask, next_question, questions, why
from actions.reading import take_value
from actions.summary import LINES
from rules import parameters
from tests.actions.conversation import TODAY, Interview, pension

FIGURE = re.compile(r"{(\w+)}")
OWN = {"amount", "kind"}  # of the income that a question asks about
ARTICLES = re.compile(r"(?:المادة|المادتان|المواد) \d+(?: و\d+)*|م/35 لعام \d+هـ")
IN_WORDS = re.compile(r"ثلاثة أشهر|ستة أشهر|تسعين|ثلاثين|ستين")
MOST_QUESTIONS = 12  # issue 2: for a simple household
STEP_NAMES = {"go_on", "confirm", "change", None}

every_question = pytest.mark.parametrize("name", list(questions()))
every_button = pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, question in questions().items() for _, value in question.buttons]
)


def asking(name: str) -> Case:
    """A case in which `name` can be answered."""
    case = Case(question=name)
    if name in ("income_kind", "income_amount"):
        kind = None if name == "income_kind" else "rent"
        case.income.append({"kind": kind, "monthly": None if kind else 1500, "whose": "applicant"})
    return case


@every_question
def test_a_question_has_a_title_a_text_an_example_and_a_reason(name: str) -> None:
    question = questions()[name]
    assert question.title
    assert question.text.endswith(("؟", ".", "»."))
    assert question.example
    assert question.why.endswith(".")


def test_a_title_fits_on_a_button_and_belongs_to_one_question() -> None:
    titles = [question.title for question in questions().values()]
    assert len(titles) == len(set(titles))
    assert all(len(title) <= 20 for title in titles)


@every_question
def test_every_question_can_be_answered_by_dont_know_and_by_why(name: str) -> None:
    payloads = {button.payload for button in ask(asking(name), name, TODAY).buttons}
    assert {"/dont_know", "/ask_why"} <= payloads


@every_question
def test_the_figures_of_a_question_are_filled_in_on_every_day(name: str) -> None:
    question = questions()[name]
    for day in parameters.changes():
        for text in (question.text, question.why, question.example):
            assert set(FIGURE.findall(text)) <= set(parameters.figures(day)) | OWN
        assert "{" not in ask(asking(name), name, day).text + why(asking(name), name, day)


@every_button
def test_the_value_of_a_button_is_understood(name: str, value: str) -> None:
    case = asking(name)
    assert take_value(case, name, value) == [name]
    case.estimate(TODAY)  # the household that it makes is one that the rules read


@every_question
def test_the_values_of_a_question_have_titles_of_their_own(name: str) -> None:
    titles = [title for title, _ in questions()[name].buttons]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("path", sorted(Path(actions.__file__).parent.glob("*.yml")), ids=lambda path: path.name)
def test_no_figure_of_the_programme_is_written_by_hand(path: Path) -> None:
    for name, entry in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for key in ("title", "text", "why"):
            text = ARTICLES.sub("", FIGURE.sub("", entry[key]).replace("آخر 12 شهرًا", ""))
            assert not re.search(r"\d", text), (name, key, text)
            assert not IN_WORDS.search(text), (name, key, text)


def test_no_example_holds_an_amount_of_the_programme() -> None:
    held = parameters.on(TODAY)
    amounts = {held.head_minimum, held.dependant_addition, held.pension_cap, held.bank_average_limit}
    for question in questions().values():
        assert not {int(number) for number in re.findall(r"\d+", question.example)} & {int(one) for one in amounts}


def test_every_question_but_the_old_system_has_its_place_in_the_order() -> None:
    assert set(questions()) - set(ORDER) == {"old_system"}  # asked only of those who say that they moved over


def test_every_question_with_an_answer_of_its_own_is_summed_up() -> None:
    assert set(ORDER) - set(LINES) == {"income_kind", "income_amount"}  # they end in a line of incomes


def test_what_decides_soonest_is_asked_first() -> None:
    asked = Interview().until("confirm").asked
    assert asked[:3] == ["members", "earned", "other_income"]


def test_a_family_head_with_one_salary_is_asked_at_most_twelve_questions() -> None:
    interview = Interview().until("confirm")
    assert len(set(interview.asked) - STEP_NAMES) <= MOST_QUESTIONS
    interview.press("صحيح، احسب")
    estimate = interview.case.estimate(TODAY).as_json()
    assert estimate["verdict"] == "likely_eligible"
    assert estimate["pension"]["low"] == pension(5, salaries=4000)


def test_an_independent_is_asked_at_most_twelve_questions() -> None:
    interview = Interview().until("confirm", members="عايش لحالي", earned="راتبي 1000", age="40")
    assert len(set(interview.asked) - STEP_NAMES) <= MOST_QUESTIONS
    assert "age" in interview.asked
    interview.press("صحيح، احسب")
    estimate = interview.case.estimate(TODAY).as_json()
    assert estimate["verdict"] == "likely_eligible"
    assert estimate["pension"]["low"] == pension(1, salaries=1000)


@pytest.mark.parametrize(("answer", "name"), [("زوجتي وولدين", "age"), ("عايش لحالي", "nothing")])
def test_the_age_is_asked_of_an_independent_only(answer: str, name: str) -> None:
    asked = Interview().until("confirm", members=answer, earned="راتبي 1000").asked
    assert ("age" in asked) == (name == "nothing")


def test_studies_are_asked_of_an_independent_below_the_age_limit_only() -> None:
    limit = parameters.on(TODAY).student_age_limit
    young, older = (
        Interview().until("confirm", members="عايش لحالي", earned="راتبي 1000", age=str(age)).asked
        for age in (limit - 1, limit)
    )
    assert "student" in young
    assert "student" not in older


def test_the_exception_is_asked_of_other_nationals_only() -> None:
    assert "exception" not in Interview().until("confirm").asked
    assert Interview().until("nationality").press("لا").case.question == "exception"


def test_workers_for_a_disability_are_asked_only_above_the_limit_of_workers() -> None:
    limit = parameters.on(TODAY).workers_limit
    within, above = (Interview().until("workers").say(str(number)) for number in (limit, limit + 1))
    assert within.case.question == "abroad"
    assert above.case.question == "workers_for_disability"


def test_the_address_is_not_asked_where_there_is_no_proof_of_the_home() -> None:
    interview = Interview().until("home").press("بلا إثبات").press("أكمل الأسئلة")
    assert interview.case.question == "bank"


def test_work_is_not_asked_of_those_who_told_their_own_pay() -> None:
    assert "empowerment" not in Interview().until("confirm").asked
    assert "empowerment" in Interview().until("confirm", earned="راتب زوجتي 2000").asked


def test_what_is_known_is_not_asked() -> None:
    case = Case(answered=list(ORDER))
    assert next_question(case, TODAY) is None


def test_an_open_income_is_asked_for_as_long_as_one_is_open() -> None:
    case = Case(answered=list(ORDER))
    case.income.extend({"kind": None, "monthly": amount, "whose": "applicant"} for amount in (1000, 2000))
    assert next_question(case, TODAY) == "income_kind"
    case.income[0]["kind"] = "rent"
    assert next_question(case, TODAY) == "income_kind"
    case.income[1]["kind"] = "salary"
    assert next_question(case, TODAY) is None


def test_the_question_for_the_source_of_an_income_names_its_amount() -> None:
    case = asking("income_kind")
    assert "1,500" in ask(case, "income_kind", TODAY).text


def test_the_source_is_not_asked_of_an_income_without_an_amount_in_a_broken_sentence() -> None:
    interview = Interview().until("earned").say("عندي تكسي يدخل تقريبا 2000 الى 2500")
    assert "دخلك  ريال" not in interview.said


def test_the_question_for_an_amount_names_what_and_whose() -> None:
    case = Case()
    case.income.append({"kind": "salary", "monthly": None, "whose": "wife"})
    text = ask(case, "income_amount", TODAY).text
    assert "الراتب" in text
    assert "الزوجة" in text


def test_the_question_for_other_income_lists_what_was_told() -> None:
    assert "4,000" in Interview().until("other_income").said
