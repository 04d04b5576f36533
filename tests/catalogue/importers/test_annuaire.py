"""The annuaire: several sites for one UAI, unknown that is not false, renamed headers, old communes."""

from __future__ import annotations

from passerelles.catalogue.importers.annuaire import COLUMNS_2024, COLUMNS_2026, import_institutions
from passerelles.catalogue.importers.communes import Places
from passerelles.catalogue.importers.table import Row
from passerelles.catalogue.records import Commune, Institution
from tests.catalogue.importers.making import LOIRE, reasons, table

SABLES = Commune(id="COM:85194", name="Les Sables-d’Olonne", department="85", former=("COM:85060",))
PLACES = Places((SABLES,))


def school(**cells: str) -> Row:
    return {
        "Identifiant_de_l_etablissement": "0850033Z",
        "Nom_etablissement": "Lycée professionnel Éric Tabarly",
        "Code_departement": "085",
        "Code_commune": "85194",
        "libelle_nature": "LYCEE PROFESSIONNEL",
        **cells,
    }


def imported(*rows: Row, newer: tuple[Row, ...] = ()) -> dict[str, Institution]:
    base = table(*rows, columns=COLUMNS_2024, source="2024")
    return import_institutions(base, table(*newer, columns=COLUMNS_2026, source="2026"), PLACES, LOIRE)


def test_an_empty_flag_is_unknown_and_not_false() -> None:
    one = imported(school(Hebergement="1", GRETA="0", Apprentissage=""))["0850033Z"]
    assert (one.boarding, one.greta, one.apprenticeship) == (True, False, None)


def test_two_sites_of_one_uai_make_one_institution_named_after_the_main_site() -> None:
    base = table(
        school(Nom_etablissement="Lycée Tabarly - site du port", Hebergement="1"),
        school(Nom_etablissement="Lycée Tabarly", Hebergement="0"),
        columns=COLUMNS_2024,
    )
    found = import_institutions(base, table(columns=COLUMNS_2026), PLACES, LOIRE)
    assert [(one.name, one.boarding) for one in found.values()] == [("Lycée Tabarly", True)]
    assert base.ignored == {"Autre site du même établissement (même UAI).": 1}


def test_the_newer_file_wins_where_it_says_something_and_not_where_it_is_empty() -> None:
    newer = {
        "uai": "0850033Z",
        "nom_etablissement": "LP Tabarly",
        "Code_departement": "085",
        "Telephone": "02 51",
        "Apprentissage": "",
    }
    one = imported(school(Telephone="ancien", Apprentissage="1"), newer=(newer,))["0850033Z"]
    assert (one.name, one.phone, one.apprenticeship, one.source) == ("LP Tabarly", "02 51", True, "2026")


def test_an_old_commune_code_leads_to_the_commune_of_today() -> None:
    assert imported(school(Code_commune="85060"))["0850033Z"].commune == "COM:85194"


def test_a_commune_that_no_longer_exists_leaves_the_city_and_the_position() -> None:
    one = imported(school(Code_commune="72287", Nom_commune="Saint-Georges", latitude="46.5", longitude="-1.7"))
    assert (one["0850033Z"].commune, one["0850033Z"].city, one["0850033Z"].lat) == (None, "Saint-Georges", 46.5)


def test_a_school_about_to_close_says_so() -> None:
    assert imported(school(etat="A FERMER"))["0850033Z"].closing


def test_another_territory_is_ignored_and_a_wrong_uai_refused() -> None:
    base = table(
        school(Identifiant_de_l_etablissement="0130001A", Code_departement="013"),
        school(Identifiant_de_l_etablissement="850033"),
        columns=COLUMNS_2024,
    )
    assert import_institutions(base, table(columns=COLUMNS_2026), PLACES, LOIRE) == {}
    assert base.ignored == {"Hors du territoire.": 1}
    assert reasons(base) == ["Ce numéro d’établissement (UAI) n’a pas sept chiffres et une lettre."]


def test_kinds_are_readable_and_follow_the_ministry_and_the_name() -> None:
    rows = (
        school(),
        school(Identifiant_de_l_etablissement="0850001A", ministere_tutelle="AGRICULTURE"),
        school(Identifiant_de_l_etablissement="0850002B", ministere_tutelle="MER"),
        school(Identifiant_de_l_etablissement="0850003C", Nom_etablissement="Ecole de production de l’Ouest"),
    )
    assert [one.kind for one in imported(*rows).values()] == [
        "lycée professionnel",
        "lycée professionnel agricole",
        "lycée professionnel maritime",
        "école de production",
    ]


def test_an_address_without_scheme_becomes_a_link_and_a_sentence_does_not() -> None:
    rows = (
        school(Web="www.tabarly.fr"),
        school(Identifiant_de_l_etablissement="0850001A", Web="pas de site"),
        school(Identifiant_de_l_etablissement="0850002B", Web="javascript:alert(1)"),
    )
    assert [one.web for one in imported(*rows).values()] == ["https://www.tabarly.fr", None, None]
