"""What must hold before a bed is claimed: nights open and to come, a zone one may sleep in, an age that is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from passerelles.boarding import rules
from passerelles.boarding.availability import reason_closed
from passerelles.boarding.houses import House, HouseZone, published
from passerelles.boarding.problems import BirthDateNeeded, NightsClosed, ZoneNeeded, ZoneNotAllowed
from passerelles.booking.service import Asker, Terms
from passerelles.core import clock
from passerelles.core.db import Session
from passerelles.core.errors import MalformedInput


def nights_of(slots: Sequence[str]) -> list[date]:
    """Slots as nights.

    Raises:
        MalformedInput: one is not an ISO date ("2027-01-04").
    """
    try:
        nights = [date.fromisoformat(slot) for slot in slots]
    except ValueError as error:
        raise MalformedInput(extra={"errors": [{"in": "body.slots", "problem": "date"}]}) from error
    if [night.isoformat() for night in nights] != list(slots):  # "20270104" would be another slot of the same night
        raise MalformedInput(extra={"errors": [{"in": "body.slots", "problem": "date"}]})
    return nights


async def terms(session: Session, house: House, person: Asker, nights: Sequence[date], zone: str | None) -> Terms:
    """What the house answers to this request, if a bed is free.

    Raises:
        NightsClosed, BirthDateNeeded, ZoneNeeded, ZoneNotAllowed.
    """
    await _check_nights(session, house, nights)
    minor = person.is_minor_on(nights[0])  # at the date of the stay, which may come after a birthday (RULES 23)
    if minor is None:
        raise BirthDateNeeded
    chosen = _zone(house, zone, minor=minor)
    return Terms(
        zone=chosen.id,
        status="awaiting_guardian" if minor else "awaiting_decision",
        decide_before=rules.deadline(
            clock.today(), house.guardian_days if minor else house.decision_days, first_night=nights[0]
        ),
        starts_at=rules.starts_at(nights[0]),
        ends_at=rules.ends_at(nights[-1]),
        max_open=house.max_open,
    )


async def _check_nights(session: Session, house: House, nights: Sequence[date]) -> None:
    open_nights = set(await published(session, house, nights[0], nights[-1]))
    today = clock.today()
    closed = [(night, reason_closed(house, night)) for night in nights if night <= today or night not in open_nights]
    if closed:
        raise NightsClosed(closed)


def _zone(house: House, asked: str | None, *, minor: bool) -> HouseZone:
    default = rules.zone_by_default(house.zones, minor=minor)
    zone = house.zone(asked or default or "")
    if zone is None or not zone.active:
        possible = {zone.id for zone in rules.zones_open_to(house.zones, minor=minor)}
        raise ZoneNeeded([{"id": zone.id, "label": zone.label} for zone in house.zones if zone.id in possible])
    if minor and zone.adults_only:
        raise ZoneNotAllowed
    return zone
