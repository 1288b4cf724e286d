"""The one secret of an installation, and what is made with it: hashes of people, encrypted addresses, signed tokens.

Each purpose has a key of its own, derived from the secret (HKDF-SHA256, RFC 5869) with the purpose as its label: what
is seen of one says nothing about another. With another secret nobody is recognised any more: kept addresses cannot be
read, and conversations on the web begin anew.
"""

import hmac
import ipaddress
import os
import re
import secrets
import stat
from base64 import urlsafe_b64encode
from hashlib import sha256
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.trouble import Trouble

LEAST_SECRET_LENGTH = 32
"""Bytes of a secret, or characters of one that was set: 256 bits of randomness at least, if it is random."""

_KEY_BYTES = 32  # as long as the hash of HMAC-SHA256, and what Fernet takes
_CONVERSATION_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_IPV6_NETWORK = 64
"""The bits of an IPv6 address that one subscriber shares (RFC 6177); whoever has them chooses the rest freely."""


class SecretError(Trouble):
    """There is no usable secret. Its text is one line that says what to do, without the secret."""


class WrongKey(Exception):
    """Something was not encrypted with this secret: the secret was changed, or the text was."""


class Keys:
    """All that is made from one secret, of `LEAST_SECRET_LENGTH` bytes or characters at least (else `SecretError`)."""

    def __init__(self, secret: bytes | str) -> None:
        if len(secret) < LEAST_SECRET_LENGTH:
            raise SecretError(f"the secret is shorter than {LEAST_SECRET_LENGTH} characters: {_HOW_TO_MAKE_ONE}")
        source = secret.encode(errors="surrogateescape") if isinstance(secret, str) else secret
        self._person = _derived(source, "person")
        self._delivery = _derived(source, "delivery")
        self._address = _derived(source, "address")
        self._conversation = _derived(source, "conversation")
        self._fernet = Fernet(urlsafe_b64encode(_derived(source, "encryption")))

    def person(self, channel: str, person: str) -> str:
        """What is kept instead of a platform's user id: 64 hexadecimal digits, always the same for the same person."""
        return _hashed(self._person, channel, person).hex()

    def delivery(self, channel: str, delivery: str) -> str:
        """What is kept instead of a platform's id of a delivery, which may hold a telephone number: 64 digits."""
        return _hashed(self._delivery, channel, delivery).hex()

    def address(self, ip: str) -> str:
        """What rate limits count by instead of a client's address; all of an IPv6 subscriber's addresses are one."""
        return _hashed(self._address, _network(ip)).hex()

    def encrypt(self, text: str) -> str:
        """`text`, to be read again with `decrypt` only; different at every call."""
        return self._fernet.encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted: str) -> str:
        """What was encrypted. Raises `WrongKey`."""
        try:
            return self._fernet.decrypt(encrypted.encode()).decode()
        except (InvalidToken, ValueError):
            raise WrongKey("this was encrypted with another secret than the one that is set now") from None

    def sign(self, conversation_id: str) -> str:
        """The key to a conversation on the web: its id (at most 64 of letters, digits, "_", "-") and a signature."""
        if _CONVERSATION_ID.fullmatch(conversation_id) is None:
            raise ValueError("not the id of a conversation")
        return f"{conversation_id}.{self._signature(conversation_id)}"

    def verify(self, token: str) -> str | None:
        """The conversation's id, if we signed it; None for anything else. Signatures are compared in constant time."""
        conversation_id, _, signature = token.partition(".")
        if _CONVERSATION_ID.fullmatch(conversation_id) is None:
            return None
        expected = self._signature(conversation_id).encode("ascii")
        return conversation_id if hmac.compare_digest(expected, signature.encode(errors="surrogatepass")) else None

    def _signature(self, conversation_id: str) -> str:
        return urlsafe_b64encode(_hashed(self._conversation, conversation_id)).rstrip(b"=").decode("ascii")


def load(setting: str, file: Path) -> Keys:
    """The keys of the secret that was set, else of the one in `file`, which is made at the first start.

    Raises `SecretError` where the secret is too short, or the file cannot be read, or others can read it too.
    """
    if setting:
        return Keys(setting)
    try:
        _make(file)
        return Keys(_read(file))
    except OSError as error:
        raise SecretError(f"{file} cannot be read or made ({error.strerror}): {_HOW_TO_SET_ONE}") from None


_HOW_TO_SET_ONE = "make its folder writable for the service, or set MURSHID_SECRET"
_HOW_TO_MAKE_ONE = "make one with `openssl rand -base64 48`"


def _derived(secret: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), _KEY_BYTES, salt=None, info=f"murshid {purpose}".encode()).derive(secret)


def _hashed(key: bytes, *parts: str) -> bytes:
    """HMAC-SHA256 over the parts, each with its length before it, so that ("a", "bc") is not ("ab", "c")."""
    encoded = (part.encode(errors="surrogatepass") for part in parts)
    return hmac.digest(key, b"".join(len(part).to_bytes(8, "big") + part for part in encoded), sha256)


def _network(ip: str) -> str:
    """The subscriber behind an address: all of IPv4, the first 64 bits of IPv6. What is no address is kept."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return ip
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((address, _IPV6_NETWORK), strict=False))


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        if os.fstat(opened.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise SecretError(f"others can use {file}: run `chmod 600 {file}`")
        secret = opened.read().rstrip(b"\r\n")
    if len(secret) < LEAST_SECRET_LENGTH:
        raise SecretError(
            f"{file} holds fewer than {LEAST_SECRET_LENGTH} characters: {_HOW_TO_MAKE_ONE}, "
            "or delete the file to have one made (then nobody is recognised any more)"
        )
    return secret


def _make(file: Path) -> None:
    """Makes the file with a fresh secret if it is not there. It appears whole, so all who start at once read one."""
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{secrets.token_hex(8)}")
    opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(opened, "w", encoding="ascii") as writing:
            writing.write(secrets.token_urlsafe(48) + "\n")
            writing.flush()
            os.fsync(writing.fileno())
        try:
            os.link(draft, file)
        except FileExistsError:
            return  # another start was faster: its secret holds
    finally:
        draft.unlink()
