"""What a message is heard to do: facts of two readers, what is asked, wanted and supposed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from unittest.mock import patch

import pytest

from actions import readers
from actions.case import Case, Income
from actions.hearing import Heard, hear
from actions.message import Clause, Message
from actions.talk import Talk
from arabic.told import Told
from tests.actions.told import FAMILY, NO, NOTHING, act, facts, family, pay, people


@pytest.fixture(autouse=True)
def _thresholds() -> Iterator[None]:
    """The trained reader counts from 0.9 on."""
    with patch.object(readers, "thresholds", lambda: {"nationality": 0.9, "cars": 0.9, "earned": 0.9}):
        yield


def heard(
    told: Told = NOTHING,
    *,
    text: str = "كلام",
    intent: str = "inform",
    confidence: float = 1.0,
    asked: str | None = None,
    topic: str | None = None,
    judged: Mapping[str, tuple[str, float]] | None = None,
    clauses: tuple[Clause, ...] = (),
    case: Case | None = None,
) -> Heard:
    """A message that `arabic.read` reads so, while a question stands open."""
    message = Message(text, intent, confidence, judged=judged or {}, clauses=clauses)
    with patch.object(readers, "read", lambda *_, **__: told):
        return hear(message, case or Case(), Talk(question=asked, topic=topic))


def test_what_both_readers_say_is_sure() -> None:
    both = heard(facts(nationality="saudi"), asked="nationality", judged={"nationality": ("saudi", 0.99)})
    assert both.told.facts == {"nationality": "saudi"}
    assert not both.told.unsure


def test_what_the_rows_alone_say_is_taken() -> None:
    alone = heard(facts(nationality="saudi"), asked="nationality", judged={"nationality": ("nothing", 0.99)})
    assert alone.told.facts == {"nationality": "saudi"}


@pytest.mark.parametrize(
    ("confidence", "known", "unsure"),
    [(0.95, {"nationality": "other"}, set()), (0.85, {"nationality": "other"}, {"nationality"}), (0.5, {}, set())],
)
def test_what_the_trained_reader_alone_says_counts_from_its_threshold_on_and_is_asked_about_below(
    confidence: float, known: dict[str, str], unsure: set[str]
) -> None:
    told = heard(asked="nationality", judged={"nationality": ("other", confidence)}).told
    assert (told.facts, told.unsure) == (known, unsure)


def test_rows_that_stand_against_another_likely_reading_are_asked_about() -> None:
    differ = heard(facts(cars=3), asked="cars", judged={"cars": ("1", 0.6)})
    assert differ.told.unsure == {"cars"}


def test_where_the_readers_disagree_the_fact_is_not_sure() -> None:
    differ = heard(facts(nationality="saudi"), asked="nationality", judged={"nationality": ("other", 0.97)})
    assert differ.told.unsure == {"nationality"}


def test_a_plain_no_is_the_label_that_it_means() -> None:
    assert heard(NO, asked="nationality", judged={"nationality": ("other", 0.97)}).told.unsure == frozenset()


def test_the_trained_reader_hears_that_nothing_is_earned() -> None:
    assert heard(asked="earned", judged={"earned": ("none", 0.99)}).told.no_more == {"earned"}


def test_the_trained_reader_of_another_question_is_not_heard() -> None:
    assert heard(asked="cars", judged={"nationality": ("other", 0.99)}).told.empty


@pytest.mark.parametrize("label", ["dont_know", "refuses"])
def test_the_trained_reader_hears_who_gives_no_answer(label: str) -> None:
    assert label in heard(asked="cars", judged={"cars": (label, 0.99)}).wants


def test_do_not_know_beside_an_answer_is_no_dont_know() -> None:
    told = Told(facts={"cars": 1}, acts=frozenset(["dont_know"]))
    assert "dont_know" not in heard(told, asked="cars").wants


def test_a_clause_that_asks_has_a_topic_of_its_own() -> None:
    clauses = (Clause("راتبي 3000", False, "inform", 0.9), Clause("متى ينزل", True, "payment_date", 0.9))
    both = heard(pay(3000, acts=frozenset(["asks"])), clauses=clauses)
    assert [one.topic for one in both.asks] == ["payment_date"]
    assert both.told.incomes


def test_a_message_that_tells_nothing_asks_for_its_topic() -> None:
    assert [one.topic for one in heard(intent="payment_date").asks] == ["payment_date"]


def test_a_topic_never_beats_a_fact_that_answers_the_open_question() -> None:
    answer = heard(facts(empowerment="seeking"), intent="training_and_work", asked="empowerment")
    assert answer.told.facts
    assert not answer.asks


def test_an_answer_that_also_asks_does_both() -> None:
    both = heard(Told(facts={"cars": 1}, acts=frozenset(["asks"])), intent="payment_date", asked="cars")
    assert both.told.facts
    assert both.asks


def test_an_uncertain_topic_in_the_interview_is_no_question() -> None:
    assert not heard(intent="payment_date", confidence=0.3, asked="cars").asks


def test_am_i_entitled_wants_an_estimate_and_asks_no_topic() -> None:
    wants = heard(family(), intent="eligibility_estimate")
    assert wants.wants == {"estimate"}
    assert not wants.asks


@pytest.mark.parametrize("intent", ["stop_cancel", "goodbye", "skip"])
def test_an_answer_that_sounds_like_stopping_is_an_answer(intent: str) -> None:
    assert not heard(NO, intent=intent, asked="other_income").wants


def test_stop_is_heard_whatever_the_intent() -> None:
    assert "stop" in heard(act("stop"), intent="nlu_fallback", confidence=0.1, asked="cars").wants


def test_a_supposition_is_no_fact() -> None:
    supposing = heard(pay(3000, "wife", acts=frozenset(["supposes"])), case=Case.from_household(FAMILY))
    assert supposing.supposes


def test_if_i_have_at_the_beginning_tells_a_case() -> None:
    told = Told(persons=family().persons, acts=frozenset(["supposes"]))
    assert not heard(told, intent="eligibility_estimate").supposes


def test_a_short_question_leans_on_the_answer_before() -> None:
    leaning = heard(people("wife"), text="والزوجة؟", topic="amounts")
    assert [one.topic for one in leaning.asks]
    assert leaning.told.empty


def test_facts_with_numbers_lean_on_nothing() -> None:
    assert not heard(family(), text="والبنات ثلاث", topic="amounts").asks


def test_a_short_question_in_the_interview_is_an_answer() -> None:
    assert heard(people("wife"), text="والزوجة", topic="amounts", asked="members").told.persons


def test_distress_is_heard_by_its_words_beside_facts() -> None:
    assert heard(pay(1000), text="راتبي 1000 وابغى اموت", asked="earned").distress


def test_distress_by_the_intent_alone_is_no_answer_of_ours() -> None:
    assert heard(Told(alone=True), text="أعيش وحدي", intent="distress", asked="members").distress is None
    assert heard(text="تعبت من كل شي", intent="distress").distress


def test_a_greeting_beside_facts_is_no_greeting_alone() -> None:
    assert heard(intent="greet").courtesy == "greet"
    assert heard(family(), intent="greet").courtesy is None


def test_a_correction_that_names_nothing_is_read_as_the_answer_before() -> None:
    def read(text: str, *, asked: str | None, known: object) -> Told:
        return pay(3200, acts=frozenset(["corrects"])) if asked == "earned" else act("corrects")

    with patch.object(readers, "read", read):
        said = hear(Message("لا غلطت 3200", "correction"), Case(), Talk(question="nationality", previous="earned"))
    assert said.asked == "earned"
    assert said.told.incomes
    assert said.corrects


def test_a_correction_that_names_nothing_is_of_the_income_told_last() -> None:
    case = Case()
    case.incomes = [Income(1, "salary", low=3000, high=3000), Income(2, "business", low=800, high=800)]
    said = hear(Message("خلها الف احسن", "correction"), case, Talk(question="confirm", previous="bank", income=2))
    assert [(income.kind, income.low) for income in said.told.incomes] == [("business", 1000)]
    assert not said.told.facts


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        (Message("/inform", "inform", question="cars", value="2"), Heard(press=("cars", "2"))),
        (Message("/start_over", "start_over"), Heard(wants=frozenset(["start_over"]))),
        (Message("/greet", "greet"), Heard(courtesy="greet")),
        (Message("/dont_know", "dont_know"), Heard(wants=frozenset(["dont_know"]))),
    ],
)
def test_a_button_does_what_it_says(message: Message, expected: Heard) -> None:
    assert hear(message, Case(), Talk()) == expected


def test_the_button_for_more_asks_for_the_rest_of_its_topic() -> None:
    asked = hear(Message("/amounts", "amounts", value="more"), Case(), Talk()).asks
    assert [(one.topic, one.more) for one in asked] == [("amounts", True)]


@pytest.mark.parametrize(
    ("asked", "known", "counts"),
    [
        ("other_income", {"address": True}, False),
        ("nationality", {"cars": 1}, False),
        ("address", {"proof": "lease"}, True),
        ("earned", {"empowerment": "seeking"}, True),
        ("nationality", {"marital": "divorced"}, True),
        ("nationality", {}, True),
    ],
)
def test_a_yes_or_no_with_a_fact_of_another_question_is_no_answer_to_this_one(
    asked: str, known: dict[str, object], *, counts: bool
) -> None:
    assert (heard(Told(answer="no", facts=known), asked=asked).answer == "no") is counts


def test_a_short_question_without_a_mark_tells_nothing() -> None:
    asked = heard(facts(proof="certificate"), text="ابي مشهد ضمان", intent="benefit_statement")
    assert asked.asks
    assert asked.told.empty


def test_a_long_message_with_a_topic_tells_what_it_tells() -> None:
    text = "السلام عليكم انا شايب وعجوزي معي وولدي موظف وقطعوا عني الضمان بسببه"
    assert heard(family(), text=text, intent="stop_of_entitlement").told.persons


@pytest.mark.parametrize(
    ("text", "supposed"), [("40 ريال لو تبغون ارسل لكم صوره", False), ("طيب لو كان عندي 40 ريال", True)]
)
def test_an_answer_with_an_if_behind_it_is_an_answer(text: str, *, supposed: bool) -> None:
    told = Told(facts={"bank_average": 40}, acts=frozenset(["supposes"]))
    assert heard(told, text=text, asked="bank").supposes is supposed
