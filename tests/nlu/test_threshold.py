"""The fallback threshold and the procedure that gives it."""

from pathlib import Path

import numpy as np
import pytest
from small_assistant import CONFIG, ROOT, Project

from nlu.intents import OUT_OF_SCOPE, Settings, conflicts
from nlu.threshold import (
    REFUSED_AT_MOST,
    Judged,
    Point,
    curve,
    draw,
    judge,
    judge_new_topics,
    main,
    pipeline_entry,
    propose,
    read_examples,
    read_messages,
    settings_of,
    threshold_of,
)


def judged(*rows: tuple[str, str, float]) -> Judged:
    intents, predicted, confidence = zip(*rows, strict=True)
    return Judged(np.array(intents), np.array(predicted), np.array(confidence))


KNOWN = judged(
    ("amounts", "amounts", 0.9),
    ("amounts", "amounts", 0.42),
    ("amounts", "contact", 0.3),
    ("contact", OUT_OF_SCOPE, 0.8),
    (OUT_OF_SCOPE, OUT_OF_SCOPE, 0.9),
    (OUT_OF_SCOPE, "amounts", 0.5),
)
NEW = judged(("skip", "amounts", 0.2), ("skip", "contact", 0.7))


def at(threshold: float) -> Point:
    (point,) = [each for each in curve(KNOWN, NEW) if each.threshold == threshold]
    return point


def test_at_a_low_threshold_only_what_is_taken_for_out_of_scope_is_refused() -> None:
    assert at(0.1) == Point(0.1, refused=25, right=50, wrong=25, out_refused=50, new_refused=0)


def test_a_higher_threshold_refuses_wrong_answers_and_then_right_ones() -> None:
    assert at(0.4) == Point(0.4, refused=50, right=50, wrong=0, out_refused=50, new_refused=50)
    assert at(0.45) == Point(0.45, refused=75, right=25, wrong=0, out_refused=50, new_refused=50)


def test_the_highest_threshold_within_the_bar_is_proposed() -> None:
    assert propose(curve(KNOWN), 50).threshold == 0.4


def test_where_none_is_within_the_bar_the_lowest_is_proposed() -> None:
    points = curve(KNOWN)
    assert propose(points, 0) == points[0]


def test_messages_of_unknown_topics_are_judged_without_their_topic(project: Project) -> None:
    messages = read_messages(project.folder / "nlu.yml")
    new = judge_new_topics(messages, settings_of(project.folder / "config.yml"))
    assert set(new.intents) == set(messages.names) - {OUT_OF_SCOPE}
    assert not new.correct.any()


def test_the_procedure_prints_the_curve_and_a_proposal(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    files = ["--data", str(project.folder / "nlu.yml"), "--config", str(project.folder / "config.yml")]
    assert main([*files, "--refused", "100"]) == 0
    printed = capsys.readouterr().out
    assert "calibration error" in printed
    assert " odds  threshold  refused  right  wrong  out refused\n  0.3" in printed
    assert "threshold  refused  right  wrong  out refused  new refused" in printed
    assert printed.rstrip().endswith("odds 1: proposal 0.95, config.yml says 0.40")


def test_greater_odds_refuse_more_of_what_is_in_scope_and_of_what_is_not(project: Project) -> None:
    messages = read_messages(project.folder / "nlu.yml")
    plain, wary = (judge(messages, Settings(out_of_scope_odds=odds)) for odds in (1.0, 50.0))
    for inside in (True, False):
        rows = (plain.intents != OUT_OF_SCOPE) == inside
        refused = [(each.predicted[rows] == OUT_OF_SCOPE).sum() for each in (plain, wary)]
        assert refused[0] < refused[1]


def test_the_curve_is_drawn_the_same_each_time_and_small(tmp_path: Path) -> None:
    drawn = []
    for name in ("one.svg", "two.svg"):
        draw(curve(KNOWN, NEW), 0.25, tmp_path / "new" / name)
        drawn.append((tmp_path / "new" / name).read_text(encoding="utf-8"))
    assert drawn[0] == drawn[1]
    assert "out of scope, refused" in drawn[0]
    assert "in use: 0.25" in drawn[0]
    assert len(drawn[0]) < 60_000


def test_the_page_shows_the_curve_of_the_threshold_in_use() -> None:
    drawn = (ROOT / "docs" / "threshold.svg").read_text(encoding="utf-8")
    assert f"in use: {threshold_of(ROOT / 'config.yml'):.2f}" in drawn
    assert "(threshold.svg)" in (ROOT / "docs" / "understanding.md").read_text(encoding="utf-8")


def test_a_pipeline_without_the_component_is_an_error(project: Project) -> None:
    with pytest.raises(LookupError, match="DIETClassifier is not in the pipeline"):
        pipeline_entry(project.folder / "config.yml", "DIETClassifier")
    assert threshold_of(project.folder / "config.yml") == 0.4
    assert "threshold: 0.4" in CONFIG


def test_the_assistants_own_threshold_is_the_one_that_the_procedure_gives() -> None:
    config = ROOT / "config.yml"
    known = judge(read_messages(ROOT / "data" / "nlu"), settings_of(config))
    proposal = propose(curve(known), REFUSED_AT_MOST)
    assert threshold_of(config) == pytest.approx(proposal.threshold, abs=0.051), "run python -m nlu.threshold"


def test_none_of_the_assistants_training_messages_stands_under_two_intents() -> None:
    texts, intents = read_examples(ROOT / "data" / "nlu")
    assert conflicts(texts, intents) == {}
