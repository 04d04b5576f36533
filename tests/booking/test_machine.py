"""The engine against a model: whatever is done in whatever order, the claims are those of the live bookings."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID, uuid4

import psycopg
import pytest
import time_machine
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from passerelles.booking import acting
from passerelles.booking.asking import ask_for
from passerelles.booking.kinds import Ask
from passerelles.booking.problems import AlreadyBooked, BookingOver, SlotTaken, TooManyOpen, UnitTaken
from passerelles.booking.service import tidy
from passerelles.core import clock
from passerelles.core.db import Database
from passerelles.core.errors import Problem
from passerelles.core.ids import new_id
from tests.booking.claims import claims
from tests.booking.halls import CAMPUS, HALL, HELD_FOR, MAX_OPEN, make_hall, open_halls

T = TypeVar("T")
START = datetime(2026, 12, 1, 12, tzinfo=UTC)
NIGHTS = [f"2027-06-{day:02}" for day in range(1, 5)]
UNITS = 3
PEOPLE = [uuid4() for _ in range(4)]
LIVE = ("awaiting_decision", "accepted")


@dataclass(frozen=True)
class Someone:
    id: UUID

    def is_minor_on(self, _: date) -> bool:
        return False


@dataclass(frozen=True)
class Model:
    """A booking as the model knows it."""

    person: UUID
    slots: tuple[str, ...]
    unit: UUID
    status: str
    deadline: datetime | None

    def live(self, now: datetime) -> bool:
        return self.status == "accepted" or (
            self.status == "awaiting_decision" and self.deadline is not None and now < self.deadline
        )


class Engine(RuleBasedStateMachine):
    """Acts chosen by Hypothesis, done on a real database and on a dictionary."""

    database_url: str
    new_database: Callable[[], str]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.machine = time_machine.travel(START, tick=False)
        self.clock = self.machine.start()
        self.model: dict[UUID, Model] = {}
        self.db: Database | None = None

    @initialize()
    def open(self) -> None:
        open_halls()
        self.db = Database(type(self).new_database())
        self.units = self.run(make_hall(self.db, a=UNITS))

    def teardown(self) -> None:
        if self.db is not None:
            self.run(self.db.close())
        self.loop.close()
        self.machine.stop()

    def run(self, awaitable: Any) -> Any:
        return self.loop.run_until_complete(awaitable)

    def live(self) -> dict[UUID, Model]:
        return {booking: known for booking, known in self.model.items() if known.live(clock.now())}

    def act(self, work: Any) -> Any:
        """Do it; gives the booking, or the refusal."""
        assert self.db is not None
        try:
            return self.run(self.db.write(work))
        except Problem as refusal:
            return refusal

    @rule(person=st.sampled_from(PEOPLE), slots=st.sets(st.sampled_from(NIGHTS), min_size=1))
    def ask(self, person: UUID, slots: set[str]) -> None:
        ask = Ask(
            campus_id=CAMPUS, person=Someone(person), resource=HALL, slots=tuple(sorted(slots)), zone="a", note=None
        )
        mine = [known for known in self.live().values() if known.person == person]
        undecided = sum(known.status == "awaiting_decision" for known in mine)
        taken = {(known.unit, slot) for known in self.live().values() for slot in known.slots}
        free = [unit for unit in self.units if not any((unit, slot) in taken for slot in slots)]
        result = self.act(lambda session: ask_for(session, ask))
        if undecided >= MAX_OPEN:
            assert isinstance(result, TooManyOpen)
        elif any(slots & set(known.slots) for known in mine):
            assert isinstance(result, AlreadyBooked)
        elif not free:
            assert isinstance(result, SlotTaken)
        else:
            assert result.unit_id in free
            self.model[result.id] = Model(
                person, ask.slots, result.unit_id, "awaiting_decision", clock.now() + HELD_FOR
            )

    @rule(data=st.data())
    def accept(self, data: st.DataObject) -> None:
        self.decide(data, "accepted", lambda booking: lambda session: acting.accept(session, **booking))

    @rule(data=st.data())
    def refuse(self, data: st.DataObject) -> None:
        self.decide(
            data,
            "refused",
            lambda booking: lambda session: acting.refuse(session, reason="full", note=None, **booking),
        )

    def decide(self, data: st.DataObject, status: str, work: Any) -> None:
        booking = self.any_booking(data)
        if booking is None:
            return
        known = self.model[booking]
        result = self.act(work({"campus_id": CAMPUS, "booking_id": booking, "staff_id": new_id()}))
        if known.live(clock.now()) and known.status == "awaiting_decision":
            assert result.status == status
            self.model[booking] = replace(known, status=status)
        else:
            assert isinstance(result, BookingOver)

    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        booking = self.any_booking(data)
        if booking is None:
            return
        known = self.model[booking]
        result = self.act(
            lambda session: acting.withdraw(
                session, campus_id=CAMPUS, booking_id=booking, person_id=known.person, reason=None
            )
        )
        if known.live(clock.now()):
            assert result.status == "withdrawn"
            self.model[booking] = replace(known, status="withdrawn")
        else:
            assert isinstance(result, BookingOver)

    @rule(data=st.data(), place=st.integers(0, UNITS - 1))
    def move(self, data: st.DataObject, place: int) -> None:
        booking = self.any_booking(data)
        if booking is None:
            return
        known, unit = self.model[booking], self.units[place]
        others = {(other.unit, slot) for key, other in self.live().items() if key != booking for slot in other.slots}
        result = self.act(
            lambda session: acting.move(session, campus_id=CAMPUS, booking_id=booking, staff_id=new_id(), unit=unit)
        )
        if not known.live(clock.now()):
            assert isinstance(result, BookingOver)
        elif any((unit, slot) in others for slot in known.slots):
            assert isinstance(result, UnitTaken)
        else:
            assert result.unit_id == unit
            self.model[booking] = replace(known, unit=unit)

    @rule(days=st.sampled_from([1, 5, 13, 14]))
    def let_time_pass(self, days: int) -> None:
        if clock.now() + timedelta(days=days) < datetime(2027, 5, 30, tzinfo=UTC):
            self.clock.shift(timedelta(days=days))

    @rule()
    def write_down_what_time_did(self) -> None:
        assert self.db is not None
        self.run(tidy(self.db))

    def any_booking(self, data: st.DataObject) -> UUID | None:
        return data.draw(st.sampled_from(list(self.model))) if self.model else None

    @invariant()
    def claims_are_those_of_the_live_bookings(self) -> None:
        if self.db is None:
            return
        now = clock.now()
        counted = [
            (claim.unit_id, claim.slot, claim.booking_id)
            for claim in self.run(claims(self.db))
            if claim.expires_at is None or clock.aware(claim.expires_at) > now
        ]
        wanted = [(known.unit, slot, booking) for booking, known in self.live().items() for slot in known.slots]
        assert sorted(map(str, counted)) == sorted(map(str, wanted))
        assert len({(unit, slot) for unit, slot, _ in counted}) == len(counted)


def check(new_database: Callable[[], str], *, examples: int, phases: Sequence[Phase] = tuple(Phase)) -> None:
    machine = type("EngineOnOneDatabase", (Engine,), {"new_database": staticmethod(new_database)})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            phases=phases,
            suppress_health_check=list(HealthCheck),
        ),
    )


def copies(template: Path, folder: Path) -> Callable[[], str]:
    """A new SQLite database at each call."""

    def copy() -> str:
        path = Path(tempfile.mkdtemp(dir=folder)) / "machine.sqlite3"
        shutil.copy(template, path)
        return f"sqlite:///{path}"

    return copy


def test_the_engine_behaves_as_its_model_on_sqlite(sqlite_template: Path, tmp_path: Path) -> None:
    check(copies(sqlite_template, tmp_path), examples=25)


def test_the_engine_behaves_as_its_model_on_postgresql(cluster: str, postgresql_template: str) -> None:
    def copy() -> str:
        name = f"machine{uuid4().hex}"
        with psycopg.connect(f"{cluster}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {postgresql_template}".encode())
        return f"{cluster}/{name}"

    check(copy, examples=6)


def test_the_model_check_notices_a_broken_engine(
    sqlite_template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A release that frees nothing must be caught, or the two tests above prove nothing."""

    async def frees_nothing(*_: object) -> None:
        return None

    monkeypatch.setattr("passerelles.booking.claiming.release", frees_nothing)
    with pytest.raises(AssertionError):
        check(copies(sqlite_template, tmp_path), examples=25, phases=(Phase.generate,))  # found is enough
