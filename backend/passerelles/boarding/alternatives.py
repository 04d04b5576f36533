"""What to ask for instead when no bed is free: the same days another week, another house, fewer nights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from passerelles.boarding import words
from passerelles.boarding.houses import House, houses, published
from passerelles.boarding.near import kilometres_between
from passerelles.booking import service as booking
from passerelles.booking.schemas import AlternativeOut
from passerelles.core.db import Session
from passerelles.core.messages import t

WEEKS_AHEAD: Final = (1, 2, 3)
MAX_KM: Final = 60.0
MAX_OFFERS: Final = 3


async def offers(session: Session, house: House, zone: str, nights: Sequence[date]) -> list[AlternativeOut]:
    """At most three, best first. True when read, promised to nobody."""
    found = [
        *await _fewer_nights(session, house, zone, nights),
        *await _another_week(session, house, zone, nights),
        *await _another_house(session, house, zone, nights),
    ]
    return found[:MAX_OFFERS]


async def _fewer_nights(session: Session, house: House, zone: str, nights: Sequence[date]) -> list[AlternativeOut]:
    """The nights that have a free bed each, when one bed is free for all of those."""
    free = [night for night in nights if await _free(session, house, zone, [night])]
    if not free or len(free) == len(nights) or not await _free(session, house, zone, free):
        return []
    return [_offer(house, zone, free, t("boarding.alternative.fewer", nights=words.nights(free)))]


async def _another_week(session: Session, house: House, zone: str, nights: Sequence[date]) -> list[AlternativeOut]:
    for weeks in WEEKS_AHEAD:
        later = [night + timedelta(weeks=weeks) for night in nights]
        if await _open_and_free(session, house, zone, later):
            return [_offer(house, zone, later, t("boarding.alternative.later", span=words.span(later[0], later[-1])))]
    return []


async def _another_house(session: Session, house: House, zone: str, nights: Sequence[date]) -> list[AlternativeOut]:
    others = [
        (km, other)
        for other in await houses(session, house.campus_id)
        if other.id != house.id
        and other.zone(zone) is not None
        and (km := kilometres_between(house.institution, other.institution)) is not None
        and km <= MAX_KM
    ]
    for km, other in sorted(others, key=lambda pair: (pair[0], pair[1].id)):
        if await _open_and_free(session, other, zone, nights):
            said = t("boarding.alternative.elsewhere", house=other.label, km=round(km))
            return [_offer(other, zone, nights, said)]
    return []


async def _open_and_free(session: Session, house: House, zone: str, nights: Sequence[date]) -> bool:
    open_nights = set(await published(session, house, nights[0], nights[-1]))
    return open_nights.issuperset(nights) and await _free(session, house, zone, nights)


async def _free(session: Session, house: House, zone: str, nights: Sequence[date]) -> bool:
    slots = [night.isoformat() for night in nights]
    return await booking.has_free(session, campus_id=house.campus_id, resource=house.id, zone=zone, slots=slots)


def _offer(house: House, zone: str, nights: Sequence[date], said: str) -> AlternativeOut:
    return AlternativeOut(
        resource=house.id, resource_label=house.label, zone=zone, slots=list(nights), words=said, url=house.url
    )
