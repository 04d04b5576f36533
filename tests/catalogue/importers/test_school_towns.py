"""What the annuaire adds to the communes that only the list of 2018 names."""

from __future__ import annotations

import pytest

from passerelles.catalogue.importers.communes import Places
from passerelles.catalogue.importers.other_institutions import unnamed
from passerelles.catalogue.importers.school_towns import completed
from passerelles.catalogue.importers.table import Table
from passerelles.catalogue.importers.territory import Territory
from passerelles.catalogue.records import Commune
from tests.catalogue.importers.making import table

FRANCE = Territory(code="france", departments=frozenset(), regions=frozenset())
COLUMNS = (
    "Code_commune", "Nom_commune", "Code_postal", "Adresse_3", "Code_departement", "latitude", "longitude",
)  # fmt: skip
ROCHELLE = Commune(id="COM:17300", name="Rochelle", department="17", lat=46.2, lon=-1.2, source="centres")
EPERNAY = Commune(id="COM:51230", name="Épernay", department="51", lat=49.0, lon=3.9, source="centres")
LAMBALLE = Commune(id="COM:22093", name="Lamballe", department="22", lat=48.5, lon=-2.5, source="centres")
PARIS = Commune(id="COM:75056", name="Paris", department="75", lat=48.9, lon=2.3, source="centres")
NANTES = Commune(id="COM:44109", name="Nantes", department="44", postcodes=("44000",), population=1, lat=47.2, lon=-1.6)


def annuaire(*rows: tuple[str, ...]) -> Table:
    return table(*(dict(zip(COLUMNS, row, strict=True)) for row in rows))


def named(places: Places) -> dict[str, Commune]:
    return {one.id: one for one in places.communes}


@pytest.mark.parametrize(
    ("known", "said", "name"),
    [
        (ROCHELLE, "La Rochelle", "La Rochelle"),
        (EPERNAY, "Epernay", "Épernay"),
        (LAMBALLE, "Lamballe-Armor", "Lamballe-Armor"),
        (LAMBALLE, "Metz", "Lamballe"),
    ],
)
def test_a_name_takes_its_article_or_that_of_the_merged_town_and_keeps_its_accents(
    known: Commune, said: str, name: str
) -> None:
    row = (known.id[4:], said, f"{known.department}000", "", f"0{known.department}", "46.0", "1.0")
    assert named(completed(Places((known,)), annuaire(row), FRANCE))[known.id].name == name


def test_postcodes_are_those_of_its_lycees_but_not_those_of_cedex() -> None:
    rows = annuaire(
        ("17300", "La Rochelle", "17000", "", "017", "46.0", "1.0"),
        ("17300", "La Rochelle", "17028", "17028 LA ROCHELLE CEDEX 1", "017", "46.0", "1.0"),
    )
    assert named(completed(Places((ROCHELLE,)), rows, FRANCE))[ROCHELLE.id].postcodes == ("17000",)


def test_the_arrondissements_of_a_city_are_the_city() -> None:
    places = completed(Places((PARIS,)), annuaire(("75113", "Paris 13e", "75013", "", "075", "48.8", "2.3")), FRANCE)
    found = places.find("75113")
    assert found is not None
    assert (found.id, found.name, found.postcodes) == ("COM:75056", "Paris", ("75013",))


def test_a_commune_of_the_cog_stays_as_it_is() -> None:
    row = ("44109", "NANTES", "44300", "", "044", "47.0", "-1.5")
    assert completed(Places((NANTES,)), annuaire(row), FRANCE).communes == (NANTES,)


def test_a_collectivity_that_no_list_has_gets_the_middle_of_its_lycees() -> None:
    rows = annuaire(
        ("97801", "Saint-Martin", "97150", "", "978", "18.0", "-63.0"),
        ("97801", "Saint-Martin", "97150", "", "978", "18.2", "-63.2"),
        ("44999", "Nulle-Part", "44000", "", "044", "47.0", "-1.5"),
    )
    found = named(completed(Places((NANTES,)), rows, FRANCE))
    assert (found["COM:97801"].lat, found["COM:97801"].lon) == (18.1, -63.1)
    assert "COM:44999" not in found


@pytest.mark.parametrize(
    ("uai", "city", "expected"),
    [
        ("0440069L", "Nantes", "Établissement à Nantes (0440069L)"),
        ("0760001A", "Le Havre", "Établissement au Havre (0760001A)"),
        ("0850001A", "Les Sables-d’Olonne", "Établissement aux Sables-d’Olonne (0850001A)"),
        ("0442276K", None, "Établissement, Loire-Atlantique (0442276K)"),
        ("9999999A", None, "Établissement 9999999A"),
    ],
)
def test_an_institution_that_no_file_names_is_called_by_where_it_is(uai: str, city: str | None, expected: str) -> None:
    assert unnamed(uai, city) == expected
