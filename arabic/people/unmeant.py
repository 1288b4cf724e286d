"""Kin words that name nobody of this household: general words, the speaker, a bare «بنت»."""

from __future__ import annotations

from arabic.people.naming import CHILDREN, OWN, Naming, bare
from arabic.people.scene import STAND_INS, Scene
from arabic.people.words import listed


def drop_unmeant(scene: Scene) -> None:
    """General words, the speaker's own description, and a bare "بنت" that nobody is said to have."""
    for naming in scene.namings:
        if naming.relation in STAND_INS:
            naming.dropped = True
        if naming.dropped:
            continue
        if _is_not(scene, naming) or _is_the_writer(scene, naming):
            naming.dropped = True
            continue
        if naming.owner == "the" and bare(scene.text.word(naming.end)) in ("اللي", "الي") and _writes(scene, naming):
            naming.dropped = True
            continue
        if naming.owner == "the" and scene.asked in _OF_THINGS and not (naming.introduced or naming.here):
            naming.passing = True  # "اربعتهم يخدمون التوأم"
        quoted = bare(scene.text.word(naming.end)) in _SAYS and naming.form == "one" and not naming.introduced
        if quoted and naming.relation in CHILDREN and scene.asked != "members":
            naming.passing = True  # "بنتي تقول انت مو 61"
        if naming.relation == "husband" and not naming.here and _of_whom_one_fled(scene, naming):
            naming.passing = True
        not_to = naming.preposition == "ل" and scene.text.word(naming.start - 1) in _NOT  # "الراتب لي مو لزوجتي"
        if naming.denied and naming.owner and (not_to or not _denied_possession(scene, naming)):
            naming.denied = False
        if _without(scene, naming):
            naming.denied = True
        if naming.after_self and not naming.mine:
            naming.dropped = naming.relation != "persons" and not naming.stated
        else:
            naming.dropped = _means_nobody(scene, naming)


def _is_the_writer(scene: Scene, naming: Naming) -> bool:
    """ "بنت 26 سنه خريجه", "شاب": a bare word for a person at the head of a message is whoever writes."""
    if naming.relation not in CHILDREN or naming.owner or naming.stated or naming.form != "one" or naming.joined:
        return False
    if scene.asked == "members" or naming.composed or naming.preposition or naming.introduced or naming.joins:
        return False
    place = scene.namings.index(naming)
    listed_after = place + 1 < len(scene.namings) and scene.namings[place + 1].listed
    before = [
        mark for mark in scene.text.marks if mark.end <= naming.start and not mark.is_a("formula", "filler", "self")
    ]
    hers = any(mark.is_a("age.his") for mark in scene.text.marks_at.get(naming.end, ()))
    mine = naming.end in scene.text.starting or any(
        mark.is_a("age.word") for mark in scene.text.marks_at.get(naming.end, ())
    )
    return not before and not listed_after and not hers and mine


def _writes(scene: Scene, naming: Naming) -> bool:
    """ "والبنت اللي تكتب لي": who writes for the speaker."""
    return scene.text.word(naming.end + 1) in ("تكتب", "يكتب", "كتبت", "كتب")


_SAYS = ("تقول", "يقول", "قالت", "قال", "تقولي", "يقولي", "قالي")
_OF_THINGS = ("workers", "workers_for_disability", "cars", "bank")


def _of_whom_one_fled(scene: Scene, naming: Naming) -> bool:
    """ "بدار حمايه بعد اللي صار لي من رجلي": a husband named for what he did does not live here."""
    if scene.text.word(naming.start - 1) != "من":
        return False
    words = scene.text.words[max(0, naming.start - _HARM) : naming.start]
    return any(bare(word).startswith(_HARMS) for word in words)


_HARM = 7  # words between what was done and who did it
_HARMS = (
    "صار",
    "جاني",
    "شفت",
    "هارب",
    "هربت",
    "عنف",
    "ضرب",
    "ظلم",
    "اذى",
    "اذي",
    "خايف",
    "خفت",
    "تعبت",
    "معان",
    "تعنيف",
    "شكيت",
)


_NOT = ("مو", "مب", "مهب", "مهوب", "مش", "لا", "ولا", "ماهو", "ماهي")


def _is_not(scene: Scene, naming: Naming) -> bool:
    """ "وهو مب ولدي": whom somebody spoken of is not."""
    denials = [mark for mark in scene.text.of("deny") if mark.end == naming.start and not mark.is_a("deny.without")]
    pronouns = [mark for mark in scene.text.of("other") if denials and mark.end == denials[0].start]
    return bool(pronouns) and not naming.joined


def _without(scene: Scene, naming: Naming) -> bool:
    """ "بدون امي وابوي": what stands on the list of somebody left out."""
    place = scene.namings.index(naming)
    before = scene.namings[place - 1] if place and naming.listed and naming.joined else None
    return (
        before is not None
        and before.denied
        and any(mark.is_a("deny.without") and mark.end == before.start for mark in scene.text.marks)
    )


def _means_nobody(scene: Scene, naming: Naming) -> bool:
    asks = scene.text.asks(naming.at)
    word = bare(scene.text.word(naming.at))
    if word in ("الصغار", "الزغار", "صغار") and not naming.stated and not naming.mine:
        return True  # an adjective
    if naming.relation == "family":
        return not naming.mine or (bool(scene.words.of("person.we")) and not naming.introduced)
    if naming.owner == "the":
        return asks and not naming.introduced and scene.asked != "members"
    if naming.owner or naming.composed or naming.partitive:
        return False
    if naming.form == "one" and scene.words.ending(naming.start, "person.youngest", "person.eldest") is not None:
        return True  # "اصغرهن رضيعه"
    if naming.form == "one" and not _had(scene, naming):
        return True
    if naming.denied and (naming.relation, scene.sex) in (("wife", "female"), ("husband", "male")):
        return True  # "ماله حرمة غيري"
    if asks and not (naming.introduced or (naming.stated and _same_clause_has(scene, naming))):
        return True
    if word in _NUMBERED and not naming.stated:
        return True
    said = naming.stated or naming.introduced or naming.denied or scene.asked == "members"
    return naming.form == "many" and not said


def _denied_possession(scene: Scene, naming: Naming) -> bool:
    """Whether having or living with is denied: "ما عندي زوجه". "لا انا ولا حرمتي نشتغل" denies something else."""
    marks = [
        mark for mark in scene.text.marks if mark.end <= naming.start and scene.text.same_clause(mark.start, naming.at)
    ]
    place = scene.namings.index(naming)
    if naming.listed and place and scene.namings[place - 1].denied:
        return True
    near = [mark for mark in marks if mark.end >= naming.start - 1]
    return any(
        (mark.denied and mark.is_a("own", "person.here", "person.lives")) or mark.is_a("deny.without") for mark in near
    )


_NUMBERED = listed("numbered")


def _had(scene: Scene, naming: Naming) -> bool:
    if naming.introduced or naming.stated or naming.denied or naming.ages or naming.joins or naming.leaves:
        return True
    if (
        scene.asked == "members"
        and not naming.after_self
        and (naming.relation in CHILDREN or naming.listed or naming.start <= 1)
    ):
        return True
    place = scene.namings.index(naming)
    if naming.listed and place and not scene.namings[place - 1].dropped:
        return True
    following = scene.namings[place + 1] if place + 1 < len(scene.namings) else None
    return (
        following is not None
        and following.listed
        and following.joined
        and naming.relation in OWN
        and scene.asked == "members"
    )


def _same_clause_has(scene: Scene, naming: Naming) -> bool:
    return any(
        scene.text.same_clause(hit.start, naming.at) for hit in scene.words.of("person.has") if hit.start < naming.at
    )
