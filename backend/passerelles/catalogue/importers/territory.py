"""The territory an edition covers: a region, a list of departments, or the whole country."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from passerelles.catalogue.importers.table import Table
from passerelles.core.messages import t

CORSICA: Final = {"620": "2A", "720": "2B", "02A": "2A", "02B": "2B"}
"""Corsica's departments as UAI codes and the annuaire write them."""

OVERSEAS_PREFIXES: Final = ("97", "98")
EVERYWHERE: Final = "france"


class UnknownTerritoryError(ValueError):
    """The territory asked for does not exist; the message is a French sentence."""


class Territory(Struct, frozen=True, kw_only=True):
    """Departments covered, as official codes ("44", "2A", "971"). No department means everywhere."""

    code: str
    departments: frozenset[str]
    regions: frozenset[str]

    def covers(self, department: str | None) -> bool:
        return not self.departments or (department is not None and department in self.departments)


def department_of(code: str) -> str | None:
    """The official department of a three-character code (`044`, `02A`, `620`, `971`), or None when it has no sense."""
    code = code.strip().upper()
    if code in CORSICA:
        return CORSICA[code]
    if len(code) == 3 and code.isdigit():
        return code if code.startswith(OVERSEAS_PREFIXES) else code[1:]
    return None


def department_of_uai(uai: str) -> str | None:
    """The department a UAI was given in: its first three characters."""
    return department_of(uai[:3])


def territory_of(asked: str, table: Table) -> Territory:
    """The territory that `asked` names: `52` (a region), `D44,D85` (departments) or `france`.

    `table` is the list of departments, académies and regions.

    Raises:
        UnknownTerritoryError: no such region or department.
    """
    region_of: dict[str, str] = {}
    for line, row in table:
        department = department_of(row["codeDepartement"])
        if not row["codeDepartement"]:
            table.ignore("without_department")
            continue
        if department is None:
            table.refuse(line, "department", row["codeDepartement"])
            continue
        region_of[department] = row["codeRegion"]
    asked = asked.strip()
    if asked.lower() == EVERYWHERE:
        return Territory(code=EVERYWHERE, departments=frozenset(), regions=frozenset())
    if asked.upper().startswith("D"):
        departments = frozenset(part.strip().upper().removeprefix("D") for part in asked.split(","))
        unknown = departments - region_of.keys()
        if unknown:
            raise UnknownTerritoryError(t("imports.territory.department", asked=", ".join(sorted(unknown))))
        code = ",".join(f"D{department}" for department in sorted(departments))
        regions = frozenset(region_of[department] for department in departments)
        return Territory(code=code, departments=departments, regions=regions)
    departments = frozenset(department for department, region in region_of.items() if region == asked)
    if not departments:
        raise UnknownTerritoryError(t("imports.territory.region", asked=asked))
    return Territory(code=asked, departments=departments, regions=frozenset({asked}))
