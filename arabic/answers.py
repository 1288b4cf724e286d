"""Reading yes, no and "I don't know" in MSA and Saudi speech."""

import re
from typing import Literal

from arabic.letters import normalise
from arabic.phrases import PhraseSet, word_set

Answer = Literal["yes", "no", "dont_know"]

_UNSURE = word_set(
    "مدري مادري ماادري معرف ماعرف مااعرف معرفش مدريش ناسي ناسيه نسيت ماذكر مااذكر يمكن ربما "
    "احتمال ممكن idk unsure maybe محتار محتاره متردد جايز ولاادري لاادري لااعرف لااعلم "
    "مااعلم ماعلم منيبداري ماتذكر مااتذكر"
)
_UNSURE_PHRASES = PhraseSet(
    "ما ادري|لا ادري|ما اعرف|لا اعرف|لا اعلم|ما اعلم|ماني متاكد|ماني متاكده|مو متاكد|"
    "مو متاكده|مب متاكد|غير متاكد|غير متاكده|لست متاكدا|لست متاكده|لست متاكد|مش متاكد|"
    "مش متاكده|لست ادري|لست اعلم|لست اعرف|ماني عارف|ماني عارفه|ماني داري|مو عارف|مو عارفه|"
    "مش عارف|مش عارفه|مب عارف|لست واثقا|ماني فاهم|الله اعلم|الله العالم|علمي علمك|وش دراني|"
    "ايش دراني|وش يدريني|ما عندي فكره|ما عندي علم|ما عندي خبر|ماعندي فكره|ماعندي علم|"
    "ماعندي خبر|ليس لدي فكره|ليس لدي علم|لا فكره|ما اذكر|لا اذكر|لا اتذكر|ما اتذكر|ما اظن|"
    "ما اعتقد|لا اظن|لا اعتقد|dont know|don t know|do not know|not sure|no idea|ما دريت|"
    "مو داري|ما ندري|ما نعرف|لا ندري|من وين ادري|كيف ادري|مش داري|منيب داري|ما انا متاكد|"
    "ما انا عارف|ايش عرفني|وش عرفني|ما عندي معلومه|ما عندي معلومات"
)
_YES_DESPITE_NO = PhraseSet(
    "لا باس|لا مانع|ما عندي مانع|ماعندي مانع|ليش لا|مو مشكله|لا شك|بدون شك|مافي مشكله|"
    "ما في مشكله|لم لا|لما لا|مافي مانع|ما في مانع|مافيه مشكله|بلا شك"
)
_NO_DESPITE_YES = PhraseSet("اكيد لا|طبعا لا|بالطبع لا|قطعا لا|اكيد مو|طبعا مو|للاسف لا")
_CORRECTING = word_set("غلطت غلطان قصدي اقصد اخطات غلطه غلطانه عدل صحح بدل عدلها")
_YES = word_set(
    "نعم ايه ايوه ايوا ايوة اي ايي يب اجل بلي صح صحيح اكيد طبعا تمام اوكي اوك ok okay yes y "
    "yep yeah يس موافق موافقه مضبوط بالضبط ابشر ابشري زين طيب حاضر هيه ايوي بالتاكيد اجل "
    "حاصل ماشي قطعا بالطبع معلوم فعلا مؤكد موكد يسس اييه ايو ايوووه اها امبلي مبلي يوب يوه "
    "يعم تم ايوالله ايواا نعمم مظبوط yup sure true صدق 👍 ✅ ✔ 👌"
)
_YES_ALONE = word_set("عندي فيه موجود يوجد متوفر موجوده لدي معي عندنا في لديا متوفره مطابق محدث كذا")
_NO = word_set(
    "لا كلا ابد ابدا مو مب مش موب no nope n nah لالا لاا ماعندي مافي مافيه مالي معدوم غلط "
    "خطا ليس لايوجد لاوالله ماني محد مستحيل لأ نو مهوب ولاشي ماكو مفيش ماعندنا مامعي لااا "
    "ماهو ماصار false 👎 ❌ ✖"
)
_NO_PAIRS = PhraseSet(
    "ما عندي|ما عندنا|ما فيه|ما في|ما معي|ما لي|لا يوجد|ليس لدي|ليس عندي|غير صحيح|مو صحيح|"
    "ولا شي|ولا واحد|ولا وحده|غير مطابق|غير موجود|مو موجود|ما املك|ما صار|ما سافرت|ما اشتغل|"
    "ما ادرس|ما ابي|ما ابغي|ما يوجد|ولا مره|ما حصل|ما هو|بدون اي|ما اعمل|ما ابغا|لم اسافر|"
    "لست موظفا|ولا يوم|ما احد"
)
_FILLERS = word_set("والله يا اخي اخوي وش الله اه امم يعني هو انا طال عمرك اختي بس و , . ! ه احم للاسف الحمد لله")
_QUESTION = word_set("هل كم ليش لماذا وش ايش كيف متي وين شلون ليه ماذا")
_LONGEST_READ = 2000  # characters; an answer stands at the beginning
_PIECES = re.compile(r"[^\W_]+|[^\s\w]")
_DOUBLED = re.compile(r"([^\W\d_])\1")


def read_answer(text: str) -> Answer | None:
    """What a text answers to a yes-or-no question; None where it does neither, or says both.

    "maybe" and "I do not think so" are `dont_know`: an unknown never becomes a yes or a no. A correction
    ("لا غلطت، ...") and a question in return ("ليش تسأل؟") answer nothing.
    """
    words = [word for word in _PIECES.findall(normalise(text[:_LONGEST_READ])) if word not in (",", ".", "!")]
    unsure, yes = _UNSURE_PHRASES.within(words), _YES_DESPITE_NO.within(words)
    if not words or (words[0] in _QUESTION and not unsure and not yes):
        return None
    if unsure or any(word in _UNSURE for word in words[:4]):
        return "dont_know"
    if yes:
        return "yes"
    if _NO_DESPITE_YES.within(words):
        return "no"
    return _first_answer(words)


def _first_answer(words: list[str]) -> Answer | None:
    if len(words) <= 2 and words[0] in _YES_ALONE:
        return "yes"
    for index, word in enumerate(words[:6]):
        plain = _DOUBLED.sub(r"\1", word)
        if word in _YES or plain in _YES:
            later = words[index + 1 :]
            denied = any(other in ("لا", "كلا") for other in later[:3]) or _NO_PAIRS.at(later, 0) > 0
            return None if denied else "yes"
        if word in _NO or plain in _NO or _NO_PAIRS.at(words, index):
            if not _CORRECTING.isdisjoint(words[index + 1 : index + 4]):
                return None
            return None if word == "لا" and words[index + 1 : index + 2] == ["تقل"] else "no"
        if word not in _FILLERS:
            return None
    return None
