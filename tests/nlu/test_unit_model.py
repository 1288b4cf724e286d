"""The chooser of answer units: what it learns from, what it says, and that it is kept as it was learned."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.network import Shape
from nlu.unit_examples import NOTHING, OTHER_MATTER, Asked, UnitsError, ask_nothing, read_asked, spread
from nlu.unit_model import UnitModel

UNITS = {
    "pay_when": ["متى ينزل الضمان", "اي يوم يصرفون المعاش", "موعد صرف الضمان متى", "متى الراتب حق الضمان"],
    "cars": ["كم سياره مسموح", "عندي سيارتين تضر", "السياره تأثر على الضمان", "هل يحسبون سيارتي"],
    NOTHING: ["راتبي 3000", "انا وزوجتي وولدين", "ايجار موثق", "لا ما عندنا شغاله"],
}
ASKED = [Asked(text, unit) for unit, texts in UNITS.items() for text in texts]
SMALL = Shape(units=8, epochs=20)


@pytest.fixture(scope="module")
def model() -> UnitModel:
    return UnitModel.train(ASKED, SMALL)


@pytest.mark.parametrize(
    ("text", "unit"), [("متى يصرفون الضمان", "pay_when"), ("كم سيارة تضر", "cars"), ("راتبي 4000", NOTHING)]
)
def test_it_names_the_unit_that_is_asked_for(model: UnitModel, text: str, unit: str) -> None:
    assert model.ranking(text, 3)[0][0] == unit


def test_latin_letters_are_read_too(model: UnitModel) -> None:
    assert model.ranking("mta ynzl al9'man", 3)[0][0] == "pay_when"


def test_the_likeliest_come_first_and_no_more_than_asked_for(model: UnitModel) -> None:
    ranked = model.ranking("متى ينزل الضمان", 2)
    assert len(ranked) == 2
    assert ranked[0][1] >= ranked[1][1]
    assert all(likely <= 0 for _, likely in ranked)


@pytest.mark.parametrize("text", ["", "؟؟", "😀", "x" * 5000, "qqqq"])
def test_any_text_has_a_ranking(model: UnitModel, text: str) -> None:
    assert len(model.ranking(text, 3)) == 3


def test_it_is_kept_as_it_was_learned(model: UnitModel, tmp_path: Path) -> None:
    model.save(tmp_path)
    again = UnitModel.load(tmp_path)
    for text in ("متى ينزل الضمان", "عندي سياره", "ana mutala8a"):
        kept = dict(again.ranking(text, 3))
        assert kept == pytest.approx(dict(model.ranking(text, 3)), abs=0.05)


def test_a_model_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="units"):
        UnitModel.load(tmp_path)


def test_the_messages_of_the_units_are_read(tmp_path: Path) -> None:
    (tmp_path / "amounts.yml").write_text("- id: one\n  asks: [كم, بكم]\n  after: [وكم؟]\n", encoding="utf-8")
    assert read_asked(tmp_path) == [Asked("كم", "one"), Asked("بكم", "one"), Asked("وكم؟", "one", leaning=True)]


@pytest.mark.parametrize("text", ["- id: one\n", "asks: [x]\n", "- [", "- 3\n"])
def test_a_file_that_holds_no_units_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "broken.yml").write_text(text, encoding="utf-8")
    with pytest.raises(UnitsError, match=r"broken\.yml"):
        read_asked(tmp_path)


def test_what_asks_for_no_unit_comes_from_other_intents_and_answers() -> None:
    found = ask_nothing(["شكرا", "متى ينزل", "كيف اطبخ"], ["thanks", "payment_date", "out_of_scope"], ["ايجار"], 10)
    assert set(found) == {Asked("كيف اطبخ", OTHER_MATTER), Asked("شكرا", NOTHING), Asked("ايجار", NOTHING)}


def test_of_many_texts_some_are_taken_evenly() -> None:
    texts = [f"كلمه{'ا' * number}ب" for number in range(100)]
    assert len(spread(texts, 10)) == 10
    assert spread(["3000", "؟"], 10) == []
