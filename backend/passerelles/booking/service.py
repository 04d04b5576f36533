"""The booking engine's door: what routes and the kinds of resources call. One call is one transaction."""

from __future__ import annotations

from uuid import UUID

from passerelles.booking import acting, reading
from passerelles.booking.acting import accept, cancel, hold_still, move, recall, receive_agreement, refuse, refuse_over
from passerelles.booking.asking import ask_for, kind_of
from passerelles.booking.kinds import Ask, Asker, Event, Kind, KindName, Terms, Words, register
from passerelles.booking.problems import SlotTaken
from passerelles.booking.reading import TONES
from passerelles.booking.schemas import BookingIn, BookingList, BookingOut
from passerelles.booking.snapshots import Snapshot, askers, of_people, of_resource, snapshot
from passerelles.booking.stock import NewUnit, activate, add_units, claimed, has_free, open_resource, sizes, used
from passerelles.booking.tidying import keep_tidy, tidy
from passerelles.booking.versions import version
from passerelles.core.db import Database, Session
from passerelles.core.errors import MalformedInput
from passerelles.core.idempotency import Attempt, Reply, once

__all__ = [
    "TONES",
    "Ask",
    "Asker",
    "Event",
    "Kind",
    "KindName",
    "NewUnit",
    "Snapshot",
    "Terms",
    "Words",
    "accept",
    "activate",
    "add_units",
    "ask_for",
    "askers",
    "book",
    "cancel",
    "claimed",
    "has_free",
    "hold_still",
    "keep_tidy",
    "mine",
    "move",
    "of_people",
    "of_resource",
    "one",
    "open_resource",
    "recall",
    "receive_agreement",
    "refuse",
    "refuse_over",
    "register",
    "sizes",
    "snapshot",
    "tidy",
    "used",
    "version",
    "withdraw",
]


def ask_from(body: BookingIn, person: Asker, campus_id: str, *, notes: bool) -> Ask:
    """The request as the engine reads it: slots sorted; without its note where the campus reads none.

    Raises:
        MalformedInput: a slot is named twice.
    """
    if len(set(body.slots)) != len(body.slots):
        raise MalformedInput(extra={"errors": [{"in": "body.slots", "problem": "twice"}]})
    return Ask(
        campus_id=campus_id,
        person=person,
        resource=body.resource,
        slots=tuple(sorted(body.slots)),
        zone=body.zone or None,
        note=(body.note or None) if notes else None,
    )


async def book(db: Database, ask: Ask, attempt: Attempt) -> Reply:
    """Ask for a unit; the same attempt again gets the same answer.

    Raises:
        SlotTaken: with alternatives, looked for outside the transaction so that nobody waits for them.
        Problem: as `asking.ask_for` and `idempotency.once`.
    """

    async def work(session: Session) -> Reply:
        async def act() -> Reply:
            view = (await reading.views(session, [await ask_for(session, ask)]))[0]
            return Reply(201, _json(view), {"Location": f"/api/bookings/{view.id}"})

        return await once(session, attempt, act)

    try:
        return await db.write(work)
    except SlotTaken as refusal:
        async with db.read() as session:
            kind = await kind_of(session, ask)
            zone = (await kind.terms(session, ask)).zone
            offers = await kind.alternatives(session, ask, zone)
        refusal.offer([offer.model_dump(mode="json") for offer in offers])
        raise


async def withdraw(
    db: Database, *, campus_id: str, person_id: UUID, booking_id: UUID, reason: str | None, attempt: Attempt | None
) -> Reply:
    """Give up one's own booking; the same attempt again gets the same answer, a second one finds it given up.

    Raises:
        Problem: as `acting.withdraw` and `idempotency.once`.
    """

    async def work(session: Session) -> Reply:
        async def act() -> Reply:
            booking = await acting.withdraw(
                session, campus_id=campus_id, booking_id=booking_id, person_id=person_id, reason=reason
            )
            return Reply(200, _json((await reading.views(session, [booking]))[0]))

        return await once(session, attempt, act)

    return await db.write(work)


async def mine(db: Database, *, campus_id: str, person_id: UUID) -> BookingList:
    """A person's bookings, the latest asked first."""
    async with db.read() as session:
        return BookingList(items=await reading.mine(session, campus_id=campus_id, person_id=person_id))


async def one(db: Database, *, campus_id: str, person_id: UUID, booking_id: UUID) -> BookingOut:
    """One of a person's bookings.

    Raises:
        NotFound: no such booking, or somebody else's.
    """
    async with db.read() as session:
        return await reading.one(session, campus_id=campus_id, person_id=person_id, booking_id=booking_id)


def _json(view: BookingOut) -> bytes:
    return view.model_dump_json().encode()
