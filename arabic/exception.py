"""The exceptions for those who are not Saudi, and the three groups that came over from the old system.

Both are code and not rows because each is two things said apart: whose wife and whether he lives, a card and for whom,
a group and that the person came from the old system.
"""

from __future__ import annotations

from typing import Any

from arabic.row_table import row_table
from arabic.text import Mark, Text
from arabic.whose import APPLICANT, nationality_of, whose

_ORDER = ("wife_of_citizen", "former_wife_of_citizen", "child_of_citizen_mother")  # as the question lists them


def read_exception(
    text: Text, asked: str | None, nationality: str | None, applies: str, said: str | None
) -> dict[str, Any]:
    """{"exception": ...}; only of those who are not Saudi, or where it was asked."""
    children = any(not mark.denied and not text.asks(mark.start) for mark in text.of("nat.saudi.many"))
    if asked != "exception" and nationality != "other" and (nationality == "saudi" or not children):
        return {}
    answering = asked == "exception"
    if answering and _fits_none(text):
        return {"exception": "none"}
    card = _card(text, answering)
    if card is not None:
        return {"exception": card}
    if _son_of_citizen(text, applies):
        return {"exception": "child_of_citizen_mother"}
    wife = _wife(text, answering, applies)
    if wife is not None:
        return {"exception": wife}
    ordinals = row_table().values["ordinals"]
    leads = [mark for mark in text.marks_at.get(0, ()) if mark.is_a("kin", "nat", "marital")]
    first = next((word for word in text.words[: 1 if leads else 2] if word in ordinals), None)
    if answering and first:
        return {"exception": _ORDER[ordinals[first]]}
    return {"exception": said} if said else {}


def _fits_none(text: Text) -> bool:
    return any(mark.denied for mark in text.of("exception.fits")) or (
        text.has("exception.card")
        and bool(text.of("exception.disabled", "exception.orphan"))
        and all(mark.denied for mark in text.of("exception.disabled", "exception.orphan"))
    )


def _card(text: Text, answering: bool) -> str | None:
    cards = [mark for mark in text.of("exception.card") if not mark.denied and not text.asks(mark.start)]
    if not cards:
        return None
    widows = any(word.lstrip("وال").startswith(("رامل", "ارامل", "ارمل")) for word in text.words)
    if widows or any(not mark.denied for mark in text.of("marital.widowed")):
        return "widow_with_orphans_card"
    if any(not mark.denied and not text.asks(mark.start) for mark in text.of("exception.disabled")):
        return "disability_card"
    if any(not mark.denied and not text.asks(mark.start) for mark in text.of("exception.orphan")):
        return "orphan_card"
    return None


def _citizens(text: Text, applies: str) -> list[tuple[Mark, str]]:
    """Words for a citizen, each with whose it is."""
    return [
        (mark, nationality_of(text, mark, applies))
        for mark in text.of("nat.saudi")
        if not mark.denied and not text.asks(mark.start)
    ]


def _son_of_citizen(text: Text, applies: str) -> bool:
    mother = [mark for mark, holder in _citizens(text, applies) if holder == "mother"]
    child = [
        kin
        for kin in text.of("kin.son", "kin.daughter")
        if not any(other.sense.owner for other in text.marks_at[kin.start])
        and any(
            mark.start == kin.end and mark.is_a("nat.saudi") and text.word(mark.start).endswith("ه")
            for mark in text.marks
        )
    ]
    if not mother and not child:
        return False
    apart = [
        mark
        for mark in text.of("marital.widowed", "marital.divorced", "person.dead", "person.divorced")
        if not mark.denied
    ]
    return bool(apart)


def _wife(text: Text, answering: bool, applies: str) -> str | None:
    citizens = [mark for mark, holder in _citizens(text, applies) if holder == "husband"]
    children = [mark for mark in text.of("nat.saudi.many") if not mark.denied and not text.asks(mark.start)]
    own = [
        mark
        for mark in text.of("marital.widowed", "marital.divorced", "person.divorced", "person.dead")
        if not mark.denied
        and not text.asks(mark.start)
        and not _of_his_wife(text, mark)
        and (mark.is_a("person", "marital.divorced.by") or whose(text, mark.start, applies) in (APPLICANT, "husband"))
    ]
    named = [
        mark
        for mark, holder in _citizens(text, applies)
        if any(other.is_a("person.divorced", "kin.father") and 0 <= mark.start - other.end <= 1 for other in text.marks)
    ]
    if own and (citizens or children or named):
        kids = [mark for mark in text.of("kin.son", "kin.daughter", "kin.child") if not text.asks(mark.start)]
        if kids and all(mark.denied for mark in kids):
            return "none" if answering else None
        return "former_wife_of_citizen"
    return "wife_of_citizen" if citizens else None


def _of_his_wife(text: Text, mark: Mark) -> bool:
    """ "متزوجه سعودي زوجته الاولى ماتت": another wife of his."""
    wives = [other for other in text.of("kin.wife") if other.sense.owner == "his" and other.end <= mark.start]
    return mark.is_a("person.dead", "person.divorced") and any(mark.start - other.end <= 1 for other in wives)


_GROUPS = ("elderly_without_income", "disabled_without_provider", "orphan_without_provider")


def read_old_system(text: Text, asked: str | None, applies: str, said: str | None) -> dict[str, Any]:
    """{"from_old_system": ...}: a group, said together with the old system or in answer to the question about it."""
    answering = asked == "old_system"
    came = [mark for mark in text.of("old.word", "old.moved") if not text.asks(mark.start)]
    if not answering and not any(mark.is_a("old.word") for mark in came):
        return {}
    if answering and (_fits_none(text) or (said == "none" and not _agrees(text))):
        return {"from_old_system": "none"}
    if answering and text.has("polar.unsure"):
        return {}
    if answering and any(_provided(text, mark) for mark in text.of("old.provider")):
        return {"from_old_system": "none"}
    for group in _GROUPS:
        for mark in text.of("old." + group):
            if not mark.denied and not text.asks(mark.start):
                return {"from_old_system": group}
    return {"from_old_system": said} if said else {}


def _provided(text: Text, mark: Mark) -> bool:
    """ "كان لي عائل": a provider that there was."""
    return not mark.denied and text.word(mark.start - 1) == "لي" and text.word(mark.start - 2) in ("كان", "وكان")


def _agrees(text: Text) -> bool:
    return any(not mark.denied for mark in text.of("old.moved", "polar.yes"))
