"""The pipeline component `nlu.answers.AnswerReader`: what a message says as the answer to each question.

Each message gets `judged`: {question: [label, confidence]}. The component does not know which question was asked;
whoever asked it decides what counts (`actions/readers.py`, with the thresholds of `actions/thresholds.yml`).
"""

from __future__ import annotations

import hashlib
import inspect
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import arabic
from nlu import answer_examples, answer_model, answer_words, calibration, ngrams, stems
from nlu.answer_examples import AnswersError, read_examples
from nlu.answer_model import AnswerModel
from nlu.classifier import UnreadableModel, UnusableTrainingMessages

JUDGED = "judged"
DEFAULTS = {"folder": str(answer_examples.FOLDER)}  # where the answers stand that are learned from

_DECIMALS = 4


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class AnswerReader(GraphComponent, EntityExtractorMixin):
    """Judges each message as the answer to every question of the interview."""

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: AnswerModel | None = None
    ) -> None:
        self._folder = Path(config["folder"])
        self._storage = storage
        self._resource = resource
        self._model = model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What holds for keys that `config.yml` leaves out."""
        return dict(DEFAULTS)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse, before training, a key that does not exist."""
        unknown = sorted(set(config) - set(DEFAULTS))
        if unknown:
            allowed = ", ".join(DEFAULTS)
            raise InvalidConfigException(
                f"{cls.__name__} in config.yml: unknown key '{unknown[0]}'; allowed: {allowed}"
            )

    @staticmethod
    def required_packages() -> list[str]:
        """Another version of these trains anew."""
        return ["numpy", "scipy", "sklearn"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The answers and the code that reads them and learns, which Rasa does not look at."""
        reading = Path(inspect.getfile(arabic)).parent
        code = [Path(inspect.getfile(part)) for part in (answer_examples, answer_model, answer_words)]
        code += [Path(inspect.getfile(part)) for part in (calibration, ngrams, stems)]
        folder = Path(config.get("folder", DEFAULTS["folder"]))
        digest = hashlib.sha256()
        for path in sorted([*folder.glob("*.yml"), *reading.rglob("*.yml"), *reading.rglob("*.py"), *code]):
            digest.update(f"{path.name}\0".encode() + path.read_bytes())
        return digest.hexdigest()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AnswerReader:
        """A reader that has yet to learn."""
        cls.validate_config(config)
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> AnswerReader:
        """A trained reader. Raises UnreadableModel."""
        try:
            with model_storage.read_from(resource) as folder:
                model = AnswerModel.load(folder)
        except (OSError, KeyError, ValueError, TypeError) as error:
            raise UnreadableModel(f"The stored reader of answers cannot be read ({error}); train again.") from error
        return cls(config, model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the folder of answers, and keep what was learned. Raises UnusableTrainingMessages."""
        try:
            self._model = AnswerModel.train(read_examples(self._folder))
        except (OSError, AnswersError) as error:
            raise UnusableTrainingMessages(str(error)) from error
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Give each message what it says as an answer; a button's payload says nothing."""
        if self._model is None:
            raise UnreadableModel("The reader of answers was not trained; train the model first.")
        for message in messages:
            text = message.get(TEXT) or ""
            found = {} if text.startswith("/") else self._model.judge(text)
            judged = {question: [label, round(sure, _DECIMALS)] for question, (label, sure) in found.items()}
            message.set(JUDGED, judged, add_to_output=True)
        return messages
