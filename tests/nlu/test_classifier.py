"""The component inside the real Rasa: trained, stored, loaded and asked through Rasa's graph."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from small_assistant import CONFIG, Project, write_project

from nlu import classifier
from nlu.classifier import LinearIntentClassifier, UnreadableModel, UnusableTrainingMessages

Parse = Callable[[str], dict[str, Any]]


@pytest.fixture(scope="module")
def parse(project: Project) -> Parse:
    """Rasa's own reading of a message with the trained model."""
    agent = Agent.load(project.models)
    assert agent.processor is not None

    def read(text: str) -> dict[str, Any]:
        parsed: dict[str, Any] = asyncio.run(agent.processor.parse_message(UserMessage(text)))
        return parsed

    return read


def component(folder: Path, **config: Any) -> LinearIntentClassifier:
    """A classifier outside a graph, that stores itself in the folder."""
    whole = {**LinearIntentClassifier.get_default_config(), **config}
    return LinearIntentClassifier.create(whole, LocalModelStorage(folder), Resource("classifier"), None)


def training_data(*messages: tuple[str, str]) -> TrainingData:
    return TrainingData([Message.build(text, intent) for text, intent in messages])


def test_rasa_names_the_intent_and_keeps_the_ranking(parse: Parse) -> None:
    parsed = parse("ابغى اعترض على قرار الرفض")
    assert parsed["intent"]["name"] == "objection_steps"
    assert parsed["intent_ranking"][0] == parsed["intent"]
    assert len(parsed["intent_ranking"]) == 3


@pytest.mark.parametrize("text", ["😀", "3000", "你好", "zqxj", "؟"])
def test_nonsense_falls_back_and_the_likeliest_intents_remain_in_the_ranking(parse: Parse, text: str) -> None:
    parsed = parse(text)
    assert parsed["intent"]["name"] == "nlu_fallback"
    assert parsed["intent_ranking"][0]["name"] == "nlu_fallback"
    assert len(parsed["intent_ranking"]) == 4


def test_a_button_is_not_for_the_classifier_to_judge(parse: Parse) -> None:
    assert parse("/payment_date")["intent"] == {"name": "payment_date", "confidence": 1.0}


@pytest.mark.parametrize(("regularisation", "trained_again"), [("", False), ("\n  regularisation: 0.5", True)])
def test_rasa_trains_again_only_when_the_settings_change(
    project: Project, tmp_path: Path, regularisation: str, trained_again: bool
) -> None:
    from rasa.api import train

    changed = CONFIG.replace("ranking_length: 3", f"ranking_length: 3{regularisation}")
    domain, config, files = write_project(tmp_path, changed).files
    result = train(domain, config, files, output=str(project.models), dry_run=True)
    assert (result.code != 0) == trained_again


def test_a_change_of_the_normaliser_trains_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before = LinearIntentClassifier.fingerprint_addon({})
    monkeypatch.setattr(classifier, "normalise", write_project)  # any function of another file
    assert LinearIntentClassifier.fingerprint_addon({}) != before


def test_a_mistake_in_the_configuration_is_said_before_training(tmp_path: Path) -> None:
    from rasa.api import train

    written = write_project(tmp_path, CONFIG.replace("ranking_length: 3", "n_grams: 3"))
    domain, config, files = written.files
    with pytest.raises(InvalidConfigException, match=r"in config\.yml: unknown key 'n_grams'"):
        train(domain, config, files, output=str(written.models))


def test_too_few_messages_name_the_intent(tmp_path: Path) -> None:
    with pytest.raises(UnusableTrainingMessages, match="add to: greet"):
        component(tmp_path).train(training_data(("هلا", "greet"), ("باي", "goodbye"), ("وداعا", "goodbye")))


def test_a_message_under_two_intents_is_warned_of(tmp_path: Path) -> None:
    data = training_data(("هلا", "greet"), ("سلام", "greet"), ("سلآم", "goodbye"), ("وداعا", "goodbye"))
    with pytest.warns(UserWarning, match="'سلام' stands under several intents: goodbye, greet"):
        component(tmp_path).train(data)


def test_a_classifier_that_never_learned_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableModel, match="train the model first"):
        component(tmp_path).process([Message({"text": "هلا"})])


def test_a_stored_model_that_cannot_be_read_asks_for_training(tmp_path: Path) -> None:
    classifier_folder = tmp_path / "classifier"
    classifier_folder.mkdir()
    (classifier_folder / "names.json").write_text("[]", encoding="utf-8")
    config = LinearIntentClassifier.get_default_config()
    with pytest.raises(UnreadableModel, match="train again"):
        LinearIntentClassifier.load(config, LocalModelStorage(tmp_path), Resource("classifier"), None)


def test_a_message_without_text_is_an_unclear_one(tmp_path: Path) -> None:
    trained = component(tmp_path)
    trained.train(training_data(("هلا", "greet"), ("مرحبا", "greet"), ("باي", "goodbye"), ("وداعا", "goodbye")))
    (message,) = trained.process([Message({})])
    assert message.get("intent")["confidence"] == pytest.approx(0.5)
