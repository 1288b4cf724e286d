"""How many a naming means: the number before or after it."""

from __future__ import annotations

from arabic.one_number import Span
from arabic.people.kinship import naming_at
from arabic.people.naming import MINE, Naming, as_count, bare
from arabic.people.words import PersonWords, listed
from arabic.text import Text

_BETWEEN_GROUP_AND_NUMBER = listed("between_group_and_number")


def count_persons(text: Text, words: PersonWords, naming: Naming) -> None:
    counted_before = not (naming.joined or naming.preposition or naming.form == "dual")
    before = _number_before(text, naming) if counted_before else None
    if before is not None and naming.form == "one" and naming.owner in MINE and not before[2] and before[1] > 1:
        before = None  # "اربعه ونص انا وثلاثه ولدي": what each earns
    if before is not None:
        span, said, partitive = before
        text.claim(span)
        naming.start = span.start
        first = text.word(span.start)
        naming.joined = (first.startswith("و") and first not in ("واحد", "واحده", "وحده")) or text.word(
            span.start - 1
        ) == "و"
        naming.count, naming.stated, naming.partitive = said, True, partitive
        naming.preposition = "ل" if bare(text.word(span.start)).startswith("ل") else naming.preposition
        return
    own = text.inside.get(naming.at)
    if own is not None and own.counted:
        text.claim(own)
    if text.word(naming.start - 1) == "و" and naming.start:
        naming.joined = True
    after = _number_after(text, words, naming)
    if after is not None:
        span, said = after
        text.claim(span)
        naming.count, naming.stated = (said, True) if naming.form != "dual" else (naming.count, True)
        naming.end = span.end


def _number_before(text: Text, naming: Naming) -> tuple[Span, int, bool] | None:
    place = naming.at
    partitive = False
    if text.word(place - 1) == "من":
        place -= 1
        partitive = naming.owner == "the" or naming.owner in MINE
    span = text.ending.get(place)
    if span is None or not text.free(span) or span.denied or span.counted:
        return None
    said = as_count(span)
    if said is None or (span.time and text.word(span.end) not in ("", text.word(naming.at))):
        return None
    if partitive and said > 1 and not text.has("kin"):
        partitive = False
    return span, said, partitive


def _number_after(text: Text, words: PersonWords, naming: Naming) -> tuple[Span, int] | None:
    place = naming.end
    if naming.form in ("many", "dual") or naming.relation == "persons":
        while place < naming.end + 2 and (
            text.word(place) in _BETWEEN_GROUP_AND_NUMBER or words.covers(place, "person.dead")
        ):
            place += 1
    span = text.starting.get(place)
    if span is None or not text.free(span) or span.counted or span.time or span.money or span.denied:
        return None
    said = as_count(span)
    first = text.word(place)
    if said is None or text.word(span.end) in ("سنه", "سنين", "سنوات", "شهور", "عام", "%", "الاف", "الف"):
        return None
    if first.startswith("و") and first not in ("واحد", "واحده", "وحده"):
        return None
    following = naming_at(text, words, span.end)
    counts_the_next = following is not None and not following.joined and following.form in ("many", "one")
    definite = first.startswith("ال") and following is not None and not following.owner
    if (
        counts_the_next
        and not definite
        and following is not None
        and following.relation != "persons"
        and not following.owner
    ):
        return None
    if naming.form == "one":
        definite = first in ("واحد", "واحده", "وحده", "الاثنين", "الثنتين", "الاتنين", "الثلاثه", "الاربعه", "الخمسه")
        return (span, said) if definite and naming.relation not in ("mother", "father") else None
    if (naming.form == "dual" and said != 2) or (naming.form == "many" and said == 1):
        return None
    nxt = text.starting.get(span.end)
    joined_number = text.word(span.end) == "و" and text.starting.get(span.end + 1) is not None
    if (nxt is not None and text.word(span.end).startswith("و")) or joined_number:
        return None  # "بناتي 14 و16": ages
    return span, said


def counted_later(text: Text, group: Naming, index: int) -> None:
    """ "بناتي وهن ثلاث": the count of a group named before."""
    for place in (index, index + 1):
        span = text.starting.get(place)
        said = as_count(span)
        if (
            span is not None
            and said is not None
            and said > 1
            and text.free(span)
            and not span.time
            and not span.counted
        ):
            text.claim(span)
            group.count, group.stated = said, True
            return
