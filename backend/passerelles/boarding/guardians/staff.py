"""What the staff of a house do about guardians.

The caller has checked that the house is theirs, and locked the booking.
"""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from passerelles.accounts.guardians import declaring
from passerelles.accounts.guardians.correcting import correct_birth_date as correct
from passerelles.accounts.person import Person
from passerelles.boarding.guardians import telling
from passerelles.boarding.guardians.standing import settle
from passerelles.boarding.guardians.tables import GuardianAnswer, KeptAnswer
from passerelles.boarding.houses import House
from passerelles.boarding.tables import HouseRecord
from passerelles.booking import service as booking
from passerelles.booking.service import Snapshot
from passerelles.core import audit
from passerelles.core.db import Session
from passerelles.core.errors import NotFound


async def confirm(
    session: Session,
    of: House,
    request: Snapshot,
    *,
    staff: Person,
    guardian: UUID,
    outcome: Literal["confirmed", "rejected"],
) -> Snapshot:
    """Say whether this person answers for the student, once for all requests.

    Raises:
        NotFound, GuardiansFull: as `declaring.confirm`.
    """
    kept = await session.get(KeptAnswer, (of.campus_id, guardian))
    if kept is not None and kept.booking_id == request.id and outcome == "rejected":
        return await _set_aside(session, of, request, kept, staff)
    both = {"guardian_id": guardian, "student_id": request.person_id}
    if outcome == "confirmed":
        await declaring.confirm(session, staff, institution=of.institution, **both)
    else:
        await declaring.reject(session, staff, **both)
    await session.flush()  # where the request stands is read back from the rows
    settled = await settle(session, of, request, staff.id)
    await telling.tell_student(session, of, settled, outcome)
    if await session.get(GuardianAnswer, (of.campus_id, request.id, guardian)) is not None:
        await telling.tell_guardians(session, of, settled, {guardian}, outcome)
    await audit.record(
        session,
        campus_id=of.campus_id,
        actor_id=staff.id,
        act="guardian.confirm" if outcome == "confirmed" else "guardian.reject",
        subject=f"person:{request.person_id}",
        details={"guardian": str(guardian), "institution": of.institution, "booking": str(request.id)},
    )
    return settled


async def _set_aside(session: Session, of: House, request: Snapshot, kept: KeptAnswer, staff: Person) -> Snapshot:
    """Staff have asked the family: what was kept of an account erased counts for nothing any more."""
    said = kept.answer
    await session.delete(kept)
    await session.flush()  # where the request stands is read back from the rows
    settled = await settle(session, of, request, staff.id)
    await audit.record(
        session,
        campus_id=of.campus_id,
        actor_id=staff.id,
        act="guardian.set-aside",
        subject=f"booking:{request.id}",
        details={"answer": said},
    )
    return settled


async def correct_birth_date(
    session: Session, of: House, request: Snapshot, *, staff: Person, birth_date: date, why: str
) -> Snapshot:
    """Correct the birth date of who asked; all that they asked for is looked at again at once (`ages`).

    Raises:
        BirthDateImplausible: nobody of that age uses the service.
        BookingOver: the house has nothing to do with this person any more.
    """
    if request.status != "accepted":
        booking.refuse_over(request)
    await correct(session, campus_id=of.campus_id, person_id=request.person_id, birth_date=birth_date, by=staff.id)
    looked_at = await booking.hold_still(session, campus_id=of.campus_id, booking_id=request.id)
    await audit.record(
        session,
        campus_id=of.campus_id,
        actor_id=staff.id,
        act="birth-date.correct",
        subject=f"person:{request.person_id}",
        why=why,
        details={"booking": str(request.id)},
    )
    return looked_at


async def require(session: Session, of: House, staff: Person, required: Literal[1, 2]) -> None:
    """How many guardians of a minor must agree from now on, in this house."""
    row = await session.get(HouseRecord, (of.campus_id, of.id))
    if row is None:
        raise NotFound
    if row.agreements_required == required:
        return
    row.agreements_required = required
    session.add(row)
    await audit.record(
        session,
        campus_id=of.campus_id,
        actor_id=staff.id,
        act="house.agreements",
        subject=of.id,
        details={"from": of.agreements_required, "to": required},
    )
