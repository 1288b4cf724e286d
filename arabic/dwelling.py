"""Where the applicant lives and what proves it.

It is code and not rows because the proof hangs on three things said apart: the paper, whether it is registered, and
whose name is on it.
"""

from __future__ import annotations

from typing import Any

from arabic.row_table import row_table
from arabic.text import Mark, Text
from arabic.whose import APPLICANT, whose

_FAMILY = ("kin.wife", "kin.husband", "kin.father", "kin.mother", "kin.parents")
_PLACES = {"home.shelter": "shelter", "home.treatment": "treatment_centre", "home.prison": "prison"}


def read_dwelling(text: Text, asked: str | None, applies: str) -> dict[str, Any]:
    """`lives_in` and `proof`, as far as they are said."""
    for concept, place in _PLACES.items():
        if any(_lives_there(text, mark, asked, applies) for mark in text.of(concept)):
            return {"lives_in": place}
    proof = _proof(text, asked, applies)
    facts: dict[str, Any] = {} if proof is None else {"proof": proof}
    if proof is not None or (asked != "bank" and _speaks_of_home(text)):
        facts["lives_in"] = "home"
    return facts


def _lives_there(text: Text, mark: Mark, asked: str | None, applies: str) -> bool:
    if mark.denied or (text.asks(mark.start) and asked != "home") or whose(text, mark.start, applies) != APPLICANT:
        return False
    table = row_table()
    if any(table.within(past, text.words, mark.start - 3, mark.start) for past in ("left", "was")):
        return False
    living = text.near(mark, ("self", "home.live", "person.lives"), before=4) is not None
    return asked == "home" or living or _lying(text, mark)


def _lying(text: Text, mark: Mark) -> bool:
    return row_table().within("lying", text.words, mark.start - 3, mark.start)


def _speaks_of_home(text: Text) -> bool:
    """Whether a dwelling is named outside a question; not one that is let, and no "housewife"."""
    if text.has("home.rent.out") or any(not mark.is_a("income.rent.maybe") for mark in text.of("income.rent")):
        return False
    table = row_table()
    denied = {place for mark in text.of("home.place") if mark.denied for place in range(mark.start, mark.end)}
    return any(
        place not in denied
        and table.at("dwelling", [word.removeprefix("و")], 0)
        and not text.asks(place)
        and not table.at("no_dwelling", text.words, place - 1)
        and not table.at("no_dwelling", text.words, place)
        for place, word in enumerate(text.words)
    )


def _proof(text: Text, asked: str | None, applies: str) -> str | None:
    told = [mark for mark in text.of("home") if not text.asks(mark.start) and not _other_paper(text, mark)]
    ends = {mark.end for mark in text.of("address.same", "address.differs")}
    told = [mark for mark in told if not (mark.is_a("home.contract", "home.deed") and mark.start in ends)]
    if asked == "address":  # "نفس اللي بالعقد" names a paper and tells nothing of it
        told = [mark for mark in told if not mark.is_a("home.contract", "home.deed", "home.documented", "home.rent")]
    certificate = any(mark.is_a("home.certificate") and not mark.denied and _has_issuer(text, mark) for mark in told)
    if certificate:
        return "certificate"
    deeds = [mark for mark in told if mark.is_a("home.deed")]
    contracts = [mark for mark in told if mark.is_a("home.contract")]
    names = [_name_on(text, mark) for mark in (*deeds, *contracts)]
    if "stranger" in names:
        return "none"
    if any(mark.is_a("home.expired") for mark in told):
        return None
    if any(not mark.denied for mark in deeds):
        return "deed"
    registered = [mark for mark in told if mark.is_a("home.documented")]
    papers = [mark for mark in told if mark.is_a("home.paper")]
    refused = [mark for mark in (*deeds, *contracts, *registered, *papers) if mark.denied]
    if not deeds and not contracts and asked not in ("home", "address") and not _speaks_of_home(text):
        refused = []  # "ولا منصه الا قدمت فيها"
    if refused or any(mark.is_a("home.bare", "home.shared_paper") for mark in told):
        return "none"
    if any(mark.is_a("home.owned") and not mark.denied for mark in told) and (asked == "home" or _speaks_of_home(text)):
        return "deed"
    if "child" in names or "others" in names:
        return None
    if contracts and (asked == "home" or ((registered or "mine" in names) and _of_home(text, told))):
        return "lease"
    if registered and (asked == "home" or any(mark.is_a("home.rent") for mark in told)):
        return "lease"
    rents = [mark for mark in told if mark.is_a("home.rent") and not mark.denied]
    return "lease" if rents and asked == "home" else None


def _of_home(text: Text, told: list[Mark]) -> bool:
    """A contract of a dwelling and not of work."""
    return _speaks_of_home(text) or any(mark.is_a("home.rent", "home.documented") for mark in told)


def _other_paper(text: Text, mark: Mark) -> bool:
    """ "عقد عمل", "صك طلاق": papers of other things."""
    return mark.is_a("home.contract", "home.deed") and row_table().at("other_paper", text.words, mark.end) > 0


def _has_issuer(text: Text, mark: Mark) -> bool:
    if not mark.is_a("home.certificate.word"):
        return True
    return text.near(mark, ("home.authority", "home.charity"), before=4, after=5) is not None


def _name_on(text: Text, paper: Mark) -> str:
    """In whose name a contract or a deed is: mine, family, child, others (a pronoun), stranger, or nobody's ("")."""
    owner = paper.sense.owner
    table = row_table()
    for place in range(paper.end, min(paper.end + 6, len(text.words))):
        if text.word(place) in (".", "?") or text.clause_of[place] > text.clause_of[paper.start] + 1:
            break
        word = text.word(place).removeprefix("و")
        if table.at("my_name", text.words, place):
            return "stranger" if _denied_at(text, place) else "mine"
        if table.at("their_name", text.words, place):
            return "family" if text.of(*_FAMILY) or text.has("person.dead") else "others"
        if table.at("name", text.words, place):
            after = place + table.at("name", text.words, place)
            return _holder(text, after) if text.word(after) else ""
        if place == paper.end and text.of("kin") and word == "له":
            return _holder_named_before(text, paper)
        if place == paper.end:
            kin = [mark for mark in text.marks_at.get(place, ()) if mark.is_a("kin")]
            if kin:
                return _holder(text, place)
    return "mine" if owner in ("mine", "ours") else ""


def _holder(text: Text, place: int) -> str:
    marks = text.marks_at.get(place, ())
    if any(mark.is_a("kin.husband", "kin.wife") for mark in marks) and text.word(place).endswith(("ها", "هم")):
        return "stranger"
    if any(mark.is_a(*_FAMILY) for mark in marks):
        divorced = any(mark.is_a("person.divorced") for mark in marks)
        return "stranger" if divorced else "family"
    if any(mark.is_a("kin.son", "kin.daughter", "kin.child") for mark in marks):
        following = text.marks_at.get(place + 1, ())
        return "stranger" if any(mark.is_a("kin") for mark in following) else "child"
    if any(mark.is_a("person.dead") for mark in marks):
        return "family"
    return "stranger"


def _holder_named_before(text: Text, paper: Mark) -> str:
    for mark in reversed(text.of("kin")):
        if mark.end <= paper.start:
            return _holder(text, mark.start)
    return ""


def _denied_at(text: Text, place: int) -> bool:
    return any(mark.end == place and mark.is_a("deny") for mark in text.marks)
