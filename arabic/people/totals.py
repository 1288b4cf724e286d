"""What a message says of the household as a whole: how many, alone, these and nobody else, one home or two."""

from __future__ import annotations

from arabic.one_number import Span
from arabic.people.naming import Naming, as_count, bare
from arabic.people.scene import Scene
from arabic.people.words import Hit, listed

_LINKS = listed("links")
_THEY = ("هم", "هن", "احنا", "حنا")
_OF_THINGS = ("cars", "workers", "workers_for_disability", "bank", "abroad", "earned", "other_income", "income_amount")
_SUMS = ("المجموع", "الكل", "مجموعنا", "صرنا", "فصرنا", "نصير", "نطلع", "طلعنا", "بقينا")  # also of what is counted


def total(scene: Scene) -> tuple[int | None, Span | None]:
    """A stated number of persons with the speaker among them, and the number that says it."""
    text, words = scene.text, scene.words
    for hit in words.of("person.we"):
        if text.asks(hit.start) or (scene.asked in _OF_THINGS and bare(text.word(hit.start)) in _SUMS):
            continue
        if text.word(hit.start - 1) in ("الا", "غير"):
            continue  # "ما يشتغل الا حنا الثنين"
        place = hit.end
        while place < hit.end + 3 and place not in text.starting and text.word(place) in _LINKS:
            place += 1
        span = text.starting.get(place)
        said = as_count(span)
        if span is None or said is None or span.denied or span.counted or span.time or span.start in text.claimed:
            siblings = _siblings_with_me(scene, place)
            if siblings is not None:
                return siblings
            continue
        if _is_total(scene, span):
            return said + (1 if _beyond_me(scene, span.end) else 0), span
    for span in text.numbers:
        said = as_count(span)
        if (
            said is None
            or (span.start in text.claimed and not _persons_after(scene, span))
            or span.denied
            or span.time
            or span.counted
        ):
            continue
        if text.asks(span.start):
            continue
        if _beyond_me(scene, span.end):
            return said + 1, span
        if (
            text.word(span.start).startswith("ال")
            and text.word(span.end) in _THEY
            and scene.next_naming(span.end + 1, 1)
        ):
            return said, span  # "السته هم انا والحرمه وثلاث بنات"
        if _persons_after(scene, span) and not _others(scene, span):
            return said, span
        self_before = text.word(span.start - 1) in ("انا", "اني") and text.word(span.start).startswith("و")
        if (
            self_before
            and said < 20
            and scene.next_naming(span.end, 0) is None
            and text.word(span.end) in ("", ".", ",", "بس", "غيري", "معي")
        ):
            return said + 1, span
        if (
            self_before is False
            and text.word(span.end) in ("معي", "وانا", "معاي")
            and text.word(span.end + 1) in ("", ".", ",")
            and scene.asked == "members"
        ) and not any(one.end == span.start and one.relation.startswith("ordinal") for one in scene.namings):
            return said + (text.word(span.end) == "وانا"), span
    return None, None


_SIBLINGS = ("brother", "sister", "daughter")


def _siblings_with_me(scene: Scene, place: int) -> tuple[int, None] | None:
    """ "احنا ثلاث خوات": two besides the speaker."""
    naming = next((one for one in scene.namings if one.start == place and one.relation in _SIBLINGS), None)
    if naming is None or naming.owner or not naming.count or naming.count < 2 or naming.form != "many":
        return None
    naming.relation = "sister" if naming.relation == "daughter" else naming.relation
    naming.relation = "sister" if naming.relation == "daughter" else naming.relation  # "احنا ثلاث بنات"
    naming.count -= 1
    naming.here = naming.introduced = True
    return naming.count + 1, None


def _is_total(scene: Scene, span: Span) -> bool:
    following = next((one for one in scene.namings if one.start <= span.end <= one.at and one.at >= span.end), None)
    if following is None or (following.start == span.end and following.joined):
        return True
    return following.relation == "persons" or following.start > span.end


def _persons_after(scene: Scene, span: Span) -> bool:
    hit = scene.words.at.get(("kin", span.end))
    return hit is not None and hit.concept == "kin.persons"


def _others(scene: Scene, span: Span) -> bool:
    """Whether counted persons are others than the speaker: "معي 3 اشخاص"."""
    before = bare(scene.text.word(span.start - 1))
    return before in ("معي", "معنا", "عندي", "عندنا", "معايا", "معاي", "اعيل", "لي", "على", "مع")


def _beyond_me(scene: Scene, end: int) -> bool:
    return bool(scene.words.between(end, end + 3, "person.beyond_me"))


def alone(scene: Scene) -> bool:
    """Whether nobody is said to live with the speaker; "اقدم لحالي" and "ما معي احد يعرف" say something else."""
    text = scene.text
    if any(_household(naming) for naming in scene.namings):
        return False
    for hit in scene.words.of("person.alone"):
        if scene.asked in _OF_THINGS and not _BY_MYSELF & {bare(word) for word in text.words[hit.start : hit.end]}:
            continue  # "واحد بس" of workers, "انا بس" of who earns
        if _alone_said(scene, hit):
            return True
    if (
        scene.asked == "members"
        and len(text.words) <= 3
        and text.marks
        and all(mark.is_a("deny", "nobody", "filler", "formula", "polar.no") for mark in text.marks)
    ):
        return text.has("deny.exist", "nobody")
    for hit in scene.words.of("person.nobody"):
        following = text.word(hit.end)
        answer = (
            scene.asked == "members" and hit.start <= 2 and not scene.words.between(0, len(text.words), "person.has")
        )
        if answer and following in (
            "",
            ".",
            "!",
            ",",
            "غيري",
            "الحمدلله",
            "والله",
            "يا",
            "من",
            "معي",
            "معايا",
            "ساكن",
            "يسكن",
            "عندي",
            "بس",
        ):
            return not any(
                one.relation for one in scene.namings if not (one.dead or one.elsewhere or one.leaves or one.passing)
            )
    return False


def _household(naming: Naming) -> bool:
    """Whether somebody is named who lives in the household."""
    gone = (
        naming.dead
        or naming.elsewhere
        or naming.leaves
        or naming.not_here
        or naming.denied
        or naming.dropped
        or naming.passing
    )
    return not gone and (naming.here or naming.relation in ("wife", "husband", "son", "daughter", "child"))


def _alone_said(scene: Scene, hit: Hit) -> bool:
    text = scene.text
    first = text.word(hit.start)
    following = text.word(hit.end)
    if text.word(hit.end) in ("الا", "غير", "سوى") or (hit.end in scene.starting and scene.starting[hit.end].joined):
        return False
    lives = [one for one in scene.words.of("person.lives") if hit.start - 6 <= one.start < hit.start]
    lives = [one for one in lives if not one.denied or scene.words.between(one.start - 4, one.start, "kin")]
    short = bare(first) in _BY_MYSELF
    if text.word(hit.start + 1) in ("زيي", "مثلي"):
        return True
    if not short:
        if first in ("انا", "بس", "فقط") and following not in (
            "",
            ".",
            ",",
            "!",
            "والله",
            "لحالي",
            "الحمدلله",
            "بالبيت",
        ):
            return False
        verb = (
            following.startswith(("ي", "ت", "ا", "ر"))
            and len(following) > 3
            and following not in ("اصلا", "الا", "تقريبا", "احد")
        )
        if first in ("انا", "بس", "فقط") and verb:
            return False
        if "احد" in text.words[hit.start : hit.end] and verb and following not in ("يسكن", "يعيش"):
            return False
        return not text.asks(hit.start)
    named = [one for one in scene.before(hit.start) if not (one.denied or one.dead or one.dropped)]
    if named and not lives and named[0].end == hit.start:
        return False
    if lives:
        before = [one for one in scene.before(lives[-1].start) if not (one.denied or one.dead or one.dropped)]
        of_speaker = not before or any(before[0].end <= place <= lives[-1].start for place in scene.restarts)
        return of_speaker or not before[0].gender or not _agrees(scene, before[0], lives[-1])
    home = any(mark.is_a("home") and hit.start - 3 <= mark.start < hit.start for mark in text.marks)
    if home or text.word(hit.start - 2).startswith("استقل"):
        return True
    previous = text.word(hit.start - 1)
    self_before = previous in ("انا", "وانا", "بس", "الحين", "دحين", "هالحين", "حاليا", "الان") or any(
        mark.end == hit.start and mark.is_a("own") for mark in text.marks
    )
    ends = following in (
        "",
        ".",
        ",",
        "!",
        "بس",
        "الحمدلله",
        "ذالحين",
        "الحين",
        "من",
        "في",
        "والله",
    ) or following.startswith("ب")
    if text.asks(hit.start):
        return False
    if scene.asked == "members":
        return True
    return (self_before and (ends or following.startswith("و"))) or (hit.start <= 1 and ends)


_BY_MYSELF = listed("by_myself")


def _agrees(scene: Scene, naming: Naming, hit: Hit) -> bool:
    if naming.gender == "many":
        return False
    female = scene.text.word(hit.start).endswith("ه") or bare(scene.text.word(hit.start)).startswith("ت")
    return (naming.gender == "female") == female


def restated(scene: Scene, said: int | None, named: list[Naming]) -> bool:
    """Whether the persons named are all: "احنا اربعة بس: انا وهي وولدين", "انا وامي وبس"."""
    if not named or any(naming.passing for naming in named):
        named = [naming for naming in named if not naming.passing]
    if not named:
        return False
    text, words = scene.text, scene.words
    count = sum(naming.count or 0 for naming in named)
    if said is not None and count + 1 == said:
        return True
    if any(not hit.denied or True for hit in words.of("person.again") if not text.asks(hit.start)):
        return True
    if _all_left(scene) or (scene.asked != "members" and _nobody_but(scene, named[0])):
        return True
    first, last = named[0], named[-1]
    listed_with_me = any(
        mark.end == first.start or mark.start == last.end or mark.start in range(first.end, last.start)
        for mark in text.of("self")
    )
    for hit in words.of("person.whole"):
        if scene.sentence[hit.start] != scene.sentence[last.at] or (hit.start < first.start and hit.end != first.start):
            continue
        between = [scene.text.word(place) for place in range(last.end, hit.start)]
        light = len(between) <= 4 and all(word in _LIGHT_WORDS for word in between)
        close = (last.end <= hit.start and light) or hit.start < first.start
        no_list = not (listed_with_me or first.here)
        after = text.word(hit.end)
        if (
            close
            and not no_list
            and (
                after in ("", ".", ",", "!", ":", "هذولا", "لا", "و", "وانا")
                or after.startswith("و")
                or hit.concept != "person.whole"
            )
        ):
            return True
        if close and not no_list and text.word(hit.start) != "بس":
            return True
    return False


_LIGHT_WORDS = listed("light_words")


def _nobody_but(scene: Scene, first: Naming) -> bool:
    """ "لا يسكن معي الا ابي وامي"."""
    text = scene.text
    leaves = [mark for mark in text.of("except", "deny.not") if mark.end == first.start]
    lives = [
        mark for mark in text.of("person.lives", "person.here", "home.live") if leaves and mark.end <= leaves[0].start
    ]
    near = [mark for mark in lives if leaves[0].start - mark.end <= 2 and mark.denied]
    living = [
        mark
        for mark in near
        if mark.is_a("person.lives", "home.live") or any("مع" in word for word in text.words[mark.start : mark.end])
    ]
    return bool(living) and not text.asks(first.at)


def _all_left(scene: Scene) -> bool:
    """ "كلهم طلعوا وتزوجوا، باقي معي خالد": everybody who was told before is gone."""
    text = scene.text
    for hit in scene.words.of("person.leaves"):
        before = text.word(hit.start - 1)
        if before in ("كلهم", "كلهن", "الكل") and not hit.denied and not scene.before(hit.start - 1):
            return not text.asks(hit.start)
    return False


def homes(scene: Scene, two_wives: bool) -> int | None:
    """2 where each wife is said to live in a home of her own."""
    if not two_wives or scene.words.of("person.same_home"):
        return None
    return 2 if any(not hit.denied for hit in scene.words.of("person.homes")) else None
