"""The reason for which a person was refused, in their own words, and what they are told."""

import re
from datetime import date

import pytest

import knowledge
from arabic import normalise
from knowledge import rejections, sources
from knowledge.phrases import words
from knowledge.rejections import reasons, register, rejection, render
from rules import parameters
from tests.knowledge.test_answers import NEVER, OFFICIAL

TODAY = parameters.changes()[-1]
LONGEST = 1300  # a message that is read in one go; a reason has to hold its correction, the objection and the proofs
BY_HAND = re.compile(r"(?:المادة|المادتان|المواد) \d+(?: و\d+)*|\b20\d\d\b")


def reason(message: str, *, refused: bool = False) -> str | None:
    """The key of the reason that a message states."""
    found = rejection(normalise(message), refused=refused)
    return None if found is None else found.key


@pytest.mark.parametrize(
    ("message", "key"),
    [
        # the Ministry's own wording and the platform's
        ("عدم تطابق بيانات عقد الإيجار مع العنوان الوطني", "lease_not_national_address"),
        ("وجود الوحدة السكنية في أكثر من عقد إيجار", "unit_in_several_leases"),
        ("لا يوجد عقد إيجار نشط للمستقل", "no_active_lease"),
        ("إضافة تابعين غير مقيمين في مسكن مقدم الطلب", "dependants_elsewhere"),
        ("عدم إضافة جميع التابعين المقيمين في المسكن", "dependants_missing"),
        ("حذف تابعين لهم دخل مانع من الأهلية", "dependant_with_income_removed"),
        ("الدخل المحتسب أعلى من الحد الأدنى للمعاش", "income_above_minimum"),
        ("إدخال دخل جميع أفراد الأسرة على أنه دخل العائل", "family_income_as_heads"),
        ("البيانات المدخلة غير واضحة أو غير صحيحة", "unclear_data"),
        ("رقم الجوال مستخدم في طلبات أخرى", "mobile_used_elsewhere"),
        ("قيمة الإيجار لا تتناسب مع إيجارات المنطقة", "rent_not_of_the_area"),
        ("ثبوت عدم الجدية في التمكين والبحث عن عمل", "not_serious_in_search"),
        ("اختلاف بيانات الزيارة الميدانية عن البيانات المسجلة", "visit_mismatch"),
        ("إدخال صلة القرابة بشكل خاطئ مثل تسجيل الحفيدة ابنة", "kinship_wrong"),
        ("تكرار عدم الرد على اتصالات الباحث الاجتماعي", "researcher_not_answered"),
        ("متوسط الأرصدة البنكية للأسرة يتجاوز الحد المسموح", "bank_balance"),
        ("عدد العقارات المملوكة للأسرة متجاوز للحد حسب بيانات وزارة العدل", "properties"),
        ("عدد السيارات المملوكة يتجاوز الحد المسموح به", "cars"),
        ("عدد العمالة المنزلية أكثر من المسموح", "domestic_workers"),
        ("رب الأسرة تابع مؤكد في طلب آخر", "head_is_dependant_elsewhere"),
        ("طالب دون السن غير مسجل مع أسرته", "student_not_with_family"),
        ("عدم إثبات السكن المستقل بعقد نشط أو صك", "separate_dwelling_not_proved"),
        ("التابع لم يوافق على الإضافة", "dependant_not_approved"),
        ("العنوان في المنصة لا يطابق العنوان الوطني", "platform_not_national_address"),
        ("سبب عدم الأهلية الإقامة خارج المملكة أكثر من المدة المسموحة", "days_abroad"),
        # Modern Standard Arabic, as people retell it
        ("رُفض طلبي لأن عقد الإيجار لا يحمل العنوان الوطني نفسه", "lease_not_national_address"),
        ("قيل لي إن شقتي مسجلة بعقدين، فما الحل؟", "unit_in_several_leases"),
        ("انتهى عقدي فرُفض طلبي، هل أجدده أولًا؟", "no_active_lease"),
        ("ظهر لي أن ابنتي لا تقيم معي في المسكن", "dependants_elsewhere"),
        ("سبب الرفض أن والدتي لم تُضف إلى الطلب مع أنها تسكن معي", "dependants_missing"),
        ("رُفضت بسبب راتب زوجي مع أنه ترك العمل", "income_above_minimum"),
        ("رُفض الطلب بسبب حسابات بنكية لا أملك فيها شيئًا", "bank_balance"),
        ("سبب الرفض سيارة قديمة بعتها ولم تُنقل ملكيتها", "cars"),
        ("رُفضت بسبب عاملة منزلية غادرت منذ سنة", "domestic_workers"),
        ("سبب الرفض أرض موروثة لم تُقسم بعد", "properties"),
        ("رُفضت لأن أخي سجلني عنده، أنا مسجل تابعًا عنده", "head_is_dependant_elsewhere"),
        ("رُفضت بسبب سفري لمرافقة أمي في العلاج", "days_abroad"),
        ("سبب عدم الأهلية أنني رفضت عرض عمل بعيدًا", "not_serious_in_search"),
        ("كُتب في السبب أن ما وجده الباحث يختلف عن البيانات المسجلة", "visit_mismatch"),
        ("سبب الرفض سجل تجاري ألغيته العام الماضي", "business_registered"),
        ("سبب الرفض أن الصك باسم والدي رحمه الله", "no_housing_proof"),
        ("رُفض طلبي بسبب إيقاف الخدمات", "services_suspended"),
        ("كُتب في سبب الرفض أن أمي مقيمة في دار رعاية", "in_institution"),
        # Saudi speech
        ("رفضوني عشان العقد ماهو مطابق للعنوان", "lease_not_national_address"),
        ("طلعوني غير مؤهله عشان عنواني الوطني قديم", "platform_not_national_address"),
        ("يقولون الشقه عليها عقدين والاول ما الغوه", "unit_in_several_leases"),
        ("كاتبين العقد مو نشط وانا دافع الايجار", "no_active_lease"),
        ("رفضوني يقولون ايجارك قليل عن السوق", "rent_not_of_the_area"),
        ("طلع لي السبب ولدي مو ساكن معنا وهو ساكن معنا", "dependants_elsewhere"),
        ("قالوا ما ضفتوا جدتكم وانرفضنا، هي ما انضافت لانها تزورنا بس", "dependants_missing"),
        ("مكتوب بنتي ما وافقت على الاضافه", "dependant_not_approved"),
        ("طلع السبب ابوي مضيفني عنده بطلبه", "head_is_dependant_elsewhere"),
        ("رفضوني عشان عيالي عند ابوهم بالنظام", "dependant_in_another_family"),
        ("شلت ولدي الموظف من الطلب ورفضوني بسبب حذفه", "dependant_with_income_removed"),
        ("مكتوب لازم نسند التابعين على البيت، انرفضت من هالسبب، وين اسندهم", "dependants_not_assigned"),
        ("انا ادرس بالجامعه وقالوا لازم تنضافين مع اهلك، رفضوني لاني طالبه", "student_not_with_family"),
        ("حطيت القرابه غلط ورفضوني", "kinship_wrong"),
        ("رفضوني بسبب جوالي يقولون الرقم مسجل بطلب ثاني", "mobile_used_elsewhere"),
        ("حطيت راتب البيت كله باسمي وانرفضت", "family_income_as_heads"),
        ("طلع لي دخلك فوق الحد وانا ماعندي الا تقاعد ابوي", "income_above_minimum"),
        ("رفضوني بسبب مبلغ بالبنك وهو دين رجعته", "bank_balance"),
        ("سبب الرفض موترين واحد منهم خردة", "cars"),
        ("رفضونا عشان الخدامه حقت جدتي", "domestic_workers"),
        ("طلعوني مب مؤهل عشان عندي ارض ما تسوى", "properties"),
        ("رفضوني يقولون ماني جاد وانا ادور شغل", "not_serious_in_search"),
        ("السبب التمكين وانا ماحد كلمني", "not_serious_in_search"),
        ("انرفضت لاني ما رديت على الباحثه كنت نايمه", "researcher_not_answered"),
        ("زارنا الباحث ورفضونا بعدها", "visit_mismatch"),
        ("رفضوني عشان ساكن عند اهلي", "separate_dwelling_not_proved"),
        ("طلع لي بيانات مو صحيحه وش هي مدري", "unclear_data"),
        ("امرفض بسبب امعقد غير نشط", "no_active_lease"),
        ("رفضووووني بسبب السياراااات", "cars"),
    ],
)
def test_the_reason_is_found_in_ministry_wording_and_in_speech(message: str, key: str) -> None:
    assert reason(message) == key


@pytest.mark.parametrize(
    "message",
    [
        "كم سيارة مسموح لنا في الضمان",
        "هل العاملة المنزلية تمنع الضمان",
        "كيف أوثق عقد الإيجار؟",
        "متى ينزل الضمان",
        "كيف أحدّث العنوان الوطني؟",
        "وش شروط الضمان",
        "الدفعة مرفوضة وش السبب",
        "طلع لي ايبان غير صالح",
        "راتبي 3000 وعندي خمس عيال هل استحق",
        "ليش رفضوني",
        "وش اسباب الرفض",
        "كيف اعترض على القرار",
        "رفضوا اعتراضي وين اروح بعده",
        "ابي اضيف زوجتي تابعه",
        "كم الحد الأدنى للدخل؟",
        "سجلت رقم جوالي بالغلط كيف اعدله",
        "كم يوم اقدر اسافر",
        "الباحث الاجتماعي متى يزورنا",
        "السلام عليكم",
        "لازم ادور وظيفه عشان يستمر الضمان؟",
        "",
    ],
)
def test_no_reason_is_found_where_none_is_stated(message: str) -> None:
    assert reason(message) is None


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("رصيد بنكي", "bank_balance"),
        ("السيارات", "cars"),
        ("العقد", "no_housing_proof"),
        ("صلة القرابة", "kinship_wrong"),
        ("الدخل", "income_above_minimum"),
        ("الزيارة", "visit_mismatch"),
    ],
)
def test_a_word_is_enough_once_a_refusal_is_spoken_of(message: str, key: str) -> None:
    assert reason(message) is None
    assert reason(message, refused=True) == key


def test_a_greeting_is_no_reason_even_then() -> None:
    assert reason("السلام عليكم", refused=True) is None
    assert reason("ليش", refused=True) is None


def test_what_follows_because_counts_more_than_the_story_around_it() -> None:
    assert reason("انا ساكن ايجار وعندي سيارة ورفضوني بسبب رصيد ولدي") == "bank_balance"
    assert reason("راتبي قليل وبيتي ايجار، السبب عندي سيارات، والله ما عندي الا وحده") == "cars"


def test_every_reason_of_the_ministry_that_is_legible_has_its_entry() -> None:
    of_the_ministry = {one.key for one in register().reasons if "almowaten-17" in one.sources}
    assert of_the_ministry == {
        "unit_in_several_leases",
        "dependants_elsewhere",
        "dependant_with_income_removed",
        "unclear_data",
        "mobile_used_elsewhere",
        "no_active_lease",
        "lease_not_national_address",
        "family_income_as_heads",
        "rent_not_of_the_area",
        "not_serious_in_search",
        "dependants_missing",
        "visit_mismatch",
        "kinship_wrong",
        "income_above_minimum",
        "researcher_not_answered",
    }


def test_keys_and_titles_differ() -> None:
    every = register().reasons
    assert len({one.key for one in every}) == len(every) == len(reasons())
    assert len({one.title for one in every}) == len(every)


def test_the_words_stand_as_letters_are_folded() -> None:
    whole = register()
    for expression in (
        *whole.refusal,
        *whole.causes,
        *(expression for one in whole.reasons for expression in (*one.phrases, *one.in_context)),
    ):
        assert [word for word in words(expression) if normalise(word) != word] == [], expression


def test_every_reason_is_found_by_some_expression() -> None:
    assert all(one.phrases or one.in_context for one in register().reasons)


def test_sources_are_known_and_bear_the_grade() -> None:
    for one in register().reasons:
        assert all(sources.known(key) for key in one.sources), one.key
        assert one.grade in {sources.source(key).grade for key in one.sources}, one.key
        for article in re.findall(r"المادة (\d+)", " ".join(one.texts())):
            assert f"law-{article}" in one.sources, one.key


def test_follow_ups_are_topics() -> None:
    for one in register().reasons:
        assert set(one.follow_ups) <= set(knowledge.topics()), one.key
        assert one.topic is None or one.topic in knowledge.topics(), one.key


def test_no_figure_is_written_by_hand() -> None:
    for one in register().reasons:
        for text in one.texts():
            rest = BY_HAND.sub("", re.sub(r"{\w+}", "", text))
            assert not re.search(r"\d", rest), (one.key, rest)


@pytest.mark.parametrize("day", parameters.changes())
@pytest.mark.parametrize("one", register().reasons, ids=lambda one: one.key)
def test_the_answer_says_what_it_means_what_to_correct_how_to_object_and_what_to_attach(
    one: rejections.Rejection, day: date
) -> None:
    answer = render(one, day)
    order = [answer.text.index(words) for words in ("ما تصححه:", "الأهلية والاستحقاق", "أرفق مع الاعتراض:")]
    assert order == sorted(order)
    assert order[0] > 0, "the meaning comes first"
    assert len(answer.text) <= LONGEST
    assert not re.search(r"[{}*]|None|\n\n\n", answer.text)
    assert answer.sources
    assert answer.follow_ups[0] == "objection_steps"


def test_income_offers_the_estimate() -> None:
    one = reasons()["income_above_minimum"]
    answer = render(one, TODAY)
    assert one.offers_estimate
    assert "هل تريد أن نحسبها معًا؟" in answer.text
    assert answer.follow_ups == ("objection_steps", "eligibility_estimate")
    assert f"{parameters.on(TODAY).head_minimum:,} ريال للعائل" in answer.text


def test_what_is_no_matter_of_income_does_not_offer_the_estimate() -> None:
    assert "نحسبها" not in render(reasons()["kinship_wrong"], TODAY).text


def test_the_limits_are_those_of_the_parameters() -> None:
    held = parameters.on(TODAY)
    assert (
        f"{held.bank_average_limit:,} ريال خلال {held.bank_average_months} أشهر"
        in render(reasons()["bank_balance"], TODAY).text
    )
    assert f"أكثر من {held.cars_family_limit}" in render(reasons()["cars"], TODAY).text
    assert f"أكثر من {held.workers_limit}" in render(reasons()["domestic_workers"], TODAY).text
    assert f"دون {held.student_age_limit} سنة" in render(reasons()["student_not_with_family"], TODAY).text


def test_the_number_of_properties_is_said_to_be_unpublished() -> None:
    assert "غير مؤكد: عدد العقارات المسموح" in render(reasons()["properties"], TODAY).text


def test_no_amount_of_other_programmes_and_no_other_contact_is_told() -> None:
    for one in register().reasons:
        text = render(one, TODAY).text
        assert not NEVER.search(text), one.key
        assert set(re.findall(r"@?[A-Za-z][\w.:/@-]*", text, re.ASCII)) <= OFFICIAL, one.key
        assert set(re.findall(r"(?<![\d,])\d{5,}(?![\d,])", text)) <= {parameters.figures(TODAY)["contact_number"]}


def test_a_long_message_is_read_in_a_moment() -> None:
    assert reason("طلع لي بسبب " * 800) is None
    assert len(rejections.causes(normalise("طلع لي بسبب كذا " * 800))) <= rejections.MOST_CAUSES
