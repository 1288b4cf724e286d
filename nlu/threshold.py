"""The fallback threshold, from cross-validation: `python -m nlu.threshold` prints the curve and a proposal.

Each training message is judged by a classifier that did not see it. At each threshold the table says, in per cent:

    refused      in-scope messages that get no topic: below the threshold, or taken for out_of_scope
    right        in-scope messages answered with their own intent
    wrong        in-scope messages answered with another intent
    out refused  out_of_scope messages that get no topic
    new refused  messages of intents that the classifier never saw (a fifth of the topics left out, in turns)

The proposal is the highest threshold that refuses at most `--refused` per cent of the in-scope messages. A second
table gives the proposal for other `out_of_scope_odds` than `config.yml` sets: greater odds refuse more that is out of
scope at the same bar, until the bar can no longer be held. `--picture FILE` draws the first table.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.utils.io import read_yaml_file

from nlu.calibration import calibration_error, fit_scale, probabilities, reliability
from nlu.intents import (
    OUT_OF_SCOPE,
    IntentModel,
    Messages,
    Settings,
    columns_of,
    distinct,
    unseen_scores,
    with_odds,
)
from nlu.ngrams import Floats
from nlu.settings import DEFAULTS, read_settings

THRESHOLDS = tuple(round(0.05 * step, 2) for step in range(1, 20))
ODDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.5, 2.0)
REFUSED_AT_MOST = 5.5
"""Per cent of in-scope messages. The bar in use is 4; a classifier that saw a fifth less refuses more."""

_CLASSIFIER = "nlu.classifier.LinearIntentClassifier"
_FALLBACK = "FallbackClassifier"
_TURNS = 5

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Judged:
    """Messages and what a classifier that had not seen them says: the likeliest intent and its confidence."""

    intents: npt.NDArray[np.str_]
    predicted: npt.NDArray[np.str_]
    confidence: Floats

    @property
    def correct(self) -> Flags:
        """Whether the likeliest intent is the right one."""
        result: Flags = self.predicted == self.intents
        return result


@dataclass(frozen=True)
class Point:
    """One threshold and what it does, in per cent of the messages concerned (see the module)."""

    threshold: float
    refused: float
    right: float
    wrong: float
    out_refused: float
    new_refused: float


def read_examples(folder: Path) -> tuple[list[str], list[str]]:
    """The training messages under a folder as they stand there: texts, and the intent of each."""
    # Not the files of folders below: those are answers to questions, and no messages of an intent.
    files = sorted(folder.glob("*.yml")) if folder.is_dir() else [folder]
    examples = [one for path in files for one in load_data(str(path)).intent_examples if one.get(TEXT)]
    return [example.get(TEXT) for example in examples], [example.get(INTENT) for example in examples]


def read_messages(folder: Path) -> Messages:
    """The training messages under a folder, each once."""
    return distinct(*read_examples(folder))


def pipeline_entry(config: Path, name: str) -> dict[str, Any]:
    """What `config.yml` says about one component. Raises LookupError where it is not in the pipeline."""
    for entry in read_yaml_file(config)["pipeline"]:
        if entry["name"] == name:
            return {key: value for key, value in entry.items() if key != "name"}
    raise LookupError(f"{name} is not in the pipeline of {config}")


def settings_of(config: Path) -> Settings:
    """The classifier's settings as `config.yml` gives them."""
    return read_settings({**DEFAULTS, **pipeline_entry(config, _CLASSIFIER)})


def threshold_of(config: Path) -> float:
    """The threshold that `config.yml` sets."""
    return float(pipeline_entry(config, _FALLBACK)["threshold"])


def probabilities_of_unseen(messages: Messages, settings: Settings) -> Floats:
    """Each message's (row's) intents by a classifier that did not see it, calibrated, before any odds."""
    scores = unseen_scores(messages, settings)
    return probabilities(scores, fit_scale(scores, columns_of(messages)))


def judged(messages: Messages, likely: Floats, odds: float) -> Judged:
    """What comes of `probabilities_of_unseen` when the odds of out_of_scope are multiplied."""
    weighed = with_odds(likely, messages.names, odds)
    return Judged(np.array(messages.intents), np.array(messages.names)[weighed.argmax(axis=1)], weighed.max(axis=1))


def judge(messages: Messages, settings: Settings) -> Judged:
    """Every message judged by a classifier that did not see it, with the odds that the settings give."""
    return judged(messages, probabilities_of_unseen(messages, settings), settings.out_of_scope_odds)


def judge_new_topics(messages: Messages, settings: Settings) -> Judged:
    """The messages of each in-scope intent judged by a classifier that knows nothing of that intent."""
    topics = [name for name in messages.names if name != OUT_OF_SCOPE]
    intents: list[str] = []
    ranked: list[tuple[str, float]] = []
    for turn in range(_TURNS):
        left_out = set(topics[turn::_TURNS])
        pairs = list(zip(messages.texts, messages.intents, strict=True))
        kept = [(text, intent) for text, intent in pairs if intent not in left_out]
        if len({intent for _, intent in kept}) < 2:
            continue
        model = IntentModel.train(Messages(*(tuple(part) for part in zip(*kept, strict=True))), settings)
        for text, intent in pairs:
            if intent in left_out:
                intents.append(intent)
                ranked.append(model.ranking(text)[0])
    return Judged(
        np.array(intents, dtype=np.str_),
        np.array([name for name, _ in ranked], dtype=np.str_),
        np.array([confidence for _, confidence in ranked], dtype=np.float64),
    )


NOTHING = Judged(np.array([], dtype=np.str_), np.array([], dtype=np.str_), np.array([], dtype=np.float64))


def curve(known: Judged, new: Judged = NOTHING) -> tuple[Point, ...]:
    """A point for each threshold; `nan` where there are no messages of a kind."""
    inside = known.intents != OUT_OF_SCOPE

    def percent(flags: Flags) -> float:
        return 100 * float(flags.mean()) if len(flags) else float("nan")

    def point(threshold: float) -> Point:
        refused = (known.confidence < threshold) | (known.predicted == OUT_OF_SCOPE)
        new_refused = (new.confidence < threshold) | (new.predicted == OUT_OF_SCOPE)
        return Point(
            threshold=threshold,
            refused=percent(refused[inside]),
            right=percent((~refused & known.correct)[inside]),
            wrong=percent((~refused & ~known.correct)[inside]),
            out_refused=percent(refused[~inside]),
            new_refused=percent(new_refused),
        )

    return tuple(point(threshold) for threshold in THRESHOLDS)


def propose(points: Sequence[Point], refused_at_most: float) -> Point:
    """The highest threshold within the bar; the lowest of all where none is."""
    within = [point for point in points if point.refused <= refused_at_most]
    return within[-1] if within else points[0]


def draw(points: Sequence[Point], in_use: float, path: Path) -> None:
    """The curve as a picture, of the kind that the file's name ends in; `in_use` is marked."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    lines = {
        "in scope, right": ("right", "-", "#1b7837"),
        "in scope, wrong": ("wrong", "--", "#b35806"),
        "in scope, refused": ("refused", "-.", "#b2182b"),
        "out of scope, refused": ("out_refused", "-", "#2166ac"),
        "unseen topics, refused": ("new_refused", ":", "#542788"),
    }
    thresholds = [point.threshold for point in points]
    # Letters stay letters, and nothing of the moment is written: the same curve is the same small file.
    with pyplot.rc_context({"svg.fonttype": "none", "svg.hashsalt": "threshold"}):
        figure, axes = pyplot.subplots(figsize=(8.4, 4.2))
        for label, (name, style, colour) in lines.items():
            axes.plot(thresholds, [getattr(point, name) for point in points], style, color=colour, label=label)
        axes.axvline(in_use, color="#888888", linewidth=1, label=f"in use: {in_use:.2f}")
        axes.set(xlabel="threshold", ylabel="% of the messages of the kind", xlim=(0, 1), ylim=(0, 100))
        axes.grid(alpha=0.3)
        axes.legend(fontsize=9, loc="upper left", bbox_to_anchor=(1, 1))
        figure.tight_layout()
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path, metadata={"Date": None} if path.suffix == ".svg" else None)
        pyplot.close(figure)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how far confidences can be trusted, the curve, and the proposal."""
    parser = argparse.ArgumentParser(prog="python -m nlu.threshold", description="The fallback threshold.")
    parser.add_argument("--data", type=Path, default=Path("data/nlu"), help="folder of training messages")
    parser.add_argument("--config", type=Path, default=Path("config.yml"))
    parser.add_argument("--refused", type=float, default=REFUSED_AT_MOST, help="per cent of in-scope messages")
    parser.add_argument("--picture", type=Path, help="draw the curve too, into this file (.svg, .png)")
    chosen = parser.parse_args(arguments)

    messages = read_messages(chosen.data)
    settings = settings_of(chosen.config)
    likely = probabilities_of_unseen(messages, settings)
    known = judged(messages, likely, settings.out_of_scope_odds)
    points = curve(known, judge_new_topics(messages, settings))
    proposal = propose(points, chosen.refused)
    if chosen.picture:
        draw(points, threshold_of(chosen.config), chosen.picture)
    bins = reliability(known.confidence, known.correct)

    out = sys.stdout
    out.write(f"{len(messages.texts)} messages, {len(messages.names)} intents, {settings.folds} folds; ")
    out.write(f"accuracy {100 * known.correct.mean():.1f} %, calibration error {calibration_error(bins):.3f}\n\n")
    out.write("messages  confidence  accuracy\n")
    for each in bins:
        out.write(f"{each.messages:8d}  {each.confidence:10.2f}  {each.accuracy:8.2f}\n")
    out.write("\nthreshold  refused  right  wrong  out refused  new refused\n")
    for each_point in points:
        out.write(
            f"{each_point.threshold:9.2f}  {each_point.refused:7.1f}  {each_point.right:5.1f}  {each_point.wrong:5.1f}"
            f"  {each_point.out_refused:11.1f}  {each_point.new_refused:11.1f}\n"
        )
    out.write("\n odds  threshold  refused  right  wrong  out refused\n")
    for odds in ODDS:
        best = propose(curve(judged(messages, likely, odds)), chosen.refused)
        out.write(
            f"{odds:5.1f}  {best.threshold:9.2f}  {best.refused:7.1f}  {best.right:5.1f}  {best.wrong:5.1f}"
            f"  {best.out_refused:11.1f}\n"
        )
    out.write(f"\nodds {settings.out_of_scope_odds:g}: proposal {proposal.threshold:.2f}, ")
    out.write(f"config.yml says {threshold_of(chosen.config):.2f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
