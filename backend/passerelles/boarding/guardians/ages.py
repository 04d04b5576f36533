"""A birth date corrected: requests and stays to come are looked at again, by the age on their own first night."""

from __future__ import annotations

from typing import Final

from passerelles.accounts.guardians.correcting import Corrected, when_corrected
from passerelles.boarding.guardians import answering, telling
from passerelles.boarding.guardians.standing import settle, standing_of, unsettle
from passerelles.boarding.guardians.tables import AgreementDue
from passerelles.boarding.houses import House, house
from passerelles.booking import service as booking
from passerelles.booking.schemas import BookingStatus
from passerelles.booking.service import Snapshot
from passerelles.core import audit, clock
from passerelles.core.db import Session

LIVE: Final[tuple[BookingStatus, ...]] = ("awaiting_guardian", "awaiting_decision", "accepted")


async def look_again(session: Session, corrected: Corrected) -> None:
    """In the correction's own transaction: what waits for nobody goes on, what lacks an agreement says so."""
    found = await booking.of_people(session, campus_id=corrected.campus_id, people=[corrected.person_id], kind="house")
    for identifier in sorted(one.id for one in found if one.status in LIVE):
        request = await booking.hold_still(session, campus_id=corrected.campus_id, booking_id=identifier)
        of = await house(session, request.campus_id, request.resource)
        if request.status == "awaiting_guardian":
            await settle(session, of, request, corrected.by)
        elif request.status == "awaiting_decision":
            await _give_back(session, of, request, corrected)
        elif request.status == "accepted":
            await _mark(session, of, request, corrected)


async def _give_back(session: Session, of: House, request: Snapshot, corrected: Corrected) -> None:
    given_back = await unsettle(session, of, request, corrected.by)
    if given_back.status == "awaiting_guardian":
        await answering.ask_missing(session, of, given_back, "asked")


async def _mark(session: Session, of: House, request: Snapshot, corrected: Corrected) -> None:
    """Nobody loses a bed by a correction: staff see that an agreement lacks, the guardians can give it."""
    standing = await standing_of(session, of, request)
    if not standing.needed or standing.marked or standing.state == "received":
        return
    session.add(AgreementDue(campus_id=request.campus_id, booking_id=request.id, since=clock.now()))
    await session.flush()  # where the stay stands is read back from the rows
    await telling.tell_student(session, of, request, "due")
    await answering.ask_missing(session, of, request, "due")
    await audit.record(
        session,
        campus_id=request.campus_id,
        actor_id=corrected.by,
        act="booking.agreement-due",
        subject=f"booking:{request.id}",
        details={"scope": of.id},
    )


when_corrected(look_again)
