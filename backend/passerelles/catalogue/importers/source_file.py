"""A file to look for, what it is called, what its licence says."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from msgspec import Struct

from passerelles.catalogue.importers.reading import read_table, read_xml
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.records import Source

MEN: Final = "Ministère de l’Éducation nationale"
ORION: Final = "Orion (mission apprentissage, ministère de l’Éducation nationale)"
INTERCARIF: Final = "Réseau des Carif-Oref"
LO: Final = "Licence Ouverte 2.0"
UNSTATED: Final = "non précisée"
ODBL: Final = "ODbL 1.0"
UTF8: Final = ("utf-8-sig",)
UTF8_OR_1252: Final = ("utf-8-sig", "cp1252")  # an accented Windows-1252 text is never valid UTF-8


class SourceFile(Struct, frozen=True, kw_only=True):
    """A file to look for, and the `Source` it becomes."""

    id: str
    title: str
    producer: str
    licence: str
    vintage: str
    path: str  # for Sirene, with a "*" for the department
    columns: tuple[str, ...] = ()
    full: str | None = None
    delimiter: str = ";"
    encodings: tuple[str, ...] = UTF8
    quoted: bool = True
    required: bool = True
    item: str = ""  # of an XML file: the element that is a row
    rather: str = ""  # a pattern: the publisher's own archive, taken instead of a copy when it is there

    def find(self, folder: Path, *, national: bool) -> Path:
        """The file in `folder`; the national one when there is one and it is wanted."""
        found = max(folder.glob(self.rather), default=None) if self.rather else None
        return found or folder / (self.full if national and self.full else self.path)

    def open(self, folder: Path, *, national: bool = False) -> Table:
        """The rows of the file; an empty table for an absent file that is not required.

        Raises:
            UnreadableFileError: see `read_table`.
        """
        path = self.find(folder, national=national)
        if not self.required and not path.exists():
            return Table.of(path.name, (), self.id)
        if self.item:
            return read_xml(path, self.item, self.columns, source=self.id)
        return read_table(
            path,
            self.columns,
            source=self.id,
            delimiter=self.delimiter,
            encodings=self.encodings,
            quoted=self.quoted,
        )

    def record(self, tables: list[Table]) -> Source:
        """The source as the edition names it, with the account of its rows."""
        return Source(
            id=self.id,
            title=self.title,
            producer=self.producer,
            licence=self.licence,
            vintage=self.vintage,
            rows_read=sum(table.read for table in tables),
            rows_used=sum(table.used for table in tables),
            rows_refused=sum(len(table.refusals) for table in tables),
        )
