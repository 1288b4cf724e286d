"""Where the persons named live: with the speaker, elsewhere, away for study or work."""

from __future__ import annotations

from arabic.people.changes import owned_before
from arabic.people.hosts import with_me_after
from arabic.people.naming import CHILDREN, MINE, Naming, bare
from arabic.people.scene import Scene, agreement, group_of, list_before, subject
from arabic.people.words import Hit, listed


def works_away(scene: Scene, hit: Hit) -> None:
    one = subject(scene, hit)
    if one is not None and not hit.denied and not one.dead:
        one.elsewhere, one.here = True, False
        one.absence = one.absence or "works_elsewhere"


def said_elsewhere(scene: Scene, hit: Hit) -> None:
    one = subject(scene, hit)
    near = scene.next_naming(hit.start, 0)
    if one is None or hit.denied or one.dead or hit.start - one.end > 8:
        return
    if near is not None and near is one:
        return
    of_theirs = one.relation == "other" and scene.text.word(hit.end - 1) in ("امهم", "ابوهم")  # "احفادي مع امهم"
    if with_me_after(scene, hit.end) or of_theirs or (one.here and _we_live(scene, hit.start)):
        return
    word = scene.text.word(hit.start)
    if (
        word in _BY_THEMSELVES
        and hit.start != one.end
        and not scene.words.between(hit.start - 4, hit.start, "person.lives")
    ):
        return
    if one.here and scene.text.word(hit.end - 1) in ("بيته", "بيتها", "ببيته", "ببيتها"):
        return
    if _of_speaker(scene, one, hit):
        return
    living = [other for other in scene.words.of("person.lives") if hit.start - 2 <= other.end <= hit.start]
    many = any(agreement(scene.text, other) == "many" for other in [hit, *living])
    for gone in group_of(scene, one, "many" if many else ""):
        gone.elsewhere, gone.here, gone.not_here = True, False, False
        gone.absence = gone.absence or "elsewhere"


_BY_THEMSELVES = listed("by_themselves")


def _we_live(scene: Scene, index: int) -> bool:
    """ "انا وزوجتي نعيش بملحق عند اهلها": who lives with the speaker lives there too."""
    return any(
        index - 5 <= living.start < index and agreement(scene.text, living) == "many"
        for living in scene.words.of("person.lives")
    )


def supported(scene: Scene, hit: Hit) -> None:
    """ "احفادي اربيهم": brought up here."""
    one = subject(scene, hit)
    if one is not None and not hit.denied and one.relation == "other" and not one.dead and hit.start - one.end <= 4:
        one.here, one.passing = True, False


def _of_speaker(scene: Scene, one: Naming, hit: Hit) -> bool:
    """Whether the speaker begins anew before a predicate that can be said of the speaker."""
    form = agreement(scene.text, hit)
    if form in ("male", "female") and scene.sex and form != scene.sex:
        return False
    return any(one.end <= place < hit.start for place in scene.restarts)


def said_to_live(scene: Scene, hit: Hit) -> None:
    """ "ساكن معنا", "تسكن في جده": with the words after it."""
    text = scene.text
    one = subject(scene, hit)
    if text.word(hit.end + 1) in _ANYBODY or text.word(hit.end) in _ANYBODY:
        return
    here = next(iter(scene.words.between(hit.end, hit.end + 3, "person.here")), None)
    if one is None or one.dead:
        return
    if here is not None:
        denied = hit.denied or here.denied
        if not denied and scene.next_naming(here.end, 0) is not None and hit.start - one.end > 2:
            return
        for living in group_of(scene, one, agreement(text, hit)):
            living.here, living.not_here = not denied, denied
            if not denied:
                living.elsewhere, living.absence, living.leaves = False, "", False


def said_here(scene: Scene, hit: Hit) -> None:
    text = scene.text
    one = subject(scene, hit)
    if one is None and bare(text.word(hit.end - 1)) == "البيت" and "نفس" in text.word(hit.end - 2):
        _cared_for_here(scene, hit)
    if one is None or one.dead or hit.start - one.end > 6 or one.at in scene.hosts or text.word(hit.end) in _ANYBODY:
        return
    if hit.end - hit.start == 1 and owned_before(scene, one):
        return  # "فلوس ابوي معي"
    if text.word(hit.start - 1) == "من" or scene.words.ending(hit.start, "person.be_added") is not None:
        return
    after = scene.next_naming(hit.end, 1)
    first = text.word(hit.start)
    possessive = hit.end - hit.start == 1 and bare(first) in _POSSESSIVE
    living = any(other.end == hit.start or other.start == hit.start for other in scene.words.of("person.lives"))
    if possessive and not living:
        follows = text.word(hit.end)
        ends = follows in (
            "",
            ".",
            ",",
            "?",
            "!",
            "و",
            "في",
            "بس",
            "هنا",
            "بعد",
            "يعني",
            "من",
            "انا",
            "هي",
            "هو",
            "كلهم",
            "وبس",
        )
        if not ends and not follows.startswith(("و", "بال", "ببيت", "بشق")):
            return
        if hit.sense.joined:
            return
    if after is not None and not after.joined and possessive and hit.start != one.end:
        return
    if _of_speaker(scene, one, hit) and not possessive:
        return
    denied = hit.denied or any(
        other.denied for other in scene.words.of("person.lives") if other.end == hit.start or other.start == hit.start
    )
    they = any(text.word(place) in ("هم", "وهم", "هما", "وهما") for place in range(hit.start - 3, hit.start))
    form = "many" if they or agreement(text, hit) == "many" else ""
    everybody = group_of(scene, one, form)
    if possessive and one.listed and one.joined and not denied and hit.start == one.end:
        everybody += [other for other in list_before(scene, one) if _may_be_here(scene, other, one)]
    for living_one in everybody:
        living_one.here, living_one.not_here = not denied, denied
        if not denied:
            living_one.elsewhere, living_one.leaves = False, False
            living_one.absence = "" if living_one.absence in ("elsewhere", "left") else living_one.absence


def _cared_for_here(scene: Scene, hit: Hit) -> None:
    """ "امي ما تتحرك وانا مقابلتها ليل نهار بنفس البيت": who is cared for in the same home."""
    caring = [
        mark for mark in scene.text.of("work.cares") if hit.start - 5 <= mark.end <= hit.start and not mark.denied
    ]
    named = [one for one in scene.namings if caring and one.end <= caring[-1].start and one.mine and not one.dead]
    if named and scene.sentence[named[-1].at] == scene.sentence[hit.start]:
        named[-1].here, named[-1].introduced = True, True


def _may_be_here(scene: Scene, other: Naming, one: Naming) -> bool:
    """Whether somebody on a list before "عندي" is there too: "امي وثلاث خوات عندي"."""
    gone = other.dead or other.elsewhere or other.leaves or other.passing or other.not_here
    return other is not one and not gone and one.start - other.end <= 1 and not owned_before(scene, other)


_ANYBODY = listed("anybody")


_POSSESSIVE = listed("possessive")


def said_there(scene: Scene, hit: Hit) -> None:
    on_campus(scene, hit)


def on_campus(scene: Scene, hit: Hit) -> None:
    """ "ساكن هناك", "في سكن الطلاب": away, for study or work where that is said beside it."""
    one = subject(scene, hit)
    if one is None or hit.denied or one.dead or _of_speaker(scene, one, hit) or hit.start - one.end > _FAR:
        return
    if one.relation in ("wife", "mother") and hit.concept == "person.there" and not one.leaves:
        return
    _send_away(scene, one, hit.end)


_FAR = 14


def _send_away(scene: Scene, one: Naming, end: int) -> None:
    studies = scene.words.between(one.end, end + 2, "person.studies", "person.campus")
    works = scene.words.between(one.end, end + 3, "person.works", "person.works_elsewhere")
    one.elsewhere, one.here = True, False
    one.absence = "study" if studies else "works_elsewhere" if works else one.absence or "elsewhere"


def by_city(scene: Scene) -> None:
    """ "ابوي في جده", "يدرس بجامعة تبوك", "عسكري بتبوك ما ينحسب"."""
    text, words = scene.text, scene.words
    for hit in words.of("person.city"):
        before = scene.before(hit.start)
        if not before or text.word(hit.start - 1) in ("من", "اهل", "مواليد", "بلد") or hit.denied:
            continue
        one = before[0]
        one = one.refers or one
        if one.dead or one.here or one.elsewhere or one.after_self or hit.start - one.end > 7 or one.preposition == "ل":
            continue
        if owned_before(scene, one):
            continue
        if any(naming.end <= place < hit.start for naming in [one] for place in scene.restarts):
            continue
        studies = words.between(one.end, hit.end + 2, "person.studies")
        works = words.between(one.end, hit.start + 3, "person.works")
        lives = [living for living in words.between(one.end, hit.start, "person.lives") if not living.denied]
        lives = [
            living for living in lives if not (living.sense.joined and agreement(text, living) == "many")
        ]  # "وساكنين": we
        at_once = hit.start - one.end <= 1 and (
            text.word(hit.start - 1) in ("في", "ب") or text.word(hit.start).startswith("ب")
        )
        apart = words.between(
            hit.end, hit.end + 6, "person.removed", "person.there", "person.works_elsewhere", "person.helps"
        )
        if studies and text.word(hit.start - 1) not in ("الملك",):
            one.elsewhere, one.absence, one.here = True, "study", False
        elif at_once or lives or apart:
            for each in list_before(scene, one) if at_once else [one]:
                each.elsewhere, each.here = True, False
                each.absence = "works_elsewhere" if works else "elsewhere"


def family_in_a_place(scene: Scene) -> None:
    """ "واهلي بطبرجل", "اهلي بالعيون": in a place that no list knows."""
    text = scene.text
    for naming in scene.namings:
        word = text.word(naming.end)
        if naming.relation != "family" or naming.owner not in MINE or naming.here or naming.elsewhere:
            continue
        unknown = naming.end not in text.inside and not any(True for _ in text.marks_at.get(naming.end, ()))
        if word.startswith("ب") and len(word) > _SHORTEST_PLACE and unknown and word not in _WITHOUT_PLACE:
            naming.elsewhere, naming.here, naming.absence = True, False, "elsewhere"


_SHORTEST_PLACE = 3  # letters of a place with "in" before it
_WITHOUT_PLACE = ("بدون", "بعد", "برضو", "بعيدين", "بالبيت", "بيتهم", "بخير", "بصراحه")


def some_of_a_group(scene: Scene) -> None:
    """ "3 بنات وحده متزوجه": two of them are left."""
    text = scene.text
    for naming in scene.namings:
        if naming.relation not in CHILDREN or naming.gender != "many" or not naming.stated or not naming.count:
            continue
        for place in range(naming.end, naming.end + 4):
            some = {"وحده": 1, "واحده": 1, "واحد": 1, "ثنتين": 2, "اثنين": 2, "اتنين": 2}.get(bare(text.word(place)))
            if (
                some is None
                or some >= naming.count
                or (place in scene.starting and scene.starting[place].relation in CHILDREN)
            ):
                continue
            gone = [
                hit
                for hit in scene.words.of("person.leaves", "person.elsewhere", "person.married")
                if place < hit.start <= place + 3
            ]
            gone = [
                hit
                for hit in gone
                if not hit.denied and not any(one.start in range(place + 1, hit.start) for one in scene.namings)
            ]
            if gone:
                naming.count -= some
                naming.leaves = naming.elsewhere = False
                naming.absence = ""
                break


_WITH_ME = ("معي", "معاي", "معايا", "معنا", "عندي", "عندنا", "وياي")


def taken_by_former_spouse(scene: Scene) -> None:
    """ "طليقتي اخذت العيال": they live elsewhere."""
    for one in scene.namings:
        verb, before = bare(scene.text.word(one.start - 1)), scene.words.of("person.divorces")
        parted = any(hit.end <= one.start and scene.sentence[hit.start] == scene.sentence[one.at] for hit in before)
        takes = verb in ("اخذت", "خذت", "شالت", "اخدت", "اخذ", "اخذوا") or (
            one.preposition == "ب" and verb in ("راحت", "طلعت", "مشت") and one.owner == "hers"
        )
        with_me = any(scene.text.word(place) in _WITH_ME for place in range(one.end, one.end + 3))
        if one.relation in CHILDREN and parted and takes and not with_me:
            one.leaves, one.here, one.absence = True, False, ""  # "لو طلقتها واخذت العيال"
    for hit in scene.words.of("person.divorced"):
        verb = scene.text.word(hit.end)
        naming = scene.starting.get(hit.end + 1)
        if (
            verb in ("اخذت", "اخذ", "خذت", "خذا", "اخد", "اخدت", "ماخذ", "ماخذه", "شال", "شالت")
            and naming is not None
            and naming.relation in CHILDREN
        ):
            naming.elsewhere, naming.here, naming.absence = True, False, "elsewhere"


def inherit_place(scene: Scene) -> None:
    """Who stands on a list after somebody here is here: "اختي ساكنه عندي هي وولدها"."""
    for left, right in zip(scene.namings, scene.namings[1:], strict=False):
        left = left.refers or left
        own = right.dead or right.elsewhere or right.leaves or right.not_here or right.passing or right.joins
        if right.listed and right.joined and left.here and not own:
            right.here = right.introduced = True
    for naming in scene.namings:
        if naming.holder is not None and naming.holder.here and not naming.elsewhere:
            naming.here = True
