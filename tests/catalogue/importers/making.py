"""Small files and nomenclatures in the original shapes, for the tests of the importers."""

from __future__ import annotations

from pathlib import Path

from passerelles.catalogue.importers.bcn import Diploma, Mef
from passerelles.catalogue.importers.certifications import Nomenclature
from passerelles.catalogue.importers.certifinfo import CertifInfo
from passerelles.catalogue.importers.families import CommonYear, CommonYears
from passerelles.catalogue.importers.table import Row, Table
from passerelles.catalogue.importers.territory import Territory
from passerelles.catalogue.importers.typography import Lexicon

AS_OF = "2026-09-01"
LOIRE = Territory(code="52", departments=frozenset({"44", "85"}), regions=frozenset({"52"}))


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """A file with these bytes: line ends and marks are kept as given."""
    path.write_bytes(text.encode(encoding))
    return path


def table(*rows: Row, columns: tuple[str, ...] = (), source: str = "essai") -> Table:
    """A table whose rows have every one of `columns`, empty when not given."""
    return Table.of("essai.csv", [{**dict.fromkeys(columns, ""), **row} for row in rows], source)


def reasons(account: Table) -> list[str]:
    return [refusal.reason for refusal in account.refusals]


def diploma(
    code: str,
    label: str = "MAINTENANCE NAUTIQUE (BAC PRO)",
    *,
    kind: str = "BAC PRO",
    nature: str = "1",
    closed: str | None = None,
    new: tuple[str, ...] = (),
) -> Diploma:
    return Diploma(
        code=code,
        level_code=code[:3],
        short_kind=kind,
        label=label,
        level=5 if kind == "BTS" else 4,
        nature=nature,
        nsf="254",
        ministry="Éducation nationale",
        opened="2020-09-01",
        closed=closed,
        old=(),
        new=new,
    )


def mef(code: str, cfd: str, *, duration: int = 3, year: int = 1, closed: str | None = None) -> Mef:
    return Mef(code=code, cfd=cfd, duration=duration, year=year, closed=closed)


def nomenclature(
    *diplomas: Diploma,
    mefs: tuple[Mef, ...] = (),
    certifinfo: dict[str, tuple[CertifInfo, ...]] | None = None,
    common_years: tuple[CommonYear, ...] = (),
    accented: tuple[str, ...] = (),
) -> Nomenclature:
    return Nomenclature(
        diplomas={one.code: one for one in diplomas},
        mefs={one.code: one for one in mefs},
        certifinfo=certifinfo or {},
        common_years=CommonYears(by_cfd={year.cfd: year for year in common_years}, specialties={}),
        lexicon=Lexicon(accented),
        sectors=frozenset({"NSF:25"}),
        as_of=AS_OF,
    )
