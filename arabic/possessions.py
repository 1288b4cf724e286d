"""Reading what the household owns and where it lives: cars, workers, savings, absence, dwelling."""

from collections.abc import Sequence
from decimal import Decimal

from arabic.income_words import stems
from arabic.kin import KIN, VEHICLES, WORKERS
from arabic.message import Message
from arabic.one_number import Span
from arabic.phrases import PhraseSet, word_set
from arabic.situation import about_another

_EMPTY = PhraseSet("صفر|فاضي|ما فيه شي|ما فيه|مافيه شي|خالي")
_DAYS = {
    "يوم": 1,
    "ايام": 1,
    "يوما": 1,
    "اسبوع": 7,
    "اسابيع": 7,
    "شهر": 30,
    "شهور": 30,
    "اشهر": 30,
    "سنه": 365,
    "سنوات": 365,
    "سنين": 365,
}
_DUAL_DAYS = {"يومين": 2, "يومان": 2, "اسبوعين": 14, "شهرين": 60, "شهران": 60, "سنتين": 730}
_ABROAD = word_set(
    "برا بره خارج الخارج بالخارج سافرت مسافر مسافره سافرنا غبت برع اسافر وسافرت للخارج لخارج سفر سفري غيابي طلعت خرجت"
)
_COUNTRIES = word_set(
    "مصر دبي تركيا الأردن الكويت البحرين قطر عمان أمريكا بريطانيا لبنان سوريا اليمن السودان المغرب الهند"
)
_STAYED = word_set("كنت جلست قعدت مكثت كنا جلسنا قعدنا قضيت")
_HOMELAND = word_set("السعوديه المملكه البلد الديره البلاد بلدي السفر وطني")
_NOT = frozenset(["ما", "لم", "لا", "مو", "ولا", "وما", "ماقد", "عمري", "مب"])


def _count_of(message: Message, nouns: frozenset[str], index: int) -> int | None:
    """How many of a noun the words at a place say, None where it is no statement about one's own."""
    word = next((stem for stem in stems(message.words[index]) if stem in nouns), "")
    begins_anew = message.words[index].startswith("و")  # "راتبي 4000 وسيارتي": the number before is another's
    before = None if begins_anew else message.number_before(index)
    after = message.starting.get(index + 1)
    if (
        before is not None
        and before.value is not None
        and not before.money
        and not before.time
        and before.value % 1 == 0
    ):
        message.claim(before)
        return int(before.value) if before.value >= 0 else None
    if message.denied(index):
        return 0
    short = len(message.words) <= 3 and not message.asks(index)
    owned = message.possessed(index) or short or word.endswith("تي")
    own = message.inside.get(index)
    if own is not None and own.counted:
        message.claim(own)
        return 2 if owned or not message.asks(index) else None
    if not owned:
        return None
    if (
        after is not None
        and message.free(after)
        and after.value is not None
        and not after.money
        and 0 <= after.value < 100
    ):
        following = message.word(after.end)
        if not after.time and after.value % 1 == 0 and (following in ("", ".", ",", "?") or following.startswith("و")):
            message.claim(after)
            return int(after.value)
    return 1 if not word.endswith("ات") else None


def read_cars(message: Message) -> int | None:
    """How many cars the household has."""
    for index, word in enumerate(message.words):
        if any(stem in VEHICLES for stem in stems(word)):
            count = _count_of(message, VEHICLES, index)
            if count is not None:
                return count + sum(_also_theirs(message, place) for place in range(index + 1, len(message.words)))
    return None


def _also_theirs(message: Message, index: int) -> bool:
    """ "وسيارة زوجتي" after one's own."""
    return message.words[index] in ("وسياره", "وموتر") and message.word(index + 1) in KIN


def read_domestic_workers(message: Message) -> int | None:
    """How many domestic workers the household has, of all kinds together ("شغالة وسواق" is two)."""
    total: int | None = None
    counted_last = -10
    for index, word in enumerate(message.words):
        if not any(stem in WORKERS for stem in stems(word)):
            continue
        following = message.word(index + 1)
        domestic = following.startswith(("منزلي", "المنزلي", "بيت"))
        if any(stem.startswith(("عامل", "عمال")) for stem in stems(word)) and not domestic:
            continue
        if message.word(index - 1) in (
            "انا",
            "اشتغل",
            "اعمل",
            "وظيفتي",
            "زوجي",
            "يشتغل",
            "تشتغل",
            "موظف",
            "يعمل",
            "ابوي",
            "ولدي",
        ):
            continue
        count = _count_of(message, WORKERS, index)
        if count is None and word.startswith("و") and total and index - counted_last <= 3:
            count = 1
        if count is not None:
            total = (total or 0) + count
            counted_last = index
    return total


def read_bank_average(message: Message) -> Decimal | None:
    """The balance in the bank that the words say, in riyals; 0 where they say that there is none."""
    for index, word in enumerate(message.words):
        forms = stems(word)
        balance = any(
            form in ("رصيد", "رصيدي", "رصيدنا", "ارصده", "ارصدتي", "مدخرات", "مدخراتي", "مدخر", "تحويشه")
            for form in forms
        )
        bank = any(form in ("بنك", "بنكي", "بنوك", "مصرف") for form in forms)
        account = word in ("حسابي", "حساباتي", "بحسابي", "حساباتنا") and message.word(index + 1) not in (
            "المواطن",
            "مواطن",
            "في",
        )
        if not (balance or bank or account):
            continue
        span = message.number_after(index + 1, within=4, stop=("راتبي", "وراتبي", "دخلي", "ودخلي", "وعندي", ","))
        span = span or (
            None if account else message.number_before(index, skip=("في", "ريال", "عندي", "ب", "رصيد", "فلوس"))
        )
        if span is not None and not span.time and not span.counted and _is_savings(message, index, span):
            message.claim(span)
            return span.value
        if message.denied(index, within=3):
            return Decimal(0)
        if _EMPTY.at(message.words, index + 1):
            return Decimal(0)
    return None


def _is_savings(message: Message, index: int, span: Span) -> bool:
    """Not a salary that only goes through the bank: "راتبي 3000 ينزل في البنك", "قرض البنك 2000"."""
    near = set(message.words[max(0, index - 4) : index + 4]) | set(message.words[max(0, span.start - 2) : span.start])
    return near.isdisjoint(["راتبي", "الراتب", "راتب", "قرض", "قسط", "دخلي", "ينزل", "القسط", "القرض", "تمويل", "قروض"])


def read_days_abroad(message: Message) -> int | None:
    """Days outside the Kingdom, a month as 30 days and a year as 365; 0 for "ما سافرت"."""
    for index, word in enumerate(message.words):
        bare = word if word in _ABROAD else word.removeprefix("و")
        stayed = word in _COUNTRIES and message.word(index - 2).removeprefix("و") in _STAYED
        if bare not in _ABROAD and not stayed:
            continue
        if bare in ("طلعت", "خرجت") and not {"برا", "من", "خارج", "بره"} & set(message.words[index + 1 : index + 3]):
            continue
        if bare in ("خارج", "برا", "بره", "برع") and not _beyond_the_border(message, index):
            continue
        days = _duration(message, range(index + 1, min(index + 7, len(message.words))))
        if days is None:
            days = _duration(message, range(max(0, index - 4), index))
        if days is not None:
            return days
        if not message.asks(index) and any(
            w in _NOT or w in ("ماسافرت", "ماطلعت") for w in message.words[max(0, index - 2) : index]
        ):
            return 0
    return 0 if any(word in ("ماسافرت", "ماطلعت", "ماخرجت") for word in message.words) else None


def _beyond_the_border(message: Message, index: int) -> bool:
    following = message.words[index + 1 : index + 3]
    near = message.words[max(0, index - 3) : index + 6]
    return bool(_HOMELAND & set(following)) or any(word in _DAYS or word in _DUAL_DAYS for word in near)


def _duration(message: Message, places: Sequence[int]) -> int | None:
    for place in places:
        word = message.words[place]
        dual = next((_DUAL_DAYS[stem] for stem in stems(word) if stem in _DUAL_DAYS), None)
        span = message.starting.get(place)
        if dual is not None:
            if span is not None:
                message.claim(span)
            return dual + _half_more(message, place + 1, dual // 2)
        if span is not None and message.free(span) and span.value is not None and not span.money:
            unit = _DAYS.get(message.word(span.end))
            if unit is not None:
                message.claim(span)
                return int(span.value * unit) + _half_more(message, span.end + 1, unit)
        single = (
            place not in message.inside and place - 1 not in message.inside and word in ("شهر", "اسبوع", "سنه", "يوم")
        )
        if single and message.word(place - 1) in _HALF:
            return _DAYS[word] // 2
        if single and message.word(place - 1) not in ("كل", "هذا", "من", "اخر", "ب", "قبل"):
            return _DAYS[word] + _half_more(message, place + 1, _DAYS[word])
    return None


_HALF = frozenset(["نص", "نصف"])


def _half_more(message: Message, place: int, unit: int) -> int:
    """The days of "ونص" at a place, after a duration in units of so many days; else 0."""
    half = message.word(place) in ("ونص", "ونصف") or (message.word(place) == "و" and message.word(place + 1) in _HALF)
    return unit // 2 if half else 0


_OTHER_DEEDS = word_set("طلاق الطلاق حضانه الحضانه اعاله الاعاله ورثه حصر الحصر ولايه الولايه زواج نكاح شرعي اعسار")
_DWELLING = word_set(
    "بيت بيتي بيتنا شقه شقتي سكن سكني منزل منزلي فله فلتي البيت السكن الشقه دور وبيتي وسكني والبيت منزلنا ساكن"
)


_HOUSING = word_set(
    "عقد إثبات مستأجر مستأجرة مستأجرين إيجار اجار صك صكوك ملك ملكي ملكنا تمليك شهادة مشهد إفادة سكن إسكان"
)


def read_housing_proof(message: Message) -> str | None:
    """lease, deed, certificate or none: what proves where the household lives."""
    for index, word in enumerate(message.words):
        forms = stems(word)
        nearby = message.words[index + 1 : index + 4]
        if _HOUSING.isdisjoint(forms) or (message.asks(index) and not message.possessed(index)):
            continue
        denied = message.denied(index)
        lease = _is_lease(message, index)
        if lease or message.phrase(index, 2) in ("اثبات سكن", "اثبات للسكن"):
            if denied:
                return "none"
            rented = any(
                stem in ("ايجار", "اجار", "ايجاري", "موثق", "موثقه", "الكتروني") for w in nearby for stem in stems(w)
            )
            if rented or (lease and len(message.words) <= 2):
                return "lease"
        if {"مستاجر", "مستاجره", "مستاجرين"} & set(forms) and not denied and not about_another(message, index):
            return "none" if _without_contract(message) else "lease"
        if {"ايجار", "اجار"} & set(forms) and not denied:
            living = {stem for w in message.words[max(0, index - 3) : index] for stem in stems(w)} & (
                _DWELLING | {"ساكن", "ساكنه", "ساكنين", "نسكن", "اسكن", "عايش"}
            )
            if living and not {"يجيني", "استلم", "عندي", "ماجر"} & set(message.words[max(0, index - 3) : index]):
                return "none" if _without_contract(message) else "lease"
        if {"صك", "صكوك"} & set(forms) and _OTHER_DEEDS.isdisjoint(nearby[:2]):
            return "none" if denied else "deed"
        owned = {"ملك", "ملكي", "ملكنا", "تمليك"} & {word} and set(message.words[max(0, index - 2) : index]) & _DWELLING
        if owned:
            return None if message.word(index - 1) in ("مو", "مب", "غير", "مش", "ليس") else "deed"
        if {"شهاده", "مشهد", "افاده"} & set(forms) and any(
            stem in ("سكن", "حكوميه", "حكومي", "جهه", "بلديه", "اماره") for w in nearby for stem in stems(w)
        ):
            return None if denied else "certificate"
        if message.phrase(index, 2) in (
            "سكن خيري",
            "سكن تنموي",
            "اسكان خيري",
            "الاسكان التنموي",
            "اسكان تنموي",
            "الاسكان الخيري",
        ):
            return "certificate"
    return None


_OTHER_CONTRACTS = frozenset(["عمل", "العمل", "زواج", "نكاح", "قران", "الزواج"])


def _is_lease(message: Message, index: int) -> bool:
    return "عقد" in stems(message.words[index]) and message.word(index + 1) not in _OTHER_CONTRACTS


def _without_contract(message: Message) -> bool:
    """Whether a lease is denied anywhere: "ساكن بالايجار بدون عقد"."""
    return any(_is_lease(message, index) and message.denied(index) for index in range(len(message.words)))


_SAME = word_set("مطابق يطابق متطابق نفس محدث نفسه مطابقه متطابقه محدثه صحيح يتطابق")
_DIFFERENT = word_set("مختلف يختلف مختلفه قديم خطا غلط ثاني")


def read_national_address(message: Message) -> bool | None:
    """Whether the national address is said to be that of the dwelling."""
    if not any(stem in ("عنوان", "عنواني") for word in message.words for stem in stems(word)):
        return None
    for index, word in enumerate(message.words):
        if message.asks(index):
            continue
        bare = word.removeprefix("و")
        if bare in _DIFFERENT:
            return message.word(index - 1) in ("مو", "مب", "غير", "مش", "ما", "ليس")
        if bare in _SAME:
            return message.word(index - 1) not in ("مو", "مب", "غير", "مش", "ما", "ليس", "لا", "ماهو")
    return None


_PLACES = {
    "shelter": PhraseSet(
        "دار ايواء|دار الايواء|دار رعايه|دار الرعايه|دار مسنين|دار المسنين|ملجا|مركز ايواء|"
        "دار حمايه|دار الحمايه|دار ايتام|دار الايتام|مركز ايوايي|دار ايواءي"
    ),
    "prison": PhraseSet("سجن|السجن|بالسجن|مسجون|مسجونه|سجين|سجينه"),
    "treatment_centre": PhraseSet("مركز علاج|مركز علاجي|مصحه|المصحه|مستشفي الامل|مركز تاهيل|مستشفي تاهيل|مركز التاهيل"),
    "home": PhraseSet(
        "ساكن في بيت|ساكنه في بيت|ساكن في شقه|ساكنه في شقه|في بيتي|في بيت|في شقه|بيت مستقل|"
        "ساكن بيت|في بيتنا|ساكنين في بيت|بيت ايجار|ساكن بايجار|ساكنه بايجار|ساكنين بايجار|"
        "ساكن بالايجار|ساكنه بالايجار|ساكنين بالايجار|"
        "بيت ملك|في منزل|في منزلي|بيتي ملك|ساكن مع|ساكنه مع|ساكن لحالي|ساكنه لحالي|ساكن ايجار|"
        "ساكنه ايجار|ساكن شقه|ساكنه شقه|في بيوتنا"
    ),
}


def read_lives_in(message: Message) -> str | None:
    """home, shelter, treatment_centre or prison, where the applicant says it of themselves."""
    for place, phrases in _PLACES.items():
        for index in range(len(message.words)):
            if not phrases.at(message.words, index) or message.asks(index) or about_another(message, index):
                continue
            if message.word(index - 1) in (
                "مو",
                "مب",
                "ما",
                "لا",
                "ليس",
                "مش",
                "غير",
                "راتب",
                "اشتغل",
                "حساب",
                "خارج",
                "برا",
            ):
                continue
            return place
    return None
