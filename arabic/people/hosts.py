"""With whom somebody lives: «ساكن مع امي» is a member of the household, «امي عند اخوي» is none."""

from __future__ import annotations

from arabic.people.naming import CHILDREN, MINE, OWN, SPOUSES, Naming, bare
from arabic.people.scene import STAND_INS, Scene, agreement, fits
from arabic.people.words import Hit


def hosts(scene: Scene) -> None:
    """ "ساكن مع امي": she is here; "امي ساكنه عند اخوي": she is elsewhere, and he is nobody of the household."""
    text, words = scene.text, scene.words
    _with_them(scene)
    for hit in words.of("person.host"):
        naming = scene.next_naming(hit.end, 0)
        if naming is not None and naming.relation == "pronoun":
            continue
        if naming is None or naming.joined or (not naming.owner and not naming.composed and naming.stated):
            continue
        if hit.sense.joined and words.ending(hit.start, "person.here") is not None:
            for one in scene.with_list(naming):
                one.here = one.introduced = True  # "ساكنه معي ومع زوجتي"
            continue
        verb = _living_verb(scene, hit.start)
        if verb is None and naming.owner in ("his", "hers", "theirs") and naming.form == "many":
            before = [one for one in scene.before(hit.start) if hit.start - one.end <= 2]
            if (before and not before[0].mine) or (before and before[0].form == "one"):
                naming.listed, naming.holder = True, before[0]  # "اختي مع عيالها"
                continue
        if with_me_after(scene, naming.end):
            for one in [naming, *scene.before(hit.start)[:3]]:
                one.here = one.introduced = True  # "ست بنات مع ابوهم وانا"
            continue
        subject = _host_subject(scene, hit, verb)
        scene.hosts.add(naming.at)
        if isinstance(subject, Naming) and subject.with_me and (verb is None or agreement(text, verb) == "many"):
            subject = "speaker"  # "انا واخوي مع امنا"
        if subject is None:
            naming.passing = True
            continue
        if subject == "speaker" and verb is not None and not verb.denied and bare(text.word(verb.start)) in _WE:
            for one in _named_with_me(scene, verb.start):
                one.here = one.introduced = True  # "انا 24 واختي 20 نعيش مع جدتي"
        if subject == "speaker":
            denied = verb.denied if verb is not None else hit.denied
            naming.with_me = not denied
            for one in scene.with_list(naming):
                one.here, one.not_here, one.introduced = not denied, denied, True
            scene.hosts.discard(naming.at)
            continue
        naming.passing = True
        assert isinstance(subject, Naming)
        if subject.relation in CHILDREN and naming.relation in SPOUSES:
            naming.dropped = True  # "عيالي عند امهم"
        if verb is not None and verb.denied:
            continue
        if subject.relation == "other" and naming.owner == "theirs":
            naming.listed, naming.passing, naming.holder = True, False, subject  # "عيال ولدي ... مع امهم"
            continue
        subject.elsewhere, subject.here = True, False
        place = scene.namings.index(subject)
        while place and scene.namings[place].listed and not scene.namings[place - 1].with_me:
            place -= 1
            scene.namings[place].elsewhere = True


_WE = ("نعيش", "نسكن", "نقيم", "ساكنين", "عايشين", "ساكنات", "عايشات")


def _named_with_me(scene: Scene, index: int) -> list[Naming]:
    """The persons joined to "I" shortly before "we live"."""
    near = [one for one in scene.namings if index - 4 <= one.end <= index and one.joined and one.mine and not one.dead]
    selves = [mark.end for mark in scene.text.of("self") if mark.end <= index]
    return [one for one in near if any(0 <= one.start - end <= 2 for end in selves)]


def with_me_after(scene: Scene, index: int) -> bool:
    """Whether "and I" ends a list at a place: "مع ابوهم وانا"; not "عند امهم وانا لحالي"."""
    for mark in scene.text.of("self"):
        if mark.start == index and mark.sense.joined:
            return scene.text.word(mark.end) in ("", ".", ",", "!", "بس", "فقط") or mark.end in scene.starting
    return False


def _with_them(scene: Scene) -> None:
    """ "ساكن معها": with the person named before."""
    text = scene.text
    for mark in text.of("self"):
        gender = {"وياها": "female", "وياه": "male"}.get(text.word(mark.end), "")
        named = [one for one in scene.namings if one.end <= mark.start and one.gender == gender and not one.dead]
        if gender and named and scene.sentence[named[-1].at] == scene.sentence[mark.start]:
            named[-1].here = named[-1].introduced = True  # "امي مطلقه وانا وياها بشقه"
    for verb in scene.words.of("person.lives"):
        for other in scene.words.between(verb.end, verb.end + _HOME_OF, "person.has"):
            after_home = any(one.end == other.start and one.start > verb.end for one in scene.namings)
            if other.start >= verb.end + 2 and not after_home:
                continue  # else "ساكنه ببيت جدتي معها"
            word = text.word(other.start)
            if other.concept != "person.has.other" or word.startswith(("ل", "و", "من", "جاب")) or verb.denied:
                continue
            if scene.words.between(verb.start - 4, verb.start, "person.divorced"):
                for one in scene.before(verb.start)[:1]:
                    one.elsewhere, one.here, one.absence = True, False, "elsewhere"  # "من طليقتي ساكنين معها"
                continue
            gender = "female" if word.endswith("ها") else "many" if word.endswith("هم") else "male"
            named = [
                one
                for one in scene.namings
                if one.end <= other.start and one.relation not in STAND_INS and not one.dead
            ]
            named = [one for one in named if not one.after_self and one.owner not in ("his", "hers", "theirs")]
            meant = [one for one in named if one.gender in (gender, "")] if gender != "many" else named[-2:]
            if not meant:
                continue
            for one in meant[-1:] if gender != "many" else meant:
                one.here = one.introduced = True
                one.passing = False
            after = scene.starting.get(other.end)
            if after is not None and after.joined:  # "ساكن معها واخوي الصغير"
                for one in scene.with_list(after):
                    one.here = one.introduced = True


_HOME_OF = 4  # words between "ساكنه" and "معها", with "ببيت جدتي" between
_FIRST_PERSON = ("اسكن", "نسكن", "اعيش", "نعيش", "اقيم", "سكنت", "ساكنين", "عايشين")


def _living_verb(scene: Scene, index: int) -> Hit | None:
    close = [hit for hit in scene.words.of("person.lives") if index - 5 <= hit.start < index]
    close = [hit for hit in close if scene.sentence[hit.start] == scene.sentence[index]]
    close = [hit for hit in close if not any(hit.end <= one.start < index and not one.joined for one in scene.namings)]
    return close[-1] if close else None


def _host_subject(scene: Scene, hit: Hit, verb: Hit | None) -> Naming | str | None:
    text = scene.text
    naming = scene.next_naming(hit.end, 0)
    if verb is not None:
        first = bare(text.word(verb.start))
        if first in _FIRST_PERSON:
            return "speaker"
        form = agreement(text, verb)
        for other in scene.before(verb.start, form)[:2]:
            other = other.refers or other
            mine = naming is not None and naming.owner in MINE and other.introduced and form == scene.sex
            if verb.sense.joined and (not other.owner or mine):
                continue  # "ومعي بنتي وساكنه عند ابوي", "عندي ولد وبنت وعايشه عند اهلي": the speaker
            if (
                fits(other, form)
                and not other.passing
                and not other.dead
                and verb.start - other.end <= 6
                and not (form in ("", scene.sex, "many") and _between_statements(scene, other, verb.start))
            ):
                return other
        return "speaker"
    before = scene.before(hit.start)
    prev = text.word(hit.start - 1)
    if before and before[0].relation == "pronoun" and before[0].end == hit.start:
        return before[0].refers
    if prev in ("انا", "وانا", "احنا", "وحنا", "حنا", "بس", "لحالي") or (
        hit.start == 0 and scene.asked in ("home", "members", None)
    ):
        return "speaker"
    if before and before[0].relation == "family" and before[0].mine and hit.start - before[0].end <= 1:
        return "speaker"  # "رجعت بيت اهلي ويا امي"
    if before and naming is not None:
        near = before[0]
        gap = hit.start - near.end
        moved = any(near.end <= one.start < hit.start for one in scene.words.of("person.leaves", "person.left"))
        if gap == 0 or moved or (gap <= 2 and not _between_statements(scene, near, hit.start)):
            return near
    if (
        naming is not None
        and naming.relation in OWN
        and any(place < hit.start and hit.start - place <= 5 for place in scene.restarts)
    ):
        return "speaker"
    return None


def _between_statements(scene: Scene, naming: Naming, index: int) -> bool:
    """Whether something else is stated between a person and a place."""
    return any(
        naming.end <= mark.start < index and mark.is_a("self", "own", "ask", "but", "age.word", "suppose")
        for mark in scene.text.marks
    )
