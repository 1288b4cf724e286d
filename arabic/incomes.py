"""Reading incomes from words: their kind, monthly amount, and whose they are."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from arabic.income_words import NEEDS_AMOUNT, KindMention, find_kinds, stems
from arabic.kin import FEMALE, KIN, MALE
from arabic.mentions import Mention
from arabic.message import BUT, EXCEPT, Message
from arabic.number_words import CURRENCY
from arabic.one_number import Span
from arabic.periods import PER_MONTH, period
from arabic.phrases import PhraseSet, word_set
from arabic.tokens import SENTENCE_ENDS


@dataclass(frozen=True)
class IncomeWords:
    """An income that a message names.

    `kind` is one of the kinds of a household's incomes, None where only "دخل" is said. `monthly` is in riyals a month
    (yearly and weekly amounts are converted), None where no one amount is said, 0 where the income is denied
    ("ما عندي راتب").
    """

    kind: str | None
    monthly: Decimal | None
    whose: str = "applicant"  # or the relation of the person


def read_incomes(message: Message, people: Sequence[Mention]) -> tuple[IncomeWords, ...]:
    """The incomes of a message in the order they are named. Numbers with another meaning must be claimed before."""
    return _Reader(message, people).incomes()


_MOST_INCOMES = 60  # read in one message
_NOTHING = PhraseSet("ولا ريال|ولا شي|لا شي|معدوم|منعدم|مقطوع|لا يوجد|ولا هلله|مافي|ما فيه|متوقف|موقوف|لاشي")
_ANOTHER = word_set("ثاني ثانيه ثان تاني تانيه اخر اخرى غيره غيرها غيرهم غيرهن غيرو اضافي اضافيه زياده جانبي")
_BEFORE_KIND = CURRENCY | word_set("من عن شهريا بالشهر الشهر تقريبا شهري في مبلغ كل شهر")
_FIRST_PERSON = word_set(
    "انا عندي وعندي وانا عندنا وعندنا لي ولي معي استلم واستلم راتبي دخلي ودخلي وراتبي اشتغل واشتغل "
    "اتقاضى واتقاضى اقبض واقبض احصل واحصل آخذ وآخذ يجيني ويجيني"
)
_WORKING = word_set(
    "اشتغل اعمل موظف موظفه يشتغل تشتغل يعمل تعمل داوم اداوم نشتغل شغال وظيفتي يداوم تداوم حارس معلم معلمه عسكري "
    "شغلي شغلتي"
)
_OWN_JOB = frozenset(["شغلي", "شغلتي", "وظيفتي"])
_OF_US = frozenset(["فينا", "منا", "عندنا", "معنا"])
_LEFT = word_set("تركت خسرت فقدت سبت انتهى انتهت راح راحت وقف")
_WISHING = word_set("ابي ابغي ابغا اريد ودي اقدر ارغب نفسي احاول ممكن لازم ايش وش عن")
_JOBLESS = PhraseSet(
    "عاطل|عاطله|بدون عمل|بلا عمل|بدون وظيفه|بلا وظيفه|ما عندي وظيفه|ما عندي شغل|ما عندي عمل|"
    "ماعندي وظيفه|ماعندي شغل|ماعندي عمل|ليس لدي عمل|ليس لدي وظيفه|لا يوجد عمل|بدون شغل|"
    "لا توجد وظيفه|ربه بيت|ربه منزل|جالس في البيت|جالسه في البيت|ما لقيت وظيفه|ما لقيت شغل"
)
_RECEIVING = word_set(
    "استلم اقبض يجيني اخذ احصل اتقاضي يوصلني يدخلني ياتيني ينزلي يدخل نستلم يجينا ياخذ تاخذ "
    "يستلم تستلم يقبض تقبض يجيه يجيها يتقاضي تتقاضي اكسب يكسب تكسب"
)
_HELPING = word_set("يساعدني تساعدني يعطيني تعطيني يعطوني يصرف تصرف يساعدوني يرسل ترسل يعطينا يساعدنا")
_DENIALS = frozenset(["ما", "لا", "مو", "مب", "غير", "مش", "لم", "لست", "ماني", "وما", "ولا", "موب"])
_DWELLINGS = word_set(
    "شقه محل عماره بيت ارض استراحه دكان دور ملحق شقق مزرعه عقار مستودع محلات عمارتي محلي "
    "ارضي استراحتي مزرعتي عقاري فله غرفه عقارات شقتين محلين"
)
_RENT_PAID = word_set(
    "ادفع ندفع ساكن ساكنه ساكنين مستاجر مستاجره مستاجرين نسكن اسكن عقد بعقد وعقد يدفع علينا "
    "وساكن وساكنه ومستاجر وادفع وندفع مستاجرينه صاحب"
)
_RENT_HELD = word_set("يجيني استلم ماجر ماجره موجر موجره دخل دخلي ياجر اوجر ماجرها ماجره موجرها ياتيني اخذ مؤجر ماجرين")

# Said around a rent without making a message long: suppositions, periods, currencies.
_BESIDE_RENT = (
    CURRENCY
    | SENTENCE_ENDS
    | word_set(
        ", لو ولو اذا واذا كان صار ماذا وش ايش يصير طيب شهريا بالشهر شهري كل شهر سنوي سنويا السنوي بالسنة السنة في سنة"
    )
)
_SOMETIMES = word_set("مرات ومرات مرة ومرة احيانا واحيانا اوقات واوقات ساعات وساعات شهر وشهر")


class _Reader:
    def __init__(self, message: Message, people: Sequence[Mention]) -> None:
        self.message = message
        self.people = people
        self.person_at = {mention.start: mention for mention in people}
        self.kinds = find_kinds(message)
        self.kind_starts = {mention.start for mention in self.kinds}
        self.found: list[tuple[int, IncomeWords]] = []
        self.retired: list[str] = []  # who is said to be retired, without an amount beside the word

    def incomes(self) -> tuple[IncomeWords, ...]:
        for mention in self.kinds:
            self._read_kind(mention)
        for index, word in enumerate(self.message.words):
            self._read_verb(index, word)
        self._read_ellipses()
        self._settle_retired()
        return tuple(_without_repeats([income for _, income in sorted(self.found, key=lambda pair: pair[0])]))

    # kinds named by a noun

    def _read_kind(self, mention: KindMention) -> None:
        message = self.message
        if mention.kind == "rent" and not self._is_rent_received(mention):
            return
        if mention.kind == "business" and message.word(mention.end) in ("السكن", "سكن", "الاقامه", "سكني", "الميلاد"):
            return
        if mention.word in ("جامعه",):
            return
        whose, dead = self._owner(mention)
        if not whose:
            return
        kind = self._kind(mention, dead)
        span = self._amount(mention)
        if span is not None:
            message.claim(span)
            whose = self._for_whom(span) or whose
            self._add(mention.start, kind, self._steady(span), whose)
            return
        if _NOTHING.at(message.words, mention.end):
            self._add(mention.start, kind, Decimal(0), whose)
        elif message.denied(mention.start):
            following = message.words[mention.end : mention.end + 3]
            if any(word in _ANOTHER for word in following):
                # "ما عندي دخل ثاني" denies what was not told, and never what was; a second salary is one kind of it.
                if kind is None:
                    self._add(mention.start, "other", Decimal(0), whose)
            elif not any(word in EXCEPT for word in following):
                owner = whose if whose != "applicant" else self._topic(mention.start)
                self._add(mention.start, kind, Decimal(0), owner)
        elif not message.asks(mention.start) and self._claimed_without_amount(mention, whose):
            if mention.word in ("متقاعد", "متقاعده"):
                self.retired.append(whose)
            else:
                self._add(mention.start, kind, None, whose)

    def _kind(self, mention: KindMention, dead: bool) -> str | None:
        words = self.message.words
        if mention.kind == "student_stipend" and mention.end - mention.start == 1:
            studying = any(
                stem.startswith(("جامع", "طالب", "كلي", "درس", "دراس", "يدرس", "تدرس", "ادرس"))
                for w in words
                for stem in stems(w)
            )
            return "student_stipend" if studying else "other"
        if dead and mention.kind in ("salary", "retirement_pension"):
            return "retirement_pension"
        return mention.kind or None

    def _claimed_without_amount(self, mention: KindMention, whose: str) -> bool:
        if mention.word in NEEDS_AMOUNT:
            return False
        if mention.word in ("متقاعد", "متقاعده"):
            return not self.message.words[mention.start].startswith(("ال", "لل", "وال"))
        receiving = mention.kind in ("business", "investment", "") or mention.owner != "" or whose != "applicant"
        return bool(mention.owner) or self.message.possessed(mention.start) or (receiving and whose != "applicant")

    def _is_rent_received(self, mention: KindMention) -> bool:
        message = self.message
        start, end = self._sentence(mention.start)
        around = message.words[start:end]
        if message.word(mention.start - 1) in (
            "عقد",
            "بيت",
            "شقه",
            "علي",
            "بعقد",
            "منصه",
            "سكن",
            "في",
            "بيتي",
            "ادفع",
            "بدل",
        ):
            return False
        if message.words[mention.start].startswith("ب") or any(word in _RENT_PAID for word in around):
            return False
        if any(word in _DWELLINGS for word in message.words[mention.start + 1 : mention.end + 2]):
            return True
        short = sum(word not in _BESIDE_RENT for word in message.words) <= 3
        return short or any(word in _RENT_HELD for word in around) or mention.word.startswith("دخل")

    def _sentence(self, index: int) -> tuple[int, int]:
        words = self.message.words
        start = index
        while start > 0 and index - start < 12 and words[start - 1] not in SENTENCE_ENDS:
            start -= 1
        end = index
        while end < len(words) and end - index < 12 and words[end] not in SENTENCE_ENDS:
            end += 1
        return start, end

    # amounts

    def _amount(self, mention: KindMention) -> Span | None:
        before = self.message.number_before(mention.start, skip=_BEFORE_KIND)
        before = before if before is not None and self._can_be_amount(before) else None
        after = self._amount_after(mention)
        if before is not None and (after is None or not (mention.owner or mention.joined)):
            return before if not before.denied else after
        return after

    def _amount_after(self, mention: KindMention) -> Span | None:
        message = self.message
        place = mention.end
        while place < min(mention.end + 6, len(message.words)):
            span = message.starting.get(place)
            if span is not None:
                if message.free(span) and self._can_be_amount(span) and not span.denied:
                    return span
                place = span.end
                continue
            word = message.words[place]
            comma_before_number = word == "," and place + 1 in message.starting
            if word in SENTENCE_ENDS or (word == "," and not comma_before_number) or place in self.kind_starts:
                return None
            if word in BUT and place + 1 not in message.starting:
                return None
            kin = KIN.get(word)
            if word in ("وعندي", "ولي", "ومعي", "وعمري", "وعندنا") or (
                kin is not None and kin.joined and not mention.owner
            ):
                return None
            place += 1
        return None

    def _can_be_amount(self, span: Span) -> bool:
        once = span.value == 1 and self.message.word(span.start - 1) == "مره"  # "مرة واحدة"
        return not span.counted and not once and not (span.time and not span.money)

    def _steady(self, span: Span) -> Decimal | None:
        """The amount a month; None where other amounts follow that come at times ("مرات ألف ومرات ألفين")."""
        place = span.end
        varies = False
        while place < min(span.end + 4, len(self.message.words)):
            another = self.message.starting.get(place)
            if another is not None and self.message.word(place - 1) in _SOMETIMES and self.message.free(another):
                self.message.claim(another)
                varies = True
                span = another
                place = another.end
            else:
                place += 1
        return None if varies else self._monthly(span)

    def _monthly(self, span: Span) -> Decimal | None:
        """The amount a month; None for a range, and for a day's pay, since the days worked are not known."""
        value = span.value
        if value is None:
            return None
        words = [word for word in self.message.words[span.end : span.end + 4] if word not in CURRENCY]
        said = period(words) or self._period_before(span)
        if said == "day":
            return None
        return (value * PER_MONTH[said]).quantize(Decimal("0.01")) if said else value

    def _period_before(self, span: Span) -> str:
        """The period of "إيجار سنوي 12000", unless the words belong to an amount before them."""
        places = range(max(0, span.start - 2), span.start)
        earlier = [self.message.ending[place] for place in places if place in self.message.ending]
        if any(map(self._can_be_amount, earlier)):
            return ""
        return next(filter(None, (period(self.message.words[place : span.start]) for place in places)), "")

    # owners

    def _owner(self, mention: KindMention) -> tuple[str, bool]:
        """Whose the income is, nobody's here ("") where the person is gone, and whether it is left by one who died."""
        following = self.person_at.get(mention.end) or self.person_at.get(mention.end + 1)
        linked = mention.end in self.person_at or self.message.word(mention.end) in (
            "حق",
            "مال",
            "تبع",
            "من",
            "الشهري",
            "التقاعدي",
        )
        if (
            following is not None
            and linked
            and not following.kin.joined
            and following.kin.form != "many"
            and not mention.owner
        ):
            return self._of_person(following)
        if mention.owner in ("mine", "ours") or (mention.kind == "alimony" and mention.owner):
            return "applicant", False
        pronoun = self.message.word(mention.start - 1).removeprefix("و")
        if pronoun in ("هو", "هي"):
            return self._last_person(mention.start, "his" if pronoun == "هو" else "hers")
        if mention.owner in ("his", "hers", "theirs"):
            return self._last_person(mention.start, mention.owner)
        return ("applicant" if mention.joined else self._topic(mention.start)), False

    def _for_whom(self, span: Span) -> str:
        """Whom an amount is for, where that follows it: "تأهيل شامل 1000 لولدي"."""
        place = span.end + (1 if self.message.word(span.end) in CURRENCY else 0)
        person = self.person_at.get(place)
        said = (
            person is not None
            and person.present
            and person.kin.form == "one"
            and self.message.words[place].startswith("ل")
        )
        return _relation(person) if said and person is not None else ""

    def _last_person(self, index: int, owner: str) -> tuple[str, bool]:
        others = FEMALE if owner == "his" else MALE if owner == "hers" else frozenset()
        for mention in reversed(self.people):
            fits = mention.relation not in others and (mention.kin.form == "many") == (owner == "theirs")
            if fits and mention.start < index:
                return self._of_person(mention)
        return "applicant", False

    def _of_person(self, mention: Mention) -> tuple[str, bool]:
        if mention.fate == "dead":
            return "applicant", True
        return (_relation(mention) if mention.present else ""), False

    def _topic(self, index: int) -> str:
        """The one person whom the words just before speak of, else the applicant."""
        for place in range(index - 1, max(-1, index - 6), -1):
            word = self.message.words[place]
            if word in SENTENCE_ENDS or word in _FIRST_PERSON or place in self.message.inside or word == ",":
                return "applicant"
            mention = self.person_at.get(place)
            if mention is None and word == "ولدي":  # "and I have"
                return "applicant"
            if mention is not None:
                single = mention.kin.form == "one" and mention.present
                return _relation(mention) if single else "applicant"
        return "applicant"

    # incomes named by a verb

    def _read_verb(self, index: int, word: str) -> None:
        message = self.message
        bare = word.removeprefix("و") if len(word) > 4 else word
        joined_first = word != bare and word not in _WORKING | _RECEIVING
        if _JOBLESS.at(message.words, index):
            if not message.asks(index) and message.word(index - 1) not in _DENIALS:
                self._add(index, "salary", Decimal(0), self._topic(index))
            return
        word = bare if joined_first else word
        if word in _WORKING:
            self._read_work(index)
        elif (word in _RECEIVING or word in _HELPING) and not message.asks(index):
            span = self._verb_amount(index, 4)
            if span is not None and (span.money or (span.high or Decimal(0)) >= 50):
                message.claim(span)
                whose = (
                    self._topic(index) if word[0] in "يت" and word[-1] != "ي" and word not in _HELPING else "applicant"
                )
                self._add(index, "other" if word in _HELPING else None, self._steady(span), whose)

    def _verb_amount(self, index: int, within: int) -> Span | None:
        span = self.message.number_after(index + 1, within, stop=("وعندي", "وعمري", "علي", "من"))
        return span if span is not None and self._can_be_amount(span) else None

    def _read_work(self, index: int) -> None:
        message = self.message
        before = message.word(index - 1)
        whose = self._topic(index)
        nobody = "محد" in (before, message.word(index - 2) if before in _OF_US else "")
        if before in _DENIALS or nobody:
            self._add(index, "salary", Decimal(0), whose)
            return
        has_salary = any(income.whose == whose and income.kind in ("salary", "business") for _, income in self.found)
        if before in _WISHING or has_salary or (message.word(index) in _OWN_JOB and self._left(index)):
            return
        span = self._verb_amount(index, 3)
        if span is not None and (span.money or (span.high or Decimal(0)) >= 50):
            message.claim(span)
            self._add(index, "salary", self._monthly(span), whose)
        elif not message.asks(index):
            self._add(index, "salary", None, whose)

    def _left(self, index: int) -> bool:
        """Whether a job is said to be lost or left: "تركت شغلي", "فصلوني من وظيفتي"."""
        before = self.message.word(index - 1)
        return before in _LEFT or (before == "من" and index > 1)

    def _read_ellipses(self) -> None:
        """ "راتبي 3000 وزوجتي 2000": the second income is of the first's kind."""
        for mention in self.people:
            span = self.message.starting.get(mention.end)
            earlier = [income for place, income in self.found if place < mention.start and income.monthly]
            if (
                span is None
                or not self.message.free(span)
                or not earlier
                or not mention.present
                or mention.kin.form != "one"
            ):
                continue
            if self._can_be_amount(span) and (span.money or (span.high or Decimal(0)) >= 100):
                self.message.claim(span)
                self._add(mention.start, earlier[-1].kind, self._monthly(span), _relation(mention))

    def _settle_retired(self) -> None:
        for whose in self.retired:
            pays = [
                i
                for i, (_, income) in enumerate(self.found)
                if income.whose == whose and income.kind in ("salary", None)
            ]
            pensions = [
                income for _, income in self.found if income.whose == whose and income.kind == "retirement_pension"
            ]
            if pensions:
                continue
            if len(pays) == 1 and self.found[pays[0]][1].monthly:
                place, income = self.found[pays[0]]
                self.found[pays[0]] = (place, replace(income, kind="retirement_pension"))
            else:
                self._add(0, "retirement_pension", None, whose)

    def _add(self, place: int, kind: str | None, monthly: Decimal | None, whose: str) -> None:
        if len(self.found) < _MOST_INCOMES:
            self.found.append((place, IncomeWords(kind, monthly, whose)))


def _relation(mention: Mention) -> str:
    return "father" if mention.relation == "parents" else mention.relation


def _without_repeats(found: list[IncomeWords]) -> list[IncomeWords]:
    kept: list[IncomeWords] = []
    for income in found:
        same = [other for other in found if other is not income and other.whose == income.whose]
        vague = income.monthly is None and any(
            other.kind == income.kind and other.monthly is not None for other in same
        )
        said_better = income.kind is None and any(
            other.kind is not None and other.monthly == income.monthly and income.monthly for other in same
        )
        denied = income.monthly == 0 and any(other.kind == income.kind and other.monthly for other in same)
        if income not in kept and not vague and not said_better and not denied:
            kept.append(income)
    return kept
