"""What each amount of a message is: its kind, its owner, or that it is no income."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

from arabic.number_words import CURRENCY
from arabic.pay_amounts import Amount, sentence_end, sentence_start
from arabic.pay_beside import added, change_of, is_rest, says_anew
from arabic.pay_cues import BLOCKS, Cue
from arabic.pay_owners import MINE, Owners, Whose
from arabic.pay_whose import Owning
from arabic.text import Text
from arabic.told import IncomeChange

_SKIPPED = CURRENCY | frozenset("تقريبا حوالي شهريا بالشهر شهري الشهر صافي فقط بس يعني كل شهر راس كامله كاملة في ال".split())
_LINKS = frozenset("من حق حقت حقه هي هو هذي هذا هادي هادا هاذي ذي كلها كله تبع مال بتاع اللي علي عشان".split())
_DEMONSTRATIVES = frozenset("هذا هذي هادا هادي هاذي هذه ذي ذا".split())
_ELLIPTIC = ("salary", "retirement_pension", "business", None)  # kinds that are said without their thousands
_INHERITED = ("salary", "retirement_pension", "business")  # "راتبي 3000 وزوجتي 2000"
_FLATS = ("شقه", "محل", "دكان", "غرفه", "دور", "وحده")
_MOST_FLATS = 20
_EACH = ("وحده", "واحده", "واحد", "بنت", "ولد")
_MOST_EACH = 6
_LARGEST_PAY = 100_000  # a month; more is a balance, a price or a slip
_NEAR = 2  # words between "راتبي" and a number without its thousands
_NOT_ON_PAY = ("cars", "bank", "workers", "workers_for_disability", "abroad", "age", "address", "old_system", "nationality")
_FAR_BEHIND = 7  # words looked at behind an amount


@dataclass(frozen=True)
class Frame:
    """An amount with its meaning."""

    amount: Amount
    kind: str | None
    whose: Whose
    cue: Cue | None = None
    from_outside: bool = False
    change: IncomeChange = "is"
    times: int = 1  # of several persons, each with this amount


class Frames:
    """Gives each amount its meaning, from left to right."""

    def __init__(self, text: Text, cues: list[Cue], owners: Owners, amounts: list[Amount], asked: str | None) -> None:
        self.text = text
        self.cues = cues
        self.at = {cue.start: cue for cue in cues}
        self.owners = owners
        self.owning = Owning(text, owners)
        self.amounts = amounts
        self.asked = asked
        self.used: set[int] = set()  # cues that an amount has taken, by their place
        self.found: list[Frame] = []
        self.old: Frame | None = None  # the amount before, where it was an income

    def read(self) -> list[Frame]:
        """The amounts that are incomes."""
        for index, amount in enumerate(self.amounts):
            if amount.denied or amount.high == 0:
                continue
            frame = self._frame(index, amount)
            if frame is not None:
                self._keep(frame)
        return self.found

    def _frame(self, index: int, amount: Amount) -> Frame | None:
        bound = sentence_start(self.text, amount.start)
        if index and not self.amounts[index - 1].denied:
            bound = max(bound, self.amounts[index - 1].end)
        limit = self.amounts[index + 1].start if index + 1 < len(self.amounts) else len(self.text.words)
        limit = min(limit, sentence_end(self.text, amount.end))
        ahead = self._ahead(amount, bound)
        after = self._behind(amount, limit, ahead)
        cue = after if after is not None and (ahead is None or _better(ahead, after)) else ahead
        if cue is not None and cue.role in BLOCKS:
            self.used.add(cue.start)
            return None
        if self._beside(amount, bound, limit, cue):
            return None
        if cue is None and (moved := self._moved(amount, bound)) is not None:
            return moved
        if cue is None or (amount.elliptic and cue.role == "job" and not self._priced(amount)):
            return self._bare(amount, bound, limit)
        if self.asked in _NOT_ON_PAY and not self._close(amount, cue):
            return None
        if not self._told(amount, bound, cue):
            return None
        self.used.add(cue.start)
        if cue.role == "gives":
            return self._given(amount, cue, bound, limit)
        return self._made(amount, cue, bound, limit)

    def _close(self, amount: Amount, cue: Cue) -> bool:
        """Whether a cue stands so close that an amount is pay although the question was another."""
        return cue.role in ("pay", "comes", "earns", "kind") and max(amount.start - cue.end, cue.start - amount.end) <= 3

    # which word says what an amount is

    def _ahead(self, amount: Amount, bound: int) -> Cue | None:
        """The cue before an amount that says what it is."""
        best: Cue | None = None
        for cue in reversed(self.cues):
            if cue.end > amount.start or cue.start < bound:
                continue
            if cue.start in self.used or cue.ended or (cue.denied and not self._excepted(cue, amount)):
                continue
            if cue.role in BLOCKS:
                if best is not None and cue.role == "out" and cue.end == best.start and self._paid_by_me(cue):
                    return cue
                if best is None:
                    return cue if self._governs(cue, amount) else None
                break
            if best is None:
                best = cue
            elif self._upgrades(best, cue):
                owned = best.role in ("pay", "any") and bool(best.owner) and not cue.owner
                owned = owned and (best.owner in ("mine", "ours") or not self._is_place(cue))
                best = replace(best, role=cue.role, kind=cue.kind) if owned else cue
            if best.role == "kind" and not (best.kind == "business" and self._is_place(best)):
                return self._with_owner(best)
        return best

    def _with_owner(self, best: Cue) -> Cue:
        """A kind with the owner of the word right before it: "دخله تقاعد 3000", "رزقي من الغنم"."""
        for cue in self.cues:
            if cue.role in ("any", "pay") and cue.owner and 0 <= best.start - cue.end <= 1 and not best.owner and cue.start not in self.used:
                return replace(cue, role=best.role, kind=best.kind, end=best.end)
        return best

    def _excepted(self, cue: Cue, amount: Amount) -> bool:
        """Whether the amount is what a denial leaves: "ما يعطيني غير 800"."""
        return any(
            cue.end <= mark.start < amount.start and (mark.is_a("except") or mark.concept == "deny.not") for mark in self.text.marks
        ) or any(cue.end > mark.end > cue.start - 3 and mark.is_a("except") and mark.end <= cue.start for mark in self.text.marks)

    def _is_place(self, cue: Cue) -> bool:
        return any(mark.is_a("income.property") for mark in self.text.marks_at.get(cue.start, ()))

    def _paid_by_me(self, cue: Cue) -> bool:
        return self.text.words[cue.start].removeprefix("و").startswith(("ادفع", "ندفع", "اسدد", "نسدد", "ارسل", "احول", "اعطي"))

    def _governs(self, cue: Cue, amount: Amount) -> bool:
        """Whether what goes out, or came once, is this amount."""
        between = self.text.words[cue.end : amount.start]
        if cue.role == "daman":
            return len(between) <= 3
        if cue.role == "lump" and any(word in ("منها", "منه", "نصيبي") for word in between):
            return False
        return "," not in between or len(between) <= 4

    def _upgrades(self, best: Cue, cue: Cue) -> bool:
        """Whether a cue farther to the left says more exactly what the nearer one leaves open."""
        if cue.role not in ("kind", "pay", "job", "gives"):
            return False
        far = self._comma_between(cue.end, best.start)
        if best.role in ("comes", "earns", "any"):
            if best.kind is not None:
                return cue.kind == best.kind
            if cue.role == "gives":
                return best.role == "comes"
            if far and self._speaker_changes(cue, best):
                return False
            return not (cue.role in ("pay", "job") and best.role == "any" and best.joined)
        if best.role == "gives":
            return cue.role == "kind" and not far and cue.kind != "business" and best.start - cue.end <= 4
        if best.role == "job":
            adjacent = cue.kind == "retirement_pension" and cue.end == best.start
            return adjacent or (cue.role == "pay" and not best.joined and not far)
        if best.role == "pay" and cue.role == "kind":
            if self._person_between(cue.end, best.start):
                return False
            if cue.kind == "retirement_pension":
                return True
            return cue.kind == "business" and not best.joined and not far
        return cue.role == "kind" and best.kind == "business" and cue.kind == "rent" and not far

    def _speaker_changes(self, cue: Cue, best: Cue) -> bool:
        return cue.role == "job" and self._person_between(cue.end, best.start)

    def _person_between(self, start: int, end: int) -> bool:
        named = [*self.owners.mentions, *self.owners.selves]
        return any(start <= one.start < end for one in named)

    def _comma_between(self, start: int, end: int) -> bool:
        return any(word in (",", ":") for word in self.text.words[start:end])

    def _behind(self, amount: Amount, limit: int, ahead: Cue | None) -> Cue | None:
        """The cue right after an amount: "900 حساب المواطن", "3000 ريال من اوبر", "4500 راتب ولدي"."""
        text = self.text
        place, links, passed = amount.end, 0, 0
        pointing = False  # "هذي مو راتبي، هذا معاش ابوي"
        while place < limit and passed < _FAR_BEHIND:
            cue, word = self.at.get(place), text.words[place]
            marks = text.marks_at.get(place, ())
            if cue is not None and cue.denied and pointing:
                place, passed, links = cue.end, 0, 1
                continue
            if cue is not None and cue.role in ("kind", "pay", "out", "job", "gives") and not cue.denied and not cue.ended:
                if cue.start in self.used or cue.joined or self._taken_by_next(cue):
                    return None
                return None if cue.role == "job" and not links and ahead is not None else cue
            skipped = [mark.end - mark.start for mark in marks if mark.is_a("period", "filler", "formula", "income.net", "income.gross")]
            if word in _SKIPPED or skipped:
                place += max(skipped, default=1)
            elif word in _LINKS or (cue is not None and cue.role in ("earns", "comes")):
                pointing = pointing or word in _DEMONSTRATIVES
                links += 1
                place += 1
            elif pointing and word in (",", "مو", "مب", "مهب", "مهوب", "مش"):
                place += 1
            elif links and place in self.owners.at:
                place = max(self.owners.at[place].end, place + 1)
            elif links and passed < 5 and word not in (",", "و") and not word.startswith("و"):
                place += 1
                passed += 1
            else:
                return None
            passed += 1
        return None

    def _taken_by_next(self, cue: Cue) -> bool:
        """Whether the next amount stands right after a cue, which is then its own."""
        following = next((amount for amount in self.amounts if amount.start >= cue.end), None)
        if following is None or following.denied:
            return False
        between = self.text.words[cue.end : following.start]
        return len(between) <= 2 and not any(word in (",", "و") or word.startswith("و") for word in between)

    def _told(self, amount: Amount, bound: int, cue: Cue) -> bool:
        """Whether an amount in a question is told nevertheless: "هل راتبي 3000 يمنع"."""
        clause = self.text.clauses[self.text.clause_of[amount.start]]
        if not clause.asks or clause.supposes or cue.owner:
            return True
        near = [other for other in self.cues if bound <= other.start < amount.start]
        if any(other.role in ("comes", "earns", "gives") or other.owner or other.first_person for other in near):
            return True
        start = min(bound, clause.start)
        said = [mark for mark in self.text.marks if mark.is_a("own", "self") and start <= mark.start < amount.start]
        return bool(said) or any(start <= one.start < amount.end + 3 for one in self.owners.mentions)

    # what it makes of them

    def _made(self, amount: Amount, cue: Cue, bound: int, limit: int) -> Frame | None:
        if cue.role == "pay" and cue.joined and self._is_sum(cue, bound):
            return None
        whose = self.owning.of(amount, cue, bound, limit)
        if whose is None or whose.gone:
            return None
        if (amount.monthly(amount.high or amount.low) or 0) > _LARGEST_PAY:
            return None
        if cue.kind == "alimony" and self._unpaid(amount):
            return None
        kind = cue.kind
        if kind == "business" and cue.start >= amount.end and self._is_place(cue) and self._linked(amount, cue):
            kind = None  # "ال18 الف حقت الدكان": what it brings, or what it is let for
        elif kind is None:
            kind = self._kind_left_open(cue, bound, amount)
        if kind in ("salary", None) and (whose.dead or self._left_by_dead(cue, bound)):
            kind = "retirement_pension"
        if amount.elliptic:
            far = amount.start - cue.end > _NEAR and cue.end <= amount.start
            loose = cue.role in ("job", "earns", "comes") and not self._priced(amount)
            if kind not in _ELLIPTIC or far or loose:
                return None
        if kind == "rent":
            amount = self._of_each_flat(amount, limit)
        change = change_of(self.text, amount, bound)
        return Frame(amount.in_full, kind, whose, cue, kind in ("alimony", "other"), change, self._times(amount, bound, limit, whose))

    def _of_each_flat(self, amount: Amount, limit: int) -> Amount:
        """All flats together where the rent of each is said: "ثلاث شقق كل شقه ب 12 الف"."""
        around = self.text.words[max(0, amount.start - 5) : min(limit, amount.end + 3)]
        if not any(word in ("كل", "لكل") and after in _FLATS for word, after in itertools.pairwise(around)):
            return amount
        for span in self.text.numbers:
            counted = self.text.word(span.end).startswith(("شقق", "محلات", "دكاكين", "غرف", "ادوار"))
            if counted and span.low is not None and span.low == span.high and span.low <= _MOST_FLATS and amount.low and amount.high:
                return replace(amount, low=amount.low * span.low, high=amount.high * span.low)
        return replace(amount, doubtful=True)

    def _moved(self, amount: Amount, bound: int) -> Frame | None:
        """Pay that rose or fell, without a word for it: "زادوني الف", "زادوني صارت 4700"."""
        marks = [mark for mark in self.text.of("income.rises", "income.falls") if bound <= mark.start < amount.start]
        if not marks or marks[-1].denied or not self.text.words[marks[-1].start].endswith(("ني", "نا")):
            return None
        return Frame(amount.in_full, "salary", MINE, change=change_of(self.text, amount, bound))

    def _times(self, amount: Amount, bound: int, limit: int, whose: Whose) -> int:
        """Of how many persons, where each has the amount: "بنتين بالجامعه لكل وحده مكافاه 850"."""
        words = self.text.words[max(bound, amount.start - 5) : min(limit, amount.end + 3)]
        each = any(word.removeprefix("ل") == "كل" and after in _EACH for word, after in itertools.pairwise(words))
        if not each or whose.mention is None:
            return 1
        counts = [span.low for span in self.text.numbers if bound <= span.start < amount.start and span.low == span.high]
        said = [int(count) for count in counts if count is not None and 2 <= count <= _MOST_EACH and count % 1 == 0]
        return said[-1] if said else min(whose.mention.said.count or 1, _MOST_EACH)

    def _is_sum(self, cue: Cue, bound: int) -> bool:
        """Whether an amount is of two persons together: "راتبي وراتب زوجتي 7000"."""
        earlier = [other for other in self.cues if bound <= other.start < cue.start and other.role == "pay" and not other.denied]
        return bool(earlier) and cue.start - earlier[-1].end <= 1 and earlier[-1].start not in self.used

    def _linked(self, amount: Amount, cue: Cue) -> bool:
        return any(word in ("حق", "حقت", "حقه", "تبع") for word in self.text.words[amount.end : cue.start])

    def _priced(self, amount: Amount) -> bool:
        """Whether "ب" stands before an amount."""
        first = self.text.words[amount.start]
        return self.text.word(amount.start - 1) in ("ب", "بـ", "علي") or (first.startswith("ب") and not first.isdigit())

    def _kind_left_open(self, cue: Cue, bound: int, amount: Amount) -> str | None:
        """What "يجيني" and "دخله" are of, where a shop or a trade stands before: "عندي محل دخله 5000"."""
        for mark in reversed(self.text.of("income.property")):
            if bound <= mark.start < amount.start and not mark.denied and not mark.sense.preposition:
                own = any(other.is_a("own") and other.clause == mark.clause and other.start < mark.start for other in self.text.marks)
                trade = self.text.words[mark.start].removeprefix("ال").startswith(("محل", "دكان", "بقال", "مزرع"))
                return "business" if trade and (own or mark.sense.owner) else None
        if self.asked == "earned":
            return "salary"
        trades = [other for other in self.cues if other.kind == "business" and not other.denied and not other.ended and other.start not in self.used]
        return "business" if len(trades) == 1 and cue.owner in ("mine", "ours") and trades[0].start > amount.end else None

    def _left_by_dead(self, cue: Cue, bound: int) -> bool:
        """Whether pay is left by somebody who died: "راتب المرحوم", "التأمينات تصرف معاشه"."""
        nearby = [word.removeprefix("و") for word in self.text.words[max(bound, cue.start - 3) : cue.end + 2]]
        if any(word.startswith(("المرحوم", "مرحوم", "المتوف")) for word in nearby):
            return True
        return any(
            other.mark.is_a("income.insurance") and other.role == "kind" and bound <= other.start < cue.end + 4 for other in self.cues
        )

    def _bare(self, amount: Amount, bound: int, limit: int) -> Frame | None:
        """An amount without a word of its own."""
        clause = self.text.clauses[self.text.clause_of[amount.start]]
        if clause.asks and not clause.supposes:
            return None
        following = self.owners.for_whom(amount.end, limit) or self._named_behind(amount, limit)
        whose = following or self.owners.subject(amount.start, bound)
        if whose is not None and (whose.gone or whose.dead):
            return None
        if amount.elliptic and not self._stands_alone(amount, whose, bound):
            return None
        if self.asked == "earned":
            return Frame(amount.in_full, "salary", whose or MINE)
        if whose is not None and self.old is not None and self.old.kind in _INHERITED:
            return Frame(amount.in_full, "salary", whose)
        if whose is not None and whose.mention is not None and self._hired(amount, bound):
            return Frame(amount.in_full, "salary", whose)
        if following is not None and not amount.elliptic:
            return Frame(amount, None, following)
        if not amount.elliptic and (sender := self._sender(amount, limit)) is not None:
            return sender
        if self.asked in ("other_income", "income_amount"):
            return Frame(amount.in_full, None, whose or MINE)
        return None

    def _named_behind(self, amount: Amount, limit: int) -> Whose | None:
        """The person right behind an amount: "3200 راتبي و1500 بنتي"."""
        mention = self.owners.at.get(amount.end)
        after_it = self.old is not None and self.old.cue is not None and self.old.cue.start >= self.old.amount.end
        lone = mention is not None and not any(other.start >= mention.end for other in self.amounts)
        if mention is None or self.owners.joined(mention) or self.owners.given(mention) or not lone:
            return None
        return self.owners.of(mention) if after_it or self.asked == "earned" else None

    def _sender(self, amount: Amount, limit: int) -> Frame | None:
        """Money from somebody: "500 من اخوي"."""
        for mention in self.owners.mentions:
            if amount.end <= mention.start < min(limit, amount.end + 4) and self.text.word(mention.start - 1) == "من":
                relation = mention.said.relation
                return Frame(amount, "alimony" if relation == "husband" else "other", MINE, from_outside=True)
        return None

    def _stands_alone(self, amount: Amount, whose: Whose | None, bound: int) -> bool:
        """Whether a number without thousands can only be pay: an answer, or right after a person."""
        paid = self.old is not None and self.old.kind in ("salary", "retirement_pension")
        if self.asked not in ("earned", "income_amount") and not paid:
            return False
        words = [word for word in self.text.words if word not in (",", ".", "!", "والله")]
        if len(words) - (amount.end - amount.start) <= 2 and self.asked is not None:
            return True
        if whose is None:
            return False
        between = self.text.words[max(bound, amount.start - 2) : amount.start]
        return any(
            one.end >= amount.start - 1 and one.start < amount.start for one in [*self.owners.mentions, *self.owners.selves]
        ) or any(word.removeprefix("و") in ("هو", "هي") for word in between)

    def _hired(self, amount: Amount, bound: int) -> bool:
        """Whether a person is said to be somewhere "for" an amount: "فهد له شهر في كوفي ب٢٨٠٠"."""
        place = any(mark.is_a("income.workplace") and bound <= mark.start < amount.start for mark in self.text.marks)
        return place and (self._priced(amount) or self.asked == "other_income")

    # money given

    def _unpaid(self, amount: Amount) -> bool:
        """Whether it is said not to be paid: "نفقه ب 1200 بس ما يدفع"."""
        words = self.text.words[amount.end : amount.end + 6]
        return any(
            word in ("ما", "ولا", "وما", "لا", "مو") and after.startswith(("يدفع", "يعطي", "يرسل", "ينزل", "يصرف", "تجي", "يسلم", "يحول"))
            for word, after in itertools.pairwise(words)
        )

    def _given(self, amount: Amount, cue: Cue, bound: int, limit: int) -> Frame | None:
        """What somebody sends or gives: alimony from a husband who is away or was one, else other."""
        if amount.elliptic:
            return None
        beside = [mark for mark in self.text.marks if bound <= mark.start < limit and not mark.denied]
        if any(mark.is_a("income.hired") for mark in beside):
            return Frame(amount, "salary", MINE, cue)
        if any(mark.is_a("income.rent") and mark.start < amount.start for mark in beside):
            return Frame(amount, "rent", MINE, cue)
        if any(mark.is_a("income.other") for mark in beside):
            return Frame(amount, "other", MINE, cue, True)
        start = sentence_start(self.text, cue.start) if self.old is None else bound
        giver = self._giver(cue, start, limit)
        if giver is None and any(mark.is_a("person.divorced") and start <= mark.start < limit + 3 for mark in self.text.marks):
            return Frame(amount, "alimony", MINE, cue, True)
        if giver is not None and giver.owner == "husband":
            at_home = giver.mention is not None and giver.mention.said.absence is None
            if at_home and any(frame.whose.owner == "husband" for frame in self.found):
                return None  # out of his pay, which is told
            return Frame(amount, "alimony", MINE, cue, True)
        return Frame(amount, "other", MINE, cue, True)

    def _giver(self, cue: Cue, start: int, limit: int) -> Whose | None:
        near = [one for one in self.owners.mentions if start <= one.start < cue.start]
        after = [one for one in self.owners.mentions if cue.end <= one.start < min(limit + 3, cue.end + 4)]
        after = [one for one in after if not self.owners.joined(one) and not self._comma_between(cue.end, one.start)]
        for mention in [*after[:1], *reversed(near)]:
            if self.owners.given(mention):
                continue
            if mention not in after and (self.owners.many(mention) or not self.owners.can_be_subject(mention)):
                continue
            return self.owners.of(mention)
        return None

    # beside another amount

    def _beside(self, amount: Amount, bound: int, limit: int, cue: Cue | None) -> bool:
        """Take an amount into the one before, where it is only the rest of it, adds to it, or says it anew."""
        old = self.old
        if old is None or old.kind not in ("salary", "retirement_pension", "business", "rent", None):
            return False
        if self._person_between(max(bound, old.amount.end), amount.start):
            return False
        new = amount.in_full
        if change_of(self.text, amount, bound) != "is":
            return False
        if cue is None and says_anew(self.text, old.amount.end, amount):
            self._replace(replace(old, amount=new))
            return True
        own_word = cue is not None and (cue.role in ("kind", "job") or (cue.role == "pay" and cue.joined and bool(cue.owner)))
        if own_word:
            return False
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
        for known in self.found:
            same = known.kind == frame.kind and known.whose.owner == frame.whose.owner and known.amount.of_month == frame.amount.of_month
            if same and (frame.whose.mention is None or frame.whose.mention is known.whose.mention):
                self.old = known
                return
        old = self.old
        alike = old is not None and old.kind == frame.kind and old.whose.owner == frame.whose.owner == "applicant"
        if old is not None and alike and frame.kind in ("salary", "retirement_pension"):
            if is_rest(self.text, old.amount, frame.amount, frame.amount.start - 5, frame.amount.end + 3) == "more":
                self._replace(replace(old, amount=frame.amount))
                return
        self.found.append(frame)
        self.old = frame

    def _replace(self, new: Frame) -> None:
        assert self.old is not None
        self.found[self.found.index(self.old)] = new
        self.old = new


def _better(ahead: Cue, after: Cue) -> bool:
    """Whether what follows an amount says more of it than what stands before."""
    if ahead.role in BLOCKS or (ahead.role == "kind" and after.role != "kind"):
        return False
    if after.role == "out":
        return ahead.role not in ("kind", "pay", "gives")
    if ahead.role in ("comes", "earns", "any"):
        return after.role in ("kind", "pay", "job", "gives") and (ahead.kind is None or after.role == "kind")
    if ahead.role == "gives":
        return after.role == "kind" and after.kind != "business"
    if ahead.role == "pay":
        return after.kind in ("retirement_pension", "business", "disability_support", "student_stipend")
    return ahead.role == "job" and after.role == "kind" and after.kind != "retirement_pension"
