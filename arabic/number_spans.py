"""Finding the numbers in a row of tokens: exact ones, ranges and open bounds."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from arabic.number_words import CURRENCY, NUMBER_WORDS, TIME_UNITS
from arabic.one_number import Span, counted_nouns, number_word, read_number
from arabic.phrases import PhraseSet
from arabic.tokens import Token

_ABOVE = PhraseSet(
    "اكثر من|اكبر من|ازيد من|يزيد عن|يزيد علي|تزيد عن|فوق|يتجاوز|تتجاوز|تجاوز|يتعدي|تعدي|"
    "اعلي من|علي الاقل|علي الاقل من|كحد ادني|اكتر من|يفوق|ازود من"
)
_BELOW = PhraseSet(
    "اقل من|اصغر من|تحت|دون|يقل عن|تقل عن|ينقص عن|علي الاكثر|بالكثير|كحد اقصي|ادني من|لحد|لين|حتي|يوصل|توصل|ما يوصل"
)
_AND_ABOVE = PhraseSet(
    "وفوق|فما فوق|او اكثر|واكثر|وازيد|فاكثر|واعلي|وطالع|او فوق|علي الاقل|كحد ادني|وانت طالع|او ازيد|فاعلي"
)
_AND_BELOW = PhraseSet("او اقل|واقل|فاقل|وتحت|فما دون|علي الاكثر|بالكثير|كحد اقصي|او تحت|ونازل")
_BETWEEN = frozenset(["بين", "مابين", "وبين"])
_TO = frozenset(["الي", "لين", "لحد", "لغايه", "حتي", "ل", "-", "او", "ولا", "الا", "الى", "او الي", "يا"])
_NOT = frozenset(
    ["مو", "مش", "مب", "موب", "ليس", "وليس", "ماهو", "مهو", "ومو", "كان", "كانت", "وكان", "بدل", "مهوب", "كنت"]
)
_NEGATIVES = frozenset(["ما", "لا", "مو", "مش", "مب", "لم", "لن", "وما", "ولا", "ليس", "موب"])
_UNITS = CURRENCY | TIME_UNITS
_MOST_THOUSANDS = 30  # "تلاته ونص" beside thousands is 3,500


def find_numbers(tokens: Sequence[Token]) -> list[Span]:
    """All numbers in the tokens, in order, without overlaps; shares of a hundred ("50%") are left out."""
    exact: list[Span] = []
    index = 0
    while index < len(tokens):
        span = _at(tokens, index)
        if span is None:
            index += 1
            continue
        shared = _share(tokens, span.end)
        parted = _two_of_one(tokens, span)
        if parted is not None:
            exact.extend(_described(tokens, one) for one in parted)
        elif not shared:
            exact.append(_described(tokens, span))
        index = parted[1].end if parted is not None else span.end + shared
    return _bounded(tokens, _ranges(tokens, exact))


def _at(tokens: Sequence[Token], index: int) -> Span | None:
    token = tokens[index]
    if token.kind == "digits":
        return read_number(tokens, index)
    word = number_word(tokens, index)
    if word is None:
        return None
    if word.part == "counted":
        return Span(index, index + 1, Decimal(2), Decimal(2), plain_small=True, counted=True)
    if index and tokens[index - 1].text in ("يوم", "ليله"):  # يوم الاثنين
        return None
    return read_number(tokens, index)


def _two_of_one(tokens: Sequence[Token], span: Span) -> tuple[Span, Span] | None:
    """ "بين الفين وتلاته ونص": the two ends of a range, which else would be added to one number."""
    if not span.start or tokens[span.start - 1].text not in _BETWEEN:
        return None
    for place in range(span.start + 1, span.end):
        word = NUMBER_WORDS.get(tokens[place].text)
        if word is None or not word.joined:
            continue
        start = span.start
        first, second = read_number(tokens[start:place], 0), read_number(tokens, place)
        first = None if first is None else replace(first, start=start, end=start + first.end)
        if first is None or second is None or second.end < span.end:
            continue
        following = tokens[second.end].text if second.end < len(tokens) else ""
        if following == "و" or (following.startswith("و") and following[1:] in NUMBER_WORDS):
            continue  # "بين الف وخمسميه والفين"
        low, high = first.value or Decimal(0), second.value or Decimal(0)
        if high <= _MOST_THOUSANDS and low >= 1000:
            high *= 1000
        if first.end == place and low < high:
            return first, replace(second, low=high, high=high, plain_small=False)
    return None


def _share(tokens: Sequence[Token], end: int) -> int:
    """How many tokens after a number make it a share of a hundred: "%", "بالمية", "في المية"."""
    following = [token.text for token in tokens[end : end + 2]]
    if following[:1] in (["%"], ["بالميه"], ["بالمايه"], ["فالميه"]):
        return 1
    return 2 if following in (["في", "الميه"], ["في", "المايه"]) else 0


def _described(tokens: Sequence[Token], span: Span) -> Span:
    after = tokens[span.end].text if span.end < len(tokens) else ""
    before = tokens[span.start - 1].text if span.start else ""
    riyal_mark = after == "ر" and span.end + 2 < len(tokens) and tokens[span.end + 2].text == "س"
    unit = tokens[span.start].text if span.counted else ""
    earlier = tokens[span.start - 2].text if span.start > 1 else ""
    minus = (before == "-" and tokens[span.start].glued and not _ends_in_digits(tokens, span.start - 2)) or (
        before in ("سالب", "ناقص", "بالسالب")
    )
    low = -span.low if minus and span.low is not None else span.low
    return replace(
        span,
        low=low,
        high=low,
        start=span.start,
        money=after in CURRENCY or riyal_mark or before in CURRENCY or unit == "ريالين",
        time=(after in TIME_UNITS and (span.low or 0) < 1000)
        or unit in ("شهرين", "يومين", "سنتين", "اسبوعين", "مرتين"),
        denied=before in _NOT and earlier not in ("لو", "اذا") and not _rather(tokens, span, before),
    )


def _rather(tokens: Sequence[Token], span: Span, before: str) -> bool:
    """ "السفر كان 40 يوم مو 20": what it was, and not another number."""
    after = [token.text for token in tokens[span.end : span.end + 3]]
    turns = [place for place, text in enumerate(after) if text in ("مو", "مب", "مهب", "مهوب", "مش")]
    if before not in ("كان", "كانت") or not turns:
        return False
    place = span.end + turns[0] + 1
    return place < len(tokens) and (tokens[place].kind == "digits" or tokens[place].text in NUMBER_WORDS)


def _ends_in_digits(tokens: Sequence[Token], index: int) -> bool:
    return index >= 0 and tokens[index].kind == "digits"


def _ranges(tokens: Sequence[Token], spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        first = joined[-1] if joined else None
        span = _in_thousands(tokens, first, span) if first is not None else span
        if first is not None and (low := _low_end(tokens, first, span)) is not None:
            start = first.start - 1 if first.start and tokens[first.start - 1].text in _BETWEEN else first.start
            joined[-1] = replace(span, start=start, low=low, money=first.money or span.money)
        else:
            joined.append(span)
    return joined


def _in_thousands(tokens: Sequence[Token], first: Span, second: Span) -> Span:
    """ "من الفين الى ثلاثه ونص": the upper end, whose thousands are left out beside those of the lower."""
    between = [token.text for token in tokens[first.end : second.start] if token.text not in CURRENCY]
    low, high = first.value, second.value
    counts = second.end < len(tokens) and tokens[second.end].text in counted_nouns()
    if low is None or high is None or len(between) != 1 or between[0] not in ("الي", "الى", "لين", "لحد") or counts:
        return second
    if second.plain_small and not second.time and low >= 1000 and 1 < high <= _MOST_THOUSANDS and low < high * 1000:
        return replace(second, low=high * 1000, high=high * 1000, plain_small=False)
    return second


def _low_end(tokens: Sequence[Token], first: Span, second: Span) -> Decimal | None:
    """The lower end where two numbers are the ends of a range, else None."""
    if first.value is None or second.value is None or first.counted or second.counted:
        return None
    between = [token.text for token in tokens[first.end : second.start] if token.text not in CURRENCY]
    between = [text for text in between if text not in TIME_UNITS] if second.time else between
    word = NUMBER_WORDS.get(tokens[second.start].text)
    after_between = first.start > 0 and tokens[first.start - 1].text in _BETWEEN
    joined = between in (["و"], ["وبين"]) or (not between and word is not None and word.joined)
    next_unit = word is not None and tokens[first.start].kind == "word" and not word.joined and first.plain_small
    low, high = first.value, second.value
    connected = (
        (len(between) == 1 and between[0] in _TO)
        or (not between and word is not None and word.preposition == "ل")
        or (after_between and joined)
    )
    leading = high
    while leading >= 1000:
        leading /= 1000
    neighbours = not between and next_unit and 0 < low < 10 and leading == low + 1
    if not connected and not neighbours:
        return None
    if first.plain_small and high >= 1000 and not second.plain_small and _said_with_scale(tokens, second):
        scale = Decimal(1000) if high < 1_000_000 else Decimal(1_000_000)
        if low * scale < high:
            low *= scale
    elif first.plain_small and 1 < low <= _MOST_THOUSANDS and high >= 1000 and not second.time:
        if low * 1000 > high:
            return None  # "من خمسه الى 3500": it fell
        low *= 1000
    return low if low < high else None


def _said_with_scale(tokens: Sequence[Token], span: Span) -> bool:
    return any(token.kind == "word" for token in tokens[span.start : span.end])


def _bounded(tokens: Sequence[Token], spans: list[Span]) -> list[Span]:
    return [_with_bound(tokens, span) if span.value is not None else span for span in spans]


def _with_bound(tokens: Sequence[Token], span: Span) -> Span:
    before = [token.text for token in tokens[max(0, span.start - 4) : span.start]]
    while before and before[-1] in ("حوالي", "تقريبا", "ال", "-"):
        before.pop()
    end = span.end + 1 if span.end < len(tokens) and tokens[span.end].text in _UNITS else span.end
    after = [token.text for token in tokens[end : end + 3]]
    if after[:1] == ["+"] and not any(text.isdigit() for text in after[1:3]):
        return replace(span, high=None)
    if _AND_ABOVE.at(after, 0):
        return replace(span, high=None)
    if _AND_BELOW.at(after, 0):
        return replace(span, low=None)
    for phrases, above in ((_ABOVE, True), (_BELOW, False)):
        for length in (2, 1):
            if phrases.at(before, len(before) - length) == length:
                denied = any(text in _NEGATIVES for text in before[: len(before) - length][-1:])
                if above is denied or before[-1] in ("يوصل", "توصل"):
                    return replace(span, low=None)
                return replace(span, high=None)
    if before and before[-1] in ("الي", "ل") and (len(before) < 2 or before[-2] in ("يوصل", "توصل", "يصل", "تصل")):
        return replace(span, low=None)
    return span
