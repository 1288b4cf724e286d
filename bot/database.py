"""The database: SQLite (in WAL mode) by default, PostgreSQL by its address. Opening it brings its tables up to date."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

from bot.tables import Table

MIGRATIONS = Path(__file__).parent / "migrations"
_ASYNC_DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
_MIGRATING = 7_202_611
"""The number of PostgreSQL's advisory lock under which one process at a time changes the tables."""


class Database:
    """Sessions for reading, and transactions for writing. Open it with `open_database`."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._reading = async_sessionmaker(engine, expire_on_commit=False)
        self._writing = async_sessionmaker(engine.execution_options(immediate=True), expire_on_commit=False)
        # SQLite has one writer: waiting here is in order and free, waiting inside SQLite is polling.
        self._writers = asyncio.Semaphore(1 if self._is_sqlite else 1000)

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """One transaction: all of it or nothing."""
        async with self._writers, self._writing.begin() as session:
            yield session

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session that writes nothing."""
        async with self._reading() as session:
            yield session

    async def ping(self) -> None:
        """Raises whatever the database raises when it cannot be read."""
        async with self.reading() as session:
            await session.execute(text("SELECT 1"))

    def insert(self, table: type[Table]) -> Any:
        """An INSERT that knows ON CONFLICT, in the dialect of this database."""
        return sqlite.insert(table) if self._is_sqlite else postgresql.insert(table)


def async_url(url: str) -> URL:
    """The address with the driver that is used here, also where it was written without one ("postgresql://...")."""
    parsed = make_url(url)
    driver = _ASYNC_DRIVERS.get(parsed.drivername)
    return parsed.set(drivername=driver) if driver else parsed


def _migrate(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _prepare_sqlite(engine: AsyncEngine, *, foreign_keys: bool = True) -> None:
    """WAL, foreign keys, and real transactions."""

    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=10000")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA secure_delete=ON")  # what a citizen had deleted is overwritten
        cursor.execute("PRAGMA synchronous=FULL")  # what was acknowledged outlives a power cut
        cursor.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begun(connection: Connection) -> None:
        # A transaction that reads before it writes has to ask for the lock at once: SQLite would not let it wait later.
        immediate = connection.get_execution_options().get("immediate", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """The database at this address, its tables brought up to date; closed at the end."""
    parsed = async_url(url)
    is_sqlite = parsed.get_backend_name() == "sqlite"
    if is_sqlite and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    await _bring_up_to_date(parsed)
    # Parameters are words of citizens: they must not get into an error's text, and so into a log.
    engine = create_async_engine(parsed, hide_parameters=True, pool_pre_ping=not is_sqlite)
    if is_sqlite:
        _prepare_sqlite(engine)
    try:
        yield Database(engine)
    finally:
        await engine.dispose()


async def _bring_up_to_date(url: URL) -> None:
    engine = create_async_engine(url, hide_parameters=True)
    is_sqlite = url.get_backend_name() == "sqlite"
    if is_sqlite:
        # SQLite changes a table by making it anew: with foreign keys on, what refers to the old one would go with it.
        _prepare_sqlite(engine, foreign_keys=False)
    try:
        async with engine.connect() as connection:
            await connection.execution_options(immediate=True)
            async with connection.begin():
                if not is_sqlite:
                    await connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MIGRATING})
                await connection.run_sync(_migrate)
    finally:
        await engine.dispose()
