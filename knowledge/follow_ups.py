"""Short questions that only make sense after the answer before: «والزوجة؟», «وكم ياخذ وقت؟»."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import yaml

MOST_WORDS = 6
BEGINS = re.compile(r"^(طيب|زين|تمام|اوك|حلو|بس|يعني|اها)\s+")
ARTICLE = re.compile(r"^(و|ف)?(لل|ال|بال|وال|ل|ب)?")


@cache
def table() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """For each topic, the topics that may answer a follow-up, with the words that lead to each."""
    data = yaml.safe_load(Path(__file__).with_name("follow_ups.yml").read_text(encoding="utf-8"))
    return {topic: {answer: tuple(words) for answer, words in row.items()} for topic, row in data.items()}


def follow_up(previous: str, text: str) -> str | None:
    """The topic that a short message asks about after an answer on `previous`; None where it stands by itself.

    `text` is folded (arabic.normalise); its punctuation does not matter.
    """
    words = re.sub(r"[^\w\s]", " ", BEGINS.sub("", text)).split()
    leads_on = text.startswith(("و", "ف", "طيب")) or len(words) <= MOST_WORDS // 2
    if not words or len(words) > MOST_WORDS or not leads_on:
        return None
    bare = {form for word in words for form in (word, ARTICLE.sub("", word), re.sub(r"^[وف]", "", word))}
    said = f" {' '.join(words)} "
    for answer, leading in table().get(previous, {}).items():
        if any(word in bare or (" " in word and f"{word} " in said) for word in leading):
            return answer
    return None
