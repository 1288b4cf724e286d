"""The questions: their texts, their buttons, and the labels of their short answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

import actions
from actions.case import Case
from actions.policy import interview_order
from actions.questions import MOST_BUTTONS, interview, lines, payload, questions
from arabic.told import Told
from rules import parameters
from tests.actions.conversation import TODAY, Conversation
from tests.actions.told import FAMILY, facts

FIGURE = re.compile(r"{(\w+)}")
OWN = {"amount", "income", "about"}  # what a question asks about
ARTICLES = re.compile(r"(?:المادة|المادتان|المواد) \d+(?: و\d+)*|م/35 لعام \d+هـ")
IN_WORDS = re.compile(r"ثلاثة أشهر|ستة أشهر|تسعين|ثلاثين|ستين")
IDS = (  # tools outside rely on them
    "members", "earned", "income_kind", "income_amount", "other_income", "nationality", "exception", "age", "student",
    "home", "address", "bank", "cars", "workers", "workers_for_disability", "abroad", "empowerment", "old_system",
)  # fmt: skip
HAVE_NO_LINE = {"income_kind", "income_amount"}  # they end in a line of incomes

every_question = pytest.mark.parametrize("name", list(questions()))
every_button = pytest.mark.parametrize(
    ("name", "value"), [(name, payload(choice)) for name in IDS for choice in questions()[name].choices]
)


def asking(name: str) -> Case:
    """A case in which `name` can be answered."""
    kind = None if name == "income_kind" else "rent"
    income = [] if name not in HAVE_NO_LINE else [{"kind": kind, "monthly": None if kind else 1500}]
    return Case.from_household({"income": income})


def test_the_questions_about_the_household_keep_their_names() -> None:
    assert set(IDS) == set(interview()) == set(interview_order())


@every_question
def test_a_question_has_a_title_a_text_an_example_and_a_reason(name: str) -> None:
    question = questions()[name]
    assert question.title
    assert question.text.endswith(("؟", ".", "».", "{about}"))
    assert len(question.again) <= len(question.text)
    assert question.example
    assert question.why.endswith(".")


def test_a_title_fits_on_a_button_and_belongs_to_one_question() -> None:
    titles = [question.title for question in questions().values()]
    assert len(titles) == len(set(titles))
    assert all(len(title) <= 20 for title in titles)


@every_question
def test_the_values_of_a_question_have_titles_of_their_own(name: str) -> None:
    titles = [choice.title for choice in questions()[name].choices]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("name", IDS)
def test_every_question_about_the_household_can_be_answered_by_dont_know_and_by_why(name: str) -> None:
    payloads = {button.payload for button in questions()[name].ask(asking(name), TODAY).buttons}
    assert "/dont_know" in payloads
    assert "/ask_why" in payloads or len(payloads) == MOST_BUTTONS  # a list on WhatsApp has no more rows


@every_question
def test_the_figures_of_a_question_are_filled_in_on_every_day(name: str) -> None:
    question = questions()[name]
    for day in parameters.changes():
        for text in (question.text, question.again, question.why, question.example):
            assert set(FIGURE.findall(text)) <= set(parameters.figures(day)) | OWN
        case = asking(name)
        assert "{" not in question.ask(case, day).text + question.reason(case, day)


@every_button
def test_the_value_of_a_button_is_understood(name: str, value: str) -> None:
    case = asking(name)
    questions()[name].press(case, value)
    case.estimate(TODAY)  # the household that it makes is one that the rules read
    assert name in case.answered or name == "other_income"


@pytest.mark.parametrize("path", sorted(Path(actions.__file__).parent.glob("*.yml")), ids=lambda path: path.name)
def test_no_figure_of_the_programme_is_written_by_hand(path: Path) -> None:
    if path.name == "thresholds.yml":
        return
    held = parameters.on(TODAY)
    amounts = {held.head_minimum, held.dependant_addition, held.pension_cap, held.bank_average_limit}
    for text in texts(yaml.safe_load(path.read_text(encoding="utf-8"))):
        bare = ARTICLES.sub("", FIGURE.sub("", text)).replace("آخر 12 شهرًا", "")
        assert not {int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", bare)} & {
            int(one) for one in amounts
        }
        assert not IN_WORDS.search(bare), text


def texts(entry: object) -> list[str]:
    """All texts in a data file."""
    if isinstance(entry, dict):
        return [text for value in entry.values() for text in texts(value)]
    if isinstance(entry, list):
        return [text for value in entry for text in texts(value)]
    return [entry] if isinstance(entry, str) else []


@pytest.mark.parametrize(("name", "label"), [(name, label) for name in IDS for label in questions()[name].labels])
def test_a_label_and_the_facts_that_it_stands_for_are_one(name: str, label: str) -> None:
    question = questions()[name]
    told = question.told(Told(), label)
    assert question.label(told) == label
    assert question.answered_by(told)


@pytest.mark.parametrize("name", IDS)
def test_a_bare_yes_or_no_has_a_label_that_the_question_knows(name: str) -> None:
    question = questions()[name]
    assert set(question.answers.values()) <= set(question.labels)
    for answer, label in question.answers.items():
        assert question.label(Told(answer="yes" if answer == "yes" else "no")) == label


def test_facts_of_another_question_are_no_answer() -> None:
    assert questions()["nationality"].label(facts(cars=1)) is None
    assert not questions()["nationality"].answered_by(facts(cars=1))


def test_every_question_is_told_back_in_words() -> None:
    whole = {
        **FAMILY,
        "applicant": {
            **FAMILY["applicant"],
            "nationality": "other",
            "exception": "disability_card",
            "age": 40,
            "full_time_student": False,
            "from_old_system": "elderly_without_income",
        },
        "wealth": {"cars": 1, "domestic_workers": 3, "workers_for_disability": 1, "bank_average": 20000},
        "income": [{"kind": "rent", "monthly": 500, "whose": "applicant"}],
        "empowerment": "exempt",
    }
    assert set(lines(Case.from_household(whole))) == set(IDS) - HAVE_NO_LINE


def test_pay_says_that_somebody_works() -> None:
    assert "empowerment" not in lines(Case.from_household(FAMILY))


@pytest.mark.parametrize(
    ("member", "words"),
    [
        ({"relation": "husband", "absent": "prison", "same_dwelling": False}, "الزوج في السجن"),
        ({"relation": "daughter", "absent": "elsewhere", "same_dwelling": False}, "الابنة تسكن في مكان آخر"),
        ({"relation": "son", "away_for_study": True}, "الابن بعيد للدراسة"),
        ({"relation": "son", "agrees": False}, "لم يوافق"),
    ],
)
def test_who_is_not_here_and_who_does_not_agree_is_told_back(member: dict[str, object], words: str) -> None:
    told = lines(Case.from_household({"members": [{"relation": "mother"}, member]}))
    assert words in told["members"]


def test_the_question_for_the_source_of_an_income_names_its_amount() -> None:
    assert "1,500" in questions()["income_kind"].ask(asking("income_kind"), TODAY).text


def test_the_question_for_an_amount_names_what_and_whose() -> None:
    case = Case.from_household({"members": [{"relation": "wife"}], "income": [{"kind": "salary", "whose": "wife"}]})
    text = questions()["income_amount"].ask(case, TODAY).text
    assert "راتب" in text
    assert "الزوجة" in text


def test_the_question_for_other_income_lists_what_was_told() -> None:
    case = Case.from_household({"income": FAMILY["income"]})
    assert "4,000" in questions()["other_income"].ask(case, TODAY).text


def test_workers_for_a_disability_are_asked_only_above_the_limit_of_workers() -> None:
    limit = parameters.on(TODAY).workers_limit
    needed = questions()["workers_for_disability"].needed
    for number, asked in ((limit, False), (limit + 1, True)):
        case = Case.from_household({"wealth": {"domestic_workers": number}})
        assert needed(case, parameters.on(TODAY)) is asked


def test_studies_are_asked_below_the_age_limit_only() -> None:
    limit = parameters.on(TODAY).student_age_limit
    for age, asked in ((limit - 1, True), (limit, False)):
        case = Case.from_household({"applicant": {"age": age}, "members": []})
        assert questions()["student"].needed(case, parameters.on(TODAY)) is asked


def test_the_button_for_an_income_asks_for_its_amount_and_then_for_more() -> None:
    talk = Conversation({"members": FAMILY["members"], "no_more": ["earned"]}, interview=True)
    talk.case.answer("earned")
    talk.until("other_income").press("إيجار")
    assert talk.asked == "income_amount"
    talk.say("1000")
    assert talk.asked == "other_income"
    assert talk.press("لا شيء آخر").incomes == {("rent", "applicant"): 1000}
