"""Names that mark a message about another programme, body, product guarantee or country than ours.

A message may name one and still be ours ("راتبي من التأمينات ينحسب؟"), so a name is one feature among many, not a
decision. All names count as the same feature: what is learned from messages about one holds for those with few or none.
Which body to ask is the answer's business, not the classifier's.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from arabic import normalise
from nlu.stems import stem

OTHER_BODY = "<body>"
_AND = "و"

_NAMES = """
حساب المواطن | ساند | التأمينات | قوسي | حافز | تمهير | جدارات | طاقات | قوى | مساند | هدف | سكني | الإسكان | العقاري
أبشر | توكلنا | صحتي | ناجز | نور | المرور | الجوازات | الأحوال | الزكاة | البلدية | التقاعد | ريف | إحسان | جود
بنك التنمية | صندوق التنمية | بنك التسليف | بنك الطعام | كفالة | الضمان الصحي | التأمين الصحي | التأمين الطبي
ضمان الجهاز | ضمان السيارة | ضمان الجوال | الوكيل | الوكالة
مصر | الأردن | الكويت | قطر | الإمارات | البحرين | عمان | المغرب | تونس | الجزائر | ليبيا | السودان | العراق | لبنان
تركيا | ألمانيا | أمريكا | بريطانيا | تكافل وكرامة
"""


def _phrase(name: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in normalise(name).split())


_PHRASES = frozenset(_phrase(name) for line in _NAMES.strip().splitlines() for name in line.split("|"))
_LONGEST = max(len(phrase) for phrase in _PHRASES)


def other_bodies(words: Sequence[str]) -> int:
    """How many names of others stand in a message, given its normalised words in order."""
    readings = [_readings(word) for word in words]
    return sum(
        any(phrase in _PHRASES for phrase in product(*readings[start : start + length]))
        for length in range(1, _LONGEST + 1)
        for start in range(len(readings) - length + 1)
    )


@lru_cache(50_000)
def _readings(word: str) -> frozenset[str]:
    """Its stem; that of what follows "و" too, which may be "and" ("وساند") or the name's own letter ("وكالة")."""
    return frozenset(stem(each) for each in (word, word.removeprefix(_AND)))
