"""Routes of booking: ask, list, read, withdraw. The same for a bed, a court or an internship place."""

from __future__ import annotations

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from passerelles.accounts.policy import Person, SignedIn, may
from passerelles.booking import service
from passerelles.booking.schemas import BookingIn, BookingList, BookingOut, WithdrawalIn
from passerelles.core.errors import MEDIA_TYPE
from passerelles.core.house import Db, SettingsDep
from passerelles.core.idempotency import Attempt, attempt_key, fingerprint_of, optional_attempt_key

router = APIRouter(tags=["booking"])

Learner = Annotated[Person, may("student")]
Key = Annotated[str, Depends(attempt_key)]
OptionalKey = Annotated[str | None, Depends(optional_attempt_key)]


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {MEDIA_TYPE: {}}}


NOT_YOURS: Final = _problem("No such booking, or somebody else's")


@router.post(
    "/bookings",
    status_code=201,
    responses={
        201: {"model": BookingOut, "headers": {"Location": {"schema": {"type": "string"}}}},
        404: _problem("No such resource"),
        409: _problem(
            "Refused: `slot-taken` (with `slots` and `alternatives`), `already-booked`, `too-many-open`, "
            "`birth-date-needed`, `nights-closed`, `zone-needed`, `zone-not-allowed`"
        ),
        422: _problem("Malformed body, or the key was used with another body"),
    },
)
async def ask(body: BookingIn, request: Request, *, person: Learner, db: Db, config: SettingsDep, key: Key) -> Response:
    """Ask for slots of a resource. The engine picks one free unit of the zone for all of them, or refuses.

    A `note` is dropped, unread, unless the campus asks for notes.
    """
    asked = service.ask_from(body, person, person.campus_id, notes=config.booking_notes)
    return (await service.book(db, asked, await _attempt(request, person, key))).response()


@router.get("/bookings")
async def list_mine(person: SignedIn, db: Db) -> BookingList:
    """My bookings, the latest asked first."""
    return await service.mine(db, campus_id=person.campus_id, person_id=person.id)


@router.get("/bookings/{booking}", responses={404: NOT_YOURS})
async def read_mine(booking: UUID, person: SignedIn, db: Db) -> BookingOut:
    """One of my bookings."""
    return await service.one(db, campus_id=person.campus_id, person_id=person.id, booking_id=booking)


@router.post(
    "/bookings/{booking}/withdrawal",
    responses={
        200: {"model": BookingOut},
        404: NOT_YOURS,
        409: _problem("`booking-over` or `booking-started`: it can no longer be withdrawn here"),
        422: _problem("Malformed body, or the key was used with another body"),
    },
)
async def withdraw(
    booking: UUID, request: Request, *, person: SignedIn, db: Db, key: OptionalKey, body: WithdrawalIn | None = None
) -> Response:
    """Give up one of my bookings: what it held is free at once."""
    reply = await service.withdraw(
        db,
        campus_id=person.campus_id,
        person_id=person.id,
        booking_id=booking,
        reason=body.reason if body else None,
        attempt=None if key is None else await _attempt(request, person, key),
    )
    return reply.response()


async def _attempt(request: Request, person: Person, key: str) -> Attempt:
    return Attempt(campus_id=person.campus_id, actor=str(person.id), key=key, fingerprint=await fingerprint_of(request))
