"""Who is to be added or taken out, who is not willing or not Saudi, and who is only an owner or a helper."""

from __future__ import annotations

from arabic.people.naming import Naming, bare
from arabic.people.scene import Scene, fits, group_of, subject
from arabic.people.words import Hit


def added_or_taken_out(scene: Scene) -> None:
    """ "زيد امي", "شيل ابوي", "نسيت الصغير", "لا تحسبون زوجي"."""
    for hit in scene.words.of("person.add", "person.remove"):
        naming = _added(scene, hit)
        if naming is None or (
            hit.concept == "person.add" and scene.text.asks(hit.start) and scene.text.word(hit.start) != "وين"
        ):
            continue
        if scene.words.between(hit.end, naming.start, "person.owner") or owned_before(scene, naming):
            continue
        if hit.concept == "person.remove" and scene.words.covers(hit.start, "person.leaves", "person.released"):
            continue
        for one in scene.with_list(naming):
            if hit.concept == "person.add":
                one.joins, one.introduced, one.not_here = True, True, False
                one.here = one.here or not one.elsewhere
            else:
                one.leaves, one.here = True, False
    for hit in scene.words.of("person.add"):
        before = scene.before(hit.start)
        if before and hit.start == before[0].end and scene.next_naming(hit.end, 1) is None and _forgotten(scene, hit):
            before[0].joins = before[0].introduced = before[0].here = True


def _added(scene: Scene, hit: Hit) -> Naming | None:
    """The person who is to be added or taken out; "نسيت ولدي له شهر يشتغل" adds pay and no person."""
    place = hit.end
    while place < hit.end + 4 and scene.text.word(place) in (
        "اقول",
        "اقولك",
        "لك",
        "عندي",
        "بعد",
        "معي",
        "من",
        "الحسبه",
        "فيه",
        "احسب",
        "اذكر",
    ):
        place += 1
    naming = scene.starting.get(place)
    if naming is None or naming.relation in ("pronoun", "ordinal.first", "ordinal.second"):
        return None
    if hit.concept == "person.add" and bare(scene.text.word(hit.start)).startswith("نسي"):
        earns = scene.words.between(naming.end, naming.end + 9, "person.earns", "person.works")
        paid = any(
            mark.is_a("income", "work.works", "verb.receive")
            for mark in scene.text.marks
            if naming.end <= mark.start < naming.end + 9
        )
        money = any(
            span.value is not None and span.value >= 300
            for span in scene.text.numbers
            if naming.end <= span.start < naming.end + 12
        )
        if earns or paid or money:
            return None
    return naming


def _forgotten(scene: Scene, hit: Hit) -> bool:
    word = scene.text.word(hit.start)
    return word.startswith(("ما", "ضيف", "زيد")) or scene.text.word(hit.end - 1).startswith(("حسب", "كتب", "عد"))


def supposed_to_move(scene: Scene) -> None:
    """ "لو طلع ولدي", "طلعت امي من عندنا", "لو رجع زوجي": a verb of moving right before somebody."""
    text = scene.text
    for place, word in enumerate(text.words[:-1]):
        naming = scene.starting.get(place + 1)
        verb = bare(word)
        if naming is None or naming.relation == "pronoun" or verb not in (*_GOING, *_COMING):
            continue
        out = any(text.word(at) == "من" and text.word(at + 1) in _HOME for at in (naming.end, naming.end + 1))
        if not (text.clauses[text.clause_of[place]].supposes or out):
            continue
        if verb in _GOING:
            naming.leaves, naming.here, naming.passing = True, False, False
        else:
            naming.joins = naming.introduced = naming.here = True
            naming.passing = False


_GOING = ("طلع", "طلعت", "طلعوا", "طلعو", "يطلع", "تطلع", "خرج", "خرجت", "خرجوا", "انتقل", "انتقلت", "استقل", "استقلت")
_COMING = ("رجع", "رجعت", "رجعوا", "يرجع", "ترجع", "سكنت", "سكن", "جت", "جات", "تسكن", "يسكن", "ترجع")
_HOME = ("البيت", "عندنا", "عندي", "بيتنا", "بيتي")


def taken_out(scene: Scene, hit: Hit) -> None:
    one = subject(scene, hit)
    if one is not None and hit.start - one.end <= 4:
        one.leaves, one.here = True, False


def mark_refusals(scene: Scene) -> None:
    for hit in scene.words.of("person.refuses"):
        near = scene.words.between(hit.start - 8, hit.end + 8, "person.be_added")
        before = [one for one in scene.before(hit.start)[:2] if fits(one, "")]
        one = before[0] if before and hit.start - before[0].end <= 8 else scene.next_naming(hit.end, 1)
        if (
            near
            and one is not None
            and not one.dead
            and not (hit.denied and scene.text.word(hit.start)[:2] not in ("ما", "مو", "مب", "غي"))
        ):
            one.refuses = True


def mark_nationalities(scene: Scene) -> None:
    for mark in scene.text.of("nat.foreign", "nat.saudi"):
        before = scene.before(mark.start)
        if not before or mark.start - before[0].end > 4:
            continue
        one = before[0].refers or before[0]
        if any(
            one.end <= other.start < mark.start and other.is_a("self", "own", "but", "nat")
            for other in scene.text.marks
            if other.start != mark.start
        ) and not any(
            other.is_a("other.he", "other.she") for other in scene.text.marks if one.end <= other.start < mark.start
        ):
            continue
        if bare(scene.text.word(mark.start)) == "بدون":
            continue
        if scene.text.word(mark.start).startswith("من") and mark.end - mark.start > 1:
            continue
        form = "many" if scene.text.word(mark.start).endswith(("ين", "يين", "ات")) else ""
        for each in group_of(scene, one, form):
            if mark.is_a("nat.foreign") == mark.denied:
                each.saudi = True
            else:
                each.foreign = True


def owned_before(scene: Scene, naming: Naming) -> bool:
    word = scene.text.word(naming.start - 1)
    if word.startswith(("بال", "ال")) or scene.text.word(naming.start - 2) == "اللي":
        return False
    return scene.words.ending(naming.start, "person.owner") is not None or any(
        mark.end == naming.start and mark.is_a("income", "car", "home", "bank", "worker") for mark in scene.text.marks
    )


def mark_owners(scene: Scene) -> None:
    """Who is named only as an owner, a helper, or one for whom something is."""
    text, words = scene.text, scene.words
    for naming in scene.namings:
        if naming.here or naming.joins or naming.leaves or naming.elsewhere or naming.introduced:
            continue
        owned = owned_before(scene, naming) or bare(text.word(naming.start - 1)) in ("عمر", "سن", "بعمر")
        given = naming.preposition in ("ل", "ب") and not naming.introduced
        after = [
            hit
            for hit in words.between(naming.end, naming.end + 8, "person.helps")
            if scene.sentence[hit.start] == scene.sentence[naming.at]
        ]
        after = [hit for hit in after if text.word(hit.start - 1) not in ("احد", "حد", "محد", "ماحد")]
        helping = any(scene.before(hit.start)[:1] == [naming] for hit in after)
        earning = any(
            scene.before(hit.start)[:1] == [naming] for hit in words.between(naming.end, naming.end + 5, "person.earns")
        )
        helped = any(hit.end == naming.start for hit in words.of("person.helps"))
        earns_only = earning and scene.asked != "members" and not naming.listed
        if owned or given or helping or helped or earns_only:
            naming.passing = True
