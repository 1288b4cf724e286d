"""Number words of MSA and Saudi speech, in normalised spelling."""

from dataclasses import dataclass
from decimal import Decimal

from arabic.letters import normalise
from arabic.phrases import word_set


@dataclass(frozen=True)
class NumberWord:
    """A word's value and its part in a number.

    `part` is zero, unit (1-9), ten (10), teen, tens, hundred (which a unit may multiply), hundreds (complete: 200-900),
    scale (thousand, million: a number may multiply it), double (two thousand, two million), fraction, or counted
    (a noun in the dual, which says "two" by itself).
    """

    part: str
    value: Decimal
    joined: bool = False  # written with "و" before it: "وخمسمية"
    preposition: str = ""  # ب or ل before it: "بثلاث", "لأربع"


_UNITS = {
    1: "واحد واحدة وحدة وحده واحده واحدا",
    2: "اثنين اثنان ثنين اتنين اثنتين ثنتين تنين اثنتان ثنتان اثنا اثني اثنتا اثنتي",
    3: "ثلاث ثلاثة تلات تلاتة ثلاته تلاثة ثلاثت ثلاثه تلت ثلت",
    4: "أربع أربعة اربعه أربعت",
    5: "خمس خمسة خمسه خمست",
    6: "ست ستة سته",
    7: "سبع سبعة سبعه",
    8: "ثمان تمان ثماني ثمانية ثمنية ثمانيه تمن تمانية تمنية تماني ثمنيه",
    9: "تسع تسعة تسعه",
}
_TEN = "عشر عشرة عشره"
_TENS = {
    20: "عشرين عشرون",
    30: "ثلاثين ثلاثون تلاتين ثلاتين",
    40: "أربعين أربعون",
    50: "خمسين خمسون",
    60: "ستين ستون",
    70: "سبعين سبعون",
    80: "ثمانين ثمانون تمانين",
    90: "تسعين تسعون",
}
_TEEN_STEMS = {
    11: "احد حد احدا حدا احدى",
    12: "اثنا اثن اطن طن اتن اثنى اثني ثن اتنا",
    13: "ثلاث ثلاثة ثلط ثلاثط ثلت تلت تلط ثلاثت تلاتة تلاتط",
    14: "اربع اربعة اربعط اربعت ارباط اربت",
    15: "خمس خمسة خمسط خمست خمصط خماسط",
    16: "ست ستة ستط سط ستت سطا",
    17: "سبع سبعة سبعط سبعت سباط",
    18: "ثمان ثمن ثمنط ثمنت تمنت تمنط ثمانط ثمانية ثمانت",
    19: "تسع تسعة تسعط تسعت تساط",
}
_TEEN_ENDS = ("عش", "عشر", "اعش", "اعشر", "اشر", "عشرة", "اش")
_HUNDRED = "مية مئة مائة ماية مايه ميه ميا"
_HUNDRED_STEMS = {
    3: "ثلاث ثلث تلت تلات ثلاثة",
    4: "أربع ربع أربعة",
    5: "خمس خمسة",
    6: "ست ستة",
    7: "سبع سبعة",
    8: "ثمان ثمن ثماني تمن تمان تماني ثمانية",
    9: "تسع تسعة",
}
_HUNDRED_ENDS = ("مية", "ماية", "مائة", "مئة", "ميا", "ميت", "مئات")
_TWO_HUNDRED = "ميتين مئتين مائتين مايتين ميتان مئتان مائتان ماتين متين مئتا مائتا مئتي مائتي"
_THOUSAND = "ألف آلاف الاف آلآف الالاف الالف ألوف تالاف تلاف لاف الافا الفا"
_THOUSAND_STEMS = {
    3: "ثلاث تلات تلت ثلث",
    4: "اربع",
    5: "خمس",
    6: "ست",
    7: "سبع",
    8: "ثمان ثمن تمن تمان",
    9: "تسع",
    10: "عشر",
}
_THOUSAND_ENDS = ("الاف", "تالاف", "تلاف", "ةالاف", "لاف", "طالاف")
_COUNTED_DUALS = (
    "ولدين ابنين بنتين ابنتين طفلين زوجتين اختين اخوين سيارتين موترين مركبتين شغالتين خادمتين عاملتين سواقين سائقين "
    "شهرين يومين سنتين اسبوعين ريالين مرتين شخصين نفرين فردين ولدان بنتان سيارتان طفلان شهران يومان"
)
_PREFIXES = ("", "و", "ف", "ب", "ل", "وب", "ول", "فب", "بـ", "ال", "وال", "بال", "هال", "لل")
_NOT_NUMBERS = frozenset(
    ["لست", "الاحد", "والست", "فوحده", "لوحده", "بوحده", "لوحد", "التلت", "والتلت", "بلاف", "فلاف", "ولاف"]
)


def _table() -> dict[str, NumberWord]:
    plain: dict[str, NumberWord] = {}

    def add(words: str, part: str, value: str | int) -> None:
        for word in words.split():
            plain.setdefault(normalise(word), NumberWord(part, Decimal(value)))

    add("صفر زيرو", "zero", 0)
    for value, words in _UNITS.items():
        add(words, "unit", value)
    add(_TEN, "ten", 10)
    for value, stems in _TEEN_STEMS.items():
        for stem in stems.split():
            add(" ".join(stem + end for end in _TEEN_ENDS), "teen", value)
    for value, words in _TENS.items():
        add(words, "tens", value)
    add(_HUNDRED, "hundred", 100)
    add(_TWO_HUNDRED, "hundreds", 200)
    for value, stems in _HUNDRED_STEMS.items():
        for stem in stems.split():
            add(" ".join(stem + end for end in _HUNDRED_ENDS), "hundreds", value * 100)
    add(_THOUSAND, "scale", 1000)
    add("ألفين ألفان الفينن الفينات", "double", 2000)
    for value, stems in _THOUSAND_STEMS.items():
        for stem in stems.split():
            add(" ".join(stem + end for end in _THOUSAND_ENDS), "double", value * 1000)
    add("مليون ملايين ملاين", "scale", 1_000_000)
    add("مليونين مليونان", "double", 2_000_000)
    add("مليار مليارات", "scale", 1_000_000_000)
    add("مليارين", "double", 2_000_000_000)
    add("نص نصف", "fraction", "0.5")
    add("ربع", "fraction", "0.25")
    add(_COUNTED_DUALS, "counted", 2)

    table = dict(plain)
    for prefix in map(normalise, _PREFIXES):
        for word, entry in plain.items():
            form = prefix + word
            if form in table or form in _NOT_NUMBERS or (entry.part == "counted" and prefix not in ("", "و")):
                continue
            preposition = "ل" if prefix in ("ل", "ول") else ("ب" if prefix and prefix[-1] == "ب" else "")
            table[form] = NumberWord(entry.part, entry.value, prefix.startswith(("و", "ف")), preposition)
    return table


NUMBER_WORDS = _table()
CURRENCY = frozenset(["ريال", "ريالات", "ريالا", "رس", "sar", "sr", "riyal", "riyals", "ريالين"])
TIME_UNITS = word_set("سنة سنين سنوات عام اعوام شهر شهور اشهر يوم ايام يوما اسبوع اسابيع ساعة ساعات")
