"""The files of answers: one form that anybody can extend, and errors that say what may stand there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from nlu.answer_examples import FOLDER, NO_ANSWERS, AnswersError, read_examples
from nlu.answer_thresholds import LABELS

ROOT = Path(__file__).parents[2]
NOT_LABELS = {"home": {"home"}, "workers_for_disability": {"all", "half"}}
"""Labels that tell less than a fact: a home without its proof, a share of workers that are not known here."""
TOLD_BY_AMOUNTS = ("members", "earned", "other_income", "abroad", "cars", "workers", "workers_for_disability")


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return folder


def test_answers_stand_a_line_each_under_their_label(tmp_path: Path) -> None:
    examples = read_examples(
        write(tmp_path, cars="# كم سيارة\n3: |\n  - ثلاث سيارات\n  - ٣: جيب وونيت وكامري\nno: |\n  - لا\n")
    )
    assert examples.questions == ("cars",)
    assert [(one.text, one.labels) for one in examples.answers] == [
        ("ثلاث سيارات", {"cars": "3"}),
        ("٣: جيب وونيت وكامري", {"cars": "3"}),
        ("لا", {"cars": "no"}),
    ]


def test_one_message_may_answer_several_questions(tmp_path: Path) -> None:
    both = "سيارة ولا شغالة"
    folder = write(tmp_path, cars=f"1: |\n  - {both}\n", workers=f"0: |\n  - {both}\n", any="nothing: |\n  - طيب\n")
    examples = read_examples(folder)
    assert [one.labels for one in examples.answers] == [{"cars": "1", "workers": "0"}]
    assert examples.shared == (("طيب", "nothing"),)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- سيارة\n", r"cars\.yml: allowed are labels"),
        ("1:\n- سيارة\n", r"cars\.yml: allowed are labels"),
        ("1: |\n  سيارة\n", r"cars\.yml: the line 'سيارة' must begin with '- '"),
        ("1: |\n  - سيارة\n2: |\n  - سيارةً\n", r"cars\.yml: 'سيارةً' stands under 1 and 2; keep one"),
    ],
)
def test_what_cannot_be_learned_from_is_named(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(AnswersError, match=reason):
        read_examples(write(tmp_path, cars=text))


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnswersError, match="at least one file"):
        read_examples(tmp_path)


def test_messages_are_left_out_by_their_words_and_short_ones_stay(tmp_path: Path) -> None:
    examples = read_examples(write(tmp_path, cars="1: |\n  - عندنا سيارة واحدة\n  - وحدة\n"))
    left = examples.without(["عندنا سياره واحده", "وحده"])
    assert [one.text for one in left.answers] == ["وحدة"]


def test_every_closed_question_has_answers_enough_under_the_labels_that_the_interview_knows() -> None:
    examples = read_examples(ROOT / FOLDER)
    known = yaml.safe_load((ROOT / "actions" / "questions.yml").read_text(encoding="utf-8"))
    assert set(examples.questions) == set(LABELS)
    for question in examples.questions:
        counts = Counter(one.labels[question] for one in examples.answers if question in one.labels)
        assert sum(counts.values()) >= 250, question
        facts = {label for label in counts if label not in NO_ANSWERS} - NOT_LABELS.get(question, set())
        assert all(counts[label] >= 20 for label in facts), question
        if question not in TOLD_BY_AMOUNTS:
            assert facts == {str(label) for label in known[question]["labels"]}, question
