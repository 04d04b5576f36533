"""CSV files for spreadsheets: they open them, and run nothing of them (ASVS v5.0.0-1.2.10).

Quoting a cell does not stop a spreadsheet from taking it for a formula; a leading quote does. `make exports` opens what
is written here in LibreOffice.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Final

BOM: Final = "\ufeff"
"""Without it, Excel reads UTF-8 as Windows-1252."""

FORMULA: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20", "|", "%")
"""What a formula may begin with, as OWASP lists it, in full width too."""
SKIPPED: Final = ("\t", "\r", "\n")
"""What some spreadsheets skip before a formula."""
GUARD: Final = "'"


def written(rows: Iterable[Sequence[str]]) -> str:
    """The whole file, as Excel reads it in French: `;`, every cell quoted and guarded."""
    out = StringIO()
    out.write(BOM)
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue()


def guarded(cell: str) -> str:
    """The same words, which no spreadsheet takes for a formula."""
    return f"{GUARD}{cell}" if _runs(cell) else cell


def unguarded(cell: str) -> str:
    """What was guarded."""
    return cell[len(GUARD) :] if cell.startswith(GUARD) and _runs(cell[len(GUARD) :]) else cell


def _runs(cell: str) -> bool:
    """Whether it would, or looks guarded already: then it is guarded once more, so that it comes back whole."""
    bare = cell.lstrip(GUARD)
    return bare.startswith(SKIPPED) or bare.lstrip().startswith(FORMULA)
