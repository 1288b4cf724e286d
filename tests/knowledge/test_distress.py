"""Who says that they are hungry, without a home, in danger or tired of life gets the fitting number first."""

import re

import pytest

import knowledge
from arabic import normalise
from knowledge import sources
from knowledge.distress import register, render, shown
from knowledge.phrases import words
from rules import parameters

TODAY = parameters.changes()[-1]
KNOWN = {kind.key: kind for kind in (*register().kinds, register().unspecified)}
# Of domain.md, section F, and the programme's own.
NUMBERS = {"911", "997", "998", "1919", "116111", "920033360", parameters.figures(TODAY)["contact_number"]}


def kind(message: str, *, understood: bool = False) -> str | None:
    found = shown(normalise(message), understood=understood)
    return None if found is None else found.key


def numbers(text: str) -> list[str]:
    return re.findall(r"\d{3,}", text)


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("ما عندنا اكل في البيت", "hunger"),
        ("عيالي جوعانين ولا معي شي", "hunger"),
        ("بزراني ما تعشوا البارح ولا اليوم", "hunger"),
        ("أطفالي ينامون جياعًا", "hunger"),
        ("لا يوجد لدينا طعام منذ الأمس", "hunger"),
        ("لنا ثلاث ايام ما ذقنا الا الماي", "hunger"),
        ("ما معي حليب لرضيعي", "hunger"),
        ("الثلاجة فارغة تمامًا", "hunger"),
        ("مافي لقمه نطعمها العيال", "hunger"),
        ("بنموت من الجوع يا ناس", "hunger"),
        ("ننام في السيارة منذ أسبوع", "no_shelter"),
        ("طردني صاحب البيت اليوم", "no_shelter"),
        ("انطردنا من الشقه والعفش بالشارع", "no_shelter"),
        ("ما عندنا مكان ننام فيه", "no_shelter"),
        ("ليس لي مأوى", "no_shelter"),
        ("وين اروح الليله ومعي بنات", "no_shelter"),
        ("زوجي يضربني كل يوم", "violence"),
        ("أتعرض للعنف من أخي", "violence"),
        ("ابوي يهددني بالذبح", "violence"),
        ("اهلي حابسيني في الغرفه", "violence"),
        ("هربت من زوجي بسبب العنف", "violence"),
        ("زوجي يضرب عيالي ويخوفهم", "child_harmed"),
        ("بنتي تنضرب عند ابوها", "child_harmed"),
        ("ابي اموت خلاص", "self_harm"),
        ("أفكر بالانتحار", "self_harm"),
        ("بقتل نفسي", "self_harm"),
        ("ما عاد ودي اعيش", "self_harm"),
        ("ودي انام وما اصحى", "self_harm"),
        ("ابي انهي حياتي من القهر", "self_harm"),
        ("ابي اموت من القهر", "self_harm"),
        ("بلعت حبوب كثيرة", "overdose_or_wound"),
        ("قطعت شراييني", "overdose_or_wound"),
        ("امي ما تتنفس", "medical"),
        ("ولدي مغمى عليه", "medical"),
        ("زوجتي تنزف وهي حامل", "medical"),
        ("ابوي جته جلطة الحين", "medical"),
        ("طفلي شرب كلوركس", "medical"),
        ("بيتنا يحترق", "fire_or_flood"),
        ("السيل دخل علينا", "fire_or_flood"),
    ],
)
def test_distress_is_seen_and_its_kind_known(message: str, key: str) -> None:
    assert kind(message) == key


@pytest.mark.parametrize(
    "message",
    [
        "بموت من الضحك",
        "ميت جوع وش اكل اليوم",
        "ميت ضحك على ردك",
        "متنا من الانتظار في الفرع",
        "اموت في القهوه",
        "موتني الطفش",
        "ميت من التعب اليوم",
        "ذبحتونا بالشروط",
        "رفضتوني وقهرتوني",
        "جوالي طاح وانكسر",
        "المبلغ ما يكفي شي",
        "المعاش ما يأكل عيالي الا اسبوع",
        "اذا مت مين ياخذ المعاش بعدي",
        "ابوي مات قبل سنه",
        "لو توفيت يوقف المعاش؟",
        "امي جتها جلطه قبل سنتين ومقعده",
        "ابوي مريض سكر وقلب",
        "ولدي معاق",
        "ما عندي بيت ملك ساكن ايجار",
        "طردوني من الشغل",
        "الموظف طردني من الفرع",
        "متى ينزل دعم الاكل",
        "ما نزل لي دعم الحليب",
        "هل فيه بدل غذاء مع الضمان",
        "زوجي في السجن كيف اضيفه",
        "العاملة هربت من البيت ولا زالت على كفالتي",
        "انضربت سيارتي بحادث",
        "زوجتي حامل متى اضيف المولود بعد ما تولد",
        "عيالي يلعبون في الشارع",
        "عايش في بيت شعبي",
        "ساكن مع اهلي في ملحق",
        "مطلقة وعايشه عند ابوي",
        "رفضوني عشان عنواني الوطني",
        "السلام عليكم",
        "",
    ],
)
def test_figures_of_speech_and_plain_questions_are_no_distress(message: str) -> None:
    assert kind(message) is None


def test_hunger_stated_for_children_is_distress_and_ones_own_manner_of_speaking_is_not() -> None:
    assert kind("عيالي ميتين جوع") == "hunger"
    assert kind("ميت جوع") is None
    assert kind("ميت جوع", understood=True) == "hunger"


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("جوعانين", "hunger"),
        ("انا بالشارع", "no_shelter"),
        ("عنف اسري", "violence"),
        ("كرهت حياتي", "self_harm"),
        ("نزيف", "medical"),
        ("حريق", "fire_or_flood"),
        ("الحقوني", "general"),
        ("SOS", "general"),
    ],
)
def test_once_understood_as_distress_a_word_shows_its_kind_and_there_is_always_an_answer(
    message: str, key: str
) -> None:
    assert kind(message) is None
    assert kind(message, understood=True) == key


def test_the_more_urgent_comes_first() -> None:
    assert kind("بلعت حبوب ابي اموت") == "overdose_or_wound"
    assert kind("زوجي ضربني وما اتنفس") == "medical"
    assert kind("زوجي يضربني ويضرب عيالي") == "violence"
    assert kind("هربت من عنف زوجي ومالي مكان انام فيه") == "violence"


@pytest.mark.parametrize("key", KNOWN)
def test_an_answer_gives_one_or_two_known_numbers_in_its_first_lines_and_asks_nothing(key: str) -> None:
    text = render(KNOWN[key], TODAY).text
    assert 1 <= len(numbers(text)) <= 2
    assert set(numbers(text)) <= NUMBERS
    assert numbers(text.split("\n\n")[0]), "a number stands in the first paragraph"
    assert not re.search(r"[؟?]", text)
    assert len(text) <= 400
    assert not re.search(r"[{}*]", text)


@pytest.mark.parametrize(
    ("key", "number"),
    [
        ("self_harm", "psychological"),
        ("overdose_or_wound", "ambulance"),
        ("medical", "ambulance"),
        ("fire_or_flood", "civil_defence"),
        ("child_harmed", "children"),
        ("violence", "emergencies"),
        ("no_shelter", "protection"),
    ],
)
def test_the_first_number_is_the_one_that_fits(key: str, number: str) -> None:
    assert numbers(render(KNOWN[key], TODAY).text)[0] == register().numbers[number].number


def test_violence_names_where_it_is_reported() -> None:
    assert register().numbers["protection"].number in numbers(render(KNOWN["violence"], TODAY).text)


def test_hunger_leads_to_the_programmes_own_number() -> None:
    assert numbers(render(KNOWN["hunger"], TODAY).text)[0] == parameters.figures(TODAY)["contact_number"]


def test_every_number_of_the_file_is_given_in_some_answer() -> None:
    said = " ".join(kind.answer for kind in KNOWN.values())
    assert all(f"{{{name}}}" in said for name in register().numbers)


def test_no_sources_are_read_out_but_they_are_registered() -> None:
    assert all(render(kind, TODAY).sources == () for kind in KNOWN.values())
    assert all(sources.known(key) for key in register().sources)


def test_people_are_offered_the_contacts_afterwards() -> None:
    assert set(render(KNOWN["hunger"], TODAY).follow_ups) <= set(knowledge.topics())


def test_the_words_stand_as_letters_are_folded() -> None:
    whole = register()
    for expression in (
        *whole.figures_of_speech,
        *(expression for kind in whole.kinds for expression in (*kind.phrases, *kind.in_context)),
    ):
        assert [word for word in words(expression) if normalise(word) != word] == [], expression
