"""Reading which articles of the Law, and which royal decrees, a message names: "الماده التاسعه", "ماده 9 و 10", "م/35".

The texts have their letters folded already, as arabic.normalise folds them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from knowledge.phrases import PREFIXES

# The ordinals and cardinals of each unit, as a pattern; before "ten" one and two have words of their own.
UNITS = {
    1: "اولي|اوله|الاول|واحده?",
    2: "ثانيه?|تانيه?|اثنين|اثنان|ثنتين|اتنين",
    3: "ثالثه?|تالته?|ثلاثه?|تلاته?",
    4: "رابعه?|اربعه?",
    5: "خامسه?|خمسه?",
    6: "سادسه?|سته?",
    7: "سابعه?|سبعه?",
    8: "ثامنه?|تامنه?|ثمانيه?|تمانيه?",
    9: "تاسعه?|تسعه?",
}
UNITS_BEFORE_TEN = UNITS | {
    1: "حاديه?|احدي?",
    2: "ثانيه?|تانيه?|اثنا|اثني|اثنتا|اثنتي",
}
TEN, TWENTY = "عاشره?|عشره?", "عشرين|عشرون"
TEENS_IN_SPEECH = {
    11: "احدعشر?|حدعشر?|احدطعش|حداشر|احداشر",
    12: "اثنعشر?|ثنعش|اطنعش|طنعش|اثناعشر|اثنيعشر|اتناشر",
    13: "ثلطعش|ثلتعش|ثلاثطعش|ثلاثتعش|تلطعش|تلتاشر|تلاتاشر",
    14: "اربع[تط]ا?عش|اربعتاشر|اربعطاشر",
    15: "خمس[تط]ا?عش|خمستاشر|خمسطاشر",
    16: "س[تط]ا?عش|ستطعش|ستاشر|سطاشر",
    17: "سبع[تط]ا?عش|سبعتاشر|سبعطاشر",
    18: "ثمن[تط]ا?عش|ثمان[تط]ا?عش|تمنتاشر|تمنطاشر",
    19: "تسع[تط]ا?عش|تسعتاشر|تسعطاشر",
}
THE = "(?:ال|ام)?"

ARTICLE = re.compile(
    rf"(?<!\w){PREFIXES}(?:(?:ا?ماد[هت]|ماذه|مادتين|مادتي|مواد)(?!\w)(?:\s*رقم(?:ها)?(?!\w))?|م(?=[\s/.]*\d))[\s:(\"/.-]*(?:من\s+)?"
)
JOINT = re.compile(r"\s*(?:,\s*و?|/|(?<!\w)او\s|(?<!\w)ثم\s|و)\s*")
RANGE = re.compile(r"\s*(?:-|(?<!\w)(?:الي|حتي|لين)\s)\s*")
DECREE = re.compile(
    rf"(?<!\w){PREFIXES}(?:مرسوم(?:\s+{THE}ملكي)?(?:\s+رقم)?[\s(\"]*(?:م\s*/?\s*)?|م\s*/?\s*)(?P<number>\d+)(?!\w)"
)
REPEATED = re.compile(r"([^\W\d_])\1+")


@cache
def number_words() -> tuple[tuple[int, str], ...]:
    """Every number that is read from words, with its pattern, the longer before the shorter."""
    found = [
        (20 + unit, rf"{THE}(?:{words}|{UNITS_BEFORE_TEN[unit]})\s*و\s*{THE}(?:{TWENTY})")
        for unit, words in UNITS.items()
    ]
    found += [(10 + unit, rf"{THE}(?:{words})\s+{THE}عشره?") for unit, words in UNITS_BEFORE_TEN.items()]
    found += [(number, f"{THE}(?:{words})") for number, words in TEENS_IN_SPEECH.items()]
    found += [(20, f"{THE}(?:{TWENTY})"), (10, f"{THE}(?:{TEN})")]
    found += [(number, f"{THE}(?:{words})") for number, words in UNITS.items()]
    return tuple(found)


@cache
def one_number() -> re.Pattern[str]:
    """One number in digits or in words, up to a word's end; its group's name says which."""
    words = "|".join(f"(?P<words_{place}>{pattern})" for place, (_, pattern) in enumerate(number_words()))
    return re.compile(rf"(?:{THE}(?P<digits>\d{{1,3}})|{words})(?!\w)")


def numbers(text: str, *, bare: bool = False) -> tuple[int, ...]:
    """The numbers of the articles that a message names, each once and in order; the Law may not have them all.

    A number counts where the word "article" stands before it, and so does what is joined to it ("9 و 10", "9 الي 11").
    `bare`: a number alone is enough, because the conversation is about articles ("والعاشره؟").
    """
    once = REPEATED.sub(r"\1", text)
    decreed = [match.span() for match in DECREE.finditer(once) if is_decree(match)]
    found = [
        number
        for start in ARTICLE.finditer(once)
        if not any(begin <= start.start() < end for begin, end in decreed)
        for number in joined(once, start.end())
    ]
    if bare and not found and not decreed:
        found = next((numbers for numbers in bare_numbers(once) if numbers), [])
    return tuple(dict.fromkeys(found))


def decrees(text: str) -> tuple[int, ...]:
    """The numbers of the royal decrees that a message names, each once and in order."""
    return tuple(dict.fromkeys(int(match["number"]) for match in DECREE.finditer(text) if is_decree(match)))


def is_decree(match: re.Match[str]) -> bool:
    """Whether what looks like a decree is one: "م 17" is an article; the known decrees are above the last."""
    return "مرسوم" in match[0] or int(match["number"]) in KNOWN_DECREES


# The Law's own, the one of 2026 on those from the old system, and that of the old system itself.
KNOWN_DECREES = frozenset({32, 35, 45})


def joined(text: str, place: int) -> list[int]:
    """The numbers that stand at a place, one after the other; a range with all that lies between."""
    found: list[int] = []
    through = False
    while match := one_number().match(text, place):
        number = value(match)
        if through and found[-1] < number:
            found += range(found[-1] + 1, number)
        found.append(number)
        joint = RANGE.match(text, match.end()) or JOINT.match(text, match.end())
        if joint is None:
            break
        through = RANGE.match(text, match.end()) is not None
        place = joint.end()
    return found


def bare_numbers(text: str) -> Iterator[list[int]]:
    """What stands at each word's beginning, with and without the prefixes written together with it."""
    for word in re.finditer(r"(?<!\w)\w", text):
        yield joined(text, word.start())
        prefix = re.compile(r"[وف]?[بل]?").match(text, word.start())
        if prefix is not None and prefix.end() > word.start():
            yield joined(text, prefix.end())


def value(match: re.Match[str]) -> int:
    """The number that `one_number` found."""
    if match["digits"]:
        return int(match["digits"])
    group = match.lastgroup
    assert group is not None
    return number_words()[int(group.removeprefix("words_"))][0]
