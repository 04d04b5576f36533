"""Pupils counted in the autumn of 2020, by institution and class: which bacs pro follow a common 2de, and where.

The places of 2022 are published for 1re pro only where pupils could ask for it. A class of 1re counted in a lycée that
still takes pupils into the 2de of that family proves that the bac pro goes on there. It gives no place.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from passerelles.catalogue.importers.bcn import Mef
from passerelles.catalogue.importers.certifications import Nomenclature, certification_id
from passerelles.catalogue.importers.current_diploma import landing
from passerelles.catalogue.importers.orion import programme_id
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.territory import Territory, department_of_uai
from passerelles.catalogue.importers.values import UAI, whole
from passerelles.catalogue.records import Figure, Programme

COLUMNS: Final = ("UAI", "Mef Bcp 11", "Nombre d'élèves : Total")
VINTAGE: Final = "2020"
FIRST_YEAR_AFTER_COMMON: Final = 2
PUPILS: Final = "Nombre d'élèves : Total"


def import_following(
    table: Table, known: list[Programme], nomenclature: Nomenclature, territory: Territory
) -> list[Programme]:
    """Programmes entered in 1re that no file of places has, after a common 2de that the institution still opens."""
    families = {
        member: year.cfd
        for year in nomenclature.common_years.by_cfd.values()
        if year.is_family
        for member in year.members
    }
    opened = {(one.institution, one.certification) for one in known if one.status == "school"}
    ids = {one.id for one in known}
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for line, row in table:
        uai, mef = row["UAI"], nomenclature.mefs.get(row["Mef Bcp 11"])
        if not UAI.fullmatch(uai):
            table.refuse(line, "uai", uai)
        elif not territory.covers(department_of_uai(uai)):
            table.ignore("elsewhere")
        elif (cfd := _after_common(mef, nomenclature)) not in families:
            table.ignore("not_after_common")
        elif (f"UAI:{uai}", certification_id(families[cfd])) not in opened:
            table.ignore("common_not_open")
        elif programme_id(uai, cfd, "school", "premiere") in ids:
            table.ignore("already_described")
        else:
            counted[uai, cfd] += whole(row[PUPILS]) or 0
    return [_programme(uai, cfd, pupils, table.source) for (uai, cfd), pupils in counted.items() if pupils]


def _after_common(mef: Mef | None, nomenclature: Nomenclature) -> str:
    """The diploma that a class of second year leads to today; empty for another class."""
    arrival = landing(mef, nomenclature) if mef and mef.year == FIRST_YEAR_AFTER_COMMON else None
    return arrival.cfd if arrival else ""


def _programme(uai: str, cfd: str, pupils: int, source: str) -> Programme:
    return Programme(
        id=programme_id(uai, cfd, "school", "premiere"),
        certification=certification_id(cfd),
        institution=f"UAI:{uai}",
        status="school",
        entry="premiere",
        procedure="affelnet",
        years=2,
        pupils=Figure(value=float(pupils), vintage=VINTAGE, scope=f"UAI:{uai}", source=source),
        source=source,
    )
