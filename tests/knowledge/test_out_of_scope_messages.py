"""The training messages that are none of our topics (data/nlu/out_of_scope.yml)."""

import re
from pathlib import Path

import yaml

from arabic import normalise
from rules import parameters

FOLDER = Path(__file__).parents[2] / "data" / "nlu"
# Words of Saudi and neighbouring speech that written Arabic does not use, or not so.
SPEECH = re.compile(
    r"وشو?|[اي]يش|شنو|شلون|جم|ا?بي|وابي|تبي|يبي|ابغ[اي]|ابا|اشتي|وين|فين|لي[شه]|اللي|بكم|الحين|للحين|دحين|مو|حقي?|مين|عيل"
    r"|كيفن|ذا|ذي|لسه|بكره|تكفي|عشان|كذا|هال\w+|عطو?ن[اي]|دوروا|سولف|شي|شوف|ا?سوي|نسويه|متا|امس|مره|واجد|ياخي|بس"
    r"|السالفه|سالفته|ازاي|ايه|ماكلين|طفشان|ولا|عيالي?|صادني|يطردني|شريت|يعطونك|نفر|اوديها"
    r"|[يتن]?ب?[يت]?نزل|[ايت]?طلع\w*|عند(ي|نا|هم|كم)|فلوس\w*|حلو|قدام|بالغلط|شخبار\w*|اخوي|ابوي|يخلص|شغل|شغلي|ودي|توني|سويت|باقي|يردون"
    r"|[انت]قدر|تقدرون|ي?مديني|معاد|زين|راح|رايح|جاني|جتني|جاتني|قالو|يقولو?ن?|بعت|خربان\w*|صاير|يعط\w+|بيت[ين]|حولت|غيرت|معي|معنا"
    r"|حقت\w*|حقنا|وين[هك]|عشان\w+|لمين|معاي|معليش|وتبي|اسويها|تسوي|و?قالو|رفضو|وقفو|حدثو|ردو|و?احنا|قطو|سواق|شغاله|الكهربا?|مويه|الجاي\w*"
    r"|وظايف|زبطلي|كيفاش|ديال|فيهو|مابغاتش|راهي|يطيح|صح|كوفي|كفرات|غرضي|عفشي|ضيفني|وحشتني|وظفوني|وقفوه|عطاني|رفضوني"
)


def messages(path: Path) -> dict[str, list[str]]:
    """The messages of a file of training data, by intent."""
    return {
        entry["intent"]: [line.removeprefix("- ") for line in entry["examples"].strip().split("\n")]
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        if "intent" in entry
    }


OURS = messages(FOLDER / "out_of_scope.yml")["out_of_scope"]


def test_there_are_enough_messages() -> None:
    assert len(OURS) >= 250


def test_no_message_stands_twice_after_folding() -> None:
    folded = [normalise(message) for message in OURS]
    assert len(set(folded)) == len(folded)


def test_no_message_belongs_to_another_intent_too() -> None:
    others = {
        normalise(message)
        for path in FOLDER.glob("*.yml")
        for intent, found in messages(path).items()
        if intent != "out_of_scope"
        for message in found
    }
    assert not {normalise(message) for message in OURS} & others


def test_no_message_holds_entity_marks_or_slots() -> None:
    assert not [message for message in OURS if re.search(r"[\[\](){}]", message)]


def test_at_least_half_the_messages_are_speech() -> None:
    spoken = [message for message in OURS if any(map(SPEECH.fullmatch, normalise(message).split()))]
    assert len(spoken) * 2 >= len(OURS)


def test_no_message_holds_an_amount_of_the_programme() -> None:
    held = parameters.on(parameters.changes()[-1])
    amounts = {
        f"{held.head_minimum}",
        f"{held.dependant_addition}",
        f"{held.pension_cap}",
        f"{held.bank_average_limit}",
    }
    assert not [message for message in OURS if set(re.findall(r"\d+", message.replace(",", ""))) & amounts]
