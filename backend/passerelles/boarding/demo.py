"""Demonstration houses, relative to today: real schools that do have a boarding house, with invented beds.

Everything here is flagged `demo`: capacity, zones, nights, tariffs and the people who ask are not the schools' own.
Requests go through the booking engine like anybody's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, groupby
from typing import Final, Literal
from uuid import UUID

from passerelles.accounts.demo import demo_person
from passerelles.accounts.person import Person
from passerelles.boarding import requests
from passerelles.boarding.houses import House, published
from passerelles.boarding.nights import publish_year_if_over
from passerelles.boarding.provision import open_house
from passerelles.booking import service as booking
from passerelles.catalogue import records
from passerelles.core import clock
from passerelles.core.db import Database, Session
from passerelles.core.messages import t
from passerelles.core.settings import Settings

MONDAY_TO_THURSDAY: Final = (1, 2, 3, 4)
SUNDAY_TO_THURSDAY: Final = (7, 1, 2, 3, 4)
FIRST_PERSON: Final = 201
"""One can sign in as the first two hundred: those have asked for nothing yet."""

ADULTS_ONLY: Final = ("majeurs",)
"""The invented zones in which no minor sleeps."""

Outcome = Literal["accepted", "awaiting", "refused"]


@dataclass(frozen=True)
class DemoHouse:
    """A house to invent: beds by zone, evenings, cents a night this year and next."""

    uai: str
    name: str
    city: str
    beds: dict[str, int]
    evenings: tuple[int, ...]
    cents: tuple[int, int]


HOUSES: Final = (
    DemoHouse(
        "0850033Z", "Internat Éric-Tabarly", "Les Sables-d’Olonne", {"filles": 40, "garcons": 44, "majeurs": 12},
        MONDAY_TO_THURSDAY, (1180, 1205),
    ),
    DemoHouse(
        "0440069L", "Internat Aristide-Briand", "Saint-Nazaire", {"filles": 24, "garcons": 28, "majeurs": 10},
        SUNDAY_TO_THURSDAY, (1240, 1265),
    ),
    DemoHouse(
        "0850146X", "Internat René-Couzinet", "Challans", {"filles": 16, "garcons": 20},
        MONDAY_TO_THURSDAY, (1150, 1170),
    ),
    DemoHouse(
        "0440537V", "Internat des Savarières", "Saint-Sébastien-sur-Loire", {"filles": 20, "garcons": 30, "majeurs": 4},
        SUNDAY_TO_THURSDAY, (1260, 1290),
    ),
    DemoHouse(
        "0850027T", "Internat Rosa-Parks", "La Roche-sur-Yon", {"filles": 30, "garcons": 30},
        MONDAY_TO_THURSDAY, (1170, 1195),
    ),
    DemoHouse(
        "0721094Y", "Internat Le Mans Sud", "Le Mans", {"filles": 24, "garcons": 24, "majeurs": 8},
        SUNDAY_TO_THURSDAY, (1220, 1245),
    ),
)  # fmt: skip

STAYS: Final[Sequence[tuple[str, int, int, Outcome, int]]] = (
    # zone, first week from now, persons, outcome, weeks in a row
    ("filles", 0, 9, "accepted", 2),
    ("garcons", 0, 11, "accepted", 2),
    ("majeurs", 1, 12, "accepted", 1),  # a full week among adults: "liste d’attente"
    ("filles", 2, 2, "refused", 1),
    ("majeurs", 2, 6, "accepted", 1),
    ("majeurs", 2, 3, "awaiting", 1),  # three beds left: "peu de lits"
    ("filles", 3, 4, "awaiting", 1),
    ("garcons", 3, 5, "awaiting", 2),
)
"""Who sleeps and who asks in the first house."""
SHARES: Final = (1, 3)
"""The houses that a persona manages have requests: the first all of `STAYS`, the second a third."""


async def seed(db: Database, config: Settings) -> None:
    """Open the demonstration houses that are not open, with some requests; keep their nights up to date."""
    people = People(config)
    for place, demo in enumerate(HOUSES):
        await db.write(
            lambda session, demo=demo, place=place: _open(session, config, demo, place, people)  # type: ignore[misc] # mypy does not infer a lambda's defaults
        )
    await publish_year_if_over(db, config.campus_id)


async def _open(session: Session, config: Settings, demo: DemoHouse, place: int, people: People) -> None:
    house = await open_house(session, config.campus_id, record_of(demo, clock.today()), city=demo.city, phone=None)
    if house is not None and place < len(SHARES):
        await _fill(session, config, house, share=SHARES[place], people=people)


def record_of(demo: DemoHouse, today: date) -> records.House:
    """The house as the catalogue declares one, marked as a demonstration."""
    zones = tuple(
        records.HouseZone(
            id=zone,
            label=t(f"boarding.zone.{zone}"),
            capacity=beds,
            adults_only=zone in ADULTS_ONLY,
            accessible=zone == "garcons",
        )
        for zone, beds in demo.beds.items()
    )
    tariffs = tuple(
        records.HouseTariff(
            label=t("boarding.demo.tariff"),
            cents=cents,
            unit="night",
            valid_from=f"{year}-01-01",
            valid_to=f"{year}-12-31",
            source=t("boarding.demo.source"),
        )
        for year, cents in zip((today.year, today.year + 1), demo.cents, strict=True)
    )
    return records.House(
        id=f"HOUSE:{demo.uai}",
        institution=f"UAI:{demo.uai}",
        name=demo.name,
        zones=zones,
        opening=records.HouseOpening(evenings=demo.evenings, school_zone="B"),
        tariffs=tariffs,
        demo=True,
    )


async def _fill(session: Session, config: Settings, house: House, *, share: int, people: People) -> None:
    """Ask for beds as invented people do: some are accepted, some wait, some are refused."""
    staff = (await demo_person(session, config, "boarding", 1)).id
    today = clock.today()
    nights = await published(session, house, today + timedelta(days=1), today + timedelta(days=60))
    weeks = [list(week) for _, week in groupby(nights, key=lambda night: night.isocalendar()[:2])]
    for zone_id, first, persons, outcome, length in STAYS:
        zone, wanted = house.zone(zone_id), [night for week in weeks[first : first + length] for night in week]
        if zone is None or not wanted:
            continue
        for _ in range(-(-persons // share)):
            person = await people.next(session, adult=zone.adults_only, day=wanted[0])
            asked = await booking.ask_for(
                session,
                booking.Ask(
                    campus_id=config.campus_id,
                    person=person,
                    resource=house.id,
                    slots=tuple(night.isoformat() for night in wanted),
                    zone=zone_id,
                    note=None,
                ),
            )
            await _decide(session, house, asked, outcome, staff)


async def _decide(session: Session, house: House, asked: booking.Snapshot, outcome: Outcome, staff: UUID) -> None:
    if outcome == "awaiting":
        return
    if asked.status == "awaiting_guardian":
        asked = await requests.record_agreement(session, house, asked, staff, received_on=clock.today())
    if outcome == "accepted":
        await booking.accept(session, campus_id=asked.campus_id, booking_id=asked.id, staff_id=staff)
    else:
        await booking.refuse(
            session, campus_id=asked.campus_id, booking_id=asked.id, staff_id=staff, reason="dates", note=None
        )


class People:
    """Invented people, each asked for once; a minor met while looking for an adult is kept for the next zone."""

    def __init__(self, config: Settings) -> None:
        self._config = config
        self._numbers = count(FIRST_PERSON)
        self._kept: list[Person] = []

    async def next(self, session: Session, *, adult: bool, day: date) -> Person:
        """A person who has not asked yet; of age on `day` when the zone wants it."""
        if self._kept and not adult:
            return self._kept.pop()
        while True:
            person = await demo_person(session, self._config, "student", next(self._numbers))
            if not adult or not person.is_minor_on(day):
                return person
            self._kept.append(person)
