"""The pipeline component `nlu.units.UnitChooser`: the answer units that a message, and each question in it, asks for.

Each message gets `units`: [[unit id, log-probability], ...], the likeliest first, and so does each of its `clauses`.
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
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

import arabic
from nlu import answer_examples, calibration, ngrams, stems, unit_examples, unit_model
from nlu.answer_examples import AnswersError, read_examples
from nlu.classifier import CLAUSES, UnreadableModel, UnusableTrainingMessages
from nlu.unit_examples import UnitsError, ask_nothing, read_asked
from nlu.unit_model import UnitModel

UNITS = "units"
DEFAULTS = {"folder": str(unit_examples.FOLDER), "answers": str(answer_examples.FOLDER), "most": 25}

_DECIMALS = 3
_ASK_NOTHING = 600  # messages of each kind that ask for no unit


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class UnitChooser(GraphComponent, EntityExtractorMixin):
    """Names the answer units that a message may ask for; stands behind the intent classifier, which parts clauses."""

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: UnitModel | None = None
    ) -> None:
        self._config = {**DEFAULTS, **config}
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
            raise InvalidConfigException(
                f"{cls.__name__} in config.yml: unknown key '{unknown[0]}'; allowed: {', '.join(DEFAULTS)}"
            )

    @staticmethod
    def required_packages() -> list[str]:
        """Another version of these trains anew."""
        return ["numpy", "scipy", "sklearn"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """The units, the answers, and the code that reads them and learns, which Rasa does not look at."""
        chosen = {**DEFAULTS, **config}
        reading = Path(inspect.getfile(arabic)).parent
        code = [Path(inspect.getfile(part)) for part in (unit_examples, unit_model, answer_examples)]
        code += [Path(inspect.getfile(part)) for part in (calibration, ngrams, stems)]
        data = [*Path(chosen["folder"]).glob("*.yml"), *Path(chosen["answers"]).glob("*.yml")]
        digest = hashlib.sha256()
        for path in sorted([*data, *reading.rglob("*.yml"), *reading.rglob("*.py"), *code]):
            digest.update(f"{path.name}\0".encode() + path.read_bytes())
        return digest.hexdigest()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> UnitChooser:
        """A chooser that has yet to learn."""
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
    ) -> UnitChooser:
        """A trained chooser. Raises UnreadableModel."""
        try:
            with model_storage.read_from(resource) as folder:
                model = UnitModel.load(folder)
        except (OSError, KeyError, ValueError, TypeError) as error:
            raise UnreadableModel(f"The stored chooser of units cannot be read ({error}); train again.") from error
        return cls(config, model_storage, resource, model)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the units and from what asks for none, and keep it. Raises UnusableTrainingMessages."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        try:
            asked = read_asked(Path(self._config["folder"]))
            answers = [one.text for one in read_examples(Path(self._config["answers"])).answers]
        except (OSError, AnswersError, UnitsError) as error:
            raise UnusableTrainingMessages(str(error)) from error
        if not asked:
            raise UnusableTrainingMessages(f"{self._config['folder']}: no units are there to learn from")
        texts, intents = [one.get(TEXT) for one in examples], [one.get(INTENT) for one in examples]
        self._model = UnitModel.train([*asked, *ask_nothing(texts, intents, answers, _ASK_NOTHING)])
        with self._storage.write_to(self._resource) as folder:
            self._model.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Give each message, and each question within it, the units that it may ask for; none to a button's payload."""
        for message in messages:
            text = message.get(TEXT) or ""
            message.set(UNITS, [] if text.startswith("/") else self._ranked(text), add_to_output=True)
            for clause in message.get(CLAUSES) or ():
                clause[UNITS] = self._ranked(clause["text"])
        return messages

    def _ranked(self, text: str) -> list[list[Any]]:
        if self._model is None:
            raise UnreadableModel("The chooser of units was not trained; train the model first.")
        return [[name, round(likely, _DECIMALS)] for name, likely in self._model.ranking(text, self._config["most"])]
