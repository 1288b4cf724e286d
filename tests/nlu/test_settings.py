"""What config.yml may say about the classifier."""

import pytest

from nlu.intents import Settings
from nlu.settings import DEFAULTS, SettingsError, read_settings


def test_nothing_said_is_the_default_of_the_model() -> None:
    assert read_settings(DEFAULTS) == Settings()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"letter": [1, 5]}, "unknown key 'letter'; allowed are letters, stem_weight"),
        ({"letters": [5, 1]}, "'letters' must be two whole numbers from 1 to 8, shortest first, not \\[5, 1\\]"),
        ({"letters": 5}, "'letters' must be two whole numbers"),
        ({"letters": [1, 2, 3]}, "'letters' must be two whole numbers"),
        ({"stem_weight": "much"}, "'stem_weight' must be a number from 0 to 10, not 'much'"),
        ({"regularisation": 0}, "'regularisation' must be a number from 0.001 to 1000"),
        ({"familiar_from": 0}, "'familiar_from' must be a whole number from 1"),
        ({"network_weight": -1}, "'network_weight' must be a number from 0 to 10, not -1"),
        ({"network_units": 0}, "'network_units' must be a whole number from 1"),
        ({"network_epochs": 1.5}, "'network_epochs' must be a whole number from 1"),
        ({"calibrated_on": 0}, "'calibrated_on' must be a whole number from 1"),
        ({"out_of_scope_odds": 0}, "'out_of_scope_odds' must be a number from 0.01 to 100, not 0"),
        ({"folds": 1}, "'folds' must be a whole number from 2 to 20, not 1"),
        ({"folds": True}, "'folds' must be a whole number"),
        ({"ranking_length": 2.5}, "'ranking_length' must be a whole number from 1 to 100"),
    ],
)
def test_a_mistake_is_named_with_what_is_allowed(change: dict[str, object], complaint: str) -> None:
    with pytest.raises(SettingsError, match=complaint):
        read_settings({**DEFAULTS, **change})
