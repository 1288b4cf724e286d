"""Where a message names persons, and which kin words name nobody."""

from __future__ import annotations

from arabic.people.counting import count_persons, counted_later
from arabic.people.kinship import SELF, naming_at
from arabic.people.naming import CHILDREN, Naming, bare
from arabic.people.stand_ins import stand_ins, without_appositions
from arabic.people.words import PersonWords, listed
from arabic.text import Text

_MOST_NAMINGS = 80


def find_namings(text: Text, words: PersonWords, asked: str | None) -> list[Naming]:
    """Each naming in order; the numbers that count them are claimed."""
    found: list[Naming] = []
    index = 0
    while index < len(text.words) and len(found) < _MOST_NAMINGS:
        naming = None if text.word(index - 1) in ("يا", "ايها") else naming_at(text, words, index)
        if naming is None:
            index += 1
            continue
        index = naming.end
        if not (_addressed(text, words, naming, asked) or _something_else(text, words, naming)):
            naming.after_self = text.word(naming.start - 1) in SELF and not naming.joined
            count_persons(text, words, naming)
            index = max(index, naming.end)
            found.append(naming)
    for place, word in enumerate(text.words):
        groups = [one for one in found if one.end <= place and one.gender == "many" and one.relation != "persons"]
        alone = len([one for one in groups if one.count is None]) == 1
        if bare(word) in ("عددهم", "عددهن") and alone and groups[-1].count is None:
            counted_later(text, groups[-1], place + 1)
    without_appositions(text, found)
    return sorted([*found, *stand_ins(text, words, found)], key=lambda naming: naming.start)


def _something_else(text: Text, words: PersonWords, naming: Naming) -> bool:
    """Whether the word means nobody: "ولدي" (and I have), "خالي من", "ولدنا بالبر" (we were born)."""
    word, after = text.word(naming.at), text.word(naming.end)
    if word in ("خالي", "ملخالي") and after == "من":
        return True
    if word == "ولدي" and means_and_i_have(text, words, naming.end):
        return True
    if word == "ولدنا" and not naming.joined and (naming.start == 0 or after.startswith("ب") or after == "في"):
        return True
    if bare(word) == "مولود" and (after.startswith("ب") or after in ("في", "فيها", "سنه", "عام", "هنا")):
        return True
    if words.ending(naming.start, "person.has") is not None:
        return False  # "عندي منه ولد سعودي"
    if (
        naming.relation == "son"
        and not naming.owner
        and after in ("البلد", "الحلال", "الناس", "المدينه", "قبيله", "سعودي")
    ):
        return True
    if (
        naming.relation in CHILDREN
        and not naming.owner
        and after in ("مواطنه", "سعوديه", "مواطن", "الحلال", "البلد", "الناس")
    ):
        return not naming.stated and naming.at not in text.ending
    return False


_HELD = listed("held")


def means_and_i_have(text: Text, words: PersonWords, end: int) -> bool:
    """Whether "ولدي" means "and I have", as before what is counted or held."""
    span = text.starting.get(end)
    if span is not None and not span.counted:
        kin = words.at.get(("kin", span.end))
        return kin is not None and not kin.sense.owner and not kin.sense.joined
    kin = words.at.get(("kin", end))
    had = kin is not None and not kin.sense.owner and not kin.sense.joined
    return text.word(end) in _HELD or had


_VOCATIVE = listed("vocative")


_KIND_WORDS = listed("kind_words")


def _addressed(text: Text, words: PersonWords, naming: Naming, asked: str | None) -> bool:
    """Whether somebody is spoken to: "يا ولدي", "اخوي العزيز", a greeting before it and a request after it."""
    if text.word(naming.start - 1) in ("يا", "ي", "ايها", "ياا"):
        return True
    formula = next((mark for mark in text.marks if mark.is_a("formula") and mark.start <= naming.at < mark.end), None)
    if formula is not None:
        return True
    if text.word(naming.at) not in _VOCATIVE:
        return False
    if text.word(naming.end) in _KIND_WORDS:
        return True
    greeted = any(mark.is_a("formula", "polar") and mark.end == naming.start for mark in text.marks) or text.word(
        naming.start - 1
    ) in ("", ".", ",", "!", "هلا", "هلا والله", "مرحبا", "تكفى", "حياك", "لا", "ياهلا", "شكرا", "مشكور")
    if not greeted:
        return False
    after = naming.end
    ends = after >= len(text.words) or text.word(after) in (".", ",", "!", "?")
    goes_on = any(mark.start == after and mark.is_a("self", "ask", "suppose", "formula") for mark in text.marks)
    return (
        goes_on
        or (ends and asked != "members" and (naming.start > 0 or len(text.words) > 3))
        or text.word(after) in ("ابي", "ابغى", "ابغا", "لو", "ترا", "ترى")
    )
