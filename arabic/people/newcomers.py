"""Who comes into a household or goes without being named as a member: a birth, a marriage, a divorce, «انا وهو»."""

from __future__ import annotations

from arabic.people.naming import CHILDREN, Naming, bare
from arabic.people.scene import Scene
from arabic.people.words import listed

_SECOND = listed("second")


_MARRYING = listed("marrying")


_MOST_BORN = 3
_HER_HUSBAND = 5  # words between "عرست" and "رجلها"
_GAVE_BIRTH = ("ولدت", "انجبت", "جابت")


def born(scene: Scene) -> None:
    """ "جانا مولود", "لو رزقنا بزر ثاني", "زوجتي حامل، لو جا الثاني": one child more."""
    text = scene.text
    joined = False
    expected = bool(scene.words.of("person.pregnant"))
    for hit in scene.words.of("person.born"):
        if hit.denied or joined or (text.asks(hit.start) and not text.clauses[text.clause_of[hit.start]].supposes):
            continue
        naming = _within(scene, hit.start, hit.end) or _just_after(scene, hit.end)
        supposed = text.clauses[text.clause_of[hit.start]].supposes
        if naming is not None and naming.relation in CHILDREN and not naming.owner.startswith("mine"):
            naming.introduced = True
            if (naming.count or _MOST_BORN + 1) <= 2 and (supposed or not _counts_children(scene, naming)):
                naming.joins = joined = True
                naming.owner = ""
        elif (supposed or expected) and _a_second(scene, hit.start, hit.end):
            scene.namings.append(Naming(hit.start, hit.end, hit.start, "child", "one", "", introduced=True, joins=True))
            joined = True
        elif naming is not None and naming.relation == "wife" and bare(text.word(hit.start)) in _GAVE_BIRTH:
            baby = scene.starting.get(naming.end)  # "ولدت زوجتي بنت"
            if baby is None or baby.relation not in CHILDREN or baby.owner:
                baby = Naming(hit.start, hit.start, hit.start, "child", "one")
                scene.namings.append(baby)
            baby.introduced = baby.joins = joined = True


def _within(scene: Scene, start: int, end: int) -> Naming | None:
    """The child named in the very words of a birth: "جانا المولود"."""
    named = (scene.starting.get(place) for place in range(start + 1, end))
    return next((one for one in named if one is not None and one.relation in CHILDREN), None)


def _just_after(scene: Scene, end: int) -> Naming | None:
    for place in range(end, end + 3):
        if place in scene.starting and scene.starting[place].relation not in ("pronoun",):
            naming = scene.starting[place]
            return None if naming.relation.startswith("ordinal") else naming
        if scene.text.word(place) not in ("الله", "ربي", "ربنا", "بعد", "كمان", "ب", "لنا", "لي", "الحين"):
            return None
    return None


def _a_second(scene: Scene, start: int, end: int) -> bool:
    return any(scene.text.word(place) in _SECOND for place in range(start, end + 2))


def _counts_children(scene: Scene, naming: Naming) -> bool:
    return any(one is not naming and one.relation in CHILDREN and one.stated for one in scene.namings)


def married(scene: Scene, known: frozenset[str]) -> None:
    """ "لو تزوجت", "لو اخذ الثانيه واحطها بسكن لحالها": a spouse more, perhaps in a second home."""
    text = scene.text
    for hit in scene.words.of("person.marry", "person.leaves"):
        word = bare(text.word(hit.start))
        if hit.denied or word not in _MARRYING or not text.clauses[text.clause_of[hit.start]].supposes:
            continue
        before = [one for one in scene.before(hit.start) if text.same_clause(one.at, hit.start)]
        if before or (
            scene.next_naming(hit.end, 0) is not None
            and scene.starting[hit.end].relation in CHILDREN | {"brother", "sister"}
        ):
            continue
        hers = [one for one in scene.namings if hit.end <= one.start < hit.end + _HER_HUSBAND and one.owner == "hers"]
        if any(bare(text.word(one.at)) in ("زوجها", "رجلها", "جوزها") for one in hers):
            return  # "بنتي، اذا عرست وراحت بيت رجلها"
        second = any(
            text.word(place) in _SECOND or text.word(place) == "عليها" for place in range(hit.end, hit.end + 3)
        )
        wife = (second and scene.sex != "female") or scene.sex == "male" or "wife" in known
        husband = scene.sex == "female" and "husband" not in known
        if (word.startswith(("اخذ", "خذي")) and not second) or not (wife or husband):
            continue
        for one in scene.namings:
            if one.relation in ("wife", "husband") and hit.start < one.start <= hit.end + 2:
                one.dropped = True
        apart = bool(scene.words.between(hit.end, hit.end + 8, "person.second_home"))
        scene.namings.append(
            Naming(
                hit.start, hit.end, hit.start, "wife" if wife else "husband", "one", "mine",
                introduced=True, joins=True, here=not apart, dwelling=2 if apart else 1,
            )
        )  # fmt: skip
        return


def parted(scene: Scene, known: frozenset[str]) -> None:
    """ "طلقني", "لو تطلقت منه": the spouse leaves, named or not."""
    if any(one.relation in ("wife", "husband") and one.leaves for one in scene.namings):
        return
    for hit in scene.words.of("person.divorces"):
        word = bare(scene.text.word(hit.start))
        before = scene.before(hit.start)
        if hit.denied or (
            before
            and before[0].relation not in ("wife", "husband")
            and hit.start - before[0].end <= 2
            and not word.endswith("ني")
        ):
            continue
        after = scene.text.word(hit.end)
        husband = (
            word in ("طلقني", "يطلقني", "خلعته", "طلقته")
            or after in ("منه", "منو", "عنه")
            or scene.sex == "female"
            or "husband" in known
        )
        wife = (
            word in ("طلقتها", "طلقتني", "بطلقها")
            or after in ("منها", "عنها")
            or scene.sex == "male"
            or "wife" in known
        )
        if husband == wife:
            continue
        scene.namings.append(
            Naming(
                hit.start,
                hit.start,
                hit.start,
                "husband" if husband else "wife",
                "one",
                "mine",
                leaves=True,
                absence="divorced",
            )
        )
        return


def beside_me(scene: Scene, known: frozenset[str]) -> None:
    """ "انا وهو وثلاث بزران": the spouse, where nobody else was named; "ساكنين انا وهي": who was named last."""
    for naming in scene.namings:
        if naming.relation != "pronoun" or not naming.joined:
            continue
        if not any(mark.end == naming.start for mark in scene.text.of("self")):
            continue
        if naming.refers is not None:
            naming.refers.here = naming.refers.introduced = True
            naming.refers.passing = False
            continue
        relation = "husband" if naming.inner == "male" else "wife"
        if scene.sex == ("male" if relation == "husband" else "female"):
            continue
        family = relation in known or any(one.relation in CHILDREN for one in scene.namings)
        if family:
            naming.relation, naming.owner = relation, "mine"
            naming.here = naming.introduced = True


_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}


def counted_by_ending(scene: Scene) -> None:
    """ "ابو بناتي ... وثلاثتهم سعوديات": three daughters."""
    for hit in scene.words.of("count"):
        count = _COUNTS[hit.concept.partition(".")[2]]
        for one in reversed([one for one in scene.namings if one.end <= hit.start]):
            if one.relation in CHILDREN | {"brother", "sister"} and one.gender == "many":
                if not one.stated:
                    one.count, one.stated = count, True
                break
            last = scene.text.word(one.end - 1)
            if (
                one.relation in ("husband", "wife")
                and one.end - one.start == 2
                and last.startswith(("بنات", "عيال", "اولاد"))
            ):
                relation = "daughter" if last.startswith("بنات") else "child"
                scene.namings.append(
                    Naming(
                        hit.start,
                        hit.end,
                        hit.start,
                        relation,
                        "many",
                        "mine",
                        count=count,
                        stated=True,
                        introduced=True,
                    )
                )
                break


def singled_out(scene: Scene, known: frozenset[str]) -> None:
    """ "عيالي ثلاثه بس الكبير بالسجن", "نسيت الصغير": one of the children, where something becomes of him."""
    added: list[Naming] = []
    for one in scene.namings:
        if one.relation not in ("ordinal.eldest", "ordinal.youngest"):
            continue
        groups = [
            group
            for group in scene.namings
            if group.relation in CHILDREN and group.gender == "many" and group.start < one.start
        ]
        group = groups[-1] if groups else None
        fate = one.elsewhere or one.leaves or one.joins or one.refuses
        singles = [
            child
            for child in scene.namings
            if child.relation in CHILDREN and child.gender != "many" and child.start < one.start
        ]
        listed = group is None and bool(singles) and one.joined and bool(one.ages)  # "ولدي 16 وبنتي 11 والصغير 3"
        aged = group is None and bool(one.ages) and bool(known & CHILDREN)
        if not (fate or listed or aged) or (group is None and not (known & CHILDREN or one.joins or listed)):
            continue
        relation = "daughter" if one.feminine else "child"
        if (group is not None and group.relation != "child") or (relation == "child" and known & CHILDREN == {"son"}):
            relation = group.relation if group is not None else "son"
        if group is not None and group.stated and (group.count or 0) > 1 and not one.joins:
            group.count = (group.count or 0) - 1
            group.ages = group.ages[: group.count]
        single = Naming(one.start, one.end, one.at, relation, "one", "mine", ages=one.ages, introduced=True)
        single.elsewhere, single.leaves, single.joins = one.elsewhere, one.leaves, one.joins
        single.refuses, single.absence = one.refuses, one.absence
        single.listed = listed
        single.eldest = None if listed else one.relation == "ordinal.eldest"
        added.append(single)
    scene.namings += added


def wife_of(scene: Scene) -> None:
    """ "انا مصريه زوجة سعودي": the husband; not where she was, or is widowed."""
    text = scene.text
    for naming in scene.namings:
        if naming.relation != "wife" or naming.owner or naming.form != "one":
            continue
        if not any(mark.start == naming.end and mark.is_a("nat") for mark in text.marks):
            continue
        naming.dropped = True
        was = text.word(naming.start - 1) in ("كنت", "ارمله", "مطلقه", "طليقه") or scene.words.of("person.widow")
        near = [hit for hit in scene.words.of("person.dead") if naming.end <= hit.start <= naming.end + 3]
        option = len(text.words) <= {"exception": 3, "nationality": 6}.get(scene.asked or "", 0)
        if was or near or option or text.asks(naming.at) or scene.sex == "male":
            continue
        naming.relation, naming.owner, naming.dropped, naming.introduced, naming.after_self = (
            "husband",
            "mine",
            False,
            True,
            False,
        )
