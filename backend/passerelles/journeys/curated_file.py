"""The file of curated progressions: rows in with a report, rows out."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, time
from io import StringIO
from typing import Any, Final
from uuid import UUID

from msgspec import Struct
from pydantic import ValidationError

from passerelles.accounts import people
from passerelles.catalogue.model.catalogue import Catalogue
from passerelles.core import audit, clock, spreadsheet
from passerelles.core.db import Session
from passerelles.core.errors import Problem
from passerelles.core.messages import t
from passerelles.journeys import curated
from passerelles.journeys.curated_schemas import CuratedIn

COLUMNS: Final = ("source", "target", "kind", "conditions", "source_note", "author", "date")
NOON: Final = time(12, tzinfo=UTC)
"""A day without an hour: the same day in Paris."""


class UnusableFileError(Exception):
    """Nothing can be read; the message is a French sentence."""


class Report(Struct, frozen=True):
    added: int
    refused: tuple[tuple[int, str], ...]  # line in the file (the header is 1), why


async def read(session: Session, campus_id: str, catalogue: Catalogue, content: str) -> Report:
    """Add every row that may be added.

    Raises:
        UnusableFileError: the columns are not the expected ones.
    """
    reader = csv.DictReader(StringIO(content, newline=""), delimiter=";")
    if not set(COLUMNS) <= set(reader.fieldnames or ()):
        raise UnusableFileError(t("journeys.curated.cli.columns", columns=";".join(COLUMNS)))
    added, refused = 0, list[tuple[int, str]]()
    for row in reader:
        try:
            await _add(session, campus_id, catalogue, row)
            added += 1
        except ValidationError as error:
            places = ", ".join(dict.fromkeys(str(one["loc"][0]) for one in error.errors()))
            refused.append((reader.line_num, t("journeys.curated.cli.bad_row", places=places)))
        except _BadCellError as error:
            refused.append((reader.line_num, str(error)))
        except Problem as problem:
            refused.append((reader.line_num, problem.body()["title"]))
    if added:
        await audit.record(
            session,
            campus_id=campus_id,
            actor_id=None,
            act="progression.import",
            subject=campus_id,
            details={"added": added},
        )
    return Report(added, tuple(refused))


async def written(session: Session, campus_id: str) -> str:
    """Those shown, oldest first. The author is an id: a name has no place in a file that travels."""
    rows = [
        (
            row.source,
            row.target,
            row.kind,
            row.conditions,
            row.source_note,
            str(row.author or ""),
            clock.aware(row.created_at).astimezone(clock.PARIS).date().isoformat(),
        )
        for row in await curated.shown(session, campus_id)
    ]
    return spreadsheet.written([COLUMNS, *rows])


class _BadCellError(Exception):
    """The message is a French sentence."""


async def _add(session: Session, campus_id: str, catalogue: Catalogue, row: dict[str, Any]) -> None:
    cells = {name: _text(row.get(name)) for name in COLUMNS}
    asked = CuratedIn.model_validate({name: cells[name] for name in COLUMNS[:5] if cells[name]})
    author = await _author(session, campus_id, cells["author"])
    await curated.add(session, campus_id, catalogue, asked, author=author, at=_instant(cells["date"]))


async def _author(session: Session, campus_id: str, written: str) -> UUID | None:
    if not written:
        return None
    try:
        author = UUID(written)
    except ValueError as error:
        raise _BadCellError(t("journeys.curated.cli.author")) from error
    if not await people.exists(session, campus_id, author):
        raise _BadCellError(t("journeys.curated.cli.author"))
    return author


def _instant(written: str) -> datetime:
    """Of a day (2026-11-23), today when nothing is written."""
    if not written:
        return clock.now()
    try:
        return datetime.combine(date.fromisoformat(written), NOON)
    except ValueError as error:
        raise _BadCellError(t("journeys.curated.cli.bad_row", places="date")) from error


def _text(cell: str | None) -> str:
    """What was written, without the quote that the export adds."""
    return spreadsheet.unguarded((cell or "").strip()).strip()
