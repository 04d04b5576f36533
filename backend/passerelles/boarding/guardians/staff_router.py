"""Routes of the staff of a house about guardians."""

from __future__ import annotations

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter

from passerelles.accounts.policy import Person, may
from passerelles.boarding import service
from passerelles.boarding.schemas import (
    AgreementsRequiredIn,
    BirthDateCorrectionIn,
    GuardianConfirmationIn,
    QueueOut,
    RequestOut,
)
from passerelles.core.errors import MEDIA_TYPE
from passerelles.core.house import Db

router = APIRouter(prefix="/boarding", tags=["boarding"])

Manager = Annotated[Person, may("boarding_manager")]


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {MEDIA_TYPE: {}}}


NOT_YOURS: Final = _problem("Nothing of this name in a house of yours")
OWN: Final = _problem("`own-request`: it is yours, or your child's")


@router.put(
    "/requests/{booking}/guardians/{guardian}/confirmation",
    responses={403: OWN, 404: NOT_YOURS, 409: _problem("`guardians-full`")},
)
async def confirm_guardian(
    booking: UUID, guardian: UUID, body: GuardianConfirmationIn, staff: Manager, db: Db
) -> RequestOut:
    """Say whether the institution has checked that this person answers for the student of this request."""
    return await service.confirm_guardian(db, staff, booking, guardian, body.outcome)


@router.put(
    "/requests/{booking}/birth-date",
    responses={
        403: OWN,
        404: NOT_YOURS,
        409: _problem("`booking-over`"),
        422: _problem("`birth-date-implausible`, or malformed"),
    },
)
async def correct_birth_date(booking: UUID, body: BirthDateCorrectionIn, staff: Manager, db: Db) -> RequestOut:
    """Correct the birth date of who asked, as read on a document. Neither date is shown; the act is kept."""
    return await service.correct_birth_date(db, staff, booking, body.birth_date, body.reason)


@router.put("/houses/{house}/agreements-required", responses={403: OWN, 404: NOT_YOURS})
async def require_agreements(house: str, body: AgreementsRequiredIn, staff: Manager, db: Db) -> QueueOut:
    """How many guardians of a minor must agree in my house: one, or both. The institution decides, not the app."""
    return await service.require_agreements(db, staff, house, body.required)
