"""The intent model: what it learns, what it refuses to learn from, and what it keeps."""

from pathlib import Path

import numpy as np
import pytest
from small_assistant import MESSAGES

from nlu.calibration import calibration_error, fit_scale, probabilities, reliability
from nlu.intents import (
    IntentModel,
    Messages,
    Settings,
    TrainingMessagesError,
    columns_of,
    conflicts,
    distinct,
    unseen_scores,
    with_odds,
)

TEXTS = [text for texts in MESSAGES.values() for text in texts]
INTENTS = [intent for intent, texts in MESSAGES.items() for _ in texts]


@pytest.fixture(scope="module")
def messages() -> Messages:
    return distinct(TEXTS, INTENTS)


@pytest.fixture(scope="module")
def model(messages: Messages) -> IntentModel:
    return IntentModel.train(messages, Settings())


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ابغى اعترض على قرار الرفض", "objection_steps"),
        ("متى ينزل معاش الضمان", "payment_date"),
        ("السلام عليكم يا هلا", "greet"),
        ("وش الطقس", "out_of_scope"),
    ],
)
def test_new_wordings_are_understood(model: IntentModel, text: str, intent: str) -> None:
    assert model.ranking(text)[0][0] == intent


@pytest.mark.parametrize("text", ["متى ينزل الضمان", "ابي اعترض", "شي ما له علاقة", "3000", "qwxz"])
def test_confidences_add_up_to_one_and_are_ranked(model: IntentModel, text: str) -> None:
    ranking = model.ranking(text)
    assert {name for name, _ in ranking} == set(MESSAGES)
    assert sum(confidence for _, confidence in ranking) == pytest.approx(1)
    assert [confidence for _, confidence in ranking] == sorted((c for _, c in ranking), reverse=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كيف أعترض على القرار؟", "كيف اعترض علي القرار"),
        ("متى تودع الدفعة", "متي تودع الدفعـــه"),
        ("متى ينزل راتب 3000", "متى ينزل راتب ٤٥٠٠"),
    ],
)
def test_spelling_changes_nothing(model: IntentModel, one: str, other: str) -> None:
    assert model.confidences(one) == pytest.approx(model.confidences(other))


@pytest.mark.parametrize("text", ["", "3000", "٥٠", "😀😀", "؟؟؟"])
def test_a_message_without_letters_favours_no_intent(model: IntentModel, text: str) -> None:
    assert model.confidences(text) == pytest.approx([0.25] * 4)


@pytest.mark.parametrize("text", ["你好", "привет как дела", "שלום", "ضصثقط", "qwxzj fgh", "ظظ ذذ", "xx"])
def test_gibberish_and_other_alphabets_favour_no_topic(model: IntentModel, text: str) -> None:
    assert max(confidence for name, confidence in model.ranking(text) if name != "out_of_scope") < 0.4


def test_the_likeliest_intents_of_unseen_messages_are_mostly_right(messages: Messages) -> None:
    predicted = unseen_scores(messages, Settings()).argmax(axis=1)
    inside = np.array(messages.intents) != "out_of_scope"
    assert (predicted == columns_of(messages))[inside].mean() > 0.7


def test_confidences_of_unseen_messages_can_be_trusted(messages: Messages) -> None:
    scores, right = unseen_scores(messages, Settings()), columns_of(messages)
    likely = probabilities(scores, fit_scale(scores, right))
    bins = reliability(likely.max(axis=1), likely.argmax(axis=1) == right, bins=3)
    assert calibration_error(bins) < 0.2


def test_training_twice_gives_the_same_model(messages: Messages, model: IntentModel) -> None:
    again = IntentModel.train(messages, Settings())
    assert again.confidences("متى الصرف") == pytest.approx(model.confidences("متى الصرف"))


def test_a_saved_model_answers_as_before(model: IntentModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    loaded = IntentModel.load(tmp_path)
    for text in (*TEXTS[::7], "شي جديد تماما", "3000"):
        assert loaded.ranking(text) == model.ranking(text)


def test_nothing_in_a_saved_model_can_run(model: IntentModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    harmful = np.array([print], dtype=object)
    np.savez(tmp_path / "arrays.npz", weights=harmful, letter_rarity=harmful, stem_rarity=harmful)
    with pytest.raises(ValueError, match="allow_pickle=False"):
        IntentModel.load(tmp_path)


def test_two_intents_are_enough() -> None:
    two = distinct(TEXTS[:24], INTENTS[:24])
    model = IntentModel.train(two, Settings())
    assert model.ranking("ابي اعترض على الرفض")[0][0] == "objection_steps"
    assert model.ranking("هلا والله مرحبا")[0][0] == "greet"


def test_messages_that_differ_in_spelling_only_are_learned_once() -> None:
    kept = distinct(["أهلًا", "اهلا", "مرحبا", "باي", "وداعا"], ["greet", "greet", "greet", "goodbye", "goodbye"])
    assert kept.texts == ("أهلًا", "مرحبا", "باي", "وداعا")


def test_an_intent_with_one_message_is_refused_by_name() -> None:
    with pytest.raises(TrainingMessagesError, match="add to: goodbye"):
        distinct(["مرحبا", "هلا", "باي", "3000"], ["greet", "greet", "goodbye", "goodbye"])


def test_a_single_intent_is_refused() -> None:
    with pytest.raises(TrainingMessagesError, match="at least two intents"):
        distinct(["مرحبا", "هلا"], ["greet", "greet"])


def test_a_message_under_two_intents_is_found_whatever_its_spelling() -> None:
    assert conflicts(["سلام!", "سـلام", "هلا"], ["greet", "goodbye", "greet"]) == {"سلام": ("goodbye", "greet")}


def test_greater_odds_make_a_refusal_likelier_and_leave_the_rest_in_order(messages: Messages) -> None:
    plain = dict(IntentModel.train(messages, Settings()).ranking("كم سعر الصرف"))
    wary = dict(IntentModel.train(messages, Settings(out_of_scope_odds=4.0)).ranking("كم سعر الصرف"))
    assert wary["out_of_scope"] > plain["out_of_scope"]
    assert wary["greet"] / wary["payment_date"] == pytest.approx(plain["greet"] / plain["payment_date"])
    assert sum(wary.values()) == pytest.approx(1)


def test_odds_multiply_odds() -> None:
    likely = np.array([[0.8, 0.2], [0.5, 0.5]])
    assert with_odds(likely, ("greet", "out_of_scope"), 4.0)[:, 1] == pytest.approx([0.5, 0.8])
    assert with_odds(likely, ("greet", "goodbye"), 4.0) is likely


def test_calibration_may_judge_only_part_of_the_messages(messages: Messages) -> None:
    part = IntentModel.train(messages, Settings(calibrated_on=5))
    whole = IntentModel.train(messages, Settings())
    assert part.scale != whole.scale
    assert part.scores("متى الصرف") == pytest.approx(whole.scores("متى الصرف"))


def test_without_a_network_a_model_learns_saves_and_loads(messages: Messages, tmp_path: Path) -> None:
    model = IntentModel.train(messages, Settings(network_weight=0))
    model.save(tmp_path)
    loaded = IntentModel.load(tmp_path)
    assert loaded.ranking("ابي اعترض") == model.ranking("ابي اعترض")
    assert loaded.ranking("ابي اعترض")[0][0] == "objection_steps"
