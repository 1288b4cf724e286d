"""The pipeline component `nlu.answers.AnswerReader`: what a message says as the answer to each closed question,
and its clauses.

`judged`: {question: [label, probability]}; `clauses`: [{"text", "asks", "intent", "confidence"}] where a message
of several clauses asks.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from nlu.answer_model import FOLDER, AnswerModels, training_answers
from nlu.classifier import UnreadableModel

JUDGED = "judged"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class AnswerReader(GraphComponent):  # type: ignore[misc]  # Rasa carries no types
    """Judges each message as the answer to every closed question; who asked which decides what counts."""

    def __init__(self, storage: ModelStorage, resource: Resource, models: AnswerModels | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._models = models

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """There is nothing to set."""
        return {}

    @staticmethod
    def required_packages() -> list[str]:
        """Another version of these trains anew."""
        return ["numpy", "scipy", "sklearn"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The training answers and the code that reads them, which Rasa does not know of."""
        digest = hashlib.sha256()
        root = Path(__file__).parent.parent
        for path in sorted(
            [*FOLDER.glob("*.yml"), *(root / "arabic").rglob("*.yml"), *(root / "arabic").rglob("*.py"), Path(__file__)]
        ):
            digest.update(path.read_bytes())
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
        return cls(model_storage, resource)

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
                models = AnswerModels.load(folder)
        except (OSError, ValueError, AttributeError, pickle.UnpicklingError) as error:
            raise UnreadableModel(f"The stored reader of answers cannot be read ({error}); train again.") from error
        return cls(model_storage, resource, models)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from data/nlu/answers, and keep it."""
        self._models = AnswerModels.learn(training_answers())
        with self._storage.write_to(self._resource) as folder:
            self._models.save(Path(folder))
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training messages of intents stay as they are."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Give each message what it says as an answer."""
        if self._models is None:
            raise UnreadableModel("The reader of answers was not trained; train the model first.")
        for message in messages:
            text = message.get(TEXT) or ""
            judged: Mapping[str, Any] = {} if text.startswith("/") or not text.strip() else self._models.judge(text)
            message.set(JUDGED, judged, add_to_output=True)
        return messages
