"""What Onisep says of places: courses and boarding (sample), general road, open days, structures (sample). ODbL.

The words on boarding ("internat (homme/femme), ouvert le dimanche soir") are kept as words: they are no capacity.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from msgspec import Struct

from passerelles.catalogue.codes import code_of
from passerelles.catalogue.importers.onisep_sheets import IDENTIFIER, YEARS
from passerelles.catalogue.importers.orion import programme_id
from passerelles.catalogue.importers.table import Row, Table
from passerelles.catalogue.importers.territory import Territory, department_of_uai
from passerelles.catalogue.importers.typography import typographic
from passerelles.catalogue.importers.values import UAI, iso_date
from passerelles.catalogue.records import BoardingNote, Certification, GeneralLine, LearnerStatus, OpenDay, Programme

STRUCTURE: Final = re.compile(r"ENS\.(\d+)")
ACTION_COLUMNS: Final = (
    "FOR URL et ID Onisep",
    "Lieu d'enseignement (ENS) libellé",
    "ENS URL et ID Onisep",
    "ENS code UAI",
    "ENS hébergement",
    "AF durée cycle standard",
    "AF modalités scolarité",
)
OPTIONS: Final = "Enseignements optionnels et langues de classe de 2nde GT"
SPECIALITIES: Final = "Enseignements de spécialité de classe de 1ère générale"
PLACE_COLUMNS: Final = ("Identifiant et fiche onisep lieu de cours", "UAI lieu de cours", "Libellé lieu de cours")
OPTION_COLUMNS: Final = (*PLACE_COLUMNS, OPTIONS)
SPECIALITY_COLUMNS: Final = (*PLACE_COLUMNS, SPECIALITIES)
NO_BOARDING: Final = "sans hébergement"
APPRENTICESHIP: Final = "apprentissage"
PAST: Final = re.compile(r"^Date\(s\) indicative\(s\) des Journées portes ouvertes précédentes\s*:\s*")
FIGURES: Final = re.compile(r"\b(\d{2}/\d{2}/\d{4})\b")
WORDS: Final = re.compile(r"\b(\d{1,2})(?:er)? (\w+) (\d{4})\b")
MONTHS: Final = {
    name: number
    for number, name in enumerate(
        ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
         "novembre", "décembre"), start=1
    )
}  # fmt: skip


class Structure(Struct, frozen=True):
    """One institution of the API's JSON."""

    code_uai: str
    nom: str
    url_et_id_onisep: str = ""
    adresse: str = ""
    cp: str = ""
    commune: str = ""
    commune_cog: str = ""
    latitude_y: str = ""
    longitude_x: str = ""
    journees_portes_ouvertes: str = ""


class Announced(Struct, frozen=True):
    """One entry of the list of open days."""

    jpo: tuple[str, ...] = ()


def import_general_lines(options: Table, specialities: Table, territory: Territory) -> list[GeneralLine]:
    """Lycées with a 2de générale et technologique or a 1re générale, with what they teach there."""
    taught: dict[str, dict[str, tuple[str, ...]]] = {}
    sources: dict[str, dict[str, None]] = {}
    for table, column, field in ((options, OPTIONS, "options"), (specialities, SPECIALITIES, "specialities")):
        for line, row in table:
            uai = row["UAI lieu de cours"]
            if not _is_ours(table, line, uai, territory):
                continue
            found = tuple(typographic(part) for part in row[column].split(" / ") if part.strip())
            known = taught.setdefault(uai, {}).get(field, ())
            taught[uai][field] = tuple(dict.fromkeys((*known, *found)))
            sources.setdefault(uai, {})[table.source] = None
    return [
        GeneralLine(
            institution=f"UAI:{uai}",
            options=fields.get("options", ()),
            specialities=fields.get("specialities", ()),
            source=" + ".join(sources[uai]),
        )
        for uai, fields in taught.items()
    ]


def import_actions(
    table: Table, certifications: Iterable[Certification], known: frozenset[str], territory: Territory
) -> tuple[list[Programme], list[BoardingNote]]:
    """Courses of the sample that are not `known`, and what it says of boarding at their institutions."""
    by_sheet = {
        sheet: one for one in certifications for sheet in (one.onisep, *one.onisep_others) if sheet and not one.closed
    }
    programmes: dict[str, Programme] = {}
    notes: dict[str, BoardingNote] = {}
    for line, row in table:
        uai = row["ENS code UAI"]
        if not _is_ours(table, line, uai, territory):
            continue
        text = row["ENS hébergement"]
        if text and not text.startswith(NO_BOARDING):
            note = BoardingNote(institution=f"UAI:{uai}", text=typographic(text), source=table.source)
            notes.setdefault(uai, note)
        sheet = IDENTIFIER.search(row["FOR URL et ID Onisep"])
        diploma = by_sheet.get(f"FOR:{sheet[1]}") if sheet else None
        if diploma is None:
            table.refuse(line, "sheet_unknown", row["FOR URL et ID Onisep"])
            continue
        programme = _programme(row, diploma, table.source)
        if programme.id in known or programme.id in programmes:
            table.ignore("already_described")
        else:
            programmes[programme.id] = programme
    return list(programmes.values()), list(notes.values())


def import_open_days(
    announced: Mapping[str, Announced],
    announced_account: Table,
    structures: Iterable[Structure],
    source: str,
    uai_of: Mapping[str, str],
) -> list[OpenDay]:
    """Open days of institutions that we know. `uai_of` gives the UAI of an Onisep id (`ENS:1331`).

    `structures` are those of our territory, from `source`; their dates are newer and come first.
    """
    found: dict[tuple[str, str], OpenDay] = {}
    for structure in structures:
        for text in structure.journees_portes_ouvertes.split("|"):
            if text.strip():
                day = _open_day(structure.code_uai, text, source)
                found.setdefault((day.institution, day.text), day)
    recent = {day.institution for day in found.values()}
    for line, (identifier, entry) in enumerate(announced.items(), start=1):
        announced_account.read += 1
        match = STRUCTURE.fullmatch(identifier)
        uai = uai_of.get(f"ENS:{match[1]}") if match else None
        if not match:
            announced_account.refuse(line, "structure_id", identifier)
        elif not entry.jpo:
            announced_account.ignore("no_open_day")
        elif uai is None or f"UAI:{uai}" in recent:
            announced_account.ignore("elsewhere" if uai is None else "already_described")
        else:
            for text in entry.jpo:
                day = _open_day(uai, text, announced_account.source)
                found.setdefault((day.institution, day.text), day)
    return list(found.values())


def _programme(row: Row, diploma: Certification, source: str) -> Programme:
    years = YEARS.search(row["AF durée cycle standard"])
    status: LearnerStatus = "apprenticeship" if APPRENTICESHIP in row["AF modalités scolarité"] else "school"
    return Programme(
        id=programme_id(row["ENS code UAI"], code_of(diploma.id), status, "first_year"),
        certification=diploma.id,
        institution=f"UAI:{row['ENS code UAI']}",
        status=status,
        years=int(years[1]) if years else diploma.years,
        source=source,
    )


def _open_day(uai: str, text: str, source: str) -> OpenDay:
    past = bool(PAST.match(text))
    said = typographic(PAST.sub("", text))
    return OpenDay(
        institution=f"UAI:{uai}", text=said[:1].upper() + said[1:], date=_date(said), past=past, source=source
    )


def _date(text: str) -> str | None:
    figures = FIGURES.search(text)
    if figures:
        return iso_date(figures[1])
    words = WORDS.search(text)
    month = MONTHS.get(words[2].lower()) if words else None
    return iso_date(f"{words[3]}-{month:02}-{int(words[1]):02}") if words and month else None


def _is_ours(table: Table, line: int, uai: str, territory: Territory) -> bool:
    if not UAI.fullmatch(uai):
        table.refuse(line, "uai", uai)
        return False
    if not territory.covers(department_of_uai(uai)):
        table.ignore("elsewhere")
        return False
    return True
