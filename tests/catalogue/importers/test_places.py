"""Communes and territories: old codes, three-character departments, regions that share a number with a department."""

from __future__ import annotations

import pytest

from passerelles.catalogue.importers.communes import CogEntry, import_communes
from passerelles.catalogue.importers.territory import (
    UnknownTerritoryError,
    department_of,
    department_of_uai,
    territory_of,
)
from tests.catalogue.importers.making import LOIRE, table

DEPARTMENTS = ({"codeDepartement": "044", "codeRegion": "52"}, {"codeDepartement": "052", "codeRegion": "44"})
CENTRE = {"code": "44003", "nom": "Ancenis", "latitude": "47.36", "longitude": "-1.17"}


def test_an_old_code_finds_the_commune_that_absorbed_it() -> None:
    entries = (
        CogEntry(code="44003", nom="Ancenis", type="commune-actuelle", departement="44", former=("44160",)),
        CogEntry(code="44160", nom="Saint-Géréon", type="commune-deleguee", departement="44"),
    )
    account = table()
    places = import_communes(entries, account, table(CENTRE), LOIRE)
    found = places.find("44160")
    assert found is not None
    assert (found.id, found.lat, found.former) == ("COM:44003", 47.36, ("COM:44160",))
    assert account.ignored.total() == 1


def test_a_commune_without_centre_stays_out_of_distances_and_is_noted() -> None:
    account = table()
    entries = (CogEntry(code="44999", nom="Neuve", type="commune-actuelle", departement="44"),)
    (commune,) = import_communes(entries, account, table(CENTRE), LOIRE).communes
    assert (commune.lat, commune.lon) == (None, None)
    assert account.notes.total() == 1


def test_a_department_outside_the_extract_has_the_communes_of_2018() -> None:
    entries = (CogEntry(code="85194", nom="Les Sables-d'Olonne", type="commune-actuelle", departement="85"),)
    centres = table(CENTRE, CENTRE | {"code": "75056", "nom": "Paris"})
    known = import_communes(entries, table(), centres, LOIRE)
    found = known.only("ancenis")
    assert found is not None
    assert (found.id, found.department, found.lat, found.postcodes) == ("COM:44003", "44", 47.36, ())
    assert known.only("Paris") is None


@pytest.mark.parametrize(
    ("code", "department"),
    [("044", "44"), ("02A", "2A"), ("620", "2A"), ("720", "2B"), ("974", "974"), ("", None), ("XX", None)],
)
def test_departments_are_read_in_all_their_spellings(code: str, department: str | None) -> None:
    assert department_of(code) == department


def test_the_department_of_an_institution_is_in_its_uai() -> None:
    assert department_of_uai("0850033Z") == "85"


def test_a_number_alone_is_a_region_and_a_d_says_department() -> None:
    assert territory_of("52", table(*DEPARTMENTS)).departments == {"44"}
    haute_marne = territory_of("D52", table(*DEPARTMENTS))
    assert (sorted(haute_marne.departments), sorted(haute_marne.regions)) == (["52"], ["44"])


def test_france_covers_everything() -> None:
    assert territory_of("France", table(*DEPARTMENTS)).covers("974")


@pytest.mark.parametrize("asked", ["99", "D99", "Bretagne"])
def test_an_unknown_territory_is_one_sentence(asked: str) -> None:
    with pytest.raises(UnknownTerritoryError, match="n’existe pas"):
        territory_of(asked, table(*DEPARTMENTS))


def test_the_name_of_a_commune_has_its_typographic_apostrophe() -> None:
    entry = CogEntry(code="85194", nom="Les Sables-d'Olonne", type="commune-actuelle", departement="85")
    (commune,) = import_communes((entry,), table(), table(), LOIRE).communes
    assert commune.name == "Les Sables-d’Olonne"
