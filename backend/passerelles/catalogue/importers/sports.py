"""RES, the census of sports facilities: installations as places, activities known by commune only.

The file of equipments that would join an activity to its installation is not published with these two.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from passerelles.catalogue.importers.capitals import lowered
from passerelles.catalogue.importers.communes import Places
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.territory import Territory
from passerelles.catalogue.importers.typography import typographic
from passerelles.catalogue.importers.values import position
from passerelles.catalogue.records import Facility

COLUMNS: Final = (
    "Nom usuel de l'installation",
    "Numéro de l'installation",
    "Nom de la commune",
    "Code INSEE",
    "Longitude",
    "Latitude",
    "Accessibilité handicapés à mobilité réduite",
    "Installation particulière",
    "Date de mise à jour de la fiche installation",
)
ACTIVITY_COLUMNS: Final = ("ComInsee", "ActLib", "EquActivitePraticable")
YES: Final = "Oui"
NOTHING: Final = ("", "Non")
SCHOOL: Final = "Etablissement scolaire"


def import_facilities(installations: Table, activities: Table, places: Places, territory: Territory) -> list[Facility]:
    """Facilities of the territory, each with the activities recorded in its commune."""
    practised = _activities_by_commune(activities, places)
    facilities: dict[str, Facility] = {}
    for line, row in installations:
        number, commune = row["Numéro de l'installation"], places.find(row["Code INSEE"])
        if not number.isalnum():
            installations.refuse(line, "facility_number", row["Nom usuel de l'installation"])
        elif f"RES:{number}" in facilities:
            installations.refuse(line, "facility_twice", number)
        elif commune is None:
            if territory.covers(row["Code INSEE"][:2]):
                installations.refuse(line, "commune_unknown", row["Code INSEE"])
            else:
                installations.ignore("elsewhere")
        else:
            where = position(row["Latitude"], row["Longitude"])
            kind = row["Installation particulière"]
            facilities[f"RES:{number}"] = Facility(
                id=f"RES:{number}",
                name=typographic(lowered(row["Nom usuel de l'installation"])),
                commune=commune.id,
                city=commune.name,
                lat=where[0] if where else None,
                lon=where[1] if where else None,
                kind=None if kind in NOTHING else typographic(kind.replace("Etablissement", "Établissement")),
                accessible={YES: True, "Non": False}.get(row["Accessibilité handicapés à mobilité réduite"]),
                school=kind == SCHOOL,
                year=row["Date de mise à jour de la fiche installation"][6:10] or None,
                activities=practised.get(commune.id, ()),
            )
    return list(facilities.values())


def _activities_by_commune(activities: Table, places: Places) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line, row in activities:
        commune = places.find(row["ComInsee"])
        if not row["ActLib"]:
            activities.refuse(line, "activity_name", row["ComInsee"])
        elif commune is None:
            activities.ignore("elsewhere")
        elif row["EquActivitePraticable"] != YES:
            activities.ignore("not_practised")
        else:
            found[commune.id].add(typographic(row["ActLib"]))
    return {commune: tuple(sorted(names)) for commune, names in found.items()}
