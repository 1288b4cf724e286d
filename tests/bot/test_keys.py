"""The installation's secret, and what is made with it."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.keys import Keys, SecretError, WrongKey, load

SECRET = "a secret of more than 32 characters, for tests"
KEYS = Keys(SECRET)
OTHER = Keys(SECRET + "!")
CONVERSATION = "Zx9_-abc"


def test_a_person_is_always_the_same_hash_and_nobody_elses() -> None:
    hashed = KEYS.person("telegram", "4711")
    assert re.fullmatch("[0-9a-f]{64}", hashed)
    assert hashed == Keys(SECRET).person("telegram", "4711")
    others = {KEYS.person("whatsapp", "4711"), KEYS.person("telegram", "4712"), OTHER.person("telegram", "4711")}
    assert hashed not in others
    assert len(others) == 3


def test_what_stands_in_the_channel_is_not_taken_for_what_stands_in_the_id() -> None:
    assert KEYS.person("a", "bc") != KEYS.person("ab", "c")


def test_each_purpose_has_a_key_of_its_own() -> None:
    assert KEYS.person("telegram", "4711") != KEYS.delivery("telegram", "4711")
    assert KEYS.address("telegram") not in (KEYS.person("", "telegram"), KEYS.delivery("", "telegram"))


def test_the_same_secret_makes_the_same_hashes_in_every_version() -> None:
    """What is in people's databases must go on matching: these must never change."""
    keys = Keys(bytes(32))
    assert keys.person("telegram", "1") == "979847544d94fd449a449927d9dd1570f38be8689956beca26a12886fc711577"
    assert keys.delivery("telegram", "1") == "4cb638bba395bad8720f20707937e8b116f29635099b379e83f82d52edab0703"
    assert keys.sign("c") == "c.4Eevgjwvrd-CNhhae1RWmB0NYPo5hx83Lo69AcAegsw"


@given(text=st.text())
@settings(deadline=None)
def test_what_is_encrypted_reads_again_as_it_was(text: str) -> None:
    text = text.encode(errors="ignore").decode()
    encrypted = KEYS.encrypt(text)
    assert KEYS.decrypt(encrypted) == text
    assert len(text) < 4 or text not in encrypted


def test_the_same_text_is_encrypted_differently_each_time() -> None:
    assert KEYS.encrypt("966500000000") != KEYS.encrypt("966500000000")


@pytest.mark.parametrize(
    "encrypted",
    [OTHER.encrypt("966500000000"), "", "nothing", "آيبان", KEYS.encrypt("x")[:-4]],
    ids=["by another secret", "empty", "no ciphertext", "Arabic", "cut off"],
)
def test_what_was_encrypted_otherwise_is_a_named_error_that_tells_nothing(encrypted: str) -> None:
    with pytest.raises(WrongKey, match="encrypted with another secret") as raised:
        KEYS.decrypt(encrypted)
    assert encrypted == "" or encrypted not in str(raised.value)


def test_a_signed_token_gives_its_conversation() -> None:
    token = KEYS.sign(CONVERSATION)
    assert re.fullmatch(r"Zx9_-abc\.[A-Za-z0-9_-]{43}", token)
    assert KEYS.verify(token) == CONVERSATION
    assert KEYS.verify(KEYS.sign("x" * 64)) == "x" * 64


def forged() -> list[str]:
    """Tokens that we did not sign."""
    token = KEYS.sign(CONVERSATION)
    signature = token.partition(".")[2]
    return [
        "",
        ".",
        CONVERSATION,
        f"{CONVERSATION}.",
        f".{signature}",
        f"other.{signature}",
        token[:-1],
        f"{token}=",
        f"{token}.{signature}",
        f"{token}\n",
        f" {token}",
        f"{CONVERSATION}\n.{signature}",
        f"{CONVERSATION}.{'A' * 43}",
        f"{CONVERSATION}.ا{signature}",
        f"{CONVERSATION}.\ud800",
        OTHER.sign(CONVERSATION),
        "x" * 65 + "." + signature,
        "x" * 1_000_000,
    ]


@pytest.mark.parametrize("token", forged(), ids=lambda token: repr(token[:30]))
def test_a_token_that_we_did_not_sign_gives_nothing(token: str) -> None:
    assert KEYS.verify(token) is None


def test_no_single_changed_character_of_a_token_is_accepted() -> None:
    token = KEYS.sign(CONVERSATION)
    for place, character in enumerate(token):
        for other in ("A", "B", "-"):
            changed = token[:place] + other + token[place + 1 :]
            assert other == character or KEYS.verify(changed) is None


@given(token=st.text(alphabet=st.characters()))
@settings(deadline=None)
def test_no_text_makes_verifying_raise(token: str) -> None:
    assert KEYS.verify(token) is None


@pytest.mark.parametrize("conversation_id", ["", "a.b", "a b", "ا", "x" * 65, "a\n"])
def test_only_the_id_of_a_conversation_is_signed(conversation_id: str) -> None:
    with pytest.raises(ValueError, match="not the id of a conversation"):
        KEYS.sign(conversation_id)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("2001:DB8:1:2:0::1", "2001:db8:1:2::1", True),
        ("fe80::1%eth0", "fe80::2", True),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.2", False),
        ("unix", "unix", True),
        ("unix", "", False),
    ],
)
def test_an_address_counts_as_its_subscriber(one: str, other: str, same: bool) -> None:
    assert re.fullmatch("[0-9a-f]{64}", KEYS.address(one))
    assert (KEYS.address(one) == KEYS.address(other)) is same


def test_nothing_that_is_printed_shows_the_secret() -> None:
    assert SECRET not in repr(KEYS)
    assert SECRET not in str(vars(KEYS))


@pytest.mark.parametrize("secret", ["", "x" * 31, b"x" * 31])
def test_a_short_secret_is_refused_with_what_to_do(secret: str | bytes) -> None:
    with pytest.raises(SecretError, match=r"shorter than 32 characters: make one with `openssl"):
        Keys(secret)


def test_a_secret_that_is_set_is_used_and_no_file_is_made(tmp_path: Path) -> None:
    keys = load(SECRET, tmp_path / "var" / "secret.key")
    assert keys.person("telegram", "1") == KEYS.person("telegram", "1")
    assert not (tmp_path / "var").exists()


def test_the_first_start_makes_a_secret_that_only_the_owner_reads_and_later_starts_use_it(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret.key"
    first = load("", file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(file.read_text(encoding="ascii").strip()) >= 32
    assert load("", file).verify(first.sign("a")) == "a"
    assert list(file.parent.iterdir()) == [file]


def test_two_installations_have_different_secrets(tmp_path: Path) -> None:
    assert load("", tmp_path / "a").verify(load("", tmp_path / "b").sign("x")) is None


def test_the_file_keeps_its_mode_whatever_the_umask(tmp_path: Path) -> None:
    umask = os.umask(0)
    try:
        load("", tmp_path / "secret.key")
    finally:
        os.umask(umask)
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


def test_starts_at_the_same_time_agree_on_one_secret(tmp_path: Path) -> None:
    for number in range(20):
        file = tmp_path / str(number) / "secret.key"
        with ThreadPoolExecutor(8) as pool:
            loaded = list(pool.map(lambda _, file=file: load("", file).person("t", "1"), range(8)))
        assert len(set(loaded)) == 1
        assert list(file.parent.iterdir()) == [file]


def test_processes_that_start_at_the_same_time_agree_on_one_secret(tmp_path: Path) -> None:
    script = (
        "import sys, pathlib; from bot.keys import load; print(load('', pathlib.Path(sys.argv[1])).person('t', '1'))"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "secret.key")]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    said = {process.communicate(timeout=60)[0] for process in started}
    assert [process.returncode for process in started] == [0] * 4
    assert len(said) == 1


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o620])
def test_a_file_that_others_can_use_is_refused_with_what_to_do(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "secret.key"
    load("", file)
    file.chmod(mode)
    with pytest.raises(SecretError, match="run `chmod 600") as raised:
        load("", file)
    assert file.read_text(encoding="ascii").strip() not in str(raised.value)


@pytest.mark.parametrize("content", ["", "\n", "too short\n", "x" * 31 + "\n\n\n"])
def test_a_file_with_too_little_in_it_is_refused_with_what_to_do(tmp_path: Path, content: str) -> None:
    file = tmp_path / "secret.key"
    file.write_text(content, encoding="ascii")
    file.chmod(0o600)
    with pytest.raises(SecretError, match="fewer than 32 characters: make one with `openssl"):
        load("", file)


def test_a_secret_that_was_put_into_the_file_by_hand_is_the_one_that_would_be_set(tmp_path: Path) -> None:
    file = tmp_path / "secret.key"
    file.write_text(f"{SECRET}\r\n", encoding="ascii")
    file.chmod(0o600)
    assert load("", file).verify(KEYS.sign("a")) == "a"


def test_a_place_where_no_file_can_be_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("", encoding="ascii")
    with pytest.raises(SecretError, match="or set MURSHID_SECRET"):
        load("", tmp_path / "var" / "secret.key")
    with pytest.raises(SecretError, match="or set MURSHID_SECRET"):
        load("", tmp_path)
