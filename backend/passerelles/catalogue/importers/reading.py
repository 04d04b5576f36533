"""Open files of open data: any of the usual encodings, never a file that is not what it should be.

Every failure is an `UnreadableFileError` whose text is one French sentence for the person who runs the import.
"""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeVar
from xml.etree import ElementTree

import msgspec

from passerelles.catalogue.importers.table import NumberedRow, Table
from passerelles.core.messages import t

MAX_BYTES: Final = 300 * 1024 * 1024
"""Larger than any national file listed here, far below what would fill the memory of a small machine."""

SNIFFED: Final = 64 * 1024
REPEATED: Final = "\x1f"
"""Between the texts of an XML element that comes several times: a sign that no text holds."""

ENCODING_NAMES: Final = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}
T = TypeVar("T")


class UnreadableFileError(Exception):
    """The file cannot be used at all; the message is a French sentence."""


def read_bytes(path: Path) -> bytes:
    """The content of a file; decompressed when its name ends with `.gz`; of a `.zip`, its largest file.

    Raises:
        UnreadableFileError: absent, empty, too large (checked before reading), or not a gzip or zip file.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableFileError(t("imports.file.absent", name=path.name, path=path)) from error
    if size == 0:
        raise UnreadableFileError(t("imports.file.empty", name=path.name))
    if size > MAX_BYTES:
        raise UnreadableFileError(_too_large(path, size))
    if path.suffix == ".zip":
        return _unzipped(path)
    if path.suffix != ".gz":
        return path.read_bytes()
    try:
        with gzip.open(path) as stream:
            content = stream.read(MAX_BYTES + 1)
    except (OSError, EOFError) as error:
        raise UnreadableFileError(t("imports.file.gzip", name=path.name)) from error
    if len(content) > MAX_BYTES:
        raise UnreadableFileError(_too_large(path, len(content)))
    return content


def read_text(path: Path, encodings: tuple[str, ...] = ("utf-8-sig",)) -> str:
    """The text of a file in the first encoding that fits.

    Raises:
        UnreadableFileError: as `read_bytes`, or binary content, or none of the encodings fits.
    """
    content = read_bytes(path)
    if b"\0" in content[:SNIFFED]:
        raise UnreadableFileError(t("imports.file.binary", name=path.name))
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    names = " / ".join(ENCODING_NAMES.get(encoding, encoding) for encoding in encodings)
    raise UnreadableFileError(t("imports.file.encoding", name=path.name, encodings=names))


def read_table(
    path: Path,
    columns: tuple[str, ...],
    *,
    source: str = "",
    delimiter: str = ";",
    encodings: tuple[str, ...] = ("utf-8-sig",),
    quoted: bool = True,
) -> Table:
    """The rows of a CSV file that has at least `columns`.

    `quoted=False` is for the files whose cells hold stray quotation marks: there a quote is a character like another.

    Raises:
        UnreadableFileError: as `read_text`, or a column is missing, or there is no row.
    """
    text = read_text(path, encodings)
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE)
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise UnreadableFileError(t("imports.file.csv", name=path.name)) from error
    missing = [name for name in columns if name not in header]
    if missing:
        names = ", ".join(missing)
        raise UnreadableFileError(t("imports.file.columns", name=path.name, columns=names))
    rows: list[NumberedRow] = []
    malformed: list[tuple[int, str]] = []
    try:
        for cells in reader:
            if len(cells) == len(header):
                rows.append((reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))))
            elif cells:
                malformed.append((reader.line_num, delimiter.join(cells)))
    except csv.Error as error:
        raise UnreadableFileError(t("imports.file.broken", name=path.name, line=reader.line_num)) from error
    if not rows:
        raise UnreadableFileError(t("imports.file.no_row", name=path.name))
    table = Table(path.name, rows, source)
    for line, value in malformed:
        table.refuse(line, "cells", value)
    table.read = len(malformed)  # they were read too
    return table


def read_xml(path: Path, item: str, columns: tuple[str, ...], *, source: str = "") -> Table:
    """The `item` elements of an XML file as rows; a cell is named by the path of its element below the item.

    An element without text or children gives an empty cell; one that comes several times, its texts separated by
    `REPEATED`. Attributes are cells too, under the path and "@name". Lines are ordinal numbers of the items.

    Raises:
        UnreadableFileError: as `read_bytes`, or not XML, or a document type, or no item has one of the `columns`.
    """
    content = read_bytes(path)
    if b"<!DOCTYPE" in content:  # the files listed have none; entities can be made to fill the memory
        raise UnreadableFileError(t("imports.file.xml", name=path.name))
    rows: list[NumberedRow] = []
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(content)):  # noqa: S314 - no document type, so no entity
            if element.tag == item:
                rows.append((len(rows) + 1, _flat(element)))
                element.clear()
    except ElementTree.ParseError as error:
        raise UnreadableFileError(t("imports.file.xml", name=path.name)) from error
    if not rows:
        raise UnreadableFileError(t("imports.file.no_row", name=path.name))
    missing = [name for name in columns if not any(name in row for _, row in rows)]
    if missing:
        raise UnreadableFileError(t("imports.file.columns", name=path.name, columns=", ".join(missing)))
    return Table(path.name, rows, source)


def read_json(path: Path, shape: type[T]) -> T:
    """The content of a JSON file of the given shape.

    Raises:
        UnreadableFileError: as `read_text`, or not JSON, or JSON of another shape.
    """
    text = read_text(path)
    try:
        return msgspec.json.decode(text, type=shape)
    except msgspec.MsgspecError as error:
        raise UnreadableFileError(t("imports.file.shape", name=path.name, cause=error)) from error


def _flat(item: ElementTree.Element) -> dict[str, str]:
    cells: dict[str, list[str]] = {}
    for path, text in _leaves(item, ""):
        cells.setdefault(path, []).append(text)
    return {path: REPEATED.join(texts) for path, texts in cells.items()}


def _leaves(element: ElementTree.Element, path: str) -> Iterator[tuple[str, str]]:
    for child in element:
        below = f"{path}{child.tag}"
        yield from ((f"{below}@{name}", value.strip()) for name, value in child.attrib.items())
        if len(child):
            yield from _leaves(child, f"{below}/")
        else:
            yield below, (child.text or "").strip()


def _unzipped(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            largest = max(archive.infolist(), key=lambda info: info.file_size)
            if largest.file_size > MAX_BYTES:
                raise UnreadableFileError(_too_large(path, largest.file_size))
            return archive.read(largest)
    except (zipfile.BadZipFile, ValueError) as error:
        raise UnreadableFileError(t("imports.file.zip", name=path.name)) from error


def _too_large(path: Path, size: int) -> str:
    limit = MAX_BYTES // 1024**2
    return t("imports.file.too_large", name=path.name, size=size // 1024**2, limit=limit)
