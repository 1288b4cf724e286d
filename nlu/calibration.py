"""Confidences that mean something: of the messages answered at confidence 0.8, eight in ten should be right.

One number, the scale, turns a classifier's scores into probabilities: `softmax(scale * scores)`. It is fitted on
scores of messages that the classifier had not seen (Guo et al. 2017, "On Calibration of Modern Neural Networks").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax

from nlu.ngrams import Floats

Places = npt.NDArray[np.int64]

_SCALES = (0.1, 50.0)


def probabilities(scores: Floats, scale: float) -> Floats:
    """One probability an intent; each row adds up to 1."""
    result: Floats = softmax(scale * scores, axis=-1)
    return result


def fit_scale(scores: Floats, right: Places) -> float:
    """The scale under which unseen messages' right intents are the least surprising.

    `scores` has a row a message and a column an intent; `right` names the column of each row. The targets are
    smoothed by one message in all, as Platt does, so that a perfectly separated set does not ask for certainty.
    """
    rows, columns = scores.shape
    doubt = 1 / (rows + 2)
    targets = np.full(scores.shape, doubt / columns)
    targets[np.arange(rows), right] += 1 - doubt

    def surprise(log_scale: float) -> float:
        return -float((targets * log_softmax(np.exp(log_scale) * scores, axis=1)).sum()) / rows

    found = minimize_scalar(surprise, bounds=tuple(np.log(_SCALES)), method="bounded")
    return float(np.exp(found.x))


@dataclass(frozen=True)
class Bin:
    """Messages of about the same confidence: how sure the classifier was, and how often it was right."""

    messages: int
    confidence: float
    accuracy: float


def reliability(confidences: Floats, correct: npt.NDArray[np.bool_], bins: int = 10) -> tuple[Bin, ...]:
    """Bins of equal width over the confidences, empty ones left out."""

    def filled() -> Iterator[Bin]:
        place = np.minimum((confidences * bins).astype(np.int64), bins - 1)
        for number in range(bins):
            inside = place == number
            if inside.any():
                yield Bin(int(inside.sum()), float(confidences[inside].mean()), float(correct[inside].mean()))

    return tuple(filled())


def calibration_error(bins: tuple[Bin, ...]) -> float:
    """Expected calibration error: the mean gap between confidence and accuracy, each message counting once."""
    total = sum(each.messages for each in bins)
    return sum(each.messages * abs(each.confidence - each.accuracy) for each in bins) / total
