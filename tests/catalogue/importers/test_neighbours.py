"""Sports facilities, companies, campuses and the schools that the annuaire does not hold."""

from __future__ import annotations

import pytest

from passerelles.catalogue.importers import campuses, sports
from passerelles.catalogue.importers.communes import Places
from passerelles.catalogue.importers.onisep_places import Structure
from passerelles.catalogue.importers.other_institutions import Hints, make_institution, spoken_name
from passerelles.catalogue.importers.sirene import SirenLine, import_companies
from passerelles.catalogue.importers.table import Row
from passerelles.catalogue.importers.typography import Lexicon
from passerelles.catalogue.records import Commune
from tests.catalogue.importers.making import LOIRE, reasons, table

PREFAILLES = Commune(
    id="COM:44136", name="Préfailles", department="44", postcodes=("44770",), lat=47.1, lon=-2.2, former=("COM:44001",)
)
PLACES = Places((PREFAILLES,))
PARCOURSUP = ("Code UAI de l etablissement", "etablissement", "Coordonnées GPS de la formation")
ACCE = ("numero_uai", "patronyme_uai", "commune", "adresse_uai", "code_postal_uai")


def pool(**cells: str) -> Row:
    return {
        "Nom usuel de l'installation": "Piscine",
        "Numéro de l'installation": "441360001",
        "Code INSEE": "44001",
        **cells,
    }


def test_a_facility_of_an_old_commune_gets_the_activities_of_the_new_one() -> None:
    activities = table(
        {"ComInsee": "44136", "ActLib": "Voile", "EquActivitePraticable": "Oui"},
        {"ComInsee": "44001", "ActLib": "Natation", "EquActivitePraticable": "Oui"},
        {"ComInsee": "44136", "ActLib": "Escalade", "EquActivitePraticable": "Non"},
    )
    row = pool(**{"Installation particulière": "Etablissement scolaire"})
    row["Date de mise à jour de la fiche installation"] = "07/05/2015 00:00"
    (facility,) = sports.import_facilities(table(row, columns=sports.COLUMNS), activities, PLACES, LOIRE)
    assert (facility.commune, facility.activities) == ("COM:44136", ("Natation", "Voile"))
    assert (facility.school, facility.kind, facility.year) == (True, "Établissement scolaire", "2015")
    assert facility.activities_scope == "commune"


def test_a_facility_in_a_commune_that_never_existed_is_refused_and_a_twin_too() -> None:
    account = table(pool(), pool(), pool(**{"Numéro de l'installation": "2", "Code INSEE": "44999"}),
                    columns=sports.COLUMNS)  # fmt: skip
    assert len(sports.import_facilities(account, table(), PLACES, LOIRE)) == 1
    assert reasons(account) == [
        "Ce numéro d’installation est déjà pris par une autre ligne.",
        "Cette commune n’existe pas, même sous un ancien code.",
    ]


def test_a_company_has_a_spoken_size_and_the_accents_of_its_commune() -> None:
    line: SirenLine = ("CHANTIER", "", "Zone, 44770 Prefailles", 47.1, -2.2, 4, 0, "82932238700012", "Quai 2")
    (company,) = import_companies([line], table(), "bateaux-nautisme", PLACES)
    assert (company.id, company.city, company.size) == ("SIRET:82932238700012", "Préfailles", "10 à 19 salariés")
    assert company.address == "Quai 2, Zone, 44770 Préfailles"
    assert company.name == "Chantier"


@pytest.mark.parametrize("written", ["SABLES-D'OLONNE (LES)", "Les Sables d'Olonne"])
def test_a_company_is_in_a_commune_however_sirene_spells_it(written: str) -> None:
    line: SirenLine = ("SPBI", "", f"Quai, 85100 {written}", 46.5, -1.8, 4, 0, "82932238700012", "")
    sables = Commune(id="COM:85194", name="Les Sables-d’Olonne", department="85", postcodes=("85100",))
    (company,) = import_companies([line], table(), "bateaux-nautisme", Places((sables,)))
    assert (company.city, company.address) == ("Les Sables-d’Olonne", "Quai, 85100 Les Sables-d’Olonne")


def test_a_company_without_siret_is_refused() -> None:
    account = table()
    line: SirenLine = ("CHANTIER", "", "44770 Prefailles", 47.1, -2.2, 0, 0, "123", "")
    assert import_companies([line], account, "bateaux-nautisme", PLACES) == []
    assert (account.read, reasons(account)) == (1, ["Ce SIRET n’a pas quatorze chiffres."])


def test_members_say_whether_they_are_documented_or_deduced() -> None:
    members = table(
        {"cmq_id": "CMQ-1", "uai": "0850033Z", "statut_source": "documenté"},
        {"cmq_id": "CMQ-1", "uai": "0440069L", "statut_source": "déduit_de_l_offre"},
        {"cmq_id": "CMQ-9", "uai": "0440069L", "statut_source": "documenté"},
        columns=campuses.MEMBER_COLUMNS,
    )
    campus = table({"cmq_id": "CMQ-1", "nom": "Nautisme", "date_label": "2018-08-09"}, columns=campuses.COLUMNS)
    (found,) = campuses.import_campuses(campus, members)
    assert found.members == {"UAI:0850033Z": "documented", "UAI:0440069L": "deduced"}
    assert (found.labelled_on, reasons(members)) == ("2018-08-09", ["Ce campus n’est pas dans la liste."])


def hints() -> Hints:
    return Hints(LOIRE, frozenset({"0850033Z"}), Lexicon(["école supérieure"]))


def test_a_school_known_by_its_code_only_has_a_department_and_no_place() -> None:
    one = make_institution("0442276K", (), PLACES)
    assert (one.name, one.kind, one.department) == ("Établissement, Loire-Atlantique (0442276K)", "établissement", "44")
    assert (one.lat, one.commune, one.source) == (None, None, "uai")


def test_the_first_file_that_knows_the_name_wins_and_parcoursup_gives_the_position() -> None:
    known = hints()
    known.add_names(
        table({"uai": "0440096R", "nom": "Centre de formation d'apprentis de l'UIMM"}, source="ij"), "uai", "nom"
    )
    known.add_parcoursup(
        table(dict(zip(PARCOURSUP, ("0440096R", "Ecole superieure   Nantes", "47.2, -1.5"), strict=True)), source="ps")
    )
    one = make_institution("0440096R", known.of("0440096R"), PLACES)
    assert (one.name, one.kind, one.lat, one.source) == ("CFA de l’UIMM", "CFA", 47.2, "ij + ps")


def test_a_name_of_parcoursup_gets_its_accents_back() -> None:
    known = hints()
    known.add_parcoursup(table(dict(zip(PARCOURSUP, ("0440001A", "Ecole superieure   Nantes", ""), strict=True))))
    assert make_institution("0440001A", known.of("0440001A"), PLACES).name == "École supérieure - Nantes"


def test_acce_places_a_cfa_at_the_centre_of_its_commune() -> None:
    known = hints()
    known.add_acce(table(dict(zip(ACCE, ("0440344K", "URMA", "44136", "9 rue", "44770"), strict=True)), source="acce"))
    one = make_institution("0440344K", known.of("0440344K"), PLACES)
    assert (one.commune, one.lat, one.kind) == ("COM:44136", 47.1, "CFA")


def test_a_school_of_the_annuaire_needs_no_hint_and_a_second_reading_is_not_counted() -> None:
    account = table({"uai": "0850033Z", "nom": "Tabarly"})
    known = hints()
    known.add_names(account, "uai", "nom")
    assert known.of("0850033Z") == ()
    assert account.read == 0


def test_a_name_in_capitals_keeps_its_acronyms_and_its_small_words() -> None:
    assert spoken_name("IFSI CH DE CHOLET") == "IFSI CH de Cholet"


def test_a_structure_of_onisep_gives_a_name_and_a_position() -> None:
    known = hints()
    given = Structure(code_uai="0440001A", nom="École de santé", latitude_y="47.2", longitude_x="-1.5")
    assert known.add_structure(given, "onisep-structures")
    one = make_institution("0440001A", known.of("0440001A"), PLACES)
    assert (one.name, one.lat, one.source) == ("École de santé", 47.2, "onisep-structures")
    assert known.named_by("onisep-structures") == {"0440001A"}
