"""`python -m nlu.judge`: JSON strings on standard input, a line each; for each what the reader makes of it.

The reader learns anew from data/nlu/answers, without the messages that it is to judge, so that it has seen none.
"""

from __future__ import annotations

import json
import sys

from nlu.answer_examples import read_examples
from nlu.answer_model import AnswerModel


def main() -> None:
    """Judge what is read."""
    texts = [json.loads(line) for line in sys.stdin if line.strip()]
    model = AnswerModel.train(read_examples().without(texts))
    for text in texts:
        print(json.dumps(model.judge(text), ensure_ascii=False))


if __name__ == "__main__":
    main()
