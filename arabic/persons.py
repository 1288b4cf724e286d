"""The persons that a message names: who, how many, how old, where they live, and what becomes of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal, cast

from arabic.people.ages import give_ages
from arabic.people.fates import dead, fates, widowed
from arabic.people.finding import find_namings
from arabic.people.groups import parts, repeats
from arabic.people.hosts import hosts
from arabic.people.lists import had_by_others, introduce, link
from arabic.people.naming import CHILDREN, Naming
from arabic.people.newcomers import beside_me, born, counted_by_ending, married, parted, singled_out, wife_of
from arabic.people.on_behalf import applicant, through_the_eyes_of
from arabic.people.relations import name_relations, speaker_sex
from arabic.people.scene import STAND_INS, Scene
from arabic.people.totals import alone, homes, restated, total
from arabic.people.unmeant import drop_unmeant
from arabic.people.wives import married_to, two_homes
from arabic.people.words import PersonWords
from arabic.text import Text
from arabic.told import Absence, PersonTold, Relation


@dataclass(frozen=True)
class Mention:
    """One naming of persons, in tokens[start:end]; `dead` are nobody of the case."""

    start: int
    end: int
    said: PersonTold
    dead: bool = False


@dataclass(frozen=True)
class People:
    """What a message says of persons."""

    mentions: tuple[Mention, ...] = ()
    told: tuple[PersonTold, ...] = ()
    total: int | None = None
    alone: bool = False
    restated: bool = False
    homes: int | None = None


def read_persons(text: Text, asked: str | None, known: Collection[str] = ()) -> People:
    """The persons of a message; the numbers that count them or say their ages are claimed."""
    words = PersonWords(text)
    if not words.by_family:
        return People()
    relations = frozenset(known)
    scene = Scene(text, words, find_namings(text, words, asked), asked)
    said_total, span = total(scene)
    if span is not None:
        text.claim(span)
    sex = scene.sex = speaker_sex(scene, relations)
    wife_of(scene)
    _married(scene)
    sex = scene.sex = speaker_sex(scene, relations)
    link(scene)
    dead(scene)
    introduce(scene)
    parent = applicant(scene)
    had_by_others(scene, parent)
    name_relations(scene, sex, relations)
    widowed(scene)
    hosts(scene)
    beside_me(scene, relations)
    give_ages(scene)
    fates(scene)
    counted_by_ending(scene)
    singled_out(scene, relations)
    born(scene)
    married(scene, relations)
    parted(scene, relations)
    if parent is not None:
        through_the_eyes_of(scene, parent)
    every = list(scene.namings)
    drop_unmeant(scene)
    added, apart = two_homes(scene, sex, relations)
    scene.namings.extend(added)
    if not apart:
        parts(scene)
        repeats(scene)
    else:
        for dwelling in (1, 2):
            part = Scene(text, words, [one for one in scene.namings if one.dwelling == dwelling], asked)
            parts(part)
            repeats(part)
    live = [naming for naming in scene.namings if not naming.dropped and naming.relation != "persons"]
    live += [
        naming
        for naming in scene.namings
        if naming.relation == "persons" and _counted(naming, said_total) and not naming.dropped
    ]
    _make_up_the_total(live, said_total)
    is_alone = alone(scene)
    supposed = any(clause.supposes for clause in text.clauses)
    is_restated = (not supposed and restated(scene, said_total, [one for one in live if _lives_here(one)])) or is_alone
    told = tuple(person for naming in live for person in _told(naming))
    mentions = [mention for naming in [*every, *added] for mention in _mentions(naming)]
    mentions += _pronouns(scene, mentions)
    return People(
        tuple(sorted(mentions, key=lambda mention: mention.start)),
        told,
        said_total,
        is_alone,
        is_restated,
        homes(scene, apart or any(one.relation == "wife" and (one.count or 0) > 1 for one in live))
        or (2 if apart else None),
    )


def _make_up_the_total(live: list[Naming], said_total: int | None) -> None:
    """Who is named only in passing lives here where a total leaves room for just them: "مقابله امي، احنا ثنتين"."""
    gone = [one for one in live if one.dead or one.elsewhere or one.leaves or one.not_here or one.denied]
    left = [one for one in live if one not in gone]
    passing = bool(left) and all(one.passing and one.count for one in left)
    if passing and sum(one.count or 0 for one in left) + 1 == said_total:
        for one in left:
            one.passing, one.here = False, True


def _married(scene: Scene) -> None:
    """Add the spouse who is said only by "متزوج"; who is named otherwise is not added."""
    spouse = married_to(scene)
    if spouse is None:
        return
    named = [
        one
        for one in scene.namings
        if one.relation == spouse.relation and not one.dropped and (one.mine or one.introduced)
    ]
    if named:
        named[0].foreign = named[0].foreign or spouse.foreign
        return
    scene.namings.append(spouse)
    scene.namings.sort(key=lambda one: one.start)
    gender = "male" if spouse.relation == "husband" else "female"
    for one in scene.namings:
        if one.relation == "pronoun" and one.inner == gender and one.refers is None and one.start > spouse.start:
            one.refers = spouse


def _counted(naming: Naming, said_total: int | None) -> bool:
    """Whether persons without a relation ("8 انفار") are more than a total already said."""
    if naming.count is None or said_total is not None or not naming.stated:
        return False
    naming.relation = "other"
    return True


def _lives_here(naming: Naming) -> bool:
    gone = naming.dead or naming.elsewhere or naming.leaves or naming.not_here or naming.denied
    return not gone and not naming.passing


def _told(naming: Naming) -> list[PersonTold]:
    relation = {"family": "other", "persons": "other", "parents": "parents"}.get(naming.relation, naming.relation)
    place: Literal["here", "elsewhere"] | None = None
    if naming.elsewhere or naming.not_here:
        place = "elsewhere"
    elif naming.here:
        place = "here"
    change: Literal["is", "joins", "leaves", "none"] = "is"
    if (naming.denied and not naming.joins) or (naming.not_here and not naming.absence):
        change = "none"
    elif naming.joins:
        change = "joins"
    elif naming.leaves and naming.absence not in ("study", "works_elsewhere", "prison", "left"):
        change = "leaves"
    absence = cast("Absence | None", naming.absence or None)
    person = PersonTold(
        cast(Relation, relation if relation != "parents" else "father"),
        None if naming.relation == "family" else naming.count,
        tuple(naming.ages),
        place if not naming.dead else None,
        absence,
        change,
        False if naming.refuses else None,
        "other" if naming.foreign else "saudi" if naming.saudi else None,
        naming.studies,
        naming.works,
        naming.dwelling,
        naming.passing,
        naming.eldest,
    )
    if relation == "parents":
        person = replace(person, count=1)
        return [person, replace(person, relation="mother")]
    return [person]


def _mentions(naming: Naming) -> list[Mention]:
    if naming.relation == "persons" or naming.relation in STAND_INS:
        return []
    return [Mention(naming.start, naming.end, said, naming.dead) for said in _told(naming)[:1]]


def _pronouns(scene: Scene, mentions: list[Mention]) -> list[Mention]:
    """ "وهي تشتغل": the person named last who can be meant; "الكبير": one of the children."""
    found: list[Mention] = []
    children = [one.relation for one in scene.namings if one.relation in CHILDREN]
    for one in scene.namings:
        if one.relation in ("ordinal.eldest", "ordinal.youngest"):
            of_sons = children and set(children) == {"daughter"}
            relation: Relation = "daughter" if one.feminine or of_sons else "son"
            said = PersonTold(relation, eldest=one.relation == "ordinal.eldest", passing=True)
            found.append(Mention(one.start, one.end, said))
    for mark in scene.text.of("other.he", "other.she"):
        wanted = "female" if mark.is_a("other.she") else "male"
        before = [one for one in scene.namings if one.end <= mark.start and one.gender == wanted and not one.after_self]
        if before:
            one = before[-1]
            found.extend(Mention(mark.start, mark.end, said, one.dead) for said in _told(one)[:1])
    return found
