"""`murshid doctor`: looks at everything that an answer needs, and says what to mend."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import httpx
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from bot import keys, pictures
from bot.database import async_url
from bot.environment import NotSetUp, check_environments, model_path
from bot.messengers import missing, telegram_channel, whatsapp_channel
from bot.model import is_current
from bot.rasa import Rasa, RasaUnavailable
from bot.settings import Settings
from bot.telegram import set_up
from bot.texts import PROBE
from knowledge import KnowledgeError, units

SECONDS = 10.0


class Level(StrEnum):
    """How it is: well; worth knowing; or nobody is answered until it is mended."""

    OK = "ok"
    NOTE = "note"
    WRONG = "WRONG"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    level: Level
    subject: str
    text: str


Look = Callable[[Settings], Awaitable[list[Finding]]]


async def examine(settings: Settings) -> list[Finding]:
    """Everything, in the order in which things are needed. No look changes anything."""
    looks: tuple[Look, ...] = (
        _settings, _secret, _database, _knowledge, _model, _rasa, _actions, _fonts, _telegram, _whatsapp, _page
    )  # fmt: skip
    found = await asyncio.gather(*(_safely(look, settings) for look in looks))
    return [finding for findings in found for finding in findings]


async def run(settings: Settings) -> int:
    """Prints what was found. Returns 0, or 1 where something is wrong."""
    findings = await examine(settings)
    for each in findings:
        print(f"{each.level:<6} {each.subject:<10} {each.text}")
    return 1 if any(each.level is Level.WRONG for each in findings) else 0


async def _safely(look: Look, settings: Settings) -> list[Finding]:
    subject = look.__name__.strip("_")
    try:
        async with asyncio.timeout(SECONDS):
            return await look(settings)
    except TimeoutError:
        return [Finding(Level.WRONG, subject, f"no answer within {SECONDS:.0f} s")]


def _ok(subject: str, said: str) -> list[Finding]:
    return [Finding(Level.OK, subject, said)]


def _wrong(subject: str, said: str) -> list[Finding]:
    return [Finding(Level.WRONG, subject, said)]


async def _settings(settings: Settings) -> list[Finding]:
    lines = missing(settings)
    found = [Finding(Level.WRONG, "settings", line) for line in lines]
    unknown = sorted(
        name
        for name in os.environ
        if name.startswith("MURSHID_") and name.removeprefix("MURSHID_").lower() not in Settings.model_fields
    )
    found += [Finding(Level.NOTE, "settings", f"{name} is no setting (docs/settings.md)") for name in unknown]
    try:
        check_environments()
    except NotSetUp as error:
        found.append(Finding(Level.WRONG, "settings", str(error)))
    if not settings.var.exists() or os.access(settings.var, os.W_OK):
        return found or _ok("settings", f"read; what is written goes to {settings.var}")
    return [*found, *_wrong("settings", f"{settings.var} cannot be written to: change its owner or MURSHID_VAR")]


async def _secret(settings: Settings) -> list[Finding]:
    given = settings.secret.get_secret_value()
    if not given and not settings.secret_file.exists():
        return [Finding(Level.NOTE, "secret", f"will be made at the first start, in {settings.secret_file}")]
    try:
        keys.load(given, settings.secret_file)
    except keys.SecretError as error:
        return _wrong("secret", str(error))
    return _ok("secret", "MURSHID_SECRET" if given else f"{settings.secret_file}: keep a copy of it")


async def _knowledge(settings: Settings) -> list[Finding]:
    try:
        found = len(units.read(units.FOLDER))
    except KnowledgeError as error:
        return [Finding(Level.WRONG, "knowledge", line) for line in str(error).splitlines()]
    return _ok("knowledge", f"{found} questions with their answers")


async def _database(settings: Settings) -> list[Finding]:
    url = async_url(settings.store_url)
    if url.get_backend_name() == "sqlite" and not os.path.exists(url.database or ""):
        return [Finding(Level.NOTE, "database", "SQLite: will be made at the first start")]
    engine = create_async_engine(url, hide_parameters=True)
    try:
        async with engine.connect() as connection:
            version = (await connection.execute(text("SELECT version_num FROM alembic_version"))).scalar()
    except Exception as error:
        shown = url.render_as_string(hide_password=True)
        return _wrong("database", f"{shown} cannot be read ({type(error).__name__}): check MURSHID_DATABASE_URL")
    finally:
        await engine.dispose()
    return _ok("database", f"{url.get_backend_name()}, tables of version {version}")


async def _model(settings: Settings) -> list[Finding]:
    if not model_path(settings).exists():
        return [Finding(Level.NOTE, "model", "not trained yet: `murshid train`, or the next start, trains it")]
    if not is_current(settings):
        return [Finding(Level.NOTE, "model", "the training data changed since: the next start trains it anew")]
    return _ok("model", str(model_path(settings)))


async def _rasa(settings: Settings) -> list[Finding]:
    async with Rasa(settings.rasa_url, SECONDS / 2) as rasa:
        try:
            understood = await rasa.parse(PROBE)
        except RasaUnavailable as error:
            return _wrong("rasa", f"{error} at {settings.rasa_url}: start the assistant with `make run`")
    return _ok("rasa", f"understands ({understood.intent} for a greeting)")


async def _actions(settings: Settings) -> list[Finding]:
    status, _ = await _get(f"{settings.actions_url}/health")
    if status != 200:
        return _wrong("actions", f"no answer at {settings.actions_url}: start the assistant with `make run`")
    return _ok("actions", "answers")


async def _fonts(settings: Settings) -> list[Finding]:
    problem = pictures.check()
    return _wrong("fonts", problem) if problem else _ok("fonts", f"Arabic letters are joined by {pictures.shaping()}")


async def _telegram(settings: Settings) -> list[Finding]:
    if not settings.telegram_token:
        return [Finding(Level.NOTE, "telegram", "off: MURSHID_TELEGRAM_TOKEN is not set (docs/telegram.md)")]
    if any(line.startswith("Telegram") for line in missing(settings)):
        return []  # said already
    channel = telegram_channel(settings)
    try:
        problems = await set_up.problems(channel, settings.public_url)
    finally:
        await channel.close()
    by = "webhook" if settings.public_url else "polling: `murshid telegram --poll`"
    return [Finding(Level.WRONG, "telegram", line) for line in problems] or _ok("telegram", f"answers; updates by {by}")


async def _whatsapp(settings: Settings) -> list[Finding]:
    if not settings.whatsapp_token:
        return [Finding(Level.NOTE, "whatsapp", "off: MURSHID_WHATSAPP_TOKEN is not set (docs/whatsapp.md)")]
    if any(line.startswith("WhatsApp") for line in missing(settings)):
        return []  # said already
    channel = whatsapp_channel(settings)
    try:
        problem = await channel.check()
    finally:
        await channel.close()
    return _wrong("whatsapp", problem) if problem else _ok("whatsapp", "the number answers")


async def _page(settings: Settings) -> list[Finding]:
    status, body = await _get(f"{settings.service_url}/health")
    if status is None:
        return _wrong("service", f"no answer at {settings.service_url}: start the assistant with `make run`")
    if status != 200:
        return _wrong("service", f"not ready: {body}")
    found = _ok("service", f"ready at {settings.service_url}")
    if not settings.public_url:
        found.append(
            Finding(Level.NOTE, "service", "MURSHID_PUBLIC_URL is not set: no webhooks, only this machine and polling")
        )
        return found
    status, _ = await _get(f"{settings.public_url.rstrip('/')}/health")
    if status != 200:
        reason = "no answer" if status is None else f"HTTP {status}"
        found += _wrong("service", f"{settings.public_url} does not lead here ({reason}): check DNS, proxy and TLS")
    return found


async def _get(url: str) -> tuple[int | None, Any]:
    async with httpx.AsyncClient(trust_env=False, timeout=SECONDS / 2) as client:
        try:
            answer = await client.get(url)
            return answer.status_code, answer.text[:200]
        except httpx.HTTPError:
            return None, ""
