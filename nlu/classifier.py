"""The pipeline component: `nlu.classifier.LinearIntentClassifier` in `config.yml`."""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import rasa.shared.utils.io
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.exceptions import InvalidConfigException, RasaException
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import nlu.words
from arabic import normalise
from arabic.latin import in_arabic
from nlu import calibration, clauses, dialects, ensemble, intents, network, ngrams, other_bodies, stems
from nlu.intents import IntentModel, TrainingMessagesError, conflicts, distinct
from nlu.settings import DEFAULTS, SettingsError, ranking_length, read_settings

CLAUSES = "clauses"


def in_letters(text: str) -> str:
    """A message with its Latin letters read as Arabic ones; a button's payload as it is."""
    return text if text.startswith("/") else in_arabic(text)


class UnusableTrainingMessages(RasaException):
    """The training messages cannot be learned from; says which intent and what to do."""


class UnreadableModel(RasaException):
    """The stored model is not one that this version wrote: train again."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearIntentClassifier(GraphComponent, IntentClassifier):
    """Names a message's intent with a calibrated confidence; needs no tokenizer and no featurizer before it."""

    def __init__(
        self, config: Mapping[str, Any], storage: ModelStorage, resource: Resource, model: IntentModel | None = None
    ) -> None:
        self._settings = read_settings(config)
        self._ranking_length = ranking_length(config)
        self._storage = storage
        self._resource = resource
        self._model = model

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """What holds for keys that `config.yml` leaves out."""
        return dict(DEFAULTS)

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse, before training, a key that does not exist or a value out of range."""
        try:
            read_settings({**DEFAULTS, **config})
        except SettingsError as error:
            raise InvalidConfigException(f"{cls.__name__} in config.yml: {error}") from error

    @staticmethod
    def required_packages() -> list[str]:
        """Another version of these trains anew."""
        return ["numpy", "scipy", "sklearn"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The code that reads messages and learns: Rasa looks at this class only, and would keep an outdated model."""
        digest = hashlib.sha256()
        reading = (normalise, nlu.words, dialects, stems, other_bodies, ngrams)
        for part in (*reading, network, ensemble, intents, calibration):
            digest.update(Path(inspect.getfile(part)).read_bytes())
        return digest.hexdigest()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LinearIntentClassifier:
        """A classifier that has yet to learn."""
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
    ) -> LinearIntentClassifier:
        """A trained classifier. Raises UnreadableModel."""
        try:
            with model_storage.read_from(resource) as folder:
                model = IntentModel.load(folder)
        except (OSError, KeyError, ValueError, TypeError) as error:
            raise UnreadableModel(f"The stored intent model cannot be read ({error}); train again.") from error
        return cls(config, model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the intents and keep them. Raises UnusableTrainingMessages."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        texts = [example.get(TEXT) for example in examples]
        names = [example.get(INTENT) for example in examples]
        for text, under in conflicts(texts, names).items():
            rasa.shared.utils.io.raise_warning(
                f"The message '{text}' stands under several intents: {', '.join(under)}. Keep it under one."
            )
        try:
            self._model = IntentModel.train(distinct(texts, names), self._settings)
        except TrainingMessagesError as error:
            raise UnusableTrainingMessages(str(error)) from error
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Give each message its `intent` and its `intent_ranking`."""
        if self._model is None:
            raise UnreadableModel("The intent classifier was not trained; train the model first.")
        for message in messages:
            ranking = [
                {INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: confidence}
                for name, confidence in self._model.ranking(in_letters(message.get(TEXT) or ""))
            ]
            message.set(INTENT, dict(ranking[0]), add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking[: self._ranking_length], add_to_output=True)
            message.set(CLAUSES, self._clauses(message.get(TEXT) or ""), add_to_output=True)
        return messages

    def _clauses(self, text: str) -> list[dict[str, Any]]:
        """Each question beside what a message tells, with the intent of its own."""
        assert self._model is not None
        found = []
        for question in [] if text.startswith("/") else clauses.asking(text):
            intent, confidence = self._model.ranking(question)[0]
            found.append({"text": question, "asks": True, "intent": intent, "confidence": confidence})
        return found
