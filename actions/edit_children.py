"""Children of a message, put into the case. «عيال» are specified later as sons and daughters, and not added then."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from actions import doubts
from actions.case import CHILDREN
from actions.persons_known import add, describe, earns, fitting, move_in, name_one, remove, which
from actions.persons_told import spread

if TYPE_CHECKING:
    from actions.applied import Edit
    from actions.case import Person
    from arabic.told import PersonTold

Slot = tuple["PersonTold", "int | None"]  # one child told, with the age where it is told


def settle(edit: Edit, told: list[PersonTold], *, restated: bool = False) -> None:
    """Children who are said to live here.

    Asked for, corrected or restated they replace those known. Told beside, they specify («ثلاث بنات» of five), say
    something of some, add those of a sex not told before, or replace where they are more.
    """
    references = [entry for entry in told if is_reference(entry, told)]
    groups = specified([entry for entry in told if entry not in references])
    slots = [(entry, age) for entry in groups for age in spread(entry)]
    known = [person for person in edit.case.persons if person.relation in CHILDREN and stays(edit, person)]
    asked = edit.asked in ("members", "homes") or restated
    if edit.asked == "homes" and len(slots) < len(known):
        assign(edit, slots, known)
    elif edit.sure and not asked and len(groups) == len(slots) == 1 and is_of_one(edit, groups[0]):
        refer(edit, groups[0])
    elif edit.supposing and not asked and len(groups) == 1 and (len(slots) == 1 or is_birth(groups[0], known)):
        suppose_more(edit, groups[0])
    elif asked or (edit.sure and not is_part(slots, known)):
        replace_children(edit, slots, known)
    elif edit.sure:
        relations = {entry.relation for entry, _ in slots}
        replace_children(edit, slots, [person for person in known if person.relation in relations])
    else:
        tell_beside(edit, slots, known)
    for entry in references:
        refer(edit, entry)
    if slots:
        edit.case.uncounted = [relation for relation in edit.case.uncounted if relation not in CHILDREN]


def suppose_more(edit: Edit, entry: PersonTold) -> None:
    """«لو جانا طفل» is one more; «لو ولدي ...» is the one known, of whom something else is supposed."""
    if entry.relation == "child" or not fitting(edit.case, entry.relation):
        add(edit, entry, entry.count or 1, entry.ages)
    else:
        refer(edit, entry)


def is_birth(entry: PersonTold, known: list[Person]) -> bool:
    """Whether children supposed, fewer than are known, come besides them: «لو جانا توأم»."""
    return entry.relation == "child" and (entry.count or 1) < len(known)


def is_of_one(edit: Edit, entry: PersonTold) -> bool:
    """Whether one child told is one of several known, of whom something is said."""
    said = (entry.eldest, entry.agrees, entry.nationality, entry.studies, entry.works, entry.absence)
    known = [person for person in fitting(edit.case, entry.relation) if stays(edit, person)]
    return bool(known) and (bool(entry.ages) or any(value is not None for value in said))


def stays(edit: Edit, person: Person) -> bool:
    """Whether a child known is one whom an answer may mean: here, not placed, or elsewhere where it was asked."""
    return person.at_home or person.lives is None


def is_reference(entry: PersonTold, told: list[PersonTold]) -> bool:
    """Whether one child told is one of a group told beside: «ولدين وبنت، والكبير 17»."""
    if entry.count != 1 or (entry.eldest is None and not entry.ages):
        return False
    wide: tuple[str, ...] = ("child",) if entry.eldest is None else (entry.relation, "child")
    if entry.relation == "child" and entry.eldest is not None:
        wide = CHILDREN
    return any(
        other is not entry and other.relation in wide and ((other.count or 1) > 1 or entry.relation == "child")
        for other in told
    )


def specified(told: list[PersonTold]) -> list[PersonTold]:
    """The groups of children without the sum of them: «تسعة عيال، خمسة اولاد واربع بنات» are nine."""
    sums = [entry for entry in told if entry.relation == "child"]
    parts = [entry for entry in told if entry.relation != "child"]
    number = sum(entry.count or 1 for entry in parts)
    return [entry for entry in told if not (entry in sums and parts and entry.count == number)]


def is_part(slots: list[Slot], known: list[Person]) -> bool:
    """Whether a correction concerns only some of the children: «البنات ثنتين مو ثلاث» leaves the sons."""
    told = {entry.relation for entry, _ in slots}
    before = {person.relation for person in known}
    return "child" not in told | before and bool(told & before) and bool(before - told)


def replace_children(edit: Edit, slots: list[Slot], known: list[Person]) -> None:
    """The children told instead of those known; a child known who is one of them stays the same person."""
    numbers = Counter(entry.relation for entry, _ in slots)
    if set(numbers) == {"child"}:
        keep_sexes(edit, slots, known)
        return
    left = assign(edit, slots, known)
    different = {person.relation for person in known} & set(numbers)
    if edit.sure and not different and "child" not in {p.relation for p in known} and len(slots) != len(known):
        return  # «لا، عندي بنت بعد»: of the other sex
    remove(edit, [person for person in left if person.lives is not None])


def keep_sexes(edit: Edit, slots: list[Slot], known: list[Person]) -> None:
    """A number of children without their sex: those known keep theirs, where nobody is taken out."""
    left = assign(edit, slots, known)
    if not left:
        return
    placed = [person for person in left if person.lives is not None]
    if len({person.relation for person in known}) > 1:
        for person in known:
            person.relation = "child"  # which of them is one too many is not said
    remove(edit, placed)


def assign(edit: Edit, slots: list[Slot], known: list[Person]) -> list[Person]:
    """Match children told with those known, the nearest first; the others told are new. Who is left over."""
    left = list(known)
    new: list[Slot] = []
    for exact in (True, False):
        waiting = slots if exact else new
        new = []
        for entry, age in waiting:
            fit = [person for person in left if fits(person, entry, age, exact=exact)]
            fit.sort(key=lambda person: (not earns(edit.case, person), person.id))
            if not fit:
                new.append((entry, age))
                continue
            person = next((person for person in fit if age is not None and person.age == age), fit[0])
            left.remove(person)
            describe(person, entry, age)
            move_in(person, entry)
    for entry, age in new:
        name_one(edit, entry, age)
    return left


def fits(person: Person, entry: PersonTold, age: int | None, *, exact: bool) -> bool:
    """Whether a child known may be one told."""
    if exact:
        return person.relation == entry.relation
    return person.relation == "child" or entry.relation == "child"


def tell_beside(edit: Edit, slots: list[Slot], known: list[Person]) -> None:
    """Children named when it was not asked for them."""
    placed = [person for person in known if person.at_home]
    told = Counter(entry.relation for entry, _ in slots)
    before = Counter(person.relation for person in placed)
    if not placed:
        assign(edit, slots, known)
    elif set(told) == {"child"} or not set(told) & set(before):
        number = len(slots)
        if "child" in told and number < len(placed) and number > 1:
            ask_whether_fewer(edit, slots, placed)
        elif "child" in before and number < len(placed) and all(told[name] <= 1 for name in told):
            refer_all(edit, slots)
        else:
            assign(edit, slots, known)
    elif all(told[relation] <= before[relation] for relation in told):
        if any(1 < told[relation] < before[relation] for relation in told):
            ask_whether_fewer(edit, slots, [person for person in placed if person.relation in told])
        else:
            refer_all(edit, slots)
    else:
        left = assign(edit, slots, known)
        remove(edit, [person for person in left if person.lives is not None and person.relation in told])


def ask_whether_fewer(edit: Edit, slots: list[Slot], known: list[Person]) -> None:
    """Fewer children are told than were known."""
    told = list(dict.fromkeys(entry for entry, _ in slots))
    edit.doubt(doubts.fewer(told, len(known), len(slots)))


def refer_all(edit: Edit, slots: list[Slot]) -> None:
    """What is told of children who are known already."""
    for entry in dict.fromkeys(entry for entry, _ in slots):
        refer(edit, entry)


def refer(edit: Edit, entry: PersonTold) -> None:
    """What is told of some of the children: an age, the eldest, who studies elsewhere, who refuses."""
    people = which([person for person in fitting(edit.case, entry.relation) if stays(edit, person)], entry)
    ages = spread(entry)
    free = [person for person in people if person.age is None or person.age in ages or not entry.ages]
    for person, age in zip(free or people, ages, strict=False):
        describe(person, entry, age)
        if entry.absence == "study":
            move_in(person, entry)
