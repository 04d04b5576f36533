"""What the bed of a leg costs, by the tariffs its house published: a price with its dates, a year in round figures."""

from __future__ import annotations

from passerelles.boarding.service import OpenHouse
from passerelles.core import clock
from passerelles.core.messages import t
from passerelles.journeys import words
from passerelles.journeys.planner.prices import WEEKS_A_YEAR, year_cents
from passerelles.journeys.schemas import BedPriceOut


def price_of(house: OpenHouse) -> BedPriceOut | None:
    """Of the cheapest tariff in force today, else the next one; None when none is published."""
    today = clock.today()
    living = [one for one in house.tariffs if one.valid_to is None or today <= one.valid_to]
    tariff = min(living, key=lambda one: (one.valid_from > today, year_cents(one)), default=None)
    if tariff is None:
        return None
    year = year_cents(tariff)
    return BedPriceOut(
        cents=tariff.cents,
        unit=tariff.unit,
        words=t(f"journeys.bed_price.{tariff.unit}", price=words.money(tariff.cents)),
        year_cents=year,
        year_words=t("journeys.bed_price.year", price=words.euros(year), weeks=WEEKS_A_YEAR),
        valid_from=tariff.valid_from.isoformat(),
        valid_to=tariff.valid_to.isoformat() if tariff.valid_to else None,
        source=tariff.source,
        demo=tariff.demo,
    )
