"""Whose an income is: by the ending of its word, by the verb, by the person beside it or spoken of last."""

from __future__ import annotations

from dataclasses import dataclass

from arabic.pay_amounts import sentence_start
from arabic.pay_words import bare, each_of, pay_words
from arabic.persons import Mention, People
from arabic.row_table import row_table
from arabic.text import Mark, Text
from arabic.told import Owner

_FEMALE = ("wife", "mother", "daughter", "sister")
_MALE = ("husband", "father", "son", "brother")
_GONE = ("prison", "left", "works_elsewhere", "elsewhere", "divorced")
_AMBIGUOUS = ("i", "he")
_AT_WORK = ("موظف", "موظفه", "يشتغل", "تشتغل", "راتبه", "راتبها", "ب")
_ENDS = (",", ":", ".", "?", "!", ";")
_MARRIED_WOMAN = ("متزوجه", "متجوزه", "زوجه")
_MARRIED_MAN = ("متزوج", "متجوز", "معرس")
_NOUNS = ("income.retirement_pension", "income.salary", "income.property", "home", "car", "income.disability_support")
_FAR = 7  # words between an amount and whom it is for


@dataclass(frozen=True)
class Whose:
    """An owner: `dead` where the income is left by somebody who died, `gone` where it is of nobody of the household."""

    owner: Owner = "applicant"
    dead: bool = False
    gone: bool = False
    mention: Mention | None = None


MINE = Whose()


class Owners:
    """The persons of a message as owners of incomes."""

    def __init__(self, text: Text, people: People) -> None:
        self.text = text
        self.selves = [mark for mark in text.of("self") if not mark.denied]
        named = [mention for mention in people.mentions if mention.said is not None]
        self.mentions = [mention for mention in named if not self._is_speaker(mention)]
        spoken = [mention.said.relation for mention in named if mention not in self.mentions]
        self.speaker = next((relation for relation in spoken if relation in ("son", "daughter")), None)
        self.at = {mention.start: mention for mention in self.mentions}
        gone = {one.said.relation for one in self.mentions if one.dead or one.said.absence == "dead"}
        self.dead = gone & {"father", "mother", "husband"}  # of whom there is one

    def _is_speaker(self, mention: Mention) -> bool:
        """Whether the person named is the speaker: "انا جده", "وانا بنتها الوحيده"."""
        mark = self.kin_mark(mention)
        before = any(own.end == mention.start for own in self.selves)
        pronoun = any(other.is_a("other") for other in self.text.marks_at.get(mention.start, ()))
        return (
            before
            and not pronoun
            and mark is not None
            and not mark.sense.joined
            and not self.text.words[mention.start].endswith(("ي", "نا"))
        )

    def kin_mark(self, mention: Mention) -> Mark | None:
        """The lexicon's mark of a mention, with its ending where it can have one."""
        marks = [mark for mark in self.text.marks_at.get(mention.start, ()) if mark.is_a("kin")]
        return next((mark for mark in marks if mark.sense.owner), marks[0] if marks else None)

    def joined(self, mention: Mention) -> bool:
        """Whether "and" stands before a person."""
        mark = self.kin_mark(mention)
        return mark.sense.joined if mark is not None else self.text.words[mention.start].startswith("و")

    def given(self, mention: Mention) -> bool:
        """Whether "to" or "for" stands before a person: "لولدي", "لامي"."""
        mark = self.kin_mark(mention)
        if mark is not None and mark.sense.preposition:
            return mark.sense.preposition == "ل"
        word = self.text.words[mention.start].removeprefix("و")
        return self.text.word(mention.start - 1) == "ل" or (word.startswith("ل") and len(word) > 3)

    def of(self, mention: Mention) -> Whose:
        """A person as an owner."""
        relation = mention.said.relation
        dead = mention.dead or mention.said.absence == "dead" or relation in self.dead
        gone = mention.said.absence in _GONE or (mention.said.place == "elsewhere" and mention.said.absence != "study")
        return Whose(relation, dead, gone and not dead, mention)

    def written_for(self) -> Owner | None:
        """The parent for whom a message is written: "اكتب عن ابوي", "نسجل باسم ابوي"."""
        for mention in self.mentions:
            if mention.said.relation not in ("father", "mother") or mention.said.absence == "dead":
                continue
            words = self.text.words[max(0, mention.start - 2) : mention.start]
            linked = self.given(mention) or (bool(words) and words[-1] in pay_words("writes.for"))
            if linked and any(bare(word) in pay_words("writes") for word in words):
                return mention.said.relation
        return None

    # by a word

    def after(self, end: int, linked: bool = True) -> Whose | None:
        """The person named right after a word: "راتب ولدي", "توظفت بنتي", "المعاش حق امي"."""
        place = end
        while linked and place < end + 2 and self.text.word(place) in pay_words("owner.link"):
            place += 1
        mention = self.at.get(place)
        return None if mention is None or self.joined(mention) else self.of(mention)

    def by_ending(self, owner: str, place: int) -> Whose | None:
        """The owner by an ending (mine, his, ...) of a word at a place; None where nobody fits."""
        return MINE if owner in ("mine", "ours") else self.last(place, owner)

    def last(self, place: int, owner: str, since: int = 0, alive: bool = False) -> Whose | None:
        """The person spoken of last before a place whom "his", "hers" or "theirs" fits; else the speaker's spouse."""
        fitting = [one for one in self.mentions if since <= one.start < place and self._fits(one, owner)]
        fitting = [one for one in fitting if not (alive and self.of(one).dead)]
        heads = [one for one in fitting if not self._of_another(one)]
        if fitting:
            return self.of((heads or fitting)[-1])
        if self.each_of_several(place) and owner != "theirs":
            several = [one for one in self.mentions if one.start < place and self.many(one)]
            return self.of(several[-1]) if several else None
        return self.spouse(owner)

    def each_of_several(self, place: int) -> bool:
        """Whether "each of them" stands shortly before a place: "كل وحده مكافأتها 850"."""
        return each_of(self.text.words[max(0, place - 5) : place + 1], "each")

    def _of_another(self, mention: Mention) -> bool:
        """Whether a person is named as somebody's of the others: "وعياله", "وحرمته"."""
        mark = self.kin_mark(mention)
        return mention.said.relation == "other" and mark is not None and mark.sense.owner in ("his", "hers", "theirs")

    def spouse(self, owner: str) -> Whose | None:
        """The spouse whom "his" or "hers" means where nobody is named: "متزوجه يمني ... دخله"."""
        if owner not in ("his", "hers"):
            return None
        words, husband = [bare(word) for word in self.text.words], owner == "his"
        if husband and any(word.startswith(_MARRIED_WOMAN) for word in words):
            return Whose("husband")
        if self.text.has("other.he" if husband else "other.she"):
            return Whose("husband" if husband else "wife")
        supposed = any(clause.supposes for clause in self.text.clauses)
        if husband and supposed and not any(self._fits(one, owner) for one in self.mentions):
            return Whose("husband")
        return Whose("wife") if not husband and any(word in _MARRIED_MAN for word in words) else None

    def _fits(self, mention: Mention, owner: str) -> bool:
        many = self.many(mention)
        if owner == "theirs" or many:
            return owner == "theirs" and many
        return mention.said.relation not in (_FEMALE if owner == "his" else _MALE)

    def many(self, mention: Mention) -> bool:
        """Whether several persons are named at once."""
        mark = self.kin_mark(mention)
        if mark is not None and mark.concept.endswith(".one"):
            return False
        return mention.said.count is None or mention.said.count > 1

    def eldest(self, place: int, bound: int) -> Whose | None:
        """One of several children: "والكبير فيهم يشتغل"."""
        for index in range(place - 1, max(bound, self.piece_start(place)) - 1, -1):
            word = self.text.words[index].removeprefix("و")
            if word in pay_words("son.of_several"):
                return Whose("son")
            if word in pay_words("daughter.of_several"):
                return Whose("daughter")
        return None

    def by_verb(self, marks: list[Mark], bound: int) -> Whose | None:
        """Who does what a verb says: its person, the one named right after it, or spoken of last."""
        persons = {mark.sense.person for mark in marks if mark.sense.person}
        if not persons:
            return None
        start, end = marks[0].start, marks[0].end
        following = self.after(end, linked=False)
        if following is None and self.text.word(end) in ("الا", "غير", "سوى"):
            following = self.after(end + 1, linked=False)  # "ما يشتغل الا زوجي"
        subject = self.subject(start, bound)
        if persons >= set(_AMBIGUOUS):  # "واشتغل": and I work, and he worked
            male = subject is not None and subject.mention is not None and subject.owner not in _FEMALE
            return subject if male else MINE
        if persons & {"i", "we"}:
            past = self.text.words[start].endswith("ت")
            hers = following if following is not None else subject
            female = hers is not None and hers.owner in _FEMALE
            return hers if past and female else MINE
        if following is not None and not following.dead:
            return following
        owner = "his" if "he" in persons else "hers" if "she" in persons else "theirs"
        if subject is not None and subject.mention is not None and self._fits(subject.mention, owner):
            return subject
        return self.eldest(start, bound) or self.last(start, owner, max(0, sentence_start(self.text, start)))

    # by the words around

    def subject(self, place: int, bound: int) -> Whose | None:
        """Who is spoken of before a place, from `bound` on: a person, or the speaker; None where nobody is."""
        text = self.text
        bound = max(bound, self.piece_start(place))
        found: Whose | None = None
        had = False
        index = bound
        while index < place:
            mention = self.at.get(index)
            marks = text.marks_at.get(index, ())
            if self._one_of_them(index):
                several = [one for one in self.mentions if one.start < index and self.many(one)]
                found, had = (self.of(several[-1]) if several else found), False
            elif mention is not None and found is MINE and self._with_self(mention, place):
                pass  # "انا وامهم"
            elif mention is not None:
                if self.can_be_subject(mention, had):
                    found = None if self.many(mention) else self.of(mention)
                    had = False
                elif (
                    had
                    and mention.end >= place - 1
                    and not self.many(mention)
                    and text.word(index - 1) not in pay_words("not_subject")
                ):
                    found = self.of(mention)  # "عندي ولد موظف"
                index = max(mention.end, index + 1)
                continue
            if any(mark.is_a("self") and not mark.denied for mark in marks):
                found, had = MINE, False
            elif any(mark.concept == "own" for mark in marks) and not self._joins_us(index):
                found, had = MINE, True
            else:
                for mark in marks:
                    if mark.is_a("other") and self._what_was_written(mark):
                        continue  # "كتبت راتبي 3000 وهو 4000"
                    if mark.is_a("other.he", "other.she"):
                        name = "his" if mark.is_a("other.he") else "hers"
                        found = self.last(index, name) or Whose("husband" if name == "his" else "wife")
            index += 1
        return found

    def _what_was_written(self, mark: Mark) -> bool:
        """Whether "وهو" is the amount that was written before, and nobody."""
        return mark.end in self.text.starting and row_table().within("reported", self.text.words, 0, mark.start)

    def _with_self(self, mention: Mention, place: int) -> bool:
        """Whether a person is only named beside the speaker: "انا وامهم على تقاعد 2300"."""
        beside = any(mark.end == mention.start for mark in self.selves)
        return beside and self.joined(mention) and mention.end < place - 1

    def _joins_us(self, index: int) -> bool:
        """Whether "معنا" says where somebody comes or lives, and not what is had: "ورجع معنا واشتغل"."""
        moves = ("person.comes", "person.lives", "home.live")
        before = [mark for back in (1, 2) for mark in self.text.marks_at.get(index - back, ()) if mark.end == index]
        here = any(mark.is_a("person.here") for mark in self.text.marks_at.get(index, ()))
        return here and any(mark.is_a(*moves) for mark in before)

    def _one_of_them(self, index: int) -> bool:
        """Whether a word names one of several persons: "وحده منهن", "واحد 3000 والثاني 4500"."""
        typed, following = self.text.words[index], self.text.word(index + 1)
        word = typed.removeprefix("و")
        if typed in pay_words("one_of") or word in pay_words("one_of"):
            amount = self.text.starting.get(index + 1)
            return following in pay_words("of_them") or (
                amount is not None and amount.high is not None and amount.high >= 100
            )
        return word in pay_words("the_other") and (index + 1 in self.text.starting or following in _AT_WORK)

    def piece_start(self, place: int) -> int:
        """Where the words between commas begin in which a place stands."""
        place = min(place, len(self.text.words))
        while place > 0 and self.text.words[place - 1] not in _ENDS:
            place -= 1
        return place

    def can_be_subject(self, mention: Mention, had: bool = False) -> bool:
        """Whether a person can be the one spoken of: not one who is only had, lived with or given to."""
        mark = self.kin_mark(mention)
        before = self.text.word(mention.start - 1)
        if any(other.is_a("other") for other in self.text.marks_at.get(mention.start, ())):
            return True
        if mark is None and self.text.words[mention.start].removeprefix("و").startswith(_MARRIED_MAN):
            return False
        if (
            self.given(mention)
            or (mark is not None and mark.sense.preposition)
            or (had and mark is not None and mark.sense.owner in ("", "the"))
        ):
            return False
        if self.joined(mention):
            return True
        earlier = [one for back in (1, 2) for one in self.text.marks_at.get(mention.start - back, ())]
        earlier = [one for one in earlier if one.end == mention.start]
        if any(one.is_a(*_NOUNS) for one in earlier) and not any(one.sense.owner for one in earlier):
            return False
        return before not in pay_words("not_subject") or self._only_one_working(mention)

    def _only_one_working(self, mention: Mention) -> bool:
        """ "ما يشتغل غير زوجي"."""
        leaves = [mark for mark in self.text.of("except", "deny.not") if mark.end == mention.start]
        works = [mark for mark in self.text.of("work.works") if leaves and mark.end == leaves[0].start]
        return any(mark.denied for mark in works)

    def for_whom(self, end: int, limit: int) -> Whose | None:
        """Whom an amount is for, where that follows it: "لولدي", "حق بنتي", "ينزل بحساب امي", "هذي لولدي"."""
        for mention in self.mentions:
            if not end <= mention.start < min(limit, end + _FAR):
                continue
            before, between = self.text.word(mention.start - 1), self.text.words[end : mention.start]
            others = [mark for mark in self.text.of("income") if end <= mark.start < mention.start]
            if any(mark.sense.joined for mark in others):
                return None  # "حساب المواطن 1080 وتاهيل شامل لولدي 800"
            if self.joined(mention) or any(word in (".", "?", "!", "وعندي", "ومعي") for word in between):
                return None
            said_for = before in pay_words("owner.for") and mention.start - end <= 2
            if (self.given(mention) or before in pay_words("owner.account") or said_for) and not self.of(mention).dead:
                return self.of(mention) if pay_words("not").isdisjoint(between) else None
        return None
