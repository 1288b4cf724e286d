"""What becomes of the persons named: dead, divorced, in prison, gone, married and moved out, back."""

from __future__ import annotations

from arabic.people.changes import (
    added_or_taken_out,
    mark_nationalities,
    mark_owners,
    mark_refusals,
    supposed_to_move,
    taken_out,
)
from arabic.people.naming import CHILDREN, OTHERS, OWN, SPOUSES, bare
from arabic.people.places import (
    by_city,
    family_in_a_place,
    inherit_place,
    on_campus,
    said_elsewhere,
    said_here,
    said_there,
    said_to_live,
    some_of_a_group,
    supported,
    taken_by_former_spouse,
    works_away,
)
from arabic.people.scene import Scene, agreement, group_of, subject
from arabic.people.words import Hit, listed

_MOVING_OUT = CHILDREN | {"brother", "sister", "other"}  # whose marriage means another home


def fates(scene: Scene) -> None:
    """Set what becomes of each person named, in the order it is said; what is said last holds."""
    order = (
        "person.divorces",
        "person.prison",
        "person.released",
        "person.left",
        "person.works_elsewhere",
        "person.elsewhere",
        "person.leaves",
        "person.comes",
        "person.lives",
        "person.here",
        "person.supported",
        "person.there",
        "person.campus",
        "person.removed",
    )
    for hit in scene.words.of(*order):
        if (
            scene.text.asks(hit.start)
            and hit.concept not in ("person.here", "person.lives")
            and not _own_statement(scene, hit)
        ):
            continue
        _FATES[_family(hit.concept)](scene, hit)
    by_city(scene)
    family_in_a_place(scene)
    some_of_a_group(scene)
    taken_by_former_spouse(scene)
    added_or_taken_out(scene)
    supposed_to_move(scene)
    mark_refusals(scene)
    mark_nationalities(scene)
    mark_owners(scene)
    inherit_place(scene)


def dead(scene: Scene) -> None:
    """Who is dead or divorced; before anything else, since the dead do nothing more."""
    widowed(scene)
    for hit in scene.words.of("person.dead", "person.divorced"):
        if not scene.text.asks(hit.start) or _own_statement(scene, hit):
            (_dead if hit.concept == "person.dead" else _divorced)(scene, hit)


def _family(concept: str) -> str:
    return concept.split(".")[1]


def _own_statement(scene: Scene, hit: Hit) -> bool:
    """Whether a person named before in the same clause makes it a statement: "هل زوجي المسجون ينحسب"."""
    return any(scene.text.same_clause(naming.at, hit.start) for naming in scene.before(hit.start)[:1])


def _dead(scene: Scene, hit: Hit) -> None:
    if hit.denied and any(mark.end == hit.start and mark.is_a("deny") for mark in scene.text.marks):
        return
    one = subject(scene, hit)
    if one is None or (hit.start - one.end > 4 and not hit.concept.endswith("dead")):
        return
    if hit.start - one.end > 5:
        return
    form = agreement(scene.text, hit)
    if scene.text.word(hit.start).startswith(("المرحوم", "والمرحوم")) and one.start != hit.end and one.end != hit.start:
        return
    if (
        one.composed
        and one.inner == form
        and (one.gender != form or (one.relation == "other" and one.inner != one.gender))
    ):
        return  # "عيال بنتي الله يرحمها": the daughter
    told = group_of(scene, one, form)
    if one.start >= hit.end and (form == "many" or bare(scene.text.word(hit.start)).startswith(("وفا", "بوفا"))):
        told = [each for each in scene.with_list(one) if each is one or (each.joined and each.end - one.end <= 2)]
    for gone in told:
        gone.dead, gone.here, gone.absence = True, False, "dead"


def widowed(scene: Scene) -> None:
    """A widow's husband is dead wherever she names him; "امي ارمله" is no widow who speaks."""
    for hit in scene.words.of("person.widow"):
        before = scene.before(hit.start)
        if before and hit.start - before[0].end <= 2 and before[0].gender in ("female", "many"):
            continue
        for naming in scene.namings:
            if naming.relation == "husband" and naming.owner not in ("name", *OTHERS):
                naming.dead, naming.absence = True, "dead"


def _divorced(scene: Scene, hit: Hit) -> None:
    word = scene.text.word(hit.start)
    if word.startswith("السابق"):
        one = subject(scene, hit)
        if one is not None and one.relation in SPOUSES and hit.start == one.end:
            one.dead, one.absence = True, "divorced"


def _divorces(scene: Scene, hit: Hit) -> None:
    """ "طلقني زوجي": he leaves; of a child or sister it says nothing about the household."""
    if hit.denied:
        return
    before = scene.before(hit.start)
    of_me = scene.text.word(hit.start).endswith(("ني", "تها", "نا")) or scene.text.word(hit.end) in (
        "منه",
        "منو",
        "منها",
        "عنه",
    )
    if not of_me and before and before[0].relation not in SPOUSES and hit.start - before[0].end <= 2:
        return
    if scene.text.word(hit.end - 1) in ("عن", "من"):
        after = scene.starting.get(hit.end)
        if after is None or after.relation not in SPOUSES:
            return  # "انفصلت من الشغل"
    spouses = [naming for naming in scene.namings if naming.relation in SPOUSES and naming.owner not in ("his", "hers")]
    for naming in spouses:
        naming.leaves, naming.absence, naming.here = True, "divorced", False


def _prison(scene: Scene, hit: Hit) -> None:
    if hit.denied or any(one.start <= hit.start < one.end for one in scene.words.of("person.released")):
        return
    if bare(scene.text.word(hit.start)) == "محكوم" and scene.text.word(hit.end).startswith("ب"):
        return  # "محكوم عليه بنفقه"
    out = [place for place in range(hit.start - 4, hit.start) if bare(scene.text.word(place)) in _OUT]
    if out:
        one = scene.next_naming(out[-1] + 1, 0) or subject(scene, hit)
        if one is not None and hit.start - one.end <= 5:
            one.joins, one.here, one.elsewhere, one.absence = True, True, False, ""
        return
    one = subject(scene, hit)
    if one is not None and hit.start - one.end <= 5:
        one.elsewhere, one.absence, one.here, one.not_here = True, "prison", False, False


_OUT = listed("out")


def _released(scene: Scene, hit: Hit) -> None:
    one = subject(scene, hit) or scene.next_naming(hit.start + 1, 0)
    if one is not None and not hit.denied:
        one.joins, one.here, one.elsewhere, one.absence = True, True, False, ""


def _left(scene: Scene, hit: Hit) -> None:
    if bare(scene.text.word(hit.start - 1)) in ("كان", "كانت", "كانوا"):
        return
    if bare(scene.text.word(hit.start)) in ("تركت", "سبت", "هجرت"):
        spouse = scene.starting.get(hit.end)
        if hit.denied or spouse is None or spouse.relation not in SPOUSES or not spouse.mine:
            return  # "تركت شغلي"
        spouse.elsewhere, spouse.here, spouse.absence = True, False, "left"
        return
    one = subject(scene, hit)
    if hit.denied and not bare(scene.text.word(hit.start)).startswith(("ما", "لا")):
        return
    if (
        one is None
        or one.relation not in OWN | {"other", "father", "mother", "brother", "sister"}
        or hit.start - one.end > 8
    ):
        return
    if one.dead or not (one.mine or one.owner == "the" or one.introduced):
        return
    if one.leaves or (one.relation not in SPOUSES and bare(scene.text.word(hit.start)).startswith(("طلع", "طالع"))):
        one.leaves, one.here = True, False  # "ولدي تزوج وطلع من البيت"
        return
    one.elsewhere, one.here, one.not_here = True, False, False
    one.absence = "left" if one.absence in ("", "elsewhere") else one.absence


def _leaves(scene: Scene, hit: Hit) -> None:
    if hit.denied and not scene.text.word(hit.start).startswith(("ما", "لا")):
        return
    one = subject(scene, hit)
    if one is None or hit.start - one.end > 8:
        return
    first = bare(scene.text.word(hit.start))
    if _marries(first) and one.relation not in _MOVING_OUT:
        return
    weak = hit.end - hit.start == 1 and first in (
        "راح",
        "راحت",
        "طلع",
        "طلعت",
        "طلعوا",
        "طلعو",
        "انتقل",
        "انتقلت",
        "انتقلوا",
        "راحوا",
        "راحو",
    )
    if weak and not (one.leaves or one.elsewhere) and not _ends_or_moves(scene, hit):
        return
    if one.dead or (one.passing and one.relation not in OWN):
        return
    for gone in group_of(scene, one, agreement(scene.text, hit)):
        gone.leaves, gone.here = True, False
        if first.startswith(("مات", "توف", "يموت", "تموت")):
            gone.dead, gone.absence = True, "dead"


def _marries(word: str) -> bool:
    return any(part in word for part in ("زوج", "عرس", "جوز"))


def _ends_or_moves(scene: Scene, hit: Hit) -> bool:
    after = scene.text.word(hit.end)
    return after in ("", ".", ",", "?", "من", "مع", "عند", "كلهم", "و", "لبيت", "لبيته") or after.startswith(
        ("و", "بدار", "بيت", "لبيت")
    )


def _comes(scene: Scene, hit: Hit) -> None:
    if hit.denied or scene.words.covers(hit.start, "person.left"):
        return
    first = bare(scene.text.word(hit.start))
    brought = first.startswith(("جبت", "جبنا", "اجيب", "نجيب", "نقلت", "نقلنا", "انقل", "ننقل", "اخذت", "نقلته", "جيب"))
    one = scene.next_naming(hit.end, 1) if brought else subject(scene, hit)
    if one is None or hit.start - one.end > 8 or "كل" in scene.text.words[hit.end : hit.end + 3]:
        return
    weak = hit.end - hit.start == 1 and first in ("رجع", "رجعت", "رجعوا", "رجعو", "جت", "جات", "رجعن", "يرجع", "ترجع")
    ahead = scene.words.between(hit.end, hit.end + 6, "person.here", "person.lives", "person.we")
    if weak and not ahead and one.absence != "prison" and not one.joins:
        return
    if not one.dead:
        one.joins, one.here, one.elsewhere, one.leaves, one.not_here = True, True, False, False, False
        one.absence = ""


_FATES = {
    "divorces": _divorces,
    "prison": _prison,
    "released": _released,
    "left": _left,
    "works_elsewhere": works_away,
    "elsewhere": said_elsewhere,
    "leaves": _leaves,
    "comes": _comes,
    "lives": said_to_live,
    "here": said_here,
    "supported": supported,
    "there": said_there,
    "campus": on_campus,
    "removed": taken_out,
}
