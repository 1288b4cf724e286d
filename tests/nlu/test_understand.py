"""Messages in, what the model makes of them out."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from small_assistant import ROOT, Project

from nlu.understand import BAD_LINE, NO_MODEL, BadLine, NoModel, Understanding, read_texts


def run(model: Path, lines: str) -> subprocess.CompletedProcess[str]:
    """As the command line calls it: another process, from the root of the project."""
    command = [sys.executable, "-m", "nlu.understand", "--model", str(model)]
    return subprocess.run(command, input=lines, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_each_line_is_answered_by_one_line_in_order(project: Project) -> None:
    texts = ["ابي اعترض على الرفض", "3000", "/greet", "متى ينزل\nالضمان", ""]
    done = run(project.models, "\n".join(json.dumps({"text": text}) for text in texts) + "\n")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [answer["text"] for answer in answers] == texts
    refused = ("nlu_fallback", "out_of_scope")
    assert [answer["intent"] if answer["intent"] not in refused else None for answer in answers] == [
        "objection_steps",
        None,
        None,
        "payment_date",
        None,
    ]
    assert [len(answer["ranking"]) for answer in answers] == [3] * 5
    assert answers[0]["ranking"][0] == {"name": "objection_steps", "confidence": answers[0]["confidence"]}
    assert "nlu_fallback" not in [entry["name"] for answer in answers for entry in answer["ranking"]]
    assert done.stderr == ""


def test_a_line_that_is_no_message_stops_with_its_number(project: Project) -> None:
    done = run(project.models, '{"text": "مرحبا"}\n{"message": "هلا"}\n')
    assert done.returncode == BAD_LINE
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == 'line 2 is not an object with a "text"\n'


def test_without_a_model_it_says_where_it_looked(tmp_path: Path) -> None:
    done = run(tmp_path, '{"text": "مرحبا"}\n')
    assert done.returncode == NO_MODEL
    assert done.stdout == ""
    assert f"no usable model at {tmp_path}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_no_model_is_no_usable_model(tmp_path: Path) -> None:
    (tmp_path / "model.tar.gz").write_bytes(b"nothing")
    with pytest.raises(NoModel, match="train one first"):
        Understanding(tmp_path / "model.tar.gz")


@pytest.mark.parametrize("line", ["[]", '"text"', '{"text": 3}', "{}", "{"])
def test_what_is_not_a_message_names_its_line(line: str) -> None:
    with pytest.raises(BadLine, match="line 3"):
        list(read_texts(['{"text": "a"}', "", line]))
