"""What `config.yml` may say about the intent classifier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nlu.intents import Settings
from nlu.network import Shape
from nlu.ngrams import Reading

DEFAULTS: Mapping[str, Any] = {
    "letters": [1, 4],  # sizes of n-grams of letters within words, shortest and longest
    "stem_weight": 0.7,  # how much patterns of stems count beside letters
    "familiar_from": 3,  # training messages that make a stem familiar; the rest count as "some rare word" too
    "regularisation": 3.0,  # C of the support vector machine
    "network_weight": 0.2,  # how much the networks' scores count beside the support vector machine's; 0: no networks
    "network_units": 64,  # of the hidden layer of each
    "network_epochs": 6,  # times that their training goes through the messages
    "folds": 5,  # of the cross-validation that calibrates
    "calibrated_on": 3000,  # messages that calibration judges, at least; the fewer, the faster training is
    "out_of_scope_odds": 1.0,  # factor on the odds of out_of_scope: greater refuses more
    "ranking_length": 10,  # intents in `intent_ranking`
}


class SettingsError(ValueError):
    """A key of the classifier's settings; says which, and what is allowed."""


def read_settings(config: Mapping[str, Any]) -> Settings:
    """The settings of a whole configuration (`DEFAULTS` with changes). Raises SettingsError."""
    unknown = sorted(set(config) - set(DEFAULTS))
    if unknown:
        raise SettingsError(f"unknown key '{unknown[0]}'; allowed are {', '.join(DEFAULTS)}")
    ranking_length(config)
    return Settings(
        reading=Reading(
            letters=_sizes(config, "letters", 1, 8),
            stem_weight=_number(config, "stem_weight", 0, 10),
            familiar_from=_whole(config, "familiar_from", 1, 1000),
        ),
        regularisation=_number(config, "regularisation", 0.001, 1000),
        network_weight=_number(config, "network_weight", 0, 10),
        network=Shape(
            units=_whole(config, "network_units", 1, 2048),
            epochs=_whole(config, "network_epochs", 1, 100),
        ),
        folds=_whole(config, "folds", 2, 20),
        calibrated_on=_whole(config, "calibrated_on", 1, 1_000_000),
        out_of_scope_odds=_number(config, "out_of_scope_odds", 0.01, 100),
    )


def ranking_length(config: Mapping[str, Any]) -> int:
    """How many intents the ranking keeps. Raises SettingsError."""
    return _whole(config, "ranking_length", 1, 100)


def _whole(config: Mapping[str, Any], key: str, least: int, most: int) -> int:
    value = config[key]
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise SettingsError(f"'{key}' must be a whole number from {least} to {most}, not {value!r}")
    return value


def _number(config: Mapping[str, Any], key: str, least: float, most: float) -> float:
    value = config[key]
    if isinstance(value, bool) or not isinstance(value, int | float) or not least <= value <= most:
        raise SettingsError(f"'{key}' must be a number from {least:g} to {most:g}, not {value!r}")
    return float(value)


def _sizes(config: Mapping[str, Any], key: str, least: int, most: int) -> tuple[int, int]:
    value = config[key]
    whole = (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(isinstance(size, int) and not isinstance(size, bool) for size in value)
    )
    if not whole or not least <= value[0] <= value[1] <= most:
        raise SettingsError(f"'{key}' must be two whole numbers from {least} to {most}, shortest first, not {value!r}")
    return value[0], value[1]
