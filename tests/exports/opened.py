"""`make exports`: LibreOffice opens every file that the application exports, and finds no formula in it.

Not in the default suite, whose machines have no LibreOffice (500 MB): `test_files.py` checks there that no cell begins
as a formula. Without LibreOffice this fails; it is never skipped.
"""

from __future__ import annotations

import csv
import re
import subprocess
import xml.etree.ElementTree as ET  # of files that LibreOffice wrote here
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Final

import httpx
import pytest

from passerelles.core.db import Database
from passerelles.core.spreadsheet import BOM
from tests.exports.files import FILES
from tests.exports.hostile import HOSTILE

TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
NUMBERS: Final = ("1234567890123456789", "01/02/2027", "1E5", "VRAI")
"""What LibreOffice makes a number, a date or a yes of, unless it is told that quoted cells are text."""
READ_AS: Final = {
    # `;`, `"`, UTF-8, from line 1, no column formats, language of the machine; then: quoted cells are text, dates and
    # numbers are recognised, -, -, -, sheet, formulas are evaluated.
    "as it is proposed": "59,34,76,1,,0,false,false,false,false,false,0,false",
    "all as text": "59,34,76,1,,0,true,false,false,false,false,0,false",
    "as carelessly as it can be": "59,34,76,1,,0,false,true,false,false,false,0,true",
}
"""Options of LibreOffice's CSV filter (Text - txt - csv (StarCalc)), tokens 1 to 13."""


@pytest.mark.parametrize("options", sorted(READ_AS))
@pytest.mark.parametrize("name", sorted(FILES))
async def test_no_cell_is_a_formula_and_words_come_back_whole(
    name: str, options: str, db: Database, client: httpx.AsyncClient, tmp_path: Path
) -> None:
    content = await FILES[name](db, client)
    found = opened(content, tmp_path, READ_AS[options])
    assert [formula for _, formula in found if formula] == []
    told = [words for words, _ in found]
    written = csv.reader(StringIO(content.decode().removeprefix(BOM), newline=""), delimiter=";")
    hostile = [cell for row in written for cell in row if any(words in cell for words in HOSTILE)]
    assert len(hostile) >= len(HOSTILE) * 2
    recognised = () if options == "all as text" else NUMBERS
    assert [cell for cell in map(_lines, hostile) if cell not in told and cell not in recognised] == []


def test_a_file_without_guards_is_found(tmp_path: Path) -> None:
    """The negative control: the same cells, quoted only."""
    out = StringIO()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows([words, "fin"] for words in HOSTILE)
    found = opened((BOM + out.getvalue()).encode(), tmp_path, READ_AS["as carelessly as it can be"])
    formulas = [formula for _, formula in found if formula]
    assert any("1+1" in formula for formula in formulas)
    assert any("WEBSERVICE" in formula for formula in formulas)


def opened(content: bytes, folder: Path, options: str) -> list[tuple[str, str | None]]:
    """The words and the formula of every cell, as LibreOffice read the file."""
    path = folder / "export.csv"
    path.write_bytes(content)
    command = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        f"--infilter=Text - txt - csv (StarCalc):{options}",
        "--convert-to",
        "fods",
        "--outdir",
        str(folder),
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    whole = folder / "export.fods"
    assert whole.exists(), f"LibreOffice is needed, and must open the file: {done.stderr}"
    cells = ET.parse(whole).iter(f"{TABLE}table-cell")
    return [(_words(cell), cell.get(f"{TABLE}formula")) for cell in cells]


def _words(cell: ET.Element) -> str:
    return "\n".join("".join(_pieces(line)) for line in cell.findall(f"{TEXT}p"))


def _pieces(line: ET.Element) -> Iterator[str]:
    """The words of a line: OpenDocument writes tabs and runs of spaces as elements."""
    yield line.text or ""
    for child in line:
        if child.tag == f"{TEXT}s":
            yield " " * int(child.get(f"{TEXT}c", "1"))
        elif child.tag == f"{TEXT}tab":
            yield "\t"
        elif child.tag == f"{TEXT}line-break":
            yield "\n"
        else:
            yield from _pieces(child)
        yield child.tail or ""


def _lines(cell: str) -> str:
    """A cell's lines end as LibreOffice writes them."""
    return re.sub(r"\r\n|\r", "\n", cell)
