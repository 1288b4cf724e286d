"""The support vector machine and the networks together."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from nlu.ensemble import Ensemble
from nlu.network import Shape

LETTERS = 3
RIGHT = np.array([0, 1, 2] * 20)
ROWS = np.zeros((60, 8))
ROWS[np.arange(60), RIGHT] = 0.6  # said by the letters
ROWS[np.arange(60), LETTERS + RIGHT] = 0.6  # and by the stems
ROWS[np.arange(60), 6 + np.arange(60) % 2] = 0.5  # says nothing
MATRIX = csr_matrix(ROWS)


def learned(intents: int = 3, network_weight: float = 0.2) -> Ensemble:
    rows = intents > RIGHT
    return Ensemble.learn(MATRIX[rows], LETTERS, RIGHT[rows], 3.0, network_weight, Shape(units=16))


@pytest.fixture(scope="module")
def ensemble() -> Ensemble:
    return learned()


def test_each_message_gets_its_own_intent(ensemble: Ensemble) -> None:
    assert (ensemble.scores(MATRIX).argmax(axis=1) == RIGHT).all()


@pytest.mark.parametrize("seen", [[1], [LETTERS + 1]])
def test_letters_alone_or_stems_alone_are_enough(ensemble: Ensemble, seen: list[int]) -> None:
    assert ensemble.score(np.array(seen), np.full(len(seen), 0.8)).argmax() == 1


def test_one_message_is_scored_as_in_a_matrix(ensemble: Ensemble) -> None:
    places = np.flatnonzero(ROWS[4])
    assert ensemble.score(places, ROWS[4, places]) == pytest.approx(ensemble.scores(MATRIX)[4], abs=1e-5)


def test_nothing_known_favours_no_intent(ensemble: Ensemble) -> None:
    assert ensemble.score(np.array([], dtype=np.int64), np.array([])).tolist() == [0, 0, 0]


@pytest.mark.parametrize("network_weight", [0.0, 0.2])
@pytest.mark.parametrize("intents", [2, 3])
def test_what_was_kept_scores_alike(intents: int, network_weight: float) -> None:
    one = learned(intents, network_weight)
    again = Ensemble.read(one.arrays(), LETTERS, network_weight)
    assert one.scores(MATRIX).shape == (60, intents)
    assert again.scores(MATRIX).tolist() == one.scores(MATRIX).tolist()


def test_a_lost_network_is_noticed(ensemble: Ensemble) -> None:
    kept = {name: array for name, array in ensemble.arrays().items() if name != "inner_2"}
    with pytest.raises(KeyError, match="inner_2"):
        Ensemble.read(kept, LETTERS, 0.2)
