"""The account of an import: stored with the edition, and shown to the person who ran it."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from passerelles.catalogue.editions.edition import KINDS
from passerelles.catalogue.importers.build import Import
from passerelles.catalogue.importers.table import Table

STORED_REFUSALS: Final = 1000
"""Refused rows kept with the edition, over all files; their number is always exact."""


def report_of(done: Import) -> dict[str, Any]:
    """What was read, used, refused and ignored by file, and how many records it made: plain JSON."""
    refusals = [refusal for table in done.tables for refusal in table.refusals]
    return {
        "edition": done.edition.id,
        "territory": done.edition.territory,
        "as_of": done.edition.as_of,
        "records": {kind: len(getattr(done.edition, kind)) for kind in KINDS},
        "files": [_file(table) for table in done.tables],
        "refused": len(refusals),
        "refusals": msgspec.to_builtins(refusals[:STORED_REFUSALS]),
    }


def _file(table: Table) -> dict[str, Any]:
    return {
        "file": table.name,
        "source": table.source,
        "read": table.read,
        "used": table.used,
        "refused": len(table.refusals),
        "ignored": dict(sorted(table.ignored.items())),
        "notes": dict(sorted(table.notes.items())),
    }
