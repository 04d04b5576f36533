"""Where requests stand with the guardians, as it must be read now: ages, links and answers of this very moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar, cast
from uuid import UUID

from sqlalchemy import select
from sqlmodel import SQLModel

from passerelles.accounts.faces import faces
from passerelles.accounts.guardians import links
from passerelles.boarding import rules as boarding_rules
from passerelles.boarding.guardians.rules import Standing, Voice, terms_digest
from passerelles.boarding.guardians.tables import AgreementDue, GuardianAnswer, KeptAnswer
from passerelles.boarding.houses import House
from passerelles.boarding.schemas import Answer
from passerelles.boarding.tables import GuardianAgreement
from passerelles.booking import service as booking
from passerelles.booking.service import Snapshot
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.messages import t

Row = TypeVar("Row", bound=SQLModel)


async def standings(session: Session, of: House, requests: Sequence[Snapshot]) -> dict[UUID, Standing]:
    """Where each of these requests of one house stands."""
    if not requests:
        return {}
    campus_id, ids = of.campus_id, [request.id for request in requests]
    students = {request.person_id for request in requests}
    people = await faces(session, campus_id=campus_id, people=students)
    known = await links.guardians(session, campus_id, students)
    answers = {(row.booking_id, row.guardian_id): row for row in await _of(session, GuardianAnswer, campus_id, ids)}
    papers = {row.booking_id: row for row in await _of(session, GuardianAgreement, campus_id, ids)}
    kept = await _of(session, KeptAnswer, campus_id, ids)
    marked = {row.booking_id for row in await _of(session, AgreementDue, campus_id, ids)}

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
            voices=[
                *(voice(request, one) for one in known if one.student == request.person_id),
                *_kept(request, kept),
            ],
            paper=paper.signatures if paper and is_current else 0,
            marked=request.status == "accepted" and request.id in marked,
        )

    return {request.id: standing(request) for request in requests}


async def standing_of(session: Session, of: House, request: Snapshot) -> Standing:
    """Where one request stands."""
    return (await standings(session, of, [request]))[request.id]


async def settle(session: Session, of: House, request: Snapshot, actor: UUID) -> Snapshot:
    """Pass a request on to the institution once its guardians have done their part; else leave it as it is."""
    if request.status != "awaiting_guardian":
        return request
    standing = await standing_of(session, of, request)
    if not standing.settled:
        return request
    limit = boarding_rules.deadline(clock.today(), of.decision_days, date.fromisoformat(request.slots[0]))
    return await booking.receive_agreement(
        session,
        campus_id=request.campus_id,
        booking_id=request.id,
        staff_id=actor,
        decide_before=limit,
        needed=standing.needed,
    )


async def unsettle(session: Session, of: House, request: Snapshot, actor: UUID | None) -> Snapshot:
    """Give a request back to its guardians when an agreement lacks again; else leave it as it is."""
    if request.status != "awaiting_decision" or (await standing_of(session, of, request)).state != "to_collect":
        return request
    limit = boarding_rules.deadline(clock.today(), of.guardian_days, date.fromisoformat(request.slots[0]))
    return await booking.recall(
        session, campus_id=request.campus_id, booking_id=request.id, actor_id=actor, decide_before=limit
    )


def answerable(request: Snapshot, standing: Standing) -> bool:
    """Whether guardians may still answer: until the decision, or while an accepted stay lacks their agreement."""
    return request.decide_before is not None or standing.due


def refuse_closed(request: Snapshot, standing: Standing) -> None:
    """
    Raises:
        BookingOver: nothing is to be answered any more.
    """
    if not answerable(request, standing):
        booking.refuse_over(request)


def _kept(request: Snapshot, rows: Iterable[KeptAnswer]) -> list[Voice]:
    terms = terms_digest(request.resource, request.slots)
    return [
        Voice(
            guardian=row.id,
            name=t("guardians.erased"),
            confirmed=row.confirmed,
            answer=cast(Answer, row.answer),
            reason=row.reason,
            kept_of=clock.aware(row.answered_at).astimezone(clock.PARIS).date(),
        )
        for row in rows
        if row.booking_id == request.id and row.terms == terms
    ]


async def _of(session: Session, table: type[Row], campus_id: str, bookings: Sequence[UUID]) -> Sequence[Row]:
    """The rows of these bookings: what this session wrote itself is there, whatever it had read before."""
    columns = SQLModel.metadata.tables[str(table.__tablename__)].c
    rows = await session.execute(select(table).where(columns.campus_id == campus_id, columns.booking_id.in_(bookings)))
    return rows.scalars().all()
