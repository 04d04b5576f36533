"""The database: async sessions on SQLite and PostgreSQL, and `write()`, the only place that commits.

SQLite: WAL, foreign keys, one writer at a time in the process, `BEGIN IMMEDIATE` so that a read followed by a
write can never lose its snapshot. PostgreSQL: the default isolation; services lock the rows they decide on.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import structlog
from sqlalchemy import event
from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool
from sqlmodel import SQLModel

from passerelles.core.errors import Overloaded

log = structlog.get_logger()

ATTEMPTS: Final = 5
BUSY_TIMEOUT_MS: Final = 15_000
LOCK_TIMEOUT_MS: Final = 15_000
RETRIED_SQLSTATES: Final = frozenset({"40001", "40P01"})  # serialisation failure, deadlock
LOCK_TIMEOUT_SQLSTATE: Final = "55P03"
DEMO: Final = "demo"

Session = AsyncSession
T = TypeVar("T")


class Database:
    """Two ways in: `read()` for a session that never writes, `write(work)` for one act in one transaction.

    `demo`: this is a demonstration. Elsewhere its invented people and houses do not exist, even when their rows do.
    """

    def __init__(self, url: str, *, max_waiting_writers: int = 256, demo: bool = False) -> None:
        self.url = make_url(url)
        self._info = {DEMO: demo}
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._reader: AsyncEngine
        self._writer: AsyncEngine
        if self.is_sqlite:
            self._reader = _sqlite_engine(self.url, read_only=True)
            self._writer = _sqlite_engine(self.url, read_only=False)
            self._one_writer: asyncio.Semaphore | None = asyncio.Semaphore(1)
        else:
            self._reader = self._writer = create_async_engine(
                async_url(self.url),
                pool_size=16,
                max_overflow=0,
                pool_timeout=30,
                pool_pre_ping=True,
                hide_parameters=True,  # an error's text must not carry what people typed
            )
            self._one_writer = None
        self._waiting = 0
        self._max_waiting = max_waiting_writers

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Session]:
        """A session for reading; whatever it did is rolled back.

        Raises:
            Overloaded: no connection became free in time.
        """
        try:
            async with AsyncSession(self._reader, expire_on_commit=False, info=self._info) as session:
                yield session
        except PoolTimeout as error:
            raise Overloaded from error

    async def write(self, work: Callable[[Session], Awaitable[T]]) -> T:
        """Run `work` in one transaction and commit it; run it again, whole, when the database asks for it.

        `work` must be pure apart from the session: it may run several times. Anything it raises rolls back.

        Raises:
            Overloaded: too many acts already wait for their turn, or a connection or a row was not free in time.
        """
        if self._waiting >= self._max_waiting:
            raise Overloaded
        self._waiting += 1
        try:
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    return await self._once(work)
                except PoolTimeout as error:
                    raise Overloaded from error
                except DBAPIError as error:
                    if is_lock_timeout(error) or (_is_transient(error) and attempt == ATTEMPTS):
                        raise Overloaded from error
                    if not _is_transient(error):
                        raise
                    log.info("transaction retried", attempt=attempt, cause=_sqlstate(error) or "busy")
                    await asyncio.sleep(random.uniform(0.01, 0.05) * attempt)  # noqa: S311 - jitter, not a secret
            raise AssertionError("unreachable: the last attempt returns or raises")
        finally:
            self._waiting -= 1

    async def _once(self, work: Callable[[Session], Awaitable[T]]) -> T:
        if self._one_writer is None:
            return await self._commit(work)
        async with self._one_writer:
            return await self._commit(work)

    async def _commit(self, work: Callable[[Session], Awaitable[T]]) -> T:
        async with AsyncSession(self._writer, expire_on_commit=False, info=self._info) as session:
            if not self.is_sqlite:
                connection = await session.connection()
                await connection.exec_driver_sql(f"SET LOCAL lock_timeout = {LOCK_TIMEOUT_MS}")
            result = await work(session)
            await session.commit()
            return result

    async def close(self) -> None:
        await self._reader.dispose()
        await self._writer.dispose()


def shows_demo(session: Session) -> bool:
    """Whether people and houses of the demonstration exist for this session."""
    return bool(session.info.get(DEMO, False))


def insert_into(session: Session, table: type[SQLModel]) -> PostgresqlInsert | SqliteInsert:
    """An INSERT that can say what to do when the key is already there; both databases spell it alike."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    return insert_sqlite(table) if is_sqlite else insert_postgresql(table)


def async_url(url: URL) -> URL:
    """The same database through its asynchronous driver."""
    driver = "sqlite+aiosqlite" if url.get_backend_name() == "sqlite" else "postgresql+psycopg"
    return url.set(drivername=driver)


def sync_url(url: URL) -> URL:
    """The same database through its synchronous driver (migrations)."""
    driver = "sqlite" if url.get_backend_name() == "sqlite" else "postgresql+psycopg"
    return url.set(drivername=driver)


def _sqlite_engine(url: URL, *, read_only: bool) -> AsyncEngine:
    if url.database and url.database != ":memory:":
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(
        async_url(url),
        poolclass=AsyncAdaptedQueuePool,
        pool_size=8 if read_only else 1,
        max_overflow=0,
        hide_parameters=True,
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _on_connect(connection: Any, _: object) -> None:  # the driver's own connection type
        connection.isolation_level = None  # we say BEGIN ourselves, below
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        if read_only:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _on_begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _sqlstate(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlstate", None)


def _is_transient(error: DBAPIError) -> bool:
    return _sqlstate(error) in RETRIED_SQLSTATES or "database is locked" in str(error.orig)


def is_lock_timeout(error: DBAPIError) -> bool:
    """Whether PostgreSQL gave up waiting for a row that somebody else holds."""
    return _sqlstate(error) == LOCK_TIMEOUT_SQLSTATE
