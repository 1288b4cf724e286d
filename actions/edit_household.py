"""The household as a whole: who of those told lives here, and how many they are altogether."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actions import doubts, edit_children
from actions.case import CHILDREN, SPOUSES
from actions.persons_known import add, describe, fitting, move_in, name_one, remove
from actions.persons_told import ONLY_ONE, is_here, like, spread

if TYPE_CHECKING:
    from actions.applied import Edit
    from actions.case import Person
    from arabic.told import PersonTold

SPOUSE_OF = {"male": "wife", "female": "husband"}


def settle_here(edit: Edit, here: list[PersonTold]) -> None:
    """Persons who are said to live here: matched with those known, or new."""
    children = [person for person in here if person.relation in CHILDREN]
    dropped: list[Person] = []
    restated = restates(edit, here)
    if restated and here:
        named: set[str] = {person.relation for person in here}
        named |= set(CHILDREN) if children else set()
        dropped = [person for person in edit.case.at_home if person.relation not in named and not person.unnamed]
        dropped += [person for person in edit.case.at_home if person.unnamed and edit.told.total is None]
        remove(edit, dropped)
    for relation in dict.fromkeys(person.relation for person in here if person.relation not in CHILDREN):
        of_relation = [person for person in here if person.relation == relation]
        settle_relation(edit, relation, of_relation, whole=restated or edit.asked == "members")
    if children:
        edit_children.settle(edit, children, restated=restated)


def restates(edit: Edit, here: list[PersonTold]) -> bool:
    """Whether the persons told are all: said so, as many as the total, or told anew because they were to be changed."""
    groups = edit_children.specified(here)
    named = sum(person.count or 1 for person in groups if not edit_children.is_reference(person, groups))
    anew = "members" in edit.case.reopened and edit.asked == "members"
    return edit.told.restated or anew or bool(here and edit.told.total == named + 1)


def settle_relation(edit: Edit, relation: str, told: list[PersonTold], *, whole: bool) -> None:
    """Persons of one relation, other than children, who live here."""
    known = fitting(edit.case, relation)
    slots = [(entry, age) for entry in told for age in spread(entry)]
    if relation in ONLY_ONE or (relation == "wife" and len({entry.dwelling for entry in told}) == 1):
        most = max(entry.count or 1 for entry in told)
        slots = slots[: 1 if relation in ONLY_ONE else most]
    placed = [person for person in known if person.at_home]
    others = [person for person in known if not person.at_home]
    others.sort(key=lambda person: person.lives is not None)
    apart = (relation == "wife" and edit.case.homes == 2) or edit.told.homes == 2
    for entry, age in slots:
        same = [person for person in placed if person.dwelling == entry.dwelling]
        first = [person for person in others if person.dwelling == entry.dwelling]
        if apart and not same and first and entry.place == "here":
            others.remove(first[0])
            describe(first[0], entry, age)
            move_in(first[0], entry)
        elif placed:
            person = (same or placed)[0]
            placed.remove(person)
            describe(person, entry, age)
        elif others and (entry.place == "here" or whole or others[0].lives is None):
            person = others.pop(0)
            describe(person, entry, age)
            move_in(person, entry)
        elif others and entry.relation in (*ONLY_ONE, "wife"):
            describe(others.pop(0), entry, age)  # named again, still elsewhere
        else:
            name_one(edit, entry, age)
    placed = [person for person in placed if not (apart and person.dwelling == 2)]  # the other wife has her own home
    if placed and (edit.sure or whole):
        remove(edit, placed)
    elif placed and len(slots) > 1:
        edit.doubt(doubts.fewer(told, len(known), len(slots)))


def answer_members(edit: Edit) -> None:
    """Whether the message says who lives here, so that it need not be asked."""
    told = edit.told
    here = [person for person in told.persons if is_here(edit, person) and person.change == "is"]
    only_wives = all(person.relation == "wife" for person in here) and sum(person.count or 1 for person in here) > 1
    whole = told.alone or told.total is not None or told.restated
    if edit.case.uncounted or (only_wives and not whole):
        return
    if whole or here or (edit.asked == "members" and any(person.change == "joins" for person in told.persons)):
        edit.answer("members")
        edit.settled |= {"members", "total"}


def marry(edit: Edit) -> None:
    """«متزوج وعندي 3 عيال»: the wife lives here though not named. «انا مطلقة» against a husband known is asked."""
    marital = edit.told.facts.get("marital")
    sex = edit.told.facts.get("sex") or edit.case.facts.get("sex")
    spouse = SPOUSE_OF.get(sex or "")
    known = [person for person in edit.case.persons if person.relation in SPOUSES]
    named = [person for person in edit.told.persons if person.relation in SPOUSES]
    if edit.case.facts.get("marital") == "married" and (marital or edit.told.facts.get("sex")) and not named:
        if edit.supposing and not known:
            spouse = spouse or "wife"  # whose sex is not said: either is one dependant
        if spouse is not None and (not known or (edit.supposing and spouse == "wife")):
            add(edit, like(spouse))
    elif marital in ("single", "divorced", "widowed") and not named:
        here = [person for person in known if person.at_home]
        if here and edit.sure:
            remove(edit, here)
        elif here:
            yes = [{"remove_persons": [person.id for person in here]}]
            name = doubts.relation_name(here[0].relation)
            edit.doubt(doubts.doubt("spouse", "members", "members", yes=yes, person=name))


def split_homes(edit: Edit) -> None:
    """Two homes: the second wife lives in the second, where nothing else is said."""
    edit.case.homes = edit.told.homes
    wives = [person for person in edit.case.at_home if person.relation == "wife"]
    if edit.case.homes == 2 and len(wives) == 2 and all(wife.dwelling == 1 for wife in wives):
        wives[1].dwelling = 2


def reach_total(edit: Edit) -> None:
    """A number of all persons: who is missing is added without a name; who is too many is asked about."""
    total = edit.told.total
    if total is None or edit.told.alone:
        return
    case = edit.case
    named = [person for person in case.at_home if not person.unnamed]
    extra = [person for person in case.at_home if person.unnamed]
    missing = total - 1 - len(named)
    if missing >= 0:
        groups = [relation for relation in case.uncounted if relation in CHILDREN]
        if missing and len(groups) == 1:
            remove(edit, extra)
            add(edit, like(groups[0]), missing)
        else:
            remove(edit, extra[missing:])
            add(edit, like("other"), missing - len(extra[:missing]), unnamed=True)
        case.uncounted.clear()
        return
    told: set[str] = {person.relation for person in edit.told.persons if is_here(edit, person)}
    told |= set(CHILDREN) if told & set(CHILDREN) else set()
    fresh = [person for person in named if person.relation in told]
    if fresh and len(fresh) == total - 1:
        remove(edit, [person for person in case.at_home if person not in fresh])
        return
    known, again = len(case.at_home) + 1, [{"reopen": "members"}]
    if fresh and len(fresh) == len(named):
        edit.doubt(doubts.doubt("total_and_names", "total", "members", no=again, before=total, after=known))
    else:
        edit.doubt(doubts.doubt("total", "total", "members", yes=again, before=known, after=total))
