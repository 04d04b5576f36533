"""A class's list as a spreadsheet saves it: any of Excel's encodings and separators, never more than a class.

Pure: bytes in, rows with what is wrong with each out. Nothing is kept but name, birth date, class and address.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from passerelles.accounts.rules import is_plausible_birth_date
from passerelles.accounts.schemas import EMAIL
from passerelles.core.messages import t

MAX_ROWS: Final = 300
MAX_COLUMNS: Final = 40
MAX_CELL: Final = 200
MAX_NAME: Final = 80
Column = Literal["last_name", "first_name", "birth_date", "email", "class_name"]

COLUMNS: Final[dict[str, Column]] = {
    "nom": "last_name",
    "nom de famille": "last_name",
    "nom eleve": "last_name",
    "nom de l eleve": "last_name",
    "prenom": "first_name",
    "prenom 1": "first_name",
    "prenom eleve": "first_name",
    "prenom de l eleve": "first_name",
    "date de naissance": "birth_date",
    "naissance": "birth_date",
    "date naissance": "birth_date",
    "ne le": "birth_date",
    "ne e le": "birth_date",
    "courriel": "email",
    "email": "email",
    "e mail": "email",
    "mail": "email",
    "adresse mail": "email",
    "adresse e mail": "email",
    "adresse electronique": "email",
    "classe": "class_name",
    "division": "class_name",
}
"""Headers as written in the software of schools, without accents, case or punctuation."""

UNWANTED: Final = (
    ("ine", re.compile(r"\b(ine|identifiant national|id national|numero national)\b")),
    ("gender", re.compile(r"\b(sexe|genre|civilite)\b")),
    ("health", re.compile(r"\b(sante|pai|pap|pps|handicap|allergies?|regime alimentaire|medical)\b")),
    ("security", re.compile(r"\b(nir|insee|securite sociale)\b")),
)
"""What must not even be sent: the file is refused, so that it is not sent again (data minimisation)."""

SEPARATORS: Final = (";", "\t", ",")
FORMULA: Final = ("=", "+", "-", "@")
"""A cell that begins so is a formula to a spreadsheet."""
NAME: Final = re.compile(r"[^\W\d_]+(?:[ '’.\-]{1,2}[^\W\d_]+)*\.?")
DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
ISO_DAY: Final = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


class UnusableFileError(Exception):
    """Nothing can be read; the message is a French sentence."""


@dataclass(frozen=True)
class Row:
    """One student of the list. `wrong`: French sentences; empty when the row may be used."""

    line: int
    name: str  # "Camille Martin", "" when it is missing
    birth_date: date | None
    email: str | None
    class_name: str | None
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class ClassList:
    rows: tuple[Row, ...]
    ignored: tuple[str, ...]  # headers that are of no use here


def read(content: bytes, today: date) -> ClassList:
    """The rows of a list.

    Raises:
        UnusableFileError: not a text, not a table, columns missing or unwanted, too many of anything.
    """
    text = _text(content)
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    if first.count(separator) >= MAX_COLUMNS:
        raise UnusableFileError(t("roles.file.columns", most=MAX_COLUMNS))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    headers: list[str] = []
    places: dict[Column, int] = {}
    rows: list[Row] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if not headers:
                headers = [cell.strip() for cell in cells]
                places = _places(headers)
                continue
            if len(rows) >= MAX_ROWS:
                raise UnusableFileError(t("roles.file.rows", most=MAX_ROWS))
            rows.append(_row(reader.line_num, cells, len(headers), places, today))
    except csv.Error as error:
        raise UnusableFileError(t("roles.file.quotes", line=reader.line_num)) from error
    if not rows:
        raise UnusableFileError(t("roles.file.empty"))
    ignored = tuple(header[:40] for header in headers if header and _plain(header) not in COLUMNS)
    return ClassList(tuple(_without_twins(rows)), ignored)


def _text(content: bytes) -> str:
    """The text in the encoding it was saved in: with a mark, else UTF-8, else the Windows of France."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in content:
        raise UnusableFileError(t("roles.file.binary"))
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return unicodedata.normalize("NFC", text)  # a Mac writes "é" in two characters
    raise UnusableFileError(t("roles.file.binary"))


def _places(headers: list[str]) -> dict[Column, int]:
    plain = [_plain(header) for header in headers]
    for name, pattern in UNWANTED:
        found = next((header for header, words in zip(headers, plain, strict=True) if pattern.search(words)), None)
        if found is not None:
            raise UnusableFileError(t(f"roles.file.unwanted.{name}", column=found[:40]))
    places: dict[Column, int] = {}
    for index, words in enumerate(plain):
        if words in COLUMNS:
            places.setdefault(COLUMNS[words], index)
    if "last_name" not in places or "first_name" not in places:
        raise UnusableFileError(t("roles.file.headers"))
    return places


def _row(line: int, cells: list[str], width: int, places: dict[Column, int], today: date) -> Row:
    wrong: list[str] = []
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        wrong.append(t("roles.row.wide"))
    said = {column: cells[index].strip() if index < len(cells) else "" for column, index in places.items()}
    if any(len(cell) > MAX_CELL for cell in said.values()):
        return Row(line, "", None, None, None, (t("roles.row.long", most=MAX_CELL),))
    if any(cell.startswith(FORMULA) for cell in said.values()):
        wrong.append(t("roles.row.formula"))
    name = " ".join(f"{said['first_name']} {said['last_name']}".split())
    if not said["first_name"] or not said["last_name"]:
        wrong.append(t("roles.row.name.missing"))
    elif len(name) > MAX_NAME or not NAME.fullmatch(name):
        wrong.append(t("roles.row.name.strange"))
    birth_date = _day(said.get("birth_date", ""))
    if said.get("birth_date") and (birth_date is None or not is_plausible_birth_date(birth_date, today)):
        wrong.append(t("roles.row.date"))
        birth_date = None
    email = said.get("email") or None
    if email is not None and (len(email) > 254 or not re.fullmatch(EMAIL, email)):
        wrong.append(t("roles.row.email"))
        email = None
    return Row(line, name, birth_date, email, said.get("class_name") or None, tuple(wrong))


def _without_twins(rows: list[Row]) -> list[Row]:
    """The same name and birth date twice: the second one is refused."""
    seen: dict[tuple[str, date | None], int] = {}
    kept = []
    for row in rows:
        key = (_plain(row.name), row.birth_date)
        before = seen.setdefault(key, row.line)
        twin = row.name and before != row.line
        kept.append(
            Row(
                row.line,
                row.name,
                row.birth_date,
                row.email,
                row.class_name,
                (*row.wrong, t("roles.row.twin", line=before)),
            )
            if twin
            else row
        )
    return kept


def _day(text: str) -> date | None:
    """ "03/09/2010" or "2010-09-03"; two digits for a year say too little."""
    french, iso = DAY.fullmatch(text), ISO_DAY.fullmatch(text)
    try:
        if french:
            return date(int(french[3]), int(french[2]), int(french[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        return None
    return None


def _plain(words: str) -> str:
    """Without accents, case or punctuation: how headers and names are compared."""
    ascii_words = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return " ".join(re.sub(r"[^a-z0-9]+", " ", ascii_words).split())


def same_person(row: Row) -> str:
    """What two lists have in common about one student."""
    return f"{_plain(row.name)}|{row.birth_date or ''}"
