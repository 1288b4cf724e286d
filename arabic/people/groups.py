"""Which namings speak of the same persons: a breakdown is no more persons, and who is named twice is one."""

from __future__ import annotations

from arabic.people.naming import CHILDREN, SPOUSES, Naming, bare
from arabic.people.relations import PARENTS
from arabic.people.scene import Scene

_PAIR = 2
_PARTS_NEAR = 4  # words between a group and its parts


def parts(scene: Scene) -> None:
    """A breakdown is no more persons: "عيالي 4 ولدين وبنتين" are four, "5 عيال منهم بنتين" five."""
    live = [naming for naming in scene.namings if not naming.dropped]
    for place, group in enumerate(live):
        if group.dropped:
            continue
        if group.twins:
            _twins(scene, live, place)
            continue
        if group.relation == "persons" or (group.relation == "child" and group.form in ("many", "dual")):
            _breakdown(scene, live, place, group)
        elif group.form == "many" and group.relation in ("son", "daughter") and place + 1 < len(live):
            same = live[place + 1]
            if same.start == group.end and not same.joined and not same.owner and same.relation == group.relation:
                same.dropped = True


def _twins(scene: Scene, live: list[Naming], place: int) -> None:
    """ "توأم بنات", "بنتين توأم": two, not four."""
    twins = live[place]
    group = next((one for one in live[:place] if one.relation == "child" and one.gender == "many" and one.stated), None)
    if (
        group is not None
        and (group.count or 0) >= _PAIR
        and scene.text.word(twins.at).removeprefix("و").startswith("ال")
    ):
        twins.dropped = True  # "عيالي ثلاثه، واحد عمره 9 والتوم 4 سنين"
        return
    for other in (place - 1, place + 1):
        if not 0 <= other < len(live):
            continue
        beside = live[other]
        touching = beside.end == twins.start if other < place else twins.end == beside.start
        if touching and not (twins if other < place else beside).joined and beside.relation in CHILDREN:
            if beside.form == "dual" or beside.form == "many":
                beside.count, beside.stated = 2, True
                beside.ages = beside.ages or twins.ages
                if len(beside.ages) == 1:
                    beside.ages = beside.ages * 2
                beside.introduced = beside.introduced or twins.introduced
                beside.here = beside.here or twins.here
                twins.dropped = True
                return
            if other > place:
                twins.dropped = True
                return


def _breakdown(scene: Scene, live: list[Naming], place: int, group: Naming) -> None:
    text = scene.text
    run: list[Naming] = []
    for naming in live[place + 1 :]:
        if naming.twins and naming.owner in ("", "the"):
            continue  # "عيالي اربعه، بنت والتوم وولد"
        fits = (
            naming.relation in ("son", "daughter")
            or (naming.boys and naming.relation == "child")
            or group.relation == "persons"
        )
        if not fits or naming.dropped or (run and not (naming.joined or naming.listed)):
            break
        apart = any(
            group.end <= one.start < naming.start and one.relation.startswith("ordinal") for one in scene.namings
        )
        if apart or (not run and naming.start - group.end > _PARTS_NEAR + (3 if group.relation == "persons" else 0)):
            break
        if naming.mine and group.relation == "child" and naming.relation != "child" and naming.form == "one":
            break
        run.append(naming)
    if run:
        first = run[0]
        between = [text.word(index) for index in range(group.end, first.start)]
        partly = (
            bool(scene.words.between(group.end, first.start + 1, "person.partly")) or ":" in between or "(" in between
        )
        besides = bool(scene.words.between(group.end, first.start, "person.besides"))
        counted = sum(naming.count or 0 for naming in run)
        unjoined = not first.joined and not besides
        known_sum = group.count is not None and counted == group.count and not besides
        if partly or unjoined or (known_sum and group.count is not None and group.count > 1 and len(run) > 1):
            for naming in run:
                naming.part = True
                if naming.boys:
                    naming.relation = "son"
                naming.introduced = naming.introduced or group.introduced
                naming.here = naming.here or group.here
            if group.count is None or group.count <= counted:
                group.dropped = True
            else:
                group.count -= counted
                if group.relation != "persons":
                    group.ages = group.ages[: group.count]
            return
    before = []
    for naming in reversed(live[:place]):
        if naming.relation not in ("son", "daughter") or naming.dropped:
            break
        before.append(naming)
    if before and not group.joined and group.count is not None and sum(one.count or 0 for one in before) == group.count:
        group.dropped = True


def repeats(scene: Scene) -> None:
    """Who was named before in the message is not counted again."""
    kept: list[Naming] = []
    for naming in scene.namings:
        if naming.dropped:
            continue
        if _same_person(scene, kept, naming):
            continue
        kept.append(naming)
    _subsets(scene, kept)
    kin = [one for one in kept if one.relation in ("father", "mother", "brother", "sister") and not one.dead]
    for naming in kept:
        if naming.relation == "family" and any(one.start - naming.end <= 2 and one.start >= naming.end for one in kin):
            naming.dropped = True  # "مع اهلي ابوي وامي"
    for naming in list(kept):
        counted = [
            one
            for one in kept
            if one is not naming and one.relation in CHILDREN and (one.count or 0) > 0 and not one.dead
        ]
        if naming.relation in CHILDREN and naming.count is None and naming.gender == "many" and not naming.leaves:
            same = [
                one for one in counted if one.relation == naming.relation or "child" in (one.relation, naming.relation)
            ]
            if any(one.gender == "many" or one.relation == naming.relation for one in same) or (
                same and naming.passing
            ):
                _merge(same[0], naming)
                naming.dropped = True


def _subsets(scene: Scene, kept: list[Naming]) -> None:
    """ "تسعه عيال ... وبنتين بالجامعه": two of the nine; "عمر ولدي" beside "خمس عيال": one of the five."""
    for naming in kept:
        if (
            naming.relation not in CHILDREN
            or naming.dropped
            or naming.part
            or naming.joins
            or naming.leaves
            or naming.elsewhere
            or naming.ages
        ):
            continue
        groups = [
            one
            for one in kept
            if one is not naming
            and not one.dropped
            and one.stated
            and not scene.words.between(one.start - 3, one.start, "person.besides")
            and one.relation in ("child", naming.relation)
            and (one.count or 0) > (naming.count or 1)
        ]
        besides = scene.words.between(naming.start - 2, naming.start + 1, "person.besides")
        later = naming.stated and not naming.owner and not naming.listed and not naming.introduced and not besides
        if (naming.passing and naming.gender != "many" and groups) or (
            later and any(one.start < naming.start for one in groups)
        ):
            naming.dropped = True
    kept[:] = [naming for naming in kept if not naming.dropped]


def _same_person(scene: Scene, kept: list[Naming], naming: Naming) -> bool:
    if naming.partitive and any(
        one.relation in (naming.relation, "child") and (one.count or 2) >= (naming.count or 1) for one in kept
    ):
        naming.passing = naming.dropped = True
        return True
    same = [
        one for one in kept if (one.relation == naming.relation and not one.passing) or one.relation == naming.relation
    ]
    if naming.relation in SPOUSES | PARENTS and same:
        first = same[0]
        if naming.relation == "wife" and (naming.count or 1) > 1 and first.count == 1:
            first.count, first.stated = naming.count, True
        _merge(first, naming)
        naming.dropped = True
        return True
    if naming.relation in CHILDREN and naming.form == "one" and naming.count == 1:
        return _one_of_before(scene, kept, naming, same)
    if naming.relation in ("brother", "sister") and same and naming.owner:
        first = same[0]
        if naming.form == "one" and not naming.listed and (first.form != "one" or first.count == 1):
            if first.form == "one":
                _merge(first, naming)
            naming.dropped = True
            return True
        if naming.count == first.count and not naming.listed:
            naming.dropped = True
            return True
    if (
        naming.relation == "other"
        and naming.owner
        and any(
            bare(scene.text.word(one.at)) == bare(scene.text.word(naming.at)) and one.composed == naming.composed
            for one in same
        )
    ):
        naming.dropped = True
        return True
    if (
        naming.relation in CHILDREN
        and same
        and naming.stated
        and naming.count == same[-1].count
        and not naming.listed
        and same[-1].stated
    ) and (naming.owner or (naming.form == "many" and not naming.introduced)):
        _merge(same[-1], naming)
        naming.dropped = True
        return True
    return False


def _one_of_before(scene: Scene, kept: list[Naming], naming: Naming, same: list[Naming]) -> bool:
    definite = bool(naming.owner) or naming.partitive
    if naming.relation not in CHILDREN:
        return False
    if any(_by_two_names(scene, one, naming) for one in same):
        return False
    group = [one for one in kept if one.relation in ("child", naming.relation) and one.gender == "many"]
    besides = bool(scene.words.between(naming.start - 2, naming.start, "person.besides"))
    if besides or not definite:
        return False
    singles = [one for one in same if one.gender != "many"]
    directly = naming.listed and naming.joined
    if naming.owner == "the" and scene.words.between(naming.end, naming.end + 1, "person.eldest", "person.youngest"):
        directly = False  # "ولدين وبنتين، والولد الكبير بيروح تبوك"
    if (
        group
        and not directly
        and not naming.elsewhere
        and not naming.leaves
        and not naming.joins
        and not naming.refuses
    ):
        naming.passing = naming.dropped = True
        return True
    if group and naming.partitive:
        return False
    if (
        singles
        and not directly
        and not (naming.elsewhere or naming.leaves or singles[-1].leaves or singles[-1].elsewhere)
    ):
        if naming.ages and singles[-1].ages and naming.ages != singles[-1].ages:
            return False
        if (
            naming.eldest is not None
            and naming.eldest != singles[-1].eldest
            and not naming.passing
            and singles[-1].eldest is not None
        ):
            return False
        _merge(singles[-1], naming)
        naming.dropped = True
        return True
    return False


def _by_two_names(scene: Scene, first: Naming, second: Naming) -> bool:
    """ "ولدي علي راتبه 4300 وولدي حسن 3900": two of one relation, each with a name."""
    names = [scene.text.word(one.end) for one in (first, second)]
    known = any(one.end in scene.text.marks_at or one.end in scene.text.inside for one in (first, second))
    plain = all(name.isalpha() and len(name) > 1 for name in names)
    mine = first.mine and second.mine and second.joined and first.form == second.form == "one"
    return mine and plain and not known and names[0] != names[1]


def _merge(first: Naming, again: Naming) -> None:
    """What is said of a person the second time holds for the first naming too."""
    first.here = first.here or again.here
    first.introduced = first.introduced or again.introduced
    first.passing = first.passing and again.passing
    first.dead = first.dead or again.dead
    first.elsewhere = first.elsewhere or again.elsewhere
    first.absence = first.absence or again.absence
    first.joins, first.leaves = first.joins or again.joins, first.leaves or again.leaves
    first.not_here = first.not_here or again.not_here
    first.refuses, first.foreign = first.refuses or again.refuses, first.foreign or again.foreign
    if not first.ages:
        first.ages = again.ages
    if first.dead or first.elsewhere or first.not_here or (again.leaves and not again.here):
        first.here = again.here and not (again.dead or again.elsewhere)
    if again.here and not again.elsewhere and first.absence in ("", "elsewhere") and not first.dead:
        first.elsewhere = first.elsewhere and not again.here
