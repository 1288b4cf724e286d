"""Letters: making what a person typed safe to keep, and folding it for matching."""

import re
import unicodedata

_LONGEST_EXPANSION = 4  # one ligature (U+FDFA) stands for 18 letters: such are left as they are
_KEPT_COMPATIBILITY = ("<super>", "<sub>", "<circle>", "<fraction>")  # "3²" must not become "32"
_INVISIBLE = frozenset([0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0, *range(0xFFF0, 0xFFF9)])
_RIYAL_SIGN = 0x20C1  # newer than the Unicode tables of Python 3.12


def _clean_character(code: int) -> str:
    character = chr(code)
    if character.isspace():
        return " "
    if code == _RIYAL_SIGN:
        return " ريال "
    invisible = (
        code in _INVISIBLE
        or 0xE0000 <= code <= 0xE0FFF  # tags and further variation selectors
        or 0xFE00 <= code <= 0xFE0F
        or 0xFDD0 <= code <= 0xFDEF
        or code & 0xFFFE == 0xFFFE
        or 0x180B <= code <= 0x180F
    )
    category = unicodedata.category(character)
    if category == "Cc":
        return " "
    if invisible or category in ("Cf", "Cs", "Co"):
        return ""
    decomposition = unicodedata.decomposition(character)
    if decomposition.startswith("<") and not decomposition.startswith(_KEPT_COMPATIBILITY):
        plain = unicodedata.normalize("NFKC", character)
        if len(plain) <= _LONGEST_EXPANSION:
            return plain
    return character


class _Table(dict[int, str]):
    """A table for `str.translate` that works out each character at its first use; only the first plane is kept."""

    def __missing__(self, code: int) -> str:
        folded = _clean_character(code)
        if code < 0x10000:
            self[code] = folded
        return folded


_CLEAN = _Table()

_FOLD: dict[int, str] = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳٵ", "ا"),
        **dict.fromkeys("ؤۄۅۆۇۈۉۊۋٶ", "و"),
        **dict.fromkeys("ئىیيېےۍٸ", "ي"),
        **dict.fromkeys("ةۃھہەۀۂۿ", "ه"),
        **dict.fromkeys("کڪگچ", "ك"),
        **dict.fromkeys("ڤڥ", "ف"),
        "پ": "ب",
        "ژ": "ز",
        "ڨ": "ق",
        "ء": "",
        "ٴ": "",
        "ـ": "",
        "،": ",",
        "؛": ";",
        "؟": "?",
        "٪": "%",
        "٫": ".",
        "٬": ",",
        "½": ".5",
        "\u00ab": '"',
        "\u00bb": '"',
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
    }
)

_SPACES = re.compile(r"\s+")
_MOST_MARKS = 3  # on one letter: shadda, a vowel and a small alef


def _marks() -> str:
    """Every mark that stands on or around another character, of all scripts, as the inside of a pattern's brackets."""
    codes = [code for code in range(0x300, 0x20000) if unicodedata.category(chr(code)) in ("Mn", "Me")]
    starts = [code for code, before in zip(codes, [0, *codes], strict=False) if code != before + 1]
    ends = [code for code, after in zip(codes, [*codes[1:], 0], strict=True) if code + 1 != after]
    return "".join(f"{chr(start)}-{chr(end)}" for start, end in zip(starts, ends, strict=True))


_MARK = f"[{_marks()}]"
_MANY_MARKS = re.compile(rf"({_MARK}{{{_MOST_MARKS}}}){_MARK}+")
_FLOOD_OF_MARKS = re.compile(rf"({_MARK}{{16}}){_MARK}+")  # NFC sorts them in quadratic time: 100,000 take 5 s
_REPEATED = re.compile(r"([^\W\d_])\1{2,}")


def clean(text: str) -> str:
    """What a person typed, made safe to store, show and read.

    Bidi, zero-width, tag, private-use and surrogate characters and variation selectors go out, and so does every mark
    after the third on one letter; presentation forms (ﻻ) and full-width letters become plain ones; control characters
    and whitespace, line ends too, become single spaces. Digits of every kind, hamzas, vowel marks, punctuation and
    emoji stay as typed. Never raises; takes time proportional to the length.
    """
    visible = _FLOOD_OF_MARKS.sub(r"\1", text.translate(_CLEAN))
    plain = unicodedata.normalize("NFC", visible)
    return _SPACES.sub(" ", _MANY_MARKS.sub(r"\1", plain)).strip()


def normalise(text: str) -> str:
    """The text with its letters folded for matching; normalising twice is the same as once.

    Hamza forms, ى/ي and ة/ه become one letter each, tatweel and vowel marks go out, Arabic-Indic and Persian digits
    become ASCII digits, Arabic punctuation its Latin counterpart, Latin letters lower-case, and a letter written three
    times or more is written once ("كثيييير").
    """
    folded = clean(text).lower().translate(_FOLD)
    if not folded.isascii():
        folded = "".join(character for character in folded if not unicodedata.category(character).startswith("M"))
    return _SPACES.sub(" ", _REPEATED.sub(r"\1", folded)).strip()
