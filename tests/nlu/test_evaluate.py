"""The evaluation's figures, and the frozen set that they are made from."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from arabic import normalise
from nlu.evaluate import SET, Result, draw, read_set, report, results

ROOT = Path(__file__).parents[2]


def test_a_fallback_counts_as_refused() -> None:
    found = results([("x", "amounts", "msa"), ("y", "out_of_scope", "speech")], lambda text: "nlu_fallback")
    assert [one.predicted for one in found] == ["out_of_scope", "out_of_scope"]
    assert [one.right for one in found] == [False, True]


def test_the_report_says_shares_by_style_and_the_confusions() -> None:
    found = [
        Result("amounts", "msa", "amounts"),
        Result("amounts", "speech", "contact"),
        Result("contact", "speech", "out_of_scope"),
        Result("out_of_scope", "noisy", "out_of_scope"),
    ]
    text = report(found)
    assert re.search(r"in scope, right +33\.3 %", text)
    assert re.search(r"in scope, refused +33\.3 %", text)
    assert re.search(r"out of scope, refused +100\.0 %", text)
    assert "amounts -> contact" in text


def test_the_confusions_are_drawn(tmp_path: Path) -> None:
    draw([Result("amounts", "msa", "contact"), Result("contact", "msa", "contact")], tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")


def test_the_set_is_large_and_covers_every_intent_in_three_styles() -> None:
    rows = read_set(ROOT / SET)
    domain = (ROOT / "domain.yml").read_text(encoding="utf-8")
    intents = re.findall(r"^- (\w+)$", domain.partition("\nintents:")[2].partition("\nentities:")[0], re.MULTILINE)
    counts = Counter(intent for _, intent, _ in rows)
    assert len(rows) >= 600
    assert set(counts) == set(intents)
    assert min(counts.values()) >= 10
    assert {style for _, _, style in rows} == {"msa", "speech", "noisy"}
    assert len({normalise(text) for text, _, _ in rows}) == len(rows)


def test_no_line_of_the_set_is_anything_but_text_intent_and_style() -> None:
    for line in (ROOT / SET).read_text(encoding="utf-8").splitlines():
        assert set(json.loads(line)) == {"text", "intent", "style"}
