"""What an import was asked for, and the files it has opened so far, each with the account of its rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from passerelles.catalogue.importers import sources
from passerelles.catalogue.importers.reading import read_json
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.records import Source

T = TypeVar("T")


class Order(Struct, frozen=True, kw_only=True):
    """What to import: the folder, the territory, and the campus's own files."""

    folder: Path
    territory: str = "52"
    national: bool = False  # take the national files of `full/`
    as_of: str = sources.AS_OF
    programmes: Path | None = None
    houses: Path | None = None


class Opened:
    """The tables opened so far, by source."""

    def __init__(self, order: Order, progress: Callable[[str], None]) -> None:
        self.order = order
        self._progress = progress
        self.tables: dict[str, list[Table]] = {}

    def table(self, source_id: str) -> Table:
        file = sources.BY_ID[source_id]
        self._progress(file.title)
        return self.keep(file.open(self.order.folder, national=self.order.national))

    def account(self, source_id: str, name: str) -> Table:
        """An account for a file that is not a CSV."""
        return self.keep(Table.of(name, (), source_id))

    def keep(self, table: Table) -> Table:
        self.tables.setdefault(table.source, []).append(table)
        return table

    def forget(self, *, but: tuple[str, ...] = ()) -> None:
        """Let go of the rows read so far, except those of the sources that somebody reads again."""
        for source, tables in self.tables.items():
            for table in tables:
                if table.read and source not in but:
                    table.forget()

    def json(self, source_id: str, shape: type[T], absent: T) -> tuple[T, Table]:
        """The content of a JSON file and the account of its entries; `absent` for a file that is not required."""
        file = sources.BY_ID[source_id]
        self._progress(file.title)
        path = file.find(self.order.folder, national=self.order.national)
        account = self.account(source_id, path.name)
        if not file.required and not path.exists():
            return absent, account
        return read_json(path, shape), account

    def made_from(self) -> tuple[Source, ...]:
        """The sources really read, with the account of their rows."""
        return tuple(
            file.record(self.tables[file.id]) for file in (*sources.FILES, *sources.OWN_FILES) if file.id in self.tables
        )
