"""Communes: the Insee COG (names, postcodes, old codes) and their centres."""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct

from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.territory import Territory
from passerelles.catalogue.importers.typography import folded, typographic
from passerelles.catalogue.importers.values import position
from passerelles.catalogue.records import Commune

OVERSEAS = ("97", "98")
CURRENT = "commune-actuelle"


class CogEntry(Struct, frozen=True, rename={"former": "anciensCodes", "postcodes": "codesPostaux"}):
    """One entry of the COG as the `@etalab/decoupage-administratif` package writes it."""

    code: str
    nom: str
    type: str
    departement: str | None = None
    former: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    population: int | None = None


class Places:
    """Communes by any code they ever had."""

    def __init__(self, communes: tuple[Commune, ...]) -> None:
        self.communes = communes
        self._by_code = {commune.id.removeprefix("COM:"): commune for commune in communes}
        for commune in communes:
            for former in commune.former:
                self._by_code.setdefault(former.removeprefix("COM:"), commune)

        self._named: dict[str, list[Commune]] = defaultdict(list)
        for commune in communes:
            self._named[folded(commune.name)].append(commune)
        self._by_name = {(folded(commune.name), code): commune for commune in communes for code in commune.postcodes}

    def spelled(self, name: str, postcode: str) -> str | None:
        """The name with its accents, of the commune that has this name and postcode."""
        commune = self._by_name.get((folded(name), postcode))
        return commune.name if commune else None

    def called(self, name: str, postcode: str) -> Commune | None:
        """The commune that has this name, written anyhow, and this postcode."""
        return self._by_name.get((folded(name), postcode))

    def only(self, name: str) -> Commune | None:
        """The commune of this name, when there is only one."""
        found = self._named.get(folded(name), [])
        return found[0] if len(found) == 1 else None

    def find(self, code: str) -> Commune | None:
        """The commune of today that has or absorbed this Insee code."""
        return self._by_code.get(code.strip().upper())


def _elsewhere(centres: Table, described: set[str], territory: Territory) -> list[Commune]:
    """Communes of the departments that the COG extract leaves out: their name and centre of 2018, nothing else."""
    found = []
    for _, row in centres.peek():
        code = row["code"]
        department = code[:3] if code.startswith(OVERSEAS) else code[:2]
        centre = position(row["latitude"], row["longitude"])
        if department not in described and centre and territory.covers(department):
            centres.note("commune_of_2018")
            found.append(
                Commune(
                    id=f"COM:{code}",
                    name=typographic(row["nom"]),
                    department=department,
                    lat=centre[0],
                    lon=centre[1],
                    source=centres.source,
                )
            )
    return found


def import_communes(entries: tuple[CogEntry, ...], cog: Table, centres: Table, territory: Territory) -> Places:
    """Communes of the territory with the centre of the commune that had the same code in 2018.

    `cog` only keeps the account of the entries. Delegated and associated communes are old codes, not communes.
    """
    centre_of = {row["code"]: (line, row) for line, row in centres}
    communes = []
    for entry in entries:
        cog.read += 1
        if entry.type != CURRENT:
            cog.ignore("former_commune")
            continue
        if not territory.covers(entry.departement):
            cog.ignore("elsewhere")
            continue
        centre = None
        if entry.code in centre_of:
            line, row = centre_of[entry.code]
            centre = position(row["latitude"], row["longitude"])
            if centre is None:
                centres.refuse(line, "centre", row["latitude"])
        else:
            cog.note("no_centre")
        communes.append(
            Commune(
                id=f"COM:{entry.code}",
                name=typographic(entry.nom),
                department=entry.departement or "",
                postcodes=entry.postcodes,
                population=entry.population,
                lat=centre[0] if centre else None,
                lon=centre[1] if centre else None,
                former=tuple(f"COM:{code}" for code in entry.former),
            )
        )
    communes += _elsewhere(centres, {commune.department for commune in communes}, territory)
    kept = {commune.id.removeprefix("COM:") for commune in communes}
    for _ in range(len(centre_of.keys() - kept)):
        centres.ignore("other_centre")
    return Places(tuple(communes))
