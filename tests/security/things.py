"""The things that routes name, made anew for each cell of the matrix, and the bodies that are sent."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import select, update
from sqlmodel import col

from passerelles.accounts import people
from passerelles.accounts.guardians import links
from passerelles.accounts.guardians.tables import Guardianship
from passerelles.accounts.passkeys.tables import PasskeyRecord
from passerelles.accounts.person import Person
from passerelles.accounts.roles.inviting import Invited, write
from passerelles.accounts.roles.rules import Where
from passerelles.accounts.tables import SessionRecord
from passerelles.boarding.guardians import links as guardian_links
from passerelles.boarding.guardians.rules import terms_digest
from passerelles.boarding.houses import beds_of, house
from passerelles.boarding.requests import of_booking
from passerelles.booking.service import Ask, ask_for, snapshot
from passerelles.catalogue import live
from passerelles.core import clock
from passerelles.core.db import Database, Session
from passerelles.core.ids import new_id
from passerelles.journeys import curated, shares
from passerelles.journeys.curated_schemas import CuratedIn
from passerelles.journeys.schemas import ShareIn
from passerelles.journeys.tables import CuratedProgression
from tests.boarding.houses import WEEK
from tests.booking.halls import CAMPUS
from tests.roles.callers import HOUSE, OTHER_HOUSE, SCHOOL, Caller, a_grant, a_role, enter
from tests.support.editions import CINAV, MAINTENANCE_NAUTIQUE, REMI

Relation = Literal["own", "child", "other", "other_child", "elsewhere"]
MINOR: Final = date(2010, 5, 5)
ADULT: Final = date(2005, 5, 5)
ITINERARY: Final = "3e~85047_0850033Z.40025411.s.1re_0440069L.32025413.a"
PROGRESSION: Final = {"source": REMI, "target": CINAV, "conditions": "Selon les places.", "source_note": "Convention"}
CLASS: Final = "Nom;Prénom\nLe Goff;Anne\n"


@dataclass(frozen=True)
class Cell:
    """Who calls, in which campus the thing is, and what it is to them."""

    db: Database
    actor: Caller
    relation: Relation
    campus_id: str = CAMPUS
    confirmed: bool = True  # an institution confirmed that the actor answers for their child

    @property
    def house(self) -> str:
        return OTHER_HOUSE if self.relation == "elsewhere" else HOUSE

    @property
    def here(self) -> bool:
        """In the actor's campus: nobody owns anything in another one."""
        return self.campus_id == CAMPUS

    async def somebody(self, *roles: Any, birth_date: date | None = ADULT) -> Caller:
        """Somebody of the thing's campus, whose name nobody else has."""
        name = f"Camille {new_id().hex[-10:]}"
        return await enter(self.db, *roles, campus_id=self.campus_id, name=name, birth_date=birth_date)

    async def owner(self, *roles: Any, birth_date: date | None = ADULT) -> Caller:
        """Whose thing it is: the actor, their child, somebody, or somebody's child."""
        if self.relation == "own" and self.here:
            await self.db.write(lambda session: _born(session, self.actor.id, birth_date))
            return self.actor
        owner = await self.somebody(*roles, birth_date=birth_date)
        if self.relation in ("child", "other_child"):
            mine = self.relation == "child" and self.here
            guardian = self.actor if mine else await self.somebody(a_role("guardian", campus_id=self.campus_id))
            confirmed = self.confirmed or not mine
            await self.db.write(
                lambda session: guards(session, self.campus_id, guardian.id, owner.id, confirmed=confirmed)
            )
        return owner


Make = Callable[[Cell], Awaitable[str]]


async def a_house_named(cell: Cell) -> str:
    return cell.house if cell.here else "HOUSE:0850146X"  # open in the other campus only


async def a_request(cell: Cell, birth_date: date = ADULT) -> str:
    owner = await cell.owner(a_role("student", campus_id=cell.campus_id), birth_date=birth_date)
    resource = await a_house_named(cell)

    async def work(session: Session) -> str:
        person = await people.load(session, campus_id=cell.campus_id, person_id=owner.id)
        asked = Ask(cell.campus_id, person, resource, tuple(WEEK), "filles", None)
        return str((await ask_for(session, asked)).id)

    return await cell.db.write(work)


async def a_minors_request(cell: Cell) -> str:
    return await a_request(cell, MINOR)


async def a_guardianship(cell: Cell) -> str:
    """A minor's request, and somebody who answers for its student."""
    booking = await a_minors_request(cell)
    async with cell.db.read() as session:
        of = await snapshot(session, campus_id=cell.campus_id, booking_id=UUID(booking))
        guardians = await links.guardians_of(session, cell.campus_id, of.person_id) if of else frozenset()
    return f"{booking}|{next(iter(guardians), cell.actor.id)}"


async def a_guardian_link(cell: Cell) -> str:
    """A link that the student of a minor's request made."""
    booking = await a_minors_request(cell)

    async def work(session: Session) -> str:
        of, request = await of_booking(session, cell.campus_id, UUID(booking))
        return (await guardian_links.make(session, of, request, request.person_id, None))[1]

    return await cell.db.write(work)


async def a_share(cell: Cell) -> str:
    author = await cell.owner(a_role("counsellor", campus_id=cell.campus_id))
    return await _by(
        cell,
        author,
        lambda session, person: shares.create(
            session, person, live.current(), ShareIn(itinerary=ITINERARY), base_url="http://testserver"
        ),
    )


async def a_progression(cell: Cell) -> str:
    author = await cell.owner(a_role("counsellor", campus_id=cell.campus_id))
    wanted = CuratedIn.model_validate(PROGRESSION | {"source": MAINTENANCE_NAUTIQUE})

    async def work(session: Session) -> str:
        await _none_shown(session, cell.campus_id)
        row = await curated.add(session, cell.campus_id, live.current(), wanted, author=author.id, at=clock.now())
        return str(row.id)

    return await cell.db.write(work)


async def a_person(cell: Cell) -> str:
    return str((await cell.owner(a_role("student", campus_id=cell.campus_id))).id)


async def a_grant_of_the_house(cell: Cell) -> str:
    """Somebody watches over the house; `own`: the actor's own role."""
    if cell.relation == "own" and cell.here:
        async with cell.db.read() as session:
            (held,) = await people.living_roles(session, campus_id=CAMPUS, person_id=cell.actor.id)
        return str(held.grant)
    watcher = await cell.somebody()
    grant = a_grant(watcher.id, a_role("education_assistant", await a_house_named(cell)), campus_id=cell.campus_id)

    async def work(session: Session) -> str:
        session.add(grant)
        return str(grant.id)

    return await cell.db.write(work)


async def an_invitation(cell: Cell) -> str:
    return str((await _invited(cell))[0])


async def a_token(cell: Cell) -> str:
    return (await _invited(cell))[1]


async def _invited(cell: Cell) -> tuple[UUID, str]:
    """An invitation to watch over the house, by somebody of the direction or (`own`) by the actor."""
    author = await cell.owner(a_role("operational_director", campus_id=cell.campus_id))
    scope = await a_house_named(cell)

    async def work(session: Session) -> tuple[UUID, str]:
        person = await people.load(session, campus_id=cell.campus_id, person_id=author.id)
        made = write(
            session,
            person,
            where=Where("education_assistant", "house", scope),
            place="Essai",
            until=clock.now() + timedelta(days=100),
            invited=Invited("Sacha Roux"),
            channel="paper",
            email=None,
            origin="http://testserver",
        )
        if cell.relation == "own" and cell.here:  # whatever they may give: it is theirs, and that is enough to refuse
            session.add(a_grant(author.id, a_role("operational_director")))
        return made.row.id, made.token

    return await cell.db.write(work)


async def a_minor(cell: Cell) -> str:
    return str((await cell.owner(a_role("student", campus_id=cell.campus_id), birth_date=MINOR)).id)


async def a_session(cell: Cell) -> str:
    owner = await cell.owner()
    async with cell.db.read() as session:
        rows = await session.execute(
            select(col(SessionRecord.id)).where(
                col(SessionRecord.campus_id) == cell.campus_id, col(SessionRecord.person_id) == owner.id
            )
        )
        return str(rows.scalars().one())


async def a_passkey(cell: Cell) -> str:
    owner = await cell.owner()
    key = PasskeyRecord(
        campus_id=cell.campus_id,
        id=new_id(),
        person_id=owner.id,
        credential_id=new_id().hex,
        public_key=b"key",
        sign_count=0,
        name="Téléphone",
        transports=[],
        created_at=clock.now(),
        used_at=None,
    )

    async def work(session: Session) -> str:
        session.add(key)
        return str(key.id)

    return await cell.db.write(work)


THINGS: Final[dict[str, Make]] = {
    "house": a_house_named,
    "request": a_request,
    "minors_request": a_minors_request,
    "guardianship": a_guardianship,
    "guardian_link": a_guardian_link,
    "minor": a_minor,
    "session": a_session,
    "passkey": a_passkey,
    "share": a_share,
    "progression": a_progression,
    "person": a_person,
    "grant": a_grant_of_the_house,
    "invitation": an_invitation,
    "token": a_token,
}
RELATIONS: Final[dict[str, tuple[Relation, ...]]] = {
    "house": ("other", "elsewhere"),
    "request": ("own", "child", "other", "other_child", "elsewhere"),
    "minors_request": ("own", "child", "other", "other_child", "elsewhere"),
    "guardianship": ("own", "child", "other_child", "elsewhere"),
    "guardian_link": ("own", "child", "other"),
    "minor": ("own", "child", "other", "other_child"),
    "session": ("own", "other"),
    "passkey": ("own", "other"),
    "share": ("own", "other"),
    "progression": ("own", "other"),
    "person": ("own", "other"),
    "grant": ("own", "other", "elsewhere"),
    "invitation": ("other", "elsewhere"),
    "token": ("own", "other"),
}


async def _free_bed(cell: Cell) -> dict[str, Any]:
    """A bed of the house that nobody has: the last one, given once."""
    async with cell.db.read() as session:
        known = await beds_of(session, await house(session, CAMPUS, cell.house))
    beds = [bed.id for bed in known.values() if bed.zone == "garcons"]
    return {"bed": beds[_turn() % len(beds)]}


async def _delegation(cell: Cell) -> dict[str, Any]:
    async with cell.db.read() as session:
        held = await people.living_roles(session, campus_id=CAMPUS, person_id=cell.actor.id)
    somebody = await cell.somebody(a_role("education_assistant"))
    return {"grant": str(held[0].grant), "person": str(somebody.id), "ends_on": "2026-12-18"}


def _turn(counter: list[int] = [0]) -> int:  # noqa: B006 - one counter for the process
    counter[0] += 1
    return counter[0]


async def body_named(name: str, cell: Cell) -> dict[str, Any]:
    """The body of this name, as somebody who may would send it."""
    if name == "bed":
        return await _free_bed(cell)
    if name == "delegation":
        return await _delegation(cell)
    if name == "birth_date":
        async with cell.db.read() as session:
            person = await people.load(session, campus_id=CAMPUS, person_id=cell.actor.id)
        return {"birth_date": "2005-05-05", "name": person.name}
    if name == "request":
        await cell.db.write(lambda session: _born(session, cell.actor.id, ADULT))
    if name == "progression":
        await cell.db.write(lambda session: _none_shown(session, CAMPUS))
    return BODIES[name]


BODIES: Final[dict[str, dict[str, Any]]] = {
    "request": {"resource": HOUSE, "slots": WEEK, "zone": "filles"},
    "acceptance": {"outcome": "accepted"},
    "agreement": {"received_on": "2026-11-23"},
    "erasure": {"confirmation": "EFFACER"},
    "offer": {"wanted": False},
    "name": {"name": "Mon téléphone"},
    "passkey": {"credential_id": "a" * 24, "client_data": "e30", "attestation": "e30"},
    "guardian_link": {"email": None},
    "declaration": {"name": "Dominique Martin", "adult": True, "guardian": True},
    "answer": {"answer": "agree", "terms": terms_digest(HOUSE, tuple(WEEK))},
    "confirmation": {"outcome": "confirmed"},
    "correction": {"birth_date": "2010-06-06", "reason": "typing"},
    "required": {"required": 1},
    "share": {"itinerary": ITINERARY},
    "progression": PROGRESSION,
    "invitation": {
        "role": "education_assistant",
        "scope_kind": "house",
        "scope": HOUSE,
        "ends_on": "2027-07-04",
        "channel": "paper",
        "name": "Sacha Roux",
    },
    "renewal": {"channel": "paper"},
    "end": {"reason": "over"},
    "class": {
        "file": base64.b64encode(CLASS.encode()).decode(),
        "institution": SCHOOL,
        "role": "student",
        "ends_on": "2027-08-31",
        "dry_run": False,
    },
}


async def _by(cell: Cell, author: Caller, act: Callable[[Session, Person], Awaitable[Any]]) -> str:
    async def work(session: Session) -> str:
        person = await people.load(session, campus_id=cell.campus_id, person_id=author.id)
        return str((await act(session, person)).id)

    return await cell.db.write(work)


async def _born(session: Session, person_id: UUID, birth_date: date | None) -> None:
    if birth_date is not None:
        await people.set_identity(session, campus_id=CAMPUS, person_id=person_id, name="Acteur", birth_date=birth_date)


async def guards(session: Session, campus_id: str, guardian: UUID, student: UUID, *, confirmed: bool = True) -> None:
    session.add(
        Guardianship(
            campus_id=campus_id,
            guardian_id=guardian,
            student_id=student,
            declared_at=clock.now(),
            institution=SCHOOL if confirmed else None,
            confirmed_by=None,
            confirmed_at=clock.now() if confirmed else None,
            ended_at=None,
            ended_why=None,
        )
    )


async def _none_shown(session: Session, campus_id: str) -> None:
    """One pair is shown once: whatever was added before is withdrawn."""
    await session.execute(
        update(CuratedProgression)
        .where(col(CuratedProgression.campus_id) == campus_id)
        .values(withdrawn_at=clock.now())
    )
