"""`python -m nlu.judge`: JSON strings on standard input, a line each; for each a line with what the trained reader
makes of it.

It learns from data/nlu/answers anew, so that no trained model is needed.
"""

from __future__ import annotations

import json
import sys

from nlu.answer_model import AnswerModels, training_answers


def main() -> None:
    """Judge what is read."""
    texts = [json.loads(line) for line in sys.stdin if line.strip()]
    models = AnswerModels.learn(training_answers())
    for text in texts:
        print(json.dumps(models.judge(text), ensure_ascii=False))


if __name__ == "__main__":
    main()
