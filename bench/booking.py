"""Bookings a second and CPU per booking, on both databases, through the real application.

64 callers at once, each asking for a school week in a house of 96 beds, over ten weeks; a third then withdraws, so
that the race goes on. Callers and application share one process and its CPU: what the callers cost is measured with
as many calls of an empty route, and said apart. PostgreSQL is a private cluster without fsync, its own CPU is not
counted; SQLite is a file, with WAL and `synchronous = FULL`.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from uuid import uuid4

import httpx
import psycopg
from fastapi import FastAPI

from passerelles.app import create_app
from passerelles.boarding.houses import houses, published
from passerelles.boarding.provision import open_house
from passerelles.catalogue.records import House, HouseOpening, HouseZone
from passerelles.core import clock
from passerelles.core.db import Database
from passerelles.core.migrate import upgrade
from passerelles.core.settings import Settings
from tests.booking.callers import Caller, sign_in
from tests.booking.claims import oversold
from tests.support.postgres import private_cluster

CALLERS = 64
REQUESTS = 960
BEDS = 96
WEEKS = 10
HOUSE = House(
    id="HOUSE:bench",
    institution="UAI:bench",
    name="Internat",
    zones=(HouseZone(id="filles", label="filles", capacity=BEDS, adults_only=False),),
    opening=HouseOpening(evenings=(1, 2, 3, 4), school_zone="B"),
)


def main() -> None:
    for name, urls in (("SQLite", sqlite_url), ("PostgreSQL", postgresql_url)):
        with urls() as url:
            upgrade(url)
            sys.stdout.write(asyncio.run(measure(name, url)) + "\n")


@contextmanager
def sqlite_url() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{Path(folder) / 'bench.sqlite3'}"


@contextmanager
def postgresql_url() -> Iterator[str]:
    with private_cluster() as cluster:
        with psycopg.connect(f"{cluster}/postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE bench")
        yield f"{cluster}/bench"


async def measure(name: str, url: str) -> str:
    """One run on one database: a line of figures."""
    config = Settings(database_url=url, demo=True, outbox_loop=False, base_url="http://testserver")
    app = create_app(config)
    async with app.router.lifespan_context(app):
        db = Database(url, demo=True)
        weeks = await prepare(db, config)
        crowd = [await sign_in(db) for _ in range(REQUESTS)]
        answers: Counter[int] = Counter()
        taken: list[float] = []
        waiting = list(enumerate(crowd))
        empty = await cpu_of_an_empty_call(app)
        began, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(one_caller(app, waiting, weeks, answers, taken) for _ in range(CALLERS)))
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
        twice = len(await oversold(db))
        await db.close()
    booked = answers[201]
    percentiles = statistics.quantiles(taken, n=100)
    return (
        f"{name}: {booked / seconds:.0f} bookings/s ({sum(answers.values()) / seconds:.0f} requests/s), "
        f"{1000 * cpu / booked:.1f} ms CPU per booking and a third of a withdrawal "
        f"(of which an empty call and its caller: {1000 * empty:.1f} ms), "
        f"p50 {1000 * percentiles[49]:.0f} ms, p95 {1000 * percentiles[94]:.0f} ms; "
        f"answers {dict(sorted(answers.items()))}, oversold {twice}"
    )


async def prepare(db: Database, config: Settings) -> list[list[str]]:
    """Open the house; the weeks one can ask for, as slots."""
    await db.write(lambda session: open_house(session, config.campus_id, HOUSE, city=None, phone=None))
    today = clock.today()
    async with db.read() as session:
        [house] = await houses(session, config.campus_id, [HOUSE.id])
        nights = await published(session, house, today + timedelta(days=1), house.published_to)
    weeks = [[night.isoformat() for night in week] for _, week in groupby(nights, lambda night: night.isocalendar()[1])]
    return weeks[1 : WEEKS + 1]


async def cpu_of_an_empty_call(app: FastAPI) -> float:
    """Seconds of CPU of a call that does nothing, its caller included."""
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as client:
        before = time.process_time()
        for _ in range(REQUESTS):
            await client.get("/api/health/live")
        return (time.process_time() - before) / REQUESTS


async def one_caller(
    app: FastAPI,
    waiting: list[tuple[int, Caller]],
    weeks: list[list[str]],
    answers: Counter[int],
    taken: list[float],
) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as client:
        while waiting:
            number, caller = waiting.pop()
            began = time.perf_counter()
            answer = await caller.ask(
                client, weeks[number % len(weeks)], key=uuid4().hex, resource=HOUSE.id, zone="filles"
            )
            taken.append(time.perf_counter() - began)
            answers[answer.status_code] += 1
            if answer.status_code == 201 and number % 3 == 0:
                await caller.withdraw(client, answer.json()["id"])
