"""Reading who the applicant is: age, marital status, gender, nationality, work and study."""

from collections.abc import Sequence

from arabic.kin import FEMALE, KIN, MALE
from arabic.mentions import Mention, is_having
from arabic.message import Message
from arabic.phrases import PhraseSet, word_set

_LOOK_BACK = 9  # words between a person and what is said of that person
_OLDEST_READ = 999  # what no person can be is left to the caller to complain of

_MARITAL = {
    "widowed": (word_set("أرمل"), word_set("أرملة")),
    "divorced": (word_set("مطلق منفصل مخلوع"), word_set("مطلقة منفصلة مخلوعة تطلقت خلعت طلقني")),
    "married": (word_set("متزوج مزوج معرس"), word_set("متزوجة مزوجة")),
    "single": (word_set("أعزب عازب"), word_set("عزباء عازبة عزبة")),
}
_MASCULINE = word_set("سعودي مواطن متقاعد موظف عاطل رجال طالب مقيم ساكن عايش عاجز متفرغ يتيم مستاجر مسجون")
_FEMININE = word_set(
    "سعوديه مواطنه متقاعده موظفه عاطله طالبه مقيمه ساكنه عايشه عاجزه متفرغه يتيمه مستاجره "
    "حامل امراه حرمه مسجونه مهجوره معلقه"
)
_FOREIGN = word_set(
    "اجنبي اجنبيه وافد وافده يمني يمنيه سوري سوريه مصري مصريه اردني اردنيه فلسطيني فلسطينيه "
    "سوداني سودانيه باكستاني باكستانيه هندي هنديه مغربي مغربيه تونسي تونسيه عراقي عراقيه "
    "بنقالي بنقاليه اندونيسيه فلبينيه اثيوبيه تشادي تشاديه نيجيري نيجيريه لبناني لبنانيه "
    "جزايري جزايريه ليبي بورمي برماوي برماويه صومالي صوماليه اريتري اريتريه كويتي كويتيه "
    "بحريني بحرينيه اماراتي اماراتيه قطري قطريه عماني عمانيه"
)
_CITIZEN = frozenset(["سعودي", "سعوديه", "مواطن", "مواطنه", "سعوديا", "سعوديين"])
_NOT = frozenset(["غير", "مو", "مب", "مش", "ليس", "لست", "ماني", "مهوب", "لا", "ما", "موب", "منيب", "ليست"])
_FIRST_PERSON = word_set("انا عندي راتبي دخلي لاني اني معي لي عمري معاشي اشتغل استلم عندنا")


def about_another(message: Message, index: int) -> bool:
    """Whether a word that describes a person describes somebody other than the applicant ("أمي أرملة")."""
    feminine = message.words[index].endswith("ه")
    for place in range(index - 1, max(-1, index - _LOOK_BACK), -1):
        word = message.words[place]
        if not message.same_clause(place, index) or word in _FIRST_PERSON or word.removeprefix("و") in _FIRST_PERSON:
            return False
        if word.removeprefix("و") in ("طليقي", "طليقتي"):
            return True
        if is_having(message, place):
            return False
        kin = KIN.get(word)
        if kin is None or kin.form not in ("one", "many") or kin.relation in (MALE if feminine else FEMALE):
            continue
        of_self = kin.form == "many" and message.words[index].startswith("و") and not kin.owner  # "أطفال وسعودي"
        if not of_self and (place == index - 1 or kin.owner not in ("", "the")):
            return True
    return False


def read_age(message: Message) -> int | None:
    """The applicant's age in years; the number is claimed."""
    for index, word in enumerate(message.words):
        span = None
        if word in ("عمري", "وعمري", "سني", "عمرى", "بعمر", "واعمري"):
            span = message.number_after(index + 1, within=2)
        elif word in ("العمر", "عمر", "والعمر", "سن"):
            if not any(message.word(index - step) in KIN for step in (1, 2)) and message.word(index + 1) not in KIN:
                span = message.number_after(index + 1, within=1)
        elif word in ("انا", "عندي", "وانا") or (index == 0 and len(message.words) <= 3):
            beside = message.starting.get(index if index == 0 and word not in ("انا", "عندي", "وانا") else index + 1)
            years = beside is not None and message.word(beside.end) in ("سنه", "عام", "سنوات", "عاما", "سنين")
            span = beside if years else None
        if span is not None and message.free(span) and not span.money and not span.counted:
            message.claim(span)
            if span.value is not None and 0 <= span.value <= _OLDEST_READ:
                return int(span.value)
            return None
    return None


def read_marital(message: Message, people: Sequence[Mention]) -> str | None:
    """single, married, divorced or widowed, as the applicant's own words say."""
    denied_married = False
    for index, word in enumerate(message.words):
        bare = word.removeprefix("و")
        for status, forms in _MARITAL.items():
            if bare not in forms[0] | forms[1]:
                continue
            if about_another(message, index):
                break
            if message.word(index - 1) in _NOT:
                denied_married = denied_married or status == "married"
                break
            return status
        if bare in ("طليقي", "طليقتي"):
            return "divorced"
        if message.phrase(index, 2) in ("ما تزوجت", "لم اتزوج", "ماني متزوج", "ماني متزوجه"):
            return "single"
    if denied_married:
        return "single"
    spouses = [
        mention for mention in people if mention.relation in ("wife", "husband") and mention.kin.owner in ("mine", "")
    ]
    if any(mention.present for mention in spouses):
        return "married"
    return _STATUS_BY_FATE[spouses[0].fate] if spouses else None


_STATUS_BY_FATE = {"dead": "widowed", "divorced": "divorced", "elsewhere": "married"}


def read_gender(message: Message, people: Sequence[Mention]) -> str | None:
    """male or female where the words show it; None where they do not, or show both."""
    for mention in people:
        if mention.relation in ("wife", "husband") and mention.kin.owner == "mine" and mention.end - mention.start == 1:
            return "male" if mention.relation == "wife" else "female"
    shown: set[str] = set()
    masculine = _MASCULINE.union(*(forms[0] for forms in _MARITAL.values()))
    feminine = _FEMININE.union(*(forms[1] for forms in _MARITAL.values()))
    for index, word in enumerate(message.words):
        bare = word.removeprefix("و")
        if bare == "طليقي":
            return "female"
        if bare == "طليقتي":
            return "male"
        if bare in masculine | feminine and not about_another(message, index) and not _other_sense(message, index):
            shown.add("female" if bare in feminine else "male")
        if message.phrase(index, 2) in ("ربه بيت", "ربه منزل", "انا ام", "انا امراه", "انا بنت"):
            shown.add("female")
    return shown.pop() if len(shown) == 1 else None


_OTHERS_BEFORE = word_set("حساب حسابي من زوجة ب ابن بنت عقد جواز أم رقم ولد دعم")
_SPOUSES_BEFORE = word_set("أرملة مطلقة متزوجة")  # "أرملة سعودي" says it of him, "أرملة سعودية" of her


def _other_sense(message: Message, index: int) -> bool:
    """Whether an adjective speaks of no person or of another: "حساب مواطن", "متزوجة من سعودي", "طالب مساعدة"."""
    before = message.word(index - 1)
    bare = message.words[index].removeprefix("و")
    if before in _OTHERS_BEFORE or (before in _SPOUSES_BEFORE and not bare.endswith("ه")):
        return True
    return bare == "طالب" and not _studies(message, index)


_NATIONAL = _CITIZEN | _FOREIGN | word_set("مقيم مقيمة")
_LIVING_THERE = word_set("في بالسعودية داخل مع بالمملكة عند ب")


def read_nationality(message: Message) -> str | None:
    """saudi or other, where the applicant says it of themselves."""
    for index, word in enumerate(message.words):
        bare = word.removeprefix("و")
        if word in ("جنسيتي", "الجنسيه", "وجنسيتي", "جنسيه"):
            following = message.word(index + 1)
            if following in ("سعودي", "سعوديه", "السعوديه"):
                return "saudi"
            if following in _FOREIGN or following == "غير":
                return "other"
        if bare not in _NATIONAL or about_another(message, index) or _other_sense(message, index):
            continue
        if bare in _CITIZEN:
            return "other" if message.word(index - 1) in _NOT else "saudi"
        if bare in _FOREIGN:
            return "other"
        here = message.word(index + 1) in _LIVING_THERE  # "مقيم في الرياض" says where, not what
        if not here and message.word(index - 1) in ("انا", "وانا", "") and not message.asks(index):
            return "other"
    return None


_CITIZEN_OBJECT = word_set("سعودي مواطن بسعودي بمواطن لسعودي")


_CARD = PhraseSet("بطاقة تنقل|بطاقة التنقل|بطاقات تنقل")


def read_exception(message: Message, nationality: str | None) -> str | None:
    """The nationality exception that the words name, else None."""
    words = message.words
    if _CARD.within(words):
        said = {word.removeprefix("و").removeprefix("ال") for word in words}
        if said & {"ارمله"} and said & {"ايتام", "يتامي", "عيال", "اطفال"}:
            return "widow_with_orphans_card"
        if said & {"يتيم", "يتيمه", "ايتام", "يتامي"}:
            return "orphan_card"
        if said & {"معاق", "معاقه", "اعاقه", "معوق", "اعاقتي"}:
            return "disability_card"
        if said & {"ارمله"}:
            return "widow_with_orphans_card"
    for index, word in enumerate(words):
        if word not in _CITIZEN_OBJECT or message.word(index - 1) in _NOT:
            continue
        near = [near.removeprefix("و") for near in words[max(0, index - 3) : index]]
        if {"ارمله", "مطلقه", "طليقه", "طليقي"} & set(near):
            return "former_wife_of_citizen"
        if {"زوجه", "متزوجه", "حرمه"} & set(near):
            return "wife_of_citizen"
        if "زوجي" in near and nationality == "other":
            gone = {"المتوفي", "متوفي", "السابق"} & set(words[max(0, index - 2) : index + 2])
            return "former_wife_of_citizen" if gone else "wife_of_citizen"
    for index, word in enumerate(words):
        if word in ("سعوديه", "مواطنه"):
            before = message.word(index - 1).removeprefix("و")
            if before in ("ابن", "بنت", "ولد") or (
                before in ("امي", "والدتي", "ام") and (nationality == "other" or _foreign_father(words))
            ):
                return "child_of_citizen_mother"
    return None


def _foreign_father(words: Sequence[str]) -> bool:
    for index, word in enumerate(words[:-1]):
        if word.removeprefix("و") in ("ابوي", "والدي", "ابي") and (
            words[index + 1] in _FOREIGN or words[index + 1] in ("غير", "مو", "مقيم")
        ):
            return True
    return False


_SEEKING = PhraseSet(
    "ابحث عن|باحث عن|باحثه عن|ادور وظيفه|ادور شغل|ادور عمل|ادور علي|ابحث وظيفه|دورت وظيفه|"
    "نبحث عن|ابغي وظيفه|ابي وظيفه|ابي شغل|ابغي شغل|اطلب وظيفه|انتظر وظيفه|بحثت عن|ادور عن|"
    "مسجل طاقات|ابغا وظيفه|جدارات|اريد وظيفه|اتدرب في|تدريب تمهير"
)
_REFUSING = PhraseSet(
    "ما ابي اشتغل|ما ابغي اشتغل|ما اريد العمل|ما ابغا اشتغل|لا اريد العمل|ما ابي وظيفه|"
    "ما ابغي وظيفه|لا ارغب بالعمل|رفضت الوظيفه|رافض العمل|لا ارغب في العمل|ما ابي اعمل|"
    "رافضه العمل"
)
_EXEMPT = PhraseSet(
    "عاجز عن|عاجزه عن|غير قادر|غير قادره|ما اقدر اشتغل|ما اقدر اعمل|لا استطيع العمل|"
    "لا اقدر علي العمل|ماقدر اشتغل|ما استطيع العمل|عجز كلي|معفي من|معفاه من"
)
_NOT_YET = word_set("أبي أبغى أريد ودي أقدر أبغا كنت أرغب لازم")
_WORKS = word_set("اشتغل اعمل موظف موظفه اداوم داوم شغال")
_STUDY = word_set(
    "جامعي جامعيه بالجامعه جامعه الجامعه كليه بكليه ثانوي متفرغ متفرغه منتظم منتظمه معهد بالكليه دراسات متوسط"
)


_NEEDS_WORK = word_set("عن على من قادر قادرة في")  # "أبحث عن" is not yet "أبحث عن عمل"


def read_empowerment(message: Message) -> str | None:
    """working, seeking, exempt or refusing. "عاطل" alone does not say that work is sought, so it says nothing here."""
    for phrases, answer in ((_REFUSING, "refusing"), (_EXEMPT, "exempt"), (_SEEKING, "seeking")):
        for index in range(len(message.words)):
            length = phrases.at(message.words, index)
            if not length or message.asks(index) or about_another(message, index):
                continue
            open_ended = message.word(index + length - 1) in _NEEDS_WORK and not _of_work(message, index)
            if not open_ended and message.word(index - 1) not in _NOT:
                return answer
    for index, word in enumerate(message.words):
        bare = word.removeprefix("و") if word != "وظيفتي" else word
        wished = message.word(index - 1) in _NOT | _NOT_YET
        if bare in _WORKS and not wished and not message.asks(index) and not about_another(message, index):
            return "working"
    return None


def _of_work(message: Message, index: int) -> bool:
    work = ("عمل", "العمل", "وظيفه", "وظايف", "شغل", "الشغل", "للعمل", "الوظيفه", "التمكين", "بالعمل", "شغله")
    return any(word in work for word in message.words[index : index + 5])


def _studies(message: Message, index: int) -> bool:
    following = message.word(index + 1)
    if following in _STUDY or (following == "في" and any(w in _STUDY for w in message.words[index + 2 : index + 4])):
        return True
    ends = following in ("", ".", ",", "?", "!") or following.startswith("و")
    return ends and message.word(index - 1) in ("انا", "وانا", "", "مو", "مب", "لست", "ماني", "غير", "حاليا")


def read_student(message: Message) -> bool | None:
    """Whether the applicant says to be a student, or not to be one."""
    for index, word in enumerate(message.words):
        bare = word.removeprefix("و")
        student = bare in ("طالب", "طالبه") and _studies(message, index)
        studying = bare == "ادرس" and any(w in _STUDY for w in message.words[index + 1 : index + 4])
        if message.phrase(index, 2) in ("ما ادرس", "لا ادرس"):
            return False
        if (student or studying) and not message.asks(index) and not about_another(message, index):
            return message.word(index - 1) not in _NOT
    return None
