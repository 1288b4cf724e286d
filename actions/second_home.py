"""Two homes told in one message: «زوجتي معي، والثانية وعيالها في بيت ثاني»."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from actions.case import CHILDREN
from arabic import PersonTold, normalise, read

if TYPE_CHECKING:
    from actions.case import Case
    from arabic.told import Told

SECOND = re.compile(r"\b(?:و?ال?زوجه|و?زوجتي|و?حرمتي|و?الحرمه|و?المره)?\s*و?الثانيه\b")
OTHER_HOME = re.compile(r"\b(?:في|ب|فى)?\s*(?:بيت (?:ثاني|اخر|لحال\w*|مستقل)|ببيته[ام]|بيته[ام]|ببيت ثاني|شقه ثانيه)\b")
HERS = re.compile(r"\b(?:و|مع)?\s*(عيال|اولاد|بنات|ولد|بنت|بزارين|ورعان|ابناء)(?:ها|هم|هن)\b")
WIVES = ("زوج", "حرم", "مرتي", "المره")


def parted(told: Told, text: str, case: Case) -> Told:
    """The persons told, each in the home where they live; unchanged where no second home of a wife is told."""
    said = normalise(text)
    second = SECOND.search(said)
    other = OTHER_HOME.search(said, second.end()) if second else None
    wives = sum(person.relation == "wife" for person in case.persons)
    if told.homes is not None or second is None or other is None:
        return told
    if wives < 2 and not any(stem in said for stem in WIVES):
        return told
    theirs = HERS.sub(lambda found: f"{found[1]}ي", said[second.end() :]).strip(" ,،.")
    first, rest = read(said[: second.start()]), read(f"عندي {theirs.removeprefix('و')}")
    here = [
        replace(person, place="here", absence=None)
        for person in first.persons
        if person.relation == "wife" or person.count is not None
    ]
    there = [
        replace(person, place=None, absence=None, dwelling=2, change="is")
        for person in rest.persons
        if person.relation in CHILDREN and (person.count is not None or not case.persons)
    ]
    if not any(person.relation == "wife" for person in here):
        here.append(PersonTold("wife", place="here"))
    wife = PersonTold("wife", dwelling=2)
    return replace(told, persons=(*[replace(one, dwelling=1) for one in here], *there, wife), homes=2, alone=False)
