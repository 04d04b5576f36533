"""Stays marked since a birth date was corrected."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from passerelles.boarding.guardians.tables import AgreementDue
from passerelles.core.db import Session


async def marked(session: Session, campus_id: str) -> set[UUID]:
    """The bookings of a campus that were accepted at an age corrected since: few, whatever the history."""
    rows = await session.execute(select(col(AgreementDue.booking_id)).where(col(AgreementDue.campus_id) == campus_id))
    return set(rows.scalars())
