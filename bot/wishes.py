"""What a citizen may ask about their own data: to have it deleted, or to get a copy of it.

A deletion cannot be undone, so only a whole message that says nothing else counts, in a form that cannot mean the
Ministry's records ("احذف بياناتي من الضمان"), a question ("كيف احذف بياناتي؟") or a denial ("لا تحذف بياناتي").
"""

import re
from typing import Literal

from arabic import normalise

Wish = Literal["delete", "export"]

_MOST_WORDS = 16
"""Whoever says more than this is telling something else."""

_COMMANDS: dict[str, Wish] = {"/delete": "delete", "/export": "export"}
_COMMAND = re.compile(r"(/[a-z]+)(?:@\w+)?", re.IGNORECASE)  # Telegram: "/delete@name_of_the_bot"

_TYPED_ALIKE = str.maketrans("ذظ", "دض")
"""Letters that many people write one for the other."""
_NO_WORD = re.compile(r"[^\w]+")


def _any(words: str) -> str:
    """One of some words or phrases, which are separated by "|" and written as people write them."""
    folded = (_folded(each) for each in words.split("|"))
    return "(?:" + "|".join(sorted(set(folded), key=lambda each: (-len(each), each))) + ")"


def _folded(text: str) -> str:
    return _NO_WORD.sub(" ", normalise(text).translate(_TYPED_ALIKE)).strip()


_POLITE = re.compile(
    r"(?<!\S)"
    + _any(
        "لو سمحت|لو سمحتي|لو سمحتو|لو سمحتوا|لوسمحت|من فضلك|من فضلكم|فضلا|رجاء|رجاءا|الرجاء|ارجو|أرجوك|أرجوكم|بليز|"
        "شكرا|شكرا لك|شكرا لكم|تكفى|تكفون|الله يعطيك العافية|يعطيك العافية|الله يعافيك|الله يسعدك|الله يجزاك خير|"
        "جزاك الله خير|السلام عليكم|السلام عليكم ورحمة الله|السلام عليكم ورحمة الله وبركاته|مرحبا|هلا|أهلا|طيب|خلاص|"
        "ياخي|يا جماعة|يا جماعة الخير|لو تكرمت|لو تكرمتم|إذا ممكن|اذا سمحت|"
        "يا مرشد|مرشد|يا أخي|أخي|اخوي|يا ليت|ياليت|والله|من بعد إذنك|بعد إذنك|عفوا|please|thanks|thank you|pls"
    )
    + r"(?!\S)"
)
_WANT = (
    _any(
        "ابي|ابغى|ابغا|ابا|أبغي|ابيكم|ابيك|ابغاكم|ابغاك|ودي|بودي|أريد|اريد منكم|اريدكم|نبي|بغيت|حاب|حابه|أحب|أود|أرغب|"
        "أرغب في|ممكن|أطلب|أطلب منكم|طلب|أنا اريد|انا ابي|انا ابغى|أتمنى|لازم|i want to|i want you to|can you"
    )
    + "(?: ان| انكم| انك)?"
)
_DELETE = _any(
    "احذف|احذفي|احذفو|احذفوا|احذفلي|احذفولي|تحذف|تحذفي|تحذفو|تحذفوا|تحذفون|تحذفلي|تحذفولي|يتم حذف|حذف|"
    "امسح|امسحي|امسحو|امسحوا|امسحلي|امسحولي|تمسح|تمسحي|تمسحو|تمسحوا|تمسحون|تمسحولي|يتم مسح|مسح|"
    "أزل|أزيلوا|أزيلو|تزيل|تزيلوا|تزيلون|إزالة|شيل|شيلو|شيلوا|تشيل|تشيلو|تشيلون|امح|امحو|امحوا|تمحو|محو|"
    "أتلف|أتلفوا|إتلاف|انس|انسى|انسوا|delete|erase|remove"
)
_DELETE_IT = _any("احذفها|احذفوها|احذفه|احذفوه|امسحها|امسحوها|امسحه|امسحوه|شيلها|شيلوها")
_SEND = _any(
    "أرسل لي|أرسلي لي|أرسلو لي|أرسلوا لي|أرسللي|أرسلولي|ارسلوا الي|أرسل الي|ترسل لي|ترسلو لي|ترسلوا لي|ترسلون لي|ترسلي|"
    "ترسلولي|ابعث لي|ابعثوا لي|ابعثلي|تبعث لي|تبعثون لي|أعطني|أعطيني|أعطوني|عطني|عطيني|عطوني|تعطيني|تعطوني|تعطونني|هات|"
    "هاتو|هاتوا|زودني|زودوني|تزودني|تزودوني|اعرض|اعرض لي|اعرضوا لي|وريني|وروني|ورني|توريني|"
    "حمل لي|تحميل|تنزيل|تصدير|استخراج|send me|give me|export|download|show me"
)
_GET = _any("آخذ|اخد|أحصل على|الحصول على|أستلم|استلام|أطلع على|اشوف|أعرف|get|see")
_COPY = f"{_any('نسخة|نسخه كاملة|نسختي|صورة|ملف|a copy|copy')}(?: من| عن| ل| of)?"
_ALL = f"(?:{_any('كل|جميع|كافة|كامل|سجل|تاريخ|كل سجل|all|all of')} )"
_MINE = (
    f"(?:{_any('بياناتي|بيانتي|بيناتي|معلوماتي|محادثتي|محادثاتي|رسائلي|رسايلي|دردشتي|دردشاتي')}"
    f"|{_any('my data|my chat|my conversation|my messages|my information|my personal data')})"
)
_CHAT = _any(
    "المحادثة|المحادثات|هالمحادثة|هذه المحادثة|هذي المحادثة|الدردشة|هالدردشة|هذه الدردشة|الشات|هالشات|this chat"
)
_HELD = _any(
    "محفوظ|محفوظة|المحفوظ|المحفوظة|مخزن|مخزنة|المخزن|المخزنة|مسجل|المسجلة|مسجلة|موجود|موجودة|الموجودة|محفوظين|حافظين|"
    "حافظينه|حافظينها|تحفظ|تحفظون|تحفظونه|تحفظونها|تحفظوا|تحفظه|تحتفظون|تحتفظون به|تحتفظون بها|تحتفظ به|تحتفظ بها|تخزن|"
    "تخزنون|تخزنونه|تخزنونها|مخزنين|مسجلين|تعرف|تعرفه|تعرفون|تعرفونه|جمعتم|سجلتم|سجلتوا|سجلته|جمعتوا|جمعتوها|عندك|عندكم|لديك|لديكم|"
    "معكم|هنا|هو|هي|you have|you keep|you store"
)
_WHAT = _any("ما|ماذا|اللي|الي|الذي|التي|شي|شيء|البيانات|المعلومات|بيانات|معلومات|بياناتكم|معلوماتكم|everything")
_ABOUT_ME = f"{_WHAT}(?: (?:{_HELD}|{_WHAT}))* (?:عني|about me)"
_KEPT_ABOUT_ME = f"(?:(?:{_HELD}|{_WHAT}) )+(?:عني|about me)"
_WROTE = _any(
    "كل شيء كتبته|كل شي كتبته|كل شي قلته|كل ما كتبته|ما كتبته|ما كتبت|اللي كتبته|اللي كتبت|ما أرسلته|اللي أرسلته|"
    "ما قلته|اللي قلته|ما قلته لك|اللي قلته لك"
)
_WHERE = (
    f"(?:(?:{_any('من|في|المحفوظة|المخزنة|الموجودة|اللي|التي|الي')} )*"
    f"{_any('عندكم|عندك|لديكم|لديك|هنا|البوت|هذا البوت|المحادثة|هالمحادثة|مرشد|ذاكرتك|ذاكرتكم|خوادمكم|نظامكم')})"
)
_MANNER = _any(
    "كلها|كله|كلهم|كاملة|كاملا|كامله|بالكامل|جميعها|جميعا|جميعهم|نهائيا|نهائي|الآن|الحين|حالا|فورا|الشخصية|الخاصة|"
    "الخاصة بي|السابقة|القديمة|حقتي|حقي|معك|معاك|معكم|وياك|المحفوظة|المخزنة|now"
)
_ONE = f"{_ALL}?{_ALL}?(?:{_MINE}|{_CHAT}|{_ABOUT_ME}|{_WROTE})(?: (?:{_MANNER}|{_WHERE}))*"
_DATA = f"{_ONE}(?: و ?{_ONE})*"
_QUESTION = _any("وش|وشو|ايش|اش|شنو|ماذا|ما|ما هي|ماهي|ما هو|وش هي|هل|what|what do")

_DELETION = re.compile(
    f"(?:(?:{_WANT} )*|{_WANT} ب){_DELETE}(?: لي)? {_DATA}"
    f"|{_DATA} {_DELETE_IT}(?: {_WHERE})?"
    f"|{_WANT} {_DATA} {_any('تنحذف|تنمسح')}"
)
_EXPORTS = tuple(
    re.compile(pattern)
    for pattern in (
        f"(?:{_WANT} )*(?:(?:{_SEND}|{_GET}) )?ب?{_COPY} ?{_DATA}",
        f"(?:{_WANT} )*{_SEND} {_DATA}",
        f"{_WANT} {_DATA}",
        f"(?:{_WANT} )*{_GET} (?:(?:{_QUESTION} )?{_ALL}?{_KEPT_ABOUT_ME}|{_MINE} {_WHERE})",
        f"(?:{_QUESTION} )?{_HELD} {_KEPT_ABOUT_ME}",
        f"{_QUESTION} (?:{_ALL}?{_KEPT_ABOUT_ME}|{_MINE} {_WHERE})",
    )
)


def wish(text: str) -> Wish | None:
    """What the whole of a message asks about the citizen's data: "delete" it, "export" (a copy of) it; else None.

    >>> wish("ابي احذف بياناتي لو سمحت"), wish("وش محفوظ عندكم عني؟"), wish("حذف ابني من التابعين")
    ('delete', 'export', None)
    """
    command = _COMMAND.fullmatch(text.strip())
    if command is not None:
        return _COMMANDS.get(command[1].lower())
    said = " ".join(_POLITE.sub(" ", _folded(text)).split())
    if not said or said.count(" ") >= _MOST_WORDS:
        return None
    if _DELETION.fullmatch(said):
        return "delete"
    return "export" if any(pattern.fullmatch(said) for pattern in _EXPORTS) else None
