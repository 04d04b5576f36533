"""The campus's own files: what it vouches for, with every refused line explained."""

from __future__ import annotations

from pathlib import Path

import pytest

from passerelles.catalogue.importers import own_houses, own_programmes
from passerelles.catalogue.importers.reading import UnreadableFileError
from passerelles.catalogue.importers.table import Row
from tests.catalogue.importers.making import diploma, nomenclature, reasons, table, written

KNOWN = nomenclature(diploma("40025009", closed="2025-08-31", new=("40025223",)), diploma("40025223"))
GOOD = {
    "uai": "0850033Z",
    "cfd": "40025223",
    "statut": "apprentissage",
    "annees": "3",
    "places": "12",
    "millesime": "2026",
    "source": "Directrice, 12 mai 2026",
}


def programme(**cells: str) -> Row:
    return {**GOOD, **cells}


def house(**cells: str) -> Row:
    return {
        "ligne": "internat",
        "uai": "0850033Z",
        "nom": "Internat Tabarly",
        "soirs": "lun mar mer jeu",
        "zone_scolaire": "B",
        **cells,
    }


def zone(**cells: str) -> Row:
    return {
        "ligne": "zone",
        "uai": "0850033Z",
        "zone": "filles",
        "nom": "Étage des filles",
        "capacite": "24",
        "majeurs": "non",
        **cells,
    }


def tariff(**cells: str) -> Row:
    return {
        "ligne": "tarif",
        "uai": "0850033Z",
        "nom": "Semaine de 4 nuits",
        "montant": "96,40",
        "unite": "semaine",
        "debut": "2026-01-01",
        "fin": "31/12/2026",
        "source": "Délibération du conseil régional",
        **cells,
    }


def test_a_programme_of_the_campus_says_who_added_it() -> None:
    (one,) = own_programmes.import_programmes(table(programme(), columns=own_programmes.COLUMNS), KNOWN)
    assert (one.id, one.added_by, one.procedure) == ("PRG:0850033Z.40025223.apprenticeship", "campus", "direct")
    assert one.vouched_by == "Directrice, 12 mai 2026"
    assert one.places is not None
    assert (one.places.value, one.places.vintage) == (12.0, "2026")


def test_a_programme_given_under_a_closed_code_goes_to_its_successor() -> None:
    (one,) = own_programmes.import_programmes(table(programme(cfd="40025009"), columns=own_programmes.COLUMNS), KNOWN)
    assert one.certification == "CFD:40025223"
    assert one.places is not None
    assert one.places.code == "40025009"


def test_each_wrong_programme_is_refused_with_its_reason() -> None:
    account = table(
        programme(),
        programme(),
        programme(statut="alternance"),
        programme(cfd="49999999"),
        programme(annees="douze"),
        programme(millesime=""),
        programme(source=""),
        columns=own_programmes.COLUMNS,
    )
    assert len(own_programmes.import_programmes(account, KNOWN)) == 1
    assert reasons(account) == [
        "Cette formation est déjà décrite plus haut dans le fichier.",
        "Le statut doit être scolaire, apprentissage, formation continue ou vae.",
        "Ce code de diplôme (CFD) n’existe pas.",
        "La durée en années doit être un nombre de 1 à 8.",
        "Un nombre de places a besoin de son millésime.",
        "La source (qui l’affirme, et quand) est nécessaire.",
    ]


def test_a_house_has_zones_opening_nights_and_tariffs() -> None:
    account = table(house(), zone(accessible="oui"), tariff(), columns=own_houses.COLUMNS)
    (one,) = own_houses.import_houses(account)
    assert (one.id, one.institution, one.demo) == ("HOUSE:0850033Z", "UAI:0850033Z", False)
    assert (one.opening.evenings, one.opening.school_zone) == ((1, 2, 3, 4), "B")
    assert [(part.id, part.capacity, part.accessible) for part in one.zones] == [("filles", 24, True)]
    assert [(price.cents, price.unit, price.valid_to) for price in one.tariffs] == [(9640, "week", "2026-12-31")]


def test_a_zone_is_for_adults_because_its_line_says_so_whatever_its_code() -> None:
    account = table(house(), zone(zone="bts", nom="Chambres des BTS", majeurs="OUI"), columns=own_houses.COLUMNS)
    (one,) = own_houses.import_houses(account)
    assert [(part.id, part.adults_only) for part in one.zones] == [("bts", True)]


@pytest.mark.parametrize(
    "cells", [{"zone": "majeurs"}, {"nom": "Étage des majeures"}, {"nom": "Chambres d’adultes"}, {"zone": "adulte_1"}]
)
def test_a_zone_named_for_adults_is_refused_beside_a_no(cells: Row) -> None:
    account = table(house(), zone(zone="bts"), zone(**{"zone": "b", **cells}), columns=own_houses.COLUMNS)
    (one,) = own_houses.import_houses(account)
    assert [part.id for part in one.zones] == ["bts"]
    (reason,) = reasons(account)
    assert reason.startswith("Cette zone se dit pour les majeurs (adultes) mais la colonne")


def test_a_zone_for_minors_and_adults_may_say_no() -> None:
    account = table(house(), zone(nom="Mineures et majeures"), columns=own_houses.COLUMNS)
    assert len(own_houses.import_houses(account)) == 1


def test_a_zone_that_does_not_say_whether_it_is_for_adults_is_refused() -> None:
    account = table(house(), zone(majeurs=""), columns=own_houses.COLUMNS)
    assert own_houses.import_houses(account) == []
    assert reasons(account)[0].startswith("La colonne «")
    assert reasons(account)[0].endswith("elle ne se devine pas.")


def test_a_file_of_houses_without_the_column_of_adults_is_refused(tmp_path: Path) -> None:
    columns = [name for name in own_houses.COLUMNS if name != "majeurs"]
    path = written(tmp_path / "internats.csv", ";".join(columns) + "\n" + ";" * (len(columns) - 1) + "\n")
    with pytest.raises(UnreadableFileError, match=r"n’a pas la colonne attendue.*majeurs"):
        own_houses.open_own_houses(path)


def test_the_second_house_of_a_school_has_a_number() -> None:
    account = table(house(), zone(), house(numero="2"), zone(numero="2"), columns=own_houses.COLUMNS)
    assert [one.id for one in own_houses.import_houses(account)] == ["HOUSE:0850033Z", "HOUSE:0850033Z-2"]


def test_each_wrong_line_of_a_house_is_refused_with_its_reason() -> None:
    account = table(
        zone(),
        house(),
        zone(),
        zone(zone="étage", capacite="beaucoup"),
        zone(),
        tariff(fin="2025-12-31"),
        tariff(source=""),
        house(uai="0440069L", soirs="tous"),
        house(uai="0440070M"),
        columns=own_houses.COLUMNS,
    )
    assert [one.id for one in own_houses.import_houses(account)] == ["HOUSE:0850033Z"]
    assert reasons(account) == [
        "La ligne « internat » de cet établissement doit venir avant.",
        "La capacité doit être un nombre de lits.",
        "Ce code de zone est déjà pris dans l’internat.",
        "Le tarif a besoin d’un début et d’une fin, dans l’ordre.",
        "La source du tarif (délibération, adresse) est nécessaire.",
        "Les soirs s’écrivent lun mar mer jeu ven sam dim, séparés par un espace.",
        "Cet internat n’a aucune zone, donc aucun lit.",
    ]
