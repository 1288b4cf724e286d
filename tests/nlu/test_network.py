"""The small network beside the support vector machine."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from nlu.network import Network, Shape

RIGHT = np.array([0, 1, 2] * 20)
FEATURES = np.zeros((60, 8))
FEATURES[np.arange(60), RIGHT] = 0.8
FEATURES[np.arange(60), 3 + np.arange(60) % 5] = 0.6  # says nothing
MATRIX = csr_matrix(FEATURES)


@pytest.fixture(scope="module")
def network() -> Network:
    return Network.learn(MATRIX, RIGHT, 3, Shape(units=16), 7)


def test_it_learns_what_tells_the_intents_apart(network: Network) -> None:
    assert (network.scores(MATRIX).argmax(axis=1) == RIGHT).all()


def test_one_message_is_scored_as_in_a_matrix(network: Network) -> None:
    places = np.flatnonzero(FEATURES[4])
    assert network.score(places, FEATURES[4, places]) == pytest.approx(network.scores(MATRIX)[4], abs=1e-5)


def test_nothing_known_favours_no_intent(network: Network) -> None:
    assert network.score(np.array([], dtype=np.int64), np.array([])).tolist() == [0, 0, 0]


def test_the_same_seed_gives_the_same_network(network: Network) -> None:
    again = Network.learn(MATRIX, RIGHT, 3, Shape(units=16), 7)
    assert (again.inner == network.inner).all()
    assert (again.outer == network.outer).all()
