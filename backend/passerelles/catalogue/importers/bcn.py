"""BCN, the nomenclature of diplomas (N_FORMATION_DIPLOME, V_FORMATION_DIPLOME) and of classes (N_MEF)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from passerelles.catalogue.importers.table import Row, Table
from passerelles.catalogue.importers.values import CFD, iso_date, whole

SLOTS: Final = range(1, 8)
"""`ANCIEN_DIPLOME_1..7` and `NOUVEAU_DIPLOME_1..7`."""

UNSPECIFIED: Final = frozenset({"S", "Z"})
"""Natures of the codes that stand for "speciality not specified": they name no diploma."""

COMMON_YEAR: Final = "T"
"""Nature of a common first year (2de of a family, first year of a BTS with options)."""

MINISTRIES: Final = (
    ("AGRI", "Agriculture"),
    ("DGER", "Agriculture"),
    ("DGESCO", "Éducation nationale"),
    ("DGESIP", "Enseignement supérieur"),
    ("MER", "Mer"),
)
"""Signs found in GESTIONNAIRE_FORMATION_DIPLOME."""

MIN_LEVEL, MAX_LEVEL = 3, 8
LEVEL_LEFT_OUT: Final = {"433": 4}
"""BCN gives the level 00 to the agricultural bac techno."""


class Diploma(Struct, frozen=True, kw_only=True):
    """One FORMATION_DIPLOME."""

    code: str  # CFD, 8 characters
    level_code: str  # NIVEAU_FORMATION_DIPLOME, "400"
    short_kind: str  # "BAC PRO"
    label: str  # capitals, without accents
    level: int  # 3 to 8
    nature: str
    nsf: str | None
    ministry: str | None
    opened: str | None
    closed: str | None
    old: tuple[str, ...]
    new: tuple[str, ...]

    def is_closed(self, as_of: str) -> bool:
        return self.closed is not None and self.closed <= as_of


class Mef(Struct, frozen=True, kw_only=True):
    """One class of a diploma: its year, out of how many, and whether it still opens."""

    code: str  # MEF_STAT_11
    cfd: str
    duration: int
    year: int
    closed: str | None


def import_diplomas(complete: Table, wide: Table) -> dict[str, Diploma]:
    """Diplomas by CFD. `complete` (N_) knows old and new codes; `wide` (V_) adds the titles that N_ has not."""
    diplomas: dict[str, Diploma] = {}
    for table, successors in ((complete, True), (wide, False)):
        for line, row in table:
            code = row["FORMATION_DIPLOME"]
            if code in diplomas:
                table.ignore("diploma_read")
                continue
            refusal = _refusal(row)
            if refusal:
                table.refuse(line, refusal, f"{code} {row['LIBELLE_LONG_200']}")
                continue
            level = LEVEL_LEFT_OUT.get(row["NIVEAU_FORMATION_DIPLOME"], int(row["NIVEAU_QUALIFICATION_RNCP"] or 0))
            if not MIN_LEVEL <= level <= MAX_LEVEL or row["NATURE_FORMATION_DIPLOME"] in UNSPECIFIED:
                table.ignore("not_a_diploma")
                continue
            diplomas[code] = _diploma(row, level, successors=successors)
    return diplomas


def import_mefs(table: Table) -> dict[str, Mef]:
    """Classes by MEF_STAT_11. Where several rows share one, an open class hides the closed ones."""
    mefs: dict[str, Mef] = {}
    for line, row in table:
        code, duration, year = row["MEF_STAT_11"], whole(row["DUREE_DISPOSITIF"]), whole(row["ANNEE_DISPOSITIF"])
        if not code:
            table.ignore("class_without_code")
            continue
        if not CFD.fullmatch(row["FORMATION_DIPLOME"]) or duration is None or year is None:
            table.refuse(line, "class_incomplete", f"{code} {row['LIBELLE_LONG']}")
            continue
        mef = Mef(
            code=code,
            cfd=row["FORMATION_DIPLOME"],
            duration=duration,
            year=year,
            closed=iso_date(row["DATE_FERMETURE"]),
        )
        known = mefs.get(code)
        if known is None or (known.closed is not None and (mef.closed is None or mef.closed > known.closed)):
            mefs[code] = mef
    return mefs


def heads(code: str, diplomas: dict[str, Diploma], as_of: str) -> tuple[str, ...]:
    """The open diplomas that a code leads to today: itself when open, else its successors', all of them.

    A chain that goes round in circles or ends on a closed code gives nothing.
    """
    return tuple(dict.fromkeys(_heads(code, diplomas, as_of, frozenset())))


def _heads(code: str, diplomas: dict[str, Diploma], as_of: str, seen: frozenset[str]) -> Iterator[str]:
    diploma = diplomas.get(code)
    if diploma is None or code in seen:
        return
    if not diploma.is_closed(as_of):
        yield code
        return
    for successor in diploma.new:
        yield from _heads(successor, diplomas, as_of, seen | {code})


def _diploma(row: Row, level: int, *, successors: bool) -> Diploma:
    group = row["GROUPE_SPECIALITE"]
    return Diploma(
        code=row["FORMATION_DIPLOME"],
        level_code=row["NIVEAU_FORMATION_DIPLOME"],
        short_kind=row["LIBELLE_COURT"],
        label=row["LIBELLE_LONG_200"],
        level=level,
        nature=row["NATURE_FORMATION_DIPLOME"],
        nsf=group if len(group) == 3 and group.isdigit() else None,
        ministry=_ministry(row["GESTIONNAIRE_FORMATION_DIPLOME"]),
        opened=iso_date(row["DATE_OUVERTURE"]),
        closed=iso_date(row["DATE_FERMETURE"]),
        old=_codes(row, "ANCIEN_DIPLOME") if successors else (),
        new=_codes(row, "NOUVEAU_DIPLOME") if successors else (),
    )


def _ministry(manager: str) -> str | None:
    """The ministry behind the office that manages a diploma (`DGESCO A2-3`), when it can be told."""
    return next((ministry for sign, ministry in MINISTRIES if sign in manager), None)


def _codes(row: Row, prefix: str) -> tuple[str, ...]:
    cells = (row[f"{prefix}_{slot}"] for slot in SLOTS)
    return tuple(dict.fromkeys(cell for cell in cells if CFD.fullmatch(cell) and cell != row["FORMATION_DIPLOME"]))


def _refusal(row: Row) -> str | None:
    if not CFD.fullmatch(row["FORMATION_DIPLOME"]):
        return "cfd_form"
    if not row["LIBELLE_LONG_200"]:
        return "diploma_label"
    level = row["NIVEAU_QUALIFICATION_RNCP"]
    if level and not level.isdigit():
        return "level"
    return None
