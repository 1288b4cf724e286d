"""The benchmark against Rasa's own classifiers, on a tiny data set of the same form."""

import csv
from pathlib import Path

import pytest

from benchmarks.arbanking77 import (
    NO_DATA,
    Labelled,
    NoData,
    Outcome,
    main,
    read_labelled,
    reduced,
    row,
    write_training,
)

MESSAGES = {
    "وصول البطاقة": ("متى تصل بطاقتي؟", "لم تصل بطاقتي", "وين بطاقتي", "بطاقتي ما وصلت", "كم يوم تصل البطاقة"),
    "سعر الصرف": ("كم سعر الصرف؟", "سعر الصرف اليوم", "كيف تحسبون سعر الصرف", "بكم الصرف", "أسعار صرف العملات"),
    "تغيير الرقم السري؟": ("أريد تغيير الرقم السري", "اغير الرقم السري", "الرقم السري كيف يتغير", "ابدل الرقم السري"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("MSA_PAL_train.csv", "MSA_test.csv", "PAL_test.csv"):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_ALL)
            writer.writerow(["label", "text"])
            writer.writerows((label, text) for label, texts in MESSAGES.items() for text in texts)
    return tmp_path


def test_every_candidate_is_trained_and_tested_on_the_same_messages(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(folder), "--epochs", "1"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("14 training messages, 3 intents; tests of 14 (MSA) and 14 (PAL) messages")
    rows = {line[:20].strip(): line[20:].split() for line in printed.splitlines()}
    assert set(rows) >= {"stock, 1 epochs", "logistic", "ours", "AraBERT (published)"}
    for name in ("logistic", "ours"):
        assert float(rows[name][0]) == float(rows[name][1]) > 0.9, "its own training messages"
        assert rows[name][3] == "-"
    train_seconds, all_epochs = map(float, rows["stock, 1 epochs"][2:4])
    assert all_epochs > train_seconds > 0
    assert all(float(rows[name][5]) > 100 for name in ("stock, 1 epochs", "logistic", "ours")), "peak memory"
    assert "DIET was cut to 1 of 100 epochs" in printed


def test_without_the_data_it_says_which_file_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == NO_DATA
    assert "MSA_PAL_train.csv cannot be read" in capsys.readouterr().err


def test_a_file_of_another_form_is_refused(folder: Path) -> None:
    (folder / "PAL_test.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(NoData, match=r"PAL_test\.csv"):
        read_labelled(folder / "PAL_test.csv")


def test_a_reduced_training_set_has_the_first_messages_of_every_intent(folder: Path) -> None:
    few = reduced(read_labelled(folder / "MSA_PAL_train.csv"), 2)
    assert few.texts == tuple(text for texts in MESSAGES.values() for text in texts[:2])
    assert few.labels[::2] == tuple(MESSAGES)


def test_brackets_in_a_message_do_not_become_entities(tmp_path: Path) -> None:
    from nlu.threshold import read_examples

    write_training(Labelled(("ادفع [100](مبلغ) الآن", "كم"), ("أ", "أ")), {"أ": "pay"}, tmp_path / "nlu.yml")
    texts, intents = read_examples(tmp_path / "nlu.yml")
    assert [" ".join(text.split()) for text in texts] == ["ادفع 100 مبلغ الآن", "كم"]
    assert intents == ["pay", "pay"]


def test_seconds_of_all_epochs_are_shown_only_where_epochs_were_cut() -> None:
    outcome = Outcome(0.9, 0.88, 40.0, None, 0.5, 800)
    assert row("ours", outcome).split() == ["ours", "0.900", "0.880", "40.0", "-", "0.50", "800"]
    assert row("stock", Outcome(0.9, 0.88, 40.0, 1234.4, 0.5, 800)).split()[4] == "1234"
