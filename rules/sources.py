"""The register of sources on which the rules rest (`sources.yml`)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, get_args

import yaml

Grade = Literal["L", "O", "OQ", "N", "B", "F", "C"]
GRADES: tuple[Grade, ...] = get_args(Grade)


@dataclass(frozen=True)
class Source:
    """Something published that a rule or a figure rests on.

    `grade`: L law or royal decree, O page of the Ministry, OQ press that quotes the Ministry, N news, B blog,
    F forum, C public code. `date` is the day, month or year of publication as the source gives it. `checked` is
    the day on which what we take from it was last compared with what was gathered of it.
    """

    key: str
    title: str
    publisher: str
    url: str | None
    date: str | None
    grade: Grade
    checked: datetime.date


@cache
def register() -> Mapping[str, Source]:
    """Every source by its key."""
    data = yaml.safe_load(Path(__file__).with_name("sources.yml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            key: Source(
                key=key,
                title=entry["title"],
                publisher=entry["publisher"],
                url=entry["url"],
                date=None if entry["date"] is None else str(entry["date"]),
                grade=entry["grade"],
                checked=entry["checked"],
            )
            for key, entry in data.items()
        }
    )


def source(key: str) -> Source:
    """The source with this key. Raises KeyError where the register has none."""
    return register()[key]


def is_official(key: str) -> bool:
    """Whether the source is the law, the Ministry, or news of it: not a blog, a forum or somebody's program."""
    return register()[key].grade in ("L", "O", "OQ", "N")


def title(key: str) -> str:
    """The source's title in Arabic, as citizens read it. Raises KeyError where the register has none."""
    return register()[key].title
