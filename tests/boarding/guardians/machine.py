"""What the machine of guardians' part runs on: a database of its own for each story, a clock, people, and the model."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Collection, Iterable
from datetime import date
from typing import Any, Final, TypeVar
from uuid import UUID, uuid4

import time_machine
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from passerelles.accounts import people
from passerelles.accounts.person import Person, Role
from passerelles.core.db import Database
from passerelles.core.errors import Problem
from tests.boarding.guardians.model import Request, World
from tests.boarding.houses import NOW, TABARLY, opened
from tests.booking.halls import CAMPUS

T = TypeVar("T")
CHILD: Final = "Camille Secret"
ADULTS: Final = 3
EXAMPLES: Final = int(os.environ.get("PASSERELLES_MACHINE_EXAMPLES", "0"))
MOSTLY: Final = st.sampled_from([True, True, True, False])


class Machine(RuleBasedStateMachine):
    """One house, its manager, three adults; students come with the first rule."""

    new_database: Callable[[], str]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.machine = time_machine.travel(NOW, tick=False)
        self.clock = self.machine.start()
        self.db = Database(type(self).new_database())
        self.world = World({})
        self.staff = self.run(self.someone("boarding_manager", TABARLY))
        self.adults = [self.run(self.someone()) for _ in range(ADULTS)]

    def teardown(self) -> None:
        self.run(self.db.close())
        self.loop.close()
        self.machine.stop()

    def run(self, awaitable: Awaitable[T]) -> T:
        return self.loop.run_until_complete(awaitable)

    async def someone(self, role: Any = "student", scope: str = CAMPUS, birth_date: date | None = None) -> UUID:
        """A new person, with an address of their own; a child has a name that nobody else has."""
        kind: Any = "campus" if scope == CAMPUS else "house"
        return await self.db.write(
            lambda session: people.find_or_make(
                session,
                campus_id=CAMPUS,
                issuer="email",
                subject=f"{uuid4().hex}@exemple.fr",
                first_role=Role(name=role, scope_kind=kind, scope=scope, place=None),
                name=CHILD if birth_date else None,
                birth_date=birth_date,
            )
        )

    def who(self, identifier: UUID) -> Person:
        """Somebody as their browser's session knows them at this moment."""

        async def load() -> Person:
            async with self.db.read() as session:
                return await people.load(session, campus_id=CAMPUS, person_id=identifier)

        return self.run(load())

    def act(self, work: Awaitable[T], refusal: type[Problem] | None) -> T:
        """Do it: it must be refused as said, or not at all. What a refused act gives is not to be looked at."""
        try:
            result = self.run(work)
        except Problem as problem:
            if type(problem) is not refusal:
                raise AssertionError(f"refused by {problem.slug}, not by {refusal}") from problem
            return None  # type: ignore[return-value]  # nothing was done
        assert refusal is None, f"done, not refused by {refusal}"
        return result

    def request(self, data: st.DataObject) -> tuple[UUID, Request]:
        """One of the requests; mostly one that is still live."""
        every = self.world.requests
        live = [key for key, one in every.items() if self.world.live(one) and self.world.needed(one)]
        identifier = prefer(data, live, every)
        return identifier, every[identifier]


def prefer(data: st.DataObject, good: Iterable[T], every: Collection[T]) -> T:
    """One of the good ones when there is one, and now and then any."""
    wanted, mostly = list(good), data.draw(MOSTLY)
    return data.draw(st.sampled_from(wanted if wanted and mostly else list(every)))


def check(machine: type[Machine], new_database: Callable[[], str], *, examples: int, steps: int = 40) -> None:
    """Tell so many stories, the same at each run; more, other ones, and made shorter, when the environment asks."""
    run_state_machine_as_test(
        type(machine.__name__, (machine,), {"new_database": staticmethod(new_database)}),
        settings=settings(
            max_examples=EXAMPLES or examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=not EXAMPLES,
            database=None,
            phases=[Phase.generate, *([Phase.shrink] if EXAMPLES else [])],
            suppress_health_check=list(HealthCheck),
        ),
    )


def open_the_house(url: str) -> None:
    """Before the stories: their databases are copies of this one."""

    async def work() -> None:
        db = Database(url)
        try:
            await opened(db)
        finally:
            await db.close()

    with time_machine.travel(NOW, tick=False):
        asyncio.run(work())
