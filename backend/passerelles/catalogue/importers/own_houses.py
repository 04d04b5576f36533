"""The campus's boarding houses: capacity by zone, opening nights, tariffs. No open file holds any of it.

One file, three sorts of lines (`ligne`): `internat` opens a house, `zone` and `tarif` complete it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Final, Literal

import msgspec

from passerelles.catalogue.importers.reading import read_table
from passerelles.catalogue.importers.table import Row, Table
from passerelles.catalogue.importers.typography import typographic
from passerelles.catalogue.importers.values import UAI, decimal, iso_date, whole
from passerelles.catalogue.records import House, HouseOpening, HouseTariff, HouseZone

SOURCE: Final = "campus-internats"
COLUMNS: Final = (
    "ligne",
    "uai",
    "numero",
    "nom",
    "soirs",
    "zone_scolaire",
    "demonstration",
    "zone",
    "capacite",
    "majeurs",
    "accessible",
    "montant",
    "unite",
    "debut",
    "fin",
    "source",
)
EVENINGS: Final = {"lun": 1, "mar": 2, "mer": 3, "jeu": 4, "ven": 5, "sam": 6, "dim": 7}
SCHOOL_ZONES: Final = ("A", "B", "C")
UNITS: Final[dict[str, Literal["night", "week"]]] = {"nuit": "night", "semaine": "week"}
ANSWERS: Final = {"oui": True, "non": False, "": None}
SAID_FOR_ADULTS: Final = re.compile(r"\b(majeure?s?|adultes?)\b")
SAID_FOR_MINORS: Final = re.compile(r"\bmineure?s?\b")
CENTS: Final = 100


def open_own_houses(path: Path) -> Table:
    """The campus's file, saved by a spreadsheet in UTF-8 or Windows-1252.

    Raises:
        UnreadableFileError: see `read_table`.
    """
    return read_table(path, COLUMNS, source=SOURCE, encodings=("utf-8-sig", "cp1252"))


def import_houses(table: Table) -> list[House]:
    """Houses with their zones and tariffs. A house without a zone has no bed: it is refused."""
    opened: dict[str, tuple[int, House]] = {}
    zones: dict[str, list[HouseZone]] = defaultdict(list)
    tariffs: dict[str, list[HouseTariff]] = defaultdict(list)
    for line, row in table:
        refusal = _refusal(row, opened, zones)
        if refusal:
            table.refuse(line, refusal, f"{row['ligne']} {row['uai']} {row['zone'] or row['nom']}")
        elif row["ligne"] == "internat":
            opened[house_id(row)] = (line, _house(row))
        elif row["ligne"] == "zone":
            zones[house_id(row)].append(_zone(row))
        else:
            tariffs[house_id(row)].append(_tariff(row))
    for identifier, (line, house) in opened.items():
        if not zones[identifier]:
            table.refuse(line, "house_without_zone", house.name)
    return [
        msgspec.structs.replace(house, zones=tuple(zones[identifier]), tariffs=tuple(tariffs[identifier]))
        for identifier, (_, house) in opened.items()
        if zones[identifier]
    ]


def house_id(row: Row) -> str:
    """`HOUSE:<uai>` for the first house of an institution, then `HOUSE:<uai>-2`."""
    suffix = f"-{row['numero']}" if row["numero"] not in ("", "1") else ""
    return f"HOUSE:{row['uai']}{suffix}"


def _refusal(row: Row, opened: dict[str, tuple[int, House]], zones: dict[str, list[HouseZone]]) -> str | None:
    if not UAI.fullmatch(row["uai"]):
        return "uai"
    if row["numero"] and not whole(row["numero"]):
        return "house_number"
    if row["ligne"] == "internat":
        return _house_refusal(row, opened)
    if row["ligne"] not in ("zone", "tarif"):
        return "house_line"
    if house_id(row) not in opened:
        return "house_not_opened"
    return _zone_refusal(row, zones) if row["ligne"] == "zone" else _tariff_refusal(row)


def _house_refusal(row: Row, opened: dict[str, tuple[int, House]]) -> str | None:
    checks = (
        (house_id(row) not in opened, "house_twice"),
        (bool(row["nom"]), "house_name"),
        (
            _evenings(row) is not None,
            "evenings",
        ),
        (row["zone_scolaire"] in SCHOOL_ZONES, "school_zone"),
        (
            row["demonstration"].lower() in ("", "oui", "non"),
            "demonstration",
        ),
    )
    return next((sentence for right, sentence in checks if not right), None)


def _zone_refusal(row: Row, zones: dict[str, list[HouseZone]]) -> str | None:
    checks = (
        (bool(row["zone"]) and bool(row["nom"]), "zone_name"),
        (
            row["zone"] not in {zone.id for zone in zones[house_id(row)]},
            "zone_twice",
        ),
        (bool(whole(row["capacite"])), "capacity"),
        (row["majeurs"].lower() in ("oui", "non"), "adults_only"),
        (row["majeurs"].lower() == "oui" or not _said_for_adults(row), "adults_label"),
        (row["accessible"].lower() in ANSWERS, "accessible"),
    )
    return next((sentence for right, sentence in checks if not right), None)


def _said_for_adults(row: Row) -> bool:
    """Whether the zone's code or name says that it is for adults: a "non" beside it would put minors among them."""
    said = f"{row['zone']} {row['nom']}".lower().replace("_", " ")
    return bool(SAID_FOR_ADULTS.search(said)) and not SAID_FOR_MINORS.search(said)


def _tariff_refusal(row: Row) -> str | None:
    amount, start, end = decimal(row["montant"]), iso_date(row["debut"]), iso_date(row["fin"])
    checks = (
        (bool(row["nom"]), "tariff_name"),
        (amount is not None and amount >= 0, "amount"),
        (row["unite"] in UNITS, "unit"),
        (bool(start and end and start <= end), "tariff_dates"),
        (bool(row["source"]), "tariff_source"),
    )  # fmt: skip
    return next((sentence for right, sentence in checks if not right), None)


def _evenings(row: Row) -> tuple[int, ...] | None:
    words = row["soirs"].lower().replace(",", " ").split()
    if not words or any(word not in EVENINGS for word in words):
        return None
    return tuple(sorted({EVENINGS[word] for word in words}))


def _house(row: Row) -> House:
    return House(
        id=house_id(row),
        institution=f"UAI:{row['uai']}",
        name=typographic(row["nom"]),
        zones=(),
        opening=HouseOpening(evenings=_evenings(row) or (), school_zone=row["zone_scolaire"]),
        demo=row["demonstration"].lower() == "oui",
    )


def _zone(row: Row) -> HouseZone:
    return HouseZone(
        id=row["zone"],
        label=typographic(row["nom"]),
        capacity=int(row["capacite"]),
        adults_only=row["majeurs"].lower() == "oui",
        accessible=ANSWERS[row["accessible"].lower()],
    )


def _tariff(row: Row) -> HouseTariff:
    return HouseTariff(
        label=typographic(row["nom"]),
        cents=round((decimal(row["montant"]) or 0) * CENTS),
        unit=UNITS[row["unite"]],
        valid_from=iso_date(row["debut"]) or "",
        valid_to=iso_date(row["fin"]) or "",
        source=row["source"],
    )
