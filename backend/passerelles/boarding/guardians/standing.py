"""Where requests stand with the guardians, as it must be read now: ages, links and answers of this very moment."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from passerelles.accounts.faces import faces
from passerelles.accounts.guardians import links
from passerelles.boarding import rules as boarding_rules
from passerelles.boarding.guardians.rules import Standing, Voice, terms_digest
from passerelles.boarding.guardians.tables import GuardianAnswer
from passerelles.boarding.houses import House
from passerelles.boarding.schemas import Answer
from passerelles.boarding.tables import GuardianAgreement
from passerelles.booking import service as booking
from passerelles.booking.service import Snapshot
from passerelles.core import clock
from passerelles.core.db import Session


async def standings(session: Session, of: House, requests: Sequence[Snapshot]) -> dict[UUID, Standing]:
    """Where each of these requests of one house stands."""
    if not requests:
        return {}
    campus_id, ids = of.campus_id, [request.id for request in requests]
    students = {request.person_id for request in requests}
    people = await faces(session, campus_id=campus_id, people=students)
    known = await links.guardians(session, campus_id, students)
    answers = {(row.booking_id, row.guardian_id): row for row in await _answers(session, campus_id, ids)}
    papers = {row.booking_id: row for row in await _papers(session, campus_id, ids)}

    def voice(request: Snapshot, guardian: links.Guardian) -> Voice:
        row = answers.get((request.id, guardian.id))
        current = row if row and row.terms == terms_digest(request.resource, request.slots) else None
        return Voice(
            guardian=guardian.id,
            name=guardian.name,
            confirmed=guardian.confirmed,
            answer=cast(Answer, current.answer) if current and current.answer else None,
            reason=current.reason if current else None,
        )

    def standing(request: Snapshot) -> Standing:
        face = people.get(request.person_id)
        paper = papers.get(request.id)
        is_current = paper and paper.terms in (None, terms_digest(request.resource, request.slots))
        return Standing(
            needed=bool(face and face.is_minor_on(date.fromisoformat(request.slots[0]))),
            required=of.agreements_required,
            voices=[voice(request, one) for one in known if one.student == request.person_id],
            paper=paper.signatures if paper and is_current else 0,
        )

    return {request.id: standing(request) for request in requests}


async def standing_of(session: Session, of: House, request: Snapshot) -> Standing:
    """Where one request stands."""
    return (await standings(session, of, [request]))[request.id]


async def settle(session: Session, of: House, request: Snapshot, actor: UUID) -> Snapshot:
    """Pass a request on to the institution once its guardians have done their part; else leave it as it is."""
    if request.status != "awaiting_guardian" or not (await standing_of(session, of, request)).settled:
        return request
    limit = boarding_rules.deadline(clock.today(), of.decision_days, date.fromisoformat(request.slots[0]))
    return await booking.receive_agreement(
        session, campus_id=request.campus_id, booking_id=request.id, staff_id=actor, decide_before=limit
    )


async def _answers(session: Session, campus_id: str, bookings: Sequence[UUID]) -> Sequence[GuardianAnswer]:
    # What this session wrote itself is in the rows, whatever it had read before.
    rows = await session.execute(
        select(GuardianAnswer).where(
            col(GuardianAnswer.campus_id) == campus_id, col(GuardianAnswer.booking_id).in_(bookings)
        )
    )
    return rows.scalars().all()


async def _papers(session: Session, campus_id: str, bookings: Sequence[UUID]) -> Sequence[GuardianAgreement]:
    rows = await session.execute(
        select(GuardianAgreement).where(
            col(GuardianAgreement.campus_id) == campus_id, col(GuardianAgreement.booking_id).in_(bookings)
        )
    )
    return rows.scalars().all()
