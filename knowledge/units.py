"""The units: reading them, holding them to their schema and to each other, and their texts for a chat."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml
from pydantic import ValidationError

from knowledge import sources
from knowledge.answer import LAW, UNCERTAIN, filled, readable
from knowledge.direction import isolate_latin
from knowledge.loading import KnowledgeError, topics
from knowledge.unit import ANSWER_LENGTH, MORE_LENGTH, SIMPLER_LENGTH, UNCERTAIN_LENGTH, Part, Unit
from rules import parameters

FOLDER = Path(__file__).with_name("units")
SENTENCE_ENDS = re.compile(r"(?<=[.؟!])\s")
LIMITS = (
    ("answer", ANSWER_LENGTH),
    ("simpler", SIMPLER_LENGTH),
    ("more", MORE_LENGTH),
    ("uncertain", UNCERTAIN_LENGTH),
)


@cache
def units() -> Mapping[str, Unit]:
    """Every unit by its id. Raises KnowledgeError where a file does not fit."""
    return MappingProxyType(read(FOLDER))


def unit(name: str) -> Unit:
    """The unit with this id. Raises KeyError where there is none."""
    return units()[name]


def read(folder: Path) -> dict[str, Unit]:
    """The units in a folder, a YAML file each topic. Raises KnowledgeError that names every fault."""
    found: dict[str, Unit] = {}
    faults: list[str] = []
    for path in sorted(folder.glob("*.yml")):
        for one in read_file(path, faults):
            if one.id in found:
                faults.append(f"{path.name}: {one.id}: stands twice")
            found[one.id] = one
    faults += list(between(found))
    if faults:
        raise KnowledgeError("\n".join(faults))
    return found


def read_file(path: Path, faults: list[str]) -> Iterator[Unit]:
    """The units of one file; what is wrong with others is added to `faults`."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        faults.append(f"{path.name}: {error}")
        return
    for entry in data if isinstance(data, list) else []:
        name = entry.get("id") if isinstance(entry, dict) else entry
        try:
            one = Unit.model_validate(entry)
            faults += [f"{path.name}: {name}: {fault}" for fault in too_long(one)]
            if one.topic != path.stem:
                faults.append(f"{path.name}: {name}: topic: {one.topic!r} belongs into {one.topic}.yml")
            yield one
        except ValidationError as error:
            faults += [
                f"{path.name}: {name}: {'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()
            ]
        except (KeyError, ValueError, IndexError) as error:
            faults.append(f"{path.name}: {name}: no such figure: {error}")


def too_long(one: Unit) -> Iterator[str]:
    """What of a unit's texts is longer than it may be, with today's figures."""
    figures = parameters.figures(date.today())
    for name, limit in LIMITS:
        text = getattr(one, name)
        length = len(filled(text, figures)) if text else 0
        if length > limit:
            yield f"{name}: {length} characters, at most {limit}"


def between(found: Mapping[str, Unit]) -> Iterator[str]:
    """What does not fit between units, topics and sources."""
    asked: dict[str, str] = {}
    for one in found.values():
        if one.topic not in topics():
            yield f"{one.id}: topic: there is no topic {one.topic!r}"
        for other in one.follows:
            if other not in found or other == one.id:
                yield f"{one.id}: follows: {other!r} is no other unit"
        for key in one.sources:
            if not sources.known(key):
                yield f"{one.id}: sources: {key!r} is in neither register of sources"
        for ask in one.asks:
            if asked.setdefault(ask, one.id) != one.id:
                yield f"{one.id}: asks: {ask!r} stands under {asked[ask]} too"


def text_of(one: Unit, day: date, part: Part = "answer") -> str:
    """A part of a unit with the figures of a day. "brief" is the first sentence; "more" ends with what is uncertain."""
    figures = parameters.figures(day)
    if part == "brief":
        text = SENTENCE_ENDS.split(one.answer.strip())[0]
    elif part == "more":
        doubt = f"{UNCERTAIN}{one.uncertain}" if one.uncertain else ""
        text = "\n\n".join(each for each in (one.more, doubt) if each)
    else:
        text = one.answer if part == "answer" else one.simpler
    return isolate_latin(filled(text.strip(), figures))


def source_line(keys: Sequence[str]) -> str:
    """The strongest source in few words: "نظام الضمان، م. 22"."""
    articles = [law[1] for key in keys if (law := LAW.fullmatch(key))]
    if LAW.fullmatch(keys[0]):
        return f"نظام الضمان، م. {' و'.join(articles)}"
    return sources.source(keys[0]).publisher


def source_list(one: Unit) -> tuple[str, ...]:
    """The titles of all sources of a unit."""
    return readable(one.sources)
