"""Reading a stated number of persons that includes the speaker."""

from arabic.kin import KIN, PERSONS
from arabic.message import Message
from arabic.one_number import Span
from arabic.phrases import word_set

WITH_US = frozenset(["معي", "معنا", "معايا", "وياي", "عندي", "عندنا", "ويانا"])
_LARGEST_COUNT = 1000


def as_count(span: Span) -> int | None:
    """A number as a number of persons, else None."""
    value = span.value
    if value is None or span.money or span.time or span.counted or value % 1 or not 0 < value < _LARGEST_COUNT:
        return None
    return int(value)


_WE = word_set("احنا نحن حنا احنه كلنا عددنا مجموعنا ونحن واحنا وعددنا وحنا")
_FAMILY = word_set("الاسره اسره اسرتي العايله عايله عايلتي عايلتنا اسرتنا البيت بيتنا اسرتى الافراد افراد لاسره")
_LINKS = word_set(
    "من مكونه تتكون مكون فيه فيها عددها عدد عددهم افراد الاسره العايله اسرتي عايلتي هو اسره "
    "عايله : في حوالي كلنا البيت بيتنا الافراد الاشخاص اشخاص يسكنون السكان وانا معي انا كلها"
)
_WITHOUT_ME = frozenset(["غيري", "بدوني", "دوني"])


def total_number(message: Message) -> Span | None:
    for index, word in enumerate(message.words):
        family = word in _FAMILY and (
            message.word(index - 1) in ("عدد", "وعدد", "افراد", "من")
            or message.word(index + 1) in _LINKS
            or message.word(index + 1).isdigit()
        )
        if word not in _WE and not family:
            continue
        place = index + 1
        while place < index + 5 and place not in message.starting and message.word(place) in _LINKS:
            place += 1
        span = message.starting.get(place)
        if span is None or not message.free(span) or as_count(span) is None:
            continue
        following = KIN.get(message.word(span.end))
        if following is None or following.joined or message.word(span.end) in PERSONS:
            return span
    for span in message.numbers:  # "6 أفراد"
        if (
            message.word(span.end) == "افراد"
            and as_count(span) is not None
            and message.word(span.start - 1) not in WITH_US
        ):
            return span
    return None


def stated_total(message: Message) -> int | None:
    span = _total_number_claimed(message)
    if span is None or span.value is None:
        return None
    beyond = not _WITHOUT_ME.isdisjoint(message.words[span.end : span.end + 4])
    return int(span.value) + (1 if beyond else 0)


def _total_number_claimed(message: Message) -> Span | None:
    claimed, message.claimed = message.claimed, set()
    try:
        return total_number(message)
    finally:
        message.claimed = claimed
