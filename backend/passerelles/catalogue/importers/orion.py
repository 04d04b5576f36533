"""Orion: places and wishes, from Affelnet (vocational, school) and from Parcoursup (BTS, school and apprenticeship).

The 2022 file mixes two entries, first year (2de pro, 1re année de CAP) and 1re pro: they make different programmes
whose places are never added. Rows that share institution and class are distinct offers (two groups, two sites): their
places add up. A row repeated word for word is refused.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from msgspec import Struct
from rapidfuzz import fuzz

from passerelles.catalogue.importers import labels
from passerelles.catalogue.importers.bcn import Mef
from passerelles.catalogue.importers.certifications import Nomenclature, certification_id
from passerelles.catalogue.importers.current_diploma import Landing, landing
from passerelles.catalogue.importers.table import Row, Table
from passerelles.catalogue.importers.territory import Territory, department_of_uai
from passerelles.catalogue.importers.typography import folded, typographic
from passerelles.catalogue.importers.values import UAI, whole
from passerelles.catalogue.records import Entry, Figure, LearnerStatus, Procedure, Programme

SCHOOL_COLUMNS: Final = ("Etablissement d'accueil", "MEF STAT 11", "Capacité carte scolaire", "Demandes vœux 1")
BTS_COLUMNS: Final = ("UAI", "LIBELLÉFORMATION", "MEFSTAT11", "NB_VOEUX_CONFIRMES", "STATUT", "CAPACITEPSUP")
STATUSES: Final[dict[str, LearnerStatus]] = {"Scolaire": "school", "Apprentissage": "apprenticeship"}

SPECIALTY: Final = re.compile(
    r"^(?:BTS - (?:Services|Production|Agricole|Maritime) - |Certificat de Spécialisation - )"
)
FAMILIES_OF_LABELS: Final = {"BTS": ("BTS", "BTSA", "BTSM"), "Certificat": ("CS4", "CS3")}
ABBREVIATIONS: Final = (("techn.", "technicien(ne)"), ("opt.", "option"), ("opt :", "option"))
SURE: Final = 92
"""Likeness (0 to 100) from which a label alone names a diploma whose class BCN does not list yet."""


class Offer(Struct, frozen=True, kw_only=True):
    """One row: an institution takes pupils into a class."""

    uai: str
    status: LearnerStatus
    entry: Entry
    procedure: Procedure
    years: int
    landing: Landing
    places: int | None
    demand: int | None


def import_vocational(table: Table, nomenclature: Nomenclature, territory: Territory, vintage: str) -> list[Programme]:
    """Programmes of the vocational road under school status (Affelnet)."""
    offers = []
    seen: set[tuple[str, ...]] = set()
    for line, row in table:
        uai, code = row["Etablissement d'accueil"], row["MEF STAT 11"]
        if not _is_ours(table, line, uai, territory) or _is_repeated(table, line, row, seen):
            continue
        mef = nomenclature.mefs.get(code)
        arrival = landing(mef, nomenclature) if mef else None
        if mef is None or arrival is None:
            table.refuse(line, "class_unknown", f"{uai} {code}")
            continue
        offers.append(
            Offer(
                uai=uai,
                status="school",
                entry="first_year" if mef.year == 1 else "premiere",
                procedure="affelnet",
                years=_years(mef, arrival.cfd, nomenclature),
                landing=arrival,
                places=_count(table, row["Capacité carte scolaire"]),
                demand=_count(table, row["Demandes vœux 1"]),
            )
        )
    return _programmes(offers, table.source, vintage)


def import_bts(table: Table, nomenclature: Nomenclature, territory: Territory, vintage: str) -> list[Programme]:
    """Programmes of BTS and of certificats de spécialisation (Parcoursup), under both statuses."""
    offers = []
    seen: set[tuple[str, ...]] = set()
    for line, row in table:
        uai, status = row["UAI"], STATUSES.get(row["STATUT"])
        if not _is_ours(table, line, uai, territory) or _is_repeated(table, line, row, seen):
            continue
        if status is None:
            table.refuse(line, "status", row["STATUT"])
            continue
        mef = nomenclature.mefs.get(row["MEFSTAT11"])
        arrival = landing(mef, nomenclature) if mef else _by_label(row, nomenclature)
        if arrival is None:
            table.refuse(
                line, "class_and_label_unknown",
                f"{row['MEFSTAT11']} {row['LIBELLÉFORMATION']}",
            )  # fmt: skip
            continue
        if mef is None:
            table.note("found_by_label")
        offers.append(
            Offer(
                uai=uai,
                status=status,
                entry="first_year",
                procedure="parcoursup",
                years=mef.duration if mef else 1,
                landing=arrival,
                places=_count(table, row["CAPACITEPSUP"]),
                demand=_count(table, row["NB_VOEUX_CONFIRMES"]),
            )
        )
    return _programmes(offers, table.source, vintage)


def programme_id(uai: str, cfd: str, status: LearnerStatus, entry: Entry) -> str:
    suffix = ".1re" if entry == "premiere" else ""
    return f"PRG:{uai}.{cfd}.{status}{suffix}"


def _is_ours(table: Table, line: int, uai: str, territory: Territory) -> bool:
    if not UAI.fullmatch(uai):
        table.refuse(line, "uai", uai)
        return False
    if not territory.covers(department_of_uai(uai)):
        table.ignore("elsewhere")
        return False
    return True


def _is_repeated(table: Table, line: int, row: Row, seen: set[tuple[str, ...]]) -> bool:
    cells = tuple(row.values())
    if cells in seen:
        table.refuse(line, "repeated", " ".join(cells))
        return True
    seen.add(cells)
    return False


def _count(table: Table, cell: str) -> int | None:
    number = whole(cell)
    if number is None:
        table.note("no_number")
    return number


def _years(mef: Mef, cfd: str, nomenclature: Nomenclature) -> int:
    """Years from this entry to the end of the station: a common 2de ends in its own stage."""
    common = nomenclature.common_years.by_cfd.get(cfd)
    if common and common.is_family:
        return 1
    return max(1, mef.duration - mef.year + 1)


def _by_label(row: Row, nomenclature: Nomenclature) -> Landing | None:
    """The open diploma of the right family whose label is that of the row."""
    label = row["LIBELLÉFORMATION"].removesuffix(" - en apprentissage")
    kinds = FAMILIES_OF_LABELS.get(label.split(" ")[0], ())
    specialty = SPECIALTY.sub("", label).lower()
    for short, long in ABBREVIATIONS:
        specialty = specialty.replace(short, long)
    wanted = folded(specialty)
    scored = [
        (fuzz.token_sort_ratio(wanted, folded(labels.bcn_specialty(diploma.label))), code)
        for code, diploma in nomenclature.diplomas.items()
        if diploma.short_kind in kinds and not diploma.is_closed(nomenclature.as_of)
    ]
    score, code = max(scored, default=(0.0, ""))
    if score < SURE:
        return None
    return Landing(cfd=code, published_code=row["MEFSTAT11"], published_label=typographic(label))


def _programmes(offers: list[Offer], source: str, vintage: str) -> list[Programme]:
    """One programme for all offers of the same diploma, status and entry in one institution."""
    grouped: dict[str, list[Offer]] = defaultdict(list)
    for offer in offers:
        grouped[programme_id(offer.uai, offer.landing.cfd, offer.status, offer.entry)].append(offer)
    return [_programme(identifier, group, source, vintage) for identifier, group in grouped.items()]


def _programme(identifier: str, offers: list[Offer], source: str, vintage: str) -> Programme:
    first = offers[0]
    return Programme(
        id=identifier,
        certification=certification_id(first.landing.cfd),
        institution=f"UAI:{first.uai}",
        status=first.status,
        entry=first.entry,
        procedure=first.procedure,
        years=min(offer.years for offer in offers),
        places=_figure([offer.places for offer in offers], offers, source, vintage),
        demand=_figure([offer.demand for offer in offers], offers, source, vintage),
        source=source,
    )


def _figure(values: list[int | None], offers: list[Offer], source: str, vintage: str) -> Figure:
    """The sum of the offers; unknown as soon as one of them is."""
    known = [value for value in values if value is not None]
    codes = dict.fromkeys(offer.landing.published_code for offer in offers if offer.landing.published_code)
    published = dict.fromkeys(offer.landing.published_label for offer in offers if offer.landing.published_label)
    return Figure(
        value=float(sum(known)) if len(known) == len(values) else None,
        vintage=vintage,
        scope=f"UAI:{offers[0].uai}",
        source=source,
        code=" + ".join(codes) or None,
        label=" + ".join(published) or None,
    )
