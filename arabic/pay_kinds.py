"""What kind an income is where its own word leaves it open, and whether it is told at all."""

from __future__ import annotations

from arabic.pay_cues import Cue
from arabic.pay_owners import Whose
from arabic.pay_scene import Reach, Scene
from arabic.pay_words import bare, pay_words
from arabic.text import Mark

_YOUNG = ("son", "daughter", "brother", "sister")  # what they "receive" is pay
_TRADES = ("محل", "دكان", "بقال", "مزرع")
_DISABLED = ("توحد", "معاق", "متلازم", "شلل")
_LEFT = ("المرحوم", "مرحوم", "المتوف")
_OF_PLACE = ("حق", "حقت", "حقه", "تبع")
_NOT_ON_PAY = frozenset(
    ["cars", "bank", "workers", "workers_for_disability", "abroad", "age", "address", "old_system", "nationality"]
)
_CLOSE = 3  # words between an amount and its cue where another question was asked


def is_told(scene: Scene, reach: Reach, cue: Cue) -> bool:
    """Whether an amount is told, and not only asked about; "هل راتبي 3000 يمنع" tells it."""
    amount, text = reach.amount, scene.text
    if scene.asked in _NOT_ON_PAY:
        near = max(amount.start - cue.end, cue.start - amount.end) <= _CLOSE
        if cue.role not in ("pay", "comes", "earns", "kind") or not near:
            return False
    if not scene.asks(amount.start) or cue.owner in ("mine", "ours"):
        return True
    before = [other for other in scene.cues if reach.bound <= other.start < amount.start]
    mine = ("mine", "ours")
    if any(other.role in ("comes", "earns", "gives") or other.owner in mine or other.first_person for other in before):
        return True
    start = min(reach.bound, text.clauses[text.clause_of[amount.start]].start)
    if scene.marks_in(start, amount.start, "own", "self"):
        return True
    named = [one for one in scene.owners.mentions if start <= one.start < amount.end + 3]
    kins = [scene.owners.kin_mark(one) for one in named]
    return any(kin is None or kin.sense.owner not in ("", "the") for kin in kins)  # "والاب راتبه" is anybody's


def kind_of(scene: Scene, reach: Reach, cue: Cue, whose: Whose) -> tuple[str | None, bool]:
    """The kind, and whether it is doubtful."""
    kind = cue.kind
    if kind == "business" and cue.start >= reach.amount.end and scene.is_place(cue) and _linked(scene, reach, cue):
        return None, False  # "ال18 الف حقت الدكان": what it brings, or what it is let for
    if kind is None and whose.mention is not None and _disabled(scene, cue, reach.bound):
        return "disability_support", True
    if kind is None:
        kind = _left_open(scene, reach, cue, whose)
    after = scene.text.words[cue.end : cue.end + 3]
    if kind == "salary" and not pay_words("retired.after").isdisjoint(after):
        return "retirement_pension", False
    if kind in ("salary", None) and (whose.dead or _left_by_dead(scene, cue, reach.bound)):
        return "retirement_pension", False
    return kind, False


def _left_open(scene: Scene, reach: Reach, cue: Cue, whose: Whose) -> str | None:
    """What "يجيني" and "دخله" are of, where a shop or a trade stands before: "عندي محل دخله 5000"."""
    amount = reach.amount
    for mark in reversed(scene.marks_in(reach.bound, amount.start, "income.property", "income.workplace")):
        if not mark.denied and not mark.sense.preposition:
            return "business" if _is_trade(scene, mark) else None
    if scene.asked == "earned":
        return "salary"
    standing = [other for other in scene.cues if not other.denied and not other.ended]
    jobs = [other for other in standing if other.role == "job" and other.end <= cue.start]
    if cue.role == "earns":
        if whose.owner in _YOUNG and not scene.text.has("study", "person.studies"):
            return "salary"
        if jobs and not scene.person_between(jobs[-1].end, cue.start):
            return "salary"
    trades = [other for other in standing if other.kind == "business" and other.start not in scene.used]
    mine = len(trades) == 1 and cue.owner in ("mine", "ours") and trades[0].start > amount.end
    return "business" if mine else None


def _is_trade(scene: Scene, mark: Mark) -> bool:
    """Whether a shop is run by the family: "عندي محل", "ماسك محل"."""
    text = scene.text
    own = [other for other in text.of("own") if other.clause == mark.clause and other.start < mark.start]
    just_before = [other for other in text.of("own") if other.end == mark.start]
    run = text.word(mark.start - 1) in pay_words("running")
    shop = text.words[mark.start].removeprefix("ال").startswith(_TRADES)
    return (shop and bool(run or own or mark.sense.owner)) or (mark.is_a("income.workplace") and bool(just_before))


def _linked(scene: Scene, reach: Reach, cue: Cue) -> bool:
    return any(word in _OF_PLACE for word in scene.text.words[reach.amount.end : cue.start])


def _disabled(scene: Scene, cue: Cue, bound: int) -> bool:
    """Whether a disability is named of who receives: "بنتي توحد تاخذ 833"."""
    start = max(bound, cue.start - 3)
    if scene.marks_in(start, cue.start, "exception.disabled", "income.disability_support.maybe"):
        return True
    return any(word.startswith(_DISABLED) for word in scene.text.words[start : cue.start])


def _left_by_dead(scene: Scene, cue: Cue, bound: int) -> bool:
    """Whether pay is left by somebody who died: "راتب المرحوم", "التأمينات تصرف معاشه"."""
    nearby = scene.text.words[max(bound, cue.start - 3) : cue.end + 2]
    if any(bare(word).startswith(_LEFT) for word in nearby):
        return True
    insured = [other for other in scene.cues if other.role == "kind" and other.mark.is_a("income.insurance")]
    return any(bound <= other.start < cue.end + 4 for other in insured)
