"""Before a guardian is erased: what they answered stays, without them; whoever counted on them is told."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts.guardians import links as guardianships
from passerelles.accounts.roles.holding import holders
from passerelles.boarding import words
from passerelles.boarding.guardians import answering, telling
from passerelles.boarding.guardians.standing import answerable, standing_of, unsettle
from passerelles.boarding.guardians.tables import GuardianAnswer, KeptAnswer
from passerelles.boarding.houses import House, house
from passerelles.booking import service as booking
from passerelles.booking.schemas import BookingStatus
from passerelles.booking.service import Snapshot
from passerelles.core import audit
from passerelles.core.db import Session
from passerelles.core.ids import new_id
from passerelles.core.messages import t
from passerelles.core.personal import Who

KEPT: Final[tuple[BookingStatus, ...]] = ("awaiting_guardian", "awaiting_decision", "accepted", "finished")
"""Requests that an answer still explains; of the others, it goes with the person."""


class KeepingAnswers:
    """Before a person is erased: their answers as a guardian are kept without them, and asked for again if needed."""

    async def before(self, session: Session, who: Who) -> list[str]:
        said: list[str] = []
        for identifier in await _answered_by(session, who):
            request = await booking.snapshot(session, campus_id=who.campus_id, booking_id=identifier)
            if request is None or request.status not in KEPT:
                continue
            row = await session.get(GuardianAnswer, (who.campus_id, identifier, who.person_id))
            if row is not None and row.answer is not None:
                of = await house(session, request.campus_id, request.resource)
                nights = words.nights([date.fromisoformat(slot) for slot in request.slots])
                said.append(t("privacy.first.answer", what=nights, where=of.label))
        return said

    async def act(self, session: Session, who: Who) -> None:
        requests = [
            await booking.hold_still(session, campus_id=who.campus_id, booking_id=identifier)
            for identifier in await _answered_by(session, who)
        ]
        kept = [await _keep(session, who, request) for request in requests]
        await guardianships.leave(session, who.campus_id, who.person_id)
        await session.flush()  # where the requests stand without them is read back from the rows
        for request, was_said in zip(requests, kept, strict=True):
            await _tell(session, await house(session, request.campus_id, request.resource), request, said=was_said)


async def _answered_by(session: Session, who: Who) -> list[UUID]:
    """The requests about which they were asked, in the order in which they are locked."""
    rows = await session.execute(
        select(col(GuardianAnswer.booking_id))
        .where(col(GuardianAnswer.campus_id) == who.campus_id, col(GuardianAnswer.guardian_id) == who.person_id)
        .order_by(col(GuardianAnswer.booking_id))
    )
    return list(rows.scalars())


async def _keep(session: Session, who: Who, request: Snapshot) -> bool:
    """Replace their answer by one that says nothing of them; whether there was one to keep."""
    row = await session.get(GuardianAnswer, (who.campus_id, request.id, who.person_id), populate_existing=True)
    if row is None:
        return False
    keeps = row.answer is not None and row.answered_at is not None and request.status in KEPT
    if keeps and row.answer and row.answered_at:
        confirmed = await guardianships.confirmed_children(session, who.campus_id, who.person_id)
        session.add(
            KeptAnswer(
                campus_id=who.campus_id,
                id=new_id(),
                booking_id=request.id,
                confirmed=request.person_id in confirmed,
                answer=row.answer,
                reason=row.reason,
                terms=row.terms,
                answered_at=row.answered_at,
            )
        )
    await session.delete(row)
    return keeps


async def _tell(session: Session, of: House, request: Snapshot, *, said: bool) -> None:
    """The student and the institution, while something is still to be decided; a link may be made again."""
    standing = await standing_of(session, of, request)
    if not answerable(request, standing) or not standing.needed:
        return
    lacks = standing.state == "to_collect"
    after = await unsettle(session, of, request, None)
    if lacks:
        await answering.ask_missing(session, of, after, "again")
    if not said and not lacks:
        return
    await telling.tell_student(session, of, after, "erased_needed" if lacks else "erased")
    managers = await holders(session, of.campus_id, "boarding_manager", of.id)
    await telling.tell_staff(session, of, after, managers, "erased_needed" if lacks else "erased")
    await audit.record(
        session,
        campus_id=of.campus_id,
        actor_id=None,
        act="guardian.erased",
        subject=f"booking:{request.id}",
        details={"kept": said, "lacks": lacks},
    )
