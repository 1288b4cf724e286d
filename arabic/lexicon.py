"""The one lexicon: what words mean, as data in `lexicon/*.yml`, folded when it is first used.

A concept has a dotted name ("kin.mother.one", "deny", "home.deed") and lists of phrases; `denial.yml` explains the
lists. Whoever
knows the domain adds a phrase there without touching code. A phrase may stand under several concepts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

import yaml

from arabic.letters import normalise

FOLDER = Path(__file__).with_name("lexicon")
NOT_CONCEPTS = ("rows.yml", "latin.yml")
LISTS = ("words", "nouns", "owned", "verbs", "past")

_ENDINGS = {
    "ي": "mine",
    "ه": "his",
    "ها": "hers",
    "هم": "theirs",
    "هن": "theirs",
    "هما": "theirs",
    "نا": "ours",
    "ك": "yours",
    "كم": "yours",
    "كن": "yours",
    "و": "his",  # Hijazi: راتبو
}
_WITH = "ويا"  # "عايش ويا اختي": with her, and no "oh my sister"
_PREPOSITIONS = ("", "ب", "ل", "ك", "ع", "ف")
_IMPERFECT = {"ا": "i", "ي": "he", "ت": "she", "ن": "we"}


class LexiconError(ValueError):
    """A file of the lexicon has something that is no concept. Its text names the file and what may stand there."""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase means where it stands.

    `owner` is mine, his, hers, theirs, ours, yours, the (an article), or nothing; `person` is who acts, for verbs:
    i, he, she, we, they.
    `joined` says that "and" stands before it; `preposition` is ب, ل, ك, ع or ف.
    """

    concept: str
    owner: str = ""
    person: str = ""
    joined: bool = False
    preposition: str = ""


@dataclass(frozen=True)
class Lexicon:
    """All phrases by their first word; each phrase with its other words and its senses."""

    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], tuple[Sense, ...]]]]
    samples: Mapping[str, Sequence[str]]  # concept: its phrases as listed, folded

    def at(self, words: Sequence[str], index: int) -> tuple[int, tuple[Sense, ...]]:
        """The length of the longest phrase that begins at a place, and its senses; (0, ()) where none does."""
        best, senses = _longest(self.phrases.get(words[index], ()), words, index)
        for prefix in ("و", "ف"):
            bare = words[index][1:]
            if words[index].startswith(prefix) and len(bare) > 1 and words[index] != _WITH:
                length, found = _longest(self.phrases.get(bare, ()), words, index)
                if length > best:
                    best, senses = length, tuple(replace(sense, joined=True) for sense in found)
        return best, senses

    def knows(self, word: str) -> bool:
        """Whether a word is a phrase by itself, "and" before it passed over."""
        return self._alone(word) or (word[:1] in "وف" and self._alone(word[1:]))

    def _alone(self, word: str) -> bool:
        entries = self.phrases.get(word, ())
        return bool(entries) and not entries[-1][0]


def _longest(
    phrases: Sequence[tuple[tuple[str, ...], tuple[Sense, ...]]], words: Sequence[str], index: int
) -> tuple[int, tuple[Sense, ...]]:
    for rest, senses in phrases:  # longest first
        if not rest or tuple(words[index + 1 : index + 1 + len(rest)]) == rest:
            return 1 + len(rest), senses
    return 0, ()


@cache
def lexicon(part: str = "") -> Lexicon:
    """The lexicon of all files; or of a folder below, whose words only one reader looks for. Raises LexiconError."""
    table: dict[tuple[str, ...], dict[Sense, None]] = {}
    samples: dict[str, list[str]] = {}
    for path in sorted((FOLDER / part).glob("*.yml")):
        for concept, lists in _entries(path):
            for kind, listed in lists.items():
                phrases = [tuple(normalise(phrase).split()) for phrase in listed.split("|") if phrase.strip()]
                samples.setdefault(concept, []).extend(" ".join(phrase) for phrase in phrases)
                for phrase in phrases:
                    for form, sense in _forms(kind, phrase, concept):
                        table.setdefault(form, {}).setdefault(sense)
    by_first: dict[str, list[tuple[tuple[str, ...], tuple[Sense, ...]]]] = {}
    for form, senses in table.items():
        by_first.setdefault(form[0], []).append((form[1:], tuple(senses)))
    for entries in by_first.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return Lexicon(by_first, samples)


def _entries(path: Path) -> Iterable[tuple[str, Mapping[str, str]]]:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if path.name in NOT_CONCEPTS:
        return
    if not isinstance(data, dict):
        raise LexiconError(f"{path.name}: allowed is a mapping of concepts")
    for concept, lists in data.items():
        if not isinstance(lists, dict) or not lists or not all(isinstance(listed, str) for listed in lists.values()):
            raise LexiconError(f"{path.name}: {concept} must have lists of phrases: {', '.join(LISTS)}")
        for kind in lists:
            if kind not in LISTS:
                raise LexiconError(f"{path.name}: {concept} has '{kind}'; allowed are {', '.join(LISTS)}")
        yield concept, lists


def _forms(kind: str, phrase: tuple[str, ...], concept: str) -> Iterator[tuple[tuple[str, ...], Sense]]:
    """Every form in which a listed phrase is written, with its sense."""
    first, rest = phrase[0], phrase[1:]
    if kind == "words":
        yield phrase, Sense(concept)
    elif kind == "nouns":
        for before, preposition in _before_nouns(len(first)):
            owner = "the" if "ال" in before or before in ("لل", "ام") else ""
            yield (before + first, *rest), Sense(concept, owner, preposition=preposition)
    elif kind == "owned":
        for ending, owner in _ENDINGS.items():
            for preposition in _PREPOSITIONS[: 3 if len(first) > 2 else 1]:
                yield (preposition + first + ending, *rest), Sense(concept, owner, preposition=preposition)
    elif kind == "verbs":
        yield from (((form, *rest), Sense(concept, person=person)) for form, person in _imperfect(first))
    else:
        for ending, person in (("", "he"), ("ت", "i"), ("نا", "we"), ("وا", "they"), ("و", "they"), ("تي", "you")):
            yield (first + ending, *rest), Sense(concept, person=person)


@lru_cache(maxsize=64)
def _before_nouns(length: int) -> tuple[tuple[str, str], ...]:
    found = [
        ("", ""),
        ("ال", ""),
        ("ام", "") if length > 2 else ("ال", ""),
        ("هال", ""),
        ("بال", "ب"),
        ("لل", "ل"),
        ("عال", "ع"),
        ("فال", "ف"),
        ("كال", "ك"),
    ]
    return (*found, ("ب", "ب"), ("ل", "ل"), ("ك", "ك")) if length > 2 else tuple(found)


def _imperfect(stem: str) -> Iterator[tuple[str, str]]:
    for letter, person in _IMPERFECT.items():
        for before in ("", "ب", "ح"):
            yield before + letter + stem, person
        for ending in ("ه", "ها", "هم", "و"):
            yield letter + stem + ending, person
        if letter in ("ي", "ت"):
            yield letter + stem + "ون", "they"
            yield letter + stem + "وا", "they"
            yield letter + stem + "ين", "you"
    yield "ب" + stem, "i"
