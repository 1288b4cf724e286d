"""Which persons stand on one list, and who is said to be had: «عندي», «معي», «انا و...»."""

from __future__ import annotations

from arabic.people.naming import CHILDREN, OWN, Naming, as_count, bare
from arabic.people.scene import STAND_INS, Scene
from arabic.people.words import Hit, listed
from arabic.text import Text

_PREDICATES = tuple(
    f"person.{name}"
    for name in ("lives", "here", "comes", "leaves", "left", "elsewhere", "prison", "released", "refuses")
)
_STOPS = ("own", "self", "ask", "income", "verb", "work", "home.live", "but", "deny", "suppose", *_PREDICATES)


_TIGHT = 4  # words between two persons of one list


def link(scene: Scene) -> None:
    """Which namings stand on one list with the one before them."""
    text = scene.text
    for left, right in zip(scene.namings, scene.namings[1:], strict=False):
        if scene.sentence[left.at] != scene.sentence[right.at]:
            continue
        between = range(left.end, right.start)
        words = [text.word(place) for place in between]
        if not (right.joined or "," in words or "و" in words or ":" in words or not words):
            continue
        counted = [
            place
            for place in between
            if place not in text.inside and text.word(place) not in _LIGHT and not _light(text, place)
        ]
        stops = any(
            left.end <= mark.start < right.start and mark.is_a(*_STOPS) and not mark.is_a("work.old", "work.ill")
            for mark in text.marks
            if mark.start not in text.inside
        )
        tight = len(counted) <= (_TIGHT if right.joined else 2) and (
            right.joined or not words or words[-1] in (",", ":")
        )
        tight = tight and (right.joined or right.owner not in ("his", "hers", "theirs"))
        right.listed = (
            tight
            and not stops
            and (right.joined or not left.mine or not right.mine or not words or "," in words or right.stated)
        )


_LIGHT = listed("light")


def _light(text: Text, place: int) -> bool:
    return any(mark.start <= place < mark.end and mark.is_a("formula", "filler", "age", "self") for mark in text.marks)


def introduce(scene: Scene) -> None:
    """Who is said to be had or to live with the speaker: "عندي", "معي", "ساكن مع", "انا و"."""
    text, words = scene.text, scene.words
    for hit in words.of("person.has"):
        if hit.concept == "person.has.other" or (
            text.word(hit.start) == "ولدي" and hit.start in {one.at for one in scene.namings}
        ):
            continue
        naming = next_had(scene, hit)
        if naming is None:
            continue
        for one in scene.with_list(naming):
            one.introduced = True
            word = bare(text.word(hit.start))
            one.here = one.here or (word in _WITH_ME and (word not in _HAVING or one.relation not in OWN))
    _mother_of(scene)
    for hit in words.of("person.alone", "person.here"):
        if hit.concept == "person.here" and not hit.denied:
            naming = scene.next_naming(hit.end, 0)
            if naming is not None and not naming.joined and not scene.before(hit.start):
                for one in scene.with_list(naming):
                    one.introduced = True
                    one.here = one.here or one.relation not in OWN or bare(text.word(hit.start)) not in _HAVING
    for mark in text.of("self"):
        naming = scene.next_naming(mark.end, 0)
        if text.word(mark.start - 1).startswith(_OWNED_TOGETHER):
            continue  # "بيت ورثناه انا وخواني"
        if naming is not None and naming.joined and not naming.preposition:
            for one in scene.with_list(naming):
                one.introduced = one.with_me = True
                one.here = scene.asked not in _NOT_OF_LIVING or one.relation in OWN
        before = next((one for one in scene.namings if one.end == mark.start), None)
        if (
            before is not None
            and mark.sense.joined
            and not any(m.start == mark.end for m in text.of("age", "work", "income"))
        ):
            ends = text.word(mark.end) in ("", ".", ",", "بس", "فقط") or scene.next_naming(mark.end, 0) is not None
            if ends:
                before.introduced = before.here = True
                place = scene.namings.index(before)
                while scene.namings[place].listed and place:
                    place -= 1
                    scene.namings[place].introduced = scene.namings[place].here = True


_OWNED_TOGETHER = ("ورث", "وورث", "شرينا", "شريك", "باسم", "باسمنا", "بيننا", "بينا", "مشترك")


def _mother_of(scene: Scene) -> None:
    """ "ام لولدين", "انا ام لطفل معاق", "انا ام لثلاثه": the speaker's own children."""
    text = scene.text
    for naming in scene.namings:
        of_me = naming.relation in CHILDREN and not naming.owner and text.word(naming.start - 1) in _PARENT
        if of_me and (naming.preposition == "ل" or text.word(naming.start).startswith("ل")):
            naming.introduced, naming.preposition, naming.after_self = True, "", False
            for one in scene.with_list(naming):
                one.introduced = True  # "انا ام لطفل توحدي وطفله"
    for span in text.numbers:
        count = as_count(span)
        of_me = text.word(span.start - 1) in _PARENT and text.word(span.start).startswith("ل")
        named = any(one.start <= span.start < one.end for one in scene.namings)
        if count is None or not of_me or named or span.start in text.claimed or count > _MOST_CHILDREN:
            continue
        text.claim(span)
        for one in scene.namings:
            if one.relation in CHILDREN and one.mine and one.form == "one" and one.end <= span.start:
                one.passing = one.dropped = True  # "اعالج ولدي ... انا ام لثلاثه": one of the three
        children = Naming(span.start, span.end, span.start, "child", "many", count=count, stated=True, introduced=True)
        scene.namings.append(children)
        scene.namings.sort(key=lambda one: one.start)
        scene.starting[span.start] = children


_PARENT = ("ام", "اب", "ابو", "والده", "والد", "وام")
_MOST_CHILDREN = 15
_NOT_OF_LIVING = ("old_system", "abroad", "bank", "nationality", "age", "student", "exception", "cars")
_HAVING = listed("having")  # says that children are, not where


_WITH_ME = listed("with_me")


_PASSED_OVER = listed("passed_over")


def next_had(scene: Scene, hit: Hit) -> Naming | None:
    """The person named just after a word that says who is had."""
    for place in range(hit.end, hit.end + 3):
        naming = scene.starting.get(place)
        if naming is not None and naming.relation not in STAND_INS:
            return None if naming.joined else naming
        if scene.text.word(place) not in _PASSED_OVER:
            return None
    return None


def had_by_others(scene: Scene, applicant: Naming | None) -> None:
    """ "اختي ومعاها ولدين": two others; "الاولى معها ثلاث عيال": children."""
    text = scene.text
    for hit in scene.words.of("person.has"):
        if hit.concept != "person.has.other":
            continue
        word = text.word(hit.start)
        gender = "female" if word.endswith("ها") else "many" if word.endswith("هم") else "male"
        owners = [one for one in scene.before(hit.start, gender) if one.gender in (gender, "")]
        owner = (owners[0].refers or owners[0]) if owners else None
        naming = next_had(scene, hit) or _number_had(scene, hit, owner)
        if naming is None:
            continue
        if owner is None and scene.asked != "members" and not scene.words.of("ordinal"):
            naming.dropped = naming.dropped or not naming.mine  # "جارنا عنده عشر عيال"
            continue
        wife = (
            owner is None
            or owner is applicant
            or (
                owner.relation in ("wife", "husband", "ordinal.first", "ordinal.second", "son", "child")
                and gender == "female"
            )
        )
        for one in scene.with_list(naming):
            if owner is not None and owner is applicant:
                one.here = one.introduced = True
            if one.relation in CHILDREN and not one.mine:
                one.introduced = True
                one.theirs = not wife and owner is not None
                one.holder = owner if one.theirs else None
                if one.theirs and owner is not None:
                    one.relation, one.boys = "other", False
                    one.here = one.here or owner.here


def _number_had(scene: Scene, hit: Hit, owner: Naming | None) -> Naming | None:
    """ "لي 3 عيال ولها 2": children without a word for them."""
    span = scene.text.starting.get(hit.end)
    children = owner is not None and any(one.relation in CHILDREN and one.end <= hit.start for one in scene.namings)
    count = as_count(span)
    if (
        span is None
        or count is None
        or count > 15
        or not children
        or span.time
        or span.counted
        or span.start in scene.text.claimed
    ):
        return None
    if scene.text.word(span.end) not in ("", ".", ",", "و", "?", "!") and not scene.text.word(span.end).startswith("و"):
        return None
    scene.text.claim(span)
    naming = Naming(span.start, span.end, span.start, "child", "many", count=count, stated=True)
    scene.namings.append(naming)
    scene.namings.sort(key=lambda one: one.start)
    scene.starting[span.start] = naming
    return naming
