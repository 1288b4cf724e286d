"""A message written for a parent («اكتب عن ابوي»): the parent applies, so the writer is a son or a daughter."""

from __future__ import annotations

from arabic.people.naming import CHILDREN, Naming, bare
from arabic.people.scene import Scene
from arabic.people.words import listed

_IN_HIS_EYES = {
    "mother": "wife",
    "father": "husband",
    "brother": "son",
    "sister": "daughter",
    "wife": "other",
    "husband": "other",
    "son": "other",
    "daughter": "other",
    "child": "other",
}


def applicant(scene: Scene) -> Naming | None:
    """The parent for whom the message is written, or None."""
    for hit in scene.words.of("person.on_behalf"):
        if hit.denied:
            continue
        after = scene.next_naming(hit.end, 0)
        if after is not None and after.relation in ("father", "mother", "old_man", "old_woman") and not after.composed:
            return after
        before = scene.before(hit.start)
        near = before[0] if before else None
        said_of = hit.end - hit.start > 1 and scene.text.word(hit.end - 1) in ("لها", "له", "الطلب")
        if near is None or not said_of or hit.start - near.end > 2:
            continue
        if near.mine and near.relation in ("father", "mother"):
            return near
    return None


def through_the_eyes_of(scene: Scene, parent: Naming) -> None:
    """Every relation as it is to the parent who applies; "انا ولده" becomes a son."""
    text = scene.text
    spouse = "wife" if parent.relation == "father" else "husband"
    for naming in scene.namings:
        if naming.relation == parent.relation and naming.mine and not naming.composed:
            naming.dropped = True
        elif (
            naming.after_self
            and naming.owner in ("his", "hers", "theirs")
            and naming.relation in CHILDREN
            and naming.form == "one"
        ):
            naming.after_self = naming.dropped = False
            naming.owner, naming.here, naming.introduced, naming.count = "mine", True, True, 1
        elif (
            naming.owner in ("his", "hers")
            and naming.relation in ("wife", "husband", "other")
            and _word(scene, naming) in _SPOUSE_WORDS
        ):
            naming.relation, naming.owner, naming.dropped, naming.introduced = spouse, "mine", False, True
        elif naming.mine and bare(text.word(naming.at)) in ("عمتي", "عمي"):
            naming.relation, naming.introduced = ("sister" if text.word(naming.at).endswith("تي") else "brother"), True
        elif naming.holder is None and not naming.theirs and (naming.mine or naming.relation in ("brother", "sister")):
            naming.relation = _IN_HIS_EYES.get(naming.relation, naming.relation)
            naming.introduced = naming.introduced or naming.relation in ("wife", "husband", "son", "daughter")


_SPOUSE_WORDS = listed("spouse_words")


def _word(scene: Scene, naming: Naming) -> str:
    return bare(scene.text.word(naming.at))
