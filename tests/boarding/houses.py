"""Houses opened for the tests, on the real calendar of zone B as seen from Monday 23 November 2026."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from passerelles.boarding.provision import open_house
from passerelles.catalogue import records
from passerelles.core.clock import PARIS
from passerelles.core.db import Database
from tests.booking.halls import CAMPUS

NOW: Final = datetime(2026, 11, 23, 10, tzinfo=PARIS)
TABARLY: Final = "HOUSE:0850033Z"
WEEK: Final = ["2027-01-04", "2027-01-05", "2027-01-06", "2027-01-07"]
NEXT_WEEK: Final = ["2027-01-11", "2027-01-12", "2027-01-13", "2027-01-14"]


def a_house(
    uai: str = "0850033Z",
    *,
    beds: dict[str, int] | None = None,
    evenings: tuple[int, ...] = (1, 2, 3, 4),
    demo: bool = False,
    adults: tuple[str, ...] = ("majeurs",),
) -> records.House:
    """A house with two beds in each zone unless said otherwise, and two tariffs in its school year."""
    capacity = {"filles": 2, "garcons": 2, "majeurs": 2} if beds is None else beds
    return records.House(
        id=f"HOUSE:{uai}",
        institution=f"UAI:{uai}",
        name=f"Internat {uai}",
        zones=tuple(
            records.HouseZone(id=zone, label=zone, capacity=count, adults_only=zone in adults)
            for zone, count in capacity.items()
        ),
        opening=records.HouseOpening(evenings=evenings, school_zone="B"),
        tariffs=tuple(
            records.HouseTariff(
                label="repas compris",
                cents=cents,
                unit="night",
                valid_from=f"{year}-01-01",
                valid_to=f"{year}-12-31",
                source="vote du conseil",
            )
            for year, cents in ((2026, 1000), (2027, 1205))
        ),
        demo=demo,
    )


async def opened(db: Database, record: records.House | None = None) -> None:
    """Open a house, in Les Sables-d’Olonne."""
    house = record or a_house()
    await db.write(
        lambda session: open_house(session, CAMPUS, house, city="Les Sables-d’Olonne", phone="02 51 95 10 00")
    )
