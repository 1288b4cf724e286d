"""Amounts without a word of their own: answers, "راتبي 3000 وزوجتي 2000", "500 من اخوي"."""

from __future__ import annotations

from arabic.pay_amounts import Amount
from arabic.pay_given import sender
from arabic.pay_owners import MINE, Whose
from arabic.pay_scene import Frame, Reach, Scene
from arabic.pay_several import together
from arabic.pay_words import bare, pay_words

_INHERITED = ("salary", "retirement_pension", "business")
_NO_WORDS = (",", ".", "!", "والله")
_NEAR = 2  # words between a person and a number without its thousands


def bare_amount(scene: Scene, reach: Reach) -> Frame | None:
    """What an amount is that no word says anything of; None where nothing shows it."""
    amount = reach.amount
    if scene.asks(amount.start):
        return None
    behind = scene.owners.for_whom(amount.end, reach.limit) or _named_behind(scene, amount)
    whose = behind or scene.owners.subject(amount.start, reach.bound)
    if whose is not None and (whose.gone or whose.dead):
        return None
    if (amount.elliptic and not _stands_alone(scene, reach, whose)) or together(scene, reach):
        return None
    if scene.asked == "earned":
        return Frame(amount.in_full, "salary", whose or MINE)
    if scene.old is not None and whose is None and _second(scene, reach):
        return Frame(amount.in_full, scene.old.kind, scene.old.whose)
    if whose is not None and scene.old is not None and scene.old.kind in _INHERITED:
        return Frame(amount.in_full, _inherited(scene.old), whose)
    if whose is not None and whose.mention is not None and _hired(scene, reach):
        return Frame(amount.in_full, "salary", whose)
    if behind is not None and not amount.elliptic:
        return Frame(amount, None, behind)
    sent = None if amount.elliptic else sender(scene, amount, reach.limit)
    if sent is not None:
        return sent
    if scene.asked in ("other_income", "income_amount"):
        return Frame(amount.in_full, None, whose or MINE)
    return None


def _second(scene: Scene, reach: Reach) -> bool:
    """Whether an amount is of a second one alike: "وظيفتين وحده 3000 والثانيه 1500"."""
    before = scene.text.words[max(reach.bound, reach.amount.start - 2) : reach.amount.start]
    return any(bare(word) in pay_words("the_other") for word in before)


def _inherited(old: Frame) -> str:
    """The kind that is left out: "تقاعدي 3600 وزوجتي 2900"; "متقاعد 4000 واخوي 3000" is pay."""
    again = old.kind == "retirement_pension" and old.cue is not None and not old.cue.word.startswith("متقاعد")
    return "retirement_pension" if again else "salary"


def _named_behind(scene: Scene, amount: Amount) -> Whose | None:
    """The person right behind an amount: "3200 راتبي و1500 بنتي"."""
    owners, old = scene.owners, scene.old
    mention = owners.at.get(amount.end)
    if mention is None or owners.joined(mention) or owners.given(mention):
        return None
    if any(other.start >= mention.end for other in scene.amounts):
        return None
    behind_before = old is not None and old.cue is not None and old.cue.start >= old.amount.end
    return owners.of(mention) if behind_before or scene.asked == "earned" else None


def _stands_alone(scene: Scene, reach: Reach, whose: Whose | None) -> bool:
    """Whether a number without thousands can only be pay: an answer, or right after a person."""
    amount, text = reach.amount, scene.text
    paid = scene.old is not None and scene.old.kind in ("salary", "retirement_pension")
    if scene.asked not in ("earned", "income_amount") and not paid:
        return False
    first = text.words[amount.start]
    if scene.old is None and first.startswith("و") and first != "واحد":
        return False  # "انا وخمسه": persons
    words = [word for word in text.words if word not in _NO_WORDS]
    if len(words) - (amount.end - amount.start) <= _NEAR and scene.asked is not None:
        return True
    if whose is None:
        return False
    named = [(one.start, one.end) for one in scene.owners.mentions]
    named += [(mark.start, mark.end) for mark in (*scene.owners.selves, *text.of("other"))]
    return any(end >= amount.start - 1 and start < amount.start for start, end in named)


def _hired(scene: Scene, reach: Reach) -> bool:
    """Whether a person is said to be somewhere "for" an amount: "فهد له شهر في كوفي ب٢٨٠٠"."""
    place = scene.marks_in(reach.bound, reach.amount.start, "income.workplace")
    return bool(place) and (scene.priced(reach.amount) or scene.asked == "other_income")
