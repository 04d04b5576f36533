"""Routes of boarding: houses in public, requests and beds for the staff of a house."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from passerelles.accounts.policy import Person, may
from passerelles.boarding import availability, pages, service
from passerelles.boarding.answers import answer
from passerelles.boarding.houses import house as read_house
from passerelles.boarding.schemas import (
    AvailabilityOut,
    DecisionIn,
    GuardianAgreementIn,
    HouseList,
    HouseOut,
    MoveIn,
    PlanOut,
    QueueOut,
    RequestOut,
)
from passerelles.catalogue.live import CatalogueDep
from passerelles.catalogue.service import point
from passerelles.core.errors import MEDIA_TYPE
from passerelles.core.house import Db, SettingsDep
from passerelles.core.security import public

router = APIRouter(prefix="/boarding", tags=["boarding"])

Manager = Annotated[Person, may("boarding_manager")]
Reader = Annotated[Person, may("boarding_manager", "education_assistant")]
Near = Annotated[str | None, Query(max_length=20, description="A commune: `COM:85047`")]
DEFAULT_KM: Final = 30.0


def _problem(description: str) -> dict[str, Any]:
    return {"description": description, "content": {MEDIA_TYPE: {}}}


NO_HOUSE: Final = _problem("No bookable house has this id")
NOT_YOURS: Final = _problem("Nothing of this name in a house of yours")
TOO_LATE: Final = _problem(
    "`booking-over`, `unit-taken`, `agreement-missing`, `guardian-unconfirmed`, `guardian-disagrees`, "
    "`guardian-not-needed`, `reason-missing`, `agreement-in-future`, `zone-not-allowed`"
)


@router.get("/houses", dependencies=[public], responses={200: {"model": HouseList}})
async def list_houses(
    request: Request,
    *,
    catalogue: CatalogueDep,
    db: Db,
    config: SettingsDep,
    near: Near = None,
    max_km: Annotated[float, Query(gt=0, le=2000)] = DEFAULT_KM,
) -> Response:
    """Bookable houses near a commune (as the crow flies), the nearest ones when none is within `max_km`."""
    place = point(catalogue, near)
    return await answer(
        request,
        catalogue,
        db,
        config.campus_id,
        lambda session: pages.listed(session, catalogue, config.campus_id, place, max_km),
    )


@router.get("/houses/{house}", dependencies=[public], responses={200: {"model": HouseOut}, 404: NO_HOUSE})
async def read_one(
    house: str, request: Request, *, catalogue: CatalogueDep, db: Db, config: SettingsDep, near: Near = None
) -> Response:
    """A house's page: zones, opening, tariffs, how free it is in words."""
    place = point(catalogue, near)
    return await answer(
        request,
        catalogue,
        db,
        config.campus_id,
        lambda session: pages.page(session, catalogue, config.campus_id, house, place),
    )


@router.get(
    "/houses/{house}/availability", dependencies=[public], responses={200: {"model": AvailabilityOut}, 404: NO_HOUSE}
)
async def read_availability(
    house: str,
    request: Request,
    *,
    catalogue: CatalogueDep,
    db: Db,
    config: SettingsDep,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
) -> Response:
    """Every night of a period (both ends included), by zone: `free`, `few`, `waiting` or `closed` with its reason."""

    async def make(session: Any) -> AvailabilityOut:
        return await availability.of_house(session, await read_house(session, config.campus_id, house), first, last)

    return await answer(request, catalogue, db, config.campus_id, make)


@router.get("/houses/{house}/requests", responses={404: NOT_YOURS})
async def read_queue(house: str, staff: Manager, db: Db) -> QueueOut:
    """The undecided requests of my house, first asked first."""
    return await service.queue(db, staff, house)


@router.get("/houses/{house}/plan", responses={404: NOT_YOURS})
async def read_plan(house: str, staff: Reader, db: Db, week: date | None = None) -> PlanOut:
    """The bed plan of the week of that day; by default this week, or the next one in which the house opens.

    An education assistant reads who sleeps where; who waits for a decision has no name for them.
    """
    return await service.plan(db, staff, house, week)


@router.put("/requests/{booking}/decision", responses={404: NOT_YOURS, 409: TOO_LATE})
async def decide(booking: UUID, body: DecisionIn, staff: Manager, db: Db) -> RequestOut:
    """Accept a request, in another bed when one is named, or refuse it with a reason. Nothing else changes."""
    return await service.decide(db, staff, booking, body)


@router.put("/requests/{booking}/bed", responses={404: NOT_YOURS, 409: TOO_LATE})
async def move(booking: UUID, body: MoveIn, staff: Manager, db: Db) -> RequestOut:
    """Put a request in another bed of my house, for all its nights or not at all."""
    return await service.move(db, staff, booking, body.bed)


@router.put("/requests/{booking}/guardian-agreement", responses={404: NOT_YOURS, 409: TOO_LATE})
async def record_agreement(booking: UUID, body: GuardianAgreementIn, staff: Manager, db: Db) -> RequestOut:
    """Record a guardian's agreement received on paper: the request then waits for a decision."""
    return await service.agree(db, staff, booking, body.received_on, body.signatures)
