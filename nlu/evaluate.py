"""How well the trained model understands the frozen evaluation set: `python -m nlu.evaluate` (`make evaluate`).

The set (tests/data/evaluation.jsonl, lines of {"text", "intent", "style"}) was written apart from the training
messages, and is never trained on or tuned to. A message counts as refused where Rasa falls back or takes it for out
of scope.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlu.understand import NoModel, Understanding

OUT_OF_SCOPE, FALLBACK = "out_of_scope", "nlu_fallback"
SET = Path("tests/data/evaluation.jsonl")
PICTURE = Path("var/evaluation.png")
MOST_PAIRS = 20


@dataclass(frozen=True)
class Result:
    """One message of the set, and what the assistant acts on."""

    intent: str
    style: str
    predicted: str

    @property
    def right(self) -> bool:
        """Whether it was understood."""
        return self.intent == self.predicted


def read_set(path: Path) -> list[tuple[str, str, str]]:
    """Text, intent and style of each line."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(row["text"], row["intent"], row["style"]) for row in rows]


def results(rows: Sequence[tuple[str, str, str]], intent_of: Callable[[str], str]) -> list[Result]:
    """Every message as the assistant would act on it."""
    acted = {FALLBACK: OUT_OF_SCOPE}
    return [Result(intent, style, acted.get(found := intent_of(text), found)) for text, intent, style in rows]


def share(found: Sequence[Result], counts: Callable[[Result], bool]) -> float:
    """The percentage for which something holds; 0 of none."""
    return 100 * sum(map(counts, found)) / len(found) if found else 0.0


def report(found: Sequence[Result]) -> str:
    """The figures as text."""
    inside = [one for one in found if one.intent != OUT_OF_SCOPE]
    outside = [one for one in found if one.intent == OUT_OF_SCOPE]
    lines = [
        f"{len(found)} messages, {len({one.intent for one in found})} intents",
        f"in scope, right          {share(inside, lambda one: one.right):5.1f} %  of {len(inside)}",
        f"in scope, refused        {share(inside, lambda one: one.predicted == OUT_OF_SCOPE):5.1f} %",
        f"out of scope, refused    {share(outside, lambda one: one.right):5.1f} %  of {len(outside)}",
        "",
    ]
    for style in sorted({one.style for one in inside}):
        of_style = [one for one in inside if one.style == style]
        lines.append(f"{style:8} in scope, right {share(of_style, lambda one: one.right):5.1f} %  of {len(of_style)}")
    lines += ["", f"{'intent':28} messages  right"]
    for intent in sorted({one.intent for one in found}):
        of_intent = [one for one in found if one.intent == intent]
        lines.append(f"{intent:28} {len(of_intent):8}  {share(of_intent, lambda one: one.right):5.1f} %")
    lines += ["", "confused most"]
    pairs = Counter((one.intent, one.predicted) for one in found if not one.right)
    lines += [f"{count:3}  {intent} -> {predicted}" for (intent, predicted), count in pairs.most_common(MOST_PAIRS)]
    return "\n".join(lines)


def draw(found: Sequence[Result], path: Path) -> None:
    """The confusion matrix as a picture: rows are the right intents, columns what was understood."""
    import matplotlib

    matplotlib.use("Agg")
    import numpy as np
    from matplotlib import pyplot

    names = sorted({one.intent for one in found} | {one.predicted for one in found})
    place = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((len(names), len(names)))
    for one in found:
        matrix[place[one.intent], place[one.predicted]] += 1
    rows = matrix.sum(axis=1, keepdims=True)
    figure, axes = pyplot.subplots(figsize=(16, 16))
    axes.imshow(np.divide(matrix, rows, out=np.zeros_like(matrix), where=rows > 0), cmap="Greens", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=90, fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.set_xlabel("understood as")
    axes.set_ylabel("intent")
    figure.tight_layout()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=110)
    pyplot.close(figure)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report and draw the picture. Exit code 1 without a usable model."""
    parser = argparse.ArgumentParser(prog="python -m nlu.evaluate", description="Evaluate the trained model.")
    parser.add_argument("--model", type=Path, default=Path("models"), help="a model file, or a folder of them")
    parser.add_argument("--set", type=Path, default=SET, help="lines of text, intent and style")
    parser.add_argument("--picture", type=Path, default=PICTURE, help="where the confusion matrix is drawn")
    chosen = parser.parse_args(arguments)
    rows = read_set(chosen.set)
    try:
        with contextlib.redirect_stdout(sys.stderr):
            understanding = Understanding(chosen.model)
            found = results(rows, lambda text: str(understanding.read(text)["intent"]))
            understanding.close()
    except NoModel as error:
        sys.stderr.write(f"{error}\n")
        return 1
    draw(found, chosen.picture)
    sys.stdout.write(f"{report(found)}\n\npicture: {chosen.picture}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
