"""Money that somebody sends or gives: alimony from a husband who is away or was one, else other."""

from __future__ import annotations

import itertools

from arabic.pay_amounts import Amount, sentence_start
from arabic.pay_cues import Cue
from arabic.pay_owners import MINE, Whose
from arabic.pay_scene import Frame, Reach, Scene

_DENIES = ("ما", "ولا", "وما", "لا", "مو")
_PAYS = ("دفع", "ارسل", "عطا", "حول", "صرف", "يدفع", "يعطي", "يرسل", "ينزل", "يصرف", "تجي", "يسلم", "يحول")
_UNPAID_NEAR = 6  # words between an amount and "ما يدفع"


def given(scene: Scene, reach: Reach, cue: Cue) -> Frame | None:
    """What somebody gives."""
    amount, bound, limit = reach.amount, reach.bound, reach.limit
    if amount.elliptic:
        return None
    beside = [mark for mark in scene.text.marks if bound <= mark.start < limit and not mark.denied]
    if any(mark.is_a("income.hired") for mark in beside):
        return Frame(amount, "salary", MINE, cue)
    if any(mark.is_a("income.rent") and mark.start < amount.start for mark in beside):
        return Frame(amount, "rent", MINE, cue)
    start = sentence_start(scene.text, cue.start) if scene.old is None else bound
    if any(start <= other.start < cue.start and _is_my_job(other) for other in scene.cues):
        return Frame(amount, "salary", MINE, cue)  # "اشتغل مع اخوي ويعطيني 2000"
    who = giver(scene, cue, start, limit)
    former = bool(scene.marks_in(start, limit + 3, "person.divorced"))
    husband = who is not None and (who.owner == "husband" or (who.owner == "father" and _of_children(scene, who)))
    if not husband and not (who is None and former) and any(mark.is_a("income.other") for mark in beside):
        return Frame(amount, "other", MINE, cue, True)
    if who is None and former:
        return Frame(amount, "alimony", MINE, cue, True)
    if who is not None and husband:
        at_home = who.mention is not None and who.mention.said.absence is None
        if at_home and any(frame.whose.owner == "husband" for frame in scene.found):
            return None  # out of his pay, which is told
        return Frame(amount, "alimony", MINE, cue, True)
    return Frame(amount, "other", MINE, cue, True)


def giver(scene: Scene, cue: Cue, start: int, limit: int) -> Whose | None:
    """Who gives: named right after the verb, or spoken of before."""
    owners = scene.owners
    near = [one for one in owners.mentions if start <= one.start < cue.start]
    behind = [one for one in owners.mentions if cue.end <= one.start < min(limit + 3, cue.end + 4)]
    behind = [one for one in behind if not owners.joined(one) and not scene.comma_between(cue.end, one.start)]
    for mention in [*behind[:1], *reversed(near)]:
        if owners.given(mention):
            continue
        if mention not in behind and (owners.many(mention) or not owners.can_be_subject(mention)):
            continue
        return owners.of(mention)
    return None


def sender(scene: Scene, amount: Amount, limit: int) -> Frame | None:
    """Money from somebody who is named behind it: "500 من اخوي"."""
    for mention in scene.owners.mentions:
        near = amount.end <= mention.start < min(limit, amount.end + 4)
        if near and scene.text.word(mention.start - 1) == "من":
            kind = "alimony" if mention.said.relation == "husband" else "other"
            return Frame(amount, kind, MINE, from_outside=True)
    return None


def unpaid(scene: Scene, amount: Amount) -> bool:
    """Whether it is said not to be paid: "نفقه ب 1200 بس ما يدفع"."""
    words = scene.text.words[amount.end : amount.end + _UNPAID_NEAR]
    return any(word in _DENIES and after.startswith(_PAYS) for word, after in itertools.pairwise(words))


def _is_my_job(cue: Cue) -> bool:
    return cue.role == "job" and cue.first_person and not cue.denied and not cue.ended


def _of_children(scene: Scene, who: Whose) -> bool:
    """Whether the giver is the father of the speaker's children: "ابوهم"."""
    kin = scene.owners.kin_mark(who.mention) if who.mention is not None else None
    return kin is not None and kin.sense.owner in ("hers", "his", "theirs")
