"""A small neural network over sparse features: one hidden layer, as in fastText, trained in seconds without a GPU.

It errs elsewhere than a support vector machine does, so that the two together err less. Trained by AdaGrad (Duchi et
al. 2011) on mini-batches, touching only the rows of features that a batch holds. There are no intercepts: a message of
which nothing is known scores 0 for every intent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix
from scipy.special import softmax

Weights = npt.NDArray[np.float32]

_GAIN = 5.0
"""Features are scaled by it: their vectors of length 1 are spread over some 150 features and would learn slowly."""
_BATCH = 64
_FEWEST_STEPS = 300
"""A small set of messages is gone through more often, until so many batches were learned from."""
_OUTER_STEP = 0.05
_INNER_STEP = 0.05
_DROPPED_FEATURES = 0.3
_DROPPED_UNITS = 0.3


@dataclass(frozen=True)
class Shape:
    """How the network is made: units of the hidden layer, and how often training goes through the messages."""

    units: int = 64
    epochs: int = 6


class Network:
    """What was learned: a row of `inner` for each feature, a row of `outer` for each hidden unit."""

    def __init__(self, inner: Weights, outer: Weights) -> None:
        self.inner = inner
        self.outer = outer

    def scores(self, matrix: Any) -> Weights:
        """A row a message, a column an intent: log-odds up to a constant of the row."""
        hidden = np.maximum(np.asarray(matrix @ self.inner) * np.float32(_GAIN), 0)
        scores: Weights = hidden @ self.outer
        return scores

    def score(self, places: npt.NDArray[np.int64], weights: npt.NDArray[np.float64]) -> Weights:
        """One message, given its features and their weights."""
        hidden = np.maximum(weights.astype(np.float32) @ self.inner[places] * np.float32(_GAIN), 0)
        scores: Weights = hidden @ self.outer
        return scores

    @classmethod
    def learn(cls, matrix: Any, right: npt.NDArray[np.int64], intents: int, shape: Shape, seed: int) -> Network:
        """Learn which intent (a column number in `right`) each row of the sparse matrix has."""
        generator = np.random.default_rng(seed)
        learning = _Learning(matrix.shape[1], shape.units, intents, generator)
        features = (matrix * _GAIN).astype(np.float32).tocsr()
        batches = -(-len(right) // _BATCH)
        for _ in range(max(shape.epochs, -(-_FEWEST_STEPS // batches))):
            order = generator.permutation(len(right))
            for start in range(0, len(right), _BATCH):
                rows = order[start : start + _BATCH]
                learning.step(features[rows], right[rows])
        return cls(learning.inner, learning.outer)


class _Learning:
    """The weights while they are learned, and AdaGrad's sums of squared gradients."""

    def __init__(self, features: int, units: int, intents: int, generator: np.random.Generator) -> None:
        self._generator = generator
        self.inner = generator.standard_normal((features, units), dtype=np.float32) * np.float32(0.05)
        self.outer = generator.standard_normal((units, intents), dtype=np.float32) / np.float32(np.sqrt(units))
        self._inner_squares = np.full((features, 1), 1e-4, dtype=np.float32)
        self._outer_squares = np.full((units, intents), 1e-3, dtype=np.float32)

    def step(self, rows: Any, right: npt.NDArray[np.int64]) -> None:
        """Learn from one batch."""
        present, columns = np.unique(rows.indices, return_inverse=True)
        kept = self._kept(len(rows.data), _DROPPED_FEATURES)
        batch = csr_matrix((rows.data * kept, columns, rows.indptr), shape=(len(right), len(present)))
        inner = self.inner[present]

        reached = batch @ inner
        mask = self._kept(reached.shape, _DROPPED_UNITS) * (reached > 0)
        hidden = reached * mask
        error = softmax(hidden @ self.outer, axis=1)
        error[np.arange(len(right)), right] -= 1
        error /= len(right)

        inner_slope = batch.T @ ((error @ self.outer.T) * mask)
        outer_slope = hidden.T @ error
        self._outer_squares += outer_slope**2
        self.outer -= np.float32(_OUTER_STEP) * outer_slope / np.sqrt(self._outer_squares)
        squares = self._inner_squares[present] + (inner_slope**2).mean(axis=1, keepdims=True)
        self._inner_squares[present] = squares
        self.inner[present] = inner - np.float32(_INNER_STEP) * inner_slope / np.sqrt(squares)

    def _kept(self, shape: int | tuple[int, ...], dropped: float) -> Weights:
        """1 / (1 - dropped) where something is kept, 0 where it is dropped."""
        kept: Weights = (self._generator.random(shape, dtype=np.float32) >= dropped) / np.float32(1 - dropped)
        return kept
