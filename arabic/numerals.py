"""Reading one amount or count, or a range of them, from what a person typed."""

import itertools
from decimal import Decimal

from arabic.number_spans import find_numbers
from arabic.one_number import Span
from arabic.phrases import PhraseSet
from arabic.tokens import Token, tokenise

_NOTHING = PhraseSet(
    "ما عندي|ماعندي|ما عنده|ما عندها|ما عندنا|ماعندنا|ما معي|مامعي|مالي|ما لي|ما لنا|مالنا|"
    "لا شي|لاشي|ولا شي|ولاشي|مافي|ما في|ما فيه|مافيه|لا يوجد|لايوجد|ليس لدي|ليس عندي|لا املك|"
    "ما املك|بدون|بلا|معدوم|ولا ريال|ولا هلله|ولا قرش|ولا فلس|ولا واحد|ولا وحده|ولا احد|"
    "منعدم|ما استلم|ما اخذ|ما يجيني|ما احصل|مفيش|ما ميش|ما يدخل|ما يوجد|لا احد|محد|ولا دخل|"
    "ماكو|مامن|ما من|ولا سياره|ولا يوم|ما سافرت|nothing|none|zero|ما يدخلني|مادخلي|ما استلمت|"
    "ما احد"
)
_EXCEPT = frozenset(["الا", "غير", "سوي", "ماعدا", "والا"])
_NOT_NOTHING = frozenset(
    ["فكره", "علم", "خبر", "مانع", "مشكله", "معلومه", "ادري", "اعرف", "يكفي", "سوال", "معلومات", "وقت"]
)
_SUM = frozenset(["+", "زائد", "زايد"])


def read_amount(text: str) -> Decimal | None:
    """The one amount or count that a text says, in the text's own unit; nothing is turned into a monthly amount.

    Digits of both kinds with their separators, number words of MSA and Saudi speech, mixtures of them, and zero in
    words ("ما عندي شي"). "About" counts as the amount ("حوالي 3000"). A negative amount is returned as it is, so that
    the caller can say what is wrong with it. An amount beside a currency is preferred to other numbers, and these to
    durations.

    None for a range or an open bound (see `read_bounds`), where two different amounts are said, and where none is.
    Identity numbers, phone numbers, dates and percentages are never amounts.
    """
    tokens = tokenise(text)
    spans = find_numbers(tokens)
    if not spans:
        return Decimal(0) if _says_nothing(tokens) else None
    spans = [span for span in spans if not span.denied] or spans
    for wanted in (
        [span for span in spans if span.money],
        [span for span in spans if not span.time and not span.counted],
        [span for span in spans if not span.counted],
        spans,
    ):
        if wanted:
            return _only_value(tokens, wanted)
    return None


def _only_value(tokens: list[Token], spans: list[Span]) -> Decimal | None:
    values = [span.value for span in spans if span.value is not None]
    if len(values) != len(spans):
        return None
    if len(set(values)) == 1:
        return values[0]
    gaps = (tokens[left.end : right.start] for left, right in itertools.pairwise(spans))
    if all(any(token.text in _SUM for token in gap) for gap in gaps):
        return sum(values, Decimal(0))
    return None


def _says_nothing(tokens: list[Token]) -> bool:
    words = [token.text for token in tokens if token.kind == "word"]
    if not words or not _NOT_NOTHING.isdisjoint(words):
        return False
    for index in range(len(words)):
        length = _NOTHING.at(words, index)
        if length:
            return _EXCEPT.isdisjoint(words[index + length :])
    return False


def read_bounds(text: str) -> tuple[Decimal | None, Decimal | None] | None:
    """The ends of a range or an open bound: "بين 3000 و4000" is (3000, 4000), "أكثر من 5000" is (5000, None).

    None where the text says one exact amount, several things, or no number.
    """
    spans = [span for span in find_numbers(tokenise(text)) if not span.counted]
    wanted = [span for span in spans if span.money] or [span for span in spans if not span.time] or spans
    if len(wanted) == 1 and wanted[0].value is None:
        return wanted[0].low, wanted[0].high
    return None
