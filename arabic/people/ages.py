"""The ages that a message gives to the persons it names; the numbers that say them are claimed."""

from __future__ import annotations

from arabic.one_number import Span
from arabic.people.naming import CHILDREN, Naming, bare
from arabic.people.scene import Scene
from arabic.people.words import listed
from arabic.text import Text

_OLDEST = 120


_YOUNG = CHILDREN | {"brother", "sister", "other", "ordinal.eldest", "ordinal.youngest"}


_YEARS = listed("years")


_BELOW_A_YEAR = listed("below_a_year")


_DUAL_YEARS = listed("dual_years")


_DUAL_BELOW = listed("dual_below")


_INCOME_QUESTIONS = ("earned", "other_income", "bank", "cars", "workers", "workers_for_disability", "abroad")


def give_ages(scene: Scene) -> None:
    """Set the ages of every naming."""
    _age_lists(scene)
    _one_by_one(scene)
    _eldest_and_youngest(scene)
    for naming in scene.namings:
        if naming.relation == "pronoun":
            _of_pronoun(scene, naming)
        elif (
            naming.count == 1
            and not naming.ages
            and naming.form in ("one", "many")
            and naming.relation not in _ORDINALS
        ):
            _single(scene, naming)


_ORDINALS = frozenset(["ordinal.first", "ordinal.second", "ordinal.rest"])


def _of_pronoun(scene: Scene, naming: Naming) -> None:
    """ "عمري 75 وهي 70"."""
    text = scene.text
    span = text.starting.get(naming.end)
    age = _value(text, span)
    told = scene.asked == "age" or any(mark.is_a("age.word") for mark in text.marks if mark.start < naming.start)
    if (
        span is not None
        and age is not None
        and told
        and naming.refers is not None
        and not naming.refers.ages
        and not span.counted
    ):
        _take(text, naming.refers, span, age)


def _value(text: Text, span: Span | None) -> int | None:
    """A number as an age in whole years."""
    if span is None or not text.free(span):
        return None
    word, after = text.word(span.start), text.word(span.end)
    if span.counted:
        return 2 if bare(word) in _DUAL_YEARS else 0 if bare(word) in _DUAL_BELOW else None
    if span.value is None or span.money or span.value % 1 or not 0 <= span.value <= _OLDEST:
        return None
    return 0 if after in _BELOW_A_YEAR else int(span.value)


def _with_unit(text: Text, span: Span) -> bool:
    return text.word(span.end) in _YEARS | _BELOW_A_YEAR or bare(text.word(span.start)) in _DUAL_YEARS | _DUAL_BELOW


def _single(scene: Scene, naming: Naming) -> None:
    text = scene.text
    limit = _limit(scene, naming, 9)
    for hit in scene.words.between(naming.end, limit, "person.age"):
        if (
            naming.gender == "female"
            and text.word(hit.start).endswith(("ه", "و"))
            and bare(text.word(hit.start)) in ("عمره", "عمرو")
        ):
            continue
        if naming.gender == "male" and text.word(hit.start).endswith("ها"):
            continue
        span = _number_near(text, hit.end, 2)
        age = _value(text, span)
        if age is not None and span is not None:
            _take(text, naming, span, age)
            return
        if bare(text.word(hit.end)) == "سنه":
            naming.ages.append(1)
            return
    for place in range(naming.end, min(naming.end + 4, limit)):
        span = text.starting.get(place)
        if span is None:
            continue
        age = _value(text, span)
        if age is not None and _counts_as_age(scene, naming, span):
            _take(text, naming, span, age)
        return


def _counts_as_age(scene: Scene, naming: Naming, span: Span) -> bool:
    """Whether a number beside a person is its age: a unit follows, or nothing else could be meant."""
    text = scene.text
    if _with_unit(text, span):
        between = [text.word(place) for place in range(naming.end, span.start)]
        young = naming.relation in _YOUNG
        if len(between) > (2 if young else 0) or (not young and text.word(span.end) in _BELOW_A_YEAR):
            return False
        return (
            not any(word in ("من", "قبل", "له", "لها", "كل", "بعد", "توه") for word in between)
            and text.word(span.start - 1) != "من"
        )
    beside = span.start - naming.end <= 1 or text.word(span.start - 1) == "("
    if not beside or span.counted:
        return False
    following = text.word(span.end)
    ends = (
        following in ("", ",", ".", "و", ")", "!", "?", "مو", "مب", "مهب", "بس", "من", "ما")
        or following.startswith("و")
        or scene.next_naming(span.end, 0)
    )
    schooling = following.startswith("ب") or text.word(span.end) in ("بالجامعه", "بالمدرسه")
    if (
        scene.asked in _INCOME_QUESTIONS
        or not (ends or schooling)
        or (text.word(span.start).startswith("و") and span.start == naming.end)
    ):
        return False
    if scene.asked == "age":
        return True
    digits = text.tokens[span.start].kind == "digits"
    small = span.value is not None and (span.value <= 40 if naming.relation in _YOUNG else span.value <= 100)
    earning = any(mark.is_a("income") for mark in text.marks if mark.end in (span.start, span.start - 1))
    return digits and small and not earning and not (naming.relation == "other" and not naming.owner)


def _limit(scene: Scene, naming: Naming, reach: int) -> int:
    """Where the words about a naming end: at the next person, or where the speaker begins anew."""
    later = [one.start for one in scene.namings if one.start >= naming.end and not one.relation.startswith("ordinal")]
    places = [*later[:1], *(place for place in scene.restarts if place >= naming.end), naming.end + reach]
    return min(min(places), len(scene.text.words))


def _number_near(text: Text, index: int, within: int) -> Span | None:
    for place in range(index, index + within + 1):
        if place in text.starting:
            return text.starting[place]
    return None


def _take(text: Text, naming: Naming, span: Span, age: int) -> None:
    text.claim(span)
    naming.ages.append(age)


_LIST_WORDS = listed("list_words")


def _listed(text: Text, start: int) -> tuple[list[int], list[Span], int]:
    """The ages of a list that begins at a place, their numbers, and where it ends."""
    ages: list[int] = []
    spans: list[Span] = []
    place = start
    while place < len(text.words):
        span = text.starting.get(place)
        if span is None:
            if text.word(place) not in _LIST_WORDS:
                break
            place += 1
            continue
        tokens = text.tokens[span.start : span.end]
        if len(tokens) == 1 and tokens[0].kind == "digits" and "," in tokens[0].text.replace(".", ","):
            parts = [
                part for part in tokens[0].text.replace(".", ",").split(",") if part.isdigit() and int(part) <= _OLDEST
            ]
            ages.extend(int(part) for part in parts)
        else:
            age = _value(text, span)
            if age is None:
                break
            ages.append(age)
        spans.append(span)
        place = span.end
    return ages, spans, place


def _age_lists(scene: Scene) -> None:
    """ "اعمارهم 12 و9 و7", "ولدين 7 و10 سنين"."""
    text = scene.text
    for hit in scene.words.of("person.ages"):
        before = [
            naming
            for naming in scene.namings
            if naming.start < hit.start and naming.relation in CHILDREN | {"brother", "sister", "other"}
        ]
        before = before[-4:]
        ages, spans, _ = _listed(text, hit.end)
        if not before or not ages:
            if before and text.word(hit.end) == "سنه" and before[-1].count:
                before[-1].ages = [1] * before[-1].count
            continue
        last = before[-1]
        if len(ages) == 1 and (last.count or 0) > 1 and not text.word(hit.start).startswith(("اعمار", "باعمار")):
            ages = ages * (last.count or 1)  # "توأم عمرهم سنتين"
        if last.count is None or (last.count or 0) >= len(ages):
            if last.count is None:
                last.count, last.stated = len(ages), True
            last.ages = ages
        elif sum(naming.count or 0 for naming in before if naming.listed or naming is before[0]) == len(ages):
            for naming in before:
                naming.ages, ages = ages[: naming.count or 0], ages[naming.count or 0 :]
        else:
            continue
        for span in spans:
            text.claim(span)
    for naming in scene.namings:
        if naming.ages or naming.gender != "many" or naming.relation not in CHILDREN:
            continue
        start = naming.end
        while (
            start < naming.end + 2
            and text.word(start)
            and start not in text.starting
            and start not in scene.starting
            and text.word(start) not in (".", ",", "و")
        ):
            start += 1
        if text.word(start).startswith("و") or start not in text.starting or text.starting[start].start in text.claimed:
            continue
        ages, spans, _end = _listed(text, start)
        unit = any(_with_unit(text, span) for span in spans)
        if naming.twins and len(ages) == 1 and unit:
            ages = ages * 2
        fitting = len(ages) == naming.count or (naming.count is None and len(ages) > 1)
        if (
            ages
            and fitting
            and (unit or len(ages) > 1)
            and scene.asked not in _INCOME_QUESTIONS
            and all(age < 40 for age in ages)
        ):
            naming.ages, naming.count, naming.stated = ages, len(ages), True
            for span in spans:
                text.claim(span)


def _one_by_one(scene: Scene) -> None:
    """ "بنتين وحده 8 ووحده 3", "الاول 12 والثاني 9"."""
    text = scene.text
    for naming in scene.namings:
        if naming.ages or naming.relation not in CHILDREN or naming.gender != "many":
            continue
        limit = _limit(scene, naming, 16)
        found: list[tuple[Span, int]] = []
        place = naming.end
        while place < limit:
            word = text.word(place)
            each = word[1:] if word not in _EACH and word.startswith("و") else word
            if each in _EACH:
                start = place + 1
                while start < place + 3 and (text.word(start) in ("عمرها", "عمره", "عمرو", "بعمر", "منهم", "منهن")):
                    start += 1
                span = text.starting.get(start)
                age = _value(text, span)
                if span is not None and age is not None and span.start != place:
                    found.append((span, age))
                    place = span.end
                    continue
            place += 1
        if len(found) > 1 and (naming.count is None or len(found) <= naming.count):
            starts = {one.start for one, _ in found}
            for span, age in found:
                _take(text, naming, span, age)
            for span in text.numbers:  # the "one" of "وحده 8"
                if span.end in starts and span.value == 1:
                    text.claim(span)
            if naming.count is None:
                naming.count, naming.stated = len(found), True


_EACH = listed("each")


def _eldest_and_youngest(scene: Scene) -> None:
    """ "اكبرهم 12 سنه واصغرهم سنتين" after a group."""
    text = scene.text
    for hit in scene.words.of("person.eldest", "person.youngest"):
        if any(naming.end == hit.start and naming.gender != "many" for naming in scene.namings):
            continue
        groups = [
            naming
            for naming in scene.before(hit.start)
            if naming.relation in CHILDREN | {"brother", "sister"} and naming.gender == "many"
        ]
        if not groups:
            continue
        naming = groups[0]
        start = hit.end
        while start < hit.end + 2 and text.word(start) in ("عمره", "عمرها", "عمرو", "بعمر", "فيهم", "منهم"):
            start += 1
        span = text.starting.get(start)
        age = _value(text, span)
        if span is not None and age is not None and (naming.count is None or len(naming.ages) < naming.count):
            _take(text, naming, span, age)
