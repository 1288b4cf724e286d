"""The files of topics: their schema, what they refer to, and what may never stand in them."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

import knowledge
from knowledge import KnowledgeError, Topic, sources
from knowledge.example import NAMES
from knowledge.loading import FOLDER, read, read_topic
from knowledge.topic import references
from rules import parameters

ANSWERED_NOW = {
    "eligibility_estimate",
    "eligibility_conditions",
    "calculation_method",
    "amounts",
    "income_types",
    "registration_steps",
    "required_documents",
    "rejection_reasons",
    "objection_steps",
    "contact",
    "payment_date",
    "non_saudi_cases",
}
# Digits that are no figures of the programme: articles of the Law, the decree, years.
ARTICLES = re.compile(r"(?:المادة|المادتان|المواد) \d+(?: و\d+)*|م/35|\b20\d\d\b|\b14\d\dهـ")
# The programme's figures in words.
FIGURES_IN_WORDS = re.compile(r"نصف|خمسين|خمسون|ثلاثة أشهر|ستة أشهر|تسعين|ثلاثين|ستين|عشرين|خمسة عشر|مئة|ألف")
GOOD = """
title: شيء
answer: جواب.
more: بقية الجواب.
sources: [law-9]
grade: L
checked: 2026-11-22
follow_ups: [amounts]
"""


def every_topic() -> list[Topic]:
    return list(knowledge.topics().values())


def texts() -> Iterator[tuple[str, str]]:
    for topic in every_topic():
        for text in topic.texts():
            yield topic.name, text


def topic_file(folder: Path, text: str, name: str = "thing") -> Path:
    path = folder / f"{name}.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_topic_of_the_assistant_has_its_file() -> None:
    assert set(knowledge.topics()) >= ANSWERED_NOW


def test_every_topic_is_an_intent_of_the_assistant() -> None:
    domain = yaml.safe_load((FOLDER.parent.parent / "domain.yml").read_text(encoding="utf-8"))
    assert set(knowledge.topics()) <= {
        intent if isinstance(intent, str) else next(iter(intent)) for intent in domain["intents"]
    }


def test_titles_are_short_enough_for_a_button_and_differ() -> None:
    titles = [topic.title for topic in every_topic()]
    assert max(map(len, titles)) <= 20
    assert len(set(titles)) == len(titles)


def test_every_figure_that_an_answer_refers_to_exists_on_every_day() -> None:
    for day in parameters.changes():
        known = set(parameters.figures(day))
        for topic in every_topic():
            unknown = {name for name in topic.figures() - known if not name.endswith("_before")}
            assert unknown <= (set(NAMES) if topic.example else set()), (day, topic.name)
    latest = set(parameters.figures(parameters.changes()[-1]))
    assert {name for topic in every_topic() for name in topic.figures() if name.endswith("_before")} <= latest


def test_no_digit_is_written_by_hand_but_articles_and_years() -> None:
    for name, text in texts():
        rest = ARTICLES.sub("", re.sub(r"{\w+}", "", text))
        assert not re.search(r"\d", rest), (name, rest)


def test_no_figure_of_the_programme_is_written_in_words() -> None:
    for name, text in texts():
        assert not FIGURES_IN_WORDS.search(text), (name, text)


def test_a_reference_to_a_figure_is_a_bare_name() -> None:
    for name, text in texts():
        assert all(re.fullmatch(r"[a-z][a-z0-9_]*", figure) for figure in references(text)), (name, text)


def test_the_grade_of_an_answer_is_that_of_one_of_its_sources() -> None:
    for topic in every_topic():
        assert topic.grade in {sources.source(key).grade for key in topic.sources}, topic.name


def test_no_topic_was_checked_in_the_future() -> None:
    assert all(topic.checked <= date.today() for topic in every_topic())


def test_an_article_that_an_answer_names_is_among_its_sources() -> None:
    for topic in every_topic():
        keys = {*topic.sources, *topic.more_sources}
        for text in topic.texts():
            for articles in re.findall(r"(?:المادة|المادتان|المواد) (\d+(?: و\d+)*)", text):
                for article in re.findall(r"\d+", articles):
                    assert f"law-{article}" in keys, (topic.name, article)


def test_the_decree_on_the_old_system_is_cited_where_it_is_told() -> None:
    for topic in every_topic():
        if any("م/35" in text for text in topic.texts()):
            assert "decree-m35" in (*topic.sources, *topic.more_sources), topic.name


def test_a_topic_is_added_by_adding_its_file(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.yml"):
        topic_file(tmp_path, path.read_text(encoding="utf-8"), path.stem)
    topic_file(tmp_path, GOOD, "penalties")
    assert read(tmp_path)["penalties"].title == "شيء"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (GOOD.replace("title: شيء", "title: عنوان أطول من أن يقرأ على زر صغير"), "title"),
        (GOOD.replace("more: بقية الجواب.", ""), "more"),
        (GOOD.replace("grade: L", "grade: Z"), "grade"),
        (GOOD.replace("checked: 2026-11-22", "checked: أمس"), "checked"),
        (GOOD.replace("sources: [law-9]", "sources: []"), "sources"),
        (GOOD.replace("sources: [law-9]", "sources: [law-9, law-9]"), "sources"),
        (GOOD.replace("answer: جواب.", "answer: '{head_minimum ريال'"), "thing.yml"),
        (GOOD + "colour: green\n", "colour"),
        (GOOD + "uncertain: [{what: شيء}]\n", "uncertain.0.why"),
        ("", "thing.yml"),
        ("title: [", "thing.yml"),
    ],
    ids=[
        "a title too long",
        "no rest",
        "an unknown grade",
        "a day that is none",
        "no source",
        "a source named twice",
        "a brace without its twin",
        "an unknown field",
        "an uncertainty without its reason",
        "an empty file",
        "broken YAML",
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_its_field(tmp_path: Path, wrong: str, told: str) -> None:
    path = topic_file(tmp_path, wrong)
    with pytest.raises(KnowledgeError, match=re.escape(told)) as caught:
        read_topic(path)
    assert "thing.yml" in str(caught.value)


def test_a_follow_up_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    topic_file(tmp_path, GOOD)
    with pytest.raises(KnowledgeError, match=r"thing\.yml: follow_ups: 'amounts'"):
        read(tmp_path)


def test_a_topic_that_follows_itself_is_refused(tmp_path: Path) -> None:
    topic_file(tmp_path, GOOD.replace("follow_ups: [amounts]", "follow_ups: [thing]"))
    with pytest.raises(KnowledgeError, match="follow_ups"):
        read(tmp_path)


def test_a_source_in_neither_register_is_refused(tmp_path: Path) -> None:
    topic_file(tmp_path, GOOD.replace("[law-9]", "[law-9, law-99]"))
    topic_file(tmp_path, GOOD.replace("[amounts]", "[thing]"), "amounts")
    with pytest.raises(KnowledgeError, match="law-99"):
        read(tmp_path)


def test_an_unknown_topic_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        knowledge.topic("weather")
