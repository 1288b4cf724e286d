"""What each amount of a message is: its kind, its owner, or that it is no income."""

from __future__ import annotations

from dataclasses import replace

from arabic.pay_amounts import Amount, sentence_end, sentence_start
from arabic.pay_bare import bare_amount
from arabic.pay_beside import added, change_of, is_rest, says_anew
from arabic.pay_cues import BLOCKS, Cue
from arabic.pay_given import given, giver, sender, unpaid
from arabic.pay_kinds import is_told, kind_of
from arabic.pay_owners import MINE, Whose
from arabic.pay_scene import Frame, Reach, Scene
from arabic.pay_search import Search
from arabic.pay_several import is_sum, named_beside, of_all_children, of_all_flats, persons_each
from arabic.pay_whose import Owning

_ELLIPTIC = ("salary", "retirement_pension", "business", None)  # kinds that are said without their thousands
_LARGEST_PAY = 100_000  # a month; more is a balance, a price or a slip
_NEAR = 2  # words between "راتبي" and a number without its thousands


class Frames:
    """Gives each amount its meaning, from left to right."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.text
        self.search = Search(scene)
        self.owning = Owning(scene.text, scene.owners)

    def read(self) -> list[Frame]:
        """The amounts that are incomes."""
        for index, amount in enumerate(self.scene.amounts):
            if amount.denied or amount.high == 0:
                continue
            frame = self._frame(self._reach(index, amount))
            if frame is not None:
                self._keep(frame)
                for whose in named_beside(self.scene, frame):
                    self._keep(replace(frame, whose=whose))
        return self.scene.found

    def _reach(self, index: int, amount: Amount) -> Reach:
        amounts, words = self.scene.amounts, self.text.words
        bound = sentence_start(self.text, amount.start)
        if index and not amounts[index - 1].denied:
            bound = max(bound, amounts[index - 1].end)
        limit = amounts[index + 1].start if index + 1 < len(amounts) else len(words)
        return Reach(amount, bound, min(limit, sentence_end(self.text, amount.end)))

    def _frame(self, reach: Reach) -> Frame | None:
        amount = reach.amount
        cue = self.search.of(reach)
        if cue is not None and cue.role in BLOCKS:
            self.scene.used.add(cue.start)
            return None
        if self._beside(reach, cue):
            return None
        if cue is None and (moved := self._moved(reach)) is not None:
            return moved
        if cue is None or (amount.elliptic and cue.role == "job" and not self.scene.priced(amount)):
            return bare_amount(self.scene, reach)
        if not is_told(self.scene, reach, cue):
            return None
        self.scene.used.add(cue.start)
        return given(self.scene, reach, cue) if cue.role == "gives" else self._made(reach, cue)

    def _made(self, reach: Reach, cue: Cue) -> Frame | None:
        scene, amount = self.scene, reach.amount
        if cue.role == "pay" and is_sum(scene, reach, cue, self._next_takes(cue)):
            return None
        whose = self._who_takes(reach, cue) or self.owning.of(amount, cue, reach.bound, reach.limit)
        if whose is None or whose.gone:
            return None
        if cue.role != "pay" and (amount.monthly(amount.high or amount.low) or 0) > _LARGEST_PAY:
            return None
        if cue.kind is None and cue.role in ("any", "comes"):
            sent = sender(scene, amount, reach.limit)
            if sent is not None:
                return sent
        if cue.kind == "alimony" and unpaid(scene, amount):
            return None
        kind, doubtful = kind_of(scene, reach, cue, whose)
        if amount.elliptic and (kind not in _ELLIPTIC or not self._said_close(amount, cue)):
            return None
        if kind == "rent":
            amount = of_all_flats(scene, reach)
        elif kind == "alimony":
            amount = of_all_children(scene, reach)
        amount = amount.in_full
        return Frame(
            replace(amount, doubtful=amount.doubtful or doubtful),
            kind,
            whose,
            cue,
            from_outside=kind in ("alimony", "other"),
            change=change_of(self.text, reach.amount, reach.bound),
            times=persons_each(scene, reach, whose),
        )

    def _who_takes(self, reach: Reach, cue: Cue) -> Whose | None:
        """ "زوجي ياخذ تاهيل 830 وحساب المواطن 900": who takes the one takes the other, joined right behind it."""
        old = self.scene.old
        if old is None or old.cue is None or not cue.joined or cue.role != "kind" or cue.owner:
            return None
        takes = self.scene.marks_in(old.cue.start - 2, old.cue.start, "verb.earns", "verb.receive")
        behind = any(mark.is_a("name.mine") for mark in self.text.marks_at.get(reach.amount.end, ()))
        named = self.scene.owners.for_whom(reach.amount.end, reach.limit) or self.scene.owners.after(cue.end)
        third = any(mark.sense.person in ("he", "she") and not mark.denied for mark in takes)
        adjacent = old.amount.end == cue.start and old.whose.mention is not None
        return old.whose if third and adjacent and not behind and named is None else None

    def _next_takes(self, cue: Cue) -> bool:
        """Whether the pay named after a cue has an amount of its own."""
        following = [other for other in self.scene.cues if other.joined and 0 <= other.start - cue.end <= 1]
        return any(self.search.taken_by_next(other) for other in following)

    def _said_close(self, amount: Amount, cue: Cue) -> bool:
        """Whether a number without thousands stands close enough to a word for pay."""
        if cue.role in ("job", "earns", "comes") and not self.scene.priced(amount):
            return False
        return amount.start - cue.end <= _NEAR or cue.end > amount.start

    def _moved(self, reach: Reach) -> Frame | None:
        """Pay that rose or fell, without a word for it: "زادوني الف", "زادوني صارت 4700"."""
        amount = reach.amount
        marks = self.scene.marks_in(reach.bound, amount.start, "income.rises", "income.falls")
        if not marks or marks[-1].denied or not self.text.words[marks[-1].start].endswith(("ني", "نا")):
            return None
        return Frame(amount.in_full, "salary", MINE, change=change_of(self.text, amount, reach.bound))

    # beside another amount

    def _beside(self, reach: Reach, cue: Cue | None) -> bool:
        """Take an amount into the one before, where it is only the rest of it, adds to it, or says it anew."""
        amount, bound, limit = reach.amount, reach.bound, reach.limit
        old, new = self.scene.old, amount.in_full
        if old is None or old.kind not in ("salary", "retirement_pension", "business", "rent", None):
            return False
        if self.scene.person_between(max(bound, old.amount.end), amount.start):
            return False
        if change_of(self.text, amount, bound) != "is":
            return False
        if cue is None and says_anew(self.text, old.amount.end, amount):
            self._replace(replace(old, amount=new))
            return True
        if cue is not None and (cue.role in ("kind", "job") or (cue.role == "pay" and cue.joined and cue.owner)):
            return False
        if cue is not None and cue.role == "gives":
            less = (new.high or 0) < (old.amount.high or 0)
            return (
                old.kind == "salary" and old.whose.mention is None and less and not giver(self.scene, cue, bound, limit)
            )
        total = added(self.text, old.amount, new, bound, limit)
        if total is not None:
            self._replace(replace(old, amount=total))
            return True
        rest = is_rest(self.text, old.amount, new, bound, limit)
        if rest == "less" and old.kind == "business":
            self._replace(replace(old, amount=new))
        elif rest == "more":
            self._replace(replace(old, amount=replace(new, low=new.high if new.low is None else new.low, steady=True)))
        return rest is not None

    def _keep(self, frame: Frame) -> None:
        for known in self.scene.found:
            same = known.kind == frame.kind and known.whose.owner == frame.whose.owner
            again = frame.whose.mention is None or frame.whose.mention is known.whose.mention
            if same and again and known.amount.of_month == frame.amount.of_month:
                self.scene.old = known
                return
        old, amount = self.scene.old, frame.amount
        alike = old is not None and old.kind == frame.kind and old.whose.owner == frame.whose.owner == "applicant"
        if old is not None and alike and frame.kind in ("salary", "retirement_pension"):
            rest = is_rest(self.text, old.amount, amount, amount.start - 5, amount.end + 3)
            if rest == "more":
                self._replace(replace(old, amount=amount))
                return
        self.scene.found.append(frame)
        self.scene.old = frame

    def _replace(self, new: Frame) -> None:
        old = self.scene.old
        if old is not None:
            self.scene.found[self.scene.found.index(old)] = new
            self.scene.old = new
