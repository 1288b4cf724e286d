"""What a supposition does to pay: it rises by an amount, falls by one, stops, or a pension takes its place."""

from __future__ import annotations

from dataclasses import replace

from arabic.pay import Pay
from arabic.phrases import word_set
from arabic.text import Text
from arabic.told import IncomeTold

_LEAST = 100  # riyals; smaller numbers count something else
_NEAR = 5  # words between "زاد" and its amount
_UP_TO = word_set(
    "الى لين صار يصير وصار ويصير صارت بدل لحد"
)  # after these an amount is what it becomes, and no difference
_RISING = word_set("زاد زادت زادوا زادوني يزيد تزيد زودوني زودوا يزودوني يزيدوني ارتفع زاده")
_FALLING = word_set("نقص نقصت نقصوا نقصوني ينقص قل انخفض نقصوه")
_RETIRING = word_set("تقاعدت اتقاعد بتقاعد اتقاعدت تقاعدنا")
_STOPPING = word_set("وقف وقفت يوقف انقطع انقطعت ماعاد عاد توقف خلص")
_RENT = word_set("ايجار الايجار اجار الاجار ايجاري اجاري ايجارها")


def suppose_pay(text: Text, pay: Pay) -> Pay:
    """The incomes with what a supposition makes of them; as they are where nothing is supposed."""
    words = [*text.words, *(word.removeprefix("و") for word in text.words)]
    if not any(clause.supposes for clause in text.clauses):
        return pay
    incomes = list(pay.incomes)
    told = [income for income in incomes if income.change == "is" and income.low is not None]
    if len(told) == 1 and _UP_TO.isdisjoint(words):
        moves = _before_the_amount(text)
        change = "more" if not _RISING.isdisjoint(moves) else "less" if not _FALLING.isdisjoint(moves) else "is"
        incomes[incomes.index(told[0])] = replace(told[0], change=change)  # type: ignore[arg-type]
    if not _RETIRING.isdisjoint(words) and not any(one.kind == "salary" for one in incomes):
        incomes.append(IncomeTold("salary", change="ends"))
    if not _RENT.isdisjoint(words) and not any(one.kind == "rent" for one in incomes):
        incomes += _rent(text, words)
    return Pay(tuple(incomes), pay.no_more)


def _before_the_amount(text: Text) -> list[str]:
    """The words shortly before the last amount; what stands behind it is said of the pension: "ب 700 ينقص الضمان؟"."""
    places = [span.start for span in text.numbers if span.value is not None and span.value >= _LEAST]
    if not places:
        return []
    return [word.removeprefix("و") for word in text.words[max(0, places[-1] - _NEAR) : places[-1]]]


def _rent(text: Text, words: list[str]) -> list[IncomeTold]:
    """Rent that would stop, or come in: what is supposed of a rent is never what is paid, unless paying is said."""
    if text.has("verb.pay"):
        return []
    if not _STOPPING.isdisjoint(words):
        return [IncomeTold("rent", change="ends")]
    amounts = [span.value for span in text.free_numbers() if span.value is not None and span.value >= _LEAST]
    return [IncomeTold("rent", amounts[0], amounts[0])] if len(amounts) == 1 else []
