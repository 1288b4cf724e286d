"""Two namings of one person side by side, and words that stand for a person: «هي», «الثانية», «الباقين», «الكبير»."""

from __future__ import annotations

from arabic.people.counting import counted_later
from arabic.people.kinship import ADJECTIVES, SELF
from arabic.people.naming import OTHERS, Naming, bare
from arabic.people.words import PersonWords
from arabic.text import Text


def without_appositions(text: Text, found: list[Naming]) -> None:
    """ "جدتي ام امي", "ام زوجي حرمه كبيره", "ولد رضيع", "ثلاثه ايتام عيال بنتي": one naming, not two."""
    for first, second in zip(list(found), found[1:], strict=False):
        between = [text.word(place) for place in range(first.end, second.start)]
        if second.joined or any(word not in ("اقصد", "قصدي", "يعني") for word in between) or first.preposition == "ل":
            continue
        if second.relation == "persons" or second.at in text.ending or second.start != second.at:
            continue
        if first.form == "one" and second.twins and not between:
            second.dropped = True  # "اختي التوأم"
        elif first.form == "one" and second.form == "one" and first.count == 1:
            apposed = (
                first.owner or (second.relation == "child" and not second.owner) or text.word(second.at) in ADJECTIVES
            )
            clarified = between and second.composed
            same = (
                not between
                and first.mine
                and second.owner in OTHERS
                and first.relation not in ("son", "daughter", "child")
            )
            if same and second.relation not in ("mother", "father", "wife", "husband"):
                second.dropped = True  # "عمتي اخته"
                continue
            if (
                apposed
                and (not second.owner or second.composed or second.owner == "the" or _may_be_same(first, second))
            ) or clarified:
                if first.relation in ("old_woman", "old_man") and second.owner == "mine":
                    first.relation, first.owner = second.relation, "mine"
                elif (
                    second.relation in ("old_woman", "old_man", first.relation, "other", "child")
                    or not second.owner
                    or second.composed
                ):
                    pass
                else:
                    continue
                first.end = second.end
                second.dropped = True
        elif first.form == "many" and second.form == "many" and bare(text.word(first.at)) in ADJECTIVES:
            second.count, second.stated = first.count, first.stated
            second.joined, second.start = first.joined, first.start
            first.dropped = True
        elif second.form == "many" and text.word(second.at) in ADJECTIVES and not second.owner:
            second.dropped = True
    found[:] = [naming for naming in found if not naming.dropped]


def _may_be_same(first: Naming, second: Naming) -> bool:
    return first.relation in ("old_woman", "old_man", "wife", "husband") and second.relation in (
        first.relation,
        "wife",
        "husband",
    )


def stand_ins(text: Text, words: PersonWords, found: list[Naming]) -> list[Naming]:
    """Words that stand for a person without naming one: "هي", "الثانيه", "الباقين"."""
    taken = {place for naming in found for place in range(naming.start, naming.end)}
    added: list[Naming] = []
    for hit in words.of("ordinal"):
        mine = text.word(hit.start - 1) in SELF  # "وانا الثانيه"
        if not mine and not taken.intersection(range(hit.start, hit.end)):
            form = (
                "many" if hit.concept == "ordinal.rest" and text.word(hit.start).endswith(("ين", "ي", "يه")) else "one"
            )
            added.append(
                Naming(
                    hit.start,
                    hit.end,
                    hit.start,
                    hit.concept,
                    form,
                    "the",
                    hit.sense.joined,
                    count=None if form == "many" else 1,
                )
            )
    added += _singled_out(text, words, found)
    for hit in words.of("person.pronoun"):
        if (
            hit.start in taken
            or hit.end - 1 in taken
            or text.word(hit.start - 1) in ("ما", "وش", "ايش", "هو", "من", "كذا", "اللي", "الي")
        ):
            continue
        gender = {"she": "female", "they": "many"}.get(hit.concept.rpartition(".")[2], "male")
        naming = Naming(hit.start, hit.end, hit.start, "pronoun", "one", "the", hit.sense.joined)
        before = [one for one in found if one.end <= hit.start and one.gender in (gender, "")]
        naming.refers = before[-1] if before else None
        if gender == "many":
            naming.refers = next((one for one in reversed(before) if one.gender == "many"), naming.refers)
        naming.inner = gender
        added.append(naming)
        group = naming.refers
        if gender == "many" and group is not None and group.count is None and group.end - 1 < hit.start:
            counted_later(text, group, hit.end)
    return added


def _singled_out(text: Text, words: PersonWords, found: list[Naming]) -> list[Naming]:
    """ "الكبير", "والصغيره": one of the children, where no person and no other noun stands before it."""
    added: list[Naming] = []
    for hit in words.of("person.eldest", "person.youngest"):
        before = text.word(hit.start - 1)
        within = any(one.start <= hit.start < one.end for one in found)
        adjective = any(one.end == hit.start and one.gender != "many" for one in found) and not hit.sense.joined
        if within or adjective or before in SELF or (before.startswith("ال") and not hit.sense.joined):
            continue
        relation = "ordinal.eldest" if hit.concept.startswith("person.eldest") else "ordinal.youngest"
        naming = Naming(hit.start, hit.end, hit.start, relation, "one", "the", hit.sense.joined)
        naming.feminine = hit.concept.endswith("female")
        added.append(naming)
    return added
