"""What scores the features: a support vector machine and three small networks, their scores added.

One network sees the letters, one the stems, one both. Where a dialect's spelling hides a word from one of them, the
others still know it: together they err less than three networks that see everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.svm import LinearSVC

from nlu.network import Network, Shape, Weights
from nlu.ngrams import Floats

_SEED = 20231101
_TOLERANCE = 0.01
"""Of the support vector machine's training: a smaller one takes twice the time and changes no figure."""


class Ensemble:
    """The machine's weights (row a feature, column an intent) and the networks (none, or one a view).

    `letters` is how many features are letters, which come first; `network_weight` is what the mean of the networks'
    scores counts beside the machine's.
    """

    def __init__(self, weights: Weights, networks: tuple[Network, ...], letters: int, network_weight: float) -> None:
        self.letters = letters
        self.network_weight = network_weight
        self._weights = weights
        self._networks = tuple(zip(_views(letters, len(weights)), networks, strict=False))

    @classmethod
    def learn(
        cls,
        matrix: Any,
        letters: int,
        right: npt.NDArray[np.int64],
        regularisation: float,
        network_weight: float,
        shape: Shape,
    ) -> Ensemble:
        """Learn which intent (a column number in `right`) each row of the sparse matrix has."""
        views = _views(letters, matrix.shape[1]) if network_weight else ()
        machine = LinearSVC(C=regularisation, tol=_TOLERANCE, fit_intercept=False, random_state=_SEED)
        with ThreadPoolExecutor(1) as beside:  # the machine learns outside Python's lock
            fitted = beside.submit(machine.fit, matrix, right)
            networks = tuple(
                Network.learn(matrix[:, start:end], right, int(right.max()) + 1, shape, _SEED + number)
                for number, (start, end) in enumerate(views)
            )
            weights = fitted.result().coef_.T
        if weights.shape[1] == 1:  # two intents: scikit-learn keeps the second's scores only
            weights = np.hstack([-weights, weights])
        return cls(np.ascontiguousarray(weights, dtype=np.float32), networks, letters, network_weight)

    def scores(self, matrix: Any) -> Floats:
        """A row a message, a column an intent."""
        scores: Floats = matrix @ self._weights
        for (start, end), network in self._networks:
            scores = scores + self._share * network.scores(matrix[:, start:end])
        return scores

    def score(self, places: npt.NDArray[np.int64], weights: Floats) -> Floats:
        """One message, given its features and their weights."""
        scores: Floats = weights @ self._weights[places]
        for (start, end), network in self._networks:
            seen = (places >= start) & (places < end)
            scores = scores + self._share * network.score(places[seen] - start, weights[seen])
        return scores

    def arrays(self) -> dict[str, Weights]:
        """What `read` needs, apart from the two numbers."""
        kept = {"weights": self._weights}
        for number, (_, network) in enumerate(self._networks):
            kept |= {f"inner_{number}": network.inner, f"outer_{number}": network.outer}
        return kept

    @classmethod
    def read(cls, arrays: Mapping[str, Weights], letters: int, network_weight: float) -> Ensemble:
        """What `arrays` gave. Raises KeyError where part of it is missing."""
        views = len(_views(letters, len(arrays["weights"]))) if network_weight else 0
        networks = tuple(Network(arrays[f"inner_{number}"], arrays[f"outer_{number}"]) for number in range(views))
        return cls(arrays["weights"], networks, letters, network_weight)

    @property
    def _share(self) -> float:
        return self.network_weight / len(self._networks)


def _views(letters: int, features: int) -> tuple[tuple[int, int], ...]:
    """The features that each network sees, as a range of columns: letters, stems, both."""
    return (0, letters), (letters, features), (0, features)
