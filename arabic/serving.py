"""How many of the workers serve a person with a disability, in an answer to that question."""

from __future__ import annotations

from arabic.items import SERVING, Item, items_of
from arabic.parts import after_correction
from arabic.row_table import row_table
from arabic.text import Text

_ONLY = frozenset(["بس", "فقط"])
_OF_THEM = ("هم", "هن")


def read_serving(text: Text) -> tuple[int | str | None, bool]:
    """The number, or "all" or "half" of the known workers, and whether it is sure; None where nothing is told."""
    said = row_table().replies["workers_for_disability"].said(text.words)
    if text.has("polar.unsure", "refuse"):
        return None, True
    if (said is not None and said[2] == 0) or _nobody_disabled(text):
        return 0, True
    if said is None and (together := _together(text)) is not None:
        return together, True
    if said is not None and text.asks(said[0]):
        said = None  # "ما ينفع تحسبونهم كلهم؟"
    items = [item for item in items_of(text, SERVING, "workers_for_disability") if not _total_of(text, item)]
    if any(row_table().within("was", text.words, item.start - 3, item.start) for item in items):
        return 0, text.words[-1] in ("لا", "فلا")  # "كان فيه وحده لاختي وتوفت فالحين لا"
    items = after_correction(text, items)
    numbered = [item for item in items if item.numbered]
    excepted = text.has("except") and bool(items)
    if numbered:
        return (0 if numbered[0].denied else numbered[0].count), not excepted
    if said is not None:
        return said[2], not excepted  # "الكل ما عدا السواق"
    if not items and any(not text.asks(mark.start) for mark in text.of("nobody")):
        return 0, True
    there = [item for item in items if not item.denied]
    serving = [item for item in there if _only(text, item)] or [item for item in there if _named_with(text, item)]
    if serving:
        return sum(item.count for item in serving), True
    return (1, True) if not items and _she_serves(text) else (None, True)


def _nobody_disabled(text: Text) -> bool:
    """ "ما فيه احد معاق عندنا", "الشايب مهوب معاق"."""
    named = [mark for mark in text.of("disability") if not text.asks(mark.start)]
    return bool(named) and all(mark.denied for mark in named)


def _together(text: Text) -> int | None:
    """ "اربعتهم", "اثنينهم": a number written together with "of them"."""
    for place, word in enumerate(text.words):
        stem = next((word[: -len(ending)] for ending in _OF_THEM if word.endswith(ending)), "")
        number = row_table().values["together"].get(stem)
        of_kin = any(mark.end == place and mark.is_a("kin") for mark in text.marks)  # "امي وابوي اثنينهم"
        if number is not None and not of_kin and not text.asks(place):
            return number
    return None


def _total_of(text: Text, item: Item) -> bool:
    """ "واحد من الثلاثه": the number behind "of" is all of them."""
    return text.word(item.start - 1) == "من" and text.word(item.start).startswith("ال")


def _only(text: Text, item: Item) -> bool:
    """ "الممرضه بس", "بس الممرضه"."""
    return text.word(item.end) in _ONLY or text.word(item.start - 1) in _ONLY


def _named_with(text: Text, item: Item) -> bool:
    clause = text.clauses[text.clause_of[item.start]]
    return any(row_table().at("disabled", text.words, place) for place in range(clause.start, clause.end))


def _she_serves(text: Text) -> bool:
    """ "هي نفسها لاختي المعاقه", "ايه هي لبنتي التوحديه"."""
    table = row_table()
    disabled = [place for place in range(len(text.words)) if table.at("disabled", text.words, place)]
    asks = text.words[-1:] == ["?"] or any(text.asks(place) for place in disabled if text.word(0) not in ("ايه", "نعم"))
    return bool(disabled) and table.at("one_of_them", text.words, 0) > 0 and not asks and not text.of("deny")
