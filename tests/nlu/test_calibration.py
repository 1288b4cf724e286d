"""Confidences that mean something."""

import numpy as np
import pytest

from nlu.calibration import Places, calibration_error, fit_scale, probabilities, reliability
from nlu.ngrams import Floats

TRUE_SCALE = 2.5

Drawn = tuple[Floats, Places]


@pytest.fixture
def drawn() -> Drawn:
    """Scores, and right intents drawn with the probabilities that the true scale gives."""
    generator = np.random.default_rng(1)
    scores = generator.normal(size=(4000, 5))
    likely = probabilities(scores, TRUE_SCALE)
    return scores, np.array([generator.choice(5, p=row) for row in likely], dtype=np.int64)


def error_at(scale: float, drawn: Drawn) -> float:
    scores, right = drawn
    likely = probabilities(scores, scale)
    return calibration_error(reliability(likely.max(axis=1), likely.argmax(axis=1) == right))


def test_the_scale_that_made_the_data_is_found(drawn: Drawn) -> None:
    assert fit_scale(*drawn) == pytest.approx(TRUE_SCALE, rel=0.05)


def test_fitted_confidences_are_as_often_right_as_they_say(drawn: Drawn) -> None:
    assert error_at(fit_scale(*drawn), drawn) < 0.02


@pytest.mark.parametrize("scale", [0.5, 8.0])
def test_another_scale_says_too_little_or_too_much(scale: float, drawn: Drawn) -> None:
    assert error_at(scale, drawn) > 0.1


def test_a_few_messages_that_were_all_right_do_not_make_it_certain() -> None:
    scores = np.array([[1.0, -1.0], [-1.0, 1.0]] * 5)
    scale = fit_scale(scores, np.array([0, 1] * 5, dtype=np.int64))
    assert probabilities(scores, scale).max() < 0.99


def test_confidences_add_up_to_one(drawn: Drawn) -> None:
    assert probabilities(drawn[0], 7.0).sum(axis=1) == pytest.approx(np.ones(len(drawn[0])))


def test_bins_count_every_message_once_and_leave_out_the_empty_ones() -> None:
    bins = reliability(np.array([0.15, 0.92, 1.0, 0.95]), np.array([False, True, True, False]))
    assert [each.messages for each in bins] == [1, 3]
    assert bins[1].accuracy == pytest.approx(2 / 3)
