"""The trained reader: each question judges by itself, with a confidence that a stored model keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.answer_examples import Example, Examples
from nlu.answer_model import AnswerModel

ANSWERS = {
    "nationality": {
        "saudi": "سعودي|انا سعودية|نعم سعودي|مواطن سعودي|سعوديه والحمدلله|ايه سعودي من حايل|سعودي ابا عن جد|نعم",
        "other": "يمني|انا مصرية|ماني سعودي|مو سعودية|لا سوري|مقيم من السودان|غير سعودي|لا|جنسيتي اردنية",
    },
    "cars": {
        "0": "ما عندي سيارة|ولا سيارة|لا سيارة|بعنا سيارتنا|ما عندنا موتر|نمشي بالتاكسي ما عندنا سيارة|لا|صفر",
        "1": "سيارة وحدة|كامري قديمة|عندنا سيارة|وحدة|هايلكس بس|سيارة باسم زوجي|ونيت ٩٥|وحدة باسمي",
        "2": "سيارتين|ثنتين|كامري وونيت|سيارتين وحدة خربانة|وحدة لي ووحدة لزوجي|جيب وهايلكس|ثنتين باسمي|٢",
    },
}
SHARED = (
    *((text, "dont_know") for text in ("ما ادري", "مدري والله", "والله ما ادري", "ما اعرف")),
    *((text, "refuses") for text in ("ما ابي اقول", "ما اقول لاحد", "سر")),
    *((text, "asks") for text in ("ليش تسأل", "ليش هالسؤال", "ليش تسأل عن هذا", "وش تقصد", "ليش السؤال")),
)


@pytest.fixture(scope="module")
def model() -> AnswerModel:
    told: dict[str, dict[str, str]] = {}
    for question, labels in ANSWERS.items():
        for label, texts in labels.items():
            for text in texts.split("|"):
                told.setdefault(text, {})[question] = label
    answers = tuple(Example(text, labels) for text, labels in told.items())
    return AnswerModel.train(Examples(tuple(ANSWERS), answers, SHARED))


@pytest.mark.parametrize(
    ("text", "question", "label"),
    [
        ("سعودية من ابها", "nationality", "saudi"),
        ("مب سعودي", "nationality", "other"),
        ("ما عندنا سياره", "cars", "0"),
        ("هايلكس", "cars", "1"),
        ("ثنتين", "cars", "2"),
        ("ما ادري", "cars", "dont_know"),
        ("ليش تسال", "nationality", "nothing"),
    ],
)
def test_a_message_is_judged_as_the_answer_to_each_question(
    model: AnswerModel, text: str, question: str, label: str
) -> None:
    assert model.judge(text)[question][0] == label


def test_a_bare_no_answers_whatever_was_asked(model: AnswerModel) -> None:
    judged = model.judge("لا")
    assert (judged["nationality"][0], judged["cars"][0]) == ("other", "0")


def test_gibberish_is_less_sure_than_an_answer(model: AnswerModel) -> None:
    assert model.judge("قثقث ضصض")["nationality"][1] < model.judge("نعم سعودي")["nationality"][1]


def test_nothing_is_judged_in_an_empty_message(model: AnswerModel) -> None:
    assert model.judge("  ") == {}


def test_a_stored_model_judges_as_before(model: AnswerModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    stored = AnswerModel.load(tmp_path)
    for text in ("انا سعودية وعندي سيارتين", "لا", "مدري"):
        before, after = model.judge(text), stored.judge(text)
        assert before.keys() == after.keys()
        for question, (label, confidence) in before.items():
            assert after[question][0] == label
            assert after[question][1] == pytest.approx(confidence)


def test_a_question_of_two_labels_is_learned_too(tmp_path: Path) -> None:
    answers = tuple(Example(text, {"student": label}) for text, label in [("طالب", "yes"), ("متخرج", "no")] * 4)
    model = AnswerModel.train(Examples(("student",), answers, ()))
    assert model.judge("متخرج")["student"][0] == "no"
