"""The command line, as a process of its own."""

import asyncio
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot import texts
from bot.channel import Refused
from bot.database import open_database
from bot.letters import letters
from bot.settings import ROOT, Settings
from bot.store import now
from bot.tables import ConversationRow
from bot.understanding import measure
from tests.bot.conftest import Service
from tests.bot.parts import Platform, running
from tests.bot.rasa_stand_in import RasaStandIn, free_port

# The household of issue 2, and of the README.
HOUSEHOLD: dict[str, Any] = {
    "as_of": "2026-11-01",
    "applicant": {
        "kind": "family_head",
        "age": 40,
        "nationality": "saudi",
        "lives_in": "home",
        "days_abroad_last_year": 0,
    },
    "members": [
        {"relation": "wife", "age": 35},
        {"relation": "son", "age": 10},
        {"relation": "son", "age": 8},
        {"relation": "daughter", "age": 5},
    ],
    "income": [{"kind": "salary", "monthly": 4000, "whose": "applicant"}],
    "wealth": {"cars": 1, "domestic_workers": 0, "bank_average": 0},
    "housing": {"proof": "lease", "matches_national_address": True},
    "empowerment": "working",
}


def murshid(*arguments: str | Path, given: str | bytes = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Runs the command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "bot.cli", *(str(each) for each in arguments)],
        input=given.encode() if isinstance(given, str) else given,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        timeout=60,
        check=False,
    )


def only_line(raw: bytes) -> str:
    """The one line that was printed."""
    (line,) = raw.decode().splitlines()
    return line


def near(settings: Settings) -> dict[str, str]:
    """The variables that lead a command to these settings."""
    return {
        "MURSHID_PORT": str(settings.port),
        "MURSHID_RASA_PORT": str(settings.rasa_port),
        "MURSHID_VAR": str(settings.var),
        "MURSHID_MODELS": str(settings.models),
    }


def test_estimate_of_the_published_household_from_standard_input() -> None:
    done = murshid("estimate", "--json", "-", given=json.dumps(HOUSEHOLD))
    assert (done.returncode, done.stderr) == (0, b"")
    estimate = json.loads(only_line(done.stdout))
    assert estimate["minimum"] == 3960
    assert estimate["counted_income"] == {"low": 2000, "high": 2000}
    assert estimate["pension"] == {"low": 1960, "high": 1960}
    assert estimate["verdict"] == "likely_eligible"


def test_estimate_explains_in_arabic_without_json(tmp_path: Path) -> None:
    file = tmp_path / "household.json"
    file.write_text(json.dumps(HOUSEHOLD, indent=2), encoding="utf-8-sig")
    done = murshid("estimate", file)
    assert done.returncode == 0
    assert "1,960" in done.stdout.decode()
    assert "الحساب" in done.stdout.decode()


def test_estimate_of_several_households_is_one_estimate_a_line(tmp_path: Path) -> None:
    file = tmp_path / "households.jsonl"
    file.write_text(
        "\n".join(json.dumps({**HOUSEHOLD, "members": HOUSEHOLD["members"][:n]}) for n in range(4)) + "\n\n"
    )
    done = murshid("estimate", "--json", file)
    assert [json.loads(line)["household_size"] for line in done.stdout.splitlines()] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ('{"applicant": {"age": -1}}', ["applicant.age", "0"]),
        ('{"applicant": {"kind": "king"}}', ["applicant.kind", "family_head"]),
        ('{"members": [{"relation": "wife"}, {"relation": "cat"}]}', ["members[1].relation", "wife"]),
        ('{"colour": 1}', ["colour"]),
        ('{"as_of": "1999-01-01"}', ["as_of", "2026-11-01"]),
        ('{"applicant": {"age": 40, "age": 41}}', ["age", "twice"]),
        ('{"wealth": {"bank_average": NaN}}', ["NaN"]),
        ("", ["empty"]),
        ("[1, 2]", ["JSON object"]),
        ("{\n  'a': 1\n}", ["line 2", "not JSON"]),
        ('{"applicant": {}}\n{"applicant": {"age": "old"}}', ["line 2", "applicant.age"]),
        ('{"applicant": {}}\n{"applicant": \n', ["line 2", "not JSON"]),
        ("[" * 100_000, ["standard input"]),
        (b'{"a": "\xff"}', ["line 1", "UTF-8"]),
    ],
)
def test_a_malformed_household_names_the_place_and_what_is_allowed(given: str | bytes, named: list[str]) -> None:
    done = murshid("estimate", "--json", "-", given=given)
    assert done.returncode == 2
    line = only_line(done.stderr)
    assert all(part in line for part in ["standard input", *named]), line


def test_a_file_that_is_not_there_is_one_line() -> None:
    done = murshid("estimate", "nowhere.json")
    assert done.returncode == 2
    assert "nowhere.json" in only_line(done.stderr)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_arabic_is_printed_where_the_terminal_claims_not_to_know_it(encoding: str) -> None:
    environment = {"PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = murshid("estimate", "-", given=json.dumps(HOUSEHOLD), **environment)
    assert done.returncode == 0
    assert "المعاش" in done.stdout.decode("utf-8")


def test_a_wrong_setting_is_named() -> None:
    done = murshid("train", MURSHID_PORT="many")
    assert done.returncode == 2
    assert "MURSHID_PORT" in only_line(done.stderr)


def test_understand_asks_the_running_rasa(service: Service) -> None:
    done = murshid("understand", "كم المعاش؟", **near(service.settings))
    assert done.returncode == 0
    assert done.stdout.decode().startswith("amounts  0.900")


def test_understand_reads_an_argument_in_a_terminal_without_utf8(service: Service) -> None:
    environment = {**near(service.settings), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = murshid("understand", "--json", "كم المعاش؟", **environment)
    assert json.loads(done.stdout)["text"] == "كم المعاش؟"


def test_understand_predicts_what_the_assistant_acts_on(service: Service, tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    rows: list[dict[str, Any]] = [
        {"text": "كم المعاش؟", "intent": "amounts"},
        {"text": "شيء غريب", "intent": "greet"},
        {"text": "/amounts", "intent": "amounts"},
        {"text": "😀", "intent": "out_of_scope"},
        {"text": "كم " * 2000, "intent": None},
    ]
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    done = murshid("understand", "--file", file, "--json", **near(service.settings))
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [line["predicted"] for line in lines] == [
        "amounts",
        "out_of_scope",  # not sure: falls back
        "out_of_scope",  # typed, so no injected intent
        "out_of_scope",  # no words
        "out_of_scope",  # too long
    ]
    assert [line["text"] for line in lines] == [row["text"] for row in rows]
    assert [line["intent"] for line in lines] == [row["intent"] for row in rows]
    assert all(set(line) == {"text", "intent", "predicted", "confidence", "answer"} for line in lines)


def test_understand_prints_accuracy_figures_and_every_miss(service: Service, tmp_path: Path) -> None:
    file = tmp_path / "messages.jsonl"
    rows = [("كم المعاش؟", "amounts"), ("كم للتابع؟", "amounts"), ("مرحبا", "greet"), ("كم", "greet")]
    file.write_text("\n".join(json.dumps({"text": text, "intent": intent}) for text, intent in rows))
    done = murshid("understand", "--file", file, **near(service.settings))
    said = done.stdout.decode()
    assert "accuracy 0.5000 (2 of 4)" in said
    assert "greet -> out_of_scope  0.900  مرحبا" in said
    assert "greet -> amounts  0.900  كم" in said


def test_figures_of_intents_are_precision_and_recall() -> None:
    accuracy, figures = measure([("a", "a"), ("a", "b"), ("b", "b"), ("c", "b")])
    assert accuracy == 0.5
    assert [(row.intent, row.messages, row.precision, row.recall) for row in figures] == [
        ("a", 2, 1.0, 0.5),
        ("b", 1, pytest.approx(1 / 3), 1.0),
        ("c", 1, 0.0, 0.0),
    ]
    assert [row.f1 for row in figures] == [pytest.approx(2 / 3), 0.5, 0.0]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("nothing", "line 1"),
        ('{"text": "a", "intent": "b"}\n{"text": 1}', "line 2"),
        ("", "no messages"),
        ("[]", "line 1"),
    ],
)
def test_a_malformed_file_of_messages_names_the_line(tmp_path: Path, content: str, named: str) -> None:
    file = tmp_path / "messages.jsonl"
    file.write_text(content)
    done = murshid("understand", "--file", file)
    assert done.returncode == 2
    assert named in only_line(done.stderr)


def test_chat_plays_a_script_and_prints_the_transcript(service: Service, tmp_path: Path) -> None:
    script = tmp_path / "script.txt"
    script.write_text("هل أستحق؟\n\n#1\n2\n#9\n", encoding="utf-8")
    service.rasa.answer = lambda _sender, message: [
        {"text": f"سمعت: {message}", "buttons": [{"title": "لا أعرف", "payload": "/dont_know"}]}
    ]
    done = murshid("chat", "--script", script, **near(service.settings))
    said = done.stdout.decode()
    assert done.returncode == 0, done.stderr
    assert texts.PRIVACY in said
    assert "#1 لا أعرف" in said
    assert "أنت:\n  لا أعرف\n" in said
    assert "لا يوجد زر بهذا الرقم: 9" in said
    assert service.rasa.messages == ["هل أستحق؟", "/dont_know", "2"]


def test_chat_reads_standard_input_to_its_end(service: Service) -> None:
    done = murshid("chat", given="هل أستحق؟\n", **near(service.settings))
    assert done.returncode == 0
    assert "سمعت: هل أستحق؟" in done.stdout.decode()


def test_chat_as_json_prints_a_line_for_each_turn(service: Service, tmp_path: Path) -> None:
    script = tmp_path / "script.txt"
    script.write_text("هل أستحق؟\n#لا أعرف\n#1\n", encoding="utf-8")
    trace = {"asked": "cars", "household": {"members": []}, "case": HOUSEHOLD, "answers": ["amounts"]}
    service.rasa.answer = lambda _sender, message: [
        {"text": f"سمعت: {message}", "buttons": [{"title": "لا أعرف", "payload": "/dont_know"}]},
        {"custom": {"status": "interview", "trace": trace}},
    ]
    done = murshid("chat", "--script", script, "--json", **near(service.settings))
    assert done.returncode == 0, done.stderr
    turns = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [turn["citizen"] for turn in turns] == ["هل أستحق؟", "لا أعرف", "لا أعرف"]
    assert service.rasa.messages == ["هل أستحق؟", "/dont_know", "/dont_know"]
    assert turns[0]["replies"] == [{"text": "سمعت: هل أستحق؟", "buttons": ["لا أعرف"], "status": "interview"}]
    assert (turns[0]["asked"], turns[0]["household"], turns[0]["answers"]) == ("cars", {"members": []}, ["amounts"])
    assert turns[0]["estimate"]["verdict"] == "likely_eligible"


def test_chat_as_json_of_a_turn_that_left_nothing_has_empty_fields(service: Service) -> None:
    done = murshid("chat", "--json", given="هل أستحق؟\n", **near(service.settings))
    turn = json.loads(only_line(done.stdout))
    assert [turn[name] for name in ("asked", "household", "estimate", "answers")] == [None, None, None, []]


def test_chat_without_a_running_service_says_how_to_start_it() -> None:
    done = murshid("chat", MURSHID_PORT=str(free_port()))
    assert done.returncode == 1
    assert "make run" in only_line(done.stderr)


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    file = tmp_path / "households.jsonl"
    file.write_text((json.dumps(HOUSEHOLD) + "\n") * 200)
    command = f"{sys.executable} -m bot.cli estimate --json {file} | head -n 1 | wc -l"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, cwd=ROOT, timeout=60, check=False
    )
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, b"1", b"")


async def a_dead_letter(settings: Settings) -> int:
    """A message that could not be sent, in the database of these settings. Its number."""
    async with running(settings.store_url, Platform(trouble=[Refused("the chat was blocked")])) as parts:
        await parts.tell("سؤال خاص", "1")
        async with asyncio.timeout(5):
            while not (found := await letters(parts.database)):
                await asyncio.sleep(0.01)
    return found[0].id


def test_the_outbox_lists_what_was_given_up_without_what_it_says_and_sends_it_again(settings: Settings) -> None:
    number = asyncio.run(a_dead_letter(settings))
    listed = murshid("outbox", **near(settings))
    assert listed.returncode == 0
    assert only_line(listed.stdout).split("\t")[0::4] == [str(number), "the chat was blocked"]
    assert only_line(listed.stderr) == "1 given up, 0 on their way"
    assert "خاص" not in listed.stdout.decode()
    assert murshid("outbox", "--resend", "x", **near(settings)).returncode == 2
    assert murshid("outbox", "--resend", str(number + 1), **near(settings)).returncode == 1
    assert murshid("outbox", "--resend", str(number), **near(settings)).returncode == 0
    assert only_line(murshid("outbox", **near(settings)).stderr) == "0 given up, 1 on their way"


async def grow_old(settings: Settings) -> None:
    """Every conversation was last active long ago."""
    async with open_database(settings.store_url) as database, database.writing() as session:
        await session.execute(update(ConversationRow).values(active=now() - timedelta(days=100)))


def test_purge_deletes_what_is_old_from_the_database_and_from_rasa(settings: Settings, rasa: RasaStandIn) -> None:
    asyncio.run(a_dead_letter(settings))
    assert only_line(murshid("purge", **near(settings)).stdout) == "deleted 0 conversations older than 30 days"
    asyncio.run(grow_old(settings))
    purged = murshid("purge", MURSHID_RETENTION_DAYS="90", **near(settings))
    assert only_line(purged.stdout) == "deleted 1 conversations older than 90 days"
    assert len(rasa.forgotten) == 1


def test_purge_without_rasa_deletes_nothing_and_says_what_to_do(settings: Settings) -> None:
    asyncio.run(a_dead_letter(settings))
    asyncio.run(grow_old(settings))
    failed = murshid("purge", **near(settings) | {"MURSHID_RASA_PORT": str(free_port())})
    assert failed.returncode == 1
    assert "run `make run`" in only_line(failed.stderr)
    again = murshid("purge", **near(settings))
    assert "deleted 1 conversations" in only_line(again.stdout)


def examined(**environment: str) -> tuple[int, dict[str, list[str]]]:
    """What the doctor says: exit code, and the lines by subject, each beginning with its level."""
    done = murshid("doctor", **environment)
    found: dict[str, list[str]] = {}
    for line in done.stdout.decode().splitlines():
        level, subject, said = line.split(maxsplit=2)
        found.setdefault(subject, []).append(f"{level} {said}")
    return done.returncode, found


def test_the_doctor_finds_a_running_assistant_well(service: Service) -> None:
    settings = service.settings
    code, found = examined(**near(settings), MURSHID_ACTIONS_PORT=str(settings.actions_port))
    assert code == 0
    well = ("settings", "secret", "database", "rasa", "actions", "fonts")
    assert {subject: found[subject][0].split()[0] for subject in well} == dict.fromkeys(well, "ok")
    assert found["telegram"][0].startswith("note off")
    assert found["service"][0].startswith("ok ready")


def test_the_doctor_says_what_to_mend(settings: Settings) -> None:
    settings.var.mkdir(parents=True)
    settings.secret_file.write_text("short")
    settings.secret_file.chmod(0o600)
    code, found = examined(
        **near(settings) | {"MURSHID_RASA_PORT": str(free_port()), "MURSHID_ACTIONS_PORT": str(free_port())},
        MURSHID_DATABASE_URL="postgresql://nobody:hidden@127.0.0.1:1/none",
        MURSHID_TELEGRAM_TOKEN="123456:abcdefghijklmnop",
        MURSHID_WHATSAPP_PHONE_ID="1",
        MURSHID_RETENTION="5",
    )
    assert code == 1
    assert any("MURSHID_TELEGRAM_SECRET" in line for line in found["settings"])
    assert any("MURSHID_WHATSAPP_APP_SECRET" in line for line in found["settings"])
    assert any(line.startswith("note MURSHID_RETENTION is no setting") for line in found["settings"])
    for subject in ("secret", "database", "rasa", "actions", "service"):
        assert found[subject][0].startswith("WRONG"), subject
    assert "hidden" not in str(found)
    assert "abcdefghijklmnop" not in str(found)


def test_serve_refuses_a_messenger_without_its_secret_in_one_line() -> None:
    for given, named in (
        ({"MURSHID_TELEGRAM_TOKEN": "123456:abcdefghijklmnop"}, "MURSHID_TELEGRAM_SECRET"),
        (
            {"MURSHID_WHATSAPP_TOKEN": "t", "MURSHID_WHATSAPP_PHONE_ID": "1", "MURSHID_WHATSAPP_VERIFY_TOKEN": "v"},
            "MURSHID_WHATSAPP_APP_SECRET",
        ),
    ):
        refused = murshid("serve", **given)
        assert refused.returncode == 1
        assert named in only_line(refused.stderr)
