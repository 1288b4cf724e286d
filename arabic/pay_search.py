"""Which word says what an amount is: the nearest before it, a better one farther off, or one right behind."""

from __future__ import annotations

from dataclasses import replace

from arabic.number_words import CURRENCY
from arabic.pay_amounts import Amount
from arabic.pay_cues import BLOCKS, Cue
from arabic.pay_scene import Reach, Scene
from arabic.pay_words import bare, pay_words

_FAR_BEHIND = 7  # words looked at behind an amount
_PAID_BY_ME = ("ادفع", "ندفع", "اسدد", "نسدد", "ارسل", "احول", "اعطي")
_NAMES = ("kind", "pay", "out", "job", "gives")
_PASSING = ("period", "filler", "formula", "income.net", "income.gross")


class Search:
    """Finds the cue of an amount."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.text = scene.text

    def of(self, reach: Reach) -> Cue | None:
        """The cue of an amount, which may say that it is no income."""
        ahead = self._ahead(reach.amount, reach.bound)
        behind = self._behind(reach.amount, reach.limit, ahead)
        if behind is None or (ahead is not None and not _better(ahead, behind)):
            return ahead
        if ahead is not None and ahead.owner and not behind.owner and ahead.role in ("any", "pay"):
            return replace(ahead, role=behind.role, kind=behind.kind)  # "دخله 4000 من تاكسي"
        return behind

    # before

    def _ahead(self, amount: Amount, bound: int) -> Cue | None:
        best: Cue | None = None
        for cue in reversed(self.scene.cues):
            if cue.end > amount.start or cue.start < bound:
                continue
            if cue.start in self.scene.used or (cue.denied and not self._excepted(cue, amount)):
                continue
            if cue.ended and not (cue.was and self._now(cue, amount)):
                continue
            if cue.role in BLOCKS:
                if best is None and self._blocks(cue, amount):
                    return cue
                if best is not None and cue.role == "out" and cue.end == best.start and self._paid_by_me(cue):
                    return cue
                if best is not None and cue.role != "home":
                    break
                continue
            if best is None:
                best = cue
            elif self._upgrades(best, cue):
                best = self._upgraded(best, cue)
            if best.kind == "business" and (paid := self._paid_for(best)) is not None:
                return paid
            if best.role == "kind" and not (best.kind == "business" and self.scene.is_place(best)):
                return self._with_owner(best)
        return best

    def _paid_for(self, best: Cue) -> Cue | None:
        """ "دعم ريف على الغنم": what is paid for a trade is no income of the trade."""
        if self.text.word(best.start - 1) not in ("على", "علي", "عن"):
            return None
        before = [cue for cue in self.scene.cues if cue.end == best.start - 1 and cue.role == "kind"]
        return next((cue for cue in before if cue.start not in self.scene.used and not cue.denied), None)

    def _now(self, cue: Cue, amount: Amount) -> bool:
        """Whether the amount is what it is now: "كان راتبي 7 الاف والحين 4 الاف"."""
        return not pay_words("now").isdisjoint(self.text.words[cue.end : amount.start])

    def _upgraded(self, best: Cue, cue: Cue) -> Cue:
        """The better cue, with the owner of the nearer one: "متقاعد وراتبي 4500"."""
        owned = best.role in ("pay", "any") and bool(best.owner) and not cue.owner
        if owned and (best.owner in ("mine", "ours") or not self.scene.is_place(cue)):
            return replace(best, role=cue.role, kind=cue.kind)
        return cue

    def _with_owner(self, best: Cue) -> Cue:
        """A kind with the owner of the word right before it: "دخله تقاعد 3000", "رزقي من الغنم"."""
        for cue in self.scene.cues if not best.joined else ():
            near = 0 <= best.start - cue.end <= 1 and cue.start not in self.scene.used
            if near and cue.role in ("any", "pay") and cue.owner and not best.owner:
                return replace(cue, role=best.role, kind=best.kind, end=best.end)
        return best

    def _excepted(self, cue: Cue, amount: Amount) -> bool:
        """Whether the amount is what a denial leaves: "ما يعطيني غير 800"."""
        between = any(cue.end <= mark.start < amount.start for mark in self.text.of("except", "deny.not"))
        return between or any(cue.start - 3 < mark.end <= cue.start for mark in self.text.of("except"))

    # what is no income

    def _blocks(self, cue: Cue, amount: Amount) -> bool:
        """Whether what goes out, came once, or is lived for, is this amount."""
        between = self.text.words[cue.end : amount.start]
        if cue.role == "home":
            rent = any("ايجار" in word or word in ("بمبلغ", "بحدود") for word in between)
            return len(between) <= 6 and (self.scene.priced(amount) or rent)
        if cue.role == "daman":
            return len(between) <= 3
        if cue.role == "lump" and any(word in ("منها", "منه", "نصيبي") for word in between):
            return False
        return "," not in between or len(between) <= 4

    def _paid_by_me(self, cue: Cue) -> bool:
        return bare(self.text.words[cue.start]).startswith(_PAID_BY_ME)

    # farther off

    def _upgrades(self, best: Cue, cue: Cue) -> bool:
        """Whether a cue farther to the left says more exactly what the nearer one leaves open."""
        if cue.role not in ("kind", "pay", "job", "gives"):
            return False
        far = self.scene.comma_between(cue.end, best.start)
        if best.role in ("comes", "earns", "any"):
            return self._names_vague(best, cue, far)
        if best.role == "gives":
            return cue.role == "kind" and not far and cue.kind != "business" and best.start - cue.end <= 4
        if best.role == "job":
            adjacent = cue.kind == "retirement_pension" and cue.end == best.start
            return adjacent or (cue.role == "pay" and not best.joined and not far)
        if best.role == "pay" and cue.role == "gives":
            return self.text.word(best.start - 1) == "من"  # "اختي تعطينا من راتبها 1000"
        if best.role == "pay" and cue.role == "kind":
            if self.scene.person_between(cue.end, best.start):
                return False
            paid = self.text.word(best.start - 1) == "على" or self._employer_between(cue, best)
            together = cue.kind == "business" and not best.joined and not far and not paid
            return cue.kind == "retirement_pension" or together
        return cue.role == "kind" and best.kind == "business" and cue.kind == "rent" and not far

    def _employer_between(self, cue: Cue, best: Cue) -> bool:
        """ "مندوب توصيل بشركه على راتب 3200": who drives for a firm's pay has no business."""
        places = self.scene.marks_in(cue.start, best.start, "income.workplace")
        return any(mark.sense.preposition == "ب" or self.text.word(mark.start - 1) in ("في", "مع") for mark in places)

    def _names_vague(self, best: Cue, cue: Cue, far: bool) -> bool:
        if best.kind is not None:
            return cue.kind == best.kind
        if cue.role == "gives":
            return best.role == "comes"
        if far and cue.role == "job" and self.scene.person_between(cue.end, best.start):
            return False
        return not (cue.role in ("pay", "job") and best.role == "any" and best.joined)

    # behind

    def _behind(self, amount: Amount, limit: int, ahead: Cue | None) -> Cue | None:
        """The cue right after an amount: "900 حساب المواطن", "3000 ريال من اوبر", "4500 راتب ولدي"."""
        text, at = self.text, self.scene.at
        place, links, passed = amount.end, 0, 0
        pointing = False  # "هذي مو راتبي، هذا معاش ابوي"
        while place < limit and passed < _FAR_BEHIND:
            cue, word = at.get(place), text.words[place]
            if cue is not None and cue.denied and pointing:
                place, passed, links = cue.end, 0, 1
                continue
            if cue is not None and cue.role in _NAMES and not cue.denied and not cue.ended:
                return self._taken(cue, links, ahead)
            skipped = [mark.end - mark.start for mark in text.marks_at.get(place, ()) if mark.is_a(*_PASSING)]
            if skipped or word in pay_words("passed") or word in CURRENCY:
                place += max(skipped, default=1)
            elif word in pay_words("linking") or (cue is not None and cue.role in ("earns", "comes")):
                pointing = pointing or word in pay_words("pointing")
                links += 1
                place += 1
            elif pointing and (word == "," or word in pay_words("not")):
                place += 1
            elif links and place in self.scene.owners.at:
                place = max(self.scene.owners.at[place].end, place + 1)
            elif links and passed < 5 and word != "," and not word.startswith("و"):
                place += 1
                passed += 1
            else:
                return None
            passed += 1
        return None

    def _taken(self, cue: Cue, links: int, ahead: Cue | None) -> Cue | None:
        if cue.start in self.scene.used or cue.joined or self.taken_by_next(cue):
            return None
        return None if cue.role == "job" and not links and ahead is not None else cue

    def taken_by_next(self, cue: Cue) -> bool:
        """Whether the next amount stands right after a cue, which is then its own."""
        following = next((amount for amount in self.scene.amounts if amount.start >= cue.end), None)
        if following is None or following.denied:
            return False
        between = self.text.words[cue.end : following.start]
        return len(between) <= 2 and not any(word in (",", "+", "/") or word.startswith("و") for word in between)


def _better(ahead: Cue, behind: Cue) -> bool:
    """Whether what follows an amount says more of it than what stands before."""
    if ahead.role in BLOCKS or (ahead.role == "kind" and behind.role != "kind"):
        return False
    if behind.role == "out":
        return ahead.role not in ("kind", "pay", "gives")
    if ahead.role in ("comes", "earns", "any"):
        return behind.role in ("kind", "pay", "job", "gives") and (ahead.kind is None or behind.role == "kind")
    if ahead.role == "gives":
        return behind.role == "kind" and behind.kind not in ("business", "other")
    if ahead.role == "pay":
        return behind.kind in ("retirement_pension", "business", "disability_support", "student_stipend")
    return ahead.role == "job" and behind.role == "kind" and behind.kind != "retirement_pension"
