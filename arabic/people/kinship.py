"""What a word of kin says where it stands: the relation, alone or with the next one ("ام زوجي"), and whose."""

from __future__ import annotations

from arabic.lexicon import Sense
from arabic.people.naming import CHILDREN, OTHERS, SPOUSES, Naming, bare
from arabic.people.words import Hit, PersonWords, listed
from arabic.text import Text

SELF = listed("self")


_CHILD_FORMS = {"boys": "child", "small": "child", "twins": "child", "women": "wife"}


def naming_at(text: Text, words: PersonWords, index: int) -> Naming | None:
    hit = words.at.get(("kin", index))
    if (
        hit is not None
        and hit.end - hit.start > 1
        and text.word(index) in ("ام", "ابو")
        and text.word(index - 1) in SELF
    ):
        hit = None  # "انا ام البنات": the speaker
        index += 1
        hit = words.inside.get(index)
    head = words.at.get(("head", index))
    if head is not None and (hit is None or hit.end <= head.end):
        return _headed(text, words, head)
    return None if hit is None else _of_hit(text, words, hit)


def _of_hit(text: Text, words: PersonWords, hit: Hit) -> Naming | None:
    sense = _sense(text, hit)
    _, kind, *rest = sense.concept.split(".")
    form = rest[0] if rest else "many"
    relation = _CHILD_FORMS.get(kind, kind)
    if form == "want":
        if not _father_meant(text, words, hit.start):
            return None
        form = "one"
    elif form == "leg":
        taken_out = any((family, hit.end) in words.at for family in ("person.remove", "person.removed"))
        if not taken_out and (text.word(hit.end).endswith("ه") or text.word(hit.end).startswith("ت")):
            return None
        form = "one"
    owner = _owner(text, hit, form, relation, sense.owner)
    if owner == "yours":
        return None
    naming = Naming(
        hit.start,
        hit.end,
        hit.start,
        relation,
        form,
        owner,
        sense.joined,
        sense.preposition,
        2 if form == "dual" else (1 if form == "one" else None),
        form == "dual",
        hit.denied,
        kind == "boys",
        kind == "twins",
    )
    word = text.word(hit.start)
    naming.feminine = relation == "other" and (
        word.endswith(("تي", "ته", "تها", "تهم", "تو")) or word in ("ستي", "تيتا", "حفيده")
    )
    if kind in ("old_woman", "old_man"):
        naming.relation = kind
    if kind == "persons":
        naming.relation = "persons"
        naming.form = "many" if not text.word(hit.start).endswith("ين") else "dual"
        if bare(text.word(hit.start)) in ("شخصين", "نفرين", "فردين"):
            naming.count, naming.stated = 2, True
    if kind == "family":
        naming.relation = "family"
    if (
        not owner
        and kind != "persons"
        and text.word(hit.end)
        and hit.end not in text.inside
        and bare(text.word(hit.start)) not in ADJECTIVES
    ):
        second = naming_at(text, words, hit.end)
        if form == "dual" and second is not None and second.relation in SPOUSES:
            second = None  # "انا وزوجي وولدين زوجي راتبه ...": a dual with its ن is nobody's
        co_wife = relation == "wife" and second is not None and second.relation == "husband"  # "انا حرمه زوجي هاجرني"
        if (
            second is not None
            and not second.joined
            and not second.preposition
            and not co_wife
            and (second.owner or second.composed)
        ):
            return _composed(naming, second)
    return naming


ADJECTIVES = listed("adjectives")


def _sense(text: Text, hit: Hit) -> Sense:
    """The sense that fits: "ثلاث اخوه" are brothers, "اخوه" is his brother."""
    many = [sense for sense in hit.senses if sense.concept.endswith(".many")]
    if many and len(many) < len(hit.senses):
        numbered = hit.start in text.ending or hit.end in text.starting
        return many[0] if numbered else next(sense for sense in hit.senses if not sense.concept.endswith(".many"))
    return hit.senses[0]


def _owner(text: Text, hit: Hit, form: str, relation: str, owner: str) -> str:
    first = bare(text.word(hit.start))
    if first in ("زوجها", "لزوجها", "زوجهم", "رجلها", "رجلهن", "رجلهم"):
        return "hers"
    if not owner and first.startswith(("ال", "لل", "بال", "هال")) and len(first) > 3:
        return "the"
    if (
        owner in ("", "the")
        and form == "one"
        and relation not in ("child", "old_woman", "old_man")
        and (
            hit.end - hit.start > 1
            or first[-1:] in ("ي", "ا", "و")
            or first in ("امايه", "ابويه", "اخويه", "wife", "husband")
        )
    ):
        return "mine"
    return "mine" if owner == "ours" else owner


def _composed(head: Naming, second: Naming) -> Naming:
    """ "ام زوجي", "عيال اخوي", "زوجة ابوي": the relation of the first to the speaker."""
    parent = head.relation in ("mother", "father")
    head.inner = second.gender
    if second.relation == "family" or head.relation == "family":
        head.relation = "family"
        head.owner = "his"
    elif parent and second.relation in CHILDREN and (second.mine or second.owner == "the"):
        head.relation = "wife" if head.relation == "mother" else "husband"
        head.owner = "mine"
    elif second.owner in OTHERS and not second.composed:
        head.owner = second.owner
        head.relation = "other"
    else:
        head.relation = "other"
        head.owner = "mine"
    head.boys = False
    head.end = second.end
    head.composed = True
    return head


def _headed(text: Text, words: PersonWords, head: Hit) -> Naming | None:
    """ "ام" and "ابو" with the next word: a person's relation, or a kunya ("ام فيصل")."""
    kind = head.concept.partition(".")[2]
    relation = {"mother": "mother", "father": "father", "brother": "brother"}[kind]
    naming = Naming(head.start, head.end, head.start, relation, "one", "", head.sense.joined, denied=head.denied)
    if head.end not in text.inside:
        second = naming_at(text, words, head.end)
        if second is not None and not second.joined and not second.preposition:
            if second.owner or second.composed:
                return _composed(naming, second)
            return None
    following = text.word(head.end)
    named = len(following) > 2 and following[0] != "و" and head.end not in text.inside and following.isalpha()
    if kind == "brother" or not named or any(mark.start == head.end for mark in text.marks):
        return None
    naming.relation = "wife" if kind == "mother" else "husband"
    naming.owner, naming.end = "name", head.end + 1
    return naming


_FATHER_BEFORE = listed("father_before")


_FATHER_AFTER = listed("father_after")


def _father_meant(text: Text, words: PersonWords, index: int) -> bool:
    """Whether "ابي" is "my father" and not "I want", as it mostly is in Saudi speech."""
    before, after = text.word(index - 1), text.word(index + 1)
    joined = text.word(index).startswith("و")
    after_kin = joined and words.ending(index, "kin") is not None and not (after.startswith("ا") and len(after) > 2)
    wanting = after.startswith(("ا", "ت", "ن")) and len(after) > 2 and not after.startswith(("الله", "امي"))
    return (before in _FATHER_BEFORE and not wanting) or after in _FATHER_AFTER or after_kin or len(text.words) == 1
