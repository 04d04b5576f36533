"""Institutions that the annuaire of lycées does not hold (MFR, CFA, private schools): names and places from elsewhere.

Names, in this order: members of the campus, InserJeunes by institution, InserJeunes CFA, Parcoursup, ACCE, Onisep.
Places: Parcoursup (position of the course), the commune of ACCE, Onisep. Otherwise the department of the UAI.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from passerelles.catalogue.importers.capitals import lowered
from passerelles.catalogue.importers.communes import Places
from passerelles.catalogue.importers.institution_kinds import kind_of
from passerelles.catalogue.importers.onisep_places import Structure
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.territory import Territory, department_of_uai
from passerelles.catalogue.importers.typography import Lexicon, capitalised, typographic
from passerelles.catalogue.importers.values import UAI, position
from passerelles.catalogue.records import Institution
from passerelles.core.messages import catalogue as messages
from passerelles.core.messages import t

CFA_PREFIX: Final = re.compile(
    r"^(?:Organisme de formation ?- ?)?(?:Centre|Site) de formation d['’]apprentis\b\s*", re.IGNORECASE
)
LOST_APOSTROPHE: Final = re.compile(r"\b([dlDL]) (?=[aeiouyhéèAEIOUYHÉÈ])")
NOT_OURS: Final = "not_needed"


class Hint(Struct, frozen=True, kw_only=True):
    """What another file says of an institution."""

    source: str
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    commune: str | None = None  # Insee code
    address: str | None = None
    postcode: str | None = None


class Hints:
    """Hints by UAI, kept in the order of the files: the first to know wins."""

    def __init__(self, territory: Territory, known: frozenset[str], lexicon: Lexicon) -> None:
        self._territory = territory
        self._lexicon = lexicon
        self.known = known
        self._found: dict[str, list[Hint]] = {}

    def add_names(self, table: Table, uai_column: str, name_column: str) -> None:
        """Take names from a file that another importer reads and counts."""
        for _, row in table.peek():
            self._keep(row[uai_column], Hint(source=table.source, name=row[name_column] or None))

    def add_parcoursup(self, table: Table) -> None:
        """Names (without accents, triple spaces for dashes) and positions, "lat, lon" in one cell."""
        for _, row in table.peek():
            latitude, _, longitude = row["Coordonnées GPS de la formation"].partition(",")
            where = position(latitude.strip(), longitude.strip())
            hint = Hint(
                source=table.source,
                name=self._lexicon.accented(_with_signs(row["etablissement"]), capitals=True) or None,
                lat=where[0] if where else None,
                lon=where[1] if where else None,
            )
            self._keep(row["Code UAI de l etablissement"], hint)

    def add_acce(self, table: Table) -> None:
        """CFA as ACCE writes them: capitals, commune and address."""
        for line, row in table:
            name = row["patronyme_uai"].rstrip(" -")
            hint = Hint(
                source=table.source,
                name=f"CFA {name.title()}" if name else None,
                commune=row["commune"] or None,
                address=" ".join(row["adresse_uai"].split()) or None,
                postcode=row["code_postal_uai"] or None,
            )
            self._add(table, line, row["numero_uai"], hint)

    def add_structure(self, structure: Structure, source: str) -> bool:
        """An institution as Onisep's API writes it. False when it is not ours or already known."""
        where = position(structure.latitude_y, structure.longitude_x)
        hint = Hint(
            source=source,
            name=structure.nom or None,
            lat=where[0] if where else None,
            lon=where[1] if where else None,
            commune=structure.commune_cog or None,
            address=structure.adresse or None,
            postcode=structure.cp or None,
        )
        return self._keep(structure.code_uai, hint)

    def named_by(self, *sources: str) -> frozenset[str]:
        """Institutions that one of these sources names."""
        return frozenset(
            uai for uai, hints in self._found.items() if any(hint.source in sources and hint.name for hint in hints)
        )

    def of(self, uai: str) -> tuple[Hint, ...]:
        return tuple(self._found.get(uai, ()))

    def _add(self, table: Table, line: int, uai: str, hint: Hint) -> None:
        if not UAI.fullmatch(uai):
            table.refuse(line, "uai", uai)
        elif not self._keep(uai, hint):
            table.ignore(NOT_OURS)

    def _keep(self, uai: str, hint: Hint) -> bool:
        if not UAI.fullmatch(uai) or uai in self.known or not self._territory.covers(department_of_uai(uai)):
            return False
        self._found.setdefault(uai, []).append(hint)
        return True


def make_institution(uai: str, hints: tuple[Hint, ...], places: Places) -> Institution:
    """An institution known only by a code that a figure cites."""
    named = next((hint for hint in hints if hint.name), None)
    located = next((hint for hint in hints if hint.lat is not None), None)
    settled = next((hint for hint in hints if hint.commune), None)
    commune = places.find(settled.commune) if settled and settled.commune else None
    name = spoken_name(named.name) if named and named.name else unnamed(uai, commune.name if commune else None)
    return Institution(
        id=f"UAI:{uai}",
        name=name,
        kind=kind_of(name),
        commune=commune.id if commune else None,
        department=department_of_uai(uai),
        address=typographic(lowered(settled.address)) if settled and settled.address else None,
        postcode=settled.postcode if settled else None,
        city=commune.name if commune else None,
        lat=located.lat if located else commune.lat if commune else None,
        lon=located.lon if located else commune.lon if commune else None,
        source=" + ".join(dict.fromkeys(hint.source for hint in (named, located, settled) if hint)) or "uai",
    )


def unnamed(uai: str, city: str | None) -> str:
    """What to call an institution that no file names: where it is, then its code."""
    department = department_of_uai(uai)
    if city:
        return t("imports.unnamed.city", city=contracted(city), uai=uai)
    known = messages().get(f"territories.departments.{department}")
    return t("imports.unnamed.department", department=known, uai=uai) if known else t("imports.unnamed.code", uai=uai)


def contracted(city: str) -> str:
    """ "à Nantes", "au Havre", "aux Sables-d’Olonne"."""
    for article, to in (("Le ", "au "), ("Les ", "aux ")):
        if city.startswith(article):
            return to + city.removeprefix(article)
    return f"à {city}"


def spoken_name(name: str) -> str:
    """A name one can say: administrative openings shortened, capitals lowered when there is nothing else."""
    short = CFA_PREFIX.sub("CFA ", name)
    return typographic(capitalised(lowered(short)))


def _with_signs(name: str) -> str:
    """A name of Parcoursup with the dashes and apostrophes it lost."""
    return LOST_APOSTROPHE.sub(r"\1’", re.sub(r" {2,}", " - ", name))
