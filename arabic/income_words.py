"""Words for kinds of income, and where they stand in a message."""

from dataclasses import dataclass
from functools import lru_cache

from arabic.letters import normalise
from arabic.message import Message
from arabic.phrases import word_set

_KINDS = {
    "citizen_account": "حساب مواطن|حسابي مواطن|حساب للمواطن",
    "job_search_support": "حافز|ساند|بدل بطالة|إعانة بطالة|إعانة بحث|إعانة باحثين|دعم باحثين|إعانة عاطلين",
    "alimony": "نفقة|نفقات|نفقة عيال|نفقة شرعية",
    "rural_support": "ريف|دعم ريفي|دعم ريف|برنامج ريف",
    "disability_support": (
        "تأهيل شامل|إعانة إعاقة|إعانة معاق|إعانة معاقين|إعانة معوقين|مكافأة تأهيل|دعم معاقين|"
        "دعم إعاقة|بدل إعاقة|مساعدة معاق|إعانة تأهيل|راتب تأهيل|راتب معاق|معونة إعاقة|"
        "مكافأة معاق|دعم ذوي إعاقة|إعانة ذوي إعاقة|معونة معاق|إعانة معاقة"
    ),
    "student_stipend": (
        "مكافأة جامعة|مكافأة جامعية|مكافأة طالب|مكافأة طالبة|مكافأة طلاب|مكافأة كلية|"
        "مكافأة دراسة|مكافأة دراسية|مكافأة ابتعاث|مكافأتي جامعية|راتب جامعة|مكافأة معهد|مكافأة"
    ),
    "retirement_pension": (
        "معاش تقاعد|معاش تقاعدي|راتب تقاعد|راتب تقاعدي|راتبي تقاعدي|راتبه تقاعدي|راتبها تقاعدي|"
        "معاشي تقاعدي|تقاعد|تقاعدي|معاش تأمينات|راتب تأمينات|معاش متقاعد|راتب متقاعد|متقاعد|"
        "متقاعدة|معاش ورثة|راتب ورثة|تأمينات|معاشات تقاعدية"
    ),
    "rent": "إيجار|إيجارا|اجار|إيجارات|اجارات|ايجاري|دخل ايجار|دخل اجار|تأجير",
    "business": (
        "دخل محل|ارباح محل|محل|محلي|تجارة|تجارتي|مشروع|مشروعي|متجر|متجري|بسطة|بسطتي|سجل تجاري|"
        "عمل حر|عملي حر|بقالة|بقالتي|دكان|دكاني|أوبر|توصيل|هنقرستيشن|جاهز|ورشة|ورشتي|دخل مشروع|دخل متجر|"
        "دخل تجارة|ارباح مشروع|ارباح متجر|ارباح تجارة|تجاره محلي"
    ),
    "investment": (
        "استثمار|استثمارات|استثماراتي|استثماري|أسهم|أسهمي|أرباح|أرباحي|أرباح أسهم|عوائد|صندوق استثماري|توزيعات"
    ),
    "supporting_programme": (
        "دعم تكميلي|برامج مساندة|برامج داعمة|دعم غذائي|دعم كهرباء|مساعدة كهرباء|حقيبة مدرسية|دعم غذاء"
    ),
    "other_government_support": (
        "دعم سكني|سكني|دعم حكومي|إعانة حكومية|دعم سكن|مساعدة حكومية|مساعدات حكومية|إعانات حكومية"
    ),
    "other": "صدقة|صدقات|جمعية خيرية|زكاة|مصروف|تبرعات|أهل خير|مساعدة|مساعدات|فاعل خير|هبة",
    "salary": "راتب|راتبا|رواتب|معاش|معاشا|معاشات|اجرة|يومية|يوميتي|مرتب|مرتبا|اجر|راتب اساسي|راتب شهري",
    "": "دخل|دخلا|مدخول|دخل شهري",
}
_OWNED = {
    "salary": "راتب معاش اجر مرتب",
    "": "دخل مدخول",
    "student_stipend": "مكافات",
    "retirement_pension": "تقاعد",
    "alimony": "نفقت",
}
_ENDINGS = {"ي": "mine", "ه": "his", "ها": "hers", "هم": "theirs", "هما": "theirs", "نا": "ours"}
_JOBS = word_set(
    "شغل شغلة وظيفة دوام عمل شغلي شغلتي وظيفتي دوامي عملي شغله وظيفته دوامه عمله شغلها وظيفتها دوامها عملها"
)

# Said of so many things that only an amount, or possession for the second set, makes them an income.
NEEDS_AMOUNT = word_set("سكني مساعدة مساعدات ريف توصيل جاهز تأمينات تأجير مصروف دخل")
PROGRAMME = frozenset(["ضمان", "الضمان", "للضمان", "الاجتماعي"])  # its own pension is what is asked for, not an income
_PREFIXES = ("وال", "بال", "فال", "كال", "ولل", "لل", "ال", "وب", "ول", "و", "ب", "ل", "ف", "ك")


@dataclass(frozen=True)
class KindMention:
    """A kind of income named in tokens[start:end]. `kind` is "" for an income of unsaid kind."""

    start: int
    end: int
    kind: str
    owner: str = ""  # mine, his, hers, theirs, ours, or nothing
    joined: bool = False
    word: str = ""


@lru_cache(maxsize=8192)
def stems(word: str) -> tuple[str, ...]:
    """A normalised word itself and without the conjunction, preposition or article before it."""
    found = [word]
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 3:
            found.append(word[len(prefix) :])
    return tuple(dict.fromkeys(found))


def _patterns() -> dict[str, list[tuple[tuple[str, ...], str, str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    for kind, phrases in _KINDS.items():
        for phrase in phrases.split("|"):
            words = tuple(normalise(phrase).split())
            owner = "mine" if words[0].endswith("ي") and words[0] not in ("تجاري", "سكني") else ""
            owner = {"راتبه": "his", "راتبها": "hers"}.get(words[0], owner)
            table.setdefault(words[0], []).append((words, kind, owner))
    for kind, words_of_kind in _OWNED.items():
        for stem in words_of_kind.split():
            for ending, owner in _ENDINGS.items():
                table.setdefault(stem + ending, []).append(((stem + ending,), kind, owner))
    for stem in _OWNED[""].split():  # "دخلي من وظيفة"
        for ending, owner in {"": "", **_ENDINGS}.items():
            first = stem + ending
            table.setdefault(first, []).extend(((first, "من", job), "salary", owner) for job in sorted(_JOBS))
            table[first].extend(
                ((first, "من", job, free), "business", owner) for job in ("عمل", "عملي") for free in ("حر", "الحر")
            )
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


_PATTERNS = _patterns()


def find_kinds(message: Message) -> list[KindMention]:
    """Each kind of income named in a message; a general word beside a special one ("راتبي التقاعدي") is one mention."""
    found: list[KindMention] = []
    index = 0
    while index < len(message.words):
        mention = _kind_at(message, index)
        if mention is None:
            index += 1
            continue
        if message.word(mention.end) not in PROGRAMME:
            found.append(mention)
        index = mention.end
    return _merged(message, found)


def _kind_at(message: Message, index: int) -> KindMention | None:
    for stem in stems(message.words[index]):
        for words, kind, owner in _PATTERNS.get(stem, ()):
            if all(word in stems(message.word(index + 1 + offset)) for offset, word in enumerate(words[1:])):
                joined = message.words[index].startswith("و")
                return KindMention(index, index + len(words), kind, owner, joined, stem)
    return None


def _merged(message: Message, found: list[KindMention]) -> list[KindMention]:
    merged: list[KindMention] = []
    for mention in found:
        last = merged[-1] if merged else None
        joined = _joined(message, last, mention) if last is not None else None
        if joined is not None:
            merged[-1] = joined
            continue
        merged.append(mention)
    return merged


_YIELDING = frozenset(["business", "rent", "investment"])
_LINKING = word_set("من هو عن الشهري الأساسي حق كله بس فقط كان")


def _joined(message: Message, last: KindMention, mention: KindMention) -> KindMention | None:
    """One mention for two that name one income: "راتبي التقاعدي", "إيجار محل", "محل دخله"; else None."""
    between = message.words[last.end : mention.start]
    general_first = last.kind in ("", "salary") and last.kind != mention.kind and not mention.joined
    if general_first and mention.owner in ("", last.owner) and all(word in _LINKING for word in between):
        return KindMention(last.start, mention.end, mention.kind, last.owner, last.joined, mention.word)
    rented_shop = last.kind == "rent" and mention.kind == "business" and not between
    numbered = any(place in message.inside for place in range(last.end, mention.start))
    its_yield = last.kind in _YIELDING and mention.kind in ("", "salary") and mention.owner in ("his", "hers")
    if rented_shop or (its_yield and len(between) <= 2 and not numbered):
        return KindMention(last.start, mention.end, last.kind, last.owner, last.joined, last.word)
    return None
