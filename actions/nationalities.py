"""The nationality of members told together: «زوجي وعيالي مصريين», «عيالي جنسيتهم سورية»."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from arabic import normalise, read

if TYPE_CHECKING:
    from arabic.told import Told

PEOPLES = (
    "مصر|سور|يمن|سودان|فلسطين|اردن|لبنان|باكستان|هند|بنقال|بنغال|اندونيس|فلبين|مغرب|تونس|جزاير|عراق|ترك|اثيوب|صومال|"
    "نيجير|تشاد|برماو|افغان|ايران|اريتر|موريتان|ليب"
)
TOGETHER = re.compile(
    rf"\b(?:(?:ال)?(?:{PEOPLES})(?:يين|يون|يات)|(?:ال)?اجانب|(?:مو|مهم|مب|غير|مش|ليسوا) سعودي(?:ين|ون|ات))\b"
    rf"|\bجنسيته(?:م|ن|ا)? (?:مو سعودي\w*|(?:{PEOPLES})ي\w*)"
)
CLAUSE = re.compile(r"[.،,؛؟?!\n]| بس ")


def shared(told: Told, text: str) -> Told:
    """The persons told, with the nationality that the message gives several of them together."""
    foreign: set[str] = set()
    for clause in CLAUSE.split(normalise(text)):
        found = TOGETHER.search(clause)
        if found:
            foreign |= {person.relation for person in read(clause[: found.start()]).persons}
    if not foreign:
        return told
    persons = tuple(
        replace(person, nationality="other") if person.relation in foreign and person.nationality is None else person
        for person in told.persons
    )
    return replace(told, persons=persons)
