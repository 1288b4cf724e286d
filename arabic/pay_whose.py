"""The owner of the income that a cue and an amount make."""

from __future__ import annotations

from arabic.pay_amounts import Amount
from arabic.pay_cues import Cue
from arabic.pay_owners import MINE, Owners, Whose
from arabic.pay_words import bare
from arabic.persons import Mention
from arabic.text import Mark, Text

_TAKES = ("تاخذه", "ياخذه", "تستلمه", "يستلمه", "تقبضه", "يقبضه", "تصرفه", "تاخذها", "ياخذها", "تستلمها", "ياخذونه")
_GIVES = ("يعط", "تعط", "عطو", "عطا", "اعط", "يسلم", "تسلم")
_VERBS = ("verb.earns", "work.works", "income.business", "income.job", "income.rent")
_OF_GIVERS = ("alimony", "rent", "other")  # the person named after them gives
_OF_THINGS = ("دخل", "مدخول", "ايجار", "صافي", "ارباح", "عوايد", "توزيع", "مردود")
_THINGS = ("income.business", "income.property", "income.investment", "income.workplace")
_DATIVE_AFTER = 3  # words between an amount and "ينزل لها"
_DRAWER_BEFORE = 8  # words between "ينزل لها" and the pension that it speaks of


class Owning:
    """Finds whose an income is."""

    def __init__(self, text: Text, owners: Owners) -> None:
        self.text = text
        self.owners = owners

    def of(self, amount: Amount, cue: Cue, bound: int, limit: int) -> Whose | None:
        """The owner; None where the words name somebody who cannot be found."""
        owner = self._named(amount, cue, bound, limit)
        if owner is not None and cue.kind == "alimony" and owner.owner in ("son", "daughter", "child"):
            return MINE
        if owner is not None and owner.dead and owner.mention is not None and not self.owners.of(owner.mention).dead:
            return owner  # "معاشها من ابوي الله يرحمه"
        if owner is not None and owner.dead:
            return self._drawer(amount, owner, cue, bound, limit)
        return owner

    def _named(self, amount: Amount, cue: Cue, bound: int, limit: int) -> Whose | None:
        owners = self.owners
        left = owners.after(cue.end) if cue.kind == "retirement_pension" or cue.role == "pay" else None
        if left is not None and left.dead:
            own = owners.by_ending(cue.owner, cue.start) if cue.owner in ("his", "hers") else None
            return left if own is None or own.dead else Whose(own.owner, True, own.gone, own.mention)
        unowned = not cue.owner or cue.role == "kind"
        named = (
            owners.after(cue.end) if cue.role in ("kind", "pay") and unowned and cue.kind not in _OF_GIVERS else None
        )
        if named is not None:
            receiver = (
                self._receiver(amount, cue, bound, limit)
                if (cue.kind == "retirement_pension" or cue.mark.is_a("income.maash")) and not named.dead
                else None
            )
            if receiver is not None and receiver.mention is None and cue.mark.is_a("income.maash"):
                return Whose(dead=True)  # "معاش ابوي 1600 ينزل بحسابي"
            return receiver or named
        if cue.kind == "rent" and cue.first_person:
            return MINE
        if cue.several and self._person_after(cue, amount):
            return owners.subject(amount.start, cue.end)
        if cue.owner and cue.kind != "alimony" and not self._of_a_thing(cue, bound):
            left = self._left_by(cue) if cue.owner in ("his", "hers") else None
            return left or owners.by_ending(cue.owner, cue.start) or self._to_me(cue, bound)
        receiver = self._receiver(amount, cue, bound, limit)
        if receiver is not None:
            return receiver
        verb = self._verb(amount, cue, bound)
        if cue.kind == "rent":
            return MINE if cue.first_person or verb is None else verb
        if verb is not None and (cue.kind != "alimony" or verb.owner != "husband"):
            return verb
        if cue.kind == "alimony":
            return MINE
        described = next((one for one in owners.mentions if one.end == cue.start), None)
        if described is not None and self.text.words[cue.start].startswith("ال") and cue.role in ("kind", "job"):
            return owners.of(described)  # "مع ابوي المتقاعد 3000"
        subject = owners.subject(cue.start if cue.start < amount.start else amount.start, bound)
        if subject is not None and subject.owner != "applicant" and self._earns_nothing(subject.mention, cue):
            subject = None
        return subject or self._of_job_before(cue) or MINE

    def _earns_nothing(self, mention: Mention | None, cue: Cue) -> bool:
        """ "وامهم ربة بيت والراتب 3900": who is said not to work has not the pay that is told next."""
        if cue.mark.sense.owner != "the":
            return False
        spoken = [mark.end for mark in self.text.of("other") if mark.end <= cue.start]
        start = mention.end if mention is not None else spoken[-1] if spoken else cue.start
        between = [mark for mark in self.text.marks if start <= mark.start < cue.start]
        return any(
            mark.is_a("work.jobless", "work.homemaker") or (mark.denied and mark.is_a("work.works", "income.job"))
            for mark in between
        )

    def _to_me(self, cue: Cue, bound: int) -> Whose | None:
        """ "المرحوم كان بالدفاع ويصرفون لي من تقاعده": what somebody who is not named left comes to the speaker."""
        if cue.kind != "retirement_pension":
            return None
        gives = [mark for mark in self.text.of("verb.gives.us", "verb.comes.mine") if bound <= mark.start < cue.start]
        return Whose(dead=True) if gives and not gives[-1].denied else None

    def _left_by(self, cue: Cue) -> Whose | None:
        """The one who died whose pension it is: "التأمينات تصرف لنا معاشه"."""
        if cue.kind != "retirement_pension":
            return None
        for mention in reversed(self.owners.mentions):
            if mention.start < cue.start and self.owners.of(mention).dead:
                fits = self.owners.last(mention.end, cue.owner, mention.start)
                return fits if fits is not None and fits.dead else None
        return None

    def _person_after(self, cue: Cue, amount: Amount) -> bool:
        """Whether persons are named between "الرواتب" and an amount: "الرواتب انا 3000 والحرمه 2500"."""
        places = [one.start for one in self.owners.mentions] + [mark.start for mark in self.owners.selves]
        return any(cue.end <= place < amount.start for place in places)

    def _of_a_thing(self, cue: Cue, bound: int) -> bool:
        """Whether "دخلها" is of a shop, not of a person."""
        if cue.owner not in ("his", "hers") or not bare(self.text.words[cue.start]).startswith(_OF_THINGS):
            return False
        things = [mark for mark in self.text.of(*_THINGS) if bound <= mark.start < cue.start]
        mention = next((one for one in reversed(self.owners.mentions) if one.start < cue.start), None)
        return bool(things) and (mention is None or things[-1].start > mention.start)

    def _receiver(self, amount: Amount, cue: Cue, bound: int, limit: int) -> Whose | None:
        """To whom it comes: "يجيها 1100", "ينزل لي", "لولدي 2000", "2000 لولدي"."""
        owners, text = self.owners, self.text
        after = owners.for_whom(amount.end, limit)
        if after is not None:
            return after
        if any(mark.is_a("name.mine") and 0 <= mark.start - amount.end <= 1 for mark in text.marks):
            return MINE  # "حساب المواطن 1300 باسمي"
        given = [one for one in owners.mentions if cue.end < one.start < amount.start and self._is_given(one)]
        if given and cue.role == "kind":
            return owners.of(given[-1])
        bound = max(bound, min(owners.piece_start(amount.start), owners.piece_start(cue.start)))
        for mark in reversed(text.marks):
            if mark.is_a("verb.gives.us") and not mark.denied and bound <= mark.start < amount.start:
                return MINE
            if not mark.is_a("verb.comes", "own.his", "own.hers", "own.theirs") or mark.denied:
                continue
            comes = mark.is_a("verb.comes")
            near_after = (
                comes and amount.end <= mark.start < min(limit, amount.end + _DATIVE_AFTER) and not mark.sense.joined
            )
            if not (bound <= mark.start < amount.start or near_after):
                continue
            name = mark.concept.rpartition(".")[2]
            if name == "mine":
                return MINE
            found = owners.last(mark.start, name, alive=True)
            if found is not None:
                return found
        since = max(bound, owners.piece_start(amount.start))
        for mention in owners.mentions:
            if (
                since <= mention.start < amount.start
                and owners.given(mention)
                and (mention.start > cue.start or mention.end == cue.start)
            ):
                return owners.of(mention)
        return None

    def _taken_by(self, amount: Amount, limit: int) -> Whose | None:
        """ "تقاعد جدي الله يرحمه 1900 تاخذه جدتي"."""
        if self.text.word(amount.end) not in _TAKES:
            return None
        mention = next((one for one in self.owners.mentions if one.start == amount.end + 1 < limit), None)
        return None if mention is None or self.owners.of(mention).dead else self.owners.of(mention)

    def _is_given(self, mention: Mention) -> bool:
        """ "التاهيل يعطون بنتي الف"."""
        return self.text.word(mention.start - 1).removeprefix("و").startswith(_GIVES)

    def _verb(self, amount: Amount, cue: Cue, bound: int) -> Whose | None:
        """Who makes it, by the nearest verb before: "ابيع", "يستلم", "توظفت بنتي"."""
        marks: list[Mark] = []
        if cue.role == "kind" and cue.kind != "business":
            bound = max(bound, self.owners.piece_start(cue.start))
        for mark in reversed(self.text.marks):
            if not bound <= mark.start < amount.start or (mark.denied and mark.start != cue.start):
                continue
            if marks and mark.start != marks[0].start:
                break
            if mark.is_a(*_VERBS) and mark.sense.person:
                marks.append(mark)
        if marks:
            return self.owners.by_verb(marks, bound)
        if cue.role == "job" or cue.kind == "business":
            return self.owners.after(cue.end, linked=False)
        return None

    def _of_job_before(self, cue: Cue) -> Whose | None:
        """The person whose job was told, where only "الراتب" follows: "زوجي عسكري، الراتب 8000"."""
        if cue.kind != "salary" or cue.mark.sense.owner != "the":
            return None
        for mark in reversed(self.text.of("income.job", "work.works")):
            if mark.start < cue.start and not mark.denied and cue.start - mark.end <= 4:
                return self.owners.subject(mark.start, 0)
        return None

    def _drawer(self, amount: Amount, dead: Whose, cue: Cue, bound: int, limit: int) -> Whose:
        """Who draws what somebody left who died; the speaker, where nobody is named."""
        owners = self.owners
        after = self._taken_by(amount, limit) or owners.for_whom(amount.end, limit)
        if after is not None and not after.dead:
            return Whose(after.owner, True, after.gone, after.mention)
        for mark in reversed(self.text.marks):
            if mark.is_a("verb.comes") and not mark.denied and bound - _DRAWER_BEFORE <= mark.start < limit:
                name = mark.concept.rpartition(".")[2]
                if name == "mine":
                    return Whose(dead=True)
                alive = [one for one in owners.mentions if one.start < mark.start and not owners.of(one).dead]
                fitting = [one for one in alive if owners.last(one.end, name, one.start) is not None]
                if fitting:
                    return Whose(owners.of(fitting[-1]).owner, True, mention=fitting[-1])
        for mention in owners.mentions:
            if cue.end <= mention.start < amount.start and owners.given(mention) and not owners.of(mention).dead:
                return Whose(owners.of(mention).owner, True, mention=mention)
        verb = self._verb(amount, cue, bound)
        if verb is not None and not verb.dead:
            return Whose(verb.owner, True, verb.gone, verb.mention)
        subject = owners.subject(cue.start, bound)
        near = (
            subject is not None
            and subject.mention is not None
            and cue.start - subject.mention.end <= 2
            and not cue.joined
        )
        if subject is not None and near and not subject.dead and not subject.gone:
            return Whose(subject.owner, True, mention=subject.mention)
        return Whose(dead=True)
