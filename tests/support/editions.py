"""A small edition made by hand, around the flagship journey: true schools and diplomas, few enough to reason about.

    edition = an_edition()                                            # the flagship
    edition = an_edition(programmes=[a_programme("0850146X", "40020103", places=24)])   # with one more, or replaced
    await publish_small(db)                                           # shown to the application under test

Figures are those of the open data where it has them; `tests` never shows them as anything else.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from passerelles.catalogue import live
from passerelles.catalogue.editions import archive, store
from passerelles.catalogue.editions.edition import KINDS, Edition, key_of, seal
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.catalogue.records import (
    Certification,
    Entry,
    Figure,
    Institution,
    LearnerStatus,
    Procedure,
    Programme,
    Record,
)
from passerelles.core.db import Database, Session
from tests.support.edition_records import BASE, SOURCES

TERRITORY = "52"
AS_OF = "2026-09-01"

THIRD_YEAR = "stage:3e"
CHALLANS = "COM:85047"
TABARLY, BRIAND, COUZINET = "UAI:0850033Z", "UAI:0440069L", "UAI:0850146X"
REMI, TCI, CINAV = "CFD:40020103", "CFD:40025411", "CFD:32025413"
MAINTENANCE_NAUTIQUE, OLD_MAINTENANCE_NAUTIQUE = "CFD:40025223", "CFD:40025009"


def an_edition(**more: Iterable[Record]) -> Edition:
    """The small edition plus the records given by kind (`programmes=[…]`): the same id replaces.

    Raises:
        TypeError: no kind of record has this name.
    """
    unknown = set(more) - set(KINDS)
    if unknown:
        raise TypeError(f"unknown kinds of records: {sorted(unknown)}")
    kinds: dict[str, Any] = {
        kind: tuple({key_of(record): record for record in (*BASE.get(kind, ()), *more.get(kind, ()))}.values())
        for kind in KINDS
    }
    return seal(territory=TERRITORY, as_of=AS_OF, made_from=SOURCES, **kinds)


def a_catalogue(**more: Iterable[Record]) -> Catalogue:
    """`an_edition(...)`, compiled."""
    return Catalogue(an_edition(**more))


def a_certification(cfd: str, label: str = "", **fields: Any) -> Certification:
    """A diploma by its bare CFD; a CAP in two years unless said otherwise."""
    defaults: dict[str, Any] = {"kind": "cap", "level": 3, "years": 2}
    return Certification(id=f"CFD:{cfd}", label=label or f"CAP {cfd}", **(defaults | fields))


def an_institution(uai: str, **fields: Any) -> Institution:
    """A lycée by its bare UAI, nowhere unless `lat` and `lon` are given."""
    defaults: dict[str, Any] = {
        "name": f"Lycée {uai}",
        "kind": "lycée professionnel",
        "department": uai[1:3],
        "source": "annuaire",
    }
    return Institution(id=f"UAI:{uai}", **(defaults | fields))


def a_programme(
    uai: str,
    cfd: str,
    status: LearnerStatus = "school",
    *,
    entry: Entry = "first_year",
    procedure: Procedure = "affelnet",
    years: int = 1,
    places: float | None = None,
    demand: float | None = None,
    **fields: Any,
) -> Programme:
    """A programme by bare UAI and CFD; `places` and `demand` become figures of the right source."""
    source, vintage = ("orion-bts-2024", "2024") if procedure == "parcoursup" else ("orion-2022", "2022")
    figures: dict[str, Any] = {
        name: Figure(value=float(value), vintage=vintage, scope=f"UAI:{uai}", source=source)
        for name, value in (("places", places), ("demand", demand))
        if value is not None
    }
    return Programme(
        id=f"PRG:{uai}.{cfd}.{status}{'.1re' if entry == 'premiere' else ''}",
        certification=f"CFD:{cfd}",
        institution=f"UAI:{uai}",
        status=status,
        entry=entry,
        procedure=procedure,
        years=years,
        source=source,
        **(figures | fields),
    )


async def publish(db: Database, edition: Edition) -> None:
    """Publish an edition and show it at once in this process."""
    content = archive.write(edition)

    async def work(session: Session) -> None:
        await store.add(session, edition.id, content, {})
        await store.publish(session, edition.id, "tests")

    await db.write(work)
    await live.load(db)


async def publish_small(db: Database) -> None:
    """Publish the small edition and show it at once in this process."""
    await publish(db, an_edition())
