"""What counts as a wish to have one's data deleted, or to get a copy of it, and what does not."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import texts
from bot.settings import ROOT
from bot.wishes import wish

DELETE = """
احذف بياناتي
احذفوا محادثتي
امسح كل بياناتي لو سمحت
ابي احذف بياناتي
امسحوا معلوماتي من عندكم
/delete
/delete@murshid_bot
إحذف بياناتي!
أحذفوا بياناتي.
احدف بياناتي
احذف بيانتي
احذفي بياناتي من فضلك
ابغى امسح محادثتي
أبغى تحذفون بياناتي
ابغاكم تحذفون بياناتي
ودي تمسحون كل معلوماتي
أريد حذف بياناتي
أريد أن تحذفوا جميع بياناتي
ارغب في حذف بياناتي الشخصية
أرغب بحذف بياناتي
أطلب حذف بياناتي
طلب حذف بياناتي
حذف بياناتي
حذف جميع بياناتي
مسح المحادثة
احذف المحادثة
احذف هذه المحادثة
احذف هالمحادثة
امسح سجل المحادثة
امسح سجل محادثتي
ممكن تحذف بياناتي؟
ممكن تحذفون بياناتي لو سمحتوا
السلام عليكم، احذفوا بياناتي من عندكم
شيل بياناتي من عندك
شيلوا معلوماتي كلها
الرجاء حذف بياناتي نهائيا
أرجو حذف بياناتي بالكامل
احذف بياناتي ومحادثتي
احذف بياناتي وكل رسائلي
احذف كل شي عني
احذفوا كل اللي عندكم عني
امسح كل ما تعرفه عني
امسح كل المعلومات المحفوظة عني
احذف كل ما كتبته
اِحْذِفْ بَيَانَاتِي
احذفففف بيااااناتي
خلاص احذف بياناتي
احذف لي بياناتي الحين
بياناتي احذفوها
ابي كل بياناتي تنحذف
ياخي احذفوا بياناتي
امسح كل شيء كتبته
لو تكرمت امسح محادثتي من ذاكرتك
delete my data
Please delete my chat
"""

EXPORT = """
نسخة من بياناتي
ارسل لي بياناتي
ابغى نسخه من معلوماتي
وش محفوظ عندكم عني
/export
ابي نسخة من بياناتي
أريد نسخة من بياناتي لو سمحت
نسخه بياناتي
ارسلوا لي نسخة من بياناتي
أرسلوا لي نسخة من محادثتي
ممكن ترسلون لي نسخة من بياناتي؟
عطوني بياناتي
أعطني نسخة من كل بياناتي
اعطوني كل اللي عندكم عني
أرغب في الحصول على نسخة من بياناتي
أريد الحصول على نسخة من معلوماتي الشخصية
ابي بياناتي
تحميل بياناتي
تصدير بياناتي
وش عندكم عني؟
ايش محفوظ عني
ايش البيانات اللي عندكم عني
ما البيانات المحفوظة عني؟
ماذا تحفظون عني
ما المعلومات التي لديكم عني
وش تعرف عني
وش المعلومات المحفوضة عني
هل عندكم معلومات عني
وش بياناتي اللي عندكم
ابي اعرف وش عندكم عني
ابي اشوف بياناتي اللي عندكم
نسخة من المحادثة
زودوني بنسخة من بياناتي
وريني بياناتي
عندكم بيانات عني؟
وش سجلتوا عني
send me my data
"""

NEITHER = """
كيف احذف تابع
احذف بياناتي من الضمان
ابي الغي طلبي
تحديث بياناتي
حذف ابني من التابعين
نسخة من عقد الايجار
وش البيانات المطلوبة
احذف
احذف ابني
احذف زوجتي من بياناتي
حذف التابعين
كيف احذف بياناتي
كيف احذف بياناتي من المنصة
وين احذف بياناتي؟
هل حذف بياناتي يوقف المعاش؟
اقدر احذف بياناتي؟
احذف بياناتي من النظام
احذف بياناتي من حساب المواطن
احذف بياناتي من التسجيل
امسح بياناتي البنكية
احذف رقم الايبان
حذف حسابي
الغاء الطلب وحذف بياناتي
لا تحذف بياناتي
لا تحذفون بياناتي
ما ابي احذف بياناتي
ما ابغاكم تحذفون بياناتي
ليش حذفتوا محادثتي
حذفت بياناتي
انحذفت بياناتي من المنصة
تم حذف بياناتي
بياناتي
بياناتي غلط
معلوماتي ناقصة
تعديل بياناتي
كيف احدث بياناتي
ابي احدث بياناتي
احذف بياناتي وسجلني من جديد
احذف بياناتي ثم احسب لي المعاش
احذف كل شي
حذف البيانات
شيلوا اسمي
نسخة من الهوية
نسخة من صك الطلاق
ارسل بياناتي للوزارة
كيف ارسل بياناتي
وين ارسل بياناتي
ارسلت لكم بياناتي
ابي نسخة من طلبي
نسخة من كشف المعاش
وش المعلومات المطلوبة مني
ما البيانات المطلوبة للتسجيل
وش عندكم
وش تعرف عن الضمان
ما المستندات
هل بياناتي مطابقة
هل بياناتي محدثة
ابي اشوف بياناتي
ابي بيان استفادة
ابي اعرف اذا مقبول
راتبي 4000 وعندي ولدين
مسح
بياناتي تنحذف
امسح كلامي
عندكم ابني مسجل
شيل السيارة من حسابي
رسائلي ما توصل
محادثتي مع الموظف
/deletee
/start
/
delete my dependant
"""


def lines(table: str) -> list[str]:
    """A table's messages, one a line."""
    return table.strip().splitlines()


@pytest.mark.parametrize("text", lines(DELETE))
def test_a_message_that_only_asks_to_delete_my_data_is_that_wish(text: str) -> None:
    assert wish(text) == "delete"


@pytest.mark.parametrize("text", lines(EXPORT))
def test_a_message_that_only_asks_for_my_data_is_that_wish(text: str) -> None:
    assert wish(text) == "export"


@pytest.mark.parametrize("text", [*lines(NEITHER), "", "   ", "؟", "👍"])
def test_a_question_about_the_programme_is_no_wish(text: str) -> None:
    assert wish(text) is None


@pytest.mark.parametrize("text", lines(DELETE)[:5])
@pytest.mark.parametrize("more", ["{} من الضمان", "كيف {}", "لا {}", "{} وراتبي 4000", "هل {}", "سألوني {}", "{} ليش"])
def test_a_wish_with_anything_else_beside_it_is_none(text: str, more: str) -> None:
    assert wish(more.format(text)) is None


@pytest.mark.parametrize("title", [each.title for each in texts.MENU])
def test_no_button_of_the_menu_reads_as_a_wish(title: str) -> None:
    assert wish(title) is None


def test_no_message_that_the_assistant_was_taught_or_is_measured_with_is_a_wish() -> None:
    taught = [
        line.strip().removeprefix("- ")
        for file in (ROOT / "data" / "nlu").rglob("*.yml")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    measured = [
        json.loads(line)["text"]
        for line in (ROOT / "tests" / "data" / "evaluation.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert len(taught) > 1000
    assert len(measured) > 100
    assert [text for text in taught + measured if wish(text)] == []


@given(text=st.text(alphabet=st.characters()))
@settings(deadline=None)
def test_no_text_makes_it_raise(text: str) -> None:
    wish(text)


@pytest.mark.parametrize("word", ["ابي", "كل", "احذف", "بياناتي", "ما", "من", "بياناتي و", "وش عندكم", "شكرا", "اللي"])
def test_many_words_are_read_quickly(word: str) -> None:
    text = " ".join([word] * 2000)
    short = " ".join((word.split() * 16)[:16]) + " x"
    start = time.process_time()
    assert wish(text) is None
    wish(short)
    assert time.process_time() - start < 0.25  # a tenth of it on a slow machine; backtracking would take for ever
