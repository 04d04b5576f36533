"""Boarding's door: what its routes, journeys and the catalogue's pages call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from passerelles.accounts.guardians import links
from passerelles.accounts.person import Person
from passerelles.accounts.policy import write_as
from passerelles.accounts.privacy import looks
from passerelles.boarding import availability, kind, requests
from passerelles.boarding import plan as plans
from passerelles.boarding.guardians import staff as guardian_acts
from passerelles.boarding.guardians.birthdays import keep_telling
from passerelles.boarding.houses import House, house, house_at, houses
from passerelles.boarding.prices import tariff_out, tariffs
from passerelles.boarding.schemas import DecisionIn, NightState, PlanCell, PlanOut, QueueOut, RequestOut, TariffOut
from passerelles.boarding.upkeep import apply_declared, keep_up
from passerelles.booking import service as booking
from passerelles.booking.problems import OwnRequest
from passerelles.booking.service import Snapshot
from passerelles.catalogue import houses as catalogue_houses
from passerelles.core import audit
from passerelles.core.db import Database, Session
from passerelles.core.errors import NotFound
from passerelles.core.settings import settings

__all__ = [
    "OpenHouse",
    "agree",
    "apply_declared",
    "availability_version",
    "confirm_guardian",
    "correct_birth_date",
    "decide",
    "house_of_institution",
    "keep_telling",
    "keep_up",
    "kind",
    "move",
    "open_houses",
    "plan",
    "queue",
    "require_agreements",
]


@dataclass(frozen=True)
class OpenHouse:
    """A bookable house and how free it is over the next four weeks, in public words only."""

    id: str
    name: str  # "Internat Éric-Tabarly"
    institution: str
    state: NightState
    words: str  # "lits libres"
    as_of: datetime
    demo: bool
    accessible: bool | None = None  # one of its zones is
    tariffs: tuple[TariffOut, ...] = ()  # in force or to come, the oldest first


async def open_houses(session: Session, *, campus_id: str | None = None) -> list[OpenHouse]:
    """Every bookable house of a campus (this installation's by default), by id."""
    campus = campus_id or settings().campus_id
    known = await houses(session, campus)
    states = await availability.states_of(session, campus, [found.id for found in known])
    prices = await tariffs(session, campus, [found.id for found in known])
    return [
        OpenHouse(
            id=found.id,
            name=found.name,
            institution=found.institution,
            state=states[found.id].state,
            words=states[found.id].words,
            as_of=states[found.id].as_of,
            demo=found.demo,
            accessible=any(zone.accessible for zone in found.zones),
            tariffs=tuple(tariff_out(row) for row in prices[found.id]),
        )
        for found in known
    ]


async def availability_version(session: Session, *, campus_id: str | None = None) -> str:
    """Changes whenever an answer about free beds may have changed. It tells every act: it never leaves the house."""
    return await availability.version(session, campus_id or settings().campus_id)


async def house_of_institution(session: Session, institution: str, *, campus_id: str | None = None) -> str | None:
    """Id of the house bookable at an institution (`UAI:…`), or None."""
    return await house_at(session, campus_id or settings().campus_id, institution)


# Staff, inside their own house: anybody else's does not exist for them.


async def queue(db: Database, staff: Person, identifier: str) -> QueueOut:
    """The undecided requests of one's house.

    Raises:
        NotFound: no such house, or not one's own.
    """
    async with db.read() as session:
        of = await _own_house(session, staff, identifier)
        found = await requests.queue(session, of)
        people = await booking.askers(session, of.campus_id, [item.booking for item in found.items])
    await _seen(db, staff, of, people, "queue")
    await _seen(db, staff, of, _answering(found.items), "agreement")
    return found


async def plan(db: Database, staff: Person, identifier: str, week: date | None) -> PlanOut:
    """The bed plan of one's house; whoever does not decide there reads no name of the undecided.

    Raises:
        NotFound: no such house, or neither managed nor watched over by them.
    """
    async with db.read() as session:
        of = await house(session, staff.campus_id, identifier)
        if not (_decides(staff, of) or staff.has("education_assistant", of.id)):
            raise NotFound
        found = await plans.plan(session, of, week, decider=_decides(staff, of))
        shown = {cell.booking for row in found.rows for cell in row.cells if _named(staff, of, cell)}
        people = await booking.askers(session, of.campus_id, shown)
    await _seen(db, staff, of, people, "plan")
    return found


async def decide(db: Database, staff: Person, request: UUID, decision: DecisionIn) -> RequestOut:
    """Accept or refuse a request of one's house.

    Raises:
        NotFound: no such request in one's house.
        Problem: as `requests.decide`.
    """

    return await _act(
        db,
        staff,
        request,
        lambda session, of, found: requests.decide(session, of, found, staff.id, decision),
        named=f"booking.{decision.outcome}",
        why=decision.reason,
    )


async def move(db: Database, staff: Person, request: UUID, bed: str) -> RequestOut:
    """Put a request of one's house in another bed.

    Raises:
        NotFound: no such request in one's house.
        Problem: as `requests.move`.
    """

    return await _act(
        db,
        staff,
        request,
        lambda session, of, found: requests.move(session, of, found, staff.id, bed),
        named="booking.moved",
    )


async def agree(db: Database, staff: Person, request: UUID, received_on: date, signatures: int) -> RequestOut:
    """Record the guardian's agreement of a request of one's house.

    Raises:
        NotFound: no such request in one's house.
        Problem: as `requests.record_agreement`.
    """

    return await _act(
        db,
        staff,
        request,
        lambda session, of, found: requests.record_agreement(
            session, of, found, staff.id, received_on=received_on, signatures=signatures
        ),
    )


async def confirm_guardian(
    db: Database, staff: Person, request: UUID, guardian: UUID, outcome: Literal["confirmed", "rejected"]
) -> RequestOut:
    """Say whether somebody answers for the student of a request of one's house.

    Raises:
        NotFound: no such request in one's house, or no such guardian.
        Problem: as `guardians.staff.confirm`.
    """
    return await _act(
        db,
        staff,
        request,
        lambda session, of, found: guardian_acts.confirm(
            session, of, found, staff=staff, guardian=guardian, outcome=outcome
        ),
    )


async def correct_birth_date(db: Database, staff: Person, request: UUID, birth_date: date, why: str) -> RequestOut:
    """Correct the birth date of who asked for a bed in one's house.

    Raises:
        NotFound: no such request in one's house.
        Problem: as `guardians.staff.correct_birth_date`.
    """
    return await _act(
        db,
        staff,
        request,
        lambda session, of, found: guardian_acts.correct_birth_date(
            session, of, found, staff=staff, birth_date=birth_date, why=why
        ),
    )


async def require_agreements(db: Database, staff: Person, identifier: str, required: Literal[1, 2]) -> QueueOut:
    """Set how many guardians must agree in one's house.

    Raises:
        NotFound: as `queue`.
        OwnRequest: a request that waits there is their own child's.
    """

    async def work(session: Session, staff: Person) -> None:
        of = await _own_house(session, staff, identifier)
        for waiting in await booking.of_resource(
            session, campus_id=of.campus_id, resource=of.id, statuses=requests.QUEUED
        ):
            if await links.concerns(session, of.campus_id, staff.id, waiting.person_id):
                raise OwnRequest
        await guardian_acts.require(session, of, staff, required)

    await write_as(db, staff, work)
    return await queue(db, staff, identifier)


async def _act(
    db: Database,
    staff: Person,
    request: UUID,
    act: Callable[[Session, House, Snapshot], Awaitable[Snapshot]],
    *,
    named: str | None = None,
    why: str | None = None,
) -> RequestOut:
    """Do one act on a request of one's own house, in one transaction: the only way in for staff's acts.

    `named`: written so in the audit log when it changed something; None for acts that write there themselves.

    The booking stays locked until the end: no guardian answers between what is read and what is decided.

    Raises:
        NotFound: no such request in one's house.
        OwnRequest: nobody decides on their own request, or on their child's.
    """

    async def work(session: Session, staff: Person) -> RequestOut:
        of, found = await requests.of_booking(session, staff.campus_id, request)
        _own(staff, of)
        if await links.concerns(session, staff.campus_id, staff.id, found.person_id):
            raise OwnRequest
        after = await act(session, of, found)
        done = await requests.one(session, of, after)
        await _seen(session, staff, of, {found.person_id}, "request")
        await _seen(session, staff, of, _answering([done]), "agreement")
        if named is not None and (after.status, after.unit_id) != (found.status, found.unit_id):
            await audit.record(
                session,
                campus_id=of.campus_id,
                actor_id=staff.id,
                act="booking.cancelled" if found.status == "accepted" and after.status == "refused" else named,
                subject=f"booking:{found.id}",
                why=why,
                details={"scope": of.id},
            )
        return done

    return await write_as(db, staff, work)


async def _seen(where: Database | Session, staff: Person, of: House, people: set[UUID], what: str) -> None:
    """Note that staff of the house see something of these people."""
    role = "boarding_manager" if _decides(staff, of) else "education_assistant"
    await looks.seen(where, campus_id=of.campus_id, actor=staff, subjects=people, what=what, place=of.label, role=role)


def _answering(shown: Iterable[RequestOut]) -> set[UUID]:
    """The guardians whose answers these requests tell."""
    return {UUID(guardian.id) for request in shown for guardian in request.guardians}


async def _own_house(session: Session, staff: Person, identifier: str) -> House:
    found = await house(session, staff.campus_id, identifier)
    _own(staff, found)
    return found


def _own(staff: Person, of: House) -> None:
    if not _decides(staff, of):
        raise NotFound


def _decides(staff: Person, of: House) -> bool:
    return staff.has("boarding_manager", of.id)


def _named(staff: Person, of: House, cell: PlanCell) -> bool:
    """Whether the plan told this person a name in this cell."""
    return _decides(staff, of) or cell.status in plans.DECIDED


class _Provider:
    """Tells the catalogue's pages which institution has a bookable house."""

    async def house_of(self, session: Session, institution: str) -> str | None:
        return await house_of_institution(session, institution)


catalogue_houses.set_provider(_Provider())
