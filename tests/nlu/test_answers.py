"""The reader of answers inside the real Rasa: trained, stored, loaded and asked through Rasa's graph."""

from __future__ import annotations

import asyncio
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
from small_assistant import CONFIG, write_project

from nlu.answers import AnswerReader
from nlu.classifier import UnreadableModel, UnusableTrainingMessages

STUDENT = """\
"yes": |
  - طالب
  - نعم ادرس
  - طالبة متفرغة
  - ادرس بالجامعة
"no": |
  - لا
  - متخرج من زمان
  - ما ادرس
  - تركت الدراسة
dont_know: |
  - ما ادري
"""


def folder_of_answers(parent: Path, text: str = STUDENT) -> Path:
    folder = parent / "answers"
    folder.mkdir()
    (folder / "student.yml").write_text(text, encoding="utf-8")
    return folder


def component(folder: Path, answers: Path) -> AnswerReader:
    """A reader outside a graph, that stores itself in the folder."""
    return AnswerReader.create({"folder": str(answers)}, LocalModelStorage(folder), Resource("answers"), None)


def test_rasa_trains_it_and_hands_its_judgement_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rasa.api import train

    monkeypatch.setenv("RASA_CACHE_DIRECTORY", str(tmp_path / "cache"))
    answers = folder_of_answers(tmp_path)
    config = CONFIG.replace("policies:", f"- name: nlu.answers.AnswerReader\n  folder: {answers}\npolicies:")
    written = write_project(tmp_path, config)
    domain, config, files = written.files
    assert train(domain, config, [*files, str(answers)], output=str(written.models), fixed_model_name="small").code == 0
    agent = Agent.load(written.models)
    assert agent.processor is not None

    def judged(text: str) -> Any:
        return asyncio.run(agent.processor.parse_message(UserMessage(text))).get("judged", {})

    label, confidence = judged("انا متخرج")["student"]
    assert label == "no"
    assert 0.3 < confidence <= 1
    assert judged("/greet") == {}


def test_the_fingerprint_follows_the_answers(tmp_path: Path) -> None:
    answers = folder_of_answers(tmp_path)
    before = AnswerReader.fingerprint_addon({"folder": str(answers)})
    (answers / "student.yml").write_text(STUDENT + "  - مدري\n", encoding="utf-8")
    assert AnswerReader.fingerprint_addon({"folder": str(answers)}) != before


def test_a_mistake_in_the_configuration_is_said_before_training() -> None:
    with pytest.raises(InvalidConfigException, match=r"in config\.yml: unknown key 'files'"):
        AnswerReader.validate_config({"files": "answers"})


def test_answers_that_cannot_be_learned_from_say_where(tmp_path: Path) -> None:
    reader = component(tmp_path, folder_of_answers(tmp_path, "- لا\n"))
    with pytest.raises(UnusableTrainingMessages, match=r"student\.yml"):
        reader.train(TrainingData())


def test_a_reader_that_never_learned_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableModel, match="train the model first"):
        component(tmp_path, folder_of_answers(tmp_path)).process([Message({"text": "لا"})])


def test_a_stored_reader_that_cannot_be_read_asks_for_training(tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "answers.json").write_text("[]", encoding="utf-8")
    with pytest.raises(UnreadableModel, match="train again"):
        AnswerReader.load({"folder": "answers"}, LocalModelStorage(tmp_path), Resource("answers"), None)


def test_a_message_without_text_tells_nothing(tmp_path: Path) -> None:
    reader = component(tmp_path, folder_of_answers(tmp_path))
    reader.train(TrainingData())
    (message,) = reader.process([Message({})])
    assert message.get("judged") == {}
