"""Where a message names persons of a household: who, how many, how old, and whether they live there."""

from dataclasses import dataclass, replace

from arabic.kin import COUNTED_NOUNS, KIN, PERSONS, VEHICLES, KinWord
from arabic.message import Message
from arabic.number_words import NUMBER_WORDS, TIME_UNITS
from arabic.one_number import Span
from arabic.phrases import word_set
from arabic.totals import WITH_US, as_count, total_number

_NEAR = 80  # words looked through for the speaker's own status
_MOST_MENTIONS = 60  # namings read in one message
_OLDEST = 150
_YEARS = frozenset(["سنه", "سنين", "سنوات", "عام", "اعوام"])
_BELOW_A_YEAR = frozenset(["شهر", "شهور", "اشهر", "يوم", "ايام", "اسبوع", "اسابيع"])


@dataclass(frozen=True)
class Mention:
    """One naming of persons in a message, in tokens[start:end]."""

    start: int
    end: int
    kin: KinWord
    relation: str
    count: int
    ages: tuple[int, ...] = ()
    joined: bool = False  # "و" before it, or before its number
    fate: str = ""  # dead, divorced, elsewhere or owner (named as such only); nothing for who lives here

    @property
    def present(self) -> bool:
        """Whether they live in the household."""
        return not self.fate


_DEAD_AFTER = word_set(
    "متوفي متوفية المتوفي المتوفية توفي توفت مات ماتت ميت ميتة المرحوم مرحوم رحمه يرحمه يرحمها متوفيين متوفين"
)
_DEAD_BEFORE = word_set("توفي توفت مات ماتت وفاة المرحوم المرحومة بوفاة ووفاة لوفاة وتوفي ومات")
_DIVORCED_AFTER = word_set("السابق السابقة سابقا القديم")
_WIDOWED = word_set("أرملة أرمل وأرملة")
_NO_SPOUSE = _WIDOWED | word_set("مطلقة مطلق ومطلقة طليقي طليقتي خلعت منفصلة")
_LIVING = word_set("يسكن تسكن ساكن ساكنه يعيش تعيش عايش عايشه ساكنين عايشين يسكنون معي معنا موجود يعيشون مقيم مقيمه")
_NOT = frozenset(["ما", "لا", "مو", "مب", "مش", "غير", "موب"])


def mentions(message: Message) -> list[Mention]:
    """Each naming of persons in a message, with counts and ages; the numbers that say them are claimed."""
    found: list[Mention] = []
    places = [index for index, word in enumerate(message.words) if word in KIN]
    total_at = total_number(message)
    if total_at is not None:
        message.claim(total_at)
    skip_until = 0
    for index in places:
        if len(found) == _MOST_MENTIONS:
            break
        if index < skip_until or _is_address(message, index) or _is_wish(message, index) or is_having(message, index):
            continue
        kin = KIN[message.words[index]]
        mention = _mention(message, index, kin, found)
        if mention is None:
            continue
        skip_until = mention.end
        age = _age_of_one(message, mention) if mention.count == 1 else None
        found.append(mention if age is None else replace(mention, ages=(age,)))
    found.extend(_wives_by_number(message))
    _give_ages(message, found)
    return found


def _wives_by_number(message: Message) -> list[Mention]:
    """ "متزوج ثنتين": the wives are named by their number alone."""
    for index, word in enumerate(message.words):
        span = message.starting.get(index + 1) if word.removeprefix("و") in ("متزوج", "مزوج", "معرس") else None
        if span is None or span.time or not message.free(span) or message.word(span.end) in KIN:
            continue
        count = as_count(span)
        if count is not None and 2 <= count <= 4:
            message.claim(span)
            return [Mention(index + 1, span.end, KIN["زوجات"], "wife", count)]
    return []


def _is_address(message: Message, index: int) -> bool:
    if message.word(index) == "خالي" and message.word(index + 1) == "من":
        return True
    return message.word(index - 1) == "يا" or (
        message.word(index) in ("اخوي", "اختي", "اخي") and message.word(index + 1) in ("العزيز", "الكريم", "الكريمه")
    )


_WITH_FATHER = word_set("مع راتب معاش دخل تقاعد عند امي والدتي وامي بيت والده")
_OF_FATHER = word_set("متقاعد متوفي يعمل يشتغل موظف وامي ووالدتي راتبه عمره مريض كبير المتوفي عاطل معاق وراتبه وعمره")


def _is_wish(message: Message, index: int) -> bool:
    """Whether "ابي" means "I want", as it mostly does in Saudi speech, and not "my father"."""
    word, before, after = message.word(index), message.word(index - 1), message.word(index + 1)
    if word not in ("ابي", "وابي"):
        return False
    after_kin = word == "وابي" and before in KIN and not (after.startswith("ا") and len(after) > 2)
    return not (before in _WITH_FATHER or after in _OF_FATHER or after_kin or len(message.words) == 1)


_HELD = word_set("راتب دخل معاش حساب رصيد عقد صك وظيفة عمل منزل بيت نفقة تقاعد إيجار") | VEHICLES


def is_having(message: Message, index: int) -> bool:
    """Whether "ولدي" means "and I have", as before what is counted or held, and not "my son"."""
    if message.word(index) != "ولدي":
        return False
    span = message.starting.get(index + 1)
    if span is not None and not span.counted:
        return message.word(span.end) in COUNTED_NOUNS - TIME_UNITS
    following = message.word(index + 1)
    kin = KIN.get(following)
    return following in _HELD or (kin is not None and not kin.owner and not kin.joined and kin.form != "head")


def _mention(message: Message, index: int, kin: KinWord, found: list[Mention]) -> Mention | None:
    relation, end = _relation(message, index, kin, found)
    if not relation:
        return None
    begins_anew = kin.joined and kin.owner in ("mine", "ours") and message.word(index - 1) not in KIN
    if not begins_anew and message.denied(index) and (kin.joined or message.number_before(index) is None):
        return None
    number = None if kin.joined else message.number_before(index, skip=("من",))
    count, end = _count(message, index, end, kin)
    first = number.start if number is not None else index
    joined = kin.joined or message.word(first - 1) == "و" or (number is not None and _begins_joined(message, first))
    if count == 0 and message.words[index] in PERSONS:
        return None
    stated = count > 1 or index in message.ending
    general = not kin.owner and message.asks(index) and not stated and not message.possessed(index)
    if general or (kin.owner == "the" and kin.form == "one" and message.asks(index)):
        return None
    return Mention(index, end, kin, relation, count, joined=joined, fate=_fate(message, index, end, relation))


def _relation(message: Message, index: int, kin: KinWord, found: list[Mention]) -> tuple[str, int]:
    """What a word means beside the next one ("زوجة أبوي", "أم عيالي", "أمه" of a spouse), and where it ends."""
    following = KIN.get(message.word(index + 1))
    chained = following is not None and not following.joined and index + 1 not in message.inside
    chained = chained and not is_having(message, index + 1)
    if following is not None and chained and not kin.owner:
        if following.relation == "child" and following.owner and message.words[index] in ("ام", "وام"):
            return "wife", index + 2
        if following.relation == "child" and following.owner and message.words[index] in ("ابو", "وابو"):
            return "husband", index + 2
        if following.owner in ("mine", "ours", "his", "hers"):
            return "other", index + 2
        if kin.relation == "child" and following.relation in ("son", "daughter") and following.form in ("many", "one"):
            return following.relation, index + 2  # توأم بنات
    if kin.form == "head":
        return "", index
    if kin.owner in ("his", "hers", "theirs") and kin.relation in ("mother", "father", "brother", "sister") and found:
        before = next((other.relation for other in reversed(found) if other.relation != "other"), "other")
        if before in ("wife", "husband"):
            return "other", index + 1
        if before in ("son", "daughter", "child"):
            if not _NO_SPOUSE.isdisjoint(message.words[:_NEAR]):
                return "", index
            return {"mother": "wife", "father": "husband"}.get(kin.relation, "other"), index + 1
    return kin.relation, index + 1


def _count(message: Message, index: int, end: int, kin: KinWord) -> tuple[int, int]:
    before = None if kin.joined else message.number_before(index, skip=("من",))
    if before is not None and (said := as_count(before)) is not None and before.end >= index - 1:
        message.claim(before)
        return said, end
    own = message.inside.get(index)
    if own is not None and own.counted:
        message.claim(own)
    if kin.form == "dual":
        return 2, end
    after = _number_behind(message, end, skips=kin.form == "many")
    if after is not None and (said := as_count(after)) is not None and (kin.form == "many" or said == 1):
        message.claim(after)
        return said, after.end
    return (0 if kin.form == "many" else 1), end


def _begins_joined(message: Message, index: int) -> bool:
    word = NUMBER_WORDS.get(message.words[index])
    return word is not None and word.joined


_COUNTING = frozenset(
    ["عددهم", "عدد", "وعددهم", "هم", ":", "(", "كلهم", "الصغار", "يعني", "القصر", "=", "عددهن", "الايتام"]
)


def _number_behind(message: Message, end: int, skips: bool) -> Span | None:
    place = end
    while skips and place < end + 2 and message.word(place) in _COUNTING:
        place += 1
    span = message.starting.get(place)
    if span is None or not message.free(span):
        return None
    following = KIN.get(message.word(span.end))
    counts_the_next = following is not None and not following.joined and following.form == "many"
    if counts_the_next and message.word(span.end) not in PERSONS:
        return None
    another = message.words[place].startswith("و") and message.words[place] not in ("واحد", "واحده", "وحده")
    return None if another else span


def _fate(message: Message, index: int, end: int, relation: str) -> str:
    near = []
    for place in range(end, min(end + 3, len(message.words))):
        if message.words[place] in KIN or not message.same_clause(index, place):
            break
        near.append(message.words[place])
    if not _DEAD_AFTER.isdisjoint(near) or message.word(index - 1) in _DEAD_BEFORE:
        return "dead"
    if not _DIVORCED_AFTER.isdisjoint(near):
        return "divorced"
    if relation in ("wife", "husband") and message.word(index - 1) in _WIDOWED | {"ارامل"}:
        return "dead"
    if relation == "husband" and any(
        word in ("ارمله", "وارمله") and not _said_of_kin(message, i) for i, word in enumerate(message.words[:_NEAR])
    ):
        return "dead"
    if relation not in ("wife", "husband") and _is_owner(message.word(index - 1)):
        return "owner"
    return "elsewhere" if _lives_elsewhere(message, index, end) else ""


def _is_owner(before: str) -> bool:
    """Whether a person is named as the owner of what stands before: "باسم أخوي", "سيارة أخوي", "ضمان أبوي"."""
    return before in ("باسم", "وباسم", "اسم", "ضمان", "سياره", "موتر")


def _said_of_kin(message: Message, index: int) -> bool:
    return message.word(index - 1) in KIN


def _lives_elsewhere(message: Message, index: int, end: int) -> bool:
    host = message.word(index - 1) in ("عند", "مع") and message.word(index - 2) in ("عايشه", "ساكنه")
    if host and _other_lives(message, index):
        return True
    for place in range(end, min(end + 5, len(message.words) - 1)):
        if not message.same_clause(index, place) or message.words[place] in KIN:
            return False
        word, following = message.words[place], message.words[place + 1]
        if word in _NOT and following in _LIVING:
            return True
        together = message.word(place + 2) in ("بعض", "بعضنا") or (
            word in ("ساكنين", "عايشين") and not _WITH_ME.isdisjoint(message.words[max(0, index - 8) : place])
        )
        if together:
            return False
        if word in _LIVING - WITH_US and following in ("مع", "عند", "بعيد", "برا", "لحاله", "لحالها"):
            return True
    return False


_WITH_ME = frozenset(["انا", "وانا", "احنا", "حنا", "نحن"])


def _other_lives(message: Message, index: int) -> bool:
    """Whether "ساكنة عند أخوي" is said of another person and not of the speaker."""
    return KIN.get(message.word(index - 3)) is not None


def _give_ages(message: Message, found: list[Mention]) -> None:
    listing = next((i for i, word in enumerate(message.words) if word in _AGES), None)
    if listing is None:
        return
    ages = _listed_ages(message, listing + 1)
    before = [
        i
        for i, mention in enumerate(found)
        if mention.start < listing and mention.relation in ("child", "son", "daughter")
    ]
    if not ages or not before:
        return
    last = found[before[-1]]
    if last.count == 0 or (len(before) == 1 and last.count >= len(ages)):
        found[before[-1]] = replace(last, count=max(last.count, len(ages)), ages=ages)
    elif sum(found[i].count for i in before) == len(ages):
        for i in before:
            found[i] = replace(found[i], ages=ages[: found[i].count])
            ages = ages[found[i].count :]


_AGES = word_set("اعمارهم اعمارهن عمرهم اعمار واعمارهم باعمار عمارهم واعمارهن اعمارها")
_HIS_AGE = word_set("عمره عمرها وعمره وعمرها بعمر عمر والعمر")


def _age_of_one(message: Message, mention: Mention) -> int | None:
    span = None
    for place in range(mention.end, min(mention.end + 4, len(message.words))):
        word = message.words[place]
        if word in KIN or not message.same_clause(mention.start, place):
            break
        if word in _HIS_AGE:
            span = message.number_after(place + 1, within=1)
            break
    if span is None:
        beside = mention.end + 1 if message.word(mention.end) == "(" else mention.end
        span = message.starting.get(beside)
        if span is None:
            return None
        unit = message.word(span.end) in _YEARS | _BELOW_A_YEAR
        listed = mention.kin.owner in ("mine", "the") and any(
            w in _HIS_AGE for w in message.words[: mention.start][-12:]
        )
        ends = message.word(span.end) in ("", ",", ".", "و") or message.word(span.end).startswith("و")
        if not (span.time and unit) and not (listed and ends and not span.time):
            return None
    if not message.free(span) or span is None or span.value is None or not 0 <= span.value <= _OLDEST or span.money:
        return None
    message.claim(span)
    return 0 if message.word(span.end) in _BELOW_A_YEAR or span.counted else int(span.value)


def _listed_ages(message: Message, start: int) -> tuple[int, ...]:
    ages: list[int] = []
    place = start
    while place < len(message.words):
        span = message.starting.get(place)
        if span is None:
            if message.words[place] not in ("و", ",", "-", ":", "/", "سنه", "سنين", "سنوات", "بين", "من", "الي", "("):
                break
            place += 1
            continue
        message.claim(span)
        if len(span_tokens := message.tokens[span.start : span.end]) == 1 and span_tokens[0].kind == "digits":
            parts = span_tokens[0].text.replace(".", ",").split(",")
            ages.extend(int(part) for part in parts if len(part) <= 3 and int(part) <= _OLDEST)
        elif span.value is not None and 0 <= span.value <= _OLDEST:
            ages.append(int(span.value))
        place = span.end
    return tuple(ages)
