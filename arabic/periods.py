"""Words for how often an amount comes: a year, a week, a day."""

from collections.abc import Sequence
from decimal import Decimal

from arabic.phrases import PhraseSet

PER_MONTH = {"year": Decimal(1) / 12, "week": Decimal(52) / 12, "two months": Decimal("0.5")}
_PERIODS = {
    "year": PhraseSet("سنويا|بالسنة|سنوي|السنوي|السنة|في السنة|كل سنة|بالسنة الواحدة"),
    "week": PhraseSet("اسبوعيا|بالاسبوع|الاسبوعي|في الاسبوع|كل اسبوع"),
    "day": PhraseSet("يوميا|باليوم|في اليوم|كل يوم"),
    "two months": PhraseSet("كل شهرين"),
}


def period(words: Sequence[str]) -> str:
    """The period that words begin with: year, week, two months (see PER_MONTH) or day; nothing for a month."""
    return next((name for name, phrases in _PERIODS.items() if phrases.at(words, 0)), "")
