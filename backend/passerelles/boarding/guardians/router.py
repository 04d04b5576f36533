"""Routes of students and guardians about an agreement. Whatever a link's token opens is kept by nobody."""

from __future__ import annotations

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi import Path as InPath

from passerelles.accounts import cookies
from passerelles.accounts.policy import Person, SignedIn, Visitor, may
from passerelles.boarding.guardians import service
from passerelles.boarding.guardians.schemas import (
    DeclarationIn,
    GuardianAnswerIn,
    GuardianLinkIn,
    GuardianLinkMade,
    GuardianLinkOut,
    GuardianRequestList,
    GuardianRequestOut,
    RenewalOut,
    RequestGuardiansOut,
)
from passerelles.core.errors import MEDIA_TYPE
from passerelles.core.house import Db, HouseDep, SettingsDep
from passerelles.core.security import public
from passerelles.core.security.headers import PRIVATE

router = APIRouter(tags=["guardians"])

Guardian = Annotated[Person, may("guardian")]
Token = Annotated[str, InPath(max_length=100)]


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {MEDIA_TYPE: {}}}


def _private(response: Response) -> None:
    response.headers.update(PRIVATE)


Private = Depends(_private)
NOT_YOURS: Final = _problem("No such request in a boarding house, or somebody else's")
NO_LINK: Final = _problem("No such link")


@router.get("/bookings/{booking}/guardians", responses={404: NOT_YOURS})
async def read_guardians(booking: UUID, person: SignedIn, db: Db) -> RequestGuardiansOut:
    """What my request still needs of my guardians, and who has answered."""
    return await service.for_student(db, person, booking)


@router.post(
    "/bookings/{booking}/guardian-links",
    status_code=201,
    responses={
        403: _problem("`guardian-is-student`: the address is the student's own"),
        404: NOT_YOURS,
        409: _problem("`booking-over`, `guardian-not-needed`, `guardian-links-full`"),
    },
)
async def make_link(booking: UUID, body: GuardianLinkIn, person: SignedIn, house: HouseDep) -> GuardianLinkMade:
    """Make a link for a guardian, and send it when an address is given. A retry makes another: none is kept.

    For the student of the request, or for one of its guardians who invites the other.
    """
    return await service.make_link(house, person, booking, body.email)


@router.post(
    "/bookings/{booking}/guardian-reminders",
    responses={404: NOT_YOURS, 409: _problem("`booking-over`, `reminded-already`")},
)
async def remind(booking: UUID, person: SignedIn, house: HouseDep) -> RequestGuardiansOut:
    """Remind those of my guardians who have not answered, at most once a day each."""
    return await service.remind(house, person, booking)


@router.get("/guardian-links/{token}", dependencies=[Private], responses={404: NO_LINK})
async def read_link(token: Token, visitor: Visitor, db: Db, config: SettingsDep) -> GuardianLinkOut:
    """What a link shows to anybody: a house, nights, a price. Reading it changes nothing."""
    return await service.read_link(db, config.campus_id, token, visitor)


@router.post(
    "/guardian-links/{token}/renewal",
    status_code=202,
    dependencies=[public, Private],
    responses={404: NO_LINK, 409: _problem("`guardian-answered`")},
)
async def renew(token: Token, db: Db, config: SettingsDep) -> RenewalOut:
    """Ask the student for another link, once this one has expired."""
    return RenewalOut(words=await service.renew(db, config.campus_id, token))


@router.post(
    "/guardian-links/{token}/declaration",
    dependencies=[Private],
    responses={
        403: _problem("`guardian-is-student`, `guardian-is-minor`, `guardian-rejected`"),
        404: NO_LINK,
        409: _problem("`booking-over`, `guardian-not-needed`, `guardians-full`"),
        410: _problem("`guardian-link-expired`"),
    },
)
async def declare(
    token: Token, body: DeclarationIn, person: SignedIn, *, request: Request, response: Response, house: HouseDep
) -> GuardianRequestOut:
    """Say that I am an adult and answer for the student: the request opens. Nothing is agreed to yet.

    Whoever was no guardian before is signed out elsewhere; this browser gets a new session token.
    """
    shown, renewed = await service.declare(house.db, person, token, body, cookies.token_of(request))
    if renewed is not None:
        cookies.give(response, house.settings, renewed.token, renewed.current.kind)
    return shown


@router.get("/guardian/requests")
async def list_requests(person: Guardian, db: Db) -> GuardianRequestList:
    """The requests of my children that need a guardian, the latest first."""
    return await service.requests(db, person)


@router.get("/guardian/requests/{booking}", responses={404: NOT_YOURS})
async def read_request(booking: UUID, person: Guardian, db: Db) -> GuardianRequestOut:
    """A request of my child, with everything to know before answering."""
    return await service.request(db, person, booking)


@router.put(
    "/guardian/requests/{booking}/answer",
    responses={404: NOT_YOURS, 409: _problem("`booking-over`, `terms-changed`, `reason-missing`")},
)
async def answer(booking: UUID, body: GuardianAnswerIn, person: Guardian, db: Db) -> GuardianRequestOut:
    """Agree, or disagree with a reason. I may change my mind until the institution has decided."""
    return await service.answer(db, person, booking, body)
