"""Free beds in public: words by night and zone, never a small number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlmodel import col

from passerelles.boarding import calendar, rules
from passerelles.boarding.houses import House, houses, published
from passerelles.boarding.schemas import AvailabilityOut, NightOut, NightState
from passerelles.boarding.tables import HouseNight, HouseRecord
from passerelles.booking import service as booking
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.errors import MalformedInput
from passerelles.core.messages import t

HORIZON: Final = timedelta(days=28)
"""How far ahead a house's general state looks."""
DEFAULT_SPAN: Final = timedelta(days=41)  # six weeks: a month as calendars show it
MAX_SPAN: Final = timedelta(days=400)


@dataclass(frozen=True)
class HouseState:
    """A house in a few words, and when they were true."""

    state: NightState
    words: str  # "lits libres"
    as_of: datetime


async def of_house(session: Session, house: House, first: date | None, last: date | None) -> AvailabilityOut:
    """Every night from `first` to `last` included (six weeks from today by default).

    Raises:
        MalformedInput: they are in the wrong order, or more than 400 days apart.
    """
    first = first or clock.today()
    last = last or first + DEFAULT_SPAN
    if not timedelta(0) <= last - first <= MAX_SPAN:
        raise MalformedInput(extra={"errors": [{"in": "query.to", "problem": "span"}]})
    as_of = clock.now()
    states = await _zone_states(session, house, first, last)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    today = clock.today()
    return AvailabilityOut(
        house=house.id,
        as_of=as_of,
        zones=[zone.out() for zone in house.zones],
        nights=[
            NightOut(night=day, zones=states[day], reason=None)
            if day in states and day > today
            else NightOut(
                night=day, zones={zone.id: "closed" for zone in house.zones}, reason=reason_closed(house, day)
            )
            for day in days
        ],
    )


async def states_of(session: Session, campus_id: str, ids: Sequence[str]) -> dict[str, HouseState]:
    """The best that each of these houses offers over the next four weeks, by id; unknown ids are left out."""
    as_of, today = clock.now(), clock.today()
    first, last = today + calendar.ONE_DAY, today + HORIZON
    known = await houses(session, campus_id, ids)
    open_nights = await _published_nights(session, campus_id, ids, first, last)
    taken = await booking.used(
        session, campus_id=campus_id, resources=ids, first=first.isoformat(), last=last.isoformat()
    )
    sizes = await booking.sizes(session, campus_id=campus_id, resources=ids)
    states = {
        house.id: rules.best(
            rules.night_state(sizes.get((house.id, zone.id), 0), taken.get((house.id, zone.id, night), 0))
            for night in open_nights.get(house.id, ())
            for zone in house.zones
        )
        for house in known
    }
    return {house: HouseState(state, t(f"boarding.state.{state}"), as_of) for house, state in states.items()}


async def version(session: Session, campus_id: str) -> str:
    """Changes whenever an answer about free beds may have changed. It tells every act: it never leaves the house."""
    revisions = select(func.sum(col(HouseRecord.revision))).where(col(HouseRecord.campus_id) == campus_id)
    houses_ = (await session.execute(revisions)).scalar() or 0  # a few rows: no house is ever deleted
    return f"{await booking.version(session, campus_id)}-{houses_}-{clock.today():%y%m%d}"


def reason_closed(house: House, night: date) -> str:
    """Why a night of this house cannot be asked for: "week-end", "veille de jour férié", "vacances de Noël".

    The one answer of the calendar and of the refusal: what one shows as open, the other lets through.
    """
    if night <= clock.today():
        return t("boarding.closed.past")
    reason = calendar.closure(night, evenings=house.evenings, zone=house.school_zone)
    if reason is not None:
        return reason.name or t(f"boarding.closed.{reason.kind}")
    if not house.published_from <= night <= house.published_to:
        return t("boarding.closed.unpublished")
    return t("boarding.closed.house")


async def _zone_states(session: Session, house: House, first: date, last: date) -> dict[date, dict[str, NightState]]:
    taken = await booking.used(
        session, campus_id=house.campus_id, resources=[house.id], first=first.isoformat(), last=last.isoformat()
    )
    sizes = await booking.sizes(session, campus_id=house.campus_id, resources=[house.id])
    return {
        night: {
            zone.id: rules.night_state(
                sizes.get((house.id, zone.id), 0), taken.get((house.id, zone.id, night.isoformat()), 0)
            )
            for zone in house.zones
        }
        for night in await published(session, house, first, last)
    }


async def _published_nights(
    session: Session, campus_id: str, ids: Sequence[str], first: date, last: date
) -> dict[str, list[str]]:
    rows = await session.execute(
        select(col(HouseNight.house), col(HouseNight.night)).where(
            col(HouseNight.campus_id) == campus_id,
            col(HouseNight.house).in_(ids),
            col(HouseNight.night).between(first, last),
        )
    )
    nights: dict[str, list[str]] = {}
    for house, night in rows:
        nights.setdefault(house, []).append(night.isoformat())
    return nights
