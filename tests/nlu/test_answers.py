"""The trained reader of answers: what a short answer says of the question asked, with a probability that means
something."""

from pathlib import Path

import pytest

from nlu.answer_model import NO_ANSWERS, AnswerModel, AnswerModels, Answers, read, training_answers

SAUDI = [
    "نعم سعودي",
    "ايه سعوديه",
    "سعودي ابا عن جد",
    "اكيد مواطن سعودي",
    "سعوديه والحمدلله",
    "مواطنه",
    "نعم الجنسيه سعوديه",
    "سعودي من الجنوب",
]
OTHER = [
    "لا يمني",
    "ماني سعوديه",
    "مصريه متزوجه سعودي",
    "انا سوري مقيم",
    "مهب سعودي",
    "لا والله سودانيه",
    "غير سعودي",
    "من اليمن",
]


@pytest.fixture(scope="module")
def model() -> AnswerModel:
    texts = [*SAUDI, *OTHER]
    return AnswerModel.learn([read(text) for text in texts], ["saudi"] * len(SAUDI) + ["other"] * len(OTHER))


@pytest.mark.parametrize(
    ("text", "label"), [("سعودي", "saudi"), ("ماني سعودي", "other"), ("انا مصريه", "other"), ("مواطن", "saudi")]
)
def test_an_answer_is_judged_by_its_words_and_their_denials(model: AnswerModel, text: str, label: str) -> None:
    judged, probability = model.judge(read(text))
    assert judged == label
    assert 0.5 < probability <= 1


def test_gibberish_is_judged_with_less_certainty_than_an_answer(model: AnswerModel) -> None:
    assert model.judge(read("قثقث ضصضص"))[1] < model.judge(read("نعم سعودي"))[1]


def test_models_are_kept_and_read_again(tmp_path: Path) -> None:
    learnt = AnswerModels.learn(
        {"nationality": Answers((*SAUDI, *OTHER), ("saudi",) * len(SAUDI) + ("other",) * len(OTHER))}
    )
    learnt.save(tmp_path)
    assert AnswerModels.load(tmp_path).judge("لا يمني") == learnt.judge("لا يمني")


def test_every_closed_question_has_enough_answers_under_each_label() -> None:
    answers = training_answers()
    assert len(answers) >= 15
    for question, known in answers.items():
        for label in set(known.labels) - set(NO_ANSWERS):
            assert known.labels.count(label) >= 8, (question, label)


def test_a_file_that_is_no_mapping_of_lists_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "cars.yml").write_text("- سيارة\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"cars\.yml"):
        training_answers(tmp_path)
