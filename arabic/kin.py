"""Words for the people of a household, and the other nouns that people count."""

from dataclasses import dataclass

from arabic.letters import normalise
from arabic.number_words import TIME_UNITS
from arabic.phrases import word_set


@dataclass(frozen=True)
class KinWord:
    """What one word says of a person or persons.

    `form` is one, dual, many, or head (only with a person after it: "أم زوجتي"). `owner` is mine, his, hers, theirs,
    ours, the (with an article) or nothing.
    """

    relation: str
    form: str
    owner: str = ""
    joined: bool = False
    boys_if_with_girls: bool = False  # "أولاد": sons where "بنات" follows, else children


# relation: (bare words, stems that take a possessive ending)
_ONE = {
    "wife": ("زوجة حرمة مدام", "زوجت حرمت مرت مرات مدام"),
    "husband": ("زوج", "زوج جوز بعل رجال"),
    "son": ("ولد ابن", "ولد ابن"),
    "daughter": ("بنت ابنة بنية بنوتة", "بنت ابنت بنيت"),
    "father": ("اب والد", "ابو والد اب"),
    "mother": ("والدة", "ام والدت"),
    "brother": ("اخ شقيق", "اخو شقيق"),
    "sister": ("اخت شقيقة", "اخت شقيقت"),
    "child": ("طفل طفلة رضيع رضيعة بزر ورع مولود مولودة", "طفل طفلت بزر ورع رضيع"),
    "other": ("شخص نفر حفيد حفيدة مرافق", "جد جدت حفيد حفيدت عمت خالت حمات كنت نسيب نسيبت عم خال"),
}
_MINE_TOO = {"father": "بابا ابويا ابويه ابي", "mother": "ماما يمه امايه", "brother": "اخي اخويا", "wife": "المدام"}
_DUAL = {
    "wife": "زوجتين زوجتان",
    "son": "ولدين ابنين ولدان ابنان",
    "daughter": "بنتين ابنتين بنتان ابنتان",
    "child": "طفلين طفلان طفلتين بزرين توأم توأمين توم تومين توايم",
    "brother": "اخوين",
    "sister": "اختين اختان",
    "other": "حفيدين شخصين نفرين فردين",
    "parents": "والدين والديني والديا والداي",
}
_MANY = {
    "wife": "زوجات حريم",
    "daughter": "بنات بنيات",
    "child": "عيال اطفال بزران بزارين ورعان وراعين ذرية ايتام يتامى اولاد ابناء",
    "brother": "اخوان اخوة اشقاء خوان",
    "sister": "خوات اخوات شقيقات",
    "other": "احفاد اشخاص افراد انفار نفرات تابعين معالين مرافقين",
}
_MANY_STEMS = {
    "wife": "زوجات حريم",
    "daughter": "بنات",
    "child": "عيال اطفال بزران ورعان اولاد ابنائ ابناؤ",
    "brother": "اخوان اخوت خوان",
    "sister": "خوات اخوات",
    "other": "احفاد",
}
_ENDINGS = {
    "ي": "mine",
    "ه": "his",
    "ها": "hers",
    "هم": "theirs",
    "نا": "ours",
    "هن": "theirs",
    "هما": "theirs",
    "تي": "mine",
}
_BOYS = ("اولاد", "ابنا")
_HEADS = {"other": "ام ابو اخو", "son": "", "daughter": ""}
_NOT_KIN = word_set("اخوه والده ابنه كنتي كنته كنتها كنتهم خاله رجاله رجالنا رجالها رجالهم ابنا اب اخ عمه جده جدتي") - {
    normalise("جدتي")
}
_BARE_ANYWAY = word_set("والدة ابنة اب اخ ابناء")


def _table() -> dict[str, KinWord]:
    plain: dict[str, KinWord] = {}

    def add(word: str, relation: str, form: str, owner: str = "") -> None:
        boys = form == "many" and relation == "child" and word.startswith(_BOYS)
        plain.setdefault(word, KinWord(relation, form, owner, boys_if_with_girls=boys))

    def add_owned(stems: str, relation: str, form: str) -> None:
        for stem in map(normalise, stems.split()):
            for ending, owner in _ENDINGS.items():
                if ending != "تي" and stem + ending not in _NOT_KIN:
                    add(stem + ending, relation, form, owner)

    for relation, (bare, stems) in _ONE.items():
        for word in map(normalise, bare.split()):
            add(word, relation, "one")
        add_owned(stems, relation, "one")
    for relation, words in _MINE_TOO.items():
        for word in map(normalise, words.split()):
            add(word, relation, "one", "mine")
    for relation, words in _DUAL.items():
        for word in map(normalise, words.split()):
            add(word, relation, "dual")
    for relation, words in _MANY.items():
        for word in map(normalise, words.split()):
            add(word, relation, "many")
        add_owned(_MANY_STEMS[relation], relation, "many")
    for word in map(normalise, _HEADS["other"].split()):
        add(word, "other", "head")

    table = dict(plain)
    for word, kin in plain.items():
        forms = {"و" + word: (kin.owner, True)}
        if len(word) >= 4:
            forms |= {prefix + word: (kin.owner, False) for prefix in ("ل", "ب")} | {"ول" + word: (kin.owner, True)}
        if not kin.owner and kin.form != "head":
            forms |= {"ال" + word: ("the", False), "وال" + word: ("the", True), "هال" + word: ("the", False)}
            forms |= {"ها" + "ل" + word: ("the", False), "لل" + word: ("the", False)}
        if not kin.owner and kin.relation == "mother":
            forms |= {"الام": ("the", False), "والام": ("the", True)}
        for form, (owner, joined) in forms.items():
            table.setdefault(form, KinWord(kin.relation, kin.form, owner, joined, kin.boys_if_with_girls))
    return table


KIN = _table()
for _word in ("بام", "لام", "بابو", "وبنا", "لبنت", "الوالدي"):
    KIN.pop(_word, None)

PERSONS = frozenset(["اشخاص", "افراد", "انفار", "نفرات", "نفر", "شخص", "فرد"])
VEHICLES = word_set("سيارة سيارات سيارتين سيارتي موتر مواتر موترين مركبة مركبات مركبتين سياراتي")
WORKERS = word_set(
    "شغالة شغالات شغالتين خادمة خادمات خادمتين خدامة خدامات خدم عاملة عاملتين عاملات عمالة سواق سائق سواقين سائقين عمال"
)
COUNTED_NOUNS = (
    frozenset(word for word, kin in KIN.items() if not kin.joined and kin.form != "head" and kin.owner != "the")
    | VEHICLES
    | WORKERS
    | TIME_UNITS
)
FEMALE = frozenset(["wife", "mother", "daughter", "sister"])
MALE = frozenset(["husband", "father", "son", "brother"])
