"""Who is meant by words that only their surroundings decide: the old man, «امه», «وعيالها», «ام فيصل», «اولاد»."""

from __future__ import annotations

from arabic.people.naming import CHILDREN, SPOUSES, Naming, bare
from arabic.people.scene import Scene

PARENTS = frozenset(["father", "mother"])


def speaker_sex(scene: Scene, known: frozenset[str]) -> str:
    """male, female or nothing, by the spouses named and by what the speaker calls himself or herself."""
    for naming in scene.namings:
        if naming.relation == "husband" and naming.mine:
            return "female"
        if naming.relation == "wife" and naming.mine:
            return "male"
    if "husband" in known:
        return "female"
    if "wife" in known:
        return "male"
    for mark in scene.text.of("sex.female", "sex.male"):
        before = scene.before(mark.start)
        if (before and mark.start - before[0].end <= 2) or any(
            one.start <= mark.start < one.end for one in scene.namings
        ):
            continue
        return "female" if mark.is_a("sex.female") else "male"
    return ""


def name_relations(scene: Scene, sex: str, known: frozenset[str]) -> None:
    """The old man and woman, "اولاد" beside daughters, and "امه", "وبنتها", "وعيالها" of somebody named before."""
    single = _single(scene)
    for place, naming in enumerate(scene.namings):
        if naming.form == "many" and scene.text.word(naming.start - 1) in ("ام", "اب", "ابو") and not naming.owner:
            naming.introduced, naming.preposition = True, ""  # "انا ام لخمسه ايتام"
        following = scene.namings[place + 1] if place + 1 < len(scene.namings) else None
        parent = {"old_woman": "mother", "old_man": "father"}.get(naming.relation)
        apposed = following is not None and following.start == naming.end and not following.joined
        if parent and apposed and following is not None and following.relation == parent:
            naming.dropped = True  # "عجوزي امي"
        if naming.relation in ("old_woman", "old_man"):
            _old_person(scene, naming, sex, known)
        elif naming.owner in ("his", "hers", "theirs") and naming.relation != "family":
            _of_somebody(scene, place, naming, sex, single)
        elif naming.owner == "name":
            _kunya(scene, naming, sex)
        elif (
            naming.relation == "husband"
            and bare(scene.text.word(naming.at)) == "ابو"
            and (single or scene.text.has("income.alimony"))
        ):
            naming.dead, naming.absence = True, "divorced"
        if naming.boys:
            beside = [scene.namings[other] for other in (place - 1, place + 1) if 0 <= other < len(scene.namings)]
            girls = [
                other
                for other in beside
                if other.relation == "daughter" and (other.listed if other.start > naming.start else naming.listed)
            ]
            if girls and naming.count is not None:
                naming.relation = "son"


def _single(scene: Scene) -> bool:
    """Whether the speaker is widowed or divorced; "اختي المطلقه" is another. Alimony says so too."""
    if scene.text.has("income.alimony"):
        return True
    for start in [
        *(hit.start for hit in scene.words.of("person.widow", "person.divorced", "person.divorces")),
        *(mark.start for mark in scene.text.of("marital.divorced", "marital.widowed")),
    ]:
        before = scene.before(start)
        before = [one for one in before if not one.relation.startswith(("ordinal", "pronoun"))]
        if not (before and start - before[0].end <= 1 and before[0].relation not in CHILDREN | SPOUSES):
            return True
    return False


def _old_person(scene: Scene, naming: Naming, sex: str, known: frozenset[str]) -> None:
    woman = naming.relation == "old_woman"
    parent = any(other.relation in CHILDREN and other.mine for other in scene.namings)
    others = {other.relation for other in scene.namings}
    if not naming.owner:
        naming.dropped = True
    if woman:
        wife = (
            naming.mine
            or "wife" in known
            or _paired(scene, naming, "old_man")
            or (sex == "male" and "mother" not in known | others)
        )
        wife = wife or (parent and "mother" not in known | others)
        wife = wife or _self_old(scene) or _paired(scene, naming, "wife")
        naming.relation = "wife" if wife and sex != "female" else "mother"
    else:
        husband = (
            "husband" in known | others
            or (parent and sex != "male" and "father" not in known | others)
            or (sex == "female" and "father" not in known | others)
        )
        naming.relation = "husband" if husband else "father"


def _self_old(scene: Scene) -> bool:
    return any(
        mark.is_a("old.elderly_without_income")
        for mark in scene.text.marks
        if not any(one.at == mark.start for one in scene.namings)
    )


def _paired(scene: Scene, naming: Naming, relation: str) -> bool:
    place = scene.namings.index(naming)
    return any(
        scene.namings[other].relation == relation and abs(scene.namings[other].at - naming.at) <= 2
        for other in (place - 1, place + 1)
        if 0 <= other < len(scene.namings)
    )


def _of_somebody(scene: Scene, place: int, naming: Naming, sex: str, single: bool) -> None:
    owner = _antecedent(scene, place, naming)
    if naming.relation == "other" and naming.composed:
        return
    if owner is None:
        if naming.after_self:
            naming.dropped = True
        elif naming.relation in CHILDREN and scene.words.of("person.divorced") and naming.owner == "his":
            naming.owner, naming.introduced = "mine", True  # "طليقي ما يصرف على عياله"
        elif naming.relation in CHILDREN:
            naming.dropped = not naming.listed
        elif naming.relation in ("mother", "father") and naming.owner == "theirs":
            _other_parent(scene, naming, sex, single)
        else:
            naming.relation, naming.passing = "other", not naming.listed
        return
    if owner.relation in CHILDREN and naming.relation in PARENTS and not owner.composed:
        _other_parent(scene, naming, sex, single)
        return
    if owner.relation in SPOUSES and naming.relation in CHILDREN:
        return  # "الاولى وعيالها"
    if owner.relation in ("ordinal.first", "ordinal.second") and naming.relation in CHILDREN:
        return
    if (naming.relation in SPOUSES and not (naming.listed and naming.joined)) or (
        owner.relation in SPOUSES and naming.relation in SPOUSES
    ):
        if owner.relation not in SPOUSES and owner.mine:
            naming.relation = "other"  # "بنتي ورجلها عندي، رجلها عسكري"
        naming.dropped = True
        return
    if naming.after_self:
        naming.dropped = True
        return
    if naming.end == owner.start or (
        owner.end == naming.start and not naming.joined and naming.form == "one" and owner.form == "one"
    ):
        naming.dropped = True  # "عمتي اخته": the same person
        return
    if owner.relation in CHILDREN and naming.relation in ("brother", "sister") and not owner.composed:
        naming.relation = "son" if naming.relation == "brother" else "daughter"
        return
    naming.relation = "other"
    if naming.stated and owner.relation == "other" and naming.holder is None:
        naming.holder = owner  # "انا وضرتي بنفس البيت وعيالها ثلاثه"
    if not (naming.joined or naming.theirs or naming.introduced) and naming.form == "one":
        naming.dropped = True


def _other_parent(scene: Scene, naming: Naming, sex: str, single: bool) -> None:
    """The mother or father of the speaker's own children."""
    spouse = "wife" if naming.relation == "mother" else "husband"
    if (sex == "female") == (spouse == "wife") and sex:
        naming.dropped = True  # the speaker
        return
    naming.relation = spouse
    naming.owner = "mine"
    listed = naming.listed or naming.introduced
    naming.passing = not listed
    earns = scene.words.between(naming.end, naming.end + 4, "person.earns", "person.works") or any(
        mark.is_a("income.salary") for mark in scene.text.marks if naming.end <= mark.start < naming.end + 3
    )
    naming.dropped = not listed and not earns
    if single:
        naming.dead, naming.absence = True, naming.absence or "divorced"


def _antecedent(scene: Scene, place: int, naming: Naming) -> Naming | None:
    for other in reversed(scene.namings[:place]):
        other = other.refers or other
        if other.relation in ("ordinal.rest", "pronoun", "persons"):
            continue
        if other.owner in ("his", "hers", "theirs") and not other.composed and other.relation == "other":
            continue
        if (naming.owner == "theirs" and other.gender in ("many", "")) or (
            naming.owner == "his" and other.gender in ("male", "")
        ):
            return other
        if naming.owner == "hers" and other.gender in ("female", ""):
            return other
        if naming.owner == "theirs" and other.relation in ("brother", "sister", "other", "son", "daughter"):
            return other
        if naming.owner == "hers" and other.gender == "many" and other.relation in ("daughter", "child"):
            return other
    return None


def _kunya(scene: Scene, naming: Naming, sex: str) -> None:
    """ "انا وام محمد", "بيت فيه ام فيصل": the wife; "انا ام محمد" is the speaker."""
    place = scene.namings.index(naming)
    beside_me = any(mark.end == naming.start and mark.is_a("self") for mark in scene.text.marks)
    spouse_before = (
        place and scene.namings[place - 1].relation == naming.relation and scene.namings[place - 1].end == naming.start
    )
    following = scene.namings[place + 1] if place + 1 < len(scene.namings) else None
    with_hers = following is not None and following.start - naming.end <= 1 and following.joined
    with_hers = with_hers and following is not None and following.owner == "hers" and following.relation in CHILDREN
    had = naming.introduced or (beside_me and naming.joined) or with_hers
    if spouse_before or not had or ((sex == "female") == (naming.relation == "wife") and sex):
        naming.dropped = True
    naming.owner = "mine"
