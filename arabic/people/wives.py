"""Two wives of one husband: who lives in the second home; and the spouse who is said only by «متزوج»."""

from __future__ import annotations

from arabic.people.naming import CHILDREN, Naming, as_count, bare
from arabic.people.scene import STAND_INS, Scene
from arabic.people.words import Hit

_MOST_WIVES = 4


def married_to(scene: Scene) -> Naming | None:
    """The spouse who is said only by "متزوج", "متزوجه يمني", "ماخذ ثنتين"."""
    text = scene.text
    for hit in scene.words.of("person.married", "person.marry"):
        before = scene.before(hit.start)
        if (
            hit.denied
            or text.asks(hit.start)
            or text.clauses[text.clause_of[hit.start]].supposes
            or text.word(hit.start - 1) in ("ما", "مو", "غير", "مب", "لا", "كان", "كنت")
        ):
            continue
        if (
            before
            and hit.start - before[0].end <= 3
            and not any(before[0].end <= place < hit.start for place in scene.restarts)
        ):
            continue
        word = bare(text.word(hit.start))
        span = text.starting.get(hit.end)
        count = as_count(span)
        many = (
            span is not None
            and count is not None
            and 2 <= count <= _MOST_WIVES
            and not span.time
            and not span.counted
            and scene.next_naming(span.end, 0) is None
        )
        if hit.concept.startswith("person.marry") and not (
            many and word in ("ماخذ", "معدد", "اخذت", "خذيت", "تزوجت", "متزوج", "اتزوجت", "تجوزت")
        ):
            continue
        relative = scene.next_naming(hit.end, 0)
        if relative is not None and relative.composed and relative.relation == "other" and not relative.joined:
            relative.dropped = True  # "متزوجه ولد خالي"
        elif relative is not None and relative.relation in ("wife", "husband"):
            return None
        female = hit.concept.endswith("female")
        first = hit.end + (text.word(hit.end) == "من")
        after = [mark for mark in text.of("nat.foreign", "nat.saudi") if mark.start == first]
        naming = Naming(hit.start, hit.end, hit.start, "husband" if female else "wife", "one", "mine", introduced=True)
        if many and span is not None and count is not None and not female:
            text.claim(span)
            naming.count, naming.stated, naming.end = count, True, span.end
        naming.foreign = (
            any(mark.is_a("nat.foreign") and not mark.denied for mark in after) and bare(text.word(first)) != "بدون"
        )
        return naming
    return None


def _ordinals(scene: Scene) -> tuple[Hit | None, Hit | None]:
    seconds = [hit for hit in scene.words.of("ordinal") if hit.concept == "ordinal.second"]
    firsts = [hit for hit in scene.words.of("ordinal") if hit.concept == "ordinal.first"]
    if not seconds:
        return (firsts[0] if firsts else None), None
    second = seconds[0]
    earlier = [hit for hit in firsts if hit.start < second.start]
    if not earlier:
        for place in range(second.start - 1, max(-1, second.start - 14), -1):
            if bare(scene.text.word(place)) in ("وحده", "واحده"):
                return Hit(place, place + 1, second.senses), second
    return (earlier[0] if earlier else None), second


def two_homes(scene: Scene, sex: str, known: frozenset[str]) -> tuple[list[Naming], bool]:
    """The wives named as the first and the second, and whether there are two homes; children go to their mother's."""
    text = scene.text
    if sex == "female":
        return [], False
    wives = [naming for naming in scene.namings if naming.relation == "wife" and not naming.dropped]
    if any(naming.passing for naming in wives):
        return [], False
    several = any((naming.count or 0) > 1 for naming in wives)
    kunyas = [naming for naming in wives if text.word(naming.at) in ("ام", "وام")]
    first, second = _ordinals(scene)
    if len(kunyas) == 2 and first is None:
        _a, b = kunyas
        b.dwelling = 2 if scene.words.of("person.homes") else 1
        for naming in scene.namings:
            if naming.relation in CHILDREN and naming.start > b.start:
                naming.dwelling = b.dwelling
        return [], b.dwelling == 2
    if second is None or not (several or (first is not None and _speaks_of_wives(scene, second))):
        return [], False
    apart = not scene.words.of("person.same_home") and bool(
        [hit for hit in scene.words.of("person.homes") if not hit.denied]
        or scene.words.between(second.start, second.start + 12, "person.second_home")
        or [
            hit
            for hit in scene.words.between(second.start, second.start + 8, "person.city")
            if hit.start > second.start
        ]
    )
    added: list[Naming] = []
    _children_by_number(scene, first, second, added)
    if apart:
        for naming in wives:
            if (naming.count or 0) > 1:
                naming.dropped = True
        one = Naming(
            first.start if first else second.start,
            first.end if first else second.end,
            first.start if first else second.start,
            "wife",
            "one",
            "mine",
            introduced=True,
            here=True,
        )
        two = Naming(second.start, second.end, second.start, "wife", "one", "mine", introduced=True, dwelling=2)
        added += [one, two]
        for naming in [*scene.namings, *added]:
            if naming.relation in CHILDREN and naming.start > second.start:
                naming.dropped = naming.dropped or naming.denied  # "والثانيه ما جابت عيال"
                naming.dwelling = 2
                naming.elsewhere = naming.leaves = False
                naming.absence = ""
    elif not several:
        added.append(
            Naming(
                first.start if first else second.start,
                second.end,
                second.start,
                "wife",
                "many",
                "mine",
                count=2,
                stated=True,
                introduced=True,
            )
        )
    return added, apart


def _speaks_of_wives(scene: Scene, second: Hit) -> bool:
    """Whether "the first" and "the second" are women with children or homes, and not answers or cars."""
    if scene.text.has("car", "worker"):
        return False
    hers = [hit for hit in scene.words.of("person.has") if hit.concept == "person.has.other"]
    homes = scene.words.between(second.start, second.start + 8, "person.second_home")
    named = [hit for hit in scene.words.of("ordinal") if hit.end - hit.start > 1]
    own_children = any(naming.relation in CHILDREN and naming.owner == "hers" for naming in scene.namings)
    if named or own_children:
        return True
    children = any(naming.relation in CHILDREN for naming in scene.namings) or scene.text.numbers
    return bool((hers or homes) and children)


def _kin_at(scene: Scene, index: int) -> bool:
    naming = scene.starting.get(index)
    return naming is not None and naming.relation not in STAND_INS


def _children_by_number(scene: Scene, first: Hit | None, second: Hit, added: list[Naming]) -> None:
    """ "معها خمسه", "مع 2": children without a word for them."""
    text = scene.text
    start = first.start if first is not None else second.start
    for span in text.free_numbers():
        if span.start <= start or as_count(span) is None or span.time or span.counted or span.value is None:
            continue
        before = bare(text.word(span.start - 1))
        if any(hit is not None and hit.end == span.start for hit in (first, second)):
            before = "معها"
        if before not in ("معها", "معاها", "مع", "عندها", "لها", "ليها", "منها") or _kin_at(scene, span.end):
            continue
        text.claim(span)
        added.append(
            Naming(
                span.start,
                span.end,
                span.start,
                "child",
                "many",
                "",
                count=int(span.value),
                stated=True,
                introduced=True,
            )
        )
