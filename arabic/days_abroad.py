"""Days outside the Kingdom in the last year: durations are summed, a month as 30 days, a week as 7."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from arabic.one_number import Span
from arabic.row_table import row_table
from arabic.text import Text
from arabic.whose import APPLICANT, whose

_MOST = 366


@dataclass(frozen=True)
class Duration:
    """Days said in tokens[start:end]."""

    start: int
    end: int
    days: int


def read_days_abroad(text: Text, asked: str | None, applies: str) -> tuple[dict[str, Any], bool]:
    """{"days_abroad": days}; years lived elsewhere and journeys of others are no days."""
    if row_table().within("past_year", text.words, 0, len(text.words)):
        return {}, True  # another year
    if asked == "abroad" and any(not row_table().at("maybe", text.words, m.start) for m in text.of("polar.unsure")):
        return {}, True
    every = _durations(text)
    before = {duration.end: duration for duration in every}
    said = [one for one in every if _counts(text, one, before)]
    stays = [duration for duration in said if _is_stay(text, duration, asked, applies)]
    corrected = _corrected(text) if asked == "abroad" else None
    if corrected is not None:
        text.claim(corrected)
        return {"days_abroad": int(corrected.value or 0)}, True
    if stays:
        for duration in stays:
            for place in range(duration.start, duration.end):
                if place in text.starting:
                    text.claim(text.starting[place])
        if (whole := _whole(text, stays)) is not None:
            return {"days_abroad": whole}, True
        stays = _after_correction(text, stays)
        days = sum(_signed(text, duration) for duration in stays) * _times(text, stays)
        return ({"days_abroad": days}, True) if days <= _MOST else ({}, True)
    if asked == "abroad" and len(text.numbers) == 1 and _bare(text, text.numbers[0]):
        text.claim(text.numbers[0])
        return {"days_abroad": int(text.numbers[0].value or 0)}, True
    return ({"days_abroad": 0}, True) if not said and _never(text, asked, applies) else ({}, True)


def _whole(text: Text, stays: list[Duration]) -> int | None:
    """ "زيد عليها ثلاث ايام صارن 17": the number behind "that makes"."""
    for span in text.numbers:
        said = row_table().at("total", text.words, span.start - 1) and span.start >= stays[-1].end
        if said and span.value is not None and not span.money and span.value % 1 == 0 and span.value <= _MOST:
            text.claim(span)
            return int(span.value)
    return None


def _signed(text: Text, duration: Duration) -> int:
    """ "شهرين الا اسبوع": what is excepted from a duration before it is taken off."""
    taken = any(mark.end == duration.start and mark.is_a("except") for mark in text.marks)
    more = taken and _duration_ends(text, duration.start - 1)
    return -duration.days if more else duration.days


def _duration_ends(text: Text, end: int) -> bool:
    return any(duration.end == end for duration in _durations(text))


def _corrected(text: Text) -> Span | None:
    """ "10 ايام.. لا اتوقع 12": a bare number behind a correction."""
    turns = [mark.end for mark in text.of("correct", "polar.no") if mark.start > 0 and not text.asks(mark.start)]
    later = [span for span in text.numbers if turns and span.start >= turns[-1] and span.value is not None]
    earlier = any(span.time for span in text.numbers if turns and span.start < turns[-1])
    bare = bool(later) and earlier and not later[0].time and not later[0].money and (later[0].value or 0) <= _MOST
    ends = bare and (text.word(later[0].end) in ("", ".") or row_table().at("stay_alone", text.words, later[0].end) > 0)
    return later[0] if ends else None


def _bare(text: Text, span: Span) -> bool:
    """A number that stands alone in the answer."""
    if span.start or span.value is None or span.value % 1 or not 0 <= span.value <= _MOST:
        return False
    return text.free(span) and not span.time and not span.money and not row_table().at("times", text.words, span.end)


def _counts(text: Text, duration: Duration, before: dict[int, Duration]) -> bool:
    """Whether it is how long; what is joined to a duration is as that one: "شهر وعشر ايام", "من شهر وعشر ايام"."""
    first = before.get(duration.start)
    joined = first is not None and text.word(duration.start).startswith("و")
    return not _ago(text, first if joined and first is not None else duration)


def _durations(text: Text) -> list[Duration]:
    found: list[Duration] = []
    place = 0
    while place < len(text.words):
        duration = _duration(text, place)
        if duration is None:
            place += 1
        else:
            found.append(duration)
            place = duration.end
    return found


def _duration(text: Text, place: int) -> Duration | None:
    table = row_table()
    word = text.word(place).removeprefix("و")
    stay = table.values["one_stay"]
    if table.at("half", text.words, place) and stay.get(text.word(place + 1), 0) > 1:
        return Duration(place, place + 2, stay[text.word(place + 1)] // 2)
    two = table.values["two_days"].get(word)
    if two is not None:
        return _with_half(text, place, place + 1, two, two // 2)
    span = text.starting.get(place)
    if span is not None:
        unit = table.values["days"].get(text.word(span.end))
        if unit is None or span.value is None or span.money or span.denied:
            return None
        return _with_half(text, place, span.end + 1, int(span.value * unit), unit)
    if word in stay and place not in text.inside and place - 1 not in text.inside and not _nor(text, place):
        end = place + 1
        if table.at("whole", text.words, end):
            end += 1
        elif end in text.starting and not text.word(end).startswith("و"):
            return None  # "شهر 10"
        elif stay[word] == 1 and not _day_ends(text, end):
            return None  # "يوم اعرست"
        return _with_half(text, place, end, stay[word], stay[word])
    return None


def _day_ends(text: Text, end: int) -> bool:
    """Whether "a day" is counted, and not "the day when"."""
    word = text.word(end)
    known = any(
        mark.is_a("abroad.place", "abroad.out", "filler", "formula", "but") for mark in text.marks_at.get(end, ())
    )
    joined = word.startswith(("ب", "و", "ل")) or known
    return not word.isalpha() or joined or word in ("في", "مع", "عند", "بس", "فقط", "يعني", "من", "كل")


def _with_half(text: Text, start: int, end: int, days: int, unit: int) -> Duration:
    table = row_table()
    if table.at("half", text.words, end) and text.word(end).startswith("و"):
        return Duration(start, end + 1, days + unit // 2)
    if text.word(end) == "و" and table.at("half", text.words, end + 1):
        return Duration(start, end + 2, days + unit // 2)
    return Duration(start, end, days)


def _nor(text: Text, place: int) -> bool:
    """ "ولا يوم": a denial stands directly before."""
    return any(mark.end == place and mark.is_a("deny") for mark in text.marks)


def _ago(text: Text, duration: Duration) -> bool:
    """ "قبل شهرين", "من اسبوع", "كل شهر", "ما كملت شهر": when, how often or how long not, but not how long."""
    table = row_table()
    denied = [mark for mark in text.marks if mark.end == duration.start and mark.denied and not mark.is_a("abroad")]
    if denied and not text.has("except", "deny.not"):
        return True
    if table.within("each_time", text.words, duration.start - 2, duration.start):
        return False
    if table.at("ago", text.words, duration.start - 1) or text.word(duration.start).startswith(("بال", "ال")):
        return True
    return table.at("not_a_stay", text.words, duration.end) > 0


def _is_stay(text: Text, duration: Duration, asked: str | None, applies: str) -> bool:
    clause = text.clauses[text.clause_of[duration.start]]
    here = [mark for mark in text.marks if mark.clause == clause.number]
    if any(mark.is_a("abroad.inside") and not mark.denied for mark in here) and not any(
        mark.is_a("abroad.place", "abroad.out") for mark in here
    ):
        return False
    stayed = [
        mark for mark in here if mark.is_a("abroad.went", "abroad.out") and mark.end <= duration.start and mark.denied
    ]
    excepted = any(mark.is_a("except", "deny.not") and mark.end <= duration.start for mark in here)
    if stayed and not excepted:
        return False
    if clause.asks and not (asked == "abroad" and not any(m.is_a("ask") and m.start < duration.start for m in here)):
        return False
    if whose(text, duration.start, applies) != APPLICANT and not _visited(text, duration):
        return False
    if asked == "abroad":
        return True
    return any(mark.is_a("abroad.out", "abroad.place") or _journey(text, mark.start) for mark in here)


def _visited(text: Text, duration: Duration) -> bool:
    """ "ازور خوالي شهر": the person before the days is whom one went to see, or nobody went but the applicant."""
    went = [mark for mark in text.of("abroad.went") if mark.end <= duration.start]
    return duration.start <= 1 or text.has("suppose") or any(whose(text, mark.start) == APPLICANT for mark in went)


def _journey(text: Text, place: int) -> bool:
    return row_table().at("journey", text.words, place) > 0


def _times(text: Text, stays: list[Duration]) -> int:
    """ "مرتين كل مره اسبوع": how often a stay was repeated."""
    table = row_table()
    each = table.within("each_time", text.words, 0, len(text.words))
    if not each or len(stays) != 1:
        return 1
    for place, word in enumerate(text.words):
        if word.removeprefix("و") == "مرتين":
            return 2
        span = text.starting.get(place)
        if span is not None and table.at("times", text.words, span.end) and span.value is not None:
            text.claim(span)
            return int(span.value)
    return 1


def _after_correction(text: Text, stays: list[Duration]) -> list[Duration]:
    """What stands behind "لا", "قصدي" takes the place of what stands before."""
    turns = [mark.end for mark in text.of("correct", "polar.no") if mark.start > 0]
    later = [stay for stay in stays if turns and stay.start >= turns[-1]]
    return later or stays


def _never(text: Text, asked: str | None, applies: str) -> bool:
    went = [
        mark
        for mark in text.of("abroad")
        if not text.asks(mark.start) and whose(text, mark.start, applies) == APPLICANT
    ]
    if any(mark.denied and mark.is_a("abroad.went", "abroad.out") for mark in went):
        if asked != "abroad" and row_table().within("reported", text.words, 0, len(text.words)):
            return False  # "قلت ما سافرت ونسيت"
        travel = asked == "abroad" or any(
            mark.denied and (mark.is_a("abroad.out") or _journey(text, mark.start)) for mark in went
        )
        return travel and not any(mark.except_ and mark.is_a("abroad.place") for mark in text.marks)
    return False
