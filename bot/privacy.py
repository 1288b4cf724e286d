"""Numbers that point to one person are masked before anything is stored, logged or handed to Rasa.

Masked: national identity and residence (iqama) numbers, IBANs, payment cards, Saudi mobile numbers and numbers with a
country code. An amount must never be taken for one of them: a person's salary would be lost. So what cannot be an
amount is masked at once (a number that begins with 05; "SA" and its digits even where the check digits are wrong: a
slip of the finger tells nearly as much). What could be an amount is masked only where its check digit is right or its
name stands before it, and nothing around it says that it is money.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was masked, with the words that stand in its place."""

    IBAN = "[آيبان محجوب]"
    MOBILE = "[رقم جوال محجوب]"
    CARD = "[رقم بطاقة محجوب]"
    IDENTITY = "[رقم هوية محجوب]"


@dataclass(frozen=True)
class Masked:
    """A message without the numbers that point to a person, and what kinds of them it held."""

    text: str
    kinds: frozenset[Kind]


@dataclass(frozen=True)
class Found:
    """A number in a text that was read with ASCII digits and without what is not seen."""

    text: str
    start: int
    end: int

    @property
    def shown(self) -> str:
        """The number as it was typed."""
        return self.text[self.start : self.end]

    @property
    def parts(self) -> list[str]:
        """Its digits (an IBAN's letters too), as they were typed together."""
        return re.findall(r"[0-9A-Za-z]{1,99}", self.shown)

    @property
    def plain(self) -> str:
        """Its digits, without what stands between them."""
        return "".join(self.parts)

    def after(self, words: re.Pattern[str], reach: int = 30) -> bool:
        """Whether such words stand before it, at most `reach` characters away."""
        return words.search(self.text, max(0, self.start - reach), self.start) is not None

    def just_after(self, words: re.Pattern[str]) -> bool:
        """Whether such words stand right before it: nothing but a word like "about" is between."""
        before = self.text[max(0, self.start - 45) : self.start]
        return any(_LINKING.fullmatch(before, each.end()) for each in words.finditer(before))

    def before(self, words: re.Pattern[str]) -> bool:
        """Whether such words follow at once."""
        return words.match(self.text, self.end) is not None

    @property
    def money(self) -> bool:
        """Whether what stands around it says that it is an amount."""
        return self.before(_CURRENCY) or self.just_after(_AMOUNTS)


_LEAST_DIGITS = 9
"""No number that points to a person has fewer."""

_GAP = r"[ \t\u00a0./()\-\u2010-\u2015\u2212]{0,3}"
_DOTS = _GAP.replace("/", "")  # "20/05/1445" is a date
_OPEN = r"(?:\((?=[+0-9]{3,6}\)))?"  # of "(+966) 50..." and "(050) ...", not of a bracket around it all
_START, _END = r"(?<![0-9])", r"(?![0-9])"
_NO_DECIMALS = r"(?![.,\u066b][0-9]{1,2}(?![0-9]))"  # "1098765432.50" is an amount
_LETTER = r"[a-z0-9]"

_CURRENCY = re.compile(
    r"[ \u00a0]{0,2}(?:ر\.?\s?س(?!\w)|ريال|الف|ألف|آلاف|الاف|مليون|sar(?!\w)|sr(?!\w)|riyal|﷼|\u20c1)", re.IGNORECASE
)
_AMOUNTS = re.compile(
    r"(?<!\w)[وبف]?(?:ال)?(?:راتب|رواتب|معاش|معاشات|دخل|دخول|رصيد|أرصدة|مبلغ|قيمة|قيمه|سعر|[إا]يجار|قرض|قروض|ديون|فلوس"
    r"|[أا]صول|salary|income|balance|amount)(?:ي|ه|ها|هم|نا|ك|ة|تها|ته|تي)?(?!\w)",
    re.IGNORECASE,
)
_REQUESTS = re.compile(
    r"(?<!\w)[وب]?(?:ال)?(?:طلب|معاملة|معامله|قضية|قضيه|بلاغ|عقد|اعتراض|تذكرة|تذكره|حالة|حاله|شكوى|شكوي|فاتورة|فاتوره|سداد"
    r"|صك|مرجع|مرجعي|حوالة|حواله|request|case|ticket|ref)(?:ي|ه|ها|تي|نا)?(?!\w)",
    re.IGNORECASE,
)
_LINKING = re.compile(
    r"(?:[ :=،,]{0,3}(?:هو|هي|رقم|رقمه|رقمها|الوطنية|الوطني|حقتي|حقي|الشهري|شهريا|شهري|السنوي|حوالي|تقريبا|قرابة|حدود"
    r"|كان|صار|يساوي|في|البنك|الحين|الآن|is|about)(?!\w)){0,4}[ :=،,(]{0,3}",
    re.IGNORECASE,
)
_IDENTITY_NAMES = re.compile(
    r"(?<!\w)[وبل]?(?:ال)?(?:هوي[ةه]|هويتي|هويته|هويتها|[إا]قام[ةه]|[إا]قامتي|[إا]قامتها|[إا]قامته|سجلي|سجل المدني"
    r"|سجل مدني|رقم الوطني|رقمي الوطني|بطاق[ةه] [اأ]حوال|بطاق[ةه] الأحوال|id|iqama|identity)(?!\w|[a-z])",
    re.IGNORECASE,
)
_IDENTITY_WORDS = re.compile(
    r"هوي[ةهت]|هوّي|[إاأ]قام[ةهت]|سجل مدني|السجل المدني|سجلي|الرقم الوطني|رقمي الوطني|بطاقة [اأ]حوال|بطاقتي|المدني"
    r"|(?<![a-z])id(?![a-z])|iqama|identity",
    re.IGNORECASE,
)
_IDENTITY_FOLLOWS = re.compile(r"[ ،,:(\-]{0,3}(?:هي |هو |هذي |هذا )?(?:رقم )?(?:ال)?(?:هوي[ةهت]|[إاأ]قام[ةهت]|سجلي)")
_NUMBER_WORDS = re.compile(r"رقمي|رقم|number", re.IGNORECASE)
_PHONE_WORDS = re.compile(
    r"جوال|هاتف|تلفون|تليفون|موبايل|واتس|رقمي|للتواصل|تواصل|كلمون|اتصلوا|دقوا|phone|mobile|whats|call me", re.IGNORECASE
)
_CARD_WORDS = re.compile(r"بطاق|فيزا|ماستر|مدى|visa|master|mada|card|صراف", re.IGNORECASE)
_ACCOUNT_WORDS = re.compile(r"[آأا]يبان|iban|حسابي|رقم الحساب|الحساب البنكي|حساب بنكي", re.IGNORECASE)
_AGE_WORDS = re.compile(r"عمر|عمار|سن|عيال|ولاد|طفال|بنات|ابنا")


def luhn(digits: str) -> bool:
    """Whether the last digit is the right check digit; Saudi identity and iqama numbers and payment cards carry one."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def mod97(iban: str) -> bool:
    """Whether an IBAN's check digits are right (ISO 7064, MOD 97-10)."""
    return int("".join(str(int(char, 36)) for char in iban[4:] + iban[:4])) % 97 == 1


def _always(_found: Found) -> bool:
    return True


def _is_iban(found: Found) -> bool:
    return mod97(found.plain)


def _is_iban_without_country(found: Found) -> bool:
    """In parts it may also be six amounts in a row."""
    return len(found.parts) == 1 or mod97(f"SA{found.plain}")


def _is_account(found: Found) -> bool:
    return found.after(_ACCOUNT_WORDS) and not found.money


def _is_mobile_in_parts(found: Found) -> bool:
    """Children's ages in a row are no mobile number: "05 08 10 12 15", "0 5 8 11 13 15"."""
    parts = [part for part in found.parts if part not in ("966", "00966")]
    if found.shown[:1] == "0" and len(parts[0]) == 1 and any(len(part) > 1 for part in parts):
        return False
    return len(parts) < 4 or max(map(len, parts)) != 2 or not found.after(_AGE_WORDS)


def _is_named_phone(found: Found) -> bool:
    return found.after(_PHONE_WORDS) and not found.money


def _is_card(found: Found) -> bool:
    named = found.after(_CARD_WORDS)
    if len(found.parts) > 1 and " " in found.shown and not named:
        round_amounts = all(part.endswith("0") for part in found.parts)
        return luhn(found.plain) and not round_amounts and not found.money
    return (luhn(found.plain) or named) and not found.just_after(_REQUESTS)


def _is_identity(found: Found) -> bool:
    if found.money or found.just_after(_REQUESTS):
        return False
    if found.just_after(_IDENTITY_NAMES) or found.before(_IDENTITY_FOLLOWS):
        return True
    return luhn(found.plain) and (not found.plain.endswith("00000") or found.after(_IDENTITY_WORDS))


def _is_named_identity(found: Found) -> bool:
    """With a digit too few or too many: only right after its name."""
    return found.just_after(_IDENTITY_NAMES) and not found.money


def _is_identity_in_parts(found: Found) -> bool:
    """It may also be amounts or ages in a row ("2000 1500 30"): a name is needed, or a form that is nothing else."""
    parts = found.parts
    if len(parts) == 1:
        return False
    if luhn(found.plain):
        nothing_else = all(len(part) == 1 for part in parts) or re.search(r"[ ./]", found.shown) is None
        return (nothing_else or found.after(_IDENTITY_WORDS) or found.after(_NUMBER_WORDS, 8)) and not found.money
    return found.just_after(_IDENTITY_NAMES) and len(parts) > 2


Rule = tuple[Kind, re.Pattern[str], Callable[[Found], bool]]


def _rule(kind: Kind, pattern: str, test: Callable[[Found], bool] = _always) -> Rule:
    return kind, re.compile(pattern, re.IGNORECASE), test


RULES: tuple[Rule, ...] = (
    # A Saudi IBAN: "SA", two check digits, 20 characters, nearly always digits; up to two digits too few or too many.
    _rule(Kind.IBAN, rf"(?<!{_LETTER})s{_GAP}a(?:{_GAP}[0-9]){{20,24}}{_END}"),
    _rule(Kind.IBAN, rf"(?<!{_LETTER})sa[0-9]{{4}}{_LETTER}{{18}}(?!{_LETTER})"),
    _rule(Kind.IBAN, rf"(?<!{_LETTER})[a-z]{{2}}[0-9]{{2}}(?:[ \-]?{_LETTER}{{2,4}}){{3,8}}(?!{_LETTER})", _is_iban),
    _rule(Kind.IBAN, rf"{_START}[0-9](?:{_GAP}[0-9]){{21}}{_END}", _is_iban_without_country),
    _rule(Kind.IBAN, rf"{_START}[0-9]{{12,24}}{_END}", _is_account),
    _rule(Kind.MOBILE, rf"{_START}05[0-9]{{7,9}}{_END}"),
    _rule(
        Kind.MOBILE, rf"{_OPEN}(?:\+{_GAP}|{_START}00{_GAP}|{_START})966(?:{_GAP}0)?{_GAP}5(?:{_GAP}[0-9]){{8}}{_END}"
    ),
    _rule(Kind.MOBILE, rf"{_OPEN}{_START}0{_DOTS}5(?:{_DOTS}[0-9]){{8}}{_END}", _is_mobile_in_parts),
    _rule(Kind.MOBILE, rf"(?:\+{_GAP}|{_START}00)[1-9](?:{_GAP}[0-9]){{9,13}}{_END}"),
    _rule(Kind.MOBILE, rf"{_START}(?:5[0-9]{{8}}|01[1-7][0-9]{{7}}){_END}{_NO_DECIMALS}", _is_named_phone),
    _rule(Kind.CARD, rf"{_START}(?:[0-9]{{16}}|[0-9]{{4}}(?:[ \-.][0-9]{{4}}){{3}}){_END}{_NO_DECIMALS}", _is_card),
    _rule(Kind.CARD, rf"{_START}3[47][0-9]{{2}}[ \-]?[0-9]{{6}}[ \-]?[0-9]{{5}}{_END}", _is_card),
    _rule(Kind.IDENTITY, rf"{_START}[12][0-9]{{9}}{_END}{_NO_DECIMALS}", _is_identity),
    _rule(Kind.IDENTITY, rf"{_START}[0-9]{{9,11}}{_END}{_NO_DECIMALS}", _is_named_identity),
    _rule(Kind.IDENTITY, rf"{_START}[12](?:{_GAP}[0-9]){{9}}{_END}{_NO_DECIMALS}", _is_identity_in_parts),
)
"""In the order in which they are tried. No pattern repeats anything without a bound, so the time is linear."""

_MASKED_ALREADY = re.compile("|".join(re.escape(kind.value) for kind in Kind))
_TAKEN = "\ue000"  # stands for a character of a masked number: a letter of no word, and no digit


class _Reading(dict[int, str]):
    """For `str.translate`: digits of every script as ASCII; what is not seen, and marks on letters, as nothing."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        digit = unicodedata.digit(char, None)
        if digit is not None:
            read = str(digit)
        elif char == "\u0640" or unicodedata.category(char) in ("Cf", "Mn", "Me", "Cs"):
            read = ""
        else:
            read = char
        if code < 0x10000:
            self[code] = read
        return read


_READING = _Reading()


def mask(text: str) -> Masked:
    """`text` without numbers that point to a person. Digits of every script count as digits.

    >>> mask("هويتي ١٠٠٠٠٠٠٠٠٨ وراتبي 4000").text
    'هويتي [رقم هوية محجوب] وراتبي 4000'
    """
    read = text.translate(_READING)
    if sum(map(read.count, "0123456789")) < _LEAST_DIGITS:
        return Masked(text, frozenset())
    read = _MASKED_ALREADY.sub(lambda found: _TAKEN * len(found[0]), read)
    cuts: dict[int, tuple[int, Kind]] = {}
    for kind, pattern, is_one in RULES:
        at, pieces = 0, [""]
        while (match := pattern.search(read, at)) is not None:
            start, end = match.span()
            if is_one(Found(read, start, end)):
                cuts[start] = end, kind
                pieces += [read[at:start], _TAKEN * (end - start)]
                at = end
            else:
                pieces.append(read[at : start + 1])
                at = start + 1
        read = "".join([*pieces, read[at:]])
    return Masked(_cut(text, cuts), frozenset(kind for _, kind in cuts.values()))


def _cut(text: str, cuts: dict[int, tuple[int, Kind]]) -> str:
    """`text` with the masks in place. The cuts count only the characters that are read."""
    if not cuts:
        return text
    places = [place for place, char in enumerate(text) if char.translate(_READING)]
    pieces: list[str] = []
    at = 0
    for start, (end, kind) in sorted(cuts.items()):
        pieces += [text[at : places[start]], kind.value]
        at = places[end - 1] + 1
    return "".join([*pieces, text[at:]])
