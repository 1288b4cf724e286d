"""The register of sources that only answers rest on (`sources.yml`); those of the rules are in `rules.sources`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from rules import sources as rules_sources
from rules.sources import Source


@cache
def register() -> Mapping[str, Source]:
    """Every source of this register by its key."""
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


def known(key: str) -> bool:
    """Whether one of the two registers has a source with this key."""
    return key in register() or key in rules_sources.register()


def source(key: str) -> Source:
    """The source with this key, from either register. Raises KeyError where neither has it."""
    return register().get(key) or rules_sources.source(key)


def title(key: str) -> str:
    """The source's title in Arabic, as citizens read it. Raises KeyError where neither register has it."""
    return source(key).title
