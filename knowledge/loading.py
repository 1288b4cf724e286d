"""Reading the topics and holding them to their schema and to each other."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml
from pydantic import ValidationError

from knowledge import sources
from knowledge.topic import Topic

FOLDER = Path(__file__).with_name("topics")


class KnowledgeError(ValueError):
    """A topic's file that cannot be used. The message names the file, the field and what is wrong."""


@cache
def topics() -> Mapping[str, Topic]:
    """Every topic by its name. Raises KnowledgeError where a file does not fit."""
    return MappingProxyType(read(FOLDER))


def topic(name: str) -> Topic:
    """The topic with this name. Raises KeyError where there is none."""
    return topics()[name]


def read(folder: Path) -> dict[str, Topic]:
    """The topics in a folder, a YAML file each. Raises KnowledgeError where a file does not fit."""
    found = {path.stem: read_topic(path) for path in sorted(folder.glob("*.yml"))}
    for name, one in found.items():
        for other in one.follow_ups:
            if other not in found or other == name:
                raise KnowledgeError(f"{name}.yml: follow_ups: {other!r} is no other topic")
        for key in (*one.sources, *one.more_sources):
            if not sources.known(key):
                raise KnowledgeError(f"{name}.yml: sources: {key!r} is in neither register of sources")
    return found


def read_topic(path: Path) -> Topic:
    """One topic from its file. Raises KnowledgeError where the file does not fit the schema."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        one = Topic.model_validate({"name": path.stem, **data})
        one.figures()
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}" for problem in error.errors())
        raise KnowledgeError(f"{path.name}: {problems}") from error
    except (yaml.YAMLError, TypeError, ValueError) as error:
        raise KnowledgeError(f"{path.name}: {error}") from error
    return one
