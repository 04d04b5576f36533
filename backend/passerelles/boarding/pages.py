"""Houses in public: the list near a place, and a house's page."""

from __future__ import annotations

from typing import Final

from passerelles.boarding import availability, near, prices
from passerelles.boarding.availability import HouseState
from passerelles.boarding.houses import House, houses
from passerelles.boarding.houses import house as read_house
from passerelles.boarding.schemas import HouseBrief, HouseList, HouseOut
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.present import Point, institution_brief
from passerelles.core.db import Session
from passerelles.core.errors import NotFound
from passerelles.core.messages import t

WIDENED: Final = 5
"""How many houses are shown when none is within the distance asked for."""
SUNDAY: Final = 7
RULES: Final = ("closed", "guardian", "decision", "year", "fees")


async def listed(
    session: Session, catalogue: Catalogue, campus_id: str, place: Point | None, max_km: float
) -> HouseList:
    """The bookable houses within `max_km` of a place, nearest first; the nearest ones when there is none.

    Without a place: all of them, by name. A house whose institution the edition does not know is left out.
    """
    known = [house for house in await houses(session, campus_id) if house.institution in catalogue.institutions]
    found, widened = known, False
    if place is None:
        found.sort(key=lambda house: (house.name, house.id))
    else:
        measured = _by_distance(catalogue, place, known)
        found = [house for km, house in measured if km <= max_km]
        if not found and measured:
            found, widened = [house for _, house in measured[:WIDENED]], True
    states = await availability.states_of(session, campus_id, [house.id for house in found])
    return HouseList(
        edition=catalogue.edition,
        items=[_brief(catalogue, house, states[house.id], place) for house in found],
        widened=widened,
        max_km=max_km,
        near=place.label if place else None,
    )


async def page(
    session: Session, catalogue: Catalogue, campus_id: str, identifier: str, place: Point | None
) -> HouseOut:
    """A house's page.

    Raises:
        NotFound: no such house, or its institution is not in this edition.
    """
    house = await read_house(session, campus_id, identifier)
    institution = catalogue.institutions.get(house.institution)
    if institution is None:
        raise NotFound
    state = (await availability.states_of(session, campus_id, [house.id]))[house.id]
    tariffs = (await prices.tariffs(session, campus_id, [house.id]))[house.id]
    return HouseOut(
        id=house.id,
        name=house.name,
        institution=institution_brief(institution, place),
        phone=house.phone or institution.phone,
        zones=[zone.out() for zone in house.zones],
        opening_words=opening_words(house),
        published_from=house.published_from,
        published_to=house.published_to,
        tariffs=[prices.tariff_out(row) for row in tariffs],
        rules_words=[t(f"boarding.rule.{rule}") for rule in RULES],
        state=state.state,
        state_words=state.words,
        as_of=state.as_of,
        demo=house.demo,
        url=house.url,
    )


def opening_words(house: House) -> str:
    """ "du dimanche soir au vendredi, fermé pendant les vacances (zone B)"."""
    pattern = "from_sunday" if SUNDAY in house.evenings else "from_monday"
    return t(f"boarding.opening.{pattern}", zone=house.school_zone)


def _by_distance(catalogue: Catalogue, place: Point, known: list[House]) -> list[tuple[float, House]]:
    measured = [
        (km, house)
        for house in known
        if (km := near.kilometres_from(catalogue, place.lat, place.lon, house.institution)) is not None
    ]
    return sorted(measured, key=lambda pair: (pair[0], pair[1].id))


def _brief(catalogue: Catalogue, house: House, state: HouseState, place: Point | None) -> HouseBrief:
    return HouseBrief(
        id=house.id,
        name=house.name,
        institution=institution_brief(catalogue.institutions[house.institution], place),
        zones=[zone.out() for zone in house.zones],
        state=state.state,
        state_words=state.words,
        as_of=state.as_of,
        demo=house.demo,
        url=house.url,
    )
