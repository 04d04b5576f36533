"""What a stay costs: each night at the tariff in force that night (RULES 18)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Literal

from sqlalchemy import select
from sqlmodel import col

from passerelles.boarding import words
from passerelles.boarding.schemas import TariffOut
from passerelles.boarding.tables import TariffRecord
from passerelles.core.db import Session
from passerelles.core.messages import t


async def tariffs(session: Session, campus_id: str, houses: Collection[str]) -> dict[str, list[TariffRecord]]:
    """The tariffs of these houses, the oldest first."""
    rows = await session.execute(
        select(TariffRecord)
        .where(col(TariffRecord.campus_id) == campus_id, col(TariffRecord.house).in_(houses))
        .order_by(col(TariffRecord.valid_from), col(TariffRecord.label))
    )
    found: dict[str, list[TariffRecord]] = {house: [] for house in houses}
    for row in rows.scalars():
        found[row.house].append(row)
    return found


def tariff_out(row: TariffRecord) -> TariffOut:
    unit: Literal["night", "week"] = "night" if row.unit == "night" else "week"
    return TariffOut(
        label=row.label,
        cents=row.cents,
        unit=unit,
        words=t(f"boarding.tariff.{unit}", price=words.money(row.cents), label=row.label),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        source=row.source,
        demo=row.demo,
    )


def price_words(nights: Sequence[date], known: Sequence[TariffRecord]) -> str | None:
    """ "96,40 €, tarif de démonstration"; None when a night has no tariff by the night."""
    used = [_in_force(night, known) for night in nights]
    chosen = [tariff for tariff in used if tariff is not None]
    if len(chosen) != len(nights):
        return None
    total = words.money(sum(tariff.cents for tariff in chosen))
    return t("boarding.price.demo" if any(tariff.demo for tariff in chosen) else "boarding.price.real", total=total)


def of_nights(nights: Sequence[date], known: Sequence[TariffRecord]) -> list[TariffRecord]:
    """The tariffs in force on these nights, the oldest first: two when the stay runs into a new year."""
    return [tariff for tariff in known if any(_in_force(night, [tariff]) for night in nights)]


def _in_force(night: date, known: Sequence[TariffRecord]) -> TariffRecord | None:
    return next(
        (
            tariff
            for tariff in known
            if tariff.unit == "night"
            and tariff.valid_from <= night
            and (tariff.valid_to is None or night <= tariff.valid_to)
        ),
        None,
    )
